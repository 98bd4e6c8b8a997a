//! `guanmo load`: N-Quads in parts, as a run over many machines writes them, into a new store.

use super::super::output::{self, Failure};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo load graph --store demo/loaded\n\nAll or nothing: size, SHA-256 and number of quads of every part are compared with manifest.json, and the store is moved to its place when all of them are right. docs/spark.md says how such a folder is written."
)]
pub struct Load {
    /// A folder with manifest.json and the parts that it names.
    folder: PathBuf,
    /// The store's folder; it must be new or empty.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Load {
    pub fn run(&self) -> Result<u8, Failure> {
        let manifest = guanmo::rdf::load(&self.folder, &self.store)?;
        let articles = manifest.store.as_ref().map_or(0, |kept| kept.articles);
        output::line(&mut output::out(), format!("{articles} articles, {} quads → {}", manifest.quads, self.store.display()))?;
        Ok(output::DONE)
    }
}
