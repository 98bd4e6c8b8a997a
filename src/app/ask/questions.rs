//! The named questions: their list, their parameters bound, their rows as data.

use super::AskError;
use super::page::Window;
use super::view::View;
use guanmo::identity::office;
use guanmo::model::NodeId;
use guanmo::rdf::{NamedQuery, Parameter, Value as Term, named_queries, named_query};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Most rows that a named question gives over all its pages.
pub const MAX_ROWS: usize = 10_000;

/// A question with its values, ready to be asked.
pub struct Asked {
    pub query: NamedQuery,
    pub values: Vec<(String, Term)>,
}

impl Asked {
    /// The question as SPARQL, its values bound as terms.
    ///
    /// # Errors
    /// When the question cannot take values.
    pub fn text(&self) -> Result<String, AskError> {
        Ok(guanmo::rdf::bind(self.query.sparql, &self.values)?)
    }
}

/// All questions.
pub fn list() -> Value {
    let questions: Vec<Value> = named_queries().iter().map(about).collect();
    json!({"questions": questions})
}

fn about(query: &NamedQuery) -> Value {
    let parameters: Vec<Value> = query.parameters.iter().map(parameter).collect();
    json!({
        "name": query.name,
        "question": {"en": query.question, "zh": query.question_zh},
        "parameters": parameters,
        "sparql": query.sparql,
    })
}

/// A parameter; an example of an office also as the query has it, in the one spelling of the store.
fn parameter(of: &Parameter) -> Value {
    let spelled = if of.kind == "office" { office(&of.example) } else { of.example.clone() };
    json!({"name": of.name, "kind": of.kind, "example": of.example, "bound": spelled})
}

/// Binds a question's parameters. A name that nothing bears is looked up as everywhere else (an id, pinyin, a beginning).
///
/// # Errors
/// When the question, a parameter or a name is unknown.
pub fn ask(view: &View, name: &str, given: &[(String, String)]) -> Result<Asked, AskError> {
    let query = named_query(name)?;
    let graph = view.graph();
    let bears = |value: &str| graph.nodes.iter().any(|n| n.label == value || n.aliases.iter().any(|a| a == value));
    let given = query.with_names(given.to_vec(), |name| match name.is_empty() || bears(&name) {
        true => Ok(name),
        false => view.node(&name).map(|id| graph.node(id).label.clone()),
    })?;
    let values = query.bind(&given)?;
    Ok(Asked { query, values })
}

/// Rows of SPARQL results in JSON → one part of them, with the page of what a value names.
///
/// # Errors
/// When the results cannot be read.
pub fn rows(view: &View, asked: &Asked, results: &[u8], window: Window) -> Result<Value, AskError> {
    let results: Value = serde_json::from_slice(results).map_err(|e| AskError::Failed(e.to_string()))?;
    let empty = Vec::new();
    let bindings = results["results"]["bindings"].as_array().unwrap_or(&empty);
    let columns: Vec<&str> = results["head"]["vars"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let labels = labels(view);
    let page = window
        .of(bindings.iter().collect::<Vec<_>>())
        .map(|row| columns.iter().map(|column| cell(view, &labels, &row[*column])).collect::<Vec<Value>>());
    let mut out = json!(page);
    out["name"] = json!(asked.query.name);
    out["question"] = json!({"en": asked.query.question, "zh": asked.query.question_zh});
    out["columns"] = json!(columns);
    // As the query has them: names that were looked up, offices in the one spelling of the store.
    let bound = |term: &Term| if let Term::Literal(literal) = term { literal.value().to_string() } else { term.to_string() };
    out["values"] = asked.values.iter().map(|(name, term)| (name.clone(), json!(bound(term)))).collect::<Map<_, _>>().into();
    out["cut"] = json!(bindings.len() >= MAX_ROWS);
    Ok(out)
}

/// Labels that only one thing bears.
fn labels(view: &View) -> HashMap<&str, Option<NodeId>> {
    let mut out: HashMap<&str, Option<NodeId>> = HashMap::new();
    for (place, node) in view.graph().nodes.iter().enumerate() {
        out.entry(&node.label).and_modify(|known| *known = None).or_insert(Some(NodeId(place)));
    }
    out
}

/// A term of the results with what it names; an unbound one is null.
fn cell(view: &View, labels: &HashMap<&str, Option<NodeId>>, term: &Value) -> Value {
    let Some(value) = term["value"].as_str() else { return Value::Null };
    let mut out = json!({"value": value});
    let keys = [("xml:lang", "lang"), ("datatype", "datatype")];
    for (from, to) in keys.into_iter().filter(|(from, _)| term[*from].is_string()) {
        out[to] = term[from].clone();
    }
    if term["type"] == "uri" {
        out["iri"] = json!(true);
    }
    let is_name = term["xml:lang"] == "zh";
    if let Some(id) = labels.get(value).copied().flatten().filter(|_| is_name) {
        out["entity"] = json!(view.loaded().node_ids[id.0]);
    }
    out
}
