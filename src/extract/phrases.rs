//! Fixed words and characters of the language, made ready when the program is compiled: a place of a text where none of
//! them can stand is passed over at the cost of one look, so that a list may be asked about at every character.

use super::recognise::{ends_with, has_at};

/// Bits of a filter; a power of two.
const BITS: usize = 1024;

/// Says of a character for certain that it is not in a set, or that it may be.
struct Filter([u64; BITS / 64]);

impl Filter {
    const fn with(mut self, c: u32) -> Self {
        let slot = c as usize % BITS;
        self.0[slot / 64] |= 1 << (slot % 64);
        self
    }

    fn may_have(&self, c: char) -> bool {
        let slot = c as usize % BITS;
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }
}

/// The character of a text that begins at a byte, and where the next one begins.
const fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let (lead, length) = match text[at] {
        b if b < 0x80 => (b as u32, 1),
        b if b < 0xe0 => ((b & 0x1f) as u32, 2),
        b if b < 0xf0 => ((b & 0x0f) as u32, 3),
        b => ((b & 0x07) as u32, 4),
    };
    let (mut c, mut i) = (lead, 1);
    while i < length {
        c = c << 6 | (text[at + i] & 0x3f) as u32;
        i += 1;
    }
    (c, at + length)
}

/// Most words of a list.
const MAX_WORDS: usize = 128;

/// A list of words.
pub struct Phrases {
    words: &'static [&'static str],
    /// The first character of each word, cut to 16 bits.
    firsts: [u16; MAX_WORDS],
    heads: Filter,
    tails: Filter,
}

impl Phrases {
    /// The words in the order in which they are asked for; none is empty, and they are 128 at most.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let (mut heads, mut tails) = (Filter([0; BITS / 64]), Filter([0; BITS / 64]));
        let (mut firsts, mut i) = ([0; MAX_WORDS], 0);
        while i < words.len() {
            let word = words[i].as_bytes();
            let first = decode(word, 0).0;
            heads = heads.with(first);
            firsts[i] = first as u16;
            let mut at = 0;
            let mut last = 0;
            while at < word.len() {
                (last, at) = decode(word, at);
            }
            tails = tails.with(last);
            i += 1;
        }
        Self { words, firsts, heads, tails }
    }

    /// The words in their order.
    pub fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// The words that stand at `at`, in their order.
    #[inline]
    pub fn all_at<'a>(&'a self, text: &'a [char], at: usize) -> impl Iterator<Item = &'static str> + use<'a> {
        let first = text.get(at).copied().filter(|c| self.heads.may_have(*c));
        let words: &'static [&'static str] = if first.is_some() { self.words } else { &[] };
        let first = first.unwrap_or_default() as u16;
        words.iter().zip(&self.firsts).filter(move |(w, f)| **f == first && has_at(text, at, w)).map(|(w, _)| *w)
    }

    /// The first word of the list that stands at `at`.
    #[inline]
    pub fn at(&self, text: &[char], at: usize) -> Option<&'static str> {
        self.all_at(text, at).next()
    }

    /// Whether one of the words ends at `end`.
    #[inline]
    pub fn end_at(&self, text: &[char], end: usize) -> bool {
        end > 0 && self.tails.may_have(text[end - 1]) && self.words.iter().any(|w| ends_with(text, end, w))
    }

    /// Whether one of the words stands anywhere.
    #[inline]
    pub fn any(&self, text: &[char]) -> bool {
        (0..text.len()).any(|at| self.at(text, at).is_some())
    }

    /// Whether one of the words stands anywhere in a string.
    #[inline]
    pub fn any_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.heads.may_have(c) && self.begins(&text[at..], c))
    }

    /// Whether a string begins with one of the words.
    #[inline]
    pub fn begin(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.heads.may_have(c) && self.begins(text, c))
    }

    fn begins(&self, text: &str, first: char) -> bool {
        self.words.iter().zip(&self.firsts).any(|(w, f)| *f == first as u16 && text.starts_with(w))
    }

    /// Whether a string ends with one of the words.
    #[inline]
    pub fn end(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.tails.may_have(c)) && self.words.iter().any(|w| text.ends_with(w))
    }
}

/// 65,536 characters, one bit each.
const WORDS: usize = 1024;

/// A set of characters of the basic plane, exact.
pub struct Chars([u64; WORDS]);

impl Chars {
    /// The characters of some strings; all must be of the basic plane.
    pub const fn of(texts: &[&str]) -> Self {
        let (mut set, mut i) = ([0; WORDS], 0);
        while i < texts.len() {
            let (text, mut at) = (texts[i].as_bytes(), 0);
            while at < text.len() {
                let (c, next) = decode(text, at);
                set[c as usize / 64] |= 1 << (c % 64);
                at = next;
            }
            i += 1;
        }
        Self(set)
    }

    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }

    /// Whether a string holds one of them.
    pub fn any_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Phrases = Phrases::of(&["任命", "决定任命", "任", "ab"]);

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = chars("决定任命甲ab");
        assert_eq!(WORDS.all_at(&text, 2).collect::<Vec<_>>(), ["任命", "任"]);
        assert_eq!((WORDS.at(&text, 0), WORDS.at(&text, 1), WORDS.at(&text, 9)), (Some("决定任命"), None, None));
        assert!(WORDS.end_at(&text, 4) && WORDS.end_at(&text, 3) && !WORDS.end_at(&text, 2) && !WORDS.end_at(&text, 0));
        assert!(WORDS.any(&text) && WORDS.any_in("甲ab") && !WORDS.any(&chars("决定a")) && !WORDS.any_in("命b"));
        assert!(
            WORDS.begin("任上") && !WORDS.begin("上任") && WORDS.end("上任") && !WORDS.end("任上") && !WORDS.begin("") && !WORDS.end("")
        );
    }

    #[test]
    fn a_set_has_what_it_was_given() {
        static SET: Chars = Chars::of(&["阿a·", "〇。"]);
        assert!("阿a·〇。".chars().all(|c| SET.has(c)) && !"巴b\u{20000}\0".chars().any(|c| SET.has(c)));
    }
}
