//! Formats at their limits and beyond: bombs, depth, sizes, truncation, random bytes. Every one is a document or a
//! refusal with its place and a remedy; none is a panic, and none takes long.

use super::formats::fixture;
use guanmo::model::Document;
use guanmo::read::{self, ReadError};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// What anything below may take; it is far above what it takes.
const LONG: Duration = Duration::from_secs(60);

/// Reads bytes under a name, in time.
fn read_as(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let start = Instant::now();
    let read = read::documents(&path).next().expect("a result");
    assert!(start.elapsed() < LONG, "{name} took {:?}", start.elapsed());
    read
}

fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    docx(&[("word/document.xml", format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>").as_bytes())])
}

/// A file with these objects and a table of where they are.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes());
    out
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<< /Length {} {dictionary} >>\nstream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}

/// One page with these operators, and a form `F` that draws itself.
fn page(content: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 5 0 R >>".to_vec(),
        content,
        b"<< /Font << /A << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> /XObject << /F 6 0 R >> >>"
            .to_vec(),
        stream("/Type /XObject /Subtype /Form /Resources 5 0 R", b"BT /A 9 Tf 10 10 Td (again) Tj ET /F Do /F Do"),
    ])
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    // The archive's writer deflates; a stream of PDF wants the same bytes with a head and a sum.
    let archive = docx(&[("a", bytes)]);
    let mut file = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let (start, length) =
        file.by_index_raw(0).map(|f| (f.data_start().unwrap_or(0) as usize, f.compressed_size() as usize)).expect("a part");
    let raw = file.into_inner().into_inner()[start..start + length].to_vec();
    let (mut a, mut b) = (1_u32, 0_u32);
    bytes.iter().for_each(|x| {
        a = (a + u32::from(*x)) % 65521;
        b = (b + a) % 65521;
    });
    [b"\x78\x9c".to_vec(), raw, (b << 16 | a).to_be_bytes().to_vec()].concat()
}

#[test]
fn bombs_are_refused() {
    let blank = vec![b' '; read::MAX_UNPACKED_BYTES as usize + 1];
    let bomb = docx(&[("word/document.xml", &blank)]);
    assert!(bomb.len() < 1 << 20 && matches!(read_as("a.docx", &bomb), Err(ReadError::TooLarge { .. })));
    let shown = deflated(&b" ".repeat(read::MAX_PDF_CONTENT_BYTES + 1));
    let bomb = page(stream("/Filter /FlateDecode", &shown));
    assert!(matches!(read_as("a.pdf", &bomb), Err(ReadError::TooLarge { .. })));
    let entities = "<!DOCTYPE d [<!ENTITY a '哈哈哈哈哈哈'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>";
    let xml = format!("{entities}<w:document xmlns:w='w'><w:p><w:r><w:t>市长&c;调研。</w:t></w:r></w:p></w:document>");
    let read = read_as("a.docx", &docx(&[("word/document.xml", xml.as_bytes())])).expect("read without its entities");
    assert_eq!(read.text.trim(), "市长调研。");
}

#[test]
fn depth_ends_somewhere() {
    for tags in [("<div>", "</div>"), ("<b>", ""), ("<table><tr><td>", ""), ("<ul><li>", ""), ("</p>", ""), ("<a><p>", "</a>")] {
        let many = 300_000 / tags.0.matches('<').count();
        let page = format!("<html>{}<p>市长高远山调研重点项目，要求加快建设。</p>{}", tags.0.repeat(many), tags.1.repeat(many));
        match read_as("a.html", page.as_bytes()) {
            Ok(document) => assert!(document.text.contains("高远山"), "{tags:?}"),
            Err(error) => assert!(matches!(error, ReadError::Unreadable { .. }), "{tags:?}: {error}"),
        }
    }
    let deep = word(&"<w:tbl><w:tr><w:tc>".repeat(read::MAX_XML_DEPTH));
    assert!(matches!(read_as("a.docx", &deep), Err(ReadError::TooMuch { .. })));
    let arrays = page(stream("", format!("BT /A 9 Tf (ok) Tj ET {}", "[".repeat(1 << 20)).as_bytes()));
    assert_eq!(read_as("a.pdf", &arrays).map(|d| d.text.trim().to_string()).unwrap_or_else(|e| e.to_string()), "ok");
    let forms = page(stream("", b"/F Do"));
    assert!(read_as("a.pdf", &forms).is_ok_and(|d| d.text.contains("again")), "a form that draws itself ends");
}

