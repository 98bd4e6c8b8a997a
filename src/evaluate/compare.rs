//! Two evaluations of the same gold → what the newer one gained and lost.

use super::figures::rows;
use super::score::{Evaluation, Item, Status, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// What changed from one run to another.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison<'a> {
    /// Missed before, found now.
    pub gained: Vec<&'a Verdict>,
    /// Found before, missed now.
    pub lost: Vec<&'a Verdict>,
    /// False now and not before.
    pub new_false: Vec<&'a Verdict>,
    /// False before and not now.
    pub fixed_false: Vec<&'a Verdict>,
    /// Figures of every type and predicate that either run has.
    pub figures: Vec<Change>,
}

/// The figures of one type or predicate in both runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub item: Item,
    pub name: String,
    pub before: Shares,
    pub now: Shares,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Shares {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Change {
    pub fn is_one(&self) -> bool {
        self.before != self.now
    }
}

/// Compares a run with an earlier one over the same gold.
pub fn compare<'a>(before: &'a Evaluation, now: &'a Evaluation) -> Comparison<'a> {
    let is_gold = |v: &&Verdict| v.status != Status::False;
    // Gold is walked in the same order by every run, whatever was found.
    let both: Vec<_> = before.verdicts.iter().filter(is_gold).zip(now.verdicts.iter().filter(is_gold)).collect();
    let turned = |from: Status, to: Status| both.iter().filter(move |(a, b)| a.status == from && b.status == to);
    Comparison {
        gained: turned(Status::Missed, Status::Found).map(|(a, _)| *a).collect(),
        lost: turned(Status::Found, Status::Missed).map(|(_, b)| *b).collect(),
        new_false: beyond(now, before),
        fixed_false: beyond(before, now),
        figures: [Item::Entity, Item::Fact].into_iter().flat_map(|item| changes(before, now, item)).collect(),
    }
}

/// The false items of one run that another does not have.
fn beyond<'a>(run: &'a Evaluation, other: &Evaluation) -> Vec<&'a Verdict> {
    let is_false = |v: &&Verdict| v.status == Status::False;
    let mut there: BTreeMap<(Item, &str, &str), usize> = BTreeMap::new();
    for v in other.verdicts.iter().filter(is_false) {
        *there.entry((v.item, &v.article, &v.text)).or_default() += 1;
    }
    let mut out: Vec<&Verdict> = run.verdicts.iter().filter(is_false).collect();
    out.retain(|v| match there.get_mut(&(v.item, v.article.as_str(), v.text.as_str())) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    out
}

fn changes(before: &Evaluation, now: &Evaluation, item: Item) -> Vec<Change> {
    let shares = |e: &Evaluation| -> BTreeMap<String, Shares> {
        let share = |r: super::figures::Row| Shares { precision: r.precision.value, recall: r.recall.value, f1: r.f1.value };
        rows(e, item).into_iter().map(|r| (r.name.clone(), share(r))).collect()
    };
    let (a, b) = (shares(before), shares(now));
    let names = super::figures::names(item).into_iter().chain([super::figures::ALL]);
    let of = |map: &BTreeMap<String, Shares>, name: &str| map.get(name).copied().unwrap_or_default();
    names
        .filter(|n| a.contains_key(*n) || b.contains_key(*n))
        .map(|n| Change { item, name: n.into(), before: of(&a, n), now: of(&b, n) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::record::{Record, StatedFact};
    use crate::evaluate::score::verdicts;

    fn run(found: &[(&str, &str)]) -> Evaluation {
        let facts = |all: &[(&str, &str)]| Record {
            facts: all
                .iter()
                .map(|(s, o)| StatedFact {
                    subject: (*s).into(),
                    predicate: "attended".into(),
                    object: (*o).into(),
                    ..StatedFact::default()
                })
                .collect(),
            ..Record::default()
        };
        let gold = facts(&[("甲", "会"), ("乙", "会"), ("丙", "会")]);
        Evaluation { articles: 1, ungrounded: 0, verdicts: verdicts(&gold, &facts(found)) }
    }

    #[test]
    fn gains_and_losses_are_told_apart() {
        let (before, now) = (run(&[("甲", "会"), ("丁", "会"), ("戊", "会")]), run(&[("乙", "会"), ("戊", "会"), ("己", "会")]));
        let found = compare(&before, &now);
        let texts = |all: &[&Verdict]| all.iter().map(|v| v.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&found.gained), ["乙 attended 会"]);
        assert_eq!(texts(&found.lost), ["甲 attended 会"]);
        assert_eq!(texts(&found.new_false), ["己 attended 会"]);
        assert_eq!(texts(&found.fixed_false), ["丁 attended 会"]);
        assert!(found.figures.iter().all(|c| c.name == "attended" || c.name == "ALL") && !found.figures[0].is_one());
    }
}
