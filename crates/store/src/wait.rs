//! Who waits for a feed to grow, a timer to come due or a time to come, and how they are woken.
//!
//! A waiter registers first and looks afterwards, so that nothing committed in between is missed.

use crate::error::Error;
use crate::limit;
use crate::pending::Slot;
use crate::tx::Touched;
use crate::writer::Shared;
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// The number of a wait that has never begun.
const UNREGISTERED: u64 = 0;

type Answer = Result<u64, Error>;
type Times = BTreeMap<(i64, u64), Arc<Slot<Answer>>>;

#[derive(Default)]
pub(crate) struct Waiters {
    state: Mutex<State>,
    /// The alarm thread waits here for timers to change.
    alarm: Condvar,
}

#[derive(Default)]
pub(crate) struct State {
    next: u64,
    count: usize,
    feeds: HashMap<(&'static str, Vec<u8>), Vec<FeedWaiter>>,
    pub timers: HashMap<&'static str, TimerWaiters>,
    /// Who waits for a time by itself, by the store's clock and by the machine's: by that and their
    /// number.
    times: [Times; 2],
    /// Waits that the store's clock has ended and whose owners have not looked yet.
    woken: usize,
    failed: Option<Error>,
}

struct FeedWaiter {
    id: u64,
    after: u64,
    slot: Arc<Slot<Answer>>,
}

#[derive(Default)]
pub(crate) struct TimerWaiters {
    waiters: Vec<(u64, Arc<Slot<Answer>>)>,
    /// The timer changed since its earliest deadline was looked up.
    pub stale: bool,
    pub earliest: Option<i64>,
}

#[derive(Clone, PartialEq)]
enum Place {
    Feed(&'static str, Vec<u8>),
    Timer(&'static str),
    Time(By, i64),
}

/// Whose time is waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum By {
    Store,
    Machine,
}

/// Waits for one thing: a future, or a blocking wait. Dropping it stops waiting.
#[must_use = "nothing is waited for until this is awaited"]
pub struct Wait {
    shared: Arc<Shared>,
    place: Place,
    id: u64,
    slot: Arc<Slot<Answer>>,
}

impl Wait {
    /// Waits until the feed's partition holds an entry after `after`.
    pub(crate) fn feed(
        shared: &Arc<Shared>,
        name: &'static str,
        partition: &[u8],
        after: u64,
    ) -> Wait {
        Wait::register(shared, Place::Feed(name, partition.to_vec()), after)
    }

    pub(crate) fn timer(shared: &Arc<Shared>, name: &'static str) -> Wait {
        Wait::register(shared, Place::Timer(name), 0)
    }

    pub(crate) fn time(shared: &Arc<Shared>, by: By, time: i64) -> Wait {
        Wait::register(shared, Place::Time(by, time), 0)
    }

    fn register(shared: &Arc<Shared>, place: Place, after: u64) -> Wait {
        let slot = Slot::new();
        let id = shared.waiters.add(&place, after, &slot);
        Wait { shared: shared.clone(), place, id, slot }
    }

    pub(crate) fn complete(&self, answer: Answer) {
        self.slot.complete(answer);
    }

    /// Blocks until it has happened: a feed's last sequence number, or 0 for a timer or a time.
    pub fn wait(self) -> Result<u64, Error> {
        self.slot.wait()
    }

    /// Blocks for `limit` at most; None where it has not happened by then.
    pub fn wait_for(self, limit: Duration) -> Option<Result<u64, Error>> {
        self.slot.wait_for(limit)
    }
}

impl Future for Wait {
    type Output = Result<u64, Error>;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.slot.poll(context)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.shared.waiters.remove(&self.place, self.id);
    }
}

impl Waiters {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, place: &Place, after: u64, slot: &Arc<Slot<Answer>>) -> u64 {
        let mut state = self.lock();
        state.next += 1;
        let id = state.next;
        if let Some(error) = &state.failed {
            slot.complete(Err(error.clone()));
            return UNREGISTERED;
        }
        if state.count >= limit::WAITERS_MAX {
            slot.complete(Err(Error::Overloaded));
            return UNREGISTERED;
        }
        state.count += 1;
        match place {
            Place::Feed(name, partition) => {
                let waiter = FeedWaiter { id, after, slot: slot.clone() };
                state.feeds.entry((name, partition.clone())).or_default().push(waiter);
            }
            Place::Timer(name) => {
                let timer = state.timers.entry(name).or_default();
                timer.waiters.push((id, slot.clone()));
                timer.stale = true;
                self.alarm.notify_all();
            }
            Place::Time(by, time) => {
                state.times[*by as usize].insert((*time, id), slot.clone());
                self.alarm.notify_all();
            }
        }
        id
    }

