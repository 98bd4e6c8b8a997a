//! Files, folders and standard input.

use super::format::{self, Format};
use super::jsonl::Lines;
use super::{MAX_DOCUMENT_BYTES, ReadError, decode, docx, html, pdf};
use crate::model::{Document, Given};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Endings of the files that a folder is searched for; others are taken where they begin as a page or a PDF.
/// Old Word files and RTF are not read, but are refused rather than passed over.
const ENDINGS: [&str; 10] = ["txt", "jsonl", "html", "htm", "shtml", "xhtml", "docx", "pdf", "doc", "rtf"];

/// The files that paths mean: folders are walked in the order of names; `-` is standard input.
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
    for path in &paths {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            if !hidden && !path.is_symlink() && !is_beside_a_page(path, &paths) {
                walk(path, out);
            }
        } else if ENDINGS.contains(&ending(path).as_str()) || !hidden && shows_itself(path) {
            out.push(Ok(path.clone()));
        }
    }
}

/// Browsers save what a page shows beside it: `page.html` and `page_files`.
fn is_beside_a_page(folder: &Path, siblings: &[PathBuf]) -> bool {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = ["_files", ".files"].iter().find_map(|s| name.strip_suffix(s));
    stem.is_some_and(|stem| ["html", "htm"].iter().any(|e| siblings.contains(&folder.with_file_name(format!("{stem}.{e}")))))
}

/// Whether a file of another ending begins as a page or a PDF.
fn shows_itself(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|f| f.take(format::HEAD_BYTES as u64).read_to_end(&mut head));
    path.is_file() && read.is_ok() && format::shows_itself(&head)
}

/// The documents of one file, one after the other; a file of JSON Lines is never held whole.
pub fn documents(path: &Path) -> Box<dyn Iterator<Item = Result<Document, ReadError>> + Send> {
    let place = path.display().to_string();
    if path.as_os_str() == "-" {
        return from_stream("stdin", BufReader::new(std::io::stdin()));
    }
    if ending(path) == "jsonl" {
        let name = path.file_name().map_or_else(|| place.clone(), |n| n.to_string_lossy().into_owned());
        return match File::open(path) {
            Ok(file) => Box::new(Lines::new(BufReader::new(file), &name)),
            Err(e) => Box::new(std::iter::once(Err(ReadError::io(&place, &e)))),
        };
    }
    Box::new(std::iter::once(file(path, &place)))
}

/// A stream: JSON Lines where it begins with `{"`, else one text.
fn from_stream(name: &str, mut reader: impl BufRead + Send + 'static) -> Box<dyn Iterator<Item = Result<Document, ReadError>> + Send> {
    let first = reader.fill_buf().map(|b| b.trim_ascii_start().starts_with(b"{\""));
    match first {
        Err(e) => Box::new(std::iter::once(Err(ReadError::io(name, &e)))),
        Ok(true) => Box::new(Lines::new(reader, name)),
        Ok(false) => Box::new(std::iter::once(read_all(reader, name).and_then(|b| document(&b, "", name, name, name)))),
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn file(path: &Path, place: &str) -> Result<Document, ReadError> {
    let file = File::open(path).map_err(|e| ReadError::io(place, &e))?;
    let size = file.metadata().map_err(|e| ReadError::io(place, &e))?.len();
    if size > MAX_DOCUMENT_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size, limit: MAX_DOCUMENT_BYTES });
    }
    let bytes = read_all(file, place)?;
    let id = path.file_stem().map_or_else(|| place.to_string(), |s| s.to_string_lossy().into_owned());
    let source = path.file_name().map_or_else(|| place.to_string(), |s| s.to_string_lossy().into_owned());
    document(&bytes, &ending(path), place, &id, &source)
}

