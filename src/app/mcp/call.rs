//! A call of a tool → a question to the store → an answer with its evidence.

use crate::app::ask::entity::{entity, facts};
use crate::app::ask::facts::Fact;
use crate::app::ask::filter::{FILTERS, Parameters};
use crate::app::ask::page::Window;
use crate::app::ask::{AskError, View, article, evidence, questions, search, walk, why};
use crate::app::http::Service;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The answer of a tool.
///
/// # Errors
/// When an argument is unknown, missing or of the wrong form, and what the question gives.
pub async fn call(service: &Arc<Service>, name: &str, arguments: Map<String, Value>) -> Result<Value, AskError> {
    match name {
        "ask" => return ask(service, arguments).await,
        "sparql" => return sparql(service, &given(arguments)?).await,
        "questions" => return Ok(questions::list()),
        _ => {}
    }
    let (name, given) = (name.to_string(), given(arguments)?);
    service.ask(move |service, view| answer(service, view, &name, &given)).await
}

/// Why there is no answer, for an assistant to read.
pub fn refusal(error: AskError) -> Value {
    let message = error.to_string();
    match error {
        AskError::Unknown { near, .. } if !near.is_empty() => json!({"error": message, "near": near}),
        _ => json!({"error": message}),
    }
}

fn answer(service: &Service, view: &View, tool: &str, given: &Parameters) -> Result<Value, AskError> {
    let limit = |default| given.bounded("limit", default, 100).and_then(|limit| Window::new(0, limit));
    match tool {
        "search" => {
            given.only(&[&["query", "type", "limit"]])?;
            Ok(json!(search::search(view, given.needed("query")?, &given.kinds()?, limit(20)?)))
        }
        "entity" => {
            given.only(&[&["id", "facts"]])?;
            Ok(json!(entity(view, view.node(given.needed("id")?)?, given.bounded("facts", 10, 100)?)))
        }
        "facts" => facts_of(view, given),
        "fact" => {
            given.only(&[&["id"]])?;
            Ok(json!(Fact::of(view, view.statement(given.needed("id")?)?, usize::MAX)))
        }
        "article" => {
            given.only(&[&["id"]])?;
            Ok(slim(article::article(view, view.article(given.needed("id")?)?)))
        }
        "neighbors" => {
            given.only(&[&["id", "hops", "limit"], &FILTERS])?;
            let (start, hops) = (view.node(given.needed("id")?)?, given.bounded("hops", 1, walk::MAX_HOPS)?);
            Ok(walk::neighbors(view, start, hops, &given.filter()?, limit(20)?))
        }
        "path" => {
            given.only(&[&["a", "b", "limit"], &FILTERS])?;
            let (a, b) = (view.node(given.needed("a")?)?, view.node(given.needed("b")?)?);
            Ok(walk::paths(view, a, b, &given.filter()?, given.bounded("limit", 3, 20)?))
        }
        _ => looked_into(service, tool, given),
    }
}

fn facts_of(view: &View, given: &Parameters) -> Result<Value, AskError> {
    given.only(&[&["id", "relation", "direction", "limit", "offset"]])?;
    let node = view.node(given.needed("id")?)?;
    let direction = given.direction()?;
    let window = Window::new(given.number("offset")?.unwrap_or(0), given.bounded("limit", 20, 100)?)?;
    Ok(facts(view, node, &given.relations()?, direction, window))
}

/// The runs of an article are for drawing; an assistant reads the text and the quotations.
fn slim(mut article: Value) -> Value {
    if let Some(fields) = article.as_object_mut() {
        fields.remove("runs");
        fields.remove("mentions");
    }
    article
}

fn looked_into(service: &Service, tool: &str, given: &Parameters) -> Result<Value, AskError> {
    given.only(&[&["text", "publisher", "date", "relation"]])?;
    let text = why::Text::of(given);
    match tool {
        "why" => why::why(service.pipeline()?, &text),
        _ => why::why_not(service.pipeline()?, &text),
    }
}

async fn ask(service: &Arc<Service>, arguments: Map<String, Value>) -> Result<Value, AskError> {
    let (mut arguments, mut values) = (arguments, Vec::new());
    if let Some(Value::Object(parameters)) = arguments.remove("parameters") {
        values = given(parameters)?.0;
    }
    let given = given(arguments)?;
    given.only(&[&["name", "limit"]])?;
    let (name, limit) = (given.needed("name")?.to_string(), given.bounded("limit", 50, 500)?);
    let asked = service.ask(move |_, view| questions::ask(view, &name, &values)).await?;
    let words: Vec<String> = asked.values.iter().map(|(_, term)| guanmo::rdf::show(term)).collect();
    let results = service.select(asked.text()?, questions::MAX_ROWS).await?;
    let rows = move |_: &Service, view: &View| {
        let mut out = questions::rows(view, &asked, &results, Window::new(0, limit)?)?;
        let cells = evidence::words_of_rows(&out["items"]);
        out["evidence"] = json!(evidence::of_rows(view, &words, &cells));
        Ok(out)
    };
    service.ask(rows).await
}

async fn sparql(service: &Arc<Service>, given: &Parameters) -> Result<Value, AskError> {
    given.only(&[&["query", "limit"]])?;
    let limit = given.bounded("limit", 100, 500)?;
    let (media, body) = service.query(given.needed("query")?.to_string()).await?;
    if media != "application/sparql-results+json" {
        let text = String::from_utf8_lossy(&body).into_owned();
        let cut = text.chars().count() > MAX_TRIPLES_CHARS;
        return Ok(json!({"triples": text.chars().take(MAX_TRIPLES_CHARS).collect::<String>(), "cut": cut}));
    }
    let results: Value = serde_json::from_slice(&body).map_err(|e| AskError::Failed(e.to_string()))?;
    if let Some(truth) = results["boolean"].as_bool() {
        return Ok(json!({"truth": truth}));
    }
    let columns = results["head"]["vars"].clone();
    let all = results["results"]["bindings"].as_array().cloned().unwrap_or_default();
    let total = all.len();
    let rows: Vec<Value> = all.into_iter().take(limit).collect();
    let cells: Vec<Vec<String>> = rows.iter().map(evidence::words_of_binding).collect();
    service.ask(move |_, view| Ok(json!({"columns": columns, "rows": rows, "total": total, "cut": total > limit, "evidence": evidence::of_rows(view, &[], &cells)}))).await
}

/// Longest answer in triples, in characters.
const MAX_TRIPLES_CHARS: usize = 20_000;

/// Arguments as names with values; lists are values of one name.
fn given(arguments: Map<String, Value>) -> Result<Parameters, AskError> {
    let mut out = Vec::new();
    for (name, value) in arguments {
        match value {
            Value::Array(items) => items.iter().for_each(|item| out.push((name.clone(), plain(item)))),
            Value::Null => {}
            Value::Object(_) => return Err(AskError::wrong(format!("`{name}` is no object here"))),
            other => out.push((name, plain(&other))),
        }
    }
    Ok(Parameters(out))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}
