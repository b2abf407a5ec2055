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
    // All that the tests need, in one go: another choice of packages would be other features of the
    // libraries, and so everything once more.
    step("lints, programs and test programs", || {
        let build = ["build", "--locked", "--workspace", "--all-targets"];
        run(linted(&build).current_dir(root))
    })?;
    step("unit tests", || unit_tests(root))?;
    // Not the release binary: to optimise it takes longer than what it saves the tests, and this
    // one also has its assertions and counts its overflows.
    step("black-box tests", || {
        let binary = target(root).join("debug").join("squall");
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
    let runner: &[&str] = match probe.is_ok_and(|output| output.status.success()) {
        true => &["nextest", "run", "--locked", "--workspace", "--no-fail-fast"],
        false => &["test", "--locked", "--workspace", "--no-fail-fast"],
    };
    run(linted(runner).current_dir(root))
}

/// cargo with clippy's driver as the compiler of the workspace: it lints what it compiles, so that
/// neither the libraries nor our rooms are read a second time for `cargo clippy`. These are the two
/// variables that `cargo clippy` itself sets.
fn linted(arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_program());
    command
        .args(arguments)
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    command
}

fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    eprintln!("== {name}");
    let started = Instant::now();
    work().map_err(|why| format!("{name}: {why}"))?;
    eprintln!("== {name}: good ({:.0} s)", started.elapsed().as_secs_f64());
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    run(Command::new(cargo_program()).args(arguments).current_dir(root))
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
