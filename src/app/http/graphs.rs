//! `/store`: the SPARQL 1.1 Graph Store Protocol. A graph is named by `?graph=`, by `?default`, or by its own address
//! below `/store/`.

use super::accept;
use super::api::form;
use super::guard::{self, GraphBody};
use super::reply::Refusal;
use super::service::Service;
use crate::app::worker::{Operation, Task};
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use guanmo::rdf::GRAPH_MEDIA;
use std::sync::Arc;

type Shared = State<Arc<Service>>;

/// Which graph is meant.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Default,
    Named(String),
    /// None: a graph is to be made.
    New,
}

impl Target {
    fn of(uri: &Uri, headers: &HeaderMap) -> Result<Self, Refusal> {
        let wrong = |message: &str| Refusal::new(StatusCode::BAD_REQUEST, "wrong-request", message);
        let pairs = form(uri.query().unwrap_or("").as_bytes())?;
        let below = uri.path().trim_start_matches("/store");
        let named: Vec<&String> = pairs.iter().filter(|(name, _)| name == "graph").map(|(_, value)| value).collect();
        let default = pairs.iter().any(|(name, _)| name == "default");
        match (named.as_slice(), default, below.trim_matches('/')) {
            ([], true, "") => Ok(Self::Default),
            ([name], false, "") if !name.is_empty() => Ok(Self::Named(absolute(name, headers))),
            ([], false, "") => Ok(Self::New),
            ([], false, _) => Ok(Self::Named(own(uri.path(), headers))),
            _ => Err(wrong("name one graph: ?graph=IRI, ?default, or its own address")),
        }
    }

    fn graph(self) -> Result<Option<String>, Refusal> {
        match self {
            Self::Default => Ok(None),
            Self::Named(name) => Ok(Some(name)),
            Self::New => Err(Refusal::new(StatusCode::BAD_REQUEST, "wrong-request", "name a graph with ?graph=IRI or ?default")),
        }
    }
}

/// The full address of a path of this server.
fn own(path: &str, headers: &HeaderMap) -> String {
    format!("http://{}{path}", guard::host(headers))
}

/// A name that is no full IRI is one of this server.
fn absolute(name: &str, headers: &HeaderMap) -> String {
    if name.contains(':') { name.to_string() } else { own(&format!("/store/{}", name.trim_start_matches('/')), headers) }
}

/// All methods: they share how a graph is named.
pub async fn any(State(service): Shared, request: Request) -> Result<Response, Refusal> {
    let target = Target::of(request.uri(), request.headers())?;
    let method = request.method().clone();
    match method {
        Method::GET | Method::HEAD => read(&service, target, request.headers()).await,
        Method::PUT | Method::POST => {
            guard::writer(&service, request.headers())?;
            write(&service, target, request).await
        }
        Method::DELETE => delete(&service, target, request.headers()).await,
        Method::OPTIONS => Ok(guard::preflight().await),
        _ => {
            let allow = [(header::ALLOW, "GET, HEAD, PUT, POST, DELETE, OPTIONS")];
            Ok((StatusCode::METHOD_NOT_ALLOWED, allow).into_response())
        }
    }
}

fn task(service: &Service, operation: Operation, graph: Option<String>, format: Option<&str>) -> Task {
    let limits = service.limits();
    Task { operation, graph, triples: format.map(str::to_string), rows: limits.rows, bytes: limits.bytes, ..Task::default() }
}

fn missing() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "not-found", "there is no such graph")
}

async fn read(service: &Arc<Service>, target: Target, headers: &HeaderMap) -> Result<Response, Refusal> {
    let format = accept::needed_triples(headers)?;
    let task = task(service, Operation::GraphRead, target.graph()?, Some(format));
    let answer = service.readers().ask(&task, Bytes::new()).await?;
    if answer.head["missing"] == true {
        return Err(missing());
    }
    Ok(answer.into_response())
}

async fn write(service: &Arc<Service>, target: Target, request: Request) -> Result<Response, Refusal> {
    let replace = request.method() == Method::PUT;
    let headers = request.headers().clone();
    let media = guard::media(&headers);
    let (graph, made) = match target {
        Target::New if !replace => {
            let name = own(&format!("/store/{}", fresh(service)), &headers);
            (Some(name.clone()), Some(name))
        }
        other => (other.graph()?, None),
    };
    let parts = if media == "multipart/form-data" && !replace {
        parts(request).await?
    } else {
        vec![(format_of(&media)?, GraphBody::from_request(request, &()).await?.0)]
    };
    let (_, writer) = service.writer().ok_or_else(missing)?;
    let mut created = made.is_some();
    for (format, body) in parts {
        let operation = if replace { Operation::GraphPut } else { Operation::GraphPost };
        let answer = writer.ask(&task(service, operation, graph.clone(), Some(format)), body).await?;
        created |= answer.head["created"] == true;
    }
    service.changed();
    let status = if created { StatusCode::CREATED } else { StatusCode::NO_CONTENT };
    let mut response = status.into_response();
    if let Some(location) = made.and_then(|name| HeaderValue::from_str(&name).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// A name that no graph has: made of the revision, since nothing here is random.
fn fresh(service: &Service) -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let key = format!("{} {} {count}", service.revision(), std::process::id());
    format!("graph-{}", &blake3::hash(key.as_bytes()).to_hex()[..16])
}

/// Graphs of a form, each with its format.
async fn parts(request: Request) -> Result<Vec<(&'static str, Bytes)>, Refusal> {
    let broken = |message: String| Refusal::new(StatusCode::BAD_REQUEST, "body", message);
    let (head, body) = request.into_parts();
    let limited = axum::body::Body::new(http_body_util::Limited::new(body, guard::MAX_GRAPH_BYTES));
    let request = Request::from_parts(head, limited);
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|e| broken(e.body_text()))?;
    let mut out = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|e| broken(e.body_text()))? {
        let media = field.content_type().unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        let format = format_of(&media)?;
        out.push((format, field.bytes().await.map_err(|e| broken(e.body_text()))?));
    }
    Ok(out)
}

/// The format of triples of a media type.
fn format_of(media: &str) -> Result<&'static str, Refusal> {
    let found = GRAPH_MEDIA.iter().find(|format| format.types.contains(&media) && !["nq", "trig"].contains(&format.name));
    found.map(|format| format.name).ok_or_else(|| {
        let message = "send text/turtle, application/n-triples, application/rdf+xml or application/ld+json";
        Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", message)
    })
}

async fn delete(service: &Arc<Service>, target: Target, headers: &HeaderMap) -> Result<Response, Refusal> {
    let writer = guard::writer(service, headers)?;
    let answer = writer.ask(&task(service, Operation::GraphDelete, target.graph()?, None), Bytes::new()).await?;
    if answer.head["missing"] == true {
        return Err(missing());
    }
    service.changed();
    Ok(StatusCode::NO_CONTENT.into_response())
}
