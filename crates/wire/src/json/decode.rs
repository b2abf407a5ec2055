//! JSON into values over a schema, straight from the stream.
//!
//! Members that the schema does not know are skipped, `null` is absence, of equal keys the last one
//! counts. A value of the wrong kind answers as AWS's services do, which word it in two ways.

use std::collections::HashMap;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Malformed, Next, Reader};
use crate::error::Error;
use crate::schema::{Kind, Location, Shape, Structure, TimeFormat};
use crate::time;
use crate::value::{Record, Union, Value};

/// How a service words its complaints about a value of the wrong kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// DynamoDB's; the names of structures are qualified with this.
    Qualified(&'static str),
    /// Everybody else's.
    Plain,
}

/// From how many entries on equal keys are looked for with a table.
const MAP_TABLE_FROM: usize = 24;

/// A whole body as the members of `schema` that stand in bodies.
pub fn record(schema: &'static Structure, dialect: Dialect, body: &[u8]) -> Result<Record, Error> {
    let mut decoder = Decoder { reader: Reader::new(body)?, dialect };
    match decoder.reader.peek()? {
        Next::Object => {}
        Next::List if dialect == Dialect::Plain => {
            return Err(Error::serialization("Start of list found where not expected"));
        }
        _ => return Err(Malformed.into()),
    }
    let record = decoder.structure(schema)?;
    decoder.reader.end()?;
    Ok(record)
}

impl From<Malformed> for Error {
    // AWS sends no message here.
    fn from(_: Malformed) -> Error {
        let mut error = Error::serialization("");
        error.message = None;
        error
    }
}

/// Where a value stands, which some complaints tell apart.
#[derive(Clone, Copy)]
enum Place {
    Member,
    Element,
}

struct Decoder<'a> {
    reader: Reader<'a>,
    dialect: Dialect,
}

