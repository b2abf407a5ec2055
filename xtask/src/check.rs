//! `cargo xtask test` and `cargo xtask bench`: the commands that stand in the README.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::{generate, tidy};

/// Everything that must hold, quickest first; stops at the first thing that does not.
pub fn test(root: &Path) -> Result<(), String> {
    step("formatting", || cargo(root, &["fmt", "--all", "--check"]))?;
    step("rules of the house", || tidy::run(root))?;
    step("generated shapes", || generate::run(&["--check".to_owned()]))?;
    let lints = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    step("lints", || cargo(root, &lints))?;
    step("unit tests", || unit_tests(root))?;
    step("release binary", || cargo(root, &["build", "--locked", "--release", "-p", "app"]))?;
    step("black-box tests", || {
        let binary = target(root).join("release").join("squall");
        let mut python = Command::new("python3");
        run(python.arg("tests/run.py").env("SQUALL_BIN", binary).current_dir(root))
    })
}

/// The benchmarks of `benches/platform`, against the release binary.
pub fn bench(root: &Path, names: &[String]) -> Result<(), String> {
    cargo(root, &["build", "--locked", "--release", "-p", "app", "-p", "platform-bench"])?;
    let native = ["rustc", "--locked", "--release", "-p", "bench-bootstrap"];
    cargo(root, &[&native[..], &["--", "-C", "target-feature=+crt-static"]].concat())?;
    let release = target(root).join("release");
    let mut bench = Command::new(release.join("platform-bench"));
    run(bench.args(names).env("SQUALL_BIN", release.join("squall")).current_dir(root))
}

/// nextest where it is installed, else cargo's own runner.
fn unit_tests(root: &Path) -> Result<(), String> {
    let probe = Command::new("cargo").args(["nextest", "--version"]).output();
    if probe.is_ok_and(|output| output.status.success()) {
        cargo(root, &["nextest", "run", "--locked", "--workspace", "--no-fail-fast"])
    } else {
        cargo(root, &["test", "--locked", "--workspace", "--no-fail-fast"])
    }
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    eprintln!("== {name}");
    let started = Instant::now();
    work().map_err(|why| format!("{name}: {why}"))?;
    eprintln!("== {name}: good ({:.0} s)", started.elapsed().as_secs_f64());
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    run(Command::new(cargo).args(arguments).current_dir(root))
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

fn target(root: &Path) -> std::path::PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}