#[test]
fn counts_are_bounded() {
    let nodes = "<i>".repeat(read::MAX_HTML_NODES + 1);
    assert!(matches!(read_as("a.html", format!("<html>{nodes}").as_bytes()), Err(ReadError::TooMuch { .. })));
    let pages = read::MAX_PDF_PAGES + 1;
    let kids: String = (0..pages).map(|i| format!("{} 0 R ", i + 3)).collect();
    let mut objects =
        vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>").into_bytes()];
    objects.extend((0..pages).map(|_| b"<< /Type /Page /Parent 2 0 R >>".to_vec()));
    assert!(matches!(read_as("a.pdf", &pdf(&objects)), Err(ReadError::TooMuch { .. })));
    let shown = format!("BT /A 9 Tf ({}) Tj ET", "x".repeat(read::MAX_PDF_CHARS + 1));
    let bomb = page(stream("/Filter /FlateDecode", &deflated(shown.as_bytes())));
    assert!(matches!(read_as("a.pdf", &bomb), Err(ReadError::TooMuch { .. })));
    let large = vec![b'<'; read::MAX_DOCUMENT_BYTES as usize + 1];
    assert!(matches!(read_as("a.html", &large), Err(ReadError::TooLarge { .. })));
}

#[test]
fn cells_that_span_rows_do_not_multiply() {
    let cells = format!("<td rowspan=100>{}</td>", "项".repeat(100)).repeat(500);
    let page = format!("<html><p>市长高远山调研，要求加快。</p><table><tr>{cells}</tr>{}</table>", "<tr><td>1</td></tr>".repeat(100));
    let read = read_as("a.html", page.as_bytes()).expect("read");
    assert!(read.text.len() < page.len() * 16, "{} of {}", read.text.len(), page.len());
}

#[test]
fn what_is_something_else_says_so() {
    let ole = |inside: &str| {
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 504], inside.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
    };
    for (name, bytes, says) in [
        ("a.doc", ole("WordDocument"), "save it as .docx"),
        ("a.docx", ole("EncryptedPackage"), "encrypted"),
        ("a.docx", docx(&[("xl/workbook.xml", b"<a/>")]), "spreadsheet"),
        ("a.docx", docx(&[("content.xml", b"<a/>")]), "OpenDocument"),
        ("a.docx", docx(&[]), "archive"),
        ("a.docx", b"PK\x03\x04 no".to_vec(), ".docx again"),
        ("a.docx", word(""), "no text"),
        ("a.docx", docx(&[("word/document.xml", b"<w:p><w:t>a")]), "ends too early"),
        ("a.rtf", b"{\\rtf1 x}".to_vec(), "RTF"),
        ("a.pdf", b"%PDF-1.7\ntrailer".to_vec(), "PDF"),
        ("a.pdf", b"no pdf at all".to_vec(), "download it again"),
        ("a.pdf", page(stream("", b"BT ET")), "no text layer"),
        ("a.html", b"<html><body><div id=app></div><script>draw()</script>".to_vec(), "scripts"),
        ("a.html", "<html><a href=1>全市会议召开，高远山出席</a><a href=2>更多</a>".as_bytes().to_vec(), "no article"),
    ] {
        let error = read_as(name, &bytes).expect_err(says).to_string();
        assert!(error.contains(name) && error.contains(says), "{error}");
    }
}

#[test]
fn a_refused_file_does_not_end_the_run() {
    let files = ["scanned.pdf", "municipal.html"].map(|n| fixture(n).display().to_string());
    let run = assert_cmd::Command::cargo_bin("guanmo").expect("built").arg("extract").args(&files).output().expect("it runs");
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("scanned.pdf: no text can be taken out"));
    assert_eq!(String::from_utf8_lossy(&run.stdout).lines().count(), 1);
}

/// Every fixture, as read from the disk.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(fixture("")).expect("the fixtures").filter_map(Result::ok).map(|e| e.path());
    let mut files: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e != "md")).collect();
    files.sort();
    files.iter().map(|p| (name(p), std::fs::read(p).expect("a fixture"))).collect()
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

#[test]
fn truncated_files_never_panic() {
    for (name, bytes) in fixtures() {
        for part in 0..24 {
            let _ = read_as(&name, &bytes[..bytes.len() * part / 24]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn changed_bytes_never_panic(which in 0_usize..64, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let all = fixtures();
        let (name, mut bytes) = all[which % all.len()].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_as(&name, &bytes);
    }

    #[test]
    fn random_bytes_never_panic(start in prop::sample::select(vec!["", "%PDF-1.4\n", "PK\u{3}\u{4}", "<html>", "<!DOCTYPE html>"]), bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let bytes = [start.as_bytes(), &bytes].concat();
        for name in ["a.html", "a.docx", "a.pdf", "a.txt"] {
            let _ = read_as(name, &bytes);
        }
    }

    #[test]
    fn random_markup_never_panics(page in "(<(/)?(p|div|table|tr|td|a|br|script|title|h1|li|ul|b|pre|article)( (class|id)=\"(content|nav|zoom)\")?( rowspan=3)?>|市长，|。| |　　|\n|&nbsp;|&#x4e00;){0,80}") {
        if let Ok(document) = read_as("a.html", format!("<html>{page}").as_bytes()) {
            prop_assert!(!document.text.contains('<') || page.contains("script") || page.contains("title"), "{}", document.text);
        }
    }
}
