//! What a drawing shows of a graph: cards (nodes with their literals as lines) and arrows (statements between
//! two nodes, those of one pair together). DOT and SVG draw the same.

use super::wording;
use super::{ExportOptions, LabelLanguage, text};
use crate::model::{EntityKind, KnowledgeGraph, Modality, NodeId, Predicate, Statement, Target};
use std::collections::BTreeMap;

/// More lines than this and the rest is counted.
const MOST_LINES: usize = 6;
const NAME_UNITS: usize = 28;
const LINE_UNITS: usize = 34;

/// A node as it is drawn.
pub(super) struct Card {
    pub kind: EntityKind,
    pub name: Vec<String>,
    pub lines: Vec<String>,
    /// The key and all literals in full, for whoever points at it.
    pub tooltip: String,
}

/// What connects two nodes, drawn as one arrow.
pub(super) struct Arrow {
    pub from: NodeId,
    pub to: NodeId,
    /// The first one gives the colour.
    pub predicate: Predicate,
    pub labels: Vec<String>,
    /// Nothing in it has happened yet.
    pub planned: bool,
    /// The words of the first support of each statement.
    pub tooltip: String,
}

pub(super) fn cards(graph: &KnowledgeGraph, options: &ExportOptions) -> Vec<Card> {
    let mut literals: Vec<Vec<(Predicate, String)>> = vec![Vec::new(); graph.nodes.len()];
    for statement in &graph.statements {
        if let Some(line) = wording::literal(statement, options.labels) {
            let lines = &mut literals[statement.subject.0];
            if !lines.iter().any(|(_, other)| *other == line) {
                lines.push((statement.predicate, line));
            }
        }
    }
    let nodes = graph.nodes.iter().zip(literals);
    nodes
        .map(|(node, literals)| Card {
            kind: node.kind,
            name: text::wrap_evenly(&node.label, NAME_UNITS),
            lines: if options.literals { shown(&literals, options.labels) } else { Vec::new() },
            tooltip: std::iter::once(&node.key).chain(literals.iter().map(|(_, line)| line)).cloned().collect::<Vec<_>>().join("\n"),
        })
        .collect()
}

/// Short lines; speeches come last and only as far as there is room.
fn shown(literals: &[(Predicate, String)], language: LabelLanguage) -> Vec<String> {
    let (speech, plain): (Vec<_>, Vec<_>) = literals.iter().partition(|(predicate, _)| *predicate == Predicate::Said);
    let most = if plain.len() >= 2 { plain.len() + 1 } else { 3 };
    let all: Vec<&(Predicate, String)> = plain.into_iter().chain(speech).collect();
    let most = most.min(MOST_LINES);
    let mut lines: Vec<String> = all.iter().take(most).map(|(_, line)| text::shorten(line, LINE_UNITS)).collect();
    if all.len() > most {
        let rest = all.len() - most;
        lines.push(match language {
            LabelLanguage::English => format!("+ {rest} more"),
            _ => format!("另有{rest}条"),
        });
    }
    lines
}

pub(super) fn arrows(graph: &KnowledgeGraph, options: &ExportOptions) -> Vec<Arrow> {
    let mut arrows: BTreeMap<(NodeId, NodeId), Arrow> = BTreeMap::new();
    for statement in &graph.statements {
        let Target::Node(to) = statement.target else { continue };
        let arrow = arrows.entry((statement.subject, to)).or_insert_with(|| Arrow {
            from: statement.subject,
            to,
            predicate: statement.predicate,
            labels: Vec::new(),
            planned: true,
            tooltip: String::new(),
        });
        arrow.add(statement, options.labels);
    }
    arrows.into_values().collect()
}

impl Arrow {
    fn add(&mut self, statement: &Statement, language: LabelLanguage) {
        let label = wording::relation(statement, language);
        if !self.labels.contains(&label) {
            self.labels.push(label);
        }
        self.planned &= matches!(statement.qualifiers.modality, Some(Modality::Planned | Modality::Urged));
        if let Some(support) = statement.supports.first() {
            let line = if self.tooltip.is_empty() { "" } else { "\n" };
            self.tooltip.push_str(line);
            self.tooltip.push_str(&support.quote);
        }
    }
}
