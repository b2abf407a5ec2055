//! GetQueueUrl: where a queue of a name is.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{GetQueueUrlRequest, GetQueueUrlResult};
use crate::error::{need, no_queue};
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, input: &GetQueueUrlRequest) -> Vec<Need> {
    vec![target::need_at(sqs, &sqs.arn(input.queue_name().unwrap_or_default()), "GetQueueUrl")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: GetQueueUrlRequest,
) -> Result<GetQueueUrlResult, Error> {
    let name = need(input.queue_name(), "QueueName")?;
    let owner = input.queue_owner_aws_account_id();
    if owner.is_some_and(|owner| owner != context.account) {
        return Err(no_queue());
    }
    let live = sqs.get(name)?;
    Ok(GetQueueUrlResult::new().with_queue_url(target::url(&context, &live.name)))
}
