//! Values over a schema: what a decoded request holds and an answer is made of.
//!
//! A record is its structure's schema and one slot per member, in the schema's order. Services do
//! not handle these directly; they use the typed views over them that `api.rs` declares.

use base::Timestamp;

use crate::schema::{Member, Structure};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Blob(Vec<u8>),
    Time(Timestamp),
    List(Vec<Value>),
    /// In the order of arrival; a key stands once.
    Map(Vec<(String, Value)>),
    Record(Record),
    Union(Union),
}

/// A structure's members by slot; `None` where a member is absent.
#[derive(Clone)]
pub struct Record {
    schema: &'static Structure,
    slots: Box<[Option<Value>]>,
}

impl Record {
    pub fn new(schema: &'static Structure) -> Record {
        Record { schema, slots: vec![None; schema.members.len()].into_boxed_slice() }
    }

    pub fn schema(&self) -> &'static Structure {
        self.schema
    }

    /// The value in a slot. A slot outside the schema is absent.
    pub fn get(&self, slot: usize) -> Option<&Value> {
        self.slots.get(slot).and_then(Option::as_ref)
    }

    pub fn get_mut(&mut self, slot: usize) -> Option<&mut Value> {
        self.slots.get_mut(slot).and_then(Option::as_mut)
    }

    /// Moves the value out of a slot.
    pub fn take(&mut self, slot: usize) -> Option<Value> {
        self.slots.get_mut(slot).and_then(Option::take)
    }

    /// Puts a value into a slot, or empties it. The value must have the member's shape: the views
    /// and decoders see to that.
    pub fn set(&mut self, slot: usize, value: Option<Value>) {
        if let Some(place) = self.slots.get_mut(slot) {
            *place = value;
        }
    }

    /// The members that are present.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Member, &Value)> {
        self.schema
            .members
            .iter()
            .zip(self.slots.iter())
            .filter_map(|(member, slot)| slot.as_ref().map(|value| (member, value)))
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        std::ptr::eq(self.schema, other.schema) && self.slots == other.slots
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = f.debug_struct(self.schema.name);
        for (member, value) in self.iter() {
            out.field(member.name, value);
        }
        out.finish()
    }
}

/// One member of a union and its value.
#[derive(Clone)]
pub struct Union {
    schema: &'static Structure,
    slot: u32,
    value: Box<Value>,
}

/// Slots that are no member's: nothing was set, or more than one member.
const NONE: u32 = u32::MAX;
const SEVERAL: u32 = u32::MAX - 1;

impl Union {
    pub fn new(schema: &'static Structure, slot: usize, value: Value) -> Union {
        let slot = u32::try_from(slot).unwrap_or(NONE);
        Union { schema, slot, value: Box::new(value) }
    }

    /// One that arrived with no member. The validator refuses it.
    pub fn none(schema: &'static Structure) -> Union {
        Union { schema, slot: NONE, value: Box::new(Value::Bool(false)) }
    }

    /// One that arrived with more than one member. The validator refuses it.
    pub fn several(schema: &'static Structure) -> Union {
        Union { schema, slot: SEVERAL, value: Box::new(Value::Bool(false)) }
    }

    pub fn is_several(&self) -> bool {
        self.slot == SEVERAL
    }

    pub fn schema(&self) -> &'static Structure {
        self.schema
    }

    /// The member's slot; beyond the schema where not exactly one member arrived.
    pub fn slot(&self) -> usize {
        self.slot as usize
    }

    /// The member that is set.
    pub fn member(&self) -> Option<&'static Member> {
        self.schema.members.get(self.slot())
    }

    pub fn value(&self) -> &Value {
        &self.value
    }

    pub fn into_value(self) -> Value {
        *self.value
    }
}

impl PartialEq for Union {
    fn eq(&self, other: &Union) -> bool {
        std::ptr::eq(self.schema, other.schema)
            && self.slot == other.slot
            && self.value == other.value
    }
}

impl std::fmt::Debug for Union {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple(self.member().map_or("?", |member| member.name)).field(&self.value).finish()
    }
}
