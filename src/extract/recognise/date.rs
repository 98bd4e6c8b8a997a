//! Dates: absolute, relative to the article's day, spans, deadlines.

mod relative;
mod scan;

use crate::extract::charset::CharSet;
use crate::model::{DateSpan, PartialDate};
use scan::Scanner;
use std::sync::LazyLock;

/// What relative dates are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchor {
    pub article: Option<PartialDate>,
}

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    pub start: usize,
    pub end: usize,
    pub value: DateSpan,
    /// The year, or more, is not in the text.
    pub inferred: bool,
    /// A deadline: 年底前, 9月底前.
    pub before: bool,
}

/// What a date begins with: a numeral, or the first character of a word for a day, a month, a part of a year, a plan.
static HEADS: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of("0123456789零〇○一壹二两贰三叁四五六七八九十百千万亿点今昨前明后本上当次同去下这年月第“".chars()));

/// Finds dates. Durations, clock times and vague words (近日, 日前) give none.
pub fn find_dates(text: &[char], anchor: &Anchor) -> Vec<DateMention> {
    let mut scanner = Scanner::new(text, anchor.article);
    let mut out: Vec<DateMention> = Vec::new();
    let mut at = 0;
    let heads = &*HEADS;
    while at < text.len() {
        match if heads.has(text[at]) { scanner.one(at) } else { None } {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, article: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let anchor = Anchor { article: PartialDate::parse(article) };
        find_dates(&chars, &anchor).iter().map(|d| format!("{}={}", chars[d.start..d.end].iter().collect::<String>(), d.value)).collect()
    }

    #[test]
    fn reads_dates() {
        for (text, expected) in [
            ("2023年5月17日", "2023年5月17日=2023-05-17"),
            ("5月17日，我市", "5月17日=2023-05-17"),
            ("5月7日至9日", "5月7日至9日=2023-05-07/2023-05-09"),
            ("4月13日至5月2日", "4月13日至5月2日=2023-04-13/2023-05-02"),
            ("预计今年10月份建成", "今年10月份=2023-10"),
            ("明年2月竣工", "明年2月=2024-02"),
            ("后年6月", "后年6月=2025-06"),
            ("去年9月动工", "去年9月=2022-09"),
            ("年底前投产", "年底前=2023-12"),
            ("五月底试生产", "五月底=2023-05"),
            ("2025年9月底前", "2025年9月底前=2025-09"),
            ("预计2024年三季度投产", "2024年三季度=2024-07/2024-09"),
            ("2027年上半年投产", "2027年上半年=2027-01/2027-06"),
            ("昨日上午", "昨日=2023-05-17"),
            ("昨天（5月17日）", "昨天（5月17日）=2023-05-17"),
            ("二〇二三年五月十七日", "二〇二三年五月十七日=2023-05-17"),
            ("2023-05-17 08:12", "2023-05-17=2023-05-17"),
            ("“十四五”期间", "“十四五”期间=2021/2025"),
            ("17日，观摩团来到", "17日=2023-05-17"),
            ("12月30日召开", "12月30日=2022-12-30"),
            ("计划3月投产", "3月=2024-03"),
        ] {
            assert_eq!(read(text, "2023-05-18"), [expected], "{text}");
        }
    }

    #[test]
    fn leaves_durations_and_impossible_dates() {
        for text in ["3天内", "五年来", "25分钟", "近4个月", "13月5日", "2月30日", "近日", "三年投产", "20个小时", "百日攻坚"]
        {
            assert!(read(text, "2023-05-18").is_empty(), "{text}: {:?}", read(text, "2023-05-18"));
        }
    }

    #[test]
    fn keeps_month_of_an_earlier_date() {
        assert_eq!(read("11月7日出发，9日上午返回", "2023-11-10"), ["11月7日=2023-11-07", "9日=2023-11-09"]);
        assert_eq!(read("4月17日举行。当天签约", "2025-04-18"), ["4月17日=2025-04-17", "当天=2025-04-17"]);
    }
}
