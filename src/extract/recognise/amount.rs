//! Money: a number and a currency, in either order.

use super::number;
use super::{ends_with, has_at};
use crate::extract::charset::CharSet;
use crate::model::Money;
use std::sync::LazyLock;

/// An amount found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyMention {
    pub start: usize,
    pub end: usize,
    /// Of a range the lower bound.
    pub value: Money,
    pub approx: bool,
}

struct Currency {
    code: &'static str,
    /// Words behind a number, each with its length in characters.
    after: Vec<(&'static str, usize)>,
    before: Vec<&'static str>,
}

static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    include_str!("../../../data/lexicons/currencies.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut cells = l.split('\t');
            let code = cells.next()?;
            let mut words = || cells.next().unwrap_or("").split_whitespace().collect::<Vec<_>>();
            let after = words().into_iter().map(|w| (w, w.chars().count())).collect();
            Some(Currency { code, after, before: words() })
        })
        .collect()
});

/// What those words begin with.
static AFTER_HEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::firsts(CURRENCIES.iter().flat_map(|c| c.after.iter().map(|w| w.0))));

/// Words after which a number in 万 or 亿 is money even without 元.
const BARE_AFTER: &[&str] =
    &["投资", "总投资", "投资额", "产值", "收入", "销售额", "税收", "投资约", "投资达", "总投资约", "投资近", "投资超"];

/// Finds amounts. Classes (亿元以上项目) and vague ones (数亿元) are none.
pub fn find_money(text: &[char]) -> Vec<MoneyMention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match one(text, at) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at = skip_digits(text, at),
        }
    }
    out
}

/// The middle of a number begins no number.
fn skip_digits(text: &[char], at: usize) -> usize {
    if text[at].is_ascii_digit() {
        (at..text.len()).find(|&i| !text[i].is_ascii_digit() && text[i] != '.').unwrap_or(text.len()).max(at + 1)
    } else {
        at + 1
    }
}

fn one(text: &[char], at: usize) -> Option<MoneyMention> {
    if matches!(text[at], '近' | '约' | '超') && text.get(at + 1) == Some(&'亿') {
        let (code, end) = currency_after(text, at + 2)?;
        return (!is_class(text, end)).then(|| MoneyMention {
            start: at + 1,
            end,
            value: money(code, 10_000_i128 * 100_000_000),
            approx: true,
        });
    }
    let number = number::read(text, at).filter(|n| n.ten_thousandths > 0)?;
    let mut end = number.end;
    let mut approx = false;
    let low = number.ten_thousandths;
    let mut value = low;
    if let Some((high, stop)) = range_to(text, end) {
        value = lift(low, &text[at..end], high, &text[end + 1..stop]);
        end = stop;
        approx = true;
    }
    while matches!(text.get(end), Some('多' | '余' | '来')) {
        end += 1;
        approx = true;
        if let Some(m) = text.get(end).and_then(|c| {
            if *c == '亿' {
                Some(100_000_000)
            } else if *c == '万' {
                Some(10_000)
            } else {
                None
            }
        }) {
            value *= m;
            end += 1;
        }
    }
    let front = currency_before(text, at);
    let found = currency_after(text, end).or_else(|| front.as_ref().map(|f| (f.0, end)));
    let (code, stop) = found.or_else(|| bare(text, at, end))?;
    let code = front.as_ref().map_or(code, |f| f.0);
    let start = front.map_or(at, |f| f.1);
    (!is_class(text, stop)).then(|| MoneyMention { start, end: stop, value: money(code, value), approx })
}

/// 3至5亿: the lower number takes the multiplier that stands behind the upper one.
fn range_to(text: &[char], end: usize) -> Option<(i128, usize)> {
    if !matches!(text.get(end), Some('至' | '-' | '～' | '到' | '—')) {
        return None;
    }
    number::read(text, end + 1).map(|n| (n.ten_thousandths, n.end))
}

fn lift(low: i128, low_text: &[char], _high: i128, high_text: &[char]) -> i128 {
    let has = |t: &[char], c: char| t.contains(&c);
    let mut value = low;
    for (c, factor) in [('亿', 100_000_000_i128), ('万', 10_000)] {
        if has(high_text, c) && !has(low_text, c) && !low_text.contains(&'亿') {
            value = value.saturating_mul(factor);
        }
    }
    value
}

fn currency_after(text: &[char], at: usize) -> Option<(&'static str, usize)> {
    let mut best: Option<(&'static str, usize)> = None;
    if !text.get(at).is_some_and(|c| AFTER_HEADS.has(*c)) {
        return None;
    }
    for currency in CURRENCIES.iter() {
        for (word, length) in &currency.after {
            let end = at + length;
            if has_at(text, at, word) && best.is_none_or(|b| b.1 < end) {
                best = Some((currency.code, end));
            }
        }
    }
    best
}

fn currency_before(text: &[char], at: usize) -> Option<(&'static str, usize)> {
    CURRENCIES.iter().find_map(|c| c.before.iter().find(|w| ends_with(text, at, w)).map(|w| (c.code, at - w.chars().count())))
}

fn bare(text: &[char], at: usize, end: usize) -> Option<(&'static str, usize)> {
    let large = matches!(text.get(end.checked_sub(1)?), Some('万' | '亿'));
    let unit_follows = text.get(end).is_some_and(|c| !"，。；、的）建".contains(*c));
    (large && !unit_follows && BARE_AFTER.iter().any(|w| ends_with(text, at, w))).then_some(("CNY", end))
}

/// 亿元以上项目, 亿元级, 亿元村 are kinds of things, no amounts.
fn is_class(text: &[char], end: usize) -> bool {
    ["以上项目", "以上的项目", "级", "以上工业", "以上签约", "以上产业", "以上重点", "村", "镇", "以上的重", "以上重大", "以上企业"]
        .iter()
        .any(|w| has_at(text, end, w))
}

fn money(code: &str, ten_thousandths: i128) -> Money {
    Money { currency: code.to_string(), hundredths: i64::try_from(ten_thousandths / 100).unwrap_or(i64::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        find_money(&chars).iter().map(|m| format!("{}={}", chars[m.start..m.end].iter().collect::<String>(), m.value)).collect()
    }

    #[test]
    fn reads_amounts() {
        for (text, expected) in [
            ("总投资14.53亿元", "14.53亿元=1453000000"),
            ("投资十二亿元", "十二亿元=1200000000"),
            ("六亿五千万美元", "六亿五千万美元=USD:650000000"),
            ("新台币2.5亿元", "新台币2.5亿元=TWD:250000000"),
            ("人民币50亿元", "人民币50亿元=5000000000"),
            ("8000万欧元", "8000万欧元=EUR:80000000"),
            ("3至5亿元", "3至5亿元=300000000"),
            ("税收近亿元", "亿元=100000000"),
            ("投资15亿的项目", "15亿=1500000000"),
            ("1,973.4亿元", "1,973.4亿元=197340000000"),
            ("1亿2000万元", "1亿2000万元=120000000"),
            ("30多亿元", "30多亿元=3000000000"),
        ] {
            assert_eq!(values(text), [expected], "{text}");
        }
    }

    #[test]
    fn leaves_classes_and_counts() {
        for text in ["亿元以上项目214个", "5亿元以上项目", "数亿元", "年产15万套", "12个", "3元一区"] {
            assert!(values(text).iter().all(|v| v.starts_with("3元")), "{text}: {:?}", values(text));
        }
    }
}
