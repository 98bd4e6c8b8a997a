//! Where one article of a page ends and the next begins.

use super::BlockKind;
use super::lines::{Line, is_opening};
use std::ops::Range;

/// A headline has at most this many lines.
const MAX_HEADLINES: usize = 5;

/// Cuts lines into articles. A single article is never cut: a new one needs a headline and an opening of its own.
pub fn cut(lines: &[Line]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut body_seen = false;
    let mut opened = false;
    for (i, line) in lines.iter().enumerate() {
        if is_opening(line) {
            if opened
                && body_seen
                && let Some(start) = headline_before(lines, i, *starts.last().unwrap_or(&0))
            {
                starts.push(start);
                body_seen = false;
            }
            opened = true;
        }
        if line.has_sentence() && line.text.len() > 30 {
            body_seen = true;
            opened = true;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect()
}

/// The first of the headline lines right before an opening.
fn headline_before(lines: &[Line], opening: usize, floor: usize) -> Option<usize> {
    let mut start = opening;
    while start > floor + 1 && opening - start < MAX_HEADLINES && is_headline(&lines[start - 1]) {
        start -= 1;
    }
    (start < opening).then_some(start)
}

fn is_headline(line: &Line) -> bool {
    line.look == BlockKind::Body && line.text.len() <= 45 && !line.joined.ends_with(['。', '；', '，', '：', '、'])
}
