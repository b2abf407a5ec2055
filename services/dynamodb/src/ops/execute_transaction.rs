//! ExecuteTransaction: up to a hundred statements, all reads or all writes; all of them or none.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List, Structured};

use crate::api::{
    ExecuteTransactionInput, ExecuteTransactionOutput, ItemResponse, ParameterizedStatement,
};
use crate::convert;
use crate::invalid::{Checked, Invalid};
use crate::ops::transact_get_items::{self, read_all};
use crate::ops::transact_write_items::transact;
use crate::partiql::syntax::{Select, Statement};
use crate::state::Dynamodb;
use crate::statement::{
    Circumstances, Finds, Read, Refusal, needed, one_item, plan, projected, read,
};
use crate::token::{self, Token};
use crate::transact::{Units, cancelled_at, check_all};

const MIXED: Invalid = Invalid::text(
    "ExecuteTransaction API does not support both read and write operations in the same request.",
);
const NEEDS_KEY: Invalid = Invalid::text(
    "Select statements within ExecuteTransaction must specify the primary key in the where clause.",
);

pub fn needs(dynamodb: &Dynamodb, context: &Context, input: &ExecuteTransactionInput) -> Vec<Need> {
    let needed = |one: &ParameterizedStatement| {
        let on_failure = one.return_values_on_condition_check_failure();
        let circumstances = Circumstances { on_failure, within: Some("ExecuteTransaction") };
        let (text, parameters) = (one.statement(), one.parameters());
        needed(dynamodb, context, text, parameters, Finds::One, circumstances)
    };
    input.transact_statements().iter().filter_map(needed).collect()
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ExecuteTransactionInput,
) -> Result<ExecuteTransactionOutput, Error> {
    let mut statements = Vec::new();
    for (at, one) in input.transact_statements().iter().enumerate() {
        let on_failure = one.return_values_on_condition_check_failure();
        let read = read(one.statement(), one.parameters(), on_failure)
            .and_then(check)
            .map_err(|invalid| placed(at, invalid))?;
        statements.push(read);
    }
    let is_select = |read: &&Read| matches!(read.statement, Statement::Select(_));
    match statements.iter().filter(is_select).count() {
        0 => write(&dynamodb, &context, &input, statements).await,
        reads if reads == statements.len() => get(&dynamodb, &context, &input, statements),
        _ => Err(MIXED.into()),
    }
}

/// What a statement cannot say within a transaction.
fn check(read: Read) -> Checked<Read> {
    let returning = match &read.statement {
        Statement::Update(update) => update.returning,
        Statement::Delete { returning, .. } => *returning,
        Statement::Select(Select { index: Some(_), .. }) => {
            return Err(Invalid::text("Reads on indices are not supported within transactions."));
        }
        _ => None,
    };
    if returning.is_some() {
        return Err(Invalid::text("RETURNING clause is not supported in ExecuteTransaction."));
    }
    Ok(read)
}

/// A fault with the place of its statement. What is wrong with a parameter has none.
fn placed(at: usize, invalid: Invalid) -> Invalid {
    let is_parameter = invalid.0.starts_with("The parameter cannot be converted")
        || invalid.0.starts_with("Nesting Levels");
    if is_parameter {
        return invalid;
    }
    invalid.after(&format!("Validation failed in TransactStatements[{at}]: "))
}

fn get(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &ExecuteTransactionInput,
    statements: Vec<Read>,
) -> Result<ExecuteTransactionOutput, Error> {
    let mut selects = Vec::with_capacity(statements.len());
    let mut reads = Vec::with_capacity(statements.len());
    for (at, one) in statements.into_iter().enumerate() {
        let Statement::Select(select) = one.statement else { return Err(MIXED.into()) };
        let found = one_item(dynamodb, context, one.lower, &select)?;
        let (live, key) = found.ok_or_else(|| placed(at, NEEDS_KEY))?;
        reads.push(transact_get_items::Read { live, key });
        selects.push(select);
    }
    let items = read_all(dynamodb, &reads)?;
    let units = Units::of_reads(
        reads.iter().zip(&items).map(|(read, item)| (read.live.as_ref(), item.as_ref())),
    );
    let responses = items.into_iter().zip(&selects).map(|(item, select)| {
        let mut response = ItemResponse::new();
        response.set_item(item.map(|item| convert::map(projected(select, item))));
        response
    });
    let mut output =
        ExecuteTransactionOutput::new().with_responses(responses.collect::<List<ItemResponse>>());
    output.set_consumed_capacity(units.shown(input.return_consumed_capacity()));
    Ok(output)
}

async fn write(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &ExecuteTransactionInput,
    statements: Vec<Read>,
) -> Result<ExecuteTransactionOutput, Error> {
    let token = input.client_request_token().map(|text| Token {
        account: context.account.clone(),
        region: context.region.clone(),
        token: text.to_owned(),
        digest: token::digest(input.record().get(0)),
    });
    let count = statements.len();
    let mut actions = Vec::with_capacity(count);
    for (at, one) in statements.into_iter().enumerate() {
        let is_check = matches!(one.statement, Statement::Exists(_));
        let planned = plan(dynamodb, context, one).map_err(|refusal| match refusal {
            Refusal::Statement(invalid) => placed(at, invalid).into(),
            Refusal::Fit(_) if is_check => placed(at, lone_check()).into(),
            Refusal::Fit(invalid) => cancelled_at(at, count, invalid),
            Refusal::Whole(error) => error,
        })?;
        actions.push(planned.action);
    }
    check_all(&actions)?;
    let made = transact(dynamodb, actions, token).await?;
    let mut output = ExecuteTransactionOutput::new().with_responses(List::new());
    output.set_consumed_capacity(made.shown(input.return_consumed_capacity()));
    Ok(output)
}

fn lone_check() -> Invalid {
    Invalid::text("EXISTS() must contain a single item read with additional condition")
}
