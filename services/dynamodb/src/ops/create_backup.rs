//! CreateBackup: a copy of a table as it is now. The answer says CREATING; the copy follows.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{CreateBackupInput, CreateBackupOutput, TableInUseException};
use crate::backup::{self, recovery};
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;

pub fn needs(_: &Dynamodb, context: &Context, input: &CreateBackupInput) -> Vec<Need> {
    vec![need(context, "CreateBackup", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: CreateBackupInput,
) -> Result<CreateBackupOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| recovery::no_table(&key.2))?;
    if backup::is_restoring(&live.table) {
        return Err(TableInUseException::error(format!("Table is being created: {}", key.2)));
    }
    let begun = dynamodb.begin_backup((key.0, key.1), live, input.take_backup_name());
    let (id, kept) = begun.await?;
    Ok(CreateBackupOutput::new().with_backup_details(backup::details(&id, &kept)))
}
