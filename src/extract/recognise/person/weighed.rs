//! Person or word: what rules take for a name in a doubtful place is weighed.
//!
//! A decision is a place at which a name may begin (behind a title, in a list, at the head of a clause) with the stretches
//! that may be it. Each is described by named features; a table of weights tells how much speaks for it.

mod describe;

use super::sure::AFTER_TITLE;
use super::{NEVER_IN_NAME, NOT_NAMES, View, is_edge_mark, person};
use crate::extract::clean::Clean;
use crate::extract::recognise::{Mention, MentionKind, TitleClass, has_at, is_han};
use crate::extract::weigh::feature::{Class, Feature};
use crate::extract::weigh::given::NameChars;
use crate::extract::weigh::{Margins, Weights};

/// Why a name stands where only weights say so.
pub const WEIGHED: &str = "a name by what speaks for it";

/// Longest stretch that is weighed, in characters.
const MAX_WEIGHED: usize = 4;

/// What is needed to weigh names of a block.
pub struct Scales<'a> {
    pub view: &'a View<'a>,
    /// The posts of the block by where they begin.
    pub posts: &'a [Mention],
    /// The places of the block that the gazetteer knows.
    pub places: &'a [Mention],
    pub chars: &'a NameChars,
    /// How often a stretch stands in the article.
    pub counts: &'a dyn Fn(&[char]) -> usize,
}

/// A place at which a name may begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub at: usize,
    /// What stands before it.
    pub left: Class,
    /// Ends of the stretches that may be the name.
    pub ends: Vec<usize>,
    /// Where the rules say that a name ends, if they see one.
    pub ruled: Option<usize>,
    /// Whether weights may say something else than the rules; where not, there is still something to learn.
    pub open: bool,
}

/// What weights decided against the rules, for whoever asks why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    pub at: usize,
    /// Where the name ends by the rules, and by the weights.
    pub ruled: Option<usize>,
    pub weighed: Option<usize>,
    /// What spoke for or against it, strongest first.
    pub because: Vec<(Feature, i32)>,
}

/// A decision with everything that can be known of it without an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Where the stretches begin in the given text.
    pub start: usize,
    /// Stretches that may be the name, with where they end in the given text, and their features.
    pub choices: Vec<(usize, Vec<Feature>)>,
    /// Which of them the rules take.
    pub ruled: Option<usize>,
    /// As in [`Decision`].
    pub open: bool,
}

impl Described {
    /// Describes a decision of a block whose text is `text`.
    pub fn new(text: &Clean, scales: &Scales, decision: &Decision) -> Self {
        let given = |end: usize| text.given(decision.at, end);
        Self {
            start: given(decision.at + 1).start,
            choices: decision.ends.iter().map(|&end| (given(end).end, scales.describe(decision, end))).collect(),
            ruled: decision.ends.iter().position(|&end| Some(end) == decision.ruled),
            open: decision.open,
        }
    }
}

impl Scales<'_> {
    /// All decisions of a block, by place; `persons` is what the rules see.
    pub fn decisions(&self, persons: &[Mention]) -> Vec<Decision> {
        let mut places: Vec<(usize, Class)> = self.posts.iter().filter_map(|p| self.behind_title(p)).collect();
        places.extend(persons.iter().filter_map(|m| self.next_in_list(m.end)));
        places.extend(self.heads_of_clauses());
        places.sort_by_key(|(at, _)| *at);
        places.dedup_by_key(|(at, _)| *at);
        places.into_iter().filter_map(|(at, left)| self.decision(at, left, persons)).collect()
    }

    /// The decisions that weights may overrule, by place: those behind titles.
    fn open_decisions(&self, persons: &[Mention]) -> Vec<Decision> {
        let mut places: Vec<(usize, Class)> = self.posts.iter().filter_map(|p| self.behind_title(p)).collect();
        places.sort_by_key(|(at, _)| *at);
        places.dedup_by_key(|(at, _)| *at);
        places.into_iter().filter_map(|(at, left)| self.decision(at, left, persons)).filter(|d| d.open).collect()
    }

    fn decision(&self, at: usize, left: Class, persons: &[Mention]) -> Option<Decision> {
        let ruled = persons.iter().filter(|m| m.start == at).max_by_key(|m| m.end);
        if persons.iter().any(|m| m.start < at && at < m.end) || ruled.is_some_and(|m| m.end > at + MAX_WEIGHED) {
            return None;
        }
        let mut ends = self.ends(at);
        let found = ruled.map(|m| m.end);
        // What the gazetteer knows is a place, unless the rules see a person in it (市长桂林).
        ends.retain(|&end| found.is_some() || !self.places.iter().any(|p| p.start == at && p.end >= end));
        if let Some(end) = found.filter(|e| !ends.contains(e)) {
            ends.push(end);
            ends.sort_unstable();
        }
        let open = self.is_open(at, left, ruled);
        (!ends.is_empty()).then_some(Decision { at, left, ends, ruled: found, open })
    }

    /// Whether weights may say something else than the rules: where the rules see a name behind a role or a group (职工,
    /// 群众), which any word may follow. An official title is hard evidence, and what follows it is the rules' to tell: on
    /// broadcast news weights took 多次 and halves of foreign names for persons there.
    fn is_open(&self, at: usize, left: Class, ruled: Option<&Mention>) -> bool {
        // Names without a surname and padded ones (左 岸) are too few to learn from.
        let plain = |m: &Mention| self.view.surname_at(at).is_some() && !self.view.gap[at + 1..m.end].contains(&true);
        matches!(left, Class::Role | Class::Group) && ruled.is_some_and(|m| m.reason == AFTER_TITLE && plain(m))
    }

    /// Ends of what may be a name at `at`: a surname and one or two free characters.
    fn ends(&self, at: usize) -> Vec<usize> {
        let view = self.view;
        let Some(surname) = view.surname_at(at) else { return Vec::new() };
        // 谈话, 双方, 把企业: listed words and small words stay words, whatever speaks for them.
        if NEVER_IN_NAME.contains(view.text[at]) || NOT_NAMES.iter().any(|w| has_at(view.text, at, w)) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for end in at + surname + 1..=(at + surname + 2).min(view.text.len()) {
            let last = end - 1;
            let free = is_han(view.text[last]) && !view.taken[last] && !NEVER_IN_NAME.contains(view.text[last]);
            if !free || (at + 1..end).any(|i| view.gap[i] || view.taken[i]) || view.taken[at] {
                break;
            }
            let word = |end: usize| view.text[at..end].iter().collect::<String>();
            // 高兴地说: how something is said, not by whom.
            let how = view.text[last] == '地' && (view.is_word)(&word(last));
            if !how && !(view.is_place)(&word(end)) {
                out.push(end);
            }
        }
        out
    }

    fn behind_title(&self, post: &Mention) -> Option<(usize, Class)> {
        let MentionKind::Post { class, .. } = post.kind else { return None };
        let at = super::sure::past_bracket(self.view, super::sure::skip_opening(self.view.text, post.end));
        let left = match class {
            TitleClass::State => Class::State,
            TitleClass::Company => Class::Company,
            TitleClass::Scholar => Class::Scholar,
            TitleClass::Role => Class::Role,
            TitleClass::Group => Class::Group,
        };
        (at < self.view.text.len()).then_some((at, left))
    }

    fn next_in_list(&self, end: usize) -> Option<(usize, Class)> {
        let left = match self.view.text.get(end)? {
            '、' => Class::Listed,
            '和' | '与' | '及' => Class::Joined,
            _ => return None,
        };
        (end + 1 < self.view.text.len()).then_some((end + 1, left))
    }

    /// Heads of clauses at which a surname stands, and behind one of the stretches a verb of the list.
    fn heads_of_clauses(&self) -> impl Iterator<Item = (usize, Class)> {
        let (view, text) = (self.view, self.view.text);
        let opens = move |at: usize| at == 0 || is_edge_mark(text[at - 1]) && text[at - 1] != '、' || text[at - 1] == '”';
        let verb = move |end: usize| view.lexicon.name_right.longest_at(text, end) >= 1;
        (0..text.len())
            .filter(move |&at| opens(at) && view.surname_at(at).is_some() && (at + 2..=at + 4).any(verb))
            .map(|at| (at, Class::Clause))
    }
}

