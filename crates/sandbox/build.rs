//! Compiles the native part of the Python runtime, which is loaded by an interpreter and therefore
//! cannot be part of this crate, and says where it is, so that it can be embedded.

use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=native");
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let library = PathBuf::from(variable("OUT_DIR")).join("_native.abi3.so");
    let mut rustc = Command::new(variable("RUSTC"));
    rustc.args(["--edition", "2024", "--crate-type", "cdylib", "--crate-name", "_native"]);
    rustc.args(["-O", "-C", "panic=abort", "-C", "strip=symbols", "--target"]);
    rustc.arg(variable("TARGET")).arg("native/lib.rs").arg("-o").arg(&library);
    match rustc.status() {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("compiling native/lib.rs: {status}"),
        Err(error) => panic!("starting rustc: {error}"),
    }
    println!("cargo::rustc-env=SQUALL_NATIVE={}", library.display());
}
