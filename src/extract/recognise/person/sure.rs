//! Names of one block that their context makes sure: titles, lists, brackets, reporting verbs, ages.

use super::openings::Openings;
use super::{Candidate, NEVER_IN_NAME, View, decided, foreign, roster, told};
use crate::extract::recognise::boundary::is_edge_mark;
use crate::extract::recognise::{Mention, MentionKind, TitleClass, has_at, is_han};

/// Names of one block that their context makes sure.
pub fn find_sure(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let openings = Openings::of(view);
    for post in posts {
        let MentionKind::Post { class, .. } = post.kind else { continue };
        after_title(view, post, class, counts, &mut out);
        relative(view, post, counts, &mut out);
    }
    before_bracketed_post(view, posts, &mut out);
    reporting(view, &openings, counts, &mut out);
    decided::appointing(view, posts, &openings, counts, &mut out);
    before_title(view, posts, &mut out);
    decided::find(view, posts, &mut out);
    told::find(view, posts, &openings, counts, &mut out);
    roster::find(view, posts, &mut out);
    for m in &mut out {
        // 陈某同志: polite, and no part of the name.
        let polite = m.end >= m.start + 4 && has_at(&view.text[..m.end], m.end - 2, "同志");
        m.end -= if polite { 2 } else { 0 };
    }
    out.sort_by_key(|m| (m.start, m.end));
    out.dedup_by_key(|m| (m.start, m.end));
    out
}

pub(super) fn person(start: usize, end: usize, reason: &'static str) -> Mention {
    Mention { start, end, kind: MentionKind::Person, reason }
}

/// 市委书记张三, and the list that goes on after it: 、李四和王五.
fn after_title(view: &View, post: &Mention, class: TitleClass, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    if is_behind_its_name(view, post) {
        return;
    }
    let at = past_bracket(view, skip_opening(view.text, post.end));
    let at = at + usize::from(view.text.get(at) == Some(&'的') && is_held(view.text, post.start));
    if let Some(end) = odd_surname(view, at, class) {
        out.push(person(at, end, "a name after a title"));
        return;
    }
    let official = matches!(class, TitleClass::State | TitleClass::Company);
    let Some(first) = view.name_at(at, counts).or_else(|| between_titles(view, at).filter(|_| official)) else { return };
    let length = first.end - at;
    let word: String = view.text[at..first.end].iter().collect();
    let transliterated = view.transliterated(at) == Some(first.end);
    let foreign = transliterated || word.contains(|c: char| "·.．•・".contains(c));
    if view.text[at] == '和' || class == TitleClass::Role && length > 3 && view.surname_at(at) != Some(2) && !foreign {
        return;
    }
    let known = view.surname_at(at).is_some();
    // 总书记来看的时候: behind a title that stands alone two characters need a hard edge.
    let title: String = view.text[post.start..post.end].iter().collect();
    if length == 2 && first.edge < 3 && matches!(title.as_str(), "总书记" | "主席" | "总理" | "总统") {
        return;
    }
    if !is_sure(view, class, at, first) {
        return;
    }
    let minor = matches!(class, TitleClass::Role | TitleClass::Scholar | TitleClass::Group);
    if !known && !foreign && (minor || !view.stands_whole(at, first.end)) {
        return;
    }
    out.push(person(at, first.end, "a name after a title"));
    list_after(view, first.end, counts, out);
}

/// Titles that also stand behind the name of who holds them.
const BEHIND_NAMES: [&str; 17] = [
    "总书记",
    "主席",
    "总理",
    "院士",
    "教授",
    "书记",
    "市长",
    "县长",
    "省长",
    "部长",
    "委员长",
    "副总理",
    "总统",
    "首相",
    "外长",
    "议长",
    "国王",
];

/// Surnames that in front of a title are mostly something else: 由主席…, 时任总理….
const SMALL_WORDS: &str = "和于任时经向都从同对将应与及由原前代副为是者全";

/// 高远山书记近期…, 高书记要求…: a bare title behind a name or a surname is that person's, and what follows is no name.
fn is_behind_its_name(view: &View, post: &Mention) -> bool {
    let MentionKind::Post { head, .. } = post.kind else { return false };
    let title: String = view.text[head..post.end].iter().collect();
    if head != post.start || !BEHIND_NAMES.contains(&title.as_str()) {
        return false;
    }
    named_before(view, head, 3) || named_before(view, head, 2) || called_by_surname(view, head) || foreign_before(view, post)
}

/// 同托卡某夫总统时隔…: a name of another tongue right before the title, and none behind it.
fn foreign_before(view: &View, post: &Mention) -> bool {
    let run = (post.start.saturating_sub(8)..post.start).rev().take_while(|&i| foreign::is_foreign(&view.text[i..=i]) && !view.taken[i]);
    let start = run.last().unwrap_or(post.start);
    let named = |s: usize| view.words.is_boundary(s) && post.start - s >= 3 && !view.names_place(s, post.start);
    let behind = (post.end..view.text.len().min(post.end + 3)).take_while(|&i| foreign::is_foreign(&view.text[i..=i])).count();
    let another = behind >= 2 || view.dotted_end(post.end).is_some();
    !another && (start..post.start).any(named)
}

