//! Random records over any schema.

use proptest::prelude::*;
use wire::schema::{Kind, Shape, Structure};
use wire::{Record, Union, Value};

/// Any value of a shape, valid or not.
pub fn value(shape: &'static Shape, depth: u32) -> BoxedStrategy<Value> {
    let text = || prop_oneof![".{0,12}", "[a-z.]{3,8}"];
    match shape {
        Shape::Boolean => any::<bool>().prop_map(Value::Bool).boxed(),
        Shape::Integer(_) => any::<i32>().prop_map(|n| Value::Int(n.into())).boxed(),
        Shape::Long(_) => any::<i64>().prop_map(Value::Int).boxed(),
        Shape::Float | Shape::Double => proptest::num::f64::NORMAL.prop_map(Value::Float).boxed(),
        Shape::String(_) => text().prop_map(Value::Text).boxed(),
        Shape::Blob(_) => prop::collection::vec(any::<u8>(), 0..20).prop_map(Value::Blob).boxed(),
        Shape::Timestamp(_) => {
            (0..4_102_444_800_000i64).prop_map(|ms| Value::Time(base::Timestamp(ms))).boxed()
        }
        Shape::List(list) => {
            let most = if depth == 0 { 1 } else { 4 };
            prop::collection::vec(value(list.member, depth.saturating_sub(1)), 0..most)
                .prop_map(Value::List)
                .boxed()
        }
        Shape::Map(map) => {
            let most = if depth == 0 { 1 } else { 4 };
            prop::collection::hash_map(text(), value(map.value, depth.saturating_sub(1)), 0..most)
                .prop_map(|map| Value::Map(map.into_iter().collect()))
                .boxed()
        }
        Shape::Structure(schema) if schema.kind == Kind::Union => {
            // At the bottom only members that hold nothing further.
            let slots = if depth == 0 { 0..3usize } else { 0..schema.members.len() };
            slots
                .prop_flat_map(move |slot| {
                    value(schema.members[slot].shape, depth.saturating_sub(1))
                        .prop_map(move |value| Value::Union(Union::new(schema, slot, value)))
                })
                .boxed()
        }
        Shape::Structure(schema) => record(schema, depth).prop_map(Value::Record).boxed(),
    }
}

pub fn record(schema: &'static Structure, depth: u32) -> BoxedStrategy<Record> {
    let mut slots: Vec<BoxedStrategy<Option<Value>>> = Vec::new();
    for member in schema.members {
        let nested = matches!(member.shape, Shape::Structure(_));
        if nested && depth == 0 {
            slots.push(Just(None).boxed());
        } else {
            slots.push(prop::option::of(value(member.shape, depth.saturating_sub(1))).boxed());
        }
    }
    slots
        .prop_map(move |values| {
            let mut record = Record::new(schema);
            for (slot, value) in values.into_iter().enumerate() {
                record.set(slot, value);
            }
            record
        })
        .boxed()
}
