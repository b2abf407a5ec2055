//! Point-in-time recovery as facts that are kept: whether it is on, since when, for how many days.
//! Nothing is kept of the past by it.

use base::Timestamp;

use crate::api::{
    ContinuousBackupsDescription, PointInTimeRecoveryDescription, TableNotFoundException,
};
use crate::invalid::{Checked, Invalid};
use crate::table::Table;

/// Facts of a table.
const SINCE: &str = "recovery.since";
const DAYS: &str = "recovery.days";
/// Days that can be asked for; the most are the default (DynamoDB API reference).
const DAYS_MAX: i64 = 35;

pub fn no_table(name: &str) -> wire::Error {
    TableNotFoundException::error(format!("Table not found: {name}"))
}

pub fn days(given: Option<i64>) -> Checked<i64> {
    match given {
        None => Ok(DAYS_MAX),
        Some(days) if (1..=DAYS_MAX).contains(&days) => Ok(days),
        Some(days) => Err(Invalid::parameter(format!(
            "RecoveryPeriodInDays must be between 1 and {DAYS_MAX}: {days}"
        ))),
    }
}

/// For how many days; none where it is off.
pub fn get(table: &Table) -> Option<i64> {
    table.facts.get(DAYS)?.parse().ok()
}

/// Switched on for so many days, or off.
pub fn set(table: &mut Table, days: Option<i64>, now: Timestamp) {
    match days {
        Some(days) => {
            table.facts.entry(SINCE.into()).or_insert_with(|| now.millis().to_string());
            table.facts.insert(DAYS.into(), days.to_string());
        }
        None => {
            table.facts.remove(SINCE);
            table.facts.remove(DAYS);
        }
    }
}

pub fn describe(table: &Table) -> ContinuousBackupsDescription {
    let is_on = table.facts.contains_key(SINCE);
    let mut recovery = PointInTimeRecoveryDescription::new()
        .with_point_in_time_recovery_status(if is_on { "ENABLED" } else { "DISABLED" });
    recovery.set_recovery_period_in_days(get(table));
    ContinuousBackupsDescription::new()
        .with_continuous_backups_status("ENABLED")
        .with_point_in_time_recovery_description(recovery)
}
