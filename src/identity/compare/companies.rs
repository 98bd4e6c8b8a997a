//! Companies of one own name: a short form is a company where an article says so, or where it can mean no other.

use crate::identity::atom::{Atom, Proposal, Verdict};
use crate::identity::companies::Firm;
use std::collections::BTreeSet;

/// An atom with its name taken apart.
struct Named<'a> {
    at: usize,
    atom: &'a Atom<'a>,
    firm: Firm,
}

pub fn propose(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let read = |&at: &usize| Named { at, atom: &all[at], firm: Firm::read(all[at].key.rsplit('|').next().unwrap_or_default()) };
    let (whole, short): (Vec<Named>, Vec<Named>) = block.iter().map(read).partition(|named| named.firm.whole);
    let mut out = Vec::new();
    for (i, one) in whole.iter().enumerate() {
        out.extend(whole[i + 1..].iter().filter_map(|other| registered(one, other)));
    }
    for name in &short {
        out.extend(short_form(name, &whole));
    }
    for (i, one) in short.iter().enumerate() {
        let equal = short[i + 1..].iter().filter(|other| other.firm.stem == one.firm.stem);
        out.extend(equal.map(|other| match shared(one.atom, other.atom) {
            Some(what) => Proposal::new(Verdict::Same, 2, one.at, other.at, format!("both with {what}")),
            None => Proposal::new(Verdict::Unsure, 3, one.at, other.at, format!("both are called {}", one.firm.stem)),
        }));
    }
    out
}

/// Two registered names: one company only where an article uses both.
fn registered(one: &Named, other: &Named) -> Option<Proposal> {
    let name = |named: &Named| named.atom.key.rsplit('|').next().unwrap_or_default().to_string();
    let said = one.atom.names.contains(&name(other)) || other.atom.names.contains(&name(one));
    if said {
        return Some(Proposal::new(Verdict::Same, 0, one.at, other.at, "an article uses both names"));
    }
    let places = one.firm.place.is_some() && other.firm.place.is_some() && one.firm.place != other.firm.place;
    if places || one.firm.stem != other.firm.stem {
        return Some(Proposal::new(Verdict::Different, 1, one.at, other.at, "two registered names"));
    }
    Some(Proposal::new(Verdict::Unsure, 3, one.at, other.at, "two registered names that differ in place or form alone"))
}

/// A short form and the registered names that it can stand for.
fn short_form(short: &Named, whole: &[Named]) -> Vec<Proposal> {
    let names = &short.atom.names;
    let stated = |w: &&Named| !names.is_disjoint(&w.atom.names);
    let fits = |w: &&Named| w.firm.stem == short.firm.stem || w.firm.mark == short.firm.stem || stated(w);
    let able: Vec<&Named> = whole.iter().filter(fits).collect();
    let stating: Vec<&&Named> = able.iter().filter(|w| stated(w)).collect();
    let near: Vec<&&Named> = able.iter().filter(|w| !w.atom.homes.is_disjoint(&short.atom.homes)).collect();
    let beside: Vec<(&&Named, String)> = able.iter().filter_map(|w| Some((w, shared(w.atom, short.atom)?))).collect();
    let same = |w: &Named, strength, why: String| Proposal::new(Verdict::Same, strength, short.at, w.at, why);
    let words = &short.firm.stem;
    if let [(one, what)] = &beside[..] {
        return vec![same(one, 1, format!("both with {what}"))];
    }
    match (&able[..], &stating[..], &near[..]) {
        ([one], [_], _) => vec![same(one, 1, format!("an article says that it is called {words}"))],
        ([one], _, [_]) => vec![same(one, 2, format!("no other company of the name, told in the same paper: {words}"))],
        (_, [one], [near]) if one.at == near.at => vec![same(one, 2, format!("an article of the same paper calls it {words}"))],
        (able, ..) => {
            able.iter().map(|w| Proposal::new(Verdict::Unsure, 3, short.at, w.at, format!("{words} can be its short form"))).collect()
        }
    }
}

/// A project or body that both take part in.
fn shared(one: &Atom, other: &Atom) -> Option<String> {
    let both: BTreeSet<&&str> = one.partners.intersection(&other.partners).collect();
    let telling = both.into_iter().find(|key| key.starts_with("Project|") || key.starts_with("Person|") && !key.contains('~'));
    telling.map(|key| key.rsplit('|').next().unwrap_or_default().to_string())
}
