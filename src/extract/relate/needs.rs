//! A rule's pattern in, the words a sentence must hold for it out: most rules are turned away without running.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A character class larger than this says too little to ask about.
const MAX_CLASS: usize = 12;

/// What a pattern demands: of each set at least one word must stand in the sentence. A slot's symbol is a word of one
/// character.
#[derive(Clone, Debug, Default)]
pub struct Needs(Vec<Vec<String>>);

impl Needs {
    /// Reads the demands of a regular expression; one that cannot be parsed demands nothing.
    pub fn of(pattern: &str) -> Self {
        regex_syntax::parse(pattern).map_or_else(|_| Self::default(), |hir| Self(clauses(&hir)))
    }

    /// The sets, each of at least one word.
    pub fn sets(&self) -> &[Vec<String>] {
        &self.0
    }

    /// The first set of which an encoded sentence holds nothing.
    pub fn first_unmet(&self, text: &str) -> Option<&[String]> {
        self.0.iter().find(|set| !set.iter().any(|word| text.contains(word.as_str()))).map(Vec::as_slice)
    }
}

fn clauses(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(l) => std::str::from_utf8(&l.0).map_or_else(|_| Vec::new(), |s| vec![vec![s.to_string()]]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: usize = class.iter().map(|r| r.end() as usize - r.start() as usize + 1).sum();
            let chars = || class.iter().flat_map(|r| r.start()..=r.end()).map(String::from).collect();
            if size > MAX_CLASS { Vec::new() } else { vec![chars()] }
        }
        HirKind::Repetition(r) if r.min > 0 => clauses(&r.sub),
        HirKind::Capture(c) => clauses(&c.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(clauses).collect(),
        HirKind::Alternation(branches) => either(branches),
        _ => Vec::new(),
    }
}

/// One branch suffices, so the demand is the union of one demand of each; a branch without any lifts it.
fn either(branches: &[Hir]) -> Vec<Vec<String>> {
    let mut union = Vec::new();
    for branch in branches {
        let sharpest = clauses(branch).into_iter().min_by_key(|set| (set.len(), std::cmp::Reverse(shortest(set))));
        let Some(sharpest) = sharpest else { return Vec::new() };
        union.extend(sharpest);
    }
    vec![union]
}

/// Length in bytes of a set's shortest word: the longer, the rarer.
pub fn shortest(set: &[String]) -> usize {
    set.iter().map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(pattern: &str, text: &str) -> bool {
        Needs::of(pattern).first_unmet(text).is_none()
    }

    #[test]
    fn a_sentence_without_the_words_is_turned_away() {
        assert!(!met("A(出席|参加)B", "A主持B"));
        assert!(!met("A(出席|参加)B", "A出了席B"));
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
