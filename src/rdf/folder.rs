//! A folder and the errors of RocksDB in it → what state the store is in, and what a user can do.

use super::error::StoreError;
use std::io;
use std::path::{Path, PathBuf};

/// What stands in a folder before anything is opened.
pub enum Folder {
    /// No folder, or an empty one.
    Missing,
    /// RocksDB has begun to make a store here and was stopped before anything was written.
    Unfinished,
    Store,
    /// Files of a store without the one that RocksDB begins with.
    Damaged(String),
    /// Files of something else.
    Foreign,
}

/// A file that RocksDB keeps in every one of its folders: it names the list of the other files.
const MARK: &str = "CURRENT";

/// Looks at the names in a folder; opens nothing.
pub fn state(path: &Path) -> io::Result<Folder> {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Folder::Missing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(Folder::Foreign),
        Err(error) => return Err(error),
    };
    let names: Vec<String> = entries.map(|e| e.map(|e| e.file_name().to_string_lossy().into_owned())).collect::<io::Result<_>>()?;
    Ok(match names.as_slice() {
        [] => Folder::Missing,
        _ if names.iter().any(|n| n == MARK) => Folder::Store,
        _ if !names.iter().all(|n| is_of_rocksdb(n)) => Folder::Foreign,
        _ if names.iter().any(|n| holds_data(n)) => Folder::Damaged(format!("its file {MARK} is missing")),
        _ => Folder::Unfinished,
    })
}

fn is_of_rocksdb(name: &str) -> bool {
    let fixed = ["LOCK", "LOG", "IDENTITY"].contains(&name);
    let begun = ["LOG.old.", "MANIFEST-", "OPTIONS-"].iter().any(|head| name.starts_with(head));
    fixed || begun || name.ends_with(".dbtmp") || holds_data(name)
}

/// Tables and journals are numbered.
fn holds_data(name: &str) -> bool {
    name.split_once('.').is_some_and(|(number, ending)| {
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && ["sst", "log", "blob"].contains(&ending)
    })
}

/// What an error at opening for reading means: before its first table is written, a store may lack parts that only
/// opening for writing makes.
pub fn reading_error(path: &Path, error: &io::Error) -> StoreError {
    let text = error.to_string();
    let lacks_parts = text.contains("Column family not found") || text.contains("only possible on read-write");
    let entries = std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let has_table = entries.map(|e| e.path()).any(|p| p.extension().is_some_and(|ending| ending == "sst"));
    if lacks_parts && !has_table { StoreError::Unfinished { path: path.into() } } else { storage_error(path, error) }
}

/// What an error of RocksDB or of the system means to a user.
pub fn storage_error(path: &Path, error: &io::Error) -> StoreError {
    let path: PathBuf = path.into();
    let detail = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = detail.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::Permission { path },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::DiskFull { path },
        _ if says(&["lock"]) && says(&["temporarily", "unavailable", "held by"]) => StoreError::InUse { path },
        _ if says(&["permission denied", "read-only file system"]) => StoreError::Permission { path },
        _ if says(&["no space left", "file too large", "quota exceeded"]) => StoreError::DiskFull { path },
        io::ErrorKind::InvalidData => StoreError::Damaged { path, detail },
        _ if says(&["corrupt", "checksum", "manifest", "column famil", ".sst", "no such file", "truncated"]) => {
            StoreError::Damaged { path, detail }
        }
        _ => StoreError::Other { path, detail },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_told_by_its_names() {
        let state_of = |names: &[&str]| {
            let folder = tempfile::tempdir().expect("a folder");
            for name in names {
                std::fs::write(folder.path().join(name), "x").expect("a file");
            }
            state(folder.path()).expect("readable")
        };
        assert!(matches!(state_of(&[]), Folder::Missing));
        assert!(matches!(state_of(&["LOCK", "LOG", "MANIFEST-000001", "000001.dbtmp"]), Folder::Unfinished));
        assert!(matches!(state_of(&["CURRENT", "LOCK"]), Folder::Store));
        assert!(matches!(state_of(&["LOCK", "IDENTITY", "000010.sst"]), Folder::Damaged(_)));
        assert!(matches!(state_of(&["LOCK", "notes.txt"]), Folder::Foreign));
        assert!(matches!(state_of(&["article.log"]), Folder::Foreign));
    }

    #[test]
    fn a_full_disk_is_told_from_damage() {
        let error = |text: &str| storage_error(Path::new("s"), &io::Error::other(text));
        assert!(matches!(error("IO error: No space left on device: While appending to file: s/000010.sst"), StoreError::DiskFull { .. }));
        assert!(matches!(error("IO error: File too large: s/000010.sst"), StoreError::DiskFull { .. }));
        assert!(matches!(error("IO error: While lock file: s/LOCK: Resource temporarily unavailable"), StoreError::InUse { .. }));
        assert!(matches!(error("Corruption: block checksum mismatch"), StoreError::Damaged { .. }));
    }
}
