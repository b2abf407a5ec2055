//! TagQueue: adds tags to a queue.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::TagQueueRequest;
use crate::service::Sqs;
use crate::tags;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &TagQueueRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "TagQueue")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: TagQueueRequest,
) -> Result<wire::Unit, Error> {
    let given = tags::some(input.take_tags(), |tags| tags.is_empty(), "Tags")?;
    let name = target::name(&context, input.queue_url())?.to_owned();
    let given: Vec<(String, String)> = given.into_iter().collect();
    let change = move |_: &Sqs, _: &mut store::WriteTx, queue: &mut crate::queue::Queue| {
        let name = queue.name.clone();
        Ok(tags::put(&mut queue.tags, given, &name)?)
    };
    sqs.alter(&name, change).await?;
    Ok(wire::Unit::new())
}
