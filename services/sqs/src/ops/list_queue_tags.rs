//! ListQueueTags: all of a queue's tags.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListQueueTagsRequest, ListQueueTagsResult};
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &ListQueueTagsRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "ListQueueTags")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: ListQueueTagsRequest,
) -> Result<ListQueueTagsResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let mut output = ListQueueTagsResult::new();
    if !live.tags.is_empty() {
        output.set_tags(Some(live.tags.clone().into()));
    }
    Ok(output)
}
