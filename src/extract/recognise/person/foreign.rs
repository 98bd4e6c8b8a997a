//! Names of other tongues: runs joined by dots, and runs of the characters that such names are written with.

use super::{NEVER_IN_NAME, View};
use crate::extract::phrases::{Chars, Phrases};
use crate::extract::recognise::{has_at, is_han};

/// Longest name of a person whose surname is not a Chinese one, in characters.
const LONGEST_FOREIGN: usize = 20;

/// Characters that names of Mongolian, Tibetan, Uyghur, Kazakh and Yi origin are written with.
const TRANSLITERATED_CHARS: &str = "阿巴白宝布保贝毕博才查朝达代旦德迪丁东多顿尔额恩嘎格根古哈海汗罕赫呼胡花吉加嘉金居卡康科克肯库拉来兰勒丽里力莲琳龙罗洛玛麦曼美蒙米明木姆纳娜乃尼努诺欧帕平普其恰强巧琴青庆仁日荣如瑞若萨赛散桑色莎山沙斯苏素索塔台泰特提图托吐娃瓦旺维温乌吾西希夏晓辛雅亚央伊依音英永玉玛扎泽珍哲芝珠卓孜宗措次木且伍果热合提不都买江";

/// Further characters of such names: only in a whole name of four to seven of them up to a hard edge.
const ALSO_TRANSLITERATED: &str = "那都楞布松贺朗堆增丹登益晋美贡觉班欧次仁旺杰布满图娅高日力巴雅孜别叶孛儿只斤腾鲁肯坎凯皮沁森买逊亚穆默甫艾祖热门敦陶孟仓曲嘎旦姆央珍措扎坚让敖洛呷嫫惹郎";

/// The characters that a name of such origin may have anywhere.
pub(super) static TRANSLITERATED: Chars = Chars::of(&[TRANSLITERATED_CHARS]);

/// All characters of such names.
static FITTING: Chars = Chars::of(&[TRANSLITERATED_CHARS, ALSO_TRANSLITERATED]);

/// Characters that the names of the world's politicians are written with in news.
const IN_NEWS: &str = "阿埃艾安奥巴班鲍贝本比宾波伯博布查戴丹道德邓迪蒂丁东杜顿多厄恩尔法范菲费芬佛夫弗福富盖甘冈高戈格贡古瓜哈海汉豪赫亨洪胡华怀惠霍基吉加贾杰金卡凯坎康考科克肯库夸昆拉莱赖兰朗劳勒雷黎里利莉连廉列林琳卢鲁伦罗洛吕马玛迈麦曼芒毛梅门蒙米密敏莫默姆穆那娜纳奈南内尼涅宁纽努诺欧帕潘庞佩彭皮平珀普奇恰强乔切钦琼丘让热日荣茹瑞若萨塞赛桑瑟森沙山尚绍申圣施史朔司丝斯松苏孙索塔泰坦汤唐陶特腾提田廷图茨土托陀瓦万旺威韦维魏温文翁沃乌吾武西希锡夏香肖谢辛欣星休雅亚延扬耶叶伊易因尹英尤雨约宰赞泽扎詹哲珍朱兹佐";

/// All characters of foreign names.
static FOREIGN: Chars = Chars::of(&[TRANSLITERATED_CHARS, IN_NEWS]);

/// Whether all characters are such as foreign names of news are written with.
pub(super) fn is_foreign(text: &[char]) -> bool {
    text.iter().all(|&c| FOREIGN.has(c))
}

/// Frequent Japanese surnames in simplified characters: whoever bears one may have a given name that is a word.
static JAPANESE: Phrases = Phrases::of(&[
    "佐藤",
    "铃木",
    "高桥",
    "田中",
    "伊藤",
    "渡边",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐佐木",
    "松本",
    "井上",
    "木村",
    "斋藤",
    "清水",
    "山崎",
    "池田",
    "桥本",
    "阿部",
    "石川",
    "前田",
    "藤田",
    "冈田",
    "后藤",
    "长谷川",
    "村上",
    "近藤",
    "石井",
    "坂本",
    "远藤",
    "青木",
    "藤井",
    "西村",
    "福田",
    "太田",
    "三浦",
    "松田",
    "冈本",
    "中岛",
    "中野",
    "原田",
    "小川",
    "竹内",
    "金子",
    "和田",
    "中山",
    "石田",
    "大桥",
    "二阶",
    "安倍",
    "岸田",
    "石破",
    "麻生",
    "河野",
    "茂木",
    "鸠山",
    "福岛",
    "久保",
    "松井",
    "森田",
    "柴田",
    "酒井",
    "工藤",
    "横山",
    "宫崎",
    "宫本",
    "内田",
    "高木",
    "安藤",
    "谷口",
    "大野",
    "丸山",
    "今井",
    "藤原",
    "村田",
    "武田",
    "上田",
    "杉山",
    "增田",
    "平田",
    "千叶",
    "久保田",
    "松尾",
    "岩崎",
    "樱井",
    "野口",
    "佐野",
    "大塚",
    "野村",
    "松下",
    "菊地",
    "新井",
    "渡部",
    "市川",
    "古川",
    "小泉",
    "土屋",
    "水野",
]);

