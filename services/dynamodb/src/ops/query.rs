//! Query: items of one partition of a table or an index, in the order of their sort keys.

use std::sync::Arc;

use kit::{Context, Need};
use store::Direction;
use wire::{Error, Map};

use crate::api::{AttributeValue, QueryInput, QueryOutput};
use crate::attr::{Attr, Item};
use crate::convert;
use crate::error::from_store;
use crate::expr::condition::Condition;
use crate::expr::key_condition::{KeyCondition, Keys};
use crate::expr::projection::Projection;
use crate::expr::{Role, Values};
use crate::invalid::{Checked, Invalid};
use crate::key::{RangeCondition, Span};
use crate::legacy;
use crate::page::{Ask, Page, Shape, limit, projector, read, select};
use crate::request::{
    attributes_to_get, bindings, check_index_name, check_key_paths, check_name, check_parameters,
    consumed_by_read, need_of_read, read_units,
};
use crate::state::Dynamodb;
use crate::target::{Select, Target};
use crate::told::told;

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &QueryInput) -> Vec<Need> {
    let need = need_of_read(context, "Query", input.table_name(), input.index_name());
    vec![told(dynamodb, context, need, |told| {
        told.leading(leading_key(dynamodb, context, input).iter());
        let (projection, listed) = (input.projection_expression(), input.attributes_to_get());
        told.names(input.expression_attribute_names()).expression(projection).listed(listed);
        told.expression(input.key_condition_expression()).expression(input.filter_expression());
        told.named_by(input.key_conditions()).named_by(input.query_filter());
        let projects = projection.is_some() || listed.is_some();
        told.select(input.select(), projects, input.index_name().is_some());
        told.capacity(input.return_consumed_capacity());
    })]
}

/// The partition that is asked for, where the key condition can be read at all.
fn leading_key(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &QueryInput,
) -> Option<AttributeValue> {
    let live = dynamodb.find(context, input.table_name()).ok()?;
    let schema = Target::find(&live, input.index_name()).ok()?.keys();
    let keys = match input.key_condition_expression() {
        Some(text) => {
            let names = input.expression_attribute_names().cloned();
            let values = input.expression_attribute_values().cloned();
            let mut bindings = bindings(names, values).ok()?;
            let condition = KeyCondition::parse(text, &mut bindings).ok()?;
            KeyCondition::of(&condition).ok()?.on(schema, bindings.values()).ok()?
        }
        None => {
            let comparisons = legacy::comparisons(input.key_conditions().cloned()).ok()?;
            let (keys, values) = KeyCondition::of_comparisons(comparisons).ok()?;
            keys.on(schema, &values).ok()?
        }
    };
    keys.hash.into_iter().next().map(convert::value)
}

/// What is asked, not yet held against a table.
struct Asked {
    keys: KeyCondition,
    /// The key condition's own, where it is written in the older way.
    key_values: Option<Values>,
    shape: Shape,
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: QueryInput,
) -> Result<QueryOutput, Error> {
    check_name(input.table_name(), false)?;
    check_index_name(input.index_name())?;
    check(&input)?;
    // DynamoDB complains of a Query's limit in another way than of a Scan's.
    let limit = limit(input.limit(), |_, constraint| {
        format!("Value at 'Limit' failed to satisfy constraint: {constraint}")
    })?;
    let start = input.take_exclusive_start_key().map(convert::item).transpose()?;
    let Asked { keys, key_values, mut shape } = parse(&mut input)?;
    let live = dynamodb.find(&context, input.table_name())?;
    let target = Target::find(&live, input.index_name())?;
    target.check_read(shape.consistent)?;
    let keys = keys.on(target.keys(), key_values.as_ref().unwrap_or(&shape.values))?;
    let hash: Vec<&Attr> = keys.hash.iter().collect();
    let span = keys.span(target.keys(), &hash);
    let beyond = start.map(|start| start_key(&target, &start, &keys, &span)).transpose()?;
    shape.fetches = target.fetches(shape.select, shape.projection.as_ref())?;
    check_shape(&target, &shape, input.query_filter().is_some())?;
    let forward = input.scan_index_forward().unwrap_or(true);
    let ask = Ask {
        from: &span.from,
        to: Some(&span.to),
        beyond: beyond.as_deref(),
        direction: if forward { Direction::Forward } else { Direction::Reverse },
        limit,
    };
    let mut page = dynamodb.store.read(|tx| read(tx, &target, &ask, &shape)).map_err(from_store)?;
    if is_single(&target, &keys) {
        page.last = None;
    }
    Ok(output(&input, &target, page, &shape))
}

fn check(input: &QueryInput) -> Checked<()> {
    let has_both = input.key_conditions().is_some() && input.key_condition_expression().is_some();
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
            // Other expressions may stand beside it.
            ("KeyConditions", has_both),
        ],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )
}

