//! Names in decisions about persons: elections, appointments, removals, and the lines of their lists.

use super::openings::Openings;
use super::sure::{list_after, person};
use super::{Candidate, NEVER_IN_NAME, View};
use crate::extract::phrases::Phrases;
use crate::extract::recognise::boundary::is_edge_mark;
use crate::extract::recognise::{Mention, ends_with, has_at, is_han};
use crate::extract::segment::MAX_SENTENCE_CHARS;

/// Longest line of a list of decisions (张某为…局长；) in characters.
const MAX_DECISION_LINE: usize = 80;

/// Verbs right behind which the person decided about stands.
pub(super) static VERBS: Phrases = Phrases::of(&[
    "免去了",
    "任命了",
    "决定任命",
    "批准任命",
    "任命",
    "免去",
    "选举",
    "推选",
    "补选",
    "接受",
    "聘任",
    "聘请",
    "撤销",
    "任免",
    "提名",
    "推荐",
    "同意",
    "增补",
    "推举",
    "罢免",
]);

/// Words that say that a post is held, and not given.
static HELD: Phrases = Phrases::of(&["现任", "曾任", "历任", "时任", "原任", "前任", "先后任", "此前任"]);

/// Words of holding between a name and its post.
static TAKES: Phrases = Phrases::of(&[
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
]);

/// Words that stand where the name would: 以全票当选为主席.
static ADVERBS: Phrases = Phrases::of(&["全票", "高票", "一致", "连续", "再次", "成功", "正式", "顺利", "首次", "全部", "均", "应邀"]);

/// Verbs of a sentence whose lists before 为 are names.
static ELECTING: Phrases = Phrases::of(&["选举", "补选", "推选", "任命", "聘任", "聘请", "当选"]);

/// Words by which a body is founded, and what such bodies are called.
static FOUNDING: Phrases = Phrases::of(&["成立", "设立", "下设"]);
static FOUNDED: Phrases = Phrases::of(&["小组", "指挥部", "专班", "办公室"]);

/// Words of what is not decided yet.
static PROPOSED: Phrases = Phrases::of(&["拟", "候选"]);

/// 任命张三为…, 免去李四…; 王五任…局长.
pub(super) fn appointing(view: &View, posts: &[Mention], openings: &Openings, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    for &at in &openings.places {
        let opens = at == 0 || is_edge_mark(view.text[at - 1]);
        let named = VERBS.at(view.text, at).map(|v| at + v.chars().count());
        if !opens && named.is_none() {
            continue;
        }
        // 免去：张三的…: the names may stand behind a colon.
        let named = named.map(|n| n + usize::from(matches!(view.text.get(n), Some('：' | '了'))));
        let takes = |c: &Candidate| {
            let from = past_cause(view.text, c.end);
            TAKES.all_at(view.text, from).any(|w| {
                let after = from + w.chars().count();
                begins_within(posts, after, after + 3)
            })
        };
        let start = named.unwrap_or(at);
        if start >= view.text.len() || view.surname_at(start).is_none() {
            continue;
        }
        // 张某（女）为…: the post stands behind the bracket.
        let past = |end: usize| if bracket_then_decided(view.text, end) { closing_bracket(view.text, end) + 1 } else { end };
        let line = |end: usize| at == 0 && view.text.len() <= MAX_DECISION_LINE && begins_within(posts, past(end) + 1, past(end) + 1);
        if let Some(end) = appointed_end(view, posts, start).filter(|&end| named.is_some() || line(end) || is_removal(view, start, end)) {
            out.push(person(start, end, "a name in an appointment"));
            continue;
        }
        let Some(found) = view.name_at(start, counts) else { continue };
        let word: String = view.text[start..found.end].iter().collect();
        if (named.is_some() && found.edge >= 2 || takes(&found)) && !(view.is_word)(&word) {
            out.push(person(start, found.end, "a name in an appointment"));
            list_after(view, found.end, counts, out);
        }
    }
}

/// Whether a post, of those in order, begins from `first` to `last`.
pub(super) fn begins_within(posts: &[Mention], first: usize, last: usize) -> bool {
    posts.get(posts.partition_point(|p| p.start < first)).is_some_and(|p| p.start <= last)
}

