//! When an event is tried again, and when it is given up. Pure.

use std::time::Duration;

use base::Timestamp;
use kit::EventPolicy;

/// How events are run; Lambda's values are the defaults.
#[derive(Clone, Debug)]
pub struct Options {
    /// Before the second attempt, before the third, and so on; the last one counts for the rest.
    pub retry_delays: Vec<Duration>,
    /// After a throttle or an error of the platform: doubled each time, from this ...
    pub backoff_min: Duration,
    /// ... to this.
    pub backoff_max: Duration,
    /// Events that run at once. None is half of the account's concurrency, so that events never
    /// take all places from those who wait for an answer.
    pub in_flight_max: Option<usize>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            retry_delays: vec![Duration::from_secs(60), Duration::from_secs(120)],
            backoff_min: Duration::from_secs(1),
            backoff_max: Duration::from_secs(300),
            in_flight_max: None,
        }
    }
}

/// What has been tried with an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// The function ran and failed.
    pub failed: u32,
    /// It was not even started.
    pub refused: u32,
    /// The status of the last refusal: 429 or 500; 0 where there was none.
    pub status: u16,
}

/// How an event ended, in Lambda's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    Success,
    RetriesExhausted,
    EventAgeExceeded,
    ZeroReservedConcurrency,
}

impl Condition {
    pub fn word(self) -> &'static str {
        match self {
            Condition::Success => "Success",
            Condition::RetriesExhausted => "RetriesExhausted",
            Condition::EventAgeExceeded => "EventAgeExceeded",
            Condition::ZeroReservedConcurrency => "ZeroReservedConcurrency",
        }
    }
}

/// What follows an attempt that was no success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Again { tries: Tries, at: Timestamp },
    GiveUp(Condition, Tries),
}

/// Why an event is given up before it is tried, where it is.
pub fn before(
    policy: &EventPolicy,
    reserved: Option<u32>,
    accepted: Timestamp,
    now: Timestamp,
) -> Option<Condition> {
    if reserved == Some(0) {
        return Some(Condition::ZeroReservedConcurrency);
    }
    (now >= expiry(policy, accepted)).then_some(Condition::EventAgeExceeded)
}

/// The function failed.
pub fn after_failure(
    mut tries: Tries,
    policy: &EventPolicy,
    options: &Options,
    accepted: Timestamp,
    now: Timestamp,
) -> Step {
    tries.failed += 1;
    if tries.failed > policy.retries_max {
        return Step::GiveUp(Condition::RetriesExhausted, tries);
    }
    let delays = &options.retry_delays;
    let at = delays.get(tries.failed as usize - 1).or(delays.last());
    let at = now.plus(at.copied().unwrap_or_default());
    // The next attempt would only find it too old; now there is a result to tell of.
    if at >= expiry(policy, accepted) {
        return Step::GiveUp(Condition::EventAgeExceeded, tries);
    }
    Step::Again { tries, at }
}

/// It was throttled (429), or the platform could not start it (500).
pub fn after_refusal(
    mut tries: Tries,
    status: u16,
    policy: &EventPolicy,
    options: &Options,
    accepted: Timestamp,
    now: Timestamp,
) -> Step {
    tries.status = status;
    let expiry = expiry(policy, accepted);
    if now >= expiry {
        return Step::GiveUp(Condition::EventAgeExceeded, tries);
    }
    let at = now.plus(backoff(tries.refused, options)).min(expiry);
    tries.refused = tries.refused.saturating_add(1);
    Step::Again { tries, at }
}

/// The wait after so many refusals.
pub fn backoff(refused: u32, options: &Options) -> Duration {
    let factor = 1u32.checked_shl(refused).unwrap_or(u32::MAX);
    options.backoff_min.saturating_mul(factor).min(options.backoff_max)
}

fn expiry(policy: &EventPolicy, accepted: Timestamp) -> Timestamp {
    accepted.plus(policy.age_max)
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: i64 = 1_000;

    fn policy(age_s: u64, retries_max: u32) -> EventPolicy {
        EventPolicy { age_max: Duration::from_secs(age_s), retries_max, ..EventPolicy::default() }
    }

    fn failed(count: u32) -> Tries {
        Tries { failed: count, ..Tries::default() }
    }

    #[test]
    fn a_failed_event_is_tried_after_one_minute_then_two_then_given_up() {
        let (policy, options) = (EventPolicy::default(), Options::default());
        let mut tries = Tries::default();
        for (now, wait) in [(0, 60 * S), (61 * S, 120 * S)] {
            match after_failure(tries, &policy, &options, Timestamp(0), Timestamp(now)) {
                Step::Again { tries: next, at } => {
                    assert_eq!(at, Timestamp(now + wait));
                    tries = next;
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(
            after_failure(tries, &policy, &options, Timestamp(0), Timestamp(200 * S)),
            Step::GiveUp(Condition::RetriesExhausted, failed(3))
        );
    }

    #[test]
    fn no_retry_is_planned_beyond_the_largest_age() {
        let options = Options::default();
        let step = |age, now| {
            after_failure(Tries::default(), &policy(age, 2), &options, Timestamp(0), Timestamp(now))
        };
        let too_old = Step::GiveUp(Condition::EventAgeExceeded, failed(1));
        assert_eq!(step(60, 0), too_old);
        assert_eq!(step(90, 30 * S), too_old);
        assert_eq!(step(90, 30 * S - 1), Step::Again { tries: failed(1), at: Timestamp(89_999) });
    }

    #[test]
    fn refusals_wait_longer_each_time_but_not_beyond_the_age() {
        let options = Options::default();
        let waits: Vec<u64> = (0..11).map(|n| backoff(n, &options).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(backoff(u32::MAX, &options).as_secs(), 300);
        let tries = Tries { refused: 9, ..Tries::default() };
        let next = Tries { refused: 10, status: 429, ..tries };
        let step = |now| {
            after_refusal(tries, 429, &policy(400, 2), &options, Timestamp(0), Timestamp(now))
        };
        assert_eq!(step(50 * S), Step::Again { tries: next, at: Timestamp(350 * S) });
        assert_eq!(step(150 * S), Step::Again { tries: next, at: Timestamp(400 * S) });
        let last = Tries { status: 429, ..tries };
        assert_eq!(step(400 * S), Step::GiveUp(Condition::EventAgeExceeded, last));
    }

    #[test]
    fn age_and_a_closed_function_are_seen_before_an_attempt() {
        let policy = policy(60, 2);
        let before = |reserved, now| before(&policy, reserved, Timestamp(0), Timestamp(now));
        assert_eq!(before(None, 60 * S - 1), None);
        assert_eq!(before(Some(1), 60 * S), Some(Condition::EventAgeExceeded));
        assert_eq!(before(Some(0), 0), Some(Condition::ZeroReservedConcurrency));
    }
}
