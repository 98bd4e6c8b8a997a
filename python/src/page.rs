//! A text with the places of its characters: offsets count characters, strings are cut at bytes.

use std::sync::OnceLock;

/// A document's text, shared by its articles.
pub struct Page {
    pub text: String,
    /// The byte at which each character begins, and the end; made when something is first cut.
    starts: OnceLock<Vec<usize>>,
}

impl Page {
    pub fn new(text: String) -> Self {
        Self { text, starts: OnceLock::new() }
    }

    /// The characters from `start` to `end`; what lies beyond the text is nothing.
    pub fn cut(&self, start: usize, end: usize) -> &str {
        let starts = self.starts.get_or_init(|| self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect());
        let last = starts.len() - 1;
        let (start, end) = (start.min(last), end.min(last));
        &self.text[starts[start]..starts[end.max(start)]]
    }
}
