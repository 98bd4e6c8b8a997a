//! A process of its own for queries and updates: frames on standard input → frames on standard output.
//!
//! Sorting and joining cannot be stopped from inside, and memory cannot be bounded from inside: so the service lets
//! another process do them, bounds its memory by the system, and kills it when the time is over. A worker answers one
//! request after the other from a store that is opened once.

pub mod frame;
mod run;

pub use run::{Access, Operation, Task, run};
