//! Blobs: files named by the SHA-256 of what they hold.
//!
//! A blob is written and synced, file and directory, before its name is given out, so a row that
//! names it can only be committed afterwards. [`Blobs::sweep`] removes those that no row names; it
//! spares young ones, whose row may be about to be committed.

use crate::dir::{private, sync_dir};
use crate::error::Error;
use crate::limit::BLOB_BYTES_MAX;
use base::Random;
use rustix::fs::{MemfdFlags, memfd_create};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// The SHA-256 of a blob's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(pub [u8; 32]);

impl BlobId {
    /// 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        base::id::hex(&self.0)
    }

    pub fn from_hex(text: &str) -> Option<BlobId> {
        let mut id = [0u8; 32];
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        for (index, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()?;
        }
        Some(BlobId(id))
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobId({self})")
    }
}

/// The blobs of one store. All of it blocks: call it where blocking is allowed.
#[derive(Clone)]
pub struct Blobs {
    place: Arc<Place>,
    random: Arc<dyn Random>,
}

enum Place {
    /// Files below a directory, spread by the first two digits. The lock keeps a sweep from
    /// deleting what is being put again.
    Disk {
        root: PathBuf,
        sweep: Mutex<()>,
    },
    Memory(Mutex<HashMap<BlobId, Arc<[u8]>>>),
}

/// A blob that is being written. Dropped, it leaves nothing.
pub struct Draft {
    blobs: Blobs,
    to: Unnamed,
    hash: Sha256,
    bytes: u64,
}

/// A blob that is written and has no name yet. Dropped, it leaves nothing.
pub struct Sealed {
    blobs: Blobs,
    to: Unnamed,
    id: BlobId,
}

enum Unnamed {
    /// No path: it has got its name.
    File {
        file: File,
        path: Option<PathBuf>,
    },
    Memory(Vec<u8>),
}

const INCOMING: &str = "incoming";
const CHUNK: usize = 128 * 1024;

impl Blobs {
    pub(crate) fn on_disk(root: PathBuf, random: Arc<dyn Random>) -> Result<Blobs, Error> {
        let incoming = root.join(INCOMING);
        let prepare = || {
            make_dir(&incoming)?;
            // What an earlier process had not finished.
            for entry in fs::read_dir(&incoming)? {
                fs::remove_file(entry?.path())?;
            }
            Ok(())
        };
        prepare().map_err(|error: io::Error| Error::io("preparing the blobs", &error))?;
        let place = Arc::new(Place::Disk { root, sweep: Mutex::new(()) });
        Ok(Blobs { place, random })
    }

    pub(crate) fn in_memory(random: Arc<dyn Random>) -> Blobs {
        let place = Arc::new(Place::Memory(Mutex::default()));
        Blobs { place, random }
    }

    /// Stores everything that the reader gives. On disk when this returns.
    pub fn put(&self, mut from: impl Read) -> Result<BlobId, Error> {
        let mut draft = self.draft()?;
        copy(&mut from, &mut draft)?;
        draft.seal()?.keep()
    }

    /// Begins a blob that is written piece by piece.
    pub fn draft(&self) -> Result<Draft, Error> {
        let to = match &*self.place {
            Place::Disk { root, .. } => {
                let path = root.join(INCOMING).join(base::uuid(&*self.random));
                let file = private().create_new(true).open(&path);
                Unnamed::File { file: file.map_err(|error| writing(&error))?, path: Some(path) }
            }
            Place::Memory(_) => Unnamed::Memory(Vec::new()),
        };
        Ok(Draft { blobs: self.clone(), to, hash: Sha256::new(), bytes: 0 })
    }

    /// The blob, at its start. What was opened stays readable even when it is swept.
    pub fn open(&self, id: &BlobId) -> Result<File, Error> {
        let failed = |error: &io::Error| match error.kind() {
            io::ErrorKind::NotFound => Error::NoBlob(id.hex().into()),
            _ => Error::io("opening a blob", error),
        };
        match &*self.place {
            Place::Disk { root, .. } => File::open(path(root, id)).map_err(|error| failed(&error)),
            Place::Memory(blobs) => {
                let bytes = lock(blobs).get(id).cloned();
                let bytes = bytes.ok_or_else(|| Error::NoBlob(id.hex().into()))?;
                memory_file(&bytes).map_err(|error| failed(&error))
            }
        }
    }

