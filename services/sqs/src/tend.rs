//! What has to be done at a time and by nobody's request: messages that were kept long enough end,
//! what was deleted is cleared away, move tasks go on.
//!
//! Each is a deadline in the store, so nothing is looked for and nothing is forgotten by a restart.
//! One thread waits for the earliest; a step of it is one transaction of bounded size.

use std::io;
use std::sync::Arc;

use kit::Worker;
use kit::tend::{self, Tending};
use store::WriteTx;

use crate::error::{Done, from_store};
use crate::moves;
use crate::service::Sqs;
use crate::state::{self, Task};

/// Deadlines that one step looks at.
const STEP_TASKS: usize = 20;
/// Messages of a queue that one step looks at.
const STEP_MESSAGES: usize = 200;

impl Sqs {
    /// Begins to do what is due, on a thread that ends with the service.
    pub fn begin(self: &Arc<Sqs>) -> io::Result<()> {
        let tending = Tending {
            store: |sqs: &Sqs| &sqs.store,
            wait: state::wait,
            step: Sqs::tend,
            at_work: |sqs| &sqs.at_work,
        };
        tend::begin("sqs-tend", self, tending)
    }

    /// Does some of what is due by the store's clock; whether there may be more. The thread's step,
    /// and a test's. What one task meets keeps no other from being done; the first of such errors
    /// is told.
    pub fn tend(self: &Arc<Sqs>) -> Result<bool, wire::Error> {
        let due = self.store.read(|tx| state::due(tx, STEP_TASKS));
        let due = due.map_err(|error| from_store(&error))?;
        let more = !due.is_empty();
        let mut first = Ok(());
        for task in due {
            let done = match task {
                Task::Clear { space } => self.write_blocking(move |_, tx| {
                    state::clear_step(tx, space)?;
                    Ok(Vec::new())
                }),
                Task::Expire { queue } => self.write_blocking(move |sqs, tx| {
                    expire(tx, sqs, queue)?;
                    Ok(Vec::new())
                }),
                Task::Move { queue } => {
                    self.write_blocking(move |sqs, tx| moves::step(tx, sqs, queue))
                }
            };
            match done {
                Ok(bells) => bells.iter().for_each(|bell| bell.ring(1)),
                Err(error) => first = first.and(Err(error)),
            }
        }
        first.map(|()| more)
    }
}

impl Worker for Sqs {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        Ok(self.at_work.busy("SQS"))
    }
}

/// Ends messages that were kept long enough, and waits for the next one's end.
fn expire(tx: &mut WriteTx, sqs: &Sqs, queue: u64) -> Done<()> {
    let Some(live) = sqs.by_id(queue) else {
        return Ok(state::end_task(tx, Task::Expire { queue })?);
    };
    let (space, fifo, now) = (live.space, live.fifo, tx.now().millis());
    let mut head = state::head(tx, space)?;
    let mut next = None;
    let oldest = state::oldest(tx, space, STEP_MESSAGES)?;
    for (number, stamp) in &oldest {
        let end = stamp.sent.saturating_add(live.retention_ms());
        if end > now {
            next = Some(end);
            break;
        }
        let state = state::state(tx, space, *number)?;
        state::remove(tx, space, &mut head, fifo, *number, stamp, state.as_ref())?;
        if let Some(group) = stamp.group.as_ref().filter(|_| fifo) {
            state::regroup(tx, space, group)?;
        }
    }
    let next = next.or_else(|| (!oldest.is_empty()).then_some(now));
    match next {
        Some(at) => state::set_task(tx, Task::Expire { queue }, at)?,
        None => state::end_task(tx, Task::Expire { queue })?,
    }
    head.is_tended = next.is_some();
    Ok(state::put_head(tx, space, &head)?)
}
