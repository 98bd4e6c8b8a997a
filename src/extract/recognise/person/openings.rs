//! Where the names of persons may begin that what stands before them makes sure: found once, for everything that asks.

use super::View;
use super::decided::VERBS;
use crate::extract::recognise::boundary::is_edge_mark;

/// The places of a block at which a clause or what is decided on begins.
pub(super) struct Openings {
    /// At the head of the block, behind a mark, behind an age, and where a verb of decisions stands; in order.
    pub places: Vec<usize>,
    /// Whether there is such a verb.
    pub decided: bool,
}

impl Openings {
    pub fn of(view: &View) -> Self {
        let mut out = Self { places: Vec::new(), decided: false };
        for at in 0..view.text.len() {
            let opens = at == 0 || opens_behind(view.text[at - 1], at > 1 && view.text[at - 2] == '岁');
            let verb = VERBS.at(view.text, at).is_some();
            if opens || verb {
                out.places.push(at);
                out.decided |= verb;
            }
        }
        out
    }
}

/// Han characters are no marks, and 的 counts behind 岁.
#[inline]
fn opens_behind(c: char, aged: bool) -> bool {
    if ('\u{4e00}'..='\u{9fff}').contains(&c) { c == '的' && aged } else { c == '”' || is_edge_mark(c) }
}
