//! `guanmo text`: the text of documents as it is read, into which every offset points.

use super::super::output::{self, Failure};
use super::inputs::Tally;
use clap::Args;
use guanmo::read;
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo text tests/fixtures/municipal.html\nExample: guanmo text tests/fixtures/embedded-font.pdf > issue.txt"
)]
pub struct Text {
    /// Files (text, .jsonl, HTML, .docx, PDF), folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Text {
    /// Prints one text after the other, unchanged.
    pub fn run(&self) -> Result<u8, Failure> {
        let mut out = output::out();
        let mut tally = Tally::default();
        for file in read::input_files(&self.files) {
            let documents = match file {
                Ok(path) => read::documents(&path),
                Err(error) => Box::new(std::iter::once(Err(error))),
            };
            for document in documents {
                match document {
                    Ok(document) => out.write_all(document.text.as_bytes())?,
                    Err(error) => tally.refused.push(error),
                }
            }
        }
        out.flush()?;
        Ok(tally.report())
    }
}
