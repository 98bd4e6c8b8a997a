//! A node → what lies within so many hops of it.

use super::{Cited, Filter, Link, Network};
use crate::model::NodeId;

/// A node within reach, with the statements by which it was reached.
#[derive(Clone, Debug)]
pub struct Neighbor<'g> {
    pub node: NodeId,
    /// Hops from the start.
    pub distance: usize,
    /// Every admitted statement that connects it with a node one hop nearer.
    pub links: Vec<Cited<'g>>,
}

/// A node one hop away and the links that lead there.
pub(super) struct Step {
    pub to: NodeId,
    pub links: Vec<Link>,
}

impl<'g> Network<'g> {
    /// Every node at most `hops` away, nearest first, then by key. The start is not among them.
    pub fn neighbors(&self, start: NodeId, hops: usize, filter: &Filter) -> Vec<Neighbor<'g>> {
        let mut distance = vec![usize::MAX; self.graph.nodes.len()];
        distance[start.0] = 0;
        let (mut found, mut frontier) = (Vec::new(), vec![start]);
        for hop in 1..=hops {
            let next = self.next_ring(&frontier, hop, filter, &mut distance);
            found.extend(next.iter().map(|node| self.neighbor(*node, hop, filter, &distance, start)));
            if next.is_empty() {
                break;
            }
            frontier = next;
        }
        found
    }

    /// The nodes that can be reached from here in one hop, in node order.
    pub(super) fn steps(&self, node: NodeId, filter: &Filter) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for link in self.links(node).into_iter().filter(|link| filter.admits_link(self, *link)) {
            let to = link.other(node);
            match steps.last_mut().filter(|step| step.to == to) {
                Some(step) => step.links.push(link),
                None => steps.push(Step { to, links: vec![link] }),
            }
        }
        steps
    }

    fn next_ring(&self, frontier: &[NodeId], hop: usize, filter: &Filter, distance: &mut [usize]) -> Vec<NodeId> {
        let mut ring = Vec::new();
        for node in frontier {
            if hop > 1 && !filter.leads_through(self, *node) {
                continue;
            }
            for step in self.steps(*node, filter) {
                if distance[step.to.0] == usize::MAX && filter.admits_node(self, step.to) {
                    distance[step.to.0] = hop;
                    ring.push(step.to);
                }
            }
        }
        ring.sort_unstable();
        ring
    }

    fn neighbor(&self, node: NodeId, hop: usize, filter: &Filter, distance: &[usize], start: NodeId) -> Neighbor<'g> {
        let nearer = |step: &Step| distance[step.to.0] == hop - 1 && (step.to == start || filter.leads_through(self, step.to));
        let steps = self.steps(node, filter).into_iter().filter(nearer);
        let links = steps.flat_map(|step| step.links).filter_map(|link| self.cite(link)).collect();
        Neighbor { node, distance: hop, links }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;
    use crate::model::{EntityKind, KnowledgeGraph, Predicate};

    fn chain() -> KnowledgeGraph {
        let mut sketch = Sketch::default();
        sketch.node(EntityKind::Event, "甲会");
        sketch.node(EntityKind::Place, "乙县");
        sketch.link("韩若冰", Predicate::Attended, "甲会");
        sketch.link("柳启明", Predicate::Attended, "甲会");
        sketch.link("柳启明", Predicate::Visited, "乙县");
        sketch.link("乙县", Predicate::LocatedIn, "丙市");
        sketch.finish()
    }

    fn names(graph: &KnowledgeGraph, hops: usize, filter: &Filter) -> Vec<(String, usize)> {
        let network = Network::new(graph);
        let start = NodeId(graph.nodes.iter().position(|node| node.label == "韩若冰").expect("in the graph"));
        let found = network.neighbors(start, hops, filter);
        assert!(found.iter().all(|neighbor| !neighbor.links.is_empty()), "every neighbour has its evidence");
        found.into_iter().map(|n| (graph.node(n.node).label.clone(), n.distance)).collect()
    }

    fn owned(names: &[(&str, usize)]) -> Vec<(String, usize)> {
        names.iter().map(|(name, hops)| ((*name).to_owned(), *hops)).collect()
    }

    #[test]
    fn rings_grow_with_the_hops() {
        let graph = chain();
        let all = Filter::default();
        assert_eq!(names(&graph, 0, &all), vec![]);
        assert_eq!(names(&graph, 1, &all), owned(&[("甲会", 1)]));
        assert_eq!(names(&graph, 9, &all), owned(&[("甲会", 1), ("柳启明", 2), ("乙县", 3), ("丙市", 4)]));
    }

    #[test]
    fn filters_narrow_the_walk() {
        let graph = chain();
        let attended = Filter { predicates: vec![Predicate::Attended], ..Filter::default() };
        assert_eq!(names(&graph, 9, &attended), owned(&[("甲会", 1), ("柳启明", 2)]));
        let no_hubs = Filter { max_degree: Some(1), ..Filter::default() };
        assert_eq!(names(&graph, 9, &no_hubs), owned(&[("甲会", 1)]), "a hub is reached but not passed");
        let kinds = Filter { kinds: vec![EntityKind::Event, EntityKind::Person], ..Filter::default() };
        assert_eq!(names(&graph, 9, &kinds), owned(&[("甲会", 1), ("柳启明", 2)]));
        let supported = Filter { min_supports: 2, ..Filter::default() };
        assert_eq!(names(&graph, 9, &supported), vec![]);
    }

    #[test]
    fn nothing_is_walked_through_a_publisher() {
        let mut sketch = Sketch::default();
        sketch.node(EntityKind::Organization, "某某日报");
        sketch.publisher("某某日报");
        sketch.link("韩若冰", Predicate::Visited, "某某日报");
        sketch.link("柳启明", Predicate::Visited, "某某日报");
        assert_eq!(names(&sketch.finish(), 9, &Filter::default()), owned(&[("某某日报", 1)]));
    }
}
