//! What a fact holds that the words of its evidence do not write out: a year, or a place that 我市 stands for.

use super::{Article, DateSpan, Fact, Object, Qualifiers};
use super::{EntityKind, Predicate};

impl Article {
    /// Whether a year or a place of the fact was taken from the article rather than from its own words.
    pub fn is_inferred(&self, fact: &Fact) -> bool {
        let words = plain(&fact.evidence.text);
        let date = if let Object::Date(date) = &fact.object { Some(*date) } else { None };
        let place = match &fact.object {
            Object::Entity(id) if fact.predicate == Predicate::LocatedIn => Some(self.entity(*id)),
            _ => None,
        };
        is_dated_from_elsewhere(date, &fact.qualifiers, &words)
            || place.is_some_and(|p| p.kind == EntityKind::Place && !names(&p.name, &p.aliases, &words))
    }
}

fn is_dated_from_elsewhere(object: Option<DateSpan>, qualifiers: &Qualifiers, words: &str) -> bool {
    object.into_iter().chain(qualifiers.date).any(|date| !writes_year(words, date.start.year))
}

/// Whether words have a year, in digits or in Chinese numerals (二〇二三, 二零二三).
fn writes_year(words: &str, year: i16) -> bool {
    let digits = year.to_string();
    let han = |zero: char| -> String {
        digits.chars().filter_map(|d| d.to_digit(10)).map(|d| if d == 0 { zero } else { HAN[d as usize] }).collect()
    };
    words.contains(&digits) || ['〇', '零', '○'].into_iter().any(|zero| words.contains(&han(zero)))
}

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Whether words have one of the names; 我市 and the like are names of nothing.
fn names(name: &str, aliases: &[String], words: &str) -> bool {
    let own = |n: &str| !n.starts_with(['我', '该', '全', '本']);
    std::iter::once(name).chain(aliases.iter().map(String::as_str)).any(|n| own(n) && words.contains(n))
}

/// Without white space, digits half-width.
fn plain(words: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    words.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_written_in_digits_or_numerals() {
        for words in ["2023年5月", "２０２３ 年", "二〇二三年五月", "二零二三年"] {
            assert!(writes_year(&plain(words), 2023), "{words}");
        }
        for words in ["5月17日", "今年5月", "2022年", "二三年"] {
            assert!(!writes_year(&plain(words), 2023), "{words}");
        }
    }

    #[test]
    fn a_reference_names_no_place() {
        let aliases = ["石家庄".to_string(), "我市".to_string()];
        assert!(names("石家庄市", &aliases, "在石家庄举行"));
        assert!(!names("石家庄市", &aliases, "我市举行"));
    }
}
