//! TransactWriteItems: up to a hundred puts, updates, deletes and checks; all of them or none.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List, Map, Structured};

use crate::api::{
    ConditionCheck, Delete, ItemCollectionMetrics, Put, TransactWriteItem, TransactWriteItemsInput,
    TransactWriteItemsOutput, Update as UpdateRequest,
};
use crate::attr::{ITEM_BYTES_MAX, Item};
use crate::collection;
use crate::convert;
use crate::error::from_write;
use crate::expr::condition::Condition;
use crate::expr::update::Update;
use crate::expr::{Bindings, Role, Values};
use crate::invalid::{Checked, Invalid};
use crate::ops::put_item::TOO_LARGE;
use crate::ops::transact_get_items::{BadKey, key_of};
use crate::ops::update_item::check_targets;
use crate::record::Encoded;
use crate::request::{bindings, check_name, check_parameters, need_of_items};
use crate::state::{Dynamodb, Live};
use crate::token::{self, Token};
use crate::transact::{Action, Done, Units, Write, check_all, consumed_by_writes, run_all};
use crate::write::Guard;

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &TransactWriteItemsInput) -> Vec<Need> {
    let capacity = input.return_consumed_capacity();
    macro_rules! need {
        ($action:literal, $one:ident, $item:ident $(, $update:ident)?) => {{
            let items = std::iter::once($one.$item());
            need_of_items(dynamodb, context, $action, $one.table_name(), items, |told| {
                told.names($one.expression_attribute_names());
                told.expression($one.condition_expression());
                $(told.expression(Some($one.$update()));)?
                told.returns(None, $one.return_values_on_condition_check_failure());
                told.capacity(capacity).within(Some("TransactWriteItems"));
            })
        }};
    }
    let of = |item: &TransactWriteItem| -> Vec<Need> {
        let put = item.put().map(|one| need!("PutItem", one, item));
        let update = item.update().map(|one| need!("UpdateItem", one, key, update_expression));
        let delete = item.delete().map(|one| need!("DeleteItem", one, key));
        let check = item.condition_check().map(|one| {
            let keys = std::iter::once(one.key());
            need_of_items(dynamodb, context, "ConditionCheckItem", one.table_name(), keys, |told| {
                told.names(one.expression_attribute_names());
                told.expression(Some(one.condition_expression()));
                told.returns(None, one.return_values_on_condition_check_failure());
                told.capacity(capacity).within(Some("TransactWriteItems"));
            })
        });
        [put, update, delete, check].into_iter().flatten().collect()
    };
    input.transact_items().iter().flat_map(of).collect()
}

/// One action, before its table is known.
struct Asked {
    table: String,
    guard: Guard,
    verb: Verb,
}

enum Verb {
    Put(Item),
    Update(Item, Update),
    Delete(Item),
    Check(Item),
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: TransactWriteItemsInput,
) -> Result<TransactWriteItemsOutput, Error> {
    let token = input.client_request_token().map(|text| Token {
        account: context.account.clone(),
        region: context.region.clone(),
        token: text.to_owned(),
        digest: token::digest(input.record().get(0)),
    });
    let asked =
        input.take_transact_items().into_iter().map(parse).collect::<Checked<Vec<Asked>>>()?;
    let mut lives = Vec::with_capacity(asked.len());
    for one in &asked {
        lives.push(dynamodb.find(&context, &one.table)?);
    }
    let count = asked.len();
    let mut actions = Vec::with_capacity(count);
    for (at, (one, live)) in asked.into_iter().zip(lives).enumerate() {
        actions.push(plan(live, one).map_err(|fault| fault.at(at, count))?);
    }
    check_all(&actions)?;
    let made = transact(&dynamodb, actions, token).await?;
    let mut output = TransactWriteItemsOutput::new();
    output.set_consumed_capacity(made.shown(input.return_consumed_capacity()));
    if input.return_item_collection_metrics() == Some("SIZE") {
        output.set_item_collection_metrics(made.metrics());
    }
    Ok(output)
}

/// What a transaction has come to.
pub enum Made {
    Now(Vec<Done>),
    /// The same request made it before.
    Before(Units),
}

impl Made {
    pub fn shown(&self, option: Option<&str>) -> Option<List<crate::api::ConsumedCapacity>> {
        match self {
            Made::Now(done) => consumed_by_writes(option, done),
            Made::Before(units) => units.shown(option),
        }
    }

    /// The collections that it changed, by their tables: one for each item that was written.
    fn metrics(&self) -> Option<Map<List<ItemCollectionMetrics>>> {
        let Made::Now(done) = self else { return None };
        let mut tables: Vec<(String, Vec<ItemCollectionMetrics>)> = Vec::new();
        for Done { changed, .. } in done {
            let item = changed.new.as_ref().or(changed.old.as_ref());
            let key = item.and_then(|item| collection::asked(Some("SIZE"), &changed.live, item));
            let (Some(key), Some(size)) = (key, changed.effect.collection) else { continue };
            let metrics = collection::metrics(key, Some(size));
            let name = &changed.live.table.name;
            match tables.iter_mut().find(|(own, _)| own == name) {
                Some((_, all)) => all.push(metrics),
                None => tables.push((name.clone(), vec![metrics])),
            }
        }
        let tables = tables.into_iter().map(|(name, all)| (name, List::from(all)));
        let tables: Map<List<ItemCollectionMetrics>> = tables.collect();
        (!tables.is_empty()).then_some(tables)
    }
}

