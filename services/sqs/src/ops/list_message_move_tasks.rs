//! ListMessageMoveTasks: a queue's newest tasks.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    ListMessageMoveTasksRequest, ListMessageMoveTasksResult, ListMessageMoveTasksResultEntry,
};
use crate::error::{from_store, invalid_value, need};
use crate::limit;
use crate::moves::{self, Move, Status};
use crate::ops::start_message_move_task::source_of;
use crate::service::Sqs;
use crate::state;
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, input: &ListMessageMoveTasksRequest) -> Vec<Need> {
    vec![target::need_at(sqs, input.source_arn().unwrap_or_default(), "ListMessageMoveTasks")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    _: Context,
    input: ListMessageMoveTasksRequest,
) -> Result<ListMessageMoveTasksResult, Error> {
    let live = source_of(&sqs, need(input.source_arn(), "SourceArn")?)?;
    let most = limit::MOVES_KEPT as i64;
    let size = input.max_results().unwrap_or(1);
    if !(1..=most).contains(&size) {
        let reason = format!("Must be between 1 and {most}, if provided.");
        return Err(invalid_value(size, "MaxResults", reason));
    }
    let tasks = sqs.store.read(|tx| state::moves(tx, live.id));
    let tasks = tasks.map_err(|error| from_store(&error))?.into_iter();
    let shown = tasks.take(size as usize).map(|(_, task)| show(task, &live.arn));
    Ok(ListMessageMoveTasksResult::new().with_results(shown.collect::<Vec<_>>()))
}

fn show(task: Move, arn: &str) -> ListMessageMoveTasksResultEntry {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let mut shown = ListMessageMoveTasksResultEntry::new()
        .with_source_arn(arn.to_owned())
        .with_status(task.status.word().to_owned())
        .with_started_timestamp(task.started_ms)
        .with_approximate_number_of_messages_moved(number(task.moved))
        .with_approximate_number_of_messages_to_move(number(task.to_move));
    if task.status == Status::Running {
        shown.set_task_handle(Some(moves::handle(&task.id, arn)));
    }
    shown.set_destination_arn(task.destination);
    shown.set_max_number_of_messages_per_second(task.rate.map(i64::from));
    shown.set_failure_reason(task.failure);
    shown
}
