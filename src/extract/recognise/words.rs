//! Word boundaries of a block, from a general dictionary.

use jieba_rs::Jieba;

/// Where words begin. Names that no dictionary has fall apart into single characters.
#[derive(Clone, Debug)]
pub struct Words {
    /// `start[i]`: a word begins at `i`; one element more than there are characters.
    start: Vec<bool>,
}

impl Words {
    pub fn cut(jieba: &Jieba, text: &str) -> Self {
        let mut start = vec![false; text.chars().count() + 1];
        let mut at = 0;
        for token in jieba.cut(text, false) {
            start[at] = true;
            at += token.word.chars().count();
        }
        let last = start.len() - 1;
        start[last] = true;
        start[0] = true;
        Self { start }
    }

    /// Whether a word begins (or the text ends) at `at`.
    pub fn is_boundary(&self, at: usize) -> bool {
        self.start.get(at).copied().unwrap_or(true)
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
