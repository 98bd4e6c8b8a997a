//! The scanner: at each position the longest date, with what the text said before in mind.

use super::DateMention;
use super::relative;
use crate::extract::recognise::{has_at, number};
use crate::model::{DateSpan, PartialDate};

/// Words that look ahead: a month without a year after them is the next such month.
const AHEAD: &[&str] = &["预计", "计划", "拟", "将", "力争", "有望", "争取", "确保", "要等到", "可于", "目标"];

/// A text under reading.
pub(super) struct Scanner<'a> {
    pub text: &'a [char],
    pub article: Option<PartialDate>,
    /// The last date known to the day.
    pub last: Option<PartialDate>,
}

/// Parts of a date as written.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    inferred: bool,
    end: usize,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a [char], article: Option<PartialDate>) -> Self {
        Self { text, article, last: None }
    }

    /// The date that begins at `at`.
    pub fn one(&mut self, at: usize) -> Option<DateMention> {
        if at > 0
            && (self.text[at - 1].is_ascii_digit() || number::digit(self.text[at - 1]).is_some() && number::digit(self.text[at]).is_some())
        {
            return None;
        }
        let mut found = self.numeric(at).or_else(|| relative::read(self, at)).or_else(|| self.written(at))?;
        self.close(&mut found);
        if found.value.start.day.is_some() && !found.before {
            self.last = Some(found.value.end.unwrap_or(found.value.start));
        }
        Some(found)
    }

    pub fn mention(&self, start: usize, end: usize, value: DateSpan, inferred: bool) -> DateMention {
        DateMention { start, end, value, inferred, before: false }
    }

    /// 2023-05-17, 2023/5/17, 2023.05.17.
    fn numeric(&self, at: usize) -> Option<DateMention> {
        let (year, end) = self.digits(at, 4, 4)?;
        let mark = *self.text.get(end).filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (month, end) = self.digits(end + 1, 1, 2)?;
        if self.text.get(end) != Some(&mark) {
            return None;
        }
        let (day, end) = self.digits(end + 1, 1, 2)?;
        let date = PartialDate::day(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        (date.is_possible() && (1900..2100).contains(&date.year)).then(|| self.mention(at, end, DateSpan::on(date), false))
    }

    fn digits(&self, at: usize, least: usize, most: usize) -> Option<(u32, usize)> {
        let count = self.text[at.min(self.text.len())..].iter().take(most + 1).take_while(|c| c.is_ascii_digit()).count();
        if !(least..=most).contains(&count) {
            return None;
        }
        let value = self.text[at..at + count].iter().fold(0, |v, c| v * 10 + (*c as u32 - '0' as u32));
        Some((value, at + count))
    }

    /// A small number in Arabic or Chinese numerals.
    pub fn small(&self, at: usize) -> Option<(u8, usize)> {
        if self.text.get(at)?.is_ascii_digit() {
            let (value, end) = self.digits(at, 1, 2)?;
            return Some((u8::try_from(value).ok()?, end));
        }
        let n = number::read(self.text, at).filter(|n| n.han && n.end - at <= 3)?;
        Some((u8::try_from(n.whole()?).ok()?, n.end))
    }

    /// A year in four digits of either script, followed by 年.
    pub fn year(&self, at: usize) -> Option<(i16, usize)> {
        let arabic = self.digits(at, 4, 4).map(|(y, e)| (y as i32, e));
        let found = arabic.or_else(|| {
            let mut value = 0_i32;
            for i in 0..4 {
                let c = *self.text.get(at + i)?;
                let c = if c == '○' { '〇' } else { c };
                value = value * 10 + i32::try_from(number::digit(c)?).ok()?;
            }
            Some((value, at + 4))
        })?;
        let (year, end) = found;
        (self.text.get(end) == Some(&'年') && (1900..2100).contains(&year)).then(|| (year as i16, end + 1))
    }

    /// Whether the clause up to `at` looks ahead.
    fn looks_ahead(&self, at: usize) -> bool {
        let from = (at.saturating_sub(24)..at)
            .rev()
            .find(|&i| matches!(self.text[i], '，' | '。' | '；'))
            .map_or(at.saturating_sub(24), |i| i + 1);
        (from..at).any(|i| AHEAD.iter().any(|w| has_at(self.text, i, w) && i + w.chars().count() <= at))
    }

    /// The year of a bare month: the nearest to the article's day, or the next one after a word that looks ahead.
    fn year_of(&self, month: u8, at: usize) -> Option<i16> {
        let article = self.article?;
        let now = article.month.unwrap_or(6);
        if self.looks_ahead(at) {
            return Some(article.year + i16::from(month < now));
        }
        let ahead = i16::from(month) - i16::from(now);
        Some(article.year - i16::from(ahead > 5) + i16::from(ahead < -10))
    }

    /// 2023年5月17日, 今年10月, 5月17日, 17日.
    fn written(&self, at: usize) -> Option<DateMention> {
        let mut parts = self.year_part(at);
        let after_year = parts.end;
        if let Some(span) = relative::part_of_year(self, at, &parts.year, after_year) {
            return Some(span);
        }
        if let Some((month, end)) = relative::festival(self.text, after_year) {
            let year = parts.year.or_else(|| self.year_of(month, at))?;
            return Some(self.mention(at, end, DateSpan::on(PartialDate::month(year, month)), true));
        }
        self.month_part(&mut parts, at);
        self.day_part(&mut parts, at);
        if parts.end == at || parts.year.is_none() || parts.month.is_none() && parts.day.is_none() && !self.year_stands(at, parts.end) {
            return None;
        }
        let date = PartialDate { year: parts.year?, month: parts.month, day: parts.day };
        date.is_possible().then(|| self.mention(at, parts.end, DateSpan::on(date), parts.inferred))
    }

    /// A bare year is one only as 2023年 or 去年, not as the beginning of 2023年级 or of 三年.
    fn year_stands(&self, _at: usize, end: usize) -> bool {
        !matches!(self.text.get(end), Some('级' | '代' | '货' | '轻'))
    }

    fn year_part(&self, at: usize) -> Parts {
        let mut parts = Parts { end: at, ..Parts::default() };
        if let Some((year, end)) = self.year(at) {
            parts.year = Some(year);
            parts.end = end;
        } else if let (Some((offset, length)), Some(article)) = (relative::year_word(self.text, at), self.article) {
            parts.year = Some(article.year + offset);
            parts.end = at + length;
            parts.inferred = true;
        }
        parts
    }

    fn month_part(&self, parts: &mut Parts, at: usize) {
        let Some((month, end)) = self.small(parts.end).filter(|(m, e)| (1..=12).contains(m) && self.text.get(*e) == Some(&'月')) else {
            return;
        };
        if parts.year.is_none() {
            parts.year = self.year_of(month, at);
            parts.inferred = true;
        }
        parts.month = Some(month);
        parts.end = end + 1;
    }

    fn day_part(&self, parts: &mut Parts, at: usize) {
        let Some((day, end)) = self.small(parts.end).filter(|(_, e)| matches!(self.text.get(*e), Some('日' | '号'))) else { return };
        let bare = parts.month.is_none();
        if bare {
            let base = self.last.or(self.article);
            let starts = at == 0 || !crate::extract::recognise::is_han(self.text[at - 1]) || self.text[at - 1] != '月';
            let (Some(base), true, None) = (base, starts && self.text[end] == '日' && self.text[parts.end].is_ascii_digit(), parts.year)
            else {
                return;
            };
            if matches!(self.text.get(end + 1), Some('游' | '元' | '内' | '产' | '处' | '均')) {
                return;
            }
            parts.year = Some(base.year);
            parts.month = base.month;
            parts.inferred = true;
            step_back(parts, base, day);
        }
        parts.day = Some(day);
        parts.end = end + 1;
    }

    /// What may follow a date and belongs to it: a span's end, a bracketed date, 份, 底, 前.
    fn close(&self, found: &mut DateMention) {
        self.span_end(found);
        if found.value.start.day.is_none() && found.value.end.is_none() {
            for word in ["份", "底", "末"] {
                if has_at(self.text, found.end, word) {
                    found.end += 1;
                }
            }
        }
        if self.text.get(found.end) == Some(&'前')
            && !matches!(self.text.get(found.end + 1), Some('往' | '来' | '三' | '后' | '期' | '两' | '十' | '五'))
        {
            found.end += 1;
            found.before = true;
        } else if has_at(self.text, found.end, "之前") || has_at(self.text, found.end, "以前") {
            found.end += 2;
            found.before = true;
        }
    }

    /// 11月7日至9日, 2月至5月, 6月13日—7月2日.
    fn span_end(&self, found: &mut DateMention) {
        let join = usize::from(matches!(self.text.get(found.end), Some('至' | '-' | '—' | '～' | '到')));
        let join = if join == 1 && self.text.get(found.end + 1) == Some(&'—') { 2 } else { join };
        if join == 0 || found.value.end.is_some() {
            return;
        }
        let start = found.value.start;
        let at = found.end + join;
        let mut parts = self.year_part(at);
        if self.month_part_plain(&mut parts) || start.day.is_some() {
            let Some((day, end)) = self.small(parts.end).filter(|(_, e)| matches!(self.text.get(*e), Some('日' | '号'))) else {
                if let (Some(month), None) = (parts.month, start.day) {
                    found.value.end = Some(PartialDate::month(parts.year.unwrap_or(start.year), month));
                    found.end = parts.end;
                }
                return;
            };
            let date = PartialDate { year: parts.year.unwrap_or(start.year), month: parts.month.or(start.month), day: Some(day) };
            if date.is_possible() && date >= start {
                found.value.end = Some(date);
                found.end = end + 1;
            }
        }
    }

    fn month_part_plain(&self, parts: &mut Parts) -> bool {
        let Some((month, end)) = self.small(parts.end).filter(|(m, e)| (1..=12).contains(m) && self.text.get(*e) == Some(&'月')) else {
            return false;
        };
        parts.month = Some(month);
        parts.end = end + 1;
        true
    }
}

/// A bare day later than the base day of an article's own month means the month before.
fn step_back(parts: &mut Parts, base: PartialDate, day: u8) {
    let (Some(month), Some(now)) = (base.month, base.day) else { return };
    if day > now + 3 && day > now {
        let (year, month) = if month == 1 { (base.year - 1, 12) } else { (base.year, month - 1) };
        if day > now + 12 || PartialDate::month(base.year, month).latest().day < Some(day) {
            parts.year = Some(year);
            parts.month = Some(month);
        }
    }
}
