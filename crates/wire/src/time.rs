//! The three ways in which AWS's protocols write a moment.

use base::Timestamp;

use crate::schema::TimeFormat;

/// How far from 1970 a moment may be, in seconds: what the calendar of four-digit years holds.
const SECONDS_MAX: f64 = 253_402_300_799.0;

pub fn write(at: Timestamp, format: TimeFormat) -> String {
    match format {
        TimeFormat::UnixTimestamp => {
            let (seconds, millis) = (at.0.div_euclid(1000), at.0.rem_euclid(1000));
            match (millis, seconds < 0) {
                (0, _) => seconds.to_string(),
                (_, false) => format!("{seconds}.{millis:03}"),
                (_, true) => format!("{}", at.0 as f64 / 1000.0),
            }
        }
        TimeFormat::Iso8601 if at.0.rem_euclid(1000) == 0 => at.iso_seconds(),
        TimeFormat::Iso8601 => at.iso_millis(),
        TimeFormat::Rfc822 => at.format("%a, %d %b %Y %H:%M:%S GMT"),
    }
}

/// Seconds since the epoch, to the millisecond. `None` where no calendar has such a day.
pub fn from_seconds(seconds: f64) -> Option<Timestamp> {
    (seconds.abs() <= SECONDS_MAX).then(|| Timestamp((seconds * 1000.0).round() as i64))
}

/// Any of the three forms.
pub fn parse(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp(time.as_millisecond()));
    }
    if let Ok(time) = jiff::fmt::rfc2822::parse(text) {
        return Some(Timestamp(time.timestamp().as_millisecond()));
    }
    text.parse().ok().and_then(from_seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for millis in [0, 1, 1_769_903_999_123, 1_769_903_999_000, -1, -1_500] {
            for format in [TimeFormat::UnixTimestamp, TimeFormat::Iso8601] {
                let text = write(Timestamp(millis), format);
                assert_eq!(parse(&text), Some(Timestamp(millis)), "{text}");
            }
        }
        let text = write(Timestamp(1_769_903_999_000), TimeFormat::Rfc822);
        assert_eq!(text, "Sat, 31 Jan 2026 23:59:59 GMT");
        assert_eq!(parse(&text), Some(Timestamp(1_769_903_999_000)));
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["", "yesterday", "2026-02-30T00:00:00Z", "1e300", "NaN"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
