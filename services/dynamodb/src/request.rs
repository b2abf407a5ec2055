//! What the operations' requests have in common: their table, their expressions' parameters, what
//! of them is not here yet, and what they consumed.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use kit::{Context, Need};
use wire::{List, Map};

use crate::api::{AttributeValue, Capacity, ConsumedCapacity};
use crate::attr::{Item, check_name as check_attribute_name};
use crate::backup;
use crate::convert;
use crate::error::no_resource;
use crate::expr::Bindings;
use crate::expr::path::Path;
use crate::expr::projection::Projection;
use crate::index::Kind;
use crate::invalid::{Checked, Invalid};
use crate::state::{self, Dynamodb, Live, TableKey};
use crate::target::Target;
use crate::told::{Told, told};
use crate::write::Changed;

/// Longest name of a table or index (DynamoDB quotas).
const NAME_CHARACTERS_MAX: usize = 255;
const NAME_CHARACTERS_MIN: usize = 3;
/// Bytes of a read unit and of a write unit (DynamoDB developer guide, "capacity").
const READ_UNIT_BYTES: usize = 4096;
const WRITE_UNIT_BYTES: usize = 1024;

const BAD_NAME: Invalid = Invalid::text(
    "Invalid table/index name. Table/index names must be between 3 and 255 characters long, and \
     may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
);

/// An ARN of this service; nothing else is read as one, so that a resource has one name only.
pub fn own_arn(given: &str) -> Option<base::Arn> {
    base::Arn::parse(given).filter(|arn| arn.partition == "aws" && arn.service == "dynamodb")
}

/// The account, region and name that a `TableName` means: a name, or a table's ARN.
pub fn table_key(context: &Context, given: &str) -> TableKey {
    if let Some(arn) = own_arn(given)
        && let Some(name) = arn.resource.strip_prefix("table/")
    {
        let name = name.split('/').next().unwrap_or(name).to_owned();
        return (arn.account, arn.region, name);
    }
    (context.account.clone(), context.region.clone(), given.to_owned())
}

