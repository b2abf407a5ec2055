//! What a plain scalar means: the core schema of YAML 1.2, as js-yaml reads it.
//!
//! Deliberately absent: dates (they stay text, as CloudFormation wants them), base 60, `yes`/`no`.

use serde_json::Number;

use crate::node::Value;

/// The value of a scalar without quotes.
pub(crate) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    match number(text) {
        Some(number) => Value::Number(number),
        None => Value::String(text.into()),
    }
}

/// A number as the core schema writes it. Infinity and NaN have no JSON form and stay text.
pub(crate) fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let negative = text.starts_with('-');
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
                return None;
            }
            let value = i64::from_str_radix(digits, radix).ok()?;
            return Some(if negative { (-value).into() } else { value.into() });
        }
    }
    if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let text = text.strip_prefix('+').unwrap_or(text);
        let exact = text.parse::<i64>().map(Number::from).ok();
        return exact.or_else(|| text.parse::<u64>().map(Number::from).ok());
    }
    if !looks_like_float(unsigned) {
        return None;
    }
    Number::from_f64(text.parse().ok()?)
}

/// `[0-9]* . [0-9]*` with at least one digit, and an exponent if any.
fn looks_like_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !unsigned.is_empty() && digits(unsigned)
    });
    digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0 && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_only_looks_like_one() {
        for (text, wanted) in [
            ("7", Some("7")),
            ("+7", Some("7")),
            ("-7", Some("-7")),
            ("012", Some("12")),
            ("18446744073709551615", Some("18446744073709551615")),
            ("99999999999999999999", None),
            ("0x1F", Some("31")),
            ("-0b11", Some("-3")),
            ("0o8", None),
            ("1.50", Some("1.5")),
            ("6.", Some("6.0")),
            ("1e3", Some("1000.0")),
            ("1e", None),
            (".", None),
            ("-", None),
            ("1.2.3", None),
            (".inf", None),
            ("1e999", None),
            ("rate(1 minute)", None),
        ] {
            assert_eq!(number(text).map(|n| n.to_string()).as_deref(), wanted, "{text}");
        }
    }
}
