//! What a function returned, read in one pass: the proxy integration's answer, or why it is none.
//!
//! Recorded from API Gateway: no member is required (the status is 200 where it is missing), a
//! member of another name makes the whole answer malformed, and so does a header that is an array.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A function's answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub status: u16,
    /// `headers` and `multiValueHeaders` merged: (name, value), in the order to send.
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
}

/// Reads a function's result. The error is for the operator.
pub(crate) fn parse(payload: &Bytes) -> Result<Reply, String> {
    let mut deserializer = serde_json::Deserializer::from_slice(payload);
    let raw = deserializer.deserialize_any(ReplyVisitor { payload }).and_then(|raw| {
        deserializer.end()?;
        Ok(raw)
    });
    let raw = raw.map_err(|problem| problem.to_string())?;
    let body = match (raw.encoded, raw.body) {
        (true, body) => BASE64_STANDARD.decode(&body).map(Bytes::from).map_err(|problem| {
            format!("isBase64Encoded is true, but the body is not: {problem}")
        })?,
        (false, body) => body,
    };
    Ok(Reply { status: raw.status, headers: merge(raw.headers, raw.multi), body })
}

/// The values of `multiValueHeaders` come first; one that both have comes once.
fn merge(
    headers: Vec<(String, String)>,
    multi: Vec<(String, Vec<String>)>,
) -> Vec<(String, String)> {
    let mut merged: Vec<(String, String)> = Vec::with_capacity(headers.len() + multi.len());
    for (name, values) in multi {
        merged.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    let known = merged.len();
    for (name, value) in headers {
        let same = |pair: &(String, String)| pair.0.eq_ignore_ascii_case(&name) && pair.1 == value;
        if !merged[..known].iter().any(same) {
            merged.push((name, value));
        }
    }
    merged
}

struct Raw {
    status: u16,
    headers: Vec<(String, String)>,
    multi: Vec<(String, Vec<String>)>,
    body: Bytes,
    encoded: bool,
}

struct ReplyVisitor<'p> {
    payload: &'p Bytes,
}

impl<'de> Visitor<'de> for ReplyVisitor<'_> {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with statusCode, headers, multiValueHeaders, body, isBase64Encoded")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut raw = Raw {
            status: 200,
            headers: Vec::new(),
            multi: Vec::new(),
            body: Bytes::new(),
            encoded: false,
        };
        while let Some(name) = map.next_key_seed(Scalar)? {
            match name.as_deref() {
                Some("statusCode") => {
                    if let Some(text) = map.next_value_seed(Scalar)? {
                        raw.status = status(&text)?;
                    }
                }
                Some("headers") => raw.headers = map.next_value_seed(Entries(Value))?,
                Some("multiValueHeaders") => raw.multi = map.next_value_seed(Entries(Values))?,
                Some("body") => raw.body = map.next_value_seed(Body { payload: self.payload })?,
                Some("isBase64Encoded") => {
                    raw.encoded = match map.next_value_seed(Scalar)?.as_deref() {
                        None | Some("false") => false,
                        Some("true") => true,
                        Some(_) => return Err(de::Error::custom("isBase64Encoded is no boolean")),
                    }
                }
                name => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(de::Error::custom(format!(
                        "{:?} is not a member of a proxy response",
                        name.unwrap_or_default()
                    )));
                }
            }
        }
        Ok(raw)
    }
}

/// A number or the text of one. Only final answers can be sent: 200 to 599.
fn status<E: de::Error>(text: &str) -> Result<u16, E> {
    let number = text.trim().parse::<f64>().ok().map(f64::trunc);
    match number {
        Some(number) if (200.0..600.0).contains(&number) => {
            // Whole, and within the range just checked.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(number as u16)
        }
        _ => Err(E::custom(format!("statusCode {text:?} is not between 200 and 599"))),
    }
}

/// A string, number or boolean as text; none for null. Anything else is an error.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a number, a boolean or null")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// What an object of headers holds for a name.
trait Entry<'de>: Copy {
    type Item;
    /// None where the name is to be left out.
    fn read<A: MapAccess<'de>>(self, map: &mut A) -> Result<Option<Self::Item>, A::Error>;
}

#[derive(Clone, Copy)]
struct Value;
#[derive(Clone, Copy)]
struct Values;

impl<'de> Entry<'de> for Value {
    type Item = String;

    fn read<A: MapAccess<'de>>(self, map: &mut A) -> Result<Option<String>, A::Error> {
        Ok(map.next_value_seed(Scalar)?.map(Cow::into_owned))
    }
}

impl<'de> Entry<'de> for Values {
    type Item = Vec<String>;

    fn read<A: MapAccess<'de>>(self, map: &mut A) -> Result<Option<Vec<String>>, A::Error> {
        map.next_value_seed(List)
    }
}

/// An object of headers, or null, which counts as an empty one.
struct Entries<E>(E);

impl<'de, E: Entry<'de>> DeserializeSeed<'de> for Entries<E> {
    type Value = Vec<(String, E::Item)>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de, E: Entry<'de>> Visitor<'de> for Entries<E> {
    type Value = Vec<(String, E::Item)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of headers")
    }

    fn visit_unit<Error: de::Error>(self) -> Result<Self::Value, Error> {
        Ok(Vec::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(name) = map.next_key_seed(Scalar)? {
            if let (Some(name), Some(value)) = (name, self.0.read(&mut map)?) {
                entries.push((name.into_owned(), value));
            }
        }
        Ok(entries)
    }
}

/// The values of one header, or null.
struct List;

impl<'de> DeserializeSeed<'de> for List {
    type Value = Option<Vec<String>>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List {
    type Value = Option<Vec<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of header values")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(Scalar)? {
            values.extend(value.map(Cow::into_owned));
        }
        Ok(Some(values))
    }
}

/// The body: a string, or null. Where it has no escapes it stays a part of the payload.
struct Body<'p> {
    payload: &'p Bytes,
}

impl<'de> DeserializeSeed<'de> for Body<'_> {
    type Value = Bytes;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Bytes, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Body<'_> {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a body that is a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Bytes, E> {
        // The text is a part of the payload, which is what is being read.
        Ok(self.payload.slice_ref(text.as_bytes()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
        Ok(Bytes::copy_from_slice(text.as_bytes()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Bytes, E> {
        Ok(Bytes::new())
    }
}

#[cfg(test)]
#[path = "reply_tests.rs"]
mod tests;
