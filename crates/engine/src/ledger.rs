//! What functions have used, kept: sums for each day, function and version.
//!
//! Counting happens in memory, on the request path, without a lock (see `meter`); every
//! `KEEP_EVERY` what has been added since is written, in the background, in one transaction, and
//! once more at the end. A crash loses what was counted since the last writing. An idle engine
//! writes nothing.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, Weak};
use std::time::Duration;

use store::{Corrupt, Direction, Error, Fields, Put, Range, Record, Table, WriteError, WriteTx};

use crate::engine::Engine;
use crate::meter::Counts;
use crate::pool::Pool;

/// What a crash may lose of the sums.
pub const KEEP_EVERY: Duration = Duration::from_secs(2);
/// Sums are kept for a year and a month.
pub const DAYS_MAX: i64 = 400;
/// Sums that one transaction writes, or days that it forgets.
const ROWS_AT_ONCE: usize = 1_000;
const DAY_MS: i64 = 86_400_000;

/// By day since 1970 (UTC), function, version.
static SUMS: Table<(i64, &'static str, &'static str), Sums> = Table::new("engine.usage");

/// What a version has used in one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// `2026-01-31`, UTC.
    pub day: String,
    pub function: String,
    pub version: String,
    pub sums: Sums,
}

/// Sums of whatever span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Without those that were throttled.
    pub requests: u64,
    pub errors: u64,
    pub throttles: u64,
    pub cold_starts: u64,
    pub billed_ms: u64,
    /// Billed milliseconds times the MB that the function had.
    pub mb_ms: u64,
}

impl Sums {
    pub fn gb_seconds(&self) -> f64 {
        // Exact to 2^53, thousands of years of a large function.
        self.mb_ms as f64 / (1024.0 * 1000.0)
    }

    pub fn add(&mut self, more: &Sums) {
        self.requests += more.requests;
        self.errors += more.errors;
        self.throttles += more.throttles;
        self.cold_starts += more.cold_starts;
        self.billed_ms += more.billed_ms;
        self.mb_ms += more.mb_ms;
    }

    fn of(counts: Counts, memory_mb: u32) -> Sums {
        Sums {
            requests: counts.invocations,
            errors: counts.errors,
            throttles: counts.throttles,
            cold_starts: counts.cold_starts,
            billed_ms: counts.billed_ms,
            mb_ms: counts.billed_ms.saturating_mul(memory_mb.into()),
        }
    }
}

/// Until the engine is gone.
pub async fn run(engine: Weak<Engine>) {
    loop {
        tokio::time::sleep(KEEP_EVERY).await;
        let Some(engine) = engine.upgrade() else { return };
        if engine.draining.load(Ordering::Acquire) {
            return;
        }
        engine.keep_usage().await;
    }
}

impl Engine {
    /// Writes what has been counted and not kept yet.
    pub(crate) async fn keep_usage(&self) {
        // One at a time: what is being written must not be written twice.
        let _keeping = self.keeping.lock().await;
        let pools = self.all_pools();
        let counted: Vec<(&Arc<Pool>, Counts)> = pools
            .iter()
            .filter_map(|pool| {
                let more = pool.meter.since_kept();
                (more != Counts::default()).then_some((pool, more))
            })
            .collect();
        for chunk in counted.chunks(ROWS_AT_ONCE) {
            let rows: Vec<(String, String, Sums)> = chunk
                .iter()
                .map(|(pool, more)| {
                    let version = &pool.version;
                    let sums = Sums::of(*more, version.memory_mb);
                    (version.function.clone(), version.version.clone(), sums)
                })
                .collect();
            match self.store.write(move |tx| add(tx, &rows)).await {
                Ok(()) => chunk.iter().for_each(|(pool, more)| pool.meter.kept(more)),
                Err(error) => {
                    let error: Error = WriteError::flatten(error);
                    tracing::warn!("what functions have used was not kept: {error}");
                    return;
                }
            }
        }
        drop(counted);
        drop(pools);
        self.forget_left();
    }

    /// What was kept, the earliest day first. The last `KEEP_EVERY` may be missing.
    pub fn used(&self) -> Result<Vec<Used>, Error> {
        self.store.read(|tx| {
            let rows = tx.scan(&SUMS, Range::all(), Direction::Forward)?;
            rows.map(|row| {
                let ((day, function, version), sums) = row?;
                let day = base::Timestamp(day * DAY_MS).format("%Y-%m-%d");
                Ok(Used { day, function, version, sums })
            })
            .collect()
        })
    }

