//! Who is who across the articles of a store. Each article gives base keys, which never change; which of them are one is
//! decided among all that can matter to each other, and kept: a base key with its final key. A change marks what it may
//! have changed; settling decides it again and writes the articles anew whose entities have another key now.
//!
//! All of this stands in `gm:index`: `<base> gm:namedIn <article>`, `<block> gm:blockOf <base>`, `<base> gm:finally "key"`,
//! `<base> gm:unsettled true`, and how often what decides is told of a base key (`<seen/base> <essence> 3`), so that
//! deciding again reads no articles.

use super::change::Change;
use super::contents::Step;
use super::counters::{self, Counters};
use super::error::StoreError;
use super::judged;
use super::store::Store;
use super::vocabulary::{article, gm};
use crate::identity::{self, Sighting};
use crate::model::{Article, EntityKind};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};
use oxigraph::store::StorageError;
use std::collections::{BTreeMap, BTreeSet};

/// Final keys by base key.
pub type Finals = BTreeMap<String, String>;

/// Articles that settling writes anew in one step, about.
const SETTLED_ARTICLES: usize = 4096;
/// Marks that are read at a time.
const MARKS_AT_A_TIME: usize = 1 << 16;

/// The name of the count of articles that name a base key.
const NAMED: &str = "named";
const BLOCK: &str = "block/";
/// Seats of a person other than that of the base key.
const SEAT: &str = "seat/";

/// Who the entities of an article are.
pub struct Cast {
    pub bases: Vec<String>,
    /// What is counted of the base keys, by entity: blocks, seats.
    counts: Vec<Vec<String>>,
    /// What may decide who it is, by entity.
    essences: Vec<Option<String>>,
    /// Final keys.
    pub keys: Vec<String>,
}

impl Cast {
    pub fn new(article: &Article, mut finally: impl FnMut(&str) -> Result<String, StorageError>) -> Result<Self, StorageError> {
        let seen = identity::sightings(article);
        let keys = seen.iter().map(|sighting| finally(&sighting.key)).collect::<Result<_, _>>()?;
        let (counts, essences) = seen.iter().map(|sighting| (counts(sighting), sighting.essence())).unzip();
        Ok(Self { counts, essences, bases: seen.into_iter().map(|sighting| sighting.key).collect(), keys })
    }

    /// The same with other final keys for some of the base keys.
    pub fn with(&self, finals: &Finals) -> Self {
        let keys = self.bases.iter().zip(&self.keys).map(|(base, key)| finals.get(base).unwrap_or(key).clone()).collect();
        Self { keys, bases: self.bases.clone(), counts: self.counts.clone(), essences: self.essences.clone() }
    }

    /// What may decide who a base key is, as the article tells it.
    pub fn told(&self) -> impl Iterator<Item = (&str, &str)> {
        self.bases.iter().zip(&self.essences).filter_map(|(base, essence)| Some((base.as_str(), essence.as_deref()?)))
    }

    /// That the article names its base keys.
    pub fn named(&self, subject: &NamedNode) -> Vec<Quad> {
        let bases: BTreeSet<&String> = self.bases.iter().collect();
        bases.into_iter().map(|base| Quad::new(base_iri(base), gm("namedIn"), subject.clone(), gm("index"))).collect()
    }

    /// What is counted of base keys because of the article.
    pub fn counted(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let mut out: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (base, counts) in self.bases.iter().zip(&self.counts) {
            let names = out.entry(base).or_default();
            names.insert(NAMED.into());
            names.extend(counts.iter().cloned());
        }
        out
    }
}

/// The blocks in which a sighting may meet another base key, and the seats beside the one that its base key names.
/// Places and appraisals are told apart by their base keys.
fn counts(sighting: &Sighting) -> Vec<String> {
    if matches!(sighting.kind, EntityKind::Place | EntityKind::Assessment) {
        return Vec::new();
    }
    let blocks = identity::blocks(sighting).into_iter().filter(|block| *block != sighting.key);
    let seats = sighting.offices.iter().map(|office| office.seat.as_str()).filter(|seat| Some(*seat) != seat_of(&sighting.key));
    blocks.map(|block| format!("{BLOCK}{block}")).chain(seats.map(|seat| format!("{SEAT}{seat}"))).collect()
}

/// The seat that a person's base key names.
fn seat_of(base: &str) -> Option<&str> {
    base.strip_prefix("Person|")?.rsplit_once('|').map(|(seat, _)| seat)
}

