//! The data file under the engine, which goes on being readable after a write or a sync failed.
//!
//! redb refuses even reads once its storage has reported an error. So the first failure is kept
//! here, from then on nothing more reaches the file, and what redb still writes stays in memory:
//! the file is left as a crash would have left it, and the snapshots taken before stay readable.
//! [`Failure::check`] is what the commit asks before it believes redb's answer.

use crate::error::Error;
use redb::StorageBackend;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The first thing that went wrong with the file.
#[derive(Default)]
pub(crate) struct Failure {
    failed: AtomicBool,
    first: Mutex<Option<Error>>,
    #[cfg(test)]
    pub plan: Plan,
}

impl Failure {
    pub fn check(&self) -> Result<(), Error> {
        match &*self.first.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error.clone()),
            None => Ok(()),
        }
    }

    /// Writes, unless something has failed before.
    pub fn write(&self, file: &File, data: &[u8], offset: u64) {
        let write = || {
            #[cfg(test)]
            injected(&self.plan.write)?;
            file.write_all_at(data, offset)
        };
        if !self.is_set()
            && let Err(error) = write()
        {
            self.set("writing to the data directory", &error);
        }
    }

    /// Syncs, unless something has failed before. A sync is never tried twice: the kernel may have
    /// dropped what it could not write.
    pub fn sync(&self, file: &File) {
        let sync = || {
            #[cfg(test)]
            injected(&self.plan.sync)?;
            file.sync_data()
        };
        if !self.is_set()
            && let Err(error) = sync()
        {
            self.set("syncing the data directory", &error);
        }
    }

    fn set(&self, what: &str, error: &io::Error) {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| Error::io(what, error));
        self.failed.store(true, Ordering::SeqCst);
    }

    fn is_set(&self) -> bool {
        self.failed.load(Ordering::SeqCst)
    }
}

/// Which call a test makes fail: the n-th from now, 0 for none.
#[cfg(test)]
#[derive(Default)]
pub(crate) struct Plan {
    pub sync: std::sync::atomic::AtomicU64,
    pub write: std::sync::atomic::AtomicU64,
}

#[cfg(test)]
fn injected(counter: &std::sync::atomic::AtomicU64) -> io::Result<()> {
    let step = |n: u64| n.checked_sub(1);
    match counter.fetch_update(Ordering::SeqCst, Ordering::SeqCst, step) {
        Ok(1) => Err(io::Error::from_raw_os_error(libc::EIO)),
        _ => Ok(()),
    }
}

const BLOCK: u64 = 4096;

pub(crate) struct Disk {
    file: File,
    failure: Arc<Failure>,
    shadow: Mutex<Shadow>,
}

/// What redb wrote after the failure, in blocks, and the length that it believes in.
#[derive(Default)]
struct Shadow {
    blocks: HashMap<u64, Vec<u8>>,
    length: u64,
}

impl Disk {
    pub fn new(file: File, failure: Arc<Failure>) -> io::Result<Disk> {
        let length = file.metadata()?.len();
        let shadow = Mutex::new(Shadow { blocks: HashMap::new(), length });
        Ok(Disk { file, failure, shadow })
    }

    fn shadow(&self) -> MutexGuard<'_, Shadow> {
        self.shadow.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes of the file, and zeros where it ends early: a shadow may be longer.
    fn read_file(&self, mut offset: u64, mut out: &mut [u8]) -> io::Result<()> {
        while !out.is_empty() {
            match self.file.read_at(out, offset) {
                Ok(0) => {
                    out.fill(0);
                    return Ok(());
                }
                Ok(read) => {
                    offset += read as u64;
                    out = &mut out[read..];
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn write_shadow(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut shadow = self.shadow();
        for (number, range) in blocks(offset, data.len()) {
            let block = match shadow.blocks.entry(number) {
                Entry::Occupied(block) => block.into_mut(),
                Entry::Vacant(place) => {
                    let mut block = vec![0; BLOCK as usize];
                    self.read_file(number * BLOCK, &mut block)?;
                    place.insert(block)
                }
            };
            let from = (number * BLOCK).max(offset);
            let source = &data[(from - offset) as usize..][..range.len()];
            block[range].copy_from_slice(source);
        }
        Ok(())
    }
}

/// The blocks that `length` bytes from `offset` touch, each with the bytes touched within it.
fn blocks(offset: u64, length: usize) -> impl Iterator<Item = (u64, std::ops::Range<usize>)> {
    let end = offset + length as u64;
    (offset / BLOCK..end.div_ceil(BLOCK)).map(move |number| {
        let from = offset.max(number * BLOCK) - number * BLOCK;
        let to = end.min((number + 1) * BLOCK) - number * BLOCK;
        (number, from as usize..to as usize)
    })
}

impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, io::Error> {
        Ok(self.shadow().length)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        if !self.failure.is_set() {
            return self.file.read_exact_at(out, offset);
        }
        self.read_file(offset, out)?;
        let shadow = self.shadow();
        for (number, range) in blocks(offset, out.len()) {
            if let Some(block) = shadow.blocks.get(&number) {
                let from = (number * BLOCK + range.start as u64 - offset) as usize;
                out[from..from + range.len()].copy_from_slice(&block[range]);
            }
        }
        Ok(())
    }

    fn set_len(&self, length: u64) -> Result<(), io::Error> {
        if !self.failure.is_set()
            && let Err(error) = self.file.set_len(length)
        {
            self.failure.set("growing the data file", &error);
        }
        self.shadow().length = length;
        Ok(())
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        self.failure.sync(&self.file);
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        self.failure.write(&self.file, data, offset);
        if self.failure.is_set() { self.write_shadow(offset, data) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").finish_non_exhaustive()
    }
}
