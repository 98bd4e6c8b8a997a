//! Annotated articles of the project → tables of weights that are readable data, with an honest figure in their head.
//!
//! - [`set`]: annotated articles and literate cases → decisions with their right answers.
//! - [`perceptron`]: decisions → weights, in whole numbers.
//! - [`folds`]: cross-validation by article beside the rules; the margins from which weights overrule them.
//! - [`table`]: weights → the text of `data/models`.
//!
//! The same files, seed and rounds give the same bytes on every machine: no floating point, no clock, no order of a hash map.

mod error;
pub mod folds;
pub mod perceptron;
pub mod set;
pub mod table;

pub use error::TrainError;

use crate::extract::Resources;
use crate::extract::weigh::Weights;
use folds::Validation;
use set::TrainingSet;
use std::path::PathBuf;

/// What is learned from, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Folders of annotated articles (`NAME.json` beside `NAME.txt`), files or folders of literate cases (`*.md`).
    pub files: Vec<PathBuf>,
    /// Another seed goes through the decisions in another order.
    pub seed: u64,
    /// How often all decisions are gone through.
    pub epochs: u32,
}

/// Weights that were learned, and how well they do on articles that they were not learned from.
pub struct Learned {
    pub weights: Weights,
    pub set: TrainingSet,
    pub validation: Validation,
}

/// Learns to tell persons' names from words: cross-validation first, which gives the margins, then weights from all.
///
/// # Errors
/// When a file cannot be read, is no annotation, or the files hold too few articles to hold some back.
pub fn learn(plan: &Plan, resources: &Resources) -> Result<Learned, TrainError> {
    let set = set::read(&plan.files, resources)?;
    let validation = folds::validate(&set, plan)?;
    let margins = folds::margins(&validation.held_out);
    let weights = perceptron::train(&set.articles.iter().collect::<Vec<_>>(), plan);
    Ok(Learned { weights: Weights::new(set::KIND, margins, weights), set, validation })
}

/// The text of a table for what was learned.
pub fn written(learned: &Learned, plan: &Plan) -> String {
    table::write(learned, plan)
}
