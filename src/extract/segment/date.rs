//! The day of an article: from its dateline, masthead or signature, else from its lead.

use super::{Block, BlockKind};
use crate::extract::clean::Clean;
use crate::model::PartialDate;
use regex::Regex;
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| regex("((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日"));
/// Read on text with blanks: the clock behind the day begins with a digit.
static ISO: LazyLock<Regex> = LazyLock::new(|| regex("((?:19|20)[0-9]{2}) ?(?:-|/|\\.|年) ?([0-9]{1,2}) ?(?:-|/|\\.|月) ?([0-9]{1,2})"));
static HAN: LazyLock<Regex> = LazyLock::new(|| {
    regex("([二一][〇零○九][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| regex("([0-9]{1,2})月([0-9]{1,2})日"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex("((?:19|20)[0-9]{2})年(度|底|末|前|以来|以前|[0-9]{1,2}月底)?"));

/// Blocks from the end in which a signature's day may stand.
const SIGNATURE_BLOCKS: usize = 4;

/// Reads the day.
pub fn read(blocks: &[Block]) -> Option<PartialDate> {
    let of = |kinds: &'static [BlockKind]| blocks.iter().filter(move |b| kinds.contains(&b.kind));
    let tail = || blocks.iter().rev().filter(|b| b.text.len() <= 24).take(SIGNATURE_BLOCKS);
    of(&[BlockKind::Meta])
        .find_map(|b| full(&b.text))
        .or_else(|| of(&[BlockKind::Furniture, BlockKind::Headline]).find_map(|b| full(&b.text)))
        .or_else(|| tail().find_map(|b| full(&b.text)))
        .or_else(|| from_lead(blocks))
}

/// The day of a dateline (本报某市6月2日电), which 今天 and 昨天 of the text lean on; at most ten days before the issue.
pub fn of_dateline(blocks: &[Block], issue: Option<PartialDate>) -> Option<PartialDate> {
    let issue = issue?;
    let heads = blocks.iter().filter(|b| b.kind == BlockKind::Meta).map(|b| b.text.text());
    let mut days = heads
        .filter(|t| t.contains("日电") || t.contains("日讯") || t.contains("日消息"))
        .filter_map(|t| MONTH_DAY.captures(&t).and_then(|c| numbers(&issue.year.to_string(), &c[1], &c[2])));
    days.find(|day| (0..=10).any(|n| day.days_after(n) == Some(issue)))
}

/// A date with year, month and day in a run.
pub fn full(text: &Clean) -> Option<PartialDate> {
    // A day has a year in digits or the word for it.
    if !text.chars.iter().any(|c| *c == '年' || c.is_ascii_digit()) {
        return None;
    }
    let joined = text.text();
    written(&joined).or_else(|| full_text(&text.spaced()))
}

/// The same in a text with blanks.
pub fn full_text(text: &str) -> Option<PartialDate> {
    written(text).or_else(|| ISO.captures(text).and_then(|c| numbers(&c[1], &c[2], &c[3])))
}

fn written(text: &str) -> Option<PartialDate> {
    if !text.contains('年') {
        return None;
    }
    if let Some(c) = WRITTEN.captures(text) {
        return numbers(&c[1], &c[2], &c[3]);
    }
    let c = HAN.captures(text)?;
    let year: String = c[1].chars().filter_map(digit).map(|d| d.to_string()).collect();
    numbers(&year, &small(&c[2]).to_string(), &small(&c[3]).to_string())
}

fn numbers(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    PartialDate::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

fn digit(c: char) -> Option<usize> {
    let c = if matches!(c, '零' | '○') { '〇' } else { c };
    "〇一二三四五六七八九".chars().position(|d| d == c)
}

/// 三 → 3, 十七 → 17, 三十一 → 31.
fn small(text: &str) -> usize {
    let first = |t: &str| t.chars().next().and_then(digit);
    match text.split_once('十') {
        Some((tens, ones)) => first(tens).unwrap_or(1) * 10 + first(ones).unwrap_or(0),
        None => first(text).unwrap_or(0),
    }
}

/// The first day of the lead, with the year that headline or lead names. The year of an appraisal (2023年度) or
/// of a deadline (2023年底) is not the article's.
fn from_lead(blocks: &[Block]) -> Option<PartialDate> {
    let of = |kind: BlockKind, n: usize| blocks.iter().filter(move |b| b.kind == kind).take(n);
    let mut all = of(BlockKind::Headline, 6).chain(of(BlockKind::Meta, 3)).chain(of(BlockKind::Body, 2));
    if !all.any(|b| b.text.chars.contains(&'年')) {
        return None;
    }
    let text_of = |kind: BlockKind, n: usize| of(kind, n).map(|b| b.text.text());
    let lead: Vec<String> = text_of(BlockKind::Meta, 3).chain(text_of(BlockKind::Body, 2)).collect();
    if let Some(day) = lead.iter().find_map(|t| written(t)) {
        return Some(day);
    }
    let named: Vec<String> = text_of(BlockKind::Headline, 6).chain(lead.iter().cloned()).collect();
    let year = named.iter().flat_map(|t| YEAR.captures_iter(t)).find(|c| c.get(2).is_none()).map(|c| c[1].to_string())?;
    lead.iter().find_map(|t| MONTH_DAY.captures(t).and_then(|c| numbers(&year, &c[1], &c[2])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_writing() {
        for (text, day) in [
            ("2022/8/19 9:05:11", "2022-08-19"),
            ("发布时间：2024-03-01 10:00", "2024-03-01"),
            ("2024 年 4 月 12 日 10:26", "2024-04-12"),
            ("二〇二四年二月二十三日", "2024-02-23"),
            ("二○二三年十月三十一日 星期二", "2023-10-31"),
            ("2021.7.9", "2021-07-09"),
        ] {
            assert_eq!(full_text(text).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
        assert_eq!(full_text("2023-13-40"), None);
    }
}
