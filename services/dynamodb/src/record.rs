//! The forms of what the service keeps in the store: how each is written and read back.

use std::collections::BTreeMap;

use base::Timestamp;
use store::{Corrupt, Fields, Put, Record};

use crate::attr::{Item, Type};
use crate::codec;
use crate::index::{Index, Kind, Projected};
use crate::key::{IndexSchema, Part, Schema};
use crate::table::{Billing, BillingChanged, Encryption, Stream, Table, TimeToLive};

impl Record for Item {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(self, out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Item, Corrupt> {
        expect(version, 1)?;
        codec::decode(bytes).map_err(|codec::Corrupt| Corrupt("an item"))
    }
}

/// An item's attributes as an answer holds them.
pub struct Shown(pub Vec<(String, wire::Value)>);

impl Record for Shown {
    const VERSION: u8 = 1;

    /// Nobody writes this form; an empty item would be written.
    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&Item::new(), out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Shown, Corrupt> {
        expect(version, 1)?;
        codec::entries(bytes).map(Shown).map_err(|codec::Corrupt| Corrupt("an item"))
    }
}

/// An item's bytes, made before the transaction.
pub struct Encoded(pub(crate) Vec<u8>);

impl Encoded {
    pub fn of(item: &Item) -> Encoded {
        let mut bytes = Vec::new();
        codec::encode(item, &mut bytes);
        Encoded(bytes)
    }

    pub fn from_bytes(bytes: Vec<u8>) -> Encoded {
        Encoded(bytes)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn item(&self) -> Result<Item, Corrupt> {
        codec::decode(&self.0).map_err(|codec::Corrupt| Corrupt("an item"))
    }

    pub fn weight(&self) -> usize {
        self.0.len()
    }
}

impl Record for Encoded {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Encoded, Corrupt> {
        expect(version, 1)?;
        Ok(Encoded(bytes.to_vec()))
    }
}

/// A row's bytes and what they say.
pub struct Weighed(pub usize, pub Item);

impl Record for Weighed {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&self.1, out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Weighed, Corrupt> {
        Ok(Weighed(bytes.len(), Item::decode(version, bytes)?))
    }
}

/// How many bytes a row has.
pub struct Weight(pub usize);

impl Record for Weight {
    const VERSION: u8 = 1;

