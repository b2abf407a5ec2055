//! Changes are told, by the kernel and by looking.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use common::Folder;
use manifest::Watcher;

/// Longer than anything here takes; only a failure waits for it.
const LONG: Duration = Duration::from_secs(20);

/// This one file is told, however often, and nothing else.
fn assert_told(watcher: &mut Watcher, wanted: &Path) {
    let mut all: Vec<PathBuf> = Vec::new();
    while !all.iter().any(|path| path == wanted) {
        all.extend(watcher.wait(LONG).expect("a change").paths);
    }
    while let Some(change) = watcher.wait(Duration::ZERO) {
        all.extend(change.paths);
    }
    all.dedup();
    assert_eq!(all, [wanted]);
}

fn walk_through(mut watcher: Watcher, app: &Folder, beside: &Folder) {
    let edited = app.write("a.py", "2");
    assert_told(&mut watcher, &edited);

    let deep = app.write("new/deeper/b.py", "1");
    assert_told(&mut watcher, &deep);
    let deep = app.write("new/deeper/b.py", "22");
    assert_told(&mut watcher, &deep);

    // As editors save: written beside, then renamed.
    app.write(".a.py.swp", "3");
    fs::rename(app.0.join(".a.py.swp"), &edited).unwrap();
    assert_told(&mut watcher, &edited);

    app.write(".git/index", "1");
    app.write("__pycache__/a.pyc", "1");
    let outside = beside.write("shared.yml", "2");
    assert_told(&mut watcher, &outside);

    fs::remove_dir_all(app.0.join("new")).unwrap();
    assert_told(&mut watcher, &deep);
    assert_eq!(watcher.wait(Duration::ZERO), None);
}

fn folders() -> (Folder, Folder, PathBuf) {
    let (app, beside) = (Folder::new(), Folder::new());
    app.write("a.py", "1");
    let shared = beside.write("shared.yml", "1");
    (app, beside, shared)
}

#[test]
fn the_kernel_tells() {
    let (app, beside, shared) = folders();
    let watcher = Watcher::new(&app.0, &[shared]).unwrap();
    assert!(watcher.is_immediate());
    walk_through(watcher, &app, &beside);
}

#[test]
fn looking_tells() {
    let (app, beside, shared) = folders();
    walk_through(Watcher::polling(&app.0, &[shared]).unwrap(), &app, &beside);
}
