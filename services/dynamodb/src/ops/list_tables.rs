//! ListTables: names in their order, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListTablesInput, ListTablesOutput};
use crate::state::Dynamodb;

/// Names of a page (DynamoDB API reference, ListTables).
const NAMES_MAX: usize = 100;

pub fn needs(_: &Dynamodb, _: &Context, _: &ListTablesInput) -> Vec<Need> {
    vec![Need::new("dynamodb:ListTables", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ListTablesInput,
) -> Result<ListTablesOutput, Error> {
    let limit = input.limit().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(NAMES_MAX);
    let after = input.exclusive_start_table_name().unwrap_or_default();
    let mut names = dynamodb.names(&context.account, &context.region, after, limit + 1);
    let more = names.len() > limit;
    names.truncate(limit);
    let last = names.last().filter(|_| more).cloned();
    let mut output = ListTablesOutput::new().with_table_names(names);
    output.set_last_evaluated_table_name(last);
    Ok(output)
}
