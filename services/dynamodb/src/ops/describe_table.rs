//! DescribeTable.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeTableInput, DescribeTableOutput};
use crate::error::no_table;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::describe;

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeTableInput) -> Vec<Need> {
    vec![need(context, "DescribeTable", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DescribeTableInput,
) -> Result<DescribeTableOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| no_table(&key.2))?;
    Ok(DescribeTableOutput::new().with_table(describe(&live, "ACTIVE")))
}
