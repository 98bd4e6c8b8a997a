//! `guanmo query-worker`: what `guanmo serve` starts to answer queries in bounds; not for typing.

use super::super::output::Failure;
use super::super::worker::{self, Access};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct QueryWorker {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Opens the store for writing.
    #[arg(long)]
    write: bool,
    /// Bytes of memory that the process may take.
    #[arg(long, value_name = "BYTES")]
    memory: Option<u64>,
}

impl QueryWorker {
    pub fn run(&self) -> Result<u8, Failure> {
        worker::run(&self.store, if self.write { Access::Write } else { Access::Read }, self.memory)
    }
}
