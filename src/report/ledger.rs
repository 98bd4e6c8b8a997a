//! One thing over time: a project's stages, amounts and promises, a district's rankings, a person's attendance; and what
//! articles say against each other.

use super::{source, value, words};
use crate::model::{DateSpan, KnowledgeGraph, NodeId, PartialDate, Predicate, Statement, Support, Target};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Entry {
    /// The day of what is told where an article tells it, else that of the article.
    pub day: Option<String>,
    pub what: String,
    pub value: String,
    /// Roles, ranks, scopes.
    pub notes: String,
    pub words: String,
    pub source: String,
}

fn day(graph: &KnowledgeGraph, statement: &Statement, support: &Support) -> Option<String> {
    let own = statement.qualifiers.date.map(|span| span.start);
    own.or(graph.articles[support.article].date).map(|day| day.to_string())
}

fn entry(graph: &KnowledgeGraph, statement: &Statement, support: &Support, notes: Vec<Option<String>>) -> Entry {
    Entry {
        day: day(graph, statement, support),
        what: statement.predicate.name().to_string(),
        value: value(graph, &statement.target),
        notes: notes.into_iter().flatten().collect::<Vec<_>>().join(", "),
        words: words(support),
        source: source(graph, support),
    }
}

/// All that is told of a project, by day; each statement as often as articles tell it.
pub fn project(graph: &KnowledgeGraph, project: NodeId) -> Vec<Entry> {
    let own = graph.statements.iter().filter(|s| s.subject == project);
    let parties = graph.statements.iter().filter(|s| s.predicate == Predicate::ParticipatesIn && s.target == Target::Node(project));
    let mut out: Vec<Entry> = own.flat_map(|s| s.supports.iter().map(|p| entry(graph, s, p, vec![]))).collect();
    out.extend(parties.flat_map(|s| {
        let party = graph.node(s.subject).label.clone();
        s.supports.iter().map(move |p| Entry { value: party.clone(), ..entry(graph, s, p, vec![s.qualifiers.role.clone()]) })
    }));
    out.sort();
    out
}

/// When a project was to be done, as told on a day, and by how much that is later than what was told before.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Promise {
    pub told: Option<String>,
    pub promised: String,
    /// Days after the promise before it; below zero where it is earlier.
    pub slipped: Option<i32>,
    pub source: String,
}

/// The promises of completion of a project, by the day on which they were told.
pub fn promises(graph: &KnowledgeGraph, project: NodeId) -> Vec<Promise> {
    let own = graph.statements.iter().filter(|s| s.subject == project && s.predicate == Predicate::ExpectedCompletion);
    let mut told: Vec<(Option<PartialDate>, DateSpan, String)> = own
        .flat_map(|s| s.supports.iter().filter_map(move |p| if let Target::Date(span) = s.target { Some((p, span)) } else { None }))
        .map(|(p, span)| (graph.articles[p.article].date, span, source(graph, p)))
        .collect();
    told.sort();
    let mut before: Option<DateSpan> = None;
    let promise = |(day, span, source): (Option<PartialDate>, DateSpan, String)| {
        let slipped = before.map(|earlier| span.latest().ordinal() - earlier.latest().ordinal());
        before = Some(span);
        Promise { told: day.map(|d| d.to_string()), promised: span.to_string(), slipped, source }
    };
    told.into_iter().map(promise).collect()
}

/// The rankings of a place, company or project, by day.
pub fn district(graph: &KnowledgeGraph, member: NodeId) -> Vec<Entry> {
    let own = graph.statements.iter().filter(|s| s.subject == member && s.predicate == Predicate::Ranked);
    let notes = |s: &Statement| {
        let q = &s.qualifiers;
        let rank = q
            .rank
            .map(|rank| if rank < 0 { format!("last but {}", -rank - 1).replace("last but 0", "last") } else { format!("rank {rank}") });
        vec![rank, q.rank_max.map(|n| format!("among the first {n}")), q.score.as_ref().map(|s| format!("score {s}")), q.scope.clone()]
    };
    let mut out: Vec<Entry> = own.flat_map(|s| s.supports.iter().map(move |p| entry(graph, s, p, notes(s)))).collect();
    out.sort();
    out
}

/// The events that a person attended, by day, with the part played and the place in protocol order.
pub fn person(graph: &KnowledgeGraph, person: NodeId) -> Vec<Entry> {
    let own = graph.statements.iter().filter(|s| s.subject == person && matches!(s.predicate, Predicate::Attended | Predicate::Visited));
    let notes = |s: &Statement| vec![s.qualifiers.role.clone(), s.qualifiers.list_order.map(|n| format!("place {n} in the list"))];
    let mut out: Vec<Entry> = own.flat_map(|s| s.supports.iter().map(move |p| entry(graph, s, p, notes(s)))).collect();
    out.sort();
    out
}

/// One of several things that are told of what can be but one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Stand {
    pub subject: String,
    pub about: String,
    pub value: String,
    pub day: Option<String>,
    pub words: String,
    pub source: String,
}

/// What must be one of a statement: the amount of a project, the day of an event, the rank in one appraisal.
fn slot(graph: &KnowledgeGraph, statement: &Statement) -> Option<(String, String)> {
    let q = &statement.qualifiers;
    match statement.predicate {
        Predicate::Investment => Some(("investment".into(), value(graph, &statement.target))),
        Predicate::ExpectedRevenue => {
            Some((format!("expectedRevenue {}", q.measure.as_deref().unwrap_or("")), value(graph, &statement.target)))
        }
        Predicate::OccurredOn => Some(("occurredOn".into(), value(graph, &statement.target))),
        Predicate::Ranked => {
            let about = format!("ranked {} {}", value(graph, &statement.target), q.scope.as_deref().unwrap_or(""));
            q.rank.filter(|rank| *rank > 0).map(|rank| (about.trim().to_string(), rank.to_string()))
        }
        _ => None,
    }
}

/// Where articles contradict each other: one slot, several values. Amounts told at different times may both have been
/// right when they were told; the days stand beside them.
pub fn disagreements(graph: &KnowledgeGraph) -> Vec<Vec<Stand>> {
    let mut slots: BTreeMap<(NodeId, String), Vec<(String, &Statement)>> = BTreeMap::new();
    for statement in &graph.statements {
        if let Some((about, value)) = slot(graph, statement) {
            slots.entry((statement.subject, about)).or_default().push((value, statement));
        }
    }
    let mut out = Vec::new();
    for ((subject, about), told) in slots {
        if told.iter().map(|(value, _)| value).collect::<BTreeSet<_>>().len() < 2 {
            continue;
        }
        let stand = |(value, statement): &(String, &Statement)| {
            statement
                .supports
                .iter()
                .map(|p| Stand {
                    subject: graph.node(subject).label.clone(),
                    about: about.clone(),
                    value: value.clone(),
                    day: day(graph, statement, p),
                    words: words(p),
                    source: source(graph, p),
                })
                .collect::<Vec<_>>()
        };
        let mut stands: Vec<Stand> = told.iter().flat_map(stand).collect();
        stands.sort();
        out.push(stands);
    }
    out
}
