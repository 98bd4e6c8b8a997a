//! Betweenness (Brandes 2001) over an adjacency; exact for small graphs, sampled with a fixed seed above a limit.

use super::Adjacency;
use std::collections::VecDeque;

/// Up to so many nodes betweenness is exact; above, it is estimated from a fixed sample of sources.
pub const EXACT_BETWEENNESS_NODES: usize = 2_000;
/// How many sources an estimate takes, drawn with a fixed seed.
const SAMPLED_SOURCES: usize = 512;
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

impl Adjacency {
    /// How many shortest paths between other nodes lead through each node (Brandes 2001), each pair once,
    /// weights not regarded.
    pub fn betweenness(&self) -> Vec<f64> {
        let exact = self.len() <= EXACT_BETWEENNESS_NODES;
        self.betweenness_from(if exact { self.len() } else { SAMPLED_SOURCES })
    }

    fn betweenness_from(&self, most_sources: usize) -> Vec<f64> {
        let sources = sample(self.len(), most_sources);
        let mut score = vec![0.0; self.len()];
        let mut search = Search::new(self.len());
        for source in &sources {
            search.run(self, *source);
            search.add_dependencies(*source, &mut score);
        }
        // Every pair is met from both of its ends; a sample stands for all sources.
        let scale = if sources.is_empty() { 0.0 } else { 0.5 * self.len() as f64 / sources.len() as f64 };
        score.iter_mut().for_each(|value| *value *= scale);
        score
    }
}

/// `most` of the first `count` numbers, in order: a Fisher–Yates shuffle with a fixed seed.
fn sample(count: usize, most: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count).collect();
    if count <= most {
        return numbers;
    }
    let mut state = SEED;
    for place in 0..most {
        let other = place + (split_mix(&mut state) % (count - place) as u64) as usize;
        numbers.swap(place, other);
    }
    numbers.truncate(most);
    numbers.sort_unstable();
    numbers
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The working memory of one source, used again for the next.
struct Search {
    order: Vec<usize>,
    distance: Vec<usize>,
    ways: Vec<f64>,
    before: Vec<Vec<usize>>,
    dependency: Vec<f64>,
}

impl Search {
    fn new(count: usize) -> Self {
        Self {
            order: Vec::with_capacity(count),
            distance: vec![usize::MAX; count],
            ways: vec![0.0; count],
            before: vec![Vec::new(); count],
            dependency: vec![0.0; count],
        }
    }

    fn run(&mut self, net: &Adjacency, source: usize) {
        self.clear();
        self.distance[source] = 0;
        self.ways[source] = 1.0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            self.order.push(node);
            for (next, _) in &net.beside[node] {
                if self.distance[*next] == usize::MAX {
                    self.distance[*next] = self.distance[node] + 1;
                    queue.push_back(*next);
                }
                if self.distance[*next] == self.distance[node] + 1 {
                    self.ways[*next] += self.ways[node];
                    self.before[*next].push(node);
                }
            }
        }
    }

    fn add_dependencies(&mut self, source: usize, score: &mut [f64]) {
        for node in self.order.iter().rev().copied() {
            let share = (1.0 + self.dependency[node]) / self.ways[node];
            for before in &self.before[node] {
                self.dependency[*before] += self.ways[*before] * share;
            }
            if node != source {
                score[node] += self.dependency[node];
            }
        }
    }

    fn clear(&mut self) {
        for node in self.order.drain(..) {
            self.distance[node] = usize::MAX;
            self.ways[node] = 0.0;
            self.before[node].clear();
            self.dependency[node] = 0.0;
        }
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
    fn known_graphs_have_their_known_values() {
        assert_eq!(net(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]).betweenness(), vec![0.0, 3.0, 4.0, 3.0, 0.0], "path");
        assert_eq!(net(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]).betweenness(), vec![6.0, 0.0, 0.0, 0.0, 0.0], "star");
        assert_eq!(net(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]).betweenness(), vec![0.5; 4], "cycle");
        assert_eq!(net(3, &[(0, 1), (1, 2), (2, 0)]).betweenness(), vec![0.0; 3], "triangle");
    }

    #[test]
    fn samples_are_fixed_and_without_repetition() {
        let drawn = sample(5_000, 100);
        assert_eq!(drawn, sample(5_000, 100));
        assert_eq!(drawn.len(), 100);
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_sample_estimates_the_exact_values() {
        let stars = (2..40).map(|leaf| (0, leaf)).chain((40..60).map(|leaf| (1, leaf)));
        let net = net(60, &stars.chain([(0, 1)]).collect::<Vec<_>>());
        let (exact, guess) = (net.betweenness(), net.betweenness_from(30));
        assert_eq!(net.ranking(&exact)[0].0, net.ranking(&guess)[0].0);
        let total = |scores: &[f64]| scores.iter().sum::<f64>();
        assert!((total(&guess) / total(&exact) - 1.0).abs() < 0.25);
    }

    proptest! {
        /// The scores add up to the inner nodes of all shortest paths: Σ (distance − 1) over connected pairs.
        #[test]
        fn the_sum_is_that_of_the_distances(edges in proptest::collection::vec((0usize..9, 0usize..9), 0..24)) {
            let net = net(9, &edges);
            let mut expected = 0.0;
            let mut search = Search::new(9);
            for source in 0..9 {
                search.run(&net, source);
                let far = search.distance.iter().filter(|d| **d != usize::MAX && **d > 0);
                expected += far.map(|d| (*d - 1) as f64).sum::<f64>() / 2.0;
            }
            prop_assert!((net.betweenness().iter().sum::<f64>() - expected).abs() < 1e-9);
        }
    }
}
