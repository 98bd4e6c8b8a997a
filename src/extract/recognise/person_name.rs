//! How a person's name that begins at a place is cut: surnames, given names, dotted and transliterated names.

use super::is_han;
use super::lexicon::Lexicon;
use super::words::Words;

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
pub(super) const NEVER_IN_NAME: &str = "的了与及在是等将把对被从到这那此并而或各该们就也都没个者拟驻已仍却很部局厅";

/// Characters that names of Mongolian, Tibetan, Uyghur, Kazakh and Yi origin are written with.
pub(super) const TRANSLITERATED: &str = "阿巴白宝布保贝毕博才查朝达代旦德迪丁东多顿尔额恩嘎格根古哈海汗罕贺赫呼胡花吉加嘉金居卡康科克肯库拉来兰勒丽里力莲琳龙罗洛玛麦曼美蒙米明木姆纳娜乃尼努诺欧帕平普其恰强巧琴青庆仁日荣如瑞若萨赛散桑色莎山沙斯苏素索塔台泰特提图托吐娃瓦旺维温乌吾西希夏晓辛雅亚央伊依音英永玉玛扎泽珍哲芝珠卓孜宗措次木且伍果热合提不都买江敖登娅朗堆增旦曲洛孛呷嫫惹益郎觉晋楞门";

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

/// Words of two characters that begin as a surname does and are no name.
const PARTICLES: &[&str] = &[
    "能否",
    "于是",
    "何时",
    "何以",
    "何必",
    "何况",
    "曾经",
    "从此",
    "从而",
    "单独",
    "常常",
    "经常",
    "通常",
    "全部",
    "全面",
    "全程",
    "公然",
    "强行",
    "时时",
    "时而",
    "家中",
    "家里",
    "家属",
    "家人",
    "家庭",
    "任上",
    "任内",
    "国内",
    "国外",
    "相互",
    "应当",
    "应该",
    "计划于",
    "常年",
    "终于",
    "通过",
    "党组",
    "党委",
    "时任",
    "兼任",
    "连续",
    "连日",
    "当选",
    "向来",
    "水平",
    "方面",
    "安全",
    "应邀",
    "应约",
];

