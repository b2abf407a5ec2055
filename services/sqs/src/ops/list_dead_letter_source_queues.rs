//! ListDeadLetterSourceQueues: the queues whose messages end in this one.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult};
use crate::page;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &ListDeadLetterSourceQueuesRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "ListDeadLetterSourceQueues")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: ListDeadLetterSourceQueuesRequest,
) -> Result<ListDeadLetterSourceQueuesResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let names = sources(&sqs, &live.arn);
    let (names, next) = page::cut(names, input.max_results(), input.next_token())?;
    let urls: Vec<String> = names.iter().map(|name| target::url(&context, name)).collect();
    let mut output = ListDeadLetterSourceQueuesResult::new().with_queue_urls(urls);
    output.set_next_token(next);
    Ok(output)
}

/// The names of the queues whose dead letters go to this one, in their order.
pub fn sources(sqs: &Sqs, arn: &str) -> Vec<String> {
    let all = sqs.all();
    let sources = all
        .iter()
        .filter(|other| other.redrive.as_ref().is_some_and(|redrive| redrive.target_arn == arn));
    sources.map(|other| other.name.clone()).collect()
}
