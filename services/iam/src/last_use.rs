//! When access keys and roles were last used: remembered at once, written once in a while for
//! each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::Timestamp;
use store::Store;

use crate::state::{self, LastUse};

/// A use within this time of one that was written is not written. AWS's own figures lag by hours.
const WRITTEN_EVERY_MS: i64 = 60_000;
/// How many are remembered; when there are more, all are forgotten, and written when they are used
/// again.
const KEPT_MAX: usize = 8192;

pub struct LastUses {
    store: Store,
    kept: Mutex<HashMap<String, Kept>>,
}

struct Kept {
    last: LastUse,
    written: Timestamp,
}

impl LastUses {
    pub fn new(store: Store) -> LastUses {
        LastUses { store, kept: Mutex::default() }
    }

    pub fn used(&self, name: &str, service: &str, region: &str, now: Timestamp) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get_mut(name) {
            known.last.at = now;
            if known.last.service != service {
                known.last.service = service.to_owned();
            }
            if now.since(known.written) < WRITTEN_EVERY_MS {
                return;
            }
            known.written = now;
        }
        let last = LastUse { at: now, service: service.into(), region: region.into() };
        if !kept.contains_key(name) {
            if kept.len() >= KEPT_MAX {
                kept.clear();
            }
            kept.insert(name.to_owned(), Kept { last: last.clone(), written: now });
        }
        drop(kept);
        let name = name.to_owned();
        // Nobody waits for it: that it is lost in a crash costs a date.
        drop(self.store.write(move |tx| state::put_key_use(tx, &name, &last)));
    }

    pub fn find(&self, name: &str) -> Option<LastUse> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(name) {
            return Some(known.last.clone());
        }
        drop(kept);
        self.store.read(|tx| state::key_use(tx, name)).ok().flatten()
    }
}
