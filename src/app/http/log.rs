//! The log: one JSON object a line on standard error.

use super::service::Service;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Instant;

/// Begins to log. A second call changes nothing.
pub fn start() {
    let lines = tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).with_target(false);
    // Fails only where a log was begun already.
    let _ = lines.try_init();
}

/// Counts and logs a request. What was asked stands in no log: only the route does.
pub async fn request(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("file", MatchedPath::as_str).to_string();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    service.metrics.count(&route, status, took);
    tracing::info!(%method, route, status, milliseconds = took.as_secs_f64() * 1000.0, "request");
    response
}
