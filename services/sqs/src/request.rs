//! Messages as senders give them: what each must be, in AWS's words.

use wire::{Error, Map};

use crate::api::{self, MessageAttributeValue, MessageSystemAttributeValue};
use crate::error::{invalid, invalid_value, missing};
use crate::limit;
use crate::message::{Attribute, Value, md5};
use crate::queue::Queue;
use crate::send::Outgoing;

/// Characters of a group's or a deduplication id.
const ID_MAX: usize = 128;

/// A message's parts, of a single send or of an entry of a batch.
#[derive(Debug, Default)]
pub struct Parts {
    pub body: Option<String>,
    pub delay_s: Option<i64>,
    pub attributes: Map<MessageAttributeValue>,
    pub system_attributes: Map<MessageSystemAttributeValue>,
    pub deduplication_id: Option<String>,
    pub group: Option<String>,
}

impl Parts {
    /// What counts of its size.
    pub fn bytes(&self) -> usize {
        let attributes = self.attributes.iter().map(|(name, value)| {
            let text = value.string_value().unwrap_or_default().len();
            let bytes = value.binary_value().unwrap_or_default().len();
            name.len() + value.data_type().unwrap_or_default().len() + text + bytes
        });
        self.body.as_ref().map_or(0, String::len) + attributes.sum::<usize>()
    }

    /// The message, where it can be one of the queue's. `words` are how too large a one is refused.
    pub fn check(self, queue: &Queue, sender: &str, words: &str) -> Result<Outgoing, Error> {
        let bytes = self.bytes();
        let body = self.body.filter(|body| !body.is_empty());
        let body = body.ok_or_else(|| missing("MessageBody"))?;
        let most = queue.message_bytes_max;
        if bytes > most as usize {
            return Err(invalid(format!(
                "One or more parameters {words}. Reason: Message must be shorter than {most} bytes."
            )));
        }
        check_text(&body).map_err(api::InvalidMessageContents::error)?;
        let attributes = attributes(self.attributes)?;
        let trace = trace(self.system_attributes)?;
        check_id(self.deduplication_id.as_deref(), "MessageDeduplicationId")?;
        check_id(self.group.as_deref(), "MessageGroupId")?;
        if let Some(delay) = self.delay_s {
            check_delay(queue, delay)?;
        }
        match queue.fifo {
            true => check_fifo(queue, self.group.as_deref(), self.deduplication_id.as_deref())?,
            false => check_standard(self.deduplication_id.as_deref())?,
        }
        Ok(Outgoing {
            body_md5: md5(body.as_bytes()),
            body,
            delay_s: self.delay_s,
            attributes,
            trace,
            sender: sender.to_owned(),
            group: self.group,
            deduplication_id: self.deduplication_id,
        })
    }
}

fn check_fifo(queue: &Queue, group: Option<&str>, id: Option<&str>) -> Result<(), Error> {
    if group.is_none() {
        return Err(missing("MessageGroupId"));
    }
    if id.is_none() && !queue.content_deduplication {
        return Err(invalid(NO_ID));
    }
    Ok(())
}

/// What a FIFO queue says to a message that it could not tell from another.
pub const NO_ID: &str = "The queue should either have ContentBasedDeduplication enabled or \
                         MessageDeduplicationId provided explicitly";

fn check_standard(id: Option<&str>) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    let reason = "The request includes a parameter that is not valid for this queue type";
    Err(invalid_value(id, "MessageDeduplicationId", reason))
}

fn check_delay(queue: &Queue, delay: i64) -> Result<(), Error> {
    let most = limit::DELAY_S_MAX;
    if !(0..=most).contains(&delay) {
        let reason = format!("DelaySeconds must be >= 0 and <= {most}.");
        return Err(invalid_value(delay, "DelaySeconds", reason));
    }
    if queue.fifo && delay > 0 {
        let reason = "The request include parameter that is not valid for this queue type.";
        return Err(invalid_value(delay, "DelaySeconds", reason));
    }
    Ok(())
}

