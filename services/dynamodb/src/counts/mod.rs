//! How many items a space has, and their bytes: exact in memory, kept now and then.
//!
//! What is kept says of itself whether it is exact: the first change that is counted in memory only
//! leaves a mark behind. A space whose mark is found at a start was left by an unorderly end, and
//! is counted anew while it is in use: a step is a transaction of bounded size, what is written
//! meanwhile is counted by its own transaction where the recount has been already, and the last
//! step puts the sum in the place of what was wrong. After a further end the recount goes on.

mod state;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use store::{ReadTx, WriteTx};

use crate::error::from_store;
use crate::state::{Dynamodb, Live, sizes};

pub use state::{forget, kept, recount};

/// A space's counts are written when this share of its items has changed since: exactly while it is
/// small, rarely when it is large. An orderly end writes them all; any other leaves them wrong by
/// that share at most, until they are counted anew.
const SHARE: i64 = 64;
/// Rows, and bytes of them, that one step of a recount looks at: a millisecond or two of the
/// writer.
const STEP_ROWS: usize = 500;
const STEP_BYTES: usize = 512 * 1024;
/// Between two steps the writer is everybody else's: a recount takes a tenth of it or so, and some
/// forty thousand items a second are counted.
const PAUSE: Duration = Duration::from_millis(10);
/// How long nothing is tried again after the store has refused.
const RECOVERY: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub items: i64,
    pub bytes: i64,
}

impl std::ops::Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts { items: self.items + other.items, bytes: self.bytes + other.bytes }
    }
}

/// What a transaction adds to a space's counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub all: Counts,
    /// Of that, what lies where the recount has been.
    recounted: Counts,
}

impl std::ops::Add for Added {
    type Output = Added;

    fn add(self, other: Added) -> Added {
        Added { all: self.all + other.all, recounted: self.recounted + other.recounted }
    }
}

/// What a space has up to a key, which has been looked at; up to no key at the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    upto: Vec<u8>,
    counts: Counts,
}

/// Items and bytes of a space. It changes only in the store's write closures.
#[derive(Default)]
pub struct Counter {
    counted: Mutex<Counted>,
    /// There is a recount; asked by every change.
    recounts: AtomicBool,
}

#[derive(Default)]
struct Counted {
    counts: Counts,
    /// Items that have changed since the counts were kept; where there are some, they are marked.
    unsaved: i64,
    recount: Option<Recount>,
}

