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
    #[error("{place}: this is a binary file, not a text; give .txt, .jsonl, .html, .docx or .pdf files")]
    Binary { place: String },
    #[error("{place}: this is {what}, which is not read; {remedy}")]
    Foreign { place: String, what: &'static str, remedy: &'static str },
    #[error("{place}: no text can be taken out of this {format}: {problem}; {remedy}")]
    Unreadable { place: String, format: &'static str, problem: String, remedy: &'static str },
    #[error("{place}: more than {limit} {what}; {remedy}")]
    TooMuch { place: String, what: &'static str, limit: usize, remedy: &'static str },
    #[error("{place}: {size} bytes are more than the limit of {limit}; cut it into articles, or give JSON Lines")]
    TooLarge { place: String, size: u64, limit: u64 },
    #[error("{place}: not a JSON object with \"id\" and \"text\": {problem}")]
    BadLine { place: String, problem: String },
    #[error("{place}: {problem}")]
    Io { place: String, problem: String },
}

impl ReadError {
    /// The place that is refused: a file, a line of a file, `stdin`.
    pub fn location(&self) -> &str {
        match self {
            Self::Missing { place }
            | Self::Permission { place }
            | Self::Empty { place }
            | Self::Binary { place }
            | Self::Foreign { place, .. }
            | Self::Unreadable { place, .. }
            | Self::TooMuch { place, .. }
            | Self::TooLarge { place, .. }
            | Self::BadLine { place, .. }
            | Self::Io { place, .. } => place,
        }
    }

    pub(super) fn too_much(place: &str, what: &'static str, limit: usize, remedy: &'static str) -> Self {
        Self::TooMuch { place: place.into(), what, limit, remedy }
    }

    pub(super) fn unreadable(place: &str, format: &'static str, problem: impl Into<String>, remedy: &'static str) -> Self {
        Self::Unreadable { place: place.into(), format, problem: problem.into(), remedy }
    }

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
