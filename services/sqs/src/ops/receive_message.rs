//! ReceiveMessage: what there is, at once or within some seconds.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{Message, MessageAttributeValue, ReceiveMessageRequest, ReceiveMessageResult};
use crate::error::{invalid_value, unknown_attribute};
use crate::limit;
use crate::message::{Attribute, Value, attributes_md5, hex};
use crate::receive::{Delivery, Wish};
use crate::service::Sqs;
use crate::target;

/// What a message is known to be beside its body, by its name.
const SYSTEM: [&str; 9] = [
    "AWSTraceHeader",
    "ApproximateFirstReceiveTimestamp",
    "ApproximateReceiveCount",
    "DeadLetterQueueSourceArn",
    "MessageDeduplicationId",
    "MessageGroupId",
    "SenderId",
    "SentTimestamp",
    "SequenceNumber",
];
/// Characters of an attempt's id.
const ATTEMPT_MAX: usize = 128;

pub fn needs(sqs: &Sqs, context: &Context, input: &ReceiveMessageRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "ReceiveMessage")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: ReceiveMessageRequest,
) -> Result<ReceiveMessageResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let wait_s = bounded(
        input.wait_time_seconds(),
        "WaitTimeSeconds",
        0..=limit::WAIT_S_MAX,
        "Must be >= 0 and <= 20, if provided.",
    )?;
    let wish = wish(&mut input, live.fifo)?;
    let system = asked_of_system(&input)?;
    let wait_ms = wait_s.unwrap_or(live.wait_s.into()) * 1000;
    let found = sqs.lease(&live.name, wish, wait_ms, &context.client.gone).await?;
    let mut output = ReceiveMessageResult::new();
    if !found.is_empty() {
        let filter: Vec<&str> = match input.message_attribute_names() {
            Some(names) => names.iter().collect(),
            None => Vec::new(),
        };
        let shown = found.into_iter().map(|delivery| show(delivery, &system, &filter));
        output.set_messages(Some(shown.collect()));
    }
    Ok(output)
}

fn bounded(
    given: Option<i64>,
    parameter: &str,
    range: std::ops::RangeInclusive<i64>,
    reason: &str,
) -> Result<Option<i64>, Error> {
    match given {
        Some(value) if !range.contains(&value) => Err(invalid_value(value, parameter, reason)),
        given => Ok(given),
    }
}

fn wish(input: &mut ReceiveMessageRequest, fifo: bool) -> Result<Wish, Error> {
    let messages = bounded(
        input.max_number_of_messages(),
        "MaxNumberOfMessages",
        1..=limit::BATCH_MAX as i64,
        "Must be between 1 and 10, if provided.",
    )?;
    let visibility_s = bounded(
        input.visibility_timeout(),
        "VisibilityTimeout",
        0..=limit::VISIBILITY_S_MAX,
        "Must be between 0 and 43200, if provided.",
    )?;
    let attempt = input.take_receive_request_attempt_id();
    if let Some(id) = &attempt {
        let parameter = "ReceiveRequestAttemptId";
        if !fifo {
            let reason = "The request include parameter that is not valid for this queue type.";
            return Err(invalid_value(id, parameter, reason));
        }
        let is_plain = id.bytes().all(|byte| byte.is_ascii_graphic());
        if id.is_empty() || id.len() > ATTEMPT_MAX || !is_plain {
            let reason = "ReceiveRequestAttemptId can only include alphanumeric and punctuation \
                          characters. 1 to 128 in length.";
            return Err(invalid_value(id, parameter, reason));
        }
    }
    let messages = messages.unwrap_or(1) as usize;
    Ok(Wish { messages, visibility_s, attempt })
}

/// The system attributes that are asked for, by their newer parameter or their older one.
fn asked_of_system(input: &ReceiveMessageRequest) -> Result<Vec<&'static str>, Error> {
    let newer = input.message_system_attribute_names().into_iter().flat_map(|names| names.iter());
    let older = input.attribute_names().into_iter().flat_map(|names| names.iter());
    let mut asked = Vec::new();
    for name in newer.chain(older) {
        match SYSTEM.iter().find(|known| **known == name) {
            Some(known) => asked.push(*known),
            None if name == "All" => asked.extend(SYSTEM),
            // Names of a queue's attributes are known here, too, and mean nothing.
            None if crate::attributes::asked([name].into_iter()).is_ok() => {}
            None => return Err(unknown_attribute(name)),
        }
    }
    asked.sort_unstable();
    asked.dedup();
    Ok(asked)
}

fn show(delivery: Delivery, system: &[&str], filter: &[&str]) -> Message {
    let mut shown = Message::new();
    let attributes =
        system.iter().filter_map(|name| Some(((*name).to_owned(), of_system(&delivery, name)?)));
    let attributes: Vec<(String, String)> = attributes.collect();
    if !attributes.is_empty() {
        shown.set_attributes(Some(attributes.into()));
    }
    let Delivery { handle, message, .. } = delivery;
    let chosen: Vec<Attribute> =
        message.attributes.into_iter().filter(|one| is_asked(&one.name, filter)).collect();
    if !chosen.is_empty() {
        shown.set_md5_of_message_attributes(attributes_md5(chosen.iter()));
        shown.set_message_attributes(Some(chosen.into_iter().map(attribute).collect()));
    }
    shown
        .with_message_id(message.id)
        .with_receipt_handle(handle)
        .with_md5_of_body(hex(&message.body_md5))
        .with_body(message.body)
}

fn of_system(delivery: &Delivery, name: &str) -> Option<String> {
    let Delivery { message, state, sequence_number, .. } = delivery;
    match name {
        "AWSTraceHeader" => message.trace.clone(),
        "ApproximateFirstReceiveTimestamp" => Some(state.first.to_string()),
        "ApproximateReceiveCount" => Some(state.receives.to_string()),
        "DeadLetterQueueSourceArn" => message.source_arn.clone(),
        "MessageDeduplicationId" => message.deduplication_id.clone(),
        "MessageGroupId" => message.stamp.group.clone(),
        "SenderId" => Some(message.sender.clone()),
        "SentTimestamp" => Some(message.stamp.sent.to_string()),
        "SequenceNumber" => sequence_number.clone(),
        _ => None,
    }
}

/// Names, `All`, and beginnings of names: `order.*`.
fn is_asked(name: &str, filter: &[&str]) -> bool {
    filter.iter().any(|asked| match *asked {
        "All" | ".*" | "*" => true,
        asked => match asked.strip_suffix(".*") {
            Some(prefix) => name == prefix || name.starts_with(prefix),
            None => name == asked,
        },
    })
}

fn attribute(attribute: Attribute) -> (String, MessageAttributeValue) {
    let shown = MessageAttributeValue::new().with_data_type(attribute.kind);
    let shown = match attribute.value {
        Value::Text(text) => shown.with_string_value(text),
        Value::Binary(bytes) => shown.with_binary_value(bytes),
    };
    (attribute.name, shown)
}
