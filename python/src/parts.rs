//! Parts of an archive's graph, for engines that spread it over machines: what one article adds, and what groups of
//! such additions are in N-Quads. The functions are those of the whole graph; only what they are given is less.

use crate::article::Article;
use guanmo::identity::{self, Naming};
use guanmo::model::{ArticleRecord, Entity, KnowledgeGraph, Node, NodeId, Predicate, Qualifiers, Span, Statement, Support, Target};
use guanmo::rdf::{GraphFormat, Mapping, write_quads};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;

fn bad(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("a part of another version of guanmo: {error}"))
}

fn read<T: DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(bad)
}

fn lines(quads: &[guanmo::rdf::Quad]) -> PyResult<String> {
    let mut bytes = Vec::new();
    write_quads(quads, GraphFormat::NQuads, &mut bytes).map_err(bad)?;
    String::from_utf8(bytes).map_err(bad)
}

/// Key of the entity, the entity without the places of its mentions, its place in the article.
type Named = (String, String, usize);

/// The statement with 0 for its subject and 1 for its object, their keys, the body of a post, the place in a list; for
/// readers: relation, value where the object is no node, qualifiers as pairs.
type Stated = (String, String, Option<String>, Option<String>, Option<u32>, &'static str, Option<String>, Vec<(String, String)>);

/// Namings, statements, the article's date, N-Quads.
type Added = (Vec<Named>, Vec<Stated>, Option<String>, String);

/// What one article adds: namings, statements, its date, and the N-Quads of its evidence, which no other article adds to.
/// `keys` says which entity of the archive each of its entities is.
#[pyfunction]
#[pyo3(signature = (article, base, keys = None))]
pub fn article_parts(py: Python<'_>, article: &Bound<'_, Article>, base: &str, keys: Option<Vec<String>>) -> PyResult<Added> {
    let held = &article.get().held;
    py.detach(|| {
        let list = [&held.article];
        let keys = keys.map_or_else(|| identity::keys(&list), |keys| vec![keys]);
        if keys[0].len() != held.article.entities.len() {
            return Err(bad(format!("{} keys for {} entities", keys[0].len(), held.article.entities.len())));
        }
        let entities = held.article.entities.iter().zip(&keys[0]).enumerate();
        let named = entities.map(|(place, (entity, key))| {
            let plain = Entity { mentions: Vec::new(), ..entity.clone() };
            Ok((key.clone(), serde_json::to_string(&plain).map_err(bad)?, place))
        });
        let named = named.collect::<PyResult<_>>()?;
        let graph = identity::merge_keyed(&list, &keys);
        let stated = graph.statements.iter().map(|statement| stated(&graph, statement)).collect::<PyResult<_>>()?;
        let date = held.article.meta.date.map(|date| date.to_string());
        Ok((named, stated, date, lines(&Mapping { base }.source_quads(&graph))?))
    })
}

/// The N-Quads that keep an article as it was extracted, with its text, in a store.
#[pyfunction]
pub fn stored_part(py: Python<'_>, article: &Bound<'_, Article>, base: &str) -> PyResult<String> {
    let held = &article.get().held;
    py.detach(|| lines(&Mapping { base }.stored_quads(&held.article, &held.page.text)))
}

fn stated(graph: &KnowledgeGraph, statement: &Statement) -> PyResult<Stated> {
    let object = match statement.target {
        Target::Node(node) => Some(graph.node(node).key.clone()),
        _ => None,
    };
    let plain = Statement {
        subject: NodeId(0),
        target: if object.is_some() { Target::Node(NodeId(1)) } else { statement.target.clone() },
        qualifiers: Qualifiers { list_order: None, ..statement.qualifiers.clone() },
        supports: Vec::new(),
        predicate: statement.predicate,
    };
    let body = statement.qualifiers.organization.clone().filter(|_| statement.predicate == Predicate::HoldsPost);
    let json = serde_json::to_string(&plain).map_err(bad)?;
    let subject = graph.node(statement.subject).key.clone();
    let pairs = crate::tables::pairs(&plain.qualifiers);
    Ok((json, subject, object, body, statement.qualifiers.list_order, plain.predicate.name(), value(&plain.target), pairs))
}

/// A value as the contract writes it.
fn value(target: &Target) -> Option<String> {
    match target {
        Target::Node(_) => None,
        Target::Text(text) => Some(text.clone()),
        Target::Money(money) => Some(money.to_string()),
        Target::Date(date) => Some(date.to_string()),
        Target::Stage(stage) => Some(stage.name().to_string()),
    }
}

/// An entity as JSON, how many articles name it so, the first of them and its place there, the last and its place.
type Counted = (String, usize, String, usize, String, usize);

/// What Python sees of a node: JSON, IRI, type, label, aliases, pinyin, level, code, anchor, N-Quads.
type Made = (String, String, &'static str, String, Vec<String>, String, Option<&'static str>, Option<String>, Option<String>, String);

/// The node of a key from all its namings in the archive.
#[pyfunction]
pub fn node_part(py: Python<'_>, key: &str, namings: Vec<Counted>, base: &str) -> PyResult<Made> {
    py.detach(|| {
        let naming = |(json, count, first, first_place, last, last_place): Counted| {
            let entity = read(&json)?;
            Ok(Naming { entity, count, first: (first, first_place), last: (last, last_place) })
        };
        let namings: Vec<Naming> = namings.into_iter().map(naming).collect::<PyResult<_>>()?;
        let node = identity::node_of(key, &namings);
        let json = serde_json::to_string(&node).map_err(bad)?;
        let mapping = Mapping { base };
        let iri = mapping.node_iri(&node).into_string();
        let graph = KnowledgeGraph { nodes: vec![node.clone()], ..KnowledgeGraph::default() };
        let quads = lines(&mapping.node_quads(&graph))?;
        let level = node.level.map(|level| level.name());
        Ok((json, iri, node.kind.name(), node.label, node.aliases, node.pinyin, level, node.code, node.anchor, quads))
    })
}

/// The N-Quads of one statement of the archive: its ends, the body of a post, the least place in a list, the first and
/// last date of the articles that say it.
#[pyfunction]
#[pyo3(signature = (statement, subject, object, body, order, first, last, base))]
#[allow(clippy::too_many_arguments, reason = "they are the columns of one row")]
pub fn fact_part(
    py: Python<'_>,
    statement: &str,
    subject: &str,
    object: Option<&str>,
    body: Option<&str>,
    order: Option<u32>,
    first: Option<&str>,
    last: Option<&str>,
    base: &str,
) -> PyResult<String> {
    py.detach(|| {
        let mut statement: Statement = read(statement)?;
        let nodes: Vec<Node> = [Some(subject), object, body].into_iter().flatten().map(read).collect::<PyResult<_>>()?;
        statement.qualifiers.list_order = order;
        let dates = [first, last].into_iter().flatten().map(|day| guanmo::graph::day(day).map_err(crate::errors::word));
        let articles: Vec<ArticleRecord> = dates.map(|date| Ok(dated(date?))).collect::<PyResult<_>>()?;
        statement.supports = (0..articles.len()).map(nowhere).collect();
        let graph = KnowledgeGraph { nodes, statements: vec![statement], articles, divisions: Vec::new() };
        lines(&Mapping { base }.fact_quads(&graph))
    })
}

fn dated(date: guanmo::model::PartialDate) -> ArticleRecord {
    ArticleRecord {
        id: String::new(),
        source: String::new(),
        title: None,
        publisher: None,
        authors: Vec::new(),
        date: Some(date),
        url: None,
        home: None,
    }
}

/// A support of which only the article counts.
fn nowhere(article: usize) -> Support {
    Support { article, span: Span::new(0, 0), quote: String::new(), rule: String::new(), confidence: 0.0 }
}

/// The N-Quads of units and of what lies in them, from the places of the archive that have a code or are zones, and
/// every anchor of its nodes.
#[pyfunction]
pub fn unit_part(py: Python<'_>, places: Vec<String>, anchors: Vec<String>, base: &str) -> PyResult<String> {
    py.detach(|| {
        let mut nodes: Vec<Node> = places.iter().map(|json| read(json)).collect::<PyResult<_>>()?;
        nodes.sort_by(|a, b| a.key.cmp(&b.key));
        let anchored = anchors.into_iter().map(|anchor| Node { code: None, anchor: Some(anchor), ..nobody() });
        let all: Vec<Node> = nodes.iter().cloned().chain(anchored).collect();
        let divisions = identity::divisions(&all);
        let graph = KnowledgeGraph { nodes, divisions, ..KnowledgeGraph::default() };
        lines(&Mapping { base }.unit_quads(&graph))
    })
}

fn nobody() -> Node {
    Node {
        key: String::new(),
        kind: guanmo::model::EntityKind::Organization,
        label: String::new(),
        aliases: Vec::new(),
        pinyin: String::new(),
        level: None,
        code: None,
        anchor: None,
    }
}
