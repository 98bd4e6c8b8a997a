//! Why a question got no answer, and what the asker can do.

use guanmo::rdf::QueryError;

/// A question without an answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// There is no such thing here. The nearest things, as references.
    #[error("{message}")]
    Unknown { message: String, near: Vec<super::facts::Ref> },
    /// The question is wrongly put.
    #[error("{0}")]
    Wrong(String),
    /// The answer exists in no format that the asker takes.
    #[error("{0}")]
    NotAcceptable(String),
    /// The question is right, but takes more than it may.
    #[error("{0}")]
    TooMuch(String),
    /// Too many others ask.
    #[error("{0}")]
    Busy(String),
    /// The store cannot be read.
    #[error("{0}")]
    Failed(String),
}

impl AskError {
    pub fn wrong(message: impl ToString) -> Self {
        Self::Wrong(message.to_string())
    }

    pub fn unknown(message: impl ToString) -> Self {
        Self::Unknown { message: message.to_string(), near: Vec::new() }
    }
}

impl From<QueryError> for AskError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::TooLong(_) => Self::TooMuch(error.to_string()),
            QueryError::UnknownName { .. } => Self::unknown(error),
            _ => Self::wrong(error),
        }
    }
}
