//! BatchGetItem: up to a hundred items by their keys, of any tables, from one snapshot.

use std::collections::HashSet;
use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List, Map};

use crate::api::{
    AttributeValue, BatchGetItemInput, BatchGetItemOutput, ConsumedCapacity, KeysAndAttributes,
};
use crate::attr::Item;
use crate::convert;
use crate::error::from_store;
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::request::{
    attributes_to_get, bindings, check_key_paths, check_name, check_parameters, consumed,
    need_of_items, read_units,
};
use crate::state::{Dynamodb, Live};

/// Keys of one request, and bytes of one answer (DynamoDB API reference, BatchGetItem).
const KEYS_MAX: usize = 100;
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

const DUPLICATES: Invalid = Invalid::text("Provided list of item keys contains duplicates");

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &BatchGetItemInput) -> Vec<Need> {
    let tables = input.request_items().iter();
    tables
        .map(|(name, request)| {
            let keys = request.keys().iter();
            need_of_items(dynamodb, context, "BatchGetItem", name, keys, |told| {
                let listed = request.attributes_to_get();
                let projection = request.projection_expression();
                told.names(request.expression_attribute_names());
                told.expression(projection).listed(listed);
                told.select(None, projection.is_some() || listed.is_some(), false);
                told.capacity(input.return_consumed_capacity());
            })
        })
        .collect()
}

/// What is asked of one table.
struct Request {
    given_name: String,
    /// The request again, without its keys, for those that are left over.
    rest: KeysAndAttributes,
    keys: Vec<Item>,
    projection: Option<Projection>,
    consistent: bool,
}

/// The same, held against its table: each key with its bytes.
struct Found {
    request: Request,
    live: Arc<Live>,
    keys: Vec<Vec<u8>>,
}

#[derive(Default)]
struct Answer {
    items: Vec<Map<AttributeValue>>,
    left: Vec<Item>,
    units: f64,
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: BatchGetItemInput,
) -> Result<BatchGetItemOutput, Error> {
    if input.request_items().is_empty() {
        // BatchWriteItem says it otherwise.
        return Err(Invalid::text(
            "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: \
             Member must have length greater than or equal to 1",
        )
        .into());
    }
    let mut requests = Vec::new();
    let mut count = 0;
    for (name, request) in input.take_request_items() {
        check_name(&name, false)?;
        if request.keys().len() > KEYS_MAX {
            return Err(too_many_of_one(&name).into());
        }
        count += request.keys().len();
        if count > KEYS_MAX {
            return Err(Invalid::text("Too many items requested for the BatchGetItem call").into());
        }
        requests.push(parse(name, request)?);
    }
    let found = requests
        .into_iter()
        .map(|request| find(&dynamodb, &context, request))
        .collect::<Result<Vec<Found>, Error>>()?;
    let answers = dynamodb.store.read(|tx| read(tx, &found)).map_err(from_store)?;
    Ok(output(input.return_consumed_capacity(), found, answers))
}

/// Of one table alone there are more keys than a request may have.
fn too_many_of_one(name: &str) -> Invalid {
    let complaint = format!(
        "Value at 'RequestItems.{name}.member.Keys' failed to satisfy constraint: Member must \
         have length less than or equal to {KEYS_MAX}"
    );
    Invalid::from(wire::validate::sentence(&[complaint]))
}

fn parse(name: String, mut request: KeysAndAttributes) -> Checked<Request> {
    check_parameters(
        &[("ProjectionExpression", request.projection_expression().is_some())],
        &[("AttributesToGet", request.attributes_to_get().is_some())],
        request.expression_attribute_names().is_some(),
        false,
    )?;
    let mut bindings = bindings(request.expression_attribute_names().cloned(), None)?;
    let projection = match request.projection_expression() {
        Some(text) => Some(Projection::parse(text, &mut bindings)?),
        None => attributes_to_get(request.attributes_to_get())?,
    };
    bindings.finish()?;
    let keys = request.take_keys().into_iter().map(convert::item).collect::<Checked<Vec<_>>>()?;
    let consistent = request.consistent_read().unwrap_or(false);
    Ok(Request { given_name: name, rest: request, keys, projection, consistent })
}

fn find(dynamodb: &Dynamodb, context: &Context, request: Request) -> Result<Found, Error> {
    let live = dynamodb.find(context, &request.given_name)?;
    let schema = &live.table.schema;
    let keys = request.keys.iter().map(|key| schema.of_key(key)).collect::<Checked<Vec<_>>>()?;
    let mut seen = HashSet::new();
    if !keys.iter().all(|key| seen.insert(key)) {
        return Err(DUPLICATES.into());
    }
    if let Some(projection) = &request.projection {
        check_key_paths(&live, projection.paths().iter())?;
    }
    Ok(Found { request, live, keys })
}

/// Reads until the answer is full; what is left is answered as unprocessed.
fn read(tx: &store::ReadTx, found: &[Found]) -> Result<Vec<Answer>, store::Error> {
    let mut bytes = 0;
    let mut answers = Vec::with_capacity(found.len());
    for Found { request, live, keys } in found {
        let mut answer = Answer::default();
        for (key, bytes_of_key) in request.keys.iter().zip(keys) {
            if bytes >= ANSWER_BYTES_MAX {
                answer.left.push(key.clone());
                continue;
            }
            let item = live.item(tx, bytes_of_key)?;
            let size = item.as_ref().map_or(0, Item::size);
            if bytes + size > ANSWER_BYTES_MAX {
                bytes = ANSWER_BYTES_MAX;
                answer.left.push(key.clone());
                continue;
            }
            bytes += size;
            answer.units += read_units(size, request.consistent);
            if let Some(item) = item {
                answer.items.push(convert::map(match &request.projection {
                    Some(projection) => projection.apply(&item),
                    None => item,
                }));
            }
        }
        answers.push(answer);
    }
    Ok(answers)
}

fn output(capacity: Option<&str>, found: Vec<Found>, answers: Vec<Answer>) -> BatchGetItemOutput {
    let mut responses: Map<List<Map<AttributeValue>>> = Map::new();
    let mut unprocessed: Map<KeysAndAttributes> = Map::new();
    let mut capacities: Vec<ConsumedCapacity> = Vec::new();
    for (Found { request, live, .. }, answer) in found.into_iter().zip(answers) {
        capacities.extend(consumed(capacity, &live.table.name, answer.units));
        responses.push(request.given_name.clone(), List::from(answer.items));
        if !answer.left.is_empty() {
            let keys: Vec<Map<AttributeValue>> =
                answer.left.into_iter().map(convert::map).collect();
            unprocessed.push(request.given_name, request.rest.with_keys(keys));
        }
    }
    let mut output =
        BatchGetItemOutput::new().with_responses(responses).with_unprocessed_keys(unprocessed);
    if !capacities.is_empty() {
        output = output.with_consumed_capacity(capacities);
    }
    output
}
