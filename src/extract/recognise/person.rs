//! Persons: from titles, lists, reporting verbs and brackets; never from a list of names.
//!
//! A first pass finds names that their context makes sure; a second finds those names wherever else they stand.

use super::boundary::is_edge_mark;
use super::lexicon::Lexicon;
use super::words::Words;
use super::{Mention, MentionKind, TitleClass, is_han};
use std::collections::BTreeMap;

/// A block as the recogniser of persons sees it.
pub struct View<'a> {
    pub text: &'a [char],
    pub gap: &'a [bool],
    pub words: &'a Words,
    pub lexicon: &'a Lexicon,
    /// Characters that belong to a mention of another kind (companies, bodies, dates …).
    pub taken: &'a [bool],
    /// Whether the dictionary has this as a word of its own (and not as a person's name).
    pub is_word: &'a dyn Fn(&str) -> bool,
}

/// Characters that no Chinese given name contains.
const NEVER_IN_NAME: &str = "的了与及在是等将把对被从到这那此并而或各该们就也都没个者拟";

/// Characters that names of Mongolian, Tibetan, Uyghur, Kazakh and Yi origin are written with.
const TRANSLITERATED: &str = "阿巴白宝布保贝毕博才查朝达代旦德迪丁东多顿尔额恩嘎格根古哈海汗罕赫呼胡花吉加嘉金居卡康科克肯库拉来兰勒丽里力莲琳龙罗洛玛麦曼美蒙米明木姆纳娜乃尼努诺欧帕平普其恰强巧琴青庆仁日荣如瑞若萨赛散桑色莎山沙斯苏素索塔台泰特提图托吐娃瓦旺维温乌吾西希夏晓辛雅亚央伊依音英永玉玛扎泽珍哲芝珠卓孜宗措次木且伍果热合提不都买江";

/// Words right after a title that show that no name follows.
const NOT_NAMES: &[&str] = &[
    "谈话",
    "提醒",
    "约谈",
    "请您",
    "部门",
    "双方",
    "名单",
    "会议",
    "办公",
    "一行",
    "以上",
    "以下",
    "负责",
    "主要",
    "同志",
    "有关",
    "相关",
    "代表",
    "人选",
    "候选",
    "职务",
    "全体",
    "所有",
    "部分",
    "各自",
    "出席",
    "参加",
    "带队",
    "率队",
    "强调",
    "指出",
    "要求",
    "表示",
    "主持",
    "介绍",
    "致辞",
    "讲话",
    "通报",
    "宣读",
    "汇报",
    "发言",
    "分别",
    "先后",
    "共同",
    "一同",
    "陪同",
    "随同",
    "接待",
    "专题",
    "牵头",
    "包联",
    "办公会",
    "常务",
    "提名",
    "公开",
];

/// Longest name of a person whose surname is not a Chinese one, in characters.
const LONGEST_FOREIGN: usize = 20;

/// Longest line of a list of decisions (张某为…局长；) in characters.
const MAX_DECISION_LINE: usize = 80;

/// A name found at a place, with how sure its right edge is (0–3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub end: usize,
    pub edge: u8,
}

