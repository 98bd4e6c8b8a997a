//! A store on disk or in memory: articles in and out, SPARQL, named questions, the graph to walk.

use crate::article::Article;
use crate::errors;
use crate::network::Network;
use crate::page::Page;
use crate::values;
use guanmo::model::KnowledgeGraph;
use guanmo::rdf::{self, NamedQuery, QueryLimits, QueryOutput, StoredArticle, Value};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

#[pyclass(module = "guanmo._guanmo", frozen)]
pub struct RawStore {
    /// Nothing once it is closed: the folder is free for others then.
    held: Mutex<Option<Arc<rdf::Store>>>,
}

/// The names of the columns, the columns, and whether rows were left out.
type Rows<'py> = (Vec<String>, Vec<Bound<'py, PyList>>, bool);

impl RawStore {
    fn of(store: Result<rdf::Store, rdf::StoreError>) -> PyResult<Self> {
        let store = store.map_err(|error| errors::store(&error))?;
        Ok(Self { held: Mutex::new(Some(Arc::new(store))) })
    }

    fn store(&self) -> PyResult<Arc<rdf::Store>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().map(Arc::clone).ok_or_else(errors::closed)
    }
}

#[pymethods]
impl RawStore {
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Self::of(py.detach(|| rdf::Store::open(&path)))
    }

    #[staticmethod]
    fn open_or_create(py: Python<'_>, path: PathBuf, base: Option<String>) -> PyResult<Self> {
        Self::of(py.detach(|| rdf::Store::open_or_create(&path, base.as_deref())))
    }

    #[staticmethod]
    fn in_memory(py: Python<'_>, base: Option<String>) -> PyResult<Self> {
        Self::of(py.detach(|| rdf::Store::in_memory(base.as_deref())))
    }

    fn close(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn base(&self) -> PyResult<String> {
        Ok(self.store()?.base().to_string())
    }

    fn add(&self, py: Python<'_>, articles: Vec<Bound<'_, Article>>) -> PyResult<()> {
        let store = self.store()?;
        let held: Vec<_> = articles.iter().map(|article| Arc::clone(&article.get().held)).collect();
        let added = py.detach(|| {
            let stored = held.iter().map(|held| StoredArticle { article: held.article.clone(), text: held.page.text.clone() });
            store.add(&stored.collect::<Vec<_>>())
        });
        added.map_err(|error| errors::store(&error))
    }

    fn remove(&self, py: Python<'_>, id: &str) -> PyResult<bool> {
        let store = self.store()?;
        py.detach(|| store.remove(id)).map_err(|error| errors::store(&error))
    }

    fn articles(&self, py: Python<'_>) -> PyResult<Vec<Article>> {
        let store = self.store()?;
        let stored = py.detach(|| store.articles()).map_err(|error| errors::store(&error))?;
        Ok(stored.into_iter().map(|stored| Article::new(stored.article, Arc::new(Page::new(stored.text)))).collect())
    }

    fn network(&self, py: Python<'_>) -> PyResult<Network> {
        let store = self.store()?;
        let read = || -> Result<Network, rdf::StoreError> {
            let (mut list, mut texts) = (Vec::new(), HashMap::new());
            for stored in store.articles()? {
                texts.insert(stored.article.id.clone(), stored.text);
                list.push(stored.article);
            }
            Ok(Network::new(list, store.judgements()?, Arc::new(texts), store.base().to_string()))
        };
        py.detach(read).map_err(|error| errors::store(&error))
    }

    /// SPARQL: rows by columns, a truth, or Turtle.
    fn query<'py>(&self, py: Python<'py>, sparql: &str, seconds: u64, rows: usize) -> PyResult<Bound<'py, PyAny>> {
        let store = self.store()?;
        let output = py.detach(|| store.query(sparql, QueryLimits { seconds, rows }));
        answer(py, output.map_err(|error| errors::query(&error))?)
    }

    /// A named question with its parameters.
    fn ask<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        given: Vec<(String, String)>,
        seconds: u64,
        rows: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let store = self.store()?;
        let question = rdf::named_query(name).map_err(|error| errors::query(&error))?;
        let given = known(py, &store, &question, given)?;
        let values = question.bind(&given).map_err(|error| errors::query(&error))?;
        let output = py.detach(|| store.query_with(question.sparql, &values, QueryLimits { seconds, rows }));
        answer(py, output.map_err(|error| errors::query(&error))?)
    }
}

/// Parameters with names that the store knows: what nothing bears is looked up as everywhere else (pinyin, beginning).
fn known(py: Python<'_>, store: &rdf::Store, question: &NamedQuery, given: Vec<(String, String)>) -> PyResult<Vec<(String, String)>> {
    let mut graph: Option<KnowledgeGraph> = None;
    question.with_names(given, |name| {
        if store.bears(&name).map_err(|error| errors::store(&error))? {
            return Ok(name);
        }
        // Making the graph costs as much as the store is large.
        let graph = match &mut graph {
            Some(made) => made,
            none => none.insert(py.detach(|| store.graph()).map_err(|error| errors::store(&error))?),
        };
        let found = guanmo::graph::Network::new(graph).one(&name).map_err(errors::word)?;
        Ok(graph.node(found).label.clone())
    })
}

fn answer(py: Python<'_>, output: QueryOutput) -> PyResult<Bound<'_, PyAny>> {
    match output {
        QueryOutput::Truth(truth) => Ok(truth.into_pyobject(py)?.to_owned().into_any()),
        QueryOutput::Triples(triples) => {
            let mut bytes = Vec::new();
            rdf::write_turtle(&triples, &mut bytes).map_err(|e| PyValueError::new_err(e.to_string()))?;
            Ok(String::from_utf8_lossy(&bytes).into_pyobject(py)?.into_any())
        }
        QueryOutput::Rows { variables, rows, cut } => {
            let columns = (0..variables.len()).map(|column| cells(py, &rows, column)).collect::<PyResult<_>>()?;
            let found: Rows<'_> = (variables, columns, cut);
            Ok(found.into_pyobject(py)?.into_any())
        }
    }
}

fn cells<'py>(py: Python<'py>, rows: &[Vec<Option<Value>>], column: usize) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for row in rows {
        match &row[column] {
            Some(value) => list.append(values::term(py, value)?)?,
            None => list.append(py.None())?,
        }
    }
    Ok(list)
}

/// A question: name, in English, in Chinese, parameters with kind and example.
type Question = (String, String, String, Vec<(String, String, String)>);

/// The named questions.
#[pyfunction]
pub fn named_queries() -> Vec<Question> {
    let parameters =
        |query: &NamedQuery| query.parameters.iter().map(|p| (p.name.clone(), p.kind.clone(), p.example.clone())).collect::<Vec<_>>();
    let row = |query: NamedQuery| (query.name.to_string(), query.question.clone(), query.question_zh.clone(), parameters(&query));
    rdf::named_queries().into_iter().map(row).collect()
}
