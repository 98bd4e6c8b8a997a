//! Tasks → workers: so many at once, each for so long; what takes longer is killed.

use super::super::ask::AskError;
use super::super::worker::frame::{self, Kind};
use super::super::worker::{Access, Task};
use super::accept::content_type;
use super::pipe::{Piece, pipe};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, timeout, timeout_at};

/// A worker whose answer took longer than this is not used again: its memory may be full of holes.
const TIRED: Duration = Duration::from_secs(1);
/// Tries to open a store that another process is writing, and the time between them.
const OPENINGS: usize = 20;
const BETWEEN: Duration = Duration::from_millis(100);
/// Time for a worker to end by itself.
const ENDING: Duration = Duration::from_secs(10);
/// Time for a worker to open the store.
const OPENING: Duration = Duration::from_secs(30);
/// Time that a task waits for a worker.
const WAITING: Duration = Duration::from_secs(5);
/// Frames that wait for a slow client.
const AHEAD: usize = 4;
/// Bytes kept of what a dying worker says.
const LAST_WORDS: u64 = 2_000;

/// Bounds on queries.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the beginning of a query to the last byte of its answer.
    pub seconds: u64,
    pub rows: usize,
    /// Of an answer.
    pub bytes: u64,
    /// Of the process that answers.
    pub memory: u64,
    /// Queries at once.
    pub concurrent: usize,
    /// Queries that wait for their turn.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: 30, rows: 1_000_000, bytes: 256 << 20, memory: 1 << 30, concurrent: 4, waiting: 64 }
    }
}

/// Workers of one kind.
pub struct Pool {
    store: PathBuf,
    access: Access,
    limits: Limits,
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    idle: Mutex<Vec<Worker>>,
    /// Workers that opened the store before the last change are not used again.
    generation: AtomicU64,
}

/// A running worker that has nothing to do, or whose answer is being read.
struct Worker {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    last_words: ChildStderr,
    generation: u64,
}

/// An answer: its head, and its body as it comes.
pub struct Answer {
    pub head: Value,
    pub body: Body,
}

impl IntoResponse for Answer {
    /// The body under the media type that the worker named.
    fn into_response(self) -> Response {
        let unnamed = HeaderValue::from_static("application/octet-stream");
        let named = self.head["media"].as_str().map(content_type);
        let value = named.and_then(|media| HeaderValue::from_str(&media).ok()).unwrap_or(unnamed);
        ([(header::CONTENT_TYPE, value)], self.body).into_response()
    }
}

/// When an answer was begun and when it must be over.
#[derive(Clone, Copy)]
struct Time {
    started: Instant,
    deadline: Instant,
}

/// What became of reading a frame.
enum Ended {
    /// The worker said why it cannot answer.
    Refused(AskError),
    /// The worker is gone or must go.
    Broken(AskError),
}

impl Pool {
    pub fn new(store: PathBuf, access: Access, limits: Limits) -> Self {
        let concurrent = if access == Access::Write { 1 } else { limits.concurrent };
        Self {
            store,
            access,
            limits,
            permits: Arc::new(Semaphore::new(concurrent)),
            waiting: AtomicUsize::new(0),
            idle: Mutex::new(Vec::new()),
            generation: AtomicU64::new(0),
        }
    }

    /// Workers that are answering.
    pub fn busy(&self) -> usize {
        self.limits.concurrent.saturating_sub(self.permits.available_permits())
    }

    /// The store has changed: workers open it anew.
    pub fn renew(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.idle().clear();
    }

    /// Starts a worker, so that the first query need not wait, and so that a store that cannot be opened is known.
    ///
    /// # Errors
    /// When the worker cannot start.
    pub async fn warm(&self) -> Result<(), AskError> {
        let worker = self.start().await?;
        self.rest(worker, Instant::now()).await;
        Ok(())
    }

    /// Asks a worker. Returns when the head of the answer and its first bytes are there: until then a failure is a
    /// refusal; after that it breaks the body off.
    ///
    /// # Errors
    /// When too many ask, the task is refused, or it takes more than it may.
    pub async fn ask(self: &Arc<Self>, task: &Task, body: Bytes) -> Result<Answer, AskError> {
        match self.attempt(task, &body).await {
            // A file that a writer has dropped meanwhile: who opens the store now sees the new ones.
            Err(AskError::Failed(reason)) if self.access == Access::Read => {
                tracing::warn!(reason, "asked again");
                self.renew();
                self.attempt(task, &body).await
            }
            other => other,
        }
    }

    async fn attempt(self: &Arc<Self>, task: &Task, body: &[u8]) -> Result<Answer, AskError> {
        let permit = self.turn().await?;
        let deadline = Instant::now() + Duration::from_secs(self.limits.seconds);
        let mut worker = match self.rested() {
            Some(worker) => worker,
            None => self.start().await?,
        };
        let started = Instant::now();
        if let Err(error) = within(deadline, worker.tell(task, body)).await {
            return Err(self.autopsy(worker, error).await);
        }
        let head = match self.frame(&mut worker, deadline).await {
            Ok((_, content)) => serde_json::from_slice(&content).unwrap_or_default(),
            Err(Ended::Refused(error)) => {
                self.rest(worker, started).await;
                return Err(error);
            }
            Err(Ended::Broken(error)) => return Err(error),
        };
        self.first(worker, head, deadline, started, permit).await
    }

