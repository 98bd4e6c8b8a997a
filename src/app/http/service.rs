//! What all requests share: the loaded view of the store, the workers, the rules for why and why-not, the options.

use super::super::ask::{AskError, View};
use super::super::output::Failure;
use super::super::worker::{Access, Task};
use super::explorer;
use super::metrics::Metrics;
use super::pool::{Limits, Pool};
use super::revision::revision;
use axum::body::Bytes;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{Store, StoreError};
use http_body_util::BodyExt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};

/// Questions to the loaded view at once; they are short.
const QUESTIONS: usize = 32;
/// Longest answer that is held whole, for pages and assistants.
const MAX_TOLD_BYTES: u64 = 8 << 20;
/// Tries to load a store that another process is writing, and the time between them.
const LOADINGS: usize = 20;
const BETWEEN: Duration = Duration::from_millis(100);
/// How often the store's folder is looked at.
const LOOKING: Duration = Duration::from_secs(1);

/// How the service is run.
#[derive(Clone, Debug)]
pub struct Options {
    pub store: PathBuf,
    pub bind: SocketAddr,
    /// A token that lets who shows it write.
    pub token: Option<String>,
    /// The built explorer.
    pub web: Option<PathBuf>,
    pub limits: Limits,
}

/// The store as it was loaded last.
struct Current {
    view: Arc<View>,
    revision: String,
}

/// What all requests share.
pub struct Service {
    pub options: Options,
    pub metrics: Metrics,
    current: RwLock<Current>,
    readers: Arc<Pool>,
    writer: Option<(blake3::Hash, Arc<Pool>)>,
    pipeline: OnceLock<Pipeline>,
    questions: Semaphore,
    /// Rung after a change of our own.
    bell: Notify,
    /// The first page of the explorer, where it was built.
    index: Option<String>,
    /// What is wrong with the store since it was loaded.
    trouble: RwLock<Option<String>>,
}

impl Service {
    /// Loads the store and starts the first workers.
    ///
    /// # Errors
    /// When the store cannot be read, or not be written where a token is given.
    pub async fn open(options: Options) -> Result<Self, Failure> {
        let pool = |access| Arc::new(Pool::new(options.store.clone(), access, options.limits));
        let writer = options.token.as_deref().map(|token| (blake3::hash(token.as_bytes()), pool(Access::Write)));
        // That the store can be written is known before anybody asks for it.
        if let Some((_, writer)) = &writer {
            drop(Store::open(&options.store)?);
            writer.warm().await.map_err(Failure::failed)?;
        }
        let unreadable =
            |e: std::io::Error, folder: &PathBuf| Failure::wrong_use(format!("{}: there is no built explorer: {e}", folder.display()));
        let index = options.web.as_ref().map(|folder| explorer::index(folder).map_err(|e| unreadable(e, folder))).transpose()?;
        let current = load(&options.store)?;
        let readers = pool(Access::Read);
        readers.warm().await.map_err(Failure::failed)?;
        Ok(Self {
            options,
            metrics: Metrics::new(),
            current: RwLock::new(current),
            readers,
            writer,
            pipeline: OnceLock::new(),
            questions: Semaphore::new(QUESTIONS),
            bell: Notify::new(),
            index,
            trouble: RwLock::new(None),
        })
    }

