//! The program. It sees only public names of the library.

mod ask;
mod cli;
mod http;
mod mcp;
mod output;
mod worker;

pub use cli::run;
