//! Names of one block that their context makes sure: titles, lists, brackets, reporting verbs, ages.

use super::{Candidate, NEVER_IN_NAME, View, decided};
use crate::extract::recognise::boundary::is_edge_mark;
use crate::extract::recognise::{Mention, MentionKind, TitleClass, has_at, is_han};

/// Names of one block that their context makes sure.
pub fn find_sure(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for post in posts {
        let MentionKind::Post { class, .. } = post.kind else { continue };
        after_title(view, post, class, counts, &mut out);
        relative(view, post, counts, &mut out);
    }
    before_bracketed_post(view, posts, &mut out);
    reporting(view, counts, &mut out);
    decided::appointing(view, posts, counts, &mut out);
    before_title(view, posts, &mut out);
    decided::find(view, posts, &mut out);
    aged(view, &mut out);
    out.sort_by_key(|m| (m.start, m.end));
    out.dedup_by_key(|m| (m.start, m.end));
    out
}

pub(super) fn person(start: usize, end: usize, reason: &'static str) -> Mention {
    Mention { start, end, kind: MentionKind::Person, reason }
}

/// 市委书记张三, and the list that goes on after it: 、李四和王五.
fn after_title(view: &View, post: &Mention, class: TitleClass, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    let at = past_bracket(view, skip_opening(view.text, post.end));
    if let Some(end) = odd_surname(view, at, class) {
        out.push(person(at, end, "a name after a title"));
        return;
    }
    let Some(first) = view.name_at(at, counts) else { return };
    let length = first.end - at;
    let word: String = view.text[at..first.end].iter().collect();
    let transliterated = view.transliterated(at) == Some(first.end);
    let foreign = transliterated || word.contains(|c: char| "·.．•・".contains(c));
    if view.text[at] == '和' || class == TitleClass::Role && length > 3 && view.surname_at(at) != Some(2) && !foreign {
        return;
    }
    let known = view.surname_at(at).is_some();
    if !is_sure(view, class, first, &word, known, length) {
        return;
    }
    if !known && matches!(class, TitleClass::Role | TitleClass::Scholar) && !foreign {
        return;
    }
    out.push(person(at, first.end, "a name after a title"));
    list_after(view, first.end, counts, out);
}

/// 时任副省长的张三, 任副区长三年的李四: a clause about a post before 的 and the name.
fn relative(view: &View, post: &Mention, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    const HELD: [&str; 10] = ["曾任", "历任", "时任", "原任", "现任", "担任", "身为", "作为", "此前任", "任"];
    let Some(of) = (post.end..view.text.len().min(post.end + 6)).find(|&i| view.text[i] == '的') else { return };
    let between = &view.text[post.end..of];
    let begin = (0..post.start).rev().find(|&i| "，。；：".contains(view.text[i])).map_or(0, |i| i + 1);
    let held = (begin..post.start).any(|i| HELD.iter().any(|w| has_at(view.text, i, w)));
    if !held || between.iter().any(|&c| !is_han(c)) || view.surname_at(of + 1).is_none() && view.transliterated(of + 1).is_none() {
        return;
    }
    let Some(found) = view.name_at(of + 1, counts) else { return };
    let word: String = view.text[of + 1..found.end].iter().collect();
    let full = found.edge >= 2 || found.end == of + 4;
    if found.edge == 3 || full && !(view.is_word)(&word) {
        out.push(person(of + 1, found.end, "a name behind a clause about its post"));
    }
}

/// Whether the right edge is good enough for what stands before the name.
fn is_sure(view: &View, class: TitleClass, found: Candidate, word: &str, known: bool, length: usize) -> bool {
    let unsure = found.edge < 2 || class == TitleClass::Role && found.edge < 3;
    let apart = matches!(class, TitleClass::State | TitleClass::Company) && view.falls_apart(found.end - length, found.end);
    // 主任医师查房时发现…: a word and when it is done.
    let start = found.end - length;
    let timed = length == 3 && found.edge < 2 && "时后前中里上下内外来去出".contains(view.text[start + 2]);
    if timed && (view.is_word)(&view.text[start..start + 2].iter().collect::<String>()) {
        return false;
    }
    !unsure || known && (length == 3 || apart) && found.edge >= 1 && !(view.is_word)(word)
}

/// 总经理（兼任某公司董事长）张三: a bracket that holds a post may stand between a title and its name.
fn past_bracket(view: &View, at: usize) -> usize {
    const MAX_BRACKET: usize = 40;
    if view.text.get(at) != Some(&'（') {
        return at;
    }
    let close = (at..view.text.len().min(at + MAX_BRACKET)).find(|&i| view.text[i] == '）');
    close
        .filter(|&c| c > at + 1 && view.taken[c - 1] && ["兼", "现任", "原"].iter().any(|w| has_at(view.text, at + 1, w)))
        .map_or(at, |c| c + 1)
}

/// 副州长和静山, 副市长者小川: a surname that is mostly a small word, where neither a name nor a word begins behind it.
fn odd_surname(view: &View, at: usize, class: TitleClass) -> Option<usize> {
    let end = at + 3;
    if class != TitleClass::State || end > view.text.len() || !matches!(view.text[at], '和' | '者' | '都' | '从') {
        return None;
    }
    let given = &view.text[at + 1..end];
    let plain = given.iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c)) && !view.taken[at..end].iter().any(|&t| t);
    let word: String = given.iter().collect();
    let other = (view.is_word)(&word) || view.words.after(at + 1) > end || view.starts_as_other(at + 1);
    let named = view.text[at] == '和' && view.surname_at(at + 1).is_some();
    let next = view.text.get(end).copied().unwrap_or('。');
    let closes = !is_han(next) || view.lexicon.name_right.longest_at(view.text, end) >= 1;
    (plain && !other && !named && closes).then_some(end)
}

/// 苗小满今年38岁, 王五，男，: who is described by age or sex at the head of a clause.
fn aged(view: &View, out: &mut Vec<Mention>) {
    for at in 0..view.text.len() {
        let opens = at == 0 || is_edge_mark(view.text[at - 1]);
        if !opens || view.surname_at(at).is_none() || view.taken[at] {
            continue;
        }
        let found = (at + 2..=(at + 4).min(view.text.len())).find(|&end| {
            let free = view.text[at..end].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c));
            free && !view.taken[at..end].iter().any(|&t| t) && is_described(view.text, end)
        });
        if let Some(end) = found {
            out.push(person(at, end, "a name before an age or a sex"));
        }
    }
}

/// 今年38岁 or ，男， at `end`.
fn is_described(text: &[char], end: usize) -> bool {
    let sex = ["，男，", "，女，", "（男，", "（女，", "（女）", "（男）"].iter().any(|w| has_at(text, end, w));
    let lead = ["今年", "，今年", "，", "（"].iter().find(|w| has_at(text, end, w)).map(|w| end + w.chars().count());
    let aged = lead.is_some_and(|from| {
        let digits = (from..text.len().min(from + 3)).take_while(|&i| text[i].is_ascii_digit()).count();
        digits == 2 && text.get(from + 2) == Some(&'岁')
    });
    sex || aged
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
