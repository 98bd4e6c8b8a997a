//! The store: articles in, their graph as RDF in oxigraph, on disk or in memory.
//!
//! The articles as extracted are kept beside the graph, so that adding and removing give the same quads as building
//! anew: the graph is a function of the set of articles. Writing is one transaction; a failed one leaves all as it was.

use super::error::StoreError;
use super::folder::{self, Folder, reading_error, storage_error};
use super::mapping::Mapping;
use super::vocabulary::{DEFAULT_BASE, RDF, article, gm, iri};
use crate::model::{Article, KnowledgeGraph};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// The layout that this program writes and reads.
pub const LAYOUT: u32 = 1;

/// Longest article text that is kept for showing, in bytes; a longer one is cut at a character.
pub const MAX_STORED_TEXT_BYTES: usize = 1 << 20;

const ONTOLOGY: &str = include_str!("../../ontology/guanmo.ttl");

/// How articles become one graph. It comes as an argument, since deciding who is who is not the store's business.
pub type Merge = fn(&[Article]) -> KnowledgeGraph;

/// An article with the text that its spans point into.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    pub article: Article,
    pub text: String,
}

/// A store of articles and their graph.
pub struct Store {
    pub(super) inner: oxigraph::store::Store,
    path: PathBuf,
    base: String,
    merge: Merge,
}

impl Store {
    /// A store in memory.
    ///
    /// # Errors
    /// When oxigraph cannot start.
    pub fn in_memory(base: Option<&str>, merge: Merge) -> Result<Self, StoreError> {
        let path = PathBuf::from("(memory)");
        let inner = oxigraph::store::Store::new().map_err(|e| storage_error(&path, &e.into()))?;
        let store = Self { inner, path, base: base.unwrap_or(DEFAULT_BASE).into(), merge };
        store.initialise()?;
        Ok(store)
    }

    /// Opens the store in a folder, or makes one in an empty or new folder.
    ///
    /// # Errors
    /// See [`StoreError`]: in use, damaged, of a newer layout, another program's folder, no permission.
    pub fn open_or_create(path: &Path, base: Option<&str>, merge: Merge) -> Result<Self, StoreError> {
        match folder::state(path).map_err(|e| storage_error(path, &e))? {
            Folder::Foreign => return Err(StoreError::NotAStore { path: path.into() }),
            Folder::Damaged(detail) => return Err(StoreError::Damaged { path: path.into(), detail }),
            Folder::Missing | Folder::Unfinished | Folder::Store => {}
        }
        let inner = oxigraph::store::Store::open(path).map_err(|e| storage_error(path, &e.into()))?;
        let mut store = Self { inner, path: path.into(), base: DEFAULT_BASE.into(), merge };
        match store.setting("layout")? {
            Some(layout) => store.check_layout(&layout)?,
            None if !store.is_empty()? => return Err(StoreError::NotAStore { path: path.into() }),
            None => {
                store.base = base.unwrap_or(DEFAULT_BASE).into();
                store.initialise()?;
            }
        }
        store.base = store.setting("base")?.unwrap_or_else(|| DEFAULT_BASE.into());
        Ok(store)
    }

    /// Opens a store for reading; others may read it at the same time.
    ///
    /// # Errors
    /// As [`Store::open_or_create`], and when there is none.
    pub fn open(path: &Path, merge: Merge) -> Result<Self, StoreError> {
        match folder::state(path).map_err(|e| storage_error(path, &e))? {
            Folder::Missing => return Err(StoreError::Missing { path: path.into() }),
            Folder::Foreign => return Err(StoreError::NotAStore { path: path.into() }),
            Folder::Unfinished => return Err(StoreError::Unfinished { path: path.into() }),
            Folder::Damaged(detail) => return Err(StoreError::Damaged { path: path.into(), detail }),
            Folder::Store => {}
        }
        let inner = oxigraph::store::Store::open_read_only(path).map_err(|e| reading_error(path, &e.into()))?;
        let mut store = Self { inner, path: path.into(), base: DEFAULT_BASE.into(), merge };
        match store.setting("layout")? {
            Some(layout) => store.check_layout(&layout)?,
            None if store.is_empty()? => return Err(StoreError::Unfinished { path: path.into() }),
            None => return Err(StoreError::NotAStore { path: path.into() }),
        }
        store.base = store.setting("base")?.unwrap_or_else(|| DEFAULT_BASE.into());
        Ok(store)
    }

    fn is_empty(&self) -> Result<bool, StoreError> {
        self.inner.is_empty().map_err(|e| self.fail(e))
    }

