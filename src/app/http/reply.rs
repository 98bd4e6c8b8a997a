//! Answers and refusals → responses.

use super::super::ask::AskError;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refusal with a status and words that say what to do.
#[derive(Debug)]
pub struct Refusal {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: String,
    pub near: Value,
}

impl Refusal {
    pub fn new(status: StatusCode, code: &'static str, message: impl ToString) -> Self {
        Self { status, code, message: message.to_string(), near: Value::Null }
    }
}

impl From<AskError> for Refusal {
    fn from(error: AskError) -> Self {
        let message = error.to_string();
        match error {
            AskError::Unknown { near, .. } => Self { near: json!(near), ..Self::new(StatusCode::NOT_FOUND, "not-found", message) },
            AskError::Wrong(_) => Self::new(StatusCode::BAD_REQUEST, "wrong-request", message),
            AskError::NotAcceptable(_) => Self::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", message),
            AskError::TooMuch(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE, "limit", message),
            AskError::Busy(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message),
            AskError::Failed(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", message),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut error = json!({"code": self.code, "message": self.message});
        if self.near.as_array().is_some_and(|near| !near.is_empty()) {
            error["near"] = self.near;
        }
        let mut response = (self.status, Json(json!({"error": error}))).into_response();
        if self.code == "busy" {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
        }
        response
    }
}
