//! CancelMessageMoveTask: what has been moved stays so, and the rest is left.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::ResourceNotFoundException;
use crate::api::{CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult};
use crate::error::{Done, invalid, need};
use crate::moves::{self, Status};
use crate::ops::start_message_move_task::source_of;
use crate::service::Sqs;
use crate::state::{self, Task};
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, input: &CancelMessageMoveTaskRequest) -> Vec<Need> {
    let handle = moves::parse_handle(input.task_handle().unwrap_or_default());
    let arn = handle.map_or_else(|| sqs.arn("*"), |(_, arn)| arn);
    vec![target::need_at(sqs, &arn, "CancelMessageMoveTask")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    _: Context,
    input: CancelMessageMoveTaskRequest,
) -> Result<CancelMessageMoveTaskResult, Error> {
    let handle = moves::parse_handle(need(input.task_handle(), "TaskHandle")?);
    let (id, arn) = handle.ok_or_else(|| invalid("Value for parameter TaskHandle is invalid."))?;
    let moved = sqs.write(move |sqs, tx| cancel(tx, sqs, &id, &arn)).await?;
    let moved = i64::try_from(moved).unwrap_or(i64::MAX);
    Ok(CancelMessageMoveTaskResult::new().with_approximate_number_of_messages_moved(moved))
}

fn cancel(tx: &mut store::WriteTx, sqs: &Sqs, id: &str, arn: &str) -> Done<u64> {
    let live = source_of(sqs, arn)?;
    let mut tasks = state::moves(tx, live.id)?.into_iter();
    let found = tasks.find(|(_, task)| task.id == id && task.status == Status::Running);
    let (number, mut task) =
        found.ok_or_else(|| ResourceNotFoundException::error("Task does not exist."))?;
    task.status = Status::Cancelling;
    state::put_move(tx, live.id, number, &task)?;
    let now = tx.now().millis();
    state::set_task(tx, Task::Move { queue: live.id }, now)?;
    Ok(task.moved)
}
