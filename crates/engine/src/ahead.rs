//! Idle instances leave, and others are started ahead of calls, as `foresee` has it.
//!
//! A call only notes that it begins and ends; what follows from it is looked at in the background,
//! at most once each `LOOK_EVERY` for a pool and then when its outlook changes by itself. A start
//! ahead gives way to whoever waits: there are few at once, none that would take the last stem or
//! that no concurrency is left for, none where memory is short. Nothing is started for a version
//! that fails to initialise, until a call has found out that it does again.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::engine::Engine;
use crate::foresee::{self, Past};
use crate::instance::Instance;
use crate::meter::Meter;
use crate::pool::Pool;
use crate::report::Phase;
use crate::start::{Purpose, StartError, start};

/// How often a pool whose calls come and go is looked at, and a start that had to give way is
/// tried again...
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// ...or more often where the price is lower than usual, but not without end.
const LOOK_PART: u32 = 240;
const LOOK_EVERY_MIN: Duration = Duration::from_millis(10);
/// A start that had to give way is tried again after twice the time whenever it has to again, so
/// often: nothing may have changed for hours.
const DOUBLINGS_MAX: u32 = 5;
/// Starts ahead that are under way at once, of all functions.
const STARTS_AT_ONCE: usize = 2;
/// Stems that are left for those who wait.
const STEMS_LEFT: usize = 1;

/// The pools that are to be looked at.
pub struct Watch {
    born: Instant,
    price: Duration,
    state: Mutex<State>,
    some: Notify,
    starting: AtomicUsize,
}

#[derive(Default)]
struct State {
    /// Their calls came or went.
    stirred: Vec<Arc<Pool>>,
    /// Their outlook changes then. At most one entry for each pool.
    later: BTreeMap<Key, Weak<Pool>>,
    keys: u64,
}

type Key = (Instant, u64);

/// What a pool knows of its calls.
pub struct Sight {
    past: Past,
    /// It is among the stirred.
    stirred: bool,
    later: Option<Key>,
    starting: usize,
    /// Looks in a row after which something was missing that could not be started.
    gave_way: u32,
    /// The last start ahead did not come to an instance.
    barred: bool,
    /// The shortest start that was seen: longer ones say more of the machine than of the function.
    start: Option<Duration>,
    bytes: u64,
}

/// A call, as long as it exists.
pub struct Call {
    engine: Arc<Engine>,
    pool: Arc<Pool>,
}

impl Watch {
    pub fn new(price: Duration) -> Watch {
        Watch {
            born: Instant::now(),
            price: price.max(Duration::from_millis(1)),
            state: Mutex::default(),
            some: Notify::new(),
            starting: AtomicUsize::new(0),
        }
    }

    pub fn sight(&self) -> Sight {
        Sight {
            past: Past::new(self.price),
            stirred: false,
            later: None,
            starting: 0,
            gave_way: 0,
            barred: false,
            start: None,
            bytes: 0,
        }
    }

    fn stir(&self, pool: &Arc<Pool>, sight: &mut Sight) {
        if std::mem::replace(&mut sight.stirred, true) {
            return;
        }
        let mut state = self.lock();
        state.stirred.push(Arc::clone(pool));
        if state.stirred.len() == 1 {
            self.some.notify_one();
        }
    }

    /// Who is to be looked at now.
    fn due(&self, now: Instant) -> Vec<Arc<Pool>> {
        let mut state = self.lock();
        let mut due = std::mem::take(&mut state.stirred);
        let later = state.later.split_off(&(now, u64::MAX));
        let passed = std::mem::replace(&mut state.later, later);
        due.extend(passed.values().filter_map(Weak::upgrade));
        due
    }

    fn next(&self) -> Option<Instant> {
        self.lock().later.keys().next().map(|(at, _)| *at)
    }

    /// Instead of when it was to be looked at before.
    fn set(&self, pool: &Arc<Pool>, sight: &mut Sight, at: Option<Instant>) {
        let mut state = self.lock();
        if let Some(key) = sight.later.take() {
            state.later.remove(&key);
        }
        if let Some(at) = at {
            state.keys += 1;
            let key = (at, state.keys);
            state.later.insert(key, Arc::downgrade(pool));
            sight.later = Some(key);
        }
    }

