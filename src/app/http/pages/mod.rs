//! Pages without scripts: search, things, articles with their evidence, named questions, SPARQL; in Chinese and in
//! English. Everything that comes from a store or a request is escaped by the templates.

mod article;
mod entity;
mod home;
mod language;
mod layout;
mod query;

pub use language::Language;

use super::accept;
use super::guard::PAGE_POLICY;
use super::reply::Refusal;
use super::service::Service;
use crate::app::ask::{AskError, View};
use crate::app::worker::Task;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use guanmo::rdf::GRAPH_MEDIA;
use maud::Markup;
use std::sync::Arc;

type Shared = State<Arc<Service>>;

/// Style of the plain pages.
const STYLE: &str = include_str!("plain.css");

/// Routes of the plain pages; `/id/` is one of data too.
pub fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/plain/", get(home::home))
        .route("/plain/search", get(home::search))
        .route("/plain/questions/{name}", get(query::question))
        .route("/plain/style.css", get(style))
        .route("/id/{*id}", get(thing))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// A page as a response.
fn html(status: StatusCode, page: Markup) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, PAGE_POLICY)];
    (status, headers, page.into_string()).into_response()
}

/// A refusal as a page.
fn refused(language: Language, error: AskError) -> Response {
    let near = match &error {
        AskError::Unknown { near, .. } => near.clone(),
        _ => Vec::new(),
    };
    let refusal = Refusal::from(error);
    html(refusal.status, layout::refusal(language, &refusal.message, &near))
}

/// Asks and shows.
async fn shown<F>(service: &Arc<Service>, language: Language, question: F) -> Response
where
    F: FnOnce(&Service, &View) -> Result<Markup, AskError> + Send + 'static,
{
    match service.ask(question).await {
        Ok(page) => html(StatusCode::OK, page),
        Err(error) => refused(language, error),
    }
}

/// What a local id names.
enum Named {
    Node(guanmo::model::NodeId),
    Article(usize),
    Fact(usize),
}

impl Named {
    /// Only ids: an address means one thing for ever, a name may mean another tomorrow.
    fn find(view: &View, id: &str) -> Result<Self, AskError> {
        let loaded = view.loaded();
        if let Some(article) = id.strip_prefix("article/") {
            return view.article(article).map(Self::Article);
        }
        if loaded.has_node(id) {
            return view.node(id).map(Self::Node);
        }
        view.statement(id).map(Self::Fact).map_err(|_| AskError::unknown(format!("nothing here has the address `{id}`")))
    }

    /// The SPARQL that gives its triples. Its IRI is one of the store's own, never text of a request.
    fn construct(&self, view: &View) -> String {
        let loaded = view.loaded();
        match self {
            Self::Node(id) => {
                let iri = format!("<{}{}>", loaded.base, loaded.node_ids[id.0]);
                format!(
                    "CONSTRUCT {{ {iri} ?p ?o . ?f ?fp ?fo }} WHERE {{ {{ {iri} ?p ?o }} UNION {{ ?f rdf:subject {iri} ; a gm:Fact ; ?fp ?fo }} \
                     UNION {{ ?f rdf:object {iri} ; a gm:Fact ; ?fp ?fo }} }}"
                )
            }
            Self::Article(place) => {
                let iri = format!("<{}article/{}>", loaded.base, view.told(*place).id);
                format!(
                    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ GRAPH {iri} {{ ?s ?p ?o }} }} UNION {{ GRAPH gm:meta {{ {iri} ?p ?o }} BIND({iri} AS ?s) }} }}"
                )
            }
            Self::Fact(place) => {
                let iri = format!("<{}{}>", loaded.base, loaded.fact_ids[*place]);
                format!("CONSTRUCT {{ {iri} ?p ?o }} WHERE {{ {{ {iri} ?p ?o }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}")
            }
        }
    }
}

/// A thing, an article or a fact: a page, Turtle, JSON-LD and so on, by what the client takes.
async fn thing(State(service): Shared, Path(id): Path<String>, headers: HeaderMap, uri: Uri) -> Response {
    let language = Language::of(&uri, &headers);
    if accept::wants_html(&headers, GRAPH_MEDIA) {
        if let Some(page) = service.explorer() {
            return page;
        }
        return plain_thing(&service, id, language).await;
    }
    let Some(format) = accept::triples(&headers) else {
        return Refusal::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", "there is HTML, Turtle, JSON-LD, N-Triples and RDF/XML")
            .into_response();
    };
    match service.ask(move |_, view| Ok(Named::find(view, &id)?.construct(view))).await {
        Ok(text) => triples(&service, text, format).await.unwrap_or_else(IntoResponse::into_response),
        Err(error) => Refusal::from(error).into_response(),
    }
}

/// The plain page of a local id.
async fn plain_thing(service: &Arc<Service>, id: String, language: Language) -> Response {
    let page = move |_: &Service, view: &View| {
        Ok(match Named::find(view, &id)? {
            Named::Node(node) => entity::page(view, node, language),
            Named::Article(place) => article::page(view, place, language),
            Named::Fact(place) => entity::fact(view, place, language),
        })
    };
    shown(service, language, page).await
}

async fn triples(service: &Arc<Service>, text: String, format: &str) -> Result<Response, Refusal> {
    let limits = service.limits();
    let task = Task { text, triples: Some(format.into()), rows: limits.rows, bytes: limits.bytes, ..Task::default() };
    Ok(service.readers().ask(&task, Bytes::new()).await?.into_response())
}

/// The SPARQL form, with the answer of a query where one was asked.
pub async fn sparql(service: &Arc<Service>, task: Option<Task>, language: Language) -> Response {
    query::sparql(service, task, language).await
}

/// The explorer where it was built, else the plain page of an address.
pub async fn start(State(service): Shared, headers: HeaderMap, uri: Uri) -> Response {
    if let Some(page) = service.explorer() {
        return page;
    }
    home::home(State(service), headers, uri).await
}
