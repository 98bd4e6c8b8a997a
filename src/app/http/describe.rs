//! What the service says of itself: the API in the words of OpenAPI, SPARQL Service Description, VoID, health, metrics.

use super::accept;
use super::guard;
use super::reply::Refusal;
use super::service::Service;
use crate::app::ask::listing;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guanmo::model::{EntityKind, Predicate};
use guanmo::rdf::{Description, GRAPH_MEDIA, Media, ProtocolError};
use serde_json::json;
use std::sync::Arc;

type Shared = State<Arc<Service>>;

/// The API's description. A test compares it with what the service answers.
pub const OPENAPI: &str = include_str!("openapi.json");

pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

/// The SPARQL Service Description.
pub async fn service(State(service): Shared, headers: HeaderMap) -> Result<Response, Refusal> {
    described(&service, &headers, |of, format| of.service(format))
}

/// `/.well-known/void`.
pub async fn void(State(service): Shared, headers: HeaderMap) -> Result<Response, Refusal> {
    described(&service, &headers, |of, format| of.void(format))
}

type Write = fn(&Description<'_>, &str) -> Result<Vec<u8>, ProtocolError>;

fn described(service: &Service, headers: &HeaderMap, write: Write) -> Result<Response, Refusal> {
    let format = accept::needed_triples(headers)?;
    let view = service.view();
    let graph = view.graph();
    let classes = EntityKind::ALL.map(|kind| (kind.name(), listing::of_kind(graph, kind)));
    let properties = Predicate::ALL.map(|p| (p.name(), listing::of_relation(graph, p)));
    let endpoint = format!("http://{}/sparql", guard::host(headers));
    let description = Description {
        endpoint: &endpoint,
        base: &view.loaded().base,
        writable: service.writer().is_some(),
        classes: &classes,
        properties: &properties,
        articles: graph.articles.len(),
    };
    let failed = |e: ProtocolError| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", e);
    let bytes = write(&description, format).map_err(failed)?;
    let media = Media::named(GRAPH_MEDIA, format).map_or("text/turtle", |media| media.types[0]);
    Ok(([(header::CONTENT_TYPE, accept::content_type(media))], bytes).into_response())
}

/// Whether the store can be read.
pub async fn health(State(service): Shared) -> Response {
    match service.trouble() {
        None => Json(json!({"status": "ok", "version": env!("CARGO_PKG_VERSION"), "revision": service.revision()})).into_response(),
        Some(trouble) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"status": "failing", "message": trouble}))).into_response(),
    }
}

/// Counters in the text format of Prometheus.
pub async fn metrics(State(service): Shared) -> Response {
    let text = service.metrics.text(service.readers().busy(), service.view().graph());
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
}
