//! Relations: encoded sentences and rules in, facts out.

pub mod apply;
pub mod ceremonies;
pub mod conferred;
pub mod context;
pub mod decisions;
pub mod encode;
pub mod events;
pub mod facts;
pub mod fields;
pub mod honours;
pub mod link;
pub mod modality;
pub mod names;
pub mod needs;
pub mod posts;
pub mod project_table;
pub mod ranking;
pub mod resolve;
pub mod rule;
pub mod said;
pub mod settle;
pub mod stacked;
pub mod standing;
pub mod subject;
pub mod tables;
pub mod trace;
