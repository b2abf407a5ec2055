//! PartiQL's statements held against their tables: what ExecuteStatement, BatchExecuteStatement and
//! ExecuteTransaction have in common.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List};

use crate::api::AttributeValue;
use crate::attr::{Attr, ITEM_BYTES_MAX, Item};
use crate::convert;
use crate::expr::condition::Condition;
use crate::expr::operand::{Function, Operand};
use crate::expr::path::Path;
use crate::expr::update::Update;
use crate::invalid::{Checked, Invalid};
use crate::ops::put_item::TOO_LARGE;
use crate::ops::update_item::{Returned, check_targets};
use crate::partiql;
use crate::partiql::keys::whole;
use crate::partiql::lower::{Lower, check_delete};
use crate::partiql::parse::NEEDS_KEYS;
use crate::partiql::syntax::{Expr, Returning, Select, Statement, Update as Written};
use crate::record::Encoded;
use crate::request::{check_name, need_of_read};
use crate::state::{Dynamodb, Live};
use crate::told::told;
use crate::transact::{Action, Done, Write};
use crate::write::Guard;

/// A statement that is well formed, with its values.
pub struct Read {
    pub statement: Statement,
    pub lower: Lower,
    /// `ReturnValuesOnConditionCheckFailure` is `ALL_OLD`.
    pub shows_item: bool,
}

/// Reads a statement and its parameters.
pub fn read(
    text: &str,
    parameters: Option<&List<AttributeValue>>,
    on_failure: Option<&str>,
) -> Checked<Read> {
    let count = parameters.map_or(0, List::len);
    let statement = partiql::statement(text, count)?;
    let mut attrs = Vec::with_capacity(count);
    for value in parameters.into_iter().flat_map(List::iter) {
        attrs.push(convert::attr(value.clone())?);
    }
    Ok(Read { statement, lower: Lower::new(attrs)?, shows_item: on_failure == Some("ALL_OLD") })
}

/// How a SELECT finds its items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Finds {
    /// Those of the partitions that its condition names, or all: ExecuteStatement.
    Many,
    /// The item under one key: batches and transactions.
    One,
}

/// What of a request around a statement conditions are told.
#[derive(Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// The transaction.
    pub within: Option<&'static str>,
    /// `ReturnValuesOnConditionCheckFailure`.
    pub on_failure: Option<&'a str>,
}

/// The permission that a statement needs; none where it is not well formed, for then it is refused.
pub fn needed(
    dynamodb: &Dynamodb,
    context: &Context,
    text: &str,
    parameters: Option<&List<AttributeValue>>,
    finds: Finds,
    circumstances: Circumstances<'_>,
) -> Option<Need> {
    let Read { statement, mut lower, .. } = read(text, parameters, None).ok()?;
    let (action, table, condition) = match &statement {
        Statement::Select(select) | Statement::Exists(select) => {
            ("PartiQLSelect", &select.table, select.condition.as_ref())
        }
        Statement::Insert { table, .. } => ("PartiQLInsert", table, None),
        Statement::Update(update) => ("PartiQLUpdate", &update.table, update.condition.as_ref()),
        Statement::Delete { table, condition, .. } => ("PartiQLDelete", table, condition.as_ref()),
    };
    let live = dynamodb.find(context, table).ok();
    let index = match &statement {
        Statement::Select(Select { index: Some(name), .. }) => Some(name.as_str()),
        _ => None,
    };
    let hash = live.as_ref().and_then(|live| match index {
        Some(name) => live.table.index(name)?.schema.hash.first(),
        None => Some(&live.table.schema.hash),
    });
    let need = need_of_read(context, action, table, index);
    let mut inserted = None;
    let leading: Option<Vec<Attr>> = match (&statement, hash) {
        (Statement::Insert { value, .. }, Some(hash)) => {
            inserted = lower.item(value).ok();
            let attr = inserted.as_ref().and_then(|item| item.get(&hash.name).cloned());
            attr.map(|attr| vec![attr])
        }
        (_, Some(hash)) => {
            let condition = condition.and_then(|condition| lower.condition(condition).ok());
            let values = lower.finish();
            // Told the way that the statement is planned: a condition may name several keys, of
            // which the plan follows one.
            let is_select = matches!(statement, Statement::Select(_));
            let is_whole = !is_select || finds == Finds::One;
            let schema = live.as_ref().map(|live| &live.table.schema).filter(|_| is_whole);
            let key = schema.and_then(|schema| whole(condition.clone(), schema, &values));
            match key {
                Some((key, _)) => key.get(&hash.name).map(|attr| vec![attr.clone()]),
                None if is_select => {
                    partiql::keys::partitions(condition.as_ref(), hash, &values).ok().flatten()
                }
                None => None,
            }
        }
        _ => None,
    };
    Some(told(dynamodb, context, need, |told| {
        if action == "PartiQLSelect" {
            told.scans(leading.is_none());
        }
        let leading: Vec<AttributeValue> =
            leading.into_iter().flatten().map(convert::value).collect();
        told.leading(leading.iter()).statement(&statement, circumstances.on_failure);
        inserted.iter().for_each(|item| {
            told.item(item);
        });
        told.within(circumstances.within);
    }))
}

