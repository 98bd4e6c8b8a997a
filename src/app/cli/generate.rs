//! `guanmo generate`: fictional articles with known truth.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::generate::Archive;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo generate --articles 20 --seed 7 --truth demo/truth.jsonl > demo/archive.jsonl\n\nThe same numbers give the same articles on every machine. Persons, companies and projects are invented; reprints are about one in twenty."
)]
pub struct Generate {
    #[arg(long, value_name = "N")]
    articles: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A file of JSON Lines instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Who is who and what is said, one line for each article.
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
}

impl Generate {
    pub fn run(&self) -> Result<u8, Failure> {
        let named = |path: &PathBuf| File::create(path).map_err(|e| Failure::failed(format!("{}: {e}", path.display())));
        let mut out: Box<dyn Write> = match &self.out {
            Some(path) if path.as_os_str() != "-" => Box::new(BufWriter::new(named(path)?)),
            _ => Box::new(BufWriter::new(std::io::stdout().lock())),
        };
        let mut known = self.truth.as_ref().map(named).transpose()?.map(BufWriter::new);
        for (document, truth) in Archive::new(self.seed, self.articles).take(self.articles) {
            let given = document.given;
            let line =
                json!({"id": document.id, "title": given.title, "date": given.date, "publisher": given.publisher, "text": document.text});
            writeln!(out, "{line}")?;
            if let Some(known) = &mut known {
                writeln!(known, "{}", serde_json::to_string(&truth).unwrap_or_default())?;
            }
        }
        out.flush()?;
        if let Some(mut known) = known {
            known.flush()?;
        }
        Ok(output::DONE)
    }
}
