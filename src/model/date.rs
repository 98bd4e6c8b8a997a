use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar date of which the day, or the day and the month, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PartialDate {
    pub year: i16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl PartialDate {
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    pub fn month(year: i16, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    pub fn day(year: i16, month: u8, day: u8) -> Self {
        Self { year, month: Some(month), day: Some(day) }
    }

    /// Reads `2023`, `2023-05` or `2023-05-17`; `None` for anything else or an impossible date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse::<u8>).transpose().ok()?;
        let day = parts.next().map(str::parse::<u8>).transpose().ok()?;
        let date = Self { year, month, day };
        date.is_possible().then_some(date)
    }

    /// Whether the calendar has such a date.
    pub fn is_possible(&self) -> bool {
        match (self.month, self.day) {
            (None, None) => true,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => (1..=12).contains(&m) && (1..=days_in_month(self.year, m)).contains(&d),
            (None, Some(_)) => false,
        }
    }

    /// The day `days` after a date known to the day (before it for negative numbers).
    pub fn days_after(&self, days: i32) -> Option<Self> {
        let (mut year, mut month) = (self.year, self.month?);
        let mut day = i32::from(self.day?) + days;
        while day < 1 {
            (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
            day += i32::from(days_in_month(year, month));
        }
        while day > i32::from(days_in_month(year, month)) {
            day -= i32::from(days_in_month(year, month));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Some(Self::day(year, month, u8::try_from(day).ok()?))
    }

    /// Number of its first day, counted from 1970-01-01.
    pub fn ordinal(&self) -> i32 {
        let first = self.earliest();
        let (month, day) = (i32::from(first.month.unwrap_or(1)), i32::from(first.day.unwrap_or(1)));
        // Years begin in March, so that the leap day is the last of its year.
        let year = i32::from(first.year) - i32::from(month <= 2);
        let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year - 719_468
    }

    /// The first day it can mean.
    pub fn earliest(&self) -> Self {
        Self::day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean.
    pub fn latest(&self) -> Self {
        let month = self.month.unwrap_or(12);
        Self::day(self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }
}

/// Days in a month of the Gregorian calendar.
fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// One date, or a span of dates with both ends included.
///
/// Shown in ISO form: `2023-05-17`, `2023-05`, `2023`, `2023-05-17/2023-05-19`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateSpan {
    pub start: PartialDate,
    pub end: Option<PartialDate>,
}

impl DateSpan {
    pub fn on(date: PartialDate) -> Self {
        Self { start: date, end: None }
    }

    pub fn between(start: PartialDate, end: PartialDate) -> Self {
        Self { start, end: Some(end) }
    }

    /// The inverse of `Display`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((a, b)) => Some(Self::between(PartialDate::parse(a)?, PartialDate::parse(b)?)),
            None => Some(Self::on(PartialDate::parse(text)?)),
        }
    }

    pub fn earliest(&self) -> PartialDate {
        self.start.earliest()
    }

    pub fn latest(&self) -> PartialDate {
        self.end.unwrap_or(self.start).latest()
    }
}

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            Some(end) => write!(f, "{}/{}", self.start, end),
            None => write!(f, "{}", self.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(PartialDate::day(1970, 1, 1).ordinal(), 0);
        assert_eq!(PartialDate::day(2000, 3, 1).ordinal(), 11_017);
        assert_eq!(PartialDate::month(2024, 3).ordinal() - PartialDate::day(2024, 2, 28).ordinal(), 2, "a leap year");
    }
}
