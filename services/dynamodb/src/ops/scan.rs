//! Scan: every item of a table or an index, or those of one segment, in the order of their keys'
//! hashes.

use std::sync::Arc;

use kit::{Context, Need};
use store::Direction;
use wire::{Error, Map};

use crate::api::{AttributeValue, ScanInput, ScanOutput};
use crate::attr::Item;
use crate::convert;
use crate::error::from_store;
use crate::expr::Role;
use crate::expr::condition::Condition;
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::key;
use crate::legacy;
use crate::page::{Ask, Page, Shape, limit, projector, read, select};
use crate::request::{
    attributes_to_get, bindings, check_index_name, check_key_paths, check_name, check_parameters,
    consumed_by_read, need_of_read,
};
use crate::state::{Dynamodb, Live};
use crate::target::{Select, Target};
use crate::told::told;

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &ScanInput) -> Vec<Need> {
    let need = need_of_read(context, "Scan", input.table_name(), input.index_name());
    vec![told(dynamodb, context, need, |told| {
        let (projection, listed) = (input.projection_expression(), input.attributes_to_get());
        told.names(input.expression_attribute_names()).expression(projection).listed(listed);
        told.expression(input.filter_expression()).named_by(input.scan_filter());
        let projects = projection.is_some() || listed.is_some();
        told.select(input.select(), projects, input.index_name().is_some());
        told.capacity(input.return_consumed_capacity());
    })]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: ScanInput,
) -> Result<ScanOutput, Error> {
    check_name(input.table_name(), false)?;
    check_index_name(input.index_name())?;
    check(&input)?;
    let limit = limit(input.limit(), |given, constraint| {
        wire::validate::complaint(&given.to_string(), "limit", constraint)
    })?;
    let start = input.take_exclusive_start_key().map(convert::item).transpose()?;
    let segment = segment(&input)?;
    let mut shape = parse(&mut input)?;
    let live = dynamodb.find(&context, input.table_name())?;
    let target = Target::find(&live, input.index_name())?;
    target.check_read(shape.consistent)?;
    let (from, to) = match segment {
        Some((segment, total)) => key::segment(segment, total),
        None => (Vec::new(), None),
    };
    let beyond = match &start {
        Some(start) => Some(start_key(&target, start, &from, to.as_deref(), segment)?),
        None => None,
    };
    shape.fetches = target.fetches(shape.select, shape.projection.as_ref())?;
    if let Some(projection) = &shape.projection {
        check_key_paths(&live, projection.paths().iter())?;
    }
    check_filter(&live, shape.filter.as_ref())?;
    target.check_filter(shape.filter.as_ref(), shape.fetches)?;
    let ask = Ask {
        from: &from,
        to: to.as_deref(),
        beyond: beyond.as_deref(),
        direction: Direction::Forward,
        limit,
    };
    let page = dynamodb.store.read(|tx| read(tx, &target, &ask, &shape)).map_err(from_store)?;
    let units = page.scanned_units(&target, &ask, shape.consistent);
    let option = input.return_consumed_capacity();
    let capacity = consumed_by_read(option, &target, units, page.fetched);
    let mut output = output(page, &shape);
    output.set_consumed_capacity(capacity);
    Ok(output)
}

fn check(input: &ScanInput) -> Checked<()> {
    check_parameters(
        &[
            ("ProjectionExpression", input.projection_expression().is_some()),
            ("FilterExpression", input.filter_expression().is_some()),
        ],
        &[
            ("AttributesToGet", input.attributes_to_get().is_some()),
            ("ScanFilter", input.scan_filter().is_some()),
            ("ConditionalOperator", input.conditional_operator().is_some()),
        ],
        input.expression_attribute_names().is_some(),
        input.expression_attribute_values().is_some(),
    )
}

/// The segment and how many there are.
fn segment(input: &ScanInput) -> Checked<Option<(u64, u64)>> {
    match (input.segment(), input.total_segments()) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(Invalid::text(
            "The TotalSegments parameter is required but was not present in the request when \
             Segment parameter is present",
        )),
        (None, Some(_)) => Err(Invalid::text(
            "The Segment parameter is required but was not present in the request when parameter \
             TotalSegments is present",
        )),
        (Some(segment), Some(total)) if segment >= total => Err(Invalid::from(format!(
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: \
             Segment: {segment} is not less than TotalSegments: {total}"
        ))),
        (Some(segment), Some(total)) => {
            Ok(Some((segment.try_into().unwrap_or(0), total.try_into().unwrap_or(1))))
        }
    }
}

fn parse(input: &mut ScanInput) -> Checked<Shape> {
    let mut bindings = bindings(
        input.take_expression_attribute_names(),
        input.take_expression_attribute_values(),
    )?;
    let filter = input
        .filter_expression()
        .map(|text| Condition::parse(Role::Filter, text, &mut bindings))
        .transpose()?;
    let older = legacy::comparisons(input.take_scan_filter())?;
    let older = legacy::together(older, input.conditional_operator())?;
    let projection = match input.projection_expression() {
        Some(text) => Some(Projection::parse(text, &mut bindings)?),
        None => attributes_to_get(input.attributes_to_get())?,
    };
    let projector =
        projector(input.projection_expression().is_some(), input.attributes_to_get().is_some());
    let select = select(input.select(), projector, input.index_name().is_some())?;
    let own = bindings.finish()?;
    let (filter, values) = match older {
        Some((older, values)) => (Some(older), values),
        None => (filter, own),
    };
    let consistent = input.consistent_read().unwrap_or(false);
    Ok(Shape { filter, projection, values, select, fetches: false, consistent })
}

fn start_key(
    target: &Target<'_>,
    start: &Item,
    from: &[u8],
    to: Option<&[u8]>,
    segment: Option<(u64, u64)>,
) -> Checked<Vec<u8>> {
    let key = target.start_key(start).map_err(|invalid| match target.index {
        None => invalid.after("The provided starting key is invalid: "),
        Some(_) => invalid,
    })?;
    let is_within = key.as_slice() >= from && to.is_none_or(|to| key.as_slice() < to);
    match segment {
        Some((segment, total)) if !is_within => Err(Invalid::from(format!(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use \
             ExclusiveStartKey with correct Segment. TotalSegments: {total} Segment: {segment}"
        ))),
        _ => Ok(key),
    }
}

fn check_filter(live: &Live, filter: Option<&Condition>) -> Checked<()> {
    let mut checked = Ok(());
    if let Some(filter) = filter {
        filter.paths(&mut |path| {
            if checked.is_ok() {
                checked = check_key_paths(live, std::iter::once(path));
            }
        });
    }
    checked
}

fn output(page: Page, shape: &Shape) -> ScanOutput {
    let mut output =
        ScanOutput::new().with_count(page.count as i64).with_scanned_count(page.scanned as i64);
    if shape.select != Select::Count {
        let items: Vec<Map<AttributeValue>> = page.items.into_iter().map(convert::map).collect();
        output = output.with_items(items);
    }
    output.set_last_evaluated_key(page.last.map(convert::map));
    output
}
