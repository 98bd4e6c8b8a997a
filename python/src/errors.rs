//! Errors of the library → exceptions of the package, with the same words.

use guanmo::extract::ResourceError;
use guanmo::graph::WordError;
use guanmo::rdf::{QueryError, StoreError};
use pyo3::prelude::*;

/// The exceptions as Python knows them.
mod python {
    pyo3::import_exception!(guanmo.errors, ReadError);
    pyo3::import_exception!(guanmo.errors, RuleError);
    pyo3::import_exception!(guanmo.errors, StoreError);
    pyo3::import_exception!(guanmo.errors, QueryError);
    pyo3::import_exception!(guanmo.errors, WordError);
    pyo3::import_exception!(guanmo.errors, SeveralArticles);
}

pub fn empty(place: &str) -> PyErr {
    python::ReadError::new_err(format!("{place}: the text is empty"))
}

pub fn rules(error: &ResourceError) -> PyErr {
    python::RuleError::new_err(error.to_string())
}

pub fn store(error: &StoreError) -> PyErr {
    python::StoreError::new_err(error.to_string())
}

pub fn closed() -> PyErr {
    python::StoreError::new_err("the store is closed; open it again")
}

pub fn query(error: &QueryError) -> PyErr {
    python::QueryError::new_err(error.to_string())
}

/// The names that would have meant one thing come along as a list.
pub fn word(error: WordError) -> PyErr {
    let message = error.to_string();
    let candidates = match error {
        WordError::Ambiguous { candidates, .. } | WordError::Unknown { candidates, .. } => candidates,
        WordError::Relation { .. } | WordError::Kind { .. } | WordError::Date { .. } => Vec::new(),
    };
    python::WordError::new_err((message, candidates))
}

pub fn several(place: &str, titles: &[&str]) -> PyErr {
    let message = format!(
        "{place}: the text holds {} articles ({}); read it with extract_page, which gives them all",
        titles.len(),
        titles.join("; ")
    );
    python::SeveralArticles::new_err(message)
}
