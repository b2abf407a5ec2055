//! Byte code of a published package, compiled once so that no start has to.
//!
//! Compiled by the interpreter that will run it, on the host: compiling parses and never runs.
//! A file that does not compile is left to fail when it is imported, where its user sees it.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::interpreter::Interpreter;

/// Compiles every module below `dir`, which will be seen as `seen_as`. What was compiled before
/// is made anew: a power cut may have left it torn.
pub fn compile(interpreter: &Interpreter, dir: &Path, seen_as: &str) -> io::Result<()> {
    forget(dir)?;
    let status = Command::new(&interpreter.path)
        .args(["-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s"])
        .arg(dir)
        .args(["-p", seen_as])
        .arg(dir)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    // 1 says that some file does not compile.
    match status.code() {
        Some(0 | 1) => Ok(()),
        _ => Err(io::Error::other(format!("compileall ended with {status}"))),
    }
}

fn forget(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            continue;
        }
        if entry.file_name() == "__pycache__" {
            fs::remove_dir_all(entry.path())?;
        } else {
            forget(&entry.path())?;
        }
    }
    Ok(())
}
