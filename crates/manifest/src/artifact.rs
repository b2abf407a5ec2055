//! An archive as a package: `package.artifact`.
//!
//! It may come from anywhere, so its names and sizes are not believed: nothing is written outside
//! of the folder it is unpacked into, links are refused, and what it holds is counted while it is
//! unpacked.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::package::{self, PACKAGE_BYTES_MAX, Root};
use crate::problem::{Place, Problem};

/// More files than any package has; each costs an entry of a directory.
const FILES_MAX: usize = 100_000;

/// The archive, if it lies within the application's folder.
pub(crate) fn open(root: &Root, artifact: &Path) -> Result<fs::File, Problem> {
    let problem = |what: String| Problem::new(&place(artifact), what);
    let real = root.dir.join(artifact).canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => problem("the artifact is not there".to_owned())
            .expected("a .zip file that holds the package")
            .fix("build it first, or correct package.artifact"),
        _ => package::read_problem(artifact, &error),
    })?;
    let source = real.strip_prefix(&root.dir).map_err(|_| {
        problem("the artifact lies outside of the service's folder".to_owned())
            .expected("a file within the service's folder")
            .fix("copy it there")
    })?;
    root.file(source).map_err(|error| package::read_problem(artifact, &error))
}

/// Unpacks it into a folder that is there and empty.
pub(crate) fn unpack(file: fs::File, artifact: &Path, into: &Path) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(file).map_err(|error| no_archive(artifact, &error))?;
    if archive.len() > FILES_MAX {
        return Err(Problem::new(&place(artifact), format!("more than {FILES_MAX} files")));
    }
    let mut bytes_left = PACKAGE_BYTES_MAX;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| no_archive(artifact, &error))?;
        let mode = entry.unix_mode().unwrap_or(0);
        let named = entry.name().unwrap_or_default().into_owned();
        let Some(path) = enclosed(&named) else {
            return Err(refused(artifact, &named, "leads out of it"));
        };
        if entry.is_symlink() {
            return Err(refused(artifact, &named, "is a link"));
        }
        if entry.is_dir() {
            make_dirs(into, &path)?;
            continue;
        }
        let parent = path.parent().map(Path::to_path_buf).unwrap_or_default();
        make_dirs(into, &parent)?;
        let target = into.join(&path);
        let mut target = package::create(&target, mode & 0o111 != 0)
            .map_err(|error| package::write_problem(&path, &error))?;
        let taken = copy(&mut entry, &mut target, bytes_left)
            .map_err(|error| package::read_problem(artifact, &error))?;
        bytes_left = taken.ok_or_else(|| package::too_large(artifact))?;
    }
    Ok(())
}

/// The name as a path below the archive's root, if it is one and nothing else.
fn enclosed(name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let fits = !name.is_empty() && !name.contains(['\\', '\0']) && path.components().all(plain);
    fits.then(|| path.to_path_buf())
}

/// What is left of the bytes that may be written; none where there are more.
fn copy(from: &mut dyn Read, to: &mut dyn Write, bytes_left: u64) -> io::Result<Option<u64>> {
    let copied = io::copy(&mut from.take(bytes_left + 1), to)?;
    Ok(bytes_left.checked_sub(copied))
}

fn make_dirs(into: &Path, path: &Path) -> Result<(), Problem> {
    let mut dir = PathBuf::from(into);
    for part in path.components() {
        dir.push(part);
        if !dir.is_dir() {
            package::make_dir(&dir).map_err(|error| package::write_problem(path, &error))?;
        }
    }
    Ok(())
}

fn place(artifact: &Path) -> Place {
    Place::file(&artifact.display().to_string())
}

fn no_archive(artifact: &Path, error: &ZipError) -> Problem {
    Problem::new(&place(artifact), format!("the artifact cannot be unpacked: {error}"))
        .expected("a .zip file that holds the package")
}

fn refused(artifact: &Path, name: &str, why: &str) -> Problem {
    Problem::new(&place(artifact), format!("{name:?} in the artifact {why}"))
        .expected("files and folders below the artifact's own root")
}
