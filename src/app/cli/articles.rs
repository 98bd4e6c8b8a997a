//! `guanmo articles` and `guanmo remove`.

use super::super::output::{self, Failure};
use super::archive;
use clap::Args;
use guanmo::rdf::{Blast, Store};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Example: guanmo articles --store demo/store")]
pub struct Articles {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Articles {
    pub fn run(&self) -> Result<u8, Failure> {
        let store = Store::open(&self.store)?;
        let mut rows = Vec::new();
        for stored in store.each_article()? {
            let article = stored?.article;
            let date = article.meta.date.map(|d| d.to_string()).unwrap_or_default();
            let (publisher, title) = (article.meta.publisher.unwrap_or_default(), article.meta.title.unwrap_or_default());
            rows.push(vec![article.id, date, publisher, title, article.facts.len().to_string()]);
        }
        rows.sort();
        output::line(&mut output::out(), output::table(&["id", "date", "publisher", "title", "facts"], rows))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(
    after_help = "Example: guanmo remove sjz-20230517#2 --store demo/store --dry-run\nExample: guanmo remove sjz-20230517#2 --store demo/store"
)]
pub struct Remove {
    /// The article's id: see `guanmo articles`.
    id: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Only shows what would go.
    #[arg(long)]
    dry_run: bool,
}

impl Remove {
    pub fn run(&self) -> Result<u8, Failure> {
        // Opened for reading first, so that a store that is not there is not made.
        let store = Store::open(&self.store)?;
        if !store.has(&self.id)? {
            return Err(Failure::wrong_use(format!(
                "no article has the id `{}`; `guanmo articles --store {}` lists them",
                self.id,
                self.store.display()
            )));
        }
        if self.dry_run {
            return self.show(&store.blast(&[&self.id])?);
        }
        drop(store);
        archive::writing(&self.store, None)?.remove(&self.id)?;
        output::line(&mut output::out(), format!("removed {}", self.id))?;
        Ok(output::DONE)
    }

    fn show(&self, blast: &Blast) -> Result<u8, Failure> {
        let mut out = output::out();
        output::line(
            &mut out,
            format!("removing {} would take away {} facts that nothing else supports:", self.id, blast.facts_gone.len()),
        )?;
        for [subject, relation, object] in &blast.facts_gone {
            output::line(&mut out, format!("  {subject}  {}  {object}", relation.trim_start_matches("gm:")))?;
        }
        output::line(&mut out, format!("{} facts keep other support", blast.facts_kept))?;
        let gone = blast.entities_gone.join("、");
        output::line(&mut out, format!("{} names would be gone: {gone}", blast.entities_gone.len()))?;
        for (now, then) in &blast.renamed {
            output::line(&mut out, format!("{now} would be called {then}"))?;
        }
        output::line(&mut out, format!("{} quads out, {} in; nothing was changed", blast.quads.0, blast.quads.1))?;
        Ok(output::DONE)
    }
}
