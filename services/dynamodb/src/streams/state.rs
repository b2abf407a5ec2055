//! What is kept of streams: the list of them, and their records.

use std::time::Duration;

use base::Timestamp;
use store::{Corrupt, Direction, Feed, Fields, Put, Range, ReadTx, Record, Table as Rows, WriteTx};

use super::change::{Change, Written};
use super::{Named, SHARDS_MAX, arn};
use crate::attr::Type;
use crate::key::{Part, Schema};
use crate::resource_policy;
use crate::state::{self, TableKey};
use crate::table::{Billing, Stream, Table};
use crate::tend;

/// Streams by account, region, table and label; those that are switched off, too.
static STREAMS: Rows<(&str, &str, &str, &str), Row> = Rows::new("dynamodb.streams");
/// Records of a stream's shard. The same entries, as they are read and as they are written:
static CHANGES: Feed<Change> = Feed::new("dynamodb.stream");
static WRITTEN: Feed<Written> = Feed::new("dynamodb.stream");

/// How long a record can be read (DynamoDB developer guide, "Streams": 24 hours).
pub const RETENTION: Duration = Duration::from_hours(24);
/// A table's fact: the label of the last stream that it had.
pub const LATEST: &str = "stream.latest";
/// A table's fact: how many shards its stream has.
const COUNT: &str = "stream.shards";
/// Units of a partition of a table; each partition's changes are a shard's (DynamoDB developer
/// guide, "Partitions and data distribution").
const PARTITION_READS: u64 = 3_000;
const PARTITION_WRITES: u64 = 1_000;
/// How often old records are looked for.
const TRIM_EVERY: Duration = Duration::from_mins(10);
/// Records that one transaction takes away, of all streams together: a few milliseconds of the
/// writer. What is taken away weighs its key only, so it is far from the store's limits.
const TRIM_RECORDS: usize = 1000;
/// What a stream counts for that is taken away with its last records: its shards and itself.
const STREAM_ROWS: usize = SHARDS_MAX as usize + 2;

/// A stream as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    space: u64,
    created: Timestamp,
    view: String,
    schema: Schema,
    ended: Option<Timestamp>,
    shards: u8,
}

/// A stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    pub account: String,
    pub region: String,
    pub table: String,
    pub label: String,
    pub view: String,
    pub created: Timestamp,
    pub schema: Schema,
    /// When it was switched off.
    pub ended: Option<Timestamp>,
    pub shards: u8,
    space: u64,
}

impl Description {
    pub fn arn(&self) -> String {
        arn(&state::arn(&self.account, &self.region, &self.table), &self.label)
    }

    pub fn partition(&self, shard: u8) -> Vec<u8> {
        partition(self.space, self.created, shard)
    }

    fn of(key: (String, String, String, String), row: Row) -> Description {
        let (account, region, table, label) = key;
        let Row { space, created, view, schema, ended, shards } = row;
        Description { account, region, table, label, view, created, schema, ended, shards, space }
    }
}

/// A shard's partition of the feed. No two streams of one space were switched on at one time.
fn partition(space: u64, created: Timestamp, shard: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(17);
    bytes.extend(space.to_be_bytes());
    bytes.extend(created.millis().to_be_bytes());
    bytes.push(shard);
    bytes
}

/// How many shards the stream of a table has from its beginning on: as many as AWS would have
/// partitions of the table.
fn count(table: &Table) -> u8 {
    match table.billing {
        Billing::PayPerRequest => SHARDS_MAX,
        Billing::Provisioned { read, write } => {
            let share =
                read as f64 / PARTITION_READS as f64 + write as f64 / PARTITION_WRITES as f64;
            share.ceil().clamp(1.0, f64::from(SHARDS_MAX)) as u8
        }
    }
}

/// How many shards a table's stream has.
pub fn shards(table: &Table) -> u8 {
    table.facts.get(COUNT).and_then(|count| count.parse().ok()).unwrap_or(SHARDS_MAX)
}

/// Switches a stream on, for a table whose space is known. Its time may be made later, so that it
/// differs from that of every earlier stream of the table.
pub fn begin(
    tx: &mut WriteTx,
    key: &TableKey,
    table: &mut Table,
    view: String,
) -> Result<(), store::Error> {
    let mut created = tx.now();
    while tx.contains(&STREAMS, (&key.0, &key.1, &key.2, &super::label(created)))? {
        created = Timestamp(created.millis() + 1);
    }
    let label = super::label(created);
    let row = Row {
        space: table.space,
        created,
        view: view.clone(),
        schema: table.schema.clone(),
        ended: None,
        shards: count(table),
    };
    table.facts.insert(COUNT.to_owned(), row.shards.to_string());
    tx.put(&STREAMS, (&key.0, &key.1, &key.2, &label), &row)?;
    table.facts.insert(LATEST.to_owned(), label.clone());
    table.stream = Some(Stream { view, label, created });
    tend::trim_later(tx)
}

/// Switches a stream off. Its records can still be read until they are old.
pub fn end(tx: &mut WriteTx, key: &TableKey, label: &str) -> Result<(), store::Error> {
    let row_key = (&*key.0, &*key.1, &*key.2, label);
    if let Some(mut row) = tx.get(&STREAMS, row_key)? {
        row.ended = Some(tx.now());
        tx.put(&STREAMS, row_key, &row)?;
    }
    Ok(())
}

pub fn get(
    tx: &ReadTx,
    key: (&str, &str, &str, &str),
) -> Result<Option<Description>, store::Error> {
    let owned = (key.0.to_owned(), key.1.to_owned(), key.2.to_owned(), key.3.to_owned());
    Ok(tx.get(&STREAMS, key)?.map(|row| Description::of(owned, row)))
}

