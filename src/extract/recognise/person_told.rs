//! Persons of whom something is told that only persons do: decisions name them, an age, a sex or 同志 follows.

use super::boundary::is_edge_mark;
use super::person::{list_after, person};
use super::person_name::{Candidate, NEVER_IN_NAME, TRANSLITERATED, View};
use super::{Mention, has_at, is_han};

/// Longest line of a list of decisions (张某为…局长；) in characters.
const MAX_DECISION_LINE: usize = 80;

/// Verbs of decision right before the names that they decide on.
const VERBS: &[&str] = &[
    "任命",
    "免去",
    "选举",
    "推选",
    "决定任命",
    "补选",
    "接受",
    "聘任",
    "聘请",
    "撤销",
    "任免",
    "提名",
    "批准任命",
    "增补",
    "推举",
    "罢免",
];

/// Most names that one decision lists.
const MAX_LISTED: usize = 12;

/// All such names of a block.
pub fn find(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    for at in 0..view.text.len() {
        let opens = at == 0 || is_edge_mark(view.text[at - 1]);
        let punished =
            |at: usize| !has_at(view.text, at, "给予") || view.text[at..view.text.len().min(at + 24)].windows(2).any(|w| w == ['处', '分']);
        let named = VERBS.iter().filter(|_| punished(at)).filter(|v| has_at(view.text, at, v)).map(|v| at + v.chars().count()).max();
        let aged = super::ends_with(view.text, at, "岁的");
        if aged && let Some(found) = view.name_at(at, counts).filter(|f| f.edge >= 2 && view.surname_at(at).is_some()) {
            out.push(person(at, found.end, "a name after an age"));
            continue;
        }
        if opens && let Some(end) = described(view, at) {
            out.push(person(at, end, "a name with an age, a sex or 同志"));
            continue;
        }
        if opens && let Some(end) = dotted(view, at) {
            out.push(person(at, end, "a dotted name at the head of a clause"));
            continue;
        }
        // 免去：张三的…: the names may stand behind a colon.
        let named = named.map(|n| n + usize::from(view.text.get(n) == Some(&'：')));
        let start = named.unwrap_or(at);
        if named.is_none() && !opens || start >= view.text.len() {
            continue;
        }
        if listed(view, posts, start, named.is_some(), out) {
            continue;
        }
        appointing(view, posts, start, named.is_some(), counts, out);
    }
}

/// 任命张三为…, 免去李四…; 王五任…局长.
fn appointing(view: &View, posts: &[Mention], start: usize, named: bool, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    if view.surname_at(start).is_none() {
        return;
    }
    let line = |end: usize| start == 0 && view.text.len() <= MAX_DECISION_LINE && posts.iter().any(|p| p.start == end + 1);
    if let Some(end) = appointed_end(view, posts, start).filter(|&end| named || line(end) || is_removal(view, start, end)) {
        out.push(person(start, end, "a name in an appointment"));
        return;
    }
    let Some(found) = view.name_at(start, counts) else { return };
    let word: String = view.text[start..found.end].iter().collect();
    if (named && found.edge >= 2 || takes(view, posts, &found)) && !(view.is_word)(&word) {
        out.push(person(start, found.end, "a name in an appointment"));
        list_after(view, found.end, counts, out);
    }
}

/// 王五任某县县长: a verb of holding and a post right behind a name.
fn takes(view: &View, posts: &[Mention], name: &Candidate) -> bool {
    [
        "任",
        "担任",
        "当选",
        "出任",
        "现任",
        "现为",
        "曾任",
        "历任",
        "此前任",
        "接任",
        "升任",
        "调任",
        "转任",
        "已任",
        "已出任",
        "新任",
        "不再担任",
        "兼任",
        "同志任",
        "为",
        "拟任",
    ]
    .iter()
    .any(|w| {
        let after = name.end + w.chars().count();
        has_at(view.text, name.end, w) && posts.iter().any(|p| p.start >= after && p.start <= after + 3)
    })
}

/// 任命顾某为…局长, 免去丁某的…职务: the name ends where 为 or 的 stands before a post.
fn appointed_end(view: &View, posts: &[Mention], start: usize) -> Option<usize> {
    let end = (start + 2..view.text.len().min(start + 5)).find(|&i| matches!(view.text[i], '为' | '的'))?;
    let post = posts.iter().any(|p| p.start > end && p.start <= end + 14) || is_removal(view, start, end) || is_proposed(&view.text[end..]);
    (is_free(view, start, end) && post).then_some(end)
}

/// 提名张三为某局局长人选.
fn is_proposed(rest: &[char]) -> bool {
    let clause: String = rest.iter().take(40).take_while(|c| !"，。；".contains(**c)).collect();
    clause.starts_with('为') && ["人选", "候选人", "提名人"].iter().any(|w| clause.contains(w))
}

/// 丁某的…职务 as a line of its own: the post may be of a body that nobody knows.
fn is_removal(view: &View, start: usize, end: usize) -> bool {
    let line: String = view.text[end..view.text.len().min(end + 60)].iter().collect();
    let clause = line.split(['；', '。', '，']).next().unwrap_or_default();
    start == 0 && clause.starts_with('的') && (clause.ends_with("职务") || clause.contains("职务（"))
}

