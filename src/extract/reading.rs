//! One article with its mentions: what relations are read from.

use super::clean::Clean;
use super::recognise::Mention;
use super::recognise::words::Words;
use super::segment::BlockKind;
use crate::model::EntityId;

/// A block with everything that recognisers found in it.
#[derive(Clone, Debug)]
pub struct ReadBlock {
    pub kind: BlockKind,
    pub text: Clean,
    /// The same as a string.
    pub joined: String,
    pub words: Words,
    /// For table rows: the cells as ranges of `text`.
    pub cells: Vec<(usize, usize)>,
    pub sentences: Vec<(usize, usize)>,
    /// Outermost mentions, sorted, without overlaps.
    pub mentions: Vec<Mention>,
    /// Mentions inside others (the place in a company's name, the body in a post), sorted.
    pub inner: Vec<Mention>,
    /// The entity of each of `mentions`, once `refer` has decided.
    pub entity_of: Vec<Option<EntityId>>,
    /// The entity of each of `inner`.
    pub inner_entity_of: Vec<Option<EntityId>>,
}

impl ReadBlock {
    /// The words of a mention, cleaned.
    pub fn words_of(&self, mention: &Mention) -> String {
        self.text.slice(mention.start, mention.end)
    }

    /// The range of `inner` that begins inside `mention`.
    pub fn held_by(&self, mention: &Mention) -> std::ops::Range<usize> {
        let from = self.inner.partition_point(|m| m.start < mention.start);
        from..from + self.inner[from..].partition_point(|m| m.start < mention.end)
    }

    /// Whether a mention is a phase told of by itself (一期), part of a project named before.
    pub fn is_phase(&self, mention: usize) -> bool {
        self.mentions[mention].reason == super::recognise::reference::PHASE
    }

    /// Whether facts are read from this block.
    pub fn is_read(&self) -> bool {
        !matches!(self.kind, BlockKind::Furniture | BlockKind::Meta)
    }

    /// Whether the block is running text rather than a headline or a table.
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, BlockKind::Body | BlockKind::ListItem | BlockKind::Section)
    }
}

#[derive(Clone, Copy)]
enum Layer {
    Outer,
    Inner,
}

/// Splits candidate mentions into outermost and inner ones: longer wins, at equal length the earlier in `order`.
pub fn layers(mut candidates: Vec<Mention>) -> (Vec<Mention>, Vec<Mention>) {
    candidates.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)).then(weight(b).cmp(&weight(a))));
    candidates.dedup_by(|a, b| a.start == b.start && a.end == b.end);
    let mut by_weight: Vec<usize> = (0..candidates.len()).collect();
    by_weight.sort_by_key(|&i| (std::cmp::Reverse(weight(&candidates[i])), candidates[i].start));
    let mut chosen: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut layer = vec![None; candidates.len()];
    for i in by_weight {
        let m = &candidates[i];
        match chosen.range(..m.end).next_back() {
            Some((&start, &end)) if end > m.start => layer[i] = (start <= m.start && m.end <= end).then_some(Layer::Inner),
            _ => {
                chosen.insert(m.start, m.end);
                layer[i] = Some(Layer::Outer);
            }
        }
    }
    let (mut outside, mut inner) = (Vec::new(), Vec::new());
    for (m, layer) in candidates.into_iter().zip(layer) {
        match layer {
            Some(Layer::Outer) => outside.push(m),
            Some(Layer::Inner) => inner.push(m),
            None => {}
        }
    }
    inner.sort_by_key(|m| (m.start, m.end));
    (outside, inner)
}

/// Length decides; a kind's own sureness breaks near ties.
fn weight(mention: &Mention) -> usize {
    use super::recognise::MentionKind as K;
    let sure = match mention.kind {
        K::Person => 6,
        K::Post { .. } => 5,
        K::Date(_) | K::Money(_) | K::Rank(_) | K::Score(_) => 4,
        K::Company | K::Place(_) => 3,
        K::Project | K::Event => 2,
        _ => 1,
    };
    (mention.end - mention.start) * 8 + sure
}
