//! The one way in which a single item changes: within one transaction the old item is read, the
//! condition held against it, and the new one written. What has to change with an item - its
//! entries in indexes, its stream record - changes here, too.

use std::sync::Arc;

use store::{ReadTx, WriteTx};

use crate::attr::Item;
use crate::error::{condition_failed, from_store, from_write, no_resource};
use crate::expr::Values;
use crate::expr::condition::Condition;
use crate::state::{Counts, Dynamodb, Encoded, Live};

/// What must hold, and what is answered where it does not.
#[derive(Debug, Default)]
pub struct Guard {
    pub condition: Option<Condition>,
    pub values: Arc<Values>,
    /// `ReturnValuesOnConditionCheckFailure` is `ALL_OLD`.
    pub shows_item: bool,
}

impl Guard {
    fn check(&self, old: Option<&Item>) -> Result<(), wire::Error> {
        let Some(condition) = &self.condition else { return Ok(()) };
        let holds = match old {
            Some(item) => condition.holds(item, &self.values),
            None => condition.holds(&Item::new(), &self.values),
        };
        if holds {
            return Ok(());
        }
        Err(condition_failed(old.filter(|_| self.shows_item).cloned()))
    }
}

/// What becomes of an item.
pub enum Change {
    /// The item, and its bytes, made before the transaction.
    Put(Encoded),
    Delete,
    Keep,
}

/// The item before, as far as it was needed.
pub struct Before {
    pub item: Option<Item>,
    weight: Option<usize>,
}

/// Reads the item under `key`; its content only where it is `needed`.
pub fn before(tx: &ReadTx, live: &Live, key: &[u8], needed: bool) -> Result<Before, wire::Error> {
    if live.is_dropped() {
        return Err(no_resource());
    }
    if needed {
        let (weight, item) = live.weighed(tx, key).map_err(from_store)?.unzip();
        return Ok(Before { item, weight });
    }
    Ok(Before { item: None, weight: live.weight(tx, key).map_err(from_store)? })
}

/// Writes the change; what it adds to the table's counts.
pub fn make(
    tx: &mut WriteTx,
    live: &Live,
    key: &[u8],
    before: &Before,
    change: &Change,
) -> Result<Counts, wire::Error> {
    match change {
        Change::Put(encoded) => live.put(tx, key, encoded, before.weight),
        Change::Delete => live.delete(tx, key, before.weight),
        Change::Keep => Ok(Counts::default()),
    }
    .map_err(from_store)
}

/// One item's change under a guard. `decide` says what becomes of the old item and what is
/// answered; it runs after the guard and may refuse.
pub async fn change<R, F>(
    dynamodb: &Dynamodb,
    live: Arc<Live>,
    key: Vec<u8>,
    guard: Guard,
    reads_old: bool,
    decide: F,
) -> Result<R, wire::Error>
where
    R: Send + 'static,
    F: FnOnce(Option<Item>) -> Result<(Change, R), wire::Error> + Send + 'static,
{
    let needed = reads_old || guard.condition.is_some();
    let answer = dynamodb.store.write(move |tx| -> Result<R, wire::Error> {
        let mut before = before(tx, &live, &key, needed)?;
        guard.check(before.item.as_ref())?;
        let (change, answer) = decide(before.item.take())?;
        let counts = make(tx, &live, &key, &before, &change)?;
        if !matches!(change, Change::Keep) {
            live.count(tx, counts).map_err(from_store)?;
        }
        Ok(answer)
    });
    answer.await.map_err(from_write)
}
