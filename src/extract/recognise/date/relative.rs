//! Dates in words: 昨日, 当天, 年底, 一季度, 上半年, “十四五”期间.

use super::DateMention;
use super::scan::Scanner;
use crate::extract::recognise::has_at;
use crate::model::{DateSpan, PartialDate};

/// Year words: offset to the article's year and length.
pub(super) fn year_word(text: &[char], at: usize) -> Option<(i16, usize)> {
    [("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1), ("后年", 2), ("本年", 0), ("上年", -1), ("当年", 0), ("次年", 1)]
        .into_iter()
        .find(|(w, _)| has_at(text, at, w) && !has_at(text, at, "前年来") && !has_at(text, at, "上年纪"))
        .filter(|(w, _)| {
            *w != "后年" || text.get(at + 2).is_some_and(|c| c.is_ascii_digit() || "底初上下一二三四五六七八九十".contains(*c))
        })
        // 建成|后年上网电量.
        .filter(|(w, _)| *w != "后年" || at == 0 || !"成产用运工建营".contains(text[at - 1]))
        .map(|(w, o)| (o, w.chars().count()))
}

/// Festivals on a day of the common calendar, with their month. Only as a term: 国庆节前, “八一”前后.
pub(super) fn festival(text: &[char], at: usize) -> Option<(u8, usize)> {
    let quoted = usize::from(text.get(at) == Some(&'“'));
    let from = at + quoted;
    let (word, month) = [("国庆", 10), ("元旦", 1), ("五一", 5), ("七一", 7), ("八一", 8), ("十一", 10)]
        .into_iter()
        .find(|(w, _)| has_at(text, from, w))?;
    let mut end = from + word.chars().count();
    if quoted == 1 {
        end += usize::from(text.get(end) == Some(&'”'));
    }
    let rest = ["假期", "小长假", "节日", "节"].iter().find(|w| has_at(text, end, w));
    end += rest.map_or(0, |w| w.chars().count());
    let named = quoted == 1 || rest.is_some() || matches!(word, "国庆" | "元旦");
    (named && (text.get(end) == Some(&'前') && !has_at(text, end, "前夕") || has_at(text, end, "之前"))).then_some((month, end))
}

/// Days in words.
const DAYS: &[(&str, i32)] =
    &[("昨日", -1), ("昨天", -1), ("今日", 0), ("今天", 0), ("前天", -2), ("前日", -2), ("明天", 1), ("明日", 1), ("后天", 2)];

/// Words for the day that the text spoke of last.
const SAME_DAY: &[&str] = &["当日", "当天", "同日", "同一天"];

/// Reads a date in words at `at`.
pub(super) fn read(scanner: &Scanner, at: usize) -> Option<DateMention> {
    day_word(scanner, at)
        .or_else(|| same_day(scanner, at))
        .or_else(|| plan_period(scanner, at))
        .or_else(|| day_of_week(scanner, at))
        .or_else(|| month_word(scanner, at))
        .or_else(|| year_end(scanner, at))
}

fn day_word(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let (word, offset) = DAYS.iter().find(|(w, _)| has_at(scanner.text, at, w))?;
    let mut end = at + word.chars().count();
    if has_at(scanner.text, at, "今天的") || has_at(scanner.text, at, "明天的") || has_at(scanner.text, at, "明天会") {
        return None;
    }
    let mut value = scanner.article.and_then(|a| a.days_after(*offset));
    let mut inferred = true;
    if scanner.text.get(end) == Some(&'（') {
        let mut inner = Scanner::new(scanner.text, scanner.article);
        if let Some(found) = inner.one(end + 1).filter(|f| scanner.text.get(f.end) == Some(&'）')) {
            value = Some(found.value.start);
            inferred = found.inferred;
            end = found.end + 1;
        }
    }
    Some(scanner.mention(at, end, DateSpan::on(value?), inferred))
}

fn same_day(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let word = SAME_DAY.iter().find(|w| has_at(scanner.text, at, w))?;
    let value = scanner.last.or(scanner.article).filter(|d| d.day.is_some())?;
    Some(scanner.mention(at, at + word.chars().count(), DateSpan::on(value), true))
}

/// “十四五”期间: the five years of a plan.
fn plan_period(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let plans = [("十一五", 2006), ("十二五", 2011), ("十三五", 2016), ("十四五", 2021), ("十五五", 2026)];
    let open = usize::from(scanner.text[at] == '“');
    let (_, year) = plans.into_iter().find(|(w, _)| has_at(scanner.text, at + open, w))?;
    let close = at + open + 3 + open;
    let end = ["期间", "时期", "末"].iter().find(|w| has_at(scanner.text, close, w)).map(|w| close + w.chars().count())?;
    Some(scanner.mention(at, end, DateSpan::between(PartialDate::year(year), PartialDate::year(year + 4)), false))
}

/// 上周五, 本周三, 上星期日.
fn day_of_week(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let words = [("上周", -7), ("上星期", -7), ("本周", 0), ("这周", 0), ("本星期", 0)];
    let (word, offset) = words.into_iter().find(|(w, _)| has_at(scanner.text, at, w))?;
    let end = at + word.chars().count();
    let wanted = "一二三四五六日天".chars().position(|c| scanner.text.get(end) == Some(&c))?.min(6);
    let article = scanner.article?;
    let today = weekday(article)?;
    let days = i32::try_from(wanted).ok()? - today + offset;
    Some(scanner.mention(at, end + 1, DateSpan::on(article.days_after(days)?), true))
}

/// Days since Monday (Sakamoto's method).
fn weekday(date: PartialDate) -> Option<i32> {
    const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let (month, day) = (date.month?, i32::from(date.day?));
    let year = i32::from(date.year) - i32::from(month < 3);
    let sunday_first = year + year / 4 - year / 100 + year / 400 + SHIFT.get(usize::from(month) - 1)? + day;
    Some((sunday_first + 6).rem_euclid(7))
}

/// 上月, 本月, 下月, with 底 taken in by the caller.
fn month_word(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let words = [("上个月", -1), ("上月", -1), ("本月", 0), ("这个月", 0), ("下个月", 1), ("下月", 1), ("当月", 0)];
    let (word, offset) = words.into_iter().find(|(w, _)| has_at(scanner.text, at, w))?;
    let article = scanner.article?;
    let index = i16::from(article.month?) - 1 + offset;
    let (year, month) = (article.year + index.div_euclid(12), u8::try_from(index.rem_euclid(12) + 1).ok()?);
    let end = at + word.chars().count();
    // 本月20日, 上月28日.
    if let Some((day, after)) =
        scanner.small(end).filter(|(d, a)| (1..=31).contains(d) && matches!(scanner.text.get(*a), Some('日' | '号')))
    {
        let date = PartialDate::day(year, month, day);
        return date.is_possible().then(|| scanner.mention(at, after + 1, DateSpan::on(date), true));
    }
    if matches!(scanner.text.get(end), Some('内' | '未')) && offset == 0 && scanner.text.get(end) == Some(&'未') {
        return None;
    }
    Some(scanner.mention(at, end, DateSpan::on(PartialDate::month(year, month)), true))
}

/// 年底, 年内, 年末, 月底 without a year or month of their own.
fn year_end(scanner: &Scanner, at: usize) -> Option<DateMention> {
    let article = scanner.article?;
    let before = at.checked_sub(1).map(|i| scanner.text[i]);
    if before.is_some_and(|c| c.is_ascii_digit() || "今去明后前当本上次每全历多近数一二三四五六七八九十".contains(c))
    {
        return None;
    }
    if has_at(scanner.text, at, "年底") || has_at(scanner.text, at, "年末") {
        return Some(scanner.mention(at, at + 2, DateSpan::on(PartialDate::month(article.year, 12)), true));
    }
    if has_at(scanner.text, at, "月底") && before != Some('个') {
        return Some(scanner.mention(at, at + 2, DateSpan::on(PartialDate::month(article.year, article.month?)), true));
    }
    None
}

/// A part of a year after an optional year: 一季度, 上半年, 年底 after 今年, 上旬 after a month.
pub(super) fn part_of_year(scanner: &Scanner, at: usize, year: &Option<i16>, after: usize) -> Option<DateMention> {
    let text = scanner.text;
    let known = year.or_else(|| scanner.article.map(|a| a.year))?;
    let inferred = scanner.year(at).is_none();
    let months = |a: u8, b: u8| DateSpan::between(PartialDate::month(known, a), PartialDate::month(known, b));
    for (word, a, b) in [("上半年", 1, 6), ("下半年", 7, 12)] {
        if has_at(text, after, word) {
            return Some(scanner.mention(at, after + 3, months(a, b), inferred));
        }
    }
    if year.is_some() {
        for word in ["年底", "底", "末", "年末"] {
            if has_at(text, after, word) {
                return Some(scanner.mention(at, after + word.chars().count(), DateSpan::on(PartialDate::month(known, 12)), inferred));
            }
        }
    }
    let lead = usize::from(text.get(after) == Some(&'第'));
    let (quarter, end) = scanner.small(after + lead)?;
    let length = ["季度", "个季度"].iter().find(|w| has_at(text, end, w)).map(|w| w.chars().count())?;
    if !(1..=4).contains(&quarter) || length == 3 {
        return None;
    }
    let first = (quarter - 1) * 3 + 1;
    Some(scanner.mention(at, end + length, months(first, first + 2), inferred))
}
