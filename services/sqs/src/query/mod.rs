//! The query protocol of the same operations.
//!
//! Its model names members and elements as they were before; requests and answers change hands
//! between the two by the names that both models give their members.

pub mod api;

use std::sync::Arc;

use kit::{Bound, Context, Service};
use wire::schema::{Operation, Structure};
use wire::{Error, Record, Shape, Value};

use crate::name;
use crate::service::Sqs;

/// The operations in the query protocol.
pub fn service(sqs: &Arc<Sqs>) -> Service {
    let operations = crate::service(sqs).operations.into_iter();
    let operations = operations.filter_map(|bound| {
        let mut all = api::MODEL.operations.iter();
        let operation = all.find(|operation| operation.name == bound.operation.name)?;
        Some(spoken(bound, operation))
    });
    Service { model: &api::MODEL, operations: operations.collect() }
}

/// What is not asked of a queue, and so not at its own path.
const IN_ACCOUNT: [&str; 2] = ["CreateQueue", "ListQueues"];

fn not_here(name: &str) -> Error {
    let message = format!("The action {name} is not valid for this endpoint.");
    Error::client("InvalidAction", message)
}

fn is_at_queue(context: &Context) -> bool {
    context.client.path.as_deref().is_some_and(|path| name::of_url(path).is_ok())
}

/// The same operation with the records of this protocol.
fn spoken(bound: Bound, operation: &'static Operation) -> Bound {
    let Bound { operation: other, anyone, admits, needs, run } = bound;
    Bound {
        operation,
        anyone,
        admits,
        needs: Box::new(move |context, record| {
            needs(context, &recast(record.clone(), other.input))
        }),
        run: Box::new(move |context, record| {
            let elsewhere = !IN_ACCOUNT.contains(&other.name) || !is_at_queue(&context);
            let answer = elsewhere.then(|| run(context, recast(record, other.input)));
            Box::pin(async move {
                let answer = answer.ok_or_else(|| not_here(other.name))?;
                answer.await.map(|output| recast(output, operation.output)).map_err(reword)
            })
        }),
    }
}

/// This protocol says one thing in other words.
fn reword(mut error: Error) -> Error {
    if error.structure == Some(&crate::api::schema::QUEUE_DOES_NOT_EXIST) {
        error.message = Some("The specified queue does not exist for this wsdl version.".into());
    }
    error
}

/// A record with another structure, by the names of members. What that one does not know is left
/// out.
fn recast(mut record: Record, to: &'static Structure) -> Record {
    let from = record.schema();
    let mut other = Record::new(to);
    for (slot, member) in from.members.iter().enumerate() {
        let Some(value) = record.take(slot) else { continue };
        if let Some(place) = to.slot_of(member.name) {
            other.set(place, Some(recast_value(value, to.members[place].shape)));
        }
    }
    other
}

fn recast_value(value: Value, to: &'static Shape) -> Value {
    match (value, to) {
        (Value::Record(record), Shape::Structure(to)) => Value::Record(recast(record, to)),
        (Value::List(values), Shape::List(list)) => {
            let values = values.into_iter().map(|value| recast_value(value, list.member));
            Value::List(values.collect())
        }
        (Value::Map(entries), Shape::Map(map)) => {
            let entries = entries.into_iter();
            Value::Map(entries.map(|(key, value)| (key, recast_value(value, map.value))).collect())
        }
        (value, _) => value,
    }
}
