//! Characters with their places → lines → paragraphs: lines that only the width of the column ended are joined,
//! cells of rows are parted by tabs, page numbers and running heads are left out.

use super::page::Glyph;
use std::collections::HashMap;

/// All in units of the size of the letters: how far apart lines may be drawn, how far a character may go back, which gap is a blank (between Han characters
/// without one, with one) or parts cells, how much a full line may lack, how far a paragraph is set in, how far the
/// next line of a paragraph may be.
const SAME_LINE: f32 = 0.45;
const BACKWARDS: f32 = 0.8;
const BLANK: f32 = 0.2;
const WIDE_BLANK: f32 = 0.75;
const CELL: f32 = 1.3;
const CELL_BEHIND_BLANK: f32 = 1.9;
const FULL: f32 = 2.1;
const INDENT: f32 = 1.2;
const LEADING: f32 = 2.6;

/// Lines at the top and at the foot of a page that may be running heads.
const MARGIN_LINES: usize = 2;

/// A running head stands on so many pages at least.
const MIN_REPEATS: usize = 2;

/// One line of a page.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    page: usize,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
    /// Whether a blank was the last that was shown.
    blank: bool,
}

/// The lines of a page in the order of drawing.
pub fn lines(glyphs: &[Glyph], page: usize) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    for glyph in glyphs {
        let blank = glyph.text.chars().all(|c| c.is_whitespace());
        match open.as_mut().filter(|l| continues(l, glyph)) {
            Some(line) => extend(line, glyph, blank),
            None if blank => {}
            None => {
                finish(open.take(), &mut out);
                let Glyph { text, x, end, y, size } = glyph.clone();
                open = Some(Line { text, page, x, end: end.max(x), y, size, blank: false });
            }
        }
    }
    finish(open, &mut out);
    out
}

fn continues(line: &Line, glyph: &Glyph) -> bool {
    let size = line.size.max(glyph.size);
    (line.y - glyph.y).abs() <= SAME_LINE * size && glyph.x >= line.end - BACKWARDS * size
}

fn extend(line: &mut Line, glyph: &Glyph, blank: bool) {
    let size = line.size.max(glyph.size);
    let gap = (glyph.x - line.end) / size;
    // Blanks are what their width says: programs write them into gaps that are none.
    line.blank |= blank;
    if !blank {
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let between_han = wide(line.text.chars().last()) && wide(glyph.text.chars().next());
        if gap > if line.blank { CELL_BEHIND_BLANK } else { CELL } {
            line.text.push('\t');
        } else if gap > if between_han && !line.blank { WIDE_BLANK } else { BLANK } && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        line.text.push_str(&glyph.text);
        line.end = line.end.max(glyph.end);
        line.blank = false;
        line.size = size;
    }
}

/// Adds a line, unless it is the one before drawn once more to look bold.
fn finish(line: Option<Line>, out: &mut Vec<Line>) {
    let Some(mut line) = line else { return };
    line.text.truncate(line.text.trim_end().len());
    let near = |a: f32, b: f32| (a - b).abs() <= SAME_LINE * line.size;
    let again = out.last().is_some_and(|l| l.text == line.text && near(l.x, line.x) && near(l.y, line.y));
    if !again {
        out.push(line);
    }
}

/// Leaves out page numbers and what stands at the edges of most pages.
pub fn without_margins(pages: Vec<Vec<Line>>) -> Vec<Line> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let margins: Vec<Vec<usize>> = pages.iter().map(|p| margin(p)).collect();
    for (page, at) in pages.iter().zip(&margins) {
        let mut heads: Vec<String> = at.iter().map(|&i| without_digits(&page[i].text)).collect();
        heads.sort();
        heads.dedup();
        heads.into_iter().for_each(|h| *seen.entry(h).or_default() += 1);
    }
    let often = MIN_REPEATS.max(pages.len().div_ceil(2));
    let runs = |line: &Line| is_page_number(&line.text) || seen.get(&without_digits(&line.text)).is_some_and(|n| *n >= often);
    let kept = pages.iter().zip(&margins).flat_map(|(page, at)| {
        let runs = &runs;
        page.iter().enumerate().filter(move |(i, l)| !(at.contains(i) && runs(l))).map(|(_, l)| l.clone())
    });
    kept.collect()
}