impl View<'_> {
    /// The name that begins at `at`, if what stands there can be one.
    ///
    /// `counts` holds how often each candidate stands in the article: a name said twice is cut the same way twice.
    pub fn name_at(&self, at: usize, counts: &dyn Fn(&[char]) -> usize) -> Option<Candidate> {
        if at >= self.text.len() || self.taken[at] || !is_han(self.text[at]) {
            return None;
        }
        if let Some(end) = self.dotted_end(at) {
            return Some(Candidate { end, edge: 3 });
        }
        if let Some(end) = self.transliterated(at) {
            return Some(Candidate { end, edge: 3 });
        }
        if self.starts_as_other(at) {
            return None;
        }
        let surname = self.surname_at(at);
        let hard = self.hard_end(at);
        match surname {
            Some(length) => {
                let han = self.han_name(at, length, hard, counts);
                let long = self
                    .plain_name(at, hard)
                    .filter(|p| p.end >= at + 4 && self.text[at..p.end].iter().all(|c| TRANSLITERATED.contains(*c)));
                match (han, long) {
                    (Some(h), Some(l)) if h.edge < 2 => Some(l),
                    (Some(h), _) => Some(h),
                    (None, _) => self.plain_name(at, hard),
                }
            }
            None => self.plain_name(at, hard),
        }
    }

    /// 马库斯·霍恩: runs of letters or Han characters joined by dots.
    fn dotted_end(&self, at: usize) -> Option<usize> {
        let limit = self.text.len().min(at + LONGEST_FOREIGN);
        let dot = (at + 1..limit.min(at + 8)).find(|&i| matches!(self.text[i], '·' | '•' | '・'))?;
        if self.text[at..dot].iter().any(|&c| !is_han(c) || NEVER_IN_NAME.contains(c)) {
            return None;
        }
        let mut end = dot + 1;
        while end < limit && self.text[end] != '等' && (is_han(self.text[end]) || self.text[end] == '·') {
            let word_goes_on = end >= dot + 3
                && self.words.is_boundary(end)
                && self.words.after(end) >= end + 2
                && matches!(self.words.class(end), b'v' | b'd' | b'p' | b'c' | b'f' | b't');
            let goes = end > dot + 2 && "到赴在来向带率把会".contains(self.text[end]) && self.taken.get(end + 1) == Some(&true);
            let told = goes || "说问道称答".contains(self.text[end]) && self.text.get(end + 1).is_none_or(|c| !is_han(*c));
            if end > dot + 1
                && (word_goes_on || told || self.lexicon.name_right.longest_at(self.text, end) >= 2 || self.gap[end] && end > dot + 2)
            {
                break;
            }
            end += 1;
        }
        (end > dot + 1).then_some(end)
    }

    /// 那日松布, 贺希格都仁: four to seven characters that such names are written with, up to a hard edge.
    fn transliterated(&self, at: usize) -> Option<usize> {
        let fits = |c: char| TRANSLITERATED.contains(c) || matches!(c, '那' | '都' | '楞' | '布' | '松');
        let run = (at..self.text.len().min(at + 8)).take_while(|&i| fits(self.text[i]) && !self.taken[i]).count();
        (4..=run.min(7)).map(|n| at + n).find(|&end| {
            let next = self.text.get(end).copied().unwrap_or('。');
            !is_han(next) || self.lexicon.name_right.longest_at(self.text, end) >= 1 && self.words.is_boundary(end)
        })
    }

    fn starts_as_other(&self, at: usize) -> bool {
        NOT_NAMES.iter().any(|w| super::has_at(self.text, at, w))
            || self.lexicon.name_right.longest_at(self.text, at) >= 2
            || NEVER_IN_NAME.contains(self.text[at])
    }

    /// Length of the surname at `at`: 2 for 欧阳, 1 for 王.
    fn surname_at(&self, at: usize) -> Option<usize> {
        [2, 1]
            .into_iter()
            .find(|&n| at + n <= self.text.len() && self.lexicon.surnames.contains(&self.text[at..at + n].iter().collect::<String>()))
    }

    /// End of the run of Han characters that are free to be a name.
    fn hard_end(&self, at: usize) -> usize {
        (at..self.text.len().min(at + 12))
            .find(|&i| !is_han(self.text[i]) || self.taken[i] || i > at + 1 && NEVER_IN_NAME.contains(self.text[i]))
            .unwrap_or(self.text.len().min(at + 12))
    }

    fn han_name(&self, at: usize, surname: usize, hard: usize, counts: &dyn Fn(&[char]) -> usize) -> Option<Candidate> {
        let mut best: Option<(u8, usize, usize, Candidate)> = None;
        let long_verb = |end: usize| self.lexicon.name_right.longest_at(self.text, end) >= 2;
        for given in 1..=2 {
            let end = at + surname + given;
            if end > hard.max(at + surname) || self.text[at + surname..end].iter().any(|&c| NEVER_IN_NAME.contains(c)) {
                continue;
            }
            let edge = self.right_edge(end, hard);
            let spoken = given == 2 && "说问道称答讲作".contains(self.text[end - 1]);
            let shorter_is_better = best.is_some_and(|b| b.0 == 3 && long_verb(b.3.end) && !long_verb(end) && end < hard);
            let edge = if spoken && best.is_some_and(|b| b.0 >= 2) || shorter_is_better { 1 } else { edge };
            let count = if edge == 0 { 0 } else { counts(&self.text[at..end]) };
            let score = (edge, count.min(9), given, Candidate { end, edge });
            if best.is_none_or(|b| (b.0, b.1, b.2) < (score.0, score.1, score.2)) {
                best = Some(score);
            }
        }
        best.map(|b| b.3).filter(|c| c.edge >= 1)
    }

    /// A name without a Chinese surname (吉克伍果, 大桥健一): both edges must be hard.
    fn plain_name(&self, at: usize, hard: usize) -> Option<Candidate> {
        (2..=7).map(|n| at + n).filter(|&end| end <= hard).find_map(|end| {
            let edge = self.right_edge(end, hard);
            let word: String = self.text[at..end].iter().collect();
            let foreign = edge == 2 && self.text[at..end].iter().all(|c| TRANSLITERATED.contains(*c));
            ((edge == 3 || foreign) && !(self.is_word)(&word)).then_some(Candidate { end, edge: if foreign { 3 } else { edge } })
        })
    }

    /// How surely a name ends at `end`: 3 punctuation, gap or a listed verb; 2 a title or word edge; 0 not at all.
    fn right_edge(&self, end: usize, hard: usize) -> u8 {
        if end == self.text.len() || end == hard && !is_han(self.text[end]) {
            return 3;
        }
        if end == hard {
            return if "的在与及是将把对被从到等也就都并".contains(self.text[end]) || self.taken[end] { 2 } else { 0 };
        }
        if self.gap[end] {
            return 3;
        }
        let verb = self.lexicon.name_right.longest_at(self.text, end);
        if verb >= 2 {
            return 3;
        }
        if verb == 1
            && (end + 1 == self.text.len() || !is_han(self.text[end + 1]) || self.lexicon.name_right.longest_at(self.text, end + 1) >= 2)
        {
            return 3;
        }
        if verb == 1 && self.words.is_boundary(end) && self.words.after(end) == end + 1 {
            return 2;
        }
        u8::from(self.words.is_boundary(end) && self.words.after(end) >= end + 2)
    }
}

