//! A statement → a fact as data, with the sentences that say it.

use super::View;
use guanmo::export::{amount, qualifiers_json, rounded};
use guanmo::model::{KnowledgeGraph, NodeId, Predicate, Statement, Support, Target};
use serde::Serialize;
use std::collections::BTreeSet;

/// Characters shown before and after the words of a fact, at most.
const AROUND: usize = 120;
/// Supports that are listed with a fact in a list of facts; `GET /api/facts/{id}` lists all.
pub const LISTED_SUPPORTS: usize = 5;

/// A thing in few words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ref {
    /// The part of its IRI behind the base.
    pub id: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub label: String,
    /// The division it belongs to, where known: tells namesakes apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

impl Ref {
    pub fn of(view: &View, id: NodeId) -> Self {
        let node = view.graph().node(id);
        Self { id: view.loaded().node_ids[id.0].clone(), kind: node.kind.name(), label: node.label.clone(), anchor: node.anchor.clone() }
    }
}

/// What a fact points to.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Object {
    Entity {
        entity: Ref,
    },
    Text {
        value: String,
    },
    /// `value` in units of the currency, `display` as papers write it.
    Money {
        value: String,
        currency: String,
        display: String,
    },
    /// One date or two with `/` between, and the first and last day that it can mean.
    Date {
        value: String,
        earliest: String,
        latest: String,
    },
    Stage {
        value: String,
    },
}

impl Object {
    pub fn of(view: &View, target: &Target) -> Self {
        match target {
            Target::Node(id) => Self::Entity { entity: Ref::of(view, *id) },
            Target::Text(text) => Self::Text { value: text.clone() },
            Target::Money(money) => Self::Money { value: money.decimal(), currency: money.currency.clone(), display: amount(money) },
            Target::Date(date) => {
                Self::Date { value: date.to_string(), earliest: date.earliest().to_string(), latest: date.latest().to_string() }
            }
            Target::Stage(stage) => Self::Stage { value: stage.name().into() },
        }
    }

    /// What a reader calls it.
    pub fn label(&self) -> &str {
        match self {
            Self::Entity { entity } => &entity.label,
            Self::Money { display, .. } => display,
            Self::Text { value } | Self::Date { value, .. } | Self::Stage { value } => value,
        }
    }
}

/// An article in few words.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    pub id: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
}

impl Source {
    pub fn of(view: &View, article: usize) -> Self {
        let record = &view.graph().articles[article];
        Self {
            id: view.told(article).id.clone(),
            title: record.title.clone(),
            publisher: record.publisher.clone(),
            date: record.date.map(|date| date.to_string()),
            url: record.url.clone(),
        }
    }
}

/// Where an article says a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    pub article: Source,
    /// Characters (Unicode scalar values) of the document, end exclusive.
    pub start: usize,
    pub end: usize,
    /// The exact characters.
    pub quote: String,
    /// The rest of the sentence before and after the quote.
    pub before: String,
    pub after: String,
    pub rule: String,
    pub confidence: f64,
}

/// One fact.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub id: String,
    pub subject: Ref,
    pub relation: &'static str,
    pub object: Object,
    /// Only what was stated.
    pub qualifiers: serde_json::Value,
    /// How many articles say it.
    pub articles: usize,
    /// How often it is said.
    pub supports: usize,
    pub evidence: Vec<Evidence>,
}

impl Fact {
    /// A fact with at most so many of its supports, the surest first.
    pub fn of(view: &View, statement: usize, most: usize) -> Self {
        let found = &view.graph().statements[statement];
        let mut supports: Vec<&Support> = found.supports.iter().collect();
        supports.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        Self {
            id: view.loaded().fact_ids[statement].clone(),
            subject: Ref::of(view, found.subject),
            relation: found.predicate.name(),
            object: Object::of(view, &found.target),
            qualifiers: qualifiers_json(&found.qualifiers),
            articles: articles(found),
            supports: found.supports.len(),
            evidence: supports.into_iter().take(most).map(|support| evidence(view, support)).collect(),
        }
    }
}

/// How many articles make a statement.
pub fn articles(statement: &Statement) -> usize {
    statement.supports.iter().map(|support| support.article).collect::<BTreeSet<_>>().len()
}

/// The first day of a statement: its own date, else the day of its first article.
pub fn first_day(graph: &KnowledgeGraph, statement: &Statement) -> Option<String> {
    let own = match (&statement.target, statement.predicate) {
        (Target::Date(date), Predicate::OccurredOn) => Some(*date),
        _ => statement.qualifiers.date,
    };
    let told = || statement.supports.iter().filter_map(|support| graph.articles[support.article].date).min_by_key(|d| d.earliest());
    own.map(|span| span.earliest().to_string()).or_else(|| told().map(|day| day.to_string()))
}

fn evidence(view: &View, support: &Support) -> Evidence {
    let (before, after) = around(view, support);
    Evidence {
        article: Source::of(view, support.article),
        start: support.span.start,
        end: support.span.end,
        quote: support.quote.clone(),
        before,
        after,
        rule: support.rule.clone(),
        confidence: rounded(support.confidence),
    }
}

/// The rest of the sentence around the words of a fact.
fn around(view: &View, support: &Support) -> (String, String) {
    let told = view.told(support.article);
    let Some(start) = support.span.start.checked_sub(told.article.span.start) else { return Default::default() };
    let end = start + support.span.len();
    if end > told.text.len() {
        return Default::default();
    }
    let stop = |c: &char| matches!(c, '。' | '！' | '？' | '\n');
    let from = told.text[..start].iter().rposition(stop).map_or(0, |at| at + 1).max(start.saturating_sub(AROUND));
    let closed = end > start && stop(&told.text[end - 1]);
    let to = if closed { end } else { told.text[end..].iter().position(stop).map_or(told.text.len(), |at| end + at + 1) };
    let text = |from: usize, to: usize| told.text[from..to].iter().collect::<String>().trim_matches(['\n', '\u{3000}']).to_string();
    (text(from, start), text(end, to.min(end + AROUND)))
}
