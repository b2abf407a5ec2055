//! Feeds: durable, ordered changes. Each partition of a feed is a sequence of its own: 1, 2, 3 ...
//! without gaps, in the order of the commits, and it never starts again, even when trimmed.

use crate::error::Error;
use crate::fields::{Fields, Put};
use crate::key::Key;
use crate::record::{self, Corrupt, Record};
use crate::table::{Bounds, Direction, check_name, kind, physical};
use crate::tx::{ReadTx, WriteTx, damaged};
use base::Timestamp;
use std::marker::PhantomData;
use std::ops::Bound;

/// Made once, as a `static`: `static CHANGES: Feed<Change> = Feed::new("dynamodb.stream");`
pub struct Feed<V> {
    pub(crate) name: &'static str,
    types: PhantomData<fn() -> V>,
}

impl<V: Record> Feed<V> {
    pub const fn new(name: &'static str) -> Feed<V> {
        check_name(name);
        Feed { name, types: PhantomData }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<V> {
    pub sequence: u64,
    /// The time of the transaction that appended it.
    pub at: Timestamp,
    pub payload: V,
}

/// An entry as it is stored: its time before the payload, which has a version of its own.
struct Stored(Timestamp, Vec<u8>);

impl Record for Stored {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.0.0);
        out.extend(&self.1);
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Self, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Stored(Timestamp(fields.i64()?), fields.rest().to_vec()))
    }
}

fn head_key(name: &str, partition: &[u8]) -> Vec<u8> {
    let mut key = physical(kind::FEED_HEAD, name, partition.len());
    key.extend(partition);
    key
}

fn entries_of(name: &str, partition: &[u8]) -> Vec<u8> {
    let mut key = physical(kind::FEED_ENTRY, name, partition.len() + 10);
    <&[u8] as Key>::encode(partition, &mut key);
    key
}

fn entry_key(name: &str, partition: &[u8], sequence: u64) -> Vec<u8> {
    let mut key = entries_of(name, partition);
    <u64 as Key>::encode(sequence, &mut key);
    key
}

fn bounds_after(name: &str, partition: &[u8], after: u64) -> Bounds {
    let whole = Bounds::starting_with(&entries_of(name, partition));
    Bounds { lower: Bound::Excluded(entry_key(name, partition, after)), ..whole }
}

fn sequence_of(name: &str, key: &[u8]) -> Result<u64, Error> {
    let start = key.len().saturating_sub(8);
    <u64 as Key>::decode(&mut &key[start..]).map_err(|error| damaged(name, error))
}

impl ReadTx {
    /// The last sequence number ever given in a partition; 0 where there was none.
    pub fn feed_last<V: Record>(&self, feed: &Feed<V>, partition: &[u8]) -> Result<u64, Error> {
        Ok(self.get_physical(feed.name, &head_key(feed.name, partition))?.unwrap_or(0))
    }

    /// The oldest entry that is still there.
    pub fn feed_first<V: Record>(
        &self,
        feed: &Feed<V>,
        partition: &[u8],
    ) -> Result<Option<u64>, Error> {
        let bounds = bounds_after(feed.name, partition, 0);
        let first = self.rows(&bounds, Direction::Forward)?.next().transpose()?;
        first.map(|(key, _)| sequence_of(feed.name, &key)).transpose()
    }

    /// Entries after `after`, the oldest first, `limit` at most.
    pub fn feed_read<V: Record>(
        &self,
        feed: &Feed<V>,
        partition: &[u8],
        after: u64,
        limit: usize,
    ) -> Result<Vec<Entry<V>>, Error> {
        self.feed_entries(feed, partition, after)?.take(limit).collect()
    }

    /// Entries after `after`, the oldest first, read as they are asked for.
    pub fn feed_entries<'a, V: Record>(
        &'a self,
        feed: &Feed<V>,
        partition: &[u8],
        after: u64,
    ) -> Result<impl Iterator<Item = Result<Entry<V>, Error>> + use<'a, V>, Error> {
        let name = feed.name;
        let rows = self.rows(&bounds_after(name, partition, after), Direction::Forward)?;
        Ok(rows.map(move |row| {
            let (key, value) = row?;
            let corrupt = |error| damaged(name, error);
            let Stored(at, bytes) = record::decode(&value).map_err(corrupt)?;
            let payload = record::decode(&bytes).map_err(corrupt)?;
            Ok(Entry { sequence: sequence_of(name, &key)?, at, payload })
        }))
    }
}

impl WriteTx {
    /// Adds an entry and gives its sequence number. The commit wakes who waits for it.
    pub fn append<V: Record>(
        &mut self,
        feed: &Feed<V>,
        partition: &[u8],
        payload: &V,
    ) -> Result<u64, Error> {
        let sequence = self.feed_last(feed, partition)? + 1;
        let entry = Stored(self.now(), record::encode(payload));
        self.set(entry_key(feed.name, partition, sequence), Some(record::encode(&entry)))?;
        self.set(head_key(feed.name, partition), Some(record::encode(&sequence)))?;
        self.touch_feed(feed.name, partition, sequence);
        Ok(sequence)
    }

    /// Deletes the oldest entries up to and with `through`, `limit` at most. Says how many: as many
    /// as the limit means that there may be more, for another transaction.
    pub fn feed_trim<V: Record>(
        &mut self,
        feed: &Feed<V>,
        partition: &[u8],
        through: u64,
        limit: usize,
    ) -> Result<usize, Error> {
        let whole = bounds_after(feed.name, partition, 0);
        let upper = Bound::Included(entry_key(feed.name, partition, through));
        let bounds = Bounds { upper, ..whole };
        if through == 0 {
            return Ok(0);
        }
        let rows = self.rows(&bounds, Direction::Forward)?.take(limit);
        let keys = rows.map(|row| row.map(|(key, _)| key)).collect::<Result<Vec<_>, _>>()?;
        let count = keys.len();
        for key in keys {
            self.set(key, None)?;
        }
        Ok(count)
    }

    /// Forgets that a partition was ever there; its entries must have been trimmed before. One that
    /// is made again under the same name starts at 1.
    pub fn feed_forget<V: Record>(
        &mut self,
        feed: &Feed<V>,
        partition: &[u8],
    ) -> Result<(), Error> {
        self.set(head_key(feed.name, partition), None)
    }
}
