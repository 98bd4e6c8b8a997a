//! Mentions of one article → its entities: which mentions name the same thing, and under which names.

pub mod names;
pub mod table;

pub use table::Table;
