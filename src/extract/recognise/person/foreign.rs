//! Names of other tongues: runs joined by dots, and runs of the characters that such names are written with.

use super::{NEVER_IN_NAME, View};
use crate::extract::recognise::is_han;

/// Longest name of a person whose surname is not a Chinese one, in characters.
const LONGEST_FOREIGN: usize = 20;

/// Characters that names of Mongolian, Tibetan, Uyghur, Kazakh and Yi origin are written with.
pub(super) const TRANSLITERATED: &str = "阿巴白宝布保贝毕博才查朝达代旦德迪丁东多顿尔额恩嘎格根古哈海汗罕赫呼胡花吉加嘉金居卡康科克肯库拉来兰勒丽里力莲琳龙罗洛玛麦曼美蒙米明木姆纳娜乃尼努诺欧帕平普其恰强巧琴青庆仁日荣如瑞若萨赛散桑色莎山沙斯苏素索塔台泰特提图托吐娃瓦旺维温乌吾西希夏晓辛雅亚央伊依音英永玉玛扎泽珍哲芝珠卓孜宗措次木且伍果热合提不都买江";

/// Further characters of such names: only in a whole name of four to seven of them up to a hard edge.
const ALSO_TRANSLITERATED: &str = "那都楞布松贺朗堆增丹登益晋美贡觉班欧次仁旺杰布满图娅高日力巴雅孜别叶孛儿只斤腾鲁肯坎凯皮沁森买逊亚穆默甫艾祖热门敦陶孟仓曲嘎旦姆央珍措扎";

const DOTS: &str = "·•・．.‧";

/// Whether all characters are such as foreign names are written with.
pub(super) fn fits(text: &[char]) -> bool {
    text.iter().all(|&c| TRANSLITERATED.contains(c) || ALSO_TRANSLITERATED.contains(c))
}

impl View<'_> {
    /// 托马斯·里德, 阿依努尔．木拉提, K·H·施密特: runs of Han characters, or initials, joined by dots.
    pub(super) fn dotted_end(&self, at: usize) -> Option<usize> {
        let first = self.past_initials(at);
        let limit = self.text.len().min(at + LONGEST_FOREIGN);
        if first == at {
            let dot = (at + 1..limit.min(at + 8)).find(|&i| DOTS.contains(self.text[i]))?;
            let plain = |&c: &char| is_han(c) && (!NEVER_IN_NAME.contains(c) || c == '那');
            return if self.text[at..dot].iter().all(plain) { self.last_part(dot, limit) } else { None };
        }
        self.last_part(first - 1, limit)
    }

    /// Behind `K·H·`.
    fn past_initials(&self, at: usize) -> usize {
        let mut end = at;
        while self.text.get(end).is_some_and(char::is_ascii_uppercase) && self.text.get(end + 1).is_some_and(|&c| DOTS.contains(c)) {
            end += 2;
        }
        end
    }

    /// Where the part behind the last dot ends.
    fn last_part(&self, dot: usize, limit: usize) -> Option<usize> {
        let mut dot = dot;
        let mut end = dot + 1;
        while end < limit && !self.taken[end] && (is_han(self.text[end]) || DOTS.contains(self.text[end]) && end > dot + 1) {
            if DOTS.contains(self.text[end]) {
                if !self.text.get(end + 1).copied().is_some_and(is_han) {
                    break;
                }
                dot = end;
            } else if end > dot + 1 && self.part_ends(dot, end) {
                break;
            }
            end += 1;
        }
        (end > dot + 1).then_some(end)
    }

    /// Whether something else than a name goes on at `end`.
    fn part_ends(&self, dot: usize, end: usize) -> bool {
        let c = self.text[end];
        let next = self.text.get(end + 1).copied().unwrap_or('。');
        let long = end >= dot + 3;
        let word = long
            && self.words.is_boundary(end)
            && self.words.after(end) >= end + 2
            && matches!(self.words.class(end), b'v' | b'd' | b'p' | b'c' | b'f' | b't' | b'i' | b'l');
        let goes = long && "到赴在来向带率把会".contains(c) && self.taken.get(end + 1) == Some(&true);
        let told = "说问道称答".contains(c) && !is_han(next);
        let small = "亦也则均皆并仍已曾将".contains(c) && self.lexicon.name_right.longest_at(self.text, end + 1) >= 2;
        let joined = small || "等与及".contains(c) || c == '和' && is_han(next);
        let placed = "在从".contains(c) && self.words.is_boundary(end) && long;
        word || goes || told || joined || placed || self.lexicon.name_right.longest_at(self.text, end) >= 2 || self.gap[end] && long
    }

    /// 哈斯巴特, 额尔敦布和: four to seven characters that such names are written with, up to a hard edge.
    pub(super) fn transliterated(&self, at: usize) -> Option<usize> {
        let run = (at..self.text.len().min(at + 8)).take_while(|&i| fits(&self.text[i..=i]) && !self.taken[i]).count();
        let word = |end: usize| (self.is_word)(&self.text[at..end].iter().collect::<String>());
        let ends = || (4..=run.min(7)).map(|n| at + n).filter(|&end| !word(end));
        let verb = |end: usize| if self.words.is_boundary(end) { self.lexicon.name_right.longest_at(self.text, end) } else { 0 };
        let firm = |&end: &usize| !self.text.get(end).copied().is_some_and(is_han) || verb(end) >= 2;
        ends().find(firm).or_else(|| ends().rev().find(|&end| verb(end) >= 1))
    }
}