/// The names of a block after weighing: `persons` changed where more than a margin speaks against the rules.
pub fn revise(scales: &Scales, weights: &Weights, persons: &mut Vec<Mention>) -> Vec<Overruled> {
    let mut overruled = Vec::new();
    if weights.margins == Margins::NEVER {
        return overruled;
    }
    for decision in scales.open_decisions(persons) {
        let Some(change) = overrule(scales, weights, &decision) else { continue };
        persons.retain(|m| m.start != decision.at);
        persons.extend(change.weighed.map(|end| person(decision.at, end, WEIGHED)));
        overruled.push(change);
    }
    persons.sort_by_key(|m| (m.start, m.end));
    overruled
}

fn overrule(scales: &Scales, weights: &Weights, decision: &Decision) -> Option<Overruled> {
    let described: Vec<(usize, Vec<Feature>)> = decision.ends.iter().map(|&end| (end, scales.describe(decision, end))).collect();
    let sums: Vec<(usize, i32)> = described.iter().map(|(end, features)| (*end, weights.sum(features))).collect();
    let weighed = choose(&sums, decision.ruled, &weights.margins);
    if weighed == decision.ruled {
        return None;
    }
    let shown = weighed.or(decision.ruled)?;
    let features = described.into_iter().find(|(end, _)| *end == shown)?.1;
    let mut because: Vec<(Feature, i32)> = features.into_iter().map(|f| (f, weights.weight(f))).filter(|(_, w)| *w != 0).collect();
    because.sort_by_key(|(f, w)| (std::cmp::Reverse(w.unsigned_abs()), *f));
    Some(Overruled { at: decision.at, ruled: decision.ruled, weighed, because })
}

/// Which end holds: the ruled one, unless more than a margin speaks for another one or against it.
///
/// `sums` tells for each end how much speaks for a name that ends there.
pub fn choose(sums: &[(usize, i32)], ruled: Option<usize>, margins: &Margins) -> Option<usize> {
    let (best, most) = *sums.iter().max_by_key(|(end, sum)| (*sum, *end))?;
    let Some(ruled) = ruled else { return (most > margins.add).then_some(best) };
    let own = sums.iter().find(|(end, _)| *end == ruled).map_or(0, |(_, sum)| *sum);
    if best != ruled && most > 0 && most.saturating_sub(own) > margins.change {
        return Some(best);
    }
    (own.saturating_neg() <= margins.drop || most > 0).then_some(ruled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_until_a_margin_is_passed() {
        let margins = Margins { add: 100, drop: 200, change: 300 };
        let choose = |a, b, ruled| choose(&[(2, a), (3, b)], ruled, &margins);
        assert_eq!((choose(100, -5, None), choose(101, -5, None), choose(101, 120, None)), (None, Some(2), Some(3)));
        assert_eq!((choose(-200, -300, Some(2)), choose(-201, -300, Some(2))), (Some(2), None));
        assert_eq!((choose(1, 301, Some(2)), choose(0, 301, Some(2)), choose(-900, -1, Some(2))), (Some(2), Some(3), None));
    }
}
