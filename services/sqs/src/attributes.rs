//! Attributes of queues: from what a caller writes to settings, and back.

use policy::{Kind, Policy};
use serde_json::Value;
use store::WriteTx;
use wire::Error;

use crate::api;
use crate::error::{Done, invalid_attribute, invalid_value, unknown_attribute};
use crate::limit;
use crate::name;
use crate::queue::{Allow, Queue, Redrive};
use crate::receive::Depth;
use crate::service::Sqs;
use crate::state::{self, Task};

/// Attributes that a queue has by being what it is.
const OWN: [&str; 6] = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesDelayed",
    "ApproximateNumberOfMessagesNotVisible",
    "CreatedTimestamp",
    "LastModifiedTimestamp",
    "QueueArn",
];
/// Attributes that may be set.
pub const SET: [&str; 15] = [
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "DelaySeconds",
    "FifoQueue",
    "FifoThroughputLimit",
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "Policy",
    "ReceiveMessageWaitTimeSeconds",
    "RedriveAllowPolicy",
    "RedrivePolicy",
    "SqsManagedSseEnabled",
    "VisibilityTimeout",
];
const KMS_REUSE_S: u32 = 300;
const KMS_REUSE_S_MIN: u32 = 60;
const KMS_REUSE_S_MAX: u32 = 24 * 3600;

type Checked<T> = Result<T, Error>;

/// Whether somebody asks for a FIFO queue.
pub fn asks_for_fifo<'a>(given: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    given.into_iter().any(|(name, value)| name == "FifoQueue" && value.eq_ignore_ascii_case("true"))
}

/// Changes a queue as the attributes say.
pub fn apply<'a>(
    queue: &mut Queue,
    given: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Checked<()> {
    let asks = |wanted: &str, value: &str| {
        given.clone().any(|(name, text)| name == wanted && text.eq_ignore_ascii_case(value))
    };
    let has_key = given.clone().any(|(name, value)| name == "KmsMasterKeyId" && !value.is_empty());
    if has_key && asks("SqsManagedSseEnabled", "true") {
        return Err(api::InvalidAttributeName::error(
            "You can use one type of server-side encryption (SSE) at one time. You can either \
             enable KMS SSE or SQS SSE.",
        ));
    }
    for (name, value) in given {
        apply_one(queue, name, value)?;
    }
    if queue.throughput_by_group && !queue.deduplicates_by_group {
        let message = "To set FifoThroughputLimit to perMessageGroupId, DeduplicationScope must \
                       be set to messageGroup.";
        return Err(api::InvalidAttributeValue::error(message));
    }
    Ok(())
}

fn apply_one(queue: &mut Queue, name: &str, value: &str) -> Checked<()> {
    match name {
        "VisibilityTimeout" => {
            queue.visibility_s = number(name, value, 0, limit::VISIBILITY_S_MAX as u32)?;
        }
        "DelaySeconds" => queue.delay_s = number(name, value, 0, limit::DELAY_S_MAX as u32)?,
        "ReceiveMessageWaitTimeSeconds" => {
            queue.wait_s = number(name, value, 0, limit::WAIT_S_MAX as u32)?;
        }
        "MessageRetentionPeriod" => {
            let (min, max) = (limit::RETENTION_S_MIN, limit::RETENTION_S_MAX);
            queue.retention_s = number(name, value, min, max)?;
        }
        "MaximumMessageSize" => {
            let (min, max) = (limit::MESSAGE_BYTES_MAX_MIN, limit::MESSAGE_BYTES_MAX as u32);
            queue.message_bytes_max = number(name, value, min, max)?;
        }
        "Policy" => queue.policy = policy(value)?,
        "RedrivePolicy" => queue.redrive = redrive(value)?,
        "RedriveAllowPolicy" => queue.redrive_allow = allow(value)?,
        "KmsMasterKeyId" => {
            queue.kms_key = Some(value.to_owned()).filter(|key| !key.is_empty());
            if queue.kms_key.is_some() {
                queue.managed_sse = false;
            }
        }
        "KmsDataKeyReusePeriodSeconds" => {
            let seconds = number(name, value, KMS_REUSE_S_MIN, KMS_REUSE_S_MAX)?;
            queue.kms_reuse_s = Some(seconds).filter(|seconds| *seconds != KMS_REUSE_S);
        }
        "SqsManagedSseEnabled" => {
            queue.managed_sse = flag(name, value)?;
            if queue.managed_sse {
                (queue.kms_key, queue.kms_reuse_s) = (None, None);
            }
        }
        _ => return apply_fifo(queue, name, value),
    }
    Ok(())
}

