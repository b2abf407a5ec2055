//! Dates as policies write them: ISO 8601 in the profile of the W3C, or seconds since the epoch.

/// Milliseconds since 1970-01-01T00:00:00Z, or none where the text is no date.
///
/// Accepts `2026`, `2026-01`, `2026-01-31`, each with `T23:59`, `T23:59:59` or `T23:59:59.123`
/// and `Z` or `+01:00` behind the last, and whole seconds (more than four digits).
pub(crate) fn parse(text: &str) -> Option<i64> {
    if text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok()?.checked_mul(1000);
    }
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut fields = date.split('-');
    let year = number(fields.next()?, 4)?;
    let month = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let day = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !valid || fields.next().is_some() {
        return None;
    }
    let day_ms = days_since_epoch(year, month, day) * 86_400_000;
    match time {
        None => Some(day_ms),
        Some(time) => Some(day_ms + time_ms(time)?),
    }
}

/// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.f`, with a zone.
fn time_ms(time: &str) -> Option<i64> {
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let mut fields = clock.split(':');
    let hour = number(fields.next()?, 2)?;
    let minute = number(fields.next()?, 2)?;
    let (second, fraction_ms) = match fields.next() {
        None => (0, 0),
        Some(field) => match field.split_once('.') {
            None => (number(field, 2)?, 0),
            Some((second, fraction)) => (number(second, 2)?, milliseconds(fraction)?),
        },
    };
    if hour > 23 || minute > 59 || second > 59 || fields.next().is_some() {
        return None;
    }
    let zone_minutes = match zone {
        "" | "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = zone[1..].split_once(':')?;
            let offset = number(hours, 2)? * 60 + number(minutes, 2)?;
            if zone.starts_with('-') { -offset } else { offset }
        }
    };
    Some(((hour * 60 + minute - zone_minutes) * 60 + second) * 1000 + fraction_ms)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let valid = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if valid { text.parse().ok() } else { None }
}

fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let nanos = number(fraction, fraction.len())? * 10_i64.pow(9 - fraction.len() as u32);
    Some(nanos / 1_000_000)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

// Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970", Some(0)),
            ("2026-01-31T23:59:59.123Z", Some(1_769_903_999_123)),
            ("2026-02-01T00:59:59+01:00", Some(1_769_903_999_000)),
            ("2026-01-31T23:59Z", Some(1_769_903_940_000)),
            ("2024-02-29", Some(1_709_164_800_000)),
            ("2025-02-29", None),
            ("1769903999", Some(1_769_903_999_000)),
            ("2026-13-01", None),
            ("2026-01-31T24:00:00Z", None),
            ("2026-01-31T1:00:00Z", None),
            ("9223372036854775808", None),
            ("234-13", None),
            ("", None),
            ("yesterday", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
