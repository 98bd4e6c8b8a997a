//! Rosters: 出席会议的市委常委有：甲、乙、丙。 A post and a colon go in, every name up to the full stop comes out.

use super::View;
use super::decided::is_free;
use super::sure::person;
use crate::extract::recognise::{Mention, has_at};

/// Fewest names of a roster: two could be anything.
const MIN_NAMES: usize = 3;

/// Longest note behind a name: （女，回族）.
const MAX_NOTE: usize = 12;

/// Names behind posts that a colon opens.
pub(super) fn find(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    const OPENS: [&str; 5] = ["有：", "为：", "是：", "包括：", "分别是："];
    for post in posts {
        let Some(open) = OPENS.iter().find(|w| has_at(view.text, post.end, w)) else { continue };
        let names = names(view, post.end + open.chars().count());
        if names.len() >= MIN_NAMES {
            out.extend(names.into_iter().map(|(a, b)| person(a, b, "a name of a roster")));
        }
    }
}

/// The names from `at` to the end of the list; none where something in it is no name.
fn names(view: &View, mut at: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    loop {
        let stop = (at + 2..view.text.len().min(at + 5)).find(|&i| matches!(view.text[i], '、' | '，' | '。' | '；' | '（'));
        let Some(end) = stop.filter(|&end| is_free(view, at, end) && view.surname_at(at).is_some()) else { return Vec::new() };
        out.push((at, end));
        let next = past_note(view.text, end);
        match view.text.get(next) {
            Some('、') => at = next + 1,
            Some('，' | '。' | '；') => return out,
            _ => return Vec::new(),
        }
    }
}

fn past_note(text: &[char], at: usize) -> usize {
    let close = |&i: &usize| text[i] == '）';
    if text.get(at) == Some(&'（') { (at..text.len().min(at + MAX_NOTE)).find(close).map_or(at, |i| i + 1) } else { at }
}
