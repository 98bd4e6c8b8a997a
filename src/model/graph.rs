use super::{DateSpan, EntityKind, Level, Money, PartialDate, Predicate, Qualifiers, Span, Stage};
use serde::{Deserialize, Serialize};

/// Position of a node in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub usize);

/// The merged facts of many articles: who is who has been decided, and every statement keeps its supports.
///
/// Nodes are sorted by key, statements by (subject, predicate, target, qualifiers), articles by id: the same
/// articles give the same value in any order of reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnowledgeGraph {
    pub nodes: Vec<Node>,
    pub statements: Vec<Statement>,
    pub articles: Vec<ArticleRecord>,
}

/// A unit of administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260.
    pub code: String,
    pub name: String,
    pub pinyin: String,
    pub level: Level,
    /// Code of the unit above.
    pub above: Option<String>,
}

/// One entity of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The identifying tuple as text, for example `Person|石家庄市|高远山`: IRIs are made of it.
    pub key: String,
    pub kind: EntityKind,
    pub label: String,
    pub aliases: Vec<String>,
    /// Sort key without tones: `shi jia zhuang shi`.
    pub pinyin: String,
    pub level: Option<Level>,
    pub code: Option<String>,
    /// Code of the unit that it lies in: the unit above a division, the city of a short-named zone.
    pub within: Option<String>,
    /// Full name of the division it belongs to, where known.
    pub anchor: Option<String>,
}

/// What a statement points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    Node(NodeId),
    Text(String),
    Money(Money),
    Date(DateSpan),
    Stage(Stage),
}

/// One fact of the merged graph, with everything that supports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub subject: NodeId,
    pub predicate: Predicate,
    pub target: Target,
    /// `organization` and `project` hold labels here.
    pub qualifiers: Qualifiers,
    /// The organisation or company that a post held belongs to, where an article names it.
    pub body: Option<NodeId>,
    /// At least one; sorted by article, then span.
    pub supports: Vec<Support>,
}

/// Where one article states a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// Position in [`KnowledgeGraph::articles`].
    pub article: usize,
    pub span: Span,
    /// The words, cut from the given text unchanged.
    pub quote: String,
    pub rule: String,
    pub confidence: f32,
    /// Whether the article left a year or a place of the fact to be understood.
    pub inferred: bool,
}

/// An article as the graph remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRecord {
    pub id: String,
    pub source: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<PartialDate>,
    pub url: Option<String>,
    pub home: Option<String>,
}

impl KnowledgeGraph {
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }
}
