//! Indexes follow their table: what an item's change does to its entries, in its own transaction.

use std::borrow::Cow;

use store::WriteTx;

use crate::attr::Item;
use crate::counts::Counts;
use crate::error::from_store;
use crate::index::{Index, Projected};
use crate::key::Schema;
use crate::record::Encoded;
use crate::request::units_of_write;
use crate::state::Live;
use crate::write::IndexEffect;

/// What an item has in an index.
struct Entry<'a> {
    key: Vec<u8>,
    item: Cow<'a, Item>,
}

impl<'a> Entry<'a> {
    fn of(index: &Index, table: &Schema, key: &[u8], item: &'a Item) -> Option<Entry<'a>> {
        let key = index.key_of(item, key)?;
        let item = match index.projection {
            Projected::All => Cow::Borrowed(item),
            _ => Cow::Owned(index.project(table, item)),
        };
        Some(Entry { key, item })
    }
}

/// Writes what has changed in the table's indexes. `new` comes with its bytes.
pub fn maintain(
    tx: &mut WriteTx,
    live: &Live,
    key: &[u8],
    old: Option<&Item>,
    new: Option<(&Item, &Encoded)>,
) -> Result<Vec<IndexEffect>, wire::Error> {
    let table = &live.table;
    if let Some((new, _)) = new {
        table.check_indexes(old, new)?;
    }
    let mut effects = Vec::with_capacity(table.indexes.len());
    for (at, index) in table.indexes.iter().enumerate() {
        let old = old.and_then(|item| Entry::of(index, &table.schema, key, item));
        let entry = new.and_then(|(item, _)| Entry::of(index, &table.schema, key, item));
        let encoded =
            new.map(|(_, encoded)| encoded).filter(|_| index.projection == Projected::All);
        effects.push(follow(tx, live, at, old, entry, encoded).map_err(from_store)?);
    }
    Ok(effects)
}

/// The index at a place in the table's list. `encoded` is the new entry's content where it is the
/// whole item's.
fn follow(
    tx: &mut WriteTx,
    live: &Live,
    at: usize,
    old: Option<Entry<'_>>,
    new: Option<Entry<'_>>,
    encoded: Option<&Encoded>,
) -> Result<IndexEffect, store::Error> {
    let index = &live.table.indexes[at];
    let size = |entry: &Option<Entry<'_>>| entry.as_ref().map_or(0, |entry| entry.item.size());
    let (old_size, new_size) = (size(&old), size(&new));
    let stays = match (&old, &new) {
        (Some(old), Some(new)) => old.key == new.key,
        _ => false,
    };
    let is_same = stays && old.as_ref().map(|e| &e.item) == new.as_ref().map(|e| &e.item);
    if is_same && !index.is_filling {
        return Ok(IndexEffect::default());
    }
    let mut effect = IndexEffect::default();
    if stays {
        effect.units = units_of_write(old_size.max(new_size));
    } else {
        effect.units += old.as_ref().map_or(0.0, |_| units_of_write(old_size));
        effect.units += new.as_ref().map_or(0.0, |_| units_of_write(new_size));
    }
    if let Some(old) = &old {
        // The entry of an item that was there before the index is perhaps still to be made.
        let exists = !index.is_filling || Live::has_entry(tx, index, &old.key)?;
        if exists {
            let counts = Counts { items: -1, bytes: -(old_size as i64) };
            effect.counts = effect.counts + live.added_to_index(at, &old.key, counts);
            if !stays {
                Live::delete_entry(tx, index, &old.key)?;
            }
        }
    }
    if let Some(new) = &new {
        let counts = Counts { items: 1, bytes: new_size as i64 };
        effect.counts = effect.counts + live.added_to_index(at, &new.key, counts);
        match encoded {
            Some(encoded) => Live::put_entry(tx, index, &new.key, encoded)?,
            None => Live::put_entry(tx, index, &new.key, &Encoded::of(&new.item))?,
        }
    }
    Ok(effect)
}
