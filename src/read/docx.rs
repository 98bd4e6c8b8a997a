//! A DOCX file → its text: one line per paragraph, cells of a table parted by tabs.

use super::{MAX_UNPACKED_BYTES, ReadError};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// Reads `word/document.xml`; headers, footnotes and comments are left out.
pub(super) fn read(bytes: &[u8], place: &str) -> Result<String, ReadError> {
    let failed = |problem: String| ReadError::Unpack { place: place.into(), problem };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| failed(e.to_string()))?;
    let part = archive.by_name("word/document.xml").map_err(|e| failed(e.to_string()))?;
    let mut xml = String::new();
    part.take(MAX_UNPACKED_BYTES + 1).read_to_string(&mut xml).map_err(|e| failed(e.to_string()))?;
    if xml.len() as u64 > MAX_UNPACKED_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size: xml.len() as u64, limit: MAX_UNPACKED_BYTES });
    }
    let text = paragraphs(&xml).map_err(|e| failed(e.to_string()))?;
    if text.trim().is_empty() { Err(ReadError::Empty { place: place.into() }) } else { Ok(text) }
}

fn paragraphs(xml: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut in_text, mut cells) = (String::new(), false, 0_usize);
    loop {
        match reader.read_event()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => in_text = true,
                "tc" => cells += 1,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "tc" => {
                    cells = cells.saturating_sub(1);
                    out.push('\t');
                }
                "tr" => {
                    out.truncate(out.trim_end_matches('\t').len());
                    out.push('\n');
                }
                // A cell may hold several paragraphs: they stay in its row.
                "p" if cells == 0 => out.push('\n'),
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" => out.push('\t'),
                "br" | "cr" if cells == 0 => out.push('\n'),
                "p" if cells == 0 => out.push('\n'),
                _ => {}
            },
            Event::Text(t) if in_text => out.push_str(&t),
            Event::GeneralRef(r) if in_text => entity(&r, &mut out),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// The five entities of XML and numbered characters.
fn entity(name: &str, out: &mut String) {
    let numbered = name.strip_prefix("#x").map(|n| u32::from_str_radix(n, 16)).or_else(|| name.strip_prefix('#').map(str::parse));
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered.and_then(Result::ok).and_then(char::from_u32),
    };
    out.extend(c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(xml: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(xml.as_bytes()).expect("its text");
        archive.finish().expect("an archive").into_inner()
    }

    #[test]
    fn paragraphs_are_lines_and_cells_are_tabs() {
        let xml = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>市长</w:t></w:r><w:r><w:t>高远山&amp;一行</w:t></w:r></w:p><w:p/>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>名次</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        assert_eq!(read(&packed(xml), "a.docx").ok().as_deref(), Some("市长高远山&一行\n\n名次\t单位\n"));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(matches!(read(b"PK no", "a.docx"), Err(ReadError::Unpack { .. })));
        assert!(matches!(read(&packed("<w:document><w:p>"), "a.docx"), Err(ReadError::Empty { .. } | ReadError::Unpack { .. })));
    }
}
