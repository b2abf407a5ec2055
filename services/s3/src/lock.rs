//! Object lock: a bucket's configuration, an object's retention and legal hold, what they forbid.
//!
//! Source: S3 user guide, "Locking objects with Object Lock"; the texts are those that the
//! service answers.

use crate::configuration::Compiled;
use crate::error::{Error, Result};
use crate::protocol::dto::{self, ObjectLockConfiguration};
use base::Timestamp;

use crate::object::{Locks, Mode, Retention};
use crate::output::moment;

/// What Pacific standard time is behind.
const SEATTLE_MS: i64 = 8 * 3600 * 1000;
const DAY_MS: i64 = 24 * 3600 * 1000;
const DAYS_A_YEAR: i64 = 365;
/// S3 API reference, `DefaultRetention`: at most 100 years.
const DAYS_MAX: i32 = 36_500;
const YEARS_MAX: i32 = 100;

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mode::Governance => "GOVERNANCE",
            Mode::Compliance => "COMPLIANCE",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Mode> {
        [Mode::Governance, Mode::Compliance].into_iter().find(|mode| mode.name() == name)
    }
}

impl Locks {
    /// Whether the version may be taken away. `bypass` is whether who asks wants to bypass
    /// governance, and may.
    pub(crate) fn permits_deletion(&self, now: Timestamp, bypass: bool) -> Result<()> {
        let retained = self.retention.is_some_and(|retention| {
            retention.until > now && !(bypass && retention.mode == Mode::Governance)
        });
        if retained || self.hold == Some(true) { Err(protected()) } else { Ok(()) }
    }

    /// Whether its retention may become another one.
    pub(crate) fn permits(
        &self,
        new: Option<Retention>,
        now: Timestamp,
        bypass: bool,
    ) -> Result<()> {
        let Some(old) = self.retention.filter(|old| old.until > now) else { return Ok(()) };
        let longer = new.is_some_and(|new| new.mode == old.mode && new.until >= old.until);
        let freed = bypass && old.mode == Mode::Governance;
        if longer || freed { Ok(()) } else { Err(protected()) }
    }
}

fn protected() -> Error {
    let text = "Access Denied because object protected by object lock.";
    Error::new("AccessDenied", 403, text)
}

/// What a request meets whose bucket has no lock.
pub(crate) fn no_lock() -> Error {
    Error::invalid_request("Bucket is missing Object Lock Configuration")
}

/// What a reader of a lock meets where there is none.
pub(crate) fn nothing_kept() -> Error {
    let text = "The specified object does not have a ObjectLock configuration";
    Error::new("NoSuchObjectLockConfiguration", 404, text)
}

/// What a bucket keeps new objects for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Default {
    pub mode: Mode,
    pub days: i64,
}

impl Default {
    pub(crate) fn retention(self, now: Timestamp) -> Retention {
        Retention { mode: self.mode, until: Timestamp(now.millis() + self.days * DAY_MS) }
    }
}

/// Checks a bucket's configuration; what it keeps new objects for.
pub(crate) fn default_of(configuration: &ObjectLockConfiguration) -> Result<Option<Default>> {
    let enabled = configuration.object_lock_enabled.as_ref();
    if enabled.is_none_or(|enabled| enabled.as_str() != "Enabled") {
        return Err(Error::malformed_xml());
    }
    let Some(rule) = &configuration.rule else { return Ok(None) };
    let retention = rule.default_retention.as_ref().ok_or_else(Error::malformed_xml)?;
    let mode = retention.mode.as_ref().and_then(|mode| Mode::parse(mode.as_str()));
    let mode = mode.ok_or_else(Error::malformed_xml)?;
    let period = |text| Error::new("InvalidRetentionPeriod", 400, text);
    let not_positive = || period("Default retention period must be a positive integer value.");
    let too_long = || period("Default retention period is too large.");
    let days = match (retention.days, retention.years) {
        (Some(..=0), None) | (None, Some(..=0)) => return Err(not_positive()),
        (Some(days), None) if days > DAYS_MAX => return Err(too_long()),
        (None, Some(years)) if years > YEARS_MAX => return Err(too_long()),
        (Some(days), None) => i64::from(days),
        (None, Some(years)) => i64::from(years) * DAYS_A_YEAR,
        _ => return Err(Error::malformed_xml()),
    };
    Ok(Some(Default { mode, days }))
}

/// What keeps a new object: what its request says, else what its bucket does.
pub(crate) fn of_new(locks: Locks, compiled: &Compiled, now: Timestamp) -> Result<Locks> {
    if locks == Locks::default() {
        let retention = compiled.lock_default.map(|default| default.retention(now));
        return Ok(Locks { retention, ..locks });
    }
    if !compiled.bucket.locks {
        return Err(no_lock());
    }
    if let Some(retention) = locks.retention {
        in_future(retention.until, now)?;
    }
    let default = compiled.lock_default.map(|default| default.retention(now));
    Ok(Locks { retention: locks.retention.or(default), ..locks })
}

