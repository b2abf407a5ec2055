//! DeleteMessageBatch: up to ten deletes in one transaction.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    DeleteMessageBatchRequest, DeleteMessageBatchRequestEntry, DeleteMessageBatchResult,
    DeleteMessageBatchResultEntry,
};
use crate::batch;
use crate::error::missing;
use crate::lease::Fate;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &DeleteMessageBatchRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "DeleteMessage")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: DeleteMessageBatchRequest,
) -> Result<DeleteMessageBatchResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let entries = input.take_entries().unwrap_or_default();
    let entries: Vec<DeleteMessageBatchRequestEntry> = entries.into_iter().collect();
    batch::check("DeleteMessageBatch", entries.iter().map(DeleteMessageBatchRequestEntry::id))?;
    let entries = entries.into_iter().map(|mut entry| {
        let handle = entry.take_receipt_handle().ok_or_else(|| missing("ReceiptHandle"));
        (entry.take_id().unwrap_or_default(), handle.map(|handle| (handle, Fate::Delete)))
    });
    let (good, bad) = batch::settle(&sqs, &live.name, entries.collect()).await?;
    let good = good.into_iter().map(|id| DeleteMessageBatchResultEntry::new().with_id(id));
    let mut output = DeleteMessageBatchResult::new();
    // As AWS leaves out what is empty.
    let good = Some(good.collect::<Vec<_>>()).filter(|all| !all.is_empty());
    output.set_successful(good.map(Into::into));
    output.set_failed(Some(bad).filter(|all| !all.is_empty()).map(Into::into));
    Ok(output)
}
