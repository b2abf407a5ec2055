//! Point-in-time recovery: whether it is on, since when, for how many days. What it keeps of the
//! past is in [`history`](crate::history).

use std::time::Duration;

use base::Timestamp;

use crate::api::{
    ContinuousBackupsDescription, PointInTimeRecoveryDescription, TableNotFoundException,
};
use crate::history;
use crate::invalid::{Checked, Invalid};
use crate::table::Table;

/// Facts of a table.
const SINCE: &str = "recovery.since";
const DAYS: &str = "recovery.days";
/// Days that can be asked for; the most are the default (DynamoDB API reference).
const DAYS_MAX: i64 = history::DAYS_MAX;

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

/// Switched on for so many days, or off. The store gives a history its space, and takes away one
/// that is no more, when it puts the definition in force.
pub fn set(table: &mut Table, days: Option<i64>, now: Timestamp) {
    match days {
        Some(days) => {
            table.facts.entry(SINCE.into()).or_insert_with(|| now.millis().to_string());
            table.facts.insert(DAYS.into(), days.to_string());
        }
        None => {
            for fact in [SINCE, DAYS, history::SPACE] {
                table.facts.remove(fact);
            }
        }
    }
}

/// The earliest and the latest moment that a table can be restored to, in whole seconds, as clients
/// pass them back; none where it is off.
pub fn window(table: &Table, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let since: i64 = table.facts.get(SINCE)?.parse().ok()?;
    let period = Duration::from_hours(24) * u32::try_from(get(table)?).ok()?;
    let earliest = since.max(now.millis() - period.as_millis() as i64);
    let earliest = Timestamp(earliest.saturating_add(999) / 1000 * 1000);
    Some((earliest, Timestamp(now.seconds() * 1000).max(earliest)))
}

pub fn describe(table: &Table, now: Timestamp) -> ContinuousBackupsDescription {
    let window = window(table, now);
    let mut recovery = PointInTimeRecoveryDescription::new()
        .with_point_in_time_recovery_status(if window.is_some() { "ENABLED" } else { "DISABLED" });
    recovery.set_recovery_period_in_days(get(table));
    recovery.set_earliest_restorable_date_time(window.map(|(earliest, _)| earliest));
    recovery.set_latest_restorable_date_time(window.map(|(_, latest)| latest));
    ContinuousBackupsDescription::new()
        .with_continuous_backups_status("ENABLED")
        .with_point_in_time_recovery_description(recovery)
}
