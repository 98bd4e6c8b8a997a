//! What a store holds: articles come and go, the graph follows.
//!
//! The articles as extracted are kept beside the graph. The graph is a function of the set of articles, whatever the
//! order in which they came and went; a change costs what it touches (`change.rs`). Writing is one transaction; a
//! failed one leaves all as it was.

use super::bases::Finals;
use super::bulk::BULK_QUADS;
use super::change::{Change, Delta};
use super::error::StoreError;
use super::mapping::Mapping;
use super::reprints;
use super::store::{MAX_STORED_TEXT_BYTES, Store, StoredArticle};
use super::vocabulary::{article, gm};
use crate::identity;
use crate::model::{Article, KnowledgeGraph};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNodeRef, Quad, Term};
use oxigraph::store::{QuadIter, StorageError};
use std::collections::BTreeMap;

/// Named graphs that are not part of what the articles say.
const INNER_GRAPHS: [&str; 3] = ["articles", "index", "ontology"];

impl Store {
    pub(super) fn mapping(&self) -> Mapping<'_> {
        Mapping { base: self.base() }
    }

    /// All articles, by id.
    ///
    /// # Errors
    /// When the store cannot be read, or holds an article that this program cannot read.
    pub fn articles(&self) -> Result<Vec<StoredArticle>, StoreError> {
        let mut out: Vec<StoredArticle> = self.each_article()?.collect::<Result<_, _>>()?;
        out.sort_by(|a, b| a.article.id.cmp(&b.article.id));
        Ok(out)
    }

    /// The articles one by one, in no order, for archives that do not fit into memory.
    ///
    /// # Errors
    /// When the store cannot be read, or holds an article that this program cannot read.
    pub fn each_article(&self) -> Result<impl Iterator<Item = Result<StoredArticle, StoreError>> + '_, StoreError> {
        let (property, graph) = (gm("extraction"), gm("articles"));
        let quads = self.inner.quads_for_pattern(None, Some(property.as_ref()), None, Some(GraphNameRef::NamedNode(graph.as_ref())));
        Ok(quads.map(|quad| {
            let quad = quad.map_err(|e| self.fail(e))?;
            let article = self.parse(&quad.object)?;
            let text = self.text(&article.id)?;
            Ok(StoredArticle { article, text })
        }))
    }

    /// One article, where it is there.
    ///
    /// # Errors
    /// When the store cannot be read, or holds an article that this program cannot read.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>, StoreError> {
        self.article_at(&article(self.base(), id))
    }

    fn parse(&self, term: &Term) -> Result<Article, StoreError> {
        let damaged = |detail: String| StoreError::Damaged { path: self.path.clone(), detail };
        match term {
            Term::Literal(literal) => serde_json::from_str(literal.value()).map_err(|e| damaged(e.to_string())),
            other => Err(damaged(format!("{other} is no article"))),
        }
    }

    fn text(&self, id: &str) -> Result<String, StoreError> {
        Ok(match self.kept(id, "text")? {
            Some(Term::Literal(literal)) => literal.value().to_string(),
            _ => String::new(),
        })
    }

    /// The article of an IRI, where it is there.
    pub(super) fn article_at(&self, iri: &NamedNode) -> Result<Option<StoredArticle>, StoreError> {
        let Some(article) = self.extraction_at(iri)? else { return Ok(None) };
        Ok(Some(StoredArticle { text: self.text(&article.id)?, article }))
    }

    /// The article of an IRI without its text.
    pub(super) fn extraction_at(&self, iri: &NamedNode) -> Result<Option<Article>, StoreError> {
        self.kept_at(iri, "extraction")?.map(|term| self.parse(&term)).transpose()
    }

    fn kept(&self, id: &str, property: &str) -> Result<Option<Term>, StoreError> {
        self.kept_at(&article(self.base(), id), property)
    }

    fn kept_at(&self, subject: &NamedNode, property: &str) -> Result<Option<Term>, StoreError> {
        let property = gm(property);
        let quad = self.pattern(Some(subject), Some(&property), "articles").next().transpose().map_err(|e| self.fail(e))?;
        Ok(quad.map(|quad| quad.object))
    }

    fn pattern(&self, subject: Option<&NamedNode>, property: Option<&NamedNode>, graph: &str) -> QuadIter<'static> {
        let (subject, graph) = (subject.map(|s| NamedOrBlankNodeRef::from(s.as_ref())), gm(graph));
        self.inner.quads_for_pattern(subject, property.map(NamedNode::as_ref), None, Some(GraphNameRef::NamedNode(graph.as_ref())))
    }

    /// Adds articles; one that is there already (by id) is replaced, and left alone where it is the same. Nothing is
    /// written if anything fails.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn add(&self, new: &[StoredArticle]) -> Result<(), StoreError> {
        self.change(new, &[])
    }

    /// Removes an article and every fact that only it supports. Says whether it was there.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn remove(&self, id: &str) -> Result<bool, StoreError> {
        if !self.has(id)? {
            return Ok(false);
        }
        let mut step = self.step(&[], &[id])?;
        self.forget_document_of(id, &mut step.delta)?;
        self.write(step)?;
        self.settle()?;
        Ok(true)
    }

    /// Whether an article of this id is there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.kept(id, "extraction")?.is_some())
    }

    /// Adds and removes in one step.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn change(&self, new: &[StoredArticle], gone: &[&str]) -> Result<(), StoreError> {
        let step = self.step(&new.iter().collect::<Vec<_>>(), gone)?;
        if !step.is_empty() {
            self.write(step)?;
        }
        self.settle()
    }

    /// What adding and removing would do.
    pub(super) fn step(&self, new: &[&StoredArticle], gone: &[&str]) -> Result<Step, StoreError> {
        let mut wanted: BTreeMap<&str, Option<&StoredArticle>> = gone.iter().map(|id| (*id, None)).collect();
        wanted.extend(new.iter().map(|stored| (stored.article.id.as_str(), Some(*stored))));
        let mut known = Finals::new();
        let mut change = Change::new(&self.inner, self.mapping());
        let mut step = Step::default();
        let (mut come, mut go) = (Vec::new(), Vec::new());
        for (id, stored) in wanted {
            let old = self.kept(id, "extraction")?.map(|term| self.parse(&term)).transpose()?;
            let same = old.as_ref() == stored.map(|s| &s.article);
            if same && stored.is_none_or(|s| self.text(id).is_ok_and(|text| text == cut(&s.text))) {
                continue;
            }
            let mut before = Vec::new();
            if let Some(old) = old {
                before = self.held_of(id).map_err(|e| self.fail(e))?;
                change.go(&old, &self.cast(&old, &mut known)?);
            }
            let mut after = Vec::new();
            if let Some(stored) = stored {
                after = change.come(&stored.article, &self.cast(&stored.article, &mut known)?);
                after.extend(self.own_of(stored));
                come.push(stored);
            } else {
                go.push(id);
            }
            let graph = article(self.base(), id);
            let says = |quads: &[Quad]| quads.iter().any(|quad| quad.graph_name == graph.clone().into());
            if says(&before) && !says(&after) {
                step.dropped.push(graph);
            }
            step.delta.differ(before, after);
        }
        let delta = change.delta().map_err(|e| self.fail(e))?;
        step.delta.gone.extend(delta.gone);
        step.delta.new.extend(delta.new);
        self.reprints(&come, &go, &mut step)?;
        Ok(step)
    }

    /// The quads that only this article has: its evidence, its description, itself, the marks of its wording.
    fn held_of(&self, id: &str) -> Result<Vec<Quad>, StorageError> {
        let subject = article(self.base(), id);
        let evidence = self.inner.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(subject.as_ref())));
        let own = ["meta", "articles"].into_iter().flat_map(|graph| self.pattern(Some(&subject), None, graph));
        let (marks, index) = (gm("wordingOf"), gm("index"));
        let index = Some(GraphNameRef::NamedNode(index.as_ref()));
        let marks = self.inner.quads_for_pattern(None, Some(marks.as_ref()), Some(subject.as_ref().into()), index);
        // Who was first depends on others too.
        evidence.chain(own).chain(marks).chain(self.names_of(id)).filter(|quad| !quad.as_ref().is_ok_and(reprints::says_reprint)).collect()
    }

    /// The description of an article, the article itself, the marks of its wording.
    pub(super) fn own_of(&self, stored: &StoredArticle) -> Vec<Quad> {
        let mut out = Vec::new();
        self.mapping().record(&identity::record(&stored.article), &mut out);
        let subject = article(self.base(), &stored.article.id);
        let json = serde_json::to_string(&stored.article).unwrap_or_default();
        out.push(Quad::new(subject.clone(), gm("extraction"), Literal::new_simple_literal(json), gm("articles")));
        out.push(Quad::new(subject, gm("text"), Literal::new_simple_literal(cut(&stored.text)), gm("articles")));
        out.extend(reprints::marks(self.base(), stored));
        out
    }

    pub(super) fn write(&self, step: Step) -> Result<(), StoreError> {
        if self.on_disk && step.delta.new.len() >= BULK_QUADS {
            return self.write_bulk(step);
        }
        let mut transaction = self.inner.start_transaction().map_err(|e| self.fail(e))?;
        for quad in &step.delta.gone {
            transaction.remove(quad);
        }
        for graph in &step.dropped {
            transaction.remove_named_graph(graph).map_err(|e| self.fail(e))?;
        }
        for quad in &step.delta.new {
            transaction.insert(quad);
        }
        transaction.commit().map_err(|e| self.fail(e))?;
        self.keep().map_err(|e| self.fail(e))
    }

    /// The merged graph, for walking and drawing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn graph(&self) -> Result<KnowledgeGraph, StoreError> {
        let list: Vec<Article> = self.articles()?.into_iter().map(|a| a.article).collect();
        Ok(identity::merge_judged(&list, &self.judgements()?))
    }

    /// Quads of the graph and its evidence, sorted; not the articles' texts and settings.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn quads(&self) -> Result<Vec<Quad>, StoreError> {
        let inner: Vec<GraphName> = INNER_GRAPHS.iter().map(|name| gm(name).into()).collect();
        let settings = Self::settings_iri();
        let mut out = Vec::new();
        for quad in self.inner.iter() {
            let quad = quad.map_err(|e| self.fail(e))?;
            if !inner.contains(&quad.graph_name) && quad.subject != settings.clone().into() {
                out.push(quad);
            }
        }
        out.sort_by_cached_key(ToString::to_string);
        Ok(out)
    }

    /// What the store keeps beside the graph, sorted: articles, texts, counts, judgements; not its settings.
    pub(super) fn kept_quads(&self) -> Result<Vec<Quad>, StoreError> {
        let settings = Self::settings_iri();
        let quads = ["articles", "index"].into_iter().flat_map(|graph| self.pattern(None, None, graph));
        let kept = quads.filter(|quad| !quad.as_ref().is_ok_and(|quad| quad.subject == settings.clone().into()));
        let mut out: Vec<Quad> = kept.collect::<Result<_, _>>().map_err(|e| self.fail(e))?;
        out.sort_by_cached_key(ToString::to_string);
        Ok(out)
    }

    /// How many articles the store holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count(&self) -> Result<u64, StoreError> {
        let extractions = self.pattern(None, Some(&gm("extraction")), "articles");
        extractions.map(|quad| quad.map(|_| 1).map_err(|e| self.fail(e))).sum()
    }
}

/// What a change of the store writes.
#[derive(Default)]
pub(super) struct Step {
    pub delta: Delta,
    /// Graphs of articles that are no longer there or say nothing any more: an empty graph would still have a name.
    pub dropped: Vec<NamedNode>,
}

impl Step {
    pub fn is_empty(&self) -> bool {
        self.delta.gone.is_empty() && self.delta.new.is_empty() && self.dropped.is_empty()
    }
}

pub(super) fn cut(text: &str) -> &str {
    if text.len() <= MAX_STORED_TEXT_BYTES {
        return text;
    }
    let end = (0..=MAX_STORED_TEXT_BYTES).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
#[path = "contents_tests.rs"]
pub(super) mod tests;
