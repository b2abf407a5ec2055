//! Values over a schema into XML text, as the query protocol answers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::query::UNNAMED;
use crate::schema::{Shape, TimeFormat};
use crate::time;
use crate::value::{Record, Value};

/// The members of a record, an element each.
pub fn members(out: &mut String, record: &Record) {
    for (member, value) in record.iter() {
        element(out, member.wire_name, member.shape, value);
    }
}

/// A value as an element, or as one element per entry where its shape is flattened.
fn element(out: &mut String, name: &str, shape: &Shape, value: &Value) {
    match (shape, value) {
        (Shape::List(list), Value::List(values)) if list.flattened => {
            let name = match list.member_name {
                UNNAMED => name,
                own => own,
            };
            for value in values {
                element(out, name, list.member, value);
            }
        }
        (Shape::Map(map), Value::Map(entries)) if map.flattened => {
            for (key, value) in entries {
                around(out, name, |out| {
                    around(out, map.key_name, |out| text(out, key));
                    element(out, map.value_name, map.value, value);
                });
            }
        }
        _ => around(out, name, |out| content(out, shape, value)),
    }
}

fn content(out: &mut String, shape: &Shape, value: &Value) {
    match value {
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Float(number) => out.push_str(&number.to_string()),
        Value::Text(inner) => text(out, inner),
        Value::Blob(bytes) => out.push_str(&STANDARD.encode(bytes)),
        Value::Time(at) => {
            let format = match shape {
                Shape::Timestamp(format) => *format,
                _ => TimeFormat::Iso8601,
            };
            out.push_str(&time::write(*at, format));
        }
        Value::List(values) => {
            if let Shape::List(list) = shape {
                for value in values {
                    element(out, list.member_name, list.member, value);
                }
            }
        }
        Value::Map(entries) => {
            if let Shape::Map(map) = shape {
                for (key, value) in entries {
                    around(out, "entry", |out| {
                        around(out, map.key_name, |out| text(out, key));
                        element(out, map.value_name, map.value, value);
                    });
                }
            }
        }
        Value::Record(inner) => members(out, inner),
        Value::Union(union) => {
            if let Some(member) = union.member() {
                element(out, member.wire_name, member.shape, union.value());
            }
        }
    }
}

/// An element with something inside.
pub fn around(out: &mut String, name: &str, inside: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    inside(out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Text, escaped. A character that XML 1.0 has no way to write becomes U+FFFD.
pub fn text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\n' | '\t' => out.push(character),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}
