//! The data directory: who may read it, who has it open, and which format it holds.

use crate::error::Error;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

const LOCK: &str = "lock";
const FORMAT: &str = "format";
const ROWS: &str = "rows.redb";
const JOURNAL: &str = "journal";
const BLOBS: &str = "blobs";

/// What this program writes and reads.
const FORMAT_1: &str = "squall store format 1 (journal, redb)\n";

/// A directory that this process has locked.
#[derive(Debug)]
pub(crate) struct Dir {
    path: PathBuf,
    _lock: File,
}

impl Dir {
    /// Makes the directory where there is none. Refuses one that holds other things: a mistyped
    /// path must not be filled, nor have its permissions changed.
    pub fn open(path: &Path) -> Result<Dir, Error> {
        let context = |what: &str| format!("{what} {}", path.display());
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| Error::io(context("making"), &error))?;
        let found = names(path).map_err(|error| Error::io(context("reading"), &error))?;
        let foreign = found.iter().find(|name| {
            ![LOCK, FORMAT, ROWS, JOURNAL, BLOBS]
                .iter()
                .any(|own| name.as_os_str() == OsStr::new(own))
                && !name.as_encoded_bytes().starts_with(b".")
        });
        let fresh = !found.iter().any(|name| name == FORMAT);
        if fresh && let Some(name) = foreign {
            let found = format!("a file named {}", name.display());
            return Err(Error::Format { dir: path.to_owned(), found });
        }
        let lock = lock(path)?;
        let only_us = fs::Permissions::from_mode(0o700);
        fs::set_permissions(path, only_us)
            .map_err(|error| Error::io(context("restricting"), &error))?;
        let dir = Dir { path: path.to_owned(), _lock: lock };
        // Again, now that nobody else can be making it.
        match fs::read(path.join(FORMAT)) {
            Ok(found) if found == FORMAT_1.as_bytes() => {}
            Ok(found) => {
                let found = String::from_utf8_lossy(&found[..found.len().min(80)]);
                return Err(dir.wrong_format(found.trim().to_owned()));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => dir.mark()?,
            Err(error) => return Err(Error::io(context("reading the format of"), &error)),
        }
        Ok(dir)
    }

    /// The tree's file, made by `make` where there is none. It gets its name when it is whole: a
    /// process that ends while making it leaves nothing that the next one would stumble over.
    pub fn rows(&self, make: impl FnOnce(File) -> Result<(), Error>) -> Result<File, Error> {
        let path = self.path.join(ROWS);
        if !path.exists() {
            const NEW: &str = ".rows.new";
            let new = self.path.join(NEW);
            let failed = |error: io::Error| Error::io(format!("making {}", path.display()), &error);
            match fs::remove_file(&new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
                _ => make(self.file(NEW)?)?,
            }
            fs::rename(&new, &path).and_then(|()| sync_dir(&self.path)).map_err(failed)?;
        }
        self.file(ROWS)
    }

    pub fn journal(&self) -> Result<File, Error> {
        self.file(JOURNAL)
    }

    fn file(&self, name: &str) -> Result<File, Error> {
        let path = self.path.join(name);
        let open = || {
            let file = private().read(true).open(&path)?;
            sync_dir(&self.path)?;
            Ok(file)
        };
        open().map_err(|error: io::Error| Error::io(format!("opening {}", path.display()), &error))
    }

    pub fn blobs(&self) -> PathBuf {
        self.path.join(BLOBS)
    }

    /// Writes the format file, whole or not at all.
    fn mark(&self) -> Result<(), Error> {
        if self.path.join(ROWS).exists() {
            return Err(self.wrong_format(format!("{ROWS} without {FORMAT}")));
        }
        let new = self.path.join(".format.new");
        let write = || {
            let mut file = private().truncate(true).open(&new)?;
            file.write_all(FORMAT_1.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, self.path.join(FORMAT))?;
            sync_dir(&self.path)
        };
        write().map_err(|error| Error::io(format!("marking {}", self.path.display()), &error))
    }

    fn wrong_format(&self, found: String) -> Error {
        Error::Format { dir: self.path.clone(), found }
    }
}

fn names(path: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect()
}

/// For files that only this user may read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    options
}

/// A new or renamed file is there after a power cut only when its directory was synced too.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// The kernel lets go of the lock when the process ends, however it ends.
fn lock(dir: &Path) -> Result<File, Error> {
    let path = dir.join(LOCK);
    let failed = |error: &io::Error| Error::io(format!("locking {}", path.display()), error);
    let mut file = private().read(true).open(&path).map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            // The holder may be writing its number just now; the refusal stands without it.
            let _ = file.read_to_string(&mut text);
            return Err(Error::Locked { dir: dir.to_owned(), pid: text.trim().parse().ok() });
        }
        Err(TryLockError::Error(error)) => return Err(failed(&error)),
    }
    let write = |file: &mut File| {
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())
    };
    write(&mut file).map_err(|error| failed(&error))?;
    Ok(file)
}
