//! `guanmo serve`: the store over HTTP.

use super::super::http::{self, Options};
use super::super::output::{self, Failure};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo serve --store demo/store\nThen: curl http://127.0.0.1:7878/api/search?q=xinhua (docs/api.md has all addresses)"
)]
pub struct Serve {
    /// The store's folder.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
}

impl Serve {
    pub fn run(self) -> Result<u8, Failure> {
        http::run(Options { store: self.store, bind: self.bind })?;
        Ok(output::DONE)
    }
}
