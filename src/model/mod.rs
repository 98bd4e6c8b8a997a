//! Nouns: plain values that every stage passes on. Nothing here reads, writes or decides.
//!
//! Offsets are Unicode scalar values into the text as it was given, end exclusive.

mod article;
mod date;
mod document;
mod entity;
mod fact;
mod graph;
mod inferred;
mod money;
mod span;
mod term;

pub use article::{Article, ArticleMeta, Notice};
pub use date::{DateSpan, PartialDate};
pub use document::{Document, Given};
pub use entity::{Entity, EntityId, EntityKind, Level};
pub use fact::{Evidence, Fact, Modality, Object, Predicate, Qualifiers, Stage};
pub use graph::{ArticleRecord, Division, KnowledgeGraph, Node, NodeId, Statement, Support, Target};
pub use money::Money;
pub use span::Span;
pub use term::{Bound, OnDay, Sign, SignKind, Tenure, Term};
