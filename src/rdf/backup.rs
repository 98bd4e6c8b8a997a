//! A store → a copy of its own in another folder, with a list of its files and their hashes; and back.

use super::error::StoreError;
use super::folder::{self, Folder, storage_error};
use super::store::{LAYOUT, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The list of a backup's files, in its folder.
const LIST: &str = "guanmo-backup.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    pub layout: u32,
    /// Hashes (BLAKE3) by file name.
    pub files: BTreeMap<String, String>,
}

impl Store {
    /// Copies the store as it is now into a new folder; nothing of the copy is shared with the store.
    ///
    /// # Errors
    /// When the folder is there already, or cannot be written; then nothing is left of it.
    pub fn backup(&self, folder: &Path) -> Result<Backup, StoreError> {
        if folder.exists() {
            return Err(StoreError::Occupied { path: folder.into() });
        }
        let fail = |e: io::Error| storage_error(folder, &e);
        let (shared, part) = (beside(folder, ".checkpoint"), beside(folder, ".part"));
        for old in [&shared, &part] {
            remove(old).map_err(fail)?;
        }
        let done = self.inner.backup(&shared).map_err(io::Error::from).and_then(|()| copy(&shared, &part)).and_then(|files| {
            let backup = Backup { layout: LAYOUT, files };
            write(&part.join(LIST), &serde_json::to_vec_pretty(&backup)?)?;
            fs::rename(&part, folder)?;
            Ok(backup)
        });
        remove(&shared).map_err(fail)?;
        done.map_err(|error| {
            // What was copied is of no use, and the failure is what has to be told.
            let _ = remove(&part);
            fail(error)
        })
    }

    /// Copies a backup into a new or empty folder, so that it is a store again. Every file is compared with its hash.
    ///
    /// # Errors
    /// When there is no backup, a file of it is lost or altered, or the folder holds something; then nothing is written.
    pub fn restore(backup: &Path, folder: &Path) -> Result<Backup, StoreError> {
        let known = read_list(backup)?;
        if !matches!(folder::state(folder).map_err(|e| storage_error(folder, &e))?, Folder::Missing) {
            return Err(StoreError::Occupied { path: folder.into() });
        }
        let part = beside(folder, ".part");
        let copied = remove(&part).and_then(|()| copy(backup, &part)).map_err(|e| storage_error(folder, &e));
        let checked = copied.and_then(|mut files| {
            files.remove(LIST);
            let differs = known.files.iter().find(|(name, hash)| files.get(*name) != Some(*hash)).map(|(name, _)| name);
            differs.map_or(Ok(()), |name| {
                Err(StoreError::Damaged { path: backup.into(), detail: format!("its file {name} is lost or altered") })
            })
        });
        let placed = checked.and_then(|()| {
            let empty = if folder.exists() { fs::remove_dir(folder) } else { Ok(()) };
            let list = fs::remove_file(part.join(LIST));
            empty.and(list).and_then(|()| fs::rename(&part, folder)).map_err(|e| storage_error(folder, &e))
        });
        if placed.is_err() {
            // As above: the first failure is what has to be told.
            let _ = remove(&part);
        }
        placed.map(|()| known)
    }
}

fn read_list(backup: &Path) -> Result<Backup, StoreError> {
    let bytes = match fs::read(backup.join(LIST)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::NoBackup { path: backup.into() }),
        Err(error) => return Err(storage_error(backup, &error)),
    };
    serde_json::from_slice(&bytes).map_err(|e| StoreError::Damaged { path: backup.into(), detail: format!("{LIST}: {e}") })
}

/// A folder of the same parent; a slash at the end of the name makes no difference.
fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.components().collect::<PathBuf>().into_os_string();
    name.push(ending);
    name.into()
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies all files of a folder and writes them through to the disk; their hashes by name.
fn copy(from: &Path, to: &Path) -> io::Result<BTreeMap<String, String>> {
    fs::create_dir_all(to)?;
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() {
            let target = to.join(&name);
            fs::copy(entry.path(), &target)?;
            File::open(&target)?.sync_all()?;
            let mut hasher = blake3::Hasher::new();
            io::copy(&mut File::open(&target)?, &mut hasher)?;
            out.insert(name, hasher.finalize().to_hex().to_string());
        }
    }
    Ok(out)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)?;
    File::open(path)?.sync_all()
}
