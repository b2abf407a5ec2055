//! When a function will be called again, as far as its past tells, and whether an instance should
//! be idle by then: a rule over times that are passed in, which knows no instances and no clock.
//!
//! The *n*th *level* is called when a call comes while *n* others are running. Of each level it is
//! counted how long it was free between two calls; the counts give the chance of a call in the next
//! moment, given how long it has been free by now. An instance is worth keeping in a moment when
//! that chance, times what is paid for a call that need not wait, exceeds the moment: see `worth`.
//! So a level may be without an instance at first, have one around the usual time, and go without
//! again. Calls that come by the clock are found by equal distances between them, which the counts
//! are too coarse for when they are long.
//!
//! What is left out on purpose: days and weeks, and what calls of other functions foretell.

use std::time::Duration;

/// An idle instance may stay for so long, on average, for each call that finds one and need not
/// wait. Lower: less memory, more starts. The price per function follows from it, see `worth`.
pub const PRICE: Duration = Duration::from_secs(60);
/// All other times are parts of the price, so that a day can be replayed in an hour.
/// The first of the distances that are counted, and how each next one is longer.
const FIRST_PART: u32 = 240;
const RATIO: f64 = 1.3;
/// The last one is of about two hours with the default price.
const BINS: usize = 40;
/// An instance that would be needed again within this part of the price is not ended before: a
/// start takes processor time, even where nobody waits for it.
const PAUSE_PART: u32 = 3;
/// Calls by the clock come within this part of the price of when they are expected, or within this
/// part of their distance, which are delays on their way here.
const JITTER_PART: u32 = 60;
const JITTER_OF_DISTANCE: u64 = 500;
/// Levels that are looked at; higher ones have no idle instances. As many as an account may have
/// invocations at once by default: 64 KiB of a function that had so many.
const LEVELS_MAX: usize = 1000;
/// Counts are halved when there are so many, so that what was long ago is forgotten.
const COUNTED_MAX: u32 = 128;
/// Calls that are remembered by their time.
const CALLS: usize = 16;
/// More of what the clock foretold, or did not, is not remembered.
const TRUST_MAX: i8 = 8;
/// So many of them may be the last one of a series, others having come between.
const SERIES: usize = 5;
/// What is believed of a level before anything is known of it: this many distances, as many from
/// one second to two as from one hour to two.
const BELIEVED: f64 = 2.0;
/// A start that takes this long is worth the price...
const WAIT: Duration = Duration::from_millis(20);
/// ...of an instance that takes so much.
const BYTES: u64 = 4 << 20;
/// The most that a slow start can be worth, in prices.
const WORTH_MAX: f64 = 30.0;

/// What calls that need not wait for a start are worth, where one takes so long and an instance
/// holds so much.
pub fn worth(price: Duration, start: Duration, bytes: u64) -> Duration {
    let slow = (start.as_secs_f64() / WAIT.as_secs_f64()).max(1.0);
    let large = (bytes as f64 / BYTES as f64).max(1.0);
    price.mul_f64((slow / large).clamp(1.0 / WORTH_MAX, WORTH_MAX))
}

/// What one function's calls were like. Times are since a moment of the owner's choice.
#[derive(Debug)]
pub struct Past {
    price: Duration,
    running: usize,
    levels: Vec<Level>,
    /// When the first level was called, the last time first.
    calls: [Duration; CALLS],
    called: usize,
    /// Calls that came when the clock had them expected, less those that came at other times.
    trust: i8,
}

#[derive(Debug, Default)]
struct Level {
    /// Since when nobody uses it.
    free: Option<Duration>,
    distances: Distances,
}

/// How often the level was free for how long; the last count is of times that the clock ended.
#[derive(Debug)]
struct Distances {
    counts: [u8; BINS + 1],
}

/// What should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Idle instances.
    pub idle: usize,
    /// Until then, if nobody calls; none: for good.
    pub until: Option<Duration>,
}

/// From, to: since the level was free.
type Span = (Duration, Duration);

impl Past {
    /// `price`: see `PRICE`.
    pub fn new(price: Duration) -> Past {
        let calls = [Duration::ZERO; CALLS];
        Past { price, running: 0, levels: Vec::new(), calls, called: 0, trust: 0 }
    }

