//! A text and words of it → the sentence that holds them.

use serde::Serialize;

/// Most characters shown on each side of the words.
const MOST_CHARS: usize = 80;

/// Words in their sentence, white space left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quote {
    pub before: String,
    pub words: String,
    pub after: String,
}

impl Quote {
    /// The whole sentence.
    pub fn sentence(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after)
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A text in which sentences are looked up.
pub struct Source {
    chars: Vec<char>,
    /// Offsets of the characters that are no white space.
    solid: Vec<usize>,
}

impl Source {
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let solid = (0..chars.len()).filter(|&i| !chars[i].is_whitespace()).collect();
        Self { chars, solid }
    }

    /// The sentence around `start..end`; offsets behind the end are drawn in.
    pub fn around(&self, start: usize, end: usize) -> Quote {
        let end = end.min(self.chars.len());
        let start = start.min(end);
        let from = (start.saturating_sub(MOST_CHARS)..start).rev().find(|&i| self.stops(i)).map(|i| i + 1);
        let from = from.unwrap_or(start.saturating_sub(MOST_CHARS));
        let most = self.chars.len().min(end + MOST_CHARS);
        let closed = end > start && self.stops(end - 1);
        let to = if closed { end } else { (end..most).find(|&i| self.stops(i)).map_or(most, |i| i + 1) };
        Quote { before: self.plain(from, start), words: self.plain(start, end), after: self.plain(end, to) }
    }

    /// The sentence that holds words as they were written; white space does not count.
    pub fn find(&self, words: &str) -> Option<Quote> {
        let wanted: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
        let (first, last) = (wanted.first()?, wanted.len() - 1);
        let at = (0..self.solid.len().checked_sub(last)?)
            .find(|&i| self.chars[self.solid[i]] == *first && wanted.iter().zip(&self.solid[i..]).all(|(c, &at)| self.chars[at] == *c))?;
        Some(self.around(self.solid[at], self.solid[at + last] + 1))
    }

    /// Whether the text has exactly these words there.
    pub fn has(&self, start: usize, end: usize, words: &str) -> bool {
        !words.is_empty() && self.chars.get(start..end).is_some_and(|found| found.iter().copied().eq(words.chars()))
    }

    /// Whether a sentence or a paragraph ends with this character.
    fn stops(&self, at: usize) -> bool {
        match self.chars[at] {
            '。' | '！' | '？' => true,
            '\n' => self.chars.get(at + 1).is_none_or(|c| c.is_whitespace()),
            _ => false,
        }
    }

    fn plain(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().filter(|c| !c.is_whitespace()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "云帆项目开工\n\n　　昨天下雨。市长高远\n山出席。后来天晴。\n";

    #[test]
    fn words_are_found_across_line_breaks() {
        let quote = Source::new(TEXT).find("高远山出席").expect("there");
        assert_eq!((quote.before.as_str(), quote.words.as_str(), quote.after.as_str()), ("市长", "高远山出席", "。"));
    }

    #[test]
    fn headlines_end_at_the_empty_line() {
        assert_eq!(Source::new(TEXT).find("项目").expect("there").sentence(), "云帆项目开工");
    }

    #[test]
    fn places_outside_the_text_give_what_there_is() {
        let source = Source::new("甲。");
        assert_eq!(source.around(5, 9).words, "");
        assert!(source.find("乙").is_none() && source.find("甲。甲").is_none() && source.find(" ").is_none());
        assert!(source.has(0, 1, "甲") && !source.has(0, 9, "甲。") && !source.has(1, 1, ""));
    }
}
