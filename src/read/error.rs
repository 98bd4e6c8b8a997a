//! What can go wrong with an input, with the place and the remedy.

/// Why an input was refused. The rest of a run goes on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{place}: no such file or folder; check the path")]
    Missing { place: String },
    #[error("{place}: permission denied; check who may read it")]
    Permission { place: String },
    #[error("{place}: the file is empty")]
    Empty { place: String },
    #[error("{place}: this is a binary file, not a text; give .txt or .jsonl files")]
    Binary { place: String },
    #[error("{place}: {size} bytes are more than the limit of {limit}; cut it into articles, or give JSON Lines")]
    TooLarge { place: String, size: u64, limit: u64 },
    #[error("{place}: not a JSON object with \"id\" and \"text\": {problem}")]
    BadLine { place: String, problem: String },
    #[error("{place}: {problem}")]
    Io { place: String, problem: String },
}

impl ReadError {
    /// The error that a system error at a place means.
    pub(super) fn io(place: &str, error: &std::io::Error) -> Self {
        let place = place.to_string();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing { place },
            std::io::ErrorKind::PermissionDenied => Self::Permission { place },
            _ => Self::Io { place, problem: error.to_string() },
        }
    }
}