fn parse(input: &mut QueryInput) -> Checked<Asked> {
    let projector =
        projector(input.projection_expression().is_some(), input.attributes_to_get().is_some());
    let mut bindings = bindings(
        input.take_expression_attribute_names(),
        input.take_expression_attribute_values(),
    )?;
    let written = input.key_condition_expression();
    let written = written.map(|text| KeyCondition::parse(text, &mut bindings)).transpose()?;
    let older_keys = if written.is_none() { Some(older_keys(input)?) } else { None };
    let filter = input
        .filter_expression()
        .map(|text| Condition::parse(Role::Filter, text, &mut bindings))
        .transpose()?;
    let older = legacy::comparisons(input.query_filter().cloned())?;
    let older = legacy::together(older, input.conditional_operator())?;
    let projection = match input.projection_expression() {
        Some(text) => Some(Projection::parse(text, &mut bindings)?),
        None => attributes_to_get(input.attributes_to_get())?,
    };
    let select = select(input.select(), projector, input.index_name().is_some())
        .map_err(|invalid| invalid.after("1 validation error detected: "))?;
    let own = bindings.finish()?;
    // What no key can be asked is found last.
    let (keys, key_values) = match (written, older_keys) {
        (Some(written), _) => (KeyCondition::of(&written)?, None),
        (None, Some((keys, values))) => (keys, Some(values)),
        (None, None) => return Err(NO_KEYS),
    };
    let (filter, values) = match older {
        Some((older, values)) => (Some(older), values),
        None => (filter, own),
    };
    let consistent = input.consistent_read().unwrap_or(false);
    let shape = Shape { filter, projection, values, select, fetches: false, consistent };
    Ok(Asked { keys, key_values, shape })
}

/// `KeyConditions`.
fn older_keys(input: &mut QueryInput) -> Checked<(KeyCondition, Values)> {
    let conditions = legacy::comparisons(input.take_key_conditions())?;
    if conditions.is_empty() {
        return Err(NO_KEYS);
    }
    KeyCondition::of_comparisons(conditions)
}

const NO_KEYS: Invalid = Invalid::text(
    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the \
     request.",
);

const ONE_ROW: Invalid =
    Invalid::text("The query can return at most one row and cannot be restarted");

/// Whether there is one item at most: a table's whole key is asked for.
fn is_single(target: &Target<'_>, keys: &Keys) -> bool {
    let is_whole = target.keys().range.is_empty() || matches!(keys.range, RangeCondition::Equal(_));
    target.index.is_none() && is_whole
}

/// Refuses to go on behind the only item that there can be.
fn check_restart(target: &Target<'_>, start: &Item, keys: &Keys) -> Checked<()> {
    if !is_single(target, keys) {
        return Ok(());
    }
    match start.iter().next() {
        Some((name, attr)) if target.keys().range.is_empty() => Err(Invalid::from(format!(
            "The provided exclusive start key is invalid: ExclusiveStartKey: {{{name}={}}}",
            shown(attr)
        ))),
        _ => Err(ONE_ROW),
    }
}

/// A key's value as AWS shows it there.
fn shown(attr: &Attr) -> String {
    let value = match attr {
        Attr::S(text) => text.clone(),
        Attr::N(number) => number.to_string(),
        Attr::B(bytes) => format!("{bytes:?}"),
        _ => String::new(),
    };
    format!("AttributeValue: {{{}:{value}}}", attr.kind().code())
}

/// Where a page goes on: a key of what is read, of this partition, within the condition.
fn start_key(target: &Target<'_>, start: &Item, keys: &Keys, span: &Span) -> Checked<Vec<u8>> {
    const OUTSIDE: Invalid = Invalid::text(
        "The provided starting key is outside query boundaries based on provided conditions",
    );
    const PREDICATE: Invalid =
        Invalid::text("The provided starting key does not match the range key predicate");
    if target.index.is_none() && start.len() != target.live.table.schema.parts().count() {
        return Err(Invalid::text("The provided starting key is invalid"));
    }
    let key = target.start_key(start).map_err(|invalid| match target.index {
        None => invalid.after("The provided starting key is invalid: "),
        Some(_) => invalid,
    })?;
    if span.contains(&key) {
        return check_restart(target, start, keys).map(|()| key);
    }
    let own: Option<Vec<&Attr>> =
        target.keys().hash.iter().map(|part| start.get(&part.name)).collect();
    let own = own.ok_or(OUTSIDE)?;
    if own.iter().zip(&keys.hash).all(|(own, asked)| *own == asked) {
        return Err(PREDICATE);
    }
    match keys.range {
        RangeCondition::Any => Err(OUTSIDE),
        _ if keys.span(target.keys(), &own).contains(&key) => {
            Err(Invalid::text("The query can return at most one row and cannot be restarted"))
        }
        _ => Err(PREDICATE),
    }
}

fn check_shape(target: &Target<'_>, shape: &Shape, is_older: bool) -> Checked<()> {
    if let Some(projection) = &shape.projection {
        check_key_paths(target.live, projection.paths().iter())?;
    }
    let Some(filter) = &shape.filter else { return Ok(()) };
    let mut on_key = None;
    filter.paths(&mut |path| {
        if target.keys().holds(&path.head) {
            on_key.get_or_insert_with(|| path.head.clone());
        }
    });
    if let Some(name) = on_key {
        let what = if is_older { "QueryFilter" } else { "Filter Expression" };
        return Err(Invalid::from(format!(
            "{what} can only contain non-primary key attributes: Primary key attribute: {name}"
        )));
    }
    target.check_filter(Some(filter), shape.fetches)
}

fn output(input: &QueryInput, target: &Target<'_>, page: Page, shape: &Shape) -> QueryOutput {
    let mut output =
        QueryOutput::new().with_count(page.count as i64).with_scanned_count(page.scanned as i64);
    let units = read_units(page.bytes, shape.consistent);
    let option = input.return_consumed_capacity();
    output.set_consumed_capacity(consumed_by_read(option, target, units, page.fetched));
    if shape.select != Select::Count {
        let items: Vec<Map<AttributeValue>> = page.items.into_iter().map(convert::map).collect();
        output = output.with_items(items);
    }
    output.set_last_evaluated_key(page.last.map(convert::map));
    output
}
