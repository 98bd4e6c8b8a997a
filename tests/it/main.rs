//! The integration tests: one binary, one file per subject.

mod api;
mod architecture;
mod bad_input;
mod cases;
mod client;
mod competency;
mod determinism;
mod documented;
mod doors;
mod evaluate;
mod formats;
mod formats_broken;
mod gold;
mod killed;
mod mcp;
mod metamorphic;
mod program;
mod questions;
mod rules;
mod serve;
mod serve_limits;
mod shapes;
mod stores;
mod support;
mod vocabulary;
mod w3c;
