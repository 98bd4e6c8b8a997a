//! The admitted part of a network as lists of neighbours with weights: what measures are taken on.

use super::{Filter, Network};
use crate::model::NodeId;
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// A plain weighted network for measuring: no direction, no parallel edges, no loops.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjacency {
    nodes: Vec<NodeId>,
    /// For each position in `nodes`, the positions beside it and the weights, in order.
    pub(super) beside: Vec<Vec<(usize, f64)>>,
}

impl Adjacency {
    /// Joins these nodes by weighted pairs; the weights of a pair given twice are added.
    pub fn new(nodes: Vec<NodeId>, pairs: impl IntoIterator<Item = (NodeId, NodeId, f64)>) -> Self {
        let place: BTreeMap<NodeId, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
        let mut beside = vec![BTreeMap::<usize, f64>::new(); nodes.len()];
        for (a, b, weight) in pairs {
            if let (Some(a), Some(b), true) = (place.get(&a), place.get(&b), a != b) {
                *beside[*a].entry(*b).or_default() += weight;
                *beside[*b].entry(*a).or_default() += weight;
            }
        }
        Self { nodes, beside: beside.into_iter().map(|row| row.into_iter().collect()).collect() }
    }

    /// The measured nodes; the results of the measures stand in the same order.
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many nodes each node is joined with.
    pub fn degree(&self) -> Vec<f64> {
        self.beside.iter().map(|row| row.len() as f64).collect()
    }

    /// The sum of the weights at each node.
    pub fn strength(&self) -> Vec<f64> {
        self.beside.iter().map(|row| row.iter().map(|(_, weight)| weight).sum()).collect()
    }

    /// Nodes with their scores, highest first, then by key.
    pub fn ranking(&self, scores: &[f64]) -> Vec<(NodeId, f64)> {
        let mut ranking: Vec<(NodeId, f64)> = self.nodes.iter().copied().zip(scores.iter().copied()).collect();
        ranking.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranking
    }

    /// What hangs together, largest first, then by key.
    pub fn components(&self) -> Vec<Vec<NodeId>> {
        let mut sets = UnionFind::new(self.nodes.len());
        for (a, row) in self.beside.iter().enumerate() {
            for (b, _) in row {
                sets.union(a, *b);
            }
        }
        self.groups(&sets.into_labeling())
    }

    /// Nodes grouped by label, largest group first, then by key.
    pub(super) fn groups(&self, labels: &[usize]) -> Vec<Vec<NodeId>> {
        let mut groups: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
        for (node, label) in self.nodes.iter().zip(labels) {
            groups.entry(*label).or_default().push(*node);
        }
        let mut groups: Vec<Vec<NodeId>> = groups.into_values().collect();
        groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        groups
    }
}

impl Network<'_> {
    /// The admitted part of the graph for measuring; a pair weighs as much as it has statements. Publishers
    /// and, with `max_degree`, hubs are left out.
    pub fn adjacency(&self, filter: &Filter) -> Adjacency {
        let nodes: Vec<NodeId> = (0..self.graph.nodes.len()).map(NodeId).filter(|node| filter.leads_through(self, *node)).collect();
        let links = self.all_links().filter(|link| filter.admits_link(self, *link));
        Adjacency::new(nodes, links.map(|link| (link.from, link.to, 1.0)))
    }

    /// What hangs together, largest first, then by key.
    pub fn components(&self, filter: &Filter) -> Vec<Vec<NodeId>> {
        self.adjacency(filter).components()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn adjacency(count: usize, edges: &[(usize, usize)]) -> Adjacency {
        let pairs = edges.iter().map(|(a, b)| (NodeId(*a), NodeId(*b), 1.0));
        Adjacency::new((0..count).map(NodeId).collect(), pairs)
    }

    #[test]
    fn parallel_edges_add_up_and_loops_are_dropped() {
        let net = adjacency(3, &[(0, 1), (1, 0), (2, 2)]);
        assert_eq!(net.degree(), vec![1.0, 1.0, 0.0]);
        assert_eq!(net.strength(), vec![2.0, 2.0, 0.0]);
    }

    #[test]
    fn components_come_largest_first() {
        let components = adjacency(6, &[(4, 5), (0, 2), (2, 3)]).components();
        let ids: Vec<Vec<usize>> = components.iter().map(|c| c.iter().map(|node| node.0).collect()).collect();
        assert_eq!(ids, vec![vec![0, 2, 3], vec![4, 5], vec![1]]);
    }

    #[test]
    fn equal_scores_are_ranked_by_key() {
        let net = adjacency(3, &[(1, 2)]);
        let order: Vec<usize> = net.ranking(&net.degree()).iter().map(|(node, _)| node.0).collect();
        assert_eq!(order, vec![1, 2, 0]);
    }
}
