//! Whether the program of a `provided` function can run on this machine, seen at its first bytes.
//!
//! Only what is certainly wrong is told here: a program for other processors. Whether there is one
//! at all, and whether it may be executed, shows as on Lambda: when the function starts.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::problem::{Place, Problem};

/// Where the program lies in a package.
const BOOTSTRAP: &str = "bootstrap";
/// The part of an ELF file's head that is alike for all: up to and with the machine.
const HEAD_BYTES: usize = 20;

/// Machines, as ELF numbers them, by the names that Rust and Lambda give them.
const MACHINES: &[(u16, &str, &str)] =
    &[(3, "x86", "x86"), (40, "arm", "arm"), (62, "x86_64", "x86_64"), (183, "aarch64", "arm64")];

/// A problem where the program of the function in `package` is for other processors.
pub fn check(package: &Path, at: &Place, function: &str) -> Result<(), Problem> {
    let mut head = [0; HEAD_BYTES];
    let read = File::open(package.join(BOOTSTRAP)).and_then(|mut file| file.read_exact(&mut head));
    if read.is_err() {
        return Ok(());
    }
    let Some(machine) = machine_of(&head) else { return Ok(()) };
    let own = std::env::consts::ARCH;
    let found = MACHINES.iter().find(|(number, _, _)| *number == machine);
    if found.is_some_and(|(_, name, _)| *name == own) {
        return Ok(());
    }
    let name = |arch: &str| {
        let known = MACHINES.iter().find(|(_, name, _)| *name == arch);
        known.map_or_else(|| arch.to_owned(), |(_, _, lambdas)| (*lambdas).to_owned())
    };
    let (found, own) = (found.map_or("other", |(_, name, _)| *name), name(own));
    let found = name(found);
    let what = format!("the bootstrap of function {function} is for {found} processors");
    Err(Problem::new(at, what)
        .expected(format!("a program for {own}, which this machine has"))
        .fix(format!("build it for {own}, and set `architecture: {own}`")))
}

/// Of an ELF file for little-endian machines; anything else (a script, say) has none.
fn machine_of(head: &[u8; HEAD_BYTES]) -> Option<u16> {
    let little_endian = head[5] == 1;
    (head.starts_with(b"\x7fELF") && little_endian)
        .then(|| u16::from_le_bytes([head[18], head[19]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(bytes: &[u8]) -> Result<(), Problem> {
        let name = format!("squall-program-{}-{}", std::process::id(), bytes.len());
        let dir = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join(BOOTSTRAP), bytes).unwrap();
        let outcome = check(&dir, &Place::file("serverless.yml"), "f");
        std::fs::remove_dir_all(&dir).unwrap();
        outcome
    }

    fn elf(machine: u16, length: usize) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01\x01".to_vec();
        bytes.resize(18, 0);
        bytes.extend_from_slice(&machine.to_le_bytes());
        bytes.resize(length, 0);
        bytes
    }

    #[test]
    fn a_program_for_other_processors_is_refused() {
        let problem = checked(&elf(258, 64)).unwrap_err();
        assert!(problem.to_string().contains("is for other processors"), "{problem}");
        let foreign = if cfg!(target_arch = "x86_64") { (183, "arm64") } else { (62, "x86_64") };
        let problem = checked(&elf(foreign.0, 65)).unwrap_err();
        assert!(problem.to_string().contains(&format!("is for {} ", foreign.1)), "{problem}");
    }

    #[test]
    fn a_program_for_this_machine_a_script_and_nonsense_are_let_pass() {
        let own = std::fs::read("/proc/self/exe").unwrap();
        checked(&own[..100]).unwrap();
        checked(b"#!/bin/sh\necho a long enough script\n").unwrap();
        checked(b"short").unwrap();
        checked(&[7; 66]).unwrap();
    }
}
