//! The store: articles in, their graph as RDF in oxigraph, on disk or in memory.
//!
//! This file opens stores and keeps their settings; `contents.rs` adds, removes and reads.

use super::error::StoreError;
use super::folder::{self, Folder, reading_error, storage_error};
use super::vocabulary::{DEFAULT_BASE, RDF, article, gm, iri};
use crate::model::Article;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};
use std::io;
use std::path::{Path, PathBuf};

/// The layout that this program writes and reads.
pub const LAYOUT: u32 = 3;

/// Longest article text that is kept for showing, in bytes; a longer one is cut at a character.
pub const MAX_STORED_TEXT_BYTES: usize = 1 << 20;

const ONTOLOGY: &str = include_str!("../../ontology/guanmo.ttl");

/// An article with the text that its spans point into.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    pub article: Article,
    pub text: String,
}

/// A store of articles and their graph.
pub struct Store {
    pub(super) inner: oxigraph::store::Store,
    pub(super) path: PathBuf,
    pub(super) on_disk: bool,
    base: String,
}

impl Store {
    /// A store in memory.
    ///
    /// # Errors
    /// When oxigraph cannot start.
    pub fn in_memory(base: Option<&str>) -> Result<Self, StoreError> {
        let path = PathBuf::from("(memory)");
        let inner = oxigraph::store::Store::new().map_err(|e| storage_error(&path, &e.into()))?;
        let store = Self { inner, path, on_disk: false, base: base.unwrap_or(DEFAULT_BASE).into() };
        store.initialise()?;
        Ok(store)
    }

    /// Opens the store in a folder, or makes one in an empty or new folder.
    ///
    /// # Errors
    /// See [`StoreError`]: in use, damaged, of a newer layout, another program's folder, no permission.
    pub fn open_or_create(path: &Path, base: Option<&str>) -> Result<Self, StoreError> {
        match folder::state(path).map_err(|e| storage_error(path, &e))? {
            Folder::Foreign => return Err(StoreError::NotAStore { path: path.into() }),
            Folder::Damaged(detail) => return Err(StoreError::Damaged { path: path.into(), detail }),
            Folder::Missing | Folder::Unfinished | Folder::Store => {}
        }
        let inner = oxigraph::store::Store::open(path).map_err(|e| storage_error(path, &e.into()))?;
        let mut store = Self { inner, path: path.into(), on_disk: true, base: DEFAULT_BASE.into() };
        match store.setting("layout")? {
            Some(layout) => store.check_layout(&layout)?,
            None if !store.is_empty()? => return Err(StoreError::NotAStore { path: path.into() }),
            None => {
                store.base = base.unwrap_or(DEFAULT_BASE).into();
                store.initialise()?;
            }
        }
        store.base = store.setting("base")?.unwrap_or_else(|| DEFAULT_BASE.into());
        store.end_pending()?;
        Ok(store)
    }

    /// Opens a store for reading; others may read it at the same time.
    ///
    /// # Errors
    /// As [`Store::open_or_create`], and when there is none.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match folder::state(path).map_err(|e| storage_error(path, &e))? {
            Folder::Missing => return Err(StoreError::Missing { path: path.into() }),
            Folder::Foreign => return Err(StoreError::NotAStore { path: path.into() }),
            Folder::Unfinished => return Err(StoreError::Unfinished { path: path.into() }),
            Folder::Damaged(detail) => return Err(StoreError::Damaged { path: path.into(), detail }),
            Folder::Store => {}
        }
        Self::settle_pending(path)?;
        let inner = oxigraph::store::Store::open_read_only(path).map_err(|e| reading_error(path, &e.into()))?;
        let mut store = Self { inner, path: path.into(), on_disk: true, base: DEFAULT_BASE.into() };
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

    pub(super) fn fail(&self, error: impl Into<io::Error>) -> StoreError {
        storage_error(&self.path, &error.into())
    }

    pub(super) fn settings_iri() -> NamedNode {
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
        match found.parse::<u32>() {
            Ok(LAYOUT) => Ok(()),
            Ok(older) if older < LAYOUT => Err(StoreError::OlderLayout { path: self.path.clone(), found: found.into() }),
            _ => Err(StoreError::NewerLayout { path: self.path.clone(), found: found.into(), known: LAYOUT }),
        }
    }

    /// Carries a store of an older layout over to this program's, in one step: its articles stay, the graph is made
    /// anew of them. Says from which layout; `None` where there is nothing to do.
    ///
    /// # Errors
    /// As [`Store::open_or_create`], and when there is no store.
    pub fn migrate(path: &Path) -> Result<Option<String>, StoreError> {
        match Self::open(path) {
            Ok(_) => return Ok(None),
            Err(StoreError::OlderLayout { .. }) => {}
            Err(error) => return Err(error),
        }
        let inner = oxigraph::store::Store::open(path).map_err(|e| storage_error(path, &e.into()))?;
        let mut store = Self { inner, path: path.into(), on_disk: true, base: DEFAULT_BASE.into() };
        store.base = store.setting("base")?.unwrap_or_else(|| DEFAULT_BASE.into());
        let found = store.setting("layout")?;
        store.make_anew()?;
        Ok(found)
    }

    /// Writes everything anew from the stored articles.
    fn make_anew(&self) -> Result<(), StoreError> {
        let mut wanted = self.own_quads()?;
        wanted.extend(self.judged_quads()?);
        wanted.extend(self.expected(|_| {})?);
        let mut transaction = self.inner.start_transaction().map_err(|e| self.fail(e))?;
        transaction.clear().map_err(|e| self.fail(e))?;
        for quad in &wanted {
            transaction.insert(quad);
        }
        transaction.commit().map_err(|e| self.fail(e))?;
        self.inner.flush().map_err(|e| self.fail(e))
    }

    fn initialise(&self) -> Result<(), StoreError> {
        let mut transaction = self.inner.start_transaction().map_err(|e| self.fail(e))?;
        for quad in self.own_quads()? {
            transaction.insert(&quad);
        }
        for graph in ["articles", "index"] {
            transaction.insert_named_graph(&gm(graph));
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

    /// The IRI of an article.
    pub fn article_iri(&self, id: &str) -> String {
        article(&self.base, id).into_string()
    }
}
