//! Between the wire's values and the rules' attributes, by moving.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use wire::{Choice, List, Map, Shaped, Value};

use crate::api::AttributeValue;
use crate::attr::{Attr, Item, check_name};
use crate::codec::Build;
use crate::invalid::{Checked, Invalid};
use crate::number::Number;

const EMPTY: Invalid = Invalid::text(
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
);

const SEVERAL: Invalid = Invalid::text(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the \
     supported datatypes",
);

pub fn attr(value: AttributeValue) -> Checked<Attr> {
    let union = value.into_union();
    let Some(member) = union.member() else {
        return Err(if union.is_several() { SEVERAL } else { EMPTY });
    };
    match (member.wire_name, union.into_value()) {
        ("S", Value::Text(text)) => Ok(Attr::S(text)),
        ("N", Value::Text(text)) => Number::parse(&text).map(Attr::N),
        ("B", Value::Blob(bytes)) => Ok(Attr::B(bytes)),
        ("BOOL", Value::Bool(value)) => Ok(Attr::Bool(value)),
        ("NULL", Value::Bool(true)) => Ok(Attr::Null),
        ("NULL", _) => {
            let text = "Null attribute value types must have the value of true";
            Err(Invalid::parameter(text).of_request())
        }
        ("M", Value::Map(entries)) => {
            let entries = entries.into_iter().map(|(name, value)| Ok((name, nested(value)?)));
            Ok(Attr::M(Item::from_entries(entries.collect::<Checked<_>>()?)))
        }
        ("L", Value::List(values)) => {
            values.into_iter().map(nested).collect::<Checked<_>>().map(Attr::L)
        }
        (name, Value::List(values)) => set(name, values),
        _ => Err(EMPTY),
    }
}

fn nested(value: Value) -> Checked<Attr> {
    AttributeValue::from_value(value).ok_or(EMPTY).and_then(attr)
}

fn set(name: &str, values: Vec<Value>) -> Checked<Attr> {
    match name {
        "SS" => Attr::string_set(values.into_iter().filter_map(String::from_value).collect()),
        "NS" => {
            let numbers = values.into_iter().filter_map(String::from_value);
            Attr::number_set(numbers.map(|text| Number::parse(&text)).collect::<Checked<_>>()?)
        }
        "BS" => {
            let members: Vec<Vec<u8>> =
                values.into_iter().filter_map(<Vec<u8> as Shaped>::from_value).collect();
            let given = members.clone();
            Attr::binary_set(members, || {
                let shown: Vec<String> = given.iter().map(|bytes| BASE64.encode(bytes)).collect();
                format!("[{}]", shown.join(", "))
            })
        }
        _ => Err(EMPTY),
    }
}

/// An item, or a key, that a caller sent.
pub fn item(map: Map<AttributeValue>) -> Checked<Item> {
    let entries = map.into_iter().map(|(name, value)| Ok((name, attr(value)?)));
    let item = Item::from_entries(entries.collect::<Checked<_>>()?);
    item.iter().try_for_each(|(name, _)| check_name(name))?;
    if item.is_too_deep() {
        return Err(Invalid::text(
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested \
             levels beyond supported limit",
        ));
    }
    Ok(item)
}

/// A key that a caller sent. It is read by what does the operation.
pub fn key(map: Map<AttributeValue>) -> Checked<Item> {
    item(map).map_err(Invalid::of_operation)
}

/// The values of an expression of PutItem, UpdateItem or DeleteItem. What reading the request finds
/// names no key.
pub fn values_of_write(map: Map<AttributeValue>) -> Checked<Vec<(String, Attr)>> {
    let named = |key: String, value| match attr(value) {
        Ok(attr) => Ok((key, attr)),
        Err(invalid) if invalid.is_of_request() => Err(invalid),
        Err(invalid) => Err(in_value(&key, &invalid)),
    };
    map.into_iter().map(|(key, value)| named(key, value)).collect()
}

fn in_value(key: &str, invalid: &Invalid) -> Invalid {
    Invalid::from(format!(
        "ExpressionAttributeValues contains invalid value: {invalid} for key {key}"
    ))
}

