//! SendMessage: one message into a queue, in one transaction.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{SendMessageRequest, SendMessageResult};
use crate::message::{Attribute, Value, attributes_md5, hex};
use crate::request::Parts;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &SendMessageRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "SendMessage")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: SendMessageRequest,
) -> Result<SendMessageResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let parts = Parts {
        body: input.take_message_body(),
        delay_s: input.delay_seconds(),
        attributes: input.take_message_attributes().unwrap_or_default(),
        system_attributes: input.take_message_system_attributes().unwrap_or_default(),
        deduplication_id: input.take_message_deduplication_id(),
        group: input.take_message_group_id(),
    };
    let mut message = parts.check(&live, &context.principal.who.user_id, "are invalid")?;
    let mut output = SendMessageResult::new().with_md5_of_message_body(hex(&message.body_md5));
    output.set_md5_of_message_attributes(attributes_md5(message.attributes.iter()));
    output.set_md5_of_message_system_attributes(trace_md5(message.trace.as_deref()));
    message.trace = message.trace.or_else(|| trace_of(&context));
    let sent = sqs.send(&live.name, vec![message]).await?;
    if let Some(sent) = sent.into_iter().next() {
        output.set_message_id(Some(sent.id));
        output.set_sequence_number(sent.sequence_number);
    }
    Ok(output)
}

/// The trace that the request belongs to, where it says so.
pub fn trace_of(context: &Context) -> Option<String> {
    context.client.trace_id.as_deref().map(str::to_owned)
}

/// The digest of system attributes as they were sent.
pub fn trace_md5(trace: Option<&str>) -> Option<String> {
    let trace = trace.map(|trace| Attribute {
        name: "AWSTraceHeader".into(),
        kind: "String".into(),
        value: Value::Text(trace.to_owned()),
    });
    attributes_md5(trace.iter())
}
