//! Counts with units, places in an order, scores.

use super::lexicon::WordSet;
use super::{has_at, number};
use crate::extract::charset::CharSet;
use std::sync::LazyLock;

/// A count with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityMention {
    pub start: usize,
    pub end: usize,
}

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    At(i32),
    Top(i32),
    /// 1 is last, 2 last but one.
    Last(i32),
    Bottom(i32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankMention {
    pub start: usize,
    pub end: usize,
    pub rank: Rank,
}

/// A score; `text` holds its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreMention {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

static UNITS: LazyLock<WordSet> = LazyLock::new(|| {
    let table = include_str!("../../../data/lexicons/units.tsv");
    WordSet::new(table.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace))
});

/// Finds counts with units.
pub fn find_quantities(text: &[char]) -> Vec<QuantityMention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let starts = at == 0 || !text[at - 1].is_ascii_digit() && text[at - 1] != '.' && text[at - 1] != '第';
        let found = if starts { number::read(text, at) } else { None };
        let end = found.and_then(|n| unit_end(text, skip_more(text, n.end), n.han && n.end == at + 1));
        match end {
            Some(end) => {
                out.push(QuantityMention { start: at, end });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn skip_more(text: &[char], mut end: usize) -> usize {
    while matches!(text.get(end), Some('多' | '余' | '来')) {
        end += 1;
        while matches!(text.get(end), Some('万' | '亿')) {
            end += 1;
        }
    }
    end
}

/// A lone Chinese digit before a bare measure word (一个, 一条) counts nothing that matters.
fn unit_end(text: &[char], at: usize, lone: bool) -> Option<usize> {
    let length = Some(UNITS.longest_at(text, at)).filter(|&n| n > 0)?;
    let unit = &text[at..at + length];
    let weak = unit.len() == 1 && "个条件片头批家名只对根块支座所人组平方户间层件".contains(unit[0]);
    let mut end = at + unit.len();
    if *unit == ['个'] && has_at(text, end, "月") || *unit == ['人'] && has_at(text, end, "民") {
        return None;
    }
    if *unit == ['方'] && text.get(end).is_some_and(|c| super::is_han(*c)) {
        return None;
    }
    if has_at(text, end, "（套）") {
        end += 3;
    }
    (!(lone && weak)).then_some(end)
}

/// What a place in an order begins with.
static RANK_HEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::of("前三最末垫榜首桂倒第后".chars()));

/// Finds places in an order: 第一位, 前三名, 倒数第二, 末位.
pub fn find_ranks(text: &[char]) -> Vec<RankMention> {
    let mut out = Vec::new();
    let mut at = 0;
    let heads = &*RANK_HEADS;
    while at < text.len() {
        match if heads.has(text[at]) { rank_at(text, at) } else { None } {
            Some((end, rank)) => {
                out.push(RankMention { start: at, end, rank });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn rank_at(text: &[char], at: usize) -> Option<(usize, Rank)> {
    for (word, rank) in [
        ("前三甲", Rank::Top(3)),
        ("三甲", Rank::Top(3)),
        ("最后一位", Rank::Last(1)),
        ("最后一名", Rank::Last(1)),
        ("末位", Rank::Last(1)),
        ("垫底", Rank::Last(1)),
        ("榜首", Rank::At(1)),
        ("首位", Rank::At(1)),
        ("桂冠", Rank::At(1)),
    ] {
        let other = has_at(text, at, "末位淘汰") || has_at(text, at, "三甲医") || has_at(text, at, "三甲标") || has_at(text, at, "三甲复");
        if has_at(text, at, word) && !other {
            return Some((at + word.chars().count(), rank));
        }
    }
    let (lead, last) = if has_at(text, at, "倒数第") {
        (3, true)
    } else if text[at] == '第' {
        (1, false)
    } else {
        return counted_rank(text, at);
    };
    let number = number::read(text, at + lead)?;
    let value = i32::try_from(number.whole()?).ok().filter(|n| (1..=500).contains(n))?;
    let end = rank_tail(text, number.end)?;
    Some((end, if last { Rank::Last(value) } else { Rank::At(value) }))
}

/// 第一位 and 第3名 are ranks; 第一次, 第二批, 第三季度 are not.
fn rank_tail(text: &[char], end: usize) -> Option<usize> {
    if matches!(text.get(end), Some('位' | '名')) {
        return (!matches!(text.get(end + 1), Some('选' | '书'))).then_some(end + 1);
    }
    match text.get(end) {
        None => Some(end),
        Some('至') => matches!(text.get(end + 1), Some('第' | '0'..='9')).then_some(end),
        Some(c) if !super::is_han(*c) || matches!(c, '的' | '和' | '与' | '升' | '跃') => Some(end),
        _ => None,
    }
}

/// 前三位, 前10名, 后两位, 前三.
fn counted_rank(text: &[char], at: usize) -> Option<(usize, Rank)> {
    let front = match text[at] {
        '前' => true,
        '后' | '末' => false,
        _ => return None,
    };
    let number = number::read(text, at + 1)?;
    let value = i32::try_from(number.whole()?).ok().filter(|n| (1..=100).contains(n))?;
    let end = match text.get(number.end) {
        Some('位' | '名' | '强') => number.end + 1,
        Some('的') | None => number.end,
        Some(c) if !super::is_han(*c) => number.end,
        _ => return None,
    };
    Some((end, if front { Rank::Top(value) } else { Rank::Bottom(value) }))
}

/// Words behind which a bare number is a score.
const SCORED: &[&str] = &["得分", "得分为", "得分：", "总分", "总分为", "评分", "评分为"];

/// Finds scores: 97.42分, 96分; not 5分钟 or 三分之一.
pub fn find_scores(text: &[char]) -> Vec<ScoreMention> {
    let mut out = Vec::new();
    for at in 0..text.len() {
        if !text[at].is_ascii_digit() || at > 0 && (text[at - 1].is_ascii_digit() || text[at - 1] == '.') {
            continue;
        }
        let Some(number) = number::read(text, at) else { continue };
        let end = number.end;
        let named = SCORED.iter().any(|w| super::ends_with(text, at, w));
        let bare = text.get(end).is_none_or(|c| "，。；、）".contains(*c));
        if named && bare && !text[at..end].iter().any(|c| super::is_han(*c)) {
            out.push(ScoreMention { start: at, end, text: text[at..end].iter().collect() });
            continue;
        }
        if text.get(end) == Some(&'分')
            && !matches!(text.get(end + 1), Some('钟' | '之' | '期' | '公' | '店' | '校' | '批' | '别' | '为' | '米' | '行'))
            && !text[at..end].iter().any(|c| super::is_han(*c))
        {
            out.push(ScoreMention { start: at, end: end + 1, text: text[at..end].iter().collect() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn reads_ranks_and_not_ordinals() {
        for (text, rank) in [
            ("排名第一位", Rank::At(1)),
            ("前三名", Rank::Top(3)),
            ("前3位的县", Rank::Top(3)),
            ("倒数第二", Rank::Last(2)),
            ("最后一位", Rank::Last(1)),
            ("后两位", Rank::Bottom(2)),
            ("名列第一。", Rank::At(1)),
        ] {
            let found = find_ranks(&chars(text));
            assert_eq!(found.first().map(|r| r.rank), Some(rank), "{text}");
        }
        for text in ["第一次", "第二批", "第三季度", "第一书记", "第一时间", "前三季度", "第一家", "后两年"] {
            assert!(find_ranks(&chars(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn reads_counts_and_scores() {
        let count =
            |t: &str| find_quantities(&chars(t)).iter().map(|q| chars(t)[q.start..q.end].iter().collect::<String>()).collect::<Vec<_>>();
        assert_eq!(count("占地二百三十亩，年产60万台（套）"), ["二百三十亩", "60万台（套）"]);
        assert_eq!(count("年发电4.1亿千瓦时"), ["4.1亿千瓦时"]);
        assert!(count("一个月，人民群众").is_empty());
        assert_eq!(find_scores(&chars("得97.42分，用时5分钟")).len(), 1);
    }
}
