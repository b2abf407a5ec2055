//! Timers: persisted deadlines, one per key.

use crate::error::Error;
use crate::key::{Key, Raw};
use crate::record::{self, Record};
use crate::table::{Bounds, Direction, check_name, kind, physical};
use crate::tx::{ReadTx, WriteTx, damaged};
use base::Timestamp;
use std::marker::PhantomData;
use std::ops::Bound;

/// Made once, as a `static`: `static VISIBLE: Timer<Message> = Timer::new("sqs.visible");`
pub struct Timer<V> {
    pub(crate) name: &'static str,
    types: PhantomData<fn() -> V>,
}

impl<V: Record> Timer<V> {
    pub const fn new(name: &'static str) -> Timer<V> {
        check_name(name);
        Timer { name, types: PhantomData }
    }
}

/// One deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<V> {
    pub deadline: Timestamp,
    pub key: Vec<u8>,
    pub payload: V,
}

type ByDeadline = (i64, Raw);

fn deadline_key(name: &str, deadline: i64, key: &[u8]) -> Vec<u8> {
    let mut out = physical(kind::TIMER_DEADLINE, name, 8 + key.len());
    <ByDeadline as Key>::encode((deadline, key), &mut out);
    out
}

fn by_key(name: &str, key: &[u8]) -> Vec<u8> {
    let mut out = physical(kind::TIMER_KEY, name, key.len());
    out.extend(key);
    out
}

fn split(name: &str, physical_key: &[u8]) -> Result<(i64, Vec<u8>), Error> {
    let base = physical(kind::TIMER_DEADLINE, name, 0).len();
    ByDeadline::decode(&mut &physical_key[base..]).map_err(|error| damaged(name, error))
}

/// The earliest deadline in milliseconds.
pub(crate) fn earliest(tx: &ReadTx, name: &str) -> Result<Option<i64>, Error> {
    let bounds = Bounds::starting_with(&physical(kind::TIMER_DEADLINE, name, 0));
    let first = tx.rows(&bounds, Direction::Forward)?.next().transpose()?;
    first.map(|(key, _)| Ok(split(name, &key)?.0)).transpose()
}

/// Each timer that has a deadline, by name, with the first one after `after`. Names come from the
/// rows themselves: of a timer that nobody has yet declared, too.
fn all(tx: &ReadTx, after: i64) -> Result<Vec<(String, Option<i64>, bool)>, Error> {
    let mut found = Vec::new();
    let mut bounds = Bounds::starting_with(&[kind::TIMER_DEADLINE]);
    while let Some((key, _)) = tx.rows(&bounds, Direction::Forward)?.next().transpose()? {
        let Some(end) = key.iter().position(|byte| *byte == 0) else { break };
        let name = String::from_utf8_lossy(&key[1..end]).into_owned();
        let is_due = split(&name, &key)?.0 <= after;
        let own = Bounds::starting_with(&key[..=end]);
        let next = match after.checked_add(1) {
            Some(from) => {
                let lower = Bound::Included(deadline_key(&name, from, &[]));
                let later = Bounds { lower, upper: own.upper.clone() };
                tx.rows(&later, Direction::Forward)?.next().transpose()?
            }
            None => None,
        };
        let next = next.map(|(key, _)| Ok(split(&name, &key)?.0)).transpose()?;
        found.push((name, next, is_due));
        bounds.lower = match own.upper {
            Bound::Excluded(end) => Bound::Included(end),
            _ => break,
        };
    }
    Ok(found)
}

impl ReadTx {
    /// The first deadline of any timer that is after `now`.
    pub fn next_deadline(&self, now: Timestamp) -> Result<Option<Timestamp>, Error> {
        let next = all(self, now.0)?.into_iter().filter_map(|(_, next, _)| next).min();
        Ok(next.map(Timestamp))
    }

    /// The timers that have a deadline which is not after `now`.
    pub fn overdue(&self, now: Timestamp) -> Result<Vec<String>, Error> {
        let due = all(self, now.0)?.into_iter().filter(|(_, _, is_due)| *is_due);
        Ok(due.map(|(name, _, _)| name).collect())
    }

    /// When the timer of this key is due.
    pub fn timer_deadline<V: Record>(
        &self,
        timer: &Timer<V>,
        key: &[u8],
    ) -> Result<Option<Timestamp>, Error> {
        let deadline: Option<u64> = self.get_physical(timer.name, &by_key(timer.name, key))?;
        Ok(deadline.map(|deadline| Timestamp(deadline.cast_signed())))
    }

    /// Deadlines that are not after `now`, the earliest first, `limit` at most. Whoever handles one
    /// cancels it, or sets it anew, in the same transaction.
    pub fn due<V: Record>(
        &self,
        timer: &Timer<V>,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<Due<V>>, Error> {
        let whole = Bounds::starting_with(&physical(kind::TIMER_DEADLINE, timer.name, 0));
        let bounds = match now.0.checked_add(1) {
            Some(end) => {
                Bounds { upper: Bound::Excluded(deadline_key(timer.name, end, &[])), ..whole }
            }
            None => whole,
        };
        let rows = self.rows(&bounds, Direction::Forward)?.take(limit);
        rows.map(|row| {
            let (physical_key, value) = row?;
            let (deadline, key) = split(timer.name, &physical_key)?;
            let payload = record::decode(&value).map_err(|error| damaged(timer.name, error))?;
            Ok(Due { deadline: Timestamp(deadline), key, payload })
        })
        .collect()
    }
}

impl WriteTx {
    /// Sets the key's one deadline; an earlier setting is replaced.
    pub fn set_timer<V: Record>(
        &mut self,
        timer: &Timer<V>,
        deadline: Timestamp,
        key: &[u8],
        payload: &V,
    ) -> Result<(), Error> {
        self.cancel_timer(timer, key)?;
        let stored = deadline.0.cast_unsigned();
        self.set(by_key(timer.name, key), Some(record::encode(&stored)))?;
        self.set(deadline_key(timer.name, deadline.0, key), Some(record::encode(payload)))?;
        self.touch_timer(timer.name);
        Ok(())
    }

    /// Says whether there was one.
    pub fn cancel_timer<V: Record>(&mut self, timer: &Timer<V>, key: &[u8]) -> Result<bool, Error> {
        let Some(deadline) = self.timer_deadline(timer, key)? else {
            return Ok(false);
        };
        self.set(by_key(timer.name, key), None)?;
        self.set(deadline_key(timer.name, deadline.0, key), None)?;
        self.touch_timer(timer.name);
        Ok(true)
    }
}
