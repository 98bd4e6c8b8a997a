//! Documents → lots of stored documents: one thread reads and extracts on all cores while another writes. At most three
//! lots are held at a time, and a lot is bounded by number and size, so that memory is bounded too.

use super::super::output::Failure;
use super::inputs::Tally;
use guanmo::model::{Article, Document};
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{Store, StoreError, StoredArticle, StoredDocument};
use guanmo::read::{self, ReadError};
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// Documents of a lot at most, where nothing else is asked for.
pub const LOT_DOCUMENTS: usize = 2048;
/// Bytes of text of a lot at most, but for its last document.
pub const LOT_BYTES: usize = 16 << 20;

/// Seconds between two lines of progress where standard error is no terminal.
const QUIET_SECONDS: u64 = 30;

/// What tells a document's content, read by this program and these rules, from any other.
pub struct Content {
    reader: blake3::Hash,
}

impl Content {
    /// # Errors
    /// When the folder of rules cannot be read.
    pub fn new(rules: Option<&Path>) -> Result<Self, Failure> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        // Another build of the program may read otherwise.
        if let Ok(data) = std::env::current_exe().and_then(std::fs::metadata) {
            let made = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |age| age.as_nanos());
            hasher.update(format!("{} {made}", data.len()).as_bytes());
        }
        if let Some(folder) = rules {
            let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
            files.sort();
            for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
                hasher.update(&std::fs::read(file)?);
            }
        }
        Ok(Self { reader: hasher.finalize() })
    }

    fn of(&self, document: &Document) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.reader.as_bytes());
        hasher.update(&serde_json::to_vec(document).unwrap_or_default());
        hasher.finalize().to_hex()[..32].to_string()
    }
}

/// A lot, ready to be stored.
pub struct Batch {
    pub documents: Vec<StoredDocument>,
    /// Documents that are stored already.
    pub unchanged: usize,
    /// How far the reading has come, in bytes of the files.
    position: u64,
}

/// Reads all paths and hands over one lot after the other.
pub fn read(
    pipeline: &Pipeline,
    paths: &[PathBuf],
    content: &Content,
    store: &Store,
    lot: usize,
    mut take: impl FnMut(Batch) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let files = read::input_files(paths);
    let size = files.iter().flatten().filter_map(|path| std::fs::metadata(path).ok()).map(|data| data.len()).sum();
    let (sender, lots) = sync_channel(1);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || Reader { pipeline, content, store, lot, sender }.run(files));
        let mut progress = Progress::new(size);
        let mut stopped = Ok(());
        for lot in lots {
            let (seen, position) = (lot.documents.len() + lot.unchanged, lot.position);
            stopped = take(lot);
            if stopped.is_err() {
                break;
            }
            progress.moved(seen, position);
        }
        // The reader stops when nobody takes its lots any more.
        let tally = reader.join().map_err(|_| Failure::failed("the reading of documents broke off"))?;
        stopped?;
        Ok(tally?)
    })
}

struct Reader<'r> {
    pipeline: &'r Pipeline,
    content: &'r Content,
    store: &'r Store,
    lot: usize,
    sender: SyncSender<Batch>,
}

impl Reader<'_> {
    fn run(self, files: Vec<Result<PathBuf, ReadError>>) -> Result<Tally, StoreError> {
        let mut tally = Tally::default();
        let (mut lot, mut bytes, mut position) = (Vec::new(), 0, 0);
        for file in files {
            let path = match file {
                Ok(path) => path,
                Err(error) => {
                    tally.refused.push(error);
                    continue;
                }
            };
            let start = position;
            for document in read::documents(&path) {
                match document {
                    Ok(document) => {
                        bytes += document.text.len();
                        position += document.text.len() as u64;
                        lot.push(document);
                        tally.documents += 1;
                    }
                    Err(error) => tally.refused.push(error),
                }
                if lot.len() >= self.lot || bytes >= LOT_BYTES {
                    bytes = 0;
                    if !self.send(std::mem::take(&mut lot), position)? {
                        return Ok(tally);
                    }
                }
            }
            position = start + std::fs::metadata(&path).map_or(0, |data| data.len());
        }
        self.send(lot, position)?;
        Ok(tally)
    }

    /// Extracts a lot and hands it over. Says whether it is still wanted.
    fn send(&self, documents: Vec<Document>, position: u64) -> Result<bool, StoreError> {
        let seen = documents.len();
        let mut fresh = Vec::new();
        for document in documents {
            let content = self.content.of(&document);
            if !self.store.holds(&document.id, &content)? {
                fresh.push((document, content));
            }
        }
        let (documents, contents): (Vec<Document>, Vec<String>) = fresh.into_iter().unzip();
        let articles = self.pipeline.run_all(&documents);
        let unchanged = seen - documents.len();
        let documents =
            documents.into_iter().zip(contents).zip(articles).map(|((d, content), articles)| stored(d, content, articles)).collect();
        Ok(self.sender.send(Batch { documents, unchanged, position }).is_ok())
    }
}

fn stored(document: Document, content: String, articles: Vec<Article>) -> StoredDocument {
    for (id, notice) in articles.iter().flat_map(|article| article.notices.iter().map(move |notice| (&article.id, notice))) {
        anstream::eprintln!("notice: {id}: {}", notice.message);
    }
    let Document { id, text, .. } = document;
    let articles = articles.into_iter().map(|article| StoredArticle { article, text: text.clone() }).collect();
    StoredDocument { id, content, articles }
}

/// How far a build is: a bar on a terminal, a line now and then elsewhere.
struct Progress {
    bar: ProgressBar,
    started: Instant,
    told: Instant,
    documents: usize,
    size: u64,
}

impl Progress {
    fn new(size: u64) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(size) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent}%  {msg}, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), told: Instant::now(), documents: 0, size }
    }

    fn moved(&mut self, documents: usize, position: u64) {
        self.documents += documents;
        let elapsed = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = format!("{} documents, {:.0} a second", self.documents, self.documents as f64 / elapsed);
        self.bar.set_position(position.min(self.size));
        self.bar.set_message(rate.clone());
        if !std::io::stderr().is_terminal() && self.told.elapsed() >= Duration::from_secs(QUIET_SECONDS) && position > 0 {
            self.told = Instant::now();
            let left = elapsed * self.size.saturating_sub(position) as f64 / position as f64;
            anstream::eprintln!("{rate}, about {} left", HumanDuration(Duration::from_secs_f64(left)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
