//! PutItem: an item in place of whatever had its key.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{PutItemInput, PutItemOutput};
use crate::attr::{ITEM_BYTES_MAX, Item};
use crate::collection;
use crate::convert;
use crate::expr::Role;
use crate::expr::condition::Condition;
use crate::invalid::{Checked, Invalid};
use crate::legacy;
use crate::record::Encoded;
use crate::request::{
    bindings_of_write, check_name, check_parameters, consumed_by_change, need_of_items,
    wants_capacity,
};
use crate::state::Dynamodb;
use crate::write::{Change, Guard, change};

pub const TOO_LARGE: Invalid = Invalid::text("Item size has exceeded the maximum allowed size");

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &PutItemInput) -> Vec<Need> {
    let items = std::iter::once(input.item());
    vec![need_of_items(dynamodb, context, "PutItem", input.table_name(), items, |told| {
        told.names(input.expression_attribute_names()).expression(input.condition_expression());
        told.named_by(input.expected());
        let on_failure = input.return_values_on_condition_check_failure();
        told.returns(input.return_values(), on_failure);
        told.capacity(input.return_consumed_capacity());
    })]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: PutItemInput,
) -> Result<PutItemOutput, Error> {
    check_name(input.table_name(), false)?;
    let Read { item, returns_old, guard } = read(&mut input).map_err(Invalid::of_write)?;
    let live = dynamodb.find(&context, input.table_name())?;
    let key = live.table.schema.of_item(&item)?;
    live.table.check_indexes(None, &item)?;
    let encoded = Encoded::of(&item);
    let capacity = input.return_consumed_capacity();
    let reads_old = returns_old || wants_capacity(capacity);
    let collection = collection::asked(input.return_item_collection_metrics(), &live, &item);
    let put = Change::Put(item, encoded);
    let (changed, ()) =
        change(&dynamodb, live, key, guard, reads_old, move |_| Ok((put, ()))).await?;
    let mut output = PutItemOutput::new();
    output.set_consumed_capacity(consumed_by_change(capacity, &changed));
    let size = changed.effect.collection;
    output.set_item_collection_metrics(collection.map(|key| collection::metrics(key, size)));
    output.set_attributes(changed.old.filter(|_| returns_old).map(convert::map));
    Ok(output)
}

/// A request, read.
struct Read {
    item: Item,
    returns_old: bool,
    guard: Guard,
}

fn read(input: &mut PutItemInput) -> Checked<Read> {
    check_parameters(
        &[("ConditionExpression", input.condition_expression().is_some())],
        &[("Expected", input.expected().is_some())],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )?;
    let item = convert::item(input.take_item())?;
    let returns_old = returns_old(input.return_values())?;
    if item.size() > ITEM_BYTES_MAX {
        return Err(TOO_LARGE);
    }
    let older = legacy::expected(input.take_expected(), input.conditional_operator())
        .map_err(Invalid::of_request)?;
    let mut bindings = bindings_of_write(
        input.take_expression_attribute_names(),
        input.take_expression_attribute_values(),
    )?;
    let condition = input
        .condition_expression()
        .map(|text| Condition::parse(Role::Condition, text, &mut bindings))
        .transpose()?;
    let shows_item = input.return_values_on_condition_check_failure() == Some("ALL_OLD");
    let guard = Guard::new(condition, Arc::new(bindings.finish()?), older, shows_item);
    Ok(Read { item, returns_old, guard })
}

/// `ReturnValues` of what has no new attributes to show.
pub fn returns_old(option: Option<&str>) -> Checked<bool> {
    match option {
        None | Some("NONE") => Ok(false),
        Some("ALL_OLD") => Ok(true),
        Some(_) => Err(Invalid::text("ReturnValues can only be ALL_OLD or NONE").of_request()),
    }
}
