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
        Ok(Blobs { place: Arc::new(Place::Disk { root, sweep: Mutex::new(()) }), random })
    }

    pub(crate) fn in_memory(random: Arc<dyn Random>) -> Blobs {
        Blobs { place: Arc::new(Place::Memory(Mutex::default())), random }
    }

    /// Stores everything that the reader gives. On disk when this returns.
    pub fn put(&self, mut from: impl Read) -> Result<BlobId, Error> {
        match &*self.place {
            Place::Disk { root, sweep } => self.put_file(root, sweep, &mut from),
            Place::Memory(blobs) => {
                let mut bytes = Vec::new();
                let id = copy(&mut from, &mut bytes)?;
                lock(blobs).insert(id, bytes.into());
                Ok(id)
            }
        }
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
        mut is_named: impl FnMut(&BlobId) -> Result<bool, Error>,
    ) -> Result<usize, Error> {
        let mut count = 0;
        match &*self.place {
            Place::Disk { root, sweep } => {
                let failed = |error: io::Error| Error::io("sweeping blobs", &error);
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
            }
            Place::Memory(blobs) => {
                // No file times here: an age of zero is the only one that is ever reached.
                let ids: Vec<_> = lock(blobs).keys().copied().collect();
                for id in ids {
                    if age.is_zero() && !is_named(&id)? {
                        lock(blobs).remove(&id);
                        count += 1;
                    }
                }
            }
        }
        Ok(count)
    }

    fn put_file(
        &self,
        root: &Path,
        sweep: &Mutex<()>,
        from: &mut dyn Read,
    ) -> Result<BlobId, Error> {
        let incoming = root.join(INCOMING).join(base::uuid(&*self.random));
        let written = self.write_file(root, sweep, &incoming, from);
        if written.is_err() {
            // The error that is told is the first one.
            let _ = fs::remove_file(&incoming);
        }
        written
    }

    fn write_file(
        &self,
        root: &Path,
        sweep: &Mutex<()>,
        incoming: &Path,
        from: &mut dyn Read,
    ) -> Result<BlobId, Error> {
        let failed = |error: io::Error| Error::io("writing a blob", &error);
        let mut file = private().create_new(true).open(incoming).map_err(failed)?;
        let id = copy(from, &mut file)?;
        file.sync_all().map_err(failed)?;
        let target = path(root, &id);
        let shelf = target.parent().unwrap_or(root);
        make_dir(shelf).map_err(failed)?;
        // The new file replaces one with the same bytes: its age begins again. Under the lock, so
        // that a sweep which found the old one old cannot take the new one.
        let guard = lock(sweep);
        fs::rename(incoming, &target).map_err(failed)?;
        drop(guard);
        sync_dir(shelf).map_err(failed)?;
        sync_dir(root).map_err(failed)?;
        Ok(id)
    }
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
    let modified = fs::metadata(path)?.modified()?;
    let old = SystemTime::now().duration_since(modified).is_ok_and(|is| is >= age);
    if old {
        fs::remove_file(path)?;
    }
    Ok(old)
}

/// Copies and hashes; refuses what is too long before it is all written.
fn copy(from: &mut dyn Read, to: &mut dyn Write) -> Result<BlobId, Error> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut bytes = 0u64;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(BlobId(hash.finalize().into())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::io("reading what is to be a blob", &error)),
        };
        bytes += read as u64;
        if bytes > BLOB_BYTES_MAX {
            return Err(Error::TooLarge { what: "a blob", bytes, limit: BLOB_BYTES_MAX });
        }
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read]).map_err(|error| Error::io("writing a blob", &error))?;
    }
}

fn memory_file(bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memfd_create("blob", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}