/// Whether a name of four or five characters begins with a Japanese surname.
pub(super) fn is_japanese(text: &[char]) -> bool {
    (4..=5).contains(&text.len()) && JAPANESE.at(text, 0).is_some()
}

/// Marks between the parts of such names.
pub(super) static DOTS: Chars = Chars::of(&["·•・．.‧"]);

/// 我县, 现场, “…”: what a verb of one character may have behind it.
fn is_place_word(text: &[char], at: usize) -> bool {
    text.get(at) == Some(&'“') || ["我市", "我县", "我区", "我省", "我州", "我旗", "现场"].iter().any(|w| has_at(text, at, w))
}

/// Whether all characters are such as foreign names are written with.
pub(super) fn fits(text: &[char]) -> bool {
    text.iter().all(|&c| FITTING.has(c))
}

impl View<'_> {
    /// 托马斯·里德, 阿依努尔．木拉提, K·H·施密特: runs of Han characters, or initials, joined by dots.
    pub(super) fn dotted_end(&self, at: usize) -> Option<usize> {
        let first = self.past_initials(at);
        let limit = self.text.len().min(at + LONGEST_FOREIGN);
        if first == at {
            let dot = (at + 1..limit.min(at + 8)).find(|&i| DOTS.has(self.text[i]))?;
            let plain = |&c: &char| is_han(c) && c != '之' && (!NEVER_IN_NAME.has(c) || c == '那');
            return if self.text[at..dot].iter().all(plain) { self.last_part(dot, limit) } else { None };
        }
        self.last_part(first - 1, limit)
    }

    /// 杜尔曼-卡列尔: a double name goes on behind its hyphen.
    pub(super) fn past_hyphen(&self, end: usize) -> Option<usize> {
        let goes_on = self.text.get(end) == Some(&'-') && self.text.get(end + 1).copied().is_some_and(is_han);
        goes_on.then(|| self.last_part(end, self.text.len().min(end + LONGEST_FOREIGN))).flatten()
    }

    /// 杜尔曼格尔: four to nine characters of foreign names in a row, up to a hard edge. A Chinese surname in front
    /// of them is none.
    pub(super) fn foreign_run(&self, at: usize) -> Option<usize> {
        let limit = self.text.len().min(at + 10);
        let run = (at..limit).take_while(|&i| is_foreign(&self.text[i..=i]) && !self.taken[i]).count();
        let end = at + run;
        let firm = !self.text.get(end).copied().is_some_and(is_han) || self.lexicon.name_right.longest_at(self.text, end) >= 2;
        ((4..=9).contains(&run) && firm).then_some(end)
    }

    /// Behind `K·H·`.
    fn past_initials(&self, at: usize) -> usize {
        let mut end = at;
        while self.text.get(end).is_some_and(char::is_ascii_uppercase) && self.text.get(end + 1).is_some_and(|&c| DOTS.has(c)) {
            end += 2;
        }
        end
    }

    /// Where the part behind the last dot ends.
    fn last_part(&self, dot: usize, limit: usize) -> Option<usize> {
        let mut dot = dot;
        let mut end = dot + 1;
        while end < limit && !self.taken[end] && (is_han(self.text[end]) || DOTS.has(self.text[end]) && end > dot + 1) {
            if DOTS.has(self.text[end]) {
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
        let goes =
            long && "到赴在来向带率把会获受任".contains(c) && (self.taken.get(end + 1) == Some(&true) || is_place_word(self.text, end + 1));
        let told = "说问道称答".contains(c) && !is_han(next);
        let small = "亦也则均皆并仍已曾将".contains(c) && self.lexicon.name_right.longest_at(self.text, end + 1) >= 2;
        let joined = small || "等与及家".contains(c) || c == '和' && is_han(next);
        let placed = "在从对同".contains(c) && self.words.is_boundary(end) && long;
        // 艾合买提出席: the name's last character seems to begin a verb, but another begins behind it.
        let right = |i: usize| self.lexicon.name_right.longest_at(self.text, i);
        let later = TRANSLITERATED.has(c) && right(end + 1) >= 2 && right(end) <= 2;
        let honoured = ["博士", "先生", "女士", "教授", "爵士", "一行"].iter().any(|w| has_at(self.text, end, w));
        let word = word || right(end) >= 2;
        honoured || word && !later || goes || told || joined || placed || self.gap[end] && long
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