/// The configuration of a bucket whose objects can be locked, and are not by themselves.
pub(crate) fn enabled() -> ObjectLockConfiguration {
    let enabled = dto::ObjectLockEnabled::from_static(dto::ObjectLockEnabled::ENABLED);
    ObjectLockConfiguration { object_lock_enabled: Some(enabled), rule: None }
}

/// The retention in the body of a request; none takes it away.
pub(crate) fn of_retention(
    retention: Option<&dto::ObjectLockRetention>,
    now: Timestamp,
) -> Result<Option<Retention>> {
    let Some(retention) = retention else { return Err(Error::malformed_xml()) };
    let mode = retention.mode.as_ref();
    match (mode, &retention.retain_until_date) {
        (None, None) => Ok(None),
        (Some(mode), Some(until)) => {
            let mode = Mode::parse(mode.as_str()).ok_or_else(Error::malformed_xml)?;
            let until = moment(until).ok_or_else(Error::malformed_xml)?;
            in_future(until, now)?;
            Ok(Some(Retention { mode, until }))
        }
        _ => Err(Error::malformed_xml()),
    }
}

fn in_future(until: Timestamp, now: Timestamp) -> Result<()> {
    let past = || {
        // As AWS shows it: by the clock of its first home.
        let shown = Timestamp(until.millis() - SEATTLE_MS).format("%a %b %d %H:%M:%S PST %Y");
        Error::argument("RetainUntilDate", shown, "The retain until date must be in the future!")
    };
    if until > now { Ok(()) } else { Err(past()) }
}

#[cfg(test)]
mod tests {
    use crate::protocol::dto::{
        DefaultRetention, ObjectLockEnabled, ObjectLockRetentionMode, ObjectLockRule,
    };

    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    fn retention(mode: Mode, days: i64) -> Retention {
        Retention { mode, until: Timestamp(NOW.millis() + days * DAY_MS) }
    }

    #[test]
    fn what_keeps_a_version() {
        use Mode::*;
        for (kept, hold, bypass, permitted) in [
            (None, false, false, true),
            (None, true, true, false),
            (Some(retention(Governance, 1)), false, false, false),
            (Some(retention(Governance, 1)), false, true, true),
            (Some(retention(Governance, 1)), true, true, false),
            (Some(retention(Compliance, 1)), false, true, false),
            (Some(retention(Compliance, -1)), false, false, true),
        ] {
            let lock = Locks { retention: kept, hold: Some(hold) };
            let found = lock.permits_deletion(NOW, bypass).is_ok();
            assert_eq!(found, permitted, "{lock:?} {bypass}");
        }
    }

    #[test]
    fn a_retention_grows_and_does_not_shrink() {
        use Mode::*;
        for (old, new, bypass, permitted) in [
            ((Governance, 2), Some((Governance, 3)), false, true),
            ((Governance, 2), Some((Governance, 1)), false, false),
            ((Governance, 2), Some((Governance, 1)), true, true),
            ((Governance, 2), Some((Compliance, 3)), false, false),
            ((Governance, 2), Some((Compliance, 3)), true, true),
            ((Governance, 2), None, false, false),
            ((Governance, 2), None, true, true),
            ((Compliance, 2), Some((Compliance, 3)), false, true),
            ((Compliance, 2), Some((Governance, 3)), true, false),
            ((Compliance, 2), Some((Compliance, 1)), true, false),
            ((Compliance, -1), None, false, true),
        ] {
            let lock = Locks { retention: Some(retention(old.0, old.1)), hold: None };
            let new = new.map(|(mode, days)| retention(mode, days));
            let found = lock.permits(new, NOW, bypass).is_ok();
            assert_eq!(found, permitted, "{old:?} {new:?} {bypass}");
        }
    }

    fn configuration(days: Option<i32>, years: Option<i32>) -> ObjectLockConfiguration {
        let mode = ObjectLockRetentionMode::from("GOVERNANCE".to_owned());
        let default_retention = Some(DefaultRetention { days, mode: Some(mode), years });
        ObjectLockConfiguration {
            object_lock_enabled: Some(ObjectLockEnabled::from("Enabled".to_owned())),
            rule: Some(ObjectLockRule { default_retention }),
        }
    }

    #[test]
    fn a_buckets_default_is_days_or_years() {
        let fine = |days, years| default_of(&configuration(days, years)).unwrap().unwrap().days;
        assert_eq!((fine(Some(3), None), fine(None, Some(2))), (3, 730));
        let code = |days, years| {
            let error = default_of(&configuration(days, years)).unwrap_err();
            error.code.into_owned()
        };
        assert_eq!(code(Some(0), None), "InvalidRetentionPeriod");
        assert_eq!(code(None, Some(-1)), "InvalidRetentionPeriod");
        assert_eq!(code(None, Some(101)), "InvalidRetentionPeriod");
        assert_eq!(code(Some(1), Some(1)), "MalformedXML");
        assert_eq!(code(None, None), "MalformedXML");
    }
}
