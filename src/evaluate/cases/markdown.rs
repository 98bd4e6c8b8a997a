//! The lines of a case file → its cases: headings, fences, expected lines. Says file, line and remedy where the form is broken.

use super::{ANY, Case, Demand, Expected, OPEN, alternatives};
use crate::evaluate::EvaluateError;
use crate::evaluate::record::{NamedEntity, StatedFact};
use crate::model::{EntityKind, PartialDate, Predicate};
use serde_json::{Map, Value};

/// What may narrow an expected fact.
const QUALIFIERS: [&str; 13] =
    ["organization", "former", "role", "rank", "rankMax", "score", "scope", "verb", "date", "measure", "project", "listOrder", "modality"];

/// Reads the cases of one file.
///
/// # Errors
/// When the form is broken: `file`, line and remedy are named.
pub fn parse(file: &str, text: &str) -> Result<Vec<Case>, EvaluateError> {
    let mut reader = Reader { file, number: 0, cases: Vec::new(), fence: None };
    for line in text.lines() {
        reader.number += 1;
        reader.line(line)?;
    }
    reader.end()
}

/// An open fence: its backticks, what it holds, where it began, what was read.
struct Fence {
    ticks: usize,
    kind: Kind,
    line: usize,
    body: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Facts,
    Entities,
    Other,
}

struct Reader<'a> {
    file: &'a str,
    number: usize,
    cases: Vec<Case>,
    fence: Option<Fence>,
}

impl Reader<'_> {
    fn fail<T>(&self, line: usize, problem: impl ToString, remedy: impl ToString) -> Result<T, EvaluateError> {
        Err(EvaluateError::Case { file: self.file.into(), line, problem: problem.to_string(), remedy: remedy.to_string() })
    }

    fn line(&mut self, line: &str) -> Result<(), EvaluateError> {
        let ticks = line.bytes().take_while(|b| *b == b'`').count();
        if let Some(mut fence) = self.fence.take() {
            if ticks >= fence.ticks && line[ticks..].trim().is_empty() {
                return self.close(fence);
            }
            fence.body.push(line.to_string());
            self.fence = Some(fence);
        } else if ticks >= 3 {
            return self.open(ticks, line[ticks..].trim());
        } else if let Some(heading) = line.strip_prefix("## ") {
            return self.heading(heading.trim());
        }
        Ok(())
    }

    fn heading(&mut self, written: &str) -> Result<(), EvaluateError> {
        self.complete()?;
        let (heading, open) = written.strip_suffix(OPEN).map_or((written, false), |h| (h.trim_end(), true));
        if self.cases.iter().any(|c| c.heading == heading) {
            return self.fail(self.number, format!("a second case is called `{heading}`"), "give each case of a file its own heading");
        }
        self.cases.push(Case { heading: heading.into(), line: self.number, open, ..Case::default() });
        Ok(())
    }

    fn open(&mut self, ticks: usize, info: &str) -> Result<(), EvaluateError> {
        let mut words = info.split_whitespace();
        let kind = match words.next() {
            Some("text") => Kind::Text,
            Some("facts") => Kind::Facts,
            Some("entities") => Kind::Entities,
            _ => Kind::Other,
        };
        if kind != Kind::Other && self.cases.is_empty() {
            return self.fail(self.number, "a fence stands before the first `## ` heading", "begin each case with a heading");
        }
        if kind == Kind::Text {
            words.try_for_each(|word| self.given(word))?;
        }
        self.fence = Some(Fence { ticks, kind, line: self.number, body: Vec::new() });
        Ok(())
    }

    /// `date=2024-03-05` or `publisher=清河日报` behind ```` ```text ````.
    fn given(&mut self, word: &str) -> Result<(), EvaluateError> {
        let line = self.number;
        let Some((key, value)) = word.split_once('=').filter(|(_, v)| !v.is_empty()) else {
            return self.fail(line, format!("`{word}` is no `key=value`"), "write date=… or publisher=…");
        };
        if key == "date" && PartialDate::parse(value).is_none() {
            return self.fail(line, format!("`{value}` is no date"), "write 2024-03-05");
        }
        let Some(case) = self.cases.last_mut() else { return Ok(()) };
        match key {
            "date" => case.date = Some(value.into()),
            "publisher" => case.publisher = Some(value.into()),
            _ => return self.fail(line, format!("`{key}` is not known here"), "write date=… or publisher=…"),
        }
        Ok(())
    }

    fn close(&mut self, fence: Fence) -> Result<(), EvaluateError> {
        let lines = || fence.body.iter().enumerate().map(|(i, l)| (fence.line + 1 + i, l.trim())).filter(|(_, l)| !l.is_empty());
        match fence.kind {
            Kind::Other => {}
            Kind::Text => {
                let text = fence.body.join("\n");
                match self.cases.last_mut() {
                    Some(case) if case.text.is_empty() => case.text = text,
                    _ => return self.fail(fence.line, "the case has a second text", "begin another case with a `## ` heading"),
                }
            }
            Kind::Facts => {
                let facts = lines().map(|(n, l)| fact(self, n, l)).collect::<Result<Vec<_>, _>>()?;
                self.cases.iter_mut().next_back().into_iter().for_each(|c| c.facts.extend(facts.iter().cloned()));
            }
            Kind::Entities => {
                let entities = lines().map(|(n, l)| entity(self, n, l)).collect::<Result<Vec<_>, _>>()?;
                self.cases.iter_mut().next_back().into_iter().for_each(|c| c.entities.get_or_insert_default().extend(entities.clone()));
            }
        }
        Ok(())
    }

    /// Whether the last case has its text and something that it expects.
    fn complete(&self) -> Result<(), EvaluateError> {
        match self.cases.last() {
            Some(c) if c.text.trim().is_empty() => self.fail(c.line, format!("`{}` has no text", c.heading), "add a ```text fence"),
            Some(c) if c.facts.is_empty() && c.entities.is_none() => {
                self.fail(c.line, format!("`{}` expects nothing", c.heading), "add a ```facts fence; `! * | said` forbids")
            }
            _ => Ok(()),
        }
    }

    fn end(self) -> Result<Vec<Case>, EvaluateError> {
        if let Some(fence) = &self.fence {
            return self.fail(fence.line, "this fence is never closed", "close it with as many backticks");
        }
        self.complete()?;
        Ok(self.cases)
    }
}

