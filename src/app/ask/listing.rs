//! What the store holds: counts, lists of things and of articles.

use super::facts::{Ref, Source};
use super::page::{Page, Window};
use super::view::View;
use guanmo::export::{kind_words, relation_words, stage_words};
use guanmo::model::{EntityKind, KnowledgeGraph, NodeId, Predicate, Stage};
use serde_json::{Value, json};

/// Counts by type and by relation, with their names in both languages.
pub fn overview(view: &View) -> Value {
    let graph = view.graph();
    let types = EntityKind::ALL.map(|kind| {
        let (zh, en) = kind_words(kind);
        json!({"name": kind.name(), "zh": zh, "en": en, "count": of_kind(graph, kind)})
    });
    let relations = Predicate::ALL.map(|predicate| {
        let (zh, en) = relation_words(predicate);
        json!({"name": predicate.name(), "zh": zh, "en": en, "count": of_relation(graph, predicate)})
    });
    let stages = Stage::ALL.map(|stage| {
        let (zh, en) = stage_words(stage);
        json!({"name": stage.name(), "zh": zh, "en": en})
    });
    json!({
        "name": "guanmo",
        "version": env!("CARGO_PKG_VERSION"),
        "base": view.loaded().base,
        "entities": graph.nodes.len(),
        "facts": graph.statements.len(),
        "articles": graph.articles.len(),
        "types": types,
        "relations": relations,
        "stages": stages,
    })
}

/// How many things are of a type.
pub fn of_kind(graph: &KnowledgeGraph, kind: EntityKind) -> usize {
    graph.nodes.iter().filter(|node| node.kind == kind).count()
}

/// How many facts are of a relation.
pub fn of_relation(graph: &KnowledgeGraph, predicate: Predicate) -> usize {
    graph.statements.iter().filter(|statement| statement.predicate == predicate).count()
}

/// Things of these types (all when none is named), the most connected first.
pub fn entities(view: &View, kinds: &[EntityKind], window: Window) -> Page<Value> {
    let nodes = view.graph().nodes.iter().enumerate().filter(|(_, node)| kinds.is_empty() || kinds.contains(&node.kind));
    let mut ids: Vec<NodeId> = nodes.map(|(place, _)| NodeId(place)).collect();
    ids.sort_by_key(|id| (std::cmp::Reverse(view.network().degree(*id)), *id));
    window.of(ids).map(|id| {
        let mut item = json!(Ref::of(view, id));
        item["degree"] = json!(view.network().degree(id));
        item
    })
}

/// Articles, the newest first.
pub fn articles(view: &View, window: Window) -> Page<Value> {
    let records = &view.graph().articles;
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(records[*place].date.map(|date| date.earliest())), *place));
    window.of(order).map(|place| {
        let mut item = json!(Source::of(view, place));
        item["identifier"] = json!(records[place].id);
        item["facts"] = json!(view.told(place).article.facts.len());
        item
    })
}
