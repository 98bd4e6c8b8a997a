//! A regular expression over encoded sentences in, an automaton over classes of characters out.
//!
//! A pattern tells only some hundred characters apart; all others are one class to it. Each class becomes one byte, so
//! that a gap such as `[^，。]{0,30}` is thirty steps and not thirty automata for three bytes of UTF-8 each, and a match
//! is in tokens. The matches are those of the expression as written.

use regex_automata::meta::{Config, Regex};
use regex_automata::util::captures::Captures;
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Most classes of characters that a pattern may tell apart: one byte each.
const MAX_CLASSES: usize = 256;

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    /// Where runs of characters of one class begin, in ascending order; the first is 0.
    starts: Vec<u32>,
    /// The class of each run.
    classes: Vec<u8>,
    regex: Regex,
}

impl Pattern {
    /// Compiles a regular expression.
    ///
    /// # Errors
    /// When it cannot be read, tells too many characters apart, or asks for word boundaries or bytes.
    pub fn new(source: &str) -> Result<Self, String> {
        let hir = regex_syntax::parse(source).map_err(|e| e.to_string())?;
        let mut runs = Runs::default();
        runs.collect(&hir)?;
        let (starts, classes) = runs.classes()?;
        let reader = Classes { starts: &starts, classes: &classes };
        let regex = Regex::builder().configure(Config::new().utf8_empty(false)).build_from_hir(&reader.translate(&hir));
        let regex = regex.map_err(|e| e.to_string())?;
        Ok(Self { source: source.to_string(), starts, classes, regex })
    }

    /// The expression as written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Names of its groups.
    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        self.regex.group_info().pattern_names(regex_automata::PatternID::ZERO).flatten()
    }

    /// A run of symbols as the pattern reads it: one byte for each.
    pub fn encode(&self, symbols: &[char]) -> Vec<u8> {
        let classes = Classes { starts: &self.starts, classes: &self.classes };
        symbols.iter().map(|c| classes.of(*c as u32)).collect()
    }

    /// Whether it matches anywhere in the symbols.
    pub fn is_match(&self, symbols: &[char]) -> bool {
        self.matches(&self.encode(symbols))
    }

    /// The same for what [`Pattern::encode`] made of the symbols.
    pub fn matches(&self, encoded: &[u8]) -> bool {
        self.regex.is_match(encoded)
    }

    /// The matches in what [`Pattern::encode`] made of the symbols; offsets are those of symbols.
    pub fn captures_iter<'a>(&'a self, encoded: &'a [u8]) -> impl Iterator<Item = Captures> + 'a {
        self.regex.captures_iter(encoded)
    }

    /// The first match in the symbols; offsets are those of symbols.
    pub fn first(&self, symbols: &[char]) -> Option<Captures> {
        self.captures_iter(&self.encode(symbols)).next()
    }

    /// The matches in the symbols; offsets are those of symbols.
    pub fn captures(&self, symbols: &[char]) -> Vec<Captures> {
        let encoded = self.encode(symbols);
        if self.matches(&encoded) { self.captures_iter(&encoded).collect() } else { Vec::new() }
    }

    /// Start and end of each match in the symbols.
    pub fn find_all(&self, symbols: &[char]) -> Vec<(usize, usize)> {
        self.regex.find_iter(self.encode(symbols).as_slice()).map(|m| (m.start(), m.end())).collect()
    }
}

/// The sets of characters that a pattern names, as half-open ranges.
#[derive(Default)]
struct Runs {
    sets: Vec<Vec<(u32, u32)>>,
}

impl Runs {
    fn collect(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Literal(l) => {
                let text = std::str::from_utf8(&l.0).map_err(|_| "bytes that are no text".to_string())?;
                self.sets.extend(text.chars().map(|c| vec![(c as u32, c as u32 + 1)]));
            }
            HirKind::Class(Class::Unicode(class)) => {
                self.sets.push(class.iter().map(|r| (r.start() as u32, r.end() as u32 + 1)).collect());
            }
            HirKind::Class(Class::Bytes(_)) => return Err("classes of bytes ((?-u)) have no meaning in a sentence".into()),
            HirKind::Look(Look::Start | Look::End) | HirKind::Empty => {}
            HirKind::Look(_) => return Err("expected ^ or $; sentences have no lines and no word boundaries".into()),
            HirKind::Repetition(r) => self.collect(&r.sub)?,
            HirKind::Capture(c) => self.collect(&c.sub)?,
            HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().try_for_each(|p| self.collect(p))?,
        }
        Ok(())
    }

    /// Where runs begin and the class of each: characters that are in the same sets are of one class.
    fn classes(mut self) -> Result<(Vec<u32>, Vec<u8>), String> {
        self.sets.sort_unstable();
        self.sets.dedup();
        let bounds: BTreeSet<u32> = self.sets.iter().flatten().flat_map(|&(a, b)| [a, b]).chain([0]).collect();
        let starts: Vec<u32> = bounds.into_iter().collect();
        let mut within: Vec<Vec<u16>> = vec![Vec::new(); starts.len()];
        for (number, set) in (0_u16..).zip(&self.sets) {
            for &(a, b) in set {
                let (from, to) = (starts.partition_point(|&s| s < a), starts.partition_point(|&s| s < b));
                within[from..to].iter_mut().for_each(|w| w.push(number));
            }
        }
        let mut known: FxHashMap<Vec<u16>, usize> = FxHashMap::default();
        let mut classes = Vec::with_capacity(starts.len());
        for set in within {
            let next = known.len();
            classes.push(*known.entry(set).or_insert(next));
        }
        let too_many = |_| format!("the pattern tells {} kinds of characters apart; expected at most {MAX_CLASSES}: split it", known.len());
        let classes = classes.into_iter().map(u8::try_from).collect::<Result<_, _>>().map_err(too_many)?;
        Ok((starts, classes))
    }
}

