//! A sentence → what each layer saw in it, and how near the rules of a relation came.

use super::AskError;
use super::filter::{Parameters, relation};
use guanmo::extract::inspect::{Attempt, SentenceView, inspect};
use guanmo::extract::relate::trace::Reach;
use guanmo::model::{Document, PartialDate, Predicate};
use guanmo::pipeline::Pipeline;
use serde::Deserialize;
use serde_json::{Value, json};

/// Longest text that is looked into, in characters: every rule is tried on every sentence.
pub const MAX_TEXT_CHARS: usize = 5_000;
/// Rules shown for a missing fact; the closest come first.
pub const SHOWN_RULES: usize = 8;

/// A text to look into.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    pub text: String,
    /// The paper: tells whose 我市 and 市委 are meant.
    pub publisher: Option<String>,
    /// The article's date.
    pub date: Option<String>,
    /// Only sentences that hold these words.
    pub find: Option<String>,
    /// The relation that was expected, for why-not.
    pub relation: Option<String>,
}

impl Text {
    /// The text among parameters; whether they may all be there is for the asker's door to say.
    pub fn of(given: &Parameters) -> Self {
        let value = |name: &str| given.one(name).map(str::to_string);
        Self {
            text: value("text").unwrap_or_default(),
            publisher: value("publisher"),
            date: value("date"),
            find: value("find"),
            relation: value("relation"),
        }
    }
}

/// What was seen in each sentence, and which rules matched without giving a fact.
///
/// # Errors
/// When the text is empty or too long, or the date is none.
pub fn why(pipeline: &Pipeline, text: &Text) -> Result<Value, AskError> {
    let sentences: Vec<Value> = views(pipeline, text)?.iter().map(seen).collect();
    Ok(json!({"sentences": sentences}))
}

/// What was seen in each sentence, and how far each rule of the relation came.
///
/// # Errors
/// As [`why`], and when the relation is unknown or not named.
pub fn why_not(pipeline: &Pipeline, text: &Text) -> Result<Value, AskError> {
    let name = text.relation.as_deref().ok_or_else(|| AskError::wrong("`relation` is missing: which fact was expected?"))?;
    let predicate = relation(name)?;
    let sentence = |view: &SentenceView| {
        let mut out = seen(view);
        out["relation"] = json!(predicate.name());
        let close = closest(view, predicate);
        out["inCode"] = json!(close.is_empty());
        out["attempts"] = close.into_iter().take(SHOWN_RULES).map(attempt).collect();
        out
    };
    Ok(json!({"sentences": views(pipeline, text)?.iter().map(sentence).collect::<Vec<_>>()}))
}

/// Tries of the rules of a relation, the nearest first. None where structures in code read it.
pub fn closest(view: &SentenceView, predicate: Predicate) -> Vec<&Attempt> {
    let mut close: Vec<&Attempt> = view.attempts.iter().filter(|a| a.predicates.contains(&predicate)).collect();
    close.sort_by_key(|a| (std::cmp::Reverse(nearness(&a.reach)), a.rule.clone()));
    close
}

fn views(pipeline: &Pipeline, text: &Text) -> Result<Vec<SentenceView>, AskError> {
    if text.text.trim().is_empty() {
        return Err(AskError::wrong("`text` is missing: the sentence or article to look into"));
    }
    if text.text.chars().nth(MAX_TEXT_CHARS).is_some() {
        return Err(AskError::wrong(format!("the text is longer than {MAX_TEXT_CHARS} characters; give the paragraph in question")));
    }
    let mut document = Document::new("why", text.text.as_str());
    document.given.publisher = text.publisher.clone().filter(|name| !name.is_empty());
    if let Some(date) = text.date.as_deref().filter(|date| !date.is_empty()) {
        let wrong = || AskError::wrong(format!("`{date}` is no date; expected YYYY-MM-DD"));
        document.given.date = Some(PartialDate::parse(date).ok_or_else(wrong)?.to_string());
    }
    let find = text.find.as_deref().unwrap_or("");
    Ok(inspect(&document, pipeline.resources()).into_iter().filter(|view| view.text.contains(find)).collect())
}

fn seen(view: &SentenceView) -> Value {
    let words: Vec<Value> = view.words.iter().map(|(word, class)| json!([word, class.to_string()])).collect();
    let mentions: Vec<Value> = view
        .mentions
        .iter()
        .map(|m| {
            json!({
                "type": m.kind, "words": m.words, "entity": m.entity, "inner": m.inner, "reason": m.reason,
                "start": m.at.0, "end": m.at.1,
            })
        })
        .collect();
    let facts: Vec<Value> = view
        .facts
        .iter()
        .map(|f| {
            json!({
                "subject": f.subject, "relation": f.predicate.name(), "object": f.object, "rule": f.rule,
                "quote": f.evidence, "start": f.span.start, "end": f.span.end,
            })
        })
        .collect();
    let given = |attempt: &&Attempt| view.facts.iter().any(|fact| fact.rule == attempt.rule);
    let matched = view.attempts.iter().filter(|a| matches!(a.reach, Reach::Matched { .. }));
    let silent: Vec<Value> = matched.filter(|a| !given(a)).map(attempt).collect();
    json!({
        "block": view.block,
        "text": view.text,
        "start": view.span.start,
        "end": view.span.end,
        "words": words,
        "mentions": mentions,
        "encoded": view.encoded,
        "facts": facts,
        "silent": silent,
    })
}

fn attempt(attempt: &Attempt) -> Value {
    let (reach, detail) = match &attempt.reach {
        Reach::Matched { .. } => ("matched", json!(null)),
        Reach::Refused(reason) => ("refused", json!(reason)),
        Reach::Stopped { wanted, .. } => ("stopped", json!(readable(wanted))),
        Reach::Lacks(set) => ("lacks", json!(set.iter().map(|word| readable(word)).collect::<Vec<_>>())),
    };
    json!({"rule": attempt.rule, "reach": reach, "detail": detail, "before": attempt.place.0, "after": attempt.place.1})
}

/// How near a rule came: matched, then refused, then by how far into the sentence it came.
fn nearness(reach: &Reach) -> usize {
    match reach {
        Reach::Matched { .. } => usize::MAX,
        Reach::Refused(_) => usize::MAX - 1,
        Reach::Stopped { token, .. } => 1 + token,
        Reach::Lacks(_) => 0,
    }
}

/// A pattern with the private characters of mentions spelt out.
pub fn readable(pattern: &str) -> String {
    let text: String = pattern.chars().map(symbol).collect();
    if text.chars().count() > 120 { text.chars().take(120).chain(['…']).collect() } else { text }
}

/// A character as rules see it, a mention by its type.
fn symbol(c: char) -> String {
    guanmo::extract::relate::encode::type_of(c).map_or_else(|| c.to_string(), |name| format!("⟨{name}⟩"))
}
