//! Persons: from titles, lists, reporting verbs and brackets; never from a list of names.
//!
//! A first pass finds names that their context makes sure; a second finds those names wherever else they stand.

mod decided;
mod foreign;
mod openings;
mod roster;
mod sure;
mod told;
mod words;

pub use sure::find_sure;

use super::boundary::is_edge_mark;
use super::lexicon::Lexicon;
use super::words::Words;
use super::{Mention, is_han};
use crate::extract::phrases::{Chars, Phrases};
use crate::extract::segment::ArticleText;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use sure::person;

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
    /// Whether the dictionary has this as the name of a place or a body.
    pub is_place: &'a dyn Fn(&str) -> bool,
}

/// Characters that no Chinese given name contains.
static NEVER_IN_NAME: Chars = Chars::of(&["还的了与及在是等将把对被从到这那此并而或各该们就也都没个者拟驻已仍却很部局厅县"]);

/// Words right after a title that show that no name follows.
static NOT_NAMES: Phrases = Phrases::of(&[
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
    "能否",
    "是否",
    "可否",
    "无一",
    "无人",
    "国务院",
    "中央",
    "国家",
    "一职",
    "岗位",
    "就座",
    "通道",
    "哈马斯",
    "真主党",
    "胡塞",
    "在座",
    "满怀",
    "职责",
    "项目",
]);

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
        let found = self.plain_or_foreign(at, counts)?;
        if let Some(end) = self.foreign_run(at).filter(|&end| end > found.end && found.edge < 3) {
            return Some(Candidate { end, edge: 3 });
        }
        if self.is_made_of_words(at, found) || self.names_state(at, found.end) {
            return None;
        }
        // 布林某说, …: what foreign names do not end with tells.
        let told = found.end >= at + 4 && "说称".contains(self.text[found.end - 1]) && foreign::is_foreign(&self.text[at..found.end - 1]);
        let found = if told { Candidate { end: found.end - 1, edge: 3 } } else { found };
        Some(self.past_hyphen(found.end).map_or(found, |end| Candidate { end, edge: 3 }))
    }

    fn plain_or_foreign(&self, at: usize, counts: &dyn Fn(&[char]) -> usize) -> Option<Candidate> {
        if at >= self.text.len() || self.taken[at] {
            return None;
        }
        if let Some(end) = self.dotted_end(at) {
            return Some(Candidate { end, edge: 3 });
        }
        if !is_han(self.text[at]) {
            return None;
        }
        if let Some(end) = self.padded(at) {
            return Some(Candidate { end, edge: 3 });
        }
        if self.begins_with_particle(at) {
            return None;
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
                    .filter(|p| p.end >= at + 4 && self.text[at..p.end].iter().all(|c| foreign::TRANSLITERATED.has(*c)));
                match (han, long) {
                    (Some(h), Some(l)) if h.edge < 2 => Some(l),
                    (Some(h), _) => Some(h),
                    (None, _) => self.plain_name(at, hard),
                }
            }
            None => self.plain_name(at, hard),
        }
    }

    /// 黎巴嫩, 洛杉矶: three characters and more that the dictionary has as a place.
    fn names_place(&self, at: usize, end: usize) -> bool {
        end >= at + 3 && self.words.after(at) == end && (self.is_place)(&self.text[at..end].iter().collect::<String>())
    }

    /// 马尔代夫: a place of the dictionary that is written as foreign names are. 祁连山 may be a person.
    fn names_state(&self, at: usize, end: usize) -> bool {
        end <= at + 5 && foreign::is_foreign(&self.text[at..end]) && self.names_place(at, end)
    }

    /// 亲切关怀, 欧洲央行: four characters and more that fall into words of a dictionary are no name, unless they are
    /// such as foreign names are written with; two are none where they are a verb.
    fn is_made_of_words(&self, at: usize, found: Candidate) -> bool {
        let end = found.end;
        let word = |from: usize| (self.words.after(from), self.words.class(from));
        // 称某某, 指数为50, 总统达成的共识.
        let counted = self.text[end - 1] == '为' && self.text.get(end).is_some_and(char::is_ascii_digit);
        if self.text[at] == '称' || counted {
            return true;
        }
        if end - at == 2 {
            let verb = word(at) == (end, b'v') && self.text.get(end) == Some(&'的');
            return verb && found.edge < 3 && (self.is_word)(&self.text[at..end].iter().collect::<String>());
        }
        if end < at + 4
            || self.surname_at(at) == Some(2)
            || foreign::is_foreign(&self.text[at..end])
            || foreign::is_japanese(&self.text[at..end])
            || self.text[at..end].iter().any(|c| !is_han(*c))
        {
            return false;
        }
        let (first, class) = word(at);
        let (second, _) = word(first.min(end - 1));
        first >= at + 2 && first < end && (second == end && end >= first + 2 || matches!(class, b'v' | b'a' | b'd' | b'z' | b'i' | b'l'))
    }

    fn starts_as_other(&self, at: usize) -> bool {
        NOT_NAMES.at(self.text, at).is_some() || self.lexicon.name_right.longest_at(self.text, at) >= 2 || NEVER_IN_NAME.has(self.text[at])
    }

    /// Length of the surname at `at`: 2 for 欧阳, 1 for 王.
    fn surname_at(&self, at: usize) -> Option<usize> {
        Some(self.lexicon.surnames.longest_at(self.text, at)).filter(|&n| n > 0)
    }

    /// End of the run of Han characters that are free to be a name.
    fn hard_end(&self, at: usize) -> usize {
        (at..self.text.len().min(at + 12))
            .find(|&i| !is_han(self.text[i]) || self.taken[i] || i > at + 1 && NEVER_IN_NAME.has(self.text[i]))
            .unwrap_or(self.text.len().min(at + 12))
    }

    fn han_name(&self, at: usize, surname: usize, hard: usize, counts: &dyn Fn(&[char]) -> usize) -> Option<Candidate> {
        let mut best: Option<(u8, usize, usize, Candidate)> = None;
        let long_verb = |end: usize| self.lexicon.name_right.longest_at(self.text, end) >= 2;
        for given in 1..=2 {
            let end = at + surname + given;
            if end > hard.max(at + surname) || self.text[at + surname..end].iter().any(|&c| NEVER_IN_NAME.has(c)) {
                continue;
            }
            let edge = self.right_edge(end, hard);
            let last = self.text[end - 1];
            let post_next = self.taken.get(end) == Some(&true);
            let takes_post = "任为".contains(last) && post_next;
            // 张三正带着…: an adverb before what goes on.
            let going_on = last == '正' && self.text.get(end + 1) == Some(&'着');
            let spoken = given == 2 && ("说问道称答讲作因获受赴".contains(last) || takes_post || going_on);
            // 林某和省长周某: two names, each with its title.
            let edge = if given == 2 && last == '和' && post_next { 0 } else { edge };
            // 卢某致慰问电: what is sent begins with its verb.
            let sends = given == 2 && last == '致' && long_verb(end - 1);
            let shorter_is_better = sends || best.is_some_and(|b| b.0 == 3 && long_verb(b.3.end) && !long_verb(end) && end < hard);
            let edge = if spoken && best.is_some_and(|b| b.0 >= 2) || shorter_is_better { 1 } else { edge };
            let count = if edge == 0 { 0 } else { counts(&self.text[at..end]) };
            let score = (edge, count.min(9), given, Candidate { end, edge });
            if best.is_none_or(|b| (b.0, b.1, b.2) < (score.0, score.1, score.2)) {
                best = Some(score);
            }
        }
        best.map(|b| b.3).filter(|c| c.edge >= 1 && !self.is_particle(at, c.end))
    }

    /// 副镇长吴某某案, 会见时: what a case or a time closes is no name of four.
    fn closes_otherwise(&self, at: usize, end: usize) -> bool {
        end == at + 4 && self.surname_at(at) == Some(1) && "案时后前".contains(self.text[end - 1])
    }

    /// A name without a Chinese surname (吉克伍果, 大桥健一): both edges must be hard.
    fn plain_name(&self, at: usize, hard: usize) -> Option<Candidate> {
        (2..=7).map(|n| at + n).filter(|&end| end <= hard).find_map(|end| {
            let edge = self.right_edge(end, hard);
            if edge < 2 {
                return None;
            }
            let word: String = self.text[at..end].iter().collect();
            let foreign = edge == 2 && self.text[at..end].iter().all(|c| foreign::TRANSLITERATED.has(*c));
            let verb = |i: usize| self.lexicon.name_right.longest_at(self.text, i) >= 2 && self.words.is_boundary(i);
            // 何从简, 白等风: a full name may hold a small word where a mark follows it.
            let full = end == at + 3 && self.surname_at(at).is_some();
            let never = |c: char| if full { "的了与及是在".contains(c) } else { NEVER_IN_NAME.has(c) };
            let written = foreign::fits(&self.text[at..end]);
            let named = written || full || self.surname_at(at).is_some() && end <= at + 4 || !self.holds_word(at, end);
            let free = named && !self.closes_otherwise(at, end) && !(at + 1..end).any(|i| never(self.text[i]) || i > at + 1 && verb(i));
            ((edge == 3 || foreign) && free && !(self.is_word)(&word)).then_some(Candidate { end, edge: if foreign { 3 } else { edge } })
        })
    }

    /// 方 到, 马　平, 晁 盖 天: papers pad short names with blanks, where nothing else of the line has one.
    fn padded(&self, at: usize) -> Option<usize> {
        let free = |i: usize| i < self.text.len() && is_han(self.text[i]) && !self.taken[i];
        let gap = |i: usize| self.gap.get(i).copied().unwrap_or(true);
        let named = self.surname_at(at) == Some(1) && NOT_NAMES.at(self.text, at).is_none();
        if !named || !free(at + 1) || !gap(at + 1) {
            return None;
        }
        let three = gap(at + 2) && free(at + 2) && !gap(at + 3) && self.words.after(at + 2) == at + 3;
        let end = if three { at + 3 } else { at + 2 };
        let next = self.text.get(end).copied().unwrap_or('。');
        let taken_up = "任为的同兼说".contains(next) && self.words.is_boundary(end);
        let closes = !is_han(next) || self.taken[end] || gap(end) || self.lexicon.name_right.longest_at(self.text, end) >= 1;
        (closes || taken_up).then_some(end)
    }

    /// 平安分三路入户: what shares something out begins behind the name.
    fn parts_off(&self, end: usize) -> bool {
        let numeral = |c: &char| c.is_ascii_digit() || "两三四五六七八九十".contains(*c);
        self.text.get(end) == Some(&'分') && self.text.get(end + 1).is_some_and(numeral)
    }

    /// How surely a name ends at `end`: 3 punctuation, gap or a listed verb; 2 a title or word edge; 0 not at all.
    fn right_edge(&self, end: usize, hard: usize) -> u8 {
        if end == self.text.len() || end == hard && !is_han(self.text[end]) {
            return 3;
        }
        if end == hard && self.text[end] == '等' && self.and_others(end + 1) {
            return 3;
        }
        if end == hard && !self.taken[end] && self.lexicon.name_right.longest_at(self.text, end) >= 2 {
            return 3;
        }
        if end == hard {
            return if "的在与及是将把对被从到等也就都并".contains(self.text[end]) || self.taken[end] { 2 } else { 0 };
        }
        if self.gap[end] {
            return 3;
        }
        if self.text[end] == '和' && self.taken.get(end + 1) == Some(&true) {
            return 2;
        }
        let verb = self.lexicon.name_right.longest_at(self.text, end);
        let takes_post = self.text[end] == '任' && self.taken.get(end + 1) == Some(&true);
        if verb >= 2 || takes_post || self.parts_off(end) {
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

    /// 等出席, 等领导, 等，: what follows the last name of a list.
    fn and_others(&self, at: usize) -> bool {
        let next = self.text.get(at).copied().unwrap_or('。');
        !is_han(next) || self.taken[at] || self.lexicon.name_right.longest_at(self.text, at) >= 2 || super::has_at(self.text, at, "领导")
    }

    /// 副局长苗土严重违纪: a name of two characters that no dictionary joins, before a word that says how or what.
    fn falls_apart(&self, at: usize, end: usize) -> bool {
        let lone = |i: usize| self.words.is_boundary(i) && self.words.after(i) == i + 1;
        let plain = |i: usize| matches!(self.words.class(i), b'n' | b'x' | b'a' | b'z' | b'j' | b'g' | b'b');
        end == at + 2
            && lone(at)
            && lone(at + 1)
            && plain(at + 1)
            && self.lexicon.name_right.longest_at(self.text, at) == 0
            && matches!(self.words.class(end), b'v' | b'd' | b'a')
    }
}

/// 苏某时 where the article names 苏某, 高远山冒着 where it names 高远山: what begins with a name that the article has
/// elsewhere is that name, and what follows is none of it.
pub fn cut_run_on<'d>(
    lexicon: &Lexicon,
    article: &ArticleText,
    drafts: impl Iterator<Item = &'d mut Vec<Mention>>,
    names: &mut BTreeMap<Vec<char>, usize>,
) {
    let shorter = |name: &[char]| {
        let double = name.len() >= 2 && lexicon.surnames.longest_at(name, 0) == 2;
        let timed = name.len() == 3 && name.last().is_some_and(|c| "时后前称".contains(*c));
        let length = if timed { 2 } else { 3 };
        let plain = name.len() > length && !double && name.iter().all(|&c| is_han(c)) && !foreign::is_foreign(name);
        (plain && names.contains_key(&name[..length])).then_some(length)
    };
    let cuts: BTreeMap<Vec<char>, usize> = names.keys().filter_map(|name| Some((name.clone(), shorter(name)?))).collect();
    if cuts.is_empty() {
        return;
    }
    for (block, persons) in article.blocks.iter().zip(drafts) {
        for mention in persons {
            if let Some(length) = cuts.get(&block.text.chars[mention.start..mention.end]) {
                mention.end = mention.start + length;
            }
        }
    }
    for (name, length) in cuts {
        let count = names.remove(&name).unwrap_or(0);
        *names.entry(name[..length].to_vec()).or_insert(0) += count;
    }
}