/// 张三因退休不再担任…: behind the clause that says why.
fn past_cause(text: &[char], at: usize) -> usize {
    if text.get(at) != Some(&'因') {
        return at;
    }
    let far = |&i: &usize| ["不再", "辞去", "卸任"].iter().any(|w| has_at(text, i, w));
    (at + 2..text.len().min(at + 12)).take_while(|&i| is_han(text[i])).find(far).unwrap_or(at)
}

/// 任命顾某为…局长, 免去丁某的…职务, 接受顾某因…辞去: the name ends where such a word stands before a post.
fn appointed_end(view: &View, posts: &[Mention], start: usize) -> Option<usize> {
    let near = |i: usize| begins_within(posts, i + 1, i + 14);
    let ends = |i: usize| match view.text[i] {
        '为' | '的' => near(i) || is_removal(view, start, i) || (i..view.text.len().min(i + 24)).any(|k| has_at(view.text, k, "人选")),
        '因' | '辞' => resigns_behind(view.text, i),
        '（' => bracket_then_decided(view.text, i),
        '同' => view.text.get(i + 1) == Some(&'志') && near(i),
        _ => false,
    };
    let end = (start + 2..view.text.len().min(start + 6)).find(|&i| ends(i))?;
    let polite = ["女士", "先生"].iter().any(|w| ends_with(view.text, end, w)) && end >= start + 4;
    let end = if polite { end - 2 } else { end };
    (end <= start + 4).then_some(())?;
    is_free(view, start, end).then_some(end)
}

/// Where the bracket that opens at `open` closes, or `open` itself.
fn closing_bracket(text: &[char], open: usize) -> usize {
    let close = (open..text.len().min(open + 20)).find(|&i| text[i] == '）');
    close.filter(|_| text.get(open) == Some(&'（')).unwrap_or(open)
}

/// 刀某（女，傣族）为…: what is decided stands behind a bracket.
fn bracket_then_decided(text: &[char], open: usize) -> bool {
    let close = Some(closing_bracket(text, open)).filter(|&c| c > open);
    close.is_some_and(|c| ["为", "任", "的", "因", "辞去", "同志", "兼任"].iter().any(|w| has_at(text, c + 1, w)))
}

/// 丁某的…职务 as a line of its own: the post may be of a body that nobody knows.
fn is_removal(view: &View, start: usize, end: usize) -> bool {
    let line: String = view.text[end..view.text.len().min(end + 60)].iter().collect();
    let clause = line.split(['；', '。', '，']).next().unwrap_or_default();
    start == 0 && clause.starts_with('的') && (clause.ends_with("职务") || clause.contains("职务（"))
}

/// 辞去 within the clause.
fn resigns_behind(text: &[char], from: usize) -> bool {
    let stop = (from..text.len().min(from + 16)).find(|&i| "，。；".contains(text[i])).unwrap_or(text.len().min(from + 16));
    (from..stop).any(|i| has_at(text, i, "辞去"))
}

/// Whether a stretch can be a name: Han characters that belong to nothing else.
pub(super) fn is_free(view: &View, start: usize, end: usize) -> bool {
    view.text[start..end].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.has(c)) && !view.taken[start..end].iter().any(|&t| t)
}

/// Names in elections, in lines of lists of decisions, and before 同志.
pub(super) fn find(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    for post in posts {
        elected(view, post, out);
    }
    listed_line(view, posts, out);
    comrades(view, out);
}

/// 选举甲为主任，乙、丙、丁为副主任: what is joined by 、 before 为 and a post, in a sentence that elects or appoints.
fn elected(view: &View, post: &Mention, out: &mut Vec<Mention>) {
    let Some((as_word, sure)) = member_list_end(view.text, post.start) else { return };
    let polite = ["女士", "先生", "同志"].iter().any(|w| ends_with(view.text, as_word, w));
    let as_word = if polite { as_word - 2 } else { as_word };
    let low = as_word.saturating_sub(MAX_SENTENCE_CHARS);
    let begin = (low..as_word).rev().find(|&i| matches!(view.text[i], '。' | '！' | '？')).map_or(low, |i| i + 1);
    let sentence = &view.text[begin..as_word];
    // 成立领导小组，甲任组长，乙、丙任副组长: a new body's heads are named as those elected are.
    let decided = if view.text[as_word] == '任' { FOUNDING.any(sentence) && FOUNDED.any(sentence) } else { ELECTING.any(sentence) };
    if !sure && !decided || PROPOSED.any(sentence) {
        return;
    }
    let mut names = Vec::new();
    let mut end = as_word;
    loop {
        let Some((start, more)) = member_before(view, begin, end) else { return };
        names.push((start, end));
        if !more {
            break;
        }
        end = start - 1;
    }
    if names.iter().any(|&(a, _)| view.surname_at(a).is_some()) && (!sure || names.len() > 1 || ends_with(view.text, post.start, "当选为"))
    {
        out.extend(names.into_iter().map(|(a, b)| person(a, b, "a name in a list of elected persons")));
    }
}

