//! The one validator: a record against its schema, with AWS's own sentences.
//!
//! What it knows is what the model says: presence, lengths, ranges, patterns, enumerations. What
//! depends on more than one member is the service's business.

use std::fmt::Write;

use crate::error::Error;
pub use crate::pattern::{Node, Pattern};
use crate::schema::{Length, Protocol, Range, ServiceModel, Shape, Structure};
use crate::value::{Record, Union, Value};

/// How many complaints one answer holds, as at AWS.
const ERRORS_MAX: usize = 10;
/// How much of a value a complaint quotes, in bytes. AWS quotes all of it; here a request that is
/// refused must not cost a multiple of its size.
const QUOTE_MAX: usize = 16 * 1024;

/// `Ok` where the record is what its schema asks for.
pub fn check(model: &ServiceModel, record: &Record) -> Result<(), Error> {
    let mut checker = Checker { errors: Vec::new(), union: None };
    checker.record(record, &Path::Root);
    let code = match model.protocol {
        Protocol::Query => "ValidationError",
        _ => "ValidationException",
    };
    if !checker.errors.is_empty() {
        return Err(Error::client(code, sentence(&checker.errors)));
    }
    match checker.union {
        None => Ok(()),
        Some((schema, several)) => {
            let what = if several { "has more than one datatypes set" } else { "is empty" };
            let message = format!(
                "Supplied {} {what}, must contain exactly one of the supported datatypes",
                schema.name
            );
            Err(Error::client(code, message))
        }
    }
}

/// `1 validation error detected: ...`, for services that have rules of their own in this form.
pub fn sentence(errors: &[String]) -> String {
    let plural = if errors.len() == 1 { "" } else { "s" };
    format!("{} validation error{plural} detected: {}", errors.len(), errors.join("; "))
}

/// One complaint: `Value 'ab' at 'tableName' failed to satisfy constraint: ` and the constraint.
pub fn complaint(value: &str, path: &str, constraint: &str) -> String {
    format!("Value '{value}' at '{path}' failed to satisfy constraint: {constraint}")
}

/// Where a value stands, from the inside out.
enum Path<'a> {
    Root,
    Member(&'a Path<'a>, &'a str),
    /// Counted from one.
    Element(&'a Path<'a>, usize),
    Entry(&'a Path<'a>, &'a str),
}

impl Path<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Path::Root => {}
            Path::Member(parent, name) => {
                parent.write(out);
                if !out.is_empty() {
                    out.push('.');
                }
                lower_first(out, name);
            }
            Path::Element(parent, number) => {
                parent.write(out);
                let _ = write!(out, ".{number}.member");
            }
            Path::Entry(parent, key) => {
                parent.write(out);
                let _ = write!(out, ".{key}.member");
            }
        }
    }
}

/// `TableName` -> `tableName`.
fn lower_first(out: &mut String, name: &str) {
    let mut characters = name.chars();
    out.extend(characters.next().into_iter().flat_map(char::to_lowercase));
    out.push_str(characters.as_str());
}

struct Checker {
    errors: Vec<String>,
    /// The first union without exactly one member, and whether it has several.
    union: Option<(&'static Structure, bool)>,
}

impl Checker {
    fn record(&mut self, record: &Record, path: &Path) {
        for (slot, member) in record.schema().members.iter().enumerate() {
            let path = Path::Member(path, member.name);
            match record.get(slot) {
                Some(value) => self.value(member.shape, value, &path),
                None if member.required => self.add(None, &path, "Member must not be null"),
                None => {}
            }
        }
    }