    /// Pools that serve, and retired ones that still do.
    fn all_pools(&self) -> Vec<Arc<Pool>> {
        let mut all: Vec<Arc<Pool>> = self.roster.pools();
        all.extend(self.leaving.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned());
        all
    }

    /// Retired pools that nobody uses any more are done with, once everything of them is kept.
    fn forget_left(&self) {
        let mut leaving = self.leaving.lock().unwrap_or_else(PoisonError::into_inner);
        leaving.retain(|pool| {
            let done = Arc::strong_count(pool) == 1 && pool.meter.since_kept() == Counts::default();
            if done {
                self.past_of(pool);
            }
            !done
        });
    }
}

fn add(tx: &mut WriteTx, rows: &[(String, String, Sums)]) -> Result<(), Error> {
    let today = tx.now().0.div_euclid(DAY_MS);
    for (function, version, more) in rows {
        let key = (today, function.as_str(), version.as_str());
        let mut sums = tx.get(&SUMS, key)?.unwrap_or_default();
        sums.add(more);
        tx.put(&SUMS, key, &sums)?;
    }
    forget(tx, today - DAYS_MAX)
}

/// Days before `first` go; what does not go in this transaction goes in the next.
fn forget(tx: &mut WriteTx, first: i64) -> Result<(), Error> {
    let rows = tx.scan(&SUMS, Range::all().before((first, "", "")), Direction::Forward)?;
    let keys = rows.take(ROWS_AT_ONCE).map(|row| row.map(|(key, _)| key));
    let keys: Vec<(i64, String, String)> = keys.collect::<Result<_, _>>()?;
    keys.iter().try_for_each(|(day, function, version)| tx.delete(&SUMS, (*day, function, version)))
}

impl Record for Sums {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let Sums { requests, errors, throttles, cold_starts, billed_ms, mb_ms } = *self;
        for number in [requests, errors, throttles, cold_starts, billed_ms, mb_ms] {
            out.put_u64(number);
        }
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Sums, Corrupt> {
        if version != Sums::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Sums {
            requests: fields.u64()?,
            errors: fields.u64()?,
            throttles: fields.u64()?,
            cold_starts: fields.u64()?,
            billed_ms: fields.u64()?,
            mb_ms: fields.u64()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::FakeClock;
    use store::Store;

    #[test]
    fn sums_are_of_days_and_old_days_go() {
        let clock = Arc::new(FakeClock::at(1_769_903_999_123));
        let options = store::Options { clock: Arc::clone(&clock) as _, ..Default::default() };
        let store = Store::ephemeral(options).unwrap();
        let one = Sums { requests: 1, billed_ms: 10, mb_ms: 10 * 1024, ..Sums::default() };
        let add_one = || {
            let rows = vec![("f".to_owned(), "$LATEST".to_owned(), one)];
            store.write_blocking(move |tx| add(tx, &rows)).unwrap();
        };
        let days = || -> Vec<(i64, u64)> {
            store.read(|tx| {
                let rows = tx.scan(&SUMS, Range::all(), Direction::Forward).unwrap();
                rows.map(|row| row.map(|((day, _, _), sums)| (day, sums.requests)).unwrap())
                    .collect()
            })
        };
        add_one();
        add_one();
        clock.advance(Duration::from_secs(86_400));
        add_one();
        assert_eq!(days(), [(20_484, 2), (20_485, 1)]);
        assert!((one.gb_seconds() - 0.01).abs() < 1e-9);
        clock.advance(Duration::from_secs(86_400 * 400));
        add_one();
        assert_eq!(days(), [(20_485, 1), (20_885, 1)]);
    }

    #[test]
    fn sums_are_read_back_as_they_were_written() {
        let sums = Sums {
            requests: 1,
            errors: 2,
            throttles: 3,
            cold_starts: 4,
            billed_ms: 5,
            mb_ms: u64::MAX,
        };
        let mut bytes = Vec::new();
        sums.encode(&mut bytes);
        assert_eq!(Sums::decode(1, &bytes), Ok(sums));
        assert!(Sums::decode(2, &bytes).is_err() && Sums::decode(1, &bytes[1..]).is_err());
    }
}
