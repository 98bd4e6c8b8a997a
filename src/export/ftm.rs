//! FollowTheMoney entities, one JSON object a line, for Aleph, OpenSanctions' tools and their kin.
//!
//! Persons, companies, public bodies, events, projects and addresses of places are things; posts held become
//! `Position` and `Occupancy`, parts in a project `ProjectParticipant`, everything else between two things an
//! `UnknownLink` with the relation as its role. The quotation stands in `proof`-free text (`summary`), since an article is
//! no document file here. Ids are hashes of identifying tuples.

use super::flat::value;
use super::{Export, ExportOptions};
use crate::model::{EntityKind, KnowledgeGraph, Node, PartialDate, Predicate, Statement, Target};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

pub struct FollowTheMoney;

impl Export for FollowTheMoney {
    fn name(&self) -> &'static str {
        "ftm"
    }

    fn extension(&self) -> &'static str {
        "ftm.json"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let mut things: Vec<Entity> = graph.nodes.iter().map(thing).collect();
        let mut links: BTreeMap<String, Entity> = BTreeMap::new();
        for statement in &graph.statements {
            match &statement.target {
                Target::Node(_) => join(graph, statement, &mut things, &mut links),
                _ => describe(graph, statement, &mut things, &mut links),
            }
        }
        for entity in things.into_iter().chain(links.into_values()) {
            writeln!(out, "{}", entity.json())?;
        }
        Ok(())
    }
}

/// An entity of the model: a schema and properties, each a set of strings.
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Entity {
    fn new(schema: &'static str, key: &str) -> Self {
        Self { id: id(key), schema, properties: BTreeMap::new() }
    }

    fn add(&mut self, property: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.properties.entry(property).or_default().insert(value);
        }
    }

    fn json(&self) -> Value {
        let properties: Map<String, Value> = self.properties.iter().map(|(name, values)| ((*name).to_owned(), json!(values))).collect();
        json!({ "id": self.id, "schema": self.schema, "properties": properties })
    }
}

fn id(key: &str) -> String {
    format!("gm-{}", &blake3::hash(key.as_bytes()).to_hex()[..24])
}

fn thing(node: &Node) -> Entity {
    let schema = match node.kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "PublicBody",
        EntityKind::Company => "Company",
        EntityKind::Place => "Address",
        EntityKind::Project => "Project",
        EntityKind::Event => "Event",
        EntityKind::Assessment => "Thing",
    };
    // `Thing` is abstract: an appraisal is an event that has a result.
    let schema = if schema == "Thing" { "Event" } else { schema };
    let mut entity = Entity::new(schema, &node.key);
    entity.add("name", &node.label);
    node.aliases.iter().for_each(|alias| entity.add("alias", alias));
    entity.add("country", "cn");
    match node.kind {
        EntityKind::Place => {
            entity.add("full", &node.label);
            entity.add("remarks", node.code.as_ref().map(|code| format!("GB/T 2260 {code}")).unwrap_or_default());
            entity.add("region", node.anchor.clone().unwrap_or_default());
        }
        EntityKind::Assessment => entity.add("keywords", "assessment"),
        _ => entity.add("address", node.anchor.clone().unwrap_or_default()),
    }
    entity
}

/// A literal becomes a property of its thing, or a post that is held.
fn describe(graph: &KnowledgeGraph, statement: &Statement, things: &mut [Entity], links: &mut BTreeMap<String, Entity>) {
    let Some(value) = value(&statement.target) else { return };
    let modality = statement.qualifiers.modality.map(|m| format!(" ({})", m.name())).unwrap_or_default();
    let entity = &mut things[statement.subject.0];
    match statement.predicate {
        Predicate::HoldsPost | Predicate::AppointedTo | Predicate::RemovedFrom => occupy(graph, statement, &value, links),
        Predicate::Investment => {
            if let Target::Money(money) = &statement.target {
                entity.add("amount", money.decimal());
                entity.add("currency", &money.currency);
            }
        }
        Predicate::Stage if modality.is_empty() => entity.add("phase", value),
        Predicate::OccurredOn => entity.add("date", value),
        Predicate::ExpectedCompletion => entity.add("endDate", value),
        Predicate::Said => entity.add("notes", value),
        predicate => entity.add("notes", format!("{predicate}{modality}: {value}")),
    }
}