impl Decoder<'_> {
    /// `None` where `null` stands.
    fn value(&mut self, shape: &'static Shape, place: Place) -> Result<Option<Value>, Error> {
        let next = self.reader.peek()?;
        if next == Next::Null {
            self.reader.literal()?;
            return Ok(None);
        }
        let value = match (shape, next) {
            (Shape::String(_), Next::Text) => Value::Text(self.reader.text()?.into_owned()),
            (Shape::Structure(schema), Next::Object) => match schema.kind {
                Kind::Union => Value::Union(self.union(schema)?),
                _ => Value::Record(self.structure(schema)?),
            },
            (Shape::List(list), Next::List) => Value::List(self.list(list.member)?),
            (Shape::Map(map), Next::Object) => Value::Map(self.map(map.value)?),
            (Shape::Boolean, Next::True | Next::False) => {
                self.reader.literal()?;
                Value::Bool(next == Next::True)
            }
            (Shape::Boolean, Next::Text) if self.dialect != Dialect::Plain => {
                Value::Bool(boolean_word(&self.reader.text()?)?)
            }
            (Shape::Blob(_), Next::Text) => Value::Blob(blob(&self.reader.text()?)?),
            (Shape::Integer(_), Next::Number) => {
                let number = integer(self.reader.number()?)?;
                Value::Int(i64::from(i32::try_from(number).map_err(|_| Malformed)?))
            }
            (Shape::Long(_), Next::Number) => Value::Int(integer(self.reader.number()?)?),
            (Shape::Float | Shape::Double, Next::Number) => Value::Float(self.float()?),
            (Shape::Float | Shape::Double, Next::Text) => match self.reader.text()?.as_ref() {
                "NaN" => Value::Float(f64::NAN),
                "Infinity" => Value::Float(f64::INFINITY),
                "-Infinity" => Value::Float(f64::NEG_INFINITY),
                _ => return Err(self.wrong(shape, "STRING_VALUE", place)),
            },
            (Shape::Timestamp(_), Next::Number) => Value::Time(self.seconds()?),
            (Shape::Timestamp(TimeFormat::Iso8601 | TimeFormat::Rfc822), Next::Text) => {
                Value::Time(time::parse(&self.reader.text()?).ok_or(Malformed)?)
            }
            _ => return Err(self.mismatch(shape, next, place)?),
        };
        Ok(Some(value))
    }

    fn structure(&mut self, schema: &'static Structure) -> Result<Record, Error> {
        let mut record = Record::new(schema);
        self.reader.enter_object()?;
        let (mut first, mut guess) = (true, 0);
        while let Some(key) = self.reader.key(first)? {
            first = false;
            match body_slot(schema, &key, guess) {
                Some(slot) => {
                    guess = slot + 1;
                    let value = self.value(schema.members[slot].shape, Place::Member)?;
                    record.set(slot, value);
                }
                None => self.reader.skip()?,
            }
        }
        Ok(record)
    }

    fn union(&mut self, schema: &'static Structure) -> Result<Union, Error> {
        let mut found: Option<(usize, Value)> = None;
        let mut several = false;
        self.reader.enter_object()?;
        let mut first = true;
        while let Some(key) = self.reader.key(first)? {
            first = false;
            let Some(slot) = body_slot(schema, &key, 0) else {
                self.reader.skip()?;
                continue;
            };
            if let Some(value) = self.value(schema.members[slot].shape, Place::Member)? {
                several |= found.as_ref().is_some_and(|(other, _)| *other != slot);
                found = Some((slot, value));
            }
        }
        Ok(match found {
            Some(_) if several => Union::several(schema),
            Some((slot, value)) => Union::new(schema, slot, value),
            None => Union::none(schema),
        })
    }

    fn list(&mut self, member: &'static Shape) -> Result<Vec<Value>, Error> {
        let mut values = Vec::new();
        self.reader.enter_list()?;
        let mut first = true;
        while self.reader.element(first)? {
            first = false;
            values.extend(self.value(member, Place::Element)?.or_else(|| empty(member)));
        }
        Ok(values)
    }

    fn map(&mut self, shape: &'static Shape) -> Result<Vec<(String, Value)>, Error> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        self.reader.enter_object()?;
        let mut first = true;
        while let Some(key) = self.reader.key(first)? {
            first = false;
            let key = key.into_owned();
            if let Some(value) = self.value(shape, Place::Element)?.or_else(|| empty(shape)) {
                entries.push((key, value));
            }
        }
        keep_last(&mut entries);
        Ok(entries)
    }

    fn float(&mut self) -> Result<f64, Error> {
        let number: f64 = self.reader.number()?.parse().map_err(|_| Malformed)?;
        if number.is_finite() { Ok(number) } else { Err(Malformed.into()) }
    }

    /// A timestamp in seconds, to the millisecond.
    fn seconds(&mut self) -> Result<Timestamp, Error> {
        time::from_seconds(self.float()?).ok_or_else(|| Malformed.into())
    }

    fn mismatch(
        &mut self,
        shape: &'static Shape,
        next: Next,
        place: Place,
    ) -> Result<Error, Malformed> {
        let found = match next {
            Next::List => return Ok(self.list_found(shape)),
            Next::Object => {
                return Ok(Error::serialization(match self.dialect {
                    Dialect::Qualified(_) => "Start of structure or map found where not expected",
                    Dialect::Plain => "Start of structure or map found where not expected.",
                }));
            }
            Next::Text => "STRING_VALUE",
            Next::True => "TRUE_VALUE",
            Next::False => "FALSE_VALUE",
            Next::Null => "NULL_VALUE",
            Next::Number => {
                let whole = !self.reader.number()?.contains(['.', 'e', 'E']);
                if whole || self.dialect == Dialect::Plain {
                    "NUMBER_VALUE"
                } else {
                    "DECIMAL_VALUE"
                }
            }
        };
        Ok(self.wrong(shape, found, place))
    }

    /// A scalar stands where `shape` was wanted.
    fn wrong(&self, shape: &'static Shape, found: &str, place: Place) -> Error {
        let name = java_name(shape);
        Error::serialization(match (self.dialect, shape, place) {
            (Dialect::Qualified(_), Shape::Blob(_), _) => {
                "only base-64-encoded strings are convertible to bytes".into()
            }
            (Dialect::Qualified(_), Shape::Structure(_), Place::Element) => {
                "Unexpected value type in payload".into()
            }
            (Dialect::Qualified(_), Shape::List(_) | Shape::Map(_) | Shape::Structure(_), _) => {
                "Unexpected field type".into()
            }
            (Dialect::Qualified(_), _, _) => format!("{found} cannot be converted to {name}"),
            (Dialect::Plain, Shape::List(_), _) => "Expected list or null".into(),
            (Dialect::Plain, Shape::Map(_), _) => "Expected map or null".into(),
            (Dialect::Plain, Shape::Structure(_), _) => "Expected null".into(),
            (Dialect::Plain, Shape::Integer(_), _) => {
                format!("{found} can not be converted to an {name}")
            }
            (Dialect::Plain, _, _) => format!("{found} can not be converted to a {name}"),
        })
    }

    /// A list stands where `shape` was wanted.
    fn list_found(&self, shape: &'static Shape) -> Error {
        let Dialect::Qualified(namespace) = self.dialect else {
            return Error::serialization("Start of list found where not expected");
        };
        let class = match shape {
            Shape::Structure(schema) => format!("class {namespace}.{}", schema.name),
            Shape::Map(map) => {
                let value = match map.value {
                    Shape::Structure(schema) => format!("{namespace}.{}", schema.name),
                    other => format!("java.lang.{}", java_name(other)),
                };
                format!("java.util.Map<java.lang.String, {value}>")
            }
            Shape::Blob(_) => "class java.nio.ByteBuffer".into(),
            other => format!("class java.lang.{}", java_name(other)),
        };
        Error::serialization(format!("Unrecognized collection type {class}"))
    }
}

