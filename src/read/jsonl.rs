//! JSON Lines: one article a line, `{"id","text","title"?,"date"?,"publisher"?,"url"?}`.

use super::{MAX_LINE_BYTES, ReadError};
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

    fn next_line(&mut self) -> std::io::Result<Option<Result<String, u64>>> {
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
        Ok(Some(if fits { Ok(String::from_utf8_lossy(&bytes).into_owned()) } else { Err(size) }))
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
                Ok(Some(Ok(line))) if line.trim().is_empty() => continue,
                Ok(Some(Ok(line))) => Some(parse(&line, place)),
            };
        }
    }
}

fn parse(line: &str, place: String) -> Result<Document, ReadError> {
    let parsed: Line = serde_json::from_str(line.trim_start_matches('\u{feff}'))
        .map_err(|e| ReadError::BadLine { place: place.clone(), problem: e.to_string() })?;
    let id = match parsed.id {
        serde_json::Value::String(s) if !s.is_empty() => s,
        serde_json::Value::Number(n) => n.to_string(),
        _ => return Err(ReadError::BadLine { place, problem: "\"id\" must be a text or a number".into() }),
    };
    if parsed.text.trim().is_empty() {
        return Err(ReadError::BadLine { place, problem: "\"text\" is empty".into() });
    }
    let given = Given { title: parsed.title, date: parsed.date, publisher: parsed.publisher, url: parsed.url };
    Ok(Document { source: id.clone(), id, text: parsed.text, given })
}
