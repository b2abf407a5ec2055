//! GetItem: one item by its key.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, Map, Shaped, Value};

use crate::api::{AttributeValue, GetItemInput, GetItemOutput};
use crate::convert;
use crate::error::from_store;
use crate::expr::projection::Projection;
use crate::request::{
    attributes_to_get, bindings, check_key_paths, check_name, check_parameters, consumed,
    need_of_items, read_units, wants_capacity,
};
use crate::state::Dynamodb;

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &GetItemInput) -> Vec<Need> {
    let keys = std::iter::once(input.key());
    vec![need_of_items(dynamodb, context, "GetItem", input.table_name(), keys, |told| {
        let (projection, listed) = (input.projection_expression(), input.attributes_to_get());
        told.names(input.expression_attribute_names()).expression(projection).listed(listed);
        told.select(None, projection.is_some() || listed.is_some(), false);
        told.capacity(input.return_consumed_capacity());
    })]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: GetItemInput,
) -> Result<GetItemOutput, Error> {
    check_name(input.table_name(), false)?;
    check_parameters(
        &[("ProjectionExpression", input.projection_expression().is_some())],
        &[("AttributesToGet", input.attributes_to_get().is_some())],
        input.expression_attribute_names().is_some(),
        false,
    )?;
    let key = convert::item(input.take_key())?;
    let mut bindings = bindings(input.take_expression_attribute_names(), None)?;
    let projection = match input.projection_expression() {
        Some(text) => Some(Projection::parse(text, &mut bindings)?),
        None => attributes_to_get(input.attributes_to_get())?,
    };
    bindings.finish()?;
    let live = dynamodb.find(&context, input.table_name())?;
    let key = live.table.schema.of_key(&key)?;
    if let Some(projection) = &projection {
        check_key_paths(&live, projection.paths().iter())?;
    }
    let capacity = input.return_consumed_capacity();
    let mut output = GetItemOutput::new();
    if projection.is_none() && !wants_capacity(capacity) {
        let shown = dynamodb.store.read(|tx| live.shown(tx, &key)).map_err(from_store)?;
        output.set_item(
            shown.and_then(|shown| Map::<AttributeValue>::from_value(Value::Map(shown.0))),
        );
        return Ok(output);
    }
    let item = dynamodb.store.read(|tx| live.item(tx, &key)).map_err(from_store)?;
    let bytes = item.as_ref().map_or(0, crate::attr::Item::size);
    let units = read_units(bytes, input.consistent_read().unwrap_or(false));
    output.set_consumed_capacity(consumed(capacity, &live.table.name, units));
    output.set_item(item.map(|item| {
        convert::map(match &projection {
            Some(projection) => projection.apply(&item),
            None => item,
        })
    }));
    Ok(output)
}
