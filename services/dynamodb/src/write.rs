//! The one way in which a single item changes: within one transaction the old item is read, the
//! condition held against it, and the new one written. What has to change with an item - its
//! entries in indexes, its stream record - changes here, too, in [`make`], which alone sees the
//! item before and after.
//!
//! Both are read and kept only where they are needed: by the request, or by the table
//! ([`Table::needs_items`](crate::table::Table::needs_items)). A table without indexes and streams
//! pays for neither. A request found its table some time before its turn at the writer:
//! [`before`] goes on with the definition that is in force now.

use std::sync::Arc;

use store::{ReadTx, WriteTx};

use crate::attr::Item;
use crate::collection;
use crate::counts::Added;
use crate::error::{condition_failed, from_store, from_write, no_resource};
use crate::expr::Values;
use crate::expr::condition::Condition;
use crate::history;
use crate::maintain::maintain;
use crate::record::Encoded;
use crate::state::{Dynamodb, Live};
use crate::streams::{self, By};
use crate::tend;

/// What must hold, and what is answered where it does not.
#[derive(Debug, Default)]
pub struct Guard {
    pub condition: Option<Condition>,
    pub values: Arc<Values>,
    /// `ReturnValuesOnConditionCheckFailure` is `ALL_OLD`.
    pub shows_item: bool,
}

impl Guard {
    /// From a condition expression, or from the older parameters with values of their own.
    pub fn new(
        condition: Option<Condition>,
        values: Arc<Values>,
        older: Option<(Condition, Values)>,
        shows_item: bool,
    ) -> Guard {
        match older {
            Some((condition, values)) => {
                Guard { condition: Some(condition), values: Arc::new(values), shows_item }
            }
            None => Guard { condition, values, shows_item },
        }
    }

    /// Whether the condition holds of the item, or of none.
    pub fn holds(&self, old: Option<&Item>) -> bool {
        let Some(condition) = &self.condition else { return true };
        match old {
            Some(item) => condition.holds(item, &self.values),
            None => condition.holds(&Item::new(), &self.values),
        }
    }

    fn check(&self, old: Option<&Item>) -> Result<(), wire::Error> {
        if self.holds(old) {
            return Ok(());
        }
        Err(condition_failed(old.filter(|_| self.shows_item).cloned()))
    }
}

/// What becomes of an item.
pub enum Change {
    /// The item, and its bytes, made before the transaction where it can be.
    Put(Item, Encoded),
    Delete,
    Keep,
}

/// The item before, as far as it was needed, and its table as it is now.
pub struct Before {
    pub live: Arc<Live>,
    pub item: Option<Item>,
    weight: Option<usize>,
}

impl Before {
    /// The old item to make the new one of. It stays here, too, where it is still needed: where the
    /// caller `keeps` it, or the table does.
    pub fn for_edit(&mut self, keeps: bool) -> Option<Item> {
        if keeps || self.live.table.needs_items() {
            return self.item.clone();
        }
        self.item.take()
    }
}

/// What a change did beside the item itself.
#[derive(Debug, Default)]
pub struct Effect {
    pub counts: Added,
    /// One for each of the table's indexes, in their order; none where nothing was written.
    pub indexes: Vec<IndexEffect>,
    /// How large the item's collection is now, where the table has local indexes.
    pub collection: Option<u64>,
}

/// The same of one index.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct IndexEffect {
    pub counts: Added,
    /// Write units.
    pub units: f64,
}

impl Effect {
    /// Adds what another change of the same table did.
    pub fn add(&mut self, other: &Effect) {
        self.counts = self.counts + other.counts;
        self.indexes.resize(self.indexes.len().max(other.indexes.len()), IndexEffect::default());
        for (own, others) in self.indexes.iter_mut().zip(&other.indexes) {
            own.counts = own.counts + others.counts;
            own.units += others.units;
        }
    }
}

/// What a transaction's changes add to counts, by table. Counts in memory do not go back with a
/// transaction that fails, so they are given it once, as the last thing.
#[derive(Default)]
pub struct Sums(Vec<(Arc<Live>, Effect)>);

