//! Articles as Python sees them: handles into one shared value, so that nothing is copied before it is asked for.

use crate::page::Page;
use crate::values;
use guanmo::export::{Quotation, article_json, object_text, qualifiers_json, qualifiers_line, quotation, rounded};
use guanmo::model::{self, EntityId, Object, Span, Support};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// An article with the text that its offsets point into.
pub struct Held {
    pub article: model::Article,
    pub page: Arc<Page>,
}

#[pyclass(module = "guanmo", frozen)]
#[derive(Clone)]
pub struct Article {
    pub held: Arc<Held>,
}

#[pyclass(module = "guanmo", frozen)]
#[derive(Clone)]
pub struct Entity {
    held: Arc<Held>,
    index: usize,
}

#[pyclass(module = "guanmo", frozen)]
pub struct Mention {
    held: Arc<Held>,
    entity: usize,
    span: Span,
}

#[pyclass(module = "guanmo", frozen)]
pub struct Fact {
    held: Arc<Held>,
    index: usize,
}

#[pyclass(module = "guanmo", frozen)]
pub struct Evidence {
    held: Arc<Held>,
    fact: usize,
}

fn same(a: &Arc<Held>, b: &Arc<Held>) -> bool {
    Arc::ptr_eq(a, b) || (a.article == b.article && a.page.text == b.page.text)
}

fn hash(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

impl Article {
    pub fn new(article: model::Article, page: Arc<Page>) -> Self {
        Self { held: Arc::new(Held { article, page }) }
    }

    /// Its title, or its id.
    pub fn name(&self) -> &str {
        self.held.article.meta.title.as_deref().unwrap_or(&self.held.article.id)
    }

    fn meta(&self) -> &model::ArticleMeta {
        &self.held.article.meta
    }
}

#[pymethods]
impl Article {
    #[getter]
    fn id(&self) -> &str {
        &self.held.article.id
    }

    #[getter]
    fn source(&self) -> &str {
        &self.held.article.source
    }

    #[getter]
    fn title(&self) -> Option<&str> {
        self.meta().title.as_deref()
    }

    #[getter]
    fn publisher(&self) -> Option<&str> {
        self.meta().publisher.as_deref()
    }

    #[getter]
    fn authors(&self) -> Vec<String> {
        self.meta().authors.clone()
    }

    #[getter]
    fn date(&self) -> Option<String> {
        self.meta().date.map(|date| date.to_string())
    }

    #[getter]
    fn url(&self) -> Option<&str> {
        self.meta().url.as_deref()
    }

    #[getter]
    fn home(&self) -> Option<&str> {
        self.meta().home.as_deref()
    }

    #[getter]
    fn start(&self) -> usize {
        self.held.article.span.start
    }

    #[getter]
    fn end(&self) -> usize {
        self.held.article.span.end
    }

    #[getter]
    fn text(&self) -> &str {
        &self.held.page.text
    }

    #[getter]
    fn entities(&self) -> Vec<Entity> {
        (0..self.held.article.entities.len()).map(|index| Entity { held: Arc::clone(&self.held), index }).collect()
    }

    #[getter]
    fn mentions(&self) -> Vec<Mention> {
        let entities = self.held.article.entities.iter().enumerate();
        let mut all: Vec<(Span, usize)> = entities.flat_map(|(i, e)| e.mentions.iter().map(move |span| (*span, i))).collect();
        all.sort_unstable();
        all.into_iter().map(|(span, entity)| Mention { held: Arc::clone(&self.held), entity, span }).collect()
    }

    #[getter]
    fn facts(&self) -> Vec<Fact> {
        (0..self.held.article.facts.len()).map(|index| Fact { held: Arc::clone(&self.held), index }).collect()
    }

    #[getter]
    fn notices(&self) -> Vec<(String, String)> {
        self.held.article.notices.iter().map(|notice| (notice.kind.clone(), notice.message.clone())).collect()
    }

    fn to_json(&self) -> String {
        article_json(&self.held.article).to_string()
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::json(py, &article_json(&self.held.article))
    }

    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let whole = (&self.held.article, &self.held.page.text);
        let bytes = serde_json::to_vec(&whole).map_err(|e| PyValueError::new_err(e.to_string()))?;
        Ok(PyBytes::new(py, &bytes))
    }

    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
        let read: Result<(model::Article, String), _> = serde_json::from_slice(bytes);
        let (article, text) =
            read.map_err(|e| PyValueError::new_err(format!("these bytes are no article of this version of guanmo: {e}")))?;
        Ok(Self::new(article, Arc::new(Page::new(text))))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py())?,)))
    }

    fn __eq__(&self, other: &Self) -> bool {
        same(&self.held, &other.held)
    }

    fn __hash__(&self) -> u64 {
        hash((&self.held.article.id, &self.held.page.text))
    }

    fn __repr__(&self) -> String {
        let article = &self.held.article;
        format!("<Article {}: {}, {} entities, {} facts>", article.id, self.name(), article.entities.len(), article.facts.len())
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("guanmo._html")?.call_method1("article", (slf,))
    }
}

impl Entity {
    fn inner(&self) -> &model::Entity {
        &self.held.article.entities[self.index]
    }
}