    /// The first bytes: an answer that ends with them is whole, the rest of a longer one is passed on as it comes.
    async fn first(
        self: &Arc<Self>,
        mut worker: Worker,
        head: Value,
        deadline: Instant,
        started: Instant,
        permit: OwnedSemaphorePermit,
    ) -> Result<Answer, AskError> {
        let mut first = Bytes::new();
        loop {
            match self.frame(&mut worker, deadline).await {
                Ok((Kind::End, _)) => {
                    self.rest(worker, started).await;
                    return Ok(Answer { head, body: Body::from(first) });
                }
                Ok((_, content)) if first.is_empty() => first = content,
                Ok((_, content)) => {
                    let (to, body) = pipe(AHEAD);
                    let pool = Arc::clone(self);
                    let time = Time { started, deadline };
                    tokio::spawn(async move { pool.pass(worker, [first, content], to, time, permit).await });
                    return Ok(Answer { head, body: Body::new(body) });
                }
                Err(Ended::Refused(error)) => {
                    self.rest(worker, started).await;
                    return Err(error);
                }
                Err(Ended::Broken(error)) => return Err(error),
            }
        }
    }

    /// Passes a long answer on. A client that goes away, or reads too slowly, ends the worker.
    async fn pass(&self, mut worker: Worker, first: [Bytes; 2], to: mpsc::Sender<Piece>, time: Time, _permit: OwnedSemaphorePermit) {
        let mut next: Vec<Piece> = first.into_iter().map(Piece::Data).collect();
        let failure = 'answer: loop {
            for piece in next.drain(..) {
                match timeout_at(time.deadline, to.send(piece)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return,
                    Err(_) => break 'answer self.late(),
                }
            }
            match self.frame(&mut worker, time.deadline).await {
                Ok((Kind::End, _)) => {
                    self.rest(worker, time.started).await;
                    // A client that is gone needs no end.
                    let _ = timeout_at(time.deadline, to.send(Piece::End)).await;
                    return;
                }
                Ok((_, content)) => next.push(Piece::Data(content)),
                Err(Ended::Refused(error) | Ended::Broken(error)) => break error,
            }
        };
        tracing::warn!(reason = %failure, "answer broken off");
        // Where there is no room for the reason, the end without it says the same.
        let _ = to.try_send(Piece::Broken(io::Error::other(failure.to_string())));
    }

    fn late(&self) -> AskError {
        AskError::TooMuch(format!("the query took longer than {} seconds and was stopped; narrow it", self.limits.seconds))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, AskError> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Ok(permit);
        }
        let busy = || AskError::Busy("too many queries are being answered; ask again in a moment".into());
        if self.waiting.fetch_add(1, Ordering::AcqRel) >= self.limits.waiting {
            self.waiting.fetch_sub(1, Ordering::AcqRel);
            return Err(busy());
        }
        let turn = timeout(WAITING, Arc::clone(&self.permits).acquire_owned()).await;
        self.waiting.fetch_sub(1, Ordering::AcqRel);
        turn.map_err(|_| busy())?.map_err(|_| AskError::Failed("the service is being stopped".into()))
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn rested(&self) -> Option<Worker> {
        self.idle().pop()
    }

    /// Keeps a worker for the next task, unless it is tired or knows an old store.
    async fn rest(&self, worker: Worker, started: Instant) {
        // A writer holds the store only while it writes: then others may write, and readers open what is at rest.
        if self.access == Access::Write {
            return worker.retire().await;
        }
        if started.elapsed() < TIRED && worker.generation == self.generation.load(Ordering::Acquire) {
            self.idle().push(worker);
        }
    }

    async fn start(&self) -> Result<Worker, AskError> {
        for _ in 1..OPENINGS {
            match self.open().await {
                // While another process writes, files come and go.
                Err(AskError::Failed(_)) if self.access == Access::Read => tokio::time::sleep(BETWEEN).await,
                other => return other,
            }
        }
        self.open().await
    }

    async fn open(&self) -> Result<Worker, AskError> {
        let generation = self.generation.load(Ordering::Acquire);
        let failed = |e: io::Error| AskError::Failed(format!("no worker can be started: {e}"));
        let mut worker = Worker::spawn(self, generation).map_err(failed)?;
        let ready = timeout(OPENING, worker.read()).await;
        match ready {
            Ok(Ok((Kind::Head, _))) => Ok(worker),
            Ok(Ok(_)) => Err(AskError::Failed("a worker does not begin as it should".into())),
            Ok(Err(error)) => Err(self.autopsy(worker, error).await),
            Err(_) => Err(AskError::Failed("a worker takes too long to open the store".into())),
        }
    }

    /// The next frame of an answer.
    async fn frame(&self, worker: &mut Worker, deadline: Instant) -> Result<(Kind, Bytes), Ended> {
        match within(deadline, worker.read()).await {
            Ok((Kind::Error, content)) => Err(match refusal(&content) {
                // A worker that cannot read the store is no use to the next either.
                AskError::Failed(message) => Ended::Broken(AskError::Failed(message)),
                error => Ended::Refused(error),
            }),
            Ok(frame) => Ok(frame),
            Err(error) => Err(Ended::Broken(self.cause(worker, error).await)),
        }
    }

    async fn autopsy(&self, mut worker: Worker, error: io::Error) -> AskError {
        self.cause(&mut worker, error).await
    }

    /// Why a worker stopped. It is dead after this.
    async fn cause(&self, worker: &mut Worker, error: io::Error) -> AskError {
        if error.kind() == io::ErrorKind::TimedOut {
            // Killing a process that has just ended by itself fails, and is not needed.
            let _ = worker.child.start_kill();
            return self.late();
        }
        let status = timeout(Duration::from_secs(2), worker.child.wait()).await;
        let mut words = Vec::new();
        let _ = timeout(Duration::from_millis(200), (&mut worker.last_words).take(LAST_WORDS).read_to_end(&mut words)).await;
        let words = String::from_utf8_lossy(&words).trim().to_string();
        match status {
            Ok(Ok(status)) if status.signal() == Some(6) || words.contains("memory allocation") || words.contains("bad_alloc") => {
                let mebibytes = self.limits.memory >> 20;
                AskError::TooMuch(format!("the query needs more than {mebibytes} MiB of memory and was stopped; narrow it"))
            }
            Ok(Ok(status)) if status.signal() == Some(11) => AskError::wrong("the query is nested too deeply"),
            Ok(Ok(_)) if words.contains("in use by another process") => AskError::Busy(words.trim_start_matches("error: ").to_string()),
            Ok(Ok(_)) if !words.is_empty() => AskError::Failed(words.trim_start_matches("error: ").to_string()),
            _ => AskError::Failed(format!("the worker is gone: {error}")),
        }
    }
}

