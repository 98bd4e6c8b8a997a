//! The XML of a document's main part → lines.

use super::super::{ReadError, paragraphs, rows};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Deepest nesting of elements; documents have some dozens.
pub const MAX_XML_DEPTH: usize = 512;

/// Longest cell of a table of data, in characters; a table with longer ones is read as paragraphs.
const MAX_CELL_CHARS: usize = 120;

/// Longest merged cell that is said again in the rows below, in characters: it bounds what a small file can become.
const MAX_SAID_AGAIN: usize = 40;

/// Elements whose text is not the document's: former text, and what stands in for newer drawings.
const SKIPPED: &[&str] = &["Fallback", "del", "moveFrom", "instrText", "delText"];

/// One table that is open: its rows, cells and their paragraphs.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Default, Clone)]
struct Cell {
    paragraphs: Vec<String>,
    /// Whether it goes on a cell of the row above.
    merged: bool,
}

#[derive(Default)]
struct Body {
    lines: Vec<String>,
    tables: Vec<Table>,
    /// Paragraphs that are open: a text box stands inside another one's.
    open: Vec<String>,
    in_text: bool,
    skipped: usize,
}

/// The document's lines.
pub fn text(xml: &str, place: &str) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body::default();
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|e| ReadError::unreadable(place, "DOCX", e.to_string(), super::REMEDY))?;
        match event {
            Event::Start(e) => {
                depth += 1;
                if depth > MAX_XML_DEPTH {
                    return Err(ReadError::too_much(place, "elements inside each other", MAX_XML_DEPTH, super::REMEDY));
                }
                body.start(&e);
            }
            Event::Empty(e) => body.empty(&e),
            Event::End(e) => {
                depth = depth.saturating_sub(1);
                body.end(e.local_name().as_ref());
            }
            Event::Text(t) => body.push(&t.xml10_content()),
            Event::CData(t) => body.push(&t.xml10_content()),
            Event::GeneralRef(r) => body.push(character(&r).map(String::from).as_deref().unwrap_or_default()),
            Event::Eof if depth > 0 => {
                return Err(ReadError::unreadable(place, "DOCX", "its XML ends too early", super::REMEDY));
            }
            Event::Eof => return Ok(paragraphs::compose(body.lines.iter().flat_map(|l| l.split('\n')))),
            _ => {}
        }
    }
}

impl Body {
    fn push(&mut self, text: &str) {
        if self.in_text
            && self.skipped == 0
            && let Some(open) = self.open.last_mut()
        {
            open.push_str(text);
        }
    }

    fn start(&mut self, e: &BytesStart) {
        let name = e.local_name();
        if self.skipped > 0 || SKIPPED.contains(&name.as_ref()) {
            self.skipped += 1;
            return;
        }
        match name.as_ref() {
            "t" => self.in_text = true,
            "p" => self.open.push(String::new()),
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.with_rows(|rows| rows.push(Vec::new())),
            "tc" => self.with_row(|row| row.push(Cell::default())),
            "vMerge" => self.merge(e),
            _ => {}
        }
    }

    fn empty(&mut self, e: &BytesStart) {
        if self.skipped > 0 {
            return;
        }
        match e.local_name().as_ref() {
            "tab" => self.mark('\t'),
            "br" | "cr" => self.mark('\n'),
            "noBreakHyphen" => self.mark('-'),
            "vMerge" => self.merge(e),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => {
                let text = self.open.pop().unwrap_or_default();
                self.paragraphs([text]);
            }
            "tbl" => {
                let table = self.tables.pop().unwrap_or_default();
                let lines = lines(table.rows);
                self.paragraphs(lines);
            }
            _ => {}
        }
    }

    /// Tabs and breaks stand outside of `w:t`; a tab of `w:tabs` stands outside of runs and adds to nothing.
    fn mark(&mut self, mark: char) {
        if let Some(open) = self.open.last_mut().filter(|o| mark != '\t' || !o.is_empty()) {
            open.push(mark);
        }
    }

    fn merge(&mut self, e: &BytesStart) {
        let restarts = e.attributes().flatten().any(|a| a.key.local_name().as_ref() == "val" && a.value.as_ref() == "restart");
        self.with_row(|row| {
            if let Some(cell) = row.last_mut() {
                cell.merged = !restarts;
            }
        });
    }

