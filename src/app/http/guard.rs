//! Who may do what, and what every answer says to browsers.

use super::pool::Pool;
use super::reply::Refusal;
use super::service::Service;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use std::sync::Arc;
use std::time::Duration;

/// Largest query or update, in bytes.
pub const MAX_TEXT_BYTES: usize = 1 << 20;
/// Largest graph that is sent, in bytes.
pub const MAX_GRAPH_BYTES: usize = 64 << 20;
/// Time for a client to send its body.
const SENDING: Duration = Duration::from_secs(30);

/// Scripts, frames and requests elsewhere: none. What the explorer needs comes from this server.
pub const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The explorer's own scripts; its drawings are made in the browser.
pub const EXPLORER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// The body of a request, read within bounds of length and time.
pub struct Body(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        read(request, MAX_TEXT_BYTES).await.map(Self)
    }
}

/// The body of a request that sends a graph.
pub struct GraphBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for GraphBody {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        read(request, MAX_GRAPH_BYTES).await.map(Self)
    }
}

async fn read(request: Request, most: usize) -> Result<Bytes, Refusal> {
    let too_long = || Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", format!("the body is longer than {most} bytes"));
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(too_long());
    }
    let collected = tokio::time::timeout(SENDING, Limited::new(request.into_body(), most).collect()).await;
    match collected {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(too_long()),
        Ok(Err(error)) => Err(Refusal::new(StatusCode::BAD_REQUEST, "body", format!("the body cannot be read: {error}"))),
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow", "the body did not come in time")),
    }
}

/// The media type of a body, without parameters, in small letters.
pub fn media(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// The name by which the client knows this server. What is no name of a host is not repeated.
pub fn host(headers: &HeaderMap) -> &str {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let plain = |host: &&str| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    host.filter(plain).unwrap_or("localhost")
}

/// # Errors
/// When a body says that it is in another encoding than UTF-8.
pub fn utf8(headers: &HeaderMap) -> Result<(), Refusal> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("").to_ascii_lowercase();
    let mut named = value.split(';').filter_map(|part| part.trim().strip_prefix("charset="));
    if named.all(|name| ["utf-8", "utf8", "us-ascii"].contains(&name.trim_matches('"'))) {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoding", "send UTF-8"))
}

/// The writer, for who shows the token. A web form cannot: it sends no `Authorization`, and other sites are not
/// allowed to.
///
/// # Errors
/// When the service is for reading only, or the token is missing or wrong.
pub fn writer<'s>(service: &'s Service, headers: &HeaderMap) -> Result<&'s Arc<Pool>, Refusal> {
    let Some((token, writer)) = service.writer() else {
        let message = "this service is for reading; writing needs `guanmo serve --token-file FILE`";
        return Err(Refusal::new(StatusCode::FORBIDDEN, "read-only", message));
    };
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    // Hashes are compared in constant time.
    if given.is_some_and(|(_, given)| blake3::hash(given.trim().as_bytes()) == *token) {
        return Ok(writer);
    }
    Err(Refusal::new(StatusCode::UNAUTHORIZED, "token", "writing needs `Authorization: Bearer` with the token of --token-file"))
}

/// What every answer says: an address for caches, who may read it, what a browser may do with it.
pub async fn dress(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let cached = reading && !["/health", "/metrics", "/mcp"].contains(&request.uri().path());
    let tag = tag(&service, request.headers());
    if cached && knows(request.headers(), &tag) {
        return dressed(StatusCode::NOT_MODIFIED.into_response(), Some(tag));
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"guanmo\""));
    }
    let found = cached && response.status() == StatusCode::OK && !response.headers().contains_key(header::ETAG);
    dressed(response, found.then_some(tag))
}

fn dressed(mut response: Response, tag: Option<HeaderValue>) -> Response {
    let kept = response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Location"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Headers of a 304 replace those of the answer that the browser kept: the policy of a page must stay its own.
    if !kept {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(DATA_POLICY));
    }
    headers.append(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    }
    response
}

/// The tag of an answer: the revision of the store and of the program, and what the client takes.
fn tag(service: &Service, headers: &HeaderMap) -> HeaderValue {
    let mut hasher = blake3::Hasher::new();
    hasher.update(service.revision().as_bytes());
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    // A newer explorer has other files, which its page must name.
    hasher.update(service.index().unwrap_or_default().as_bytes());
    for name in [header::ACCEPT, header::ACCEPT_LANGUAGE] {
        headers.get_all(name).iter().for_each(|value| {
            hasher.update(value.as_bytes());
        });
        hasher.update(&[0]);
    }
    let text = format!("W/\"{}\"", &hasher.finalize().to_hex()[..20]);
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("W/\"0\""))
}

fn knows(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).any(|given| tag.to_str().is_ok_and(|tag| given.trim() == tag))
}

/// Other sites may read, with these methods and headers; `Authorization` is not among them.
pub async fn preflight() -> Response {
    let headers = [
        (header::ALLOW, "GET, HEAD, POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Content-Type, If-None-Match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
