//! SendMessageBatch: up to ten messages in one transaction, each good or bad by itself.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    self, SendMessageBatchRequest, SendMessageBatchRequestEntry, SendMessageBatchResult,
    SendMessageBatchResultEntry,
};
use crate::batch;
use crate::error::invalid;
use crate::limit;
use crate::message::{attributes_md5, hex};
use crate::ops::send_message::{trace_md5, trace_of};
use crate::queue::Queue;
use crate::request::{NO_ID, Parts};
use crate::send::Outgoing;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &SendMessageBatchRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "SendMessage")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: SendMessageBatchRequest,
) -> Result<SendMessageBatchResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let entries = input.take_entries().unwrap_or_default();
    let entries: Vec<SendMessageBatchRequestEntry> = entries.into_iter().collect();
    batch::check("SendMessageBatch", entries.iter().map(SendMessageBatchRequestEntry::id))?;
    let entries: Vec<(String, Parts)> = entries.into_iter().map(parts).collect();
    check_whole(&live, &entries)?;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let mut messages = Vec::new();
    for (id, parts) in entries {
        match parts.check(&live, &context.principal.who.user_id, "cannot be validated") {
            Ok(mut message) => {
                good.push(digested(id, &message));
                message.trace = message.trace.or_else(|| trace_of(&context));
                messages.push(message);
            }
            Err(error) => bad.push(batch::failed(&id, error)),
        }
    }
    if !messages.is_empty() {
        let sent = sqs.send(&live.name, messages).await?;
        for (entry, sent) in good.iter_mut().zip(sent) {
            entry.set_message_id(Some(sent.id));
            entry.set_sequence_number(sent.sequence_number);
        }
    }
    let mut output = SendMessageBatchResult::new();
    // As AWS leaves out what is empty.
    output.set_successful(Some(good).filter(|all| !all.is_empty()).map(Into::into));
    output.set_failed(Some(bad).filter(|all| !all.is_empty()).map(Into::into));
    Ok(output)
}

fn parts(mut entry: SendMessageBatchRequestEntry) -> (String, Parts) {
    let parts = Parts {
        body: entry.take_message_body(),
        delay_s: entry.delay_seconds(),
        attributes: entry.take_message_attributes().unwrap_or_default(),
        system_attributes: entry.take_message_system_attributes().unwrap_or_default(),
        deduplication_id: entry.take_message_deduplication_id(),
        group: entry.take_message_group_id(),
    };
    (entry.take_id().unwrap_or_default(), parts)
}

/// What is wrong with one entry and refuses all.
fn check_whole(queue: &Queue, entries: &[(String, Parts)]) -> Result<(), Error> {
    let bytes: usize = entries.iter().map(|(_, parts)| parts.bytes()).sum();
    let most = limit::MESSAGE_BYTES_MAX;
    if bytes > most {
        return Err(api::BatchRequestTooLong::error(format!(
            "Batch requests cannot be longer than {most} bytes. You have sent {bytes} bytes."
        )));
    }
    if !queue.fifo {
        return Ok(());
    }
    for (_, parts) in entries {
        if parts.deduplication_id.is_none() && !queue.content_deduplication {
            return Err(invalid(NO_ID));
        }
        if parts.group.is_none() {
            return Err(invalid("The request must contain the parameter MessageGroupId."));
        }
    }
    Ok(())
}

fn digested(id: String, message: &Outgoing) -> SendMessageBatchResultEntry {
    let entry = SendMessageBatchResultEntry::new().with_id(id);
    let mut entry = entry.with_md5_of_message_body(hex(&message.body_md5));
    entry.set_md5_of_message_attributes(attributes_md5(message.attributes.iter()));
    entry.set_md5_of_message_system_attributes(trace_md5(message.trace.as_deref()));
    entry
}
