//! BatchExecuteStatement: up to 25 statements, all reads or all writes, each by itself.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, List};

use crate::api::{
    BatchExecuteStatementInput, BatchExecuteStatementOutput, BatchStatementError,
    BatchStatementRequest, BatchStatementResponse,
};
use crate::attr::Item;
use crate::convert;
use crate::error::{from_store, from_write};
use crate::invalid::Invalid;
use crate::partiql::syntax::Statement;
use crate::request::{read_units, write_units};
use crate::state::Dynamodb;
use crate::statement::{
    Circumstances, Finds, Planned, Read, needed, one_item, plan, projected, read, returned,
};
use crate::transact::{Failure, Units, run_among};
use crate::write::Sums;

const NEEDS_KEY: Invalid = Invalid::text(
    "Select statements within BatchExecuteStatement must specify the primary key in the where \
     clause.",
);

pub fn needs(
    dynamodb: &Dynamodb,
    context: &Context,
    input: &BatchExecuteStatementInput,
) -> Vec<Need> {
    let needed = |one: &BatchStatementRequest| {
        let on_failure = one.return_values_on_condition_check_failure();
        let circumstances = Circumstances { on_failure, within: None };
        let (text, parameters) = (one.statement(), one.parameters());
        needed(dynamodb, context, text, parameters, Finds::One, circumstances)
    };
    input.statements().iter().filter_map(needed).collect()
}

/// What a statement has come to.
struct Answer {
    table: Option<String>,
    item: Option<Item>,
    units: f64,
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: BatchExecuteStatementInput,
) -> Result<BatchExecuteStatementOutput, Error> {
    let statements: Vec<Result<Read, Error>> = input
        .statements()
        .iter()
        .map(|one| {
            let on_failure = one.return_values_on_condition_check_failure();
            read(one.statement(), one.parameters(), on_failure).map_err(Error::from)
        })
        .collect();
    let is_read =
        |read: &&Read| matches!(read.statement, Statement::Select(_) | Statement::Exists(_));
    let known = || statements.iter().filter_map(|one| one.as_ref().ok());
    let reads = known().filter(is_read).count();
    if reads > 0 && reads < known().count() {
        return Err(Invalid::text(
            "BatchExecuteStatement API does not support both read and write operations in the \
             same request.",
        )
        .into());
    }
    let answers = if reads > 0 {
        let requests = input.statements().iter();
        statements
            .into_iter()
            .zip(requests)
            .map(|(one, request)| get(&dynamodb, &context, one?, request))
            .collect()
    } else {
        write_all(&dynamodb, &context, statements).await?
    };
    Ok(output(input.return_consumed_capacity(), answers))
}

fn get(
    dynamodb: &Dynamodb,
    context: &Context,
    read: Read,
    request: &BatchStatementRequest,
) -> Result<Answer, Error> {
    let Statement::Select(select) = read.statement else {
        return Err(Invalid::text("EXISTS() is only supported in ExecuteTransaction").into());
    };
    let found = one_item(dynamodb, context, read.lower, &select)?;
    let (live, key) = found.ok_or(NEEDS_KEY)?;
    let item = dynamodb.store.read(|tx| live.item(tx, &key)).map_err(from_store)?;
    let bytes = item.as_ref().map_or(0, Item::size);
    let units = read_units(bytes, request.consistent_read().unwrap_or(false));
    let item = item.map(|item| projected(&select, item));
    Ok(Answer { table: Some(live.table.name.clone()), item, units })
}

/// All writes in one turn of the store's; each of them may fail by itself.
async fn write_all(
    dynamodb: &Dynamodb,
    context: &Context,
    statements: Vec<Result<Read, Error>>,
) -> Result<Vec<Result<Answer, Error>>, Error> {
    let planned: Vec<Result<Planned, Error>> = statements
        .into_iter()
        .map(|one| plan(dynamodb, context, one?).map_err(Error::from))
        .collect();
    let made = dynamodb.store.write(move |tx| -> Result<Vec<Result<Answer, Error>>, Error> {
        let mut answers = Vec::with_capacity(planned.len());
        let mut sums = Sums::default();
        for one in planned {
            let Planned { action, returning } = match one {
                Ok(planned) => planned,
                Err(error) => {
                    answers.push(Err(error));
                    continue;
                }
            };
            answers.push(match run_among(tx, action, &mut sums) {
                Ok(done) => {
                    let changed = &done.changed;
                    let indexes: f64 = changed.effect.indexes.iter().map(|one| one.units).sum();
                    let units = write_units(changed.old.as_ref(), changed.new.as_ref()) + indexes;
                    let table = Some(changed.live.table.name.clone());
                    Ok(Answer { table, item: returned(returning, done), units })
                }
                Err(Failure::Whole(error)) => return Err(error),
                Err(failure) => Err(failure.into_error()),
            });
        }
        sums.count(tx)?;
        Ok(answers)
    });
    made.await.map_err(from_write)
}

fn output(
    capacity: Option<&str>,
    answers: Vec<Result<Answer, Error>>,
) -> BatchExecuteStatementOutput {
    let mut units = Units::default();
    let mut responses = Vec::with_capacity(answers.len());
    for answer in answers {
        let mut response = BatchStatementResponse::new();
        match answer {
            Ok(Answer { table, item, units: own }) => {
                if let Some(table) = &table {
                    units.add(table, own);
                }
                response.set_table_name(table);
                response.set_item(item.map(convert::map));
            }
            Err(error) => response.set_error(Some(refused(error))),
        }
        responses.push(response);
    }
    let mut output = BatchExecuteStatementOutput::new()
        .with_responses(responses.into_iter().collect::<List<BatchStatementResponse>>());
    output.set_consumed_capacity(units.plain(capacity));
    output
}

/// An error as a batch tells it: by a shorter code.
fn refused(error: Error) -> BatchStatementError {
    let code = match error.code.as_ref() {
        "ValidationException" => "ValidationError",
        "InternalFailure" | "InternalServerError" => "InternalServerError",
        other => other.strip_suffix("Exception").unwrap_or(other),
    };
    let mut shown = BatchStatementError::new().with_code(code.to_owned());
    let item = error.members.as_ref().and_then(|members| {
        let slot = members.schema().slot_of("Item")?;
        members.get(slot).cloned()
    });
    shown.set_message(error.message);
    shown.set_item(item.and_then(wire::Shaped::from_value));
    shown
}
