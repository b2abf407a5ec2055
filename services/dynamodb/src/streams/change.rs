//! One record: what happened to one item, with as much of it as the stream's view shows.

use store::{Corrupt, Fields, Put, Record, WriteTx};

use super::state;
use crate::attr::Item;
use crate::codec;
use crate::table::{Stream, Table};

/// Who changed the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Caller,
    /// Its time to live was over.
    TimeToLive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Insert,
    Modify,
    Remove,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Insert => "INSERT",
            Kind::Modify => "MODIFY",
            Kind::Remove => "REMOVE",
        }
    }
}

/// A record as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    pub by: By,
    pub keys: Item,
    pub new: Option<Item>,
    pub old: Option<Item>,
}

/// A record's bytes, as they are written.
pub struct Written(Vec<u8>);

/// Adds the record of a change, in the change's own transaction. What changed nothing has none.
pub fn append(
    tx: &mut WriteTx,
    table: &Table,
    stream: &Stream,
    key: &[u8],
    (old, new): (Option<&Item>, Option<&Item>),
    by: By,
) -> Result<(), store::Error> {
    let kind = match (old, new) {
        (None, None) => return Ok(()),
        (Some(old), Some(new)) if old == new => return Ok(()),
        (None, Some(_)) => Kind::Insert,
        (Some(_), Some(_)) => Kind::Modify,
        (Some(_), None) => Kind::Remove,
    };
    let Some(either) = new.or(old) else { return Ok(()) };
    let shows_new = matches!(&*stream.view, "NEW_IMAGE" | "NEW_AND_OLD_IMAGES");
    let shows_old = matches!(&*stream.view, "OLD_IMAGE" | "NEW_AND_OLD_IMAGES");
    let keys = table.schema.key_of(either);
    let written =
        Written::of(kind, by, &keys, new.filter(|_| shows_new), old.filter(|_| shows_old));
    state::append(tx, table, stream, shard(key, state::shards(table)), &written)
}

/// The shard of a key: keys begin with a hash of their partition key.
fn shard(key: &[u8], shards: u8) -> u8 {
    let hash = u16::from(key.first().copied().unwrap_or_default());
    ((hash * u16::from(shards)) >> 8) as u8
}

impl Written {
    fn of(kind: Kind, by: By, keys: &Item, new: Option<&Item>, old: Option<&Item>) -> Written {
        let mut out = Vec::new();
        out.put_u8(match kind {
            Kind::Insert => 0,
            Kind::Modify => 1,
            Kind::Remove => 2,
        });
        out.put_bool(by == By::TimeToLive);
        put_item(&mut out, keys);
        out.put_option(new, put_item);
        out.put_option(old, put_item);
        Written(out)
    }
}

fn put_item(out: &mut Vec<u8>, item: &Item) {
    let mut bytes = Vec::new();
    codec::encode(item, &mut bytes);
    out.put_bytes(&bytes);
}

impl Record for Written {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Written, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        Ok(Written(bytes.to_vec()))
    }
}

impl Record for Change {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let Change { kind, by, keys, new, old } = self;
        out.extend(Written::of(*kind, *by, keys, new.as_ref(), old.as_ref()).0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Change, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let kind = match fields.u8()? {
            0 => Kind::Insert,
            1 => Kind::Modify,
            2 => Kind::Remove,
            _ => return Err(Corrupt("a kind of change")),
        };
        let by = if fields.bool()? { By::TimeToLive } else { By::Caller };
        let keys = item(&mut fields)?;
        let new = fields.option(item)?;
        let old = fields.option(item)?;
        Ok(Change { kind, by, keys, new, old })
    }
}

fn item(fields: &mut Fields<'_>) -> Result<Item, Corrupt> {
    codec::decode(fields.bytes()?).map_err(|codec::Corrupt| Corrupt("an item"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_one_of_the_shards() {
        for (count, keys) in [(1, 256), (2, 128), (4, 64)] {
            let shards: Vec<u8> = (0..=255u8).map(|first| shard(&[first, 7], count)).collect();
            for each in 0..count {
                assert_eq!(shards.iter().filter(|shard| **shard == each).count(), keys);
            }
        }
    }
}
