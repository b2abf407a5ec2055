//! Which of a package's files a handler can reach, so that an edit leaves the others' instances
//! warm.
//!
//! By reading imports, never by running code. Errs on one side only: what cannot be followed
//! (dynamic imports, a handler that is not found) reaches everything. Files that are not Python
//! are in everybody's reach.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base::id::hex;
use sha2::{Digest, Sha256};

use crate::tree;

/// Words after which imports cannot be followed by reading.
const DYNAMIC: &[&str] = &[
    "importlib",
    "__import__",
    "exec(",
    "eval(",
    "runpy",
    "pkgutil",
    "zipimport",
    "sys.path",
    "sys.modules",
    "subprocess",
    "os.system",
    "popen",
    "multiprocessing",
    "execfile",
    "imp.",
];

/// The digest of what the handler can reach in a package's directory: it stays the same as long
/// as nothing of that changes. None where the directory cannot be read.
pub fn digest(dir: &Path, handler: &str) -> Option<String> {
    let all: Vec<PathBuf> = files(dir)?;
    let reached = reach(dir, &all, handler);
    let mut sum = Sha256::new();
    for path in &all {
        let python = path.extension().is_some_and(|extension| extension == "py");
        if python && reached.as_ref().is_some_and(|reached| !reached.contains(path)) {
            continue;
        }
        let contents = Sha256::digest(fs::read(dir.join(path)).ok()?);
        sum.update(path.as_os_str().as_encoded_bytes());
        sum.update([0]);
        sum.update(contents);
    }
    Some(hex(&sum.finalize()))
}

fn files(dir: &Path) -> Option<Vec<PathBuf>> {
    let whole = |path: &Path, _: &Path| path.file_name().is_none_or(|name| name != "__pycache__");
    let tree = tree::walk(dir, &whole).ok()?;
    let mut paths: Vec<PathBuf> = tree.files.into_iter().map(|file| file.path).collect();
    paths.sort();
    Some(paths)
}

/// The Python files in reach; none where that is all of them.
fn reach(dir: &Path, all: &[PathBuf], handler: &str) -> Option<BTreeSet<PathBuf>> {
    let known: BTreeSet<&Path> = all.iter().map(PathBuf::as_path).collect();
    let (module, _) = handler.rsplit_once('.')?;
    let module = PathBuf::from(module.replace('.', "/"));
    let own = [module.with_extension("py"), module.join("__init__.py")];
    if !own.iter().any(|path| known.contains(path.as_path())) {
        return None;
    }
    let mut waiting = modules(&known, &module.to_string_lossy().replace('/', "."));
    let mut reached = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !reached.insert(path.clone()) {
            continue;
        }
        let text = fs::read_to_string(dir.join(&path)).ok()?;
        for name in imports(&text, &path)? {
            waiting.extend(modules(&known, &name));
        }
    }
    Some(reached)
}

/// The files that importing `a.b.c` runs: those of its packages, and its own.
fn modules(known: &BTreeSet<&Path>, name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut path = PathBuf::new();
    for part in name.split('.').filter(|part| !part.is_empty()) {
        path.push(part);
        for file in [path.with_extension("py"), path.join("__init__.py")] {
            if known.contains(file.as_path()) {
                found.push(file);
            }
        }
    }
    found
}

/// The names that a module's text imports; none where that cannot be told by reading.
fn imports(text: &str, path: &Path) -> Option<Vec<String>> {
    if DYNAMIC.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut names = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        for statement in line.split(';') {
            let mut statement = statement.split('#').next().unwrap_or_default().trim().to_owned();
            if !(statement.starts_with("import ") || statement.starts_with("from ")) {
                continue;
            }
            if statement.ends_with('\\') {
                return None;
            }
            while statement.contains('(') && !statement.contains(')') {
                let more = lines.next()?;
                statement.push_str(more.split('#').next().unwrap_or_default());
            }
            names.extend(imported(&statement, path));
        }
    }
    Some(names)
}

fn imported(statement: &str, path: &Path) -> Vec<String> {
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
    if let Some(list) = statement.strip_prefix("import ") {
        return list.split(',').map(first).collect();
    }
    let Some((from, list)) = statement["from ".len()..].split_once(" import ") else {
        return Vec::new();
    };
    let base = absolute(from.trim(), path);
    let list = list.trim().trim_start_matches('(').trim_end_matches(')');
    let mut names = vec![base.clone()];
    names.extend(list.split(',').map(|name| format!("{base}.{}", first(name))));
    names
}

/// `..x` in `a/b/c.py` is `a.x`.
fn absolute(from: &str, path: &Path) -> String {
    let name = from.trim_start_matches('.');
    let dots = from.len() - name.len();
    if dots == 0 {
        return name.to_owned();
    }
    let package = path.ancestors().nth(dots).unwrap_or(Path::new(""));
    let mut parts: Vec<&str> = package.iter().filter_map(|part| part.to_str()).collect();
    parts.extend(name.split('.').filter(|part| !part.is_empty()));
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Folder {
            let dir = std::env::temp_dir().join(format!("reach-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&dir);
            for (path, text) in files {
                let path = dir.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Folder(dir)
        }

        fn edit(&self, path: &str) {
            let path = self.0.join(path);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, format!("{text}\nedited = 1\n")).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const FILES: &[(&str, &str)] = &[
        ("handlers/__init__.py", ""),
        ("handlers/a.py", "import json\nfrom shared import (\n    one,  # a module\n    two)\n"),
        ("handlers/b.py", "from . import c\nfrom ..other import x\n"),
        ("handlers/c.py", "import os, deep.inner as d\n"),
        ("handlers/free.py", "import importlib\n"),
        ("shared/__init__.py", ""),
        ("shared/one.py", "def f():\n    from shared import late\n"),
        ("shared/late.py", ""),
        ("deep/inner.py", ""),
        ("unused.py", ""),
        ("data.json", "{}"),
    ];

    #[test]
    fn an_edit_reaches_those_who_import_it_and_nobody_else() {
        let handlers = ["handlers.a.f", "handlers/b.f", "handlers.free.f", "handlers.gone.f"];
        for (edited, expected) in [
            ("handlers/__init__.py", [true, true, true, true]),
            ("handlers/a.py", [true, false, true, true]),
            ("shared/one.py", [true, false, true, true]),
            ("shared/late.py", [true, false, true, true]),
            ("handlers/c.py", [false, true, true, true]),
            ("deep/inner.py", [false, true, true, true]),
            ("unused.py", [false, false, true, true]),
            ("data.json", [true, true, true, true]),
        ] {
            let folder = Folder::new(&edited.replace('/', "-"), FILES);
            let before = handlers.map(|handler| digest(&folder.0, handler).unwrap());
            folder.edit(edited);
            let after = handlers.map(|handler| digest(&folder.0, handler).unwrap());
            let changed: Vec<bool> = before.iter().zip(&after).map(|(b, a)| b != a).collect();
            assert_eq!(changed, expected, "{edited}");
        }
    }
}