    fn with_rows(&mut self, change: impl FnOnce(&mut Vec<Vec<Cell>>)) {
        if let Some(table) = self.tables.last_mut() {
            change(&mut table.rows);
        }
    }

    fn with_row(&mut self, change: impl FnOnce(&mut Vec<Cell>)) {
        self.with_rows(|rows| {
            if let Some(row) = rows.last_mut() {
                change(row);
            }
        });
    }

    /// Adds finished lines to the innermost cell, or to the document.
    fn paragraphs(&mut self, lines: impl IntoIterator<Item = String>) {
        let cell = self.tables.last_mut().and_then(|t| t.rows.last_mut()).and_then(|r| r.last_mut());
        match cell {
            Some(cell) => cell.paragraphs.extend(lines),
            None => self.lines.extend(lines),
        }
    }
}

/// A table's lines: rows of data, or the paragraphs of its cells where it only lays the page out.
fn lines(table: Vec<Vec<Cell>>) -> Vec<String> {
    let long = |c: &Cell| {
        c.paragraphs.iter().map(|p| p.chars().count()).sum::<usize>() > MAX_CELL_CHARS
            || c.paragraphs.iter().filter(|p| p.contains('。')).count() > 1
    };
    if table.iter().filter(|r| r.len() > 1).count() < 2 || table.iter().flatten().any(long) {
        return table.into_iter().flatten().flat_map(|c| c.paragraphs).collect();
    }
    let mut out: Vec<Vec<String>> = Vec::new();
    for row in table {
        let above = out.last();
        let of =
            |(i, cell): (usize, Cell)| match above.and_then(|r| r.get(i)).filter(|t| cell.merged && t.chars().count() <= MAX_SAID_AGAIN) {
                Some(text) => text.clone(),
                None => rows::cell(&cell.paragraphs.concat()),
            };
        let cells = row.into_iter().enumerate().map(of).collect();
        out.push(cells);
    }
    rows::tidy(&mut out);
    out.into_iter().map(|r| r.join("\t")).collect()
}

/// The five entities of XML and numbered characters; entities of the document's own stand for nothing.
pub fn character(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> String {
        text(&format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"), "a.docx").unwrap_or_else(|e| e.to_string())
    }

    fn cell(text: &str) -> String {
        format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn paragraphs_are_lines() {
        let xml = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲市</w:t></w:r><w:r><w:t>开工&amp;&#x7ae3;工</w:t></w:r></w:p><w:p/>\
            <w:p><w:r><w:t>市长高远山出席。</w:t><w:br/><w:t xml:space='preserve'> 散会。</w:t></w:r><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del></w:p>";
        assert_eq!(read(xml), "甲市开工&竣工\n　　市长高远山出席。\n　　散会。\n");
    }

    #[test]
    fn tables_are_rows_and_merged_cells_are_said_again() {
        let rows = [
            [cell("地区"), cell("单 位"), cell("得分")].concat(),
            [
                "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>甲市</w:t></w:r></w:p></w:tc>".into(),
                cell("乙县"),
                cell("98"),
            ]
            .concat(),
            ["<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".into(), cell("丙县"), cell("")].concat(),
        ];
        let table = format!("<w:tbl>{}</w:tbl>", rows.map(|r| format!("<w:tr>{r}</w:tr>")).concat());
        assert_eq!(read(&table), "地区\t单位\t得分\n甲市\t乙县\t98\n甲市\t丙县\n");
        let layout = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("市长调研。"), cell("侧栏"));
        assert_eq!(read(&layout), "　　市长调研。\n　　侧栏\n");
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let bomb = "<!DOCTYPE d [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w='w'><w:p><w:r><w:t>甲&b;乙</w:t></w:r></w:p></w:document>";
        assert_eq!(text(bomb, "a.docx").ok().as_deref(), Some("甲乙\n"));
    }

    #[test]
    fn depth_and_early_ends_are_refused() {
        assert!(matches!(text(&"<a>".repeat(MAX_XML_DEPTH + 1), "a.docx"), Err(ReadError::TooMuch { .. })));
        assert!(matches!(text("<a><w:p>", "a.docx"), Err(ReadError::Unreadable { .. })));
        assert!(matches!(text("<a></b>", "a.docx"), Err(ReadError::Unreadable { .. })));
    }
}