/// Makes a transaction, once for each token.
pub async fn transact(
    dynamodb: &Dynamodb,
    actions: Vec<Action>,
    token: Option<Token>,
) -> Result<Made, Error> {
    let made = dynamodb.store.write(move |tx| -> Result<Made, Error> {
        let Some(token) = token else { return run_all(tx, actions).map(Made::Now) };
        if let Some(units) = token::spent(tx, &token)? {
            return Ok(Made::Before(units));
        }
        let done = run_all(tx, actions)?;
        let items = done.iter().map(|Done { changed, .. }| {
            (changed.live.as_ref(), changed.new.as_ref().or(changed.old.as_ref()))
        });
        token::spend(tx, &token, Units::of_reads(items))?;
        Ok(Made::Now(done))
    });
    made.await.map_err(from_write)
}

fn parse(mut item: TransactWriteItem) -> Checked<Asked> {
    let parts =
        (item.take_condition_check(), item.take_put(), item.take_delete(), item.take_update());
    match parts {
        (Some(check), None, None, None) => parse_check(check),
        (None, Some(put), None, None) => parse_put(put),
        (None, None, Some(delete), None) => parse_delete(delete),
        (None, None, None, Some(update)) => parse_update(update),
        (None, None, None, None) => Err(Invalid::text(
            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request",
        )),
        _ => {
            Err(Invalid::text("TransactItems can only contain one of Check, Put, Update or Delete"))
        }
    }
}

/// Of a request that has a condition and no other expression.
fn check_condition(condition: bool, names: bool, values: bool) -> Checked<()> {
    check_parameters(&[("ConditionExpression", condition)], &[], names, values)
}

fn condition(text: Option<&str>, bindings: &mut Bindings) -> Checked<Option<Condition>> {
    text.map(|text| Condition::parse(Role::Condition, text, bindings)).transpose()
}

fn guard(condition: Option<Condition>, values: Values, option: Option<&str>) -> Guard {
    Guard { condition, values: Arc::new(values), shows_item: option == Some("ALL_OLD") }
}

fn parse_put(mut put: Put) -> Checked<Asked> {
    let table = put.take_table_name();
    check_name(&table, false)?;
    check_condition(
        put.condition_expression().is_some(),
        put.expression_attribute_names().is_some(),
        put.expression_attribute_values().is_some(),
    )?;
    let item = convert::item(put.take_item())?;
    if item.size() > ITEM_BYTES_MAX {
        return Err(TOO_LARGE);
    }
    let mut bindings =
        bindings(put.take_expression_attribute_names(), put.take_expression_attribute_values())?;
    let condition = condition(put.condition_expression(), &mut bindings)?;
    let option = put.return_values_on_condition_check_failure();
    let guard = guard(condition, bindings.finish()?, option);
    Ok(Asked { table, guard, verb: Verb::Put(item) })
}

fn parse_delete(mut delete: Delete) -> Checked<Asked> {
    let table = delete.take_table_name();
    check_name(&table, false)?;
    check_condition(
        delete.condition_expression().is_some(),
        delete.expression_attribute_names().is_some(),
        delete.expression_attribute_values().is_some(),
    )?;
    let key = convert::item(delete.take_key())?;
    let mut bindings = bindings(
        delete.take_expression_attribute_names(),
        delete.take_expression_attribute_values(),
    )?;
    let condition = condition(delete.condition_expression(), &mut bindings)?;
    let option = delete.return_values_on_condition_check_failure();
    let guard = guard(condition, bindings.finish()?, option);
    Ok(Asked { table, guard, verb: Verb::Delete(key) })
}

fn parse_check(mut check: ConditionCheck) -> Checked<Asked> {
    let table = check.take_table_name();
    check_name(&table, false)?;
    let key = convert::item(check.take_key())?;
    let mut bindings = bindings(
        check.take_expression_attribute_names(),
        check.take_expression_attribute_values(),
    )?;
    let condition = condition(Some(check.condition_expression()), &mut bindings)?;
    let option = check.return_values_on_condition_check_failure();
    let guard = guard(condition, bindings.finish()?, option);
    Ok(Asked { table, guard, verb: Verb::Check(key) })
}

fn parse_update(mut request: UpdateRequest) -> Checked<Asked> {
    let table = request.take_table_name();
    check_name(&table, false)?;
    let key = convert::item(request.take_key())?;
    let mut bindings = bindings(
        request.take_expression_attribute_names(),
        request.take_expression_attribute_values(),
    )?;
    let update = Update::parse(request.update_expression(), &mut bindings)?;
    let condition = condition(request.condition_expression(), &mut bindings)?;
    let option = request.return_values_on_condition_check_failure();
    let guard = guard(condition, bindings.finish()?, option);
    Ok(Asked { table, guard, verb: Verb::Update(key, update) })
}

fn plan(live: Arc<Live>, asked: Asked) -> Result<Action, BadKey> {
    let Asked { guard, verb, .. } = asked;
    let (key, write) = match verb {
        Verb::Put(item) => {
            let schema = &live.table.schema;
            let fits = schema
                .parts()
                .all(|part| item.get(&part.name).is_some_and(|attr| attr.kind() == part.kind));
            let key =
                schema.of_item(&item).map_err(|invalid| BadKey { invalid, cancels: !fits })?;
            let encoded = Encoded::of(&item);
            (key, Write::Put { item, encoded })
        }
        Verb::Update(key, update) => {
            let bytes = key_of(&live, &key)?;
            check_targets(&live, &update).map_err(|invalid| BadKey { invalid, cancels: true })?;
            (bytes, Write::Update { key, update })
        }
        Verb::Delete(key) => (key_of(&live, &key)?, Write::Delete),
        Verb::Check(key) => (key_of(&live, &key)?, Write::Check),
    };
    Ok(Action { live, key, guard, write })
}
