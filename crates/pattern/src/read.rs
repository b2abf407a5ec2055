//! Reading a pattern. Everything is checked here.

use std::fmt;

use serde_json::{Map, Value};

use crate::matcher::{self, Matcher, Text};
use crate::number::Bound;
use crate::pattern::{Child, Leaf, Node};
use crate::wildcard::Wildcard;

/// Objects within one another, as deep as the JSON reader goes.
const DEPTH_MAX: usize = 64;
const OR: &str = "$or";

/// Why a text is no pattern, for its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(pub String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

type Read<T> = Result<T, Invalid>;

fn invalid<T>(why: impl Into<String>) -> Read<T> {
    Err(Invalid(why.into()))
}

/// The pattern's object, and how many of its leaves look for there being nothing.
pub(crate) fn pattern(text: &str) -> Read<(Node, usize)> {
    match serde_json::from_str(text) {
        Err(error) => invalid(format!("it is no JSON: {error}")),
        Ok(Value::Object(object)) => {
            let mut absences = 0;
            let root = node(&object, &mut absences, DEPTH_MAX)?;
            Ok((root, absences))
        }
        Ok(_) => invalid("it is no object"),
    }
}

fn node(object: &Map<String, Value>, absences: &mut usize, depth: usize) -> Read<Node> {
    if object.is_empty() {
        return invalid("an empty object matches nothing");
    }
    if depth == 0 {
        return invalid("its objects lie too deep within one another");
    }
    let mut node = Node::default();
    for (name, value) in object {
        match value {
            Value::Array(choices) if name == OR => {
                node.choices.push(alternatives(choices, absences, depth - 1)?);
            }
            _ if name == OR => return invalid("$or has a list of objects"),
            Value::Object(below) => {
                let below = self::node(below, absences, depth - 1)?;
                node.fields.push((name.clone(), Child::Node(below)));
            }
            Value::Array(values) => {
                let leaf = leaf(name, values, absences)?;
                node.fields.push((name.clone(), Child::Leaf(leaf)));
            }
            _ => return invalid(format!("{name} is neither an object nor a list")),
        }
    }
    Ok(node)
}

fn alternatives(choices: &[Value], absences: &mut usize, depth: usize) -> Read<Vec<Node>> {
    if choices.len() < 2 {
        return invalid("$or has two objects or more");
    }
    let read = |choice: &Value| match choice {
        Value::Object(object) => node(object, absences, depth),
        _ => invalid("$or has a list of objects"),
    };
    choices.iter().map(read).collect()
}

fn leaf(name: &str, values: &[Value], absences: &mut usize) -> Read<Leaf> {
    if values.is_empty() {
        return invalid(format!("the list of {name} is empty"));
    }
    let matchers = values.iter().map(|value| self::matcher(name, value));
    let matchers = matchers.collect::<Read<Vec<_>>>()?;
    let absent = matchers.contains(&Matcher::Absent).then(|| {
        *absences += 1;
        *absences - 1
    });
    Ok(Leaf { matchers, absent })
}

fn matcher(name: &str, value: &Value) -> Read<Matcher> {
    let Value::Object(object) = value else { return scalar(name, value) };
    let (Some((kind, operand)), 1) = (object.iter().next(), object.len()) else {
        return invalid(format!("an object in the list of {name} has one key"));
    };
    match (kind.as_str(), operand) {
        ("exists", Value::Bool(true)) => Ok(Matcher::Exists),
        ("exists", Value::Bool(false)) => Ok(Matcher::Absent),
        ("numeric", Value::Array(bounds)) => Ok(Matcher::Numeric(numeric(name, bounds)?)),
        ("cidr", Value::String(network)) => match matcher::network(network) {
            Some(network) => Ok(network),
            None => invalid(format!("the cidr of {name} is no network")),
        },
        ("anything-but", operand) => anything_but(name, operand),
        (kind, operand) => text(name, kind, operand).map(Matcher::Text),
    }
}

