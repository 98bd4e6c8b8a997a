//! Single characters: width, variants, traditional to simplified.

use crate::extract::charset::CharSet;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// Folds characters. Loading it reads the conversion tables once.
pub struct Folder {
    /// Traditional → simplified for every single character that changes.
    single: FxHashMap<char, char>,
    /// The keys of `single`.
    changing: CharSet,
    opencc: Option<OpenCC>,
}

/// Variant characters that the papers use beside the standard ones.
const VARIANTS: [(char, char); 12] = [
    ('陘', '陉'),
    ('峯', '峰'),
    ('羣', '群'),
    ('啓', '启'),
    ('牀', '床'),
    ('衆', '众'),
    ('裏', '里'),
    ('麽', '么'),
    ('甯', '宁'),
    ('滙', '汇'),
    ('綫', '线'),
    ('邨', '村'),
];

/// Characters that a traditional text simplifies by their phrase, but that a simplified text uses in their own
/// right (乾县, the surname 於, 宫商角徵羽): alone they stay.
const STANDARD: &str = "乾於徵瞭藉夥薹醣菸麴摺捱锺";

impl Default for Folder {
    fn default() -> Self {
        Self::load()
    }
}

impl Folder {
    pub fn load() -> Self {
        let opencc = OpenCC::from_config(BuiltinConfig::T2s).ok();
        let mut single: FxHashMap<char, char> = VARIANTS.into_iter().collect();
        if let Some(converter) = &opencc {
            for code in 0x4e00..=0x9fff_u32 {
                let Some(c) = char::from_u32(code) else { continue };
                let mut out = converter.convert(&c.to_string());
                if let Some(simple) = out.pop().filter(|s| out.is_empty() && *s != c && !STANDARD.contains(c)) {
                    single.entry(c).or_insert(simple);
                }
            }
        }
        let changing = CharSet::of(single.keys().copied());
        Self { single, changing, opencc }
    }

    /// Width, compatibility forms and quotation marks of one character.
    pub fn fold(&self, c: char) -> char {
        match c {
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => half_width(c),
            '％' | '．' | '／' | '＋' | '－' | '＝' | '＞' | '＜' | '＂' | '＆' | '＃' | '＊' | '＠' | '＇' | '［' | '］' => {
                half_width(c)
            }
            '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => compatible(c),
            '「' | '﹁' | '〝' | '｢' => '“',
            '」' | '﹂' | '〞' | '｣' => '”',
            '『' => '‘',
            '』' => '’',
            '﹙' => '（',
            '﹚' => '）',
            '﹐' => '，',
            '､' | '﹑' => '、',
            '｡' => '。',
            '﹔' => '；',
            '﹖' => '？',
            '﹗' => '！',
            '∶' | '﹕' | '︰' => '：',
            '•' | '・' | '‧' | '∙' | '･' => '·',
            '―' | '─' => '—',
            '〜' => '～',
            other => other,
        }
    }

    /// Traditional → simplified in place. Phrases decide (乾隆, 皇后) where the converted run keeps its length.
    pub fn simplify(&self, chars: &mut [char]) {
        if !chars.iter().any(|c| self.changing.has(*c)) {
            return;
        }
        let text: String = chars.iter().collect();
        let converted: Option<Vec<char>> = self.opencc.as_ref().map(|o| o.convert(&text).chars().collect());
        match converted.filter(|c| c.len() == chars.len() && is_traditional(chars, &self.single)) {
            Some(converted) => chars.copy_from_slice(&converted),
            None => chars.iter_mut().for_each(|c| *c = self.single.get(c).copied().unwrap_or(*c)),
        }
        for slot in chars.iter_mut() {
            if let Some((_, simple)) = VARIANTS.iter().find(|(v, _)| v == slot) {
                *slot = *simple;
            }
        }
    }
}

fn half_width(c: char) -> char {
    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
}

/// Radicals and compatibility ideographs, as PDF files write them, become the plain characters.
fn compatible(c: char) -> char {
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(plain), None) => plain,
        _ => c,
    }
}

/// A run counts as traditional when more than one character in twenty is.
fn is_traditional(chars: &[char], single: &FxHashMap<char, char>) -> bool {
    let changed = chars.iter().filter(|c| single.contains_key(c)).count();
    changed * 20 > chars.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simplified(folder: &Folder, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        folder.simplify(&mut chars);
        chars.into_iter().collect()
    }

    #[test]
    fn simplifies_by_phrase_and_keeps_the_length() {
        let folder = Folder::load();
        assert_eq!(simplified(&folder, "縣委書記於後天視察臺灣農業園"), "县委书记于后天视察台湾农业园");
        assert_eq!(simplified(&folder, "乾隆年間的著名園區與乾燥車間"), "乾隆年间的著名园区与干燥车间");
        assert_eq!(simplified(&folder, "裡程碑、準備、餘額、製造"), "里程碑、准备、余额、制造");
    }

    #[test]
    fn simplified_texts_keep_standard_characters_that_look_traditional() {
        let folder = Folder::load();
        for text in ["乾县县长於志明到瞭望台著名景区调研", "狼藉的工地已经清理完毕，明天复工"] {
            assert_eq!(simplified(&folder, text), text);
        }
        assert_eq!(simplified(&folder, "井陘县新建项目集中开工，总投资三十亿元"), "井陉县新建项目集中开工，总投资三十亿元");
    }

    #[test]
    fn folds_width_radicals_and_marks() {
        let folder = Folder::load();
        let folded: String = "２０２４Ａｂ％「」⼈⼤・｡".chars().map(|c| folder.fold(c)).collect();
        assert_eq!(folded, "2024Ab%“”人大·。");
    }
}
