//! Several items changed together, or none of them: what TransactWriteItems, ExecuteTransaction and
//! the single writes of PartiQL have in common.
//!
//! The store runs one write at a time, so no transaction ever meets another one half done: what AWS
//! answers as `TransactionConflict` cannot happen here.

use std::sync::Arc;

use store::WriteTx;
use wire::{Error, List};

use crate::api::{
    CancellationReason, Capacity, ConsumedCapacity, DuplicateItemException,
    ItemCollectionSizeLimitExceededException, TransactionCanceledException,
};
use crate::attr::Item;
use crate::convert;
use crate::error::condition_failed;
use crate::expr::update::Update;
use crate::invalid::{Checked, Invalid};
use crate::ops::update_item::updated;
use crate::record::Encoded;
use crate::request::{consumed, consumed_by_write, read_units, wants_capacity, write_units};
use crate::state::Live;
use crate::write::{Before, Change, Changed, Effect, Guard, Sums, before, make};

/// Bytes of all items and keys of one transaction (DynamoDB quotas, "Transactions").
const TRANSACTION_BYTES_MAX: usize = 4 * 1024 * 1024;
/// A transaction prepares and commits: each of the two counts (DynamoDB developer guide,
/// "capacity of transactions").
const UNITS_FACTOR: f64 = 2.0;

pub const SEVERAL_ON_ONE: Invalid =
    Invalid::text("Transaction request cannot include multiple operations on one item");
const TOO_LARGE: Invalid = Invalid::text("Transaction payload size cannot exceed 4 MB");
const DUPLICATE: &str = "Duplicate primary key exists in table";

/// One item's part, held against its table.
pub struct Action {
    pub live: Arc<Live>,
    pub key: Vec<u8>,
    pub guard: Guard,
    pub write: Write,
}

pub enum Write {
    Put {
        item: Item,
        encoded: Encoded,
    },
    /// A put that must find nothing.
    Insert {
        item: Item,
        encoded: Encoded,
    },
    Update {
        key: Item,
        update: Update,
    },
    Delete,
    Check,
}

/// What an action found and left.
pub struct Done {
    pub changed: Changed,
    /// What its update wrote to, for answers that show only that.
    pub update: Option<Update>,
}

/// Why an action cannot be.
pub enum Failure {
    /// The condition does not hold; with the item where the caller asked for it.
    Condition(Option<Item>),
    Duplicate,
    Invalid(Invalid),
    /// Nothing of the action's own: the whole request ends with it.
    Whole(Error),
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Failure {
        Failure::Invalid(invalid)
    }
}

impl Failure {
    pub fn into_error(self) -> Error {
        match self {
            Failure::Condition(item) => condition_failed(item),
            Failure::Duplicate => DuplicateItemException::error(DUPLICATE),
            Failure::Invalid(invalid) => invalid.into(),
            Failure::Whole(error) => error,
        }
    }
}

/// An action that may be, and what it will write.
struct Ready {
    key: Vec<u8>,
    before: Before,
    change: Change,
    update: Option<Update>,
}

/// Reads the item, holds the condition against it and makes the new one. Nothing is written.
fn prepare(tx: &WriteTx, action: Action) -> Result<Ready, Failure> {
    let Action { live, key, guard, write } = action;
    let mut before = before(tx, &live, &key, true).map_err(Failure::Whole)?;
    if matches!(write, Write::Insert { .. }) && before.item.is_some() {
        return Err(Failure::Duplicate);
    }
    if !guard.holds(before.item.as_ref()) {
        return Err(Failure::Condition(before.item.filter(|_| guard.shows_item)));
    }
    let (change, update) = match write {
        Write::Put { item, encoded } | Write::Insert { item, encoded } => {
            (Change::Put(item, encoded), None)
        }
        Write::Update { key, update } => {
            let new = updated(before.for_edit(true), key, &update, &guard.values)?;
            let change = new.map_or(Change::Keep, |new| {
                let encoded = Encoded::of(&new);
                Change::Put(new, encoded)
            });
            (change, Some(update))
        }
        Write::Delete => (Change::Delete, None),
        Write::Check => (Change::Keep, None),
    };
    if let Change::Put(new, _) = &change {
        let indexes = &before.live.table.indexes;
        indexes.iter().try_for_each(|index| index.check(before.item.as_ref(), new))?;
    }
    Ok(Ready { key, before, change, update })
}