/// Streams of one account and region in their order: of one table or all, after one or from the
/// beginning, `limit` at most.
pub fn list(
    tx: &ReadTx,
    (account, region): (&str, &str),
    table: Option<&str>,
    after: Option<&Named>,
    limit: usize,
) -> Result<Vec<Description>, store::Error> {
    let mut range = match table {
        Some(table) => Range::prefix((account, region, table)),
        None => Range::prefix((account, region)),
    };
    if let Some(after) = after {
        range = range.after(after.key());
    }
    let rows = tx.scan(&STREAMS, range, Direction::Forward)?;
    rows.take(limit).map(|row| row.map(|(key, row)| Description::of(key, row))).collect()
}

/// Adds a record to the shard of a key's hash.
pub fn append(
    tx: &mut WriteTx,
    table: &Table,
    stream: &Stream,
    shard: u8,
    written: &Written,
) -> Result<(), store::Error> {
    tx.append(&WRITTEN, &partition(table.space, stream.created, shard), written).map(|_| ())
}

/// The last sequence number of a shard; 0 where there was none.
pub fn last(tx: &ReadTx, stream: &Description, shard: u8) -> Result<u64, store::Error> {
    tx.feed_last(&CHANGES, &stream.partition(shard))
}

/// The first sequence number that a shard still holds, or will hold.
pub fn first(tx: &ReadTx, stream: &Description, shard: u8) -> Result<u64, store::Error> {
    let partition = stream.partition(shard);
    match tx.feed_first(&CHANGES, &partition)? {
        Some(first) => Ok(first),
        None => Ok(tx.feed_last(&CHANGES, &partition)? + 1),
    }
}

/// Records of a shard after one, in their order, read as they are asked for.
pub fn records<'a>(
    tx: &'a ReadTx,
    stream: &Description,
    shard: u8,
    after: u64,
) -> Result<impl Iterator<Item = Result<store::Entry<Change>, store::Error>> + 'a, store::Error> {
    tx.feed_entries(&CHANGES, &stream.partition(shard), after)
}

/// Completes when a shard holds a record after `after`.
pub fn wait(store: &store::Store, stream: &Description, shard: u8, after: u64) -> store::Wait {
    store.wait(&CHANGES, &stream.partition(shard), after)
}

/// When streams are to be looked at again for what is too old.
pub fn next_trim(now: Timestamp) -> Timestamp {
    now.plus(TRIM_EVERY)
}

/// Takes away records that are too old, and streams that are off and empty; whether that was all
/// of them.
pub fn trim(tx: &mut WriteTx) -> Result<bool, store::Error> {
    let horizon = Timestamp(tx.now().millis() - RETENTION.as_millis() as i64);
    let rows = tx.scan(&STREAMS, Range::all(), Direction::Forward)?;
    let streams: Vec<Description> = rows
        .map(|row| row.map(|(key, row)| Description::of(key, row)))
        .collect::<Result<_, _>>()?;
    let mut left = TRIM_RECORDS;
    for stream in streams {
        let gone = stream.ended.is_some_and(|ended| ended < horizon);
        for shard in 0..stream.shards {
            let partition = stream.partition(shard);
            let old = old(tx, &partition, horizon, left)?;
            left -= tx.feed_trim(&CHANGES, &partition, old, left)?.min(left);
            if left == 0 {
                return Ok(false);
            }
            if gone {
                tx.feed_forget(&CHANGES, &partition)?;
            }
        }
        if gone {
            resource_policy::drop_with(tx, &stream.arn())?;
            let Description { account, region, table, label, .. } = &stream;
            tx.delete(&STREAMS, (account, region, table, label))?;
            left = left.saturating_sub(STREAM_ROWS);
            if left == 0 {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// The last of a partition's next records to trim, `limit` at most, that is too old; 0 where none
/// is.
fn old(
    tx: &ReadTx,
    partition: &[u8],
    horizon: Timestamp,
    limit: usize,
) -> Result<u64, store::Error> {
    let mut old = 0;
    for entry in tx.feed_entries(&WRITTEN, partition, 0)?.take(limit) {
        let entry = entry?;
        if entry.at >= horizon {
            break;
        }
        old = entry.sequence;
    }
    Ok(old)
}

/// The first version had no number of shards: there were four.
impl Record for Row {
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.space);
        out.put_i64(self.created.millis());
        out.put_text(&self.view);
        let parts: Vec<&Part> = self.schema.parts().collect();
        out.put_list(parts.into_iter(), |out, part| {
            out.put_text(&part.name);
            out.put_text(part.kind.code());
        });
        out.put_option(self.ended, |out, ended| out.put_i64(ended.millis()));
        out.put_u8(self.shards);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Row, Corrupt> {
        if !(1..=2).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let space = fields.u64()?;
        let created = Timestamp(fields.i64()?);
        let view = fields.string()?;
        let parts = fields.list(|fields| {
            let name = fields.string()?;
            let kind = Type::of_code(fields.text()?).ok_or(Corrupt("a type"))?;
            Ok(Part { name, kind })
        })?;
        let mut parts = parts.into_iter();
        let schema = Schema { hash: parts.next().ok_or(Corrupt("a key"))?, range: parts.next() };
        let ended = fields.option(|fields| fields.i64().map(Timestamp))?;
        let shards = if version == 1 { SHARDS_MAX } else { fields.u8()? };
        Ok(Row { space, created, view, schema, ended, shards })
    }
}
