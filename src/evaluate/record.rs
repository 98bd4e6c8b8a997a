//! Articles as the fact contract writes them: from JSON, from JSON Lines, from extraction.

use super::EvaluateError;
use crate::model::{Article, Entity, Fact, Object, Qualifiers, Span};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::BufRead;

/// One article, annotated or found.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Record {
    #[serde(deserialize_with = "text_or_empty")]
    pub id: String,
    #[serde(deserialize_with = "text_or_empty")]
    pub source: String,
    #[serde(deserialize_with = "or_default")]
    pub article: Header,
    #[serde(deserialize_with = "or_default")]
    pub entities: Vec<NamedEntity>,
    #[serde(deserialize_with = "or_default")]
    pub facts: Vec<StatedFact>,
}

/// What is said of the article itself. `…Any` are further acceptable values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Header {
    pub title: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub title_any: Vec<String>,
    pub publisher: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub publisher_any: Vec<String>,
    pub date: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub date_any: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub authors: Vec<String>,
}

/// An entity with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NamedEntity {
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub mentions: Vec<Span>,
}

/// A fact whose ends are written by name. Gold may list several acceptable ends.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct StatedFact {
    #[serde(deserialize_with = "text_or_empty")]
    pub subject: String,
    #[serde(deserialize_with = "texts")]
    pub subject_any: Vec<String>,
    pub predicate: String,
    #[serde(deserialize_with = "text_or_empty")]
    pub object: String,
    #[serde(deserialize_with = "texts")]
    pub object_any: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub qualifiers: Map<String, Value>,
    pub evidence: Evidence,
    /// What read it; gold has none.
    #[serde(deserialize_with = "or_default")]
    pub rule: String,
    pub optional: bool,
}

/// The words that carry a fact: with their place where they were found, as a quotation in gold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Evidence {
    Found {
        start: usize,
        end: usize,
        text: String,
    },
    Quoted(String),
    Other(Value),
    #[default]
    None,
}

impl StatedFact {
    /// All acceptable subjects.
    pub fn subjects(&self) -> &[String] {
        if self.subject_any.is_empty() { std::slice::from_ref(&self.subject) } else { &self.subject_any }
    }

    /// All acceptable objects.
    pub fn objects(&self) -> &[String] {
        if self.object_any.is_empty() { std::slice::from_ref(&self.object) } else { &self.object_any }
    }

    /// Subject, predicate, object and qualifiers in one line.
    pub fn shown(&self) -> String {
        let end = |one: &str, any: &[String]| if one.is_empty() { any.join("|") } else { one.to_string() };
        let mut out = format!("{} {} {}", end(&self.subject, &self.subject_any), self.predicate, end(&self.object, &self.object_any));
        for (key, value) in &self.qualifiers {
            out.push_str(&format!(" {key}={}", plain(value)));
        }
        out.trim_start().to_string()
    }
}

impl From<&Article> for Record {
    fn from(article: &Article) -> Self {
        let meta = &article.meta;
        Self {
            id: article.id.clone(),
            source: article.source.clone(),
            article: Header {
                title: meta.title.clone(),
                publisher: meta.publisher.clone(),
                date: meta.date.map(|d| d.to_string()),
                authors: meta.authors.clone(),
                ..Header::default()
            },
            entities: article.entities.iter().map(named).collect(),
            facts: article.facts.iter().map(|f| stated(article, f)).collect(),
        }
    }
}