fn scalar(name: &str, value: &Value) -> Read<Matcher> {
    Ok(match value {
        Value::Null => Matcher::Null,
        Value::Bool(true) => Matcher::True,
        Value::Bool(false) => Matcher::False,
        Value::Number(number) => Matcher::Number(number.clone()),
        Value::String(text) => Matcher::Text(Text::Equal(text.clone())),
        _ => return invalid(format!("the list of {name} holds another list")),
    })
}

/// `prefix`, `suffix`, `equals-ignore-case` and `wildcard`.
fn text(name: &str, kind: &str, operand: &Value) -> Read<Text> {
    let ignoring_case = |operand: &Value| match operand {
        Value::Object(object) if object.len() == 1 => {
            object.get("equals-ignore-case").and_then(Value::as_str).map(str::to_lowercase)
        }
        _ => None,
    };
    let plain = operand.as_str().map(str::to_owned);
    let found = match kind {
        "prefix" => {
            plain.map(Text::Prefix).or_else(|| ignoring_case(operand).map(Text::PrefixIgnoringCase))
        }
        "suffix" => {
            plain.map(Text::Suffix).or_else(|| ignoring_case(operand).map(Text::SuffixIgnoringCase))
        }
        "equals-ignore-case" => plain.map(|text| Text::EqualIgnoringCase(text.to_lowercase())),
        "wildcard" => plain.and_then(|text| Wildcard::read(&text)).map(Text::Wildcard),
        other => return invalid(format!("{other} of {name} is no comparison")),
    };
    found.ok_or_else(|| Invalid(format!("what {kind} of {name} is compared with means nothing")))
}

/// Pairs of an operator and a number: one, or two that bound a range.
fn numeric(name: &str, pairs: &[Value]) -> Read<Vec<Bound>> {
    let bounds: Option<Vec<Bound>> = pairs
        .chunks(2)
        .map(|pair| match pair {
            [Value::String(operator), Value::Number(number)] => Bound::read(operator, number),
            _ => None,
        })
        .collect();
    let means_something = |bounds: &Vec<Bound>| match bounds.as_slice() {
        [_] => true,
        [Bound::Above { least, .. }, Bound::Below { most, .. }] => {
            crate::number::compare(least, most).is_some_and(std::cmp::Ordering::is_lt)
        }
        _ => false,
    };
    match bounds.filter(means_something) {
        Some(bounds) => Ok(bounds),
        None => invalid(format!("the numeric comparison of {name} means nothing")),
    }
}

/// A value, a list of texts or numbers, or one comparison of texts with one or several.
fn anything_but(name: &str, operand: &Value) -> Read<Matcher> {
    let unclear = || Invalid(format!("what anything-but of {name} leaves out means nothing"));
    let others = match operand {
        Value::Object(object) => {
            let (Some((kind, operand)), 1) = (object.iter().next(), object.len()) else {
                return Err(unclear());
            };
            let kinds = ["prefix", "suffix", "equals-ignore-case", "wildcard"];
            if !kinds.contains(&kind.as_str()) {
                return Err(unclear());
            }
            let all = match operand {
                Value::Array(operands) => operands.as_slice(),
                one => std::slice::from_ref(one),
            };
            let read = |operand| text(name, kind, operand).map(Matcher::Text);
            all.iter().map(read).collect::<Read<Vec<_>>>()?
        }
        Value::Array(values) => {
            let texts = values.iter().all(Value::is_string);
            if !texts && !values.iter().all(Value::is_number) {
                return Err(unclear());
            }
            values.iter().map(|value| scalar(name, value)).collect::<Read<Vec<_>>>()?
        }
        Value::String(_) | Value::Number(_) => vec![scalar(name, operand)?],
        _ => return Err(unclear()),
    };
    match others.is_empty() {
        true => Err(unclear()),
        false => Ok(Matcher::AnythingBut(others)),
    }
}