    /// A call begins.
    pub fn began(&mut self, now: Duration) {
        let at = self.running;
        self.running += 1;
        if at >= LEVELS_MAX {
            return;
        }
        if self.levels.len() <= at {
            self.levels.push(Level::default());
        }
        let free = self.levels.get_mut(at).and_then(|level| level.free.take());
        if let Some(free) = free {
            let by_the_clock = at == 0 && self.is_by_the_clock(now, free);
            let bin = if by_the_clock { BINS } else { bin(now.saturating_sub(free), self.price) };
            if let Some(level) = self.levels.get_mut(at) {
                level.distances.add(bin);
            }
        }
        if at == 0 {
            self.calls.rotate_right(1);
            self.calls[0] = now;
            self.called = (self.called + 1).min(CALLS);
        }
    }

    /// One has ended.
    pub fn ended(&mut self, now: Duration) {
        self.running = self.running.saturating_sub(1);
        if let Some(level) = self.levels.get_mut(self.running) {
            level.free = Some(now);
        }
    }

    /// `worth`: of this function's calls.
    pub fn outlook(&self, now: Duration, worth: Duration) -> Outlook {
        let mut outlook = Outlook { idle: 0, until: None };
        let ends = ends(self.price);
        for (at, level) in self.levels.iter().enumerate().skip(self.running) {
            let Some(free) = level.free else { continue };
            let mut spans = level.distances.spans(&ends, worth);
            if at == 0 {
                spans.extend(self.expected(free));
            }
            let age = now.saturating_sub(free);
            let pause = self.price / PAUSE_PART;
            let Some((from, to)) = current(spans, age, pause) else { continue };
            outlook.idle += usize::from(from <= age);
            let change = free + if from <= age { to } else { from };
            outlook.until = Some(outlook.until.map_or(change, |until| until.min(change)));
        }
        outlook
    }

    /// Whether the clock alone tells of the call, so that it need not be counted.
    fn is_by_the_clock(&mut self, now: Duration, free: Duration) -> bool {
        let distance = now.saturating_sub(free);
        if distance < self.price / PAUSE_PART {
            return false;
        }
        let spans = self.expected(free);
        if spans.is_empty() {
            return false;
        }
        let came = spans.iter().any(|(from, to)| (*from..=*to).contains(&distance));
        self.trust = (self.trust + if came { 1 } else { -1 }).clamp(-TRUST_MAX, TRUST_MAX);
        came && self.trust > 0
    }

    /// When calls are expected by the clock: three of the last ones are equally far apart.
    fn expected(&self, free: Duration) -> Vec<Span> {
        let calls = &self.calls[..self.called];
        let mut spans = Vec::new();
        for (at, last) in calls.iter().enumerate().take(SERIES) {
            for before in &calls[at + 1..] {
                let distance = last.saturating_sub(*before);
                let jitter = self.jitter(distance);
                let is_third =
                    |third: &Duration| third.abs_diff(before.saturating_sub(distance)) <= jitter;
                if distance <= *before && distance > jitter && calls.iter().any(is_third) {
                    let next = *last + distance;
                    let has_come = calls.iter().any(|call| call.abs_diff(next) <= jitter);
                    if !has_come && next + jitter > free {
                        let from = (next.saturating_sub(jitter)).saturating_sub(free);
                        spans.push((from, next + jitter - free));
                    }
                    break;
                }
            }
        }
        spans
    }

    fn jitter(&self, distance: Duration) -> Duration {
        let part = u32::try_from(JITTER_OF_DISTANCE).unwrap_or(u32::MAX);
        (self.price / JITTER_PART).max(distance / part)
    }
}

impl Default for Distances {
    fn default() -> Distances {
        Distances { counts: [0; BINS + 1] }
    }
}

impl Distances {
    fn add(&mut self, bin: usize) {
        if let Some(count) = self.counts.get_mut(bin) {
            *count += 1;
        }
        if self.counts.iter().map(|count| u32::from(*count)).sum::<u32>() >= COUNTED_MAX {
            for count in &mut self.counts {
                *count /= 2;
            }
        }
    }

