//! Labels, aliases and pinyin of a graph → an index to look names up in.

use crate::model::{KnowledgeGraph, NodeId};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Which nodes a name can mean. Lists are in node order.
pub(super) struct NameIndex {
    labels: BTreeMap<String, Vec<NodeId>>,
    aliases: BTreeMap<String, Vec<NodeId>>,
    pinyin: BTreeMap<String, Vec<NodeId>>,
}

impl NameIndex {
    pub fn new(graph: &KnowledgeGraph) -> Self {
        let mut index = Self { labels: BTreeMap::new(), aliases: BTreeMap::new(), pinyin: BTreeMap::new() };
        for (position, node) in graph.nodes.iter().enumerate() {
            let id = NodeId(position);
            add(&mut index.labels, fold(&node.label), id);
            add(&mut index.pinyin, fold(&node.pinyin), id);
            for alias in &node.aliases {
                add(&mut index.aliases, fold(alias), id);
            }
        }
        index
    }

    pub fn by_label(&self, name: &str) -> &[NodeId] {
        self.labels.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    pub fn by_alias(&self, name: &str) -> &[NodeId] {
        self.aliases.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    pub fn by_pinyin(&self, name: &str) -> &[NodeId] {
        self.pinyin.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    pub fn by_label_or_alias(&self, name: &str) -> Vec<NodeId> {
        let mut ids = [self.by_label(name), self.by_alias(name)].concat();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Nodes one of whose names begins so, without repetition.
    pub fn by_prefix(&self, prefix: &str) -> Vec<NodeId> {
        let prefix = fold(prefix);
        if prefix.is_empty() {
            return Vec::new();
        }
        let mut ids: Vec<NodeId> = [&self.labels, &self.aliases, &self.pinyin]
            .into_iter()
            .flat_map(|names| names.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix)))
            .flat_map(|(_, ids)| ids.iter().copied())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Every folded name with its nodes: what a suggestion is measured against.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[NodeId])> {
        [&self.labels, &self.aliases, &self.pinyin].into_iter().flatten().map(|(name, ids)| (name.as_str(), ids.as_slice()))
    }
}

fn add(names: &mut BTreeMap<String, Vec<NodeId>>, name: String, id: NodeId) {
    if name.is_empty() {
        return;
    }
    let ids = names.entry(name).or_default();
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

/// Width, case, spaces and quotation marks do not make another name.
pub(super) fn fold(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace() && !"《》〈〉“”‘’「」『』\"'·•".contains(*c)).flat_map(char::to_lowercase).collect()
}
