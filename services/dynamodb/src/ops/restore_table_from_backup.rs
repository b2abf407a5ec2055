//! RestoreTableFromBackup: another table with the items of a backup. It is CREATING until it has
//! them all; streams, time to live, tags and policies are not restored, as at AWS.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    BackupInUseException, RestoreTableFromBackupInput, RestoreTableFromBackupOutput,
    TableAlreadyExistsException,
};
use crate::backup::{self, Backup, Id};
use crate::request::{check_absent, check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::{Table, describe};
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &RestoreTableFromBackupInput) -> Vec<Need> {
    vec![
        tags::need(context, "RestoreTableFromBackup", input.backup_arn()),
        need(context, "RestoreTableFromBackup", input.target_table_name()),
    ]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: RestoreTableFromBackupInput,
) -> Result<RestoreTableFromBackupOutput, Error> {
    check_name(input.target_table_name(), true)?;
    check_absent(&[
        ("GlobalSecondaryIndexOverride", input.global_secondary_index_override().is_some()),
        ("LocalSecondaryIndexOverride", input.local_secondary_index_override().is_some()),
        ("OnDemandThroughputOverride", input.on_demand_throughput_override().is_some()),
    ])?;
    let (id, kept) = dynamodb.backup(input.backup_arn())?;
    let Some(blob) = kept.blob else {
        return Err(BackupInUseException::error(format!("Backup is being created: {}", id.arn())));
    };
    let name = input.target_table_name().to_owned();
    let mut table = definition(&context, &id, &kept, &name);
    table.facts.insert(backup::PROGRESS.into(), blob.hex());
    backup::override_billing(
        &mut table,
        input.billing_mode_override(),
        input.provisioned_throughput_override(),
    );
    let Some(live) = dynamodb.create(table_key(&context, &name), table).await? else {
        return Err(TableAlreadyExistsException::error(format!("Table already exists: {name}")));
    };
    let description = describe(&live, "CREATING");
    Ok(RestoreTableFromBackupOutput::new().with_table_description(description))
}

/// The backup's table under another name.
fn definition(context: &Context, id: &Id, kept: &Backup, name: &str) -> Table {
    let facts = backup::origin(id, context.now);
    Table { name: name.to_owned(), facts, ..backup::anew(&kept.table, context.now) }
}
