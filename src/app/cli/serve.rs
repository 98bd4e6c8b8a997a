//! `guanmo serve`: the store over HTTP.

use super::super::http::{self, Limits, Options};
use super::super::output::{self, Failure};
use clap::Args;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Where the explorer is built, from the folder that the program is started in.
const BUILT: &str = "web/dist";
/// Shortest token.
const MIN_TOKEN_CHARS: usize = 16;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo serve --store demo/store\nThen open http://127.0.0.1:7878/ or ask: curl 'http://127.0.0.1:7878/api/search?q=xinhua' (docs/api.md, docs/server.md)"
)]
pub struct Serve {
    /// The store's folder.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// A file with a token; who shows it as `Authorization: Bearer …` may write. Without it the service only reads.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The built explorer (web/dist is taken where it is there); without it there are plain pages.
    #[arg(long, value_name = "DIR")]
    web: Option<PathBuf>,
    /// Seconds for a query, from its beginning to the last byte of its answer.
    #[arg(long, default_value_t = Limits::default().seconds, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// Most rows of an answer.
    #[arg(long, default_value_t = Limits::default().rows)]
    max_rows: usize,
    /// Longest answer, in MiB.
    #[arg(long, default_value_t = Limits::default().bytes >> 20, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    max_answer: u64,
    /// Memory of each process that answers queries, in MiB.
    #[arg(long, default_value_t = Limits::default().memory >> 20, value_parser = clap::value_parser!(u64).range(256..=1 << 20))]
    max_memory: u64,
    /// Queries that are answered at once.
    #[arg(long, default_value_t = Limits::default().concurrent, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    concurrent: usize,
}

impl Serve {
    pub fn run(self) -> Result<u8, Failure> {
        let token = self.token_file.as_deref().map(token).transpose()?;
        let built = || Some(PathBuf::from(BUILT)).filter(|folder| folder.join("index.html").is_file());
        let limits = Limits {
            seconds: self.timeout,
            rows: self.max_rows,
            bytes: self.max_answer << 20,
            memory: self.max_memory << 20,
            concurrent: self.concurrent,
            ..Limits::default()
        };
        let web = self.web.or_else(built);
        http::run(Options { store: self.store, bind: self.bind, token, web, limits })?;
        Ok(output::DONE)
    }
}

/// The token of a file.
fn token(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file).map_err(|e| Failure::wrong_use(format!("{}: {e}", file.display())))?;
    let token = text.trim();
    if token.chars().count() < MIN_TOKEN_CHARS || token.contains(char::is_whitespace) {
        let message = format!("{}: a token is one word of at least {MIN_TOKEN_CHARS} characters", file.display());
        return Err(Failure::wrong_use(message));
    }
    Ok(token.to_string())
}
