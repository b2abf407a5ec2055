//! A directory's files as they are, for a copy that is what a killed process leaves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// By their paths in it.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

pub fn read(top: &Path) -> Files {
    let mut all = Files::new();
    let mut dirs = vec![top.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                all.insert(path.strip_prefix(top).unwrap().to_owned(), bytes);
            }
        }
    }
    all
}

/// As they are at one moment, whoever writes to them.
pub fn read_still(top: &Path) -> Files {
    loop {
        let files = read(top);
        if read(top) == files {
            return files;
        }
        std::thread::yield_now();
    }
}

pub fn write(top: &Path, files: &Files) {
    for (path, bytes) in files {
        let place = top.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
}