fn check_id(id: Option<&str>, parameter: &str) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    if !id.is_empty() && id.len() <= ID_MAX && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let reason = format!(
        "{parameter} can only include alphanumeric and punctuation characters. 1 to {ID_MAX} in \
         length."
    );
    Err(invalid_value(id, parameter, reason))
}

/// Refuses what XML 1.0 cannot carry.
fn check_text(text: &str) -> Result<(), &'static str> {
    let fits = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    };
    match text.chars().all(fits) {
        true => Ok(()),
        false => Err("Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | \
                      #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"),
    }
}

fn attributes(given: Map<MessageAttributeValue>) -> Result<Vec<Attribute>, Error> {
    let count = given.len();
    if count > limit::ATTRIBUTES_MAX {
        let most = limit::ATTRIBUTES_MAX;
        return Err(invalid(format!(
            "Number of message attributes [{count}] exceeds the allowed maximum [{most}]."
        )));
    }
    given.into_iter().map(|(name, value)| attribute(name, value)).collect()
}

fn attribute(name: String, mut given: MessageAttributeValue) -> Result<Attribute, Error> {
    check_name(&name)?;
    let kind = given.take_data_type().filter(|kind| !kind.is_empty()).ok_or_else(|| {
        invalid(format!(
            "The message attribute '{name}' must contain a non-empty message attribute type."
        ))
    })?;
    if kind.len() > limit::ATTRIBUTE_NAME_BYTES_MAX {
        return Err(invalid("Message (user) attribute types must be shorter than 256 Bytes"));
    }
    let base = kind.split('.').next().unwrap_or(&kind);
    let empty = || {
        invalid(format!(
            "Message (user) attribute '{name}' must contain a non-empty value of type '{base}'."
        ))
    };
    let value = match base {
        "String" | "Number" => {
            let text = given.take_string_value().filter(|text| !text.is_empty());
            let text = text.ok_or_else(empty)?;
            check_text(&text).map_err(invalid)?;
            if base == "Number" && !is_number(&text) {
                return Err(invalid(format!(
                    "Can't cast the value of message (user) attribute '{name}' to a number."
                )));
            }
            Value::Text(text)
        }
        "Binary" => {
            let bytes = given.take_binary_value().filter(|bytes| !bytes.is_empty());
            Value::Binary(bytes.ok_or_else(empty)?)
        }
        _ => {
            return Err(invalid(format!(
                "The message attribute '{name}' has an invalid message attribute type, the set of \
                 supported type prefixes is Binary, Number, and String."
            )));
        }
    };
    Ok(Attribute { name, kind, value })
}

fn check_name(name: &str) -> Result<(), Error> {
    if name.is_empty() {
        return Err(invalid("Message (user) attribute names must not be empty."));
    }
    if name.len() > limit::ATTRIBUTE_NAME_BYTES_MAX {
        return Err(invalid("Message (user) attribute names must be shorter than 256 Bytes"));
    }
    // The text says otherwise, but letters and digits of other scripts are taken.
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !name.chars().all(fits) {
        return Err(invalid(format!(
            "The message attribute name '{name}' is invalid. Attribute name can contain A-Z, a-z, \
             0-9, underscore (_), hyphen (-), and period (.) characters."
        )));
    }
    let lower = name.to_ascii_lowercase();
    let is_reserved = lower.starts_with("aws.") || lower.starts_with("amazon.");
    if is_reserved || name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        return Err(invalid(
            "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These \
             strings are reserved for internal use. Additionally, they cannot start or end with \
             '.'.",
        ));
    }
    Ok(())
}

/// A number as message attributes have them: up to 38 digits, from -10^128 to 10^126.
fn is_number(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(f64::is_finite)
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE ".contains(&byte))
}

