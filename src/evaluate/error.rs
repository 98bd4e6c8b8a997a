//! What can go wrong with gold, predictions and cases, with the place and the remedy.

use crate::read::ReadError;
use std::path::Path;

/// Why an evaluation could not be made.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    #[error("{place}: {problem}; check the path and who may read it")]
    Io { place: String, problem: String },
    #[error("{place}: not an article of the fact contract: {problem}; expected an object with \"article\", \"entities\" and \"facts\"")]
    Shape { place: String, problem: String },
    #[error("{place}: no gold here; expected NAME.json beside NAME.txt, or the folder of the texts behind --texts")]
    NoGold { place: String },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{file}:{line}: {problem}; {remedy}")]
    Case { file: String, line: usize, problem: String, remedy: String },
    #[error("{place}: no cases here; expected *.md files with ```text and ```facts")]
    NoCases { place: String },
}

impl EvaluateError {
    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::Io { place: path.display().to_string(), problem: error.to_string() }
    }

    pub(super) fn shape(place: impl ToString, problem: impl ToString) -> Self {
        Self::Shape { place: place.to_string(), problem: problem.to_string() }
    }
}
