//! A bucket's policy: what it must hold, compiled once.
//!
//! Source: S3 user guide, "Policies and permissions in Amazon S3"; the texts are those that the
//! service answers.

use crate::error::{Error, Result};
use serde_json::Value;

use super::public::is_public;
use crate::output::canonical_id;

/// A bucket policy's bytes (S3 user guide: 20 KB).
const BYTES_MAX: usize = 20 * 1024;

/// A policy in force.
#[derive(Clone, Debug)]
pub(crate) struct BucketPolicy {
    /// As it was put.
    pub text: String,
    pub policy: policy::Policy,
    /// Whether it lets strangers do anything.
    pub is_public: bool,
}

fn malformed(text: impl Into<String>) -> Error {
    Error::new("MalformedPolicy", 400, text)
}

impl BucketPolicy {
    /// Checks a document that is put on a bucket. `accounts` are those that canonical ids may
    /// mean.
    pub(crate) fn parse(text: &str, bucket: &str, accounts: &[String]) -> Result<BucketPolicy> {
        if text.len() > BYTES_MAX {
            return Err(malformed("Policy exceeds the maximum allowed document size."));
        }
        let json = || malformed("Policies must be valid JSON and the first byte must be '{'");
        if !text.starts_with('{') {
            return Err(json());
        }
        let mut document: Value = serde_json::from_str(text).map_err(|_| json())?;
        for statement in statements(&mut document)? {
            check(statement, bucket)?;
            name_accounts(statement, accounts);
        }
        let parsed = policy::Policy::from_value(&document, policy::Kind::Resource);
        let policy = parsed.map_err(|error| malformed(error.text))?;
        let is_public = is_public(&document);
        Ok(BucketPolicy { text: text.to_owned(), policy, is_public })
    }
}

fn statements(document: &mut Value) -> Result<&mut [Value]> {
    let statements = document.get_mut("Statement");
    let statements = statements.ok_or_else(|| malformed("Missing required field Statement"))?;
    match statements {
        Value::Array(list) if list.is_empty() => {
            Err(malformed("Could not parse the policy: Statement is empty!"))
        }
        Value::Array(list) => Ok(list),
        one => Ok(std::slice::from_mut(one)),
    }
}

fn check(statement: &Value, bucket: &str) -> Result<()> {
    for (field, other) in
        [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")]
    {
        if statement.get(field).is_none() && statement.get(other).is_none() {
            return Err(malformed(format!("Missing required field {field}")));
        }
    }
    for action in texts(statement, "Action").into_iter().chain(texts(statement, "NotAction")) {
        let service = action.split_once(':').map(|(service, _)| service.to_ascii_lowercase());
        if action != "*" && service.as_deref() != Some("s3") {
            return Err(malformed("Policy has invalid action"));
        }
    }
    let of_bucket = format!("arn:aws:s3:::{bucket}");
    let within = |resource: &str| {
        resource
            .strip_prefix(&of_bucket)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with('*'))
    };
    for resource in texts(statement, "Resource").into_iter().chain(texts(statement, "NotResource"))
    {
        if !within(resource) {
            return Err(malformed("Policy has invalid resource"));
        }
    }
    Ok(())
}

fn texts<'a>(statement: &'a Value, field: &str) -> Vec<&'a str> {
    match statement.get(field) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Accounts that are named by their canonical ids, by their numbers.
fn name_accounts(statement: &mut Value, accounts: &[String]) {
    for field in ["Principal", "NotPrincipal"] {
        let Some(Value::Object(kinds)) = statement.get_mut(field) else { continue };
        let Some(ids) = kinds.get("CanonicalUser").cloned() else { continue };
        let ids = match &ids {
            Value::String(id) => vec![id.as_str()],
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => continue,
        };
        let mut named: Vec<Value> = ids
            .iter()
            .filter_map(|id| accounts.iter().find(|account| canonical_id(account) == **id))
            .map(|account| Value::String(account.clone()))
            .collect();
        if named.is_empty() {
            continue;
        }
        kinds.remove("CanonicalUser");
        match kinds.remove("AWS") {
            Some(Value::Array(list)) => named.extend(list),
            Some(one) => named.push(one),
            None => {}
        }
        kinds.insert("AWS".to_owned(), Value::Array(named));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        let error = BucketPolicy::parse(text, "b", &[]).expect_err("a refusal");
        assert_eq!(error.code, "MalformedPolicy");
        error.message
    }

    fn with(statement: &str) -> String {
        format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#)
    }

    #[test]
    fn what_is_refused_and_how() {
        let statement = |principal: &str, action: &str, resource: &str| {
            with(&format!(
                r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "{action}",
                    "Resource": "{resource}"}}"#
            ))
        };
        let all = "\"*\"";
        for (text, wanted) in [
            ("x".to_owned(), "Policies must be valid JSON and the first byte must be '{'"),
            ("{".to_owned(), "Policies must be valid JSON and the first byte must be '{'"),
            ("{}".to_owned(), "Missing required field Statement"),
            (with(""), "Could not parse the policy: Statement is empty!"),
            (
                with(r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b"}"#),
                "Missing required field Principal",
            ),
            (statement(all, "sqs:*", "arn:aws:s3:::b"), "Policy has invalid action"),
            (statement(all, "s3:*", "arn:aws:s3:::c/*"), "Policy has invalid resource"),
            (statement(all, "s3:*", "*"), "Policy has invalid resource"),
            (
                statement(r#"{"AWS": "nobody"}"#, "s3:*", "arn:aws:s3:::b/*"),
                "Invalid principal in policy: \"AWS\":\"nobody\"",
            ),
            (" ".repeat(BYTES_MAX + 1), "Policy exceeds the maximum allowed document size."),
        ] {
            assert_eq!(message(&text), wanted, "{text}");
        }
        let fine = statement(all, "s3:GetObject", "arn:aws:s3:::b/*");
        assert!(BucketPolicy::parse(&fine, "b", &[]).unwrap().is_public);
    }

    #[test]
    fn a_canonical_id_is_its_account() {
        let account = "111111111111".to_owned();
        let text = with(&format!(
            r#"{{"Effect": "Allow", "Principal": {{"CanonicalUser": "{}"}},
                "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}}"#,
            canonical_id(&account)
        ));
        let parsed = BucketPolicy::parse(&text, "b", std::slice::from_ref(&account)).unwrap();
        let caller = policy::Principal::root(&account);
        let request = policy::Request::new(&caller, "s3:GetObject", "arn:aws:s3:::b/k");
        assert_eq!(parsed.policy.grant(&request), policy::Grant::Caller);
        assert_eq!(parsed.text, text);
        assert!(!parsed.is_public);
    }
}
