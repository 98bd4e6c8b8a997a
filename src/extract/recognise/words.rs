//! Word boundaries and word classes of a block, from a general dictionary.

use jieba_rs::Jieba;

/// Where words begin and what class they are. Names that no dictionary has fall apart into single characters.
#[derive(Clone, Debug)]
pub struct Words {
    /// `start[i]`: a word begins at `i`; one element more than there are characters.
    start: Vec<bool>,
    /// First letter of the class of the word that begins at `i`: `v` verb, `n` noun, `d` adverb, `x` unknown.
    class: Vec<u8>,
}

impl Words {
    pub fn cut(jieba: &Jieba, text: &str) -> Self {
        let length = text.chars().count();
        let (mut start, mut class) = (vec![false; length + 1], vec![b'x'; length + 1]);
        let mut at = 0;
        for tag in jieba.tag(text, false) {
            start[at] = true;
            class[at] = if tag.tag == "vn" { b'n' } else { tag.tag.bytes().next().unwrap_or(b'x') };
            at += tag.word.chars().count();
        }
        start[length] = true;
        start[0] = true;
        Self { start, class }
    }

    /// Whether a word begins (or the text ends) at `at`.
    pub fn is_boundary(&self, at: usize) -> bool {
        self.start.get(at).copied().unwrap_or(true)
    }

    /// Class of the word that begins at `at`.
    pub fn class(&self, at: usize) -> u8 {
        self.class[at]
    }

    /// Start of the word that ends at or runs over `end`; `end` must be above 0.
    pub fn before(&self, end: usize) -> usize {
        (0..end).rev().find(|&i| self.start[i]).unwrap_or(0)
    }

    /// End of the word that begins at or runs over `start`.
    pub fn after(&self, start: usize) -> usize {
        (start + 1..self.start.len()).find(|&i| self.start[i]).unwrap_or(self.start.len() - 1)
    }
}
