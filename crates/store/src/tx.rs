//! What a closure sees: a snapshot to read, and for a write the changes that lie over it.

use crate::engine::{Rows, Snapshot};
use crate::error::Error;
use crate::key::Key;
use crate::limit;
use crate::overlay::{Overlay, merge};
use crate::record::{self, Record};
use crate::table::{Bounds, Direction, Range, Table, kind, physical};
use base::{Random, Timestamp};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// One unchanging state of everything. A long-lived one keeps old pages from being reused.
pub struct ReadTx {
    now: Timestamp,
    snapshot: Arc<dyn Snapshot>,
    /// Changes over the snapshot, the newest first: this closure's, the group's that is being
    /// filled, and the group's that is being synced. A read transaction has none of them.
    own: Overlay,
    group: Overlay,
    in_flight: Option<Arc<Overlay>>,
}

impl ReadTx {
    pub(crate) fn new(snapshot: Arc<dyn Snapshot>, now: Timestamp) -> ReadTx {
        let (own, group) = (Overlay::default(), Overlay::default());
        ReadTx { now, snapshot, own, group, in_flight: None }
    }

    /// The time at which this transaction began.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub fn get<K: Key, V: Record>(
        &self,
        table: &Table<K, V>,
        key: K::Ref<'_>,
    ) -> Result<Option<V>, Error> {
        self.get_physical(table.name, &table.key(key))
    }

    pub fn contains<K: Key, V: Record>(
        &self,
        table: &Table<K, V>,
        key: K::Ref<'_>,
    ) -> Result<bool, Error> {
        self.with_bytes(&table.key(key), |bytes| Ok(bytes.is_some()))
    }

    /// Rows of a range in order, read as they are asked for.
    pub fn scan<K: Key, V: Record>(
        &self,
        table: &Table<K, V>,
        range: Range<K>,
        direction: Direction,
    ) -> Result<Scan<'_, K, V>, Error> {
        let base = physical(kind::TABLE, table.name, 0);
        let rows = match range.physical(&base) {
            Some(bounds) => self.rows(&bounds, direction)?,
            None => Box::new(std::iter::empty()),
        };
        Ok(Scan { rows, base: base.len(), name: table.name, types: PhantomData })
    }

    pub(crate) fn rows(&self, bounds: &Bounds, direction: Direction) -> Result<Rows<'_>, Error> {
        let base = self.snapshot.scan(bounds, direction)?;
        let mut layers = vec![&self.own, &self.group];
        layers.extend(self.in_flight.as_deref());
        Ok(merge(base, &layers, bounds, direction))
    }

    pub(crate) fn get_physical<V: Record>(
        &self,
        name: &str,
        key: &[u8],
    ) -> Result<Option<V>, Error> {
        self.with_bytes(key, |bytes| {
            bytes
                .map(|bytes| record::decode(bytes).map_err(|error| damaged(name, error)))
                .transpose()
        })
    }

    fn with_bytes<R>(
        &self,
        key: &[u8],
        use_bytes: impl FnOnce(Option<&[u8]>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let in_flight = || self.in_flight.as_ref().and_then(|layer| layer.get(key));
        match self.own.get(key).or_else(|| self.group.get(key)).or_else(in_flight) {
            Some(changed) => use_bytes(changed),
            None => use_bytes(self.snapshot.get(key)?.as_deref()),
        }
    }
}

pub(crate) fn damaged(name: &str, error: record::Corrupt) -> Error {
    Error::corrupt(format!("{name}: {}", error.0))
}

/// An iterator over `(key, row)`.
pub struct Scan<'a, K, V> {
    rows: Rows<'a>,
    base: usize,
    name: &'static str,
    types: PhantomData<fn() -> (K, V)>,
}

impl<K: Key, V: Record> Iterator for Scan<'_, K, V> {
    type Item = Result<(K::Owned, V), Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = match self.rows.next()? {
            Ok(row) => row,
            Err(error) => return Some(Err(error)),
        };
        let decoded = K::decode(&mut &key[self.base..])
            .and_then(|key| Ok((key, record::decode(&value)?)))
            .map_err(|error| damaged(self.name, error));
        Some(decoded)
    }
}

/// A transaction that may write. It sees everything that earlier closures wrote, and its own.
/// Everything that a [`ReadTx`] does can be done with it.
pub struct WriteTx {
    read: ReadTx,
    random: Arc<dyn Random>,
    own_touched: Touched,
    group_touched: Touched,
    refused: Option<Error>,
}

/// Which waiters a commit may wake.
#[derive(Default)]
pub(crate) struct Touched {
    /// Feed, partition and its last sequence number, in the order of the appends.
    pub feeds: Vec<(&'static str, Vec<u8>, u64)>,
    pub timers: Vec<&'static str>,
}

impl Touched {
    fn absorb(&mut self, newer: &mut Touched) {
        self.feeds.append(&mut newer.feeds);
        for timer in newer.timers.drain(..) {
            if !self.timers.contains(&timer) {
                self.timers.push(timer);
            }
        }
    }

