//! What has been committed → on the disk.
//!
//! A commit stands in RocksDB's journal at once, and who opens the store reads it there. Writing it into tables too would
//! have RocksDB merge these with the tables that are there, which costs what the store holds and not what has changed.

use super::store::Store;
use std::fs::{self, File};
use std::io;

/// Bytes of journals that whoever opens the store may have to read; more are written into tables.
const MOST_JOURNAL_BYTES: u64 = 4 << 20;

impl Store {
    /// Returns when everything that was committed will be there after a loss of power.
    pub(super) fn keep(&self) -> io::Result<()> {
        if !self.on_disk {
            return Ok(());
        }
        if !cfg!(unix) {
            // Elsewhere a file that another handle writes to cannot be opened for this.
            return Ok(self.inner.flush()?);
        }
        let mut journals = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "log") {
                journals.push(path);
            }
        }
        let mut bytes = 0;
        for path in journals {
            match File::open(&path).and_then(|file| file.sync_data().and_then(|()| file.metadata())) {
                Ok(data) => bytes += data.len(),
                // What it held has gone into tables meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        // The journal may be new in its folder.
        File::open(&self.path)?.sync_all()?;
        if bytes > MOST_JOURNAL_BYTES {
            self.inner.flush()?;
        }
        Ok(())
    }
}
