//! Message move tasks: what is in a dead-letter queue goes back, or elsewhere, step by step.
//!
//! A moved message is a new one, with an id of its own and received by nobody yet.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use store::{Corrupt, Fields, Put, ReadTx, Record, WriteTx};

use crate::bell::Bell;
use crate::error::Done;
use crate::message::Message;
use crate::send::{self, Outgoing};
use crate::service::{Live, Sqs};
use crate::state::{self, Task};

/// Messages of one step of a task that has no rate: a few milliseconds of the writer.
const STEP_MESSAGES: usize = 100;
/// Steps a second of a task that has one.
const STEPS_A_SECOND: u32 = 10;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// A UUID.
    pub id: String,
    /// None is back where each message came from.
    pub destination: Option<String>,
    /// Messages a second.
    pub rate: Option<u32>,
    pub started_ms: i64,
    pub moved: u64,
    /// Messages that were there at the start.
    pub to_move: u64,
    pub status: Status,
    pub failure: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    Cancelling,
    Cancelled,
    Completed,
    Failed,
}

impl Status {
    const ALL: [Status; 5] =
        [Status::Running, Status::Cancelling, Status::Cancelled, Status::Completed, Status::Failed];

    pub fn word(self) -> &'static str {
        match self {
            Status::Running => "RUNNING",
            Status::Cancelling => "CANCELLING",
            Status::Cancelled => "CANCELLED",
            Status::Completed => "COMPLETED",
            Status::Failed => "FAILED",
        }
    }

    pub fn is_active(self) -> bool {
        matches!(self, Status::Running | Status::Cancelling)
    }
}

/// What a task is known by: its id and its queue's ARN.
pub fn handle(id: &str, source_arn: &str) -> String {
    STANDARD.encode(json!({"taskId": id, "sourceArn": source_arn}).to_string())
}

/// The task's id and its queue's ARN; none where the text is no handle.
pub fn parse_handle(text: &str) -> Option<(String, String)> {
    let json: Value = serde_json::from_slice(&STANDARD.decode(text).ok()?).ok()?;
    let text = |name: &str| json[name].as_str().map(str::to_owned);
    Some((text("taskId")?, text("sourceArn")?))
}

/// What a step did.
#[derive(Default)]
struct Step {
    bells: Vec<Arc<Bell>>,
    failure: Option<&'static str>,
    moved: usize,
}

/// Does some of a queue's task; whom to tell of what came.
pub fn step(tx: &mut WriteTx, sqs: &Sqs, queue: u64) -> Done<Vec<Arc<Bell>>> {
    let active = state::moves(tx, queue)?.into_iter().find(|(_, task)| task.status.is_active());
    let (Some(live), Some((number, mut task))) = (sqs.by_id(queue), active) else {
        state::end_task(tx, Task::Move { queue })?;
        return Ok(Vec::new());
    };
    if task.status == Status::Cancelling {
        task.status = Status::Cancelled;
        state::end_task(tx, Task::Move { queue })?;
        state::put_move(tx, queue, number, &task)?;
        return Ok(Vec::new());
    }
    let most = match task.rate {
        Some(rate) => (rate / STEPS_A_SECOND).max(1) as usize,
        None => STEP_MESSAGES,
    };
    let done = carry(tx, sqs, &live, task.destination.as_deref(), most)?;
    task.moved += done.moved as u64;
    if let Some(failure) = done.failure {
        (task.status, task.failure) = (Status::Failed, Some(failure.to_owned()));
    } else if done.moved < most {
        task.status = Status::Completed;
    }
    state::put_move(tx, queue, number, &task)?;
    if task.status.is_active() {
        let pause = task.rate.map_or(0, |rate| done.moved as i64 * 1000 / i64::from(rate));
        state::set_task(tx, Task::Move { queue }, tx.now().millis() + pause)?;
    } else {
        state::end_task(tx, Task::Move { queue })?;
    }
    Ok(done.bells)
}

