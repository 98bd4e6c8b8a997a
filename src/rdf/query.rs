//! SPARQL over a store: prefixes added, limits kept, results in the usual formats.

use super::error::{QueryError, StoreError};
use super::store::Store;
use super::syntax;
use super::terms::zh;
use super::vocabulary::{PREFIXES, RDFS, SKOS, gm, iri};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use std::io::Write;
use std::time::{Duration, Instant};

/// Bounds on one query.
#[derive(Clone, Copy, Debug)]
pub struct QueryLimits {
    pub seconds: u64,
    pub rows: usize,
}

impl Default for QueryLimits {
    fn default() -> Self {
        Self { seconds: 60, rows: 1_000_000 }
    }
}

/// What a query gave.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryOutput {
    /// Names of the variables, and rows of terms in N-Triples form; `None` is unbound.
    Rows {
        variables: Vec<String>,
        rows: Vec<Vec<Option<Term>>>,
        cut: bool,
    },
    Truth(bool),
    /// Triples of CONSTRUCT or DESCRIBE, sorted.
    Triples(Vec<oxigraph::model::Triple>),
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    Json,
    Csv,
    Tsv,
    Xml,
}

/// Declarations of the known prefixes that a query uses without declaring them, in one line.
pub(super) fn prefixes(query: &str, base: &str) -> String {
    let lower = query.to_lowercase();
    let missing = PREFIXES.iter().filter(|(p, _)| query.contains(&format!("{p}:")) && !lower.contains(&format!("prefix {p}:")));
    missing.map(|(p, i)| format!("PREFIX {p}: <{}> ", if *p == "id" { base } else { i })).collect()
}

impl Store {
    /// Answers a SPARQL 1.1 query. There is no SERVICE (the HTTP client is not built in) and no update.
    ///
    /// # Errors
    /// On a syntax error (with line, column and the line), on time-out, and when evaluation fails.
    pub fn query(&self, query: &str, limits: QueryLimits) -> Result<QueryOutput, QueryError> {
        self.query_with(query, &[], limits)
    }

    /// Whether something is called so: by its label, or by another name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn bears(&self, name: &str) -> Result<bool, StoreError> {
        let (name, pinyin, graph) = (zh(name), gm("pinyin"), Some(GraphNameRef::DefaultGraph));
        for property in [iri(RDFS, "label"), iri(SKOS, "altLabel")] {
            for quad in self.inner.quads_for_pattern(None, Some(property.as_ref()), Some(name.as_ref()), graph) {
                // Posts have labels too; things have a key for sorting.
                let subject = quad.map_err(|e| self.fail(e))?.subject;
                let mut keys = self.inner.quads_for_pattern(Some(subject.as_ref()), Some(pinyin.as_ref()), None, graph);
                if keys.next().transpose().map_err(|e| self.fail(e))?.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Like [`Store::query`], with values for variables of the query, which must have `WHERE {`.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn query_with(&self, query: &str, values: &[(String, Term)], limits: QueryLimits) -> Result<QueryOutput, QueryError> {
        let query = &bind(query, values)?;
        let head = prefixes(query, self.base());
        let token = CancellationToken::new();
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
        let refusal = |text: &str| SparqlEvaluator::new().parse_query(text).err().map(|e| e.to_string());
        let prepared = evaluator.parse_query(&format!("{head}{query}")).map_err(|_| syntax::explain(query, &head, refusal))?;
        let bound = prepared.on_store(&self.inner);
        let started = Instant::now();
        let watch = Watch::start(token, limits.seconds);
        let output = bound.execute().map_err(|e| QueryError::Failed(e.to_string())).and_then(|r| collect(r, limits.rows));
        drop(watch);
        output.map_err(|e| if started.elapsed() >= Duration::from_secs(limits.seconds) { QueryError::TooLong(limits.seconds) } else { e })
    }
}

/// Binds variables by VALUES blocks at the beginning of the pattern. A term writes itself with every special
/// character escaped, so that no value can be anything but a value.
///
/// # Errors
/// When the query has no `WHERE {`.
pub fn bind(query: &str, values: &[(String, Term)]) -> Result<String, QueryError> {
    if values.is_empty() {
        return Ok(query.to_string());
    }
    let (head, tail) = query.split_once("WHERE {").ok_or_else(|| QueryError::Failed("a query with parameters needs `WHERE {`".into()))?;
    let blocks: String = values.iter().map(|(name, term)| format!(" VALUES ?{name} {{ {term} }}")).collect();
    Ok(format!("{head}WHERE {{{blocks}{tail}"))
}

/// Stops a query when its time is over.
struct Watch {
    done: std::sync::mpsc::Sender<()>,
}

impl Watch {
    fn start(token: CancellationToken, seconds: u64) -> Self {
        let (done, over) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            if over.recv_timeout(Duration::from_secs(seconds)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                token.cancel();
            }
        });
        Self { done }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The watching thread may be gone already; then there is nobody to tell.
        let _ = self.done.send(());
    }
}

