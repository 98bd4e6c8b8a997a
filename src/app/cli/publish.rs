//! `guanmo publish`: the graph into a store that speaks SPARQL Update, run by somebody else.
//!
//! The only command that calls out, and only to the address that it is given.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::rdf::{Store, Updates};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Tries for one batch before the command gives up.
const TRIES: u32 = 4;
/// Longest wait for an answer to one batch.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Graphs that are counted by one question.
const GRAPHS_A_QUESTION: usize = 100;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo publish --store demo/store --to http://127.0.0.1:7878/update\nVirtuoso has no default graph: name one with --default-graph https://example.org/guanmo\nA broken run goes on where it stopped when it is started again."
)]
pub struct Publish {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Where updates are sent (SPARQL 1.1 Protocol).
    #[arg(long, value_name = "URL")]
    to: String,
    /// Where counts are asked; else the address of updates with /query in the place of /update.
    #[arg(long, value_name = "URL")]
    query: Option<String>,
    /// The graph that merged facts go to, in stores that have no default graph.
    #[arg(long, value_name = "IRI")]
    default_graph: Option<String>,
    /// Quads of one request.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    batch: u64,
    /// Empties the graphs of this store at the target first (the default graph only where --default-graph names it).
    #[arg(long)]
    replace: bool,
    #[arg(long, value_name = "NAME", requires = "password_file")]
    user: Option<String>,
    /// A file whose first line is the password.
    #[arg(long, value_name = "FILE", requires = "user")]
    password_file: Option<PathBuf>,
    /// A file whose first line is a bearer token.
    #[arg(long, value_name = "FILE", conflicts_with = "user")]
    token_file: Option<PathBuf>,
    /// Where the run remembers what was sent; else beside the store's folder.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

/// How far a run came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    to: String,
    digest: String,
    sent: usize,
}

impl Publish {
    pub fn run(&self) -> Result<u8, Failure> {
        let store = Store::open(&self.store)?;
        let updates = store.updates(self.default_graph.as_deref(), usize::try_from(self.batch).unwrap_or(1000))?;
        let target = self.target()?;
        let start = self.resume(&updates);
        if start == 0 && self.replace {
            for graph in updates.counts.keys().flatten() {
                target.update(&format!("CLEAR SILENT GRAPH <{graph}>"))?;
            }
        }
        self.send(&target, &updates, start)?;
        let wrong = target.verify(&updates)?;
        // Everything was sent: a run after this one begins anew, whatever the counts say.
        let _ = std::fs::remove_file(self.state_file());
        if !wrong.is_empty() {
            let shown: Vec<&str> = wrong.iter().take(5).map(String::as_str).collect();
            let more = if wrong.len() > shown.len() { format!("\n  … and {} more", wrong.len() - shown.len()) } else { String::new() };
            return Err(Failure::failed(format!(
                "the target's counts are not those of the store:\n  {}{more}\nGraphs that were there before hold more: publish with --replace",
                shown.join("\n  ")
            )));
        }
        let quads: u64 = updates.counts.values().sum();
        output::line(&mut output::out(), format!("{quads} quads of {} graphs are at {}; counts agree", updates.counts.len(), self.to))?;
        Ok(output::DONE)
    }

    fn state_file(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| {
            let mut name = self.store.as_os_str().to_owned();
            name.push(".publish.json");
            name.into()
        })
    }

    /// The batch to go on with: that after the last one sent of the same graph to the same target.
    fn resume(&self, updates: &Updates) -> usize {
        let text = std::fs::read(self.state_file()).unwrap_or_default();
        let state: Option<State> = serde_json::from_slice(&text).ok();
        state.filter(|s| s.to == self.to && s.digest == updates.digest).map_or(0, |s| s.sent.min(updates.inserts.len()))
    }

    fn send(&self, target: &Target, updates: &Updates, start: usize) -> Result<(), Failure> {
        let bar = ProgressBar::new(updates.inserts.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} batches, {per_sec}, {eta} left") {
            bar.set_style(style);
        }
        bar.set_position(start as u64);
        for (number, insert) in updates.inserts.iter().enumerate().skip(start) {
            target.update(insert).map_err(|failure| {
                let message = format!(
                    "{}\n{number} of {} batches are there; run the same command again to go on",
                    failure.message,
                    updates.inserts.len()
                );
                Failure { message, ..failure }
            })?;
            let state = State { to: self.to.clone(), digest: updates.digest.clone(), sent: number + 1 };
            let json = serde_json::to_vec(&state).unwrap_or_default();
            std::fs::write(self.state_file(), json).map_err(|e| Failure::failed(format!("{}: {e}", self.state_file().display())))?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn target(&self) -> Result<Target, Failure> {
        let authorization = match (&self.user, &self.password_file, &self.token_file) {
            (Some(user), Some(file), _) => Some(format!("Basic {}", base64(format!("{user}:{}", first_line(file)?).as_bytes()))),
            (_, _, Some(file)) => Some(format!("Bearer {}", first_line(file)?)),
            _ => None,
        };
        let query = self.query.clone().unwrap_or_else(|| match self.to.strip_suffix("/update") {
            Some(stem) => format!("{stem}/query"),
            None => self.to.clone(),
        });
        let config = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).http_status_as_error(false).build();
        Ok(Target { agent: config.into(), to: self.to.clone(), query, authorization })
    }
}

