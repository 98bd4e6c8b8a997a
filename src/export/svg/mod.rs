//! SVG without Graphviz: a layered drawing, people on the left, what their work is about on the right.
//!
//! Widths are estimated (a Chinese character is as wide as it is high), so that the same graph gives the same
//! bytes on every machine.

mod columns;
mod draw;
mod geometry;
mod labels;
mod layout;

use super::card::{Arrow, Card, arrows, cards};
use super::{Export, ExportOptions};
use crate::model::{KnowledgeGraph, NodeId};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

pub struct Svg;

impl Export for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn extension(&self) -> &'static str {
        "svg"
    }

    fn write(&self, graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let (cards, arrows, joined) = sorted(cards(graph, options), arrows(graph, options));
        let layout = layout::lay_out(&cards, &arrows, joined);
        draw::draw(&draw::Picture { cards: &cards, arrows: &arrows, layout: &layout, options }, out)
    }
}

/// Cards that an arrow joins first, with their number; arrows follow their cards. An arrow from a card to
/// itself says nothing that could be drawn.
fn sorted(cards: Vec<Card>, mut arrows: Vec<Arrow>) -> (Vec<Card>, Vec<Arrow>, usize) {
    arrows.retain(|arrow| arrow.from != arrow.to);
    let ends: BTreeSet<usize> = arrows.iter().flat_map(|arrow| [arrow.from.0, arrow.to.0]).collect();
    let (mut joined, mut alone): (Vec<_>, Vec<_>) = cards.into_iter().enumerate().partition(|(number, _)| ends.contains(number));
    let place: BTreeMap<usize, usize> = joined.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    for arrow in &mut arrows {
        arrow.from = NodeId(place[&arrow.from.0]);
        arrow.to = NodeId(place[&arrow.to.0]);
    }
    let count = joined.len();
    alone.sort_by_key(|(number, card)| (columns::column_of(card.kind), *number));
    joined.append(&mut alone);
    (joined.into_iter().map(|(_, card)| card).collect(), arrows, count)
}

#[cfg(test)]
mod tests {
    use super::super::card::{arrows, cards};
    use super::*;
    use crate::graph::sketch::Sketch;
    use crate::model::{EntityKind, Predicate};
    use proptest::prelude::*;

    fn graph(edges: &[(usize, usize)]) -> KnowledgeGraph {
        let mut sketch = Sketch::default();
        for number in 0..21 {
            sketch.node(EntityKind::ALL[number % 7], &format!("名字{number}"));
        }
        for (a, b) in edges {
            sketch.link(&format!("名字{a}"), Predicate::Visited, &format!("名字{b}"));
        }
        sketch.finish()
    }

    proptest! {
        /// No card on another, no label on a card or on another label, no line through a card.
        #[test]
        fn nothing_overlaps(edges in proptest::collection::vec((0usize..21, 0usize..21), 0..40)) {
            let graph = graph(&edges);
            let options = ExportOptions::default();
            let (cards, arrows, joined) = sorted(cards(&graph, &options), arrows(&graph, &options));
            let layout = layout::lay_out(&cards, &arrows, joined);
            prop_assert_eq!(layout.cards.len(), 21);
            for (i, a) in layout.cards.iter().enumerate() {
                prop_assert!(layout.cards[i + 1..].iter().all(|b| !a.overlaps(b)));
                prop_assert!(a.x >= -0.01 && a.y >= -0.01 && a.x + a.w <= layout.width + 0.01);
            }
            let labels = labels::labels(&layout, &arrows);
            for (i, a) in labels.iter().enumerate() {
                prop_assert!(labels[i + 1..].iter().all(|b| !a.rect.overlaps(&b.rect)), "two labels");
                prop_assert!(layout.cards.iter().all(|card| !a.rect.overlaps(card)), "a label on a card");
                prop_assert!(a.rect.x + a.rect.w <= layout.width + 30.0, "within the margin");
            }
            for (arrow, pieces) in arrows.iter().zip(&layout.lines) {
                let others = layout.cards.iter().enumerate().filter(|(c, _)| *c != arrow.from.0 && *c != arrow.to.0);
                for (_, card) in others {
                    let inside = |p: geometry::Point| p.x > card.x + 1.0 && p.x < card.x + card.w - 1.0
                        && p.y > card.y + 1.0 && p.y < card.y + card.h - 1.0;
                    prop_assert!(!pieces.iter().any(|piece| (0..=20).any(|t| inside(piece.at(f64::from(t) / 20.0)))));
                }
            }
        }
    }
}
