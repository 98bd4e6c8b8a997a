//! `guanmo build`: articles into a store.

use super::super::output::{self, Failure};
use super::inputs;
use clap::Args;
use guanmo::rdf::{Store, StoredArticle};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo build data/articles --store demo/store\n\nAll or nothing: documents are read in parallel, their articles are held in memory and written in one transaction at the end. A build that is stopped or fails leaves the store as it was; run it again. Documents that cannot be read are refused one by one and listed (exit code 1); the others are kept. Memory: about 1.5 MB for each article of thirty facts, those that are in the store already included."
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
}

impl Build {
    pub fn run(&self) -> Result<u8, Failure> {
        if let Some(base) = &self.base {
            let ends_well = base.ends_with(['/', '#'])
                && (base.starts_with("http://") || base.starts_with("https://"))
                && !base.contains([' ', '<', '>', '"']);
            if !ends_well {
                return Err(Failure::wrong_use(format!("--base {base}: expected an http(s) IRI that ends in / or #")));
            }
        }
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        let store = Store::open_or_create(&self.store, self.base.as_deref(), guanmo::identity::merge)?;
        let mut articles = Vec::new();
        let mut facts = 0;
        let tally = inputs::each(&pipeline, &self.files, |document, found| {
            for article in found {
                facts += article.facts.len();
                articles.push(StoredArticle { article, text: document.text.clone() });
            }
            Ok(())
        })?;
        store.add(&articles)?;
        let mut out = output::out();
        output::line(
            &mut out,
            format!("{} documents, {} articles, {facts} facts → {}", tally.documents, articles.len(), self.store.display()),
        )?;
        Ok(tally.report())
    }
}
