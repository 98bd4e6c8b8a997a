//! What the characters of persons' names tell: how common a surname is, how well a character suits a given name.

use super::feature::{Class, Value};
use rustc_hash::FxHashMap;

/// Classes of characters in names, from `data/lexicons/given.tsv` and the rows of `surnames.tsv`.
pub struct NameChars {
    given: [FxHashMap<char, u8>; 3],
    surnames: FxHashMap<char, Class>,
}

/// Where in a given name a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    First,
    Last,
    Alone,
}

impl NameChars {
    /// Reads the shipped tables.
    pub fn load() -> Self {
        let mut given = [FxHashMap::default(), FxHashMap::default(), FxHashMap::default()];
        let table = include_str!("../../../data/lexicons/given.tsv");
        for (class, chars) in table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            let place = ["first", "last", "alone"].iter().position(|p| class.starts_with(p)).unwrap_or(0);
            let letter = class.bytes().last().unwrap_or(b'c');
            given[place].extend(chars.chars().map(|c| (c, letter)));
        }
        Self { given, surnames: surnames() }
    }

    /// From `a` (much oftener in given names than in words) to `e`; `x` for what is too rare to tell.
    pub fn given(&self, c: char, place: Place) -> Value {
        Value::letter(self.given[place as usize].get(&c).copied().unwrap_or(b'x'))
    }

    /// How common a surname of one character is.
    pub fn surname(&self, c: char) -> Class {
        self.surnames.get(&c).copied().unwrap_or(Class::NoSurname)
    }
}

/// The rows of the table go from the most common surnames to rare ones.
fn surnames() -> FxHashMap<char, Class> {
    let rows = include_str!("../../../data/lexicons/surnames.tsv").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let mut out = FxHashMap::default();
    for (i, row) in rows.enumerate() {
        let class = match i {
            0 => Class::Common,
            1 => Class::Known,
            _ => Class::Odd,
        };
        for word in row.split_whitespace() {
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                out.entry(c).or_insert(class);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_names_are_told_from_those_of_words() {
        let chars = NameChars::load();
        assert_eq!(chars.given('丽', Place::First), Value::letter(b'a'));
        assert_eq!(chars.given('局', Place::Last), Value::letter(b'e'));
        assert_eq!((chars.surname('王'), chars.surname('一')), (Class::Common, Class::NoSurname));
    }
}
