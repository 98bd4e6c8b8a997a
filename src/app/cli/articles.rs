//! `guanmo articles` and `guanmo remove`.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::rdf::Store;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Example: guanmo articles --store demo/store")]
pub struct Articles {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Articles {
    pub fn run(&self) -> Result<u8, Failure> {
        let store = Store::open(&self.store, guanmo::identity::merge)?;
        let rows = store
            .articles()?
            .into_iter()
            .map(|a| {
                let meta = a.article.meta;
                let date = meta.date.map(|d| d.to_string()).unwrap_or_default();
                vec![
                    a.article.id,
                    date,
                    meta.publisher.unwrap_or_default(),
                    meta.title.unwrap_or_default(),
                    a.article.facts.len().to_string(),
                ]
            })
            .collect();
        output::line(&mut output::out(), output::table(&["id", "date", "publisher", "title", "facts"], rows))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo remove sjz-20230517#2 --store demo/store")]
pub struct Remove {
    /// The article's id: see `guanmo articles`.
    id: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Remove {
    pub fn run(&self) -> Result<u8, Failure> {
        // Opened for reading first, so that a store that is not there is not made.
        drop(Store::open(&self.store, guanmo::identity::merge)?);
        let store = Store::open_or_create(&self.store, None, guanmo::identity::merge)?;
        if !store.remove(&self.id)? {
            return Err(Failure::wrong_use(format!(
                "no article has the id `{}`; `guanmo articles --store {}` lists them",
                self.id,
                self.store.display()
            )));
        }
        output::line(&mut output::out(), format!("removed {}", self.id))?;
        Ok(output::DONE)
    }
}
