//! Meetings and ceremonies of one name: told before, on and after their day they are one, on two days they are two.

use crate::identity::atom::{Atom, Days, Proposal, Verdict};

/// Days between an event and an article that tells of it without its day, at most.
const NEAR: i32 = 10;

/// Days between two articles that tell of an event without its day, at most.
const NEARER: i32 = 3;

/// A name as short as this (座谈会, 专题会议) is that of many meetings: only the day tells which.
const SHORT_NAME: usize = 6;

pub fn propose(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let pairs = block.iter().enumerate().flat_map(|(i, one)| block[i + 1..].iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| pair(all, one, other)).collect()
}

fn pair(all: &[Atom], one: usize, other: usize) -> Option<Proposal> {
    let (a, b) = (&all[one], &all[other]);
    let (Days { first: x, .. }, Days { first: y, .. }) = (a.days?, b.days?);
    let apart = (x.ordinal() - y.ordinal()).abs();
    let name = a.names.intersection(&b.names).max_by_key(|name| name.chars().count())?;
    let same = |why: &str| Some(Proposal::new(Verdict::Same, 2, one, other, format!("{name}, {why}")));
    let different = || Some(Proposal::new(Verdict::Different, 0, one, other, format!("{name} on {x} and on {y}")));
    match (a.bare, b.bare) {
        (false, false) if apart == 0 => same("on the same day"),
        (false, false) => different(),
        _ if name.chars().count() <= SHORT_NAME => (apart == 0).then(|| same("told on the same day")).flatten(),
        (true, true) if apart <= NEARER => same("told within days"),
        (true, false) | (false, true) if apart <= NEAR => same("told within days of it"),
        _ => None,
    }
}
