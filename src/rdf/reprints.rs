//! Articles that are prints of one text → who was first. Only what a change touches is compared again: the articles that
//! come, those that share a mark with them, and the prints that these already belong to.

use super::change::Delta;
use super::contents::{Step, cut};
use super::error::StoreError;
use super::store::{Store, StoredArticle};
use super::vocabulary::{INDEX, article, gm};
use crate::identity::Wording;
use crate::model::PartialDate;
use oxigraph::model::{GraphNameRef, NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// An article as far as its wording matters.
struct Print {
    wording: Wording,
    date: Option<PartialDate>,
    id: String,
}

impl Print {
    fn of(stored: &StoredArticle) -> Self {
        let span = stored.article.span;
        let text: String = cut(&stored.text).chars().skip(span.start).take(span.len()).collect();
        Self { wording: Wording::of(&text), date: stored.article.meta.date, id: stored.article.id.clone() }
    }
}

/// Which of all articles are reprints, as if all came at once.
#[derive(Default)]
pub struct Prints(BTreeMap<String, Print>);

impl Prints {
    pub fn add(&mut self, base: &str, stored: &StoredArticle) {
        self.0.insert(article(base, &stored.article.id).into_string(), Print::of(stored));
    }

    pub fn quads(&self) -> Vec<Quad> {
        firsts(&self.0)
    }
}

/// The marks of an article's wording, by which others are found.
pub fn marks(base: &str, stored: &StoredArticle) -> Vec<Quad> {
    let subject = article(base, &stored.article.id);
    let marks = Print::of(stored).wording.marks();
    marks.into_iter().map(|mark| Quad::new(mark_iri(mark), gm("wordingOf"), subject.clone(), gm("index"))).collect()
}

fn mark_iri(mark: u64) -> NamedNode {
    NamedNode::new_unchecked(format!("{INDEX}wording/{mark:016x}"))
}

impl Store {
    /// Notes which articles are reprints after a change: articles that come with their ids, and ids that go.
    pub(super) fn reprints(&self, come: &[&StoredArticle], go: &[&str], step: &mut Step) -> Result<(), StoreError> {
        let gone: BTreeSet<String> = go.iter().map(|id| article(self.base(), id).into_string()).collect();
        let mut prints: BTreeMap<String, Print> = BTreeMap::new();
        let mut touched = gone.clone();
        for stored in come {
            let print = Print::of(stored);
            for mark in print.wording.marks() {
                touched.extend(self.marked(mark)?);
            }
            prints.insert(article(self.base(), &print.id).into_string(), print);
        }
        touched.extend(prints.keys().cloned());
        let mut before: BTreeMap<String, Quad> = BTreeMap::new();
        for iri in touched.clone() {
            for quad in self.group_of(&iri)? {
                touched.extend([quad.subject.clone().into(), quad.object.clone()].iter().map(named));
                before.insert(quad.to_string(), quad);
            }
        }
        for iri in touched.iter().filter(|iri| !gone.contains(*iri)) {
            if let (false, Some(stored)) = (prints.contains_key(iri), self.article_at(&NamedNode::new_unchecked(iri))?) {
                prints.insert(iri.clone(), Print::of(&stored));
            }
        }
        let before = before.into_values().collect();
        let mut delta = Delta::default();
        delta.differ(before, firsts(&prints));
        step.delta.gone.extend(delta.gone);
        step.delta.new.extend(delta.new);
        Ok(())
    }
    /// Articles whose wording has a mark.
    fn marked(&self, mark: u64) -> Result<Vec<String>, StoreError> {
        let (subject, property, graph) = (mark_iri(mark), gm("wordingOf"), gm("index"));
        let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
        let quads = self.inner.quads_for_pattern(Some(subject.as_ref().into()), Some(property.as_ref()), None, graph);
        quads.map(|quad| quad.map(|quad| named(&quad.object)).map_err(|e| self.fail(e))).collect()
    }

    /// That articles are reprints, for all prints of the text that an article is a print of.
    fn group_of(&self, iri: &str) -> Result<Vec<Quad>, StoreError> {
        let (subject, property, meta) = (NamedNode::new_unchecked(iri), gm("reprintOf"), gm("meta"));
        let graph = Some(GraphNameRef::NamedNode(meta.as_ref()));
        let first = self.inner.quads_for_pattern(Some(subject.as_ref().into()), Some(property.as_ref()), None, graph).next();
        let first = first.transpose().map_err(|e| self.fail(e))?.map_or_else(|| Term::from(subject.clone()), |quad| quad.object);
        let quads = self.inner.quads_for_pattern(None, Some(property.as_ref()), Some(first.as_ref()), graph);
        quads.collect::<Result<_, _>>().map_err(|e| self.fail(e))
    }
}

/// For every text with several prints, that the later ones reprint the first: by day, then by id.
fn firsts(prints: &BTreeMap<String, Print>) -> Vec<Quad> {
    let list: Vec<(&String, &Print)> = prints.iter().collect();
    let mut by_mark: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, (_, print)) in list.iter().enumerate() {
        for mark in print.wording.marks() {
            by_mark.entry(mark).or_default().push(place);
        }
    }
    let mut group: Vec<usize> = (0..list.len()).collect();
    for (one, other) in by_mark.values().flat_map(|places| pairs(places)) {
        let (a, b) = (group[one], group[other]);
        if a != b && list[one].1.wording.is_like(&list[other].1.wording) {
            group.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, group) in group.into_iter().enumerate() {
        members.entry(group).or_default().push(place);
    }
    let mut out = Vec::new();
    for places in members.into_values() {
        let order = |place: &usize| (list[*place].1.date.is_none(), list[*place].1.date, &list[*place].1.id);
        let Some(first) = places.iter().copied().min_by(|a, b| order(a).cmp(&order(b))) else { continue };
        let iri = |place: usize| NamedNode::new_unchecked(list[place].0);
        out.extend(places.into_iter().filter(|p| *p != first).map(|p| Quad::new(iri(p), gm("reprintOf"), iri(first), gm("meta"))));
    }
    out
}

fn pairs(places: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    places.iter().enumerate().flat_map(|(at, one)| places[at + 1..].iter().map(move |other| (*one, *other)))
}

fn named(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_string(),
        _ => String::new(),
    }
}

/// Whether a quad says that an article is a reprint.
pub fn says_reprint(quad: &Quad) -> bool {
    quad.predicate == gm("reprintOf")
}
