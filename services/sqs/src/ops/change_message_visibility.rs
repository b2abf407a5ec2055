//! ChangeMessageVisibility: the message stays in its receiver's hands for another while, or is
//! given back.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::ChangeMessageVisibilityRequest;
use crate::error::{invalid_value, missing, need};
use crate::lease::Fate;
use crate::limit;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &ChangeMessageVisibilityRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "ChangeMessageVisibility")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: ChangeMessageVisibilityRequest,
) -> Result<wire::Unit, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let handle = need(input.receipt_handle(), "ReceiptHandle")?.to_owned();
    let fate = fate(input.visibility_timeout())?;
    let settled = sqs.settle(&live.name, vec![(handle, fate)]).await?;
    settled.into_iter().collect::<Result<(), Error>>()?;
    Ok(wire::Unit::new())
}

pub fn fate(seconds: Option<i64>) -> Result<Fate, Error> {
    let seconds = seconds.ok_or_else(|| missing("VisibilityTimeout"))?;
    let most = limit::VISIBILITY_S_MAX;
    if (0..=most).contains(&seconds) {
        return Ok(Fate::Hide(seconds));
    }
    let reason = format!("Must be between 0 and {most}, if provided.");
    Err(invalid_value(seconds, "VisibilityTimeout", reason))
}