    /// The store as it was last loaded. An answer uses one view from beginning to end.
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner).view)
    }

    /// Changes whenever the store does.
    pub fn revision(&self) -> String {
        self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner).revision.clone()
    }

    /// The explorer's page as HTML, where it was built.
    pub fn index(&self) -> Option<&str> {
        self.index.as_deref()
    }

    /// The explorer's page, where it was built.
    pub fn explorer(&self) -> Option<axum::response::Response> {
        self.index.as_deref().map(explorer::page)
    }

    pub fn limits(&self) -> Limits {
        self.options.limits
    }

    pub fn readers(&self) -> &Arc<Pool> {
        &self.readers
    }

    /// The token's hash and the one worker that writes.
    pub fn writer(&self) -> Option<(&blake3::Hash, &Arc<Pool>)> {
        self.writer.as_ref().map(|(token, pool)| (token, pool))
    }

    /// What is wrong with the store since it was loaded.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The store was changed by a writer of this service: queries see it at once, the loaded view in a moment.
    pub fn changed(&self) {
        self.readers.renew();
        if let Ok(mut current) = self.current.write() {
            current.revision = revision(&self.options.store).unwrap_or_default();
        }
        self.bell.notify_one();
    }

    /// The rules, loaded when they are first asked for.
    ///
    /// # Errors
    /// When a shipped table or rule is broken.
    pub fn pipeline(&self) -> Result<&Pipeline, AskError> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        let loaded = Pipeline::load().map_err(|e| AskError::Failed(e.to_string()))?;
        Ok(self.pipeline.get_or_init(|| loaded))
    }

    /// Rows of a query as SPARQL results in JSON, answered by a worker.
    ///
    /// # Errors
    /// When the query is wrong or takes more than it may.
    pub async fn select(&self, text: String, rows: usize) -> Result<Bytes, AskError> {
        let task = Task { text, results: Some("json".into()), triples: Some("nt".into()), rows, bytes: MAX_TOLD_BYTES, ..Task::default() };
        Ok(self.told(&task).await?.1)
    }

    /// The answer of any query: rows and truth values in JSON, triples in Turtle; with its media type.
    ///
    /// # Errors
    /// As [`Service::select`].
    pub async fn query(&self, text: String) -> Result<(String, Bytes), AskError> {
        let limits = self.limits();
        let (results, triples) = (Some("json".into()), Some("ttl".into()));
        let task = Task { text, results, triples, rows: limits.rows, bytes: MAX_TOLD_BYTES, ..Task::default() };
        self.told(&task).await
    }

    /// An answer held whole, with its media type.
    async fn told(&self, task: &Task) -> Result<(String, Bytes), AskError> {
        let answer = self.readers.ask(task, Bytes::new()).await?;
        let body = answer.body.collect().await.map_err(|e| AskError::TooMuch(e.to_string()))?;
        Ok((answer.head["media"].as_str().unwrap_or_default().to_string(), body.to_bytes()))
    }

    /// Runs a question where it may take its time, off the threads that serve connections.
    ///
    /// # Errors
    /// What the question gives, and when the service is being stopped.
    pub async fn ask<T, F>(self: &Arc<Self>, question: F) -> Result<T, AskError>
    where
        T: Send + 'static,
        F: FnOnce(&Self, &View) -> Result<T, AskError> + Send + 'static,
    {
        let _turn = self.questions.acquire().await.map_err(|_| AskError::Failed("the service is being stopped".into()))?;
        let service = Arc::clone(self);
        let work = move || question(&service, &service.view());
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(AskError::Failed("the question broke off; see the log".into())))
    }

    /// Looks at the store from time to time, and loads it anew when another process or a writer has changed it.
    pub async fn watch(self: Arc<Self>) {
        let mut loaded = self.revision();
        let mut seen = loaded.clone();
        loop {
            let own = tokio::time::timeout(LOOKING, self.bell.notified()).await.is_ok();
            let now = match revision(&self.options.store) {
                Ok(now) => now,
                Err(error) => {
                    self.note(Some(format!("{}: {error}", self.options.store.display())));
                    continue;
                }
            };
            // A build touches its files for a while: it is waited for until nothing moves any more.
            let rests = own || now == seen;
            seen.clone_from(&now);
            if now == loaded && self.trouble().is_none() || !rests {
                continue;
            }
            loaded = now;
            self.reload().await;
        }
    }

    async fn reload(&self) {
        let store = self.options.store.clone();
        let loading = tokio::task::spawn_blocking(move || load(&store)).await;
        match loading {
            Ok(Ok(current)) => {
                tracing::info!(revision = %current.revision, "store loaded anew");
                if let Ok(mut place) = self.current.write() {
                    *place = current;
                }
                self.readers.renew();
                self.note(None);
            }
            Ok(Err(error)) => self.note(Some(error.to_string())),
            Err(error) => self.note(Some(error.to_string())),
        }
    }

    fn note(&self, trouble: Option<String>) {
        if let Ok(mut place) = self.trouble.write() {
            if let Some(trouble) = trouble.as_ref().filter(|_| *place != trouble) {
                tracing::error!(trouble, "the store cannot be read");
            }
            *place = trouble;
        }
    }
}

/// Loads a store that another process may be writing: while it does, files come and go.
fn load(path: &std::path::Path) -> Result<Current, StoreError> {
    for _ in 1..LOADINGS {
        match load_once(path) {
            Err(StoreError::Damaged { .. }) => std::thread::sleep(BETWEEN),
            other => return other,
        }
    }
    load_once(path)
}

fn load_once(path: &std::path::Path) -> Result<Current, StoreError> {
    // The revision first: a change while loading is seen as one.
    let revision = revision(path).unwrap_or_default();
    let store = Store::open(path)?;
    Ok(Current { view: Arc::new(View::load(&store)?), revision })
}
