//! The blobs of objects: named by rows, held by those who write or read them, removed when neither
//! is the case any more.
//!
//! A blob is removed under the same lock under which it is pinned, after the store was asked
//! whether a row names it. Whoever writes one pins it before it gets its name, and lets go after
//! the row was committed; so what a row names is never removed, and what none names always is. What
//! a process leaves that ends in between is swept at the next start.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::{BlobId, Store};
use tokio::runtime::Handle;

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

    /// Holds one that no row may ever name.
    pub(crate) fn pin_doubtful(self: &Arc<Shelf>, id: BlobId) -> Pin {
        let pin = self.pin(id);
        self.lock(&id).entry(id).or_default().doubtful = true;
        pin
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
        // Where it cannot be told or done, the next start sweeps it.
        let named = self.store.read(|tx| state::is_blob_named(tx, id));
        if let Ok(false) = named {
            let _ = self.store.blobs().remove(id);
        }
    }

    /// Whether a row names it, or may be about to.
    pub(crate) fn is_wanted(&self, id: &BlobId) -> Result<bool, store::Error> {
        if self.lock(id).contains_key(id) {
            return Ok(true);
        }
        self.store.read(|tx| state::is_blob_named(tx, id))
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

        let pin = shelf.pin_doubtful(id);
        store.blobs().put(&b"abc"[..]).unwrap();
        shelf.free(vec![id]);
        name(&store, id, true);
        drop(pin);
        assert!(there(&store, &id));
    }
}
