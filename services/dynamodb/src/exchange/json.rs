//! Items as DynamoDB JSON: `{"Item": {"id": {"S": "a"}}}`, a line each.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value};

use crate::attr::{Attr, ITEM_BYTES_MAX, Item, check_name};
use crate::invalid::{Checked, Invalid};
use crate::number::Number;
use crate::ops::put_item::TOO_LARGE;

/// An item that has changed, as an incremental export shows it.
pub struct Changed<'a> {
    pub at_micros: u64,
    pub keys: &'a Item,
    pub old: Option<&'a Item>,
    pub new: Option<&'a Item>,
}

/// Appends a change's line.
pub fn write_change(change: &Changed<'_>, out: &mut Vec<u8>) {
    let at = change.at_micros;
    out.extend(format!("{{\"Metadata\":{{\"WriteTimestampMicros\":{{\"N\":\"{at}\"}}}}").bytes());
    let images = [("Keys", Some(change.keys)), ("OldImage", change.old), ("NewImage", change.new)];
    for (name, image) in images {
        let Some(image) = image else { continue };
        out.extend(format!(",\"{name}\":").bytes());
        write_map(image, out);
    }
    out.extend(b"}\n");
}

/// Appends an item's line.
pub fn write(item: &Item, out: &mut Vec<u8>) {
    out.extend(b"{\"Item\":");
    write_map(item, out);
    out.extend(b"}\n");
}

fn write_map(item: &Item, out: &mut Vec<u8>) {
    write_all(b"{}", item.iter(), out, |(name, attr), out| {
        write_text(name, out);
        out.push(b':');
        write_attr(attr, out);
    });
}

