//! Single characters: width, variants, traditional to simplified.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::HashMap;

/// Folds characters. Loading it reads the conversion tables once.
pub struct Folder {
    /// Traditional → simplified for every single character that changes.
    single: HashMap<char, char>,
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

impl Default for Folder {
    fn default() -> Self {
        Self::load()
    }
}

impl Folder {
    pub fn load() -> Self {
        let opencc = OpenCC::from_config(BuiltinConfig::T2s).ok();
        let mut single: HashMap<char, char> = VARIANTS.into_iter().collect();
        if let Some(converter) = &opencc {
            for code in 0x4e00..=0x9fff_u32 {
                let Some(c) = char::from_u32(code) else { continue };
                let mut out = converter.convert(&c.to_string());
                if let Some(simple) = out.pop().filter(|s| out.is_empty() && *s != c)
                    && c != '乾'
                {
                    single.entry(c).or_insert(simple);
                }
            }
        }
        Self { single, opencc }
    }

    /// Width and quotation marks of one character.
    pub fn fold(&self, c: char) -> char {
        match c {
            '\u{ff10}'..='\u{ff19}'
            | '\u{ff21}'..='\u{ff3a}'
            | '\u{ff41}'..='\u{ff5a}'
            | '％'
            | '．'
            | '／'
            | '＋'
            | '－'
            | '＝'
            | '＞'
            | '＜'
            | '＂'
            | '＆' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '「' | '﹁' | '〝' => '“',
            '」' | '﹂' | '〞' => '”',
            '『' => '‘',
            '』' => '’',
            '﹙' => '（',
            '﹚' => '）',
            '﹐' => '，',
            '∶' | '﹕' | '︰' => '：',
            '•' | '・' | '‧' | '∙' => '·',
            '—' | '―' | '─' => '—',
            '～' | '〜' => '～',
            other => other,
        }
    }

    /// Traditional → simplified in place. Phrases decide (乾隆, 皇后) where the converted run keeps its length.
    pub fn simplify(&self, chars: &mut [char]) {
        if !chars.iter().any(|c| self.single.contains_key(c)) {
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

/// A run counts as traditional when more than one character in twenty is.
fn is_traditional(chars: &[char], single: &HashMap<char, char>) -> bool {
    let changed = chars.iter().filter(|c| single.contains_key(c)).count();
    changed * 20 > chars.len()
}
