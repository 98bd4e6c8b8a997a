//! SPARQL as clients of the protocol ask it: a query with its graphs in, bytes of a standard format out while they are
//! worked out; updates; the media types of both.

use super::error::QueryError;
use super::query::{prefixes, serializer};
use super::store::Store;
use super::syntax;
use super::vocabulary::gm;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryDataset, QueryEvaluationError, QueryResults, SparqlEvaluator, UpdateEvaluationError};
use oxigraph::store::Transaction;
use std::io::{self, Write};

/// A format with its media types, the preferred one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// Short name, as for `?format=` and file endings.
    pub name: &'static str,
    pub types: &'static [&'static str],
}

impl Media {
    /// The one of a list with a short name.
    pub fn named(all: &'static [Self], name: &str) -> Option<&'static Self> {
        all.iter().find(|media| media.name == name)
    }
}

/// Formats of rows and of truth values, the preferred first.
pub const RESULT_MEDIA: &[Media] = &[
    Media { name: "json", types: &["application/sparql-results+json", "application/json"] },
    Media { name: "xml", types: &["application/sparql-results+xml", "application/xml", "text/xml"] },
    Media { name: "csv", types: &["text/csv"] },
    Media { name: "tsv", types: &["text/tab-separated-values"] },
];

/// Formats of triples, the preferred first.
pub const GRAPH_MEDIA: &[Media] = &[
    Media { name: "ttl", types: &["text/turtle", "application/x-turtle"] },
    Media { name: "nt", types: &["application/n-triples", "text/plain"] },
    Media { name: "rdf", types: &["application/rdf+xml", "application/xml", "text/xml"] },
    Media { name: "jsonld", types: &["application/ld+json", "application/json"] },
    Media { name: "nq", types: &["application/n-quads"] },
    Media { name: "trig", types: &["application/trig"] },
];

/// The format of triples of a short name.
pub(super) fn graph_format(name: &str) -> Option<RdfFormat> {
    Some(match name {
        "ttl" => RdfFormat::Turtle,
        "nt" => RdfFormat::NTriples,
        "rdf" => RdfFormat::RdfXml,
        "jsonld" => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        "nq" => RdfFormat::NQuads,
        "trig" => RdfFormat::TriG,
        _ => return None,
    })
}

fn result_format(name: &str) -> Option<QueryResultsFormat> {
    Some(match name {
        "json" => QueryResultsFormat::Json,
        "xml" => QueryResultsFormat::Xml,
        "csv" => QueryResultsFormat::Csv,
        "tsv" => QueryResultsFormat::Tsv,
        _ => return None,
    })
}

/// A query as the protocol has it.
#[derive(Clone, Debug, Default)]
pub struct ProtocolQuery<'a> {
    pub text: &'a str,
    /// What relative IRIs are relative to, in place of nothing.
    pub base: Option<&'a str>,
    /// Graphs that make up the default graph, in place of what the query names.
    pub default_graphs: &'a [String],
    /// Graphs that `GRAPH` sees, in place of what the query names.
    pub named_graphs: &'a [String],
    /// Short name of the format for rows and truth values; `None` where the client takes none.
    pub results: Option<&'a str>,
    /// Short name of the format for triples; `None` where the client takes none.
    pub triples: Option<&'a str>,
    /// Most rows or triples; one more is an error, since a part must not look like the whole.
    pub rows: usize,
}

/// Why a query of the protocol gave no whole answer.
#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    /// The query or update is wrong.
    #[error("{0}")]
    Wrong(String),
    /// None of the formats that the client takes fits the kind of answer.
    #[error("the query gives {0}; the request accepts no format for that")]
    NotAcceptable(&'static str),
    #[error("the answer has more than {0} rows; narrow the query or add LIMIT")]
    TooManyRows(usize),
    /// The store failed.
    #[error("{0}")]
    Failed(String),
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<QueryError> for ProtocolError {
    fn from(error: QueryError) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<QueryEvaluationError> for ProtocolError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Dataset(_) => Self::Failed(error.to_string()),
            _ => Self::Wrong(error.to_string()),
        }
    }
}

impl From<UpdateEvaluationError> for ProtocolError {
    fn from(error: UpdateEvaluationError) -> Self {
        match error {
            UpdateEvaluationError::Storage(_) => Self::Failed(error.to_string()),
            _ => Self::Wrong(error.to_string()),
        }
    }
}

