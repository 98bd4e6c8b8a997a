//! Numbers at a position: 14.53, 1,973.4, 二百三十, 3千, 十二亿, 六亿五千万.

use crate::extract::phrases::Chars;

/// A number with its end; the value is in ten-thousandths, so that 14.53亿 stays exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub ten_thousandths: i128,
    pub end: usize,
    /// Written with Chinese numerals only.
    pub han: bool,
}

impl Number {
    /// The value if it is a whole number.
    pub fn whole(&self) -> Option<i64> {
        (self.ten_thousandths % 10_000 == 0).then(|| i64::try_from(self.ten_thousandths / 10_000).ok()).flatten()
    }
}

/// Longest number in characters; longer runs of digits are no figures of news.
const MAX_CHARS: usize = 24;

/// Reads the number that begins at `at`, multipliers (万, 亿) included.
#[inline]
pub fn read(text: &[char], at: usize) -> Option<Number> {
    let first = *text.get(at)?;
    if first.is_ascii_digit() {
        arabic(text, at)
    } else if HAN_DIGITS.has(first) {
        han(text, at)
    } else {
        None
    }
}

/// What a number in Chinese numerals begins with.
static HAN_DIGITS: Chars = Chars::of(&["十零〇一壹二两贰三叁四五六七八九"]);

fn arabic(text: &[char], at: usize) -> Option<Number> {
    let (mut value, mut end) = plain(text, at)?;
    let mut total = 0_i128;
    while let Some(factor) = text.get(end).and_then(|c| multiplier(*c)).filter(|_| !is_unit(text, end)) {
        value = value.checked_mul(factor)?;
        end += 1;
        if factor >= 10_000 && text.get(end).is_some_and(char::is_ascii_digit) {
            let (rest, stop) = plain(text, end)?;
            if text.get(stop).and_then(|c| multiplier(*c)).is_none() {
                break;
            }
            total += value;
            value = rest;
            end = stop;
        }
    }
    Some(Number { ten_thousandths: total + value, end, han: false })
}

/// 千 in 千瓦, 千米, 千克, 千伏 belongs to the unit.
fn is_unit(text: &[char], at: usize) -> bool {
    text[at] == '千' && matches!(text.get(at + 1), Some('瓦' | '米' | '克' | '伏'))
}

/// Digits with thousands separators and decimals, in ten-thousandths.
fn plain(text: &[char], at: usize) -> Option<(i128, usize)> {
    let mut end = at;
    let (mut value, mut decimals): (i128, Option<u32>) = (0, None);
    while end < text.len() && end - at < MAX_CHARS {
        let next_digit = text.get(end + 1).is_some_and(char::is_ascii_digit);
        match text[end] {
            d if d.is_ascii_digit() => {
                value = value * 10 + i128::from(d as u32 - '0' as u32);
                decimals = decimals.map(|n| n + 1);
            }
            '.' if decimals.is_none() && next_digit => decimals = Some(0),
            ',' | '，' if decimals.is_none() && is_thousand(text, end) => {}
            _ => break,
        }
        end += 1;
    }
    let shift = 4_u32.checked_sub(decimals.unwrap_or(0));
    let scaled = match shift {
        Some(n) => value.checked_mul(10_i128.pow(n))?,
        None => value / 10_i128.pow(decimals.unwrap_or(0) - 4),
    };
    (end > at).then_some((scaled, end))
}

fn is_thousand(text: &[char], comma: usize) -> bool {
    let digits = (comma + 1..text.len()).take_while(|&i| text[i].is_ascii_digit()).count();
    digits == 3 && comma > 0 && text[comma - 1].is_ascii_digit()
}

fn multiplier(c: char) -> Option<i128> {
    Some(match c {
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The value of a Chinese digit.
pub fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The rest of 十五点六亿 from its 点 on; `whole` is what stands before it.
fn han_decimal(text: &[char], point: usize, whole: i128) -> Option<Number> {
    let (mut value, mut unit, mut end) = (whole * 10_000, 1_000, point + 1);
    while let Some(d) = text.get(end).and_then(|c| digit(*c)) {
        value += d * unit;
        unit /= 10;
        end += 1;
    }
    while let Some(m) = text.get(end).and_then(|c| multiplier(*c)).filter(|_| !is_unit(text, end)) {
        value = value.checked_mul(m)?;
        end += 1;
    }
    Some(Number { ten_thousandths: value, end, han: true })
}

fn han(text: &[char], at: usize) -> Option<Number> {
    let (mut total, mut section, mut current): (i128, i128, Option<i128>) = (0, 0, None);
    let mut end = at;
    while end < text.len() && end - at < MAX_CHARS {
        let c = text[end];
        if c == '点' && end > at && text.get(end + 1).is_some_and(|c| digit(*c).is_some()) {
            return han_decimal(text, end, total + section + current.unwrap_or(0));
        }
        if let Some(d) = digit(c) {
            current = Some(current.unwrap_or(0) * if current.is_some() { 10 } else { 1 } + d);
        } else if c == '十' {
            section += current.take().unwrap_or(1) * 10;
        } else if let Some(m) = multiplier(c).filter(|_| end > at && !is_unit(text, end)) {
            if m < 10_000 {
                section += current.take()? * m;
            } else {
                section += current.take().unwrap_or(0);
                total = if m == 100_000_000 { (total + section) * m } else { total + section * m };
                section = 0;
            }
        } else {
            break;
        }
        end += 1;
    }
    let value = total + section + current.unwrap_or(0);
    (end > at).then_some(Number { ten_thousandths: value.checked_mul(10_000)?, end, han: true })
}
