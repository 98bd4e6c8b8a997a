//! Where one article of a page ends and the next begins.

use super::BlockKind;
use super::lines::{Line, is_document_number, is_opening, is_signature, is_source_line};
use std::ops::Range;

/// A headline has at most this many lines.
const MAX_HEADLINES: usize = 5;

/// Characters from which on a line with a sentence counts as text.
const TEXT_CHARS: usize = 30;

/// Cuts lines into articles. A single article is never cut: a new one needs a headline, an opening (or the
/// signature of the article before it) and text of its own.
pub fn cut(lines: &[Line]) -> Vec<Range<usize>> {
    let text_behind = text_behind(lines);
    let mut starts = vec![0];
    let (mut opened, mut text_seen) = (false, false);
    for (i, line) in lines.iter().enumerate() {
        let floor = *starts.last().unwrap_or(&0);
        if is_opening(line) || is_source_line(line) || is_document_number(line) {
            let begins = opened && text_seen && text_behind[i];
            if let Some(start) = headline_before(lines, i, floor).filter(|_| begins) {
                starts.push(start);
                text_seen = false;
            }
            opened = true;
        } else if is_signature(line) && text_seen && signed_article_behind(lines, i) {
            starts.push(i + 1);
            (opened, text_seen) = (false, false);
        }
        if is_text(line) {
            (opened, text_seen) = (true, true);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect()
}

fn is_text(line: &Line) -> bool {
    line.look != BlockKind::Furniture && line.look != BlockKind::Meta && line.text.len() > TEXT_CHARS && line.has_sentence()
}

/// For each line whether it or one of the next lines is text, before another opening comes.
fn text_behind(lines: &[Line]) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let mut behind = false;
    for (i, line) in lines.iter().enumerate().rev() {
        let starts = line.look == BlockKind::Meta && (is_opening(line) || is_source_line(line));
        out[i] = behind || is_text(line);
        // 来源 and □记者 follow each other in one head: only a headline between them ends what belongs to an opening.
        behind = out[i] && !(starts && i > 0 && is_headline(&lines[i - 1]));
    }
    out
}

/// The first of the headline lines right before an opening; lines of its head (来源, 作者) may stand between.
fn headline_before(lines: &[Line], opening: usize, floor: usize) -> Option<usize> {
    let mut end = opening;
    while end > floor + 1 && lines[end - 1].look == BlockKind::Meta && !is_signature(&lines[end - 1]) && opening - end < 2 {
        end -= 1;
    }
    let mut start = end;
    while start > floor + 1 && end - start < MAX_HEADLINES && is_headline(&lines[start - 1]) {
        start -= 1;
    }
    (start < end).then_some(start)
}

/// Whether a headline and a text with a signature or a byline of its own follow a signature.
fn signed_article_behind(lines: &[Line], signature: usize) -> bool {
    let rest = &lines[signature + 1..];
    let heads = rest.iter().take(MAX_HEADLINES).take_while(|l| is_headline(l)).count();
    if heads == 0 || !rest.get(heads).is_some_and(is_text) {
        return false;
    }
    let stop = rest[heads..].iter().position(|l| is_signature(l) || l.look == BlockKind::Furniture);
    stop.is_some_and(|at| is_signature(&rest[heads + at]))
}

fn is_headline(line: &Line) -> bool {
    let plain = line.look == BlockKind::Body && (4..=45).contains(&line.text.len()) && !is_row(line);
    let caption = line.joined.starts_with(['▲', '△', '↑', '图']) || line.joined.starts_with("附：") || line.joined.starts_with("附件");
    plain && !caption && !line.joined.contains(['。', '；']) && !line.joined.ends_with(['，', '：', '、', '…'])
}

/// A row of a table: three cells or more, of which the first or the last is a number.
fn is_row(line: &Line) -> bool {
    let spaced = line.text.spaced();
    let cells: Vec<&str> = spaced.split([' ', '|', '｜']).filter(|c| !c.is_empty()).collect();
    let number = |c: Option<&&str>| c.is_some_and(|c| c.chars().all(|c| c.is_ascii_digit() || ".%,".contains(c)));
    cells.len() >= 3 && (number(cells.first()) || number(cells.last()))
}