/// Names of one block that their context makes sure.
pub fn find_sure(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for post in posts {
        let MentionKind::Post { class, .. } = post.kind else { continue };
        after_title(view, post, class, counts, &mut out);
    }
    before_bracketed_post(view, posts, &mut out);
    reporting(view, counts, &mut out);
    appointing(view, posts, counts, &mut out);
    before_title(view, posts, &mut out);
    out.sort_by_key(|m| (m.start, m.end));
    out.dedup_by_key(|m| (m.start, m.end));
    out
}

fn person(start: usize, end: usize, reason: &'static str) -> Mention {
    Mention { start, end, kind: MentionKind::Person, reason }
}

/// 市委书记张三, and the list that goes on after it: 、李四和王五.
fn after_title(view: &View, post: &Mention, class: TitleClass, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    let at = skip_opening(view.text, post.end);
    let Some(first) = view.name_at(at, counts) else { return };
    let length = first.end - at;
    if view.text[at] == '和'
        || class == TitleClass::Role && length > 3 && view.surname_at(at) != Some(2) && !view.text[at..first.end].contains(&'·')
    {
        return;
    }
    let unsure = first.edge < 2 || class == TitleClass::Role && first.edge < 3;
    let word: String = view.text[at..first.end].iter().collect();
    let known = view.surname_at(at).is_some();
    if unsure && !(known && length == 3 && first.edge >= 1 && !(view.is_word)(&word)) {
        return;
    }
    let transliterated = length >= 4 && word.chars().all(|c| TRANSLITERATED.contains(c));
    if !known && matches!(class, TitleClass::Role | TitleClass::Scholar) && !word.contains('·') && !transliterated {
        return;
    }
    out.push(person(at, first.end, "a name after a title"));
    list_after(view, first.end, counts, out);
}

/// 记者 张三: marks between a title and its name.
fn skip_opening(text: &[char], at: usize) -> usize {
    if text.get(at).is_some_and(|c| matches!(c, '：' | ' ' | '“')) { at + 1 } else { at }
}

/// Names that follow a name in a list.
fn list_after(view: &View, mut at: usize, counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
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

/// 任命张三为…, 免去李四…; 王五任…局长.
fn appointing(view: &View, posts: &[Mention], counts: &dyn Fn(&[char]) -> usize, out: &mut Vec<Mention>) {
    const VERBS: [&str; 10] = ["任命", "免去", "选举", "推选", "决定任命", "补选", "接受", "聘任", "撤销", "任免"];
    for at in 0..view.text.len() {
        let named = VERBS.iter().find(|v| super::has_at(view.text, at, v)).map(|v| at + v.chars().count());
        let opens = at == 0 || is_edge_mark(view.text[at - 1]);
        let takes = |c: &Candidate| {
            ["任", "担任", "当选", "出任", "不再担任", "兼任", "同志任", "为"].iter().any(|w| {
                let after = c.end + w.chars().count();
                super::has_at(view.text, c.end, w) && posts.iter().any(|p| p.start >= after && p.start <= after + 3)
            })
        };
        let start = named.unwrap_or(at);
        if named.is_none() && !opens || start >= view.text.len() || view.surname_at(start).is_none() {
            continue;
        }
        let line = |end: usize| at == 0 && view.text.len() <= MAX_DECISION_LINE && posts.iter().any(|p| p.start == end + 1);
        if let Some(end) = appointed_end(view, posts, start).filter(|&end| named.is_some() || line(end)) {
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

/// 任命顾某为…局长, 免去丁某的…职务: the name ends where 为 or 的 stands before a post.
fn appointed_end(view: &View, posts: &[Mention], start: usize) -> Option<usize> {
    let end = (start + 2..view.text.len().min(start + 5)).find(|&i| matches!(view.text[i], '为' | '的'))?;
    let free = view.text[start..end].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c));
    let post = posts.iter().any(|p| p.start > end && p.start <= end + 14);
    (free && post && !view.taken[start..end].iter().any(|&t| t)).then_some(end)
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
    let headings = [
        "姓名",
        "单位",
        "名次",
        "性别",
        "民族",
        "序号",
        "得分",
        "排名",
        "备注",
        "项目名称",
        "项目",
        "总分",
        "成绩",
        "县区",
        "部门",
        "位次",
        "时间",
    ];
    cells
        .iter()
        .take(2)
        .filter(fits)
        .filter(|(a, b)| !headings.contains(&view.text[*a..*b].iter().collect::<String>().as_str()))
        .take(1)
        .map(|&(a, b)| person(a, b, "a name in a table"))
        .collect()
}
