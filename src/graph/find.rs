//! A name that a user typed → the node it means, or the nearest names.

use super::Network;
use super::names::fold;
use crate::model::{EntityKind, NodeId};
use pinyin::ToPinyin;
use std::collections::BTreeMap;

/// How many names "did you mean" offers.
const SUGGESTIONS: usize = 5;
/// Below this likeness a name is another name, not a slip.
const LIKE_ENOUGH: f64 = 0.5;

/// What a name that a user typed means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    Found(NodeId, MatchedBy),
    /// Several nodes have this name; [`Network::reference`] tells them apart.
    Ambiguous(Vec<NodeId>, MatchedBy),
    /// Nothing has this name. The nearest names, nearest first.
    Unknown(Vec<NodeId>),
}

/// Which of its names a node was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    Key,
    Label,
    Alias,
    Pinyin,
    Prefix,
}

/// A name with what narrows it: `Place:新华区`, `新华区@石家庄市`.
struct Query<'q> {
    kind: Option<EntityKind>,
    name: &'q str,
    anchor: Option<&'q str>,
}

impl Network<'_> {
    /// The node that a name means: its label, an alias, its pinyin (with or without spaces), or the beginning
    /// of only one node's names. `kind:name` and `name@anchor` narrow it.
    pub fn find(&self, text: &str) -> Lookup {
        if let Some(found) = self.graph.nodes.iter().position(|node| node.key == text) {
            return Lookup::Found(NodeId(found), MatchedBy::Key);
        }
        let query = Query::read(text);
        let tiers = [
            (MatchedBy::Label, self.names.by_label(query.name).to_vec()),
            (MatchedBy::Alias, self.names.by_alias(query.name).to_vec()),
            (MatchedBy::Pinyin, self.names.by_pinyin(query.name).to_vec()),
            (MatchedBy::Prefix, self.names.by_prefix(query.name)),
        ];
        for (matched, candidates) in tiers {
            let candidates: Vec<NodeId> = candidates.into_iter().filter(|id| self.admits(&query, *id)).collect();
            match candidates.as_slice() {
                [] => {}
                [only] => return Lookup::Found(*only, matched),
                _ => return Lookup::Ambiguous(candidates, matched),
            }
        }
        Lookup::Unknown(self.suggest(&query))
    }

    /// The shortest text by which [`Network::find`] finds this node and no other.
    pub fn reference(&self, id: NodeId) -> String {
        let node = self.graph.node(id);
        let kind = node.kind.name();
        let mut forms = vec![node.label.clone(), format!("{kind}:{}", node.label)];
        if let Some(anchor) = &node.anchor {
            forms.insert(1, format!("{}@{anchor}", node.label));
            forms.push(format!("{kind}:{}@{anchor}", node.label));
        }
        let found = |form: &String| matches!(self.find(form), Lookup::Found(other, _) if other == id);
        forms.into_iter().find(found).unwrap_or_else(|| node.key.clone())
    }

    fn admits(&self, query: &Query<'_>, id: NodeId) -> bool {
        let node = self.graph.node(id);
        let kind = query.kind.is_none_or(|kind| kind == node.kind);
        let anchor = query.anchor.is_none_or(|anchor| node.anchor.as_deref().is_some_and(|full| fold(full).starts_with(&fold(anchor))));
        kind && anchor
    }

    fn suggest(&self, query: &Query<'_>) -> Vec<NodeId> {
        let name = fold(query.name);
        if name.is_empty() {
            return Vec::new();
        }
        let sound = fold(&sound(query.name));
        let mut best: BTreeMap<NodeId, f64> = BTreeMap::new();
        for (other, ids) in self.names.all() {
            let likeness = likeness(&name, other).max(likeness(&sound, other) * 0.95);
            for id in ids.iter().filter(|id| likeness >= LIKE_ENOUGH && self.admits(query, **id)) {
                let entry = best.entry(*id).or_insert(likeness);
                *entry = entry.max(likeness);
            }
        }
        let mut ranked: Vec<(NodeId, f64)> = best.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(SUGGESTIONS).map(|(id, _)| id).collect()
    }
}

impl<'q> Query<'q> {
    fn read(text: &'q str) -> Self {
        let text = text.trim();
        let split = text.split_once([':', '：']);
        let (kind, rest) = match split.and_then(|(kind, rest)| Some((EntityKind::parse(kind.trim())?, rest))) {
            Some((kind, rest)) => (Some(kind), rest.trim()),
            None => (None, text),
        };
        let (name, anchor) = match rest.rsplit_once(['@', '＠']) {
            Some((name, anchor)) if !name.trim().is_empty() => (name.trim(), Some(anchor.trim())),
            _ => (rest, None),
        };
        Self { kind, name, anchor }
    }
}

