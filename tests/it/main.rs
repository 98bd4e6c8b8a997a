//! The integration tests: one binary, one file per subject.

mod architecture;
mod cases;
mod competency;
mod evaluate;
mod gold;
mod metamorphic;
mod program;
mod rules;