/// The values of a request's expressions; refusals name the key.
pub fn values(map: Map<AttributeValue>) -> Checked<Vec<(String, Attr)>> {
    map.into_iter()
        .map(|(key, value)| match attr(value) {
            Ok(attr) => Ok((key, attr)),
            Err(invalid) => Err(in_value(&key, &invalid)),
        })
        .collect()
}

pub fn value(attr: Attr) -> AttributeValue {
    match attr {
        Attr::S(text) => AttributeValue::s(text),
        Attr::N(number) => AttributeValue::n(number.to_string()),
        Attr::B(bytes) => AttributeValue::b(bytes),
        Attr::Bool(value) => AttributeValue::bool(value),
        Attr::Null => AttributeValue::null(true),
        Attr::M(item) => AttributeValue::m(map(item)),
        Attr::L(list) => AttributeValue::l(list.into_iter().map(value).collect::<List<_>>()),
        Attr::Ss(set) => AttributeValue::ss(set),
        Attr::Ns(set) => {
            AttributeValue::ns(set.iter().map(Number::to_string).collect::<List<String>>())
        }
        Attr::Bs(set) => AttributeValue::bs(set),
    }
}

pub fn map(item: Item) -> Map<AttributeValue> {
    item.into_iter().map(|(name, attr)| (name, value(attr))).collect()
}

/// Stored values straight into an answer's.
impl Build for Value {
    fn string(text: &str) -> Value {
        AttributeValue::s(text).into_value()
    }

    fn number(number: Number) -> Value {
        AttributeValue::n(number.to_string()).into_value()
    }

    fn binary(bytes: &[u8]) -> Value {
        AttributeValue::b(bytes).into_value()
    }

    fn boolean(value: bool) -> Value {
        AttributeValue::bool(value).into_value()
    }

    fn null() -> Value {
        AttributeValue::null(true).into_value()
    }

    fn map(entries: Vec<(String, Value)>) -> Value {
        AttributeValue::m(Map::from_value(Value::Map(entries)).unwrap_or_default()).into_value()
    }

    fn list(elements: Vec<Value>) -> Value {
        AttributeValue::l(List::from_value(Value::List(elements)).unwrap_or_default()).into_value()
    }

    fn string_set(members: Vec<String>) -> Value {
        AttributeValue::ss(members).into_value()
    }

    fn number_set(members: Vec<Number>) -> Value {
        value(Attr::Ns(members)).into_value()
    }

    fn binary_set(members: Vec<Vec<u8>>) -> Value {
        AttributeValue::bs(members).into_value()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attr::tests::any_item;
    use crate::codec;

    #[test]
    fn values_are_refused_in_the_words_of_dynamodb() {
        let said = |value| attr(value).unwrap_err().0.into_owned();
        assert_eq!(
            said(AttributeValue::null(false)),
            "One or more parameter values were invalid: \
             Null attribute value types must have the value of true"
        );
        assert_eq!(
            said(AttributeValue::bs(vec![vec![1], vec![1]])),
            "One or more parameter values were invalid: \
             Input collection [AQ==, AQ==]of type BS contains duplicates."
        );
        assert!(said(AttributeValue::ns(vec!["x".to_owned()])).ends_with("numeric value: x"));
        let bad = Map::from(vec![(":v".to_owned(), AttributeValue::n("x"))]);
        assert_eq!(
            values(bad).unwrap_err().0,
            "ExpressionAttributeValues contains invalid value: \
             The parameter cannot be converted to a numeric value: x for key :v"
        );
    }

    proptest! {
        #[test]
        fn items_go_there_and_back(given in any_item()) {
            let shown = map(given.clone());
            let mut bytes = Vec::new();
            codec::encode(&given, &mut bytes);
            let decoded = Value::Map(codec::entries::<Value>(&bytes).unwrap());
            prop_assert_eq!(&Map::<AttributeValue>::from_value(decoded).unwrap(), &shown);
            prop_assert_eq!(item(shown).unwrap(), given);
        }
    }
}
