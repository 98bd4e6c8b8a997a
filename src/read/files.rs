//! Files, folders and standard input.

use super::jsonl::Lines;
use super::{MAX_DOCUMENT_BYTES, ReadError, decode};
use crate::model::Document;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// The files that paths mean: folders are walked, sorted, for .txt and .jsonl; `-` is standard input.
///
/// # Errors
/// One refusal for each path that cannot be listed, in its place.
pub fn input_files(paths: &[PathBuf]) -> Vec<Result<PathBuf, ReadError>> {
    let mut out = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            walk(path, &mut out);
        } else {
            out.push(Ok(path.clone()));
        }
    }
    out
}

fn walk(folder: &Path, out: &mut Vec<Result<PathBuf, ReadError>>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return out.push(Err(ReadError::io(&folder.display().to_string(), &e))),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if path.is_dir() && !hidden && !path.is_symlink() {
            walk(&path, out);
        } else if matches!(ending.as_deref(), Some("txt" | "jsonl")) {
            out.push(Ok(path));
        }
    }
}

/// The documents of one file, one after the other.
pub fn documents(path: &Path) -> Box<dyn Iterator<Item = Result<Document, ReadError>> + Send> {
    let place = path.display().to_string();
    if path.as_os_str() == "-" {
        return Box::new(std::iter::once(standard_input()));
    }
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl")) {
        let name = path.file_name().map_or_else(|| place.clone(), |n| n.to_string_lossy().into_owned());
        return match File::open(path) {
            Ok(file) => Box::new(Lines::new(BufReader::new(file), &name)),
            Err(e) => Box::new(std::iter::once(Err(ReadError::io(&place, &e)))),
        };
    }
    Box::new(std::iter::once(text_file(path, &place)))
}

fn text_file(path: &Path, place: &str) -> Result<Document, ReadError> {
    let file = File::open(path).map_err(|e| ReadError::io(place, &e))?;
    let size = file.metadata().map_err(|e| ReadError::io(place, &e))?.len();
    if size > MAX_DOCUMENT_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size, limit: MAX_DOCUMENT_BYTES });
    }
    let text = read_all(file, place)?;
    let id = path.file_stem().map_or_else(|| place.to_string(), |s| s.to_string_lossy().into_owned());
    let source = path.file_name().map_or_else(|| place.to_string(), |s| s.to_string_lossy().into_owned());
    Ok(Document { source, ..Document::new(id, text) })
}

fn standard_input() -> Result<Document, ReadError> {
    let text = read_all(std::io::stdin().lock(), "standard input")?;
    Ok(Document { source: "stdin".into(), ..Document::new("stdin", text) })
}

fn read_all(reader: impl Read, place: &str) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    let mut limited = reader.take(MAX_DOCUMENT_BYTES + 1);
    limited.read_to_end(&mut bytes).map_err(|e| ReadError::io(place, &e))?;
    if bytes.len() as u64 > MAX_DOCUMENT_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size: bytes.len() as u64, limit: MAX_DOCUMENT_BYTES });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { place: place.into() });
    }
    decode(&bytes).map(|d| d.text).ok_or_else(|| ReadError::Binary { place: place.into() })
}
