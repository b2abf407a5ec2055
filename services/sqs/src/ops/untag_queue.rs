//! UntagQueue: takes tags off a queue.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::UntagQueueRequest;
use crate::error::missing;
use crate::service::Sqs;
use crate::tags;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &UntagQueueRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "UntagQueue")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: UntagQueueRequest,
) -> Result<wire::Unit, Error> {
    let keys = input.take_tag_keys().ok_or_else(|| missing("TagKeys"))?;
    let name = target::name(&context, input.queue_url())?.to_owned();
    let keys: Vec<String> = keys.into_iter().collect();
    tags::check_keys(&keys)?;
    let change = move |_: &Sqs, _: &mut store::WriteTx, queue: &mut crate::queue::Queue| {
        queue.tags.retain(|(key, _)| !keys.contains(key));
        Ok(())
    };
    sqs.alter(&name, change).await?;
    Ok(wire::Unit::new())
}
