//! How many batches a mapping may have at a time, and when it has to pause. Pure.
//!
//! It begins with a few and may have more, at a rate, for as long as those are all busy while there
//! is more to read; each failure takes half of them away. An ordered source is not held back: its
//! groups bound it.

use std::time::Duration;

use base::Timestamp;

use crate::limit::{
    BATCHES_FIRST, BATCHES_MAX, BATCHES_MORE_A_MINUTE, FAILURE_PAUSE_MAX, FAILURE_PAUSE_MIN,
    FAILURES_FREE,
};

#[derive(Debug)]
pub struct Pace {
    /// Milli-batches, so that a rate below one a millisecond adds up.
    allowed: u64,
    /// Since when all of them have been busy.
    busy_since: Option<Timestamp>,
    /// Batches in a row that failed.
    failures: u32,
    paused_until: Timestamp,
}

const MILLI: u64 = 1000;

impl Pace {
    pub fn new() -> Pace {
        let allowed = u64::from(BATCHES_FIRST) * MILLI;
        Pace { allowed, busy_since: None, failures: 0, paused_until: Timestamp(0) }
    }

    /// How many there may be now, where `max` is the mapping's own limit.
    pub fn allowed(&self, max: Option<u32>, ordered: bool) -> u32 {
        let own = max.unwrap_or(BATCHES_MAX).min(BATCHES_MAX);
        let calm = self.failures == 0;
        if ordered && calm {
            return own;
        }
        let paced = u32::try_from(self.allowed / MILLI).unwrap_or(BATCHES_MAX);
        paced.max(1).min(own)
    }

    /// Whether there will be more by themselves.
    pub fn may_grow(&self, max: Option<u32>, ordered: bool) -> bool {
        self.allowed(max, ordered) < max.unwrap_or(BATCHES_MAX).min(BATCHES_MAX)
    }

    /// As many are busy as there may be, and there may be more to read.
    pub fn saturated(&mut self, now: Timestamp) {
        let since = *self.busy_since.get_or_insert(now);
        let gone = u64::try_from(now.since(since)).unwrap_or(0);
        let more = gone * u64::from(BATCHES_MORE_A_MINUTE) / 60;
        if more > 0 {
            self.allowed = (self.allowed + more).min(u64::from(BATCHES_MAX) * MILLI);
            self.busy_since = Some(now);
        }
    }

    /// When there may be one more, if as many as now stay busy.
    pub fn next_more(&self, now: Timestamp) -> Timestamp {
        let missing = MILLI - self.allowed % MILLI;
        let rate = u64::from(BATCHES_MORE_A_MINUTE);
        now.plus(Duration::from_millis((missing * 60).div_ceil(rate)))
    }

    /// There was nothing to read for a while: it is as at its beginning.
    pub fn idle(&mut self) {
        self.busy_since = None;
        self.allowed = self.allowed.min(u64::from(BATCHES_FIRST) * MILLI);
    }

    /// A batch was processed, at least in part.
    pub fn succeeded(&mut self) {
        if self.failures > 0 {
            self.failures = 0;
            self.allowed = self.allowed.max(u64::from(BATCHES_FIRST) * MILLI);
        }
    }

    /// A batch failed as a whole.
    pub fn failed(&mut self, now: Timestamp) {
        self.back_off();
        self.failures = self.failures.saturating_add(1);
        let beyond = self.failures.saturating_sub(FAILURES_FREE);
        if beyond > 0 {
            let pause = doubled(FAILURE_PAUSE_MIN, beyond - 1, FAILURE_PAUSE_MAX);
            self.paused_until = self.paused_until.max(now.plus(pause));
        }
    }

    /// There was no place for a batch.
    pub fn throttled(&mut self) {
        self.back_off();
    }

    /// Until when no batch is to begin.
    pub fn paused_until(&self) -> Timestamp {
        self.paused_until
    }

    fn back_off(&mut self) {
        self.busy_since = None;
        self.allowed = (self.allowed / 2).max(MILLI);
    }
}

/// `first`, doubled `times` times, at most `last`.
pub fn doubled(first: Duration, times: u32, last: Duration) -> Duration {
    first.saturating_mul(1u32.checked_shl(times).unwrap_or(u32::MAX)).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_with_five_and_has_three_hundred_more_a_minute_later() {
        let mut pace = Pace::new();
        assert_eq!(pace.allowed(None, false), 5);
        for ms in (0..=60_000).step_by(7) {
            pace.saturated(Timestamp(ms));
        }
        pace.saturated(Timestamp(60_000));
        assert_eq!(pace.allowed(None, false), 305);
        for minute in 1..10 {
            pace.saturated(Timestamp(minute * 60_000));
        }
        assert_eq!(pace.allowed(None, false), 1250);
        pace.idle();
        assert_eq!(pace.allowed(None, false), 5);
    }

    #[test]
    fn the_next_one_is_there_when_it_was_promised() {
        let mut pace = Pace::new();
        pace.saturated(Timestamp(0));
        let next = pace.next_more(Timestamp(0));
        assert_eq!(next, Timestamp(200));
        pace.saturated(Timestamp(199));
        assert_eq!(pace.allowed(None, false), 5);
        pace.saturated(next);
        assert_eq!(pace.allowed(None, false), 6);
    }

    #[test]
    fn its_own_limit_is_never_passed() {
        let pace = Pace::new();
        assert_eq!(pace.allowed(Some(2), false), 2);
        assert_eq!(pace.allowed(Some(1000), false), 5);
        assert_eq!(pace.allowed(Some(1000), true), 1000);
        assert_eq!(pace.allowed(None, true), BATCHES_MAX);
    }

    #[test]
    fn failures_halve_it_and_a_success_brings_it_back() {
        let mut pace = Pace::new();
        for allowed in [2, 1, 1, 1] {
            pace.failed(Timestamp(0));
            assert_eq!(pace.allowed(None, false), allowed);
            assert_eq!(pace.allowed(None, true), allowed);
        }
        assert_eq!(pace.paused_until(), Timestamp(0));
        pace.succeeded();
        assert_eq!(pace.allowed(None, false), 5);
        pace.throttled();
        assert_eq!(pace.allowed(None, false), 2);
    }

    #[test]
    fn a_function_that_only_fails_is_asked_ever_less() {
        let mut pace = Pace::new();
        let mut pauses = Vec::new();
        for _ in 0..13 {
            pace.failed(Timestamp(1));
            pauses.push(pace.paused_until().since(Timestamp(1)));
        }
        assert_eq!(pauses[..5], [-1, -1, -1, -1, -1]);
        assert_eq!(pauses[5..], [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
        assert_eq!(doubled(FAILURE_PAUSE_MIN, 99, FAILURE_PAUSE_MAX), FAILURE_PAUSE_MAX);
    }
}
