//! DynamoDB's number: an exact decimal of up to 38 significant digits, 1E-130 to 9.99E+125 either
//! side of zero. No floating point anywhere.

use std::cmp::Ordering;
use std::fmt;

use crate::invalid::{Checked, Invalid};

/// Significant digits (DynamoDB developer guide, "Data types: Number").
const DIGITS_MAX: u32 = 38;
/// The power of ten of the leading digit: largest and smallest.
const MAGNITUDE_MAX: i32 = 125;
const MAGNITUDE_MIN: i32 = -130;
/// Where sums are cut in two limbs; two of them hold the 40 digits that an exact sum may need.
const LIMB: u128 = 100_000_000_000_000_000_000;
const LIMB_DIGITS: u32 = 20;

const OVERFLOW: Invalid = Invalid::text(
    "Number overflow. Attempting to store a number with magnitude larger than supported range",
);
const UNDERFLOW: Invalid = Invalid::text(
    "Number underflow. Attempting to store a number with magnitude smaller than supported range",
);
const PRECISION: Invalid =
    Invalid::text("Attempting to store more than 38 significant digits in a Number");

/// `mantissa * 10^exponent`, negated where `negative`. The mantissa has no trailing zero, and zero
/// is never negative, so equal numbers are equal field by field.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// The mantissa in two halves: an u128 would pad every attribute to 16 bytes.
    high: u64,
    low: u64,
    exponent: i16,
    negative: bool,
}

impl Number {
    pub const ZERO: Number = Number { high: 0, low: 0, exponent: 0, negative: false };

    /// Reads `-12.5e3` and its kin.
    pub fn parse(text: &str) -> Checked<Number> {
        if text.is_empty() {
            return Err(Invalid::text("The parameter cannot be converted to a numeric value"));
        }
        let Some(parts) = Parts::split(text) else {
            return Err(Invalid::from(format!(
                "The parameter cannot be converted to a numeric value: {text}"
            )));
        };
        parts.number()
    }

    /// From its parts, of any form; the limits are checked.
    fn new(negative: bool, mut mantissa: u128, mut exponent: i32) -> Checked<Number> {
        if mantissa == 0 {
            return Ok(Number::ZERO);
        }
        while mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        let digits = digits(mantissa);
        let magnitude = exponent + digits as i32 - 1;
        if magnitude > MAGNITUDE_MAX {
            return Err(OVERFLOW);
        }
        if magnitude < MAGNITUDE_MIN {
            return Err(UNDERFLOW);
        }
        if digits > DIGITS_MAX {
            return Err(PRECISION);
        }
        Ok(Number::pack(negative, mantissa, exponent as i16))
    }

    fn pack(negative: bool, mantissa: u128, exponent: i16) -> Number {
        Number { high: (mantissa >> 64) as u64, low: mantissa as u64, exponent, negative }
    }

    fn mantissa(self) -> u128 {
        (u128::from(self.high) << 64) | u128::from(self.low)
    }

    pub fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// The power of ten of the leading digit.
    fn magnitude(self) -> i32 {
        i32::from(self.exponent) + digits(self.mantissa()) as i32 - 1
    }

    /// The exact sum; too many digits are an overflow, as they are at DynamoDB.
    pub fn plus(self, other: Number) -> Checked<Number> {
        if self.is_zero() {
            return Ok(other);
        }
        if other.is_zero() {
            return Ok(self);
        }
        let (upper, lower) =
            if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = (i32::from(upper.exponent) - i32::from(lower.exponent)) as u32;
        // The sum's last digit is the lower one's (where they differ), and its first is at most one
        // place below the upper one's: beyond 39 places it cannot be held.
        if digits(upper.mantissa()) + shift > DIGITS_MAX + 1 {
            return Err(OVERFLOW);
        }
        let a = limbs(upper.mantissa(), shift);
        let b = limbs(lower.mantissa(), 0);
        let exponent = i32::from(lower.exponent);
        if upper.negative == lower.negative {
            let sum = a.1 + b.1;
            return of_limbs(upper.negative, a.0 + b.0 + sum / LIMB, sum % LIMB, exponent);
        }
        let (negative, more, less) =
            if a >= b { (upper.negative, a, b) } else { (lower.negative, b, a) };
        let (high, low) = if more.1 >= less.1 {
            (more.0 - less.0, more.1 - less.1)
        } else {
            (more.0 - less.0 - 1, more.1 + LIMB - less.1)
        };
        of_limbs(negative, high, low, exponent)
    }

    /// The exact difference.
    pub fn minus(self, other: Number) -> Checked<Number> {
        self.plus(other.negated())
    }

