//! UpdateTable: one change at a time of a table's throughput, indexes, stream or other facts. The
//! answer says UPDATING, as AWS's does; a new index is filled behind it.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::alteration::{Alteration, alter};
use crate::api::{UpdateTableInput, UpdateTableOutput};
use crate::backfill;
use crate::error::no_table;
use crate::invalid::{Checked, Invalid};
use crate::request::{check_absent, check_name, need, table_key};
use crate::state::Dynamodb;
use crate::streams;
use crate::table::{Table, describe_updated};

pub fn needs(_: &Dynamodb, context: &Context, input: &UpdateTableInput) -> Vec<Need> {
    vec![need(context, "UpdateTable", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: UpdateTableInput,
) -> Result<UpdateTableOutput, Error> {
    check_name(input.table_name(), false)?;
    check(&input)?;
    let alteration = Alteration::of(&context, &input)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| no_table(&key.2))?;
    let stream = input.stream_specification().map(streams::new_view).transpose()?;
    let stream_key = key.clone();
    let edit = move |table: &mut Table, tx: &mut store::WriteTx| {
        let change = alter(table, alteration)?;
        if let Some(view) = stream {
            streams::switch(tx, &stream_key, table, view)?;
        }
        Ok(change)
    };
    let (altered, change) = dynamodb.alter(&key, &live, edit).await?;
    if altered.table.indexes.iter().any(|index| index.is_filling) {
        backfill::start(&dynamodb, &key, &altered);
    }
    let description = describe_updated(&altered, &live, &change);
    Ok(UpdateTableOutput::new().with_table_description(description))
}

/// What is wrong with the request whatever the table is.
fn check(input: &UpdateTableInput) -> Checked<()> {
    check_absent(&[
        ("ReplicaUpdates", input.replica_updates().is_some()),
        ("MultiRegionConsistency", input.multi_region_consistency().is_some()),
        ("GlobalTableWitnessUpdates", input.global_table_witness_updates().is_some()),
        (
            "GlobalTableSettingsReplicationMode",
            input.global_table_settings_replication_mode().is_some(),
        ),
    ])?;
    let updates = input.global_secondary_index_updates();
    let others = [
        ("Server-Side Encryption", input.sse_specification().is_some()),
        ("TableClass", input.table_class().is_some()),
        ("DeletionProtection", input.deletion_protection_enabled().is_some()),
    ];
    let has_throughput = input.provisioned_throughput().is_some();
    let has_billing = input.billing_mode().is_some();
    let has_updates = updates.is_some_and(|updates| !updates.is_empty());
    let has_stream = input.stream_specification().is_some();
    let has_limits = input.on_demand_throughput().is_some() || input.warm_throughput().is_some();
    let given = [has_throughput || has_billing, has_updates, has_stream, has_limits]
        .into_iter()
        .chain(others.iter().map(|(_, given)| *given));
    let count = given.filter(|given| *given).count();
    if count == 0 {
        return Err(Invalid::text(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, \
             GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, \
             MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, \
             DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is \
             required",
        ));
    }
    if updates.is_some_and(|updates| updates.is_empty()) {
        return Err(Invalid::parameter("List of GlobalSecondaryIndexUpdates is empty"));
    }
    for (name, given) in others {
        if given && count > 1 {
            return Err(Invalid::parameter(format!(
                "{name} modification must be the only operation in the request"
            )));
        }
    }
    let alters_indexes = updates.into_iter().flat_map(|updates| updates.iter());
    let alters_indexes =
        alters_indexes.filter(|update| update.create().is_some() || update.delete().is_some());
    let alters_indexes = alters_indexes.count() > 0;
    let refused = if has_throughput && !has_billing && alters_indexes {
        "You cannot create or delete index while updating table IOPS"
    } else if has_stream && alters_indexes {
        "You cannot create or delete index while changing stream status"
    } else if has_stream && (has_throughput || has_billing) {
        "You cannot modify stream status while updating table IOPS"
    } else {
        return Ok(());
    };
    Err(Invalid::parameter(refused))
}
