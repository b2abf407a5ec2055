//! DeleteTable: gone at once for every later request; its rows are cleared away behind it.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DeleteTableInput, DeleteTableOutput, ResourceInUseException};
use crate::error::no_table;
use crate::exchange::IMPORT;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::describe_deleted;

pub fn needs(_: &Dynamodb, context: &Context, input: &DeleteTableInput) -> Vec<Need> {
    vec![need(context, "DeleteTable", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DeleteTableInput,
) -> Result<DeleteTableOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| no_table(&key.2))?;
    if live.table.deletion_protection {
        return Err(Error::validation(
            "Resource cannot be deleted as it is currently protected against deletion. Disable \
             deletion protection first.",
        ));
    }
    if live.table.indexes.iter().any(|index| index.is_filling) {
        return Err(ResourceInUseException::error(
            "Attempt to change a resource which is still in use: Cannot delete table while \
             indexes are being created, updated, or deleted.",
        ));
    }
    if live.table.facts.contains_key(IMPORT) {
        return Err(ResourceInUseException::error(format!(
            "Attempt to change a resource which is still in use: Table is being created: {}",
            key.2
        )));
    }
    let description = describe_deleted(&live);
    dynamodb.delete(&key, &live).await?;
    Ok(DeleteTableOutput::new().with_table_description(description))
}
