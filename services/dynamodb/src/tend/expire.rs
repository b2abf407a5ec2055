//! Time to live: which deadline an item has, that it keeps it while it changes, and its end.

use std::time::Duration;

use base::Timestamp;
use store::{ReadTx, WriteTx};

use super::state;
use crate::attr::{Attr, Item};
use crate::error::{from_store, from_write};
use crate::state::{Dynamodb, Live, scan, table_of};
use crate::streams::By;
use crate::table::TimeToLive;
use crate::write::{self, Change, Sums};

/// Deadlines that lie further back are no deadlines (DynamoDB developer guide, "Time to Live").
const AGE_MAX: Duration = Duration::from_hours(24 * 365 * 5);
/// Later deadlines are none, either: their milliseconds would not fit.
const SECONDS_MAX: f64 = 9.0e15;
/// Items that are looked at in one step of giving a table's items their deadlines, and the bytes
/// after which a step ends.
const FILL_ITEMS: usize = 500;
const FILL_BYTES: usize = 4 * 1024 * 1024;

/// When an item ends: what its attribute says, a number of seconds since 1970.
pub fn attribute_deadline(item: &Item, attribute: &str, now: Timestamp) -> Option<Timestamp> {
    let Some(Attr::N(number)) = item.get(attribute) else { return None };
    let seconds: f64 = number.to_string().parse().ok()?;
    if !(0.0..SECONDS_MAX).contains(&seconds) {
        return None;
    }
    let deadline = Timestamp(seconds as i64 * 1000);
    (now.since(deadline) <= AGE_MAX.as_millis() as i64).then_some(deadline)
}

/// An item's deadline follows the item.
pub fn follow(
    tx: &mut WriteTx,
    live: &Live,
    key: &[u8],
    (old, new): (Option<&Item>, Option<&Item>),
) -> Result<(), store::Error> {
    let Some(ttl) = &live.table.time_to_live else { return Ok(()) };
    let now = tx.now();
    let of = |item: Option<&Item>| attribute_deadline(item?, &ttl.attribute, now);
    let (old, new) = (of(old), of(new));
    // Where both are the same there is a timer already, or it comes with those of the whole table.
    if old == new {
        return Ok(());
    }
    state::set(tx, live.table.space, key, new)
}

/// Has a table's items be given their deadlines in the background.
pub fn fill(tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
    state::fill_later(tx, space, &[])
}

/// The next items of a table whose time to live was switched on.
pub fn fill_step(dynamodb: &Dynamodb, space: u64, after: Vec<u8>) -> Result<(), wire::Error> {
    // The store's own definition: what requests are shown may be a moment behind it.
    let table = dynamodb.store.read(|tx| table_of(tx, space)).map_err(from_store)?;
    let Some(ttl) = table.and_then(|table| table.time_to_live) else {
        let done = dynamodb.store.write_blocking(move |tx| -> Result<(), store::Error> {
            if time_to_live(tx, space)?.is_none() { state::filled(tx, space) } else { Ok(()) }
        });
        return done.map_err(|error| from_store(error.flatten()));
    };
    let attribute = ttl.attribute.clone();
    let read = |tx: &store::ReadTx| -> Result<_, store::Error> {
        let mut deadlines = Vec::new();
        let (mut items, mut bytes) = (0, 0);
        let beyond = Some(after.as_slice()).filter(|after| !after.is_empty());
        for row in scan(tx, space, (&[], None), beyond, store::Direction::Forward)? {
            let (key, item) = row?;
            items += 1;
            bytes += item.size();
            if let Some(at) = attribute_deadline(&item, &attribute, tx.now()) {
                deadlines.push((key.clone(), at));
            }
            if items >= FILL_ITEMS || bytes >= FILL_BYTES {
                return Ok((deadlines, Some(key)));
            }
        }
        Ok((deadlines, None))
    };
    let (deadlines, next) = dynamodb.store.read(read).map_err(from_store)?;
    let done = dynamodb.store.write_blocking(move |tx| -> Result<(), store::Error> {
        // Switched off or to another attribute meanwhile: the task is that one's now.
        if time_to_live(tx, space)? != Some(ttl) {
            return Ok(());
        }
        for (key, at) in deadlines {
            // A later one may be of an attribute that counted before, and an earlier one finds its
            // item's when it is due. So does this one, where the item was written meanwhile.
            if state::deadline(tx, space, &key)?.is_none_or(|own| at < own) {
                state::set(tx, space, &key, Some(at))?;
            }
        }
        match next {
            Some(after) => state::fill_later(tx, space, &after),
            None => state::filled(tx, space),
        }
    });
    done.map_err(|error| from_store(error.flatten()))
}

/// What the store's own definition says.
fn time_to_live(tx: &ReadTx, space: u64) -> Result<Option<TimeToLive>, store::Error> {
    Ok(table_of(tx, space)?.and_then(|table| table.time_to_live))
}

/// Ends items whose deadline has come, as far as it is still theirs.
pub fn step(dynamodb: &Dynamodb, items: Vec<(u64, Vec<u8>, Timestamp)>) -> Result<(), wire::Error> {
    let tables = dynamodb.spaces();
    let done = dynamodb.store.write_blocking(move |tx| -> Result<(), wire::Error> {
        let mut sums = Sums::default();
        for (space, key, deadline) in items {
            if state::deadline(tx, space, &key).map_err(from_store)? != Some(deadline) {
                continue;
            }
            state::set(tx, space, &key, None).map_err(from_store)?;
            let Some(live) = tables.get(&space).filter(|live| !live.is_dropped()) else { continue };
            let Some(ttl) = live.current().table.time_to_live.clone() else { continue };
            let before = write::before(tx, live, &key, true)?;
            let now = tx.now();
            let item = before.item.as_ref();
            match item.and_then(|item| attribute_deadline(item, &ttl.attribute, now)) {
                Some(at) if at <= now => {
                    let effect =
                        write::make_by(tx, &key, &before, &Change::Delete, By::TimeToLive)?;
                    sums.add(&before.live, &effect);
                }
                later => state::set(tx, space, &key, later).map_err(from_store)?,
            }
        }
        sums.count(tx)
    });
    done.map_err(from_write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    const NOW: i64 = 1_700_000_000;

    fn deadline(attr: Attr) -> Option<i64> {
        let item = Item::from_iter([("ttl", attr)]);
        attribute_deadline(&item, "ttl", Timestamp(NOW * 1000)).map(Timestamp::seconds)
    }

    #[test]
    fn only_numbers_of_seconds_of_the_last_five_years_and_later_count() {
        let number = |text: &str| Attr::N(Number::parse(text).unwrap());
        let five_years = 5 * 365 * 24 * 3600;
        for (attr, expected) in [
            (number("1700000100"), Some(1_700_000_100)),
            (number("17000001e2"), Some(1_700_000_100)),
            (number("1700000100.75"), Some(1_700_000_100)),
            (number(&(NOW - five_years).to_string()), Some(NOW - five_years)),
            (number(&(NOW - five_years - 1).to_string()), None),
            (number("162777600"), None),
            (number("-1"), None),
            (number("1e100"), None),
            (number("1700000100000"), Some(1_700_000_100_000)),
            (Attr::from("1700000100"), None),
            (Attr::Null, None),
        ] {
            assert_eq!(deadline(attr.clone()), expected, "{attr:?}");
        }
        assert_eq!(attribute_deadline(&Item::new(), "ttl", Timestamp(NOW * 1000)), None);
    }
}