fn named(entity: &Entity) -> NamedEntity {
    NamedEntity {
        kind: entity.kind.name().into(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        optional: false,
        mentions: entity.mentions.clone(),
    }
}

fn stated(article: &Article, fact: &Fact) -> StatedFact {
    let object = match &fact.object {
        Object::Entity(id) => article.entity(*id).name.clone(),
        other => other.to_string(),
    };
    let span = fact.evidence.span;
    StatedFact {
        subject: article.entity(fact.subject).name.clone(),
        predicate: fact.predicate.name().into(),
        object,
        qualifiers: qualifiers(&fact.qualifiers),
        evidence: Evidence::Found { start: span.start, end: span.end, text: fact.evidence.text.clone() },
        rule: fact.rule.clone(),
        ..StatedFact::default()
    }
}

/// Qualifiers under the contract's keys; dates in ISO form.
fn qualifiers(of: &Qualifiers) -> Map<String, Value> {
    let Ok(Value::Object(mut map)) = serde_json::to_value(of) else { return Map::new() };
    if let Some(date) = of.date {
        map.insert("date".into(), date.to_string().into());
    }
    map
}

/// Predictions by the name of their text file, without its ending.
pub type Predictions = BTreeMap<String, Vec<Record>>;

/// Reads predictions, one object a line.
///
/// # Errors
/// When a line cannot be read or is no article; file and line are named.
pub fn predictions(reader: impl BufRead, name: &str) -> Result<Predictions, EvaluateError> {
    let mut out = Predictions::new();
    for (number, line) in reader.lines().enumerate() {
        let place = || format!("{name}:{}", number + 1);
        let line = line.map_err(|e| EvaluateError::Io { place: place(), problem: e.to_string() })?;
        if line.trim().is_empty() {
            continue;
        }
        let record = serde_json::from_str(&line).and_then(serde_json::from_value::<Map<String, Value>>);
        let record: Record =
            record.and_then(|map| serde_json::from_value(Value::Object(map))).map_err(|e| EvaluateError::shape(place(), e))?;
        let label = if record.source.is_empty() { &record.id } else { &record.source };
        out.entry(stem(label)).or_default().push(record);
    }
    Ok(out)
}

/// The name that gold knows a prediction's source by: no folder, nothing from `.txt` on.
fn stem(source: &str) -> String {
    let base = source.rsplit('/').next().unwrap_or(source);
    base.split(".txt").next().unwrap_or(base).to_string()
}

/// A value as people write it: texts without quotation marks.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}

fn text_or_empty<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(input)? {
        Value::Null => String::new(),
        value => plain(&value),
    })
}

fn texts<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    let values = Option::<Vec<Value>>::deserialize(input)?.unwrap_or_default();
    Ok(values.iter().map(plain).collect())
}

/// `null` means the same as absence.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(input: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(input)?.unwrap_or_default())
}

impl Serialize for StatedFact {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.shown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_grouped_by_their_text() {
        let lines = "{\"id\":\"a\",\"source\":\"in/A1.txt\",\"entities\":[],\"facts\":[]}\n\n{\"id\":\"A1.txt#2\",\"facts\":null}\n{\"id\":\"B\"}\n";
        let read = predictions(lines.as_bytes(), "p.jsonl").expect("readable");
        assert_eq!(read.iter().map(|(k, v)| (k.as_str(), v.len())).collect::<Vec<_>>(), [("A1", 2), ("B", 1)]);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = predictions("{\"id\":\"a\"}\n{\"facts\":[7]}\n".as_bytes(), "p.jsonl").expect_err("a number is no fact");
        assert!(error.to_string().starts_with("p.jsonl:2: "), "{error}");
        assert!(predictions("[]\n".as_bytes(), "p.jsonl").is_err());
    }

    #[test]
    fn gold_may_write_numbers_and_several_ends() {
        let fact: StatedFact = serde_json::from_str(
            "{\"subjectAny\":[\"甲\",\"乙\"],\"predicate\":\"investment\",\"object\":1453000000,\"qualifiers\":{\"rank\":1},\"evidence\":\"总投资\"}",
        )
        .expect("a fact");
        assert_eq!((fact.subjects().len(), fact.objects()), (2, &["1453000000".to_string()][..]));
        assert_eq!(fact.shown(), "甲|乙 investment 1453000000 rank=1");
        assert_eq!(fact.evidence, Evidence::Quoted("总投资".into()));
    }
}
