//! Persons: from titles, lists, reporting verbs and brackets; never from a list of names.
//!
//! A first pass finds names that their context makes sure; a second finds those names wherever else they stand.

use super::boundary::is_edge_mark;
pub use super::person_name::{Candidate, View};
use super::person_name::{NEVER_IN_NAME, TRANSLITERATED};
use super::{Mention, MentionKind, TitleClass, is_han};
use std::collections::BTreeMap;

/// Names of one block that their context makes sure.
pub fn find_sure(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for post in posts {
        let MentionKind::Post { class, .. } = post.kind else { continue };
        after_title(view, post, class, counts, &mut out);
    }
    before_bracketed_post(view, posts, &mut out);
    reporting(view, counts, &mut out);
    super::person_told::find(view, posts, counts, &mut out);
    before_title(view, posts, &mut out);
    out.sort_by_key(|m| (m.start, m.end));
    out.dedup_by_key(|m| (m.start, m.end));
    out
}

pub(super) fn person(start: usize, end: usize, reason: &'static str) -> Mention {
    Mention { start, end, kind: MentionKind::Person, reason }
}

/// 市委书记张三, and the list that goes on after it: 、李四和王五.
fn after_title(view: &View, post: &Mention, class: TitleClass, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    let at = skip_opening(view.text, past_bracket(view.text, post.end));
    let at = if view.text.get(at) == Some(&'的') && is_held(view.text, post.start) { at + 1 } else { at };
    let Some(first) = view.name_at(at, counts) else { return };
    let length = first.end - at;
    let dotted = (at..first.end).any(|i| view.is_dot(i));
    if view.text[at] == '和'
        || class == TitleClass::Role && length > 3 && view.surname_at(at) != Some(2) && !dotted && !foreign(view, at, first.end)
    {
        return;
    }
    if !is_sure(view, at, first, class) {
        return;
    }
    let weak = matches!(class, TitleClass::Role | TitleClass::Scholar | TitleClass::Group);
    if view.surname_at(at).is_none() && weak && !dotted && !foreign(view, at, first.end) {
        return;
    }
    out.push(person(at, first.end, "a name after a title"));
    list_after(view, first.end, counts, out);
}

/// Four characters or more that names of other peoples of the country are written with.
fn foreign(view: &View, at: usize, end: usize) -> bool {
    end >= at + 4 && view.text[at..end].iter().all(|c| TRANSLITERATED.contains(*c))
}

/// Whether a candidate after a title ends where it seems to.
fn is_sure(view: &View, at: usize, name: Candidate, class: TitleClass) -> bool {
    let unsure = name.edge < 2 || class == TitleClass::Role && name.edge < 3;
    if !unsure {
        return true;
    }
    let word: String = view.text[at..name.end].iter().collect();
    if view.surname_at(at).is_none() || name.edge < 1 || (view.is_word)(&word) {
        return false;
    }
    // 主任吴钩常用…: two characters before a verb or an adverb of two.
    let official = matches!(class, TitleClass::State | TitleClass::Company);
    let before_word = matches!(view.words.class(name.end), b'v' | b'd' | b'p' | b'c' | b'a' | b'b');
    name.end - at == 3 || name.end - at == 2 && official && before_word && view.words.is_boundary(at)
}

/// 总经理（兼任某公司董事长）张三, 主任（正处级）张三: what stands in brackets between a title and its name.
fn past_bracket(text: &[char], at: usize) -> usize {
    if text.get(at) != Some(&'（') || !text.get(at + 1).is_some_and(|c| "兼挂正副试代主保享".contains(*c)) {
        return at;
    }
    (at..text.len().min(at + 36)).find(|&i| text[i] == '）').map_or(at, |close| close + 1)
}

/// 时任副省长的张三: whether the chain of posts that ends here follows a word of holding.
fn is_held(text: &[char], post: usize) -> bool {
    let from = post.saturating_sub(50);
    let clause = (from..post).rev().find(|&i| matches!(text[i], '，' | '。' | '；' | '：')).map_or(from, |i| i + 1);
    let before: String = text[clause..post].iter().collect();
    ["任", "担任"].iter().any(|w| before.ends_with(w))
        || ["曾任", "历任", "时任", "原任", "现任", "先后任"].iter().any(|w| before.contains(w))
}

/// 记者 张三: marks between a title and its name.
fn skip_opening(text: &[char], at: usize) -> usize {
    if text.get(at).is_some_and(|c| matches!(c, '：' | ' ' | '“')) { at + 1 } else { at }
}

/// Names that follow a name in a list.
pub(super) fn list_after(view: &View, mut at: usize, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    while at < view.text.len() && matches!(view.text[at], '、' | '和' | '与' | '及') {
        let Some(next) = view.name_at(at + 1, counts) else { return };
        let word: String = view.text[at + 1..next.end].iter().collect();
        let hard = next.edge == 3;
        let listed = view.text[at] == '、';
        if !(hard || next.edge == 2 && view.surname_at(at + 1).is_some()) || (view.is_word)(&word) && !listed {
            return;
        }
        if view.surname_at(at + 1).is_none() && !listed {
            return;
        }
        out.push(person(at + 1, next.end, "a name in a list of names"));
        at = next.end;
    }
}