/// Where an answer goes.
pub trait AnswerSink: Write {
    /// Is told the media type, once, before the first byte.
    ///
    /// # Errors
    /// When the answer cannot be passed on.
    fn begin(&mut self, media: &'static str) -> io::Result<()>;
}

impl Store {
    /// Answers a query. An error after the sink's beginning means that what was written is no answer. There is no bound on time or memory here.
    ///
    /// # Errors
    /// See [`ProtocolError`].
    pub fn answer(&self, query: &ProtocolQuery<'_>, out: &mut dyn AnswerSink) -> Result<(), ProtocolError> {
        let head = prefixes(query.text, self.base());
        let evaluator = evaluator(query.base)?;
        let refusal = |text: &str| evaluator.clone().parse_query(text).err().map(|e| e.to_string());
        let parsed = evaluator.clone().parse_query(&format!("{head}{}", query.text));
        let mut prepared = parsed.map_err(|_| syntax::explain(query.text, &head, refusal))?;
        choose(prepared.dataset_mut(), query.default_graphs, query.named_graphs)?;
        match prepared.on_store(&self.inner).execute()? {
            QueryResults::Boolean(truth) => {
                let format = results(query, out, "a truth value")?;
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, truth)?;
            }
            QueryResults::Solutions(solutions) => {
                let format = results(query, out, "rows")?;
                let variables = solutions.variables().to_vec();
                let mut writer = QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(out, variables)?;
                for (count, solution) in solutions.enumerate() {
                    let solution = solution?;
                    within(count, query.rows)?;
                    writer.serialize(&solution)?;
                }
                writer.finish()?;
            }
            QueryResults::Graph(triples) => {
                let name = query.triples.ok_or(ProtocolError::NotAcceptable("triples"))?;
                let (format, media) = graph_media(name)?;
                out.begin(media)?;
                let mut writer = serializer(format).for_writer(out);
                for (count, triple) in triples.enumerate() {
                    let triple = triple?;
                    within(count, query.rows)?;
                    writer.serialize_triple(&triple)?;
                }
                writer.finish()?;
            }
        }
        Ok(())
    }

    /// Changes the store by SPARQL Update: all of it or nothing. There is no LOAD from elsewhere.
    ///
    /// # Errors
    /// See [`ProtocolError`]; also when the update names graphs with USING or WITH and the request does too.
    pub fn update(&self, text: &str, base: Option<&str>, default_graphs: &[String], named_graphs: &[String]) -> Result<(), ProtocolError> {
        let head = prefixes(text, self.base());
        let parsed = evaluator(base)?.parse_update(&format!("{head}{text}"));
        let mut prepared = parsed.map_err(|e| ProtocolError::Wrong(e.to_string()))?;
        for using in prepared.using_datasets_mut() {
            if !(default_graphs.is_empty() && named_graphs.is_empty() || using.is_default_dataset()) {
                return Err(ProtocolError::Wrong("the update names graphs with USING or WITH, and the request does too".into()));
            }
            choose(using, default_graphs, named_graphs)?;
        }
        let mut transaction = self.inner.start_transaction().map_err(failed)?;
        prepared.on_transaction(&mut transaction).execute()?;
        self.commit(transaction)
    }

    /// Commits a change. What makes the folder a store (layout, base) is put back where a change dropped it.
    pub(super) fn commit(&self, mut transaction: Transaction<'_>) -> Result<(), ProtocolError> {
        let settings = self.own_quads().map_err(failed)?.into_iter().filter(|quad| quad.graph_name == gm("meta").into());
        settings.for_each(|quad| transaction.insert(&quad));
        transaction.commit().map_err(failed)?;
        self.keep().map_err(failed)
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> ProtocolError {
    ProtocolError::Failed(error.to_string())
}

fn evaluator(base: Option<&str>) -> Result<SparqlEvaluator, ProtocolError> {
    let plain = SparqlEvaluator::new();
    match base {
        Some(base) => plain.with_base_iri(base).map_err(|e| ProtocolError::Wrong(format!("`{base}` is no IRI to begin with: {e}"))),
        None => Ok(plain),
    }
}

/// Whether one more item, after so many, may be given.
pub(super) fn within(count: usize, most: usize) -> Result<(), ProtocolError> {
    if count < most { Ok(()) } else { Err(ProtocolError::TooManyRows(most)) }
}

fn results(query: &ProtocolQuery<'_>, out: &mut dyn AnswerSink, what: &'static str) -> Result<QueryResultsFormat, ProtocolError> {
    let name = query.results.ok_or(ProtocolError::NotAcceptable(what))?;
    let format = result_format(name).ok_or_else(|| ProtocolError::Wrong(format!("no format of results is named `{name}`")))?;
    out.begin(Media::named(RESULT_MEDIA, name).map_or("", |media| media.types[0]))?;
    Ok(format)
}

/// The format of triples of a short name, with its media type.
pub(super) fn graph_media(name: &str) -> Result<(RdfFormat, &'static str), ProtocolError> {
    let format = graph_format(name).ok_or_else(|| ProtocolError::Wrong(format!("no format of triples is named `{name}`")))?;
    Ok((format, Media::named(GRAPH_MEDIA, name).map_or("", |media| media.types[0])))
}

/// Graphs of the request stand in place of those that the text names.
fn choose(dataset: &mut QueryDataset, default_graphs: &[String], named_graphs: &[String]) -> Result<(), ProtocolError> {
    if default_graphs.is_empty() && named_graphs.is_empty() {
        return Ok(());
    }
    let graphs = |names: &[String]| names.iter().map(|name| graph_name(name)).collect::<Result<Vec<NamedNode>, _>>();
    dataset.set_default_graph(graphs(default_graphs)?.into_iter().map(GraphName::from).collect());
    dataset.set_available_named_graphs(graphs(named_graphs)?.into_iter().map(NamedOrBlankNode::from).collect());
    Ok(())
}

/// The graph of an IRI.
pub(super) fn graph_name(iri: &str) -> Result<NamedNode, ProtocolError> {
    NamedNode::new(iri).map_err(|e| ProtocolError::Wrong(format!("`{iri}` is no absolute IRI of a graph: {e}")))
}
