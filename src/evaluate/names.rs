//! When two names, numbers or texts count as equal.

use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Characters of one meaning: the first is read as the second.
const VARIANTS: [(char, char); 14] = [
    ('陘', '陉'),
    ('峯', '峰'),
    ('羣', '群'),
    ('啓', '启'),
    ('牀', '床'),
    ('衆', '众'),
    ('裏', '里'),
    ('麽', '么'),
    ('甯', '宁'),
    ('滙', '汇'),
    ('綫', '线'),
    ('邨', '村'),
    ('亷', '廉'),
    ('羗', '羌'),
];

/// Marks that say nothing of who is meant.
const DROPPED: &str = "《》“”\"'‘’「」『』〈〉·•";

/// A name without width, spaces, quotation marks, variants and case.
pub fn fold(text: &str) -> String {
    let kept = text.nfkc().filter(|c| !c.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(c) && !DROPPED.contains(*c));
    let folded: String = kept.map(|c| VARIANTS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect();
    folded.to_lowercase()
}

/// Overlap of the character bigrams of two folded texts, 0 to 1.
pub fn dice(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (x, y) = (bigrams(a), bigrams(b));
    let total: usize = x.values().sum::<usize>() + y.values().sum::<usize>();
    let shared: usize = x.iter().map(|(pair, n)| (*n).min(y.get(pair).copied().unwrap_or(0))).sum();
    2.0 * shared as f64 / total as f64
}

/// A text of one character, or of none, is its own only bigram.
fn bigrams(text: &str) -> BTreeMap<Vec<char>, usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = BTreeMap::new();
    if chars.len() < 2 {
        out.insert(chars, 1);
        return out;
    }
    for pair in chars.windows(2) {
        *out.entry(pair.to_vec()).or_default() += 1;
    }
    out
}

/// How much two names of a type must overlap to be one; types without a number need an equal name.
fn least_overlap(kind: &str) -> Option<f64> {
    match kind {
        "Project" | "Event" | "Assessment" => Some(0.75),
        "Organization" => Some(0.9),
        _ => None,
    }
}

/// Whether one of the names of a thing is one of the names of another; both folded.
pub fn same(a: &BTreeSet<String>, b: &BTreeSet<String>, kind: Option<&str>) -> bool {
    if !a.is_disjoint(b) {
        return true;
    }
    let least = kind.and_then(least_overlap);
    least.is_some_and(|least| a.iter().any(|x| b.iter().any(|y| dice(x, y) >= least)))
}

/// A sum with its currency; yuan has none. Texts that are no number have no sum.
pub fn number(text: &str) -> (String, Option<f64>) {
    let text = text.replace(',', "");
    let (unit, value) = text.trim().split_once(':').unwrap_or(("", text.trim()));
    (unit.to_uppercase().replace("CNY", ""), value.trim().parse().ok())
}

/// Equal currency, and sums no more than half a percent apart.
pub fn same_sum(gold: &str, found: &str) -> bool {
    match (number(gold), number(found)) {
        ((a, Some(g)), (b, Some(f))) => a == b && (g - f).abs() <= 0.005 * g.abs(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_variants_do_not_part_names() {
        for (a, b) in [("井 陘县", "井陉县"), ("“双碳”项目", "双碳项目"), ("Ａ公司", "a公司"), ("阿里木·买买提", "阿里木买买提")]
        {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn overlap_counts_bigrams() {
        assert_eq!(dice("", "甲"), 0.0);
        assert_eq!(dice("市长", "市长"), 1.0);
        assert!((dice("市长", "副市长") - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn only_long_winded_types_may_differ_a_little() {
        let of = |n: &str| BTreeSet::from([fold(n)]);
        let (long, short) = (of("新能源电池产业园"), of("新能源电池产业园一期"));
        assert!(same(&long, &short, Some("Project")));
        assert!(!same(&long, &short, Some("Organization")) && !same(&long, &short, None));
    }

    #[test]
    fn sums_are_equal_by_value_and_currency() {
        assert!(same_sum("1453000000", "1,453,000,000.00") && same_sum("USD:120000000", "usd:120000000"));
        assert!(!same_sum("1453000000", "USD:1453000000") && !same_sum("100", "101") && !same_sum("100", "约100"));
    }
}
