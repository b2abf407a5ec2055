//! What goes into a function's code directory, and putting it there.
//!
//! A package is a copy that is named by what it holds: made beside, then renamed, so that it is
//! there whole or not at all, and never changes. One that is there already is read through before
//! it is used again, because a power cut may have left it torn.
//!
//! Deliberately absent: installing dependencies, and byte code, which is compiled in the
//! sandbox by the interpreter that will read it.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base::id::hex;
use rustix::fs::{Mode, OFlags, ResolveFlags};
use sha2::{Digest, Sha256};

use crate::artifact;
use crate::glob::Glob;
use crate::problem::{Place, Problem};
use crate::tree::{self, is_application};

/// Lambda quotas: deployment package, unzipped, 250 MB.
pub const PACKAGE_BYTES_MAX: u64 = 250 * 1024 * 1024;

/// Left out unless a pattern takes them in, as the framework does.
const LEFT_OUT: &[&str] = &[
    ".DS_Store",
    ".gitignore",
    "npm-debug.log",
    "serverless.cjs",
    "serverless.js",
    "serverless.json",
    "serverless.mjs",
    "serverless.ts",
    "serverless.yaml",
    "serverless.yml",
];

/// The files of a package, as the manifest writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// In order; the last that matches a file decides. `!` before a pattern leaves out what it
    /// matches. A file that none matches is in.
    pub patterns: Vec<String>,
    /// An archive that is the package, instead of chosen files: relative to the application's
    /// folder.
    pub artifact: Option<PathBuf>,
}

/// A file that goes into a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the package.
    pub path: PathBuf,
    /// Where it is, without links, relative to the application's folder.
    source: PathBuf,
}

/// A published package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// SHA-256 over paths, modes and contents; lower-case hexadecimal.
    pub digest: String,
    /// Directories 0755 and files 0644 or 0755, below a parent that is 0700.
    pub dir: PathBuf,
    /// Of all files together.
    pub bytes: u64,
    pub files: usize,
}

/// The files that the patterns choose, sorted by path. Tools' folders (`.git`, `.squall`,
/// `__pycache__`, virtual environments, ...) never are among them.
pub fn collect(app_dir: &Path, patterns: &Patterns) -> Result<Vec<File>, Problem> {
    choose(app_dir, patterns, None)
}

/// The digest that a package of these files would have.
pub fn digest(app_dir: &Path, files: &[File]) -> Result<String, Problem> {
    let root = Root::open(app_dir)?;
    let mut sum = Sum::default();
    for file in files {
        sum.file(&root, file, None)?;
    }
    Ok(sum.digest())
}

/// Copies the chosen files to `into/{digest}`, unless they are there already.
pub fn publish(app_dir: &Path, patterns: &Patterns, into: &Path) -> Result<Package, Problem> {
    let failed = |error: io::Error| write_problem(into, &error);
    DirBuilder::new().recursive(true).mode(0o700).create(into).map_err(failed)?;
    fs::set_permissions(into, Permissions::from_mode(0o700)).map_err(failed)?;
    let into = into.canonicalize().map_err(failed)?;
    let root = Root::open(app_dir)?;
    if let Some(artifact) = &patterns.artifact {
        return unpacked(&root, artifact, &into);
    }
    let files = choose(app_dir, patterns, Some(&into))?;
    let mut sum = Sum::default();
    for file in &files {
        sum.file(&root, file, None)?;
    }
    let dir = into.join(sum.digest());
    if dir.exists() {
        let package = sum.package(&into);
        if contents(&dir).is_ok_and(|digest| digest == package.digest) {
            return Ok(package);
        }
        discard(&dir).map_err(failed)?;
    }
    copy(&root, &files, &into)
}

/// Removes the packages in `into` that are not among `in_use` and were published longer than
/// `age` ago: instances of versions that were replaced since may still look at younger ones.
pub fn sweep(into: &Path, in_use: &BTreeSet<PathBuf>, age: Duration) -> io::Result<()> {
    for entry in fs::read_dir(into)? {
        let entry = entry?;
        let young = entry.metadata()?.modified()?.elapsed().is_ok_and(|since| since < age);
        if entry.file_type()?.is_dir() && !young && !in_use.contains(&entry.path()) {
            discard(&entry.path())?;
        }
    }
    Ok(())
}