#[pymethods]
impl Entity {
    #[getter]
    fn r#type(&self) -> &'static str {
        self.inner().kind.name()
    }

    #[getter]
    fn name(&self) -> &str {
        &self.inner().name
    }

    #[getter]
    fn aliases(&self) -> Vec<String> {
        self.inner().aliases.clone()
    }

    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.inner().level.map(|level| level.name())
    }

    #[getter]
    fn code(&self) -> Option<&str> {
        self.inner().code.as_deref()
    }

    #[getter]
    fn anchor(&self) -> Option<&str> {
        self.inner().anchor.as_deref()
    }

    #[getter]
    fn mentions(&self) -> Vec<Mention> {
        let mention = |span: &Span| Mention { held: Arc::clone(&self.held), entity: self.index, span: *span };
        self.inner().mentions.iter().map(mention).collect()
    }

    #[getter]
    fn facts(&self) -> Vec<Fact> {
        let id = EntityId(self.index);
        let about = |fact: &model::Fact| fact.subject == id || fact.object == Object::Entity(id);
        let facts = self.held.article.facts.iter().enumerate().filter(|(_, fact)| about(fact));
        facts.map(|(index, _)| Fact { held: Arc::clone(&self.held), index }).collect()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.index == other.index && same(&self.held, &other.held)
    }

    fn __hash__(&self) -> u64 {
        hash((&self.held.article.id, self.index))
    }

    fn __str__(&self) -> &str {
        self.name()
    }

    fn __repr__(&self) -> String {
        format!("<{} {}>", self.r#type(), self.name())
    }
}

#[pymethods]
impl Mention {
    #[getter]
    fn start(&self) -> usize {
        self.span.start
    }

    #[getter]
    fn end(&self) -> usize {
        self.span.end
    }

    #[getter]
    fn text(&self) -> &str {
        self.held.page.cut(self.span.start, self.span.end)
    }

    #[getter]
    fn entity(&self) -> Entity {
        Entity { held: Arc::clone(&self.held), index: self.entity }
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.entity, self.span) == (other.entity, other.span) && same(&self.held, &other.held)
    }

    fn __hash__(&self) -> u64 {
        hash((&self.held.article.id, self.entity, self.span))
    }

    fn __repr__(&self) -> String {
        format!("<Mention {}–{} {}>", self.span.start, self.span.end, self.text())
    }
}

impl Fact {
    fn inner(&self) -> &model::Fact {
        &self.held.article.facts[self.index]
    }
}

#[pymethods]
impl Fact {
    #[getter]
    fn subject(&self) -> Entity {
        Entity { held: Arc::clone(&self.held), index: self.inner().subject.0 }
    }

    #[getter]
    fn predicate(&self) -> &'static str {
        self.inner().predicate.name()
    }

    #[getter]
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.inner().object {
            Object::Entity(id) => Ok(Entity { held: Arc::clone(&self.held), index: id.0 }.into_pyobject(py)?.into_any()),
            other => Ok(other.to_string().into_pyobject(py)?.into_any()),
        }
    }

    #[getter]
    fn amount<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match &self.inner().object {
            Object::Money(money) => values::amount(py, money).map(Some),
            _ => Ok(None),
        }
    }

    #[getter]
    fn currency(&self) -> Option<&str> {
        match &self.inner().object {
            Object::Money(money) => Some(&money.currency),
            _ => None,
        }
    }

    #[getter]
    fn earliest<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match &self.inner().object {
            Object::Date(date) => values::day(py, date.earliest()).map(Some),
            _ => Ok(None),
        }
    }

    #[getter]
    fn latest<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match &self.inner().object {
            Object::Date(date) => values::day(py, date.latest()).map(Some),
            _ => Ok(None),
        }
    }

    #[getter]
    fn qualifiers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::json(py, &qualifiers_json(&self.inner().qualifiers))
    }

    #[getter]
    fn evidence(&self) -> Evidence {
        Evidence { held: Arc::clone(&self.held), fact: self.index }
    }

    #[getter]
    fn rule(&self) -> &str {
        &self.inner().rule
    }

    #[getter]
    fn confidence(&self) -> f64 {
        rounded(self.inner().confidence)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.index == other.index && same(&self.held, &other.held)
    }

    fn __hash__(&self) -> u64 {
        hash((&self.held.article.id, self.index))
    }

    fn __str__(&self) -> String {
        let inner = self.inner();
        let (article, qualifiers) = (&self.held.article, qualifiers_line(&inner.qualifiers));
        let (subject, object) = (&article.entity(inner.subject).name, object_text(article, &inner.object));
        format!("{subject} {} {object}  {qualifiers}", inner.predicate.name()).trim_end().to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Fact {}>", self.__str__())
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("guanmo._html")?.call_method1("fact", (slf,))
    }
}

impl Evidence {
    fn inner(&self) -> &model::Evidence {
        &self.held.article.facts[self.fact].evidence
    }
}

#[pymethods]
impl Evidence {
    #[getter]
    fn start(&self) -> usize {
        self.inner().span.start
    }

    #[getter]
    fn end(&self) -> usize {
        self.inner().span.end
    }

    #[getter]
    fn text(&self) -> &str {
        &self.inner().text
    }

    /// Before, the words, behind: the sentence without layout.
    #[getter]
    fn sentence(&self) -> (String, String, String) {
        let inner = self.inner();
        let support =
            Support { article: 0, span: inner.span, quote: inner.text.clone(), rule: String::new(), confidence: 0.0, inferred: false };
        let text: Vec<char> = self.held.page.text.chars().collect();
        let Quotation { before, words, after } = quotation(Some(&text), &support);
        (before, words, after)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.fact == other.fact && same(&self.held, &other.held)
    }

    fn __hash__(&self) -> u64 {
        hash((&self.held.article.id, self.fact))
    }

    fn __repr__(&self) -> String {
        format!("<Evidence {}–{} {}>", self.start(), self.end(), self.text())
    }
}