    /// When an instance is worth keeping, in their order.
    fn spans(&self, ends: &[Duration; BINS], worth: Duration) -> Vec<Span> {
        let believed = BELIEVED / BINS as f64;
        let mut left = BELIEVED + self.counts.iter().map(|count| f64::from(*count)).sum::<f64>();
        let mut spans = Vec::new();
        let mut from = Duration::ZERO;
        for (count, to) in self.counts.iter().zip(ends) {
            let to = *to;
            let here = f64::from(*count) + believed;
            // In the middle of it half of its calls have come.
            let moments = (left - here / 2.0) * (to - from).as_secs_f64();
            if here * worth.as_secs_f64() >= moments {
                spans.push((from, to));
            }
            left -= here;
            from = to;
        }
        spans
    }
}

fn bin(distance: Duration, price: Duration) -> usize {
    let firsts = distance.as_secs_f64() / (price / FIRST_PART).as_secs_f64();
    if firsts < 1.0 { 0 } else { ((firsts.ln() / RATIO.ln()) as usize + 1).min(BINS - 1) }
}

/// Where each bin ends.
fn ends(price: Duration) -> [Duration; BINS] {
    let mut end = (price / FIRST_PART).as_secs_f64();
    std::array::from_fn(|_| {
        let this = Duration::from_secs_f64(end);
        end *= RATIO;
        this
    })
}

