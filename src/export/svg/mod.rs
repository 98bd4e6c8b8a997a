//! SVG without Graphviz: a layered drawing, people on the left, what their work is about on the right.
//!
//! Widths are estimated (a Chinese character is as wide as it is high), so that the same graph gives the same
//! bytes on every machine.

mod columns;
mod draw;
mod geometry;
mod labels;
mod layout;

use super::card::{arrows, cards};
use super::{Export, ExportOptions};
use crate::model::KnowledgeGraph;
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
        let (cards, arrows) = (cards(graph, options), arrows(graph, options));
        let arrows: Vec<_> = arrows.into_iter().filter(|arrow| arrow.from != arrow.to).collect();
        let layout = layout::lay_out(&cards, &arrows);
        draw::draw(&draw::Picture { cards: &cards, arrows: &arrows, layout: &layout, options }, out)
    }
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
            let (cards, mut arrows) = (cards(&graph, &options), arrows(&graph, &options));
            arrows.retain(|arrow| arrow.from != arrow.to);
            let layout = layout::lay_out(&cards, &arrows);
            for (i, a) in layout.cards.iter().enumerate() {
                prop_assert!(layout.cards[i + 1..].iter().all(|b| !a.overlaps(b)));
                prop_assert!(a.x >= -0.01 && a.y >= -0.01 && a.x + a.w <= layout.width + 0.01);
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
