//! A store's folder → a word that changes whenever the store does: names, lengths and times of the files of RocksDB.

use std::io;
use std::path::Path;

/// The revision of the store in a folder.
///
/// # Errors
/// When the folder cannot be read, or no store is in it.
pub fn revision(path: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !holds_data(&name) {
            continue;
        }
        match entry.metadata() {
            Ok(data) => files.push(format!("{name} {} {:?}", data.len(), data.modified().ok())),
            // A file that is dropped meanwhile is a change that the next look sees.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    if !files.iter().any(|file| file.starts_with("CURRENT ")) {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the store is gone"));
    }
    files.sort();
    Ok(blake3::hash(files.join("\n").as_bytes()).to_hex()[..16].to_string())
}

/// Tables, journals and the list of them; not the log in words, which is written at opening.
fn holds_data(name: &str) -> bool {
    let numbered =
        |name: &str| name.split_once('.').is_some_and(|(number, ending)| number.parse::<u64>().is_ok() && ["sst", "log"].contains(&ending));
    name == "CURRENT" || name.starts_with("MANIFEST-") || numbered(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_data_is_a_new_revision_and_words_are_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        assert!(revision(folder.path()).is_err(), "no store");
        write("CURRENT", "MANIFEST-000001");
        write("000004.log", "a");
        let first = revision(folder.path()).expect("a store");
        write("LOG", "opened");
        assert_eq!(revision(folder.path()).expect("a store"), first);
        write("000004.log", "ab");
        assert_ne!(revision(folder.path()).expect("a store"), first);
        std::fs::remove_dir_all(folder.path()).expect("removed");
        assert!(revision(folder.path()).is_err());
    }
}