/// A store that speaks the SPARQL 1.1 Protocol.
struct Target {
    agent: ureq::Agent,
    to: String,
    query: String,
    authorization: Option<String>,
}

impl Target {
    /// Sends one update; a busy or broken connection is tried again, a refusal is not.
    fn update(&self, text: &str) -> Result<(), Failure> {
        let mut wait = Duration::from_millis(250);
        for attempt in 1.. {
            let sent = self.request(&self.to, "*/*").header("Content-Type", "application/sparql-update").send(text);
            match read(sent) {
                Ok(_) => return Ok(()),
                Err(problem) if problem.passing && attempt < TRIES => std::thread::sleep(wait),
                Err(problem) => return Err(Failure::failed(format!("{}: {}", self.to, problem.message))),
            }
            wait *= 2;
        }
        Ok(())
    }

    fn request(&self, url: &str, accept: &str) -> ureq::RequestBuilder<ureq::typestate::WithBody> {
        let request = self.agent.post(url).header("Accept", accept);
        match &self.authorization {
            Some(value) => request.header("Authorization", value),
            None => request,
        }
    }

    /// Graphs whose counts at the target are others than ours. The default graph may hold more of somebody else.
    fn verify(&self, updates: &Updates) -> Result<Vec<String>, Failure> {
        let mut wrong = Vec::new();
        let named: Vec<(&String, u64)> = updates.counts.iter().filter_map(|(g, n)| g.as_ref().map(|g| (g, *n))).collect();
        for some in named.chunks(GRAPHS_A_QUESTION) {
            let list: String = some.iter().map(|(graph, _)| format!("<{graph}> ")).collect();
            let found = self.ask(&format!("SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {list}}} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"))?;
            for (graph, ours) in some {
                let theirs = found.iter().find(|(g, _)| g == *graph).map_or(0, |(_, n)| *n);
                if theirs != *ours {
                    wrong.push(format!("<{graph}>: {ours} here, {theirs} there"));
                }
            }
        }
        if let Some(ours) = updates.counts.get(&None) {
            let theirs = self.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")?.first().map_or(0, |(_, n)| *n);
            if theirs < *ours {
                wrong.push(format!("the default graph: {ours} here, {theirs} there"));
            }
        }
        Ok(wrong)
    }

    /// Rows of `?g` and `?n`.
    fn ask(&self, query: &str) -> Result<Vec<(String, u64)>, Failure> {
        // As a form: Virtuoso does not answer queries that are the body itself.
        let sent = self.request(&self.query, "application/sparql-results+json").send_form([("query", query)]);
        let answer = read(sent).map_err(|problem| Failure::failed(format!("{}: {}", self.query, problem.message)))?;
        let json: serde_json::Value =
            serde_json::from_str(&answer).map_err(|e| Failure::failed(format!("{}: the answer is no SPARQL JSON: {e}", self.query)))?;
        let rows = json["results"]["bindings"].as_array().cloned().unwrap_or_default();
        let number = |row: &serde_json::Value| row["n"]["value"].as_str().and_then(|n| n.parse().ok()).unwrap_or(0);
        Ok(rows.iter().map(|row| (row["g"]["value"].as_str().unwrap_or_default().to_owned(), number(row))).collect())
    }
}

/// Why a request had no effect, and whether it may have one later.
struct Problem {
    passing: bool,
    message: String,
}

/// The body of an answer, or why there is none.
fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<String, Problem> {
    let mut answer = answer.map_err(|e| Problem { passing: !matches!(e, ureq::Error::BadUri(_)), message: e.to_string() })?;
    let status = answer.status();
    let text = answer.body_mut().read_to_string().unwrap_or_default();
    if status.is_success() {
        return Ok(text);
    }
    let said: String = text.trim().chars().take(300).collect();
    Err(Problem { passing: status.is_server_error() || status.as_u16() == 429, message: format!("{status}: {said}") })
}

fn first_line(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file).map_err(|e| Failure::failed(format!("{}: {e}", file.display())))?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
