//! Names of divisions → their codes: by the unit named before them, by the paper, as of a day; and back to full paths.

use super::divisions;
use crate::model::PartialDate;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/lexicons/divisions.tsv");
const CHANGES: &str = include_str!("../../data/lexicons/changes.tsv");

/// Longest name of a division that is looked for, in characters (双江拉祜族佤族布朗族傣族自治县 has fifteen).
const LONGEST_NAME: usize = 16;

/// Codes by full name, former units included, in the order of the table.
static NAMES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, _, name) in rows(TABLE).filter_map(three) {
        out.entry(name).or_default().push(code);
    }
    out
});

/// Codes of provinces and prefectures by their names without the last word: 天津, 石家庄.
static STEMS: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let wide = rows(TABLE).filter_map(three).filter(|(_, level, _)| matches!(*level, "province" | "prefecture"));
    wide.map(|(code, _, name)| (stem(name), code)).filter(|(stem, _)| stem.chars().count() >= 2).collect()
});

/// A division that the table of changes names.
struct Change {
    renamed: bool,
    since: PartialDate,
    now: &'static str,
}

/// Changes by former code and former name.
static CHANGED: LazyLock<BTreeMap<(&str, &str), Change>> = LazyLock::new(|| rows(CHANGES).filter_map(change).collect());

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn three(line: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?, columns.next()?))
}

fn change(line: &'static str) -> Option<((&'static str, &'static str), Change)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [code, name, kind, since, now] = columns[..] else { return None };
    Some(((code, name), Change { renamed: kind == "renamed", since: PartialDate::parse(since)?, now }))
}

fn stem(name: &str) -> String {
    const ENDS: [&str; 10] = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "地区", "省", "市", "州", "盟"];
    ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_string()
}

/// Codes of all divisions of a full name.
pub fn named(name: &str) -> &'static [&'static str] {
    NAMES.get(name).map_or(&[], Vec::as_slice)
}

/// The one of several codes that a unit nearby means: in its prefecture, else in its province, else the only one at all.
pub fn nearest(codes: &[&'static str], near: Option<&str>) -> Option<&'static str> {
    let single = |head: &str| {
        let mut fits = codes.iter().filter(|code| code.starts_with(head));
        fits.next().filter(|_| fits.next().is_none()).copied()
    };
    let (prefecture, province) = (near.and_then(|n| n.get(..4)), near.and_then(|n| n.get(..2)));
    let local = prefecture.filter(|head| !head.ends_with("00")).and_then(single);
    local.or_else(|| province.and_then(single)).or_else(|| single(""))
}

/// The division that a text begins with, as far down as it names units (南京市鼓楼区…), and the rest of the text.
pub fn head<'t>(text: &'t str, near: Option<&str>) -> Option<(&'static str, &'t str)> {
    let (mut code, mut rest) = first(text, near)?;
    while let Some((below, after)) = longest(rest, |name| nearest(&inside(named(name), code), Some(code))) {
        (code, rest) = (below, after);
    }
    Some((code, rest))
}

/// Codes that lie in a unit.
fn inside(codes: &[&'static str], unit: &str) -> Vec<&'static str> {
    let head = unit.trim_end_matches("00");
    codes.iter().filter(|code| code.starts_with(head) && **code != unit).copied().collect()
}

fn first<'t>(text: &'t str, near: Option<&str>) -> Option<(&'static str, &'t str)> {
    let whole = longest(text, |name| nearest(named(name), near));
    // 天津河东区: the short name of a wide unit before one that lies in it.
    whole.or_else(|| {
        let (code, rest) = longest(text, |name| STEMS.get(name).copied())?;
        longest(rest, |name| nearest(&inside(named(name), code), Some(code)))
    })
}

/// The longest name at the head of a text that means something, and what follows it.
fn longest(text: &str, means: impl Fn(&str) -> Option<&'static str>) -> Option<(&'static str, &str)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NAME).collect();
    ends.iter().skip(1).rev().find_map(|&end| means(&text[..end]).map(|code| (code, &text[end..])))
}

