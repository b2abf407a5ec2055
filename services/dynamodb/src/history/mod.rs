//! What items were before they changed, of tables whose point-in-time recovery is switched on: kept
//! in the transaction of each change, by the day, the item's key and the time, for as many days as
//! anybody can ask for.
//!
//! A table as of a moment is a merge by keys: of an item that has changed since, its oldest entry
//! after the moment says what it was; any other is as it was then. Nothing of it is held in memory
//! but an item for each day.

mod state;

use std::iter::Peekable;
use std::time::Duration;

use base::Timestamp;
use store::{ReadTx, WriteTx};

use crate::attr::Item;
use crate::record::Encoded;
use crate::state::keyed;
use crate::table::Table;
use crate::tend;

pub use state::clear_some;

use state::{Entry, Old};

/// A fact of a table whose history is kept: the space that it is in.
pub const SPACE: &str = "recovery.space";
/// Days of which a moment can be asked for (DynamoDB developer guide, "Point-in-time recovery").
pub const DAYS_MAX: i64 = 35;
const DAY: Duration = Duration::from_hours(24);
/// Entries that one transaction forgets: a few milliseconds of the writer.
const STEP_ROWS: usize = 1000;

/// Where a table's history is; none where none is kept.
pub fn space_of(table: &Table) -> Option<u64> {
    table.facts.get(SPACE)?.parse().ok()
}

fn day_of(time: Timestamp) -> u64 {
    time.millis().unsigned_abs() / DAY.as_millis() as u64
}

/// Keeps what an item was, in the transaction in which it changes.
pub fn remember(
    tx: &mut WriteTx,
    table: &Table,
    key: &[u8],
    (old, new): (Option<&Item>, Option<&Item>),
) -> Result<(), store::Error> {
    let Some(space) = space_of(table).filter(|_| old != new) else { return Ok(()) };
    let now = tx.now();
    let day = day_of(now);
    state::keep(tx, (space, day, key, now.millis().unsigned_abs()), old)?;
    // The last moment of the day can be asked for so long.
    let end = DAY * (u32::try_from(day).unwrap_or(u32::MAX).saturating_add(2 + DAYS_MAX as u32));
    tend::forget_later(tx, space, day, Timestamp(0).plus(end))
}

/// Forgets some of a day that nobody can ask for any more; whether that was all.
pub fn forget_some(tx: &mut WriteTx, space: u64, day: u64) -> Result<bool, store::Error> {
    state::forget_some(tx, space, day, STEP_ROWS)
}

type Rows<'a> = Peekable<Box<dyn Iterator<Item = Result<Entry, store::Error>> + 'a>>;

/// The items that the table in `space` had at a moment, in the order of their keys.
pub struct AsOf<'a>(Sources<'a>);

/// The days from a moment's on, the earliest first, and at last the table as it is.
struct Sources<'a>(Vec<Rows<'a>>);

/// When the table as it is has become so: after all else.
const NOW: u64 = u64::MAX;

/// `space` is the table's, `history` that of its history.
pub fn as_of(
    tx: &ReadTx,
    space: u64,
    history: u64,
    moment: Timestamp,
) -> Result<AsOf<'_>, store::Error> {
    Ok(AsOf(Sources::from(tx, (space, history), moment.millis().unsigned_abs() + 1)?))
}

impl<'a> Sources<'a> {
    /// What happened from a millisecond on.
    fn from(
        tx: &'a ReadTx,
        (space, history): (u64, u64),
        from: u64,
    ) -> Result<Sources<'a>, store::Error> {
        let mut sources: Vec<Rows<'_>> = Vec::new();
        let moment = Timestamp(i64::try_from(from).unwrap_or(i64::MAX));
        for day in day_of(moment)..=day_of(tx.now()) {
            let rows = state::of_day(tx, history, day)?;
            let rows = rows.filter(move |row| row.as_ref().map_or(true, |(_, at, _)| *at >= from));
            sources.push((Box::new(rows) as Box<dyn Iterator<Item = _>>).peekable());
        }
        let current =
            keyed(tx, space)?.map(|row| row.map(|(key, item)| (key, NOW, Old(Some(item)))));
        sources.push((Box::new(current) as Box<dyn Iterator<Item = _>>).peekable());
        Ok(Sources(sources))
    }

    /// The key that comes next, of whatever source.
    fn least(&mut self) -> Option<Result<Vec<u8>, store::Error>> {
        let mut least: Option<&Vec<u8>> = None;
        let mut failed = None;
        for (index, source) in self.0.iter_mut().enumerate() {
            match source.peek() {
                Some(Ok((key, ..))) if least.is_none_or(|least| key < least) => least = Some(key),
                Some(Err(_)) => failed = failed.or(Some(index)),
                _ => {}
            }
        }
        match (failed, least) {
            (None, least) => least.map(|key| Ok(key.clone())),
            (Some(index), _) => self.0[index].next().and_then(Result::err).map(Err),
        }
    }

    /// Shows what is known of a key, in the order of time.
    fn of(&mut self, key: &[u8], mut see: impl FnMut(u64, Old)) {
        for source in &mut self.0 {
            let same = |row: &Result<Entry, store::Error>| {
                row.as_ref().is_ok_and(|(other, ..)| other.as_slice() == key)
            };
            while let Some(Ok((_, at, old))) = source.next_if(same) {
                see(at, old);
            }
        }
    }
}

impl Iterator for AsOf<'_> {
    type Item = Result<Encoded, store::Error>;

    fn next(&mut self) -> Option<Result<Encoded, store::Error>> {
        loop {
            let key = match self.0.least()? {
                Ok(key) => key,
                Err(error) => return Some(Err(error)),
            };
            let mut found = None;
            self.0.of(&key, |_, old| {
                found.get_or_insert(old);
            });
            if let Some(Old(Some(item))) = found {
                return Some(Ok(item));
            }
        }
    }
}

/// What became of an item within a period.
pub struct Change {
    /// The millisecond of the last time.
    pub at: u64,
    /// What it was before the period, and what it was at the end; none where it was not there.
    pub old: Option<Encoded>,
    pub new: Option<Encoded>,
    /// What it was in between, where it was not there before and not at the end.
    pub between: Option<Encoded>,
}

/// The items that were written within a period, in the order of their keys.
pub struct Changes<'a> {
    sources: Sources<'a>,
    until: u64,
}

/// From a moment up to and without another.
pub fn changes(
    tx: &ReadTx,
    space: u64,
    history: u64,
    (from, until): (Timestamp, Timestamp),
) -> Result<Changes<'_>, store::Error> {
    let sources = Sources::from(tx, (space, history), from.millis().unsigned_abs())?;
    Ok(Changes { sources, until: until.millis().unsigned_abs() })
}

impl Iterator for Changes<'_> {
    type Item = Result<Change, store::Error>;

    fn next(&mut self) -> Option<Result<Change, store::Error>> {
        loop {
            let key = match self.sources.least()? {
                Ok(key) => key,
                Err(error) => return Some(Err(error)),
            };
            let (until, mut last, mut old, mut new, mut between) =
                (self.until, None, None, None, None);
            self.sources.of(&key, |at, Old(was)| {
                if at >= until {
                    new.get_or_insert(was);
                    return;
                }
                if last.replace(at).is_none() {
                    old = was;
                } else if between.is_none() {
                    between = was;
                }
            });
            if let Some(at) = last {
                return Some(Ok(Change { at, old, new: new.flatten(), between }));
            }
        }
    }
}