/// Whether a name of so many characters, made of whole words that are no word together, ends at `head`.
fn named_before(view: &View, head: usize, length: usize) -> bool {
    let Some(start) = head.checked_sub(length) else { return false };
    let name = &view.text[start..head];
    let free = name.iter().all(|&c| is_han(c) && !NEVER_IN_NAME.has(c)) && !view.taken[start..head].contains(&true);
    let whole = view.words.is_boundary(start) && view.words.is_boundary(head);
    let small = length == 2 && (SMALL_WORDS.contains(name[0]) || SMALL_WORDS.contains(name[1]));
    // 国务院总理, 某部部长: a body, not a name.
    let body = name.last().is_some_and(|c| "院部委局厅办署会省市州县区社行".contains(*c));
    let joined = name[0] == '和' && view.surname_at(start + 1).is_some();
    // 应国家｜主席, 拉某向｜总书记: a small word before another word, or behind a name.
    let word = |a: usize, b: usize| (view.is_word)(&view.text[a..b].iter().collect::<String>());
    let led = length == 3 && SMALL_WORDS.contains(name[0]) && word(start + 1, head);
    let leads = length == 3
        && ("向对与给由及将于应兼副新原前代国".contains(name[2]) || word(start, start + 2) && view.surname_at(head - 1).is_some());
    free && whole
        && !led
        && !leads
        && !small
        && !body
        && !joined
        && !view.names_place(start, head)
        && view.surname_at(start).is_some()
        && !(view.is_word)(&name.iter().collect::<String>())
}

