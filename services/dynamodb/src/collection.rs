//! Item collections: what a table with local indexes has under one partition key, its items and
//! their entries together. Such a collection has an end, and a request may ask how near it is.

use store::WriteTx;
use wire::Map;

use crate::api::{AttributeValue, ItemCollectionMetrics, ItemCollectionSizeLimitExceededException};
use crate::attr::Item;
use crate::convert;
use crate::error::from_store;
use crate::index::Kind;
use crate::state::{Live, collection, put_collection};
use crate::write::IndexEffect;

/// Bytes of a collection (DynamoDB quotas, "item collection").
const BYTES_MAX: u64 = 10 * GIGABYTE;
const GIGABYTE: u64 = 1024 * 1024 * 1024;

/// Adds what a change of an item added to its collection; how large that is now. None where the
/// table has no local index.
pub fn grow(
    tx: &mut WriteTx,
    live: &Live,
    (old, new): (Option<&Item>, Option<&Item>),
    indexes: &[IndexEffect],
) -> Result<Option<u64>, wire::Error> {
    let table = &live.table;
    if table.indexes.iter().all(|index| index.kind == Kind::Global) {
        return Ok(None);
    }
    let hash = new.or(old).and_then(|item| item.get(&table.schema.hash.name));
    let Some(hash) = hash else { return Ok(None) };
    let partition = table.schema.partition(hash)?;
    let size = |item: Option<&Item>| item.map_or(0, Item::size) as i64;
    let local = table.indexes.iter().zip(indexes).filter(|(index, _)| index.kind == Kind::Local);
    let entries: i64 = local.map(|(_, effect)| effect.counts.all.bytes).sum();
    let change = size(new) - size(old) + entries;
    let before = collection(tx, table.space, &partition).map_err(from_store)?;
    let after = grown(before, change)?;
    if after != before {
        put_collection(tx, table.space, &partition, after).map_err(from_store)?;
    }
    Ok(Some(after))
}

/// A collection's size after a change; what is too large may only shrink.
fn grown(before: u64, change: i64) -> Result<u64, wire::Error> {
    let after = before.saturating_add_signed(change);
    if change > 0 && after > BYTES_MAX {
        return Err(ItemCollectionSizeLimitExceededException::error("Collection size exceeded."));
    }
    Ok(after)
}

/// The partition key of an item or a key, where a request asks for its collection's size.
pub fn asked(option: Option<&str>, live: &Live, item: &Item) -> Option<Item> {
    let has_local = live.table.indexes.iter().any(|index| index.kind == Kind::Local);
    if option != Some("SIZE") || !has_local {
        return None;
    }
    let name = &live.table.schema.hash.name;
    Some([(name.as_str(), item.get(name)?.clone())].into_iter().collect())
}

/// What is answered of a collection.
pub fn metrics(key: Item, size: Option<u64>) -> ItemCollectionMetrics {
    let lower = (size.unwrap_or(0) / GIGABYTE) as f64;
    let key: Map<AttributeValue> = convert::map(key);
    ItemCollectionMetrics::new()
        .with_item_collection_key(key)
        .with_size_estimate_range_gb(vec![lower, lower + 1.0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attr::Attr;

    #[test]
    fn a_collection_ends_at_ten_gigabytes() {
        assert_eq!(grown(BYTES_MAX - 5, 5).unwrap(), BYTES_MAX);
        assert!(grown(BYTES_MAX - 5, 6).is_err());
        assert_eq!(grown(BYTES_MAX + 9, -1).unwrap(), BYTES_MAX + 8);
        assert_eq!(grown(3, -5).unwrap(), 0);
    }

    #[test]
    fn its_size_is_told_within_a_gigabyte() {
        let key = || Item::from_iter([("p", Attr::from("a"))]);
        for (size, range) in [(0, [0.0, 1.0]), (3 * GIGABYTE + 1, [3.0, 4.0])] {
            let shown = metrics(key(), Some(size));
            let bounds = shown.size_estimate_range_gb().unwrap().iter();
            assert_eq!(bounds.collect::<Vec<f64>>(), range);
        }
    }
}
