//! The rows: what is deployed of each stack. The only file that knows their keys.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Store, Table, WriteTx};

/// By stack and logical id.
static RESOURCES: Table<(&'static str, &'static str), Row> = Table::new("stack.resource");
/// What another resource has taken the place of and is still to be removed: by stack and its
/// `order`.
static LEFTOVERS: Table<(&'static str, u64), Row> = Table::new("stack.leftover");
/// By stack and key.
static OUTPUTS: Table<(&'static str, &'static str), Output> = Table::new("stack.output");
/// By name: there is one of a name in all stacks.
static EXPORTS: Table<&'static str, Export> = Table::new("stack.export");
/// By the name of an export and the stack that imports it.
static IMPORTS: Table<(&'static str, &'static str), ()> = Table::new("stack.import");

/// What was before a deployment of all that it has touched: by stack and logical id. There only
/// while one is under way, or was cut off.
static BEFORE: Table<(&'static str, &'static str), Before> = Table::new("stack.before");
/// What a stack's last deployment gave besides resources and functions, each as it is said.
static FACES: Table<&'static str, Faces> = Table::new("stack.face");

/// Attributes that are not written down: whoever asks for them asks their service.
const SECRET: [&str; 1] = ["SecretAccessKey"];

/// A resource of a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// `AWS::DynamoDB::Table`.
    pub kind: String,
    /// What its service knows it by.
    pub name: String,
    /// As they were last asked for, intrinsics resolved.
    pub properties: Value,
    /// What `Ref` gives.
    pub reference: String,
    /// What `Fn::GetAtt` gives.
    pub attributes: BTreeMap<String, String>,
    /// False while it is being brought to its properties, and where that has failed.
    pub settled: bool,
    /// It stays when it leaves the manifest.
    pub retain: bool,
    /// Resources are removed in the reverse of the order in which they were made.
    pub order: u64,
    /// It is put by each deployment: it tells a secret that is not written down, or has properties
    /// that are not heeded yet and may be by a newer program.
    pub again: bool,
}

/// A resource as it was before a deployment touched it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// None where the stack had none of this logical id.
    pub row: Option<Row>,
    /// Somebody else had made what the deployment took over: it does not go with it.
    pub adopted: bool,
}

/// Routes, a line each, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faces(pub Vec<String>);

/// An output of a stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    pub value: String,
    pub description: String,
    pub export: Option<String>,
}

/// A value that other stacks may import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub stack: String,
    pub value: String,
}

impl Row {
    /// Whether its properties and attributes are all that there is to know of it.
    pub(crate) fn is_whole(made: &kit::Resolved) -> bool {
        made.ignored.is_empty() && !SECRET.iter().any(|name| made.attributes.contains_key(*name))
    }

    pub(crate) fn is_of(&self, kind: &str, name: &str) -> bool {
        self.kind == kind && self.name == name
    }
}

impl Record for Row {
    /// 2: whether it is put again.
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.kind);
        out.put_text(&self.name);
        out.put_text(&self.properties.to_string());
        out.put_text(&self.reference);
        let told: Vec<_> =
            self.attributes.iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).collect();
        out.put_list(told.into_iter(), |out, (name, value)| {
            out.put_text(name);
            out.put_text(value);
        });
        out.put_bool(self.settled);
        out.put_bool(self.retain);
        out.put_u64(self.order);
        out.put_bool(self.again);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Row, Corrupt> {
        if !(1..=Row::VERSION).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Row {
            kind: fields.string()?,
            name: fields.string()?,
            properties: serde_json::from_str(fields.text()?).map_err(|_| Corrupt("JSON"))?,
            reference: fields.string()?,
            attributes: fields
                .list(|fields| Ok((fields.string()?, fields.string()?)))?
                .into_iter()
                .collect(),
            settled: fields.bool()?,
            retain: fields.bool()?,
            order: fields.u64()?,
            again: version < 2 || fields.bool()?,
        })
    }
}

