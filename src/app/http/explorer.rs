//! Files of the built explorer; every other address without a file's ending is one of its views.

use super::guard::EXPLORER_POLICY;
use super::reply::Refusal;
use super::service::Service;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// The explorer's first page, read at the start.
pub fn index(folder: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(folder.join("index.html"))
}

/// The explorer's page as a response.
pub fn page(index: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, EXPLORER_POLICY)];
    (headers, index.to_string()).into_response()
}

/// A file of the explorer, or its page for one of its views.
pub async fn file(State(service): State<Arc<Service>>, request: Request) -> Response {
    let nothing =
        || Refusal::new(StatusCode::NOT_FOUND, "not-found", "there is no such address; see / and /api/openapi.json").into_response();
    let Some(folder) = service.options.web.clone() else { return nothing() };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", "files are read with GET").into_response();
    }
    let is_view = !request.uri().path().rsplit('/').next().unwrap_or("").contains('.');
    if is_view {
        return service.explorer().unwrap_or_else(nothing);
    }
    let hashed = request.uri().path().starts_with("/assets/");
    // ServeDir never leaves its folder, and its errors are responses.
    let Ok(response) = ServeDir::new(folder).append_index_html_on_directories(false).oneshot(request).await;
    let mut response = response.into_response();
    if response.status() == StatusCode::NOT_FOUND {
        return nothing();
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(EXPLORER_POLICY));
    if hashed {
        let long = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, long);
    }
    response
}
