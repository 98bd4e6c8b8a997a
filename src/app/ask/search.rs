//! Words that somebody types → the things they may mean, best first: characters, aliases, pinyin, its first letters.

use super::facts::Ref;
use super::page::{Page, Window};
use super::view::View;
use guanmo::model::{EntityKind, KnowledgeGraph, Node, NodeId};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// Names of a node without case, width and spaces.
pub struct Keys {
    label: String,
    aliases: Vec<String>,
    pinyin: String,
    initials: String,
}

/// How well a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Fit {
    Label,
    Alias,
    Pinyin,
    LabelBegins,
    AliasBegins,
    PinyinBegins,
    Initials,
    Inside,
}

/// Something that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    #[serde(flatten)]
    pub entity: Ref,
    pub aliases: Vec<String>,
    pub pinyin: String,
    /// With how many things it is connected.
    pub degree: usize,
    pub matched: Fit,
}

/// Keys of every node, in node order.
pub fn keys(graph: &KnowledgeGraph) -> Vec<Keys> {
    graph.nodes.iter().map(of_node).collect()
}

fn of_node(node: &Node) -> Keys {
    let initials = node.pinyin.split_whitespace().filter_map(|syllable| syllable.chars().next()).collect();
    Keys { label: fold(&node.label), aliases: node.aliases.iter().map(|a| fold(a)).collect(), pinyin: fold(&node.pinyin), initials }
}

fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace() && !matches!(c, '·' | '\'' | '“' | '”')).collect()
}

/// Everything whose name fits, best first; of equals what is connected most.
pub fn search(view: &View, text: &str, kinds: &[EntityKind], window: Window) -> Page<Hit> {
    let typed = fold(text);
    let admitted = |id: NodeId| kinds.is_empty() || kinds.contains(&view.graph().node(id).kind);
    let keys = view.loaded().keys.iter().enumerate();
    let fits = keys.filter_map(|(place, keys)| Some((fit(keys, &typed)?, NodeId(place)))).filter(|(_, id)| admitted(*id));
    let mut found: Vec<(Fit, NodeId)> = fits.collect();
    found.sort_by_key(|(fit, id)| (*fit, std::cmp::Reverse(view.network().degree(*id)), *id));
    window.of(found).map(|(matched, id)| hit(view, id, matched))
}

fn hit(view: &View, id: NodeId, matched: Fit) -> Hit {
    let node = view.graph().node(id);
    let degree = view.network().degree(id);
    Hit { entity: Ref::of(view, id), aliases: node.aliases.clone(), pinyin: node.pinyin.clone(), degree, matched }
}

fn fit(keys: &Keys, typed: &str) -> Option<Fit> {
    if typed.is_empty() {
        return None;
    }
    let alias = |test: &dyn Fn(&str) -> bool| keys.aliases.iter().any(|alias| test(alias));
    let begins = |name: &str| name.starts_with(typed);
    let inside = |name: &str| name.contains(typed);
    let tests: [(Fit, bool); 8] = [
        (Fit::Label, keys.label == typed),
        (Fit::Alias, alias(&|name| name == typed)),
        (Fit::Pinyin, keys.pinyin == typed),
        (Fit::LabelBegins, begins(&keys.label)),
        (Fit::AliasBegins, alias(&begins)),
        (Fit::PinyinBegins, begins(&keys.pinyin)),
        (Fit::Initials, typed.len() > 1 && begins(&keys.initials)),
        (Fit::Inside, inside(&keys.label) || alias(&inside)),
    ];
    tests.into_iter().find(|(_, fits)| *fits).map(|(fit, _)| fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(label: &str, aliases: &[&str], pinyin: &str) -> Keys {
        let node = Node {
            key: label.into(),
            kind: EntityKind::Place,
            label: label.into(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            pinyin: pinyin.into(),
            level: None,
            code: None,
            within: None,
            anchor: None,
        };
        of_node(&node)
    }

    #[test]
    fn characters_pinyin_and_first_letters_fit() {
        let keys = keys_of("云帆轴承园", &["云帆园区"], "yun fan zhou cheng yuan");
        let cases = [
            ("云帆轴承园", Some(Fit::Label)),
            ("云帆园区", Some(Fit::Alias)),
            ("Yun Fan Zhou Cheng Yuan", Some(Fit::Pinyin)),
            ("云帆轴", Some(Fit::LabelBegins)),
            ("云帆园", Some(Fit::AliasBegins)),
            ("yunf", Some(Fit::PinyinBegins)),
            ("yfzc", Some(Fit::Initials)),
            ("轴承", Some(Fit::Inside)),
            ("y", Some(Fit::PinyinBegins)),
            ("飞轮", None),
            ("", None),
            ("  ", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(fit(&keys, &fold(typed)), expected, "{typed}");
        }
    }
}
