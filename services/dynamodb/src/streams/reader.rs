//! Reading a shard: a page of records, and waiting for more. What GetRecords does for a caller, and
//! what an event source does in process, without iterators and without asking again and again. The
//! event of a function spells `userIdentity`'s members in lower case, and is otherwise the same.

use wire::{Map, Shaped, Value};

use super::api::{AttributeValue, Identity, Record, StreamRecord, TrimmedDataAccessException};
use super::change::{By, Change};
use super::iterator::sequence_text;
use super::{Description, state};
use crate::attr::Item;
use crate::convert;
use crate::error::from_store;
use crate::state::Dynamodb;

/// Bytes of a page's records (DynamoDB API reference, GetRecords: 1 MB).
const PAGE_BYTES_MAX: usize = 1024 * 1024;

/// Records of a shard, and where it goes on.
pub struct Page {
    pub records: Vec<Record>,
    pub after: u64,
    /// Nothing comes after: the stream is off and all of the shard was read.
    pub is_end: bool,
}

/// The shards of the stream of an ARN, for who reads it in process.
pub struct Source {
    stream: Description,
}

impl Source {
    pub fn find(dynamodb: &Dynamodb, arn: &str) -> Result<Source, wire::Error> {
        Ok(Source { stream: dynamodb.stream(arn)? })
    }

    pub fn shards(&self) -> std::ops::Range<u8> {
        0..self.stream.shards
    }

    /// The last sequence number of a shard: where `LATEST` begins. `TRIM_HORIZON` is 0.
    pub fn last(&self, dynamodb: &Dynamodb, shard: u8) -> Result<u64, wire::Error> {
        dynamodb.store.read(|tx| state::last(tx, &self.stream, shard)).map_err(from_store)
    }

    /// Records after one, those that are too old left out.
    pub fn read(
        &self,
        dynamodb: &Dynamodb,
        shard: u8,
        after: u64,
        limit: usize,
    ) -> Result<Page, wire::Error> {
        read(dynamodb, &self.stream, shard, after, limit)
    }

    /// Completes when the shard has a record after one.
    pub fn wait(&self, dynamodb: &Dynamodb, shard: u8, after: u64) -> store::Wait {
        state::wait(&dynamodb.store, &self.stream, shard, after)
    }
}

pub fn read(
    dynamodb: &Dynamodb,
    stream: &Description,
    shard: u8,
    after: u64,
    limit: usize,
) -> Result<Page, wire::Error> {
    let read = |tx: &store::ReadTx| -> Result<Page, store::Error> {
        let mut page = Page { records: Vec::new(), after, is_end: false };
        let mut bytes = 0;
        for entry in state::records(tx, stream, shard, after)?.take(limit) {
            let entry = entry?;
            let size = size(&entry.payload);
            if bytes + size > PAGE_BYTES_MAX && !page.records.is_empty() {
                break;
            }
            bytes += size;
            page.after = entry.sequence;
            page.records.push(shown(stream, shard, entry, size));
        }
        let last = state::last(tx, stream, shard)?;
        if page.records.is_empty() {
            page.after = page.after.max(last);
        }
        page.is_end = stream.ended.is_some() && page.after >= last;
        Ok(page)
    };
    dynamodb.store.read(read).map_err(from_store)
}

/// Refuses a place whose next record is not there any more.
pub fn check_trimmed(
    dynamodb: &Dynamodb,
    stream: &Description,
    shard: u8,
    after: u64,
) -> Result<(), wire::Error> {
    let first = dynamodb.store.read(|tx| state::first(tx, stream, shard)).map_err(from_store)?;
    if after + 1 < first {
        return Err(TrimmedDataAccessException::error(
            "The operation attempted to read past the oldest stream record in a shard.",
        ));
    }
    Ok(())
}

/// Bytes of a record: those of its key and of its images.
fn size(change: &Change) -> usize {
    let image = |item: &Option<Item>| item.as_ref().map_or(0, Item::size);
    change.keys.size() + image(&change.new) + image(&change.old)
}

fn shown(stream: &Description, shard: u8, entry: store::Entry<Change>, size: usize) -> Record {
    let store::Entry { sequence, at, payload: change } = entry;
    let whole_seconds = base::Timestamp(at.seconds() * 1000);
    let mut record = StreamRecord::new()
        .with_approximate_creation_date_time(whole_seconds)
        .with_keys(image(change.keys))
        .with_sequence_number(sequence_text(shard, sequence))
        .with_size_bytes(size as i64)
        .with_stream_view_type(stream.view.clone());
    record.set_new_image(change.new.map(image));
    record.set_old_image(change.old.map(image));
    let mut shown = Record::new()
        .with_event_id(event_id(stream, shard, sequence))
        .with_event_name(change.kind.name())
        .with_event_version("1.1")
        .with_event_source("aws:dynamodb")
        .with_aws_region(stream.region.clone())
        .with_dynamodb(record);
    if change.by == By::TimeToLive {
        let identity =
            Identity::new().with_type("Service").with_principal_id("dynamodb.amazonaws.com");
        shown.set_user_identity(Some(identity));
    }
    shown
}

/// 32 digits that name this record and no other, the same each time that it is read.
fn event_id(stream: &Description, shard: u8, sequence: u64) -> String {
    let stream = crate::key::stable_hash(&stream.partition(shard));
    format!("{stream:016x}{:016x}", crate::key::stable_hash(&sequence.to_be_bytes()) ^ stream)
}

fn image(item: Item) -> Map<AttributeValue> {
    let value = Value::Map(item.into_iter().map(|(name, attr)| (name, value(attr))).collect());
    Map::from_value(value).unwrap_or_default()
}

/// The two models say the same of values.
fn value(attr: crate::attr::Attr) -> Value {
    convert::value(attr).into_value()
}