fn write_attr(attr: &Attr, out: &mut Vec<u8>) {
    out.extend(b"{\"");
    out.extend(attr.kind().code().as_bytes());
    out.extend(b"\":");
    match attr {
        Attr::S(text) => write_text(text, out),
        Attr::N(number) => write_text(&number.to_string(), out),
        Attr::B(bytes) => write_text(&BASE64.encode(bytes), out),
        Attr::Bool(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Attr::Null => out.extend(b"true"),
        Attr::M(item) => write_map(item, out),
        Attr::L(list) => write_all(b"[]", list.iter(), out, write_attr),
        Attr::Ss(set) => write_all(b"[]", set.iter(), out, |text, out| write_text(text, out)),
        Attr::Ns(set) => {
            write_all(b"[]", set.iter(), out, |number, out| write_text(&number.to_string(), out));
        }
        Attr::Bs(set) => {
            write_all(b"[]", set.iter(), out, |bytes, out| write_text(&BASE64.encode(bytes), out));
        }
    }
    out.push(b'}');
}

fn write_all<T>(
    brackets: &[u8; 2],
    all: impl Iterator<Item = T>,
    out: &mut Vec<u8>,
    each: impl Fn(T, &mut Vec<u8>),
) {
    out.push(brackets[0]);
    for (at, one) in all.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        each(one, out);
    }
    out.push(brackets[1]);
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// The item of a line, checked as one that is put.
pub fn read(line: &str) -> Checked<Item> {
    let value: Value =
        serde_json::from_str(line).map_err(|error| Invalid::from(format!("not JSON: {error}")))?;
    read_value(value)
}

/// The same of a line that has been read.
pub fn read_value(value: Value) -> Checked<Item> {
    let Value::Object(mut object) = value else { return Err(not_a_line()) };
    let (Some(Value::Object(item)), true) = (object.remove("Item"), object.is_empty()) else {
        return Err(not_a_line());
    };
    let item = read_map(item)?;
    if item.is_too_deep() {
        return Err(Invalid::text("more levels of lists and maps than an item may have"));
    }
    if item.size() > ITEM_BYTES_MAX {
        return Err(TOO_LARGE);
    }
    Ok(item)
}

fn not_a_line() -> Invalid {
    Invalid::text("not of the form {\"Item\": {\"NAME\": {\"TYPE\": VALUE}, ...}}")
}

fn read_map(map: Map<String, Value>) -> Checked<Item> {
    let mut entries = Vec::with_capacity(map.len());
    for (name, value) in map {
        check_name(&name)?;
        let attr = read_attr(value).map_err(|invalid| invalid.after(&format!("{name}: ")))?;
        entries.push((name, attr));
    }
    Ok(Item::from_entries(entries))
}

fn read_attr(value: Value) -> Checked<Attr> {
    let one = |value| match value {
        Value::Object(map) if map.len() == 1 => map.into_iter().next(),
        _ => None,
    };
    let Some((kind, value)) = one(value) else {
        return Err(Invalid::text("not an attribute with exactly one type"));
    };
    Ok(match (kind.as_str(), value) {
        ("S", Value::String(text)) => Attr::S(text),
        ("N", Value::String(text)) => Attr::N(Number::parse(&text)?),
        ("B", Value::String(text)) => Attr::B(binary(&text)?),
        ("BOOL", Value::Bool(value)) => Attr::Bool(value),
        ("NULL", Value::Bool(true)) => Attr::Null,
        ("M", Value::Object(map)) => Attr::M(read_map(map)?),
        ("L", Value::Array(list)) => {
            Attr::L(list.into_iter().map(read_attr).collect::<Checked<_>>()?)
        }
        ("SS", Value::Array(list)) => Attr::string_set(texts(list)?)?,
        ("NS", Value::Array(list)) => {
            let members: Checked<Vec<_>> =
                texts(list)?.iter().map(|text| Number::parse(text)).collect();
            Attr::number_set(members?)?
        }
        ("BS", Value::Array(list)) => {
            let members: Checked<Vec<_>> = texts(list)?.iter().map(|text| binary(text)).collect();
            Attr::binary_set(members?, || "BS".to_owned())?
        }
        (kind, _) => return Err(Invalid::from(format!("not a value of type {kind}"))),
    })
}

fn texts(list: Vec<Value>) -> Checked<Vec<String>> {
    let text = |value| match value {
        Value::String(text) => Ok(text),
        _ => Err(Invalid::text("a member of a set that is no text")),
    };
    list.into_iter().map(text).collect()
}

fn binary(text: &str) -> Checked<Vec<u8>> {
    BASE64.decode(text).map_err(|error| Invalid::from(format!("not base64: {error}")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attr::tests::any_item;

    #[test]
    fn a_line_looks_as_aws_writes_it() {
        let item = Item::from_iter([
            ("id", Attr::from("a\"b")),
            ("b", Attr::B(vec![0, 1])),
            ("l", Attr::L(vec![Attr::Null, Attr::Bool(false)])),
            ("ns", Attr::Ns(vec![Number::from(1), Number::from(2)])),
        ]);
        let mut out = Vec::new();
        write(&item, &mut out);
        let expected = "{\"Item\":{\"b\":{\"B\":\"AAE=\"},\"id\":{\"S\":\"a\\\"b\"},\
                        \"l\":{\"L\":[{\"NULL\":true},{\"BOOL\":false}]},\
                        \"ns\":{\"NS\":[\"1\",\"2\"]}}}\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_is_no_item_is_refused_with_a_reason() {
        for (line, word) in [
            ("", "not JSON"),
            ("[]", "of the form"),
            ("{\"Item\": {}, \"Keys\": {}}", "of the form"),
            ("{\"Item\": {\"id\": \"a\"}}", "id: not an attribute"),
            ("{\"Item\": {\"id\": {\"S\": \"a\", \"N\": \"1\"}}}", "exactly one type"),
            ("{\"Item\": {\"id\": {\"N\": \"one\"}}}", "numeric"),
            ("{\"Item\": {\"id\": {\"N\": 1}}}", "a value of type N"),
            ("{\"Item\": {\"m\": {\"M\": {\"x\": {\"B\": \"?\"}}}}}", "m: x: not base64"),
            ("{\"Item\": {\"s\": {\"SS\": [\"a\", \"a\"]}}}", "duplicates"),
            ("{\"Item\": {\"s\": {\"NS\": []}}}", "s: "),
            ("{\"Item\": {\"z\": {\"Z\": \"a\"}}}", "type Z"),
        ] {
            let said = read(line).unwrap_err().0;
            assert!(said.contains(word), "{line}: {said}");
        }
    }

    proptest! {
        #[test]
        fn items_go_there_and_back(item in any_item()) {
            prop_assume!(!item.is_too_deep() && item.iter().all(|(name, _)| !name.is_empty()));
            let mut out = Vec::new();
            write(&item, &mut out);
            prop_assert_eq!(read(std::str::from_utf8(&out).unwrap()).unwrap(), item);
        }
    }
}