/// The node that has the counts of what is told of a base key.
fn seen_iri(base: &str) -> NamedNode {
    counters::property(&format!("seen/{base}"))
}

pub fn base_iri(base: &str) -> NamedNode {
    counters::property(&format!("base/{base}"))
}

fn block_iri(block: &str) -> NamedNode {
    counters::property(&format!("of/{block}"))
}

/// The base key of its IRI.
fn base_of(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => counters::name_of(node)?.strip_prefix("base/").map(str::to_string),
        _ => None,
    }
}

pub fn final_quad(base: &str, key: &str) -> Quad {
    Quad::new(base_iri(base), gm("finally"), Literal::new_simple_literal(key), gm("index"))
}

pub fn unsettled_quad(base: &str) -> Quad {
    Quad::new(base_iri(base), gm("unsettled"), Literal::from(true), gm("index"))
}

fn block_quad(block: &str, base: &str) -> Quad {
    Quad::new(block_iri(block), gm("blockOf"), base_iri(base), gm("index"))
}

fn blocks_of(counts: &Counters) -> BTreeSet<&str> {
    counts.keys().filter_map(|name| name.strip_prefix(BLOCK)).collect()
}

/// The objects of a property in the inner graph.
fn objects(
    store: &oxigraph::store::Store,
    subject: &NamedNode,
    property: &str,
) -> impl Iterator<Item = Result<Term, StorageError>> + use<> {
    let (property, graph) = (gm(property), gm("index"));
    let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
    store.quads_for_pattern(Some(subject.as_ref().into()), Some(property.as_ref()), None, graph).map(|quad| quad.map(|quad| quad.object))
}

/// The final key of a base key.
///
/// # Errors
/// When the store cannot be read.
pub fn finally(store: &oxigraph::store::Store, base: &str) -> Result<String, StorageError> {
    Ok(match objects(store, &base_iri(base), "finally").next().transpose()? {
        Some(Term::Literal(key)) => key.value().to_string(),
        _ => base.to_string(),
    })
}

fn bases_in(store: &oxigraph::store::Store, block: &str) -> Result<BTreeSet<String>, StorageError> {
    let bases = objects(store, &block_iri(block), "blockOf");
    bases.filter_map(|term| term.map(|term| base_of(&term)).transpose()).collect()
}

impl Change<'_> {
    /// What is noted of base keys, and marks on those whose final key may be another now.
    pub(super) fn bases(&mut self) -> Result<(), StorageError> {
        let mut states = Vec::new();
        for (base, change) in std::mem::take(&mut self.bases) {
            let before = counters::read(self.store, &base_iri(&base))?;
            let after = counters::changed(&before, &change);
            states.push((base, before, after));
        }
        let told = self.told()?;
        let gone: BTreeSet<String> =
            states.iter().filter(|(_, _, after)| !after.contains_key(NAMED)).map(|(base, ..)| base.clone()).collect();
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for block in states.iter().flat_map(|(_, _, after)| blocks_of(after)) {
            *here.entry(block).or_insert(0) += 1;
        }
        let mut marked: BTreeSet<String> = BTreeSet::new();
        for (base, before, after) in states.iter().filter(|_| self.marks) {
            let (was, is) = (blocks_of(before), blocks_of(after));
            let came_or_went = before.contains_key(NAMED) != after.contains_key(NAMED);
            if was == is && !came_or_went && !told.contains(base) {
                // All that decides is as it was.
                continue;
            }
            for block in was.difference(&is) {
                marked.extend(bases_in(self.store, block)?);
            }
            let meets = |block: &&str| -> Result<bool, StorageError> {
                Ok(here[*block] > 1 || bases_in(self.store, block)?.iter().any(|other| other != base && !gone.contains(other)))
            };
            let others = is.iter().try_fold(false, |found, block| Ok::<_, StorageError>(found || meets(block)?))?;
            // Judgements hold of whatever is there: who comes or goes may join or part others.
            let judged = judged::partners(self.store, base)?;
            if others || !judged.is_empty() || finally(self.store, base)? != *base {
                marked.insert(base.clone());
            }
            if came_or_went {
                marked.extend(judged);
            }
        }
        for (base, before, after) in &states {
            let iri = base_iri(base);
            let state = |counts: &Counters| -> Vec<Quad> {
                let blocks = blocks_of(counts).into_iter().map(|block| block_quad(block, base));
                counters::quads(&iri, counts).chain(blocks).collect()
            };
            self.delta.differ(state(before), state(after));
        }
        for base in &gone {
            let key = finally(self.store, base)?;
            let old = [final_quad(base, &key), unsettled_quad(base)];
            for quad in old {
                if self.store.contains(&quad)? {
                    self.delta.gone.push(quad);
                }
            }
        }
        for base in marked.difference(&gone) {
            let mark = unsettled_quad(base);
            if !self.store.contains(&mark)? {
                self.delta.new.push(mark);
            }
        }
        Ok(())
    }

    /// Counts what is told of base keys; gives back those of which something else is told now.
    fn told(&mut self) -> Result<BTreeSet<String>, StorageError> {
        let mut out = BTreeSet::new();
        for (base, change) in std::mem::take(&mut self.told) {
            let subject = seen_iri(&base);
            for (essence, by) in change.into_iter().filter(|(_, by)| *by != 0) {
                let before = counters::one(self.store, &subject, &essence)?.unwrap_or(0);
                let state = |count: i64| (count > 0).then(|| counters::quad(&subject, &essence, count)).into_iter().collect();
                self.delta.differ(state(before), state(before + by));
                if (before > 0) != (before + by > 0) {
                    out.insert(base.clone());
                }
            }
        }
        Ok(out)
    }
}

