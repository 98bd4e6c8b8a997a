//! Terms of office → who held it on a day, what is not told between two holders, and who held it at the same time.

use super::post::Post;
use super::units;
use crate::model::{OnDay, PartialDate, Tenure, Term};

/// What stands between two holders of one office, or what two of them share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nobody held it from one day to the other: an end and a later beginning are told.
    Vacant(PartialDate, PartialDate),
    /// Nothing tells which of the two held it, or whether anybody did.
    Untold(PartialDate, PartialDate),
    /// Both are shown in office from one day to the other, though only one can be.
    Both(PartialDate, PartialDate),
}

/// The name by which terms have what a question names: the office in full for all ways to write it (石家庄市市长 is
/// 石家庄市长), the unit with the city above it; other words as they are.
pub fn office(what: &str) -> String {
    let office = Post::read(what, None, None).map(|post| post.office());
    let unit = || units::head(what, None).filter(|(_, rest)| rest.is_empty()).map(|(code, _)| units::path(code));
    office.or_else(unit).unwrap_or_else(|| what.to_string())
}

/// The terms that a question means: an office in any spelling (石家庄市市长), a unit or body (石家庄市) with all offices
/// that one person at a time holds, or a post as articles write it (市长).
pub fn asked<'t>(terms: &'t [Term], what: &str) -> Vec<&'t Term> {
    let office = Post::read(what, None, None).map(|post| post.office());
    let exact: Vec<&Term> = terms.iter().filter(|term| Some(&term.office) == office.as_ref() || term.office == what).collect();
    if !exact.is_empty() {
        return exact;
    }
    let seat = units::head(what, None).filter(|(_, rest)| rest.is_empty()).map_or_else(|| what.to_string(), |(code, _)| units::path(code));
    let of_seat: Vec<&Term> = terms.iter().filter(|term| term.single && term.seat == seat).collect();
    if !of_seat.is_empty() {
        return of_seat;
    }
    terms.iter().filter(|term| term.post == what || term.signs.iter().any(|sign| sign.post == what)).collect()
}

/// Who was in office on a day: the certain before the likely, office by office.
pub fn incumbents<'t>(terms: &[&'t Term], day: PartialDate) -> Vec<(&'t Term, OnDay)> {
    let mut out: Vec<(&Term, OnDay)> = terms
        .iter()
        .filter(|term| term.tenure != Tenure::Former)
        .map(|term| (*term, term.on(day)))
        .filter(|(_, on)| *on != OnDay::Not)
        .collect();
    // Where somebody is shown in office on both sides of the day, one who only may have been there was not.
    let certain: Vec<String> =
        out.iter().filter(|(term, on)| *on == OnDay::Certain && term.single).map(|(term, _)| term.office.clone()).collect();
    out.retain(|(term, on)| *on == OnDay::Certain || !certain.contains(&term.office));
    out.sort_by_key(|(term, on)| (term.office.clone(), *on, term.start.latest));
    out
}

/// What lies between each two that follow each other in one office that one person holds.
pub fn between<'t>(terms: &[&'t Term]) -> Vec<(&'t Term, &'t Term, Between)> {
    let single: Vec<&Term> = terms.iter().copied().filter(|term| term.single && term.tenure != Tenure::Former).collect();
    let pairs = single.windows(2).filter(|pair| pair[0].office == pair[1].office);
    pairs.filter_map(|pair| Some((pair[0], pair[1], gap(pair[0], pair[1])?))).collect()
}

fn gap(one: &Term, next: &Term) -> Option<Between> {
    let (last, first) = (one.end.earliest?, next.start.latest?);
    if first < last && one.person != next.person {
        return Some(Between::Both(first, last.min(next.end.earliest.unwrap_or(last))));
    }
    // A removal is told, and the next one's beginning too.
    let told_end = one.end.latest.filter(|latest| Some(*latest) == one.end.earliest);
    let told_start = next.start.earliest.filter(|earliest| Some(*earliest) == next.start.latest);
    match (told_end, told_start) {
        (Some(end), Some(start)) => (end < start).then_some(Between::Vacant(end, start)),
        _ => (last < first).then_some(Between::Untold(last, first)),
    }
}
