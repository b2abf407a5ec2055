//! Every published version, and the pools of those that were called: what nobody calls costs a
//! line in a map and nothing else.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use kit::Version;
use sandbox::{Preload, preload};

use crate::pool::Pool;
use crate::templates::Claim;

/// Revisions that are remembered after they were taken out: more than what leaves while an
/// invocation goes from looking its version up to asking for the pool.
const REMOVED_MAX: usize = 1024;

#[derive(Default)]
pub struct Roster {
    /// By revision.
    entries: RwLock<HashMap<Box<str>, Entry>>,
    /// Taken out last. A revision never comes back. Locked within `entries` only.
    removed: Mutex<VecDeque<Box<str>>>,
    /// Pools that may have idle instances, or keep some initialised.
    populated: Mutex<Vec<Arc<Pool>>>,
    /// What was looked through last, and what was found: functions of an application mostly share
    /// their code, which never changes under its name.
    looked_through: Mutex<Option<(Vec<PathBuf>, Preload)>>,
}

struct Entry {
    function: Box<str>,
    /// From the publication to the first call, then the pool's.
    claim: Option<Claim>,
    pool: Option<Arc<Pool>>,
}

impl Roster {
    pub fn find(&self, revision: &str) -> Option<Arc<Pool>> {
        self.read().get(revision)?.pool.clone()
    }

    /// The pool of a revision; made at the first call. The error is a pool for an invocation that
    /// looked its version up just before that was taken out: it is not kept here, as nobody would
    /// take it out any more.
    pub fn find_or_make(
        &self,
        version: &Version,
        make: impl FnOnce() -> Pool,
    ) -> Result<Arc<Pool>, Arc<Pool>> {
        let mut entries = self.write();
        let is_version = |removed: &str| removed == version.revision;
        if !entries.contains_key(version.revision.as_str())
            && self.lock_removed().iter().any(|removed| is_version(removed))
        {
            return Err(Arc::new(make()));
        }
        let entry = entries.entry(version.revision.as_str().into()).or_insert_with(|| Entry {
            function: version.function.as_str().into(),
            claim: None,
            pool: None,
        });
        let pool = entry.pool.get_or_insert_with(|| {
            let pool = make();
            if let Some(claim) = entry.claim.take() {
                pool.claim(claim);
            }
            Arc::new(pool)
        });
        Ok(Arc::clone(pool))
    }

    pub fn publish(&self, version: &Version, claim: Claim) {
        let mut entries = self.write();
        let function = version.function.as_str();
        let entry = entries.entry(version.revision.as_str().into());
        let entry = entry.or_insert(Entry { function: function.into(), claim: None, pool: None });
        match &entry.pool {
            Some(pool) => pool.claim(claim),
            None => entry.claim = Some(claim),
        }
    }

    /// Takes a revision out; its pool, if it was called.
    pub fn remove(&self, revision: &str) -> Option<Arc<Pool>> {
        let mut entries = self.write();
        let mut removed = self.lock_removed();
        removed.truncate(REMOVED_MAX - 1);
        removed.push_front(revision.into());
        entries.remove(revision)?.pool
    }

    pub fn remove_all(&self) -> Vec<Arc<Pool>> {
        self.lock_populated().clear();
        self.write().drain().filter_map(|(_, entry)| entry.pool).collect()
    }

    pub fn has(&self, function: &str) -> bool {
        self.read().values().any(|entry| &*entry.function == function)
    }

    /// Of the versions that were called.
    pub fn pools(&self) -> Vec<Arc<Pool>> {
        self.read().values().filter_map(|entry| entry.pool.clone()).collect()
    }

    /// The pool is looked at from now on, until `keep_populated` leaves it out.
    pub fn add_populated(&self, pool: Arc<Pool>) {
        self.lock_populated().push(pool);
    }

    pub fn take_populated(&self) -> Vec<Arc<Pool>> {
        std::mem::take(&mut *self.lock_populated())
    }

    pub fn keep_populated(&self, mut pools: Vec<Arc<Pool>>) {
        self.lock_populated().append(&mut pools);
    }

    /// Which template suits a version's code. A look through its files, but for the last ones.
    pub fn preload(&self, version: &Version) -> Preload {
        let mounts = version.mounts.iter().map(|(host, _)| host.clone());
        let dirs: Vec<PathBuf> = std::iter::once(version.code.clone()).chain(mounts).collect();
        let mut last = self.looked_through.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((seen, found)) = &*last
            && *seen == dirs
        {
            return *found;
        }
        let all: Vec<_> = dirs.iter().map(PathBuf::as_path).collect();
        let found = preload::choose(&all);
        *last = Some((dirs, found));
        found
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<Box<str>, Entry>> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<Box<str>, Entry>> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_removed(&self) -> MutexGuard<'_, VecDeque<Box<str>>> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_populated(&self) -> MutexGuard<'_, Vec<Arc<Pool>>> {
        self.populated.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::Gate;

    #[test]
    fn who_comes_after_a_revision_was_taken_out_gets_a_pool_that_is_not_kept() {
        let roster = Roster::default();
        let version = |revision: &str| Version { revision: revision.into(), ..Version::default() };
        let pool = |revision: &str| {
            let make = || Pool::new(Arc::new(version(revision)), &Gate::new(1), None);
            roster.find_or_make(&version(revision), make)
        };
        let first = pool("old").ok().unwrap();
        assert!(Arc::ptr_eq(&first, &pool("old").ok().unwrap()));
        assert!(Arc::ptr_eq(&first, &roster.remove("old").unwrap()));
        assert!(pool("old").is_err() && roster.find("old").is_none() && !roster.has("f"));
        assert!(pool("new").is_ok() && roster.find("new").is_some());
        for number in 0..REMOVED_MAX {
            assert!(roster.remove(&number.to_string()).is_none());
        }
        assert_eq!(roster.lock_removed().len(), REMOVED_MAX);
        assert!(pool("old").is_ok(), "it was long ago");
    }
}
