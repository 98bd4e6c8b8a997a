//! Days as markup and properties write them → ISO days of Chinese civil time.

use crate::model::PartialDate;
use regex::Regex;
use std::sync::LazyLock;

/// Chinese civil time is so many minutes before UTC.
const SHANGHAI_MINUTES: i32 = 8 * 60;

/// 2023-05-17T08:30:00+08:00, 2023/5/17 8:30, 2023年5月17日, 20230517.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?:\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})|([0-9]{2})([0-9]{2})(?:[^0-9]|$))日?(?:[T\s]*([0-9]{1,2}):([0-9]{2})(?::[0-9.]+)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    )
    .ok()
});

/// The first day that a text states.
pub fn day(text: &str) -> Option<PartialDate> {
    let found = DAY.as_ref()?.captures(text)?;
    let number = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<i32>().ok());
    let (month, date) = (number(2).or(number(4))?, number(3).or(number(5))?);
    let day = PartialDate::parse(&format!("{}-{month:02}-{date:02}", &found[1]))?;
    let (Some(hour), Some(minute), Some(zone)) = (number(6), number(7), found.get(8)) else { return Some(day) };
    let minutes = hour * 60 + minute - offset(zone.as_str()) + SHANGHAI_MINUTES;
    day.days_after(minutes.div_euclid(24 * 60))
}

/// Minutes before UTC of `Z`, `+08:00`, `-0530`.
fn offset(zone: &str) -> i32 {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i32 = digits.parse().unwrap_or(0);
    let minutes = number / 100 * 60 + number % 100;
    if zone.starts_with('-') { -minutes } else { minutes }
}

/// The day of a count of seconds since 1970 in UTC, as WeChat pages state it.
pub fn day_of_seconds(seconds: i64) -> Option<PartialDate> {
    let days = (seconds + i64::from(SHANGHAI_MINUTES) * 60).div_euclid(24 * 60 * 60);
    PartialDate::day(1970, 1, 1).days_after(i32::try_from(days).ok().filter(|d| (0..100_000).contains(d))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_markup() {
        for (text, iso) in [
            ("2023-05-17 10:01", "2023-05-17"),
            ("发布时间：2023年5月7日 星期日", "2023-05-07"),
            ("2023-05-16T23:30:00Z", "2023-05-17"),
            ("2023-05-17T00:30:00+08:00", "2023-05-17"),
            ("2023-12-31T20:00:00-05:00", "2024-01-01"),
            ("20230517", "2023-05-17"),
            ("2023/5/17 8:30:00", "2023-05-17"),
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        assert_eq!([day("2023-13-40"), day("120230517"), day("昨天")], [None; 3]);
        assert_eq!(day_of_seconds(1_684_256_400).map(|d| d.to_string()).as_deref(), Some("2023-05-17"));
        assert_eq!(day_of_seconds(i64::MAX / 2), None);
    }
}
