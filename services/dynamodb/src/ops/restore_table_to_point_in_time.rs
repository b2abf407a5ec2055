//! RestoreTableToPointInTime: another table with the items that one had at a moment. It is CREATING
//! until it has them all; what beside the items is not restored is said at RestoreTableFromBackup.

use std::sync::Arc;

use base::Timestamp;
use kit::{Context, Need};
use wire::Error;

use crate::api::{
    InvalidRestoreTimeException, PointInTimeRecoveryUnavailableException,
    RestoreTableToPointInTimeInput, RestoreTableToPointInTimeOutput, TableAlreadyExistsException,
};
use crate::backup::{self, moment, recovery};
use crate::invalid::Invalid;
use crate::request::{check_absent, check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::{Table, describe};

pub fn needs(_: &Dynamodb, context: &Context, input: &RestoreTableToPointInTimeInput) -> Vec<Need> {
    let operation = "RestoreTableToPointInTime";
    let source = source(input).unwrap_or_default();
    vec![need(context, operation, source), need(context, operation, input.target_table_name())]
}

fn source(input: &RestoreTableToPointInTimeInput) -> Option<&str> {
    input.source_table_name().or(input.source_table_arn())
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: RestoreTableToPointInTimeInput,
) -> Result<RestoreTableToPointInTimeOutput, Error> {
    let source = source(&input).ok_or_else(|| {
        Invalid::text("Either SourceTableName or SourceTableArn must be specified")
    })?;
    check_name(source, false)?;
    check_name(input.target_table_name(), true)?;
    check_absent(&[
        ("GlobalSecondaryIndexOverride", input.global_secondary_index_override().is_some()),
        ("LocalSecondaryIndexOverride", input.local_secondary_index_override().is_some()),
        ("OnDemandThroughputOverride", input.on_demand_throughput_override().is_some()),
    ])?;
    let source_key = table_key(&context, source);
    let live = dynamodb.table(&source_key).ok_or_else(|| recovery::no_table(&source_key.2))?;
    let name = input.target_table_name().to_owned();
    let key = table_key(&context, &name);
    if dynamodb.table(&key).is_some() {
        return Err(exists(&name));
    }
    let at = time(&context, &live.table, &input)?;
    let mut table = Table { name: name.clone(), ..backup::anew(&live.table, context.now) };
    table.facts = backup::origin_of_moment(&live.arn, at);
    moment::mark(&mut table, &live.table, at);
    backup::override_billing(
        &mut table,
        input.billing_mode_override(),
        input.provisioned_throughput_override(),
    );
    let Some(live) = dynamodb.create(key.clone(), table).await? else { return Err(exists(&name)) };
    moment::spawn(&dynamodb, key);
    let description = describe(&live, "CREATING");
    Ok(RestoreTableToPointInTimeOutput::new().with_table_description(description))
}

fn exists(name: &str) -> Error {
    TableAlreadyExistsException::error(format!("Table already exists: {name}"))
}

/// The moment that is asked for, which must be one that the table's history knows.
fn time(
    context: &Context,
    table: &Table,
    input: &RestoreTableToPointInTimeInput,
) -> Result<Timestamp, Error> {
    let name = &table.name;
    let Some((earliest, _)) = recovery::window(table, context.now) else {
        let text = format!("Point in time recovery is not enabled for table '{name}'");
        return Err(PointInTimeRecoveryUnavailableException::error(text));
    };
    let is_latest = input.use_latest_restorable_time().unwrap_or(false);
    match input.restore_date_time() {
        Some(_) if is_latest => {
            let text = "Both RestoreDateTime and UseLatestRestorableTime cannot be specified";
            Err(Invalid::text(text).into())
        }
        None if is_latest => Ok(context.now),
        None => {
            let text = "Either RestoreDateTime or UseLatestRestorableTime must be specified";
            Err(Invalid::text(text).into())
        }
        Some(time) if time >= earliest && time <= context.now => Ok(time),
        Some(time) => Err(InvalidRestoreTimeException::error(format!(
            "RestoreDateTime {} is not between EarliestRestorableDateTime {} and \
             LatestRestorableDateTime {}",
            time.iso_seconds(),
            earliest.iso_seconds(),
            context.now.iso_seconds()
        ))),
    }
}