impl Worker {
    fn spawn(pool: &Pool, generation: u64) -> io::Result<Self> {
        // Linux names the running program so even where its file was replaced meanwhile.
        let own = PathBuf::from("/proc/self/exe");
        let program = if own.exists() { own } else { std::env::current_exe()? };
        let mut command = Command::new(program);
        command.arg("query-worker").arg("--store").arg(&pool.store).arg("--memory").arg(pool.limits.memory.to_string());
        if pool.access == Access::Write {
            command.arg("--write");
        }
        command.env("NO_COLOR", "1").kill_on_drop(true);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let missing = || io::Error::other("a worker has no pipe");
        Ok(Self {
            input: BufWriter::new(child.stdin.take().ok_or_else(missing)?),
            output: BufReader::with_capacity(1 << 17, child.stdout.take().ok_or_else(missing)?),
            last_words: child.stderr.take().ok_or_else(missing)?,
            child,
            generation,
        })
    }

    /// Lets it close the store and end.
    async fn retire(self) {
        let Self { mut child, input, .. } = self;
        drop(input);
        // One that does not end is killed when it is dropped.
        let _ = timeout(ENDING, child.wait()).await;
    }

    async fn tell(&mut self, task: &Task, body: &[u8]) -> io::Result<()> {
        let head = serde_json::to_vec(task)?;
        self.write(Kind::Head, &head).await?;
        for part in body.chunks(frame::FRAME_BYTES) {
            self.write(Kind::Data, part).await?;
        }
        self.write(Kind::End, &[]).await?;
        self.input.flush().await
    }

    async fn write(&mut self, kind: Kind, content: &[u8]) -> io::Result<()> {
        self.input.write_all(&frame::head(kind, content.len())?).await?;
        self.input.write_all(content).await
    }

    async fn read(&mut self) -> io::Result<(Kind, Bytes)> {
        let mut first = [0; 5];
        self.output.read_exact(&mut first).await?;
        let (kind, length) = frame::parse_head(first)?;
        let mut content = vec![0; length];
        self.output.read_exact(&mut content).await?;
        Ok((kind, content.into()))
    }
}

async fn within<T>(deadline: Instant, work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout_at(deadline, work).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// What a worker says instead of an answer.
fn refusal(content: &[u8]) -> AskError {
    let said: Value = serde_json::from_slice(content).unwrap_or_default();
    let message = said["message"].as_str().unwrap_or("the worker does not say why").to_string();
    match said["kind"].as_str() {
        Some("wrong") => AskError::Wrong(message),
        Some("not-acceptable") => AskError::NotAcceptable(message),
        Some("limit") => AskError::TooMuch(message),
        _ => AskError::Failed(message),
    }
}