impl Record for Before {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_option(self.row.as_ref(), |out, row| out.put_record(row));
        out.put_bool(self.adopted);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Before, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let row = fields.option(Fields::record)?;
        Ok(Before { row, adopted: fields.bool()? })
    }
}

impl Record for Faces {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_list(self.0.iter(), |out, line| out.put_text(line));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Faces, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        Ok(Faces(Fields::new(bytes).list(Fields::string)?))
    }
}

impl Record for Output {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.value);
        out.put_text(&self.description);
        out.put_option(self.export.as_deref(), |out, name| out.put_text(name));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Output, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let (value, description) = (fields.string()?, fields.string()?);
        Ok(Output { value, description, export: fields.option(|fields| fields.string())? })
    }
}

impl Record for Export {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.stack);
        out.put_text(&self.value);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Export, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Export { stack: fields.string()?, value: fields.string()? })
    }
}

/// What is recorded, as one stack sees it.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// By logical id.
    pub rows: BTreeMap<String, Row>,
    pub leftovers: Vec<Row>,
    /// What a deployment that has not come to its end has touched, as it was before: by logical id.
    pub before: BTreeMap<String, Before>,
    pub faces: Vec<String>,
    /// The resources of other stacks, each with whose it is.
    pub others: Vec<(String, Row)>,
    pub exports: BTreeMap<String, Export>,
    /// Of other stacks, by stack and key.
    pub outputs: BTreeMap<(String, String), String>,
    /// What other stacks import: the name and the stack.
    pub importers: BTreeSet<(String, String)>,
    stack: String,
    /// The next resource's `order`.
    next: u64,
}

impl Recorded {
    pub fn read(store: &Store, stack: &str) -> Result<Recorded, Error> {
        store.read(|tx| Recorded::of(tx, stack))
    }

    fn of(tx: &ReadTx, stack: &str) -> Result<Recorded, Error> {
        let mut recorded = Recorded { stack: stack.to_owned(), ..Recorded::default() };
        for row in tx.scan(&RESOURCES, Range::all(), Direction::Forward)? {
            let ((owner, id), row) = row?;
            recorded.next = recorded.next.max(row.order + 1);
            if owner == stack {
                recorded.rows.insert(id, row);
            } else {
                recorded.others.push((owner, row));
            }
        }
        for row in tx.scan(&LEFTOVERS, Range::prefix((stack,)), Direction::Forward)? {
            recorded.leftovers.push(row?.1);
        }
        for row in tx.scan(&BEFORE, Range::prefix((stack,)), Direction::Forward)? {
            let ((_, id), before) = row?;
            let order = before.row.as_ref().map_or(0, |row| row.order + 1);
            recorded.next = recorded.next.max(order);
            recorded.before.insert(id, before);
        }
        recorded.faces = tx.get(&FACES, stack)?.unwrap_or_default().0;
        for row in tx.scan(&EXPORTS, Range::all(), Direction::Forward)? {
            let (name, export) = row?;
            recorded.exports.insert(name, export);
        }
        for row in tx.scan(&OUTPUTS, Range::all(), Direction::Forward)? {
            let (key, output) = row?;
            if key.0 != stack {
                recorded.outputs.insert(key, output.value);
            }
        }
        for row in tx.scan(&IMPORTS, Range::all(), Direction::Forward)? {
            let ((name, importer), ()) = row?;
            if importer != stack {
                recorded.importers.insert((name, importer));
            }
        }
        Ok(recorded)
    }

    /// What other stacks export, by name.
    pub fn imports(&self) -> BTreeMap<String, String> {
        let others = self.exports.iter().filter(|(_, export)| export.stack != self.stack);
        others.map(|(name, export)| (name.clone(), export.value.clone())).collect()
    }

    /// For a resource that is made now.
    pub fn next_order(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }
}

/// Writes one resource; `leftover` is what it takes the place of.
pub fn put(
    tx: &mut WriteTx,
    stack: &str,
    id: &str,
    row: &Row,
    leftover: Option<&Row>,
) -> Result<(), Error> {
    if let Some(leftover) = leftover {
        put_leftover(tx, stack, leftover)?;
    }
    tx.put(&RESOURCES, (stack, id), row)
}

