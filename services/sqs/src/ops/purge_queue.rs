//! PurgeQueue: all that is in a queue is gone.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{self, PurgeQueueRequest};
use crate::limit;
use crate::service::Sqs;
use crate::state::{self, Head, Task};
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &PurgeQueueRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "PurgeQueue")]
}

/// The queue goes on in another space; the old one is cleared away in steps.
pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: PurgeQueueRequest,
) -> Result<wire::Unit, Error> {
    let name = target::name(&context, input.queue_url())?.to_owned();
    let purge = move |_: &Sqs, tx: &mut store::WriteTx, queue: &mut crate::queue::Queue| {
        let now = tx.now().millis();
        if queue.purged_ms.is_some_and(|last| now < last + limit::AGAIN_MS) {
            return Err(api::PurgeQueueInProgress::error(format!(
                "Only one PurgeQueue operation on {} is allowed every 60 seconds.",
                queue.name
            ))
            .into());
        }
        let old = state::head(tx, queue.space)?;
        state::drop_space(tx, queue.space)?;
        state::end_task(tx, Task::Expire { queue: queue.id })?;
        queue.space = state::number(tx)?;
        queue.purged_ms = Some(now);
        // Numbers go on: an old handle is no other message's.
        state::put_head(tx, queue.space, &Head { next: old.next, ..Head::default() })?;
        Ok(())
    };
    sqs.alter(&name, purge).await?;
    Ok(wire::Unit::new())
}
