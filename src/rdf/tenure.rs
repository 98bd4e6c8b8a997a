//! What articles show of an office, counted → the terms in it, as quads. An office is looked at alone, with all that is
//! shown of it: `gm:index { <…of the office> <…index#sign/…> 3 }`.

use super::counters::{self, Counters};
use super::mapping::Mapping;
use super::terms::{date, typed, zh};
use super::vocabulary::{RDF, gm, iri, thing};
use crate::identity::{self, Showing};
use crate::model::{NodeId, PartialDate, Term};
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::collections::{BTreeMap, BTreeSet};

const SIGN: &str = "sign/";

/// The node that has an office's counts.
pub fn office_iri(office: &str) -> NamedNode {
    counters::property(&format!("office/{office}"))
}

/// The name of a count: who is shown, by which fact, and what it shows.
pub fn name(person: &str, fact: &str, showing: &Showing) -> String {
    // Strings, days and truths can always be written.
    format!("{SIGN}{}", serde_json::to_string(&(person, fact, showing)).unwrap_or_default())
}

/// What is shown of an office, as its counts have it, in their order.
fn shown(counts: &Counters) -> Vec<(String, String, Showing, usize)> {
    let parse = |(name, times): (&String, &i64)| {
        let (person, fact, showing) = serde_json::from_str(name.strip_prefix(SIGN)?).ok()?;
        Some((person, fact, showing, usize::try_from(*times).ok()?))
    };
    counts.iter().filter_map(parse).collect()
}

/// The quads of an office with these counts: the counts, and its terms.
pub fn quads(mapping: &Mapping, office: &str, counts: &Counters) -> Vec<Quad> {
    let shown = shown(counts);
    // In the order of their keys, as a graph has its nodes.
    let persons: BTreeSet<&String> = shown.iter().map(|(person, ..)| person).collect();
    let persons: Vec<&String> = persons.into_iter().collect();
    let number = |person: &String| NodeId(persons.binary_search(&person).unwrap_or_default());
    let given: Vec<(NodeId, Showing, usize)> =
        shown.iter().map(|(person, _, showing, times)| (number(person), showing.clone(), *times)).collect();
    let mut out: Vec<Quad> = counters::quads(&office_iri(office), counts).collect();
    let mut times: BTreeMap<(NodeId, &str), usize> = BTreeMap::new();
    for term in identity::of_office(&given) {
        let time = times.entry((term.person, term.tenure.name())).or_insert(0);
        *time += 1;
        let person = persons[term.person.0];
        let key = format!("{office}|{person}|{}|{time}", term.tenure.name());
        let facts: BTreeSet<&str> = term.signs.iter().map(|sign| shown[sign.article].1.as_str()).collect();
        describe(mapping, &thing(mapping.base, "term", &term.office, &key), &term, person, &facts, &mut out);
    }
    out
}

fn describe(mapping: &Mapping, node: &NamedNode, term: &Term, person: &str, facts: &BTreeSet<&str>, out: &mut Vec<Quad>) {
    let mut add = |property: NamedNode, object: oxigraph::model::Term| {
        out.push(Quad::new(node.clone(), property, object, GraphName::DefaultGraph));
    };
    add(iri(RDF, "type"), gm("TermOfOffice").into());
    add(gm("holder"), mapping.entity_iri(person).into());
    add(gm("office"), zh(&term.office));
    add(gm("seat"), zh(&term.seat));
    add(gm("post"), zh(&term.post));
    add(gm("tenure"), gm(&format!("tenure-{}", term.tenure.name())).into());
    add(gm("single"), typed(term.single, "boolean"));
    let bounds: [(&str, Option<PartialDate>); 6] = [
        ("startEarliest", term.start.earliest),
        ("startLatest", term.start.latest),
        ("endEarliest", term.end.earliest),
        ("endLatest", term.end.latest),
        ("firstAttested", term.attested.map(|(first, _)| first)),
        ("lastAttested", term.attested.map(|(_, last)| last)),
    ];
    for (property, day) in bounds {
        if let Some(day) = day {
            add(gm(property), date(day));
        }
    }
    for fact in facts {
        add(gm("shownBy"), NamedNode::new_unchecked(format!("{}{fact}", mapping.base)).into());
    }
}
