//! StartMessageMoveTask: what is in a dead-letter queue begins to move.

use std::sync::Arc;

use base::Arn;
use kit::{Context, Need};
use wire::Error;

use crate::api::StartMessageMoveTaskResult;
use crate::api::{ResourceNotFoundException, StartMessageMoveTaskRequest};
use crate::error::{Done, invalid, invalid_value, need};
use crate::limit;
use crate::moves::{self, Move, Status};
use crate::ops::list_dead_letter_source_queues::sources;
use crate::receive;
use crate::service::{Live, Sqs};
use crate::state::{self, Task};
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, input: &StartMessageMoveTaskRequest) -> Vec<Need> {
    let source = input.source_arn().unwrap_or_default();
    let actions = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
    let mut needs: Vec<Need> =
        actions.iter().map(|action| target::need_at(sqs, source, action)).collect();
    let to = input.destination_arn();
    needs.extend(to.map(|to| target::need_at(sqs, to, "SendMessage")));
    needs
}

pub async fn run(
    sqs: Arc<Sqs>,
    _: Context,
    mut input: StartMessageMoveTaskRequest,
) -> Result<StartMessageMoveTaskResult, Error> {
    let source = need(input.source_arn(), "SourceArn")?;
    let live = source_of(&sqs, source)?;
    if sources(&sqs, source).is_empty() {
        return Err(invalid("Source queue must be configured as a Dead Letter Queue."));
    }
    let destination = input.take_destination_arn();
    if let Some(arn) = &destination {
        check_destination(&sqs, &live, arn)?;
    }
    let rate = input.max_number_of_messages_per_second();
    if let Some(rate) = rate.filter(|rate| !(1..=limit::MOVE_RATE_MAX).contains(rate)) {
        let reason = format!("Must be between 1 and {}, if provided.", limit::MOVE_RATE_MAX);
        return Err(invalid_value(rate, "MaxNumberOfMessagesPerSecond", reason));
    }
    let rate = rate.and_then(|rate| u32::try_from(rate).ok());
    let arn = live.arn.clone();
    let id = sqs.write(move |sqs, tx| start(tx, sqs, &arn, destination, rate)).await?;
    Ok(StartMessageMoveTaskResult::new().with_task_handle(moves::handle(&id, &live.arn)))
}

/// The queue that an ARN names; what move tasks say where there is none.
pub fn source_of(sqs: &Sqs, arn: &str) -> Result<Arc<Live>, Error> {
    check_form(arn, "SourceArn")?;
    sqs.at(arn).ok_or_else(|| {
        ResourceNotFoundException::error(
            "The resource that you specified for the SourceArn parameter doesn't exist.",
        )
    })
}

fn check_form(arn: &str, parameter: &str) -> Result<(), Error> {
    match Arn::parse(arn) {
        Some(_) => Ok(()),
        None => Err(invalid(format!(
            "You must use this format to specify the {parameter}: \
             arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
        ))),
    }
}

fn check_destination(sqs: &Sqs, source: &Live, arn: &str) -> Result<(), Error> {
    check_form(arn, "DestinationArn")?;
    let to = sqs.at(arn).ok_or_else(|| {
        ResourceNotFoundException::error(
            "The resource that you specified for the DestinationArn parameter doesn't exist.",
        )
    })?;
    if to.id == source.id {
        return Err(invalid("Source queue arn and destination queue arn cannot be the same."));
    }
    if to.fifo != source.fifo {
        return Err(invalid("Source queue and destination queue must be of the same type."));
    }
    Ok(())
}

fn start(
    tx: &mut store::WriteTx,
    sqs: &Sqs,
    arn: &str,
    destination: Option<String>,
    rate: Option<u32>,
) -> Done<String> {
    let live = source_of(sqs, arn)?;
    let known = state::moves(tx, live.id)?;
    if known.iter().any(|(_, task)| task.status.is_active()) {
        return Err(invalid(
            "There is already a task running. Only one active task is allowed for a source queue \
             arn at a given time.",
        )
        .into());
    }
    for (number, _) in known.iter().skip(limit::MOVES_KEPT - 1) {
        state::drop_move(tx, live.id, *number)?;
    }
    let (id, now) = (tx.id(), tx.now().millis());
    let task = Move {
        id: id.clone(),
        destination,
        rate,
        started_ms: now,
        moved: 0,
        to_move: receive::depth(tx, live.space)?.visible,
        status: Status::Running,
        failure: None,
    };
    let number = state::number(tx)?;
    state::put_move(tx, live.id, number, &task)?;
    state::set_task(tx, Task::Move { queue: live.id }, now)?;
    Ok(id)
}
