//! Two nodes → all shortest ways between them, each step with its words.

use super::neighbors::Step;
use super::{Cited, Filter, Network};
use crate::model::NodeId;

/// All shortest ways between two nodes.
#[derive(Clone, Debug)]
pub struct ShortestPaths<'g> {
    /// Hops of each path; `None` when no way is admitted.
    pub length: Option<usize>,
    /// How many there are, also where fewer are given. Parallel statements make no further path.
    pub total: u64,
    /// In the order of the keys of their nodes.
    pub paths: Vec<Path<'g>>,
}

/// A way from one node to another.
#[derive(Clone, Debug)]
pub struct Path<'g> {
    /// One more than there are hops.
    pub nodes: Vec<NodeId>,
    pub hops: Vec<Hop<'g>>,
}

/// One step of a path, with every statement that makes it.
#[derive(Clone, Debug)]
pub struct Hop<'g> {
    pub from: NodeId,
    pub to: NodeId,
    /// At least one. A statement may run against the direction of the path: see its link.
    pub links: Vec<Cited<'g>>,
}

/// What the search from the end knows of each node.
struct Reached {
    distance: Vec<usize>,
    ways: Vec<u64>,
}

impl<'g> Network<'g> {
    /// Every shortest path between two nodes, statements taken in both directions, at most `limit` of them.
    pub fn shortest_paths(&self, a: NodeId, b: NodeId, filter: &Filter, limit: usize) -> ShortestPaths<'g> {
        let reached = self.search(b, a, filter);
        if reached.distance[a.0] == usize::MAX {
            return ShortestPaths { length: None, total: 0, paths: Vec::new() };
        }
        let mut paths = Vec::new();
        if limit > 0 {
            self.follow(&reached, b, filter, limit, &mut vec![a], &mut paths);
        }
        let paths = paths.into_iter().map(|nodes| self.path(nodes, filter)).collect();
        ShortestPaths { length: Some(reached.distance[a.0]), total: reached.ways[a.0], paths }
    }

    /// Breadth first from the end, ring by ring, until the goal's ring is complete.
    fn search(&self, end: NodeId, goal: NodeId, filter: &Filter) -> Reached {
        let count = self.graph.nodes.len();
        let mut reached = Reached { distance: vec![usize::MAX; count], ways: vec![0; count] };
        reached.distance[end.0] = 0;
        reached.ways[end.0] = 1;
        let mut frontier = vec![end];
        while !frontier.is_empty() && reached.distance[goal.0] == usize::MAX {
            let mut next = Vec::new();
            for node in frontier.into_iter().filter(|node| *node == end || filter.leads_through(self, *node)) {
                for step in self.steps(node, filter) {
                    if step.to == goal || filter.admits_node(self, step.to) {
                        reached.visit(node, step.to, &mut next);
                    }
                }
            }
            frontier = next;
        }
        reached
    }

    /// Walks down the distances, depth first in node order. The stack holds at most one path.
    fn follow(&self, reached: &Reached, end: NodeId, filter: &Filter, limit: usize, way: &mut Vec<NodeId>, paths: &mut Vec<Vec<NodeId>>) {
        let mut open = vec![self.nearer(reached, way[0], end, filter)];
        if way[0] == end {
            paths.push(way.clone());
            return;
        }
        while let Some(choices) = open.last_mut() {
            let Some(next) = choices.pop() else {
                open.pop();
                way.pop();
                continue;
            };
            way.push(next);
            if next == end {
                paths.push(way.clone());
                way.pop();
                if paths.len() == limit {
                    return;
                }
            } else {
                open.push(self.nearer(reached, next, end, filter));
            }
        }
    }

    /// The nodes one hop nearer to the end, last first.
    fn nearer(&self, reached: &Reached, node: NodeId, end: NodeId, filter: &Filter) -> Vec<NodeId> {
        let distance = reached.distance[node.0];
        let leads = |step: &Step| {
            reached.distance[step.to.0].checked_add(1) == Some(distance) && (step.to == end || filter.leads_through(self, step.to))
        };
        let mut nodes: Vec<NodeId> = self.steps(node, filter).into_iter().filter(leads).map(|step| step.to).collect();
        nodes.reverse();
        nodes
    }

    fn path(&self, nodes: Vec<NodeId>, filter: &Filter) -> Path<'g> {
        let hops = nodes.windows(2).map(|pair| self.hop(pair[0], pair[1], filter)).collect();
        Path { nodes, hops }
    }

    fn hop(&self, from: NodeId, to: NodeId, filter: &Filter) -> Hop<'g> {
        let steps = self.steps(from, filter).into_iter().filter(|step| step.to == to);
        let links = steps.flat_map(|step| step.links).filter_map(|link| self.cite(link)).collect();
        Hop { from, to, links }
    }
}

