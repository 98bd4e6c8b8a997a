//! `guanmo verify`, `backup`, `restore` and `migrate`: keeping a store whole.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::rdf::Store;
use std::path::PathBuf;

/// A store and a folder beside it.
#[derive(Args)]
#[command(after_help = "Example: guanmo backup --store demo/store demo/backup")]
pub struct BackUp {
    /// A folder that is not there yet.
    folder: PathBuf,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl BackUp {
    pub fn run(&self) -> Result<u8, Failure> {
        drop(Store::open(&self.store)?);
        let backup = Store::open_or_create(&self.store, None)?.backup(&self.folder)?;
        output::line(&mut output::out(), format!("{} files → {}", backup.files.len(), self.folder.display()))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo restore demo/backup --store demo/restored")]
pub struct Restore {
    /// A folder that `guanmo backup` made.
    backup: PathBuf,
    /// A new or empty folder.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Restore {
    pub fn run(&self) -> Result<u8, Failure> {
        let backup = Store::restore(&self.backup, &self.store)?;
        output::line(&mut output::out(), format!("{} files → {}", backup.files.len(), self.store.display()))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(
    after_help = "Example: guanmo verify --store demo/store\n\nEvery quotation is compared with the stored text; every fact, every description and every count with what the stored articles give. Exit code 3 if anything is wrong."
)]
pub struct Verify {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Verify {
    pub fn run(&self) -> Result<u8, Failure> {
        let found = Store::open(&self.store)?.verify()?;
        let mut out = output::out();
        for finding in &found.findings {
            output::line(&mut out, format!("wrong: {finding}"))?;
        }
        if found.wrong > found.findings.len() {
            output::line(&mut out, format!("and {} more", found.wrong - found.findings.len()))?;
        }
        output::line(
            &mut out,
            format!("{} articles, {} quotations, {} quads: {} wrong", found.articles, found.quotes, found.quads, found.wrong),
        )?;
        if found.unsettled {
            output::line(&mut out, "a build was stopped before it was settled who is who; run it again")?;
        }
        Ok(if found.wrong == 0 { output::DONE } else { output::FAILED })
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo migrate --store demo/store")]
pub struct Migrate {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Migrate {
    pub fn run(&self) -> Result<u8, Failure> {
        let text = match Store::migrate(&self.store)? {
            Some(from) => format!("carried over from layout {from} to {}", guanmo::rdf::LAYOUT),
            None => "the store is of this program's layout already".to_string(),
        };
        output::line(&mut output::out(), text)?;
        Ok(output::DONE)
    }
}
