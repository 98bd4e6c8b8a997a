//! To be written.
pub mod facts_json;