fn choose(
    app_dir: &Path,
    patterns: &Patterns,
    besides: Option<&Path>,
) -> Result<Vec<File>, Problem> {
    let root = canonical(app_dir)?;
    let enter = |path: &Path, real: &Path| is_application(path, real) && besides != Some(real);
    let tree = tree::walk(&root, &enter)?;
    let globs: Vec<(bool, Glob)> = patterns
        .patterns
        .iter()
        .map(|text| match text.strip_prefix('!') {
            Some(rest) => (false, Glob::new(rest)),
            None => (true, Glob::new(text)),
        })
        .collect();
    let chosen = |path: &Path| {
        let text = path.to_string_lossy();
        let first = !(LEFT_OUT.contains(&&*text) || text.ends_with(".pyc"));
        globs.iter().fold(
            first,
            |state, (take, glob)| {
                if glob.matches(&text) { *take } else { state }
            },
        )
    };
    // A folder behind a link is left out by a pattern for what is below it.
    let outside = |path: &&PathBuf| chosen(path) && chosen(&path.join("_"));
    if let Some(path) = tree.outside.iter().find(outside) {
        let shown = path.display().to_string();
        return Err(Problem::new(
            &Place::file(&shown),
            "this link leads out of the service's folder",
        )
        .expected("files within the service's folder")
        .fix(format!("copy what it leads to, or add \"!{shown}\" to package.patterns")));
    }
    let mut bytes = 0;
    let mut files = Vec::new();
    for file in tree.files.into_iter().filter(|file| chosen(&file.path)) {
        // Judged before anything is read; what grows meanwhile is judged again while it is read.
        bytes += file.real.metadata().map_or(0, |metadata| metadata.len());
        if bytes > PACKAGE_BYTES_MAX {
            return Err(too_large(&root));
        }
        let source = file.real.strip_prefix(&root).map(Path::to_path_buf);
        let source = source.map_err(|_| {
            Problem::new(&Place::file(&file.path.display().to_string()), "lies outside")
        })?;
        files.push(File { path: file.path, source });
    }
    Ok(files)
}

/// The digest of what a published package holds now.
fn contents(dir: &Path) -> Result<String, Problem> {
    let whole = |path: &Path, _: &Path| path.file_name().is_none_or(|name| name != "__pycache__");
    let tree = tree::walk(dir, &whole)?;
    let file = |file: tree::File| File { source: file.path.clone(), path: file.path };
    let files: Vec<File> = tree.files.into_iter().map(file).collect();
    digest(dir, &files)
}

/// What an archive holds, as a package. Unpacked anew each time: what is in it names it.
fn unpacked(root: &Root, artifact: &Path, into: &Path) -> Result<Package, Problem> {
    let file = artifact::open(root, artifact)?;
    let draft = draft(into);
    make_dir(&draft).map_err(|error| write_problem(&draft, &error))?;
    let result = artifact::unpack(file, artifact, &draft).and_then(|()| {
        let all = tree::walk(&draft, &|_: &Path, _: &Path| true)?;
        let file = |file: tree::File| File { source: file.path.clone(), path: file.path };
        let files: Vec<File> = all.files.into_iter().map(file).collect();
        copy(&Root::open(&draft)?, &files, into)
    });
    // Gone already where the renaming went well; left over, it costs only space.
    let _ = fs::remove_dir_all(&draft);
    result
}

fn draft(into: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    into.join(format!(".new-{}-{number}", std::process::id()))
}

/// Under a name of its own first, so that nobody sees half of it.
fn copy(root: &Root, files: &[File], into: &Path) -> Result<Package, Problem> {
    let draft = draft(into);
    let result = fill(root, files, &draft).and_then(|sum| {
        // What was copied gives the name, should it have changed meanwhile.
        let package = sum.package(into);
        match fs::rename(&draft, &package.dir) {
            Ok(()) => Ok(package),
            // Somebody else was quicker with the same.
            Err(_) if package.dir.is_dir() => Ok(package),
            Err(error) => Err(write_problem(into, &error)),
        }
    });
    // Gone already where the renaming went well; left over, it costs only space.
    let _ = fs::remove_dir_all(&draft);
    result
}

fn fill(root: &Root, files: &[File], draft: &Path) -> Result<Sum, Problem> {
    let failed = |error: io::Error| write_problem(draft, &error);
    if draft.exists() {
        fs::remove_dir_all(draft).map_err(failed)?;
    }
    make_dir(draft).map_err(failed)?;
    let mut sum = Sum::default();
    for file in files {
        let mut dir = draft.to_path_buf();
        for part in file.path.parent().into_iter().flat_map(Path::components) {
            dir.push(part);
            if !dir.is_dir() {
                make_dir(&dir).map_err(failed)?;
            }
        }
        sum.file(root, file, Some(&draft.join(&file.path)))?;
    }
    Ok(sum)
}

pub(crate) fn make_dir(dir: &Path) -> io::Result<()> {
    fs::create_dir(dir)?;
    fs::set_permissions(dir, Permissions::from_mode(0o755))
}

