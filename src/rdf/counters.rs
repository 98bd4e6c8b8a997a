//! Counts beside the graph, in a graph of their own: how often each thing is said of an entity, a fact, a triple. They
//! make a change cost what it touches, and are no part of what a store says.
//!
//! `gm:index { <entity> <…index#label/高远山> 3 }`: the name of a count is the property, so that a count that changes
//! leaves no text behind.

use super::vocabulary::{INDEX, gm};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, Quad, Term};
use oxigraph::store::{StorageError, Store};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts, or changes of counts, by name.
pub type Counters = BTreeMap<String, i64>;

/// The counts of a subject.
///
/// # Errors
/// When the store cannot be read.
pub fn read(store: &Store, subject: &NamedNode) -> Result<Counters, StorageError> {
    let graph = gm("index");
    let quads = store.quads_for_pattern(Some(subject.as_ref().into()), None, None, Some(GraphNameRef::NamedNode(graph.as_ref())));
    let mut out = Counters::new();
    for quad in quads {
        let quad = quad?;
        if let (Some(name), Some(count)) = (name_of(&quad.predicate), count_of(&quad.object)) {
            out.insert(name, count);
        }
    }
    Ok(out)
}

/// One count of a subject.
///
/// # Errors
/// When the store cannot be read.
pub fn one(store: &Store, subject: &NamedNode, name: &str) -> Result<Option<i64>, StorageError> {
    let (property, graph) = (property(name), gm("index"));
    let mut quads = store.quads_for_pattern(
        Some(subject.as_ref().into()),
        Some(property.as_ref()),
        None,
        Some(GraphNameRef::NamedNode(graph.as_ref())),
    );
    Ok(quads.next().transpose()?.and_then(|quad| count_of(&quad.object)))
}

/// The quads of counts; none of a count of nothing.
pub fn quads<'c>(subject: &'c NamedNode, counters: &'c Counters) -> impl Iterator<Item = Quad> + 'c {
    counters.iter().filter(|(_, count)| **count != 0).map(|(name, count)| quad(subject, name, *count))
}

/// One count.
pub fn quad(subject: &NamedNode, name: &str, count: i64) -> Quad {
    Quad::new(subject.clone(), property(name), Literal::from(count), GraphName::from(gm("index")))
}

/// Counts after a change.
pub fn changed(before: &Counters, change: &Counters) -> Counters {
    let mut after = before.clone();
    for (name, by) in change {
        *after.entry(name.clone()).or_insert(0) += by;
    }
    after.retain(|_, count| *count != 0);
    after
}

/// The property of a count: what may not stand in an IRI is escaped.
pub fn property(name: &str) -> NamedNode {
    let mut out = String::from(INDEX);
    for c in name.chars() {
        let plain = c.is_ascii_alphanumeric() || "/-_.".contains(c) || (!c.is_ascii() && c.is_alphanumeric());
        if plain {
            out.push(c);
        } else {
            // Writing into a string cannot fail.
            let _ = c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(out, "%{byte:02X}"));
        }
    }
    NamedNode::new_unchecked(out)
}

/// The inverse of [`property`].
pub fn name_of(property: &NamedNode) -> Option<String> {
    let escaped = property.as_str().strip_prefix(INDEX)?;
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| byte.and_then(|b| char::from(b).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(if byte == b'%' { hex(rest.next())? * 16 + hex(rest.next())? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn count_of(term: &Term) -> Option<i64> {
    match term {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        for name in ["label/高远山", "body/Organization|石家庄市|市委 <a>", "label/100% “\u{1f600}”\n", "day/2023-05-17", "order/3"]
        {
            let property = property(name);
            assert_eq!(name_of(&property).as_deref(), Some(name));
            assert!(NamedNode::new(property.as_str()).is_ok(), "{property}");
        }
    }

    #[test]
    fn counts_are_kept_apart_and_vanish_at_nothing() {
        let store = Store::new().expect("a store");
        let (a, b) = (gm("a"), gm("b"));
        let counters = Counters::from([("label/甲".into(), 3), ("official".into(), 1), ("none".into(), 0)]);
        for quad in quads(&a, &counters).chain(quads(&b, &Counters::from([("official".into(), 7)]))) {
            store.insert(&quad).expect("inserted");
        }
        let read = read(&store, &a).expect("read");
        assert_eq!(read, Counters::from([("label/甲".into(), 3), ("official".into(), 1)]));
        assert_eq!(changed(&read, &Counters::from([("official".into(), -1)])), Counters::from([("label/甲".into(), 3)]));
    }
}