/// The slot of a member that stands in bodies.
fn body_slot(schema: &'static Structure, key: &str, guess: usize) -> Option<usize> {
    schema.slot(key, guess).filter(|slot| schema.members[*slot].location == Location::Body)
}

/// What `null` is among the elements of a list or map: nothing, except that a union without a
/// member is a thing that the validator has a sentence for.
fn empty(shape: &'static Shape) -> Option<Value> {
    match shape {
        Shape::Structure(schema) if schema.kind == Kind::Union => {
            Some(Value::Union(Union::none(schema)))
        }
        _ => None,
    }
}

/// Of entries with equal keys the last value stays, in the first one's place.
pub(crate) fn keep_last(entries: &mut Vec<(String, Value)>) {
    if entries.len() < MAP_TABLE_FROM {
        let mut at = 1;
        while at < entries.len() {
            match entries[..at].iter().position(|(key, _)| *key == entries[at].0) {
                Some(earlier) => entries[earlier].1 = entries.remove(at).1,
                None => at += 1,
            }
        }
        return;
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    let mut twice = false;
    for (at, (key, _)) in entries.iter().enumerate() {
        twice |= seen.insert(key, at).is_some();
    }
    if !twice {
        return;
    }
    let mut places: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    let mut kept: Vec<(String, Value)> = Vec::with_capacity(entries.len());
    for (key, value) in entries.drain(..) {
        match places.get(&key) {
            Some(place) => kept[*place].1 = value,
            None => {
                places.insert(key.clone(), kept.len());
                kept.push((key, value));
            }
        }
    }
    *entries = kept;
}

/// A whole number; what stands after a point is cut off, as AWS does.
fn integer(text: &str) -> Result<i64, Malformed> {
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let number: f64 = text.parse().map_err(|_| Malformed)?;
    // Every f64 below 2^63 in magnitude has an i64; 2^63 itself is the first that has none.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if text.contains(['.', 'e', 'E']) && (-LIMIT..LIMIT).contains(&number) {
        Ok(number.trunc() as i64)
    } else {
        Err(Malformed)
    }
}

fn boolean_word(text: &str) -> Result<bool, Error> {
    if ["true", "1", "yes"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Ok(true)
    } else if ["false", "0", "no"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Ok(false)
    } else {
        Err(Error::serialization("Unexpected token received from parser"))
    }
}

pub(crate) fn blob(text: &str) -> Result<Vec<u8>, Error> {
    if !text.len().is_multiple_of(4) {
        return Err(Error::serialization(format!(
            "Base64 encoded length is expected a multiple of 4 bytes but found: {}",
            text.len()
        )));
    }
    // The spelling is AWS's.
    STANDARD
        .decode(text)
        .map_err(|_| Error::serialization("Invalid last non-pad Base64 character dectected"))
}

pub(crate) fn java_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Boolean => "Boolean",
        Shape::Integer(_) => "Integer",
        Shape::Long(_) => "Long",
        Shape::Float => "Float",
        Shape::Double => "Double",
        Shape::String(_) => "String",
        Shape::Blob(_) => "Blob",
        Shape::Timestamp(_) => "Date",
        Shape::List(_) => "List",
        Shape::Map(_) => "Map",
        Shape::Structure(_) => "Structure",
    }
}