/// The sure names of an article.
pub struct Known<'a> {
    names: FxHashSet<&'a [char]>,
    /// Lengths of the names that begin with a character.
    lengths: FxHashMap<char, Vec<usize>>,
}

impl<'a> Known<'a> {
    pub fn new(names: impl Iterator<Item = &'a Vec<char>>) -> Self {
        let mut out = Self { names: FxHashSet::default(), lengths: FxHashMap::default() };
        for name in names.filter(|n| !n.is_empty()) {
            let lengths = out.lengths.entry(name[0]).or_default();
            if !lengths.contains(&name.len()) {
                lengths.push(name.len());
            }
            out.names.insert(name);
        }
        out
    }
}

/// Every place where a sure name stands, longest names first.
pub fn find_known(view: &View, known: &Known) -> Vec<Mention> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in view.text.iter().enumerate() {
        let ends = known.lengths.get(c).into_iter().flatten().map(|n| at + n).filter(|&end| end <= view.text.len());
        found.extend(ends.filter(|&end| known.names.contains(&view.text[at..end])).map(|end| (at, end)));
    }
    found.sort_by(|&(a, b), &(c, d)| (d - c).cmp(&(b - a)).then_with(|| view.text[a..b].cmp(&view.text[c..d])).then(a.cmp(&c)));
    let mut covered = vec![false; view.text.len()];
    let mut out = Vec::new();
    for (at, end) in found {
        let other = (at..end).any(|i| covered[i] || view.taken[i]);
        if !other && stands_free(view, at, end) {
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
            && view.text[a..b].iter().all(|&c| is_han(c) && !NEVER_IN_NAME.has(c))
            && !view.taken[a..b].iter().any(|&t| t)
            && view.surname_at(a).is_some()
    };
    let headings = [
        "姓名", "单位", "名次", "性别", "民族", "序号", "得分", "排名", "备注", "项目", "名称", "总分", "成绩", "县区", "部门", "位次",
        "时间", "地点", "投资", "情况", "进度", "类别", "金额", "电话", "职务",
    ];
    cells
        .iter()
        .take(2)
        .filter(fits)
        .filter(|(a, b)| !headings.iter().any(|h| view.text[*a..*b].iter().collect::<String>().contains(h)))
        .take(1)
        .map(|&(a, b)| person(a, b, "a name in a table"))
        .collect()
}