impl Sums {
    pub fn add(&mut self, live: &Arc<Live>, effect: &Effect) {
        match self.0.iter_mut().find(|(table, _)| table.table.space == live.table.space) {
            Some((_, sum)) => sum.add(effect),
            None => {
                let mut sum = Effect::default();
                sum.add(effect);
                self.0.push((Arc::clone(live), sum));
            }
        }
    }

    pub fn count(&self, tx: &mut WriteTx) -> Result<(), wire::Error> {
        let mut all = self.0.iter();
        all.try_for_each(|(live, effect)| live.count(tx, effect)).map_err(from_store)
    }
}

/// Reads the item under `key`; its content only where it is `needed`, or the table needs it.
pub fn before(
    tx: &ReadTx,
    live: &Arc<Live>,
    key: &[u8],
    needed: bool,
) -> Result<Before, wire::Error> {
    if live.is_dropped() {
        return Err(no_resource());
    }
    let live = live.current();
    if needed || live.table.needs_items() {
        let (weight, item) = live.weighed(tx, key).map_err(from_store)?.unzip();
        return Ok(Before { live, item, weight });
    }
    let weight = live.weight(tx, key).map_err(from_store)?;
    Ok(Before { live, item: None, weight })
}

/// Writes a caller's change and all that goes with it. What it adds to counts is to be given to
/// [`Live::count`] when the transaction's last change is made.
pub fn make(
    tx: &mut WriteTx,
    key: &[u8],
    before: &Before,
    change: &Change,
) -> Result<Effect, wire::Error> {
    make_by(tx, key, before, change, By::Caller)
}

/// The same for a change that somebody else makes.
pub fn make_by(
    tx: &mut WriteTx,
    key: &[u8],
    before: &Before,
    change: &Change,
    by: By,
) -> Result<Effect, wire::Error> {
    let Before { live, item: old, weight } = before;
    let counts = match change {
        Change::Put(_, encoded) => live.put(tx, key, encoded, *weight),
        Change::Delete => live.delete(tx, key, *weight),
        Change::Keep => return Ok(Effect::default()),
    };
    let mut effect = Effect { counts: counts.map_err(from_store)?, ..Effect::default() };
    if live.table.needs_items() {
        let new = match change {
            Change::Put(item, encoded) => Some((item, encoded)),
            Change::Delete | Change::Keep => None,
        };
        effect.indexes = maintain(tx, live, key, old.as_ref(), new)?;
        let items = (old.as_ref(), new.map(|(item, _)| item));
        effect.collection = collection::grow(tx, live, items, &effect.indexes)?;
        if let Some(stream) = &live.table.stream {
            streams::append(tx, &live.table, stream, key, items, by).map_err(from_store)?;
        }
        tend::follow(tx, live, key, items).map_err(from_store)?;
        history::remember(tx, &live.table, key, items).map_err(from_store)?;
    }
    Ok(effect)
}

/// What became of one item.
pub struct Changed {
    /// The table as it was then.
    pub live: Arc<Live>,
    /// The items before and after, as far as they were needed.
    pub old: Option<Item>,
    pub new: Option<Item>,
    pub effect: Effect,
}

/// One item's change under a guard. `decide` says what becomes of the old item; it runs after the
/// guard and may refuse. What it says beside that comes back.
pub async fn change<R, F>(
    dynamodb: &Dynamodb,
    live: Arc<Live>,
    key: Vec<u8>,
    guard: Guard,
    reads_old: bool,
    decide: F,
) -> Result<(Changed, R), wire::Error>
where
    R: Send + 'static,
    F: FnOnce(&mut Before) -> Result<(Change, R), wire::Error> + Send + 'static,
{
    let needed = reads_old || guard.condition.is_some();
    let answer = dynamodb.store.write(move |tx| -> Result<(Changed, R), wire::Error> {
        let mut before = before(tx, &live, &key, needed)?;
        guard.check(before.item.as_ref())?;
        let (change, answer) = decide(&mut before)?;
        let effect = make(tx, &key, &before, &change)?;
        if !matches!(change, Change::Keep) {
            before.live.count(tx, &effect).map_err(from_store)?;
        }
        let new = match change {
            Change::Put(item, _) => Some(item),
            Change::Delete | Change::Keep => None,
        };
        Ok((Changed { live: before.live, old: before.item, new, effect }, answer))
    });
    answer.await.map_err(from_write)
}
