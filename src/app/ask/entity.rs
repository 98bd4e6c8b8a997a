//! A thing → its page: names, place, and its facts in groups, ordered as a reader of such a thing wants them.

use super::facts::{Fact, LISTED_SUPPORTS, Ref, first_day};
use super::page::Window;
use super::view::View;
use guanmo::model::{EntityKind, NodeId, Predicate, Statement, Target};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Facts shown of each group on a page; the list of facts pages through all.
pub const GROUP_FACTS: usize = 20;

/// How a thing takes part in a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It is the subject.
    Out,
    /// It is the object.
    In,
    /// It is the body of a post or the project of an agreement.
    Via,
}

impl Direction {
    pub fn of(statement: &Statement, node: NodeId) -> Self {
        match &statement.target {
            _ if statement.subject == node => Self::Out,
            Target::Node(id) if *id == node => Self::In,
            _ => Self::Via,
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [("out", Self::Out), ("in", Self::In), ("via", Self::Via)].into_iter().find(|(name, _)| *name == text).map(|(_, way)| way)
    }
}

/// Facts of one relation in one direction.
#[derive(Debug, Serialize)]
pub struct Group {
    pub relation: &'static str,
    pub direction: Direction,
    pub total: usize,
    pub facts: Vec<Fact>,
}

/// A post of a person with the days on which the news shows it.
#[derive(Debug, Serialize)]
pub struct Post {
    pub post: String,
    pub organization: Option<String>,
    pub former: bool,
    /// First and last day of the articles that say so: neither a start nor an end.
    pub first: Option<String>,
    pub last: Option<String>,
    pub fact: String,
}

/// A thing's page.
#[derive(Debug, Serialize)]
pub struct Entity {
    #[serde(flatten)]
    pub entity: Ref,
    pub iri: String,
    pub aliases: Vec<String>,
    pub pinyin: String,
    pub level: Option<&'static str>,
    /// GB/T 2260.
    pub code: Option<String>,
    /// Units above a place, nearest first: public knowledge, no facts.
    pub above: Vec<Unit>,
    pub degree: usize,
    pub facts: usize,
    pub articles: usize,
    /// First and last day of the articles that name it.
    pub first: Option<String>,
    pub last: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
    pub groups: Vec<Group>,
}

/// A unit of administration.
#[derive(Debug, Serialize)]
pub struct Unit {
    pub code: String,
    pub name: String,
    pub level: &'static str,
    /// Its page, where something is known of it.
    pub entity: Option<Ref>,
}

/// A thing's page with at most so many facts of each group.
pub fn entity(view: &View, id: NodeId, most: usize) -> Entity {
    let graph = view.graph();
    let node = graph.node(id);
    let statements = view.statements_of(id);
    let articles: BTreeSet<usize> = statements.iter().flat_map(|s| &graph.statements[*s].supports).map(|s| s.article).collect();
    let days: Vec<String> = articles.iter().filter_map(|a| graph.articles[*a].date).map(|d| d.to_string()).collect();
    Entity {
        entity: Ref::of(view, id),
        iri: format!("{}{}", view.loaded().base, view.loaded().node_ids[id.0]),
        aliases: node.aliases.clone(),
        pinyin: node.pinyin.clone(),
        level: node.level.map(|level| level.name()),
        code: node.code.clone(),
        above: above(view, node.code.as_deref()),
        degree: view.network().degree(id),
        facts: statements.len(),
        articles: articles.len(),
        first: days.iter().min().cloned(),
        last: days.iter().max().cloned(),
        posts: posts(view, id, &statements),
        groups: groups(view, id, &statements, most),
    }
}

/// Facts of a thing, of these relations and this direction where they are named, as the page orders them; `of` is the thing.
pub fn facts(view: &View, id: NodeId, relations: &[Predicate], direction: Option<Direction>, window: Window) -> Value {
    let graph = view.graph();
    let wanted = |number: &usize| {
        let statement = &graph.statements[*number];
        let related = relations.is_empty() || relations.contains(&statement.predicate);
        related && direction.is_none_or(|way| way == Direction::of(statement, id))
    };
    let mut numbers: Vec<usize> = view.statements_of(id).into_iter().filter(wanted).collect();
    numbers.sort_by_key(|number| (graph.statements[*number].predicate, order(view, id, *number)));
    let page = window.of(numbers).map(|number| {
        let mut fact = json!(Fact::of(view, number, LISTED_SUPPORTS));
        fact["direction"] = json!(Direction::of(&graph.statements[number], id));
        fact
    });
    let mut out = json!(page);
    out["of"] = json!(Ref::of(view, id));
    out
}

fn groups(view: &View, id: NodeId, statements: &[usize], most: usize) -> Vec<Group> {
    let mut by_kind: BTreeMap<(Direction, Predicate), Vec<usize>> = BTreeMap::new();
    for number in statements {
        let statement = &view.graph().statements[*number];
        by_kind.entry((Direction::of(statement, id), statement.predicate)).or_default().push(*number);
    }
    let group = |((direction, predicate), mut numbers): ((Direction, Predicate), Vec<usize>)| {
        numbers.sort_by_key(|number| order(view, id, *number));
        let facts = numbers.iter().take(most).map(|number| Fact::of(view, *number, 1)).collect();
        Group { relation: predicate.name(), direction, total: numbers.len(), facts }
    };
    by_kind.into_iter().map(group).collect()
}

/// The order within a group: lists of an event in protocol order, tables by rank with last places at the end, the rest
/// by day, the newest first.
fn order(view: &View, id: NodeId, number: usize) -> (i64, std::cmp::Reverse<Option<String>>, usize) {
    let statement = &view.graph().statements[number];
    let q = &statement.qualifiers;
    let place = match (view.graph().node(id).kind, statement.predicate) {
        (EntityKind::Event, _) => i64::from(q.list_order.unwrap_or(u32::MAX)),
        (EntityKind::Assessment, Predicate::Ranked) => match q.rank {
            Some(rank) if rank > 0 => i64::from(rank),
            Some(rank) => (1 << 40) + i64::from(rank),
            None => 1 << 32,
        },
        _ => 0,
    };
    (place, std::cmp::Reverse(first_day(view.graph(), statement)), number)
}

fn posts(view: &View, id: NodeId, statements: &[usize]) -> Vec<Post> {
    let graph = view.graph();
    let held = statements.iter().filter(|number| {
        let statement = &graph.statements[**number];
        statement.subject == id && statement.predicate == Predicate::HoldsPost
    });
    let mut posts: Vec<Post> = held
        .filter_map(|number| {
            let statement = &graph.statements[*number];
            let Target::Text(post) = &statement.target else { return None };
            let days = statement.supports.iter().filter_map(|support| graph.articles[support.article].date).map(|day| day.to_string());
            let days: BTreeSet<String> = days.collect();
            Some(Post {
                post: post.clone(),
                organization: statement.qualifiers.organization.clone(),
                former: statement.qualifiers.former,
                first: days.first().cloned(),
                last: days.last().cloned(),
                fact: view.loaded().fact_ids[*number].clone(),
            })
        })
        .collect();
    posts.sort_by(|a, b| (&b.last, &a.post).cmp(&(&a.last, &b.post)));
    posts
}

fn above(view: &View, code: Option<&str>) -> Vec<Unit> {
    let graph = view.graph();
    let units = code.map(guanmo::identity::chain).unwrap_or_default();
    // The first of a chain is the division itself.
    let divisions = units.into_iter().skip(1).filter_map(guanmo::identity::division);
    let unit = |division: guanmo::model::Division| {
        let node = graph.nodes.iter().position(|node| node.code.as_ref() == Some(&division.code));
        Unit {
            entity: node.map(|place| Ref::of(view, NodeId(place))),
            code: division.code,
            name: division.name,
            level: division.level.name(),
        }
    };
    divisions.map(unit).collect()
}