    /// The IRI that entities' IRIs begin with.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn fail(&self, error: impl Into<io::Error>) -> StoreError {
        storage_error(&self.path, &error.into())
    }

    fn settings_iri() -> NamedNode {
        gm("store")
    }

    fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let (subject, predicate, graph) = (Self::settings_iri(), gm(name), gm("meta"));
        let found = self
            .inner
            .quads_for_pattern(Some(subject.as_ref().into()), Some(predicate.as_ref()), None, Some(GraphNameRef::NamedNode(graph.as_ref())))
            .next();
        match found.transpose().map_err(|e| self.fail(e))? {
            Some(Quad { object: Term::Literal(l), .. }) => Ok(Some(l.value().to_string())),
            _ => Ok(None),
        }
    }

    fn check_layout(&self, found: &str) -> Result<(), StoreError> {
        if found.parse::<u32>().is_ok_and(|f| f <= LAYOUT) {
            return Ok(());
        }
        Err(StoreError::NewerLayout { path: self.path.clone(), found: found.into(), known: LAYOUT })
    }

    fn initialise(&self) -> Result<(), StoreError> {
        let mut transaction = self.inner.start_transaction().map_err(|e| self.fail(e))?;
        for quad in self.own_quads()? {
            transaction.insert(&quad);
        }
        transaction.commit().map_err(|e| self.fail(e))
    }

    /// What every store holds: its settings and the ontology.
    pub(super) fn own_quads(&self) -> Result<Vec<Quad>, StoreError> {
        let setting = |name: &str, value: &str| Quad::new(Self::settings_iri(), gm(name), Literal::new_simple_literal(value), gm("meta"));
        let settings = [("layout", LAYOUT.to_string()), ("base", self.base.clone()), ("version", env!("CARGO_PKG_VERSION").into())];
        let mut out: Vec<Quad> = settings.iter().map(|(name, value)| setting(name, value)).collect();
        out.push(Quad::new(Self::settings_iri(), iri(RDF, "type"), gm("Store"), gm("meta")));
        let ontology = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(gm("ontology")).for_slice(ONTOLOGY);
        for quad in ontology {
            out.push(quad.map_err(|e| StoreError::Other { path: self.path.clone(), detail: format!("the shipped ontology: {e}") })?);
        }
        Ok(out)
    }

    /// All articles, by id.
    ///
    /// # Errors
    /// When the store cannot be read, or holds an article that this program cannot read.
    pub fn articles(&self) -> Result<Vec<StoredArticle>, StoreError> {
        let texts = self.literals("text")?;
        let mut out = Vec::new();
        for (subject, json) in self.literals("extraction")? {
            let article =
                serde_json::from_str(&json).map_err(|e| StoreError::Damaged { path: self.path.clone(), detail: e.to_string() })?;
            out.push(StoredArticle { article, text: texts.get(&subject).cloned().unwrap_or_default() });
        }
        out.sort_by(|a, b| a.article.id.cmp(&b.article.id));
        Ok(out)
    }

    fn literals(&self, property: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let (predicate, graph) = (gm(property), gm("articles"));
        let quads = self.inner.quads_for_pattern(None, Some(predicate.as_ref()), None, Some(GraphNameRef::NamedNode(graph.as_ref())));
        let mut out = BTreeMap::new();
        for quad in quads {
            let quad = quad.map_err(|e| self.fail(e))?;
            if let Term::Literal(literal) = &quad.object {
                out.insert(quad.subject.to_string(), literal.value().to_string());
            }
        }
        Ok(out)
    }

    /// Adds articles; one that is there already (by id) is replaced. Nothing is written if anything fails.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn add(&self, new: &[StoredArticle]) -> Result<(), StoreError> {
        let mut all: BTreeMap<String, StoredArticle> = self.articles()?.into_iter().map(|a| (a.article.id.clone(), a)).collect();
        for stored in new {
            all.insert(stored.article.id.clone(), stored.clone());
        }
        self.replace(&all.into_values().collect::<Vec<_>>())
    }

    /// Removes an article and every fact that only it supports. Says whether it was there.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn remove(&self, id: &str) -> Result<bool, StoreError> {
        let all = self.articles()?;
        let kept: Vec<StoredArticle> = all.iter().filter(|a| a.article.id != id).cloned().collect();
        if kept.len() == all.len() {
            return Ok(false);
        }
        self.replace(&kept)?;
        Ok(true)
    }

    /// Makes the store hold exactly these articles: only quads that differ are touched.
    fn replace(&self, articles: &[StoredArticle]) -> Result<(), StoreError> {
        let wanted: HashSet<Quad> = self.all_quads(articles)?.into_iter().collect();
        let mut gone = Vec::new();
        let mut there = HashSet::new();
        for quad in self.inner.iter() {
            let quad = quad.map_err(|e| self.fail(e))?;
            if wanted.contains(&quad) {
                there.insert(quad);
            } else {
                gone.push(quad);
            }
        }
        let mut transaction = self.inner.start_transaction().map_err(|e| self.fail(e))?;
        for quad in &gone {
            transaction.remove(quad);
        }
        for quad in wanted.difference(&there) {
            transaction.insert(quad);
        }
        transaction.commit().map_err(|e| self.fail(e))?;
        self.inner.flush().map_err(|e| self.fail(e))
    }

    fn all_quads(&self, articles: &[StoredArticle]) -> Result<Vec<Quad>, StoreError> {
        let list: Vec<Article> = articles.iter().map(|a| a.article.clone()).collect();
        let mut out = self.own_quads()?;
        out.extend(Mapping { base: &self.base }.unsorted(&(self.merge)(&list)));
        drop(list);
        for stored in articles {
            let subject = article(&self.base, &stored.article.id);
            let json = serde_json::to_string(&stored.article).unwrap_or_default();
            out.push(Quad::new(subject.clone(), gm("extraction"), Literal::new_simple_literal(json), gm("articles")));
            out.push(Quad::new(subject, gm("text"), Literal::new_simple_literal(cut(&stored.text)), gm("articles")));
        }
        Ok(out)
    }

    /// The merged graph, for walking and drawing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn graph(&self) -> Result<KnowledgeGraph, StoreError> {
        let list: Vec<Article> = self.articles()?.into_iter().map(|a| a.article).collect();
        Ok((self.merge)(&list))
    }

    /// Quads of the graph and its evidence, sorted; not the articles' texts and settings.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn quads(&self) -> Result<Vec<Quad>, StoreError> {
        Ok(Mapping { base: &self.base }.quads(&self.graph()?))
    }

    /// The IRI of an article.
    pub fn article_iri(&self, id: &str) -> String {
        article(&self.base, id).into_string()
    }
}

fn cut(text: &str) -> &str {
    if text.len() <= MAX_STORED_TEXT_BYTES {
        return text;
    }
    let end = (0..=MAX_STORED_TEXT_BYTES).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}
