//! A knowledge graph → what people read in it: what changed between two, and the ledger of one thing over time.

mod diff;
mod ledger;

pub use diff::{Change, Changes, Section, diff};
pub use ledger::{Entry, Promise, Stand, disagreements, district, person, project, promises};

use crate::model::{KnowledgeGraph, Support, Target};

/// What a statement points to, as a reader wants it.
pub fn value(graph: &KnowledgeGraph, target: &Target) -> String {
    match target {
        Target::Node(id) => graph.node(*id).label.clone(),
        Target::Text(text) => text.clone(),
        Target::Money(money) => money.to_string(),
        Target::Date(date) => date.to_string(),
        Target::Stage(stage) => stage.name().to_string(),
    }
}

/// An article by its title, outlet and day.
pub fn source(graph: &KnowledgeGraph, support: &Support) -> String {
    let article = &graph.articles[support.article];
    let title = article.title.clone().unwrap_or_else(|| article.id.clone());
    let parts = [Some(title), article.publisher.clone(), article.date.map(|day| day.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The words of a support without line breaks and layout spaces.
pub fn words(support: &Support) -> String {
    support.quote.chars().filter(|c| !c.is_whitespace()).collect()
}