/// 高书记: a lone surname right before the title.
fn called_by_surname(view: &View, head: usize) -> bool {
    let Some(at) = head.checked_sub(1).filter(|&at| !view.taken[at] && view.words.is_boundary(at)) else { return false };
    view.surname_at(at) == Some(1) && !SMALL_WORDS.contains(view.text[at])
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
fn is_sure(view: &View, class: TitleClass, at: usize, found: Candidate) -> bool {
    let unsure = found.edge < 2 || class == TitleClass::Role && found.edge < 3;
    let word: String = view.text[at..found.end].iter().collect();
    if !unsure || view.surname_at(at).is_none() || found.edge < 1 || (view.is_word)(&word) {
        return !unsure;
    }
    let length = found.end - at;
    // 主任医师查房时发现…: a word and when it is done.
    let timed = length == 3 && found.edge < 2 && "时后前中里上下内外来去出".contains(view.text[at + 2]);
    if timed && (view.is_word)(&view.text[at..at + 2].iter().collect::<String>()) {
        return false;
    }
    // 主任吴钩常用…: two characters before a verb or an adverb of two.
    let official = matches!(class, TitleClass::State | TitleClass::Company);
    let before_word = matches!(view.words.class(found.end), b'v' | b'd' | b'p' | b'c' | b'a' | b'b');
    length == 3 || official && (view.falls_apart(at, found.end) || length == 2 && before_word && view.words.is_boundary(at))
}

/// 时任副省长的张三: whether the chain of posts that ends here follows a word of holding.
fn is_held(text: &[char], post: usize) -> bool {
    let from = post.saturating_sub(50);
    let clause = (from..post).rev().find(|&i| "，。；：".contains(text[i])).map_or(from, |i| i + 1);
    let before: String = text[clause..post].iter().collect();
    let held = ["曾任", "历任", "时任", "原任", "现任", "先后任", "身为", "作为"].iter().any(|w| before.contains(w));
    held || before.ends_with('任')
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
    let plain = given.iter().all(|&c| is_han(c) && !NEVER_IN_NAME.has(c)) && !view.taken[at..end].iter().any(|&t| t);
    let word: String = given.iter().collect();
    let other = (view.is_word)(&word) || view.words.after(at + 1) > end || view.starts_as_other(at + 1);
    let named = view.text[at] == '和' && view.surname_at(at + 1).is_some();
    let next = view.text.get(end).copied().unwrap_or('。');
    let closes = !is_han(next) || view.lexicon.name_right.longest_at(view.text, end) >= 1;
    (plain && !other && !named && closes).then_some(end)
}

/// Longest by-name in quotation marks between a title and its name, with the marks.
const MAX_BY_NAME: usize = 12;

/// 记者 张三: marks between a title and its name.
fn skip_opening(text: &[char], at: usize) -> usize {
    // 全国人大代表、“织锦能手”张三: a by-name in quotation marks.
    let at = at + usize::from(text.get(at) == Some(&'、') && text.get(at + 1) == Some(&'“'));
    if text.get(at) == Some(&'“') {
        let close = (at + 3..text.len().min(at + MAX_BY_NAME)).find(|&i| text[i] == '”');
        return close.map_or(at + 1, |c| c + 1);
    }
    if text.get(at).is_some_and(|c| matches!(c, '：' | ' ')) { at + 1 } else { at }
}

/// 局长高兴，县委书记…: a word for how somebody feels or looks is a name between a title and the next title.
fn between_titles(view: &View, at: usize) -> Option<Candidate> {
    let end = at + 2;
    let word = end < view.text.len() && view.surname_at(at) == Some(1) && decided::is_free(view, at, end);
    let verb = word && (matches!(view.words.class(at), b'v' | b'd' | b'p' | b'c') || view.lexicon.speak.longest_at(view.text, at) > 0);
    let listed = word && matches!(view.text[end], '，' | '、') && view.taken.get(end + 1) == Some(&true);
    (listed && !verb && view.words.after(at) == end).then_some(Candidate { end, edge: 3 })
}

/// Names that follow a name in a list.
pub(super) fn list_after(view: &View, mut at: usize, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    while at < view.text.len() && matches!(view.text[at], '、' | '和' | '与' | '及') {
        let Some(next) = view.name_at(at + 1, counts).or_else(|| between_titles(view, at + 1)) else { return };
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

/// Where the bracket that opens at `open` closes, brackets inside it passed over.
fn closing(text: &[char], open: usize, most: usize) -> Option<usize> {
    let mut depth = 0;
    (open..text.len().min(open + most)).find(|&i| {
        depth += i32::from(text[i] == '（') - i32::from(text[i] == '）');
        depth == 0
    })
}

/// 丛某（市商务局局长）: a name right before a bracket that holds a post.
fn before_bracketed_post(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    for open in (0..view.text.len()).filter(|&i| view.text[i] == '（') {
        let Some(close) = closing(view.text, open, 40) else { continue };
        let inside = &view.text[open + 1..close];
        let filled = (open + 1..close).filter(|&i| view.taken[i]).count();
        let led = posts.iter().any(|p| p.start > open && (p.end == close || p.end < close && view.text[p.end] == '，'));
        if inside.iter().any(char::is_ascii_digit) || !led && filled * 10 < inside.len() * 8 {
            continue;
        }
        let line = (open.saturating_sub(14)..open).rev().find(|&i| is_edge_mark(view.text[i])).map_or(open.saturating_sub(14), |i| i + 1);
        if led && view.dotted_end(line) == Some(open) {
            out.push(person(line, open, "a name before a post in brackets"));
            continue;
        }
        for length in [3, 2, 4] {
            let Some(start) = open.checked_sub(length) else { continue };
            let edge = start == 0 || is_edge_mark(view.text[start - 1]) || view.gap[start];
            let free = view.text[start..open].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.has(c));
            if edge && free && view.surname_at(start).is_some() && !view.taken[start] {
                out.push(person(start, open, "a name before a post in brackets"));
                break;
            }
        }
    }
}

/// 李四强调，… at the beginning of a clause.
fn reporting(view: &View, openings: &Openings, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    for &at in &openings.places {
        let edge = at == 0 || is_edge_mark(view.text[at - 1]) || view.text[at - 1] == '”';
        if !edge || view.surname_at(at).is_none() {
            continue;
        }
        let Some(found) = view.name_at(at, counts) else { continue };
        let verb = view.lexicon.speak.longest_at(view.text, found.end).max(says_somehow(view.text, found.end));
        let after = found.end + verb;
        let told = view.text.get(after).is_some_and(|c| matches!(c, '，' | '：' | '。' | '“'));
        let word: String = view.text[at..found.end].iter().collect();
        if verb >= 1 && told && !(view.is_word)(&word) {
            out.push(person(at, found.end, "a name before a reporting verb"));
        }
    }
}

/// 感慨地说, 笑呵呵地表示: how, 地 and a verb of saying; the length of it all.
fn says_somehow(text: &[char], at: usize) -> usize {
    let how = (at + 2..text.len().min(at + 5)).find(|&i| text[i] == '地');
    let verb = |i: usize| ["说道", "表示", "说", "讲"].iter().find(|w| has_at(text, i + 1, w)).map(|w| i + 1 + w.chars().count() - at);
    how.and_then(verb).unwrap_or(0)
}

/// 李四总书记, 张三同志: a name in front of a title.
fn before_title(view: &View, posts: &[Mention], out: &mut Vec<Mention>) {
    for post in posts {
        let MentionKind::Post { head, .. } = post.kind else { continue };
        let title: String = view.text[head..post.end].iter().collect();
        let told = !matches!(title.as_str(), "省长" | "总统") && BEHIND_NAMES.contains(&title.as_str());
        if head == post.start && told && named_before(view, head, 3) {
            out.push(person(head - 3, head, "a name before its title"));
        }
    }
}
