//! Cross-validation by article: each decision is judged by weights that never saw its article, beside the rules.

use super::set::{Example, Labelled, TrainingSet};
use super::{Plan, TrainError, perceptron};
use crate::extract::recognise::person::weighed::choose;
use crate::extract::weigh::feature::Feature;
use crate::extract::weigh::{Margins, Weights};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Parts into which the articles are dealt; each is held back once.
pub const FOLDS: usize = 10;
/// A change for the worse weighs as much as so many for the better: precision goes before recall.
const HARM: i64 = 3;

/// A decision that is open to weights, judged by weights that were learned without its article.
pub struct HeldOut {
    /// The article's place in the set, and the decision's in the article.
    pub at: (usize, usize),
    /// What speaks for each choice.
    pub sums: Vec<(usize, i32)>,
    pub ruled: Option<usize>,
    pub right: Option<usize>,
}

/// How rules, weights and both together do on what they were not learned from.
pub struct Validation {
    pub held_out: Vec<HeldOut>,
    pub rules: Figure,
    pub weights: Figure,
    pub together: Figure,
}

/// Names that were taken rightly and wrongly, and those that were not taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Figure {
    fn add(&mut self, said: Option<usize>, right: Option<usize>) {
        self.right += usize::from(said.is_some() && said == right);
        self.wrong += usize::from(said.is_some() && said != right);
        self.missed += usize::from(right.is_some() && said != right);
    }

    fn of(all: &[HeldOut], said: impl Fn(&HeldOut) -> Option<usize>) -> Self {
        let mut out = Self::default();
        all.iter().for_each(|d| out.add(said(d), d.right));
        out
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |of: usize| (self.right * 2000 + of) / (2 * of).max(1);
        let (precision, recall) = (share(self.right + self.wrong), share(self.right + self.missed));
        let part = |n: usize| format!("{}.{:03}", n / 1000, n % 1000);
        let Self { right, wrong, missed } = self;
        write!(out, "P {} R {} ({right} right, {wrong} wrong, {missed} missed)", part(precision), part(recall))
    }
}

/// Judges every decision by weights learned without its part of the articles.
///
/// # Errors
/// When there are fewer articles than parts.
pub fn validate(set: &TrainingSet, plan: &Plan) -> Result<Validation, TrainError> {
    if set.articles.len() < FOLDS {
        return Err(TrainError::TooFew { articles: set.articles.len(), least: FOLDS });
    }
    let parts: Vec<Vec<HeldOut>> = (0..FOLDS).into_par_iter().map(|fold| hold_back(set, plan, fold)).collect();
    let mut held_out: Vec<HeldOut> = parts.into_iter().flatten().collect();
    held_out.sort_by_key(|d| d.at);
    let margins = each_without(&held_out);
    let alone = Margins { add: 0, drop: 0, change: 0 };
    Ok(Validation {
        rules: Figure::of(&held_out, |d| d.ruled),
        weights: Figure::of(&held_out, |d| choose(&d.sums, None, &alone)),
        together: Figure::of(&held_out, |d| choose(&d.sums, d.ruled, &margins[d.at.0 % FOLDS])),
        held_out,
    })
}

fn hold_back(set: &TrainingSet, plan: &Plan, fold: usize) -> Vec<HeldOut> {
    let kept: Vec<&Example> = set.articles.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, a)| a).collect();
    let weights = Weights::new(super::set::KIND, Margins::NEVER, perceptron::train(&kept, plan));
    let back = set.articles.iter().enumerate().filter(|(i, _)| i % FOLDS == fold);
    back.flat_map(|(i, article)| article.decisions.iter().enumerate().map(move |(k, d)| (i, k, d)))
        .filter(|(_, _, d)| d.open)
        .map(|(i, k, d)| judge(&weights, (i, k), d))
        .collect()
}

fn judge(weights: &Weights, at: (usize, usize), decision: &Labelled) -> HeldOut {
    let sums = decision.choices.iter().map(|(_, f): &(String, Vec<Feature>)| weights.sum(f)).enumerate().collect();
    HeldOut { at, sums, ruled: decision.ruled, right: decision.right }
}

/// For each part the margins that the other parts give: a margin, too, is judged on what it was not chosen by.
fn each_without(held_out: &[HeldOut]) -> Vec<Margins> {
    (0..FOLDS).map(|fold| margins(held_out.iter().filter(|d| d.at.0 % FOLDS != fold))).collect()
}

/// The margins at which overruling the rules does most good on what was held back; of equal ones the most careful.
pub fn margins<'a>(held_out: impl IntoIterator<Item = &'a HeldOut>) -> Margins {
    let held_out: Vec<&HeldOut> = held_out.into_iter().collect();
    let held_out = &held_out;
    let never = Margins::NEVER;
    let add = best(held_out, |d, m| d.ruled.is_none().then(|| Margins { add: m, ..never }));
    let change = best(held_out, |d, m| d.ruled.is_some().then(|| Margins { change: m, ..never }));
    let drop = best(held_out, |d, m| d.ruled.is_some().then(|| Margins { drop: m, change, ..never }));
    Margins { add, drop, change }
}

/// The margin with the most good, from what each decision gives at each margin that parts two decisions; and at least
/// twice what spoke for the strongest mistake that it keeps out, since articles to come hold stronger ones. None is below
/// the lead that learning asks of right answers.
fn best(held_out: &[&HeldOut], at: impl Fn(&HeldOut, i32) -> Option<Margins>) -> i32 {
    let levels: BTreeSet<i32> = held_out.iter().flat_map(|d| &d.sums).map(|(_, sum)| sum.abs().max(perceptron::LEAD_SUM)).collect();
    let worths = |margin: i32| {
        held_out.iter().filter_map(|d| at(d, margin).map(|m| worth(d.ruled, choose(&d.sums, d.ruled, &m), d.right))).collect::<Vec<_>>()
    };
    let mut found = (0, i32::MAX);
    for &margin in levels.iter().rev() {
        let worths = worths(margin);
        let gain = worths.iter().sum();
        // What only one decision speaks for is chance.
        if gain > found.0 && worths.iter().filter(|w| **w > 0).count() > 1 {
            found = (gain, margin);
        }
    }
    let margin = found.1;
    let harmed = |margin: i32| worths(margin).iter().filter(|w| **w < 0).count();
    let kept_out = levels.range(..margin).rev().find(|level| margin < i32::MAX && harmed(**level - 1) > harmed(margin));
    margin.max(kept_out.map_or(0, |level| level.saturating_mul(2)))
}

fn worth(ruled: Option<usize>, said: Option<usize>, right: Option<usize>) -> i64 {
    if ruled == said {
        return 0;
    }
    let wrong = |answer: Option<usize>| i64::from(answer.is_some() && answer != right) * HARM;
    let hit = |answer: Option<usize>| i64::from(answer.is_some() && answer == right);
    hit(said) - hit(ruled) + wrong(ruled) - wrong(said)
}
