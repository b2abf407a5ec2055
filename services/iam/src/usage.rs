//! What was really asked: decisions, summed up for each caller, action and resource. Kept in memory
//! and written in batches; the figures of the last seconds are lost in a crash, nothing else.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::sync::{Mutex, PoisonError};

use base::Timestamp;
use kit::Verdict;
use policy::{Identity, Principal};
use store::{Store, WriteTx};

use crate::state::{self, UsageKey, UsageRow};

/// A batch is written when it is as old as this, or as long.
const BATCH_AGE_MS: i64 = 5_000;
const BATCH_LENGTH_MAX: usize = 4096;
/// Different callers, actions and resources that are kept; of more, nothing is learned, and the
/// report says so.
pub const ROWS_MAX: u64 = 100_000;
/// Of one caller: who asks for ever other things must not hide what everybody else does.
pub const ROWS_PER_CALLER_MAX: u64 = 10_000;

pub struct Usage {
    store: Store,
    hasher: RandomState,
    batch: Mutex<Batch>,
}

#[derive(Default)]
struct Batch {
    since: Timestamp,
    /// By the hash of the key; two keys of one hash count as the first.
    sums: HashMap<u64, (UsageKey, UsageRow)>,
}

impl Usage {
    pub fn new(store: Store) -> Usage {
        Usage { store, hasher: RandomState::new(), batch: Mutex::default() }
    }

    pub fn decided(
        &self,
        who: &Principal,
        action: &str,
        resource: &str,
        verdict: Verdict,
        now: Timestamp,
    ) {
        let session = match &who.identity {
            Identity::AssumedRole { session, .. } => session.as_str(),
            _ => "",
        };
        let arn = who.principal_arn();
        let hash = self.hasher.hash_one((arn, session, action, resource));
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        if batch.sums.is_empty() {
            batch.since = now;
        }
        let (_, row) = batch.sums.entry(hash).or_insert_with(|| {
            let [who, session, action, resource] = [arn, session, action, resource].map(Into::into);
            (UsageKey { who, session, action, resource }, UsageRow::default())
        });
        row.count(verdict, now);
        let full = batch.sums.len() >= BATCH_LENGTH_MAX || now.since(batch.since) >= BATCH_AGE_MS;
        let sums = if full { mem::take(&mut batch.sums) } else { HashMap::new() };
        drop(batch);
        if full {
            // Nobody waits for it.
            drop(self.store.write(move |tx| merge(tx, sums)));
        }
    }

    /// Writes what has not been written yet. Blocks until it is on disk.
    pub fn flush(&self) {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        let sums = mem::take(&mut batch.sums);
        drop(batch);
        if !sums.is_empty() {
            // A store that cannot write has said so elsewhere.
            let _ = self.store.write_blocking(move |tx| merge(tx, sums));
        }
    }
}

fn merge(tx: &mut WriteTx, sums: HashMap<u64, (UsageKey, UsageRow)>) -> Result<(), store::Error> {
    let mut rows = state::usage_rows(tx, state::EVERYBODY)?;
    let mut own: HashMap<String, u64> = HashMap::new();
    for (key, sum) in sums.into_values() {
        if let Some(mut row) = state::usage(tx, &key)? {
            row.add(&sum);
            state::put_usage(tx, &key, &row)?;
            continue;
        }
        let own = match own.entry(key.who.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(state::usage_rows(tx, &key.who)?),
        };
        if rows < ROWS_MAX && *own < ROWS_PER_CALLER_MAX {
            (rows, *own) = (rows + 1, *own + 1);
            state::put_usage(tx, &key, &sum)?;
        }
    }
    for (who, rows) in own {
        state::put_usage_rows(tx, &who, rows)?;
    }
    state::put_usage_rows(tx, state::EVERYBODY, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_summed_up_and_written_in_batches() {
        let store = Store::ephemeral(store::Options::default()).unwrap();
        let usage = Usage::new(store.clone());
        let who = Principal::assumed_role("000000000000", "r", "/", "AROA", "f");
        let ask =
            |verdict, at| usage.decided(&who, "s3:GetObject", "arn:x", verdict, Timestamp(at));
        for (at, verdict) in [(1, Verdict::Allowed), (2, Verdict::Denied), (3, Verdict::Audited)] {
            ask(verdict, at);
        }
        let rows = || store.read(state::all_usage).unwrap();
        assert!(rows().is_empty());
        usage.flush();
        ask(Verdict::Allowed, 10_000);
        usage.flush();
        let rows = rows();
        let (key, row) = &rows[0];
        assert_eq!(
            (rows.len(), key.session.as_str(), key.action.as_str()),
            (1, "f", "s3:GetObject")
        );
        assert_eq!((row.allowed, row.denied, row.audited), (2, 1, 1));
        assert_eq!((row.first, row.last), (Timestamp(1), Timestamp(10_000)));
    }

    #[test]
    fn a_caller_has_its_share_of_rows() {
        let store = Store::ephemeral(store::Options::default()).unwrap();
        let usage = Usage::new(store.clone());
        let ask = |role: &str, resource: &str| {
            let who = Principal::assumed_role("000000000000", role, "/", "AROA", "f");
            usage.decided(&who, "s3:GetObject", resource, Verdict::Allowed, Timestamp(1));
        };
        for number in 0..=ROWS_PER_CALLER_MAX {
            ask("loud", &number.to_string());
        }
        ask("quiet", "x");
        usage.flush();
        let rows = store.read(state::all_usage).unwrap();
        let quiet = rows.iter().filter(|(key, _)| key.who.ends_with("/quiet")).count();
        assert_eq!((rows.len() as u64, quiet), (ROWS_PER_CALLER_MAX + 1, 1));
        assert_eq!(store.read(crate::report::report).unwrap()["complete"], false);
    }
}