fn trace(given: Map<MessageSystemAttributeValue>) -> Result<Option<String>, Error> {
    let mut trace = None;
    for (name, mut value) in given {
        if name != "AWSTraceHeader" {
            return Err(invalid(format!(
                "Message system attribute name '{name}' is invalid. The only supported one is \
                 AWSTraceHeader."
            )));
        }
        if value.data_type() != Some("String") {
            return Err(invalid(
                "The type of message system attribute 'AWSTraceHeader' is String.",
            ));
        }
        let text = value.take_string_value().filter(|text| !text.is_empty());
        trace = Some(text.ok_or_else(|| {
            invalid(
                "Message (system) attribute 'AWSTraceHeader' must contain a non-empty value of \
                 type 'String'.",
            )
        })?);
    }
    Ok(trace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str) -> Parts {
        Parts { body: Some(body.into()), ..Parts::default() }
    }

    fn refusal(parts: Parts, queue: &Queue) -> String {
        parts.check(queue, "s", "are invalid").unwrap_err().to_string()
    }

    #[test]
    fn bodies_are_not_empty_nor_larger_than_the_queue_takes() {
        let mut queue = Queue::new("q", false, 0);
        queue.message_bytes_max = 1024;
        assert!(parts(&"x".repeat(1024)).check(&queue, "s", "").is_ok());
        let said = refusal(parts(&"x".repeat(1025)), &queue);
        assert!(said.ends_with("Message must be shorter than 1024 bytes."), "{said}");
        let said = refusal(parts(""), &queue);
        assert!(said.starts_with("MissingParameter"), "{said}");
        for (body, good) in [("a\t\n\r\u{10000}", true), ("\u{1}", false), ("\u{fffe}", false)] {
            assert_eq!(parts(body).check(&queue, "s", "").is_ok(), good, "{body:?}");
        }
    }

    #[test]
    fn ids_are_for_the_queues_that_know_them() {
        let (standard, fifo) = (Queue::new("q", false, 0), Queue::new("q.fifo", true, 0));
        let with = |group: Option<&str>, id: Option<&str>| Parts {
            group: group.map(str::to_owned),
            deduplication_id: id.map(str::to_owned),
            ..parts("x")
        };
        assert!(with(Some("g"), None).check(&standard, "s", "").is_ok(), "fair queues");
        assert!(refusal(with(None, Some("d")), &standard).contains("not valid for this queue"));
        assert!(refusal(with(None, Some("d")), &fifo).contains("parameter MessageGroupId"));
        assert!(refusal(with(Some("g"), None), &fifo).contains("ContentBasedDeduplication"));
        assert!(refusal(with(Some("a b"), None), &fifo).contains("1 to 128 in length"));
        assert!(with(Some("g"), Some("d")).check(&fifo, "s", "").is_ok());
    }

    #[test]
    fn attributes_have_a_name_a_type_and_a_value() {
        let value = |kind: &str, text: &str| {
            MessageAttributeValue::new().with_data_type(kind).with_string_value(text)
        };
        for (name, value, word) in [
            ("a", value("String", "x"), ""),
            ("a.b-c_1ö", value("Number.int", "-1.5e3"), ""),
            ("a", value("String", ""), "non-empty value of type 'String'"),
            ("a", value("Number", "one"), "to a number"),
            ("a", value("Color", "x"), "supported type prefixes"),
            ("a", MessageAttributeValue::new(), "message attribute type"),
            ("a", value("Binary", "x"), "non-empty value of type 'Binary'"),
            ("AWS.x", value("String", "x"), "reserved"),
            ("x.", value("String", "x"), "start or end"),
            ("a§", value("String", "x"), "can contain A-Z"),
        ] {
            let said = attribute(name.into(), value).err().map(|error| error.to_string());
            let said = said.unwrap_or_default();
            assert!(said.contains(word) && said.is_empty() == word.is_empty(), "{name}: {said}");
        }
    }
}
