//! The integration tests: one binary, one file per subject.

mod architecture;
mod competency;
mod formats;
mod formats_broken;
mod gold;
mod metamorphic;
mod program;
mod rules;
