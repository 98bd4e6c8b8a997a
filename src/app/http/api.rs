//! `/api`: every question as JSON. See `docs/api.md` and `/api/openapi.json`.

use super::super::ask::entity::GROUP_FACTS;
use super::super::ask::facts::Fact;
use super::super::ask::filter::{FILTERS, Parameters, WINDOW};
use super::super::ask::page::MAX_ITEMS;
use super::super::ask::{AskError, View, article, drawing, entity, listing, questions, review, search, walk, why};
use super::describe;
use super::guard::{self, Body};
use super::reply::Refusal;
use super::service::Service;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::Arc;

type Shared = State<Arc<Service>>;
type Answer = Result<Json<Value>, Refusal>;

/// All routes of the API.
pub fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/api", get(overview))
        .route("/api/", get(overview))
        .route("/api/openapi.json", get(describe::openapi))
        .route("/api/search", get(find))
        .route("/api/entities", get(entities))
        .route("/api/entities/{id}", get(entity_page))
        .route("/api/entities/{id}/facts", get(entity_facts))
        .route("/api/entities/{id}/neighbors", get(neighbors))
        .route("/api/facts/{id}", get(fact))
        .route("/api/articles", get(articles))
        .route("/api/articles/{id}", get(article_page))
        .route("/api/path", get(path))
        .route("/api/graph", get(graph))
        .route("/api/graph.svg", get(graph_svg))
        .route("/api/graph.dot", get(graph_dot))
        .route("/api/queries", get(query_list))
        .route("/api/queries/{name}", get(query_run))
        .route("/api/review", get(review_list))
        .route("/api/why", get(why_get).post(why_post))
        .route("/api/why-not", get(why_not_get).post(why_not_post))
        .route("/api/{*rest}", any(nothing))
        .method_not_allowed_fallback(wrong_method)
}

async fn nothing() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "not-found", "there is no such address; see /api/openapi.json")
}

async fn wrong_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", "this address is asked with GET; see /api/openapi.json")
}

/// The parameters of the query string.
pub struct Given(pub Parameters);

impl<S: Send + Sync> FromRequestParts<S> for Given {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or("");
        Ok(Self(Parameters(form(query.as_bytes())?)))
    }
}

/// Names and values of a form or query string.
///
/// # Errors
/// When they are not UTF-8: characters are never guessed.
pub fn form(bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(bytes).into_owned().collect();
    // The parser puts U+FFFD for what is not UTF-8; a client that means that character writes it.
    let written = String::from_utf8_lossy(bytes).to_uppercase().contains("%EF%BF%BD");
    if !written && pairs.iter().any(|(name, value)| name.contains('\u{FFFD}') || value.contains('\u{FFFD}')) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "encoding", "the parameters are not UTF-8, percent-encoded"));
    }
    Ok(pairs)
}

/// Asks and wraps.
async fn answer<F>(service: Arc<Service>, question: F) -> Answer
where
    F: FnOnce(&Service, &View) -> Result<Value, AskError> + Send + 'static,
{
    Ok(Json(service.ask(question).await?))
}

async fn overview(State(service): Shared, Given(given): Given) -> Answer {
    given.only(&[])?;
    answer(service, |_, view| Ok(listing::overview(view))).await
}

async fn find(State(service): Shared, Given(given): Given) -> Answer {
    given.only(&[&["q", "type"], &WINDOW])?;
    let (kinds, window) = (given.kinds()?, given.window()?);
    answer(service, move |_, view| Ok(json!(search::search(view, given.needed("q")?, &kinds, window)))).await
}

async fn entities(State(service): Shared, Given(given): Given) -> Answer {
    given.only(&[&["type"], &WINDOW])?;
    let (kinds, window) = (given.kinds()?, given.window()?);
    answer(service, move |_, view| Ok(json!(listing::entities(view, &kinds, window)))).await
}

async fn entity_page(State(service): Shared, Path(id): Path<String>, Given(given): Given) -> Answer {
    given.only(&[&["facts"]])?;
    let most = given.bounded("facts", GROUP_FACTS, MAX_ITEMS)?;
    answer(service, move |_, view| Ok(json!(entity::entity(view, view.node(&id)?, most)))).await
}

async fn entity_facts(State(service): Shared, Path(id): Path<String>, Given(given): Given) -> Answer {
    given.only(&[&["relation", "direction"], &WINDOW])?;
    let (relations, window, direction) = (given.relations()?, given.window()?, given.direction()?);
    answer(service, move |_, view| Ok(entity::facts(view, view.node(&id)?, &relations, direction, window))).await
}

async fn neighbors(State(service): Shared, Path(id): Path<String>, Given(given): Given) -> Answer {
    given.only(&[&["hops"], &FILTERS, &WINDOW])?;
    let (filter, window) = (given.filter()?, given.window()?);
    let hops = given.bounded("hops", 1, walk::MAX_HOPS)?;
    answer(service, move |_, view| Ok(walk::neighbors(view, view.node(&id)?, hops, &filter, window))).await
}

async fn fact(State(service): Shared, Path(id): Path<String>, Given(given): Given) -> Answer {
    given.only(&[])?;
    answer(service, move |_, view| {
        let statement = view.statement(&id)?;
        let mut out = json!(Fact::of(view, statement, usize::MAX));
        out["iri"] = json!(format!("{}{}", view.loaded().base, view.loaded().fact_ids[statement]));
        Ok(out)
    })
    .await
}

