//! Persons of one name: one where they hold the same seat, where an article says what they were before, or where they
//! appear with the same people; else two. Nobody leads two units at once.

use crate::identity::atom::{Atom, Days, Proposal, Seat, Verdict};
use crate::identity::units;
use std::collections::{BTreeMap, BTreeSet};

/// Days around a leader's time in which a mention without a post can be of the same person.
const NEAR: i32 = 400;

/// Days by which an article may call somebody former before another shows the post again: a late reprint, a slip.
const SLACK: i32 = 60;

/// Candidates that are listed for one unsure mention, at most.
const MOST_DOUBTS: usize = 3;

pub fn propose(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let (bare, seated): (Vec<usize>, Vec<usize>) = block.iter().partition(|&&at| all[at].bare);
    let mut out = conflicts(all, &seated);
    let apart: BTreeSet<(usize, usize)> = out.iter().map(|p| (p.one, p.other)).collect();
    let seats = by_seat(all, &seated);
    let same = out.len();
    out.extend(seats.iter().flat_map(|(seat, holders)| same_seat(all, seat, holders)).filter(|p| !apart.contains(&(p.one, p.other))));
    let people = People::of(all, &seated, &out[same..]);
    out.extend(people.doubts(all));
    let placed: Vec<(usize, Vec<Proposal>)> = bare.iter().map(|&at| (at, people.place(all, at))).collect();
    // Who belongs to nobody with a post may belong together; else a mention between two persons would join them.
    let left: Vec<usize> = placed.iter().filter(|(_, found)| found.iter().all(|p| p.verdict != Verdict::Same)).map(|(at, _)| *at).collect();
    let alone: Vec<usize> = placed.iter().filter(|(_, found)| found.is_empty()).map(|(at, _)| *at).collect();
    out.extend(placed.into_iter().flat_map(|(_, found)| found));
    out.extend(companions(all, &left));
    out.extend(leaders(all, &alone));
    out
}

/// Mentions that act as leaders do, in one paper and one time, of a name that no one with a post has there.
fn leaders(all: &[Atom], alone: &[usize]) -> Vec<Proposal> {
    let mut by_home: BTreeMap<&str, Vec<(Days, usize)>> = BTreeMap::new();
    for &at in alone.iter().filter(|&&at| all[at].leads) {
        if let (Some(home), Some(days)) = (all[at].homes.first(), all[at].days) {
            by_home.entry(home).or_default().push((days, at));
        }
    }
    let mut out = Vec::new();
    for mentions in by_home.values_mut() {
        mentions.sort_by_key(|(days, at)| (days.first, *at));
        let near = mentions.windows(2).filter(|pair| pair[0].0.apart(pair[1].0) <= NEAR);
        out.extend(near.map(|pair| Proposal::new(Verdict::Same, 3, pair[0].1, pair[1].1, "both act as leaders do, in one paper")));
    }
    out
}

/// Atoms by the seats that they are shown in.
fn by_seat<'a>(all: &'a [Atom], seated: &[usize]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in seated {
        for seat in all[at].seats.keys() {
            out.entry(seat).or_default().push(at);
        }
    }
    out
}

/// All that are shown in a seat are one with who sits there, unless they are called former before they are in office.
fn same_seat(all: &[Atom], seat: &str, holders: &[usize]) -> Vec<Proposal> {
    let held = |at: &usize| all[*at].seats.get(seat).is_some_and(|seat| seat.held.is_some());
    let Some(&centre) = holders.iter().find(|at| held(at)).or(holders.first()) else { return Vec::new() };
    let link = |&at: &usize| {
        let (one, other) = (all[centre].seats.get(seat)?, all[at].seats.get(seat)?);
        let reason =
            if other.held.is_some() { format!("both hold a post in {seat}") } else { format!("said to have been {}", other.office) };
        let verdict = if in_order(one, other) { Verdict::Same } else { Verdict::Unsure };
        Some(Proposal::new(verdict, 1, centre, at, reason))
    };
    holders.iter().filter(|at| **at != centre).filter_map(link).collect()
}

/// Who is said to have left has held the seat before.
fn in_order(holder: &Seat, other: &Seat) -> bool {
    match (holder.held, other.held, other.past) {
        (Some(held), None, Some(past)) => held.first.ordinal() <= past.last.ordinal() + SLACK,
        _ => true,
    }
}

/// Two who lead different units in the same months are two, whatever is said of what they were.
fn conflicts(all: &[Atom], seated: &[usize]) -> Vec<Proposal> {
    let leading: Vec<(usize, Vec<(&str, Days)>)> =
        seated.iter().map(|&at| (at, led(&all[at]))).filter(|(_, led)| !led.is_empty()).collect();
    let mut out = Vec::new();
    for (i, (one, a)) in leading.iter().enumerate() {
        for (other, b) in &leading[i + 1..] {
            let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
            let both = pairs.filter(|((p, d), (q, e))| !units::related(p, q) && d.overlap(*e)).map(|(x, y)| (x.0, y.0)).next();
            if let Some((p, q)) = both {
                let reason = format!("in office in {} and in {} at the same time", units::path(p), units::path(q));
                out.push(Proposal::new(Verdict::Different, 0, *one, *other, reason));
            }
        }
    }
    out
}

