//! A rule's pattern in, the words a sentence must hold for it out: most rules are turned away without running.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A character class larger than this says too little to ask about.
const MAX_CLASS: usize = 12;

/// Most branches that a pattern is taken apart into.
const MAX_BRANCHES: usize = 32;

/// Words of which one must stand in the sentence. A slot's symbol is a word of one character.
pub type Set = Vec<String>;

/// What a pattern demands.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    sets: Vec<Set>,
    branches: Vec<Vec<Set>>,
}

impl Needs {
    /// Reads the demands of a regular expression; one that cannot be parsed demands nothing.
    pub fn of(pattern: &str) -> Self {
        let demands = |hir: Hir| Self { sets: clauses(&hir), branches: branches(&hir) };
        regex_syntax::parse(pattern).map_or_else(|_| Self { sets: Vec::new(), branches: vec![Vec::new()] }, demands)
    }

    /// What each way to match demands: sets whose words stand one behind the other. One way is enough.
    pub fn branches(&self) -> &[Vec<Set>] {
        &self.branches
    }

    /// The first set of which an encoded sentence holds nothing.
    pub fn first_unmet(&self, text: &str) -> Option<&[String]> {
        self.sets.iter().find(|set| !set.iter().any(|word| text.contains(word.as_str()))).map(Vec::as_slice)
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

/// The ways to match: an alternation parts them where one of its branches demands more than one word.
fn branches(hir: &Hir) -> Vec<Vec<Set>> {
    let whole = || vec![clauses(hir)];
    let parted = match hir.kind() {
        HirKind::Alternation(all) if all.iter().any(|b| clauses(b).len() > 1) => all.iter().flat_map(branches).collect(),
        HirKind::Capture(c) => branches(&c.sub),
        HirKind::Repetition(r) if r.min > 0 => branches(&r.sub),
        HirKind::Concat(parts) => {
            let mut ways: Vec<Vec<Set>> = vec![Vec::new()];
            for part in parts {
                let own = branches(part);
                if ways.len() * own.len() > MAX_BRANCHES {
                    return whole();
                }
                ways = ways.iter().flat_map(|way| own.iter().map(move |more| [way.as_slice(), more].concat())).collect();
            }
            ways
        }
        _ => return whole(),
    };
    if parted.len() > MAX_BRANCHES { whole() } else { parted }
}

/// One branch suffices, so the demand is the union of one demand of each; a branch without any lifts it.
fn either(branches: &[Hir]) -> Vec<Vec<String>> {
    let mut union = Vec::new();
    for branch in branches {
        let sharpest = clauses(branch).into_iter().min_by_key(|set| (std::cmp::Reverse(shortest(set)), set.len()));
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
    fn an_alternation_parts_what_is_demanded() {
        let needs = Needs::of("甲(?:乙丙|(?:丁|戊)[^，]*己)庚");
        let words: Vec<Vec<String>> = needs.branches().iter().map(|way| way.iter().map(|set| set.join("/")).collect()).collect();
        assert_eq!(words, [vec!["甲", "乙丙", "庚"], vec!["甲", "丁/戊", "己", "庚"]]);
        assert_eq!(Needs::of("(?:甲|乙)丙").branches().len(), 1, "single words are one set");
        assert_eq!(Needs::of("甲?").branches(), [Vec::<Set>::new()], "what demands nothing has one way");
    }

    #[test]
    fn every_match_meets_the_demands() {
        for (pattern, text) in [("(甲|乙丙)丁{1,3}", "乙丙丁丁"), ("[丁-甲]戊", "丁戊"), ("(?i)ab", "AB")] {
            assert!(regex::Regex::new(pattern).unwrap().is_match(text) && met(pattern, text), "{pattern}");
        }
    }
}
