//! What can go wrong with training, with the place and the remedy.

use crate::evaluate::EvaluateError;

/// Why nothing was learned.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    #[error(transparent)]
    Set(#[from] EvaluateError),
    #[error("{articles} articles are too few to hold some back; expected at least {least}: name more annotated folders or cases")]
    TooFew { articles: usize, least: usize },
    #[error(
        "none of the {articles} articles has a place at which a person may be named; expected titles, lists or reporting verbs in them"
    )]
    NoDecisions { articles: usize },
}
