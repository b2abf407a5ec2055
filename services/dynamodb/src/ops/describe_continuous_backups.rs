//! DescribeContinuousBackups: whether point-in-time recovery is switched on, and what it reaches.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput};
use crate::backup::recovery;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeContinuousBackupsInput) -> Vec<Need> {
    vec![need(context, "DescribeContinuousBackups", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DescribeContinuousBackupsInput,
) -> Result<DescribeContinuousBackupsOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| recovery::no_table(&key.2))?;
    let description = recovery::describe(&live.table, context.now);
    Ok(DescribeContinuousBackupsOutput::new().with_continuous_backups_description(description))
}