    /// While it is held no blob is removed.
    pub(crate) fn hold(&self) -> Held<'_> {
        let guard = match &*self.place {
            Place::Disk { sweep, .. } => Some(lock(sweep)),
            Place::Memory(_) => None,
        };
        Held { blobs: self, _guard: guard }
    }

    /// Deletes a blob, or nothing where there is none. Whoever does so must know that no row names
    /// it, and that none will: what is put elsewhere may have the same bytes.
    pub fn remove(&self, id: &BlobId) -> Result<(), Error> {
        match &*self.place {
            Place::Disk { root, sweep } => {
                let _guard = lock(sweep);
                match fs::remove_file(path(root, id)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        Err(Error::io("removing a blob", &error))
                    }
                    _ => Ok(()),
                }
            }
            Place::Memory(blobs) => {
                lock(blobs).remove(id);
                Ok(())
            }
        }
    }

    /// Bytes of a blob.
    pub fn len(&self, id: &BlobId) -> Result<u64, Error> {
        let file = self.open(id)?;
        let metadata = file.metadata().map_err(|error| Error::io("a blob's length", &error))?;
        Ok(metadata.len())
    }

    /// Deletes the blobs that `is_named` denies and that were put more than `age` ago; gives their
    /// number. `age` must be longer than any put takes to have its row committed.
    pub fn sweep(
        &self,
        age: Duration,
        is_named: impl FnMut(&BlobId) -> Result<bool, Error>,
    ) -> Result<usize, Error> {
        if let Place::Memory(_) = &*self.place {
            return self.sweep_memory(age, is_named);
        }
        self.sweep_files(age, is_named)
    }

    fn sweep_files(
        &self,
        age: Duration,
        mut is_named: impl FnMut(&BlobId) -> Result<bool, Error>,
    ) -> Result<usize, Error> {
        let Place::Disk { root, sweep } = &*self.place else { return Ok(0) };
        let failed = |error: io::Error| Error::io("sweeping blobs", &error);
        let mut count = 0;
        for shelf in fs::read_dir(root).map_err(failed)? {
            let shelf = shelf.map_err(failed)?;
            if shelf.file_name() == INCOMING {
                continue;
            }
            for file in fs::read_dir(shelf.path()).map_err(failed)? {
                let file = file.map_err(failed)?;
                let name = file.file_name();
                let Some(id) = name.to_str().and_then(BlobId::from_hex) else { continue };
                if !is_named(&id)? {
                    let _guard = lock(sweep);
                    count += usize::from(remove_old(&file.path(), age).map_err(failed)?);
                }
            }
        }
        Ok(count)
    }

    fn sweep_memory(
        &self,
        age: Duration,
        mut is_named: impl FnMut(&BlobId) -> Result<bool, Error>,
    ) -> Result<usize, Error> {
        let Place::Memory(blobs) = &*self.place else { return Ok(0) };
        let mut count = 0;
        // No file times here: an age of zero is the only one that is ever reached.
        let ids: Vec<_> = lock(blobs).keys().copied().collect();
        for id in ids {
            if age.is_zero() && !is_named(&id)? {
                lock(blobs).remove(&id);
                count += 1;
            }
        }
        Ok(count)
    }
}

impl Draft {
    /// Bytes so far.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Adds to it. What would be too long is refused before it is written.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Error> {
        let bytes = self.bytes + piece.len() as u64;
        if bytes > BLOB_BYTES_MAX {
            return Err(Error::TooLarge { what: "a blob", bytes, limit: BLOB_BYTES_MAX });
        }
        self.hash.update(piece);
        match &mut self.to {
            Unnamed::File { file, .. } => file.write_all(piece).map_err(|e| writing(&e))?,
            Unnamed::Memory(all) => all.extend_from_slice(piece),
        }
        self.bytes = bytes;
        Ok(())
    }

    /// What its name will be if nothing more is written.
    pub fn id(&self) -> BlobId {
        BlobId(self.hash.clone().finalize().into())
    }

    /// Its bytes are on disk when this returns, but not under its name.
    pub fn seal(self) -> Result<Sealed, Error> {
        let Draft { blobs, to, hash, .. } = self;
        if let Unnamed::File { file, .. } = &to {
            file.sync_all().map_err(|error| writing(&error))?;
        }
        Ok(Sealed { blobs, to, id: BlobId(hash.finalize().into()) })
    }
}

