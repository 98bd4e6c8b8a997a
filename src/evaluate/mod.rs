//! Found facts beside annotated ones → verdicts, figures, comparisons; and the sentences that stayed silent.
//!
//! - [`record`]: articles as the fact contract writes them, from JSON or from extraction.
//! - [`gold`]: annotated articles of a folder, paired with what was found.
//! - [`matching`]: when a found entity or fact is the annotated one.
//! - [`score`]: verdicts, each with its sentence; [`figures`]: precision, recall, F1 with intervals.
//! - [`compare`]: two runs beside each other.
//! - [`cases`]: literate cases in Markdown; [`judge`]: whether they hold.
//! - [`sample`]: a seeded random sample of facts in their sentences, for a reader to judge.
//! - [`silence`]: sentences with an official and a verb of action that gave no fact.
//!
//! Nothing here decides what is true or how it is shown.

pub mod cases;
pub mod compare;
mod error;
pub mod figures;
pub mod gold;
pub mod judge;
pub mod matching;
mod names;
pub mod quote;
pub mod record;
pub mod sample;
pub mod score;
pub mod silence;

pub use error::EvaluateError;