/// 选举甲为…, 乙、丙为…; 接受丁因…辞去…: names of two to four characters up to the word that ends them.
fn listed(view: &View, posts: &[Mention], start: usize, named: bool, out: &mut Vec<Mention>) -> bool {
    let mut names = Vec::new();
    let mut at = start;
    let close = loop {
        let stop = (at + 2..view.text.len().min(at + 5)).find(|&i| view.text[i] == '、' || ends_listed(view, posts, i, named));
        let Some(end) = stop.filter(|&end| is_free(view, at, end) && names.len() < MAX_LISTED) else { return false };
        names.push((at, end));
        if view.text[end] != '、' {
            break end;
        }
        at = end + 1;
    };
    let counted = !matches!(view.text[close], '为' | '的') && !named;
    if counted {
        out.extend(names.iter().filter(|_| names.len() > 1).map(|&(a, b)| person(a, b, "a name in a list that is counted")));
        return names.len() > 1;
    }
    let decided = named && (names.len() > 1 || view.text[close] != '为')
        || !named && (names.len() > 1 || view.text[close] == '的') && decides_before(view, start);
    if !decided {
        return false;
    }
    out.extend(names.iter().map(|&(a, b)| person(a, b, "a name in a decision's list")));
    true
}

/// 为 or 任 before a post, 因… and 辞去 before a resignation.
fn ends_listed(view: &View, posts: &[Mention], at: usize, named: bool) -> bool {
    let post = |after: usize| posts.iter().any(|p| p.start >= after && p.start <= after + 2);
    let rest: String = view.text[at..view.text.len().min(at + 16)].iter().collect();
    let counted = ["两位", "三位", "四位", "几位", "两名", "三名", "分别担任", "分别任"].iter().find(|w| rest.starts_with(**w));
    if !named && let Some(word) = counted {
        let after = at + word.chars().count();
        return view.surname_at(at.saturating_sub(3)).or(view.surname_at(at.saturating_sub(2))).is_some() && post(after);
    }
    match view.text[at] {
        '为' => post(at + 1),
        '的' => is_removal_clause(&view.text[at..]),
        '因' => named && rest.contains("辞去"),
        _ => named && (rest.starts_with("辞去") || rest.starts_with("关于辞去") || rest.starts_with("提出辞去")),
    }
}

fn is_removal_clause(rest: &[char]) -> bool {
    let clause: String = rest.iter().take(60).take_while(|c| !"，。；".contains(**c)).collect();
    clause.contains("职务")
}

/// Whether the sentence decides on persons before this place.
fn decides_before(view: &View, at: usize) -> bool {
    let from = (0..at).rev().find(|&i| view.text[i] == '。').map_or(0, |i| i + 1);
    let before: String = view.text[from..at].iter().collect();
    VERBS.iter().any(|v| before.contains(v))
}

/// 阿里木江·买买提是…: a dotted name written with the characters of such names.
fn dotted(view: &View, at: usize) -> Option<usize> {
    let found = view.name_at(at, &|_| 0)?;
    let dot = (at..found.end).find(|&i| view.is_dot(i))?;
    let written = |a: usize, b: usize| view.text[a..b].iter().all(|&c| TRANSLITERATED.contains(c));
    (dot >= at + 2 && found.end >= dot + 3 && written(at, dot) && written(dot + 1, found.end)).then_some(found.end)
}

/// 张三同志任…, 张三今年38岁, 张三，男，….
fn described(view: &View, at: usize) -> Option<usize> {
    let surname = view.surname_at(at)?;
    (1..=2).rev().map(|given| at + surname + given).filter(|&end| end < view.text.len() && is_free(view, at, end)).find(|&end| {
        let rest: String = view.text[end..view.text.len().min(end + 14)].iter().collect();
        let comrade = ["同志任", "同志不再", "同志为", "同志兼任", "同志担任", "同志已", "同志的"].iter().any(|w| rest.starts_with(w));
        comrade || is_aged(&rest) || ["，男，", "，女，", "（男，", "（女，", "，男、", "，女、"].iter().any(|w| rest.starts_with(w))
    })
}

/// 今年38岁, ，38岁，, 现年五十二岁.
fn is_aged(rest: &str) -> bool {
    let bare = rest.trim_start_matches(['，', '（']);
    let told = ["今年才", "今年", "现年", "年"].iter().find_map(|w| bare.strip_prefix(w));
    let number = |t: &str| t.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).to_string();
    let aged = |t: &str| number(t).len() < t.len() && number(t).starts_with('岁');
    told.is_some_and(aged) || bare.len() < rest.len() && aged(bare)
}

/// Whether a stretch can be a name: Han characters that belong to nothing else.
fn is_free(view: &View, start: usize, end: usize) -> bool {
    view.text[start..end].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c)) && !view.taken[start..end].iter().any(|&t| t)
}
