//! Evidence that is counted instead of written: named features of a decision → a sum of weights that were learned.
//!
//! The weights are data (`data/models`), made by `guanmo train`. Sums are whole numbers: the same on every machine.

pub mod feature;
pub mod given;
pub mod weights;

pub use weights::{Margins, Weights, WeightsError};

use given::NameChars;

/// The shipped models and the tables that their features need.
pub struct Models {
    /// Person or word, and where a name ends.
    pub person: Weights,
    pub chars: NameChars,
}

/// The shipped weights of persons' names: file name and text.
const PERSON: (&str, &str) = ("data/models/person.tsv", include_str!("../../../data/models/person.tsv"));

impl Models {
    /// Loads what the program ships.
    ///
    /// # Errors
    /// When a shipped table is damaged, which a test of the project excludes.
    pub fn load() -> Result<Self, WeightsError> {
        Ok(Self { person: Weights::parse(PERSON.0, PERSON.1)?, chars: NameChars::load() })
    }
}
