//! Sightings of one base key → what they add up to: the unit that clusters are made of.

use super::sighting::{Sighting, Standing};
use crate::model::{EntityKind, PartialDate};
use std::collections::{BTreeMap, BTreeSet};

/// The first and the last day of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: PartialDate,
    pub last: PartialDate,
}

impl Days {
    pub fn of(days: impl Iterator<Item = PartialDate>) -> Option<Self> {
        days.fold(None, |found: Option<Self>, day| {
            let (first, last) = (day.earliest(), day.latest());
            Some(found.map_or(Self { first, last }, |f| Self { first: f.first.min(first), last: f.last.max(last) }))
        })
    }

    /// Whether each has begun before the other has ended.
    pub fn overlap(self, other: Self) -> bool {
        self.first.max(other.first) < self.last.min(other.last)
    }

    /// Days between two that do not overlap; 0 where they do.
    pub fn apart(self, other: Self) -> i32 {
        (other.first.ordinal() - self.last.ordinal()).max(self.first.ordinal() - other.last.ordinal()).max(0)
    }
}

/// How the sightings of an atom show one seat.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// Days on which it is held or given.
    pub held: Option<Days>,
    /// Days on which it is said to be past.
    pub past: Option<Days>,
    /// Code of the division whose leader sits there.
    pub leads: Option<String>,
    pub office: String,
}

/// All sightings of one base key.
#[derive(Debug)]
pub struct Atom<'s> {
    pub key: String,
    pub kind: EntityKind,
    /// Positions in the list of sightings.
    pub sightings: Vec<usize>,
    pub names: BTreeSet<String>,
    pub homes: BTreeSet<&'s str>,
    pub places: BTreeSet<&'s str>,
    pub seats: BTreeMap<&'s str, Seat>,
    pub partners: BTreeSet<&'s str>,
    pub amounts: BTreeSet<&'s str>,
    pub days: Option<Days>,
    pub leads: bool,
    pub bare: bool,
}

/// The atoms of sightings, by base key.
pub fn atoms(sightings: &[Sighting]) -> Vec<Atom<'_>> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, sighting) in sightings.iter().enumerate() {
        by_key.entry(&sighting.key).or_default().push(place);
    }
    by_key.into_iter().map(|(key, places)| atom(key, places, sightings)).collect()
}

fn atom<'s>(key: &str, places: Vec<usize>, all: &'s [Sighting]) -> Atom<'s> {
    let own = || places.iter().map(|&place| &all[place]);
    Atom {
        key: key.to_string(),
        kind: all[places[0]].kind,
        names: own().flat_map(Sighting::names).collect(),
        homes: own().filter_map(|s| s.home.as_deref()).collect(),
        places: own().flat_map(|s| s.places.iter().map(String::as_str)).collect(),
        seats: seats(own()),
        partners: own().flat_map(|s| s.partners.iter().map(String::as_str)).collect(),
        amounts: own().flat_map(|s| s.amounts.iter().map(String::as_str)).collect(),
        days: Days::of(own().filter_map(|s| s.date)),
        leads: own().any(|s| s.leads),
        bare: own().all(|s| s.bare),
        sightings: places,
    }
}

fn seats<'s>(sightings: impl Iterator<Item = &'s Sighting>) -> BTreeMap<&'s str, Seat> {
    let mut out: BTreeMap<&str, Seat> = BTreeMap::new();
    for sighting in sightings {
        for office in &sighting.offices {
            let seat = out.entry(&office.seat).or_default();
            let past = matches!(office.standing, Standing::Former | Standing::Removed);
            let slot = if past { &mut seat.past } else { &mut seat.held };
            *slot = Days::of(slot.iter().flat_map(|days| [days.first, days.last]).chain(sighting.date));
            seat.leads = seat.leads.take().max(office.leads.clone());
            seat.office = std::mem::take(&mut seat.office).max(office.office.clone());
        }
    }
    out
}

/// A proposal about two atoms, by their positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    pub verdict: Verdict,
    /// The stronger comes first: 0 for what is stated.
    pub strength: u8,
    pub one: usize,
    pub other: usize,
    pub reason: String,
}

/// Whether two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Same,
    Different,
    Unsure,
}

impl Proposal {
    pub fn new(verdict: Verdict, strength: u8, one: usize, other: usize, reason: impl Into<String>) -> Self {
        Self { verdict, strength, one: one.min(other), other: one.max(other), reason: reason.into() }
    }
}
