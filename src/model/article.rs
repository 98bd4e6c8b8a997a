use super::{Entity, EntityId, Fact, PartialDate, Span};
use serde::{Deserialize, Serialize};

/// What one article says: the result of extraction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The document's id; `#2` and so on is added for further articles of one document.
    pub id: String,
    /// The document's source (file name, or the `id` of a JSON line).
    pub source: String,
    pub meta: ArticleMeta,
    /// Where in the document the article stands.
    pub span: Span,
    pub entities: Vec<Entity>,
    pub facts: Vec<Fact>,
    /// What was seen and left: never an error, never a crash.
    pub notices: Vec<Notice>,
}

impl Article {
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }
}

/// Facts about the article itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMeta {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<PartialDate>,
    pub url: Option<String>,
    /// Full name of the division whose paper this is (石家庄市), where it could be told.
    pub home: Option<String>,
}

/// Something a reader should know about how a text was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A stable kind in kebab-case: `no-date`, `replacement-characters`, `too-long`.
    pub kind: String,
    pub message: String,
    pub span: Option<Span>,
}