/// Out of the way at once, then removed.
fn discard(dir: &Path) -> io::Result<()> {
    let away = dir.with_extension(format!("torn-{}", std::process::id()));
    fs::rename(dir, &away)?;
    fs::remove_dir_all(away)
}

fn canonical(dir: &Path) -> Result<PathBuf, Problem> {
    dir.canonicalize().map_err(|error| read_problem(dir, &error))
}

pub(crate) fn read_problem(path: &Path, error: &io::Error) -> Problem {
    let at = Place::file(&path.display().to_string());
    Problem::new(&at, format!("cannot be read: {error}"))
}

pub(crate) fn write_problem(path: &Path, error: &io::Error) -> Problem {
    let at = Place::file(&path.display().to_string());
    Problem::new(&at, format!("the package cannot be written: {error}"))
}

/// The application's folder, held open: no link that appears later leads out of it.
pub(crate) struct Root {
    pub(crate) dir: PathBuf,
    fd: OwnedFd,
}

impl Root {
    fn open(dir: &Path) -> Result<Root, Problem> {
        let dir = canonical(dir)?;
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = rustix::fs::open(&dir, flags, Mode::empty())
            .map_err(|error| read_problem(&dir, &error.into()))?;
        Ok(Root { dir, fd })
    }

    /// A regular file below the folder, by a path without links.
    pub(crate) fn file(&self, source: &Path) -> io::Result<fs::File> {
        // A pipe that has taken the file's place must not keep us waiting.
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOFOLLOW;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        let fd = self.fd.as_fd();
        let file = match rustix::fs::openat2(fd, source, flags, Mode::empty(), resolve) {
            // Before Linux 5.6, or forbidden by a container's filter.
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => {
                let path = self.dir.join(source);
                if path.canonicalize()? != path {
                    return Err(io::Error::other("a link has taken its place"));
                }
                rustix::fs::openat(fd, source, flags, Mode::empty())
            }
            answer => answer,
        };
        let file = fs::File::from(file?);
        match file.metadata()?.is_file() {
            true => Ok(file),
            false => Err(io::Error::other("it is no regular file")),
        }
    }
}

/// The running digest of a package.
#[derive(Default)]
struct Sum {
    all: Sha256,
    bytes: u64,
    files: usize,
}

impl Sum {
    /// Adds a file, and writes what was read to `copy`.
    fn file(&mut self, root: &Root, file: &File, copy: Option<&Path>) -> Result<(), Problem> {
        let failed = |error: io::Error| read_problem(&file.path, &error);
        let mut source = root.file(&file.source).map_err(failed)?;
        let mode = source.metadata().map_err(failed)?.permissions().mode();
        let executable = mode & 0o111 != 0;
        let mut target = match copy {
            Some(path) => Some(create(path, executable).map_err(|e| write_problem(path, &e))?),
            None => None,
        };
        let mut own = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let length = source.read(&mut buffer).map_err(failed)?;
            if length == 0 {
                break;
            }
            own.update(&buffer[..length]);
            if let (Some(target), Some(path)) = (&mut target, copy) {
                target.write_all(&buffer[..length]).map_err(|e| write_problem(path, &e))?;
            }
            self.bytes += length as u64;
            if self.bytes > PACKAGE_BYTES_MAX {
                return Err(too_large(&root.dir));
            }
        }
        let path = file.path.as_os_str().as_bytes();
        self.files += 1;
        self.all.update((path.len() as u64).to_be_bytes());
        self.all.update(path);
        self.all.update([u8::from(executable)]);
        self.all.update(own.finalize());
        Ok(())
    }

    fn digest(&self) -> String {
        hex(&self.all.clone().finalize())
    }

    fn package(&self, into: &Path) -> Package {
        let digest = self.digest();
        let dir = into.join(&digest);
        Package { digest, dir, bytes: self.bytes, files: self.files }
    }
}

pub(crate) fn create(path: &Path, executable: bool) -> io::Result<fs::File> {
    let mode = if executable { 0o755 } else { 0o644 };
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    // Whatever the umask has taken away.
    file.set_permissions(Permissions::from_mode(mode))?;
    Ok(file)
}

pub(crate) fn too_large(dir: &Path) -> Problem {
    let limit = PACKAGE_BYTES_MAX / 1024 / 1024;
    let what = format!("the package of this folder has more than {limit} MB");
    Problem::new(&Place::file(&dir.display().to_string()), what)
        .expected(format!("at most {limit} MB, as on Lambda"))
        .fix("leave out what the functions do not need: package.patterns: ['!data/**']")
}
