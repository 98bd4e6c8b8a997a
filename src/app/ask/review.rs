//! Pairs that nobody has decided, beside each other: what `guanmo review` shows and `guanmo judge` decides.

use super::facts::Ref;
use super::page::{Page, Window};
use super::view::View;
use guanmo::identity::{Doubt, Side};
use guanmo::model::{EntityKind, NodeId};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// Pairs of these types (all when none is named), by key.
pub fn part<'d>(doubts: &'d [Doubt], kinds: &[EntityKind], window: Window) -> Page<&'d Doubt> {
    window.of(doubts.iter().filter(|doubt| kinds.is_empty() || kinds.contains(&doubt.one.kind)).collect())
}

/// The same of a loaded store, with the pages of both sides and of the quoted articles. The store is named as the
/// service was given it, for the command that judges.
pub fn review(view: &View, kinds: &[EntityKind], window: Window, store: &Path) -> Value {
    let nodes: HashMap<&str, NodeId> = view.graph().nodes.iter().enumerate().map(|(at, node)| (node.key.as_str(), NodeId(at))).collect();
    let page = part(view.doubts(), kinds, window);
    let page = page
        .map(|doubt| json!({"one": side(view, &nodes, &doubt.one), "other": side(view, &nodes, &doubt.other), "reasons": doubt.reasons}));
    let mut out = json!(page);
    out["store"] = json!(store.display().to_string());
    out
}

fn side(view: &View, nodes: &HashMap<&str, NodeId>, side: &Side) -> Value {
    let mut out = json!(side);
    out["entity"] = json!(nodes.get(side.key.as_str()).map(|id| Ref::of(view, *id)));
    for quote in out["quotes"].as_array_mut().into_iter().flatten() {
        let page = quote["id"].as_str().and_then(|id| view.article(id).ok()).map(|article| view.told(article).id.clone());
        quote["id"] = json!(page);
    }
    out
}
