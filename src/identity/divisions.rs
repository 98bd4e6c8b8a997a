//! Codes of GB/T 2260 → the divisions they mean and the units above them, from the table that the project ships.

use super::pinyin::pinyin;
use crate::model::{Division, Level};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/lexicons/divisions.tsv");

/// Level and full name by code. Former units are left out: nothing lies in them today.
static DIVISIONS: LazyLock<BTreeMap<&str, (Level, &str)>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row);
    rows.collect()
});

fn row(line: &'static str) -> Option<(&'static str, (Level, &'static str))> {
    let mut columns = line.split('\t');
    let (code, level, name) = (columns.next()?, columns.next()?, columns.next()?);
    Some((code, (Level::parse(level)?, name)))
}

/// The full name that a code stands for.
pub fn name(code: &str) -> Option<&'static str> {
    DIVISIONS.get(code).map(|(_, name)| *name)
}

/// The code of the unit above: the prefecture of a county, else the province. Districts of the four cities
/// under central government and counties under a province have no prefecture.
pub fn above(code: &str) -> Option<&'static str> {
    let candidates = [code.get(..4).map(|head| format!("{head}00")), code.get(..2).map(|head| format!("{head}0000"))];
    let found = |unit: String| DIVISIONS.get_key_value(unit.as_str()).map(|(code, _)| *code);
    candidates.into_iter().flatten().filter(|unit| unit != code).find_map(found)
}

/// The code of the one division of this full name.
pub fn code_of(full: &str) -> Option<&'static str> {
    let mut found = DIVISIONS.iter().filter(|(_, (_, name))| *name == full).map(|(code, _)| *code);
    found.next().filter(|_| found.next().is_none())
}

/// The code of a division and those of the units above it; none where the table does not hold it.
pub fn chain(code: &str) -> Vec<&'static str> {
    let start = DIVISIONS.get_key_value(code).map(|(code, _)| *code);
    std::iter::successors(start, |code| above(code)).collect()
}

/// The division of a code.
pub fn division(code: &str) -> Option<Division> {
    let (level, name) = DIVISIONS.get(code)?;
    Some(Division {
        code: code.into(),
        name: (*name).into(),
        pinyin: pinyin(name, false),
        level: *level,
        above: above(code).map(Into::into),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_lie_in_the_unit_above() {
        assert_eq!(above("130105"), Some("130100"));
        assert_eq!(above("130100"), Some("130000"));
        assert_eq!(above("130000"), None);
        assert_eq!(above("110105"), Some("110000"), "no prefecture in 北京市");
        assert_eq!(above("429004"), Some("420000"), "a county under a province");
        assert_eq!(above("x"), None);
        assert_eq!(name("130105"), Some("新华区"));
        assert_eq!((code_of("石家庄市"), code_of("新华区")), (Some("130100"), None), "several cities have a 新华区");
    }
}