/// Attributes that only FIFO queues have.
fn apply_fifo(queue: &mut Queue, name: &str, value: &str) -> Checked<()> {
    match name {
        "FifoQueue" | "ContentBasedDeduplication" if !queue.fifo => {
            return Err(unknown_attribute(name));
        }
        "DeduplicationScope" | "FifoThroughputLimit" if !queue.fifo => {
            let message = format!("You can specify the {name} only when FifoQueue is set to true.");
            return Err(api::InvalidAttributeName::error(message));
        }
        "FifoQueue" => {
            if !flag(name, value)? {
                return Err(api::InvalidAttributeValue::error(
                    "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is \
                     not supported.",
                ));
            }
        }
        "ContentBasedDeduplication" => queue.content_deduplication = flag(name, value)?,
        "DeduplicationScope" => {
            queue.deduplicates_by_group = either(name, value, "messageGroup", "queue")?;
        }
        "FifoThroughputLimit" => {
            queue.throughput_by_group = either(name, value, "perMessageGroupId", "perQueue")?;
        }
        _ => return Err(unknown_attribute(name)),
    }
    Ok(())
}

fn number(name: &str, value: &str, min: u32, max: u32) -> Checked<u32> {
    let number = value.trim().parse().ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| invalid_attribute(name))
}

fn flag(name: &str, value: &str) -> Checked<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(invalid_attribute(name)),
    }
}

fn either(name: &str, value: &str, yes: &str, no: &str) -> Checked<bool> {
    match value {
        _ if value == yes => Ok(true),
        _ if value == no => Ok(false),
        _ => Err(invalid_attribute(name)),
    }
}

fn policy(text: &str) -> Checked<Option<String>> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > limit::POLICY_BYTES_MAX || Policy::parse(text, Kind::Queue).is_err() {
        return Err(invalid_attribute("Policy"));
    }
    Ok(Some(text.to_owned()))
}

/// A number, or one in a text: both are written.
fn count(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn redrive(text: &str) -> Checked<Option<Redrive>> {
    let refuse = |reason: String| invalid_value(text, "RedrivePolicy", reason);
    if text.is_empty() {
        return Ok(None);
    }
    let parsed: Value = serde_json::from_str(text).unwrap_or_default();
    let Some(map) = parsed.as_object() else {
        return Err(refuse("Redrive policy is not a valid JSON map.".into()));
    };
    if map.is_empty() {
        return Ok(None);
    }
    let lacks = |name: &str| {
        refuse(format!("Redrive policy does not contain mandatory attribute: {name}."))
    };
    let receives = map.get("maxReceiveCount").ok_or_else(|| lacks("maxReceiveCount"))?;
    let target = map.get("deadLetterTargetArn").and_then(Value::as_str);
    let target = target.ok_or_else(|| lacks("deadLetterTargetArn"))?;
    let known = ["maxReceiveCount", "deadLetterTargetArn"];
    if let Some(other) = map.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(refuse(format!("Redrive policy contains unknown attribute: {other}.")));
    }
    let most = limit::RECEIVES_MAX;
    let number = count(receives).and_then(|count| u64::try_from(count).ok());
    let number = number.filter(|count| (1..=most).contains(count)).ok_or_else(|| {
        let shown = receives.as_str().map_or_else(|| receives.to_string(), str::to_owned);
        refuse(format!(
            "Invalid value for maxReceiveCount: {shown}, valid values are from 1 to {most} both \
             inclusive."
        ))
    })?;
    Ok(Some(Redrive { target_arn: target.to_owned(), receives_max: number }))
}

fn allow(text: &str) -> Checked<Option<Allow>> {
    if text.is_empty() {
        return Ok(None);
    }
    let refuse = || {
        invalid_value(
            text,
            "RedriveAllowPolicy",
            "Amazon SQS can't create the redrive allow policy, as it\u{2019}s in an unsupported \
             format.",
        )
    };
    let parsed: Value = serde_json::from_str(text).map_err(|_| refuse())?;
    let sources = parsed.get("sourceQueueArns");
    let permission = parsed.get("redrivePermission").and_then(Value::as_str);
    match (permission, sources.and_then(Value::as_array)) {
        (Some("allowAll"), None) => Ok(Some(Allow::All)),
        (Some("denyAll"), None) => Ok(Some(Allow::None)),
        (Some("byQueue"), Some(arns))
            if !arns.is_empty() && arns.len() <= limit::ALLOWED_SOURCES_MAX =>
        {
            let arns = arns.iter().map(|arn| arn.as_str().map(str::to_owned));
            let arns: Option<Vec<String>> = arns.collect();
            Ok(Some(Allow::Sources(arns.ok_or_else(refuse)?)))
        }
        _ => Err(refuse()),
    }
}