/// The span that a moment is in, or the next one; those with a short pause between are one.
fn current(mut spans: Vec<Span>, age: Duration, pause: Duration) -> Option<Span> {
    spans.sort_unstable();
    let mut found: Option<Span> = None;
    for (from, to) in spans {
        match &mut found {
            // A pause at the very beginning is one, too.
            None if from <= pause => found = Some((Duration::ZERO, to)),
            None => found = Some((from, to)),
            Some((_, until)) if from <= *until + pause => *until = to.max(*until),
            Some((_, until)) if *until > age => break,
            Some(_) => found = Some((from, to)),
        }
    }
    found.filter(|(_, to)| *to > age)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn s(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// Calls of 100 ms that begin then.
    fn past(calls: impl IntoIterator<Item = f64>) -> Past {
        let mut past = Past::new(PRICE);
        for at in calls {
            past.began(s(at));
            past.ended(s(at) + 100 * MS);
        }
        past
    }

    fn every(period: f64, times: usize) -> impl Iterator<Item = f64> {
        (1..=times).map(move |n| n as f64 * period)
    }

    /// Idle instances at times after the last call of `calls`, which was at `last`.
    fn idle<const N: usize>(past: &Past, last: f64, after: [f64; N]) -> [usize; N] {
        after.map(|seconds| past.outlook(s(last + seconds), PRICE).idle)
    }

    #[test]
    fn of_whom_nothing_is_known_an_instance_stays_for_a_moment() {
        let past = past([1.0]);
        assert_eq!(idle(&past, 1.0, [1.0, 5.0, 15.0, 100.0, 5000.0]), [1, 1, 0, 0, 0]);
        let until = past.outlook(s(2.0), PRICE).until.unwrap();
        assert!(until > s(5.0) && until < s(15.0), "{until:?}");
        assert_eq!(past.outlook(s(100.0), PRICE), Outlook { idle: 0, until: None });
    }

    #[test]
    fn who_is_called_often_keeps_one_until_the_calls_end() {
        let past = past(every(7.0, 50));
        assert_eq!(idle(&past, 350.0, [0.5, 3.0, 7.5, 60.0]), [1, 1, 1, 0]);
    }

    #[test]
    fn who_is_called_by_the_clock_has_one_when_it_strikes() {
        for period in [300.0, 900.0, 3600.0, 86_400.0] {
            let past = past(every(period, 12));
            let jitter = (period / 500.0).max(1.0);
            let after = [30.0, period - jitter - 2.0, period - 0.5, period + 0.5];
            assert_eq!(idle(&past, 12.0 * period, after), [0, 0, 1, 1], "{period}");
            let over = period + jitter + 1.0;
            assert_eq!(idle(&past, 12.0 * period, [over]), [0], "{period}");
            let outlook = past.outlook(s(12.0 * period + 30.0), PRICE);
            assert_eq!(outlook.until, Some(s(13.0 * period - jitter)), "{period}");
        }
    }

    #[test]
    fn calls_between_do_not_hide_the_clock() {
        let past = past([300.0, 600.0, 640.0, 900.0, 1010.0, 1130.0]);
        assert_eq!(idle(&past, 1130.0, [20.0, 69.5, 72.0]), [0, 1, 0]);
    }

    #[test]
    fn a_clock_that_stops_is_expected_no_more() {
        let past = past(every(300.0, 10));
        assert_eq!(past.outlook(s(3400.0), PRICE), Outlook { idle: 0, until: None });
    }

    #[test]
    fn what_only_a_burst_needed_leaves_before_what_is_always_needed() {
        let mut past = Past::new(PRICE);
        for round in every(5.0, 60) {
            let at_once = if round % 150.0 == 0.0 { 4 } else { 1 };
            for _ in 0..at_once {
                past.began(s(round));
            }
            for _ in 0..at_once {
                past.ended(s(round + 1.0));
            }
        }
        let now = |seconds: f64| past.outlook(s(300.0 + seconds), PRICE).idle;
        assert_eq!([now(1.5), now(30.0)], [4, 0]);
        past.began(s(305.0));
        past.ended(s(306.0));
        // The first one was free for four seconds each time, the others for minutes.
        assert_eq!(past.outlook(s(309.5), PRICE).idle, 1);
    }

    #[test]
    fn an_instance_that_runs_is_not_idle() {
        let mut past = past(every(5.0, 20));
        past.began(s(105.0));
        assert_eq!(past.outlook(s(106.0), PRICE).idle, 0);
        past.ended(s(200.0));
        assert_eq!(past.outlook(s(201.0), PRICE).idle, 1);
        // One end too many changes nothing.
        past.ended(s(202.0));
        assert_eq!(past.outlook(s(203.0), PRICE).idle, 1);
    }

    #[test]
    fn a_higher_price_keeps_more() {
        // Distances of about a minute and a half.
        let past = past(every(90.0, 40).map(|at| at + at * at % 31.0));
        let kept = |worth: f64| {
            let at = |second: u32| past.outlook(s(3620.0 + f64::from(second)), s(worth)).idle;
            (0..200).filter(|second| at(*second) > 0).count()
        };
        let all = [15.0, 60.0].map(kept);
        assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
    }

    #[test]
    fn a_slow_start_is_worth_more_and_a_large_instance_less() {
        let mib = 1 << 20;
        for (start_ms, bytes, expected) in [
            (3, 2 * mib, 60.0),
            (20, 4 * mib, 60.0),
            (200, 4 * mib, 600.0),
            (200, 40 * mib, 60.0),
            (3, 40 * mib, 6.0),
            (1_000, 100 * mib, 120.0),
            (60_000, 4 * mib, 1800.0),
            (1, 4096 * mib, 2.0),
        ] {
            let worth = worth(PRICE, start_ms * MS, bytes).as_secs_f64();
            assert!((worth - expected).abs() < 0.01, "{start_ms} ms, {bytes}: {worth}");
        }
    }

    #[test]
    fn what_was_long_ago_is_forgotten_and_nothing_grows() {
        let mut past = past(every(2.0, 1_000));
        assert_eq!(past.levels.len(), 1);
        assert!(
            past.levels[0].distances.counts.iter().map(|n| u32::from(*n)).sum::<u32>()
                < COUNTED_MAX
        );
        for at in every(3_000.0, 600) {
            past.began(s(2_000.0 + at + at * at % 997.0));
            past.ended(s(2_001.0 + at + at * at % 997.0));
        }
        assert_eq!(past.levels[0].distances.counts[bin(s(1.9), PRICE)], 0);
        for _ in 0..10 * LEVELS_MAX {
            past.began(s(1e7));
        }
        assert_eq!(past.levels.len(), LEVELS_MAX);
        for _ in 0..10 * LEVELS_MAX {
            past.ended(s(1e7 + 1.0));
        }
        // Of the first one it is known that no calls come so soon.
        assert_eq!(past.outlook(s(1e7 + 2.0), PRICE).idle, LEVELS_MAX - 1);
        assert_eq!(past.outlook(s(1e7 + 1e5), PRICE).idle, 0);
    }

    #[test]
    fn distances_are_counted_where_they_belong() {
        let ends = ends(PRICE);
        for (at, end) in ends.iter().enumerate().take(BINS - 1) {
            assert_eq!(bin(*end - MS / 100, PRICE), at);
            assert_eq!(bin(*end + MS / 100, PRICE), at + 1);
        }
        assert_eq!(bin(s(1e9), PRICE), BINS - 1);
        assert!(ends[BINS - 1] > s(6_000.0) && ends[BINS - 1] < s(8_000.0));
    }
}
