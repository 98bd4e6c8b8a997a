//! A DOCX file → its text: one line per paragraph, rows of tables with cells parted by tabs. Headers, footers,
//! footnotes, comments and deleted text are left out.

mod body;

use super::{ReadError, days, decode};
use crate::model::{Given, PartialDate};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

pub use body::MAX_XML_DEPTH;

/// Most bytes that one part of an archive may unpack to: a small archive may hold very much.
pub const MAX_UNPACKED_BYTES: u64 = 64 << 20;

/// A file that was made later than this many days after the day its text names says nothing about that day.
const MAX_DAYS_LATER: i32 = 7;

/// Lines at the top in which the document's title and day are looked for.
const HEAD_LINES: usize = 12;

const REMEDY: &str = "open it and save it as .docx again, or as .txt";

/// Reads the main part, and the title and day that the properties state where the text bears them out.
pub(super) fn read(bytes: &[u8], place: &str) -> Result<(String, Given), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| failed(place, &e))?;
    let name = main_part(&archive).ok_or_else(|| foreign(&archive, place))?;
    let xml = part(&mut archive, &name, place)?;
    let text = body::text(&xml, place)?;
    if text.trim().is_empty() {
        return Err(ReadError::unreadable(place, "DOCX", "it has no text", "if its pages are pictures, recognise their text first"));
    }
    let core = part(&mut archive, "docProps/core.xml", place).unwrap_or_default();
    let given = Given {
        title: property(&core, "title").and_then(|t| borne_out(&t, &text)),
        date: property(&core, "created").and_then(|c| days::day(&c)).and_then(|d| plausible(d, &text)).map(|d| d.to_string()),
        ..Given::default()
    };
    Ok((text, given))
}

fn failed(place: &str, error: &ZipError) -> ReadError {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Foreign {
            place: place.into(),
            what: "an encrypted archive",
            remedy: "open it with its password and save it without one",
        },
        _ => ReadError::unreadable(place, "DOCX", error.to_string(), REMEDY),
    }
}

/// `word/document.xml`, or as some programs name it `word/document2.xml`.
fn main_part(archive: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|n| n.replace('\\', "/")).collect();
    names.retain(|n| {
        n.strip_prefix("word/document").and_then(|r| r.strip_suffix(".xml")).is_some_and(|r| r.bytes().all(|b| b.is_ascii_digit()))
    });
    names.into_iter().min()
}

fn foreign(archive: &ZipArchive<Cursor<&[u8]>>, place: &str) -> ReadError {
    let holds = |prefix: &str| archive.file_names().filter_map(Result::ok).any(|n| n.starts_with(prefix));
    let (what, remedy) = if holds("xl/") {
        ("a spreadsheet", "save its text as .txt")
    } else if holds("ppt/") {
        ("a presentation", "save its text as .txt")
    } else if holds("content.xml") {
        ("an OpenDocument file", "save it as .docx")
    } else {
        ("an archive that is no DOCX", "unpack it and give the files inside")
    };
    ReadError::Foreign { place: place.into(), what, remedy }
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, place: &str) -> Result<String, ReadError> {
    let part = archive.by_name(name).map_err(|e| failed(place, &e))?;
    let mut bytes = Vec::new();
    let read = part.take(MAX_UNPACKED_BYTES + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > MAX_UNPACKED_BYTES {
        return Err(ReadError::TooLarge { place: place.into(), size: bytes.len() as u64, limit: MAX_UNPACKED_BYTES });
    }
    read.map_err(|e| ReadError::unreadable(place, "DOCX", e.to_string(), REMEDY))?;
    decode(&bytes).map(|d| d.text).ok_or_else(|| ReadError::unreadable(place, "DOCX", format!("{name} is no text"), REMEDY))
}

/// A property's value in `docProps/core.xml`.
fn property(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut out) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) if e.local_name().as_ref() == name => inside = true,
            Event::Text(t) if inside => out.push_str(&t.xml10_content()),
            Event::GeneralRef(r) if inside => out.extend(body::character(&r)),
            Event::End(e) if e.local_name().as_ref() == name => return Some(out.trim().to_string()).filter(|t| !t.is_empty()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A title that stands at the top of the text: programs put much else there.
fn borne_out(title: &str, text: &str) -> Option<String> {
    let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = plain(title);
    let found = text.lines().take(HEAD_LINES).any(|l| plain(l) == wanted);
    (found && wanted.chars().count() >= 6).then(|| title.to_string())
}

/// The day of making, where the text names no day with its year and, first, a day shortly before it.
fn plausible(made: PartialDate, text: &str) -> Option<PartialDate> {
    let mut lines = text.lines().filter(|l| !l.trim().is_empty()).take(HEAD_LINES);
    let year = days::day(text).is_some() || text.contains(['〇', '○']);
    let (month, day) = lines.find_map(month_and_day).filter(|_| !year)?;
    let later = |days: &i32| made.days_after(-days).is_some_and(|d| d.month == Some(month) && d.day == Some(day));
    (0..=MAX_DAYS_LATER).find(later).map(|_| made)
}

/// The first 5月17日 of a line.
fn month_and_day(line: &str) -> Option<(u8, u8)> {
    let digits = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    line.match_indices('月').find_map(|(i, _)| {
        let before: String =
            digits(&line[..i]).chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
        let after = line[i + '月'.len_utf8()..].split_once('日').map(|(d, _)| digits(d))?;
        Some((before.parse().ok()?, after.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_making_counts_only_beside_the_day_of_the_text() {
        let made = PartialDate::day(2023, 5, 18);
        assert_eq!(plausible(made, "甲市开工\n5月17日，甲市开工。"), Some(made));
        assert_eq!(plausible(PartialDate::day(2023, 1, 2), "12 月 30 日，甲市开工。"), Some(PartialDate::day(2023, 1, 2)));
        for text in ["5月1日，甲市开工。", "2022年5月17日，甲市开工。", "甲市开工。", "二〇二二年5月17日"] {
            assert_eq!(plausible(made, text), None, "{text}");
        }
    }

    #[test]
    fn a_title_counts_only_where_the_text_has_it() {
        assert_eq!(borne_out("甲市重点项目开工", "甲市　重点项目开工\n正文").as_deref(), Some("甲市重点项目开工"));
        assert_eq!(borne_out("Microsoft Word - 新建文档", "甲市重点项目开工\n正文"), None);
    }
}
