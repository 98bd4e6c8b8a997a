//! Words of the language that stand where a name might: 能否, 何必, 于是.

use super::{View, foreign};
use crate::extract::phrases::Phrases;
use crate::extract::recognise::is_han;

/// Words of two characters that begin as a surname does and are no name.
static PARTICLES: Phrases = Phrases::of(&[
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
    "曾担",
    "曾任",
    "曾兼",
    "兼任",
    "连续",
    "连日",
    "当选",
    "向来",
    "方面",
    "安全",
    "应邀",
    "应约",
]);

impl View<'_> {
    /// 能否, 何必, 于是: one word that joins, asks or qualifies.
    pub(super) fn is_particle(&self, at: usize, end: usize) -> bool {
        PARTICLES.all_at(&self.text[..end], at).any(|word| word.chars().count() == end - at)
    }

    /// Whether such a word stands at `at`, and no name that goes on behind it (全面山).
    pub(super) fn begins_with_particle(&self, at: usize) -> bool {
        self.is_particle(at, (at + 2).min(self.text.len())) && self.gap.get(at + 1) != Some(&true) && !self.name_goes_on(at + 2)
    }

    fn name_goes_on(&self, at: usize) -> bool {
        self.text.get(at).is_some_and(|&c| is_han(c))
            && self.lexicon.name_right.longest_at(self.text, at) == 0
            && !self.words.is_boundary(at)
    }

    /// Whether what stands in a stretch holds or begins with a word: a verb, an adverb, a pronoun …
    pub(super) fn holds_word(&self, at: usize, end: usize) -> bool {
        let word = |i: usize| {
            let (begins, to) = (self.words.is_boundary(i), self.words.after(i));
            begins && to >= i + 2 && to <= end && matches!(self.words.class(i), b'v' | b'd' | b'p' | b'c' | b'r' | b't' | b'f' | b'u')
        };
        "不无没未有可能需须只其每另".contains(self.text[at]) || (at..end.saturating_sub(1)).any(word)
    }

    /// Whether a name without a surname that is known can stand here: no word of the dictionary lies in it or across its
    /// edges (社会｜长期｜和谐, 总统府｜广场, 一起｜抓), and it does not close as the name of a body does.
    pub(super) fn stands_whole(&self, at: usize, end: usize) -> bool {
        let name = &self.text[at..end];
        let alone = self.words.is_boundary(at) && (at..end).all(|i| self.words.is_boundary(i + 1));
        let whole = self.words.is_boundary(at) && self.words.after(at) == end;
        let tongue = |c: &char| foreign::is_foreign(&[*c]) || foreign::fits(&[*c]) || !is_han(*c);
        // 朔尔茨, 迪亚斯-卡内尔: all characters but one are such as foreign names are written with.
        let tongues = name.len() >= 3 && name.iter().filter(|c| !tongue(c)).count() <= 1 && tongue(&name[0]);
        let written = foreign::is_japanese(name) || tongues && !self.holds_common(at, end);
        let closes = "会党院团社府场部局员者副前时则为独率后上中内外妇案".contains(name[name.len() - 1]);
        !closes && (alone || whole || written)
    }

    /// Whether a stretch holds a noun of two characters and more that no name is made of.
    fn holds_common(&self, at: usize, end: usize) -> bool {
        (at..end).any(|i| {
            self.words.is_boundary(i) && self.words.after(i) >= i + 2 && self.words.after(i) <= end && i + 1 < end && {
                let word: String = self.text[i..self.words.after(i)].iter().collect();
                (self.is_word)(&word) && !foreign::is_foreign(&self.text[i..self.words.after(i)])
            }
        })
    }
}
