//! Articles → columns of tables, for engines that take columns: one list a column, one cell a row.

use crate::article::{Article, Held};
use guanmo::export::{object_text, rounded};
use guanmo::model::Object;
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::sync::Arc;

type Columns<'py> = Vec<(&'static str, Bound<'py, PyList>)>;

fn held(articles: &[Bound<'_, Article>]) -> Vec<Arc<Held>> {
    articles.iter().map(|article| Arc::clone(&article.get().held)).collect()
}

fn column<'py, T: IntoPyObject<'py>>(
    py: Python<'py>,
    name: &'static str,
    cells: impl Iterator<Item = T>,
) -> PyResult<(&'static str, Bound<'py, PyList>)> {
    Ok((name, PyList::new(py, cells.collect::<Vec<_>>())?))
}

/// One row an entity: article, number, type, name, aliases, level, code, anchor.
#[pyfunction]
pub fn entity_columns<'py>(py: Python<'py>, articles: Vec<Bound<'py, Article>>) -> PyResult<Columns<'py>> {
    let held = held(&articles);
    let rows: Vec<_> = held
        .iter()
        .flat_map(|held| held.article.entities.iter().enumerate().map(|(number, entity)| (&held.article.id, number, entity)))
        .collect();
    Ok(vec![
        column(py, "article_id", rows.iter().map(|(id, ..)| *id))?,
        column(py, "entity", rows.iter().map(|(_, number, _)| *number))?,
        column(py, "type", rows.iter().map(|(.., entity)| entity.kind.name()))?,
        column(py, "name", rows.iter().map(|(.., entity)| &entity.name))?,
        column(py, "aliases", rows.iter().map(|(.., entity)| &entity.aliases))?,
        column(py, "level", rows.iter().map(|(.., entity)| entity.level.map(|level| level.name())))?,
        column(py, "code", rows.iter().map(|(.., entity)| entity.code.as_deref()))?,
        column(py, "anchor", rows.iter().map(|(.., entity)| entity.anchor.as_deref()))?,
    ])
}

/// One row a mention: article, number of the entity, start, end, the characters.
#[pyfunction]
pub fn mention_columns<'py>(py: Python<'py>, articles: Vec<Bound<'py, Article>>) -> PyResult<Columns<'py>> {
    let held = held(&articles);
    let mut rows = Vec::new();
    for held in &held {
        for (number, entity) in held.article.entities.iter().enumerate() {
            rows.extend(entity.mentions.iter().map(|span| (held, number, *span)));
        }
    }
    Ok(vec![
        column(py, "article_id", rows.iter().map(|(held, ..)| &held.article.id))?,
        column(py, "entity", rows.iter().map(|(_, number, _)| *number))?,
        column(py, "start", rows.iter().map(|(.., span)| span.start))?,
        column(py, "end", rows.iter().map(|(.., span)| span.end))?,
        column(py, "text", rows.iter().map(|(held, _, span)| held.page.cut(span.start, span.end)))?,
    ])
}

/// One row a fact: article, number, subject, predicate, object, qualifiers as pairs, evidence, rule, confidence.
#[pyfunction]
pub fn fact_columns<'py>(py: Python<'py>, articles: Vec<Bound<'py, Article>>) -> PyResult<Columns<'py>> {
    let held = held(&articles);
    let rows: Vec<_> =
        held.iter().flat_map(|held| held.article.facts.iter().enumerate().map(|(number, fact)| (&held.article, number, fact))).collect();
    let entity = |object: &Object| match object {
        Object::Entity(id) => Some(id.0),
        _ => None,
    };
    Ok(vec![
        column(py, "article_id", rows.iter().map(|(article, ..)| &article.id))?,
        column(py, "fact", rows.iter().map(|(_, number, _)| *number))?,
        column(py, "subject", rows.iter().map(|(article, _, fact)| &article.entity(fact.subject).name))?,
        column(py, "subject_entity", rows.iter().map(|(.., fact)| fact.subject.0))?,
        column(py, "predicate", rows.iter().map(|(.., fact)| fact.predicate.name()))?,
        column(py, "object", rows.iter().map(|(article, _, fact)| object_text(article, &fact.object)))?,
        column(py, "object_entity", rows.iter().map(|(.., fact)| entity(&fact.object)))?,
        column(py, "qualifiers", rows.iter().map(|(.., fact)| pairs(&fact.qualifiers)))?,
        column(py, "start", rows.iter().map(|(.., fact)| fact.evidence.span.start))?,
        column(py, "end", rows.iter().map(|(.., fact)| fact.evidence.span.end))?,
        column(py, "text", rows.iter().map(|(.., fact)| &fact.evidence.text))?,
        column(py, "rule", rows.iter().map(|(.., fact)| &fact.rule))?,
        column(py, "confidence", rows.iter().map(|(.., fact)| rounded(fact.confidence)))?,
    ])
}

/// Qualifiers as pairs of texts, under their keys of the contract.
pub fn pairs(qualifiers: &guanmo::model::Qualifiers) -> Vec<(String, String)> {
    let json = guanmo::export::qualifiers_json(qualifiers);
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    json.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect()
}
