//! Rows of an answer → facts that bear them out: a row that names both ends of a fact, or one end and its value.

use super::View;
use super::facts::{Fact, Object};
use guanmo::model::{NodeId, Target};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Facts that are cited for an answer.
pub const MAX_CITED: usize = 40;
/// Facts that are cited for a row.
const MAX_OF_ROW: usize = 3;

/// The words of each row of a named question.
pub fn words_of_rows(items: &Value) -> Vec<Vec<String>> {
    let cells = |row: &Value| row.as_array().into_iter().flatten().filter_map(|cell| cell["value"].as_str()).map(str::to_string).collect();
    items.as_array().into_iter().flatten().map(cells).collect()
}

/// The words of a row of SPARQL results in JSON.
pub fn words_of_binding(row: &Value) -> Vec<String> {
    row.as_object().into_iter().flatten().filter_map(|(_, term)| term["value"].as_str()).map(str::to_string).collect()
}

/// Facts for the rows, each once, with their sentences. `asked` are words that belong to every row.
pub fn of_rows(view: &View, asked: &[String], rows: &[Vec<String>]) -> Vec<Fact> {
    let names = names(view);
    let mut cited = BTreeSet::new();
    let mut out = Vec::new();
    for row in rows {
        let words: BTreeSet<&str> = row.iter().chain(asked).map(String::as_str).collect();
        let found = of_words(view, &names, &words).into_iter().filter(|number| cited.insert(*number)).take(MAX_OF_ROW);
        out.extend(found.map(|number| Fact::of(view, number, 2)));
        if out.len() >= MAX_CITED {
            break;
        }
    }
    out.truncate(MAX_CITED);
    out
}

/// Nodes by label and alias.
fn names(view: &View) -> BTreeMap<&str, Vec<NodeId>> {
    let mut out: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for (place, node) in view.graph().nodes.iter().enumerate() {
        let own = [node.label.as_str()].into_iter().chain(node.aliases.iter().map(String::as_str));
        own.for_each(|name| out.entry(name).or_default().push(NodeId(place)));
    }
    out
}

/// Statements both of whose ends are among the words. A fact's own IRI is the best of words.
fn of_words(view: &View, names: &BTreeMap<&str, Vec<NodeId>>, words: &BTreeSet<&str>) -> Vec<usize> {
    let base = view.loaded().base.as_str();
    let direct: Vec<usize> = words.iter().filter(|word| word.starts_with(base)).filter_map(|iri| view.statement(iri).ok()).collect();
    if !direct.is_empty() {
        return direct;
    }
    let by_iri =
        words.iter().filter_map(|word| word.strip_prefix(base)).filter(|id| view.loaded().has_node(id)).filter_map(|id| view.node(id).ok());
    let named: BTreeSet<NodeId> = words.iter().filter_map(|word| names.get(word)).flatten().copied().chain(by_iri).collect();
    let mut out = Vec::new();
    for node in &named {
        for number in view.statements_of(*node) {
            let statement = &view.graph().statements[number];
            if statement.subject != *node {
                continue;
            }
            let met = match &statement.target {
                Target::Node(other) => named.contains(other),
                Target::Money(money) => words.contains(money.decimal().as_str()),
                literal => words.contains(Object::of(view, literal).label()),
            };
            if met {
                out.push(number);
            }
        }
    }
    out
}