/// One document of bytes in any format. What a parser of somebody else's panics on is refused like any broken file.
fn document(bytes: &[u8], ending: &str, place: &str, id: &str, source: &str) -> Result<Document, ReadError> {
    let format = format::of(bytes, ending, place)?;
    let read = || -> Result<Document, ReadError> {
        let named = |text: String, given: Given| Document { source: source.into(), given, ..Document::new(id, text) };
        match format {
            Format::Text => text(bytes, place, id, source),
            Format::Docx => docx::read(bytes, place).map(|(text, given)| named(text, given)),
            Format::Pdf => pdf::read(bytes, place).map(|(text, notices)| Document { notices, ..named(text, Given::default()) }),
            Format::Html => {
                let page = decode::decode_page(bytes).ok_or_else(|| ReadError::Binary { place: place.into() })?;
                html::read(&page.text, place).map(|(text, given)| Document { notices: page.notices(), ..named(text, given) })
            }
        }
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let problem = "it is built in a way that its reader cannot follow";
        Err(ReadError::unreadable(place, "file", problem, "open it and save it again, or save its text as .txt"))
    })
}

fn text(bytes: &[u8], place: &str, id: &str, source: &str) -> Result<Document, ReadError> {
    let decoded = decode(bytes).ok_or_else(|| ReadError::Binary { place: place.into() })?;
    if decoded.text.chars().all(char::is_whitespace) {
        return Err(ReadError::Empty { place: place.into() });
    }
    let notices = decoded.notices();
    Ok(Document { source: source.into(), notices, ..Document::new(id, decoded.text) })
}

fn read_all(reader: impl Read, place: &str) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let mut limited = reader.take(MAX_DOCUMENT_BYTES + 1);
    limited.read_to_end(&mut bytes).map_err(|e| ReadError::io(place, &e))?;
    if bytes.len() as u64 > MAX_DOCUMENT_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size: bytes.len() as u64, limit: MAX_DOCUMENT_BYTES });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { place: place.into() });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn one(path: &Path) -> Result<Document, ReadError> {
        documents(path).next().expect("a file gives at least one result")
    }

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["b.txt", "a/c.jsonl", "a/d.HTML", ".hidden/e.txt", "f.png", "g_files/h.html", "g.html"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
            std::fs::write(path, "市长调研。").expect("a file");
        }
        let files = input_files(&[folder.path().to_path_buf()]);
        let names: Vec<String> =
            files.iter().filter_map(|f| f.as_ref().ok()).filter_map(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["c.jsonl", "d.HTML", "b.txt", "g.html"]);
    }

    #[test]
    fn refusals_name_the_place_and_the_remedy() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("a file");
            path
        };
        assert!(matches!(one(&folder.path().join("none.txt")), Err(ReadError::Missing { .. })));
        assert!(matches!(one(&write("empty.txt", b" \n")), Err(ReadError::Empty { .. })));
        assert!(matches!(one(&write("blank.txt", "\u{3000}\n".as_bytes())), Err(ReadError::Empty { .. })));
        assert!(matches!(one(&write("binary.txt", &[0, 1, 2, 3, 0, 0, 0, 0, 7])), Err(ReadError::Binary { .. })));
        let error = one(&folder.path().join("none.txt")).expect_err("no such file");
        assert!(error.to_string().contains("none.txt") && error.to_string().contains("check the path"));
    }

    #[test]
    fn damage_is_a_notice() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut bytes = "市长高远山调研重点项目。".repeat(30).into_bytes();
        bytes[90] = 0xff;
        let path = folder.path().join("a.txt");
        std::fs::write(&path, bytes).expect("a file");
        let document = one(&path).expect("readable");
        assert_eq!(document.notices[0].kind, "replacement-characters");
    }

    #[test]
    fn a_stream_is_text_or_json_lines() {
        let text: Vec<_> = from_stream("stdin", Cursor::new("市长高远山调研。")).collect();
        assert!(matches!(&text[..], [Ok(d)] if d.text == "市长高远山调研。"));
        let lines = "{\"id\":\"a\",\"text\":\"甲。\"}\n{\"id\":\"b\",\"text\":\"乙。\"}\n";
        let ids: Vec<String> = from_stream("stdin", Cursor::new(lines)).filter_map(Result::ok).map(|d| d.id).collect();
        assert_eq!(ids, ["a", "b"]);
    }
}
