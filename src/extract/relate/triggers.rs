//! All rules and an encoded sentence in, the rules that may match it out: one pass for all words that any rule demands.
//! What a rule demands must stand one behind the other, as its pattern has it.

use super::needs::shortest;
use super::rule::Rule;
use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

/// The words that rules demand, with an automaton that finds them.
pub struct Triggers {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// For each word: the rules of which it meets the sharpest demand of some way to match.
    rules_of: Vec<Vec<usize>>,
    /// For each rule and each way to match: the demands in order, each as the words, ascending, of which one suffices.
    demands: Vec<Vec<Way>>,
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
            let mut ways: Vec<Way> = Vec::new();
            for sets in rule.needs.branches() {
                let way: Way = sets.iter().map(|set| sorted(set.iter().map(|w| number_of(w.as_str())))).collect();
                // The rarest demand is taken to be the one whose shortest word is longest, then the one with the fewest words.
                let sharpest = (0..sets.len()).max_by_key(|&i| (shortest(&sets[i]), std::cmp::Reverse(sets[i].len())));
                match sharpest {
                    Some(i) => keys.push((number, way[i].clone())),
                    None => always.push(number),
                }
                ways.push(way);
            }
            demands.push(ways);
        }
        let mut rules_of = vec![Vec::new(); words.len()];
        for (rule, set) in keys {
            set.into_iter().for_each(|word| rules_of[word].push(rule));
        }
        always.dedup();
        let automaton =
            CharwiseDoubleArrayAhoCorasick::new(&words).expect("words of compiled patterns are not empty and fewer than it can hold");
        Self { automaton, rules_of, demands, always }
    }

    /// The rules that may match an encoded sentence, in their order.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let mut rules = vec![0_u64; self.demands.len().div_ceil(64)];
        let mut wanted = |rule: usize| rules[rule / 64] |= 1 << (rule % 64);
        self.always.iter().for_each(|&rule| wanted(rule));
        let mut found: Vec<Found> = Vec::with_capacity(32);
        let mut present = vec![0_u64; self.rules_of.len().div_ceil(64)];
        for m in self.automaton.find_overlapping_iter(text) {
            let word = m.value() as usize;
            found.push(Found { start: m.start(), end: m.end(), word });
            if present[word / 64] >> (word % 64) & 1 == 0 {
                present[word / 64] |= 1 << (word % 64);
                self.rules_of[word].iter().for_each(|&rule| wanted(rule));
            }
        }
        let has = |word: &usize| present[word / 64] >> (word % 64) & 1 == 1;
        let met = |way: &Way| way.iter().all(|set| set.iter().any(has)) && (way.len() < 2 || stand_in_order(way, &found));
        let asked = (0..self.demands.len()).filter(|rule| rules[rule / 64] >> (rule % 64) & 1 == 1);
        asked.filter(|&rule| self.demands[rule].iter().any(met)).collect()
    }
}

/// What one way to match demands.
type Way = Vec<Vec<usize>>;

/// A word of some rule where it stands, in bytes.
struct Found {
    start: usize,
    end: usize,
    word: usize,
}

/// Whether a word of each set stands behind one of the set before: of each the one that ends first is taken, so that
/// most is left for the next. `found` is in the order of ends.
fn stand_in_order(demands: &[Vec<usize>], found: &[Found]) -> bool {
    let (mut rest, mut from) = (found.iter(), 0);
    demands.iter().all(|set| {
        let next = rest.find(|f| f.start >= from && set.binary_search(&f.word).is_ok());
        from = next.map_or(from, |f| f.end);
        next.is_some()
    })
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = numbers.collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::super::encode::Encoded;
    use crate::extract::Resources;
    use crate::model::Document;

    /// What rules with one word behind the other demand, put to the words of a text.
    #[test]
    fn candidates_are_the_rules_whose_demands_are_met_in_order() {
        let resources = Resources::load().expect("the shipped rules load");
        for text in ["", "\u{E007}\u{E000}出席\u{E005}并讲话。", "\u{E004}总投资\u{E009}，计划\u{E008}竣工。", "天气晴朗。"]
        {
            let in_order = |sets: &[Vec<String>]| {
                let mut from = 0;
                sets.iter().all(|set| {
                    let ends = set.iter().filter_map(|w| text[from..].find(w.as_str()).map(|at| from + at + w.len()));
                    ends.min().map(|end| from = end).is_some()
                })
            };
            let met = |i: &usize| resources.rules[*i].needs.branches().iter().any(|way| in_order(way));
            let wanted: Vec<usize> = (0..resources.rules.len()).filter(met).collect();
            assert_eq!(resources.triggers.candidates(text), wanted, "{text}");
        }
    }

    /// No rule is turned away that matches.
    #[test]
    fn every_rule_that_matches_its_examples_is_a_candidate() {
        let resources = Resources::load().expect("the shipped rules load");
        let mut matched = 0;
        for example in resources.rules.iter().flat_map(|r| &r.examples) {
            let given: Vec<char> = example.text.chars().collect();
            for article in crate::extract::segment::articles(&Document::new("t", example.text.as_str()), &given, &resources.folder) {
                let blocks = crate::extract::read(&given, &article, &resources).blocks;
                let sentences = blocks.iter().flat_map(|b| b.sentences.iter().map(move |s| (b, s)));
                for (block, &(start, end)) in sentences {
                    let encoded = Encoded::new(&block.text.chars, &block.mentions, start, end);
                    let candidates = resources.triggers.candidates(&encoded.text);
                    for (i, rule) in resources.rules.iter().enumerate().filter(|(_, r)| r.pattern.is_match(&encoded.symbols)) {
                        assert!(candidates.contains(&i), "{} in {}", rule.name, encoded.text);
                        matched += 1;
                    }
                }
            }
        }
        assert!(matched > resources.rules.len() / 2, "{matched}");
    }
}
