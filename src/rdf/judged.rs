//! What people have decided about pairs, as the store follows it: `<base> gm:judged "line of the ledger"` in `gm:index`,
//! beside both base keys of a pair, so that a change finds it without reading the ledger, which is a file of its own.

use super::bases::base_iri;
use super::change::Delta;
use super::contents::Step;
use super::error::StoreError;
use super::store::Store;
use super::vocabulary::gm;
use crate::identity::Judgements;
use oxigraph::model::{GraphNameRef, Literal, NamedOrBlankNodeRef, Quad, Term};
use oxigraph::store::StorageError;
use std::collections::BTreeSet;

/// The quads of the judgements that hold.
fn quads(judgements: &Judgements) -> Vec<Quad> {
    let of_one = |line: &str, base: &str| {
        let line = Literal::new_simple_literal(line.trim_end());
        Quad::new(base_iri(base), gm("judged"), line, gm("index"))
    };
    judgements.standing().flat_map(|judgement| [&judgement.one, &judgement.other].map(|base| of_one(&judgement.line(), base))).collect()
}

/// What the store follows, about one base key or about all.
fn held(store: &oxigraph::store::Store, base: Option<&str>) -> Result<Vec<Quad>, StorageError> {
    let (subject, property, graph) = (base.map(base_iri), gm("judged"), gm("index"));
    let subject = subject.as_ref().map(|subject| NamedOrBlankNodeRef::from(subject.as_ref()));
    store.quads_for_pattern(subject, Some(property.as_ref()), None, Some(GraphNameRef::NamedNode(graph.as_ref()))).collect()
}

fn parse(quads: Vec<Quad>) -> Result<Judgements, StorageError> {
    let lines: BTreeSet<String> = quads.into_iter().map(|quad| line(&quad.object)).collect();
    let text: Vec<String> = lines.into_iter().collect();
    Judgements::parse(&text.join("\n")).map_err(|error| StorageError::Other(Box::new(error)))
}

fn line(object: &Term) -> String {
    match object {
        Term::Literal(line) => line.value().to_string(),
        other => other.to_string(),
    }
}

/// The judgements about any of these base keys.
///
/// # Errors
/// When the store cannot be read, or holds something else where a judgement is expected.
pub fn about<'b>(store: &oxigraph::store::Store, bases: impl Iterator<Item = &'b String>) -> Result<Judgements, StorageError> {
    let mut out = Vec::new();
    for base in bases {
        out.extend(held(store, Some(base))?);
    }
    parse(out)
}

/// Base keys that somebody has judged beside this one, whether articles name them or not.
///
/// # Errors
/// As [`about`].
pub fn partners(store: &oxigraph::store::Store, base: &String) -> Result<BTreeSet<String>, StorageError> {
    let judgements = about(store, std::iter::once(base))?;
    Ok(judgements.keys().filter(|key| key != base).map(str::to_string).collect())
}

/// Whether a quad is a judgement, which no article gives.
pub fn is_judgement(quad: &Quad) -> bool {
    quad.predicate == gm("judged") && quad.graph_name == gm("index").into()
}

impl Store {
    /// What people have decided about pairs, as this store follows it.
    ///
    /// # Errors
    /// When the store cannot be read, or is damaged.
    pub fn judgements(&self) -> Result<Judgements, StoreError> {
        let quads = held(&self.inner, None).map_err(|e| self.fail(e))?;
        parse(quads).map_err(|e| StoreError::Damaged { path: self.path.clone(), detail: e.to_string() })
    }

    /// The judgements that this store follows, as it keeps them.
    pub(super) fn judged_quads(&self) -> Result<Vec<Quad>, StoreError> {
        held(&self.inner, None).map_err(|e| self.fail(e))
    }

    /// Follows these judgements from now on and no others, before every rule: who is who is decided again where they
    /// differ from those that were followed, and what rests on it is written anew. The store is then the same as one
    /// that was built with them.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn judge(&self, judgements: &Judgements) -> Result<(), StoreError> {
        let mut delta = Delta::default();
        delta.differ(self.judged_quads()?, quads(judgements));
        if delta.gone.is_empty() && delta.new.is_empty() {
            return Ok(());
        }
        let marks: BTreeSet<String> = delta.gone.iter().chain(&delta.new).flat_map(|quad| pair(&quad.object)).collect();
        for mark in marks.iter().map(|base| super::bases::unsettled_quad(base)) {
            if !self.inner.contains(&mark).map_err(|e| self.fail(e))? {
                delta.new.push(mark);
            }
        }
        self.write(Step { delta, ..Step::default() })?;
        self.settle()
    }
}

/// The two base keys of a line.
fn pair(object: &Term) -> Vec<String> {
    Judgements::parse(&line(object)).map(|judgements| judgements.keys().map(str::to_string).collect()).unwrap_or_default()
}
