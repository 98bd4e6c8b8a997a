//! Persons of whom something is told that only persons do: decisions list them, an age, a sex or 同志 follows.

use super::View;
use super::decided::{VERBS, begins_within, is_free};
use super::foreign;
use super::openings::Openings;
use super::sure::person;
use crate::extract::phrases::Phrases;
use crate::extract::recognise::boundary::is_edge_mark;
use crate::extract::recognise::{Mention, MentionKind};

/// Most names that one decision lists.
const MAX_LISTED: usize = 12;

/// All such names of a block.
pub(super) fn find(view: &View, posts: &[Mention], openings: &Openings, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    let decided = decided_so_far(view, openings);
    for &at in &openings.places {
        let opens = at == 0 || is_edge_mark(view.text[at - 1]);
        let aged = at > 1 && view.text[at - 1] == '的' && view.text[at - 2] == '岁';
        if !opens && !aged && VERBS.at(view.text, at).is_none() {
            continue;
        }
        if aged && let Some(found) = view.name_at(at, counts).filter(|f| f.edge >= 2 && view.surname_at(at).is_some()) {
            out.push(person(at, found.end, "a name after an age"));
            continue;
        }
        if opens && let Some(end) = described(view, at) {
            out.push(person(at, end, "a name with an age, a sex or 同志"));
            continue;
        }
        if opens && let Some(end) = is_said_to_be(view, posts, at) {
            out.push(person(at, end, "a name that is said to hold a post"));
            continue;
        }
        if opens && let Some(end) = dotted(view, at) {
            out.push(person(at, end, "a dotted name at the head of a clause"));
            continue;
        }
        let named = VERBS.all_at(view.text, at).map(|v| at + v.chars().count()).max();
        let start = named.map_or(at, |n| n + usize::from(view.text.get(n) == Some(&'：')));
        if (named.is_some() || opens) && start < view.text.len() {
            listed(view, posts, (start, named.is_some()), &decided, out);
        }
    }
}

/// 选举甲为…, 乙、丙为…; 接受丁因…辞去…: names of two to four characters up to the word that ends them.
fn listed(view: &View, posts: &[Mention], (start, named): (usize, bool), decided: &[bool], out: &mut Vec<Mention>) {
    let mut names = Vec::new();
    let mut at = start;
    let close = loop {
        let stop =
            (at + 2..view.text.len().min(at + 5)).find(|&i| matches!(view.text[i], '、' | '（') || ends_listed(view, posts, i, named));
        let free = |&end: &usize| is_free(view, at, end) && !is_of_him(view, at, end);
        let Some(end) = stop.filter(free).filter(|_| names.len() < MAX_LISTED) else { return };
        names.push((at, end));
        let next = past_note(view.text, end);
        if view.text.get(next) == Some(&'、') {
            at = next + 1;
        } else if next < view.text.len() && (next == end || ends_listed(view, posts, next, named)) {
            break next;
        } else {
            return;
        }
    };
    let counted = !matches!(view.text[close], '为' | '的') && !named;
    if counted {
        out.extend(names.iter().filter(|_| names.len() > 1).map(|&(a, b)| person(a, b, "a name in a list that is counted")));
        return;
    }
    // 任命：张三为…；李四为…: each behind a semicolon.
    let in_turn = start > 0 && view.text[start - 1] == '；' && view.surname_at(start).is_some();
    let decided = named && (names.len() > 1 || view.text[close] != '为')
        || !named && (names.len() > 1 || in_turn || view.text[close] == '的') && decided[start];
    if decided {
        out.extend(names.iter().map(|&(a, b)| person(a, b, "a name in a decision's list")));
    }
}

/// 艾某（女，蒙古族）、…: behind a note in brackets.
fn past_note(text: &[char], at: usize) -> usize {
    const MAX_NOTE: usize = 14;
    let close = |&i: &usize| text[i] == '）';
    if text.get(at) == Some(&'（') { (at..text.len().min(at + MAX_NOTE)).find(close).map_or(at, |i| i + 1) } else { at }
}

