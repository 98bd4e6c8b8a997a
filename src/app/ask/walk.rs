//! Neighbours with counts, and the shortest ways between two things, each step with its facts.

use super::facts::{Fact, Ref};
use super::page::{Page, Window};
use super::view::View;
use guanmo::graph::{Cited, Filter};
use guanmo::model::NodeId;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Farthest that neighbours are looked for.
pub const MAX_HOPS: usize = 4;
/// Most paths that are given.
pub const MAX_PATHS: usize = 100;
/// Paths where nothing is said.
pub const DEFAULT_PATHS: usize = 10;
/// Facts shown for each step.
const STEP_FACTS: usize = 5;

/// What lies within so many hops: how much of each type and over each relation, and one part of the list.
pub fn neighbors(view: &View, start: NodeId, hops: usize, filter: &Filter, window: Window) -> Value {
    let found = view.network().neighbors(start, hops, filter);
    let (mut types, mut relations) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for neighbor in &found {
        *types.entry(view.graph().node(neighbor.node).kind.name()).or_default() += 1;
        let over: BTreeSet<&str> = neighbor.links.iter().map(|link| link.statement.predicate.name()).collect();
        over.into_iter().for_each(|relation| *relations.entry(relation).or_default() += 1);
    }
    let page = window.of(found).map(|neighbor| {
        json!({
            "entity": Ref::of(view, neighbor.node),
            "distance": neighbor.distance,
            "degree": view.network().degree(neighbor.node),
            "facts": facts(view, &neighbor.links),
        })
    });
    with_counts(view, start, page, &types, &relations)
}

fn with_counts(view: &View, start: NodeId, page: Page<Value>, types: &BTreeMap<&str, usize>, relations: &BTreeMap<&str, usize>) -> Value {
    let mut out = json!(page);
    out["of"] = json!(Ref::of(view, start));
    out["counts"] = json!({"types": types, "relations": relations});
    out
}

fn facts(view: &View, links: &[Cited<'_>]) -> Vec<Fact> {
    let numbers: BTreeSet<usize> = links.iter().map(|cited| cited.link.statement).collect();
    numbers.into_iter().take(STEP_FACTS).map(|number| Fact::of(view, number, 1)).collect()
}

/// All shortest ways from one thing to another.
pub fn paths(view: &View, from: NodeId, to: NodeId, filter: &Filter, limit: usize) -> Value {
    let found = view.network().shortest_paths(from, to, filter, limit);
    let paths: Vec<Value> = found
        .paths
        .iter()
        .map(|path| {
            let steps: Vec<Value> = path
                .hops
                .iter()
                .map(|hop| json!({"from": Ref::of(view, hop.from), "to": Ref::of(view, hop.to), "facts": facts(view, &hop.links)}))
                .collect();
            json!({"nodes": path.nodes.iter().map(|id| Ref::of(view, *id)).collect::<Vec<_>>(), "steps": steps})
        })
        .collect();
    json!({
        "from": Ref::of(view, from),
        "to": Ref::of(view, to),
        "length": found.length,
        "total": found.total,
        "paths": paths,
    })
}
