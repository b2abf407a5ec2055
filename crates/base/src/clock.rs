//! Time is passed in, so that rules can be tested without waiting.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    pub fn plus(self, duration: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Milliseconds from `earlier` to this; negative where `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> i64 {
        self.0 - earlier.0
    }

    /// What RFC 3339 calls a time: `2026-01-31T23:59:59Z`, with any offset. None before 1970.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let millis = text.parse::<jiff::Timestamp>().ok()?.as_millisecond();
        (millis >= 0).then_some(Timestamp(millis))
    }

    /// `2026-01-31T23:59:59.123Z`.
    pub fn iso_millis(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%S%.3fZ")
    }

    /// `2026-01-31T23:59:59Z`.
    pub fn iso_seconds(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%SZ")
    }

    /// `20260131T235959Z`, as SigV4 writes it.
    pub fn iso_basic(self) -> String {
        self.format("%Y%m%dT%H%M%SZ")
    }

    /// Any `strftime` pattern, in UTC.
    pub fn format(self, pattern: &str) -> String {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => time.strftime(pattern).to_string(),
            Err(_) => String::new(),
        }
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is moved, and never goes back.
#[derive(Debug)]
pub struct VirtualClock(AtomicI64);

impl VirtualClock {
    pub fn at(time: Timestamp) -> VirtualClock {
        VirtualClock(AtomicI64::new(time.0))
    }

    /// Moves it on; an earlier time than its own leaves it where it is.
    pub fn advance_to(&self, time: Timestamp) {
        self.0.fetch_max(time.0, Ordering::SeqCst);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that stands still until a test moves it.
#[derive(Debug, Default)]
pub struct FakeClock(AtomicI64);

impl FakeClock {
    pub fn at(millis: i64) -> FakeClock {
        FakeClock(AtomicI64::new(millis))
    }

    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_forms_that_aws_uses() {
        let time = Timestamp(1_769_903_999_123);
        assert_eq!(time.iso_millis(), "2026-01-31T23:59:59.123Z");
        assert_eq!(time.iso_seconds(), "2026-01-31T23:59:59Z");
        assert_eq!(time.iso_basic(), "20260131T235959Z");
    }

    #[test]
    fn reads_the_times_that_people_write() {
        let whole = Some(Timestamp(1_769_903_999_000));
        assert_eq!(Timestamp::parse("2026-01-31T23:59:59Z"), whole);
        assert_eq!(Timestamp::parse("2026-02-01T01:59:59+02:00"), whole);
        for text in ["", "tomorrow", "2026-01-31", "1960-01-01T00:00:00Z"] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_virtual_clock_never_goes_back() {
        let clock = VirtualClock::at(Timestamp(1_000));
        clock.advance_to(Timestamp(1_250));
        clock.advance_to(Timestamp(1_100));
        assert_eq!(clock.now(), Timestamp(1_250));
    }

    #[test]
    fn a_fake_clock_moves_only_when_told() {
        let clock = FakeClock::at(1_000);
        clock.advance(Duration::from_millis(250));
        assert_eq!(clock.now(), Timestamp(1_250));
    }
}