    /// Nobody writes this form; an empty item would be written.
    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&Item::new(), out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Weight, Corrupt> {
        expect(version, 1)?;
        Ok(Weight(bytes.len()))
    }
}

/// How far a new index is filled.
pub struct Filled(pub Vec<u8>);

impl Record for Filled {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Filled, Corrupt> {
        expect(version, 1)?;
        Ok(Filled(bytes.to_vec()))
    }
}

/// Version 2 added indexes and all that follows them.
impl Record for Table {
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.id);
        out.put_u64(self.space);
        out.put_i64(self.created.millis());
        let parts: Vec<&Part> = self.schema.parts().collect();
        out.put_list(parts.into_iter(), put_part);
        match self.billing {
            Billing::PayPerRequest => out.put_u8(0),
            Billing::Provisioned { read, write } => {
                out.put_u8(1);
                out.put_u64(read);
                out.put_u64(write);
            }
        }
        out.put_option(self.class.as_deref(), |out, class| out.put_text(class));
        out.put_bool(self.deletion_protection);
        out.put_option(self.encryption.as_ref(), |out, encryption| {
            out.put_text(&encryption.kind);
            out.put_option(encryption.key.as_deref(), |out, key| out.put_text(key));
        });
        out.put_list(self.tags.iter(), |out, (key, value)| put_pair(out, key, value));
        out.put_list(self.indexes.iter(), put_index);
        out.put_option(self.stream.as_ref(), |out, stream| {
            out.put_text(&stream.view);
            out.put_text(&stream.label);
            out.put_i64(stream.created.millis());
        });
        out.put_option(self.time_to_live.as_ref(), |out, ttl| {
            out.put_text(&ttl.attribute);
            out.put_i64(ttl.since.millis());
        });
        let BillingChanged { increased, decreased, on_demand } = self.billing_changed;
        for changed in [increased, decreased, on_demand] {
            out.put_option(changed, |out, at| out.put_i64(at.millis()));
        }
        out.put_list(self.facts.iter(), |out, (key, value)| put_pair(out, key, value));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Table, Corrupt> {
        if !matches!(version, 1 | 2) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let name = fields.string()?;
        let id = fields.string()?;
        let space = fields.u64()?;
        let created = Timestamp(fields.i64()?);
        let mut parts = fields.list(read_part)?.into_iter();
        let schema = Schema { hash: parts.next().ok_or(Corrupt("a key"))?, range: parts.next() };
        let billing = match fields.u8()? {
            0 => Billing::PayPerRequest,
            1 => Billing::Provisioned { read: fields.u64()?, write: fields.u64()? },
            _ => return Err(Corrupt("a billing mode")),
        };
        let mut table = Table {
            name,
            id,
            space,
            created,
            schema,
            billing,
            class: fields.option(Fields::string)?,
            deletion_protection: fields.bool()?,
            encryption: fields.option(|fields| {
                Ok(Encryption { kind: fields.string()?, key: fields.option(Fields::string)? })
            })?,
            tags: fields.list(read_pair)?,
            indexes: Vec::new(),
            stream: None,
            time_to_live: None,
            billing_changed: BillingChanged::default(),
            facts: BTreeMap::new(),
        };
        if version > 1 {
            read_since_2(&mut table, &mut fields)?;
        }
        Ok(table)
    }
}

fn read_since_2(table: &mut Table, fields: &mut Fields<'_>) -> Result<(), Corrupt> {
    table.indexes = fields.list(read_index)?;
    table.stream = fields.option(|fields| {
        let (view, label) = read_pair(fields)?;
        Ok(Stream { view, label, created: Timestamp(fields.i64()?) })
    })?;
    table.time_to_live = fields.option(|fields| {
        Ok(TimeToLive { attribute: fields.string()?, since: Timestamp(fields.i64()?) })
    })?;
    let mut changed = || fields.option(|fields| fields.i64().map(Timestamp));
    table.billing_changed =
        BillingChanged { increased: changed()?, decreased: changed()?, on_demand: changed()? };
    table.facts = fields.list(read_pair)?.into_iter().collect();
    Ok(())
}

fn put_index(out: &mut Vec<u8>, index: &Index) {
    out.put_text(&index.name);
    out.put_bool(index.is_global());
    out.put_u64(index.space);
    out.put_list(index.schema.hash.iter(), put_part);
    out.put_list(index.schema.range.iter(), put_part);
    match &index.projection {
        Projected::All => out.put_u8(0),
        Projected::KeysOnly => out.put_u8(1),
        Projected::Include(names) => {
            out.put_u8(2);
            out.put_list(names.iter(), |out, name| out.put_text(name));
        }
    }
    out.put_option(index.throughput, |out, (read, write)| {
        out.put_u64(read);
        out.put_u64(write);
    });
    out.put_bool(index.is_filling);
}

fn read_index(fields: &mut Fields<'_>) -> Result<Index, Corrupt> {
    Ok(Index {
        name: fields.string()?,
        kind: if fields.bool()? { Kind::Global } else { Kind::Local },
        space: fields.u64()?,
        schema: IndexSchema { hash: fields.list(read_part)?, range: fields.list(read_part)? },
        projection: match fields.u8()? {
            0 => Projected::All,
            1 => Projected::KeysOnly,
            2 => Projected::Include(fields.list(Fields::string)?),
            _ => return Err(Corrupt("a projection")),
        },
        throughput: fields.option(|fields| Ok((fields.u64()?, fields.u64()?)))?,
        is_filling: fields.bool()?,
    })
}

fn put_part(out: &mut Vec<u8>, part: &Part) {
    put_pair(out, &part.name, part.kind.code());
}

fn read_part(fields: &mut Fields<'_>) -> Result<Part, Corrupt> {
    let name = fields.string()?;
    let kind = Type::of_code(fields.text()?).ok_or(Corrupt("a type"))?;
    Ok(Part { name, kind })
}

fn put_pair(out: &mut Vec<u8>, first: &str, second: &str) {
    out.put_text(first);
    out.put_text(second);
}

fn read_pair(fields: &mut Fields<'_>) -> Result<(String, String), Corrupt> {
    Ok((fields.string()?, fields.string()?))
}

fn expect(version: u8, known: u8) -> Result<(), Corrupt> {
    if version == known { Ok(()) } else { Err(Corrupt::VERSION) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str) -> Part {
        Part { name: name.to_owned(), kind: Type::S }
    }

    fn plain() -> Table {
        Table {
            name: "tab".to_owned(),
            id: "id".to_owned(),
            space: 7,
            created: Timestamp(1_700_000_000_000),
            schema: Schema { hash: part("p"), range: Some(part("c")) },
            billing: Billing::PayPerRequest,
            class: None,
            deletion_protection: true,
            encryption: None,
            tags: vec![("k".to_owned(), "v".to_owned())],
            indexes: Vec::new(),
            stream: None,
            time_to_live: None,
            billing_changed: BillingChanged::default(),
            facts: BTreeMap::new(),
        }
    }

    #[test]
    fn a_table_of_the_first_form_is_read() {
        let mut first = Vec::new();
        plain().encode(&mut first);
        // What version 2 added is empty here: two counts, five marks.
        first.truncate(first.len() - 7);
        assert_eq!(Table::decode(1, &first).unwrap(), plain());
    }

    #[test]
    fn a_table_reads_back() {
        let index = |name: &str, kind, projection| Index {
            name: name.to_owned(),
            kind,
            space: 9,
            schema: IndexSchema { hash: vec![part("a"), part("b")], range: vec![part("d")] },
            projection,
            throughput: Some((3, 4)),
            is_filling: true,
        };
        let full = Table {
            indexes: vec![
                index("one", Kind::Global, Projected::Include(vec!["x".to_owned()])),
                index("two", Kind::Local, Projected::KeysOnly),
            ],
            stream: Some(Stream {
                view: "NEW_IMAGE".to_owned(),
                label: "now".to_owned(),
                created: Timestamp(5),
            }),
            time_to_live: Some(TimeToLive { attribute: "ttl".to_owned(), since: Timestamp(6) }),
            billing_changed: BillingChanged {
                increased: Some(Timestamp(1)),
                ..plain().billing_changed
            },
            facts: BTreeMap::from([("pitr".to_owned(), "on".to_owned())]),
            ..plain()
        };
        let mut bytes = Vec::new();
        full.encode(&mut bytes);
        assert_eq!(Table::decode(Table::VERSION, &bytes).unwrap(), full);
    }
}
