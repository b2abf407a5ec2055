//! RemovePermission: takes a statement out of a queue's policy.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::RemovePermissionRequest;
use crate::error::need;
use crate::permission;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &RemovePermissionRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "RemovePermission")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: RemovePermissionRequest,
) -> Result<wire::Unit, Error> {
    let label = need(input.label(), "Label")?.to_owned();
    let name = target::name(&context, input.queue_url())?.to_owned();
    let change = move |_: &Sqs, _: &mut store::WriteTx, queue: &mut crate::queue::Queue| {
        queue.policy = permission::remove(queue.policy.as_deref(), &label)?;
        Ok(())
    };
    sqs.alter(&name, change).await?;
    Ok(wire::Unit::new())
}