impl Reached {
    fn visit(&mut self, from: NodeId, to: NodeId, next: &mut Vec<NodeId>) {
        let hop = self.distance[from.0] + 1;
        if self.distance[to.0] == usize::MAX {
            self.distance[to.0] = hop;
            next.push(to);
        }
        if self.distance[to.0] == hop {
            self.ways[to.0] = self.ways[to.0].saturating_add(self.ways[from.0]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;
    use crate::model::{EntityKind, KnowledgeGraph, Predicate};
    use proptest::prelude::*;

    /// A graph of `count` organisations with these cooperations.
    fn plain(count: usize, edges: &[(usize, usize)]) -> KnowledgeGraph {
        let mut sketch = Sketch::default();
        for index in 0..count {
            sketch.node(EntityKind::Organization, &format!("机构{index:03}"));
        }
        for (a, b) in edges.iter().filter(|(a, b)| a != b) {
            sketch.link(&format!("机构{a:03}"), Predicate::SignedWith, &format!("机构{b:03}"));
        }
        sketch.finish()
    }

    /// Every simple path from a to b, the slow way.
    fn naive(count: usize, edges: &[(usize, usize)], a: usize, b: usize) -> Vec<Vec<usize>> {
        let joined = |x, y| edges.contains(&(x, y)) || edges.contains(&(y, x));
        let mut rings = vec![vec![vec![a]]];
        while rings.len() <= count {
            let last = rings.last().expect("never empty");
            let hits: Vec<Vec<usize>> = last.iter().filter(|way| way.last() == Some(&b)).cloned().collect();
            if !hits.is_empty() {
                return hits;
            }
            let mut next = Vec::new();
            for way in last {
                let here = way[way.len() - 1];
                for to in (0..count).filter(|to| joined(here, *to) && !way.contains(to)) {
                    next.push([way.as_slice(), &[to]].concat());
                }
            }
            rings.push(next);
        }
        Vec::new()
    }

    proptest! {
        #[test]
        fn the_same_paths_as_a_naive_search(
            edges in proptest::collection::vec((0usize..7, 0usize..7), 0..14), a in 0usize..7, b in 0usize..7,
        ) {
            let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(x, y)| x != y).collect();
            let graph = plain(7, &edges);
            let network = Network::new(&graph);
            let found = network.shortest_paths(NodeId(a), NodeId(b), &Filter::default(), 1000);
            let expected = naive(7, &edges, a, b);
            let ways: Vec<Vec<usize>> =
                found.paths.iter().map(|path| path.nodes.iter().map(|node| node.0).collect()).collect();
            prop_assert_eq!(found.total as usize, expected.len());
            prop_assert_eq!(&ways, &expected, "also in order");
            for path in &found.paths {
                prop_assert!(path.hops.iter().all(|hop| !hop.links.is_empty()));
            }
        }
    }

    #[test]
    fn the_limit_cuts_paths_but_not_the_count() {
        let graph = plain(6, &[(0, 1), (0, 2), (0, 3), (1, 5), (2, 5), (3, 5)]);
        let found = Network::new(&graph).shortest_paths(NodeId(0), NodeId(5), &Filter::default(), 2);
        assert_eq!((found.length, found.total, found.paths.len()), (Some(2), 3, 2));
        assert_eq!(found.paths[0].nodes, vec![NodeId(0), NodeId(1), NodeId(5)]);
    }

    #[test]
    fn a_node_reaches_itself_without_a_hop() {
        let graph = plain(2, &[(0, 1)]);
        let found = Network::new(&graph).shortest_paths(NodeId(0), NodeId(0), &Filter::default(), 5);
        assert_eq!((found.length, found.total, found.paths.len()), (Some(0), 1, 1));
        assert!(found.paths[0].hops.is_empty());
    }

    #[test]
    fn a_hub_does_not_connect_but_may_be_an_end() {
        let graph = plain(5, &[(0, 1), (1, 2), (1, 3), (1, 4)]);
        let network = Network::new(&graph);
        let filter = Filter { max_degree: Some(2), ..Filter::default() };
        assert_eq!(network.shortest_paths(NodeId(0), NodeId(2), &filter, 5).length, None);
        assert_eq!(network.shortest_paths(NodeId(0), NodeId(1), &filter, 5).length, Some(1));
        assert_eq!(network.shortest_paths(NodeId(1), NodeId(4), &filter, 5).length, Some(1));
    }

    #[test]
    fn parallel_statements_stand_in_one_hop_with_their_words() {
        let mut sketch = Sketch::default();
        sketch.link("韩若冰", Predicate::Attended, "甲会");
        sketch.link("韩若冰", Predicate::Visited, "甲会");
        let graph = sketch.finish();
        let found = Network::new(&graph).shortest_paths(NodeId(0), NodeId(1), &Filter::default(), 5);
        assert_eq!(found.total, 1);
        assert_eq!(found.paths[0].hops[0].links.len(), 2);
        assert!(found.paths[0].hops[0].links.iter().all(|cited| !cited.support.quote.is_empty()));
    }
}