/// The lines at the top and at the foot of a page.
fn margin(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|&a, &b| page[b].y.total_cmp(&page[a].y));
    let foot = order.len().saturating_sub(MARGIN_LINES).max(MARGIN_LINES.min(order.len()));
    order[..MARGIN_LINES.min(order.len())].iter().chain(&order[foot..]).copied().collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// — 3 —, 第3页 共5页, 3/5, Page 3 of 5, and the address that browsers print.
fn is_page_number(text: &str) -> bool {
    let rest = without_digits(text).to_lowercase();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let marks =
        ["", "--", "-", "——", "—", "–", "––", "·", "··", "/", "第页", "第页共页", "第页/共页", "第页，共页", "pageof", "page", "页"];
    digits && text.chars().count() <= 24 && marks.contains(&rest.as_str())
        || ["http://", "https://", "file://"].iter().any(|s| text.starts_with(s))
}

/// Lines to paragraphs.
pub fn paragraphs(lines: &[Line]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open: Option<&Line> = None;
    for column in columns(lines) {
        let (left, right) = column.iter().fold((f32::MAX, f32::MIN), |(l, r), line| (l.min(line.x), r.max(line.end)));
        for (at, line) in column.iter().enumerate() {
            let set_in = line.x > left + INDENT * line.size;
            let joined = open.is_some_and(|last| !set_in && !line.text.contains('\t') && (at > 0 || goes_over(last, line, column.len())));
            match out.last_mut().filter(|_| joined) {
                Some(paragraph) => join(paragraph, &line.text),
                None => out.push(line.text.clone()),
            }
            let full = line.end > right - FULL * line.size && column.len() > 1;
            open = Some(line).filter(|l| full && !l.text.contains('\t') && !wide_gap(line, column.get(at + 1)));
        }
    }
    out
}

/// Whether the next line is further off than lines of one paragraph are, behind a line that may end one.
fn wide_gap(line: &Line, next: Option<&Line>) -> bool {
    let ended = line.text.ends_with(['。', '！', '？', '”', '：', '）']);
    next.is_some_and(|n| ended && line.y - n.y > 2.0 * line.size)
}

/// Whether a paragraph goes on at the top of another column or page.
fn goes_over(last: &Line, first: &Line, lines: usize) -> bool {
    let ended = last.text.ends_with(['。', '！', '？', '”', '：', '）', '；', '…']);
    let elsewhere = first.page != last.page || first.y > last.y;
    elsewhere && !ended && lines > 1 && (first.size - last.size).abs() < 0.1 * last.size
}

/// Runs of lines below each other in one size of letters.
fn columns(lines: &[Line]) -> Vec<&[Line]> {
    let below = |a: &Line, b: &Line| {
        let drop = a.y - b.y;
        let near = drop > 0.5 * a.size && drop < LEADING * a.size.max(b.size);
        let same = (a.size - b.size).abs() < 0.1 * a.size.max(b.size);
        let overlap = a.x < b.end + 3.0 * b.size && b.x < a.end;
        a.page == b.page && near && same && overlap
    };
    lines.chunk_by(below).collect()
}

/// Joins two parts of a paragraph; words of Latin letters keep their blank, and lose the hyphen that parted them.
fn join(paragraph: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(paragraph.chars().last())
        && next.starts_with(|c: char| c.is_ascii_alphabetic())
        && paragraph.ends_with(|c: char| c.is_ascii_alphabetic())
    {
        paragraph.push(' ');
    }
    paragraph.push_str(next);
}
