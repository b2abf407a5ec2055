//! The files that a manifest is read from: which may be read, how large, and what they said.
//!
//! A relative path may leave the service's folder with `..`, as shared settings of a repository
//! do, but not its repository (or, without one, the folder above the service). An absolute path
//! or `~/` must lie there or in the home directory. Links are followed before this is judged.
//!
//! Deliberately absent: running `.js` and `.ts` files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::node::Node;
use crate::problem::{Place, Problem};
use crate::yaml;

/// One file. A manifest of this size has some 25,000 lines.
const FILE_BYTES_MAX: u64 = 1024 * 1024;
/// All files of one manifest.
const FILES_MAX: usize = 64;

/// Where the files of one load come from, and those that were read.
pub(crate) struct Sources {
    /// The service's folder, links resolved.
    dir: PathBuf,
    roots: Vec<PathBuf>,
    home: Option<PathBuf>,
    read: BTreeMap<PathBuf, Arc<str>>,
    parsed: BTreeMap<PathBuf, Arc<Node>>,
    /// Names of environment variables that were asked for.
    pub(crate) environment: BTreeSet<String>,
}

impl Sources {
    /// `dir` must have its links resolved already.
    pub(crate) fn new(dir: &Path, home: Option<&str>) -> Sources {
        let home = home.map(Path::new).filter(|home| deep_enough(home));
        let home = home.and_then(|home| home.canonicalize().ok());
        let repository = dir.ancestors().find(|above| above.join(".git").exists());
        let around = repository.or(dir.parent()).filter(|above| deep_enough(above));
        let roots = [Some(dir), around].into_iter().flatten().map(Path::to_path_buf).collect();
        Sources {
            dir: dir.into(),
            roots,
            home,
            read: BTreeMap::new(),
            parsed: BTreeMap::new(),
            environment: BTreeSet::new(),
        }
    }

    /// One text, and no file beside it.
    pub(crate) fn alone(dir: &Path, path: PathBuf, text: &str) -> Sources {
        Sources {
            dir: dir.into(),
            roots: Vec::new(),
            home: None,
            read: BTreeMap::from([(path, text.into())]),
            parsed: BTreeMap::new(),
            environment: BTreeSet::new(),
        }
    }

    /// The files read so far.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.read.keys().cloned().collect()
    }

    /// How a file is called in messages.
    pub(crate) fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.dir).unwrap_or(path).display().to_string()
    }

    /// Adds the line that each problem is about.
    pub(crate) fn excerpt(&self, problem: &mut Problem) {
        let text = self.read.iter().find(|(path, _)| self.name(path) == problem.file);
        let line = problem.line.checked_sub(1).map(|index| index as usize);
        if let (Some((_, text)), Some(line)) = (text, line) {
            problem.excerpt = text.lines().nth(line).map(|line| line.replace('\t', " ").into());
        }
    }

    /// Where a path of a `${file(...)}` leads; None where there is no such file.
    pub(crate) fn locate(&self, written: &str, at: &Place) -> Result<Option<PathBuf>, Problem> {
        let from_home =
            written.strip_prefix("~/").and_then(|rest| Some((self.home.as_ref()?, rest)));
        let path = match from_home {
            Some((home, rest)) => home.join(rest),
            None => self.dir.join(written),
        };
        let outside = |path: &Path| {
            Problem::new(at, format!("the file {} lies outside of this repository", path.display()))
                .expected(format!("a file below {}", self.roots_named()))
                .fix("copy or move the file there; links are followed before this is judged")
        };
        let absolute = Path::new(written).is_absolute() || from_home.is_some();
        let allowed = |path: &Path| {
            self.roots.iter().any(|root| path.starts_with(root))
                || (absolute && self.home.as_ref().is_some_and(|home| path.starts_with(home)))
        };
        // What does not exist is judged by its name, so that nothing outside can be probed.
        match path.canonicalize() {
            Ok(found) if allowed(&found) => Ok(Some(found)),
            Ok(_) => Err(outside(&path)),
            Err(_) if allowed(&without_dots(&path)) => Ok(None),
            Err(_) => Err(outside(&path)),
        }
    }

    /// The text of a file that `locate` found, or of the manifest itself.
    pub(crate) fn text(&mut self, path: &Path, at: &Place) -> Result<Arc<str>, Problem> {
        if let Some(text) = self.read.get(path) {
            return Ok(text.clone());
        }
        if self.read.len() >= FILES_MAX {
            return Err(Problem::new(at, "this manifest reads too many files")
                .expected(format!("at most {FILES_MAX} files")));
        }
        let text: Arc<str> = read_text(path, &self.name(path), at)?.into();
        self.read.insert(path.into(), text.clone());
        Ok(text)
    }

    /// The document in a file.
    pub(crate) fn document(&mut self, path: &Path, at: &Place) -> Result<Arc<Node>, Problem> {
        if let Some(node) = self.parsed.get(path) {
            return Ok(node.clone());
        }
        let text = self.text(path, at)?;
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let parse = if is_json { yaml::parse_json } else { yaml::parse };
        let node = Arc::new(parse(&self.name(path), &text)?);
        self.parsed.insert(path.into(), node.clone());
        Ok(node)
    }

    fn roots_named(&self) -> String {
        let widest = self.roots.last().unwrap_or(&self.dir);
        widest.display().to_string()
    }
}

/// `/` and `/home` are no bounds.
fn deep_enough(path: &Path) -> bool {
    path.is_absolute() && path.components().count() > 2
}

/// `a/../b` is `b`, by name alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

fn read_text(path: &Path, name: &str, at: &Place) -> Result<String, Problem> {
    let unreadable = |error: std::io::Error| {
        Problem::new(at, format!("{name} cannot be read: {error}")).expected("a readable file")
    };
    let metadata = path.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Problem::new(at, format!("{name} is not a file")).expected("a file"));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Problem::new(at, format!("{name} is too large"))
            .expected(format!("at most {FILE_BYTES_MAX} bytes")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let place =
            Place { file: name.into(), line: u32::try_from(line).unwrap_or(u32::MAX), column: 1 };
        Problem::new(&place, "this is not UTF-8")
            .expected("text in UTF-8")
            .fix("save the file with the encoding UTF-8")
    })
}