/// Refuses what cannot be a table's name.
pub fn check_name(given: &str, at_least_three: bool) -> Checked<()> {
    if given.starts_with("arn:") && !at_least_three {
        return Ok(());
    }
    let fault = |constraint: &str| {
        let complaint = wire::validate::complaint(given, "tableName", constraint);
        Err(Invalid::from(wire::validate::sentence(&[complaint])))
    };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if given.len() > NAME_CHARACTERS_MAX {
        return fault("Member must have length less than or equal to 255");
    }
    if !given.bytes().all(fits) {
        return fault("Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }
    if given.len() < NAME_CHARACTERS_MIN {
        if at_least_three {
            return fault("Member must have length greater than or equal to 3");
        }
        return Err(BAD_NAME);
    }
    Ok(())
}

/// Refuses what cannot be an index's name.
pub fn check_index_name(given: Option<&str>) -> Checked<()> {
    match given {
        Some(name) if name.len() < NAME_CHARACTERS_MIN => Err(BAD_NAME),
        _ => Ok(()),
    }
}

impl Dynamodb {
    /// The table that an item operation names.
    pub fn find(&self, context: &Context, given: &str) -> Result<Arc<Live>, wire::Error> {
        let live = self.table(&table_key(context, given)).ok_or_else(no_resource)?;
        // A table that is still filled from a backup is not there yet.
        if backup::is_restoring(&live.table) { Err(no_resource()) } else { Ok(live) }
    }
}

/// The permission that a request for one table needs.
pub fn need(context: &Context, action: &str, given: &str) -> Need {
    let (account, region, name) = table_key(context, given);
    Need::new(format!("dynamodb:{action}"), state::arn(&account, &region, &name))
}

/// The permission to read a table or, where one is named, its index.
pub fn need_of_read(context: &Context, action: &str, given: &str, index: Option<&str>) -> Need {
    let (account, region, name) = table_key(context, given);
    let mut arn = state::arn(&account, &region, &name);
    if let Some(index) = index {
        arn.push_str("/index/");
        arn.push_str(index);
    }
    Need::new(format!("dynamodb:{action}"), arn)
}

/// The permission for items of a table, with what conditions are told: the keys or items that the
/// request names, and what `tell` adds.
pub fn need_of_items<'a>(
    dynamodb: &Dynamodb,
    context: &Context,
    action: &str,
    given: &str,
    items: impl Iterator<Item = &'a Map<AttributeValue>>,
    tell: impl FnOnce(&mut Told<'a>),
) -> Need {
    told(dynamodb, context, need(context, action, given), |told| {
        let items: Vec<&Map<AttributeValue>> = items.collect();
        if let Some(live) = dynamodb.table(&table_key(context, given)) {
            let hash = &live.table.schema.hash.name;
            told.leading(items.iter().filter_map(|item| item.get(hash)));
        }
        for item in items {
            told.named_by(Some(item));
        }
        tell(told);
    })
}

/// A key's value as conditions see it.
pub fn leading_key(value: &AttributeValue) -> Option<String> {
    use crate::api::AttributeValueRef as R;
    match value.get()? {
        R::S(text) | R::N(text) => Some(text.to_owned()),
        R::B(bytes) => Some(BASE64.encode(bytes)),
        _ => None,
    }
}

/// A parameter and whether it was given.
pub type Given = (&'static str, bool);

/// Refuses expressions beside the parameters of old, and names or values without expressions.
pub fn check_parameters(
    expressions: &[Given],
    legacy: &[Given],
    names: bool,
    values: bool,
) -> Checked<()> {
    let given = |all: &[Given]| -> Vec<&str> {
        all.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect()
    };
    let present = given(expressions);
    let old = given(legacy);
    if !present.is_empty() && !old.is_empty() {
        return Err(Invalid::from(format!(
            "Can not use both expression and non-expression parameters in the same request: \
             Non-expression parameters: {{{}}} Expression parameters: {{{}}}",
            old.join(", "),
            present.join(", ")
        ))
        .of_request());
    }
    if names && present.is_empty() {
        return Err(Invalid::text(
            "ExpressionAttributeNames can only be specified when using expressions",
        ));
    }
    let takers: Vec<&str> = expressions
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| *name != "ProjectionExpression")
        .collect();
    if values && !present.iter().any(|name| takers.contains(name)) && !takers.is_empty() {
        return Err(Invalid::from(format!(
            "ExpressionAttributeValues can only be specified when using expressions: {} {} null",
            takers.join(" and "),
            if takers.len() > 1 { "are" } else { "is" }
        ))
        .of_request());
    }
    Ok(())
}

/// Refuses a parameter that DynamoDB has and Squall does not have yet.
pub fn check_absent(parameters: &[Given]) -> Checked<()> {
    match parameters.iter().find(|(_, given)| *given) {
        Some((name, _)) => Err(unsupported(name)),
        None => Ok(()),
    }
}

pub fn unsupported(name: &str) -> Invalid {
    Invalid::parameter(format!("{name} is not supported yet by Squall"))
}

/// What `#names` and `:values` stand for.
pub fn bindings(
    names: Option<Map<String>>,
    values: Option<Map<AttributeValue>>,
) -> Checked<Bindings> {
    let names = names.map(|names| names.into_iter().collect());
    let values = values.map(convert::values).transpose()?;
    Bindings::new(names, values)
}

/// The same of PutItem, UpdateItem and DeleteItem.
pub fn bindings_of_write(
    names: Option<Map<String>>,
    values: Option<Map<AttributeValue>>,
) -> Checked<Bindings> {
    let names = names.map(|names| names.into_iter().collect());
    let values = values.map(convert::values_of_write).transpose()?;
    Bindings::new(names, values)
}

/// `AttributesToGet`, the older form of a projection.
pub fn attributes_to_get(names: Option<&List<String>>) -> Checked<Option<Projection>> {
    let Some(names) = names else { return Ok(None) };
    let mut seen: Vec<&str> = Vec::new();
    for name in names.iter() {
        check_attribute_name(name)?;
        if seen.contains(&name) {
            return Err(Invalid::parameter(format!("Duplicate value in attribute name: {name}")));
        }
        seen.push(name);
    }
    Ok(Some(Projection::of(seen.into_iter().map(Path::top).collect())))
}

/// Refuses a path that looks into a key's attribute.
pub fn check_key_paths<'a>(live: &Live, paths: impl Iterator<Item = &'a Path>) -> Checked<()> {
    for path in paths {
        if path.is_nested() && live.table.schema.holds(&path.head) {
            return Err(Invalid::from(format!(
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are \
                 not allowed: Key: {}",
                path.head
            )));
        }
    }
    Ok(())
}

/// Units of a read of so many bytes.
pub fn read_units(bytes: usize, consistent: bool) -> f64 {
    let units = bytes.div_ceil(READ_UNIT_BYTES).max(1) as f64;
    if consistent { units } else { units / 2.0 }
}

/// Units of a write: the larger of before and after.
pub fn write_units(old: Option<&Item>, new: Option<&Item>) -> f64 {
    let size = |item: Option<&Item>| item.map_or(0, Item::size);
    units_of_write(size(old).max(size(new)))
}

/// Units of a write of so many bytes.
pub fn units_of_write(bytes: usize) -> f64 {
    bytes.div_ceil(WRITE_UNIT_BYTES).max(1) as f64
}

/// `ReturnConsumedCapacity`.
pub fn wants_capacity(option: Option<&str>) -> bool {
    matches!(option, Some("TOTAL" | "INDEXES"))
}

/// What a write of one item consumed, indexes included.
pub fn consumed_by_change(option: Option<&str>, changed: &Changed) -> Option<ConsumedCapacity> {
    wants_capacity(option).then_some(())?;
    let units = write_units(changed.old.as_ref(), changed.new.as_ref());
    let indexes: Vec<f64> = changed.effect.indexes.iter().map(|one| one.units).collect();
    consumed_by_write(option, &changed.live, units, &indexes)
}

/// What writes to a table consumed: its own units, and those of its indexes in their order.
pub fn consumed_by_write(
    option: Option<&str>,
    live: &Live,
    units: f64,
    indexes: &[f64],
) -> Option<ConsumedCapacity> {
    let consumed = consumed(option, &live.table.name, units)?;
    let total = units + indexes.iter().sum::<f64>();
    let mut consumed = consumed.with_capacity_units(total);
    if option != Some("INDEXES") {
        return Some(consumed);
    }
    let of_kind = |kind: Kind| -> Option<Map<Capacity>> {
        let indexes = live.table.indexes.iter().zip(indexes);
        let touched: Map<Capacity> = indexes
            .filter(|(index, units)| index.kind == kind && **units > 0.0)
            .map(|(index, units)| (index.name.clone(), Capacity::new().with_capacity_units(*units)))
            .collect();
        (!touched.is_empty()).then_some(touched)
    };
    consumed.set_local_secondary_indexes(of_kind(Kind::Local));
    consumed.set_global_secondary_indexes(of_kind(Kind::Global));
    Some(consumed)
}

/// What a Query or Scan consumed: units of the rows that it read, and of what it fetched beside.
pub fn consumed_by_read(
    option: Option<&str>,
    target: &Target<'_>,
    units: f64,
    fetched: f64,
) -> Option<ConsumedCapacity> {
    let name = &target.live.table.name;
    let Some(index) = target.index else { return consumed(option, name, units) };
    let mut consumed = consumed(option, name, units + fetched)?;
    if option == Some("INDEXES") {
        consumed.set_table(Some(Capacity::new().with_capacity_units(fetched)));
        let capacity = Capacity::new().with_capacity_units(units);
        let of_index: Map<Capacity> = [(index.name.clone(), capacity)].into_iter().collect();
        match index.kind {
            Kind::Local => consumed.set_local_secondary_indexes(Some(of_index)),
            Kind::Global => consumed.set_global_secondary_indexes(Some(of_index)),
        }
    }
    Some(consumed)
}

/// What is answered for it.
pub fn consumed(option: Option<&str>, name: &str, units: f64) -> Option<ConsumedCapacity> {
    if !wants_capacity(option) {
        return None;
    }
    let consumed =
        ConsumedCapacity::new().with_table_name(name.to_owned()).with_capacity_units(units);
    Some(if option == Some("INDEXES") {
        consumed.with_table(Capacity::new().with_capacity_units(units))
    } else {
        consumed
    })
}