/// Longest name of a person whose surname is not a Chinese one, in characters.
const LONGEST_FOREIGN: usize = 20;

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
        if self.is_particle(at, (at + 2).min(self.text.len())) && self.gap.get(at + 1) != Some(&true) && !self.ends_there(at + 2) {
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

    /// 马库斯·霍恩, K·H·施密特: runs of letters or Han characters joined by dots.
    fn dotted_end(&self, at: usize) -> Option<usize> {
        let limit = self.text.len().min(at + LONGEST_FOREIGN);
        let dot = (at + 1..limit.min(at + 8)).find(|&i| self.is_dot(i))?;
        let initial = self.text[at].is_ascii_uppercase() && dot == at + 1;
        if !initial && self.text[at..dot].iter().any(|&c| !is_han(c) || NEVER_IN_NAME.contains(c) && !"那都到".contains(c)) {
            return None;
        }
        let mut end = dot + 1;
        let mut part = end;
        while end < limit && self.goes_on_dotted(end) {
            if self.is_dot(end) {
                part = end + 1;
            } else if end > part && self.ends_dotted(end, part) {
                break;
            }
            end += 1;
        }
        (end > dot + 1 && is_han(self.text[end - 1])).then_some(end)
    }

    pub(super) fn is_dot(&self, at: usize) -> bool {
        let beside = |i: Option<usize>| i.and_then(|i| self.text.get(i)).is_some_and(|&c| is_han(c) || c.is_ascii_uppercase());
        match self.text.get(at) {
            Some('·' | '•' | '・' | '‧' | '∙') => true,
            Some('.' | '．') => beside(at.checked_sub(1)) && beside(Some(at + 1)),
            _ => false,
        }
    }

    fn goes_on_dotted(&self, at: usize) -> bool {
        let initial = self.text[at].is_ascii_uppercase() && self.is_dot(at + 1);
        !"等的了与及在是将把对被从并而或该们就也没拟".contains(self.text[at]) && (is_han(self.text[at]) || self.is_dot(at) || initial)
    }

    /// Whether the last part of a dotted name, which begins at `part`, ends at `end`.
    fn ends_dotted(&self, end: usize, part: usize) -> bool {
        let right = |i: usize| self.lexicon.name_right.longest_at(self.text, i);
        let word = end >= part + 2
            && self.words.is_boundary(end)
            && self.words.after(end) >= end + 2
            && matches!(self.words.class(end), b'v' | b'd' | b'p' | b'c' | b'f' | b't');
        let goes = end > part + 1 && "到赴在来向带率把会".contains(self.text[end]) && self.taken.get(end + 1) == Some(&true);
        let told = "说问道称答".contains(self.text[end]) && self.text.get(end + 1).is_none_or(|c| !is_han(*c));
        // 艾合买提出席: the name's last character seems to begin a verb, but another begins behind it.
        let later = TRANSLITERATED.contains(self.text[end]) && right(end + 1) >= 2 && right(end) <= 2;
        let joined = self.text[end] == '和' && (self.taken.get(end + 1) == Some(&true) || self.words.is_boundary(end) && end > part + 1);
        let honoured = ["博士", "先生", "女士", "教授", "爵士", "一行"].iter().any(|w| super::has_at(self.text, end, w));
        honoured || !later && (word || right(end) >= 2) || goes || told || joined || self.taken[end] || self.gap[end] && end > part + 1
    }

    /// 那日松布, 贺希格都仁: four to seven characters that such names are written with, up to a hard edge.
    fn transliterated(&self, at: usize) -> Option<usize> {
        let fits = |c: char| TRANSLITERATED.contains(c) || matches!(c, '那' | '都' | '楞' | '布' | '松');
        let run = (at..self.text.len().min(at + 8)).take_while(|&i| fits(self.text[i]) && !self.taken[i]).count();
        (4..=run.min(7)).map(|n| at + n).find(|&end| {
            let next = self.text.get(end).copied().unwrap_or('。');
            let right = self.lexicon.name_right.longest_at(self.text, end);
            !is_han(next) || right >= 2 || right == 1 && self.words.is_boundary(end)
        })
    }

    /// 于　是, 晁　盖　天: layout blanks between the characters of a short name.
    fn padded(&self, at: usize) -> Option<usize> {
        let free = |i: usize| i < self.text.len() && is_han(self.text[i]) && !self.taken[i];
        let gap = |i: usize| self.gap.get(i).copied().unwrap_or(true);
        if !free(at + 1) || !gap(at + 1) || self.surname_at(at).is_none() && !gap(at) {
            return None;
        }
        let three = gap(at + 2) && free(at + 2) && !gap(at + 3) && self.words.after(at + 2) == at + 3;
        let end = if three { at + 3 } else { at + 2 };
        let verb = self.lexicon.name_right.longest_at(self.text, end.min(self.text.len())) >= 2;
        let taken_up = gap(at + 1) && self.text.get(end).is_some_and(|c| "任为的同兼说".contains(*c)) && self.words.is_boundary(end);
        let verb = verb || taken_up;
        let hard = end == self.text.len() || !is_han(self.text[end]) || self.taken[end] || gap(end) || verb;
        hard.then_some(end)
    }

    fn starts_as_other(&self, at: usize) -> bool {
        // 者永乐: a rare surname that is a particle elsewhere, before two characters and a sure edge.
        let rare = "者都".contains(self.text[at]) && self.words.after(at) == at + 1 && self.rare_edge(at + 3);
        NOT_NAMES.iter().any(|w| super::has_at(self.text, at, w))
            || self.lexicon.name_right.longest_at(self.text, at) >= 2
            || NEVER_IN_NAME.contains(self.text[at]) && !rare
    }

    fn rare_edge(&self, end: usize) -> bool {
        let given = end.checked_sub(2).and_then(|a| self.text.get(a..end));
        given.is_some_and(|g| g.iter().all(|&c| is_han(c) && !NEVER_IN_NAME.contains(c)))
            && self.right_edge(end, self.hard_end(end - 3)) == 3
    }

    /// Whether a third character goes on with a name: 能否 alone is a word, 全面山 may be a name.
    fn ends_there(&self, at: usize) -> bool {
        self.text.get(at).is_some_and(|&c| is_han(c))
            && self.lexicon.name_right.longest_at(self.text, at) == 0
            && !self.words.is_boundary(at)
    }

    /// 能否, 何必, 于是: one word that joins, asks or qualifies.
    fn is_particle(&self, at: usize, end: usize) -> bool {
        let word: String = self.text[at..end].iter().collect();
        PARTICLES.contains(&word.as_str())
    }

    /// Whether a word of the language stands in a stretch: a verb, an adverb, a pronoun …
    fn holds_word(&self, at: usize, end: usize) -> bool {
        (at..end.saturating_sub(1)).any(|i| {
            let (begins, to) = (self.words.is_boundary(i), self.words.after(i));
            begins && to >= i + 2 && to <= end && matches!(self.words.class(i), b'v' | b'd' | b'p' | b'c' | b'r' | b't' | b'f' | b'u')
        })
    }

    /// Length of the surname at `at`: 2 for 欧阳, 1 for 王.
    pub(super) fn surname_at(&self, at: usize) -> Option<usize> {
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
        best.map(|b| b.3).filter(|c| c.edge >= 1 && !self.is_particle(at, c.end))
    }

    /// A name without a Chinese surname (吉克伍果, 大桥健一): both edges must be hard.
    fn plain_name(&self, at: usize, hard: usize) -> Option<Candidate> {
        (2..=7).map(|n| at + n).filter(|&end| end <= hard).find_map(|end| {
            let edge = self.right_edge(end, hard);
            let word: String = self.text[at..end].iter().collect();
            let foreign = edge == 2 && self.text[at..end].iter().all(|c| TRANSLITERATED.contains(*c));
            let written = self.text[at..end].iter().all(|c| TRANSLITERATED.contains(*c));
            let other = self.holds_word(at, end) || "不无没未有可能需须只其每另".contains(self.text[at]);
            let free = written || self.surname_at(at).is_some() && end <= at + 4 || !other;
            ((edge == 3 || foreign) && free && !(self.is_word)(&word)).then_some(Candidate { end, edge: if foreign { 3 } else { edge } })
        })
    }

    /// How surely a name ends at `end`: 3 punctuation, gap or a listed verb; 2 a title or word edge; 0 not at all.
    fn right_edge(&self, end: usize, hard: usize) -> u8 {
        if end == self.text.len() || end == hard && !is_han(self.text[end]) {
            return 3;
        }
        if end == hard && self.lexicon.name_right.longest_at(self.text, end) >= 2 && !self.taken[end] {
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
