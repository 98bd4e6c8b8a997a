//! Documents as a build hands them over: the articles of one come together, and one whose content is stored already need
//! not be read again. That makes a build that was broken off go on where it stopped.

use super::change::Delta;
use super::counters;
use super::error::StoreError;
use super::store::{Store, StoredArticle};
use super::vocabulary::{document, gm};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};

/// A document with the articles that were read out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    pub id: String,
    /// What tells this content, read by these rules, from any other: a hash.
    pub content: String,
    pub articles: Vec<StoredArticle>,
}

/// The name of the count of a document's articles.
const PARTS: &str = "parts";

impl Store {
    /// Whether a document is stored with this content.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn holds(&self, id: &str, content: &str) -> Result<bool, StoreError> {
        self.inner.contains(&mark(&document(self.base(), id), content)).map_err(|e| self.fail(e))
    }

    /// Puts documents into the store, all or none: their articles take the place of those that they gave before.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn put(&self, documents: &[StoredDocument]) -> Result<(), StoreError> {
        self.put_lot(documents)?;
        self.settle()
    }

    /// Like [`Store::put`], but who is who across articles is left to [`Store::settle`]: for many lots in a row.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn put_lot(&self, documents: &[StoredDocument]) -> Result<(), StoreError> {
        let new: Vec<&StoredArticle> = documents.iter().flat_map(|document| &document.articles).collect();
        let mut gone = Vec::new();
        let mut marks = Delta::default();
        for stored in documents {
            let subject = document(self.base(), &stored.id);
            let (before, parts) = self.marks(&subject)?;
            gone.extend((stored.articles.len()..parts).map(|place| article_id(&stored.id, place)));
            let count = i64::try_from(stored.articles.len()).unwrap_or(i64::MAX);
            marks.differ(before, vec![mark(&subject, &stored.content), counters::quad(&subject, PARTS, count)]);
        }
        let gone: Vec<&str> = gone.iter().map(String::as_str).filter(|id| new.iter().all(|stored| stored.article.id != *id)).collect();
        let mut step = self.step(&new, &gone)?;
        step.delta.gone.extend(marks.gone);
        step.delta.new.extend(marks.new);
        if step.is_empty() { Ok(()) } else { self.write(step) }
    }

    /// A document of which an article is taken away has to be read again when it comes again.
    pub(super) fn forget_document_of(&self, id: &str, delta: &mut Delta) -> Result<(), StoreError> {
        let whole = id.rsplit_once('#').filter(|(_, place)| place.bytes().all(|b| b.is_ascii_digit())).map(|(whole, _)| whole);
        for name in [Some(id), whole].into_iter().flatten() {
            let subject = document(self.base(), name);
            let (before, parts) = self.marks(&subject)?;
            let mut others = (0..parts).map(|place| article_id(name, place)).filter(|other| other != id);
            let left = others.try_fold(false, |found, other| Ok::<_, StoreError>(found || self.has(&other)?))?;
            let count = before.iter().filter(|quad| left && quad.predicate != gm("content")).cloned().collect();
            delta.differ(before, count);
        }
        Ok(())
    }

    /// What is noted of a document, and how many articles it gave.
    fn marks(&self, subject: &NamedNode) -> Result<(Vec<Quad>, usize), StoreError> {
        let graph = gm("index");
        let quads = self.inner.quads_for_pattern(Some(subject.as_ref().into()), None, None, Some(GraphNameRef::NamedNode(graph.as_ref())));
        let quads: Vec<Quad> = quads.collect::<Result<_, _>>().map_err(|e| self.fail(e))?;
        let count = quads.iter().find(|quad| quad.predicate != gm("content")).and_then(|quad| match &quad.object {
            Term::Literal(literal) => literal.value().parse().ok(),
            _ => None,
        });
        Ok((quads, count.unwrap_or(0)))
    }
}

/// The id of a document's article, counted from 0.
fn article_id(document: &str, place: usize) -> String {
    if place == 0 { document.to_string() } else { format!("{document}#{}", place + 1) }
}

fn mark(subject: &NamedNode, content: &str) -> Quad {
    Quad::new(subject.clone(), gm("content"), Literal::new_simple_literal(content), gm("index"))
}
