//! What buckets are told about themselves: rows ([`Setting`]), compiled in memory for the requests
//! that depend on them; and the verbs about them.

mod compiled;
pub(crate) mod facts;
pub(crate) mod grants;
mod missing;
pub(crate) mod notices;
pub(crate) mod rules;
mod xml;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use store::{Store, WriteTx};

use crate::error::{Error, Result};
use crate::setting::Setting;
use crate::state;

pub(crate) use compiled::{Compiled, NewBucket, controls};
pub(crate) use xml::{from_xml, to_xml};

/// The configurations of all buckets.
pub(crate) struct Configurations {
    store: Store,
    /// By bucket, those that were asked for. Replaced before a change is acknowledged.
    compiled: RwLock<HashMap<String, Arc<Compiled>>>,
    /// The accounts that lists and policies may name.
    accounts: Vec<String>,
}

/// Buckets whose configurations are kept compiled; beyond it all are forgotten and compiled again
/// when they are asked for. Ten times what an account may have by default.
const COMPILED_MAX: usize = 100_000;

impl Configurations {
    pub(crate) fn new(store: Store, accounts: Vec<String>) -> Configurations {
        Configurations { store, compiled: RwLock::default(), accounts }
    }

    pub(crate) fn accounts(&self) -> &[String] {
        &self.accounts
    }

    /// What is in force for a bucket.
    pub(crate) fn of(&self, bucket: &str) -> Result<Arc<Compiled>> {
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(compiled) = known.get(bucket) {
            return Ok(Arc::clone(compiled));
        }
        drop(known);
        self.refresh(bucket)
    }

    /// Compiles a bucket's configurations anew, after a change of them was written and before it
    /// is acknowledged. Under the lock, so that of two changes the later one stays. Of a bucket
    /// that is not there nothing is kept.
    pub(crate) fn refresh(&self, bucket: &str) -> Result<Arc<Compiled>> {
        let mut known = self.compiled.write().unwrap_or_else(PoisonError::into_inner);
        let found = self.store.read(|tx| -> Result<_> {
            let Some(found) = state::find_bucket(tx, bucket)? else { return Ok(None) };
            let mut rows = Vec::new();
            for setting in Setting::ALL {
                if let Some(value) = state::setting(tx, bucket, setting)? {
                    rows.push((setting, value));
                }
            }
            Ok(Some((found, rows)))
        })?;
        let Some((found, rows)) = found else {
            known.remove(bucket);
            return Err(Error::no_bucket(bucket));
        };
        let compiled = Arc::new(Compiled::of(bucket, found, &rows, &self.accounts));
        if known.len() >= COMPILED_MAX {
            known.clear();
        }
        known.insert(bucket.to_owned(), Arc::clone(&compiled));
        Ok(compiled)
    }

    /// The bucket is gone.
    pub(crate) fn forget(&self, bucket: &str) {
        self.compiled.write().unwrap_or_else(PoisonError::into_inner).remove(bucket);
    }

    /// A configuration as it was put.
    pub(crate) fn text(&self, bucket: &str, setting: Setting) -> Result<Option<Vec<u8>>> {
        self.store.read(|tx| {
            state::bucket(tx, bucket)?;
            state::setting(tx, bucket, setting)
        })
    }

    /// Keeps a configuration, or takes it away.
    pub(crate) async fn put(
        &self,
        bucket: &str,
        setting: Setting,
        value: Option<Vec<u8>>,
    ) -> Result<()> {
        self.put_with(bucket, setting, value, |_| Ok(())).await
    }

    /// The same, and what goes with it, in one transaction.
    pub(crate) async fn put_with(
        &self,
        bucket: &str,
        setting: Setting,
        value: Option<Vec<u8>>,
        more: impl FnOnce(&mut WriteTx) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        let name = bucket.to_owned();
        let done = self.store.write(move |tx: &mut WriteTx| -> Result<()> {
            state::bucket(tx, &name)?;
            state::set_setting(tx, &name, setting, value.as_ref())?;
            more(tx)
        });
        done.await?;
        self.refresh(bucket).map(|_| ())
    }
}
