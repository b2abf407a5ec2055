//! Query: items of one partition, in the order of their sort keys.

use std::sync::Arc;

use kit::{Context, Need};
use store::Direction;
use wire::{Error, Map};

use crate::api::{AttributeValue, QueryInput, QueryOutput};
use crate::convert;
use crate::error::from_store;
use crate::expr::Role;
use crate::expr::condition::Condition;
use crate::expr::key_condition::{KeyCondition, Keys};
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::key::Span;
use crate::page::{Ask, Page, Shape, check_index, limit, projector, read, select};
use crate::request::{
    attributes_to_get, bindings, check_absent, check_key_paths, check_name, check_parameters,
    consumed, need, read_units,
};
use crate::state::{Dynamodb, Live};

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &QueryInput) -> Vec<Need> {
    let mut need = need(context, "Query", input.table_name());
    if let Some(key) = leading_key(dynamodb, context, input) {
        need.keys.push(("dynamodb:LeadingKeys".into(), vec![key]));
    }
    vec![need]
}

/// The partition that is asked for, where the key condition can be read at all.
fn leading_key(dynamodb: &Dynamodb, context: &Context, input: &QueryInput) -> Option<String> {
    let live = dynamodb.find(context, input.table_name()).ok()?;
    let text = input.key_condition_expression()?;
    let names = input.expression_attribute_names().cloned();
    let mut bindings = bindings(names, input.expression_attribute_values().cloned()).ok()?;
    let condition = KeyCondition::parse(text, &mut bindings).ok()?;
    let keys = KeyCondition::of(&condition).ok()?;
    let keys = keys.on(&live.table.schema, bindings.values()).ok()?;
    crate::request::leading_key(&convert::value(keys.hash))
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: QueryInput,
) -> Result<QueryOutput, Error> {
    check_name(input.table_name(), false)?;
    check(&input)?;
    // DynamoDB complains of a Query's limit in another way than of a Scan's.
    let limit = limit(input.limit(), |_, constraint| {
        format!("Value at 'Limit' failed to satisfy constraint: {constraint}")
    })?;
    let start = input.take_exclusive_start_key().map(convert::item).transpose()?;
    let (condition, shape) = parse(&mut input)?;
    let asked = KeyCondition::of(&condition)?;
    let live = dynamodb.find(&context, input.table_name())?;
    check_index(input.index_name())?;
    let keys = asked.on(&live.table.schema, &shape.values)?;
    let partition = live.table.schema.partition(&keys.hash)?;
    let span = keys.range.span(&partition);
    let beyond = start.map(|start| start_key(&live, &start, &keys, &span)).transpose()?;
    check_shape(&live, &shape)?;
    let forward = input.scan_index_forward().unwrap_or(true);
    let ask = Ask {
        from: &span.from,
        to: Some(&span.to),
        beyond: beyond.as_deref(),
        direction: if forward { Direction::Forward } else { Direction::Reverse },
        limit,
    };
    let page = dynamodb.store.read(|tx| read(tx, &live, &ask, &shape)).map_err(from_store)?;
    Ok(output(&input, &live, page, shape.only_count))
}

fn check(input: &QueryInput) -> Checked<()> {
    check_parameters(
        &[
            ("ProjectionExpression", input.projection_expression().is_some()),
            ("FilterExpression", input.filter_expression().is_some()),
            ("KeyConditionExpression", input.key_condition_expression().is_some()),
        ],
        &[
            ("AttributesToGet", input.attributes_to_get().is_some()),
            ("QueryFilter", input.query_filter().is_some()),
            ("ConditionalOperator", input.conditional_operator().is_some()),
            ("KeyConditions", input.key_conditions().is_some()),
        ],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )?;
    check_absent(&[
        ("QueryFilter", input.query_filter().is_some_and(|all| !all.is_empty())),
        ("ConditionalOperator", input.conditional_operator().is_some()),
        ("KeyConditions", input.key_conditions().is_some_and(|all| !all.is_empty())),
    ])
}

fn parse(input: &mut QueryInput) -> Checked<(Condition, Shape)> {
    let mut bindings = bindings(
        input.take_expression_attribute_names(),
        input.take_expression_attribute_values(),
    )?;
    let Some(text) = input.key_condition_expression() else {
        return Err(Invalid::text(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in \
             the request.",
        ));
    };
    let condition = KeyCondition::parse(text, &mut bindings)?;
    let filter = input
        .filter_expression()
        .map(|text| Condition::parse(Role::Filter, text, &mut bindings))
        .transpose()?;
    let projection = match input.projection_expression() {
        Some(text) => Some(Projection::parse(text, &mut bindings)?),
        None => attributes_to_get(input.attributes_to_get())?,
    };
    let projector =
        projector(input.projection_expression().is_some(), input.attributes_to_get().is_some());
    let only_count = select(input.select(), projector)?;
    Ok((condition, Shape { filter, projection, values: bindings.finish()?, only_count }))
}

/// Where a page goes on: a key of this table, of this partition, within the condition.
fn start_key(live: &Live, start: &crate::attr::Item, keys: &Keys, span: &Span) -> Checked<Vec<u8>> {
    let schema = &live.table.schema;
    if start.len() != schema.parts().count() {
        return Err(Invalid::text("The provided starting key is invalid"));
    }
    let key = schema
        .of_key(start)
        .map_err(|invalid| invalid.after("The provided starting key is invalid: "))?;
    if start.get(&schema.hash.name) != Some(&keys.hash) {
        return Err(Invalid::text(
            "The provided starting key is outside query boundaries based on provided conditions",
        ));
    }
    if !span.contains(&key) {
        return Err(Invalid::text(
            "The provided starting key does not match the range key predicate",
        ));
    }
    Ok(key)
}

fn check_shape(live: &Live, shape: &Shape) -> Checked<()> {
    if let Some(projection) = &shape.projection {
        check_key_paths(live, projection.paths().iter())?;
    }
    let Some(filter) = &shape.filter else { return Ok(()) };
    let mut on_key = None;
    filter.paths(&mut |path| {
        if live.table.schema.holds(&path.head) {
            on_key.get_or_insert_with(|| path.head.clone());
        }
    });
    match on_key {
        Some(name) => Err(Invalid::from(format!(
            "Filter Expression can only contain non-primary key attributes: \
             Primary key attribute: {name}"
        ))),
        None => Ok(()),
    }
}

fn output(input: &QueryInput, live: &Live, page: Page, only_count: bool) -> QueryOutput {
    let units = read_units(page.bytes, input.consistent_read().unwrap_or(false));
    let mut output =
        QueryOutput::new().with_count(page.count as i64).with_scanned_count(page.scanned as i64);
    if !only_count {
        let items: Vec<Map<AttributeValue>> = page.items.into_iter().map(convert::map).collect();
        output = output.with_items(items);
    }
    output.set_last_evaluated_key(page.last.map(convert::map));
    let capacity = consumed(input.return_consumed_capacity(), &live.table.name, units);
    output.set_consumed_capacity(capacity);
    output
}