    fn value(&mut self, shape: &Shape, value: &Value, path: &Path) {
        if self.errors.len() >= ERRORS_MAX {
            return;
        }
        for constraint in broken(shape, value) {
            self.add(Some((shape, value)), path, &constraint);
        }
        match (shape, value) {
            (Shape::List(list), Value::List(values)) => {
                if is_scalar(list.member) {
                    if values.iter().any(|value| is_broken(list.member, value)) {
                        let all = constraints(list.member);
                        let text = format!("Member must satisfy constraint: [{all}]");
                        self.add(Some((shape, value)), path, &text);
                    }
                    return;
                }
                for (index, element) in values.iter().enumerate() {
                    self.value(list.member, element, &Path::Element(path, index + 1));
                }
            }
            (Shape::Map(map), Value::Map(entries)) => {
                let text = |key: &str| Value::Text(key.to_owned());
                if constrained(map.key)
                    && entries.iter().any(|(key, _)| is_broken(map.key, &text(key)))
                {
                    let all = constraints(map.key);
                    let text = format!("Map keys must satisfy constraint: [{all}]");
                    self.add(Some((shape, value)), path, &text);
                }
                if entries.iter().any(|(_, value)| is_broken(map.value, value)) {
                    let all = constraints(map.value);
                    let text = format!("Map value must satisfy constraint: [{all}]");
                    self.add(Some((shape, value)), path, &text);
                }
                if !is_scalar(map.value) {
                    for (key, element) in entries {
                        self.inside(map.value, element, &Path::Entry(path, key));
                    }
                }
            }
            _ => self.inside(shape, value, path),
        }
    }

    /// What is inside a value whose own constraints have been looked at.
    fn inside(&mut self, shape: &Shape, value: &Value, path: &Path) {
        match (shape, value) {
            (_, Value::Record(record)) => self.record(record, path),
            (_, Value::Union(union)) => self.union(union, path),
            (Shape::List(list), Value::List(values)) => {
                for (index, element) in values.iter().enumerate() {
                    self.value(list.member, element, &Path::Element(path, index + 1));
                }
            }
            (Shape::Map(map), Value::Map(entries)) => {
                for (key, element) in entries {
                    self.value(map.value, element, &Path::Entry(path, key));
                }
            }
            _ => {}
        }
    }

    fn union(&mut self, union: &Union, path: &Path) {
        match union.member() {
            Some(member) => {
                self.value(member.shape, union.value(), &Path::Member(path, member.name));
            }
            None => {
                self.union.get_or_insert((union.schema(), union.is_several()));
            }
        }
    }