/// Refuses a dead-letter queue that is not there, is of the other type or does not want this one's.
pub fn check_target<'a>(
    queue: &Queue,
    arn: &str,
    find: impl FnOnce(&str) -> Option<&'a Queue>,
) -> Checked<()> {
    let Some(redrive) = &queue.redrive else { return Ok(()) };
    let refuse = |reason: &str| Err(invalid_value(show_redrive(redrive), "RedrivePolicy", reason));
    let Some(target) = find(&redrive.target_arn) else {
        return match name::is_arn_of_queue(&redrive.target_arn) {
            true => refuse("Dead letter target does not exist."),
            false => refuse("Invalid value for deadLetterTargetArn."),
        };
    };
    if target.fifo != queue.fifo {
        return refuse("Dead-letter queue must be same type of queue as the source.");
    }
    match &target.redrive_allow {
        Some(Allow::None) => {
            refuse("The dead-letter queue's redrive permission does not allow any source queue.")
        }
        Some(Allow::Sources(arns)) if !arns.iter().any(|source| source == arn) => {
            refuse("The dead-letter queue's redrive permission does not allow this source queue.")
        }
        _ => Ok(()),
    }
}

/// Sees to what follows from a queue's being changed; refuses what cannot be.
pub fn changed(sqs: &Sqs, tx: &mut WriteTx, before: &Queue, queue: &mut Queue) -> Done<()> {
    if queue.redrive != before.redrive {
        let arn = sqs.arn(&queue.name);
        let target = queue.redrive.as_ref().and_then(|redrive| sqs.at(&redrive.target_arn));
        check_target(queue, &arn, |_| target.as_deref().map(|live| &live.queue))?;
    }
    if queue.deduplicates_by_group != before.deduplicates_by_group {
        let now = tx.now().millis();
        let was = before.is_scoped_to_groups(now);
        let changes = was != queue.deduplicates_by_group;
        queue.scoped_ms = changes.then_some(now + limit::SCOPE_MS);
    }
    if queue.fifo && queue.delay_s != before.delay_s {
        state::delay_anew(tx, queue)?;
    }
    if queue.retention_s < before.retention_s {
        // What has been kept longer than that goes now.
        state::set_task(tx, Task::Expire { queue: queue.id }, tx.now().millis())?;
    }
    if queue != before {
        queue.modified_s = tx.now().seconds();
    }
    Ok(())
}

fn show_redrive(redrive: &Redrive) -> String {
    serde_json::json!({
        "deadLetterTargetArn": redrive.target_arn,
        "maxReceiveCount": redrive.receives_max,
    })
    .to_string()
}

fn show_allow(allow: &Allow) -> String {
    match allow {
        Allow::All => serde_json::json!({"redrivePermission": "allowAll"}),
        Allow::None => serde_json::json!({"redrivePermission": "denyAll"}),
        Allow::Sources(arns) => {
            serde_json::json!({"redrivePermission": "byQueue", "sourceQueueArns": arns})
        }
    }
    .to_string()
}

/// An attribute as it is shown; none where the queue has none.
pub fn show(queue: &Queue, arn: &str, depth: Depth, name: &str) -> Option<String> {
    let fifo = |value: String| queue.fifo.then_some(value);
    let choice = |yes, a: &str, b: &str| fifo(if yes { a.to_owned() } else { b.to_owned() });
    match name {
        "ApproximateNumberOfMessages" => Some(depth.visible.to_string()),
        "ApproximateNumberOfMessagesDelayed" => Some(depth.delayed.to_string()),
        "ApproximateNumberOfMessagesNotVisible" => Some(depth.in_flight.to_string()),
        "CreatedTimestamp" => Some(queue.created_s.to_string()),
        "LastModifiedTimestamp" => Some(queue.modified_s.to_string()),
        "QueueArn" => Some(arn.to_owned()),
        "VisibilityTimeout" => Some(queue.visibility_s.to_string()),
        "DelaySeconds" => Some(queue.delay_s.to_string()),
        "MaximumMessageSize" => Some(queue.message_bytes_max.to_string()),
        "MessageRetentionPeriod" => Some(queue.retention_s.to_string()),
        "ReceiveMessageWaitTimeSeconds" => Some(queue.wait_s.to_string()),
        "Policy" => queue.policy.clone(),
        "RedrivePolicy" => queue.redrive.as_ref().map(show_redrive),
        "RedriveAllowPolicy" => queue.redrive_allow.as_ref().map(show_allow),
        "KmsMasterKeyId" => queue.kms_key.clone(),
        "KmsDataKeyReusePeriodSeconds" => {
            let seconds = queue.kms_reuse_s.or(queue.kms_key.as_ref().map(|_| KMS_REUSE_S));
            seconds.map(|seconds| seconds.to_string())
        }
        "SqsManagedSseEnabled" => Some(queue.managed_sse.to_string()),
        "FifoQueue" => fifo("true".into()),
        "ContentBasedDeduplication" => fifo(queue.content_deduplication.to_string()),
        "DeduplicationScope" => choice(queue.deduplicates_by_group, "messageGroup", "queue"),
        "FifoThroughputLimit" => choice(queue.throughput_by_group, "perMessageGroupId", "perQueue"),
        _ => None,
    }
}

