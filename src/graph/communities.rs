//! Communities (Louvain) of an adjacency, in a fixed order.

use super::Adjacency;
use crate::model::NodeId;
use std::collections::BTreeMap;

/// A move that gains less than this is rounding.
const LEAST_GAIN: f64 = 1e-12;
const MOST_PASSES: usize = 100;

impl Adjacency {
    /// Groups that hold together more than chance would have it (Louvain: Blondel and others 2008), largest
    /// first. Nodes are taken in the order of their keys, so that the same network gives the same groups.
    pub fn communities(&self) -> Vec<Vec<NodeId>> {
        let mut level = Level { beside: self.beside.clone(), inside: vec![0.0; self.len()] };
        let mut labels: Vec<usize> = (0..self.len()).collect();
        loop {
            let (found, count) = level.move_nodes();
            labels.iter_mut().for_each(|label| *label = found[*label]);
            if count == found.len() {
                return self.groups(&labels);
            }
            level = level.merge(&found, count);
        }
    }

    /// How much better than chance a grouping is, from −1/2 to 1 (Newman's Q).
    pub fn modularity(&self, groups: &[Vec<NodeId>]) -> f64 {
        let strength = self.strength();
        let total: f64 = strength.iter().sum();
        if total == 0.0 {
            return 0.0;
        }
        let place: BTreeMap<NodeId, usize> = self.nodes().iter().enumerate().map(|(i, node)| (*node, i)).collect();
        let quality = |group: &Vec<NodeId>| {
            let members: Vec<usize> = group.iter().filter_map(|node| place.get(node).copied()).collect();
            let all: f64 = members.iter().map(|i| strength[*i]).sum();
            let edges = members.iter().flat_map(|i| &self.beside[*i]);
            let inner: f64 = edges.filter(|(j, _)| members.contains(j)).map(|(_, weight)| weight).sum();
            inner / total - (all / total).powi(2)
        };
        groups.iter().map(quality).sum()
    }
}

/// One round's network: groups of the round before are its nodes.
struct Level {
    beside: Vec<Vec<(usize, f64)>>,
    /// Twice the weight of the edges within each node.
    inside: Vec<f64>,
}

impl Level {
    /// Moves nodes to the neighbouring group that gains most, until none gains. Gives each node its group,
    /// numbered by first node, and the number of groups.
    fn move_nodes(&self) -> (Vec<usize>, usize) {
        let strength: Vec<f64> = (0..self.beside.len()).map(|node| self.strength(node)).collect();
        let total: f64 = strength.iter().sum();
        let mut group: Vec<usize> = (0..self.beside.len()).collect();
        let mut weight = strength.clone();
        for _ in 0..MOST_PASSES {
            let mut moved = false;
            for node in 0..group.len() {
                let from = group[node];
                weight[from] -= strength[node];
                let to = self.best_group(node, &group, &weight, strength[node], total);
                weight[to] += strength[node];
                group[node] = to;
                moved |= to != from;
            }
            if !moved {
                break;
            }
        }
        renumber(&group)
    }

    fn best_group(&self, node: usize, group: &[usize], weight: &[f64], strength: f64, total: f64) -> usize {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for (other, edge) in &self.beside[node] {
            *shared.entry(group[*other]).or_default() += edge;
        }
        let gain = |to: usize, edges: f64| edges - weight[to] * strength / total;
        let stay = group[node];
        let mut best = (stay, gain(stay, shared.get(&stay).copied().unwrap_or(0.0)));
        if total == 0.0 {
            return stay;
        }
        for (to, edges) in shared {
            let value = gain(to, edges);
            if value > best.1 + LEAST_GAIN {
                best = (to, value);
            }
        }
        best.0
    }

    fn strength(&self, node: usize) -> f64 {
        self.inside[node] + self.beside[node].iter().map(|(_, weight)| weight).sum::<f64>()
    }

    fn merge(&self, group: &[usize], count: usize) -> Self {
        let mut rows = vec![BTreeMap::<usize, f64>::new(); count];
        let mut inside = vec![0.0; count];
        for (node, row) in self.beside.iter().enumerate() {
            inside[group[node]] += self.inside[node];
            for (other, weight) in row {
                if group[*other] == group[node] {
                    inside[group[node]] += weight;
                } else {
                    *rows[group[node]].entry(group[*other]).or_default() += weight;
                }
            }
        }
        Self { beside: rows.into_iter().map(|row| row.into_iter().collect()).collect(), inside }
    }
}

fn renumber(group: &[usize]) -> (Vec<usize>, usize) {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let renumbered = group
        .iter()
        .map(|label| {
            let next = numbers.len();
            *numbers.entry(*label).or_insert(next)
        })
        .collect();
    (renumbered, numbers.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn net(count: usize, edges: &[(usize, usize)]) -> Adjacency {
        Adjacency::new((0..count).map(NodeId).collect(), edges.iter().map(|(a, b)| (NodeId(*a), NodeId(*b), 1.0)))
    }

    fn clique(from: usize, to: usize) -> Vec<(usize, usize)> {
        (from..to).flat_map(|a| (a + 1..to).map(move |b| (a, b))).collect()
    }

    #[test]
    fn cliques_with_one_bridge_are_two_communities() {
        let mut edges = [clique(0, 5), clique(5, 9)].concat();
        edges.push((0, 5));
        let net = net(10, &edges);
        let groups = net.communities();
        let ids: Vec<Vec<usize>> = groups.iter().map(|g| g.iter().map(|node| node.0).collect()).collect();
        assert_eq!(ids, vec![vec![0, 1, 2, 3, 4], vec![5, 6, 7, 8], vec![9]]);
        assert!(net.modularity(&groups) > 0.4);
    }

    #[test]
    fn a_ring_of_cliques_needs_more_than_one_level() {
        let mut edges: Vec<(usize, usize)> = (0..6).flat_map(|c| clique(c * 4, c * 4 + 4)).collect();
        edges.extend((0..6).map(|c| (c * 4, ((c + 1) % 6) * 4 + 1)));
        let groups = net(24, &edges).communities();
        assert!(groups.iter().all(|group| group.len() % 4 == 0), "no clique is split: {groups:?}");
    }

    #[test]
    fn a_network_without_edges_has_communities_of_one() {
        assert_eq!(net(3, &[]).communities().len(), 3);
        assert!(net(0, &[]).communities().is_empty());
    }

    proptest! {
        #[test]
        fn no_grouping_is_worse_than_none(edges in proptest::collection::vec((0usize..12, 0usize..12), 0..40)) {
            let net = net(12, &edges);
            let groups = net.communities();
            let alone: Vec<Vec<NodeId>> = (0..12).map(|node| vec![NodeId(node)]).collect();
            prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), 12);
            prop_assert!(net.modularity(&groups) + 1e-9 >= net.modularity(&alone));
        }
    }
}
