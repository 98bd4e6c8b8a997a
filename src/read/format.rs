//! Bytes → which format they are: by what they hold; the file's ending decides only where that leaves it open.

use super::{ReadError, decode};

/// Bytes at the beginning that tell formats apart.
pub const HEAD_BYTES: usize = 2048;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Docx,
    Pdf,
}

/// Endings of pages as sites save them.
const PAGE_ENDINGS: &[&str] = &["html", "htm", "shtml", "xhtml"];

/// What pages begin with.
const PAGE_STARTS: &[&str] = &["<!doctype html", "<html", "<head", "<body", "<meta", "<title"];

/// Beginnings of files that are not read, with their names and what to do.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
    (b"\x89PNG", "a picture", "recognise its text (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "recognise its text (OCR) first"),
    (b"GIF8", "a picture", "recognise its text (OCR) first"),
    (b"Rar!", "an archive", "unpack it and give the files inside"),
    (b"7z\xbc\xaf", "an archive", "unpack it and give the files inside"),
    (b"\x1f\x8b", "an archive", "unpack it and give the files inside"),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page as HTML"),
    (b"From: <Saved by", "a web archive (MHTML)", "save the page as HTML"),
];

/// How old Word files and encrypted new ones begin.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The format of a whole file. `ending` is in small letters, empty for streams.
pub fn of(bytes: &[u8], ending: &str, place: &str) -> Result<Format, ReadError> {
    if bytes.starts_with(OLE) {
        return Err(ole(bytes, place));
    }
    if let Some((_, what, remedy)) = FOREIGN.iter().find(|(start, _, _)| bytes.starts_with(start)) {
        return Err(ReadError::Foreign { place: place.into(), what, remedy });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Docx);
    }
    if is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    if is_page(bytes, ending) {
        return Ok(Format::Html);
    }
    match ending {
        "pdf" => Err(ReadError::unreadable(place, "PDF", "it does not begin as one", "download it again")),
        "docx" | "doc" => Err(ReadError::unreadable(place, "DOCX", "it does not begin as one", "open it and save it as .docx again")),
        _ => Ok(Format::Text),
    }
}

/// Whether the beginning of a file shows a format that is read, whatever its ending: a page or a PDF.
pub fn shows_itself(head: &[u8]) -> bool {
    is_pdf(head) || is_page(head, "")
}

/// A PDF may have white space, or some bytes of a transfer, before its mark.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES / 2)];
    head.trim_ascii_start().starts_with(b"%PDF-") || head.contains(&0) && head.windows(5).any(|w| w == b"%PDF-")
}

fn is_page(bytes: &[u8], ending: &str) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let text = match decode(head) {
        Some(decoded) => decoded.text.to_lowercase(),
        None => return false,
    };
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((open, close)) = [("<!--", "-->"), ("<?", "?>")].iter().find(|(open, _)| rest.starts_with(open)) {
        let Some((_, behind)) = rest[open.len()..].split_once(close) else { break };
        rest = behind.trim_start();
    }
    PAGE_STARTS.iter().any(|s| rest.starts_with(s)) || PAGE_ENDINGS.contains(&ending) && rest.contains('<') && rest.contains('>')
}

/// An OLE file is a document of old Word, or a new one that is encrypted.
fn ole(bytes: &[u8], place: &str) -> ReadError {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = bytes.windows(mark.len()).any(|w| w == mark);
    let (what, remedy) = if encrypted {
        ("an encrypted document", "open it with its password and save it without one")
    } else {
        ("an old binary Office file (.doc)", "open it and save it as .docx")
    };
    ReadError::Foreign { place: place.into(), what, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_ending_helps() {
        let read = |bytes: &[u8], ending: &str| of(bytes, ending, "a").map_err(|e| e.to_string());
        assert_eq!(read(b"\xef\xbb\xbf<!-- saved --><!DOCTYPE HTML><p>", "txt"), Ok(Format::Html));
        assert_eq!(read(b"<?xml version='1.0'?>\n<html>", ""), Ok(Format::Html));
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("<html><p>市".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(&wide, ""), Ok(Format::Html));
        assert_eq!(read("市长<调研>".as_bytes(), "txt"), Ok(Format::Text));
        assert_eq!(read("<p>市长".as_bytes(), "htm"), Ok(Format::Html));
        assert_eq!(read("市长调研。".as_bytes(), "html"), Ok(Format::Text));
        assert_eq!(read(b"\n%PDF-1.7", "txt"), Ok(Format::Pdf));
        assert_eq!(read(b"PK\x03\x04", "txt"), Ok(Format::Docx));
        for (bytes, ending, says) in [
            (OLE, "docx", "save it as .docx"),
            (b"{\\rtf1", "txt", "RTF"),
            (b"no", "pdf", "no text"),
            (b"no", "docx", "DOCX"),
            (b"\x89PNG\r\n", "", "OCR"),
        ] {
            assert!(read(bytes, ending).is_err_and(|e| e.contains(says)), "{says}");
        }
    }
}
