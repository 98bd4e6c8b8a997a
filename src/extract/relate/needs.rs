//! A rule's pattern in, the characters a sentence must hold for it out: most rules are turned away without running.

use regex_syntax::hir::{Class, Hir, HirKind};
use rustc_hash::FxHashSet;

/// A character class larger than this says too little to ask about.
const MAX_CLASS: usize = 12;

/// What a pattern demands: of each set at least one character must stand in the sentence.
#[derive(Clone, Debug, Default)]
pub struct Needs(Vec<Vec<char>>);

impl Needs {
    /// Reads the demands of a regular expression; one that cannot be parsed demands nothing.
    pub fn of(pattern: &str) -> Self {
        regex_syntax::parse(pattern).map_or_else(|_| Self::default(), |hir| Self(clauses(&hir)))
    }

    /// Whether a sentence that holds exactly `present` may match.
    pub fn met_by(&self, present: &FxHashSet<char>) -> bool {
        self.first_unmet(present).is_none()
    }

    /// The first set of which `present` holds nothing.
    pub fn first_unmet(&self, present: &FxHashSet<char>) -> Option<&[char]> {
        self.0.iter().find(|set| !set.iter().any(|c| present.contains(c))).map(Vec::as_slice)
    }
}

fn clauses(hir: &Hir) -> Vec<Vec<char>> {
    match hir.kind() {
        HirKind::Literal(l) => std::str::from_utf8(&l.0).map_or_else(|_| Vec::new(), |s| s.chars().map(|c| vec![c]).collect()),
        HirKind::Class(Class::Unicode(class)) => {
            let size: usize = class.iter().map(|r| r.end() as usize - r.start() as usize + 1).sum();
            if size > MAX_CLASS { Vec::new() } else { vec![class.iter().flat_map(|r| r.start()..=r.end()).collect()] }
        }
        HirKind::Repetition(r) if r.min > 0 => clauses(&r.sub),
        HirKind::Capture(c) => clauses(&c.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(clauses).collect(),
        HirKind::Alternation(branches) => either(branches),
        _ => Vec::new(),
    }
}

/// One branch suffices, so the demand is the union of one demand of each; a branch without any lifts it.
fn either(branches: &[Hir]) -> Vec<Vec<char>> {
    let mut union = Vec::new();
    for branch in branches {
        let Some(smallest) = clauses(branch).into_iter().min_by_key(Vec::len) else { return Vec::new() };
        union.extend(smallest);
    }
    vec![union]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(pattern: &str, text: &str) -> bool {
        Needs::of(pattern).met_by(&text.chars().collect())
    }

    #[test]
    fn a_sentence_without_the_words_is_turned_away() {
        assert!(!met("A(出席|参加)B", "A主持B"));
        assert!(met("A(出席|参加)B", "A参加B"));
        assert!(!met("A(出席|参加)B", "A参加"));
    }

    #[test]
    fn what_may_be_absent_demands_nothing() {
        assert!(met("A(?:到场)?B*[^，]", "A去"));
        assert!(met("(?:A|B?)C", "C"));
    }

    #[test]
    fn every_match_meets_the_demands() {
        for (pattern, text) in [("(甲|乙丙)丁{1,3}", "乙丙丁丁"), ("[丁-甲]戊", "丁戊"), ("(?i)ab", "AB")] {
            assert!(regex::Regex::new(pattern).unwrap().is_match(text) && met(pattern, text), "{pattern}");
        }
    }
}
