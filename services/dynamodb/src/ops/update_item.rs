//! UpdateItem: parts of an item, in place; the item is made where there is none.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{UpdateItemInput, UpdateItemOutput};
use crate::apply::{WRONG_TYPE, apply};
use crate::attr::{ITEM_BYTES_MAX, Item};
use crate::collection;
use crate::convert;
use crate::expr::condition::Condition;
use crate::expr::path::Path;
use crate::expr::projection::Projection;
use crate::expr::update::Update;
use crate::expr::{Role, Values};
use crate::invalid::{Checked, Invalid};
use crate::legacy;
use crate::record::Encoded;
use crate::request::{
    bindings_of_write, check_key_paths, check_name, check_parameters, consumed_by_change,
    need_of_items, wants_capacity,
};
use crate::state::{Dynamodb, Live};
use crate::write::{Change, Guard, change};

/// `ReturnValues`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    Nothing,
    AllOld,
    UpdatedOld,
    AllNew,
    UpdatedNew,
}

impl Returned {
    fn of(option: Option<&str>) -> Returned {
        match option {
            Some("ALL_OLD") => Returned::AllOld,
            Some("UPDATED_OLD") => Returned::UpdatedOld,
            Some("ALL_NEW") => Returned::AllNew,
            Some("UPDATED_NEW") => Returned::UpdatedNew,
            _ => Returned::Nothing,
        }
    }

    fn wants_old(self) -> bool {
        matches!(self, Returned::AllOld | Returned::UpdatedOld)
    }

    /// What is answered; no attributes at all where nothing is left of them.
    pub fn pick(self, old: Option<Item>, new: Option<Item>, update: &Update) -> Option<Item> {
        let updated = |item: Option<Item>| {
            let paths: Vec<Path> = update.targets().cloned().collect();
            item.map(|item| Projection::of(paths).apply(&item)).filter(|item| !item.is_empty())
        };
        match self {
            Returned::Nothing => None,
            Returned::AllOld => old,
            Returned::AllNew => new,
            Returned::UpdatedOld => updated(old),
            Returned::UpdatedNew => updated(new),
        }
    }
}

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &UpdateItemInput) -> Vec<Need> {
    let keys = std::iter::once(input.key());
    vec![need_of_items(dynamodb, context, "UpdateItem", input.table_name(), keys, |told| {
        told.names(input.expression_attribute_names());
        told.expression(input.update_expression()).expression(input.condition_expression());
        told.named_by(input.attribute_updates()).named_by(input.expected());
        let on_failure = input.return_values_on_condition_check_failure();
        told.returns(input.return_values(), on_failure);
        told.capacity(input.return_consumed_capacity());
    })]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: UpdateItemInput,
) -> Result<UpdateItemOutput, Error> {
    check_name(input.table_name(), false)?;
    let read = read(&mut input).map_err(Invalid::of_write)?;
    let Read { key: key_item, update, values, is_older, guard } = read;
    let live = dynamodb.find(&context, input.table_name())?;
    let collection = collection::asked(input.return_item_collection_metrics(), &live, &key_item);
    let key = live.table.schema.of_key(&key_item)?;
    check_targets(&live, &update)?;
    let returned = Returned::of(input.return_values());
    let capacity = input.return_consumed_capacity();
    let keeps_old = returned.wants_old() || wants_capacity(capacity);
    let (changed, update) = change(&dynamodb, live, key, guard, true, move |before| {
        let old = before.for_edit(keeps_old);
        let new = updated(old, key_item, &update, &values);
        let Some(new) = (if is_older { new.map_err(in_older_words) } else { new })? else {
            return Ok((Change::Keep, update));
        };
        let encoded = Encoded::of(&new);
        Ok((Change::Put(new, encoded), update))
    })
    .await?;
    let mut output = UpdateItemOutput::new();
    output.set_consumed_capacity(consumed_by_change(capacity, &changed));
    let size = changed.effect.collection;
    output.set_item_collection_metrics(collection.map(|key| collection::metrics(key, size)));
    let attributes = returned.pick(changed.old, changed.new, &update);
    output.set_attributes(attributes.map(convert::map));
    Ok(output)
}

/// A request, read.
struct Read {
    key: Item,
    update: Update,
    values: Arc<Values>,
    /// Whether the update is not an expression.
    is_older: bool,
    guard: Guard,
}

fn read(input: &mut UpdateItemInput) -> Checked<Read> {
    check(input)?;
    let key = convert::key(input.take_key())?;
    let mut bindings = bindings_of_write(
        input.take_expression_attribute_names(),
        input.take_expression_attribute_values(),
    )?;
    let older = input.take_attribute_updates().map(legacy::updates).transpose()?;
    let expected = legacy::expected(input.take_expected(), input.conditional_operator())
        .map_err(Invalid::of_request)?;
    let update = input
        .update_expression()
        .map(|text| Update::parse(text, &mut bindings))
        .transpose()?
        .unwrap_or_default();
    let condition = input
        .condition_expression()
        .map(|text| Condition::parse(Role::Condition, text, &mut bindings))
        .transpose()?;
    let is_older = older.is_some();
    let own = Arc::new(bindings.finish()?);
    let (update, values) = match older {
        Some((update, values)) => (update, Arc::new(values)),
        None => (update, Arc::clone(&own)),
    };
    let shows_item = input.return_values_on_condition_check_failure() == Some("ALL_OLD");
    let guard = Guard::new(condition, own, expected, shows_item);
    Ok(Read { key, update, values, is_older, guard })
}

fn check(input: &UpdateItemInput) -> Checked<()> {
    check_parameters(
        &[
            ("UpdateExpression", input.update_expression().is_some()),
            ("ConditionExpression", input.condition_expression().is_some()),
        ],
        &[
            ("AttributeUpdates", input.attribute_updates().is_some()),
            ("Expected", input.expected().is_some()),
        ],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )
}

/// What is said of an attribute of the wrong type where the update was not an expression.
fn in_older_words(invalid: Invalid) -> Invalid {
    if invalid == WRONG_TYPE {
        return Invalid::text("Type mismatch for attribute to update");
    }
    invalid
}

/// A key's attributes stay as they are.
pub fn check_targets(live: &Live, update: &Update) -> Checked<()> {
    for part in live.table.schema.parts() {
        if update.targets().any(|path| path.head == part.name) {
            return Err(Invalid::parameter(format!(
                "Cannot update attribute {}. This attribute is part of the key",
                part.name
            )));
        }
    }
    check_key_paths(live, update.targets())
}

/// The item afterwards; `None` where there was none and there is only something to remove.
pub fn updated(
    old: Option<Item>,
    key: Item,
    update: &Update,
    values: &Values,
) -> Checked<Option<Item>> {
    let exists = old.is_some();
    let mut item = old.unwrap_or(key);
    apply(update, &mut item, exists, values)?;
    if !exists && update.only_removes() {
        return Ok(None);
    }
    if item.size() > ITEM_BYTES_MAX || item.is_too_deep() {
        return Err(Invalid::text("Item size to update has exceeded the maximum allowed size"));
    }
    Ok(Some(item))
}