    fn every(&self) -> Duration {
        (self.price / LOOK_PART).clamp(LOOK_EVERY_MIN, LOOK_EVERY)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sight {
    /// A start took so long.
    pub fn note_start(&mut self, took: Duration) {
        self.start = Some(self.start.map_or(took, |start| start.min(took)));
    }

    /// A start had to. After how long it is tried again.
    fn give_way(&mut self, every: Duration) -> Duration {
        let after = every * (1 << self.gave_way);
        self.gave_way = (self.gave_way + 1).min(DOUBLINGS_MAX);
        after
    }
}

impl Call {
    /// `None`: nothing follows from calls, as the idle time is fixed.
    pub fn begin(engine: &Arc<Engine>, pool: &Arc<Pool>) -> Option<Call> {
        let mut sight = pool.sight()?;
        sight.past.began(engine.watch.born.elapsed());
        Some(Call { engine: Arc::clone(engine), pool: Arc::clone(pool) })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let Some(mut sight) = self.pool.sight() else { return };
        let watch = &self.engine.watch;
        sight.past.ended(watch.born.elapsed());
        sight.gave_way = 0;
        watch.stir(&self.pool, &mut sight);
    }
}

/// An instance has served: what kept others from being started is over.
pub fn served(pool: &Pool) {
    if let Some(mut sight) = pool.sight() {
        sight.barred = false;
    }
}

/// Looks for as long as the engine exists.
pub async fn run(engine: Weak<Engine>) {
    loop {
        let (watch, every, next) = {
            let Some(engine) = engine.upgrade() else { return };
            (Arc::clone(&engine.watch), engine.watch.every(), engine.watch.next())
        };
        let some = watch.some.notified();
        match next {
            Some(at) => drop(tokio::time::timeout_at(at.into(), some).await),
            None => some.await,
        }
        drop(watch);
        tokio::time::sleep(every).await;
        let Some(engine) = engine.upgrade() else { return };
        if engine.sandboxes.is_lost() || engine.is_draining() {
            return;
        }
        let now = Instant::now();
        for pool in engine.watch.due(now) {
            look(&engine, &pool, now);
        }
    }
}

fn look(engine: &Arc<Engine>, pool: &Arc<Pool>, now: Instant) {
    let watch = &engine.watch;
    let Some(mut sight) = pool.sight() else { return };
    sight.stirred = false;
    if pool.is_retired() {
        return watch.set(pool, &mut sight, None);
    }
    let (idle, bytes) = pool.idle_now();
    sight.bytes = sight.bytes.max(bytes);
    let worth = foresee::worth(watch.price, sight.start.unwrap_or_default(), sight.bytes);
    let outlook = sight.past.outlook(now.duration_since(watch.born), worth);
    let missing = outlook.idle.saturating_sub(idle + sight.starting);
    let mut started = 0;
    while started < missing && may_start(engine, pool, &sight, idle) {
        sight.starting += 1;
        started += 1;
        spawn_start(engine, pool, sight.bytes);
    }
    let change = outlook.until.map(|until| watch.born + until);
    if started > 0 || missing == 0 {
        sight.gave_way = 0;
    }
    let again = (started < missing && !sight.barred).then(|| now + sight.give_way(watch.every()));
    let at = [change, again].into_iter().flatten().min();
    watch.set(pool, &mut sight, at);
    drop(sight);
    for instance in pool.take_longest_idle(outlook.idle) {
        engine.dispose(pool, instance);
    }
}

fn may_start(engine: &Engine, pool: &Pool, sight: &Sight, idle: usize) -> bool {
    let room = pool.room(&engine.gate) as usize;
    let stems = pool.ready_stems();
    let (used, bound) = engine.idle_memory();
    !sight.barred
        && idle + sight.starting < room
        && engine.watch.starting.load(Ordering::Acquire) < STARTS_AT_ONCE
        && (stems > STEMS_LEFT || engine.options.stems.max <= STEMS_LEFT)
        && !engine.is_short_of_memory()
        && used.saturating_add(sight.bytes) <= bound
}

/// A start ahead that is under way. It ends with this, however it ends.
struct Start {
    engine: Arc<Engine>,
    pool: Arc<Pool>,
    /// As it is where the start does not come to an outcome: the next would not either.
    barred: bool,
}

impl Drop for Start {
    fn drop(&mut self) {
        let watch = &self.engine.watch;
        watch.starting.fetch_sub(1, Ordering::AcqRel);
        if let Some(mut sight) = self.pool.sight() {
            sight.starting = sight.starting.saturating_sub(1);
            sight.barred |= self.barred;
            watch.stir(&self.pool, &mut sight);
        }
    }
}

fn spawn_start(engine: &Arc<Engine>, pool: &Arc<Pool>, bytes: u64) {
    // The memory is summed up seldom, and the next start is not to believe in the same room.
    engine.add_idle_bytes(bytes);
    engine.watch.starting.fetch_add(1, Ordering::AcqRel);
    let (engine, pool) = (Arc::clone(engine), Arc::clone(pool));
    engine.runtime.clone().spawn(async move {
        // Made in here: a runtime that ends drops the task at once, under the lock of our caller.
        let (our_engine, our_pool) = (Arc::clone(&engine), Arc::clone(&pool));
        let mut begun = Start { engine: our_engine, pool: our_pool, barred: true };
        let limit = engine.options.init_timeout;
        let needed = || !pool.is_retired();
        let outcome = start(&engine, &pool, Purpose::Ahead, Phase::Init, limit, &needed).await;
        begun.barred = match &outcome {
            Ok(_) | Err(StartError::Cancelled | StartError::NotCopied(..)) => false,
            Err(StartError::Init(_) | StartError::Stillborn) => true,
            Err(StartError::Platform(operator)) => {
                let function = &*pool.function;
                tracing::debug!(function, operator, "an instance was not started ahead");
                true
            }
        };
        drop(begun);
        if let Ok(mut instance) = outcome {
            instance.unused = true;
            engine.give_back(&pool, instance);
        }
    });
}

/// An instance ends. One that was started ahead and saw no call is counted.
pub fn ended(pool: &Pool, instance: &Instance) {
    if instance.unused {
        Meter::add(&pool.meter.unused, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_way_again_and_again_waits_longer_but_not_without_end() {
        let mut sight = Watch::new(Duration::from_secs(60)).sight();
        let waits: Vec<Duration> = (0..8).map(|_| sight.give_way(LOOK_EVERY)).collect();
        assert_eq!(waits[..3], [LOOK_EVERY, LOOK_EVERY * 2, LOOK_EVERY * 4]);
        assert_eq!(waits[6..], [LOOK_EVERY * (1 << DOUBLINGS_MAX); 2]);
    }
}