impl Counter {
    pub fn open(tx: &ReadTx, space: u64) -> Result<Counter, store::Error> {
        let counted =
            Counted { counts: kept(tx, space)?, unsaved: 0, recount: recount(tx, space)? };
        let recounts = AtomicBool::new(counted.recount.is_some());
        Ok(Counter { counted: Mutex::new(counted), recounts })
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn counts(&self) -> Counts {
        self.lock().counts
    }

    /// A change of the row under `key`, to be given to [`Counter::add`].
    pub fn added(&self, key: &[u8], all: Counts) -> Added {
        // Set before the first change and cleared by a write closure, as changes are.
        let is_recounted = self.recounts()
            && self.lock().recount.as_ref().is_some_and(|recount| key <= &*recount.upto);
        Added { all, recounted: if is_recounted { all } else { Counts::default() } }
    }

    /// The last thing in a transaction that may fail.
    pub fn add(&self, tx: &mut WriteTx, space: u64, added: Added) -> Result<(), store::Error> {
        let mut counted = self.lock();
        let counts = counted.counts + added.all;
        let unsaved = counted.unsaved + added.all.items.abs().max(1);
        let is_due = unsaved * SHARE >= counts.items;
        let is_marked = counted.unsaved > 0;
        if is_due {
            state::keep(tx, space, &counts)?;
        }
        match &mut counted.recount {
            Some(recount) if added.recounted != Counts::default() => {
                let counts = recount.counts + added.recounted;
                let next = Recount { upto: recount.upto.clone(), counts };
                state::put_recount(tx, space, &next)?;
                *recount = next;
            }
            Some(_) => {}
            None if is_due && is_marked => state::delete_recount(tx, space)?,
            None if !is_due && !is_marked => {
                state::put_recount(tx, space, &Recount::default())?;
            }
            None => {}
        }
        counted.counts = counts;
        counted.unsaved = if is_due { 0 } else { unsaved };
        Ok(())
    }

    /// Writes the counts where some change is not written yet.
    pub fn keep(&self, tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
        let mut counted = self.lock();
        if counted.unsaved > 0 {
            state::keep(tx, space, &counted.counts)?;
            if counted.recount.is_none() {
                state::delete_recount(tx, space)?;
            }
            counted.unsaved = 0;
        }
        Ok(())
    }

    fn recounts(&self) -> bool {
        self.recounts.load(Ordering::Relaxed)
    }

    /// Counts some more of the space anew; at its end the sum is in force.
    fn recount_some(
        &self,
        tx: &mut WriteTx,
        space: u64,
        is_index: bool,
    ) -> Result<(), store::Error> {
        let Some(Recount { mut upto, mut counts }) = self.lock().recount.clone() else {
            return Ok(());
        };
        let (mut rows, bytes_before) = (0, counts.bytes);
        for row in sizes(tx, space, &upto, is_index)?.take(STEP_ROWS) {
            let (key, bytes) = row?;
            rows += 1;
            counts = counts + Counts { items: 1, bytes: bytes as i64 };
            upto = key;
            if counts.bytes - bytes_before >= STEP_BYTES as i64 {
                break;
            }
        }
        if rows > 0 {
            let recount = Recount { upto, counts };
            state::put_recount(tx, space, &recount)?;
            self.lock().recount = Some(recount);
            return Ok(());
        }
        state::keep(tx, space, &counts)?;
        state::delete_recount(tx, space)?;
        *self.lock() = Counted { counts, unsaved: 0, recount: None };
        self.recounts.store(false, Ordering::Relaxed);
        Ok(())
    }
}

impl Dynamodb {
    /// Writes the counts of which some change is not written yet: the end of the service's work.
    pub async fn keep_counts(&self) -> Result<(), wire::Error> {
        let tables = self.all();
        let done = self.store.write(move |tx| -> Result<(), store::Error> {
            for live in tables.iter().map(Live::current).filter(|live| !live.is_dropped()) {
                for (space, counter) in live.counters() {
                    counter.keep(tx, space)?;
                }
            }
            Ok(())
        });
        done.await.map_err(|error| from_store(error.flatten()))
    }

    /// Begins to count anew what an unorderly end has left wrong, on a thread that ends with it.
    /// Where no thread is to be had, the next start finds the marks again.
    pub(crate) fn begin_recounts(self: &Arc<Dynamodb>) {
        let mut counters = self.all().into_iter();
        let is_left = counters.any(|live| live.counters().any(|(_, counter)| counter.recounts()));
        if is_left {
            let service = Arc::downgrade(self);
            let thread = std::thread::Builder::new().name("dynamodb-recount".into());
            let _ = thread.spawn(move || run(&service));
        }
    }

    /// One step of a recount; whether there is more to be done. The thread's, and a test's.
    pub fn recount(&self) -> Result<bool, wire::Error> {
        let tables = self.all();
        let done = self.store.write_blocking(move |tx| -> Result<bool, store::Error> {
            for live in tables.iter().map(Live::current).filter(|live| !live.is_dropped()) {
                for (at, (space, counter)) in live.counters().enumerate() {
                    if counter.recounts() {
                        counter.recount_some(tx, space, at > 0)?;
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        });
        done.map_err(|error| from_store(error.flatten()))
    }
}

fn run(service: &Weak<Dynamodb>) {
    loop {
        let Some(dynamodb) = service.upgrade() else { return };
        let step = dynamodb.recount();
        let is_poisoned = dynamodb.store.poisoned().is_some();
        drop(dynamodb);
        match step {
            Ok(true) => std::thread::sleep(PAUSE),
            Err(_) if !is_poisoned => std::thread::sleep(RECOVERY),
            _ => return,
        }
    }
}
