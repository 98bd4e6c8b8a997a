//! Some things → the part of the graph among them, with positions, or drawn.

use super::AskError;
use super::facts::{Ref, articles, first_day};
use super::view::View;
use guanmo::export::{ExportOptions, LabelLanguage, exporter};
use guanmo::graph::{Filter, subgraph};
use guanmo::model::{KnowledgeGraph, NodeId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most things in one drawing.
pub const MAX_DRAWN: usize = 400;
/// Most things in one drawing with cards and labels.
pub const MAX_CARDS: usize = 200;

/// What is drawn.
pub struct Wanted {
    /// Things that are named.
    pub nodes: Vec<NodeId>,
    /// What lies around them, within so many hops.
    pub hops: usize,
    pub filter: Filter,
    /// At most so many things; the nearest and then the most connected are kept.
    pub most: usize,
}

/// The chosen things, and how many there would have been.
struct Chosen {
    nodes: BTreeSet<NodeId>,
    total: usize,
}

impl Wanted {
    /// At most `most` things: the nearest, then the most connected.
    fn chosen(&self, view: &View, most: usize) -> Chosen {
        let network = view.network();
        let mut distance: BTreeMap<NodeId, usize> = self.nodes.iter().map(|id| (*id, 0)).collect();
        for start in &self.nodes {
            for near in network.neighbors(*start, self.hops, &self.filter) {
                let known = distance.entry(near.node).or_insert(near.distance);
                *known = near.distance.min(*known);
            }
        }
        let mut order: Vec<(usize, std::cmp::Reverse<usize>, NodeId)> =
            distance.into_iter().map(|(id, hops)| (hops, std::cmp::Reverse(network.degree(id)), id)).collect();
        order.sort_unstable();
        Chosen { total: order.len(), nodes: order.into_iter().take(most).map(|(_, _, id)| id).collect() }
    }
}

/// Nodes with positions, and the facts between them.
pub fn graph(view: &View, wanted: &Wanted) -> Value {
    let chosen = wanted.chosen(view, wanted.most);
    let place: BTreeMap<NodeId, usize> = chosen.nodes.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let links: Vec<_> = view
        .network()
        .all_links()
        .filter(|link| place.contains_key(&link.from) && place.contains_key(&link.to))
        .filter(|link| wanted.filter.admits_link(view.network(), *link))
        .collect();
    let pairs: Vec<(usize, usize)> = links.iter().map(|link| (place[&link.from], place[&link.to])).collect();
    let positions = guanmo::graph::positions(chosen.nodes.len(), &pairs);
    let nodes: Vec<Value> = chosen.nodes.iter().zip(positions).map(|(id, at)| node(view, *id, at)).collect();
    let edges: Vec<Value> = links
        .iter()
        .map(|link| {
            let statement = &view.graph().statements[link.statement];
            json!({
                "fact": view.loaded().fact_ids[link.statement],
                "from": view.loaded().node_ids[link.from.0],
                "to": view.loaded().node_ids[link.to.0],
                "relation": statement.predicate.name(),
                "articles": articles(statement),
                "date": first_day(view.graph(), statement),
            })
        })
        .collect();
    json!({"total": chosen.total, "cut": chosen.total > nodes.len(), "nodes": nodes, "edges": edges})
}

fn node(view: &View, id: NodeId, (x, y): (f64, f64)) -> Value {
    let mut out = json!(Ref::of(view, id));
    out["degree"] = json!(view.network().degree(id));
    out["x"] = json!(x);
    out["y"] = json!(y);
    out
}

/// The same part in a format of `guanmo export`: `svg`, `dot`, `graphml` …
///
/// # Errors
/// When there is no such format.
pub fn draw(view: &View, wanted: &Wanted, format: &str, english: bool) -> Result<Vec<u8>, AskError> {
    let export = exporter(format).ok_or_else(|| AskError::wrong(format!("no format is named `{format}`")))?;
    let chosen = wanted.chosen(view, wanted.most.min(MAX_CARDS));
    let part: KnowledgeGraph = subgraph(view.graph(), &chosen.nodes);
    let labels = if english { LabelLanguage::English } else { LabelLanguage::Chinese };
    let mut out = Vec::new();
    let options = ExportOptions { labels, ..ExportOptions::default() };
    export.write(&part, &options, &mut out).map_err(|e| AskError::Failed(e.to_string()))?;
    Ok(out)
}