/// The table that a statement names.
pub fn table(dynamodb: &Dynamodb, context: &Context, name: &str) -> Result<Arc<Live>, Error> {
    check_name(name, false)?;
    dynamodb.find(context, name)
}

/// What WHERE asks, with its operands checked.
pub fn lowered(lower: &mut Lower, condition: Option<&Expr>) -> Checked<Option<Condition>> {
    condition.map(|expr| lower.condition(expr)).transpose()
}

/// One write as an action, and what of it is answered.
pub struct Planned {
    pub action: Action,
    pub returning: Option<Returning>,
}

/// Why a write cannot be planned.
pub enum Refusal {
    /// The statement is at fault, whatever its table.
    Statement(Invalid),
    /// It does not fit its table: in a transaction, a reason to cancel it.
    Fit(Invalid),
    Whole(Error),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        match refusal {
            Refusal::Statement(invalid) | Refusal::Fit(invalid) => invalid.into(),
            Refusal::Whole(error) => error,
        }
    }
}

/// Plans an INSERT, UPDATE or DELETE, or an EXISTS.
pub fn plan(dynamodb: &Dynamodb, context: &Context, read: Read) -> Result<Planned, Refusal> {
    let Read { statement, lower, shows_item } = read;
    let find = |name: &str| table(dynamodb, context, name).map_err(Refusal::Whole);
    match statement {
        Statement::Insert { table, value } => {
            let item = lower.item(&value).map_err(Refusal::Statement)?;
            if item.size() > ITEM_BYTES_MAX {
                return Err(Refusal::Statement(TOO_LARGE));
            }
            insert(find(&table)?, item, shows_item)
        }
        Statement::Update(written) => update(find, lower, &written, shows_item),
        Statement::Delete { table, condition, returning } => {
            check_delete(returning).map_err(Refusal::Statement)?;
            let keyed = keyed(find, lower, &table, condition.as_ref())?;
            // Nothing to delete is no failure.
            let rest = keyed.rest();
            let absent = Condition::Call(Function::AttributeNotExists, vec![keyed.hash()]);
            let condition = rest.map(|rest| Condition::Or(vec![absent, rest]));
            Ok(Planned { action: keyed.action(condition, Write::Delete, shows_item), returning })
        }
        Statement::Exists(select) => {
            let keyed = keyed(find, lower, &select.table, select.condition.as_ref())?;
            if keyed.terms.is_empty() {
                return Err(Refusal::Fit(NEEDS_KEYS));
            }
            let condition = keyed.exists();
            let action = keyed.action(Some(condition), Write::Check, shows_item);
            Ok(Planned { action, returning: None })
        }
        Statement::Select(_) => Err(Refusal::Whole(Error::internal("a SELECT is no write"))),
    }
}

fn insert(live: Arc<Live>, item: Item, shows_item: bool) -> Result<Planned, Refusal> {
    let key = live.table.schema.of_item(&item).map_err(Refusal::Fit)?;
    let guard = Guard { shows_item, ..Guard::default() };
    let encoded = Encoded::of(&item);
    let action = Action { live, key, guard, write: Write::Insert { item, encoded } };
    Ok(Planned { action, returning: None })
}

