//! `guanmo mcp`: tools for assistants over standard input and output.

use super::super::http::{Limits, Options};
use super::super::mcp;
use super::super::output::{self, Failure};
use clap::Args;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo mcp --store demo/store\nIn a client's configuration: {\"command\": \"guanmo\", \"args\": [\"mcp\", \"--store\", \"/path/of/store\"]}\n`guanmo serve` gives the same tools over HTTP at /mcp."
)]
pub struct Mcp {
    /// The store's folder.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Seconds for a query.
    #[arg(long, default_value_t = Limits::default().seconds, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
}

impl Mcp {
    pub fn run(self) -> Result<u8, Failure> {
        let limits = Limits { seconds: self.timeout, concurrent: 2, ..Limits::default() };
        let bind = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        mcp::run(Options { store: self.store, bind, token: None, web: None, limits })?;
        Ok(output::DONE)
    }
}
