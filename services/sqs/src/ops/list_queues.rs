//! ListQueues: the queues whose names begin so, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListQueuesRequest, ListQueuesResult};
use crate::page;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, _: &ListQueuesRequest) -> Vec<Need> {
    vec![Need::new("sqs:ListQueues", sqs.arn("*"))]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: ListQueuesRequest,
) -> Result<ListQueuesResult, Error> {
    let prefix = input.queue_name_prefix().unwrap_or_default();
    let names: Vec<String> = sqs
        .all()
        .iter()
        .map(|live| live.name.clone())
        .filter(|name| name.starts_with(prefix))
        .collect();
    let (names, next) = page::cut(names, input.max_results(), input.next_token())?;
    let mut output = ListQueuesResult::new();
    output.set_next_token(next);
    if !names.is_empty() {
        let urls: Vec<String> = names.iter().map(|name| target::url(&context, name)).collect();
        output.set_queue_urls(Some(urls.into()));
    }
    Ok(output)
}
