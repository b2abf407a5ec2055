//! ExecuteStatement: one statement of PartiQL, a read or the write of one item.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List, Map};

use crate::api::{AttributeValue, ExecuteStatementInput, ExecuteStatementOutput};
use crate::attr::Item;
use crate::convert;
use crate::error::from_write;
use crate::invalid::Invalid;
use crate::partiql::syntax::{Select, Statement};
use crate::request::consumed_by_change;
use crate::select::{Asked, page};
use crate::state::Dynamodb;
use crate::statement::{Circumstances, Finds, Read, needed, plan, read, returned, table};
use crate::transact::{Failure, run_one};

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &ExecuteStatementInput) -> Vec<Need> {
    let on_failure = input.return_values_on_condition_check_failure();
    let circumstances = Circumstances { on_failure, within: None };
    let (text, parameters) = (input.statement(), input.parameters());
    let need = needed(dynamodb, context, text, parameters, Finds::Many, circumstances);
    need.into_iter().collect()
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ExecuteStatementInput,
) -> Result<ExecuteStatementOutput, Error> {
    let read = read(
        input.statement(),
        input.parameters(),
        input.return_values_on_condition_check_failure(),
    )?;
    match &read.statement {
        Statement::Select(select) => {
            let select = select.clone();
            query(&dynamodb, &context, &input, read, &select)
        }
        Statement::Exists(_) => {
            Err(Invalid::text("EXISTS() is only supported in ExecuteTransaction").into())
        }
        _ => write(&dynamodb, &context, &input, read).await,
    }
}

fn query(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &ExecuteStatementInput,
    read: Read,
    select: &Select,
) -> Result<ExecuteStatementOutput, Error> {
    let live = table(dynamodb, context, &select.table)?;
    let limit = input.limit().and_then(|limit| usize::try_from(limit).ok());
    let asked = Asked {
        select,
        limit: limit.unwrap_or(usize::MAX),
        token: input.next_token(),
        consistent: input.consistent_read().unwrap_or(false),
        capacity: input.return_consumed_capacity(),
        text: input.statement(),
    };
    let page = page(dynamodb, &live, read.lower, &asked)?;
    let mut output = ExecuteStatementOutput::new().with_items(shown(page.items));
    output.set_next_token(page.token);
    output.set_last_evaluated_key(page.last.map(convert::map));
    output.set_consumed_capacity(page.consumed);
    Ok(output)
}

async fn write(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &ExecuteStatementInput,
    read: Read,
) -> Result<ExecuteStatementOutput, Error> {
    if input.limit().is_some() {
        return Err(Invalid::text("Limit is only supported for SELECT statements").into());
    }
    let planned = plan(dynamodb, context, read)?;
    let action = planned.action;
    let done = dynamodb.store.write(move |tx| run_one(tx, action).map_err(Failure::into_error));
    let done = done.await.map_err(from_write)?;
    let capacity = consumed_by_change(input.return_consumed_capacity(), &done.changed);
    let items = returned(planned.returning, done);
    let mut output = ExecuteStatementOutput::new().with_items(shown(items.into_iter().collect()));
    output.set_consumed_capacity(capacity);
    Ok(output)
}

fn shown(items: Vec<Item>) -> List<Map<AttributeValue>> {
    items.into_iter().map(convert::map).collect()
}
