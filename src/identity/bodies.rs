//! Names of party, state and public bodies → one form: 市发改委 in 石家庄日报 is 石家庄市发展和改革委员会.

use super::plain::plain;
use super::units;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/lexicons/departments.tsv");

/// Full name of a department by each of its names, the full one included; in the order of the table.
static FULL: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(full, short)| std::iter::once((full, full)).chain(short.split(' ').map(move |short| (short, full)))).collect()
});

/// Closing words of departments that every city has under the same name.
const GENERIC: [&str; 18] = [
    "局",
    "厅",
    "委员会",
    "办公室",
    "部",
    "中心",
    "支队",
    "大队",
    "管委会",
    "党工委",
    "法院",
    "检察院",
    "协会",
    "联合会",
    "学会",
    "领导小组",
    "指挥部",
    "组委会",
];

/// Longest name of a body that says nothing of its own, in characters: 人力资源和社会保障局.
const LONGEST_GENERIC: usize = 12;

/// Names of a division's party committee, government, congress … in one word each.
const ORGANS: [(&str, &str); 20] = [
    ("委员会", "委"),
    ("委", "委"),
    ("党委", "委"),
    ("人民政府", "政府"),
    ("政府", "政府"),
    ("人民代表大会常务委员会", "人大"),
    ("人大常务委员会", "人大"),
    ("人大常委会", "人大"),
    ("人民代表大会", "人大"),
    ("人大", "人大"),
    ("政协委员会", "政协"),
    ("政协", "政协"),
    ("纪律检查委员会", "纪委"),
    ("纪委监委", "纪委"),
    ("纪委", "纪委"),
    ("监察委员会", "监委"),
    ("监委", "监委"),
    ("人民法院", "法院"),
    ("法院", "法院"),
    ("中级人民法院", "法院"),
];

/// What a body of a division is called here, the division's name taken away: 人民代表大会常务委员会 → 人大,
/// 发改委党组 → 发展和改革委员会.
pub fn organ(name: &str) -> String {
    let name = sessionless(name);
    let found = ORGANS.iter().find(|(long, _)| *long == name).map(|(_, short)| *short);
    let court = matches!(name.as_str(), "人民检察院" | "检察院").then_some("检察院").or((name == "中院").then_some("法院"));
    found.or(court).map_or_else(|| department(&name), str::to_string)
}

/// The full name of a department, without the party's part in it: 市场监管局党组 → 市场监督管理局.
fn department(name: &str) -> String {
    let bare = ["党组", "党委", "党工委", "工委", "党支部", "党总支"]
        .iter()
        .find_map(|part| name.strip_suffix(part).filter(|rest| !rest.is_empty()));
    let name = bare.unwrap_or(name);
    let name = name.strip_prefix("人民政府").or_else(|| name.strip_prefix("政府")).filter(|rest| FULL.contains_key(rest)).unwrap_or(name);
    FULL.get(name).map_or_else(|| name.to_string(), |full| (*full).to_string())
}

/// 第十五届人民代表大会常务委员会 is 人民代表大会常务委员会.
fn sessionless(name: &str) -> String {
    match (name.find('第'), name.find('届')) {
        (Some(a), Some(b)) if a < b && b - a <= 15 => format!("{}{}", &name[..a], &name[b + '届'.len_utf8()..]),
        _ => name.to_string(),
    }
}

/// 党组, 党委: the party's part of a body that must be named beside it.
pub fn is_party(body: &str) -> bool {
    matches!(body, "党组" | "党委" | "党工委" | "工委" | "党支部" | "党总支")
}

/// Whether a name is one that every city has: 发展和改革委员会, 公安局.
pub fn is_generic(name: &str) -> bool {
    FULL.contains_key(name)
        || name.chars().count() <= LONGEST_GENERIC && GENERIC.iter().any(|end| name.ends_with(end)) && units::head(name, None).is_none()
}

/// The one form of a body's names in an article, and the code of its division. `None` where its names do not tell
/// which body it is outside this article (县商务局 in a city's paper).
pub fn full_name<'n>(names: impl Iterator<Item = &'n str>, home: Option<&str>) -> Option<(Option<String>, String)> {
    let mut best: Option<(bool, usize, Option<String>, String)> = None;
    for name in names {
        let Some((place, form)) = one(&plain(name), home) else { continue };
        let better = (place.is_some(), form.chars().count());
        if best.as_ref().is_none_or(|(known, length, _, old)| (better.0, better.1, &form) > (*known, *length, old)) {
            best = Some((better.0, better.1, place, form));
        }
    }
    best.map(|(_, _, place, form)| (place, form))
}

fn one(name: &str, home: Option<&str>) -> Option<(Option<String>, String)> {
    let name = name.replace("中国共产党", "").replace("中共", "");
    if let Some((code, rest)) = units::head(&name, home).filter(|(_, rest)| !rest.is_empty()) {
        return Some((Some(code.into()), format!("{}{}", units::path(code), shown(&organ(rest)))));
    }
    let level = name.chars().next().filter(|word| "省市县区州盟旗".contains(*word));
    if let Some(word) = level {
        let code = home.and_then(|home| units::level_word(word, home))?;
        return Some((Some(code.into()), format!("{}{}", units::path(code), shown(&organ(&name[word.len_utf8()..])))));
    }
    if let (Some(rest), Some(home)) = (name.strip_prefix("自治区"), home) {
        let code = units::region(home)?;
        return Some((Some(code.into()), format!("{}{}", units::path(code), shown(&organ(rest)))));
    }
    let generic = is_generic(&name) || name.chars().count() < 3;
    let of_home = home.filter(|_| generic);
    match of_home {
        Some(home) => Some((Some(home.into()), format!("{}{}", units::path(home), shown(&organ(&name))))),
        None if generic => None,
        None => Some((None, name)),
    }
}

/// How the full name of a body shows its organ.
fn shown(organ: &str) -> &str {
    match organ {
        "人大" => "人大常委会",
        "政府" => "人民政府",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(names: &[&str], home: Option<&str>) -> Option<String> {
        full_name(names.iter().copied(), home).map(|(_, form)| form)
    }

    #[test]
    fn names_of_a_body_have_one_form() {
        assert_eq!(full(&["市发改委", "石家庄市发改委"], Some("130100")).as_deref(), Some("石家庄市发展和改革委员会"));
        assert_eq!(full(&["石家庄市发展改革委"], Some("130000")).as_deref(), Some("石家庄市发展和改革委员会"));
        assert_eq!(full(&["市政府"], Some("130100")), full(&["石家庄市人民政府"], None));
        assert_eq!(full(&["中共石家庄市委"], None), full(&["市委"], Some("130100")));
        assert_eq!(full(&["荆门市第九届人民代表大会常务委员会"], None), full(&["市人大常委会"], Some("420800")));
    }

    #[test]
    fn bodies_of_two_cities_are_two() {
        assert_ne!(full(&["济南市公安局"], None), full(&["济宁市公安局"], None));
        assert_ne!(full(&["市公安局"], Some("370100")), full(&["市公安局"], Some("370800")));
        assert_eq!(full(&["县商务局"], Some("130100")), None, "of which county?");
        assert_eq!(full(&["河北大学"], Some("130100")), full(&["河北大学"], Some("130900")));
    }
}
