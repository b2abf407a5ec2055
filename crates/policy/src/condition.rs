//! Conditions: an operator, a key, and the values that it is compared with.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition operators", "Single-valued vs.
//! multivalued context keys".

use std::cmp::Ordering;
use std::net::IpAddr;

use crate::arn::{self, ArnPattern};
use crate::date;
use crate::malformed::Malformed;
use crate::pattern::{Case, Pattern};
use crate::request::Request;
use crate::template::Reading;

/// One key of one operator. All conditions of a statement must hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    key: String,
    test: Test,
    negated: bool,
    if_exists: bool,
    over: Over,
}

/// How the several values of a key count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    /// No qualifier: the key has one value.
    Single,
    ForAllValues,
    ForAnyValue,
}

/// What a value is compared with: one of these suffices.
#[derive(Clone, Debug, PartialEq)]
enum Test {
    Text(Vec<Pattern>, Case),
    Arn(Vec<ArnPattern>),
    Number(Vec<f64>, Compare),
    Date(Vec<i64>, Compare),
    Bool(Vec<bool>),
    Binary(Vec<String>),
    Address(Vec<Network>),
    /// Whether the key is absent.
    Null(Vec<bool>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// An operator's name without qualifier and suffix, its family and whether it is negated.
#[derive(Clone, Copy)]
enum Family {
    Text { wildcards: bool, case: Case },
    Arn,
    Number(Compare),
    Date(Compare),
    Bool,
    Binary,
    Address,
    Null,
}

fn family(name: &str) -> Option<(Family, bool)> {
    use Compare::*;
    use Family::*;
    let text = |wildcards, case| Text { wildcards, case };
    Some(match name {
        "StringEquals" => (text(false, Case::Sensitive), false),
        "StringNotEquals" => (text(false, Case::Sensitive), true),
        "StringEqualsIgnoreCase" => (text(false, Case::Ignored), false),
        "StringNotEqualsIgnoreCase" => (text(false, Case::Ignored), true),
        "StringLike" => (text(true, Case::Sensitive), false),
        "StringNotLike" => (text(true, Case::Sensitive), true),
        "NumericEquals" => (Number(Equal), false),
        "NumericNotEquals" => (Number(Equal), true),
        "NumericLessThan" => (Number(Less), false),
        "NumericLessThanEquals" => (Number(LessOrEqual), false),
        "NumericGreaterThan" => (Number(Greater), false),
        "NumericGreaterThanEquals" => (Number(GreaterOrEqual), false),
        "DateEquals" => (Date(Equal), false),
        "DateNotEquals" => (Date(Equal), true),
        "DateLessThan" => (Date(Less), false),
        "DateLessThanEquals" => (Date(LessOrEqual), false),
        "DateGreaterThan" => (Date(Greater), false),
        "DateGreaterThanEquals" => (Date(GreaterOrEqual), false),
        "Bool" => (Bool, false),
        "BinaryEquals" => (Binary, false),
        "IpAddress" => (Address, false),
        "NotIpAddress" => (Address, true),
        "ArnEquals" | "ArnLike" => (Arn, false),
        "ArnNotEquals" | "ArnNotLike" => (Arn, true),
        "Null" => (Null, false),
        _ => return None,
    })
}

/// An operator as a document writes it: `ForAnyValue:StringLikeIfExists`.
#[derive(Clone, Copy)]
pub(crate) struct Operator {
    family: Family,
    negated: bool,
    if_exists: bool,
    over: Over,
}

impl Operator {
    /// None where there is no such operator.
    pub fn parse(name: &str) -> Option<Operator> {
        let (over, name) = match name.split_once(':') {
            None => (Over::Single, name),
            Some(("ForAllValues", name)) => (Over::ForAllValues, name),
            Some(("ForAnyValue", name)) => (Over::ForAnyValue, name),
            Some(_) => return None,
        };
        let (if_exists, name) = match name.strip_suffix("IfExists") {
            None => (false, name),
            Some("Null") => return None,
            Some(name) => (true, name),
        };
        let (family, negated) = family(name)?;
        Some(Operator { family, negated, if_exists, over })
    }
}

impl Condition {
    /// Values that the operator cannot compare with are an error, as IAM has it.
    pub fn new(
        operator: Operator,
        key: &str,
        values: &[String],
        variables: bool,
    ) -> Result<Condition, Malformed> {
        let Operator { family, negated, if_exists, over } = operator;
        let test = Test::new(family, key, values, variables)?;
        Ok(Condition { key: key.into(), test, negated, if_exists, over })
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// The keys of the policy variables in its values.
    pub fn variables(&self, found: &mut dyn FnMut(&str)) {
        match &self.test {
            Test::Text(patterns, _) => patterns.iter().for_each(|one| one.keys(found)),
            Test::Arn(patterns) => patterns.iter().for_each(|one| one.keys(found)),
            _ => {}
        }
    }

    pub fn holds(&self, request: &Request<'_>) -> bool {
        let found = request.lookup(&self.key);
        let values = found.as_ref().map(|values| values.as_slice()).unwrap_or_default();
        if let Test::Null(wanted) = &self.test {
            return wanted.contains(&values.is_empty());
        }
        let holds =
            |value: &std::borrow::Cow<'_, str>| self.test.any(value, request) != self.negated;
        match self.over {
            Over::Single if values.is_empty() => self.if_exists || self.negated,
            // Several values under an operator for one: equal if one is, unequal if all are.
            Over::Single if self.negated => values.iter().all(holds),
            Over::Single => values.iter().any(holds),
            Over::ForAllValues => values.iter().all(holds),
            Over::ForAnyValue if values.is_empty() => self.if_exists && found.is_none(),
            Over::ForAnyValue => values.iter().any(holds),
        }
    }
}

impl Test {
    fn new(
        family: Family,
        key: &str,
        values: &[String],
        variables: bool,
    ) -> Result<Test, Malformed> {
        fn each<T>(
            key: &str,
            values: &[String],
            parse: impl Fn(&str) -> Option<T>,
        ) -> Result<Vec<T>, Malformed> {
            let one = |text: &String| {
                let wrong = || Malformed::legacy(format!("Condition {key}: {text:?} is no value"));
                parse(text).ok_or_else(wrong)
            };
            values.iter().map(one).collect()
        }
        Ok(match family {
            Family::Text { wildcards, case } => {
                let reading = Reading { variables, wildcards };
                let patterns = values.iter().map(|text| Pattern::new(text, reading)).collect();
                Test::Text(patterns, case)
            }
            Family::Arn => {
                Test::Arn(values.iter().map(|text| ArnPattern::new(text, variables)).collect())
            }
            Family::Number(compare) => Test::Number(each(key, values, number)?, compare),
            Family::Date(compare) => Test::Date(each(key, values, date::parse)?, compare),
            Family::Bool => Test::Bool(each(key, values, boolean)?),
            Family::Binary => Test::Binary(each(key, values, binary)?),
            Family::Address => Test::Address(each(key, values, Network::parse)?),
            Family::Null => Test::Null(each(key, values, boolean)?),
        })
    }

    fn any(&self, value: &str, request: &Request<'_>) -> bool {
        match self {
            Test::Text(patterns, case) => {
                patterns.iter().any(|pattern| pattern.matches(value, *case, request))
            }
            Test::Arn(patterns) => {
                let parts = arn::split(value);
                patterns.iter().any(|pattern| pattern.matches(parts.as_ref(), request))
            }
            Test::Number(numbers, compare) => number(value).is_some_and(|value| {
                numbers.iter().any(|number| compare.holds(value.partial_cmp(number)))
            }),
            Test::Date(dates, compare) => date::parse(value)
                .is_some_and(|value| dates.iter().any(|date| compare.holds(Some(value.cmp(date))))),
            Test::Bool(wanted) => boolean(value).is_some_and(|value| wanted.contains(&value)),
            Test::Binary(wanted) => binary(value).is_some_and(|value| wanted.contains(&value)),
            Test::Address(networks) => value
                .parse()
                .is_ok_and(|address| networks.iter().any(|network| network.contains(address))),
            Test::Null(_) => false,
        }
    }
}

impl Compare {
    fn holds(self, ordering: Option<Ordering>) -> bool {
        use Ordering::*;
        match self {
            Compare::Equal => ordering == Some(Equal),
            Compare::Less => ordering == Some(Less),
            Compare::LessOrEqual => matches!(ordering, Some(Less | Equal)),
            Compare::Greater => ordering == Some(Greater),
            Compare::GreaterOrEqual => matches!(ordering, Some(Greater | Equal)),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    if plain { text.parse().ok() } else { None }
}

fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// Base64 text without its padding: equal bytes have equal text.
fn binary(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=');
    let valid = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    text.bytes().all(valid).then(|| text.to_owned())
}

/// `203.0.113.0/24`, `2001:db8::/32`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

impl Network {
    fn parse(text: &str) -> Option<Network> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().ok().filter(|bits| *bits <= width)?,
            None => width,
        };
        Some(Network { address, bits })
    }

    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let differing = u32::from(network) ^ u32::from(address);
                differing.checked_shr(32 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let differing = u128::from(network) ^ u128::from(address);
                differing.checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}
