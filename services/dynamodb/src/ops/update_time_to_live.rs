//! UpdateTimeToLive: names the attribute that says when an item ends, or no attribute any more.

use std::sync::Arc;

use kit::{Context, Need};
use store::WriteTx;
use wire::Error;

use crate::api::{TimeToLiveSpecification, UpdateTimeToLiveInput, UpdateTimeToLiveOutput};
use crate::error::{from_store, no_table};
use crate::invalid::Invalid;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::{Table, TimeToLive};
use crate::tend;

pub fn needs(_: &Dynamodb, context: &Context, input: &UpdateTimeToLiveInput) -> Vec<Need> {
    vec![need(context, "UpdateTimeToLive", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: UpdateTimeToLiveInput,
) -> Result<UpdateTimeToLiveOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| no_table(&key.2))?;
    let specification = input.take_time_to_live_specification().unwrap_or_default();
    let attribute = specification.attribute_name().to_owned();
    let is_enabled = specification.enabled();
    let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), Error> {
        check(table, &attribute, is_enabled)?;
        set(table, tx, Some(attribute).filter(|_| is_enabled)).map_err(from_store)
    };
    dynamodb.alter(&key, &live, edit).await?;
    let shown = TimeToLiveSpecification::new()
        .with_enabled(specification.enabled())
        .with_attribute_name(specification.attribute_name());
    Ok(UpdateTimeToLiveOutput::new().with_time_to_live_specification(shown))
}

/// Puts the attribute in force; the items that are there are looked through in the background.
pub fn set(
    table: &mut Table,
    tx: &mut WriteTx,
    attribute: Option<String>,
) -> Result<(), store::Error> {
    let since = tx.now();
    table.time_to_live = attribute.map(|attribute| TimeToLive { attribute, since });
    match table.time_to_live {
        Some(_) => tend::fill(tx, table.space),
        None => Ok(()),
    }
}

fn check(table: &Table, attribute: &str, is_enabled: bool) -> Result<(), Invalid> {
    match &table.time_to_live {
        None if !is_enabled => Err(Invalid::text("TimeToLive is already disabled")),
        None => Ok(()),
        Some(ttl) if ttl.attribute != attribute => Err(Invalid::from(format!(
            "TimeToLive is active on a different AttributeName: current AttributeName is {}",
            ttl.attribute
        ))),
        Some(_) if is_enabled => Err(Invalid::text("TimeToLive is already enabled")),
        Some(_) => Ok(()),
    }
}