fn occupy(graph: &KnowledgeGraph, statement: &Statement, post: &str, links: &mut BTreeMap<String, Entity>) {
    let person = graph.node(statement.subject);
    if person.kind != EntityKind::Person {
        return;
    }
    let body = statement.qualifiers.organization.clone().unwrap_or_default();
    let title = if post.starts_with(&body) { post.to_owned() } else { format!("{body}{post}") };
    let place = person.anchor.clone().unwrap_or_default();
    let position = format!("Position|{place}|{title}");
    let mut entity = Entity::new("Position", &position);
    entity.add("name", &title);
    entity.add("country", "cn");
    entity.add("subnationalArea", place);
    links.entry(position.clone()).or_insert(entity);
    let key = format!("Occupancy|{}|{position}", person.key);
    let held = links.entry(key.clone()).or_insert_with(|| Entity::new("Occupancy", &key));
    held.add("holder", id(&person.key));
    held.add("post", id(&position));
    let day = statement.qualifiers.date.map(|date| date.to_string()).or_else(|| first_day(graph, statement).map(|day| day.to_string()));
    match (statement.predicate, day) {
        (Predicate::AppointedTo, Some(day)) => held.add("startDate", day),
        (Predicate::RemovedFrom, Some(day)) => held.add("endDate", day),
        (_, Some(day)) => held.add("date", day),
        _ => {}
    }
    if statement.qualifiers.former || statement.predicate == Predicate::RemovedFrom {
        held.add("status", "ended");
    }
    quote(graph, statement, held);
}

fn join(graph: &KnowledgeGraph, statement: &Statement, things: &mut [Entity], links: &mut BTreeMap<String, Entity>) {
    let Target::Node(target) = statement.target else { return };
    let (from, to) = (graph.node(statement.subject), graph.node(target));
    let legal = |node: &Node| matches!(node.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Company);
    if to.kind == EntityKind::Event && legal(from) {
        things[target.0].add("involved", id(&from.key));
    }
    if to.kind == EntityKind::Place && from.kind != EntityKind::Place {
        things[statement.subject.0].add("addressEntity", id(&to.key));
    }
    let (schema, ends) = match (from.kind, to.kind) {
        (_, EntityKind::Project) if legal(from) => ("ProjectParticipant", [("participant", from), ("project", to)]),
        _ => ("UnknownLink", [("subject", from), ("object", to)]),
    };
    let role = statement.qualifiers.role.as_deref().map(|role| format!("/{role}")).unwrap_or_default();
    let rank = statement.qualifiers.rank.map(|rank| format!(" #{rank}")).unwrap_or_default();
    let key = format!("{schema}|{}|{}|{}{role}{rank}", from.key, to.key, statement.predicate);
    let link = links.entry(key.clone()).or_insert_with(|| Entity::new(schema, &key));
    for (property, node) in ends {
        link.add(property, id(&node.key));
    }
    link.add("role", format!("{}{role}{rank}", statement.predicate));
    if let Some(day) = statement.qualifiers.date.map(|date| date.to_string()) {
        link.add("date", day);
    }
    quote(graph, statement, link);
}

/// The words that say it and where they were printed.
fn quote(graph: &KnowledgeGraph, statement: &Statement, entity: &mut Entity) {
    for support in &statement.supports {
        let article = &graph.articles[support.article];
        entity.add("summary", &support.quote);
        entity.add("publisher", article.publisher.clone().unwrap_or_default());
        entity.add("recordId", &article.id);
        entity.add("sourceUrl", article.url.clone().unwrap_or_default());
    }
}

fn first_day(graph: &KnowledgeGraph, statement: &Statement) -> Option<PartialDate> {
    statement.supports.iter().filter_map(|support| graph.articles[support.article].date).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{NASTY, graph};

    fn written() -> Vec<Value> {
        let mut out = Vec::new();
        FollowTheMoney.write(&graph(), &ExportOptions::default(), &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    #[test]
    fn ends_of_links_are_entities_of_the_file() {
        let entities = written();
        let ids: BTreeSet<&str> = entities.iter().filter_map(|e| e["id"].as_str()).collect();
        assert_eq!(ids.len(), entities.len(), "no id twice");
        for property in ["holder", "post", "subject", "object", "participant", "project", "involved", "addressEntity"] {
            for entity in &entities {
                for end in entity["properties"][property].as_array().into_iter().flatten() {
                    assert!(ids.contains(end.as_str().expect("an id")), "{property} of {entity}");
                }
            }
        }
    }

    #[test]
    fn a_post_is_an_occupancy_and_money_an_amount() {
        let entities = written();
        let schema = |name: &str| entities.iter().find(|e| e["schema"] == name);
        assert_eq!(schema("Position").expect("a position")["properties"]["name"], json!(["副市长"]));
        assert!(schema("Occupancy").is_some());
        let project = entities.iter().find(|e| e["properties"]["name"] == json!([NASTY])).expect("the project");
        assert_eq!(project["properties"]["amount"], json!(["1453000000"]));
        assert_eq!(project["properties"]["currency"], json!(["CNY"]));
    }
}
