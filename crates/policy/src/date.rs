//! Dates as policies write them: ISO 8601 in the profile of the W3C, or seconds since the epoch.

/// Milliseconds since 1970-01-01T00:00:00Z, or none where the text is no date.
///
/// Accepts `2026`, `2026-01`, `2026-01-31`, each with `T23`, `T23:59`, `T23:59:59` or
/// `T23:59:59.123` and `Z`, `+01:00` or `+01` behind that, and whole seconds (more than four
/// digits). As IAM does, it is content with fewer digits than the profile asks for.
pub(crate) fn parse(text: &str) -> Option<i64> {
    if text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok()?.checked_mul(1000);
    }
    let (date, time) = text.split_once(['T', 't']).unwrap_or((text, ""));
    let (sign, date) = match date.strip_prefix('-') {
        Some(date) => (-1, date),
        None => (1, date),
    };
    let mut fields = date.split('-');
    let year = sign * number(fields.next()?, 9)?;
    let month = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let day = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !valid || fields.next().is_some() {
        return None;
    }
    let day_ms = days_since_epoch(year, month, day).checked_mul(86_400_000)?;
    if time.is_empty() { Some(day_ms) } else { day_ms.checked_add(time_ms(time)?) }
}

/// `hh`, `hh:mm`, `hh:mm:ss`, `hh:mm:ss.f`, with a zone.
fn time_ms(time: &str) -> Option<i64> {
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let mut fields = clock.split(':');
    let hour = number(fields.next()?, 2)?;
    let minute = fields.next().map_or(Some(0), |field| number(field, 2))?;
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
    let zone_minutes = zone_minutes(zone)?;
    Some(((hour * 60 + minute - zone_minutes) * 60 + second) * 1000 + fraction_ms)
}

/// Nothing, `Z`, `+hh`, `+hh:mm`; two digits each.
fn zone_minutes(zone: &str) -> Option<i64> {
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return matches!(zone, "" | "Z" | "z").then_some(0);
    };
    let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let minutes = number(hours, 2)? * 60 + number(minutes, 2)?;
    Some(if zone.starts_with('-') { -minutes } else { minutes })
}

/// One digit to `longest`.
fn number(text: &str, longest: usize) -> Option<i64> {
    let valid = (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if valid { text.parse().ok() } else { None }
}

fn milliseconds(fraction: &str) -> Option<i64> {
    let nanos = number(fraction, 9)? * 10_i64.pow(9 - fraction.len() as u32);
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
            ("2026-01-31T1:00:00Z", Some(1_769_821_200_000)),
            ("2026-01-31T01:00:00+1", None),
            ("2026-01-31T01:00:00+01", Some(1_769_817_600_000)),
            ("2026-01-31T01:00:00.1234567890Z", None),
            ("2026-01-31T", Some(1_769_817_600_000)),
            // 1,970 years of 365 days, and 478 leap days.
            ("0000-01-01", Some(-(1970 * 365 + 478) * 86_400_000)),
            ("999999999", Some(999_999_999_000)),
            ("999999999-01", None),
            ("-292275055", None),
            ("2026--1", None),
            ("9223372036854775808", None),
            ("234-13", None),
            ("", None),
            ("yesterday", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