/// Where a list of names before a post ends: at 为, or at 两位 and 分别担任, which need no other sign.
fn member_list_end(text: &[char], post: usize) -> Option<(usize, bool)> {
    const SURE: [&str; 14] = [
        "分别当选为",
        "分别当选",
        "当选为",
        "被选为",
        "被任命为",
        "当选",
        "分别担任",
        "分别任",
        "分别出任",
        "两位",
        "三位",
        "四位",
        "两名",
        "三名",
    ];
    let sure = SURE.iter().find(|w| ends_with(text, post, w)).map(|w| (post - w.chars().count(), true));
    // 兼任, 担任 and 历任 are words of their own.
    let takes = |&i: &usize| i > 0 && matches!(text[i], '为' | '任') && !"兼担出历曾现原时".contains(text[i - 1]);
    sure.or_else(|| post.checked_sub(1).filter(takes).map(|i| (i, false)))
}

/// The name that ends at `end`, and whether another stands before it; none where anything else does.
fn member_before(view: &View, begin: usize, end: usize) -> Option<(usize, bool)> {
    for length in 2..=7 {
        let start = end.checked_sub(length).filter(|&s| s >= begin)?;
        if length > 4 && !super::foreign::fits(&view.text[start..end]) {
            return None;
        }
        if !is_free(view, start, end) || "未不没将拟均已再又".contains(view.text[end - 1]) {
            return None;
        }
        let before = if start > begin { view.text[start - 1] } else { '。' };
        if before == '、' {
            return Some((start, true));
        }
        let opened = is_edge_mark(before) || before == '.' || before == '”' || VERBS.end_at(view.text, start);
        if opened && ADVERBS.at(view.text, start).is_some() {
            return None;
        }
        if opened && VERBS.at(view.text, start).is_none() {
            return Some((start, false));
        }
    }
    None
}

/// 莫某任县林业局局长；, 牛某的某委员会主任职务（退休）。: a line of a list of decisions begins with its name.
fn listed_line(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    let closed = view.text.last().is_some_and(|c| "。；）".contains(*c));
    if !closed || view.text.len() > MAX_DECISION_LINE || view.text.is_empty() || view.surname_at(0).is_none() {
        return;
    }
    let relieved = (0..view.text.len()).any(|i| has_at(view.text, i, "职务"));
    let held = |i: usize| (2..=i).any(|k| HELD.at(view.text, k).is_some());
    let end = (2..view.text.len().min(5)).find(|&i| match view.text[i] {
        '任' if "曾历现原时兼担出前".contains(view.text[i - 1]) => false,
        '任' => begins_within(posts, i + 1, i + 1) && !held(i - 1),
        '的' => relieved && posts.last().is_some_and(|p| p.start > i),
        _ => false,
    });
    if let Some(end) = end.filter(|&e| is_free(view, 0, e)) {
        out.push(person(0, end, "a name at the head of a decision"));
    }
}

/// 莫某同志任…, 丁某同志不再担任…: a name at the head of a clause, before 同志 and what is decided about it.
fn comrades(view: &View, out: &mut Vec<Mention>) {
    const THEN: [&str; 8] = ["任", "不再", "兼任", "为", "担任", "的", "当选", "辞去"];
    for end in (2..view.text.len()).filter(|&i| has_at(view.text, i, "同志")) {
        let decided = THEN.iter().any(|w| has_at(view.text, end + 2, w)) || view.taken.get(end + 2) == Some(&true);
        let start = [3, 2, 4].iter().filter_map(|n| end.checked_sub(*n)).find(|&s| {
            let opens = s == 0 || is_edge_mark(view.text[s - 1]) || VERBS.end_at(view.text, s);
            opens && view.surname_at(s).is_some() && is_free(view, s, end) && VERBS.at(view.text, s).is_none()
        });
        if let Some(start) = start.filter(|_| decided) {
            out.push(person(start, end, "a name before 同志"));
        }
    }
}
