//! The deadlines as the store keeps them.

use base::Timestamp;
use store::{ReadTx, Store, Timer, Wait, WriteTx};

use crate::streams;

/// What is due, by a letter and what it is about; the payload says where it goes on.
static TASKS: Timer<Vec<u8>> = Timer::new("dynamodb.task");

const EXPIRE: u8 = b'e';
const FILL: u8 = b'f';
const RESTORE: u8 = b'r';
const FORGET: u8 = b'h';
const TRIM: &[u8] = b"t";

#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// An item whose time to live may be over.
    Expire { space: u64, key: Vec<u8> },
    /// A table whose items are given their deadlines, after a key.
    Fill { space: u64, after: Vec<u8> },
    /// A table that is filled from a backup, from a place in its copy on.
    Restore { space: u64, from: u64 },
    /// Old records of all streams.
    Trim,
    /// A day of a history.
    Forget { space: u64, day: u64 },
}

fn key_of(letter: u8, space: u64, key: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(9 + key.len());
    bytes.push(letter);
    bytes.extend(space.to_be_bytes());
    bytes.extend(key);
    bytes
}

fn parse(key: &[u8], payload: Vec<u8>) -> Option<Task> {
    if key == TRIM {
        return Some(Task::Trim);
    }
    let (letter, rest) = key.split_first()?;
    let (space, key) = rest.split_first_chunk::<8>()?;
    let space = u64::from_be_bytes(*space);
    match *letter {
        EXPIRE => Some(Task::Expire { space, key: key.to_vec() }),
        FILL => Some(Task::Fill { space, after: payload }),
        RESTORE => {
            let from = payload.as_slice().try_into().map(u64::from_be_bytes).ok()?;
            Some(Task::Restore { space, from })
        }
        FORGET => {
            let day = key.try_into().map(u64::from_be_bytes).ok()?;
            Some(Task::Forget { space, day })
        }
        _ => None,
    }
}

/// What is due now, the earliest first.
pub fn due(tx: &ReadTx, limit: usize) -> Result<Vec<(Task, Timestamp)>, store::Error> {
    let due = tx.due(&TASKS, tx.now(), limit)?;
    Ok(due.into_iter().filter_map(|d| Some((parse(&d.key, d.payload)?, d.deadline))).collect())
}

pub fn wait(store: &Store) -> Wait {
    store.wait_due(&TASKS)
}

/// The deadline that an item has.
pub fn deadline(tx: &ReadTx, space: u64, key: &[u8]) -> Result<Option<Timestamp>, store::Error> {
    tx.timer_deadline(&TASKS, &key_of(EXPIRE, space, key))
}

/// Gives an item its deadline, or takes it away.
pub fn set(
    tx: &mut WriteTx,
    space: u64,
    key: &[u8],
    deadline: Option<Timestamp>,
) -> Result<(), store::Error> {
    let key = key_of(EXPIRE, space, key);
    match deadline {
        Some(deadline) => tx.set_timer(&TASKS, deadline, &key, &Vec::new()),
        None => tx.cancel_timer(&TASKS, &key).map(|_| ()),
    }
}

/// The item is gone with its table.
pub fn drop_item(tx: &mut WriteTx, space: u64, key: &[u8]) -> Result<(), store::Error> {
    set(tx, space, key, None)
}

/// Has a table's items be given their deadlines, those after a key.
pub fn fill_later(tx: &mut WriteTx, space: u64, after: &[u8]) -> Result<(), store::Error> {
    let now = tx.now();
    tx.set_timer(&TASKS, now, &key_of(FILL, space, &[]), &after.to_vec())
}

/// The table's items have their deadlines.
pub fn filled(tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
    tx.cancel_timer(&TASKS, &key_of(FILL, space, &[])).map(|_| ())
}

/// Has a table be filled from a backup, from a place in its copy on.
pub fn restore_from(tx: &mut WriteTx, space: u64, from: u64) -> Result<(), store::Error> {
    let now = tx.now();
    tx.set_timer(&TASKS, now, &key_of(RESTORE, space, &[]), &from.to_be_bytes().to_vec())
}

/// The table is filled, or gone.
pub fn restored(tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
    tx.cancel_timer(&TASKS, &key_of(RESTORE, space, &[])).map(|_| ())
}

/// Has a day of a history be forgotten, once.
pub fn forget_later(
    tx: &mut WriteTx,
    space: u64,
    day: u64,
    end: Timestamp,
) -> Result<(), store::Error> {
    let key = key_of(FORGET, space, &day.to_be_bytes());
    if tx.timer_deadline(&TASKS, &key)?.is_some() {
        return Ok(());
    }
    tx.set_timer(&TASKS, end, &key, &Vec::new())
}

/// The day is forgotten.
pub fn forgotten(tx: &mut WriteTx, space: u64, day: u64) -> Result<(), store::Error> {
    tx.cancel_timer(&TASKS, &key_of(FORGET, space, &day.to_be_bytes())).map(|_| ())
}

/// Has old records be looked for from now on.
pub fn trim_later(tx: &mut WriteTx) -> Result<(), store::Error> {
    if tx.timer_deadline(&TASKS, TRIM)?.is_some() {
        return Ok(());
    }
    trim_again(tx, true)
}

/// When old records are looked for next: after a while, or at once where some are left.
pub fn trim_again(tx: &mut WriteTx, is_done: bool) -> Result<(), store::Error> {
    let next = if is_done { streams::next_trim(tx.now()) } else { tx.now() };
    tx.set_timer(&TASKS, next, TRIM, &Vec::new())
}
