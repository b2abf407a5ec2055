//! Tells when files of an application change.
//!
//! The kernel (inotify) only says that something happened somewhere; what has changed is found by
//! comparing the tree with what it was. So nothing is missed when the kernel's queue overflows, a
//! folder appears with its files, or an editor replaces files by renaming, and where there is no
//! inotify the same comparison runs at intervals. That is also why this is not the crate `notify`:
//! the comparison is needed in any case, and with it forty lines of inotify are all that is left.
//!
//! Deliberately absent: what a change means, and threads.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

use crate::problem::Problem;
use crate::tree::{is_application, walk};

/// A change is told once nothing more has happened for this long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(20);
/// But not later than this after its beginning.
const QUIET_MAX: Duration = Duration::from_millis(500);
/// How often the tree is compared where there is no inotify.
const INTERVAL: Duration = Duration::from_millis(500);
/// Folders that appear while folders are being added; each round looks once more.
const ROUNDS_MAX: usize = 8;

/// Files that have appeared, changed or gone since the last answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Absolute, sorted.
    pub paths: Vec<PathBuf>,
}

/// Watches one application's folder, and some files besides.
pub struct Watcher {
    dir: PathBuf,
    also: Vec<PathBuf>,
    kernel: Option<Kernel>,
    seen: BTreeMap<PathBuf, Stamp>,
}

/// Whatever differs when a file has been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    changed: (i64, i64),
    modified: (i64, i64),
    inode: u64,
    size: u64,
}

struct Kernel {
    fd: OwnedFd,
    /// The watch of each folder: another number means another folder of that name.
    watched: HashMap<PathBuf, i32>,
}

impl Watcher {
    /// From now on. `also` are files elsewhere, such as those that a manifest includes.
    pub fn new(dir: &Path, also: &[PathBuf]) -> Result<Watcher, Problem> {
        Watcher::with(dir, also, Kernel::new().ok())
    }

    /// Without inotify, for file systems that do not report changes (NFS, shared folders of
    /// virtual machines).
    pub fn polling(dir: &Path, also: &[PathBuf]) -> Result<Watcher, Problem> {
        Watcher::with(dir, also, None)
    }

    fn with(dir: &Path, also: &[PathBuf], kernel: Option<Kernel>) -> Result<Watcher, Problem> {
        let dir = dir.canonicalize().map_err(|error| {
            let at = crate::Place::file(&dir.display().to_string());
            Problem::new(&at, format!("this folder cannot be watched: {error}"))
        })?;
        let mut watcher = Watcher { dir, also: also.to_vec(), kernel, seen: BTreeMap::new() };
        watcher.seen = watcher.look()?;
        Ok(watcher)
    }

    /// Whether changes are told by the kernel; otherwise they are looked for at intervals.
    pub fn is_immediate(&self) -> bool {
        self.kernel.is_some()
    }

    /// Blocks until something has changed, or until the time is over: then None. A change that
    /// happened between two calls is not lost.
    pub fn wait(&mut self, timeout: Duration) -> Option<Change> {
        let deadline = Instant::now() + timeout;
        loop {
            self.sleep(deadline);
            // A folder that cannot be read at this moment is looked at again later.
            if let Ok(now) = self.look() {
                let paths = difference(&self.seen, &now);
                self.seen = now;
                if !paths.is_empty() {
                    return Some(Change { paths });
                }
            }
            if Instant::now() >= deadline {
                return None;
            }
        }
    }

    /// Until the kernel has something to say and has then been quiet for a while.
    fn sleep(&mut self, deadline: Instant) {
        let left = deadline.saturating_duration_since(Instant::now());
        let Some(kernel) = &self.kernel else {
            std::thread::sleep(left.min(INTERVAL));
            return;
        };
        if !kernel.heard(left) {
            return;
        }
        let latest = Instant::now() + QUIET_MAX;
        while kernel.heard(QUIET) && Instant::now() < latest {}
    }

    /// Every file with its stamp; new folders are watched before they are looked at again.
    fn look(&mut self) -> Result<BTreeMap<PathBuf, Stamp>, Problem> {
        let mut tree = walk(&self.dir, &is_application)?;
        for _ in 0..ROUNDS_MAX {
            let Some(kernel) = &mut self.kernel else { break };
            let others = self.also.iter().filter_map(|path| path.parent().map(Path::to_path_buf));
            let dirs: BTreeSet<PathBuf> = tree.dirs.drain(..).chain(others).collect();
            match kernel.watch(dirs) {
                Ok(false) => break,
                Ok(true) => tree = walk(&self.dir, &is_application)?,
                // Too many folders for the kernel's limit, or a file system that cannot.
                Err(_) => self.kernel = None,
            }
        }
        let paths = tree.files.into_iter().map(|file| self.dir.join(file.path));
        let paths = paths.filter(|path| !is_passing(path)).chain(self.also.iter().cloned());
        Ok(paths.filter_map(|path| Some((stamp(&path)?, path))).map(|(s, p)| (p, s)).collect())
    }
}

impl Kernel {
    fn new() -> io::Result<Kernel> {
        let fd = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        Ok(Kernel { fd, watched: HashMap::new() })
    }

    /// True where there were folders that had not been watched before.
    fn watch(&mut self, dirs: BTreeSet<PathBuf>) -> io::Result<bool> {
        let flags = WatchFlags::CLOSE_WRITE
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVE
            | WatchFlags::ATTRIB
            | WatchFlags::MOVE_SELF
            | WatchFlags::DELETE_SELF
            | WatchFlags::ONLYDIR;
        self.watched.retain(|dir, _| dirs.contains(dir));
        let mut new = false;
        for dir in dirs {
            match inotify::add_watch(&self.fd, &dir, flags) {
                Ok(number) => new |= self.watched.insert(dir, number) != Some(number),
                Err(rustix::io::Errno::NOENT | rustix::io::Errno::NOTDIR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(new)
    }

    /// Whether anything has happened within this time; takes all that has.
    fn heard(&self, within: Duration) -> bool {
        let timeout = Timespec::try_from(within).ok();
        let mut fds = [PollFd::new(&self.fd, PollFlags::IN)];
        if !matches!(poll(&mut fds, timeout.as_ref()), Ok(ready) if ready > 0) {
            return false;
        }
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(&self.fd, &mut buffer);
        let mut heard = false;
        while let Ok(event) = reader.next() {
            // The end of a watch is not a change of its own.
            heard |= event.events() != ReadFlags::IGNORED;
        }
        heard
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some(Stamp {
        changed: (metadata.ctime(), metadata.ctime_nsec()),
        modified: (metadata.mtime(), metadata.mtime_nsec()),
        inode: metadata.ino(),
        size: metadata.size(),
    })
}

fn difference(before: &BTreeMap<PathBuf, Stamp>, now: &BTreeMap<PathBuf, Stamp>) -> Vec<PathBuf> {
    let changed = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let paths: BTreeSet<&PathBuf> = changed.map(|(path, _)| path).chain(gone).collect();
    paths.into_iter().cloned().collect()
}

/// What editors write beside a file while it is being edited, and byte code.
fn is_passing(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let swap = name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|e| name.ends_with(e));
    swap || name.ends_with('~')
        || name.ends_with(".pyc")
        || name == "4913"
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.contains("___jb_")
        || name.starts_with(".goutputstream-")
}
