//! Layout repair, character width, variant and traditional forms, with a way back to the given text.

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
}
