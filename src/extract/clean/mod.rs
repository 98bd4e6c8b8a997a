//! Layout repair, character width, variant and traditional forms, with a way back to the given text.

mod fold;

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
        self.chars[start..end].iter().collect()
    }

    /// The whole run as a string.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Where `start..end` of this run stands in the given text. Empty ranges have no place there.
    pub fn given(&self, start: usize, end: usize) -> crate::model::Span {
        crate::model::Span::new(self.origin[start], self.origin[end - 1] + 1)
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

/// Cleans `given[start..end]`: one run, white space dropped and remembered as gaps.
///
/// A space between two Latin words stays, so that names such as Smart City keep it.
pub fn clean(given: &[char], start: usize, end: usize, folder: &Folder) -> Clean {
    let mut out = Clean::default();
    let mut gap = false;
    for (at, &c) in given.iter().enumerate().take(end).skip(start) {
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
        out.chars.push(folder.fold(c));
        out.origin.push(at);
        out.gap.push(gap);
        gap = false;
    }
    punctuation(&mut out);
    folder.simplify(&mut out.chars);
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '\0')
}

/// Half-width marks beside Chinese characters become the Chinese marks, so that rules see one form.
fn punctuation(out: &mut Clean) {
    let wide = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii());
    let chars = out.chars.clone();
    for (i, slot) in out.chars.iter_mut().enumerate() {
        let (before, after) = (i.checked_sub(1).and_then(|b| chars.get(b)), chars.get(i + 1));
        let beside = wide(before) || wide(after);
        let digits = before.is_some_and(char::is_ascii_digit) && after.is_some_and(char::is_ascii_digit);
        *slot = match *slot {
            '(' => '（',
            ')' => '）',
            ',' if beside && !digits => '，',
            ';' if beside => '；',
            '!' if beside => '！',
            '?' if beside => '？',
            ':' if beside && !digits => '：',
            other => other,
        };
    }
    quotes(&mut out.chars);
}

/// Straight quotes become opening and closing ones in turn.
fn quotes(chars: &mut [char]) {
    let mut open = false;
    for slot in chars.iter_mut() {
        if *slot == '"' {
            *slot = if open { '”' } else { '“' };
            open = !open;
        } else if matches!(*slot, '。' | '\n') && open && *slot == '\n' {
            open = false;
        }
    }
}