async fn articles(State(service): Shared, Given(given): Given) -> Answer {
    given.only(&[&WINDOW])?;
    let window = given.window()?;
    answer(service, move |_, view| Ok(json!(listing::articles(view, window)))).await
}

async fn article_page(State(service): Shared, Path(id): Path<String>, Given(given): Given) -> Answer {
    given.only(&[])?;
    answer(service, move |_, view| Ok(article::article(view, view.article(&id)?))).await
}

async fn path(State(service): Shared, Given(given): Given) -> Answer {
    let filters = FILTERS.iter().copied().filter(|name| !["from", "to"].contains(name)).collect::<Vec<_>>();
    given.only(&[&["a", "b", "limit", "from", "to"], &filters])?;
    let filter = given.filter()?;
    let limit = given.bounded("limit", walk::DEFAULT_PATHS, walk::MAX_PATHS)?;
    answer(service, move |_, view| {
        let (a, b) = (view.node(given.needed("a")?)?, view.node(given.needed("b")?)?);
        Ok(walk::paths(view, a, b, &filter, limit))
    })
    .await
}

/// What a drawing is asked to hold.
fn wanted(view: &View, given: &Parameters) -> Result<drawing::Wanted, AskError> {
    given.only(&[&["node", "hops", "most", "lang"], &FILTERS])?;
    let named: Vec<&str> = given.0.iter().filter(|(name, _)| name == "node").map(|(_, value)| value.as_str()).collect();
    if named.is_empty() || named.len() > drawing::MAX_DRAWN {
        return Err(AskError::wrong(format!("give 1 to {} times `node=` with the id of a thing", drawing::MAX_DRAWN)));
    }
    let nodes = named.into_iter().map(|name| view.node(name)).collect::<Result<_, _>>()?;
    let most = given.bounded("most", drawing::MAX_DRAWN, drawing::MAX_DRAWN)?;
    Ok(drawing::Wanted { nodes, hops: given.bounded("hops", 1, walk::MAX_HOPS)?, filter: given.filter()?, most })
}

async fn graph(State(service): Shared, Given(given): Given) -> Answer {
    answer(service, move |_, view| Ok(drawing::graph(view, &wanted(view, &given)?))).await
}

async fn graph_svg(state: Shared, given: Given) -> Result<Response, Refusal> {
    drawn(state, given, "svg", "image/svg+xml").await
}

async fn graph_dot(state: Shared, given: Given) -> Result<Response, Refusal> {
    drawn(state, given, "dot", "text/vnd.graphviz; charset=utf-8").await
}

async fn drawn(State(service): Shared, Given(given): Given, format: &'static str, media: &'static str) -> Result<Response, Refusal> {
    let english = given.one("lang") == Some("en");
    let bytes = service.ask(move |_, view| drawing::draw(view, &wanted(view, &given)?, format, english)).await?;
    Ok(([(header::CONTENT_TYPE, media)], bytes).into_response())
}

async fn query_list(Given(given): Given) -> Answer {
    given.only(&[])?;
    Ok(Json(questions::list()))
}

async fn query_run(State(service): Shared, Path(name): Path<String>, Given(given): Given) -> Answer {
    let window = given.window()?;
    let values: Vec<(String, String)> = given.0.into_iter().filter(|(name, _)| !WINDOW.contains(&name.as_str())).collect();
    let asked = service.ask(move |_, view| questions::ask(view, &name, &values)).await?;
    let results = service.select(asked.text()?, questions::MAX_ROWS).await?;
    answer(service, move |_, view| questions::rows(view, &asked, &results, window)).await
}

async fn review_list(State(service): Shared, Given(given): Given) -> Answer {
    given.only(&[&["type"], &WINDOW])?;
    let (kinds, window) = (given.kinds()?, given.window()?);
    answer(service, move |service, view| Ok(review::review(view, &kinds, window, &service.options.store))).await
}

fn text_of(given: &Parameters, relation: bool) -> Result<why::Text, AskError> {
    let more: &[&str] = if relation { &["relation"] } else { &[] };
    given.only(&[&["text", "publisher", "date", "find"], more])?;
    Ok(why::Text::of(given))
}

/// The text of a body in JSON.
fn text_in(headers: &HeaderMap, body: &Body) -> Result<why::Text, Refusal> {
    if guard::media(headers) != "application/json" {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "send application/json"));
    }
    guard::utf8(headers)?;
    serde_json::from_slice(&body.0).map_err(|e| Refusal::new(StatusCode::BAD_REQUEST, "wrong-body", e))
}

async fn why_get(State(service): Shared, Given(given): Given) -> Answer {
    let text = text_of(&given, false)?;
    answer(service, move |service, _| why::why(service.pipeline()?, &text)).await
}

async fn why_post(State(service): Shared, headers: HeaderMap, body: Body) -> Answer {
    let text = text_in(&headers, &body)?;
    answer(service, move |service, _| why::why(service.pipeline()?, &text)).await
}

async fn why_not_get(State(service): Shared, Given(given): Given) -> Answer {
    let text = text_of(&given, true)?;
    answer(service, move |service, _| why::why_not(service.pipeline()?, &text)).await
}

async fn why_not_post(State(service): Shared, headers: HeaderMap, body: Body) -> Answer {
    let text = text_in(&headers, &body)?;
    answer(service, move |service, _| why::why_not(service.pipeline()?, &text)).await
}
