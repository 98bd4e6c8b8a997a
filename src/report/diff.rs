//! Two graphs → what the second has that the first has not, and what it has lost.

use super::{source, value, words};
use crate::model::{EntityKind, KnowledgeGraph, Predicate, Qualifiers, Statement, Target};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a change is about, in the order in which changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Appointments,
    Projects,
    Progress,
    Rankings,
    Lost,
    Weaker,
    Other,
}

impl Section {
    pub fn title(self) -> &'static str {
        match self {
            Self::Appointments => "Appointments and removals",
            Self::Projects => "New projects",
            Self::Progress => "Stages, amounts and promises",
            Self::Rankings => "Rankings",
            Self::Lost => "No longer supported",
            Self::Weaker => "Told by fewer articles",
            Self::Other => "Other new facts",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub section: Section,
    /// What is told now, or was.
    pub text: String,
    /// The words, and the article that has them.
    pub words: String,
    pub source: String,
}

/// All changes, by section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub changes: Vec<Change>,
}

/// What tells a statement from others, in any graph that has it.
type Identity = (String, Predicate, String, Qualifiers);

fn identity(graph: &KnowledgeGraph, statement: &Statement) -> Identity {
    let target = match &statement.target {
        Target::Node(id) => graph.node(*id).key.clone(),
        target => value(graph, target),
    };
    let qualifiers = Qualifiers { list_order: None, ..statement.qualifiers.clone() };
    (graph.node(statement.subject).key.clone(), statement.predicate, target, qualifiers)
}

/// What changed from one graph to the other.
pub fn diff(before: &KnowledgeGraph, after: &KnowledgeGraph) -> Changes {
    let index = |graph: &KnowledgeGraph| -> BTreeMap<Identity, usize> {
        graph.statements.iter().enumerate().map(|(at, statement)| (identity(graph, statement), at)).collect()
    };
    let (old, new) = (index(before), index(after));
    let known: BTreeSet<&str> = before.nodes.iter().map(|node| node.key.as_str()).collect();
    let mut changes = Vec::new();
    for (_, &at) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        let statement = &after.statements[at];
        changes.push(change(after, statement, section(after, statement, &known)));
    }
    for (id, &at) in &old {
        let statement = &before.statements[at];
        match new.get(id) {
            None => changes.push(change(before, statement, Section::Lost)),
            Some(&now) => changes.extend(weaker(before, statement, after, &after.statements[now])),
        }
    }
    changes.sort();
    changes.dedup();
    Changes { changes }
}

fn section(after: &KnowledgeGraph, statement: &Statement, known: &BTreeSet<&str>) -> Section {
    let subject = after.node(statement.subject);
    match statement.predicate {
        Predicate::AppointedTo | Predicate::RemovedFrom => Section::Appointments,
        Predicate::Ranked => Section::Rankings,
        _ if subject.kind == EntityKind::Project && !known.contains(subject.key.as_str()) => Section::Projects,
        Predicate::Stage | Predicate::Investment | Predicate::ExpectedCompletion | Predicate::ExpectedRevenue | Predicate::Capacity => {
            Section::Progress
        }
        _ => Section::Other,
    }
}

fn change(graph: &KnowledgeGraph, statement: &Statement, section: Section) -> Change {
    let (words, source) = statement.supports.first().map(|s| (words(s), source(graph, s))).unwrap_or_default();
    Change { section, text: told(graph, statement), words, source }
}

fn weaker(before: &KnowledgeGraph, old: &Statement, after: &KnowledgeGraph, new: &Statement) -> Option<Change> {
    let articles = |graph: &KnowledgeGraph, statement: &Statement| {
        statement.supports.iter().map(|s| graph.articles[s.article].id.clone()).collect::<BTreeSet<_>>().len()
    };
    let (was, is) = (articles(before, old), articles(after, new));
    let text = format!("{} ({was} → {is} articles)", told(after, new));
    (is < was).then(|| Change { text, ..change(after, new, Section::Weaker) })
}

/// A statement in one line.
fn told(graph: &KnowledgeGraph, statement: &Statement) -> String {
    let q = &statement.qualifiers;
    let notes = [
        q.rank.map(|rank| format!("rank {rank}")),
        q.rank_max.map(|rank| format!("among the first {rank}")),
        q.score.as_ref().map(|score| format!("score {score}")),
        q.scope.clone(),
        q.organization.clone(),
        q.date.map(|date| date.to_string()),
        q.role.clone(),
        q.former.then(|| "former".to_string()),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    let brackets = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{} {} {}{brackets}", graph.node(statement.subject).label, statement.predicate, value(graph, &statement.target))
}

impl fmt::Display for Changes {
    /// Markdown, one heading a section.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return writeln!(f, "Nothing changed.");
        }
        for (at, part) in self.changes.chunk_by(|a, b| a.section == b.section).enumerate() {
            let (gap, section) = (if at > 0 { "\n" } else { "" }, part[0].section);
            writeln!(f, "{gap}## {} ({})\n", section.title(), part.len())?;
            for change in part {
                writeln!(f, "- {}: “{}” — {}", change.text, change.words, change.source)?;
            }
        }
        Ok(())
    }
}
