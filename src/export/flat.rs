//! A graph as rows, for formats that know nodes and edges only: literals become fields of their node, and the
//! evidence of an edge its best quotation with the articles that support it.

use crate::model::{ArticleRecord, KnowledgeGraph, NodeId, Predicate, Statement, Support, Target};
use std::collections::BTreeSet;

/// The relations whose objects are literals.
pub(super) const LITERAL: [Predicate; 10] = [
    Predicate::HoldsPost,
    Predicate::OccurredOn,
    Predicate::Awarded,
    Predicate::Investment,
    Predicate::ExpectedRevenue,
    Predicate::Capacity,
    Predicate::Stage,
    Predicate::ExpectedCompletion,
    Predicate::AppointedTo,
    Predicate::RemovedFrom,
];

/// A statement between two nodes.
pub(super) struct Edge<'g> {
    pub number: usize,
    pub from: NodeId,
    pub to: NodeId,
    pub statement: &'g Statement,
    /// Articles that make it, in order.
    pub articles: Vec<&'g ArticleRecord>,
    best: Option<&'g Support>,
}

impl<'g> Edge<'g> {
    pub fn quote(&self) -> &'g str {
        self.best.map_or("", |support| support.quote.as_str())
    }

    pub fn rule(&self) -> &'g str {
        self.best.map_or("", |support| support.rule.as_str())
    }

    pub fn confidence(&self) -> f64 {
        self.best.map_or(0.0, |support| super::facts_json::rounded(support.confidence))
    }

    /// Its own date, else that of the first article.
    pub fn date(&self) -> Option<String> {
        let own = self.statement.qualifiers.date.map(|date| date.to_string());
        own.or_else(|| self.articles.iter().find_map(|article| article.date).map(|date| date.to_string()))
    }

    /// The qualifiers as columns, in the order of [`QUALIFIERS`].
    pub fn qualifiers(&self) -> [Option<String>; QUALIFIERS.len()] {
        let q = &self.statement.qualifiers;
        [
            q.role.clone(),
            q.rank.map(|rank| rank.to_string()),
            q.rank_max.map(|rank| rank.to_string()),
            q.score.clone(),
            q.scope.clone(),
            q.project.clone(),
            q.list_order.map(|order| order.to_string()),
            q.modality.map(|modality| modality.name().to_owned()),
        ]
    }
}

/// What an edge may be narrowed by.
pub(super) const QUALIFIERS: [&str; 8] = ["role", "rank", "rankMax", "score", "scope", "project", "listOrder", "modality"];

pub(super) fn edges(graph: &KnowledgeGraph) -> impl Iterator<Item = Edge<'_>> {
    graph.statements.iter().enumerate().filter_map(|(number, statement)| {
        let Target::Node(to) = statement.target else { return None };
        let articles: BTreeSet<usize> = statement.supports.iter().map(|support| support.article).collect();
        let best = |a: &'_ Support, b: &Support| b.confidence > a.confidence;
        Some(Edge {
            number,
            from: statement.subject,
            to,
            statement,
            articles: articles.into_iter().filter_map(|article| graph.articles.get(article)).collect(),
            best: statement.supports.iter().reduce(|a, b| if best(a, b) { b } else { a }),
        })
    })
}

/// For each node its literals by relation, in the order of [`LITERAL`]; amounts, dates and stages as in the
/// contract. Speeches are left to the formats that carry text: they are no attribute of a person.
pub(super) fn literals(graph: &KnowledgeGraph) -> Vec<[Vec<String>; LITERAL.len()]> {
    let mut rows: Vec<[Vec<String>; LITERAL.len()]> = graph.nodes.iter().map(|_| Default::default()).collect();
    for statement in &graph.statements {
        let column = LITERAL.iter().position(|predicate| *predicate == statement.predicate);
        if let (Some(column), Some(value)) = (column, value(&statement.target)) {
            let values = &mut rows[statement.subject.0][column];
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    rows
}

/// A literal as the contract writes it.
pub(super) fn value(target: &Target) -> Option<String> {
    match target {
        Target::Node(_) => None,
        Target::Text(text) => Some(text.clone()),
        Target::Money(money) => Some(money.to_string()),
        Target::Date(date) => Some(date.to_string()),
        Target::Stage(stage) => Some(stage.name().to_owned()),
    }
}
