//! The program. It sees only public names of the library.

mod cli;
mod output;

pub use cli::run;