/// The units that an atom leads, and when.
fn led<'a>(atom: &'a Atom) -> Vec<(&'a str, Days)> {
    atom.seats.values().filter_map(|seat| Some((seat.leads.as_deref()?, seat.held?))).collect()
}

/// The persons of a name as the seats make them, before mentions without a post are looked at.
struct People {
    groups: Vec<Vec<usize>>,
}

impl People {
    fn of(all: &[Atom], seated: &[usize], links: &[Proposal]) -> Self {
        let mut group: BTreeMap<usize, usize> = seated.iter().map(|&at| (at, at)).collect();
        for link in links.iter().filter(|link| link.verdict == Verdict::Same) {
            let (a, b) = (group[&link.one], group[&link.other]);
            group.values_mut().filter(|g| **g == a.max(b)).for_each(|g| *g = a.min(b));
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, g) in group {
            groups.entry(g).or_default().push(at);
        }
        debug_assert!(groups.values().flatten().all(|&at| at < all.len()));
        Self { groups: groups.into_values().collect() }
    }

    /// Two of a name whom nothing joins, in one city or of one province and one after the other: a person should look.
    fn doubts(&self, all: &[Atom]) -> Vec<Proposal> {
        let mut out = Vec::new();
        for (i, one) in self.groups.iter().enumerate().take(MOST_DOUBTS * 4) {
            for other in self.groups[i + 1..].iter().take(MOST_DOUBTS * 4) {
                if let Some(reason) = doubt(all, one, other) {
                    out.push(Proposal::new(Verdict::Unsure, 3, one[0], other[0], reason));
                }
            }
        }
        out
    }

    /// Whose a mention without a post is.
    fn place(&self, all: &[Atom], bare: usize) -> Vec<Proposal> {
        let candidates: Vec<&Vec<usize>> =
            self.groups.iter().filter(|group| group.iter().any(|&at| is_near(&all[at], &all[bare]))).collect();
        let company = |group: &&&Vec<usize>| group.iter().find_map(|&at| company(&all[at], &all[bare]).map(|who| (at, who)));
        let known: Vec<(usize, String)> = candidates.iter().filter_map(|group| company(&group)).collect();
        if let [(at, who)] = &known[..] {
            return vec![Proposal::new(Verdict::Same, 2, *at, bare, format!("both appear with {who}"))];
        }
        let leads = |group: &&&Vec<usize>| group.iter().any(|&at| !led(&all[at]).is_empty());
        let leaders: Vec<&Vec<usize>> = candidates.iter().filter(leads).copied().collect();
        match (&leaders[..], all[bare].leads, known.is_empty()) {
            ([leader], true, true) if in_time(all, leader, bare) => {
                vec![Proposal::new(Verdict::Same, 2, leader[0], bare, "acts as a leader does where one leader has the name")]
            }
            _ => {
                let unsure = |group: &&Vec<usize>| Proposal::new(Verdict::Unsure, 3, group[0], bare, "one name in one city, no post told");
                candidates.iter().take(MOST_DOUBTS).map(unsure).collect()
            }
        }
    }
}

fn doubt(all: &[Atom], one: &[usize], other: &[usize]) -> Option<String> {
    let led_by = |group: &[usize]| group.iter().flat_map(|&at| led(&all[at])).collect::<Vec<_>>();
    let (a, b) = (led_by(one), led_by(other));
    let province = a.iter().any(|(p, _)| b.iter().any(|(q, _)| p.get(..2) == q.get(..2)));
    let homes = |group: &[usize]| group.iter().flat_map(|&at| all[at].homes.iter().copied()).collect::<BTreeSet<_>>();
    if province {
        return Some("leaders in one province, and no article says that one became the other".into());
    }
    (!homes(one).is_disjoint(&homes(other))).then(|| "one name in one paper, different posts".into())
}

/// Whether a mention is in the paper of a person, or in that of a unit that the person has a post in.
fn is_near(atom: &Atom, bare: &Atom) -> bool {
    let units = || atom.seats.values().filter_map(|seat| seat.leads.as_deref());
    bare.homes.iter().any(|home| atom.homes.contains(home) || units().any(|unit| unit == *home))
}

fn in_time(all: &[Atom], group: &[usize], bare: usize) -> bool {
    let Some(day) = all[bare].days else { return false };
    group.iter().filter_map(|&at| all[at].days).any(|days| days.apart(day) <= NEAR)
}

/// Somebody or something that both appear with: a person with a post, a body, a project, a meeting; not a place.
fn company(one: &Atom, other: &Atom) -> Option<String> {
    let telling = |key: &&&str| {
        let place = key.starts_with("Place|") || key.starts_with("Assessment|");
        !place && !key.contains('~')
    };
    one.partners.intersection(&other.partners).find(telling).map(|key| key.rsplit('|').next().unwrap_or_default().to_string())
}

/// Mentions without a post are one person where they have to do with the same company, body or project.
fn companions(all: &[Atom], bare: &[usize]) -> Vec<Proposal> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for &at in bare {
        let telling = all[at].partners.iter().filter(|key| !key.contains('~'));
        for key in telling.filter(|key| ["Company|", "Organization|", "Project|"].iter().any(|kind| key.starts_with(kind))) {
            let before = *first.entry(key).or_insert(at);
            if before != at {
                let what = key.rsplit('|').next().unwrap_or_default();
                out.push(Proposal::new(Verdict::Same, 2, before, at, format!("both appear with {what}")));
            }
        }
    }
    out
}
