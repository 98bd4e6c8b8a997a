//! How often a name stands in an article, counted on demand and at most once a name.

use crate::extract::clean::string;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Names searched one by one; an article with more of them is counted through once for each length.
const MOST_SEARCHED: usize = 48;

/// An article's blocks, joined by line breaks.
pub struct Counter {
    text: String,
    known: RefCell<FxHashMap<Vec<char>, usize>>,
    /// For each length asked for in a long list of names: every run of that many characters with its count.
    runs: RefCell<FxHashMap<usize, FxHashMap<Vec<char>, usize>>>,
}

impl Counter {
    pub fn new<'a>(blocks: impl Iterator<Item = &'a str>) -> Self {
        let text = blocks.collect::<Vec<_>>().join("\n");
        Self { text, known: RefCell::default(), runs: RefCell::default() }
    }

    /// How often the name stands there, places that overlap counted once.
    pub fn count(&self, name: &[char]) -> usize {
        if let Some(&count) = self.known.borrow().get(name) {
            return count;
        }
        let count = if self.known.borrow().len() < MOST_SEARCHED {
            memchr::memmem::find_iter(self.text.as_bytes(), string(name).as_bytes()).count()
        } else {
            let mut runs = self.runs.borrow_mut();
            let of_length = runs.entry(name.len()).or_insert_with(|| runs_of(&self.text, name.len()));
            of_length.get(name).copied().unwrap_or(0)
        };
        self.known.borrow_mut().insert(name.to_vec(), count);
        count
    }
}

/// Counts all runs of `length` characters; of a run that overlaps itself (丁丁丁) the places that a search would find.
fn runs_of(text: &str, length: usize) -> FxHashMap<Vec<char>, usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: FxHashMap<Vec<char>, (usize, usize)> = FxHashMap::default();
    for (at, run) in chars.windows(length.max(1)).enumerate() {
        match out.get_mut(run) {
            Some((count, free)) if *free <= at => (*count, *free) = (*count + 1, at + length),
            Some(_) => {}
            None => {
                out.insert(run.to_vec(), (1, at + length));
            }
        }
    }
    out.into_iter().map(|(run, (count, _))| (run, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_counted_as_a_short_one() {
        let name = |i: u32| -> Vec<char> { vec!['王', char::from_u32(0x4e00 + i % 90).unwrap_or('一')] };
        let text: String = (0..400).flat_map(|i| name(i * 7 % 133)).chain("丁丁丁丁丁".chars()).collect();
        let (one, many) = (Counter::new([text.as_str()].into_iter()), Counter::new([text.as_str()].into_iter()));
        (0..90).for_each(|i| {
            many.count(&name(i));
        });
        for wanted in (0..90).map(name).chain([vec!['丁', '丁'], vec!['丁'; 3], vec!['无', '此']]) {
            let fresh = Counter::new([text.as_str()].into_iter()).count(&wanted);
            assert_eq!(many.count(&wanted), fresh, "{wanted:?}");
            assert_eq!(one.count(&wanted), fresh);
        }
    }
}
