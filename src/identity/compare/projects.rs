//! Projects of like names in one city: announced five times, counted once; of like name in two districts, two.

use crate::identity::atom::{Atom, Proposal, Verdict};
use crate::identity::plain::likeness;
use crate::identity::units;
use crate::identity::works::Work;

/// Likeness of names from which two may be one project, and from which they are not unlike.
const ALIKE: f64 = 0.75;
const NOT_UNLIKE: f64 = 0.4;

pub fn propose(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let works: Vec<Vec<Work>> = block.iter().map(|&at| works(&all[at])).collect();
    let mut out = Vec::new();
    for i in 0..block.len() {
        for j in i + 1..block.len() {
            let pair = Pair { one: &all[block[i]], other: &all[block[j]], a: &works[i], b: &works[j] };
            out.extend(pair.judge().map(|(verdict, strength, why)| Proposal::new(verdict, strength, block[i], block[j], why)));
        }
    }
    out
}

fn works(atom: &Atom) -> Vec<Work> {
    let near = atom.homes.first().copied();
    atom.names.iter().map(|name| Work::read(name, near)).collect()
}

struct Pair<'a> {
    one: &'a Atom<'a>,
    other: &'a Atom<'a>,
    a: &'a [Work],
    b: &'a [Work],
}

impl Pair<'_> {
    fn judge(&self) -> Option<(Verdict, u8, String)> {
        let like = self.likeness();
        if like < NOT_UNLIKE {
            return None;
        }
        if self.phases_differ() {
            return Some((Verdict::Different, 0, "two phases".into()));
        }
        if self.districts_differ() {
            return Some((Verdict::Different, 0, "in two districts".into()));
        }
        let party = self.party();
        let amount = self.one.amounts.intersection(&self.other.amounts).next();
        let there = !self.one.places.is_disjoint(&self.other.places);
        if let Some(name) = self.distinct_name() {
            return Some((Verdict::Same, 1, format!("both are called {name} in one city")));
        }
        let alike = like >= ALIKE;
        match (party, amount) {
            (Some(party), _) if alike => Some((Verdict::Same, 1, format!("like names, and {party} takes part in both"))),
            (Some(party), Some(amount)) if there => {
                Some((Verdict::Same, 2, format!("one place, {amount} yuan, and {party} takes part in both")))
            }
            (None, Some(amount)) if alike && there => Some((Verdict::Same, 2, format!("like names, one place, {amount} yuan"))),
            _ if alike => Some((Verdict::Unsure, 3, "like names in one city".into())),
            _ => None,
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&Work, &Work)> {
        self.a.iter().flat_map(|a| self.b.iter().map(move |b| (a, b)))
    }

    fn likeness(&self) -> f64 {
        self.pairs().map(|(a, b)| likeness(&a.stem, &b.stem)).fold(0.0, f64::max)
    }

    fn phases_differ(&self) -> bool {
        let phases = |works: &[Work]| works.iter().filter_map(|work| work.phase.clone()).collect::<std::collections::BTreeSet<_>>();
        phases(self.a) != phases(self.b)
    }

    /// Both are put in a place below the city, and none of one is, or lies in, one of the other.
    fn districts_differ(&self) -> bool {
        let narrow = |atom: &Atom, works: &[Work]| -> Vec<String> {
            let named = works.iter().filter_map(|work| work.place.clone());
            atom.places.iter().map(|code| (*code).to_string()).chain(named).filter(|code| !code.ends_with("00")).collect()
        };
        let (a, b) = (narrow(self.one, self.a), narrow(self.other, self.b));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|one| b.iter().any(|other| units::related(one, other)))
    }

    /// A name of their own that both have; one that says whose it is (云帆轴承生产基地), not what any city has.
    fn distinct_name(&self) -> Option<&str> {
        let known = !(self.one.bare && self.other.bare);
        let mut equal = self.pairs().filter(|(a, b)| a.stem == b.stem && a.distinct);
        equal.next().map(|(a, _)| a.stem.as_str()).filter(|_| known)
    }

    fn party(&self) -> Option<&str> {
        let both = self.one.partners.intersection(&self.other.partners);
        both.filter(|key| key.starts_with("Company|")).map(|key| key.rsplit('|').next().unwrap_or_default()).next()
    }
}
