//! BatchWriteItem: up to 25 puts and deletes, of any tables, in one transaction.

use std::collections::HashSet;
use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List, Map};

use crate::api::{
    BatchWriteItemInput, BatchWriteItemOutput, ConsumedCapacity, ItemCollectionMetrics,
    WriteRequest,
};
use crate::attr::{ITEM_BYTES_MAX, Item};
use crate::collection;
use crate::convert;
use crate::error::{from_store, from_write};
use crate::invalid::{Checked, Invalid};
use crate::ops::put_item::TOO_LARGE;
use crate::record::Encoded;
use crate::request::{check_name, consumed_by_write, need_of_items, wants_capacity, write_units};
use crate::state::{Dynamodb, Live};
use crate::write::{Change, Effect, before, make};

/// Writes of one request (DynamoDB API reference, BatchWriteItem).
const WRITES_MAX: usize = 25;
const MISMATCH: Invalid = Invalid::text("The provided key element does not match the schema");

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &BatchWriteItemInput) -> Vec<Need> {
    let tables = input.request_items().iter();
    tables
        .map(|(name, writes)| {
            let puts = writes.iter().filter_map(|write| Some(write.put_request()?.item()));
            let deletes = writes.iter().filter_map(|write| Some(write.delete_request()?.key()));
            let items = puts.chain(deletes);
            need_of_items(dynamodb, context, "BatchWriteItem", name, items, |told| {
                told.capacity(input.return_consumed_capacity());
            })
        })
        .collect()
}

/// What one request does.
enum Write {
    Put(Item),
    Delete(Item),
}

/// The same, held against its table.
struct Planned {
    live: Arc<Live>,
    key: Vec<u8>,
    change: Change,
    /// The partition key, where the size of its collection is asked for.
    collection: Option<Item>,
}

/// What all writes to one table did.
struct Written {
    live: Arc<Live>,
    units: f64,
    effect: Effect,
    collections: Vec<ItemCollectionMetrics>,
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: BatchWriteItemInput,
) -> Result<BatchWriteItemOutput, Error> {
    let mut tables = Vec::new();
    let mut count = 0;
    if input.request_items().is_empty() {
        let text = "The requestItems parameter is required for BatchWriteItem";
        return Err(Invalid::text(text).into());
    }
    for (name, writes) in input.take_request_items() {
        check_name(&name, false)?;
        count += writes.len();
        if count > WRITES_MAX {
            return Err(
                Invalid::text("Too many items requested for the BatchWriteItem call").into()
            );
        }
        tables.push((name, writes.into_iter().map(parse).collect::<Checked<Vec<_>>>()?));
    }
    let mut planned = Vec::with_capacity(count);
    for (name, writes) in tables {
        let live = dynamodb.find(&context, &name)?;
        let mut seen = HashSet::new();
        for write in writes {
            let write = plan(&live, write, input.return_item_collection_metrics())?;
            if !seen.insert(write.key.clone()) {
                let text = "Provided list of item keys contains duplicates";
                return Err(Invalid::text(text).into());
            }
            planned.push(write);
        }
    }
    let capacity = input.return_consumed_capacity().map(str::to_owned);
    let reads_old = wants_capacity(capacity.as_deref());
    let written = dynamodb.store.write(move |tx| write_all(tx, planned, reads_old)).await;
    let written = written.map_err(from_write)?;
    Ok(output(capacity.as_deref(), written))
}

fn output(capacity: Option<&str>, mut written: Vec<Written>) -> BatchWriteItemOutput {
    let mut output =
        BatchWriteItemOutput::new().with_unprocessed_items(Map::<List<WriteRequest>>::new());
    let collections: Map<List<ItemCollectionMetrics>> = written
        .iter_mut()
        .filter(|written| !written.collections.is_empty())
        .map(|written| {
            let collections = std::mem::take(&mut written.collections);
            (written.live.table.name.clone(), List::from(collections))
        })
        .collect();
    output.set_item_collection_metrics((!collections.is_empty()).then_some(collections));
    let capacities: Vec<ConsumedCapacity> = written
        .iter()
        .filter_map(|Written { live, units, effect, .. }| {
            let indexes: Vec<f64> = effect.indexes.iter().map(|one| one.units).collect();
            consumed_by_write(capacity, live, *units, &indexes)
        })
        .collect();
    if !capacities.is_empty() {
        output = output.with_consumed_capacity(capacities);
    }
    output
}

fn parse(mut request: WriteRequest) -> Checked<Write> {
    match (request.take_put_request(), request.take_delete_request()) {
        (Some(mut put), None) => {
            let item = convert::item(put.take_item())?;
            if item.size() > ITEM_BYTES_MAX {
                return Err(TOO_LARGE);
            }
            Ok(Write::Put(item))
        }
        (None, Some(mut delete)) => convert::item(delete.take_key()).map(Write::Delete),
        _ => Err(Invalid::text(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of \
             the supported datatypes",
        )),
    }
}

fn plan(live: &Arc<Live>, write: Write, metrics: Option<&str>) -> Checked<Planned> {
    let schema = &live.table.schema;
    let (Write::Put(item) | Write::Delete(item)) = &write;
    let collection = collection::asked(metrics, live, item);
    let (key, change) = match write {
        Write::Put(item) => {
            // A batch says less than PutItem of a key's attribute that is missing or of another
            // type.
            let fits = schema
                .parts()
                .all(|part| item.get(&part.name).is_some_and(|attr| attr.kind() == part.kind));
            if !fits {
                return Err(MISMATCH);
            }
            let key = schema.of_item(&item)?;
            live.table.check_indexes(None, &item)?;
            let encoded = Encoded::of(&item);
            (key, Change::Put(item, encoded))
        }
        Write::Delete(key) => (schema.of_key(&key)?, Change::Delete),
    };
    Ok(Planned { live: Arc::clone(live), key, change, collection })
}

/// All or nothing, which is more than AWS promises.
fn write_all(
    tx: &mut store::WriteTx,
    planned: Vec<Planned>,
    reads_old: bool,
) -> Result<Vec<Written>, Error> {
    let mut tables: Vec<Written> = Vec::new();
    for Planned { live, key, change, collection } in planned {
        let before = before(tx, &live, &key, reads_old)?;
        let new = match &change {
            Change::Put(item, _) => Some(item),
            Change::Delete | Change::Keep => None,
        };
        let units = write_units(before.item.as_ref(), new);
        let effect = make(tx, &key, &before, &change)?;
        let size = effect.collection;
        let collection = collection.map(|key| collection::metrics(key, size));
        match tables.iter_mut().find(|written| written.live.arn == before.live.arn) {
            Some(written) => {
                written.units += units;
                written.effect.add(&effect);
                written.collections.extend(collection);
            }
            None => {
                let collections = collection.into_iter().collect();
                tables.push(Written { live: before.live, units, effect, collections });
            }
        }
    }
    for Written { live, effect, .. } in &tables {
        live.count(tx, effect).map_err(from_store)?;
    }
    Ok(tables)
}
