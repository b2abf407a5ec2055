//! DeleteItem: no item under this key any more.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DeleteItemInput, DeleteItemOutput};
use crate::attr::Item;
use crate::collection;
use crate::convert;
use crate::expr::Role;
use crate::expr::condition::Condition;
use crate::invalid::{Checked, Invalid};
use crate::legacy;
use crate::ops::put_item::returns_old;
use crate::request::{
    bindings_of_write, check_name, check_parameters, consumed_by_change, need_of_items,
    wants_capacity,
};
use crate::state::Dynamodb;
use crate::write::{Before, Change, Guard, change};

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &DeleteItemInput) -> Vec<Need> {
    let keys = std::iter::once(input.key());
    vec![need_of_items(dynamodb, context, "DeleteItem", input.table_name(), keys, |told| {
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
    mut input: DeleteItemInput,
) -> Result<DeleteItemOutput, Error> {
    check_name(input.table_name(), false)?;
    let Read { key, returns_old, guard } = read(&mut input).map_err(Invalid::of_write)?;
    let live = dynamodb.find(&context, input.table_name())?;
    let collection = collection::asked(input.return_item_collection_metrics(), &live, &key);
    let key = live.table.schema.of_key(&key)?;
    let capacity = input.return_consumed_capacity();
    let reads_old = returns_old || wants_capacity(capacity);
    let delete = |_: &mut Before| Ok((Change::Delete, ()));
    let (changed, ()) = change(&dynamodb, live, key, guard, reads_old, delete).await?;
    let mut output = DeleteItemOutput::new();
    output.set_consumed_capacity(consumed_by_change(capacity, &changed));
    let size = changed.effect.collection;
    output.set_item_collection_metrics(collection.map(|key| collection::metrics(key, size)));
    output.set_attributes(changed.old.filter(|_| returns_old).map(convert::map));
    Ok(output)
}

/// A request, read.
struct Read {
    key: Item,
    returns_old: bool,
    guard: Guard,
}

fn read(input: &mut DeleteItemInput) -> Checked<Read> {
    check_parameters(
        &[("ConditionExpression", input.condition_expression().is_some())],
        &[("Expected", input.expected().is_some())],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )?;
    let key = convert::key(input.take_key())?;
    let returns_old = returns_old(input.return_values())?;
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
    Ok(Read { key, returns_old, guard })
}