    fn clear(&mut self) {
        self.feeds.clear();
        self.timers.clear();
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;
    fn deref(&self) -> &ReadTx {
        &self.read
    }
}

impl WriteTx {
    pub(crate) fn new(snapshot: Arc<dyn Snapshot>, random: Arc<dyn Random>) -> WriteTx {
        WriteTx {
            read: ReadTx::new(snapshot, Timestamp(0)),
            random,
            own_touched: Touched::default(),
            group_touched: Touched::default(),
            refused: None,
        }
    }

    pub fn put<K: Key, V: Record>(
        &mut self,
        table: &Table<K, V>,
        key: K::Ref<'_>,
        row: &V,
    ) -> Result<(), Error> {
        self.set(table.key(key), Some(record::encode(row)))
    }

    /// Deletes a row, or nothing where there is none.
    pub fn delete<K: Key, V: Record>(
        &mut self,
        table: &Table<K, V>,
        key: K::Ref<'_>,
    ) -> Result<(), Error> {
        self.set(table.key(key), None)
    }

    /// The row that was there, deleted.
    pub fn take<K: Key, V: Record>(
        &mut self,
        table: &Table<K, V>,
        key: K::Ref<'_>,
    ) -> Result<Option<V>, Error> {
        let key = table.key(key);
        let row = self.get_physical(table.name, &key)?;
        if row.is_some() {
            self.set(key, None)?;
        }
        Ok(row)
    }

    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// A new random UUID.
    pub fn id(&self) -> String {
        base::uuid(&*self.random)
    }

    /// A closure that goes on after a refusal does not commit: the refusal is kept.
    pub(crate) fn set(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) -> Result<(), Error> {
        let refuse = |what, bytes: usize, limit: usize| {
            Err(Error::TooLarge { what, bytes: bytes as u64, limit: limit as u64 })
        };
        let value_bytes = value.as_ref().map_or(0, Vec::len);
        let bytes = self.read.own.bytes() + key.len() + value_bytes;
        let rows = self.read.own.len() + 1;
        let verdict = if key.len() > limit::KEY_BYTES_MAX {
            refuse("a key", key.len(), limit::KEY_BYTES_MAX)
        } else if value_bytes > limit::VALUE_BYTES_MAX {
            refuse("a value", value_bytes, limit::VALUE_BYTES_MAX)
        } else if bytes > limit::TRANSACTION_BYTES_MAX {
            refuse("a transaction", bytes, limit::TRANSACTION_BYTES_MAX)
        } else if rows > limit::TRANSACTION_ROWS_MAX {
            refuse("a transaction's row count", rows, limit::TRANSACTION_ROWS_MAX)
        } else {
            Ok(())
        };
        match &verdict {
            Ok(()) => self.read.own.set(key, value),
            Err(error) => self.refused = Some(error.clone()),
        }
        verdict
    }

    pub(crate) fn touch_feed(&mut self, name: &'static str, partition: &[u8], sequence: u64) {
        self.own_touched.feeds.push((name, partition.to_vec(), sequence));
    }

    pub(crate) fn touch_timer(&mut self, name: &'static str) {
        if !self.own_touched.timers.contains(&name) {
            self.own_touched.timers.push(name);
        }
    }

    // What the writer does between closures and between groups.

    pub(crate) fn begin(&mut self, now: Timestamp) {
        self.read.now = now;
        self.reject();
    }

    /// What was refused, where the closure wrote beyond a limit and did not mind.
    pub(crate) fn refusal(&mut self) -> Option<Error> {
        self.refused.take()
    }

    pub(crate) fn accept(&mut self) {
        self.read.group.absorb(&mut self.read.own);
        self.group_touched.absorb(&mut self.own_touched);
    }

    pub(crate) fn reject(&mut self) {
        self.read.own.clear();
        self.own_touched.clear();
        self.refused = None;
    }

    pub(crate) fn group_bytes(&self) -> usize {
        self.read.group.bytes()
    }

    /// Takes the group out, to be committed over `snapshot`, and lays it over that as in flight.
    pub(crate) fn hand_over(&mut self, snapshot: Arc<dyn Snapshot>) -> (Arc<Overlay>, Touched) {
        let group = Arc::new(std::mem::take(&mut self.read.group));
        self.read.snapshot = snapshot;
        self.read.in_flight = Some(group.clone());
        (group, std::mem::take(&mut self.group_touched))
    }

    /// Nothing is in flight any more: `snapshot` holds it all.
    pub(crate) fn settle(&mut self, snapshot: Arc<dyn Snapshot>) {
        self.read.snapshot = snapshot;
        self.read.in_flight = None;
    }
}
