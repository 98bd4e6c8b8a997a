//! Who is who across the articles of a store. Each article gives base keys, which never change; which of them are one is
//! decided among all that can matter to each other, and kept: a base key with its final key. A change marks what it may
//! have changed; settling decides it again and writes the articles anew whose entities have another key now.
//!
//! All of this stands in `gm:index`: `<base> gm:namedIn <article>`, `<block> gm:blockOf <base>`, `<base> gm:finally "key"`,
//! `<base> gm:unsettled true`.

use super::change::Change;
use super::contents::Step;
use super::counters::{self, Counters};
use super::error::StoreError;
use super::judged;
use super::store::{Store, StoredArticle};
use super::vocabulary::{article, gm};
use crate::identity::{self, Sighting};
use crate::model::{Article, EntityKind};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};
use oxigraph::store::StorageError;
use std::collections::{BTreeMap, BTreeSet};

/// Final keys by base key.
pub type Finals = BTreeMap<String, String>;

/// Articles that settling writes anew in one step, about.
const SETTLED_ARTICLES: usize = 1024;
/// Marks that are read at a time.
const MARKS_AT_A_TIME: usize = 4096;

/// The name of the count of articles that name a base key.
const NAMED: &str = "named";
const BLOCK: &str = "block/";

/// Who the entities of an article are.
pub struct Cast {
    pub bases: Vec<String>,
    /// Blocks by entity.
    blocks: Vec<Vec<String>>,
    /// Final keys.
    pub keys: Vec<String>,
}

impl Cast {
    pub fn new(article: &Article, mut finally: impl FnMut(&str) -> Result<String, StorageError>) -> Result<Self, StorageError> {
        let seen = identity::sightings(article);
        let keys = seen.iter().map(|sighting| finally(&sighting.key)).collect::<Result<_, _>>()?;
        Ok(Self { blocks: seen.iter().map(blocks).collect(), bases: seen.into_iter().map(|sighting| sighting.key).collect(), keys })
    }

    /// That the article names its base keys.
    pub fn named(&self, subject: &NamedNode) -> Vec<Quad> {
        let bases: BTreeSet<&String> = self.bases.iter().collect();
        bases.into_iter().map(|base| Quad::new(base_iri(base), gm("namedIn"), subject.clone(), gm("index"))).collect()
    }

    /// What is counted of base keys because of the article.
    pub fn counted(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let mut out: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (base, blocks) in self.bases.iter().zip(&self.blocks) {
            let names = out.entry(base).or_default();
            names.insert(NAMED.into());
            names.extend(blocks.iter().map(|block| format!("{BLOCK}{block}")));
        }
        out
    }
}

/// The blocks in which a sighting may meet another base key. Places and appraisals are told apart by their base keys.
fn blocks(sighting: &Sighting) -> Vec<String> {
    let never = matches!(sighting.kind, EntityKind::Place | EntityKind::Assessment);
    let all = if never { Vec::new() } else { identity::blocks(sighting) };
    all.into_iter().filter(|block| *block != sighting.key).collect()
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
        let gone: BTreeSet<String> =
            states.iter().filter(|(_, _, after)| !after.contains_key(NAMED)).map(|(base, ..)| base.clone()).collect();
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for block in states.iter().flat_map(|(_, _, after)| blocks_of(after)) {
            *here.entry(block).or_insert(0) += 1;
        }
        let mut marked: BTreeSet<String> = BTreeSet::new();
        for (base, before, after) in states.iter().filter(|_| self.marks) {
            let (was, is) = (blocks_of(before), blocks_of(after));
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
            if before.contains_key(NAMED) != after.contains_key(NAMED) {
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
                done.extend(part);
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
    fn part(&self, base: &str) -> Result<BTreeSet<String>, StorageError> {
        let mut out = BTreeSet::from([base.to_string()]);
        let (mut open, mut looked) = (vec![base.to_string()], BTreeSet::new());
        while let Some(base) = open.pop() {
            let judged = judged::partners(&self.inner, &base)?;
            open.extend(judged.into_iter().filter(|other| out.insert(other.clone())));
            let counts = counters::read(&self.inner, &base_iri(&base))?;
            for block in blocks_of(&counts) {
                if looked.insert(block.to_string()) {
                    open.extend(bases_in(&self.inner, block)?.into_iter().filter(|other| out.insert(other.clone())));
                }
            }
        }
        Ok(out)
    }

    /// The final keys of base keys that are closed under their blocks.
    fn resolved(&self, part: &BTreeSet<String>) -> Result<Finals, StoreError> {
        if part.len() == 1 {
            return Ok(part.iter().map(|base| (base.clone(), base.clone())).collect());
        }
        let mut articles = BTreeSet::new();
        for base in part {
            articles.extend(self.named_in(base)?);
        }
        let mut seen = Vec::new();
        for iri in &articles {
            let Some(article) = self.extraction_at(&NamedNode::new_unchecked(iri))? else { continue };
            seen.extend(identity::sightings(&article).into_iter().filter(|sighting| part.contains(&sighting.key)));
        }
        let judgements = judged::about(&self.inner, part.iter()).map_err(|e| self.fail(e))?;
        let clusters = identity::resolve(&seen, &judgements);
        Ok(clusters.into_iter().flat_map(|c| c.members.into_iter().map(move |base| (base, c.key.clone()))).collect())
    }

    /// IRIs of the articles that name a base key.
    fn named_in(&self, base: &str) -> Result<BTreeSet<String>, StoreError> {
        let named = objects(&self.inner, &base_iri(base), "namedIn");
        let iri = |term: Term| if let Term::NamedNode(node) = term { Some(node.into_string()) } else { None };
        named.filter_map(|term| term.map(iri).transpose()).collect::<Result<_, _>>().map_err(|e| self.fail(e))
    }

    /// The step that gives base keys other final keys, and takes their marks away.
    fn reassigned(&self, articles: &BTreeSet<String>, finals: &Finals, done: &BTreeSet<String>) -> Result<Step, StoreError> {
        let mut stored: Vec<StoredArticle> = Vec::new();
        for iri in articles {
            stored.extend(self.article_at(&NamedNode::new_unchecked(iri))?);
        }
        let mut step = self.step_to(stored.iter().map(|s| (s.article.id.as_str(), Some(s))).collect(), finals)?;
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