fn carry(
    tx: &mut WriteTx,
    sqs: &Sqs,
    live: &Live,
    destination: Option<&str>,
    most: usize,
) -> Done<Step> {
    let mut step = Step::default();
    for number in there(tx, live, most)? {
        let Some(message) = state::message(tx, live.space, number)? else { continue };
        let Some(arn) = destination.or(message.source_arn.as_deref()) else {
            step.failure = Some("CouldNotDetermineMessageSource");
            break;
        };
        let Some(target) = sqs.at(arn).filter(|target| target.id != live.id) else {
            step.failure = Some("AWS.SimpleQueueService.NonExistentQueue");
            break;
        };
        let mut head = state::head(tx, live.space)?;
        let state = state::state(tx, live.space, number)?;
        let (stamp, fifo) = (&message.stamp, live.fifo);
        state::remove(tx, live.space, &mut head, fifo, number, stamp, state.as_ref())?;
        state::put_head(tx, live.space, &head)?;
        if let Some(group) = stamp.group.as_ref().filter(|_| fifo) {
            state::regroup(tx, live.space, group)?;
        }
        send::put_anew(tx, &target, outgoing(message))?;
        step.bells.push(Arc::clone(&target.bell));
        step.moved += 1;
    }
    Ok(step)
}

fn outgoing(message: Message) -> Outgoing {
    Outgoing {
        body: message.body,
        body_md5: message.body_md5,
        delay_s: None,
        attributes: message.attributes,
        trace: message.trace,
        sender: message.sender,
        group: message.stamp.group,
        deduplication_id: message.deduplication_id,
    }
}

/// Messages that can be received now.
fn there(tx: &ReadTx, live: &Live, most: usize) -> Result<Vec<u64>, store::Error> {
    if !live.fifo {
        let mut head = state::head(tx, live.space)?;
        return state::visible(tx, live.space, &mut head, most);
    }
    let now = tx.now().millis();
    let mut found = Vec::new();
    for group in state::turns(tx, live.space, most)? {
        for number in state::in_group(tx, live.space, &group, most - found.len())? {
            let state = state::state(tx, live.space, number)?;
            let stamp = state::stamp(tx, live.space, number)?.unwrap_or_default();
            if state::place(&stamp, state.as_ref()).at > now {
                break;
            }
            found.push(number);
        }
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}

impl Record for Move {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.id);
        out.put_option(self.destination.as_deref(), Put::put_text);
        out.put_option(self.rate, |out, rate| out.put_u64(rate.into()));
        out.put_i64(self.started_ms);
        out.put_u64(self.moved);
        out.put_u64(self.to_move);
        out.put_u8(self.status as u8);
        out.put_option(self.failure.as_deref(), Put::put_text);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Move, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Move {
            id: fields.string()?,
            destination: fields.option(Fields::string)?,
            rate: fields.option(|fields| {
                u32::try_from(fields.u64()?).map_err(|_| Corrupt("a rate of 32 bits"))
            })?,
            started_ms: fields.i64()?,
            moved: fields.u64()?,
            to_move: fields.u64()?,
            status: {
                let word = usize::from(fields.u8()?);
                *Status::ALL.get(word).ok_or(Corrupt("a move task's status"))?
            },
            failure: fields.option(Fields::string)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_read_back_and_are_known_by_their_handles() {
        let task = Move {
            id: "i".into(),
            destination: Some("arn".into()),
            rate: Some(500),
            started_ms: 1,
            moved: 2,
            to_move: 3,
            status: Status::Failed,
            failure: Some("x".into()),
        };
        let mut bytes = Vec::new();
        task.encode(&mut bytes);
        assert_eq!(Move::decode(1, &bytes), Ok(task));
        let handle = handle("i", "arn");
        assert_eq!(parse_handle(&handle), Some(("i".into(), "arn".into())));
        assert_eq!(parse_handle("x"), None);
    }
}