    fn remove(&self, place: &Place, id: u64) {
        if id == UNREGISTERED {
            return;
        }
        let mut state = self.lock();
        let state = &mut *state;
        let count = state.count;
        match place {
            Place::Feed(name, partition) => {
                let key = (*name, partition.clone());
                if let Some(waiters) = state.feeds.get_mut(&key) {
                    let before = waiters.len();
                    waiters.retain(|waiter| waiter.id != id);
                    state.count -= before - waiters.len();
                    if waiters.is_empty() {
                        state.feeds.remove(&key);
                    }
                }
            }
            Place::Timer(name) => {
                if let Some(timer) = state.timers.get_mut(name) {
                    let before = timer.waiters.len();
                    timer.waiters.retain(|(waiter, _)| *waiter != id);
                    state.count -= before - timer.waiters.len();
                    if timer.waiters.is_empty() {
                        state.timers.remove(name);
                    }
                }
            }
            Place::Time(by, time) => {
                let gone = state.times[*by as usize].remove(&(*time, id));
                state.count -= usize::from(gone.is_some());
            }
        }
        // It is no longer among those who wait: it was woken.
        if count == state.count && matches!(place, Place::Timer(_) | Place::Time(By::Store, _)) {
            state.woken = state.woken.saturating_sub(1);
        }
    }

    /// Wakes those who waited for what a group changed.
    pub fn committed(&self, touched: &Touched) {
        if touched.feeds.is_empty() && touched.timers.is_empty() {
            return;
        }
        let mut woken = Vec::new();
        let mut state = self.lock();
        let state = &mut *state;
        for (name, partition, last) in &touched.feeds {
            let Some(waiters) = state.feeds.get_mut(&(*name, partition.clone())) else {
                continue;
            };
            let ready = waiters.extract_if(.., |waiter| waiter.after < *last);
            woken.extend(ready.map(|waiter| (waiter.slot, *last)));
        }
        state.count -= woken.len();
        for name in &touched.timers {
            if let Some(timer) = state.timers.get_mut(name) {
                timer.stale = true;
                self.alarm.notify_all();
            }
        }
        for (slot, last) in woken {
            slot.complete(Ok(last));
        }
    }

    /// Nothing will be committed any more: tells everybody, and everybody who comes.
    pub fn fail(&self, error: &Error) {
        let mut state = self.lock();
        state.failed.get_or_insert_with(|| error.clone());
        let feeds = std::mem::take(&mut state.feeds).into_values().flatten();
        let feeds = feeds.map(|waiter| waiter.slot);
        let timers = std::mem::take(&mut state.timers).into_values();
        let timers = timers.flat_map(|timer| timer.waiters).map(|(_, slot)| slot);
        let times = std::mem::take(&mut state.times).into_iter().flat_map(BTreeMap::into_values);
        for slot in feeds.chain(timers).chain(times) {
            slot.complete(Err(error.clone()));
        }
        state.count = 0;
        self.alarm.notify_all();
    }

    pub fn failed(state: &State) -> bool {
        state.failed.is_some()
    }

    /// The clock was moved by hand.
    pub fn nudge(&self) {
        let mut state = self.lock();
        for timer in state.timers.values_mut() {
            timer.stale = true;
        }
        self.alarm.notify_all();
    }

    /// Everybody who waits for this timer.
    pub fn wake_timer(state: &mut State, name: &'static str) {
        if let Some(timer) = state.timers.remove(name) {
            state.count -= timer.waiters.len();
            state.woken += timer.waiters.len();
            for (_, slot) in timer.waiters {
                slot.complete(Ok(0));
            }
        }
    }

    /// Whether somebody was woken by the store's clock and has not looked yet; or would be, as soon
    /// as the alarm looks.
    pub fn is_waking(state: &State, now: i64) -> bool {
        state.woken > 0 || Waiters::next_time(state, By::Store).is_some_and(|time| time <= now)
    }

    /// The next time that somebody waits for by itself.
    pub fn next_time(state: &State, by: By) -> Option<i64> {
        state.times[by as usize].keys().next().map(|(time, _)| *time)
    }

    /// Everybody who waits for this time or an earlier one.
    pub fn wake_times(state: &mut State, by: By, now: i64) {
        let times = &mut state.times[by as usize];
        let later = times.split_off(&(now.saturating_add(1), 0));
        let come = std::mem::replace(times, later);
        state.count -= come.len();
        if by == By::Store {
            state.woken += come.len();
        }
        for slot in come.into_values() {
            slot.complete(Ok(0));
        }
    }

    /// Sleeps until a timer changes, at most for `limit`.
    pub fn sleep<'a>(
        &self,
        state: MutexGuard<'a, State>,
        limit: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        match limit {
            Some(limit) => {
                let woken = self.alarm.wait_timeout(state, limit);
                woken.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.alarm.wait(state).unwrap_or_else(PoisonError::into_inner),
        }
    }
}