    fn add(&mut self, value: Option<(&Shape, &Value)>, path: &Path, constraint: &str) {
        if self.errors.len() >= ERRORS_MAX {
            return;
        }
        let mut text = String::from("Value ");
        match value {
            None => text.push_str("null "),
            Some((Shape::String(inner), _)) if inner.sensitive => {}
            Some((_, value)) => {
                text.push('\'');
                quote(&mut text, value);
                text.push_str("' ");
            }
        }
        text.push_str("at '");
        let mut place = String::new();
        path.write(&mut place);
        text.push_str(&place);
        text.push_str("' failed to satisfy constraint: ");
        text.push_str(constraint);
        self.errors.push(text);
    }
}

fn is_scalar(shape: &Shape) -> bool {
    !matches!(shape, Shape::List(_) | Shape::Map(_) | Shape::Structure(_))
}

/// Whether a shape asks for anything beyond being what it is.
fn constrained(shape: &Shape) -> bool {
    match shape {
        Shape::String(text) => {
            bounded(text.length) || text.pattern.is_some() || !text.values.is_empty()
        }
        Shape::Blob(length) => bounded(*length),
        Shape::List(list) => bounded(list.length),
        Shape::Map(map) => bounded(map.length),
        Shape::Integer(range) | Shape::Long(range) => range.min.is_some() || range.max.is_some(),
        _ => false,
    }
}

fn bounded(length: Length) -> bool {
    length.min.is_some() || length.max.is_some()
}

fn is_broken(shape: &Shape, value: &Value) -> bool {
    constrained(shape) && !broken(shape, value).is_empty()
}

/// The constraints that a value breaks. Nothing is allocated where there are none.
fn broken(shape: &Shape, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    match (shape, value) {
        (Shape::String(rules), Value::Text(text)) => {
            if !rules.values.is_empty() && !rules.values.contains(&text.as_str()) {
                out.push(enumeration(rules.values));
            }
            if let Some(pattern) = rules.pattern
                && !pattern.matches(text)
            {
                out.push(expression(pattern));
            }
            if bounded(rules.length) {
                // Lengths are counted as Java counts them.
                length(&mut out, rules.length, text.encode_utf16().count());
            }
        }
        (Shape::Blob(rules), Value::Blob(bytes)) => length(&mut out, *rules, bytes.len()),
        (Shape::List(rules), Value::List(values)) => length(&mut out, rules.length, values.len()),
        (Shape::Map(rules), Value::Map(entries)) => length(&mut out, rules.length, entries.len()),
        (Shape::Integer(range) | Shape::Long(range), Value::Int(number)) => {
            if range.max.is_some_and(|max| *number > max) {
                out.extend(at_most(*range));
            }
            if range.min.is_some_and(|min| *number < min) {
                out.extend(at_least(*range));
            }
        }
        _ => {}
    }
    out
}

fn length(out: &mut Vec<String>, rules: Length, length: usize) {
    let length = length as u64;
    if rules.max.is_some_and(|max| length > max) {
        out.extend(longest(rules));
    }
    if rules.min.is_some_and(|min| length < min) {
        out.extend(shortest(rules));
    }
}

fn longest(rules: Length) -> Option<String> {
    Some(format!("Member must have length less than or equal to {}", rules.max?))
}

fn shortest(rules: Length) -> Option<String> {
    Some(format!("Member must have length greater than or equal to {}", rules.min?))
}

fn at_most(range: Range) -> Option<String> {
    Some(format!("Member must have value less than or equal to {}", range.max?))
}

fn at_least(range: Range) -> Option<String> {
    Some(format!("Member must have value greater than or equal to {}", range.min?))
}

fn expression(pattern: &Pattern) -> String {
    format!("Member must satisfy regular expression pattern: {}", pattern.source)
}

fn enumeration(values: &[&str]) -> String {
    format!("Member must satisfy enum value set: [{}]", values.join(", "))
}

/// All that a shape asks for, as messages list it for the elements of lists and maps.
fn constraints(shape: &Shape) -> String {
    let mut out = Vec::new();
    match shape {
        Shape::String(text) => {
            out.extend(longest(text.length));
            out.extend(shortest(text.length));
            out.extend(text.pattern.map(expression));
            if !text.values.is_empty() {
                out.push(enumeration(text.values));
            }
        }
        Shape::Blob(length) => out.extend(longest(*length).into_iter().chain(shortest(*length))),
        Shape::List(list) => {
            out.extend(longest(list.length).into_iter().chain(shortest(list.length)));
        }
        Shape::Map(map) => out.extend(longest(map.length).into_iter().chain(shortest(map.length))),
        Shape::Integer(range) | Shape::Long(range) => {
            out.extend(at_most(*range).into_iter().chain(at_least(*range)));
        }
        _ => {}
    }
    out.join(", ")
}

/// A value as Java's `toString` writes it.
fn quote(out: &mut String, value: &Value) {
    if out.len() > QUOTE_MAX {
        return;
    }
    match value {
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Float(number) => out.push_str(&format!("{number:?}")),
        Value::Text(text) => {
            let mut end = text.len().min(QUOTE_MAX);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            out.push_str(&text[..end]);
        }
        Value::Blob(bytes) => {
            let length = bytes.len();
            let _ = write!(out, "java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]");
        }
        Value::Time(at) => out.push_str(&at.format("%a %b %d %H:%M:%S UTC %Y")),
        Value::List(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                quote(out, value);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                let _ = write!(out, "{}{key}=", if index == 0 { "" } else { ", " });
                quote(out, value);
            }
            out.push('}');
        }
        Value::Record(record) => {
            members(out, record.schema(), |slot| record.get(slot));
        }
        Value::Union(union) => {
            let set = union.slot();
            members(out, union.schema(), |slot| (slot == set).then(|| union.value()));
        }
    }
}

/// `KeySchemaElement(attributeName=pk, keyType=HASH)`.
fn members<'a>(out: &mut String, schema: &Structure, value: impl Fn(usize) -> Option<&'a Value>) {
    out.push_str(schema.name);
    out.push('(');
    for (slot, member) in schema.members.iter().enumerate() {
        out.push_str(if slot == 0 { "" } else { ", " });
        lower_first(out, member.name);
        out.push('=');
        match value(slot) {
            Some(value) => quote(out, value),
            None => out.push_str("null"),
        }
    }
    out.push(')');
}
