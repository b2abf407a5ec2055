//! The blobs of objects: named by rows, held by those who write or read them, removed when neither
//! is the case any more.
//!
//! A blob is removed under the same lock under which it is pinned, after the store was asked
//! whether a row names it. Whoever writes one pins it before it gets its name, and lets go after
//! the row was committed; so what a row names is never removed, and what none names always is. That
//! a file may be named by none is noted in the store before that can be so: what a process leaves
//! that ends in between is removed at the next start.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::{BlobId, Pending, Store, WriteError};
use tokio::runtime::Handle;

use crate::error::Error;
use crate::state;

/// Locks, by the first byte of a blob's id: removing a large file takes a while.
const LOCKS: usize = 64;

pub(crate) struct Shelf {
    store: Store,
    held: [Mutex<HashMap<BlobId, Held>>; LOCKS],
}

#[derive(Default)]
struct Held {
    pins: usize,
    /// To be looked at when the last one lets go.
    doubtful: bool,
}

/// Notes of the last process that are gone through at a time.
const SWEPT_AT_ONCE: usize = 1000;

/// The note that a blob may be named by no row, on its way to the disk.
pub(crate) type Noted = Pending<Result<(), WriteError<Error>>>;

/// A blob that stays until this is dropped.
pub(crate) struct Pin {
    shelf: Arc<Shelf>,
    id: BlobId,
}

impl Shelf {
    pub(crate) fn new(store: Store) -> Arc<Shelf> {
        let held = std::array::from_fn(|_| Mutex::default());
        Arc::new(Shelf { store, held })
    }

    /// Holds one that a row names.
    pub(crate) fn pin(self: &Arc<Shelf>, id: BlobId) -> Pin {
        self.lock(&id).entry(id).or_default().pins += 1;
        Pin { shelf: Arc::clone(self), id }
    }

    /// Holds one that no row may ever name. That it is there is noted when the second has come.
    pub(crate) fn pin_doubtful(self: &Arc<Shelf>, id: BlobId) -> (Pin, Noted) {
        let pin = self.pin(id);
        // Under the lock: what `remove` writes of it was given to the store before, or is after.
        let mut held = self.lock(&id);
        held.entry(id).or_default().doubtful = true;
        let noted = self.store.write(move |tx| state::doubt_blob(tx, &id));
        (pin, noted)
    }

    /// Removes what an earlier process has left. To be called where waiting is allowed.
    pub(crate) fn sweep(self: &Arc<Shelf>) {
        let mut after: Option<BlobId> = None;
        loop {
            let found = self.store.read(|tx| state::doubtful(tx, after.as_ref(), SWEPT_AT_ONCE));
            // What could not be removed now is at the next start.
            let Ok(found) = found else { return };
            let Some(last) = found.last() else { return };
            after = Some(*last);
            for id in &found {
                self.remove(id);
            }
        }
    }

    /// Removes those of these that no row names; those that are held, when they are let go. To be
    /// called once the rows are committed. Returns at once where there is a runtime.
    pub(crate) fn free(self: &Arc<Shelf>, ids: Vec<BlobId>) {
        if ids.is_empty() {
            return;
        }
        let shelf = Arc::clone(self);
        let work = move || {
            for id in ids {
                shelf.remove(&id);
            }
        };
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(work)),
            Err(_) => work(),
        }
    }

    fn remove(&self, id: &BlobId) {
        let mut held = self.lock(id);
        if let Some(held) = held.get_mut(id) {
            held.doubtful = true;
            return;
        }
        let settled = match self.store.read(|tx| state::is_blob_named(tx, id)) {
            Ok(true) => true,
            Ok(false) => self.store.blobs().remove(id).is_ok(),
            Err(_) => false,
        };
        // Where it cannot be told or done, the next start does.
        if settled {
            let id = *id;
            drop(self.store.write(move |tx| state::settle_blob(tx, &id)));
        }
    }

    fn lock(&self, id: &BlobId) -> MutexGuard<'_, HashMap<BlobId, Held>> {
        let slot = usize::from(id.0[0]) % LOCKS;
        self.held[slot].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        let mut held = self.shelf.lock(&self.id);
        let Entry::Occupied(mut entry) = held.entry(self.id) else { return };
        entry.get_mut().pins -= 1;
        if entry.get().pins > 0 {
            return;
        }
        let Held { doubtful, .. } = entry.remove();
        drop(held);
        if doubtful {
            self.shelf.free(vec![self.id]);
        }
    }
}

#[cfg(test)]
mod tests {
    use store::Options;

    use super::*;

    fn there(store: &Store, id: &BlobId) -> bool {
        store.blobs().open(id).is_ok()
    }

    fn name(store: &Store, id: BlobId, up: bool) {
        let named = store.write_blocking(move |tx| match up {
            true => state::name_blob(tx, &id),
            false => state::unname_blob(tx, &id).map(|_| ()),
        });
        named.unwrap();
    }

    #[test]
    fn a_blob_goes_when_no_row_names_it_and_nobody_holds_it() {
        let store = Store::ephemeral(Options::default()).unwrap();
        let shelf = Shelf::new(store.clone());
        let id = store.blobs().put(&b"abc"[..]).unwrap();
        name(&store, id, true);
        name(&store, id, true);
        name(&store, id, false);
        shelf.free(vec![id]);
        assert!(there(&store, &id), "another row names it");

        let reader = shelf.pin(id);
        name(&store, id, false);
        shelf.free(vec![id]);
        assert!(there(&store, &id), "it is being read");
        drop(reader);
        assert!(!there(&store, &id));
    }

    #[test]
    fn a_writer_that_gives_up_leaves_nothing_and_one_that_commits_leaves_all() {
        let store = Store::ephemeral(Options::default()).unwrap();
        let shelf = Shelf::new(store.clone());
        let id = store.blobs().put(&b"abc"[..]).unwrap();
        drop(shelf.pin_doubtful(id));
        assert!(!there(&store, &id));

        let (pin, _) = shelf.pin_doubtful(id);
        store.blobs().put(&b"abc"[..]).unwrap();
        shelf.free(vec![id]);
        name(&store, id, true);
        drop(pin);
        assert!(there(&store, &id));
    }

    #[test]
    fn what_a_process_left_is_removed_by_the_next_one() {
        let store = Store::ephemeral(Options::default()).unwrap();
        let shelf = Shelf::new(store.clone());
        let [left, kept] = [&b"left"[..], b"kept"].map(|bytes| {
            let id = store.blobs().put(bytes).unwrap();
            let (pin, noted) = shelf.pin_doubtful(id);
            noted.wait().unwrap();
            // As if the process ended here.
            std::mem::forget(pin);
            id
        });
        name(&store, kept, true);
        let next = Shelf::new(store.clone());
        next.sweep();
        assert!(!there(&store, &left));
        assert!(there(&store, &kept));
        let settled = store.write_blocking(|tx| state::doubtful(tx, None, 9)).unwrap();
        assert!(settled.is_empty());
    }
}
