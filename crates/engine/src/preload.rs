//! Which template suits a version: decided once, when it is published, by a look at its code.
//!
//! Preloaded modules win over copies in the package, so a package that brings its own boto3 (or
//! what boto3 stands on) must start from the plain template. A function that never names boto3 is
//! spared the memory of it.

use std::fs;
use std::path::Path;

use kit::Version;
use sandbox::Preload;

/// What the boto3 template has in memory.
const PRELOADED: &[&str] =
    &["boto3", "botocore", "urllib3", "s3transfer", "jmespath", "dateutil", "six"];
/// Where Python looks below a mount: in it, and in the folders that a layer may use.
const ROOTS: &[&str] = &["", "python"];
/// A package with more files than this counts as one that names boto3.
const FILES_MAX: usize = 20_000;
/// Longer files are not read: they are data, or generated.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Reads directories and files: call it when a version is published, not when it is invoked.
pub fn choose(version: &Version) -> Preload {
    let mounts = version.mounts.iter().map(|(host, _)| host.as_path());
    let dirs: Vec<&Path> = std::iter::once(version.code.as_path()).chain(mounts).collect();
    if dirs.iter().any(|dir| brings_its_own(dir)) {
        return Preload::Plain;
    }
    let mut files_left = FILES_MAX;
    if dirs.iter().any(|dir| names_boto3(dir, &mut files_left)) {
        return Preload::Boto3;
    }
    Preload::Plain
}

fn brings_its_own(dir: &Path) -> bool {
    ROOTS.iter().any(|root| {
        let root = dir.join(root);
        PRELOADED.iter().any(|module| {
            root.join(module).is_dir() || root.join(module).with_extension("py").is_file()
        }) || site_packages(&root).any(|dir| brings_its_own_at(&dir))
    })
}

/// `python/lib/python3.x/site-packages`, as layers have it.
fn site_packages(root: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let entries = fs::read_dir(root.join("lib")).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().join("site-packages")).filter(|path| path.is_dir())
}

fn brings_its_own_at(dir: &Path) -> bool {
    PRELOADED.iter().any(|module| dir.join(module).is_dir())
}

fn names_boto3(dir: &Path, files_left: &mut usize) -> bool {
    let Ok(entries) = fs::read_dir(dir) else { return false };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() {
            if names_boto3(&path, files_left) {
                return true;
            }
        } else if path.extension().is_some_and(|extension| extension == "py") {
            if *files_left == 0 {
                return true;
            }
            *files_left -= 1;
            let short = entry.metadata().is_ok_and(|meta| meta.len() <= FILE_BYTES_MAX);
            if short && fs::read(&path).is_ok_and(|text| mentions(&text)) {
                return true;
            }
        }
    }
    false
}

fn mentions(text: &[u8]) -> bool {
    ["boto3", "botocore"].iter().any(|word| memchr::memmem::find(text, word.as_bytes()).is_some())
}
