//! `cargo xtask`: what the project does to itself. Not shipped.

mod check;
mod generate;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  gen [--check] [SERVICE..]   write (or check) the shapes from the API models
  tidy                        check the rules of the house
  test                        everything that must hold, the black-box tests included
  bench [NAME..]              the benchmarks, each a ratio to something measured in the same run";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let done = match arguments.first().map(String::as_str) {
        Some("gen") => generate::run(rest),
        Some("tidy") => tidy::run(&root()),
        Some("test") => check::test(&root()),
        Some("bench") => check::bench(&root(), rest),
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

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
