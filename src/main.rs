//! The program `guanmo`: see `guanmo --help`.

mod app;

use std::process::ExitCode;

fn main() -> ExitCode {
    app::run()
}
