//! SetQueueAttributes: changes what a queue is set to.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::SetQueueAttributesRequest;
use crate::attributes;
use crate::error::{Done, missing};
use crate::queue::Queue;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &SetQueueAttributesRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "SetQueueAttributes")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: SetQueueAttributesRequest,
) -> Result<wire::Unit, Error> {
    let given = input.take_attributes().ok_or_else(|| missing("Attributes"))?;
    let name = target::name(&context, input.queue_url())?.to_owned();
    set(&sqs, &name, given.into_iter().collect()).await?;
    Ok(wire::Unit::new())
}

/// Also what a manifest's queue goes through.
pub async fn set(sqs: &Arc<Sqs>, name: &str, given: Vec<(String, String)>) -> Result<(), Error> {
    let change = move |sqs: &Sqs, tx: &mut store::WriteTx, queue: &mut Queue| -> Done<()> {
        let before = queue.clone();
        let pairs = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        attributes::apply(queue, pairs)?;
        attributes::changed(sqs, tx, &before, queue)
    };
    let live = sqs.alter(name, change).await?;
    if live.fifo {
        // A shorter delay may be over already.
        live.bell.ring_all();
    }
    Ok(())
}
