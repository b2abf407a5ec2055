//! Which template suits some code: decided once, when it is published, by a look at its files.
//!
//! Preloaded modules win over copies in the package, so a package that brings its own boto3 (or
//! what boto3 stands on) must start from the plain template. Code that never names boto3 is
//! spared the memory of it.

use std::fs;
use std::path::Path;

use crate::Preload;

/// What the boto3 template has in memory.
const PRELOADED: &[&str] =
    &["boto3", "botocore", "urllib3", "s3transfer", "jmespath", "dateutil", "six"];
/// Where Python looks below a mount: in it, and in the folders that a layer may use.
const ROOTS: &[&str] = &["", "python"];
/// A package with more files than this counts as one that names boto3.
const FILES_MAX: usize = 20_000;
/// Longer files are not read: they are data, or generated.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Looks through the directories that will be mounted. Too slow for a request's path.
pub fn choose(dirs: &[&Path]) -> Preload {
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
        brings_its_own_at(&root) || site_packages(&root).any(|dir| brings_its_own_at(&dir))
    })
}

/// `python/lib/python3.x/site-packages`, as layers have it.
fn site_packages(root: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let entries = fs::read_dir(root.join("lib")).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().join("site-packages")).filter(|path| path.is_dir())
}

fn brings_its_own_at(dir: &Path) -> bool {
    PRELOADED
        .iter()
        .any(|module| dir.join(module).is_dir() || dir.join(module).with_extension("py").is_file())
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
    ["boto3", "botocore"].iter().any(|word| {
        let word = word.as_bytes();
        text.windows(word.len()).any(|window| window == word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_decides() {
        for (files, expected) in [
            (&[("a.py", "import json")][..], Preload::Plain),
            (&[("deep/er/a.py", "import boto3")], Preload::Boto3),
            (&[("a.py", "import boto3"), ("boto3/__init__.py", "")], Preload::Plain),
            (&[("a.py", "import boto3"), ("python/urllib3/__init__.py", "")], Preload::Plain),
            (&[("a.py", "import boto3"), ("six.py", "")], Preload::Plain),
            (
                &[("a.py", "import boto3"), ("python/lib/python3.11/site-packages/six.py", "")],
                Preload::Plain,
            ),
            (&[("notes.txt", "boto3")], Preload::Plain),
        ] {
            let dir = std::env::temp_dir().join(format!("squall-preload-{}", std::process::id()));
            for (name, text) in files {
                let path = dir.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            let chosen = choose(&[&dir]);
            fs::remove_dir_all(&dir).unwrap();
            assert_eq!(chosen, expected, "{files:?}");
        }
    }
}