/// Before anything is done to it.
pub fn remember(tx: &mut WriteTx, stack: &str, id: &str, before: &Before) -> Result<(), Error> {
    tx.put(&BEFORE, (stack, id), before)
}

/// The deployment has come to its end, the one or the other.
pub fn forget(tx: &mut WriteTx, stack: &str, ids: &[String]) -> Result<(), Error> {
    ids.iter().try_for_each(|id| tx.delete(&BEFORE, (stack, id.as_str())))
}

pub fn put_faces(tx: &mut WriteTx, stack: &str, faces: &Faces) -> Result<(), Error> {
    tx.put(&FACES, stack, faces)
}

pub fn delete(tx: &mut WriteTx, stack: &str, id: &str) -> Result<(), Error> {
    tx.delete(&RESOURCES, (stack, id))
}

pub fn put_leftover(tx: &mut WriteTx, stack: &str, row: &Row) -> Result<(), Error> {
    tx.put(&LEFTOVERS, (stack, row.order), row)
}

pub fn delete_leftover(tx: &mut WriteTx, stack: &str, order: u64) -> Result<(), Error> {
    tx.delete(&LEFTOVERS, (stack, order))
}

/// Another logical id for the same resource.
pub fn rename(tx: &mut WriteTx, stack: &str, from: &str, to: &str) -> Result<(), Error> {
    match tx.take(&RESOURCES, (stack, from))? {
        Some(row) => tx.put(&RESOURCES, (stack, to), &row),
        None => Ok(()),
    }
}

/// Makes these the outputs and imports of a stack.
pub fn put_outputs(
    tx: &mut WriteTx,
    stack: &str,
    outputs: &BTreeMap<String, Output>,
    imported: &BTreeSet<String>,
) -> Result<(), Error> {
    for key in self::outputs(tx, stack)?.into_keys() {
        tx.delete(&OUTPUTS, (stack, key.as_str()))?;
    }
    for (name, export) in exports(tx)? {
        if export.stack == stack {
            tx.delete(&EXPORTS, name.as_str())?;
        }
    }
    let mut imports = Vec::new();
    for row in tx.scan(&IMPORTS, Range::all(), Direction::Forward)? {
        let ((name, importer), ()) = row?;
        if importer == stack {
            imports.push(name);
        }
    }
    for name in imports {
        tx.delete(&IMPORTS, (name.as_str(), stack))?;
    }
    for (key, output) in outputs {
        tx.put(&OUTPUTS, (stack, key.as_str()), output)?;
        if let Some(name) = &output.export {
            let export = Export { stack: stack.to_owned(), value: output.value.clone() };
            tx.put(&EXPORTS, name.as_str(), &export)?;
        }
    }
    for name in imported {
        tx.put(&IMPORTS, (name.as_str(), stack), &())?;
    }
    Ok(())
}

/// The outputs of a stack, by key.
pub fn outputs(tx: &ReadTx, stack: &str) -> Result<BTreeMap<String, Output>, Error> {
    let rows = tx.scan(&OUTPUTS, Range::prefix((stack,)), Direction::Forward)?;
    rows.map(|row| row.map(|((_, key), output)| (key, output))).collect()
}

fn exports(tx: &ReadTx) -> Result<Vec<(String, Export)>, Error> {
    tx.scan(&EXPORTS, Range::all(), Direction::Forward)?.collect()
}

/// The stacks that are deployed, and the resources of each, by logical id.
pub fn all(tx: &ReadTx) -> Result<BTreeMap<String, BTreeMap<String, Row>>, Error> {
    let mut stacks: BTreeMap<String, BTreeMap<String, Row>> = BTreeMap::new();
    for row in tx.scan(&RESOURCES, Range::all(), Direction::Forward)? {
        let ((stack, id), row) = row?;
        stacks.entry(stack).or_default().insert(id, row);
    }
    Ok(stacks)
}
