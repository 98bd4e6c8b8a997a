//! A graph and some of its nodes → the part around them.

use super::{Filter, Network};
use crate::model::{KnowledgeGraph, NodeId, Statement, Target};
use std::collections::{BTreeMap, BTreeSet};

/// What lies within `hops` of a node as a graph of its own, for drawing.
pub fn ego(network: &Network<'_>, start: NodeId, hops: usize, filter: &Filter) -> KnowledgeGraph {
    let found = network.neighbors(start, hops, filter);
    let nodes: BTreeSet<NodeId> = found.iter().map(|neighbor| neighbor.node).chain([start]).collect();
    let links = network.all_links().filter(|link| nodes.contains(&link.from) && nodes.contains(&link.to));
    let between: BTreeSet<usize> = links.filter(|link| filter.admits_link(network, *link)).map(|link| link.statement).collect();
    part(network.graph(), &nodes, |index, statement| between.contains(&index) || !matches!(statement.target, Target::Node(_)))
}

/// These nodes with every statement among them and every literal of theirs.
pub fn subgraph(graph: &KnowledgeGraph, nodes: &BTreeSet<NodeId>) -> KnowledgeGraph {
    part(graph, nodes, |_, _| true)
}

/// Numbers everything anew; order, and with it the promises of the model, is kept. Articles that support
/// nothing that is left are dropped.
fn part(graph: &KnowledgeGraph, nodes: &BTreeSet<NodeId>, keep: impl Fn(usize, &Statement) -> bool) -> KnowledgeGraph {
    let place: BTreeMap<NodeId, NodeId> = nodes.iter().enumerate().map(|(new, old)| (*old, NodeId(new))).collect();
    let kept = graph.statements.iter().enumerate().filter(|(index, statement)| keep(*index, statement));
    let mut statements: Vec<Statement> = kept.filter_map(|(_, statement)| moved(statement, &place)).collect();
    let used: BTreeSet<usize> = statements.iter().flat_map(|s| &s.supports).map(|support| support.article).collect();
    let articles: BTreeMap<usize, usize> = used.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    for support in statements.iter_mut().flat_map(|statement| &mut statement.supports) {
        support.article = articles[&support.article];
    }
    KnowledgeGraph {
        nodes: nodes.iter().map(|id| graph.node(*id).clone()).collect(),
        statements,
        articles: used.iter().filter_map(|old| graph.articles.get(*old).cloned()).collect(),
    }
}

fn moved(statement: &Statement, place: &BTreeMap<NodeId, NodeId>) -> Option<Statement> {
    let mut moved = statement.clone();
    moved.subject = *place.get(&statement.subject)?;
    if let Target::Node(node) = &mut moved.target {
        *node = *place.get(node)?;
    }
    moved.body = statement.body.and_then(|body| place.get(&body).copied());
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;
    use crate::model::{EntityKind, PartialDate, Predicate};

    #[test]
    fn an_ego_graph_keeps_what_is_near_with_its_articles() {
        let mut sketch = Sketch::default();
        sketch.node(EntityKind::Event, "甲会");
        sketch.article("far", PartialDate::day(2024, 1, 1));
        sketch.link("丙丁", Predicate::Visited, "远方");
        sketch.article("near", PartialDate::day(2024, 1, 2));
        sketch.link("韩若冰", Predicate::Attended, "甲会");
        sketch.link("丙丁", Predicate::Attended, "甲会");
        sketch.literal("韩若冰", Predicate::HoldsPost, Target::Text("副市长".into()));
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let start = NodeId(graph.nodes.iter().position(|node| node.label == "甲会").expect("in the graph"));
        let near = ego(&network, start, 1, &Filter::default());
        assert_eq!(near.nodes.len(), 3);
        assert_eq!(near.statements.len(), 3, "two attendances and a post");
        assert_eq!(near.articles.len(), 1);
        assert_eq!(near.articles[0].id, "near");
        assert!(near.statements.iter().flat_map(|s| &s.supports).all(|support| support.article == 0));
        assert!(near.nodes.is_sorted_by_key(|node| node.key.clone()));
    }

    #[test]
    fn the_whole_graph_is_its_own_part() {
        let mut sketch = Sketch::default();
        sketch.link("韩若冰", Predicate::Visited, "某地");
        let graph = sketch.finish();
        assert_eq!(subgraph(&graph, &(0..graph.nodes.len()).map(NodeId).collect()), graph);
    }
}
