//! All rules and an encoded sentence in, the rules that may match it out: one pass for all words that any rule demands.

use super::needs::shortest;
use super::rule::Rule;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

/// The words that rules demand, with an automaton that finds them.
pub struct Triggers {
    automaton: AhoCorasick,
    /// For each word: the rules whose sharpest demand it meets.
    rules_of: Vec<Vec<usize>>,
    /// For each rule: its demands, each as the words of which one suffices.
    demands: Vec<Vec<Vec<usize>>>,
    /// Rules that demand nothing.
    always: Vec<usize>,
}

impl Triggers {
    /// Reads the demands of rules; they are named by their places from here on.
    pub fn of(rules: &[Rule]) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut demands, mut always, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (number, rule) in rules.iter().enumerate() {
            let mut number_of = |word| {
                *known.entry(word).or_insert_with(|| {
                    words.push(word);
                    words.len() - 1
                })
            };
            let sets = rule.needs.sets();
            demands.push(sets.iter().map(|set| set.iter().map(|w| number_of(w.as_str())).collect()).collect::<Vec<Vec<usize>>>());
            // The rarest demand is taken to be the one whose shortest word is longest, then the one with the fewest words.
            let sharpest = (0..sets.len()).max_by_key(|&i| (shortest(&sets[i]), std::cmp::Reverse(sets[i].len())));
            match sharpest {
                Some(i) => keys.push((number, i)),
                None => always.push(number),
            }
        }
        let mut rules_of = vec![Vec::new(); words.len()];
        for (rule, set) in keys {
            for &word in &demands[rule][set] {
                rules_of[word].push(rule);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("words of compiled patterns are fewer than the automaton can hold");
        Self { automaton, rules_of, demands, always }
    }

    /// The rules that may match an encoded sentence, in their order.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let mut present = vec![false; self.rules_of.len()];
        let mut out = self.always.clone();
        for found in self.automaton.find_overlapping_iter(text) {
            let word = found.pattern().as_usize();
            if !present[word] {
                present[word] = true;
                out.extend(&self.rules_of[word]);
            }
        }
        out.sort_unstable();
        out.dedup();
        out.retain(|&rule| self.demands[rule].iter().all(|set| set.iter().any(|&word| present[word])));
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Resources;

    #[test]
    fn candidates_are_the_rules_whose_demands_are_met() {
        let resources = Resources::load().expect("the shipped rules load");
        for text in ["", "\u{E007}\u{E000}出席\u{E005}并讲话。", "\u{E004}总投资\u{E009}，计划\u{E008}竣工。", "天气晴朗。"]
        {
            let met = |i: &usize| resources.rules[*i].needs.first_unmet(text).is_none();
            let wanted: Vec<usize> = (0..resources.rules.len()).filter(met).collect();
            assert_eq!(resources.triggers.candidates(text), wanted, "{text}");
        }
    }
}