/// Writes what was prepared. An error comes with the place of the action that met it.
fn commit(
    tx: &mut WriteTx,
    ready: Vec<Ready>,
    sums: &mut Sums,
) -> Result<Vec<Done>, (usize, Error)> {
    let mut all: Vec<Done> = Vec::with_capacity(ready.len());
    for (at, Ready { key, before, change, update }) in ready.into_iter().enumerate() {
        let effect = make(tx, &key, &before, &change).map_err(|error| (at, error))?;
        let live = before.live;
        if !matches!(change, Change::Keep) {
            sums.add(&live, &effect);
        }
        let new = match change {
            Change::Put(item, _) => Some(item),
            Change::Delete | Change::Keep => None,
        };
        let changed = Changed { live, old: before.item, new, effect };
        all.push(Done { changed, update });
    }
    Ok(all)
}

/// One action by itself.
pub fn run_one(tx: &mut WriteTx, action: Action) -> Result<Done, Failure> {
    let mut sums = Sums::default();
    let done = run_among(tx, action, &mut sums)?;
    sums.count(tx).map_err(Failure::Whole)?;
    Ok(done)
}

/// One action of several that do not depend on each other. What it adds to counts is counted by
/// the caller, after the last of them.
pub fn run_among(tx: &mut WriteTx, action: Action, sums: &mut Sums) -> Result<Done, Failure> {
    let ready = prepare(tx, action)?;
    let mut done = commit(tx, vec![ready], sums).map_err(|(_, error)| Failure::Whole(error))?;
    done.pop().ok_or_else(|| Failure::Whole(Error::internal("an action was lost")))
}

/// All actions, of which no two may be on one item; or none, and every reason against it.
pub fn run_all(tx: &mut WriteTx, actions: Vec<Action>) -> Result<Vec<Done>, Error> {
    let mut ready = Vec::with_capacity(actions.len());
    let mut reasons = Vec::with_capacity(actions.len());
    let mut is_refused = false;
    for action in actions {
        match prepare(tx, action) {
            Ok(one) => {
                ready.push(one);
                reasons.push(no_reason());
            }
            Err(Failure::Whole(error)) => return Err(error),
            Err(failure) => {
                is_refused = true;
                reasons.push(reason(failure));
            }
        }
    }
    if is_refused {
        return Err(cancelled(reasons));
    }
    let count = ready.len();
    let mut sums = Sums::default();
    let done = commit(tx, ready, &mut sums).map_err(|(at, error)| refused_at(at, count, error))?;
    sums.count(tx)?;
    Ok(done)
}

/// A collection that would be too large cancels the transaction; anything else is an error of the
/// whole request.
fn refused_at(at: usize, count: usize, error: Error) -> Error {
    let code = ItemCollectionSizeLimitExceededException::error("").code;
    if error.code != code {
        return error;
    }
    let mut reasons: Vec<CancellationReason> = (0..count).map(|_| no_reason()).collect();
    reasons[at] = CancellationReason::new()
        .with_code("ItemCollectionSizeLimitExceeded")
        .with_message(error.message.unwrap_or_default());
    cancelled(reasons)
}

/// Refuses a second action on one item, and more bytes than a transaction may have.
pub fn check_all(actions: &[Action]) -> Checked<()> {
    let mut targets: Vec<(u64, &[u8])> =
        actions.iter().map(|one| (one.live.table.space, one.key.as_slice())).collect();
    targets.sort_unstable();
    if targets.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(SEVERAL_ON_ONE);
    }
    let bytes: usize = actions.iter().map(size).sum();
    if bytes > TRANSACTION_BYTES_MAX { Err(TOO_LARGE) } else { Ok(()) }
}

/// Bytes that an action brings along. What it finds in the table does not count.
fn size(action: &Action) -> usize {
    let own = match &action.write {
        Write::Put { item, .. } | Write::Insert { item, .. } => item.size(),
        Write::Update { key, .. } => key.size(),
        Write::Delete | Write::Check => action.key.len(),
    };
    own + action.guard.values.size()
}

fn no_reason() -> CancellationReason {
    CancellationReason::new().with_code("None")
}

fn reason(failure: Failure) -> CancellationReason {
    match failure {
        Failure::Condition(item) => {
            let mut reason = CancellationReason::new()
                .with_code("ConditionalCheckFailed")
                .with_message("The conditional request failed");
            reason.set_item(item.map(convert::map));
            reason
        }
        Failure::Duplicate => {
            CancellationReason::new().with_code("DuplicateItem").with_message(DUPLICATE)
        }
        Failure::Invalid(invalid) => CancellationReason::new()
            .with_code("ValidationError")
            .with_message(invalid.0.into_owned()),
        Failure::Whole(_) => no_reason(),
    }
}

