//! The integration tests: one binary, one file per subject.

mod architecture;
mod bad_input;
mod cases;
mod competency;
mod decisions;
mod determinism;
mod documented;
mod evaluate;
mod formats;
mod formats_broken;
mod gold;
mod identity;
mod identity_archive;
mod keeping;
mod killed;
mod metamorphic;
mod program;
mod questions;
mod rules;
mod shapes;
mod stores;
mod support;
mod terms;
mod vocabulary;
