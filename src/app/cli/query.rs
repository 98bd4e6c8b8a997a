//! `guanmo query` and `guanmo queries`.

use super::super::output::{self, Failure};
use clap::{Args, ValueEnum};
use guanmo::graph::Network;
use guanmo::rdf::{NamedQuery, QueryLimits, QueryOutput, ResultFormat, Store, named_queries, named_query, show, write};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo query --store demo/store --name rankings-of --param member=新华区\nExample: guanmo query --store demo/store 'SELECT ?n { ?p a gm:Person ; rdfs:label ?n }'"
)]
pub struct Query {
    /// The store's folder.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// SPARQL 1.1; the usual prefixes are known.
    #[arg(conflicts_with_all = ["file", "name"])]
    sparql: Option<String>,
    /// A file with SPARQL.
    #[arg(long, short, value_name = "FILE", conflicts_with = "name")]
    file: Option<PathBuf>,
    /// A named question: see `guanmo queries`. Names in its parameters may be in pinyin or a beginning.
    #[arg(long, short)]
    name: Option<String>,
    /// A parameter of the named question.
    #[arg(long = "param", short, value_name = "KEY=VALUE", requires = "name")]
    params: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Seconds after which the query is stopped.
    #[arg(long, default_value_t = 60)]
    timeout: u64,
    /// Most rows.
    #[arg(long, default_value_t = 1_000_000)]
    limit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Tsv,
    Xml,
    Turtle,
}

impl Query {
    pub fn run(&self) -> Result<u8, Failure> {
        let given = self.given()?;
        let store = Store::open(&self.store)?;
        let (text, values) = match given {
            Given::Sparql(text) => (text, Vec::new()),
            Given::Named(query, pairs) => (query.sparql.to_string(), query.bind(&known(&store, &query, pairs)?)?),
        };
        let result = store.query_with(&text, &values, QueryLimits { seconds: self.timeout, rows: self.limit })?;
        if let QueryOutput::Rows { cut: true, .. } = result {
            anstream::eprintln!("notice: only the first {} rows are shown; raise --limit for more", self.limit);
        }
        self.print(&result)?;
        Ok(output::DONE)
    }

    fn print(&self, result: &QueryOutput) -> Result<(), Failure> {
        let mut out = output::out();
        let format = match self.format {
            Format::Table => return print_table(result, &mut out),
            Format::Turtle => {
                let QueryOutput::Triples(triples) = result else {
                    return Err(Failure::wrong_use("--format turtle is for CONSTRUCT and DESCRIBE; use table, json, csv, tsv or xml"));
                };
                return Ok(guanmo::rdf::write_turtle(triples, &mut out)?);
            }
            _ if matches!(result, QueryOutput::Triples(_)) => {
                return Err(Failure::wrong_use("CONSTRUCT and DESCRIBE give triples; use --format turtle"));
            }
            Format::Json => ResultFormat::Json,
            Format::Csv => ResultFormat::Csv,
            Format::Tsv => ResultFormat::Tsv,
            Format::Xml => ResultFormat::Xml,
        };
        write(result, format, &mut out)?;
        if matches!(format, ResultFormat::Json | ResultFormat::Xml) {
            output::line(&mut out, "")?;
        }
        Ok(())
    }

    fn given(&self) -> Result<Given, Failure> {
        if let Some(name) = &self.name {
            let pair = |p: &String| match p.split_once('=') {
                Some((k, v)) => Ok((k.to_string(), v.to_string())),
                None => Err(Failure::wrong_use(format!("--param {p}: expected KEY=VALUE"))),
            };
            return Ok(Given::Named(named_query(name)?, self.params.iter().map(pair).collect::<Result<_, _>>()?));
        }
        if let Some(file) = &self.file {
            let text = std::fs::read_to_string(file).map_err(|e| Failure::wrong_use(format!("{}: {e}", file.display())))?;
            return Ok(Given::Sparql(text));
        }
        let text = self.sparql.clone();
        text.map(Given::Sparql).ok_or_else(|| Failure::wrong_use("give SPARQL, --file FILE or --name QUESTION (see `guanmo queries`)"))
    }
}

/// What is asked.
enum Given {
    Sparql(String),
    Named(NamedQuery, Vec<(String, String)>),
}

/// Parameters with names that the store knows: a name that nothing has is looked up as everywhere else (pinyin,
/// beginning), and refused with the nearest names.
fn known(store: &Store, query: &NamedQuery, pairs: Vec<(String, String)>) -> Result<Vec<(String, String)>, Failure> {
    let mut graph = None;
    query.with_names(pairs, |name| {
        if store.bears(&name)? {
            return Ok(name);
        }
        // Making the graph costs as much as the store is large.
        let graph = match &mut graph {
            Some(made) => made,
            none => none.insert(store.graph()?),
        };
        Ok(graph.node(Network::new(graph).one(&name)?).label.clone())
    })
}

fn print_table(result: &QueryOutput, out: &mut impl std::io::Write) -> Result<(), Failure> {
    match result {
        QueryOutput::Truth(truth) => output::line(out, if *truth { "yes" } else { "no" }),
        QueryOutput::Triples(triples) => guanmo::rdf::write_turtle(triples, out).map_err(Failure::from),
        QueryOutput::Rows { variables, rows, .. } => {
            let head: Vec<&str> = variables.iter().map(String::as_str).collect();
            let cells = rows.iter().map(|r| r.iter().map(|t| t.as_ref().map(show).unwrap_or_default()).collect()).collect();
            output::line(out, output::table(&head, cells))?;
            output::line(out, format!("{} row{}", rows.len(), if rows.len() == 1 { "" } else { "s" }))
        }
    }
}

/// Lists the named questions with their parameters.
pub fn list() -> Result<u8, Failure> {
    let rows = named_queries()
        .into_iter()
        .map(|q| {
            let params: Vec<String> = q.parameters.iter().map(|p| format!("{}={}", p.name, p.example)).collect();
            vec![q.name.to_string(), q.question, q.question_zh, params.join("\n")]
        })
        .collect();
    let mut out = output::out();
    output::line(&mut out, output::table(&["name", "question", "问题", "parameters (examples)"], rows))?;
    Ok(output::DONE)
}