fn update(
    find: impl Fn(&str) -> Result<Arc<Live>, Refusal>,
    mut lower: Lower,
    written: &Written,
    shows_item: bool,
) -> Result<Planned, Refusal> {
    let update: Update = lower.update(written).map_err(Refusal::Statement)?;
    let keyed = keyed(find, lower, &written.table, written.condition.as_ref())?;
    check_targets(&keyed.live, &update).map_err(Refusal::Fit)?;
    // An update makes no item.
    let condition = keyed.exists();
    let write = Write::Update { key: keyed.key.clone(), update };
    let action = keyed.action(Some(condition), write, shows_item);
    Ok(Planned { action, returning: written.returning })
}

/// A statement about the item under one key.
struct Keyed {
    live: Arc<Live>,
    key: Item,
    bytes: Vec<u8>,
    /// What WHERE asks beside the key.
    terms: Vec<Condition>,
    values: crate::expr::Values,
}

fn keyed(
    find: impl Fn(&str) -> Result<Arc<Live>, Refusal>,
    mut lower: Lower,
    table: &str,
    condition: Option<&Expr>,
) -> Result<Keyed, Refusal> {
    let condition = lowered(&mut lower, condition).map_err(Refusal::Statement)?;
    let values = lower.finish();
    if let Some(condition) = &condition {
        condition.check(&values).map_err(Refusal::Statement)?;
    }
    let live = find(table)?;
    let (key, terms) =
        whole(condition, &live.table.schema, &values).ok_or(Refusal::Fit(NEEDS_KEYS))?;
    let bytes = live.table.schema.of_key(&key).map_err(Refusal::Fit)?;
    Ok(Keyed { live, key, bytes, terms, values })
}

impl Keyed {
    /// The partition key's attribute, which every item has.
    fn hash(&self) -> Operand {
        Operand::Path(Path::top(self.live.table.schema.hash.name.clone()))
    }

    fn rest(&self) -> Option<Condition> {
        match self.terms.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            all => Some(Condition::And(all.to_vec())),
        }
    }

    /// There is an item, and the rest holds of it.
    fn exists(&self) -> Condition {
        let exists = Condition::Call(Function::AttributeExists, vec![self.hash()]);
        match self.rest() {
            Some(rest) => Condition::And(vec![exists, rest]),
            None => exists,
        }
    }

    fn action(self, condition: Option<Condition>, write: Write, shows_item: bool) -> Action {
        let guard = Guard { condition, values: Arc::new(self.values), shows_item };
        Action { live: self.live, key: self.bytes, guard, write }
    }
}

/// A table and a key in it.
pub type Target = (Arc<Live>, Vec<u8>);

/// A SELECT of the item under one key, as batches and transactions have it. `None` where WHERE asks
/// for anything else.
pub fn one_item(
    dynamodb: &Dynamodb,
    context: &Context,
    mut lower: Lower,
    select: &Select,
) -> Result<Option<Target>, Error> {
    let condition = lowered(&mut lower, select.condition.as_ref())?;
    let values = lower.finish();
    let live = table(dynamodb, context, &select.table)?;
    if select.index.is_some() {
        return Ok(None);
    }
    match whole(condition, &live.table.schema, &values) {
        Some((key, terms)) if terms.is_empty() => {
            let key = live.table.schema.of_key(&key)?;
            Ok(Some((live, key)))
        }
        _ => Ok(None),
    }
}

/// The item that a write answers with.
pub fn returned(returning: Option<Returning>, done: Done) -> Option<Item> {
    let returning = returning?;
    let Done { changed, update } = done;
    let option = match (returning.modified, returning.new) {
        (false, false) => Returned::AllOld,
        (false, true) => Returned::AllNew,
        (true, false) => Returned::UpdatedOld,
        (true, true) => Returned::UpdatedNew,
    };
    option.pick(changed.old, changed.new, &update.unwrap_or_default())
}

/// What a SELECT shows of an item. A path's last name is the name of what it finds; an element of a
/// list has none and is numbered.
pub fn projected(select: &Select, item: Item) -> Item {
    use crate::expr::path::Step;
    use crate::partiql::syntax::Projection;
    let Projection::Paths(paths) = &select.projection else { return item };
    let mut number = 0;
    let mut entries = Vec::with_capacity(paths.len());
    for path in paths {
        let name = match path.steps.last() {
            None => path.head.clone(),
            Some(Step::Name(name)) => name.clone(),
            Some(Step::Index(_)) => {
                number += 1;
                format!("_{number}")
            }
        };
        if let Some(attr) = path.find(&item) {
            entries.push((name, attr.clone()));
        }
    }
    Item::from_entries(entries)
}
