//! Values over a schema into JSON text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::plain_length;
use crate::schema::{Location, Shape, TimeFormat};
use crate::time;
use crate::value::{Record, Value};

/// The members of a record that stand in bodies, as an object.
pub fn record(out: &mut Vec<u8>, record: &Record) {
    out.push(b'{');
    members(out, record, true);
    out.push(b'}');
}

/// The same without the braces, after other members where `first` is false.
pub fn members(out: &mut Vec<u8>, record: &Record, mut first: bool) {
    for (member, value) in record.iter() {
        if member.location != Location::Body {
            continue;
        }
        if !first {
            out.push(b',');
        }
        first = false;
        key(out, member.wire_name);
        self::value(out, member.shape, value);
    }
}

pub fn key(out: &mut Vec<u8>, name: &str) {
    text(out, name);
    out.push(b':');
}

pub fn value(out: &mut Vec<u8>, shape: &Shape, value: &Value) {
    match value {
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Value::Float(number) => float(out, *number),
        Value::Text(inner) => text(out, inner),
        Value::Blob(bytes) => {
            out.push(b'"');
            out.extend_from_slice(STANDARD.encode(bytes).as_bytes());
            out.push(b'"');
        }
        Value::Time(at) => match shape {
            Shape::Timestamp(format @ (TimeFormat::Iso8601 | TimeFormat::Rfc822)) => {
                text(out, &time::write(*at, *format));
            }
            _ => out.extend_from_slice(time::write(*at, TimeFormat::UnixTimestamp).as_bytes()),
        },
        Value::List(values) => {
            out.push(b'[');
            let member = if let Shape::List(list) = shape { list.member } else { shape };
            for (index, element) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                self::value(out, member, element);
            }
            out.push(b']');
        }
        Value::Map(entries) => {
            out.push(b'{');
            let inner = if let Shape::Map(map) = shape { map.value } else { shape };
            for (index, (name, element)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                key(out, name);
                self::value(out, inner, element);
            }
            out.push(b'}');
        }
        Value::Record(inner) => record(out, inner),
        Value::Union(union) => {
            out.push(b'{');
            if let Some(member) = union.member() {
                key(out, member.wire_name);
                self::value(out, member.shape, union.value());
            }
            out.push(b'}');
        }
    }
}

fn float(out: &mut Vec<u8>, number: f64) {
    // Not numbers of JSON: the AWS protocols send these three as strings.
    if number.is_nan() {
        out.extend_from_slice(b"\"NaN\"");
    } else if number.is_infinite() {
        let word: &[u8] = if number > 0.0 { b"\"Infinity\"" } else { b"\"-Infinity\"" };
        out.extend_from_slice(word);
    } else {
        out.extend_from_slice(format!("{number:?}").as_bytes());
    }
}

/// A string with its quotes.
pub fn text(out: &mut Vec<u8>, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) = rest.split_at(plain_length(rest));
        out.extend_from_slice(plain);
        let Some((byte, after)) = special.split_first() else { break };
        rest = after;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => {
                out.extend_from_slice(b"\\u00");
                out.push(DIGITS[usize::from(byte >> 4)]);
                out.push(DIGITS[usize::from(byte & 15)]);
            }
        }
    }
    out.push(b'"');
}
