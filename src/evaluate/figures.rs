//! Verdicts → precision, recall and F1 per type and predicate, with 95 % intervals.
//!
//! The intervals are percentiles of bootstrap samples over articles: facts of one article stand or fall together.
//! The generator has a fixed seed, so that the same verdicts give the same figures.

use super::score::{Evaluation, Item, Status, Verdict};
use crate::model::{EntityKind, Predicate};
use serde::Serialize;

/// Bootstrap samples.
const SAMPLES: usize = 1_000;
const SEED: u64 = 0x6775_616e_6d6f;
/// The row that sums up all others.
pub const ALL: &str = "ALL";

/// A share with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// The figures of one type or predicate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub name: String,
    pub precision: Figure,
    pub recall: Figure,
    pub f1: Figure,
    pub found: usize,
    pub missed: usize,
    #[serde(rename = "false")]
    pub wrong: usize,
}

/// How many were found, missed and false.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    found: usize,
    missed: usize,
    wrong: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    fn note(&mut self, status: Status) {
        match status {
            Status::Found => self.found += 1,
            Status::Missed => self.missed += 1,
            Status::False => self.wrong += 1,
        }
    }

    fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Precision, recall, F1; a share of nothing is 0.
    fn shares(self) -> [f64; 3] {
        let share = |of: usize, all: usize| if all == 0 { 0.0 } else { of as f64 / all as f64 };
        let (p, r) = (share(self.found, self.found + self.wrong), share(self.found, self.found + self.missed));
        [p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }]
    }
}

/// The names of rows in their order, without the sum.
pub fn names(item: Item) -> Vec<&'static str> {
    match item {
        Item::Entity => EntityKind::ALL.map(EntityKind::name).to_vec(),
        Item::Fact => Predicate::ALL.map(Predicate::name).into_iter().chain(["title", "publisher", "author", "date"]).collect(),
    }
}

/// The rows of entities or of facts; those with no item are left out.
pub fn rows(evaluation: &Evaluation, item: Item) -> Vec<Row> {
    let names = names(item);
    let units = counts(evaluation, item, &names);
    let samples = samples(&units, names.len() + 1);
    let labels = names.into_iter().chain([ALL]).enumerate();
    labels
        .filter_map(|(at, name)| {
            let total = sum(units.iter().map(|u| u[at]));
            (!total.is_zero()).then(|| row(name, total, &samples[at]))
        })
        .collect()
}

fn row(name: &str, total: Counts, samples: &[Counts]) -> Row {
    let drawn: Vec<[f64; 3]> = samples.iter().filter(|c| !c.is_zero()).map(|c| c.shares()).collect();
    let figure = |which: usize| {
        let mut values: Vec<f64> = drawn.iter().map(|s| s[which]).collect();
        values.sort_by(f64::total_cmp);
        let at = |percent: f64| values.get((percent * values.len().saturating_sub(1) as f64).round() as usize).copied();
        let value = total.shares()[which];
        Figure { value, low: at(0.025).unwrap_or(value), high: at(0.975).unwrap_or(value) }
    };
    let Counts { found, missed, wrong } = total;
    Row { name: name.into(), precision: figure(0), recall: figure(1), f1: figure(2), found, missed, wrong }
}

/// Counts of each article: one per name, and last their sum.
fn counts(evaluation: &Evaluation, item: Item, names: &[&str]) -> Vec<Vec<Counts>> {
    let mut units = vec![vec![Counts::default(); names.len() + 1]; evaluation.articles];
    let of_item = |v: &&Verdict| v.item == item;
    for verdict in evaluation.verdicts.iter().filter(of_item) {
        if let Some(at) = names.iter().position(|n| *n == verdict.name) {
            units[verdict.unit][at].note(verdict.status);
            units[verdict.unit][names.len()].note(verdict.status);
        }
    }
    units
}

fn sum(all: impl Iterator<Item = Counts>) -> Counts {
    all.fold(Counts::default(), |mut total, c| {
        total.add(c);
        total
    })
}

/// For each row the sums of as many articles as there are, drawn with replacement, once per sample.
fn samples(units: &[Vec<Counts>], rows: usize) -> Vec<Vec<Counts>> {
    let mut random = SplitMix(SEED);
    let mut out = vec![Vec::with_capacity(SAMPLES); rows];
    for _ in 0..SAMPLES {
        let mut total = vec![Counts::default(); rows];
        for _ in 0..units.len() {
            let drawn = &units[random.below(units.len())];
            total.iter_mut().zip(drawn).for_each(|(sum, c)| sum.add(*c));
        }
        out.iter_mut().zip(total).for_each(|(row, c)| row.push(c));
    }
    out
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::quote::Quote;

    fn evaluation(units: &[(usize, usize, usize)]) -> Evaluation {
        let mut out = Evaluation { articles: units.len(), ..Evaluation::default() };
        for (unit, &(found, missed, wrong)) in units.iter().enumerate() {
            for (status, n) in [(Status::Found, found), (Status::Missed, missed), (Status::False, wrong)] {
                let (item, name, text, rule) = (Item::Fact, "attended".to_string(), String::new(), String::new());
                let verdict = Verdict { item, name, status, article: String::new(), unit, text, rule, quote: Quote::default() };
                out.verdicts.extend(std::iter::repeat_n(verdict, n));
            }
        }
        out
    }

    #[test]
    fn figures_lie_inside_their_intervals_and_repeat() {
        let e = evaluation(&[(8, 2, 0), (3, 3, 1), (9, 0, 2), (0, 4, 0)]);
        let rows = rows(&e, Item::Fact);
        assert_eq!(rows.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["attended", ALL]);
        for figure in [rows[0].precision, rows[0].recall, rows[0].f1] {
            assert!(figure.low <= figure.value && figure.value <= figure.high && figure.low < figure.high, "{figure:?}");
        }
        assert!((rows[0].precision.value - 20.0 / 23.0).abs() < 1e-9 && (rows[0].recall.value - 20.0 / 29.0).abs() < 1e-9);
        assert_eq!(rows, super::rows(&e, Item::Fact));
    }

    #[test]
    fn one_article_has_no_width() {
        let rows = rows(&evaluation(&[(1, 1, 0)]), Item::Fact);
        assert_eq!((rows[0].recall.low, rows[0].recall.high), (0.5, 0.5));
        assert!(super::rows(&Evaluation::default(), Item::Entity).is_empty());
    }

    #[test]
    fn the_generator_reaches_every_number() {
        let mut random = SplitMix(1);
        let mut seen = [0; 7];
        (0..7_000).for_each(|_| seen[random.below(7)] += 1);
        assert!(seen.iter().all(|&n| (800..1_200).contains(&n)), "{seen:?}");
    }
}