/// 其原任, 其兼任 before 的: what somebody held, and no name.
fn is_of_him(view: &View, at: usize, end: usize) -> bool {
    view.text[at] == '其' || view.text[end - 1] == '任' && "原兼所担现曾历时".contains(view.text[end - 2])
}

/// Words that count those listed before them.
static COUNTED: Phrases = Phrases::of(&["两位", "三位", "四位", "几位", "两名", "三名", "分别担任", "分别任", "两同志"]);

static RESIGNS: Phrases = Phrases::of(&["辞去"]);

static RESIGNATION: Phrases = Phrases::of(&["辞去", "关于辞去", "提出辞去"]);

/// 为 or 任 before a post, 因… and 辞去 before a resignation.
fn ends_listed(view: &View, posts: &[Mention], at: usize, named: bool) -> bool {
    let post = |after: usize| begins_within(posts, after, after + 2);
    if !named && let Some(word) = COUNTED.at(view.text, at) {
        let after = at + word.chars().count();
        return view.surname_at(at.saturating_sub(3)).or(view.surname_at(at.saturating_sub(2))).is_some()
            && (post(after) || word == "两同志");
    }
    match view.text[at] {
        '为' => post(at + 1),
        '的' => is_removal_clause(&view.text[at..]),
        '因' => named && RESIGNS.any(&view.text[at..view.text.len().min(at + 16)]),
        _ => named && RESIGNATION.at(view.text, at).is_some(),
    }
}

fn is_removal_clause(rest: &[char]) -> bool {
    let clause: String = rest.iter().take(60).take_while(|c| !"，。；".contains(**c)).collect();
    clause.contains("职务")
}

/// For every place whether its sentence decides on persons before it.
fn decided_so_far(view: &View, openings: &Openings) -> Vec<bool> {
    let mut out = vec![false; view.text.len() + 1];
    if !openings.decided {
        return out;
    }
    let mut done = false;
    for at in 0..view.text.len() {
        done = view.text[at] != '。' && (done || VERBS.end_at(view.text, at + 1));
        out[at + 1] = done;
    }
    out
}

/// 阿里木江·买买提是…: a dotted name written with the characters of such names.
fn dotted(view: &View, at: usize) -> Option<usize> {
    let dot = (at..view.text.len().min(at + 8)).find(|&i| foreign::DOTS.has(view.text[i]))?;
    let written = |a: usize, b: usize| foreign::fits(&view.text[a..b]);
    if dot < at + 2 || !written(at, dot) {
        return None;
    }
    let found = view.name_at(at, &|_| 0)?;
    (found.end >= dot + 3 && written(dot + 1, found.end)).then_some(found.end)
}

/// 张三同志任…, 张三今年38岁, 张三，男，….
fn described(view: &View, at: usize) -> Option<usize> {
    let surname = view.surname_at(at)?;
    let next = |&end: &usize| view.text.get(end).is_some_and(|c| matches!(c, '同' | '，' | '（' | '今' | '现' | '年'));
    (1..=3).map(|given| at + surname + given).filter(|end| next(end) && is_free(view, at, *end)).find(|&end| {
        let rest: String = view.text[end..view.text.len().min(end + 14)].iter().collect();
        let comrade = ["同志任", "同志不再", "同志为", "同志兼任", "同志担任", "同志已", "同志的"].iter().any(|w| rest.starts_with(w));
        comrade || is_aged(&rest) || ["，男，", "，女，", "（男，", "（女，", "，男、", "，女、"].iter().any(|w| rest.starts_with(w))
    })
}

/// 张三是某县某公司董事长: a name in front of 是 and of a post with its body.
fn is_said_to_be(view: &View, posts: &[Mention], at: usize) -> Option<usize> {
    let surname = view.surname_at(at)?;
    (1..=2).map(|given| at + surname + given).find(|&end| {
        let post = posts.get(posts.partition_point(|p| p.start <= end)).filter(|p| p.start == end + 1);
        let with_body = post.is_some_and(|p| matches!(p.kind, MentionKind::Post { head, .. } if head >= p.start + 3));
        let name = view.text.get(end) == Some(&'是') && with_body && is_free(view, at, end);
        name && !(view.is_word)(&view.text[at..end].iter().collect::<String>())
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
