//! JSON Lines: one article a line, `{"id","text","title"?,"date"?,"publisher"?,"url"?}`.

use super::{MAX_LINE_BYTES, ReadError, decode};
use crate::model::{Document, Given};
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

/// Reads line by line; a bad line is refused and the rest goes on. Memory is bounded by the longest line.
pub(super) struct Lines<R> {
    reader: R,
    name: String,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, name: &str) -> Self {
        Self { reader, name: name.to_string(), number: 0 }
    }

    fn next_line(&mut self) -> std::io::Result<Option<Result<Vec<u8>, u64>>> {
        let mut bytes = Vec::new();
        let mut size = 0_u64;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            let end = chunk.iter().position(|&b| b == b'\n').map_or(chunk.len(), |i| i + 1);
            size += end as u64;
            if size <= MAX_LINE_BYTES as u64 {
                bytes.extend_from_slice(&chunk[..end]);
            }
            let ended = chunk[end - 1] == b'\n';
            self.reader.consume(end);
            if ended {
                break;
            }
        }
        if size == 0 {
            return Ok(None);
        }
        let fits = size <= MAX_LINE_BYTES as u64;
        Ok(Some(if fits { Ok(bytes) } else { Err(size) }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let place = format!("{}:{}", self.name, self.number);
            return match self.next_line() {
                Err(e) => Some(Err(ReadError::io(&place, &e))),
                Ok(None) => None,
                Ok(Some(Err(size))) => Some(Err(ReadError::TooLarge { place, size, limit: MAX_LINE_BYTES as u64 })),
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(Ok(line))) => Some(parse(&line, place)),
            };
        }
    }
}

fn parse(line: &[u8], place: String) -> Result<Document, ReadError> {
    let decoded = decode(line).ok_or_else(|| ReadError::Binary { place: place.clone() })?;
    let notices = decoded.notices();
    let parsed: Line =
        serde_json::from_str(decoded.text.trim()).map_err(|e| ReadError::BadLine { place: place.clone(), problem: e.to_string() })?;
    let id = match parsed.id {
        serde_json::Value::String(s) if !s.is_empty() => s,
        serde_json::Value::Number(n) => n.to_string(),
        _ => return Err(ReadError::BadLine { place, problem: "\"id\" must be a text or a number".into() }),
    };
    if parsed.text.trim().is_empty() {
        return Err(ReadError::BadLine { place, problem: "\"text\" is empty".into() });
    }
    let given = Given { title: parsed.title, date: parsed.date, publisher: parsed.publisher, url: parsed.url };
    Ok(Document { source: id.clone(), id, text: parsed.text, given, notices })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_refused_and_the_rest_goes_on() {
        let text = "\u{feff}{\"id\":7,\"text\":\"甲。\",\"date\":\"2024-05-01\"}\n\nnot json\n{\"id\":\"\",\"text\":\"乙\"}\n{\"id\":\"c\",\"text\":\" \"}\n{\"id\":\"d\",\"text\":\"丁。\"}";
        let read: Vec<_> = Lines::new(text.as_bytes(), "a.jsonl").collect();
        let shown: Vec<String> = read.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |d| d.id.clone())).collect();
        assert_eq!((shown[0].as_str(), shown[4].as_str()), ("7", "d"));
        assert!(shown[1].starts_with("a.jsonl:3: ") && shown[2].starts_with("a.jsonl:4: ") && shown[3].starts_with("a.jsonl:5: "));
        assert_eq!(read[0].as_ref().ok().and_then(|d| d.given.date.as_deref()), Some("2024-05-01"));
    }

    #[test]
    fn too_long_a_line_is_refused_without_being_held() {
        let long = format!("{{\"id\":\"a\",\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"乙。\"}}\n", "x".repeat(MAX_LINE_BYTES));
        let read: Vec<_> = Lines::new(long.as_bytes(), "a.jsonl").collect();
        assert!(matches!(&read[..], [Err(ReadError::TooLarge { .. }), Ok(d)] if d.id == "b"));
    }
}