fn collect(results: QueryResults, most: usize) -> Result<QueryOutput, QueryError> {
    let fail = |e: oxigraph::sparql::QueryEvaluationError| QueryError::Failed(e.to_string());
    match results {
        QueryResults::Boolean(truth) => Ok(QueryOutput::Truth(truth)),
        QueryResults::Graph(triples) => {
            let mut out: Vec<_> = triples.take(most).collect::<Result<_, _>>().map_err(fail)?;
            out.sort_by_cached_key(ToString::to_string);
            out.dedup();
            Ok(QueryOutput::Triples(out))
        }
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_string()).collect();
            let mut rows = Vec::new();
            let mut cut = false;
            for solution in solutions {
                let solution = solution.map_err(fail)?;
                if rows.len() == most {
                    cut = true;
                    break;
                }
                rows.push((0..variables.len()).map(|i| solution.get(i).cloned()).collect());
            }
            Ok(QueryOutput::Rows { variables, rows, cut })
        }
    }
}

/// Writes an output in a standard format: rows and truth as results, triples as Turtle.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(output: &QueryOutput, format: ResultFormat, out: &mut dyn Write) -> std::io::Result<()> {
    let format = match format {
        ResultFormat::Json => QueryResultsFormat::Json,
        ResultFormat::Csv => QueryResultsFormat::Csv,
        ResultFormat::Tsv => QueryResultsFormat::Tsv,
        ResultFormat::Xml => QueryResultsFormat::Xml,
    };
    match output {
        QueryOutput::Truth(truth) => {
            QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, *truth)?;
        }
        QueryOutput::Triples(triples) => write_turtle(triples, out)?,
        QueryOutput::Rows { variables, rows, .. } => {
            let names: Vec<oxigraph::model::Variable> = variables.iter().map(oxigraph::model::Variable::new_unchecked).collect();
            let mut writer = QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(out, names.clone())?;
            for row in rows {
                let bound = names.iter().zip(row).filter_map(|(n, t)| t.as_ref().map(|t| (n, t)));
                writer.serialize(bound)?;
            }
            writer.finish()?;
        }
    }
    Ok(())
}

/// Triples as Turtle with the known prefixes.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_turtle(triples: &[oxigraph::model::Triple], out: &mut dyn Write) -> std::io::Result<()> {
    let mut writer = serializer(RdfFormat::Turtle).for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple.as_ref())?;
    }
    writer.finish()?;
    Ok(())
}

pub(super) fn serializer(format: RdfFormat) -> RdfSerializer {
    PREFIXES.iter().fold(RdfSerializer::from_format(format), |s, (p, i)| s.clone().with_prefix(*p, *i).unwrap_or(s))
}

/// A term as a reader wants it: the bare value of a literal, an IRI with a known prefix.
pub fn show(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_string(),
        Term::NamedNode(node) => PREFIXES
            .iter()
            .filter_map(|(p, i)| node.as_str().strip_prefix(i).map(|rest| format!("{p}:{rest}")))
            .next()
            .unwrap_or_else(|| node.as_str().to_string()),
        other => other.to_string(),
    }
}
