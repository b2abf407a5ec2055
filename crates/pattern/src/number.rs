//! Numbers of events and patterns, compared by their value however they are written.

use std::cmp::Ordering;

use serde_json::Number;

/// None where one of them is beyond what a double holds.
pub fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    if let (Some(one), Some(other)) = (whole(one), whole(other)) {
        return Some(one.cmp(&other));
    }
    one.as_f64()?.partial_cmp(&other.as_f64()?)
}

pub fn equal(one: &Number, other: &Number) -> bool {
    compare(one, other) == Some(Ordering::Equal)
}

fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// What a number may be compared by.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    Equal(Number),
    Above { least: Number, itself: bool },
    Below { most: Number, itself: bool },
}

impl Bound {
    pub fn read(operator: &str, number: &Number) -> Option<Bound> {
        let number = number.clone();
        Some(match operator {
            "=" => Bound::Equal(number),
            ">" => Bound::Above { least: number, itself: false },
            ">=" => Bound::Above { least: number, itself: true },
            "<" => Bound::Below { most: number, itself: false },
            "<=" => Bound::Below { most: number, itself: true },
            _ => return None,
        })
    }

    pub fn holds(&self, number: &Number) -> bool {
        let (bound, wanted, itself) = match self {
            Bound::Equal(bound) => return equal(number, bound),
            Bound::Above { least, itself } => (least, Ordering::Greater, *itself),
            Bound::Below { most, itself } => (most, Ordering::Less, *itself),
        };
        match compare(number, bound) {
            Some(Ordering::Equal) => itself,
            Some(order) => order == wanted,
            None => false,
        }
    }
}
