//! TransactGetItems: up to a hundred items by their keys, of any tables, from one snapshot.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List};

use crate::api::{Get, ItemResponse, TransactGetItemsInput, TransactGetItemsOutput};
use crate::attr::Item;
use crate::convert;
use crate::error::{from_store, no_resource};
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::request::{bindings, check_key_paths, check_name, check_parameters, need_of_items};
use crate::state::{Dynamodb, Live};
use crate::transact::{SEVERAL_ON_ONE, Units, cancelled_at};

/// Bytes of one answer (DynamoDB API reference, TransactGetItems).
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &TransactGetItemsInput) -> Vec<Need> {
    let gets = input.transact_items().iter().filter_map(|item| item.get());
    gets.map(|get| {
        let keys = std::iter::once(get.key());
        need_of_items(dynamodb, context, "GetItem", get.table_name(), keys, |told| {
            let projection = get.projection_expression();
            told.names(get.expression_attribute_names()).expression(projection);
            told.select(None, projection.is_some(), false);
            told.capacity(input.return_consumed_capacity()).within(Some("TransactGetItems"));
        })
    })
    .collect()
}

/// One read, before its table is known.
struct Asked {
    table: String,
    key: Item,
    projection: Option<Projection>,
}

/// The same, held against its table.
pub struct Read {
    pub live: Arc<Live>,
    pub key: Vec<u8>,
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: TransactGetItemsInput,
) -> Result<TransactGetItemsOutput, Error> {
    let mut asked = Vec::new();
    for mut item in input.take_transact_items() {
        let Some(get) = item.take_get() else {
            let text = "Invalid Request: TransactGetRequest should contain Get request";
            return Err(Invalid::text(text).into());
        };
        asked.push(parse(get)?);
    }
    let mut lives = Vec::with_capacity(asked.len());
    for one in &asked {
        lives.push(dynamodb.find(&context, &one.table)?);
    }
    let count = asked.len();
    let mut reads = Vec::with_capacity(count);
    for (at, (one, live)) in asked.iter().zip(lives).enumerate() {
        let key = key_of(&live, &one.key).map_err(|fault| fault.at(at, count))?;
        if let Some(projection) = &one.projection {
            check_key_paths(&live, projection.paths().iter())
                .map_err(|invalid| cancelled_at(at, count, invalid))?;
        }
        reads.push(Read { live, key });
    }
    let items = read_all(&dynamodb, &reads)?;
    let units = Units::of_reads(
        reads.iter().zip(&items).map(|(read, item)| (read.live.as_ref(), item.as_ref())),
    );
    let responses = items.into_iter().zip(&asked).map(|(item, one)| {
        let mut response = ItemResponse::new();
        response.set_item(item.map(|item| {
            convert::map(match &one.projection {
                Some(projection) => projection.apply(&item),
                None => item,
            })
        }));
        response
    });
    let mut output =
        TransactGetItemsOutput::new().with_responses(responses.collect::<List<ItemResponse>>());
    output.set_consumed_capacity(units.shown(input.return_consumed_capacity()));
    Ok(output)
}

fn parse(mut get: Get) -> Checked<Asked> {
    let table = get.take_table_name();
    check_name(&table, false)?;
    check_parameters(
        &[("ProjectionExpression", get.projection_expression().is_some())],
        &[],
        get.expression_attribute_names().is_some(),
        false,
    )?;
    let key = convert::item(get.take_key())?;
    let mut bindings = bindings(get.take_expression_attribute_names(), None)?;
    let projection = get
        .projection_expression()
        .map(|text| Projection::parse(text, &mut bindings))
        .transpose()?;
    bindings.finish()?;
    Ok(Asked { table, key, projection })
}

/// Why a key cannot be one: an empty value refuses the request, anything else cancels it.
pub struct BadKey {
    pub invalid: Invalid,
    pub cancels: bool,
}

impl BadKey {
    pub fn at(self, at: usize, count: usize) -> Error {
        if self.cancels { cancelled_at(at, count, self.invalid) } else { self.invalid.into() }
    }
}

/// The bytes of a key that was given by itself.
pub fn key_of(live: &Live, key: &Item) -> Result<Vec<u8>, BadKey> {
    let schema = &live.table.schema;
    let fits =
        schema.parts().all(|part| key.get(&part.name).is_some_and(|attr| attr.kind() == part.kind));
    schema.of_key(key).map_err(|invalid| BadKey { invalid, cancels: !fits })
}

/// The items, of one moment.
pub fn read_all(dynamodb: &Dynamodb, reads: &[Read]) -> Result<Vec<Option<Item>>, Error> {
    let mut targets: Vec<(u64, &[u8])> =
        reads.iter().map(|one| (one.live.table.space, one.key.as_slice())).collect();
    targets.sort_unstable();
    if targets.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(SEVERAL_ON_ONE.into());
    }
    dynamodb.store.read(|tx| {
        let mut bytes = 0;
        let mut items = Vec::with_capacity(reads.len());
        for Read { live, key } in reads {
            if live.is_dropped() {
                return Err(no_resource());
            }
            let item = live.item(tx, key).map_err(from_store)?;
            bytes += item.as_ref().map_or(0, Item::size);
            if bytes > ANSWER_BYTES_MAX {
                let text = "Transaction payload size cannot exceed 4 MB";
                return Err(Invalid::text(text).into());
            }
            items.push(item);
        }
        Ok(items)
    })
}
