//! Sightings and judgements → clusters: each is one entity, with the reasons that join it and the doubts that are left.
//!
//! The order of the sightings does not matter. Sightings that share no blocking key, directly or over others, do not
//! matter to each other: resolving a set that is closed under [`blocks`](super::blocks) gives the clusters that
//! resolving everything gives.

use super::atom::{Atom, Proposal, Verdict, atoms};
use super::blocks::blocks;
use super::compare;
use super::judgement::Judgements;
use super::sighting::Sighting;
use crate::model::EntityKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The smallest base key: IRIs are made of it.
    pub key: String,
    pub kind: EntityKind,
    /// All base keys, sorted.
    pub members: Vec<String>,
    /// Positions in the list of sightings, ascending.
    pub sightings: Vec<usize>,
    /// Why its members are one; none where there is one member.
    pub joins: Vec<Link>,
    /// Others that it may be, and others that it is kept apart from for a reason.
    pub others: Vec<Link>,
}

/// A reason about two base keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    pub one: String,
    pub other: String,
    pub verdict: Verdict,
    pub reason: String,
}

/// Decides which sightings are one entity; by key.
pub fn resolve(sightings: &[Sighting], judgements: &Judgements) -> Vec<Cluster> {
    let atoms = atoms(sightings);
    let mut proposals: BTreeSet<Proposal> = BTreeSet::new();
    for block in by_block(&atoms, sightings).values() {
        proposals.extend(compare::propose(&atoms, block));
    }
    let proposals = judged(&atoms, judgements, proposals);
    let mut forest = Forest::new(atoms.len(), &proposals);
    let same = proposals.iter().filter(|p| p.verdict == Verdict::Same);
    let (joined, refused): (Vec<&Proposal>, Vec<&Proposal>) = same.partition(|p| forest.join(p.one, p.other));
    clusters(&atoms, &mut forest, &joined, refused.into_iter().chain(proposals.iter().filter(|p| p.verdict != Verdict::Same)))
}

/// Positions of atoms by blocking key.
fn by_block(atoms: &[Atom], sightings: &[Sighting]) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, atom) in atoms.iter().enumerate() {
        for key in atom.sightings.iter().flat_map(|&place| blocks(&sightings[place])).collect::<BTreeSet<_>>() {
            out.entry(key).or_default().insert(at);
        }
    }
    out.into_iter().filter(|(_, atoms)| atoms.len() > 1).map(|(key, atoms)| (key, atoms.into_iter().collect())).collect()
}

/// Proposals with what people have decided: a judgement takes the place of every rule's proposal about its pair.
fn judged(atoms: &[Atom], judgements: &Judgements, proposals: BTreeSet<Proposal>) -> Vec<Proposal> {
    let place: BTreeMap<&str, usize> = atoms.iter().enumerate().map(|(at, atom)| (atom.key.as_str(), at)).collect();
    let mut out = Vec::new();
    let mut pairs = BTreeSet::new();
    for judgement in judgements.standing() {
        let (Some(&one), Some(&other)) = (place.get(judgement.one.as_str()), place.get(judgement.other.as_str())) else { continue };
        let Some(verdict) = judgement.verdict else { continue };
        pairs.insert((one.min(other), one.max(other)));
        let reason = format!("judged by {} on {}: {}", judgement.by, judgement.when, judgement.why);
        out.push(Proposal::new(verdict, 0, one, other, reason));
    }
    out.extend(proposals.into_iter().filter(|p| !pairs.contains(&(p.one, p.other))));
    // The stronger reasons join first; a judgement comes before every rule, since the sort keeps its place among equals.
    out.sort_by_key(|p| (p.strength, !pairs.contains(&(p.one, p.other)), p.one, p.other));
    out
}

/// Joined atoms, none of which are kept apart.
struct Forest {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
    apart: BTreeMap<usize, BTreeSet<usize>>,
}

impl Forest {
    fn new(atoms: usize, proposals: &[Proposal]) -> Self {
        let mut apart: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for p in proposals.iter().filter(|p| p.verdict == Verdict::Different) {
            apart.entry(p.one).or_default().insert(p.other);
            apart.entry(p.other).or_default().insert(p.one);
        }
        Self { group: (0..atoms).collect(), members: (0..atoms).map(|at| vec![at]).collect(), apart }
    }

    /// Joins two groups unless that would join two that are kept apart. Says whether they are one now.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.group[one], self.group[other]);
        if a == b {
            return true;
        }
        let apart = |at: &usize| self.apart.get(at).is_some_and(|others| others.iter().any(|o| self.group[*o] == b));
        if self.members[a].iter().any(apart) {
            return false;
        }
        let (from, to) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        for at in std::mem::take(&mut self.members[from]) {
            self.group[at] = to;
            self.members[to].push(at);
        }
        true
    }
}

fn clusters<'p>(atoms: &[Atom], forest: &mut Forest, joined: &[&Proposal], others: impl Iterator<Item = &'p Proposal>) -> Vec<Cluster> {
    let mut out: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (at, atom) in atoms.iter().enumerate() {
        let empty =
            || Cluster { key: atom.key.clone(), kind: atom.kind, members: vec![], sightings: vec![], joins: vec![], others: vec![] };
        let cluster = out.entry(forest.group[at]).or_insert_with(empty);
        // What is known outside its article gives the key before what is not.
        if (atom.key.contains('~'), &atom.key) < (cluster.key.contains('~'), &cluster.key) {
            cluster.key.clone_from(&atom.key);
        }
        cluster.members.push(atom.key.clone());
        cluster.sightings.extend(&atom.sightings);
    }
    let link = |p: &Proposal| Link {
        one: atoms[p.one].key.clone(),
        other: atoms[p.other].key.clone(),
        verdict: p.verdict,
        reason: p.reason.clone(),
    };
    for p in joined {
        out.entry(forest.group[p.one]).and_modify(|c| c.joins.push(link(p)));
    }
    for p in others.filter(|p| forest.group[p.one] != forest.group[p.other]) {
        // A reason to join that something stronger forbids is a doubt.
        let link = Link { verdict: if p.verdict == Verdict::Same { Verdict::Unsure } else { p.verdict }, ..link(p) };
        for at in [p.one, p.other] {
            out.entry(forest.group[at]).and_modify(|c| c.others.push(link.clone()));
        }
    }
    let mut out: Vec<Cluster> = out.into_values().map(tidy).collect();
    out.sort_by(|a, b| a.key.cmp(&b.key));
    out
}

fn tidy(mut cluster: Cluster) -> Cluster {
    cluster.members.sort();
    cluster.sightings.sort_unstable();
    for links in [&mut cluster.joins, &mut cluster.others] {
        links.sort();
        links.dedup();
    }
    cluster
}
