//! What the service says of itself: the API in the words of OpenAPI.

use axum::http::header;
use axum::response::IntoResponse;

/// The API's description. A test compares it with what the service answers.
pub const OPENAPI: &str = include_str!("openapi.json");

pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}
