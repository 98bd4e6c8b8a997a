//! A document in, articles with entities and facts out. Running cannot fail: what cannot be read is a notice.

pub mod clean;
pub mod segment;
pub mod recognise;
