//! Which nodes of a drawing stand in one box.

use super::{Clusters, ExportOptions};
use crate::model::{EntityKind, KnowledgeGraph, Level, Node, NodeId, Predicate, Target};
use std::collections::BTreeMap;

/// Boxes in the order of their names, and the nodes that stand in none.
pub(super) struct Groups {
    pub named: BTreeMap<String, Vec<NodeId>>,
    pub rest: Vec<NodeId>,
}

pub(super) fn groups(graph: &KnowledgeGraph, options: &ExportOptions) -> Groups {
    let names: Vec<Option<String>> = match options.clusters {
        Clusters::None => vec![None; graph.nodes.len()],
        Clusters::Article => articles(graph),
        Clusters::District => (0..graph.nodes.len()).map(|node| district(graph, NodeId(node))).collect(),
    };
    let mut groups = Groups { named: BTreeMap::new(), rest: Vec::new() };
    for (node, name) in names.into_iter().enumerate() {
        match name {
            Some(name) => groups.named.entry(name).or_default().push(NodeId(node)),
            None => groups.rest.push(NodeId(node)),
        }
    }
    groups
}

/// The title of the first article that states something of each node.
fn articles(graph: &KnowledgeGraph) -> Vec<Option<String>> {
    let mut first: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    for statement in &graph.statements {
        let article = statement.supports.iter().map(|support| support.article).min();
        let object = match statement.target {
            Target::Node(node) => Some(node),
            _ => None,
        };
        for node in [Some(statement.subject), object].into_iter().flatten() {
            first[node.0] = [first[node.0], article].into_iter().flatten().min();
        }
    }
    let title = |article: usize| graph.articles.get(article).map(|a| a.title.clone().unwrap_or_else(|| a.id.clone()));
    first.into_iter().map(|article| article.and_then(title)).collect()
}

/// The county, district or zone that a node lies in, by way of its stated places; else what it is anchored in.
fn district(graph: &KnowledgeGraph, node: NodeId) -> Option<String> {
    let mut here = node;
    for _ in 0..8 {
        let place = graph.node(here);
        let district = matches!(place.level, Some(Level::County | Level::Zone));
        if place.kind == EntityKind::Place && district {
            return Some(full_name(place));
        }
        match located_in(graph, here) {
            Some(next) => here = next,
            None => break,
        }
    }
    graph.node(node).anchor.clone()
}

/// Names that several cities use (新华区, 高新区) are no longer than this; a longer one names its city itself.
const LONGEST_SHARED_NAME: usize = 4;

/// Two cities have a 新华区 each: the city stands before the district.
fn full_name(place: &Node) -> String {
    match &place.anchor {
        Some(anchor) if place.label.chars().count() <= LONGEST_SHARED_NAME => format!("{anchor}{}", place.label),
        _ => place.label.clone(),
    }
}

fn located_in(graph: &KnowledgeGraph, node: NodeId) -> Option<NodeId> {
    let first = graph.statements.partition_point(|statement| statement.subject < node);
    let own = graph.statements[first..].iter().take_while(|statement| statement.subject == node);
    own.filter(|statement| statement.predicate == Predicate::LocatedIn).find_map(|statement| match statement.target {
        Target::Node(place) => Some(place),
        _ => None,
    })
}
