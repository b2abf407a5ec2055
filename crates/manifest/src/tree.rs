//! A folder's files, links followed within it and never out of it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::problem::{Place, Problem};

/// Folders inside each other.
const DEPTH_MAX: usize = 64;
/// Files and folders of one application. AWS has no such limit; its 250 MB are reached first.
const ENTRIES_MAX: usize = 200_000;

/// Folders that are a tool's, never the application's.
const PRUNED: &[&str] = &[
    ".aws-sam",
    ".git",
    ".hg",
    ".idea",
    ".mypy_cache",
    ".nox",
    ".pytest_cache",
    ".ruff_cache",
    ".serverless",
    ".serverless_plugins",
    ".squall",
    ".svn",
    ".tox",
    ".vscode",
    "__pycache__",
];

/// What a folder of state (`--data-dir`) has, whatever it is called.
const STATE: [&str; 2] = ["sandboxes", "store/format"];

/// What a walk has found.
#[derive(Default)]
pub(crate) struct Tree {
    /// Sorted by path.
    pub(crate) files: Vec<File>,
    /// Every folder that was entered, the root included.
    pub(crate) dirs: Vec<PathBuf>,
    /// Links that lead out of the folder: the link's path relative to it.
    pub(crate) outside: Vec<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Relative to the folder.
    pub(crate) path: PathBuf,
    /// Without links.
    pub(crate) real: PathBuf,
}

struct Folder {
    path: PathBuf,
    real: PathBuf,
    /// The real folders above it, so that links cannot lead round in a circle.
    above: Vec<PathBuf>,
}

/// Walks a folder whose own path has no links. `enter` is asked for each folder inside.
pub(crate) fn walk(root: &Path, enter: &dyn Fn(&Path, &Path) -> bool) -> Result<Tree, Problem> {
    let mut tree = Tree::default();
    let mut open = vec![Folder { path: PathBuf::new(), real: root.into(), above: Vec::new() }];
    let mut entries = 0;
    while let Some(folder) = open.pop() {
        tree.dirs.push(folder.real.clone());
        let listing = match std::fs::read_dir(&folder.real) {
            Ok(listing) => listing,
            // Gone meanwhile: as if it had not been there.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unreadable(&folder.path, &error)),
        };
        for entry in listing {
            let entry = entry.map_err(|error| unreadable(&folder.path, &error))?;
            entries += 1;
            if entries > ENTRIES_MAX {
                let what = format!("there are more than {ENTRIES_MAX} files in this folder");
                return Err(Problem::new(&Place::file(&root.display().to_string()), what)
                    .fix("start in the folder of the service itself"));
            }
            look(root, &folder, &entry.file_name(), enter, &mut tree, &mut open);
        }
    }
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(tree)
}

fn look(
    root: &Path,
    folder: &Folder,
    name: &std::ffi::OsStr,
    enter: &dyn Fn(&Path, &Path) -> bool,
    tree: &mut Tree,
    open: &mut Vec<Folder>,
) {
    let path = folder.path.join(name);
    // A link that leads nowhere is as good as absent, and so is what has just been removed.
    let Ok(real) = folder.real.join(name).canonicalize() else { return };
    let Ok(metadata) = real.metadata() else { return };
    if !real.starts_with(root) {
        if !metadata.is_dir() || enter(&path, &real) {
            tree.outside.push(path);
        }
    } else if metadata.is_file() {
        if !is_own_output(&metadata) {
            tree.files.push(File { path, real });
        }
    } else if metadata.is_dir() && folder.above.len() < DEPTH_MAX {
        let mut above = folder.above.clone();
        above.push(folder.real.clone());
        if !above.contains(&real) && enter(&path, &real) {
            open.push(Folder { path, real, above });
        }
    }
}

/// Whether it is where this program's output goes (`squall up > up.log` in the folder itself): a
/// line that tells of an edit must not be the next edit.
fn is_own_output(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    static OWN: OnceLock<Vec<(u64, u64)>> = OnceLock::new();
    let own = OWN.get_or_init(|| {
        let stdout = rustix::fs::fstat(std::io::stdout());
        let stderr = rustix::fs::fstat(std::io::stderr());
        let found = [stdout, stderr].into_iter().flatten();
        found.map(|stat| (stat.st_dev, stat.st_ino)).collect()
    });
    own.contains(&(metadata.dev(), metadata.ino()))
}

/// Whether a folder belongs to the application: not a tool's, no virtual environment, no state.
pub(crate) fn is_application(path: &Path, real: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_state = || STATE.iter().all(|part| real.join(part).exists());
    if PRUNED.contains(&name) || real.join("pyvenv.cfg").exists() || is_state() {
        return false;
    }
    let parent = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    !(parent == Some("node_modules") && matches!(name, ".bin" | ".cache"))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let shown = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    Problem::new(&Place::file(&shown.display().to_string()), format!("cannot be read: {error}"))
        .fix("make it readable, or leave it out with `package.patterns`")
}