/// The classes of a pattern's characters.
struct Classes<'a> {
    starts: &'a [u32],
    classes: &'a [u8],
}

impl Classes<'_> {
    fn of(&self, c: u32) -> u8 {
        self.classes[self.starts.partition_point(|&s| s <= c) - 1]
    }

    /// The same expression over classes.
    fn translate(&self, hir: &Hir) -> Hir {
        match hir.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Literal(l) => {
                let text = std::str::from_utf8(&l.0).unwrap_or_default();
                Hir::literal(text.chars().map(|c| self.of(c as u32)).collect::<Vec<u8>>())
            }
            HirKind::Class(Class::Unicode(class)) => {
                let runs = class.iter().flat_map(|r| {
                    let first = self.starts.partition_point(|&s| s < r.start() as u32);
                    let last = self.starts.partition_point(|&s| s <= r.end() as u32);
                    self.classes[first..last].iter().map(|&b| ClassBytesRange::new(b, b))
                });
                Hir::class(Class::Bytes(ClassBytes::new(runs)))
            }
            HirKind::Class(Class::Bytes(class)) => Hir::class(Class::Bytes(class.clone())),
            HirKind::Look(look) => Hir::look(*look),
            HirKind::Repetition(r) => {
                Hir::repetition(Repetition { min: r.min, max: r.max, greedy: r.greedy, sub: Box::new(self.translate(&r.sub)) })
            }
            HirKind::Capture(c) => Hir::capture(Capture { index: c.index, name: c.name.clone(), sub: Box::new(self.translate(&c.sub)) }),
            HirKind::Concat(parts) => Hir::concat(parts.iter().map(|p| self.translate(p)).collect()),
            HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(|p| self.translate(p)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PATTERNS: [&str; 7] = [
        "(?P<a>\u{E000}+)[^，。]{0,5}?(?:出席|参加)(?P<b>\u{E005})?",
        "甲[丁-乙]{1,3}|[^甲]丙$",
        "^(?:甲|乙丙)*[0-9]+",
        "\\p{Han}{2,4}?(?:丙|$)",
        "(?:甲|甲乙|甲乙丙)(?P<rest>.*)",
        "[\u{E000}-\u{E0FF}][、和]",
        "(?:)",
    ];

    /// All groups of all matches, in symbols.
    fn plain(pattern: &str, text: &str) -> Vec<Vec<Option<(usize, usize)>>> {
        let regex = regex::Regex::new(pattern).unwrap();
        let at = |byte: usize| text[..byte].chars().count();
        let groups = |c: regex::Captures| c.iter().map(|m| m.map(|m| (at(m.start()), at(m.end())))).collect();
        regex.captures_iter(text).map(groups).collect()
    }

    fn ours(pattern: &str, text: &str) -> Vec<Vec<Option<(usize, usize)>>> {
        let pattern = Pattern::new(pattern).unwrap();
        let encoded = pattern.encode(&text.chars().collect::<Vec<_>>());
        let groups = |c: Captures| c.iter().map(|s| s.map(|s| (s.start, s.end))).collect();
        pattern.captures_iter(&encoded).map(groups).collect()
    }

    proptest! {
        #[test]
        fn matches_are_those_of_the_expression_as_written(text in "[甲乙丙丁出席参加，。、和0a\u{E000}\u{E005}\u{20000}]{0,14}") {
            for pattern in PATTERNS {
                prop_assert_eq!(ours(pattern, &text), plain(pattern, &text), "{} in {}", pattern, text);
            }
        }
    }

    #[test]
    fn what_has_no_meaning_in_a_sentence_is_refused() {
        for (pattern, wanted) in [("\\b甲", "no word boundaries"), ("(?-u:a\\b)", "word boundaries"), ("甲(", "unclosed")] {
            let message = Pattern::new(pattern).err().unwrap_or_default();
            assert!(message.contains(wanted), "{pattern}: {message}");
        }
        let many: String = (0..300).filter_map(|i| char::from_u32(0x4e00 + i)).flat_map(|c| [c, '|']).collect();
        let apart: String = many.chars().filter(|c| *c != '|').map(|c| format!("{c}一?")).collect();
        assert!(Pattern::new(&apart).err().unwrap_or_default().contains("at most 256"));
        assert!(Pattern::new(many.trim_end_matches('|')).is_ok(), "an alternation of single characters is one class");
    }
}
