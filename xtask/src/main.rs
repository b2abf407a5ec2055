//! `cargo xtask`: what the project does to itself. Not shipped.

mod generate;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask gen [--check] [SERVICE..]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("gen") => generate::run(&arguments[1..]),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
