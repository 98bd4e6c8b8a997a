//! Cards and arrows → columns of slots in an order with few crossings (Sugiyama, Tagawa, Toda 1981).
//!
//! A card stands in the column of its kind. An arrow over several columns gets a free slot in each column
//! between, so that it never runs through a card.

use super::super::card::{Arrow, Card};
use crate::model::EntityKind;
use std::collections::BTreeSet;

const SWEEPS: usize = 24;
const DEEPEST: usize = 3;

/// Something that takes room in a column.
pub(super) struct Slot {
    /// The card that stands here; none where an arrow passes.
    pub card: Option<usize>,
    pub column: usize,
    pub left: Vec<usize>,
    pub right: Vec<usize>,
}

pub(super) struct Columns {
    pub slots: Vec<Slot>,
    /// From top to bottom.
    pub order: Vec<Vec<usize>>,
    /// For each arrow its slots from left to right; two slots of one column for a bow.
    pub chains: Vec<Vec<usize>>,
}

/// From the people on the left to what their work is about on the right.
pub(super) fn column_of(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person | EntityKind::Organization => 0,
        EntityKind::Event => 1,
        EntityKind::Company => 2,
        EntityKind::Project => 3,
        EntityKind::Place => 4,
        EntityKind::Assessment => 5,
    }
}

/// The column of each card, numbered without gaps. Within a kind, a whole stands right of its parts.
fn places(cards: &[Card], arrows: &[Arrow]) -> Vec<usize> {
    let depths = depths(cards, arrows);
    let wanted = |number: usize| (column_of(cards[number].kind), depths[number]);
    let mut used: Vec<(usize, usize)> = (0..cards.len()).map(wanted).collect();
    used.sort_unstable();
    used.dedup();
    (0..cards.len()).map(|number| used.binary_search(&wanted(number)).unwrap_or(0)).collect()
}

/// How many arrows within its kind lead to each card one after another, as far as [`DEEPEST`].
fn depths(cards: &[Card], arrows: &[Arrow]) -> Vec<usize> {
    let own = |arrow: &&Arrow| column_of(cards[arrow.from.0].kind) == column_of(cards[arrow.to.0].kind);
    // An agreement may be stated from both sides: one direction is enough.
    let pairs: BTreeSet<_> = arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect();
    let back = |arrow: &&Arrow| arrow.from > arrow.to && pairs.contains(&(arrow.to, arrow.from));
    let within: Vec<&Arrow> = arrows.iter().filter(own).filter(|arrow| !back(arrow)).collect();
    let mut depths = vec![0; cards.len()];
    for _ in 0..DEEPEST {
        for arrow in &within {
            depths[arrow.to.0] = depths[arrow.to.0].max(depths[arrow.from.0] + 1).min(DEEPEST);
        }
    }
    depths
}

impl Columns {
    pub fn new(cards: &[Card], arrows: &[Arrow]) -> Self {
        let places = places(cards, arrows);
        let count = places.iter().max().map_or(0, |most| most + 1);
        let mut columns = Self { slots: Vec::new(), order: vec![Vec::new(); count], chains: Vec::new() };
        for (number, place) in places.into_iter().enumerate() {
            columns.add(Some(number), place);
        }
        for arrow in arrows {
            let chain = columns.chain(arrow.from.0, arrow.to.0);
            columns.chains.push(chain);
        }
        columns.join();
        columns.settle();
        columns
    }

    fn add(&mut self, card: Option<usize>, column: usize) -> usize {
        let slot = self.slots.len();
        self.slots.push(Slot { card, column, left: Vec::new(), right: Vec::new() });
        self.order[column].push(slot);
        slot
    }

    fn chain(&mut self, a: usize, b: usize) -> Vec<usize> {
        let (a, b) = if self.slots[a].column <= self.slots[b].column { (a, b) } else { (b, a) };
        let between = self.slots[a].column + 1..self.slots[b].column;
        let mut chain = vec![a];
        chain.extend(between.map(|column| self.add(None, column)).collect::<Vec<_>>());
        chain.push(b);
        chain
    }

    fn join(&mut self) {
        for pair in self.chains.iter().flat_map(|chain| chain.windows(2)) {
            if self.slots[pair[0]].column != self.slots[pair[1]].column {
                self.slots[pair[0]].right.push(pair[1]);
                self.slots[pair[1]].left.push(pair[0]);
            }
        }
    }

    /// Sorts each column by the middle of what it is joined with, from the left, then from the right, and so
    /// on; the order with the fewest crossings is kept.
    fn settle(&mut self) {
        let mut best = (self.crossings(), self.order.clone());
        for sweep in 0..SWEEPS {
            let count = self.order.len();
            for step in 1..count {
                let column = if sweep % 2 == 0 { step } else { count - 1 - step };
                self.sort(column, sweep % 2 == 0);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.order.clone());
            }
        }
        self.order = best.1;
    }

    fn sort(&mut self, column: usize, from_left: bool) {
        let places = self.places();
        let middle = |slot: usize| {
            let joined = if from_left { &self.slots[slot].left } else { &self.slots[slot].right };
            let sum: usize = joined.iter().map(|other| places[*other]).sum();
            if joined.is_empty() { places[slot] as f64 } else { sum as f64 / joined.len() as f64 }
        };
        let mut keyed: Vec<(f64, usize)> = self.order[column].iter().map(|slot| (middle(*slot), *slot)).collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.order[column] = keyed.into_iter().map(|(_, slot)| slot).collect();
    }

    /// Each slot's place in its column.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.slots.len()];
        for (place, slot) in self.order.iter().flat_map(|column| column.iter().enumerate()) {
            places[*slot] = place;
        }
        places
    }

    pub fn crossings(&self) -> usize {
        let places = self.places();
        self.order.iter().map(|column| self.crossings_right_of(column, &places)).sum()
    }

    fn crossings_right_of(&self, column: &[usize], places: &[usize]) -> usize {
        let mut ends: Vec<usize> = Vec::new();
        for slot in column {
            let mut right: Vec<usize> = self.slots[*slot].right.iter().map(|other| places[*other]).collect();
            right.sort_unstable();
            ends.extend(right);
        }
        inversions(&ends)
    }
}

/// Pairs that stand in the wrong order, counted with a Fenwick tree.
fn inversions(values: &[usize]) -> usize {
    let size = values.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0usize; size + 1];
    let mut count = 0;
    for (seen, value) in values.iter().enumerate() {
        let (mut at, mut not_above) = (value + 1, 0);
        while at > 0 {
            not_above += tree[at];
            at &= at - 1;
        }
        count += seen - not_above;
        let mut at = value + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn inversions_are_counted(values in proptest::collection::vec(0usize..20, 0..40)) {
            let pairs = (0..values.len()).flat_map(|i| (i + 1..values.len()).map(move |j| (i, j)));
            let slow = pairs.filter(|(i, j)| values[*i] > values[*j]).count();
            prop_assert_eq!(inversions(&values), slow);
        }
    }
}