/// What a level word (省, 市, 县 …) means in the paper of a division; nothing where the paper has no one such unit.
pub fn level_word(word: char, home: &str) -> Option<&'static str> {
    let is = |code: &str, ends: &[&str]| divisions::name(code).is_some_and(|name| ends.iter().any(|end| name.ends_with(end)));
    let ends: &[&str] = match word {
        '省' => &["省"],
        '市' => &["市"],
        '县' => &["县"],
        '区' => &["区"],
        '州' => &["州"],
        '盟' => &["盟"],
        '旗' => &["旗"],
        _ => return None,
    };
    let own = named_code(home)?;
    std::iter::successors(Some(own), |code| divisions::above(code)).find(|code| is(code, ends) && (word != '区' || *code == own))
}

/// The autonomous region that a division lies in.
pub fn region(home: &str) -> Option<&'static str> {
    let province = format!("{}0000", home.get(..2)?);
    named_code(&province).filter(|code| divisions::name(code).is_some_and(|name| name.ends_with("自治区")))
}

/// The code as the table holds it.
fn named_code(code: &str) -> Option<&'static str> {
    divisions::name(code).and_then(|name| named(name).iter().find(|c| **c == code).copied())
}

/// The unit that a name of the time means today: a renamed unit is the same one, an abolished one is what it became a
/// part of from the day of the change on.
pub fn today(code: &str, name: &str, day: Option<PartialDate>) -> Option<&'static str> {
    let change = CHANGED.get(&(code, name))?;
    let after = day.is_some_and(|day| day.earliest() >= change.since.earliest());
    (change.renamed || after).then_some(change.now)
}

/// The unit that a former name means today, where one table row tells (襄樊市 and 襄阳市 have one code).
pub fn former(code: &str) -> Option<&'static str> {
    CHANGED.iter().find(|((c, _), change)| *c == code && change.renamed).map(|(_, change)| change.now)
}

/// Full name of a division with the city above it: 南京市鼓楼区, 石家庄市, 河北省. Former units go by their name.
pub fn path(code: &str) -> String {
    let Some(own) = divisions::name(code) else { return former_name(code).unwrap_or(code).to_string() };
    let above = divisions::above(code).filter(|_| !code.ends_with("00")).and_then(divisions::name);
    format!("{}{own}", above.unwrap_or_default())
}

/// Name of a unit that there is no more.
pub fn former_name(code: &str) -> Option<&'static str> {
    rows(TABLE).filter_map(three).find(|(c, level, _)| *c == code && *level == "former").map(|(_, _, name)| name)
}

/// Whether one unit is, or lies in, the other.
pub fn related(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches("00"), other.trim_end_matches("00"));
    one.starts_with(other) || other.starts_with(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_the_unit_nearby() {
        assert_eq!(head("南京市鼓楼区区长", None), Some(("320106", "区长")));
        assert_eq!(head("新华区委书记", Some("130100")), Some(("130105", "委书记")));
        assert_eq!(head("新华区委书记", None), None, "several cities have one");
        assert_eq!(head("天津河东区政协主席", None), Some(("120102", "政协主席")));
        assert_eq!(head("河北大学教授", None), None);
        assert_eq!(path("320106"), "南京市鼓楼区");
        assert_eq!((path("130100"), path("371202")), ("石家庄市".into(), "莱芜市".into()));
    }

    #[test]
    fn level_words_mean_units_of_the_paper() {
        assert_eq!(level_word('市', "130105"), Some("130100"));
        assert_eq!(level_word('省', "130105"), Some("130000"));
        assert_eq!(level_word('区', "130105"), Some("130105"));
        assert_eq!(level_word('县', "130100"), None, "a city has many counties");
        assert_eq!(level_word('市', "110105"), Some("110000"));
        assert_eq!(region("450100"), Some("450000"));
    }

    #[test]
    fn names_mean_the_unit_of_their_day() {
        let day = |text: &str| PartialDate::parse(text);
        assert_eq!(today("371202", "莱芜市", day("2017-05-20")), None);
        assert_eq!(today("371202", "莱芜市", day("2020-05-20")), Some("370116"));
        assert_eq!(today("130185", "鹿泉市", day("2010-01-01")), Some("130110"), "the same area under another name");
    }

    #[test]
    fn every_change_is_well_formed() {
        assert_eq!(rows(CHANGES).count(), CHANGED.len());
        for ((code, name), change) in CHANGED.iter() {
            assert!(named(name).contains(code), "{name} is in the table of divisions");
            assert!(divisions::name(change.now).is_some(), "{name} became a unit of today");
        }
    }
}
