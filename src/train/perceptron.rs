//! Decisions → weights: an averaged perceptron with a margin, in whole numbers.
//!
//! For each decision the answer with the most weight is compared with the right one; where the right one does not lead by
//! the margin, weights move by one from what led to what is right. The mean over all steps is what is kept, in thousandths.

use super::Plan;
use super::set::{Example, Labelled};
use crate::extract::weigh::feature::Feature;
use crate::generate::Dice;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// By how much the right answer must lead, in steps.
const LEAD: i64 = 8;
/// Features of fewer articles are left out: they would learn an article by heart.
const LEAST_ARTICLES: usize = 3;
/// A mean is kept in parts of one step.
const PARTS: i64 = 1000;

/// The lead in the thousandths of finished weights.
pub const LEAD_SUM: i32 = 8_000;

/// A weight on its way: its value, and the sum of its changes times the steps at which they came.
type Cell = (i64, i64);

/// Learns weights, in thousandths, from the decisions of articles.
pub fn train(articles: &[&Example], plan: &Plan) -> BTreeMap<Feature, i32> {
    let known = frequent(articles);
    let mut decisions: Vec<&Labelled> = articles.iter().flat_map(|a| &a.decisions).collect();
    let mut cells: FxHashMap<Feature, Cell> = FxHashMap::default();
    let mut dice = Dice::new(plan.seed);
    let mut step = 0;
    for _ in 0..plan.epochs {
        shuffle(&mut decisions, &mut dice);
        for decision in &decisions {
            step += 1;
            learn(&mut cells, &known, decision, step);
        }
    }
    let mean = |(value, moved): Cell| i32::try_from(rounded((value * (step + 1) - moved) * PARTS, step + 1)).unwrap_or(0);
    cells.into_iter().map(|(f, c)| (f, mean(c))).filter(|(_, w)| *w != 0).collect()
}

fn frequent(articles: &[&Example]) -> FxHashSet<Feature> {
    let mut counts: FxHashMap<Feature, usize> = FxHashMap::default();
    for article in articles {
        let own: FxHashSet<Feature> = article.decisions.iter().flat_map(|d| &d.choices).flat_map(|(_, f)| f).copied().collect();
        own.into_iter().for_each(|f| *counts.entry(f).or_default() += 1);
    }
    counts.into_iter().filter(|(_, n)| *n >= LEAST_ARTICLES).map(|(f, _)| f).collect()
}

fn learn(cells: &mut FxHashMap<Feature, Cell>, known: &FxHashSet<Feature>, decision: &Labelled, step: i64) {
    let sum = |choice: &Option<usize>| match choice {
        Some(i) => decision.choices[*i].1.iter().filter_map(|f| cells.get(f)).map(|c| c.0).sum(),
        None => 0,
    };
    let answers = std::iter::once(None).chain((0..decision.choices.len()).map(Some));
    let Some((rival, most)) = answers.filter(|a| *a != decision.right).map(|a| (a, sum(&a))).max_by_key(|(_, s): &(_, i64)| *s) else {
        return;
    };
    if sum(&decision.right) >= most + LEAD {
        return;
    }
    for (choice, change) in [(decision.right, 1), (rival, -1)] {
        for feature in choice.iter().flat_map(|i| &decision.choices[*i].1).filter(|f| known.contains(f)) {
            let cell = cells.entry(*feature).or_default();
            *cell = (cell.0 + change, cell.1 + change * step);
        }
    }
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for last in (1..items.len()).rev() {
        items.swap(last, dice.below(last + 1));
    }
}

/// A quotient to the nearest whole number, halves away from zero.
fn rounded(sum: i64, of: i64) -> i64 {
    (sum + sum.signum() * of / 2) / of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::weigh::Weights;
    use crate::extract::weigh::feature::{Class, Template, Value};

    fn feature(template: Template, value: impl Into<Value>) -> Feature {
        Feature::new(template, &[value.into()])
    }

    /// Two characters before a verb are a name, three never are.
    fn articles() -> Vec<Example> {
        let decision = |i: usize| {
            let next = if i.is_multiple_of(2) { Class::Acts } else { Class::Han };
            let choice = |n: usize| (n.to_string(), vec![feature(Template::Length, Value::count(n)), feature(Template::Next, next)]);
            let right = i.is_multiple_of(2).then_some(0);
            Labelled { choices: vec![choice(2), choice(3)], ruled: None, right, open: true, around: Default::default() }
        };
        (0..6).map(|a| Example { name: a.to_string(), decisions: (0..4).map(|i| decision(a + i)).collect() }).collect()
    }

    #[test]
    fn what_parts_the_answers_is_learned_and_the_seed_fixes_the_bytes() {
        let (examples, plan) = (articles(), |seed| Plan { files: Vec::new(), seed, epochs: 5 });
        let all: Vec<&Example> = examples.iter().collect();
        let weights = Weights::new("person", Default::default(), train(&all, &plan(1)));
        for decision in examples.iter().flat_map(|e| &e.decisions) {
            let sums: Vec<i32> = decision.choices.iter().map(|(_, f)| weights.sum(f)).collect();
            let best = (0..2).filter(|&i| sums[i] > 0).max_by_key(|&i| sums[i]);
            assert_eq!(best, decision.right, "{sums:?}");
        }
        assert_eq!(train(&all, &plan(1)), train(&all, &plan(1)));
        assert_ne!(train(&all, &plan(1)), train(&all, &plan(2)));
    }

    #[test]
    fn what_few_articles_have_is_not_learned() {
        let mut examples = articles();
        let odd = feature(Template::NextChar, Value::of('强'));
        examples[0].decisions.iter_mut().for_each(|d| d.choices[0].1.push(odd));
        let weights = train(&examples.iter().collect::<Vec<_>>(), &Plan { files: Vec::new(), seed: 1, epochs: 5 });
        assert!(!weights.contains_key(&odd) && weights.len() > 2);
    }

    #[test]
    fn the_lead_is_one_number_in_two_units() {
        assert_eq!(i64::from(LEAD_SUM), LEAD * PARTS);
    }

    #[test]
    fn means_are_rounded_alike_on_both_sides() {
        assert_eq!([rounded(7, 2), rounded(-7, 2), rounded(6, 4), rounded(5, 4), rounded(0, 3)], [4, -4, 2, 1, 0]);
    }
}