impl Sealed {
    pub fn id(&self) -> BlobId {
        self.id
    }

    /// Gives it its name. On disk when this returns.
    pub fn keep(self) -> Result<BlobId, Error> {
        let Sealed { blobs, mut to, id } = self;
        match (&*blobs.place, &mut to) {
            (Place::Disk { root, sweep }, Unnamed::File { path: incoming, .. }) => {
                let Some(from) = incoming.as_ref() else { return Ok(id) };
                let target = path(root, &id);
                let shelf = target.parent().unwrap_or(root);
                make_dir(shelf).map_err(|error| writing(&error))?;
                // The new file replaces one with the same bytes: its age begins again. Under the
                // lock, so that a sweep which found the old one old cannot take the new one.
                let guard = lock(sweep);
                fs::rename(from, &target).map_err(|error| writing(&error))?;
                drop(guard);
                *incoming = None;
                sync_dir(shelf).map_err(|error| writing(&error))?;
                sync_dir(root).map_err(|error| writing(&error))?;
            }
            (Place::Memory(all), Unnamed::Memory(bytes)) => {
                lock(all).insert(id, std::mem::take(bytes).into());
            }
            // A draft is of the same place as its blobs.
            _ => return Err(Error::NoBlob(id.hex().into())),
        }
        Ok(id)
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        if let Unnamed::File { path: Some(path), .. } = self {
            // The next open clears what cannot be removed now.
            let _ = fs::remove_file(path);
        }
    }
}

impl Write for Draft {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        Draft::write(self, piece).map_err(io::Error::other)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn writing(error: &io::Error) -> Error {
    Error::io("writing a blob", error)
}

/// All blobs, none of which is removed meanwhile. Nothing can be put into its place, either.
pub(crate) struct Held<'a> {
    blobs: &'a Blobs,
    _guard: Option<MutexGuard<'a, ()>>,
}

impl Held<'_> {
    pub fn all(&self) -> Result<Vec<BlobId>, Error> {
        let failed = |error: io::Error| Error::io("listing blobs", &error);
        let mut all = Vec::new();
        match &*self.blobs.place {
            Place::Disk { root, .. } => {
                for shelf in fs::read_dir(root).map_err(failed)? {
                    let shelf = shelf.map_err(failed)?;
                    if shelf.file_name() == INCOMING {
                        continue;
                    }
                    for file in fs::read_dir(shelf.path()).map_err(failed)? {
                        let name = file.map_err(failed)?.file_name();
                        all.extend(name.to_str().and_then(BlobId::from_hex));
                    }
                }
            }
            Place::Memory(blobs) => all.extend(lock(blobs).keys().copied()),
        }
        all.sort();
        Ok(all)
    }
}

fn path(root: &Path, id: &BlobId) -> PathBuf {
    let name = id.hex();
    root.join(&name[..2]).join(name)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn make_dir(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn remove_old(path: &Path, age: Duration) -> io::Result<bool> {
    let modified = match fs::metadata(path).and_then(|found| found.modified()) {
        // Whoever put it has removed it meanwhile.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        modified => modified?,
    };
    let old = SystemTime::now().duration_since(modified).is_ok_and(|is| is >= age);
    if old {
        fs::remove_file(path)?;
    }
    Ok(old)
}

fn copy(from: &mut dyn Read, to: &mut Draft) -> Result<(), Error> {
    let mut buffer = vec![0; CHUNK];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => to.write(&buffer[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::io("reading what is to be a blob", &error)),
        }
    }
}

fn memory_file(bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memfd_create("blob", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}
