//! What the terminal gets: tables measured in columns, highlighted quotations, exit codes.

use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Everything done.
pub const DONE: u8 = 0;
/// Done, but some documents were refused (they are listed).
pub const REFUSED: u8 = 1;
/// Wrong use: bad arguments, a bad query, an unknown name.
pub const WRONG_USE: u8 = 2;
/// The store, or input and output, failed.
pub const FAILED: u8 = 3;

/// Why a command ended early.
#[derive(Debug)]
pub struct Failure {
    pub code: u8,
    pub message: String,
}

impl Failure {
    pub fn wrong_use(message: impl ToString) -> Self {
        Self { code: WRONG_USE, message: message.to_string() }
    }

    pub fn failed(message: impl ToString) -> Self {
        Self { code: FAILED, message: message.to_string() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        // A reader that has seen enough (| head) is no failure.
        let code = if error.kind() == io::ErrorKind::BrokenPipe { DONE } else { FAILED };
        Self { code, message: if code == DONE { String::new() } else { error.to_string() } }
    }
}

impl From<guanmo::evaluate::EvaluateError> for Failure {
    fn from(error: guanmo::evaluate::EvaluateError) -> Self {
        use guanmo::evaluate::EvaluateError as E;
        if matches!(error, E::Io { .. } | E::Read(_)) { Self::failed(error) } else { Self::wrong_use(error) }
    }
}

impl From<guanmo::graph::WordError> for Failure {
    fn from(error: guanmo::graph::WordError) -> Self {
        Self::wrong_use(error)
    }
}

impl From<guanmo::rdf::StoreError> for Failure {
    fn from(error: guanmo::rdf::StoreError) -> Self {
        Self::failed(error)
    }
}

impl From<guanmo::rdf::LoadError> for Failure {
    fn from(error: guanmo::rdf::LoadError) -> Self {
        use guanmo::rdf::LoadError as E;
        if matches!(error, E::NotEmpty { .. }) { Self::wrong_use(error) } else { Self::failed(error) }
    }
}

impl From<guanmo::rdf::QueryError> for Failure {
    fn from(error: guanmo::rdf::QueryError) -> Self {
        Self::wrong_use(error)
    }
}

/// Prints a failure and gives its exit code.
pub fn finish(result: Result<u8, Failure>) -> ExitCode {
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if !failure.message.is_empty() {
                anstream::eprintln!("{}error:{} {}", ERROR.render(), ERROR.render_reset(), failure.message);
            }
            ExitCode::from(failure.code)
        }
    }
}

/// Columns of a table that goes into a file or a pipe.
const PIPE_WIDTH: u16 = 120;

const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The words of a quotation that carry a fact.
pub const MARK: Style = AnsiColor::Yellow.on_default().bold();
pub const HEAD: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();

/// A table with a line below its heading; wide characters count two columns.
pub fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let style = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_width(PIPE_WIDTH);
    }
    table.set_header(head.to_vec());
    for row in rows {
        table.add_row(row);
    }
    table.lines().map(|line| line.trim_end().to_string()).collect::<Vec<_>>().join("\n")
}

/// Standard output, with colours where it is a terminal and `NO_COLOR` is not set.
pub fn out() -> impl Write {
    anstream::stdout().lock()
}

/// Writes a line; a closed pipe ends the command quietly.
pub fn line(out: &mut impl Write, text: impl AsRef<str>) -> Result<(), Failure> {
    writeln!(out, "{}", text.as_ref()).map_err(Failure::from)
}

/// Writes a file beside its place and moves it there, so that no half file stands.
pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |e: std::io::Error| Failure::failed(format!("{}: {e}", path.display()));
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path)).map_err(|error| {
        // What was written of a failed file is of no use, and the failure is what has to be told.
        let _ = std::fs::remove_file(&part);
        fail(error)
    })
}
