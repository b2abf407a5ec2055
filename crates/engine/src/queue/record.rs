//! What is told of an event that has ended: a destination's record, a dead letter. Pure.

use base::Timestamp;
use bytes::Bytes;
use kit::{Attribute, Message};
use serde_json::{Value, json};

use super::rules::{Condition, Tries};

/// An error's message in a dead letter (Lambda developer guide: the first 1 KB).
const ERROR_MESSAGE_BYTES_MAX: usize = 1024;

/// An event that has ended.
pub struct Ended<'a> {
    pub request_id: &'a str,
    /// With the qualifier.
    pub arn: &'a str,
    pub payload: &'a Bytes,
    pub condition: Condition,
    pub tries: Tries,
    /// What the last attempt came to, where the function ran.
    pub response: Option<Response>,
}

pub struct Response {
    pub executed_version: String,
    pub failed: bool,
    pub payload: Bytes,
}

impl Ended<'_> {
    /// The record that a destination gets.
    pub fn record(&self, now: Timestamp) -> Message {
        let Ended { request_id, arn, payload, condition, tries, response } = self;
        let succeeded = u32::from(*condition == Condition::Success);
        let head = json!({
            "version": "1.0",
            "timestamp": now.iso_millis(),
            "requestContext": {
                "requestId": request_id,
                "functionArn": arn,
                "condition": condition.word(),
                "approximateInvokeCount": tries.failed + succeeded,
            },
        });
        let mut body = head.to_string().into_bytes();
        body.pop();
        body.extend_from_slice(b",\"requestPayload\":");
        body.extend_from_slice(&json_text(payload));
        if let Some(Response { executed_version, failed, payload }) = response {
            let mut context = json!({"statusCode": 200, "executedVersion": executed_version});
            if *failed {
                context["functionError"] = "Unhandled".into();
            }
            body.extend_from_slice(b",\"responseContext\":");
            body.extend_from_slice(context.to_string().as_bytes());
            body.extend_from_slice(b",\"responsePayload\":");
            body.extend_from_slice(&json_text(payload));
        }
        body.push(b'}');
        Message { body: body.into(), attributes: Vec::new() }
    }

    /// What a dead-letter target gets: the event itself, and why it is there.
    pub fn dead_letter(&self) -> Message {
        let (code, message) = self.error();
        let attribute = |name: &str, kind: &str, value: String| Attribute {
            name: name.into(),
            kind: kind.into(),
            value,
        };
        let mut end = message.len().min(ERROR_MESSAGE_BYTES_MAX);
        while !message.is_char_boundary(end) {
            end -= 1;
        }
        Message {
            body: json_text(self.payload),
            attributes: vec![
                attribute("RequestID", "String", self.request_id.to_owned()),
                attribute("ErrorCode", "Number", code.to_string()),
                attribute("ErrorMessage", "String", message[..end].to_owned()),
            ],
        }
    }

    /// The status and the words of what stopped it.
    fn error(&self) -> (u16, String) {
        if let Some(response) = &self.response {
            let value: Option<Value> = serde_json::from_slice(&response.payload).ok();
            let message = value.as_ref().and_then(|value| value.get("errorMessage")?.as_str());
            return (200, message.unwrap_or_default().to_owned());
        }
        match (self.condition, self.tries.status) {
            (Condition::ZeroReservedConcurrency, _) => {
                (429, "The function has zero reserved concurrent executions.".into())
            }
            (_, 429) => (429, "Rate Exceeded.".into()),
            (_, 500) => (500, "The function could not be started.".into()),
            _ => (200, "The event was older than its maximum age.".into()),
        }
    }
}

/// A payload as JSON, whatever a runtime of one's own may have answered.
fn json_text(payload: &Bytes) -> Bytes {
    if payload.is_empty() {
        return Bytes::from_static(b"{}");
    }
    match serde_json::from_slice::<Value>(payload) {
        Ok(_) => payload.clone(),
        Err(_) => Value::from(String::from_utf8_lossy(payload).as_ref()).to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(payload: &Bytes, response: Option<Response>) -> Ended<'_> {
        Ended {
            request_id: "id-1",
            arn: "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
            payload,
            condition: Condition::RetriesExhausted,
            tries: Tries { failed: 3, ..Tries::default() },
            response,
        }
    }

    fn failure(payload: &'static str) -> Option<Response> {
        let executed_version = "$LATEST".into();
        Some(Response { executed_version, failed: true, payload: payload.into() })
    }

    #[test]
    fn a_failures_record_is_lambdas() {
        let payload = Bytes::from_static(b"{\"a\": 1}");
        let record = ended(&payload, failure(r#"{"errorMessage": "no"}"#))
            .record(Timestamp(1_769_903_999_123));
        let value: Value = serde_json::from_slice(&record.body).unwrap();
        assert_eq!(
            value,
            json!({
                "version": "1.0",
                "timestamp": "2026-01-31T23:59:59.123Z",
                "requestContext": {
                    "requestId": "id-1",
                    "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
                    "condition": "RetriesExhausted",
                    "approximateInvokeCount": 3,
                },
                "requestPayload": {"a": 1},
                "responseContext": {
                    "statusCode": 200,
                    "executedVersion": "$LATEST",
                    "functionError": "Unhandled",
                },
                "responsePayload": {"errorMessage": "no"},
            })
        );
    }

    #[test]
    fn a_success_counts_itself_and_has_no_error() {
        let payload = Bytes::new();
        let response =
            Response { executed_version: "1".into(), failed: false, payload: "7".into() };
        let ended = Ended { condition: Condition::Success, ..ended(&payload, Some(response)) };
        let record = ended.record(Timestamp(0));
        let value: Value = serde_json::from_slice(&record.body).unwrap();
        assert_eq!(value["requestContext"]["approximateInvokeCount"], 4);
        assert_eq!(value["requestPayload"], json!({}));
        assert_eq!(value["responseContext"], json!({"statusCode": 200, "executedVersion": "1"}));
        assert_eq!(value["responsePayload"], 7);
    }

    #[test]
    fn an_event_that_never_ran_has_no_response_and_a_strange_one_is_a_text() {
        let payload = Bytes::from_static(b"1");
        let value = |ended: Ended<'_>| -> Value {
            serde_json::from_slice(&ended.record(Timestamp(0)).body).unwrap()
        };
        let never = value(ended(&payload, None));
        assert!(never.get("responseContext").is_none() && never.get("responsePayload").is_none());
        assert_eq!(value(ended(&payload, failure("no \"json")))["responsePayload"], "no \"json");
    }

    #[test]
    fn a_dead_letter_is_the_event_and_says_why() {
        let payload = Bytes::from_static(b"[1]");
        let attributes = |ended: Ended<'_>| -> Vec<(String, String, String)> {
            let letter = ended.dead_letter();
            assert_eq!(letter.body, payload);
            let attributes = letter.attributes.into_iter();
            attributes.map(|one| (one.name, one.kind, one.value)).collect()
        };
        let told = attributes(ended(&payload, failure(r#"{"errorMessage": "no"}"#)));
        let own = |name: &str, kind: &str, value: &str| (name.into(), kind.into(), value.into());
        assert_eq!(told[0], own("RequestID", "String", "id-1"));
        assert_eq!(told[1], own("ErrorCode", "Number", "200"));
        assert_eq!(told[2], own("ErrorMessage", "String", "no"));
        let tries = Tries { status: 429, ..Tries::default() };
        let told = attributes(Ended { tries, ..ended(&payload, None) });
        assert_eq!(told[1], own("ErrorCode", "Number", "429"));
    }
}
