//! What the Runtime API answers, byte for byte. Pure.
//!
//! Sources: the Lambda developer guide ("Using the Lambda runtime API", its OpenAPI description)
//! and, for the texts of errors, what Lambda's own runtime interface emulator answers.

use std::fmt::Write;

use crate::frame::RESPONSE_BYTES_MAX;
use crate::head::Head;

/// A runtime's states, as the texts of errors have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has not asked for an invocation yet.
    Started,
    /// It has said that it cannot.
    InitError,
    /// It waits for an invocation.
    Ready,
    /// It has one.
    Running,
    /// It has answered.
    ResponseSent,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Started => "Started",
            Stage::InitError => "InitError",
            Stage::Ready => "Ready",
            Stage::Running => "Running",
            Stage::ResponseSent => "ResponseSent",
        }
    }
}

pub const CONTINUE: &str = "HTTP/1.1 100 Continue\r\n\r\n";

pub fn accepted() -> String {
    whole("202 Accepted", "{\"status\":\"OK\"}\n")
}

/// The id is not that of the invocation under way.
pub fn wrong_id() -> String {
    refusal("400 Bad Request", "InvalidRequestID", "Invalid request ID")
}

/// `to` is what the request would have led to.
pub fn wrong_stage(from: Stage, to: &str) -> String {
    let from = from.name();
    let message = format!(
        "State transition from {from} to {to} failed for runtime. \
         Error: State transition is not allowed"
    );
    refusal("403 Forbidden", "InvalidStateTransition", &message)
}

pub fn too_large() -> String {
    let message = format!("Exceeded maximum allowed payload size ({RESPONSE_BYTES_MAX} bytes).");
    refusal("413 Request Entity Too Large", "RequestEntityTooLarge", &message)
}

pub fn not_found() -> String {
    whole("404 Not Found", "404 page not found\n")
}

pub fn wrong_method() -> String {
    whole("405 Method Not Allowed", "")
}

/// What is no request; the connection ends with it.
pub fn bad(why: &str) -> String {
    refusal("400 Bad Request", "BadRequest", why)
}

/// Everything of the answer to `next` but the event itself.
pub fn invocation(head: &Head, deadline_ms: u64, event_bytes: usize) -> Vec<u8> {
    let mut out = String::with_capacity(512);
    out.push_str("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
    let _ = write!(out, "Content-Length: {event_bytes}\r\n");
    let _ = write!(out, "Lambda-Runtime-Deadline-Ms: {deadline_ms}\r\n");
    for (name, value) in [
        ("Aws-Request-Id", &head.request_id),
        ("Invoked-Function-Arn", &head.arn),
        ("Trace-Id", &head.trace_id),
    ] {
        if is_plain(value) {
            let _ = write!(out, "Lambda-Runtime-{name}: {value}\r\n");
        }
    }
    if let Some(context) = &head.client_context {
        let _ = write!(out, "Lambda-Runtime-Client-Context: {}\r\n", ascii(&context.to_string()));
    }
    out.push_str("\r\n");
    out.into_bytes()
}

/// What can stand in a header line. Callers choose ids and traces, and a line break would let them
/// write headers.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// JSON with escapes for what is not ASCII: header values are not UTF-8 everywhere.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for unit in json.chars() {
        if unit.is_ascii() {
            out.push(unit);
            continue;
        }
        let mut pair = [0; 2];
        for half in unit.encode_utf16(&mut pair) {
            let _ = write!(out, "\\u{half:04x}");
        }
    }
    out
}

fn refusal(status: &str, error_type: &str, message: &str) -> String {
    let body = serde_json::json!({ "errorMessage": message, "errorType": error_type });
    whole(status, &format!("{body}\n"))
}

fn whole(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n\
         {body}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(head: &Head) -> String {
        String::from_utf8(invocation(head, 17, 2)).unwrap()
    }

    #[test]
    fn an_invocation_tells_what_lambda_tells() {
        let context = r#"{"custom":{"a":"ü€𝄞"}}"#;
        let head =
            Head::new("id-1".into(), "arn:aws:lambda:x".into(), "Root=1".into(), Some(context));
        assert_eq!(
            text(&head),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\
             Lambda-Runtime-Deadline-Ms: 17\r\nLambda-Runtime-Aws-Request-Id: id-1\r\n\
             Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x\r\n\
             Lambda-Runtime-Trace-Id: Root=1\r\nLambda-Runtime-Client-Context: \
             {\"custom\":{\"a\":\"\\u00fc\\u20ac\\ud834\\udd1e\"}}\r\n\r\n"
        );
    }

    #[test]
    fn a_caller_writes_no_headers() {
        let head = Head::new(
            "id".into(),
            "arn".into(),
            "Root=1\r\nLambda-Runtime-Deadline-Ms: 9".into(),
            None,
        );
        assert!(!text(&head).contains("Deadline-Ms: 9"), "{}", text(&head));
        let context = "{\"a\":\"x\\r\\nEvil: 1\"}";
        let head = Head::new("id".into(), "arn".into(), "t".into(), Some(context));
        assert!(!text(&head).contains("\nEvil"), "{}", text(&head));
    }
}
