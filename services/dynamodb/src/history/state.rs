//! The history as the store keeps it.

use store::{Corrupt, Direction, Fields, Put, Range, ReadTx, Record, Table as Rows, WriteTx};

use crate::attr::Item;
use crate::record::Encoded;

/// By the history's space, the day, the item's key and the millisecond.
type Key = (u64, u64, &'static [u8], u64);

static HISTORY: Rows<Key, Old> = Rows::new("dynamodb.history");

/// What an item was; none where there was no item.
pub struct Old(pub Option<Encoded>);

/// An item's key, when it changed, and what it was before.
pub type Entry = (Vec<u8>, u64, Old);

/// Keeps what an item was before it changed. Of several changes within a millisecond the first one
/// knows what was before.
pub fn keep(
    tx: &mut WriteTx,
    key: (u64, u64, &[u8], u64),
    old: Option<&Item>,
) -> Result<(), store::Error> {
    if tx.contains(&HISTORY, key)? {
        return Ok(());
    }
    tx.put(&HISTORY, key, &Old(old.map(Encoded::of)))
}

/// A day's entries in the order of their keys and times.
pub fn of_day(
    tx: &ReadTx,
    space: u64,
    day: u64,
) -> Result<impl Iterator<Item = Result<Entry, store::Error>> + '_, store::Error> {
    let rows = tx.scan(&HISTORY, Range::prefix((space, day)), Direction::Forward)?;
    Ok(rows.map(|row| row.map(|((_, _, key, at), old)| (key, at, old))))
}

/// Takes away some of a day; whether that was all.
pub fn forget_some(
    tx: &mut WriteTx,
    space: u64,
    day: u64,
    rows_max: usize,
) -> Result<bool, store::Error> {
    take_away(tx, Range::prefix((space, day)), rows_max)
}

/// Takes away some of a whole history; whether that was all.
pub fn clear_some(tx: &mut WriteTx, space: u64, rows_max: usize) -> Result<bool, store::Error> {
    take_away(tx, Range::prefix((space,)), rows_max)
}

fn take_away(tx: &mut WriteTx, range: Range<Key>, rows_max: usize) -> Result<bool, store::Error> {
    let rows = tx.scan(&HISTORY, range, Direction::Forward)?.take(rows_max);
    let keys = rows.map(|row| row.map(|(key, _)| key)).collect::<Result<Vec<_>, _>>()?;
    for (space, day, key, at) in &keys {
        tx.delete(&HISTORY, (*space, *day, key.as_slice(), *at))?;
    }
    Ok(keys.len() < rows_max)
}

impl Record for Old {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_option(self.0.as_ref(), |out, item| out.put_bytes(item.bytes()));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Old, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let item = fields.option(|fields| fields.bytes().map(<[u8]>::to_vec))?;
        Ok(Old(item.map(Encoded::from_bytes)))
    }
}
