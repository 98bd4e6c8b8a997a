//! A store's articles with what people have decided about them, as known on a day.

use super::super::output::Failure;
use super::explain::{self, Texts};
use clap::Args;
use guanmo::identity::{self, Judgements};
use guanmo::model::{Article, KnowledgeGraph, PartialDate, Term};
use guanmo::rdf::Store;
use std::path::{Path, PathBuf};

/// What a command reads.
#[derive(Args)]
pub struct Source {
    #[arg(long, value_name = "DIR")]
    pub store: PathBuf,
    /// The ledger of judgements; without it the one beside the store, DIR.judgements.jsonl.
    #[arg(long, value_name = "FILE")]
    pub judgements: Option<PathBuf>,
    /// Only articles published by this day.
    #[arg(long, value_name = "DATE")]
    pub as_known_on: Option<String>,
}

/// Articles, judgements and the graph of both.
pub struct Archive {
    pub articles: Vec<Article>,
    pub judgements: Judgements,
    pub graph: KnowledgeGraph,
    pub texts: Texts,
    pub base: String,
}

impl Source {
    pub fn load(&self) -> Result<Archive, Failure> {
        let day = self.as_known_on.as_deref().map(day).transpose()?;
        let ledger = ledger(&self.store, self.judgements.as_deref());
        let mut archive = open(&self.store, &ledger)?;
        if let Some(day) = day {
            archive = archive.known_on(day);
        }
        Ok(archive)
    }
}

/// Opens a store for writing, or makes one, and has it follow the ledger beside it. Where there is no ledger (a store
/// restored elsewhere) it goes on following what it followed.
pub fn writing(path: &Path, base: Option<&str>) -> Result<Store, Failure> {
    let store = Store::open_or_create(path, base)?;
    follow(&store, path)?;
    Ok(store)
}

/// Has a store follow the ledger beside it.
pub fn follow(store: &Store, path: &Path) -> Result<(), Failure> {
    if let Some(judgements) = read_ledger(&ledger(path, None))? {
        store.judge(&judgements)?;
    }
    Ok(())
}

/// The articles of a store and the graph that they and the judgements give.
pub fn open(store: &Path, ledger: &Path) -> Result<Archive, Failure> {
    let judgements = read_ledger(ledger)?;
    let store = Store::open(store)?;
    let judgements = judgements.map_or_else(|| store.judgements(), Ok)?;
    let texts = explain::texts(&store)?;
    let articles: Vec<Article> = store.articles()?.into_iter().map(|stored| stored.article).collect();
    let graph = identity::merge_judged(&articles, &judgements);
    Ok(Archive { articles, judgements, graph, texts, base: store.base().to_string() })
}

impl Archive {
    /// The same with only what was published by a day. What has no day is not known to have been published by it.
    pub fn known_on(&self, day: PartialDate) -> Self {
        let published = |article: &&Article| article.meta.date.is_some_and(|date| date.latest() <= day.latest());
        let articles: Vec<Article> = self.articles.iter().filter(published).cloned().collect();
        let graph = identity::merge_judged(&articles, &self.judgements);
        Self { articles, graph, judgements: self.judgements.clone(), texts: self.texts.clone(), base: self.base.clone() }
    }

    pub fn terms(&self) -> Vec<Term> {
        identity::terms(&self.graph, &self.articles, &self.judgements)
    }
}

/// Where the judgements of a store are: beside it, so that they outlive it.
pub fn ledger(store: &Path, named: Option<&Path>) -> PathBuf {
    named.map_or_else(
        || {
            let mut name = store.file_name().unwrap_or_default().to_os_string();
            name.push(".judgements.jsonl");
            store.with_file_name(name)
        },
        Path::to_path_buf,
    )
}

/// Reads a ledger, where there is one.
fn read_ledger(path: &Path) -> Result<Option<Judgements>, Failure> {
    let place = path.display();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::failed(format!("{place}: {error}"))),
    };
    Judgements::parse(&text).map(Some).map_err(|error| Failure::failed(format!("{place}: {error}")))
}

/// A day that a user wrote.
pub fn day(text: &str) -> Result<PartialDate, Failure> {
    let day = PartialDate::parse(text).filter(|day| day.day.is_some());
    day.ok_or_else(|| Failure::wrong_use(format!("`{text}` is no day; expected one such as 2023-05-17")))
}

/// The day it is, by the clock of the machine, in UTC.
pub fn today() -> String {
    const SECONDS_A_DAY: u64 = 86_400;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map(|d| d.as_secs()).unwrap_or_default();
    let days = i32::try_from(since / SECONDS_A_DAY).unwrap_or_default();
    PartialDate::day(1970, 1, 1).days_after(days).map(|day| day.to_string()).unwrap_or_default()
}
