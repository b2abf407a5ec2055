//! ChangeMessageVisibilityBatch: up to ten changes in one transaction.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchRequestEntry,
    ChangeMessageVisibilityBatchResult, ChangeMessageVisibilityBatchResultEntry,
};
use crate::batch;
use crate::error::missing;
use crate::ops::change_message_visibility::fate;
use crate::service::Sqs;
use crate::target;

pub fn needs(
    sqs: &Sqs,
    context: &Context,
    input: &ChangeMessageVisibilityBatchRequest,
) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "ChangeMessageVisibility")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: ChangeMessageVisibilityBatchRequest,
) -> Result<ChangeMessageVisibilityBatchResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let entries = input.take_entries().unwrap_or_default();
    let entries: Vec<ChangeMessageVisibilityBatchRequestEntry> = entries.into_iter().collect();
    let ids = entries.iter().map(ChangeMessageVisibilityBatchRequestEntry::id);
    batch::check("ChangeMessageVisibilityBatch", ids)?;
    let entries = entries.into_iter().map(|mut entry| {
        let handle = entry.take_receipt_handle().ok_or_else(|| missing("ReceiptHandle"));
        let asked = handle.and_then(|handle| Ok((handle, fate(entry.visibility_timeout())?)));
        (entry.take_id().unwrap_or_default(), asked)
    });
    let (good, bad) = batch::settle(&sqs, &live.name, entries.collect()).await?;
    let good = good.into_iter();
    let good = good.map(|id| ChangeMessageVisibilityBatchResultEntry::new().with_id(id));
    let mut output = ChangeMessageVisibilityBatchResult::new();
    // As AWS leaves out what is empty.
    let good = Some(good.collect::<Vec<_>>()).filter(|all| !all.is_empty());
    output.set_successful(good.map(Into::into));
    output.set_failed(Some(bad).filter(|all| !all.is_empty()).map(Into::into));
    Ok(output)
}