/// 丛某（市商务局局长）: a name right before a bracket that holds a post.
fn before_bracketed_post(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    for open in (0..view.text.len()).filter(|&i| view.text[i] == '（') {
        let Some(close) = (open..view.text.len().min(open + 40)).find(|&i| view.text[i] == '）') else { continue };
        let filled = (open + 1..close).filter(|&i| view.taken[i]).count();
        if !posts.iter().any(|p| p.start > open && p.end == close) && filled * 10 < (close - open - 1) * 8 {
            continue;
        }
        for length in [3, 2, 4] {
            let Some(start) = open.checked_sub(length) else { continue };
            let edge = start == 0 || is_edge_mark(view.text[start - 1]) || view.gap[start];
            let free = view.text[start..open].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c));
            if edge && free && view.surname_at(start).is_some() && !view.taken[start] {
                out.push(person(start, open, "a name before a post in brackets"));
                break;
            }
        }
    }
}

/// 李四强调，… at the beginning of a clause.
fn reporting(view: &View, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    for at in 0..view.text.len() {
        let edge = at == 0 || is_edge_mark(view.text[at - 1]) || view.text[at - 1] == '”';
        if !edge || view.surname_at(at).is_none() {
            continue;
        }
        let Some(found) = view.name_at(at, counts) else { continue };
        let verb = view.lexicon.speak.longest_at(view.text, found.end);
        let after = found.end + verb;
        let told = view.text.get(after).is_some_and(|c| matches!(c, '，' | '：' | '。' | '“'));
        let word: String = view.text[at..found.end].iter().collect();
        if verb >= 1 && told && !(view.is_word)(&word) {
            out.push(person(at, found.end, "a name before a reporting verb"));
        }
    }
}

/// 李四总书记, 张三同志: a name in front of a title.
fn before_title(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    for post in posts {
        let MentionKind::Post { head, .. } = post.kind else { continue };
        let title: String = view.text[head..post.end].iter().collect();
        if head != post.start
            || !matches!(
                title.as_str(),
                "总书记" | "主席" | "总理" | "院士" | "教授" | "书记" | "市长" | "县长" | "部长" | "委员长" | "副总理"
            )
        {
            continue;
        }
        let Some(start) = head.checked_sub(3) else { continue };
        let free =
            view.text[start..head].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c)) && !view.taken[start..head].iter().any(|&t| t);
        let word: String = view.text[start..head].iter().collect();
        let whole = view.words.is_boundary(start) && view.words.is_boundary(head);
        if free && whole && view.surname_at(start).is_some() && !(view.is_word)(&word) {
            out.push(person(start, head, "a name before its title"));
        }
    }
}

/// Every place where a sure name stands, longest names first.
pub fn find_known(view: &View, names: &BTreeMap<Vec<char>, usize>) -> Vec<Mention> {
    let mut by_length: Vec<&Vec<char>> = names.keys().collect();
    by_length.sort_by_key(|n| (std::cmp::Reverse(n.len()), (*n).clone()));
    let mut covered = vec![false; view.text.len()];
    let mut out = Vec::new();
    for name in by_length {
        let Some(&first) = name.first() else { continue };
        for at in 0..(view.text.len() + 1).saturating_sub(name.len()) {
            let end = at + name.len();
            if view.text[at] != first || view.text[at..end] != name[..] || covered[at..end].iter().any(|&c| c) {
                continue;
            }
            if view.taken[at..end].iter().any(|&t| t) || !stands_free(view, at, end) {
                continue;
            }
            covered[at..end].fill(true);
            out.push(person(at, end, "a name known from elsewhere in the article"));
        }
    }
    out.sort_by_key(|m| m.start);
    out
}

/// A name that is also a word (白雪, 展望) counts only where its neighbours fit a person.
fn stands_free(view: &View, at: usize, end: usize) -> bool {
    let word: String = view.text[at..end].iter().collect();
    let short = end - at == 2;
    if !(view.is_word)(&word) && !short {
        return true;
    }
    let left = at == 0 || is_edge_mark(view.text[at - 1]) || view.text[at - 1] == '”' || view.gap[at];
    let verb = view.lexicon.name_right.longest_at(view.text, end);
    let right = end == view.text.len() || is_edge_mark(view.text[end]) || verb >= 2;
    if (view.is_word)(&word) {
        left && (right || verb >= 1 && view.words.is_boundary(end))
    } else {
        (left || right || view.words.is_boundary(at)) && (right || verb >= 1 || view.words.is_boundary(end))
    }
}

/// Names in the first or second cell of a table row: 2–4 characters, a surname in front.
pub fn in_cells(view: &View, cells: &[(usize, usize)], kind: crate::extract::segment::BlockKind) -> Vec<Mention> {
    if kind != crate::extract::segment::BlockKind::TableRow {
        return Vec::new();
    }
    let fits = |&&(a, b): &&(usize, usize)| {
        (2..=4).contains(&(b - a))
            && view.text[a..b].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c))
            && !view.taken[a..b].iter().any(|&t| t)
            && view.surname_at(a).is_some()
    };
    let headings = ["姓名", "单位", "名次", "性别", "民族", "序号", "得分", "排名", "备注"];
    let heads = ["项目", "名称", "单位", "地点", "投资", "情况", "进度", "类别", "金额", "时间", "电话", "职务"];
    cells
        .iter()
        .take(2)
        .filter(fits)
        .filter(|(a, b)| !headings.contains(&view.text[*a..*b].iter().collect::<String>().as_str()))
        .filter(|(a, b)| !heads.iter().any(|h| view.text[*a..*b].iter().collect::<String>().contains(h)))
        .take(1)
        .map(|&(a, b)| person(a, b, "a name in a table"))
        .collect()
}
