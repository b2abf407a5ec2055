//! What a leaf of a pattern says of one value.

use std::net::IpAddr;

use serde_json::{Number, Value};

use crate::number::{self, Bound};
use crate::wildcard::Wildcard;

#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    Null,
    True,
    False,
    Number(Number),
    Text(Text),
    Numeric(Vec<Bound>),
    Exists,
    /// That there is nothing is no property of a value: the pattern looks for it.
    Absent,
    /// Addresses of one network, as numbers, and whether they are of the shorter kind.
    Cidr {
        first: u128,
        last: u128,
        four: bool,
    },
    AnythingBut(Vec<Matcher>),
}

/// What is said of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    Equal(String),
    /// In small letters, as all that ignore case.
    EqualIgnoringCase(String),
    Prefix(String),
    PrefixIgnoringCase(String),
    Suffix(String),
    SuffixIgnoringCase(String),
    Wildcard(Wildcard),
}

impl Matcher {
    /// `value` is no array and no object.
    pub fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (Matcher::Exists, _)
            | (Matcher::Null, Value::Null)
            | (Matcher::True, Value::Bool(true))
            | (Matcher::False, Value::Bool(false)) => true,
            (Matcher::Number(wanted), Value::Number(number)) => number::equal(number, wanted),
            (Matcher::Numeric(bounds), Value::Number(number)) => {
                bounds.iter().all(|bound| bound.holds(number))
            }
            (Matcher::Text(wanted), Value::String(text)) => wanted.holds(text),
            (Matcher::Cidr { first, last, four }, Value::String(text)) => {
                let address = text.parse::<IpAddr>().ok();
                address.is_some_and(|address| {
                    let (number, short) = as_number(address);
                    short == *four && (*first..=*last).contains(&number)
                })
            }
            (Matcher::AnythingBut(others), value) => !others.iter().any(|one| one.holds(value)),
            _ => false,
        }
    }
}

impl Text {
    fn holds(&self, text: &str) -> bool {
        match self {
            Text::Equal(wanted) => text == wanted,
            Text::Prefix(wanted) => text.starts_with(wanted.as_str()),
            Text::Suffix(wanted) => text.ends_with(wanted.as_str()),
            Text::Wildcard(wildcard) => wildcard.matches(text),
            Text::EqualIgnoringCase(wanted) => text.to_lowercase() == *wanted,
            Text::PrefixIgnoringCase(wanted) => text.to_lowercase().starts_with(wanted.as_str()),
            Text::SuffixIgnoringCase(wanted) => text.to_lowercase().ends_with(wanted.as_str()),
        }
    }
}

fn as_number(address: IpAddr) -> (u128, bool) {
    match address {
        IpAddr::V4(address) => (u32::from(address).into(), true),
        IpAddr::V6(address) => (address.into(), false),
    }
}

/// `10.0.0.0/24`.
pub fn network(text: &str) -> Option<Matcher> {
    let (address, bits) = text.split_once('/')?;
    let (number, four) = as_number(address.parse().ok()?);
    let width: u32 = if four { 32 } else { 128 };
    let bits: u32 = bits.parse().ok().filter(|bits| *bits <= width)?;
    let hosts = match width - bits {
        128 => u128::MAX,
        free => (1 << free) - 1,
    };
    Some(Matcher::Cidr { first: number & !hosts, last: number | hosts, four })
}
