//! UpdateContinuousBackups: switches point-in-time recovery on or off. Off, the past is forgotten.

use std::sync::Arc;

use kit::{Context, Need};
use store::WriteTx;
use wire::Error;

use crate::api::{
    ContinuousBackupsUnavailableException, UpdateContinuousBackupsInput,
    UpdateContinuousBackupsOutput,
};
use crate::backup::{moment, recovery};
use crate::error::from_store;
use crate::invalid::Invalid;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::Table;

pub fn needs(_: &Dynamodb, context: &Context, input: &UpdateContinuousBackupsInput) -> Vec<Need> {
    vec![need(context, "UpdateContinuousBackups", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: UpdateContinuousBackupsInput,
) -> Result<UpdateContinuousBackupsOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| recovery::no_table(&key.2))?;
    let specification = input.point_in_time_recovery_specification();
    let is_on = specification.is_some_and(|it| it.point_in_time_recovery_enabled());
    if !is_on && specification.is_some_and(|it| it.recovery_period_in_days().is_some()) {
        return Err(Invalid::text(
            "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time \
             recovery.",
        )
        .into());
    }
    let days = recovery::days(specification.and_then(|it| it.recovery_period_in_days()))?;
    let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), Error> {
        if !is_on && moment::is_read(tx, table.space).map_err(from_store)? {
            let text = format!("Table is being restored from: {}", table.name);
            return Err(ContinuousBackupsUnavailableException::error(text));
        }
        recovery::set(table, is_on.then_some(days), tx.now());
        Ok(())
    };
    let (live, ()) = dynamodb.alter(&key, &live, edit).await?;
    let description = recovery::describe(&live.table, context.now);
    Ok(UpdateContinuousBackupsOutput::new().with_continuous_backups_description(description))
}