/// Base keys that may matter to each other, with their counts.
#[derive(Default)]
struct Part {
    bases: BTreeMap<String, Counters>,
    /// Whether somebody has judged about one of them.
    judged: bool,
}

impl Part {
    /// Whether nothing can join any two of them: persons with posts, no two of whom are shown in one seat, and nobody has
    /// judged. Looked at first, since of a leader thousands of articles tell.
    fn stay_apart(&self) -> bool {
        let mut seats = BTreeSet::new();
        let mut own = |base: &str, counts: &Counters| {
            let Some(seat) = seat_of(base).filter(|_| !base.contains('~')) else { return false };
            let others = counts.keys().filter_map(|name| name.strip_prefix(SEAT));
            others.chain([seat]).all(|seat| seats.insert(seat.to_string()))
        };
        !self.judged && self.bases.iter().all(|(base, counts)| own(base, counts))
    }
}

impl Store {
    /// Decides again who is who where changes have left it open, and writes what follows, some articles at a time. A
    /// store that was left unsettled is settled by the next change.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn settle(&self) -> Result<(), StoreError> {
        loop {
            let open = self.unsettled(MARKS_AT_A_TIME).map_err(|e| self.fail(e))?;
            if open.is_empty() {
                return Ok(());
            }
            let (mut done, mut finals, mut articles) = (BTreeSet::new(), Finals::new(), BTreeSet::new());
            for base in open {
                if done.contains(&base) {
                    continue;
                }
                let part = self.part(&base).map_err(|e| self.fail(e))?;
                for (base, key) in self.resolved(&part)? {
                    if finally(&self.inner, &base).map_err(|e| self.fail(e))? != key {
                        articles.extend(self.named_in(&base)?);
                        finals.insert(base, key);
                    }
                }
                done.extend(part.bases.into_keys());
                if articles.len() >= SETTLED_ARTICLES {
                    break;
                }
            }
            self.write(self.reassigned(&articles, &finals, &done)?)?;
        }
    }

    /// Base keys whose final key is open, the first of them.
    pub(super) fn unsettled(&self, most: usize) -> Result<Vec<String>, StorageError> {
        let (property, graph) = (gm("unsettled"), gm("index"));
        let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
        let quads = self.inner.quads_for_pattern(None, Some(property.as_ref()), None, graph).take(most);
        quads.filter_map(|quad| quad.map(|quad| base_of(&quad.subject.into())).transpose()).collect()
    }

    /// All base keys that may matter to one.
    fn part(&self, base: &str) -> Result<Part, StorageError> {
        let mut out = Part::default();
        let (mut found, mut open, mut looked) = (BTreeSet::from([base.to_string()]), vec![base.to_string()], BTreeSet::new());
        while let Some(base) = open.pop() {
            let judged = judged::partners(&self.inner, &base)?;
            out.judged |= !judged.is_empty();
            open.extend(judged.into_iter().filter(|other| found.insert(other.clone())));
            let counts = counters::read(&self.inner, &base_iri(&base))?;
            for block in blocks_of(&counts) {
                if looked.insert(block.to_string()) {
                    open.extend(bases_in(&self.inner, block)?.into_iter().filter(|other| found.insert(other.clone())));
                }
            }
            out.bases.insert(base, counts);
        }
        Ok(out)
    }

    /// The final keys of base keys that are closed under their blocks.
    fn resolved(&self, part: &Part) -> Result<Finals, StoreError> {
        if part.bases.len() == 1 || part.stay_apart() {
            return Ok(part.bases.keys().map(|base| (base.clone(), base.clone())).collect());
        }
        let mut seen = Vec::new();
        for (base, counts) in part.bases.iter().filter(|(_, counts)| counts.contains_key(NAMED)) {
            let told = counters::read(&self.inner, &seen_iri(base)).map_err(|e| self.fail(e))?;
            debug_assert!(counts[NAMED] > 0);
            let before = seen.len();
            seen.extend(told.keys().filter_map(|essence| Sighting::of_essence(base, essence)));
            if seen.len() == before {
                seen.push(Sighting::of_key(base));
            }
        }
        let judgements = judged::about(&self.inner, part.bases.keys()).map_err(|e| self.fail(e))?;
        let clusters = identity::resolve(&seen, &judgements);
        Ok(clusters.into_iter().flat_map(|c| c.members.into_iter().map(move |base| (base, c.key.clone()))).collect())
    }

    /// IRIs of the articles that name a base key.
    fn named_in(&self, base: &str) -> Result<BTreeSet<String>, StoreError> {
        let named = objects(&self.inner, &base_iri(base), "namedIn");
        let iri = |term: Term| if let Term::NamedNode(node) = term { Some(node.into_string()) } else { None };
        named.filter_map(|term| term.map(iri).transpose()).collect::<Result<_, _>>().map_err(|e| self.fail(e))
    }

    /// The step that gives base keys other final keys, and takes their marks away. Of an article only what names an
    /// entity by its key is written anew.
    fn reassigned(&self, articles: &BTreeSet<String>, finals: &Finals, done: &BTreeSet<String>) -> Result<Step, StoreError> {
        let (mut change, mut step) = (Change::of_keys(&self.inner, self.mapping()), Step::default());
        let mut known = Finals::new();
        for iri in articles {
            let Some(article) = self.extraction_at(&NamedNode::new_unchecked(iri))? else { continue };
            let before = self.cast(&article, &mut known)?;
            let after = before.with(finals);
            change.go(&article, &before);
            let (gone, new) = change.rekeyed(&article, &before.keys, &after);
            step.delta.differ(gone, new);
        }
        let delta = change.delta().map_err(|e| self.fail(e))?;
        step.delta.gone.extend(delta.gone);
        step.delta.new.extend(delta.new);
        for (base, key) in finals {
            let before = finally(&self.inner, base).map_err(|e| self.fail(e))?;
            let state = |key: &str| if key == base { Vec::new() } else { vec![final_quad(base, key)] };
            step.delta.differ(state(&before), state(key));
        }
        for mark in done.iter().map(|base| unsettled_quad(base)) {
            if self.inner.contains(&mark).map_err(|e| self.fail(e))? {
                step.delta.gone.push(mark);
            }
        }
        Ok(step)
    }

    /// Who the entities of an article are, as the store has it; `known` are final keys that have been looked up.
    pub(super) fn cast(&self, article: &Article, known: &mut Finals) -> Result<Cast, StoreError> {
        let finally = |base: &str| match known.get(base) {
            Some(key) => Ok(key.clone()),
            None => {
                let key = finally(&self.inner, base)?;
                known.insert(base.to_string(), key.clone());
                Ok(key)
            }
        };
        Cast::new(article, finally).map_err(|e| self.fail(e))
    }

    /// That an article names its base keys, as the store has it.
    pub(super) fn names_of(&self, id: &str) -> impl Iterator<Item = Result<Quad, StorageError>> + use<> {
        let (subject, property, graph) = (article(self.base(), id), gm("namedIn"), gm("index"));
        let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
        self.inner.quads_for_pattern(None, Some(property.as_ref()), Some(subject.as_ref().into()), graph)
    }
}

/// Whether a quad only says that something is still to be decided.
pub fn is_mark(quad: &Quad) -> bool {
    quad.predicate == gm("unsettled")
}
