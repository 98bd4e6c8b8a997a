//! `/sparql`: the SPARQL 1.1 Protocol.

use super::accept;
use super::api::form;
use super::guard::{self, Body};
use super::reply::Refusal;
use super::service::Service;
use super::{describe, pages};
use crate::app::worker::{Operation, Task};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use guanmo::rdf::RESULT_MEDIA;
use std::sync::Arc;

type Shared = State<Arc<Service>>;

/// Parameters of a request of the protocol.
#[derive(Debug, Default)]
struct Asked {
    queries: Vec<String>,
    updates: Vec<String>,
    /// `default-graph-uri` or `using-graph-uri`.
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
}

impl Asked {
    fn add(&mut self, pairs: Vec<(String, String)>) {
        for (name, value) in pairs {
            match name.as_str() {
                "query" => self.queries.push(value),
                "update" => self.updates.push(value),
                "default-graph-uri" | "using-graph-uri" => self.default_graphs.push(value),
                "named-graph-uri" | "using-named-graph-uri" => self.named_graphs.push(value),
                _ => {}
            }
        }
    }

    /// # Errors
    /// When it is not exactly one query or one update.
    fn task(self, service: &Service, headers: &HeaderMap) -> Result<Task, Refusal> {
        let wrong = |message: &str| Err(Refusal::new(StatusCode::BAD_REQUEST, "wrong-request", message));
        let (operation, text) = match (self.queries.as_slice(), self.updates.as_slice()) {
            ([query], []) => (Operation::Query, query.clone()),
            ([], [update]) => (Operation::Update, update.clone()),
            ([], []) => return wrong("the parameter `query` or `update` is missing"),
            _ => return wrong("a request holds one query or one update"),
        };
        let limits = service.limits();
        Ok(Task {
            operation,
            text,
            base: Some(format!("http://{}/sparql", guard::host(headers))),
            default_graphs: self.default_graphs,
            named_graphs: self.named_graphs,
            rows: limits.rows,
            bytes: limits.bytes,
            ..Task::default()
        })
    }
}

/// A query in the address; without one the service describes itself.
pub async fn get(State(service): Shared, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let mut asked = Asked::default();
    asked.add(form(uri.query().unwrap_or("").as_bytes())?);
    if !asked.updates.is_empty() {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "wrong-request", "an update is sent with POST"));
    }
    let html = accept::wants_html(&headers, RESULT_MEDIA);
    // The explorer reads the query out of the address and asks it itself.
    if let Some(page) = service.explorer().filter(|_| html) {
        return Ok(page);
    }
    let language = pages::Language::of(&uri, &headers);
    if asked.queries.is_empty() {
        return if html { Ok(pages::sparql(&service, None, language).await) } else { describe::service(State(service), headers).await };
    }
    let task = asked.task(&service, &headers)?;
    if html {
        return Ok(pages::sparql(&service, Some(task), language).await);
    }
    query(&service, task, &headers).await
}

/// A query or an update in the body.
pub async fn post(State(service): Shared, uri: Uri, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let media = guard::media(&headers);
    guard::utf8(&headers)?;
    let mut asked = Asked::default();
    asked.add(form(uri.query().unwrap_or("").as_bytes())?);
    match media.as_str() {
        "application/x-www-form-urlencoded" => asked.add(form(&body.0)?),
        "application/sparql-query" => asked.queries.push(text(&body.0)?),
        "application/sparql-update" => asked.updates.push(text(&body.0)?),
        _ => {
            let message = "send application/sparql-query, application/sparql-update or application/x-www-form-urlencoded";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", message));
        }
    }
    let task = asked.task(&service, &headers)?;
    match task.operation {
        Operation::Query => query(&service, task, &headers).await,
        _ => update(&service, &task, &headers).await,
    }
}

async fn query(service: &Arc<Service>, mut task: Task, headers: &HeaderMap) -> Result<Response, Refusal> {
    task.results = accept::results(headers).map(str::to_string);
    task.triples = accept::triples(headers).map(str::to_string);
    if task.results.is_none() && task.triples.is_none() {
        return Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", "the request accepts no format that there is"));
    }
    Ok(service.readers().ask(&task, Bytes::new()).await?.into_response())
}

async fn update(service: &Arc<Service>, task: &Task, headers: &HeaderMap) -> Result<Response, Refusal> {
    let writer = guard::writer(service, headers)?;
    writer.ask(task, Bytes::new()).await?;
    service.changed();
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn text(body: &[u8]) -> Result<String, Refusal> {
    let wrong = |_| Refusal::new(StatusCode::BAD_REQUEST, "encoding", "the body is not UTF-8");
    String::from_utf8(body.to_vec()).map_err(wrong)
}