    fn negated(self) -> Number {
        Number { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// A whole number, where it is one and fits.
    pub fn whole(self) -> Option<i64> {
        if self.exponent < 0 || self.exponent > 19 {
            return None;
        }
        let value = self.mantissa().checked_mul(10u128.pow(self.exponent as u32))?;
        let value = i128::try_from(value).ok()?;
        i64::try_from(if self.negative { -value } else { value }).ok()
    }

    /// What DynamoDB counts for it: a byte for two digits, one for the exponent, one for a sign.
    /// The digits pair up at even powers of ten (measured by dynalite's authors against AWS).
    pub fn size(self) -> usize {
        if self.is_zero() {
            return 1;
        }
        let digits = digits(self.mantissa());
        let misaligned = digits.is_multiple_of(2) && self.magnitude() % 2 == 0;
        1 + digits.div_ceil(2) as usize + usize::from(misaligned) + usize::from(self.negative)
    }

    /// Bytes that order as the numbers do; no one's bytes begin with another's.
    ///
    /// A sign byte, the magnitude in one byte (there are exactly 256), the digits in pairs as 1 to
    /// 100, and an end mark; all but the sign turned over for negatives.
    pub fn push_ordered(self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(0x80);
            return;
        }
        out.push(if self.negative { 0x7f } else { 0x81 });
        let flip = if self.negative { 0xff } else { 0 };
        out.push((self.magnitude() - MAGNITUDE_MIN) as u8 ^ flip);
        let mantissa = self.mantissa();
        let mut rest = mantissa * 10u128.pow(DIGITS_MAX - digits(mantissa));
        let mut divisor = 10u128.pow(DIGITS_MAX - 2);
        while rest != 0 {
            out.push(((rest / divisor) as u8 + 1) ^ flip);
            rest %= divisor;
            divisor = (divisor / 100).max(1);
        }
        out.push(flip);
    }

    /// A compact form for storage: a head byte, the exponent's size if it is not zero, and the
    /// mantissa's bytes, least significant first.
    pub fn push_packed(self, out: &mut Vec<u8>) {
        let mantissa = self.mantissa();
        let length = (128 - mantissa.leading_zeros()).div_ceil(8) as u8;
        let mut head = length;
        head |= if self.negative { 0x80 } else { 0 };
        head |= if self.exponent != 0 { 0x40 } else { 0 };
        head |= if self.exponent < 0 { 0x20 } else { 0 };
        out.push(head);
        if self.exponent != 0 {
            // 167 at most: a last digit at 1E-130 with 37 before it.
            out.push(self.exponent.unsigned_abs() as u8);
        }
        out.extend_from_slice(&mantissa.to_le_bytes()[..usize::from(length)]);
    }

    /// Reads what `push_packed` wrote; the number and how many bytes it took.
    pub fn unpack(bytes: &[u8]) -> Option<(Number, usize)> {
        let head = *bytes.first()?;
        let mut at = 1;
        let mut exponent = 0i16;
        if head & 0x40 != 0 {
            exponent = i16::from(*bytes.get(1)?);
            at = 2;
        }
        if head & 0x20 != 0 {
            exponent = -exponent;
        }
        let length = usize::from(head & 0x1f);
        if length > 16 {
            return None;
        }
        let mut mantissa = [0u8; 16];
        mantissa[..length].copy_from_slice(bytes.get(at..at + length)?);
        let mantissa = u128::from_le_bytes(mantissa);
        Some((Number::pack(head & 0x80 != 0, mantissa, exponent), at + length))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Number {
        let (mut mantissa, mut exponent) = (value, 0);
        while mantissa != 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        Number { high: 0, low: mantissa, exponent, negative: false }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let sign = |number: &Number| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (_, false) => 1,
            (_, true) => -1,
        };
        let ordered = sign(self).cmp(&sign(other));
        if ordered != Ordering::Equal || self.is_zero() {
            return ordered;
        }
        let scaled = |number: &Number| {
            let mantissa = number.mantissa();
            mantissa * 10u128.pow(DIGITS_MAX - digits(mantissa))
        };
        let ordered =
            self.magnitude().cmp(&other.magnitude()).then_with(|| scaled(self).cmp(&scaled(other)));
        if self.negative { ordered.reverse() } else { ordered }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As DynamoDB answers: no exponent, no leading or trailing zero that says nothing.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        let mantissa = self.mantissa();
        if self.exponent >= 0 {
            write!(f, "{mantissa}")?;
            return zeros(f, self.exponent as usize);
        }
        let places = u32::from(self.exponent.unsigned_abs());
        let digits = digits(mantissa);
        if digits <= places {
            f.write_str("0.")?;
            zeros(f, (places - digits) as usize)?;
            return write!(f, "{mantissa}");
        }
        let unit = 10u128.pow(places);
        write!(f, "{}.{:0width$}", mantissa / unit, mantissa % unit, width = places as usize)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn zeros(f: &mut fmt::Formatter<'_>, mut count: usize) -> fmt::Result {
    const ZEROS: &str = "00000000000000000000000000000000";
    while count > 0 {
        let now = count.min(ZEROS.len());
        f.write_str(&ZEROS[..now])?;
        count -= now;
    }
    Ok(())
}

/// How many decimal digits; none for zero.
fn digits(mantissa: u128) -> u32 {
    mantissa.checked_ilog10().map_or(0, |log| log + 1)
}

/// `mantissa * 10^shift` as high and low limb; the product has 40 digits at most.
fn limbs(mantissa: u128, shift: u32) -> (u128, u128) {
    if shift >= LIMB_DIGITS {
        return (mantissa * 10u128.pow(shift - LIMB_DIGITS), 0);
    }
    let unit = 10u128.pow(LIMB_DIGITS - shift);
    (mantissa / unit, mantissa % unit * 10u128.pow(shift))
}

fn of_limbs(negative: bool, mut high: u128, mut low: u128, mut exponent: i32) -> Checked<Number> {
    if high == 0 && low == 0 {
        return Ok(Number::ZERO);
    }
    while low.is_multiple_of(10) {
        low = (low + high % 10 * LIMB) / 10;
        high /= 10;
        exponent += 1;
    }
    if digits(high) > DIGITS_MAX - LIMB_DIGITS {
        return Err(OVERFLOW);
    }
    Number::new(negative, high * LIMB + low, exponent)
}

/// A number's text, taken apart.
struct Parts<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Parts<'a> {
    fn split(text: &'a str) -> Option<Parts<'a>> {
        let (negative, rest) = unsigned(text.as_bytes());
        let (number, exponent) = match rest.iter().position(|b| matches!(b, b'e' | b'E')) {
            Some(at) => (&rest[..at], power(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let (whole, fraction) = match number.iter().position(|b| *b == b'.') {
            Some(at) => (&number[..at], &number[at + 1..]),
            None => (number, &b""[..]),
        };
        let digits = whole.iter().chain(fraction).all(u8::is_ascii_digit);
        if !digits || whole.len() + fraction.len() == 0 {
            return None;
        }
        Some(Parts { negative, whole, fraction, exponent })
    }

    fn number(&self) -> Checked<Number> {
        let all = || self.whole.iter().chain(self.fraction).map(|digit| digit - b'0');
        let Some(first) = all().position(|digit| digit != 0) else { return Ok(Number::ZERO) };
        let trailing = all().rev().position(|digit| digit != 0).unwrap_or(0);
        let count = self.whole.len() + self.fraction.len() - first - trailing;
        let exponent = self.exponent - self.fraction.len() as i64 + trailing as i64;
        let magnitude = exponent + count as i64 - 1;
        if magnitude > i64::from(MAGNITUDE_MAX) {
            return Err(OVERFLOW);
        }
        if magnitude < i64::from(MAGNITUDE_MIN) {
            return Err(UNDERFLOW);
        }
        if count > DIGITS_MAX as usize {
            return Err(PRECISION);
        }
        let mantissa = all().skip(first).take(count).fold(0u128, |m, d| m * 10 + u128::from(d));
        Number::new(self.negative, mantissa, exponent as i32)
    }
}

fn unsigned(bytes: &[u8]) -> (bool, &[u8]) {
    match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    }
}

/// What stands after the `e`. Powers beyond any use are cut short; they overflow either way.
fn power(bytes: &[u8]) -> Option<i64> {
    const BEYOND: i64 = 1 << 40;
    let (negative, digits) = unsigned(bytes);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i64, |v, d| (v * 10 + i64::from(d - b'0')).min(BEYOND));
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn prints_the_normal_form() {
        for (given, printed) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.000", "0"),
            ("00042", "42"),
            ("+3", "3"),
            (".123", "0.123"),
            ("1.", "1"),
            ("1.0", "1"),
            ("3.1400", "3.14"),
            ("1E2", "100"),
            ("1.5E2", "150"),
            ("1e+5", "100000"),
            ("-17.4E3", "-17400"),
            ("0.00001", "0.00001"),
            ("1e30", "1000000000000000000000000000000"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
            ("-1234.5678", "-1234.5678"),
            ("0e999999999999999999999", "0"),
        ] {
            assert_eq!(number(given).to_string(), printed, "{given}");
        }
        let smallest = number("1E-130").to_string();
        assert_eq!((smallest.len(), &smallest[130..]), (132, "01"));
        let largest = number("9.9999999999999999999999999999999999999E+125").to_string();
        assert_eq!(largest.len(), 126);
    }

    #[test]
    fn refuses_in_the_words_of_dynamodb() {
        for (given, said) in [
            ("1E126", "Number overflow"),
            ("-1E126", "Number overflow"),
            ("1e99999999999999999999", "Number overflow"),
            ("1E-131", "Number underflow"),
            ("123456789012345678901234567890123456789", "Attempting to store more than 38"),
            ("dog", "The parameter cannot be converted to a numeric value: dog"),
            (" 1", "The parameter cannot be converted to a numeric value:  1"),
            ("1 ", "The parameter cannot be converted to a numeric value: 1 "),
            ("NaN", "The parameter cannot be converted to a numeric value: NaN"),
            ("1e", "The parameter cannot be converted to a numeric value: 1e"),
            (".", "The parameter cannot be converted to a numeric value: ."),
            ("--1", "The parameter cannot be converted to a numeric value: --1"),
            ("", "The parameter cannot be converted to a numeric value"),
        ] {
            let error = Number::parse(given).unwrap_err();
            assert!(error.0.starts_with(said), "{given}: {error}");
        }
    }

    #[test]
    fn sums_are_exact_or_refused() {
        for (a, b, sum) in [
            ("1", "10000000000000000000000", "10000000000000000000001"),
            ("0.1", "0.2", "0.3"),
            ("5", "-5", "0"),
            (
                "99999999999999999999999999999999999999",
                "1",
                "100000000000000000000000000000000000000",
            ),
            ("1e37", "-1", "9999999999999999999999999999999999999"),
            ("1e38", "-1", "99999999999999999999999999999999999999"),
            ("9e125", "9e124", &number("9.9e125").to_string()),
            ("1.1e-129", "-1e-129", &number("1e-130").to_string()),
        ] {
            assert_eq!(number(a).plus(number(b)).unwrap().to_string(), sum, "{a} + {b}");
            assert_eq!(number(b).plus(number(a)).unwrap().to_string(), sum, "{b} + {a}");
        }
        for (a, b) in [("9e125", "9e125"), ("1e50", "1"), ("1e50", "-1"), ("1e39", "-1")] {
            assert_eq!(number(a).plus(number(b)), Err(OVERFLOW), "{a} + {b}");
        }
        assert_eq!(number("1.01e-129").minus(number("1e-129")), Err(UNDERFLOW));
    }

    #[test]
    fn sizes_as_measured() {
        for (text, size) in [("0", 1), ("1", 2), ("12", 2), ("123", 3), ("-1", 3), ("1e2", 2)] {
            assert_eq!(number(text).size(), size, "{text}");
        }
    }

    fn any_number() -> impl Strategy<Value = Number> {
        let digits = prop_oneof![0u128..1000, 0u128..10u128.pow(38)];
        (any::<bool>(), digits, -130i32..88)
            .prop_filter_map("in range", |(negative, m, e)| Number::new(negative, m, e).ok())
    }

    fn ordered(number: Number) -> Vec<u8> {
        let mut bytes = Vec::new();
        number.push_ordered(&mut bytes);
        bytes
    }

    proptest! {
        #[test]
        fn reads_back_what_it_prints(n in any_number()) {
            prop_assert_eq!(number(&n.to_string()), n);
            let mut packed = Vec::new();
            n.push_packed(&mut packed);
            prop_assert_eq!(Number::unpack(&packed), Some((n, packed.len())));
        }

        #[test]
        fn bytes_order_as_numbers_do(a in any_number(), b in any_number()) {
            let (x, y) = (ordered(a), ordered(b));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert!(a == b || !y.starts_with(&x));
            prop_assert_eq!(a.cmp(&b), a.minus(b).map_or(a.cmp(&b), |d| d.cmp(&Number::ZERO)));
        }

        #[test]
        fn what_is_added_can_be_taken_away(a in any_number(), b in any_number()) {
            if let Ok(sum) = a.plus(b) {
                prop_assert_eq!(sum.minus(b), Ok(a));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9.eE ]{0,60}") {
            if let Ok(n) = Number::parse(&text) {
                prop_assert_eq!(number(&n.to_string()), n);
            }
        }

        #[test]
        fn any_bytes_unpack_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
            let _ = Number::unpack(&bytes);
        }
    }
}
