//! Packages are installed once, whole or not at all, and found again without network.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use sandbox::interpreter::{self, Interpreter};
use sandbox::provision::{self, Requirements};

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let id = std::process::id();
        let dir = std::env::temp_dir().join(format!("squall packages ü {name} {id}"));
        std::fs::create_dir_all(&dir).unwrap();
        Scratch(dir)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A package that needs no network: a wheel is an archive with two files more.
const MAKE_WHEEL: &str = "
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/tiny-1.0-py3-none-any.whl', 'w') as z:
    z.writestr('tiny/__init__.py', 'ANSWER = 42\\n')
    z.writestr('tiny-1.0.dist-info/METADATA', 
               'Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n')
    z.writestr('tiny-1.0.dist-info/WHEEL',
               'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    z.writestr('tiny-1.0.dist-info/RECORD', '')
";

fn wheel(python: &Interpreter, dir: &Path) {
    let status = Command::new(&python.path).args(["-c", MAKE_WHEEL]).arg(dir).status().unwrap();
    assert!(status.success());
}

fn python() -> Interpreter {
    interpreter::find((3, 11)).into_iter().next().expect("a Python 3")
}

#[test]
fn a_requirements_file_is_installed_once_and_then_found() {
    let (scratch, python) = (Scratch::new("once"), python());
    wheel(&python, &scratch.0);
    let list = scratch.0.join("requirements.txt");
    std::fs::write(&list, "./tiny-1.0-py3-none-any.whl\n").unwrap();
    let cache = scratch.0.join("cache");
    let mut lines = Vec::new();
    let install = |lines: &mut Vec<String>| {
        let mut progress = |line: &str| lines.push(line.to_owned());
        provision::packages(&python, Requirements::File(&list), &cache, &mut progress).unwrap()
    };
    let dir = install(&mut lines);
    assert!(!lines.is_empty(), "no progress was shown");
    assert!(dir.join("tiny/__init__.py").is_file());
    assert!(dir.join("tiny/__pycache__").is_dir(), "not compiled");
    lines.clear();
    assert_eq!(install(&mut lines), dir);
    assert_eq!(lines, Vec::<String>::new(), "installed again");
}

#[test]
fn what_cannot_be_installed_leaves_nothing_but_its_output() {
    let (scratch, python) = (Scratch::new("broken"), python());
    let list = ["/no/such/package-1.0-py3-none-any.whl"];
    let requirements = Requirements::Pinned(&list);
    let error = provision::packages(&python, requirements, &scratch.0, &mut |_| {}).unwrap_err();
    assert!(error.what.contains("no/such/package"), "{error}");
    assert!(error.remedy.as_deref().unwrap_or("").contains(".log"), "{error}");
    let directories =
        std::fs::read_dir(&scratch.0).unwrap().flatten().filter(|e| e.path().is_dir()).count();
    assert_eq!(directories, 0);
}

#[test]
fn the_interpreters_of_this_machine_say_what_they_are() {
    let found = interpreter::find((3, 12));
    assert!(!found.is_empty());
    for one in &found {
        assert!(one.path.is_absolute() && one.prefix.is_dir(), "{one:?}");
    }
    assert_eq!(found, interpreter::find((3, 12)));
}