/// The names that were asked for, each known; `All` is all of them.
pub fn asked<'a>(names: impl Iterator<Item = &'a str>) -> Checked<Vec<&'a str>> {
    let mut asked = Vec::new();
    for name in names {
        match name {
            "All" => asked.extend(OWN.iter().chain(&SET)),
            _ if OWN.contains(&name) || SET.contains(&name) => asked.push(name),
            _ => return Err(unknown_attribute(name)),
        }
    }
    asked.sort_unstable();
    asked.dedup();
    Ok(asked)
}

/// Whether the names ask for how many messages there are, which has to be looked up.
pub fn ask_for_depth(names: &[&str]) -> bool {
    names.iter().any(|name| name.starts_with("Approximate"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(queue: &mut Queue, name: &str, value: &str) -> Result<(), String> {
        let given = [(name, value)];
        apply(queue, given.into_iter()).map_err(|error| error.to_string())
    }

    /// A resource of a queue's policy need not be an ARN.
    const NAMELESS: &str = r#"{"Statement": {"Effect": "Allow", "Principal": "*",
        "Action": "sqs:SendMessage", "Resource": "mine"}}"#;

    #[test]
    fn attributes_are_read_and_shown() {
        let mut queue = Queue::new("q.fifo", true, 5);
        let arn = "arn:aws:sqs:us-east-1:000000000000:q.fifo";
        let redrive = r#"{"deadLetterTargetArn":"arn:x","maxReceiveCount":3}"#;
        let sources = r#"{"redrivePermission":"byQueue","sourceQueueArns":["a"]}"#;
        for (name, value, shown) in [
            ("VisibilityTimeout", "43200", Some("43200")),
            ("DelaySeconds", "900", Some("900")),
            ("MessageRetentionPeriod", "60", Some("60")),
            ("MaximumMessageSize", "1048576", Some("1048576")),
            ("RedrivePolicy", redrive, Some(redrive)),
            ("RedrivePolicy", "", None),
            ("RedriveAllowPolicy", sources, Some(sources)),
            ("KmsMasterKeyId", "k", Some("k")),
            ("KmsDataKeyReusePeriodSeconds", "60", Some("60")),
            ("SqsManagedSseEnabled", "TRUE", Some("true")),
            ("ContentBasedDeduplication", "true", Some("true")),
            ("DeduplicationScope", "messageGroup", Some("messageGroup")),
            ("FifoThroughputLimit", "perMessageGroupId", Some("perMessageGroupId")),
            ("Policy", "", None),
            ("Policy", NAMELESS, Some(NAMELESS)),
        ] {
            assert_eq!(set(&mut queue, name, value), Ok(()), "{name}");
            let found = show(&queue, arn, Depth::default(), name);
            assert_eq!(found.as_deref(), shown, "{name}");
        }
        assert_eq!(queue.kms_key, None, "encryption is of one kind");
    }

    #[test]
    fn what_no_queue_can_be_is_refused_in_aws_words() {
        let mut queue = Queue::new("q", false, 5);
        for (name, value, word) in [
            ("VisibilityTimeout", "43201", "Invalid value for the parameter VisibilityTimeout."),
            ("DelaySeconds", "x", "Invalid value for the parameter DelaySeconds."),
            ("MaximumMessageSize", "1023", "InvalidAttributeValue"),
            ("Color", "red", "Unknown Attribute Color."),
            ("QueueArn", "x", "Unknown Attribute QueueArn."),
            ("FifoQueue", "false", "Unknown Attribute FifoQueue."),
            ("DeduplicationScope", "queue", "only when FifoQueue is set to true"),
            ("Policy", "{", "Invalid value for the parameter Policy."),
            ("RedrivePolicy", "[]", "not a valid JSON map"),
            ("RedrivePolicy", r#"{"deadLetterTargetArn":"a"}"#, "maxReceiveCount."),
            (
                "RedrivePolicy",
                r#"{"deadLetterTargetArn":"a","maxReceiveCount":"1001"}"#,
                "Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000",
            ),
            ("RedriveAllowPolicy", r#"{"redrivePermission":"byQueue"}"#, "unsupported format"),
        ] {
            let said = set(&mut queue, name, value).unwrap_err();
            assert!(said.contains(word), "{name}: {said}");
        }
        let both = [("KmsMasterKeyId", "k"), ("SqsManagedSseEnabled", "true")];
        assert!(apply(&mut queue, both.into_iter()).is_err());
    }
}
