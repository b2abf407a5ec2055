//! Which items of a batch a function says have failed. Pure.
//!
//! Where `ReportBatchItemFailures` is on, the reply names them. What Lambda takes for a success as
//! a whole and what for a failure as a whole is written in its guide ("Implementing partial batch
//! responses"); a reply that is neither is a failure, so that nothing is deleted by mistake.

use std::collections::BTreeSet;

use serde_json::Value;

const FAILURES: &str = "batchItemFailures";
const IDENTIFIER: &str = "itemIdentifier";

/// What a reply says.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// These have failed, the others have not.
    Failed(BTreeSet<String>),
    /// The whole batch counts as failed; why, for the operator.
    Malformed(&'static str),
}

/// Reads the reply of a function that reports; `has` says whether an item is in its batch.
pub fn read(payload: &[u8], has: impl Fn(&str) -> bool) -> Reply {
    let none = || Reply::Failed(BTreeSet::new());
    if payload.iter().all(u8::is_ascii_whitespace) {
        return none();
    }
    let reply = match serde_json::from_slice::<Value>(payload) {
        Err(_) => return Reply::Malformed("the reply is no JSON"),
        Ok(Value::Null) => return none(),
        Ok(Value::Object(reply)) => reply,
        Ok(_) => return Reply::Malformed("the reply is no object"),
    };
    let failures = match reply.get(FAILURES) {
        // Empty, or an answer that is not about items: the function may not know that it is asked.
        None | Some(Value::Null) => return none(),
        Some(Value::Array(failures)) => failures,
        Some(_) => return Reply::Malformed("batchItemFailures is no list"),
    };
    let mut failed = BTreeSet::new();
    for failure in failures {
        match failure.get(IDENTIFIER).and_then(Value::as_str) {
            None => return Reply::Malformed("an item failure has no itemIdentifier"),
            Some("") => return Reply::Malformed("an itemIdentifier is empty"),
            Some(id) if !has(id) => {
                return Reply::Malformed("an itemIdentifier is of no item of the batch");
            }
            Some(id) => failed.insert(id.to_owned()),
        };
    }
    Reply::Failed(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(payload: &str) -> Option<Vec<String>> {
        match read(payload.as_bytes(), |id| ["a", "b", "c"].contains(&id)) {
            Reply::Failed(failed) => Some(failed.into_iter().collect()),
            Reply::Malformed(_) => None,
        }
    }

    #[test]
    fn what_counts_as_a_success_of_all() {
        for payload in [
            "",
            "null",
            "{}",
            r#"{"batchItemFailures": []}"#,
            r#"{"batchItemFailures": null}"#,
            r#"{"statusCode": 200}"#,
        ] {
            assert_eq!(failed(payload), Some(Vec::new()), "{payload}");
        }
    }

    #[test]
    fn named_items_have_failed() {
        let payload = r#"{"batchItemFailures": [{"itemIdentifier": "b"}, {"itemIdentifier": "a"},
            {"itemIdentifier": "b"}]}"#;
        assert_eq!(failed(payload).unwrap(), ["a", "b"]);
    }

    #[test]
    fn what_counts_as_a_failure_of_all() {
        for payload in [
            "{",
            "[1]",
            "\"text\"",
            "5",
            r#"{"batchItemFailures": {}}"#,
            r#"{"batchItemFailures": "a"}"#,
            r#"{"batchItemFailures": [null]}"#,
            r#"{"batchItemFailures": ["a"]}"#,
            r#"{"batchItemFailures": [{"itemIdentifier": ""}]}"#,
            r#"{"batchItemFailures": [{"itemIdentifier": null}]}"#,
            r#"{"batchItemFailures": [{"itemIdentifier": 5}]}"#,
            r#"{"batchItemFailures": [{"foo": "a"}]}"#,
            r#"{"batchItemFailures": [{"itemIdentifier": "a"}, {"itemidentifier": "b"}]}"#,
            r#"{"batchItemFailures": [{"itemIdentifier": "another batch's"}]}"#,
        ] {
            assert_eq!(failed(payload), None, "{payload}");
        }
    }
}