/// `?` and `!` in front of a line.
fn demand(line: &str) -> (Demand, &str) {
    match line.split_at_checked(1) {
        Some(("?" | "？", rest)) => (Demand::May, rest.trim()),
        Some(("!", rest)) => (Demand::MustNot, rest.trim()),
        _ => (Demand::Must, line),
    }
}

fn fact(reader: &Reader, number: usize, line: &str) -> Result<Expected<StatedFact>, EvaluateError> {
    let (demand, written) = demand(line);
    let cells: Vec<&str> = written.split('|').map(str::trim).collect();
    let least = if demand == Demand::MustNot { 2 } else { 3 };
    if cells.len() < least || cells.iter().any(|c| c.is_empty()) {
        return reader.fail(number, format!("`{line}` is no fact"), "write subject | predicate | object | key=value");
    }
    let Some(predicate) = Predicate::parse(cells[1]) else {
        let all = Predicate::ALL.map(Predicate::name).join(", ");
        return reader.fail(number, format!("no predicate is named `{}`", cells[1]), format!("predicates: {all}"));
    };
    let qualifiers = qualifiers(reader, number, cells.get(3..).unwrap_or_default())?;
    let item = StatedFact {
        subject_any: alternatives(cells[0]),
        predicate: predicate.name().into(),
        object_any: cells.get(2).map_or_else(|| vec![ANY.into()], |o| alternatives(o)),
        qualifiers,
        optional: demand == Demand::May,
        ..StatedFact::default()
    };
    Ok(Expected { demand, line: number, written: written.into(), item })
}

fn qualifiers(reader: &Reader, number: usize, cells: &[&str]) -> Result<Map<String, Value>, EvaluateError> {
    let mut qualifiers = Map::new();
    for cell in cells {
        match cell.split_once('=').map(|(k, v)| (k.trim(), v.trim())) {
            Some((key, value)) if QUALIFIERS.contains(&key) => qualifiers.insert(key.into(), Value::from(value)),
            _ => {
                return reader.fail(
                    number,
                    format!("`{cell}` is no qualifier"),
                    format!("write key=value; keys: {}", QUALIFIERS.join(", ")),
                );
            }
        };
    }
    Ok(qualifiers)
}

fn entity(reader: &Reader, number: usize, line: &str) -> Result<Expected<NamedEntity>, EvaluateError> {
    let (demand, written) = demand(line);
    let (kind, names) = written.split_once('|').map(|(k, n)| (k.trim(), alternatives(n.trim()))).unwrap_or_default();
    let Some(kind) = EntityKind::parse(kind) else {
        let all = EntityKind::ALL.map(EntityKind::name).join(", ");
        return reader.fail(number, format!("`{line}` names no type"), format!("write Type | name / alias; types: {all}"));
    };
    let Some((name, aliases)) = names.split_first() else {
        return reader.fail(number, format!("`{line}` has no name"), "write Type | name / alias");
    };
    let item = NamedEntity {
        kind: kind.name().into(),
        name: name.clone(),
        aliases: aliases.to_vec(),
        optional: demand == Demand::May,
        mentions: Vec::new(),
    };
    Ok(Expected { demand, line: number, written: written.into(), item })
}