/// 1 for the same name. A name inside a longer one is a likely slip; short names differ by little.
fn likeness(typed: &str, name: &str) -> f64 {
    let edit = strsim::normalized_damerau_levenshtein(typed, name);
    let inside = typed.chars().count() >= 2 && name.contains(typed);
    if inside { edit.max(0.8) } else { edit }
}

/// Homophones are the usual slip of Chinese input: the sound of what was typed.
fn sound(text: &str) -> String {
    text.chars().map(|c| c.to_pinyin().map_or_else(|| c.to_string(), |p| p.plain().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;
    use crate::model::KnowledgeGraph;

    fn graph() -> KnowledgeGraph {
        let mut sketch = Sketch::default();
        sketch.anchored(EntityKind::Place, "新华区", "石家庄市");
        sketch.anchored(EntityKind::Place, "新华区", "沧州市");
        sketch.node(EntityKind::Person, "韩若冰").pinyin = "han ruo bing".into();
        sketch.node(EntityKind::Person, "柳启明").pinyin = "liu qi ming".into();
        sketch.node(EntityKind::Project, "启明").pinyin = "qi ming".into();
        sketch.node(EntityKind::Company, "启明").pinyin = "qi ming".into();
        sketch.node(EntityKind::Company, "衡岳重工有限公司").aliases.push("衡岳重工".into());
        sketch.finish()
    }

    fn label(graph: &KnowledgeGraph, lookup: Lookup) -> (String, MatchedBy) {
        match lookup {
            Lookup::Found(id, matched) => (graph.node(id).label.clone(), matched),
            other => panic!("not found: {other:?}"),
        }
    }

    #[test]
    fn names_are_found_by_label_alias_pinyin_and_prefix() {
        let graph = graph();
        let network = Network::new(&graph);
        for (typed, expected, matched) in [
            ("韩若冰", "韩若冰", MatchedBy::Label),
            (" 韩 若冰", "韩若冰", MatchedBy::Label),
            ("衡岳重工", "衡岳重工有限公司", MatchedBy::Alias),
            ("Han Ruo Bing", "韩若冰", MatchedBy::Pinyin),
            ("hanruobing", "韩若冰", MatchedBy::Pinyin),
            ("韩", "韩若冰", MatchedBy::Prefix),
            ("han r", "韩若冰", MatchedBy::Prefix),
            ("person:liuqiming", "柳启明", MatchedBy::Pinyin),
            ("Project:启明", "启明", MatchedBy::Label),
            ("project：启明", "启明", MatchedBy::Label),
        ] {
            assert_eq!(label(&graph, network.find(typed)), (expected.to_owned(), matched), "{typed}");
        }
    }

    #[test]
    fn two_districts_of_one_name_are_listed_and_told_apart() {
        let graph = graph();
        let network = Network::new(&graph);
        let Lookup::Ambiguous(ids, MatchedBy::Label) = network.find("新华区") else { panic!("not ambiguous") };
        assert_eq!(ids.len(), 2);
        for id in ids {
            let reference = network.reference(id);
            assert!(reference.starts_with("新华区@"), "{reference}");
            assert_eq!(network.find(&reference), Lookup::Found(id, MatchedBy::Label));
        }
        assert!(matches!(network.find("place:新华区@石家庄"), Lookup::Found(..)));
    }

    #[test]
    fn every_node_can_be_referred_to() {
        let graph = graph();
        let network = Network::new(&graph);
        for id in (0..graph.nodes.len()).map(NodeId) {
            assert!(matches!(network.find(&network.reference(id)), Lookup::Found(found, _) if found == id));
        }
    }

    #[test]
    fn a_slip_gets_suggestions() {
        let graph = graph();
        let network = Network::new(&graph);
        for (typed, expected) in [("韩若兵", "韩若冰"), ("hanruobin9", "韩若冰"), ("岳重工", "衡岳重工有限公司")] {
            let Lookup::Unknown(ids) = network.find(typed) else { panic!("{typed} is no name") };
            assert_eq!(graph.node(ids[0]).label, expected, "{typed}");
        }
        assert_eq!(network.find("完全不相干的名字"), Lookup::Unknown(vec![]));
        assert_eq!(network.find(""), Lookup::Unknown(vec![]));
    }
}
