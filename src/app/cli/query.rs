//! `guanmo query` and `guanmo queries`.

use super::super::output::{self, Failure};
use clap::{Args, ValueEnum};
use guanmo::rdf::{QueryLimits, QueryOutput, ResultFormat, Store, named_queries, named_query, show, write};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo query --store demo/store --name ranking --param assessment=季度综合考核\nExample: guanmo query --store demo/store 'SELECT ?n { ?p a gm:Person ; rdfs:label ?n }'"
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
    /// A named question: see `guanmo queries`.
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
        let (text, values) = self.question()?;
        let store = Store::open(&self.store, guanmo::identity::merge)?;
        let result = store.query_with(&text, &values, QueryLimits { seconds: self.timeout, rows: self.limit })?;
        let mut out = output::out();
        if let QueryOutput::Rows { cut: true, .. } = result {
            anstream::eprintln!("notice: only the first {} rows are shown; raise --limit for more", self.limit);
        }
        match self.format {
            Format::Table => print_table(&result, &mut out)?,
            Format::Turtle => match &result {
                QueryOutput::Triples(triples) => guanmo::rdf::write_turtle(triples, &mut out)?,
                _ => return Err(Failure::wrong_use("--format turtle is for CONSTRUCT and DESCRIBE; use table, json, csv, tsv or xml")),
            },
            Format::Json => write(&result, ResultFormat::Json, &mut out)?,
            Format::Csv => write(&result, ResultFormat::Csv, &mut out)?,
            Format::Tsv => write(&result, ResultFormat::Tsv, &mut out)?,
            Format::Xml => write(&result, ResultFormat::Xml, &mut out)?,
        }
        Ok(output::DONE)
    }

    fn question(&self) -> Result<(String, Vec<(String, guanmo::rdf::Value)>), Failure> {
        if let Some(name) = &self.name {
            let pairs = self
                .params
                .iter()
                .map(|p| {
                    p.split_once('=')
                        .map(|(k, v)| (k.to_string(), v.to_string()))
                        .ok_or_else(|| Failure::wrong_use(format!("--param {p}: expected KEY=VALUE")))
                })
                .collect::<Result<Vec<_>, _>>()?;
            let query = named_query(name)?;
            return Ok((query.sparql.to_string(), query.bind(&pairs)?));
        }
        if let Some(file) = &self.file {
            let text = std::fs::read_to_string(file).map_err(|e| Failure::wrong_use(format!("{}: {e}", file.display())))?;
            return Ok((text, Vec::new()));
        }
        let text = self.sparql.clone().ok_or_else(|| Failure::wrong_use("give SPARQL, --file FILE or --name QUESTION"))?;
        Ok((text, Vec::new()))
    }
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