/// The transaction is refused because the action at `at` could never be; those after it are not
/// looked at.
pub fn cancelled_at(at: usize, count: usize, invalid: Invalid) -> Error {
    let mut reasons: Vec<CancellationReason> = (0..count).map(|_| no_reason()).collect();
    reasons[at] = reason(Failure::Invalid(invalid));
    cancelled(reasons)
}

fn cancelled(reasons: Vec<CancellationReason>) -> Error {
    let codes: Vec<&str> = reasons.iter().filter_map(CancellationReason::code).collect();
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
        codes.join(", ")
    );
    TransactionCanceledException::new()
        .with_message(message)
        .with_cancellation_reasons(reasons.into_iter().collect::<List<_>>())
        .into()
}

/// Units by table, in the order in which the tables were first named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units(pub Vec<(String, f64)>);

impl Units {
    pub fn add(&mut self, table: &str, units: f64) {
        match self.0.iter_mut().find(|(name, _)| name == table) {
            Some((_, sum)) => *sum += units,
            None => self.0.push((table.to_owned(), units)),
        }
    }

    /// What it takes to read the same items in a transaction: a repeated request does that.
    pub fn of_reads<'a>(items: impl Iterator<Item = (&'a Live, Option<&'a Item>)>) -> Units {
        let mut units = Units::default();
        for (live, item) in items {
            let count = read_units(item.map_or(0, Item::size), true);
            units.add(&live.table.name, UNITS_FACTOR * count);
        }
        units
    }

    /// As the answers of what is no transaction show them.
    pub fn plain(&self, option: Option<&str>) -> Option<List<ConsumedCapacity>> {
        wants_capacity(option).then_some(())?;
        Some(self.0.iter().filter_map(|(name, units)| consumed(option, name, *units)).collect())
    }

    /// As answers show them.
    pub fn shown(&self, option: Option<&str>) -> Option<List<ConsumedCapacity>> {
        wants_capacity(option).then_some(())?;
        let all = self.0.iter().filter_map(|(name, units)| {
            let consumed = consumed(option, name, *units)?;
            Some(split(consumed, Capacity::set_read_capacity_units, |consumed, units| {
                consumed.set_read_capacity_units(units);
            }))
        });
        Some(all.collect())
    }
}

/// What a transaction's writes took, by table.
pub fn consumed_by_writes(option: Option<&str>, done: &[Done]) -> Option<List<ConsumedCapacity>> {
    wants_capacity(option).then_some(())?;
    let mut tables: Vec<(&Arc<Live>, f64, Effect)> = Vec::new();
    for Done { changed: one, .. } in done {
        let units = UNITS_FACTOR * write_units(one.old.as_ref(), one.new.as_ref());
        match tables.iter_mut().find(|(live, ..)| live.arn == one.live.arn) {
            Some((_, sum, effect)) => {
                *sum += units;
                effect.add(&one.effect);
            }
            None => {
                let mut effect = Effect::default();
                effect.add(&one.effect);
                tables.push((&one.live, units, effect));
            }
        }
    }
    let all = tables.into_iter().filter_map(|(live, units, effect)| {
        let indexes: Vec<f64> =
            effect.indexes.iter().map(|index| UNITS_FACTOR * index.units).collect();
        let consumed = consumed_by_write(option, live, units, &indexes)?;
        Some(split(consumed, Capacity::set_write_capacity_units, |consumed, units| {
            consumed.set_write_capacity_units(units);
        }))
    });
    Some(all.collect())
}

/// A transaction's answer says of its units which they are.
fn split(
    mut consumed: ConsumedCapacity,
    of_table: fn(&mut Capacity, Option<f64>),
    of_all: fn(&mut ConsumedCapacity, Option<f64>),
) -> ConsumedCapacity {
    if let Some(mut table) = consumed.take_table() {
        let units = table.capacity_units();
        of_table(&mut table, units);
        consumed.set_table(Some(table));
    }
    let units = consumed.capacity_units();
    of_all(&mut consumed, units);
    consumed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_that_is_too_large_is_a_reason_and_other_errors_are_none() {
        let full = ItemCollectionSizeLimitExceededException::error("Collection size exceeded.");
        let error = refused_at(1, 3, full);
        assert_eq!(error.code, "TransactionCanceledException");
        assert!(error.message.unwrap().ends_with("[None, ItemCollectionSizeLimitExceeded, None]"));
        let broken = Error::internal("a disk");
        assert_eq!(refused_at(0, 3, broken.clone()).code, broken.code);
    }
}
