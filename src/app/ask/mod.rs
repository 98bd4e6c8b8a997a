//! A loaded store and a question → an answer as data. The web service, its pages and the tools of assistants ask here,
//! so that all of them say the same.

pub mod article;
pub mod drawing;
pub mod entity;
pub mod error;
pub mod evidence;
pub mod facts;
pub mod filter;
pub mod listing;
pub mod page;
pub mod questions;
pub mod review;
pub mod search;
pub mod view;
pub mod walk;
pub mod why;

pub use error::AskError;
pub use view::View;
