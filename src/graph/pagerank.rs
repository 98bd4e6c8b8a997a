//! PageRank over an adjacency.

use super::Adjacency;

/// The share of a visitor's time that goes on along an edge rather than anywhere.
const DAMPING: f64 = 0.85;
const MOST_ROUNDS: usize = 200;
const SETTLED: f64 = 1e-12;

impl Adjacency {
    /// PageRank by weight, edges taken in both directions. The scores of a network add up to 1.
    pub fn pagerank(&self) -> Vec<f64> {
        let count = self.len();
        if count == 0 {
            return Vec::new();
        }
        let strength = self.strength();
        let mut rank = vec![1.0 / count as f64; count];
        for _ in 0..MOST_ROUNDS {
            let next = self.spread(&rank, &strength);
            let change: f64 = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
            rank = next;
            if change < SETTLED {
                break;
            }
        }
        rank
    }

    /// One round: what a node without edges holds goes to all.
    fn spread(&self, rank: &[f64], strength: &[f64]) -> Vec<f64> {
        let count = rank.len() as f64;
        let idle: f64 = rank.iter().zip(strength).filter(|(_, s)| **s == 0.0).map(|(r, _)| r).sum();
        let base = (1.0 - DAMPING) / count + DAMPING * idle / count;
        let share = |row: &Vec<(usize, f64)>| -> f64 { row.iter().map(|(j, w)| rank[*j] * w / strength[*j]).sum() };
        self.beside.iter().map(|row| base + DAMPING * share(row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NodeId;
    use proptest::prelude::*;

    fn net(count: usize, edges: &[(usize, usize)]) -> Adjacency {
        Adjacency::new((0..count).map(NodeId).collect(), edges.iter().map(|(a, b)| (NodeId(*a), NodeId(*b), 1.0)))
    }

    #[test]
    fn a_star_has_the_known_ranks() {
        // Centre c and n leaves: c = (1-d)/N + d·n·leaf, leaf = (1-d)/N + d·c/n.
        let rank = net(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]).pagerank();
        let base = 0.15 / 5.0;
        let centre = (base + 0.85 * 4.0 * base) / (1.0 - 0.85 * 0.85);
        assert!((rank[0] - centre).abs() < 1e-9);
        assert!((rank[1] - (base + 0.85 * centre / 4.0)).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn ranks_add_up_to_one(edges in proptest::collection::vec((0usize..9, 0usize..9), 0..30)) {
            let rank = net(9, &edges).pagerank();
            prop_assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn an_empty_network_has_no_ranks() {
        assert!(net(0, &[]).pagerank().is_empty());
    }
}
