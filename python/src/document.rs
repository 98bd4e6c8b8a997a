//! Documents: what is read before anything is extracted. Files go through the readers of the program.

use crate::errors;
use guanmo::graph;
use guanmo::model;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};
use std::path::PathBuf;

/// A text with what is known beside it.
#[pyclass(module = "guanmo", frozen)]
#[derive(Clone)]
pub struct Document {
    pub inner: model::Document,
}

/// What can stand beside a text, as the arguments of Python give it.
#[derive(Default)]
pub struct Beside<'py> {
    pub title: Option<String>,
    pub date: Option<Bound<'py, PyAny>>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

impl Document {
    pub fn of(id: String, text: String, beside: Beside<'_>) -> PyResult<Self> {
        let mut inner = model::Document::new(id, text);
        let date = beside.date.filter(|date| !date.is_none()).map(|date| day(&date)).transpose()?;
        inner.given = model::Given { title: beside.title, date, publisher: beside.publisher, url: beside.url };
        Ok(Self { inner })
    }

    /// From a text, a `Document`, or a mapping with the fields of a JSON line. A text without an id gets its place.
    pub fn any(item: &Bound<'_, PyAny>, place: usize) -> PyResult<model::Document> {
        if let Ok(document) = item.cast::<Self>() {
            return Ok(document.get().inner.clone());
        }
        let id = || format!("text-{}", place + 1);
        if let Ok(text) = item.cast::<PyString>() {
            return Ok(model::Document::new(id(), text.to_cow()?));
        }
        let fields = item.cast::<PyMapping>().map_err(|_| {
            PyTypeError::new_err(format!("{}: expected a str, a Document or a mapping with \"text\", got {}", id(), item.get_type()))
        })?;
        let field = |name: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
            if !fields.contains(name)? {
                return Ok(None);
            }
            Ok(Some(fields.get_item(name)?).filter(|value| !value.is_none()))
        };
        let text = |name: &str| field(name)?.map(|value| value.extract::<String>()).transpose();
        let Some(body) = text("text")? else {
            return Err(PyTypeError::new_err(format!("{}: the mapping has no \"text\"", id())));
        };
        let given = field("id")?.map(|value| value.str().and_then(|s| s.extract::<String>())).transpose()?;
        let beside = Beside { title: text("title")?, date: field("date")?, publisher: text("publisher")?, url: text("url")? };
        Ok(Self::of(given.unwrap_or_else(id), body, beside)?.inner)
    }
}

/// A `datetime.date` or `datetime`, or a text such as `2023-05-17`, in ISO form.
fn day(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let text: String = match value.cast::<PyString>() {
        Ok(text) => text.extract()?,
        Err(_) => value.call_method0("isoformat")?.extract()?,
    };
    let date = text.split('T').next().unwrap_or_default();
    Ok(graph::day(date).map_err(errors::word)?.to_string())
}

#[pymethods]
impl Document {
    #[new]
    #[pyo3(signature = (text, *, id = "text", title = None, date = None, publisher = None, url = None))]
    fn new(
        text: String,
        id: &str,
        title: Option<String>,
        date: Option<Bound<'_, PyAny>>,
        publisher: Option<String>,
        url: Option<String>,
    ) -> PyResult<Self> {
        Self::of(id.to_string(), text, Beside { title, date, publisher, url })
    }

    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }

    #[getter]
    fn source(&self) -> &str {
        &self.inner.source
    }

    #[getter]
    fn text(&self) -> &str {
        &self.inner.text
    }

    #[getter]
    fn title(&self) -> Option<&str> {
        self.inner.given.title.as_deref()
    }

    #[getter]
    fn date(&self) -> Option<&str> {
        self.inner.given.date.as_deref()
    }

    #[getter]
    fn publisher(&self) -> Option<&str> {
        self.inner.given.publisher.as_deref()
    }

    #[getter]
    fn url(&self) -> Option<&str> {
        self.inner.given.url.as_deref()
    }

    fn __repr__(&self) -> String {
        format!("<Document {}: {} characters>", self.inner.id, self.inner.text.chars().count())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        let (py, inner) = (slf.py(), &slf.get().inner);
        let fields = PyDict::new(py);
        for (name, value) in [("id", Some(&inner.id)), ("text", Some(&inner.text))] {
            fields.set_item(name, value)?;
        }
        let given = &inner.given;
        for (name, value) in [("title", &given.title), ("date", &given.date), ("publisher", &given.publisher), ("url", &given.url)] {
            fields.set_item(name, value)?;
        }
        Ok((py.import("guanmo._tools")?.getattr("document")?, (fields,)))
    }
}

/// The documents of files and folders, and what was refused of them, in the words of the program.
#[pyfunction]
pub fn read_documents(py: Python<'_>, paths: Vec<PathBuf>) -> (Vec<Document>, Vec<String>) {
    py.detach(|| {
        let (mut documents, mut refused) = (Vec::new(), Vec::new());
        for file in guanmo::read::input_files(&paths) {
            let path = match file {
                Ok(path) => path,
                Err(error) => {
                    refused.push(error.to_string());
                    continue;
                }
            };
            for document in guanmo::read::documents(&path) {
                match document {
                    Ok(inner) => documents.push(Document { inner }),
                    Err(error) => refused.push(error.to_string()),
                }
            }
        }
        (documents, refused)
    })
}
