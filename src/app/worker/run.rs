//! Tasks in, answers out, one after the other, until the input ends.

use super::frame::{self, Frames, Kind};
use crate::app::output::Failure;
use guanmo::rdf::{GraphTarget, ProtocolError, ProtocolQuery, Store};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::time::Duration;

/// Stack of the thread that answers, in bytes: deeply nested queries recurse. Beyond it the worker dies and the
/// service says so.
const STACK_BYTES: usize = 64 << 20;

/// Bytes of an answer that may be under way to the service.
#[cfg(target_os = "linux")]
const PIPE_BYTES: usize = 1 << 20;

/// How often a worker looks whether its service is there.
const LOOKING: Duration = Duration::from_secs(2);

/// How a worker opens the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// What a worker is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub operation: Operation,
    /// The query or update.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What relative IRIs are relative to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub default_graphs: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named_graphs: Vec<String>,
    /// The graph of a graph operation; the default graph where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graph: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triples: Option<String>,
    pub rows: usize,
    pub bytes: u64,
}

/// Kinds of tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    #[default]
    Query,
    Update,
    GraphRead,
    /// The body replaces what the graph holds.
    GraphPut,
    /// The body is added.
    GraphPost,
    GraphDelete,
}

/// Answers tasks until the input ends.
///
/// # Errors
/// When the store cannot be opened, or standard input and output fail.
pub fn run(path: &Path, access: Access, memory: Option<u64>) -> Result<u8, Failure> {
    if let Some(memory) = memory {
        bound(memory)?;
    }
    follow_parent();
    let path = path.to_path_buf();
    let work = move || -> Result<u8, Failure> {
        let store = match access {
            Access::Read => Store::open(&path)?,
            Access::Write => Store::open_or_create(&path, None)?,
        };
        widen();
        serve(&store, &mut BufReader::new(io::stdin().lock()), &mut BufWriter::with_capacity(1 << 17, io::stdout().lock()))?;
        Ok(crate::app::output::DONE)
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work)?;
    thread.join().unwrap_or_else(|_| Err(Failure::failed("the worker broke off")))
}

/// Ends the process when the service that started it is gone, also in the midst of a query.
fn follow_parent() {
    let parent = rustix::process::getppid();
    std::thread::spawn(move || {
        while rustix::process::getppid() == parent {
            std::thread::sleep(LOOKING);
        }
        std::process::exit(i32::from(crate::app::output::FAILED));
    });
}

/// A wide pipe lets long answers flow with fewer turns; a system that has none goes on with a narrow one.
fn widen() {
    #[cfg(target_os = "linux")]
    let _ = rustix::pipe::fcntl_setpipe_size(io::stdout(), PIPE_BYTES);
}

/// Memory that the process may take, in bytes: beyond it, allocating fails and the process ends.
fn bound(memory: u64) -> Result<(), Failure> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = Rlimit { current: Some(memory), maximum: Some(memory) };
    setrlimit(Resource::Data, limit).map_err(|e| Failure::failed(format!("memory cannot be bounded: {e}")))
}

fn serve(store: &Store, input: &mut impl Read, out: &mut impl Write) -> io::Result<()> {
    frame::write(out, Kind::Head, b"{\"ready\":true}")?;
    out.flush()?;
    while let Some((kind, content)) = frame::read(input)? {
        let task: Task = match kind {
            Kind::Head => serde_json::from_slice(&content)?,
            _ => return Err(io::Error::other("a task begins with its head")),
        };
        let body = body(input)?;
        if let Err(error) = answer(store, &task, &body, out) {
            refuse(&error, out)?;
        }
    }
    Ok(())
}

fn body(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        match frame::read(input)? {
            Some((Kind::Data, mut content)) => body.append(&mut content),
            Some((Kind::End, _)) => return Ok(body),
            _ => return Err(io::Error::other("a task ends with its end")),
        }
    }
}

fn answer(store: &Store, task: &Task, body: &[u8], out: &mut impl Write) -> Result<(), ProtocolError> {
    let target = task.graph.as_deref().map_or(GraphTarget::Default, GraphTarget::Named);
    let format = task.triples.as_deref().unwrap_or("ttl");
    let mut frames = Frames::new(out, task.bytes);
    match task.operation {
        Operation::Query => {
            let query = ProtocolQuery {
                text: &task.text,
                base: task.base.as_deref(),
                default_graphs: &task.default_graphs,
                named_graphs: &task.named_graphs,
                results: task.results.as_deref(),
                triples: task.triples.as_deref(),
                rows: task.rows,
            };
            store.answer(&query, &mut frames)?;
        }
        Operation::Update => {
            store.update(&task.text, task.base.as_deref(), &task.default_graphs, &task.named_graphs)?;
            frames.head(&json!({}))?;
        }
        Operation::GraphRead if !store.has_graph(target)? => frames.head(&json!({"missing": true}))?,
        Operation::GraphRead => store.write_graph(target, format, task.rows, &mut frames)?,
        Operation::GraphPut | Operation::GraphPost => {
            let loaded = store.load_graph(target, format, body, task.operation == Operation::GraphPut)?;
            frames.head(&json!({"created": loaded.created, "triples": loaded.triples}))?;
        }
        Operation::GraphDelete => {
            let there = store.drop_graph(target)?;
            frames.head(&json!({"missing": !there}))?;
        }
    }
    Ok(frames.finish()?)
}

fn refuse(error: &ProtocolError, out: &mut impl Write) -> io::Result<()> {
    let kind = match error {
        ProtocolError::Wrong(_) => "wrong",
        ProtocolError::NotAcceptable(_) => "not-acceptable",
        ProtocolError::TooManyRows(_) => "limit",
        ProtocolError::Io(e) if e.kind() == io::ErrorKind::QuotaExceeded => "limit",
        ProtocolError::Failed(_) => "failed",
        ProtocolError::Io(e) => return Err(io::Error::other(e.to_string())),
    };
    let content = json!({"kind": kind, "message": error.to_string()}).to_string();
    frame::write(out, Kind::Error, content.as_bytes())?;
    out.flush()
}
