//! Named questions and SPARQL as forms, their answers as tables.

use super::layout::{address, page};
use super::{Language, html as respond, refused};
use crate::app::ask::filter::WINDOW;
use crate::app::ask::page::Window;
use crate::app::ask::{AskError, questions};
use crate::app::http::api::form;
use crate::app::http::service::Service;
use crate::app::worker::Task;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use guanmo::rdf::{NamedQuery, named_query};
use maud::{Markup, html};
use serde_json::Value;
use std::sync::Arc;

/// Rows of an answer on a page.
const ROWS: usize = 500;

/// What the form begins with.
const EXAMPLE: &str =
    "SELECT ?person ?post WHERE {\n  ?f rdf:predicate gm:holdsPost ; rdf:subject/rdfs:label ?person ; rdf:object ?post .\n}\nLIMIT 50";

/// A named question with its form; answered where all its parameters are given.
pub async fn question(State(service): State<Arc<Service>>, Path(name): Path<String>, headers: HeaderMap, uri: Uri) -> Response {
    let language = Language::of(&uri, &headers);
    let pairs = match form(uri.query().unwrap_or("").as_bytes()) {
        Ok(pairs) => pairs,
        Err(refusal) => return refusal.into_response(),
    };
    let query = match named_query(&name) {
        Ok(query) => query,
        Err(error) => return refused(language, error.into()),
    };
    let values: Vec<(String, String)> = pairs.into_iter().filter(|(name, _)| name != "lang" && !WINDOW.contains(&name.as_str())).collect();
    let complete = query.parameters.iter().all(|p| values.iter().any(|(name, value)| *name == p.name && !value.is_empty()));
    let answer = if complete { Some(ask(&service, &name, values.clone()).await) } else { None };
    let table = match answer {
        None => html! {},
        Some(Ok(rows)) => table(&rows, language),
        Some(Err(error)) => return refused(language, error),
    };
    let title = if language == Language::Chinese { &query.question_zh } else { &query.question };
    let main = html! { h1 { (title) } (parameters(&query, &values, language)) (table) };
    respond(StatusCode::OK, page(language, title, &main))
}

async fn ask(service: &Arc<Service>, name: &str, values: Vec<(String, String)>) -> Result<Value, AskError> {
    let name = name.to_string();
    let asked = service.ask(move |_, view| questions::ask(view, &name, &values)).await?;
    let results = service.select(asked.text()?, questions::MAX_ROWS).await?;
    service.ask(move |_, view| questions::rows(view, &asked, &results, Window { offset: 0, limit: ROWS })).await
}

fn parameters(query: &NamedQuery, values: &[(String, String)], language: Language) -> Markup {
    let given = |name: &str| values.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    html! {
        @if !query.parameters.is_empty() {
            form action={ "/plain/questions/" (query.name) } {
                input type="hidden" name="lang" value=(language.code());
                @for parameter in &query.parameters {
                    p { label { (parameter.name) " " input name=(parameter.name) value=(given(&parameter.name)) required placeholder=(parameter.example); } }
                }
                button { (language.say("提问", "Ask")) }
            }
        }
    }
}

fn table(rows: &Value, language: Language) -> Markup {
    let columns = rows["columns"].as_array().into_iter().flatten().filter_map(Value::as_str);
    html! {
        p { (rows["total"].to_string()) " " (language.say("行", "rows")) }
        div.wide { table {
            tr { @for column in columns { th scope="col" { (column) } } }
            @for row in rows["items"].as_array().into_iter().flatten() {
                tr { @for cell in row.as_array().into_iter().flatten() {
                    td { @match (cell["entity"].as_str(), cell["value"].as_str().unwrap_or("")) {
                        (Some(id), text) => a href=(address(id, language)) { (text) },
                        (None, text) => (text),
                    } }
                } }
            }
        } }
    }
}

/// The SPARQL form, with the answer of a query where one was asked.
pub async fn sparql(service: &Arc<Service>, task: Option<Task>, language: Language) -> Response {
    let text = task.as_ref().map_or(EXAMPLE, |task| task.text.as_str()).to_string();
    let (status, answer) = match task {
        None => (StatusCode::OK, html! {}),
        Some(task) => match run(service, task).await {
            Ok(answer) => (StatusCode::OK, answer),
            Err(error) => {
                let refusal = super::Refusal::from(error);
                (refusal.status, html! { pre.error { (refusal.message) } })
            }
        },
    };
    let main = html! {
        h1 { "SPARQL" }
        form action="/sparql" {
            input type="hidden" name="lang" value=(language.code());
            label { (language.say("查询（常用前缀已知）", "Query (the usual prefixes are known)")) br; textarea name="query" rows="12" spellcheck="false" required { (text) } }
            p { button { (language.say("查询", "Run")) } }
        }
        (answer)
    };
    respond(status, page(language, "SPARQL", &main))
}

/// Rows as a table, a truth value as a word, triples as Turtle.
async fn run(service: &Arc<Service>, task: Task) -> Result<Markup, AskError> {
    let (media, bytes) = service.query(task.text).await?;
    let rows = media != "text/turtle";
    if !rows {
        return Ok(html! { pre { (String::from_utf8_lossy(&bytes)) } });
    }
    let results: Value = serde_json::from_slice(&bytes).map_err(|e| AskError::Failed(e.to_string()))?;
    if let Some(truth) = results["boolean"].as_bool() {
        return Ok(html! { p { strong { (truth) } } });
    }
    let columns: Vec<&str> = results["head"]["vars"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let bindings = results["results"]["bindings"].as_array().map_or(&[][..], Vec::as_slice);
    Ok(html! {
        p { (bindings.len()) @if bindings.len() > ROWS { " → " (ROWS) } }
        div.wide { table {
            tr { @for column in &columns { th scope="col" { (column) } } }
            @for row in bindings.iter().take(ROWS) { tr { @for column in &columns { td { (row[*column]["value"].as_str().unwrap_or("")) } } } }
        } }
    })
}
