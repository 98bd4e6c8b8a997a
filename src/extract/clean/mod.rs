//! Layout repair, character width, variant and traditional forms, with a way back to the given text.

mod fold;
mod punctuation;

pub use fold::Folder;

/// A run of text made fit for reading: simplified characters, half-width digits and letters, broken lines
/// joined, layout spaces dropped.
///
/// The three vectors have one element per character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    pub chars: Vec<char>,
    /// Offset of each character in the given text, in Unicode scalar values.
    pub origin: Vec<usize>,
    /// Whether white space or a line break stood before the character in the given text.
    pub gap: Vec<bool>,
}

impl Clean {
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The characters from `start` to `end` (offsets into this run).
    pub fn slice(&self, start: usize, end: usize) -> String {
        string(&self.chars[start..end])
    }

    /// The whole run as a string.
    pub fn text(&self) -> String {
        string(&self.chars)
    }

    /// Where `start..end` of this run stands in the given text. Empty ranges have no place there.
    pub fn given(&self, start: usize, end: usize) -> crate::model::Span {
        crate::model::Span::new(self.origin[start], self.origin[end - 1] + 1)
    }

    /// The run with a blank wherever the given text had white space, for what is told apart by it (names in a byline).
    pub fn spaced(&self) -> String {
        let mut out = String::with_capacity(self.chars.len() * 3 + 8);
        for (i, &c) in self.chars.iter().enumerate() {
            if i > 0 && self.gap[i] && c != ' ' && self.chars[i - 1] != ' ' {
                out.push(' ');
            }
            out.push(c);
        }
        out
    }

    /// The part from `start` to `end` as a run of its own.
    pub fn part(&self, start: usize, end: usize) -> Self {
        Self { chars: self.chars[start..end].to_vec(), origin: self.origin[start..end].to_vec(), gap: self.gap[start..end].to_vec() }
    }

    /// Adds another run behind this one, with a gap between.
    pub fn append(&mut self, other: &Self) {
        let at = self.chars.len();
        self.chars.extend(&other.chars);
        self.origin.extend(&other.origin);
        self.gap.extend(&other.gap);
        if let Some(gap) = self.gap.get_mut(at) {
            *gap = true;
        }
    }
}

/// Characters as a string, with room for them from the start: most are Han, of three bytes.
pub fn string(chars: &[char]) -> String {
    let mut out = Vec::with_capacity(chars.len() * 3);
    for &c in chars {
        match c as u32 {
            n @ 0x800..=0xffff => out.extend_from_slice(&[0xe0 | (n >> 12) as u8, 0x80 | (n >> 6 & 0x3f) as u8, 0x80 | (n & 0x3f) as u8]),
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Cleans `given[start..end]`: one run, white space dropped and remembered as gaps.
///
/// A space between two Latin words stays, so that names such as Smart City keep it.
pub fn clean(given: &[char], start: usize, end: usize, folder: &Folder) -> Clean {
    let most = end.saturating_sub(start);
    let mut out = Clean { chars: Vec::with_capacity(most), origin: Vec::with_capacity(most), gap: Vec::with_capacity(most) };
    let mut gap = false;
    for (at, &c) in given.iter().enumerate().take(end).skip(start) {
        let c = folder.fold(c);
        if c.is_whitespace() || is_invisible(c) {
            gap = gap || !is_invisible(c);
            continue;
        }
        let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
        if gap && c.is_ascii_alphabetic() && latin(out.chars.last()) {
            out.chars.push(' ');
            out.origin.push(at - 1);
            out.gap.push(true);
        }
        out.chars.push(c);
        out.origin.push(at);
        out.gap.push(gap);
        gap = false;
    }
    punctuation::unify(&mut out.chars);
    folder.simplify(&mut out.chars);
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::load);

    fn cleaned(text: &str) -> Clean {
        let given: Vec<char> = text.chars().collect();
        clean(&given, 0, given.len(), &FOLDER)
    }

    #[test]
    fn spaces_inside_numbers_and_dates_go() {
        for (given, expected) in [
            ("总投资 1 6.8 亿元", "总投资16.8亿元"),
            ("4 月 1 1 日至 1 3 日", "4月11日至13日"),
            ("年产\u{3000}１２\u{a0}万吨", "年产12万吨"),
            ("完成投资 1,286.5 亿元", "完成投资1,286.5亿元"),
        ] {
            assert_eq!(cleaned(given).text(), expected);
        }
    }

    #[test]
    fn latin_words_keep_one_space() {
        assert_eq!(cleaned("引进 Green   Valley 公司").text(), "引进Green Valley公司");
        assert_eq!(cleaned("引进Ｇｒｅｅｎ\u{3000}Ｖａｌｌｅｙ公司").text(), "引进Green Valley公司");
    }

    #[test]
    fn gaps_and_origins_lead_back() {
        let run = cleaned("  马　驰\t出席");
        assert_eq!(run.text(), "马驰出席");
        assert_eq!(run.gap, [true, true, true, false]);
        assert_eq!(run.origin, [2, 4, 6, 7]);
        assert_eq!(run.given(0, 2), crate::model::Span::new(2, 5));
        assert_eq!(run.spaced(), "马 驰 出席");
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_way_back(text in "(\\PC|[　\\t ，。“”(),:;0-9a-z縣裡黃]){0,60}") {
            let given: Vec<char> = text.chars().collect();
            let run = cleaned(&text);
            prop_assert_eq!(run.chars.len(), run.origin.len());
            prop_assert_eq!(run.chars.len(), run.gap.len());
            prop_assert!(run.origin.windows(2).all(|w| w[0] < w[1]));
            for (&c, &at) in run.chars.iter().zip(&run.origin) {
                // A character of a name is the given one up to width and simplification; a blank stands for white space.
                let source = given[at];
                prop_assert_eq!(c == ' ', source.is_whitespace() || is_invisible(source));
                if source.is_ascii_alphanumeric() {
                    prop_assert_eq!(c, source);
                }
            }
        }
    }
}
