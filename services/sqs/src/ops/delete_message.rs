//! DeleteMessage: whoever has the handle is done with the message.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::DeleteMessageRequest;
use crate::error::need;
use crate::lease::Fate;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &DeleteMessageRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "DeleteMessage")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: DeleteMessageRequest,
) -> Result<wire::Unit, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let handle = need(input.receipt_handle(), "ReceiptHandle")?.to_owned();
    let settled = sqs.settle(&live.name, vec![(handle, Fate::Delete)]).await?;
    settled.into_iter().collect::<Result<(), Error>>()?;
    Ok(wire::Unit::new())
}
