//! `guanmo build`: articles into a store, some at a time.

use super::super::output::{self, Failure};
use super::archive;
use super::inputs;
use super::report::Report;
use super::stream::{self, Batch};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo build data/articles --store demo/store\n\nDocuments are read in parallel and written in lots of some two thousand, each whole or not at all. A build that is stopped keeps the lots that it has written; run it again and it goes on: documents that are stored already, read by the same program and rules, are passed over. Documents that cannot be read are refused one by one and listed (exit code 1); the others are kept. Memory does not grow with the number of documents."
)]
pub struct Build {
    /// Files (text, .jsonl, HTML, .docx, PDF), folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The store's folder; made where it is missing.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The IRI that entities begin with (only when the store is made).
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Documents that are written at a time.
    #[arg(long, value_name = "N", default_value_t = stream::LOT_DOCUMENTS, value_parser = lot)]
    lot: usize,
    /// Writes what was read, refused and found as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Build {
    pub fn run(&self) -> Result<u8, Failure> {
        self.check_base()?;
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        let store = archive::writing(&self.store, self.base.as_deref())?;
        let content = stream::Content::new(self.rules.as_deref())?;
        let mut report = Report::default();
        let tally = stream::read(&pipeline, &self.files, &content, &store, self.lot, |batch: Batch| {
            store.put_lot(&batch.documents)?;
            report.take(&batch);
            Ok(())
        })?;
        store.settle()?;
        report.refused(&tally);
        if let Some(path) = &self.report {
            output::whole(path, &report.json())?;
        }
        output::line(&mut output::out(), format!("{} → {}", report.line(), self.store.display()))?;
        Ok(tally.report())
    }

    fn check_base(&self) -> Result<(), Failure> {
        let Some(base) = &self.base else { return Ok(()) };
        let ends_well = base.ends_with(['/', '#'])
            && (base.starts_with("http://") || base.starts_with("https://"))
            && !base.contains([' ', '<', '>', '"']);
        if ends_well { Ok(()) } else { Err(Failure::wrong_use(format!("--base {base}: expected an http(s) IRI that ends in / or #"))) }
    }
}

/// A number of documents from 1 to 65535.
fn lot(text: &str) -> Result<usize, String> {
    text.parse::<u16>().ok().filter(|n| *n > 0).map(usize::from).ok_or_else(|| "expected a number from 1 to 65535".into())
}
