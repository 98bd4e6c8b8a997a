//! Relations: encoded sentences and rules in, facts out.

pub mod apply;
pub mod context;
pub mod encode;
pub mod posts;
pub mod ranking;
pub mod resolve;
pub mod rule;
pub mod said;
