//! Whether a policy is public: it lets somebody do something whom it does not name.
//!
//! Source: S3 user guide, "Blocking public access to your Amazon S3 storage", "The meaning of
//! public".

use serde_json::Value;

/// Keys that narrow a statement to known callers, where they are compared with fixed values.
const NARROWING: &[&str] = &[
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourcearn",
    "aws:sourceaccount",
    "aws:sourceip",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
];

/// Networks of fewer bits than these hold more than a known caller's addresses.
const IPV4_BITS_MIN: u8 = 8;
const IPV6_BITS_MIN: u8 = 32;

pub(crate) fn is_public(document: &Value) -> bool {
    match document.get("Statement") {
        Some(Value::Array(list)) => list.iter().any(statement_is_public),
        Some(one) => statement_is_public(one),
        None => false,
    }
}

fn statement_is_public(statement: &Value) -> bool {
    let allows = statement.get("Effect").and_then(Value::as_str) == Some("Allow");
    let anybody = statement.get("NotPrincipal").is_some()
        || statement.get("Principal").is_some_and(names_everybody);
    allows && anybody && !is_narrowed(statement.get("Condition"))
}

fn names_everybody(principal: &Value) -> bool {
    match principal {
        Value::String(text) => text == "*",
        Value::Object(kinds) => kinds.values().any(|names| each(names).any(|name| name == "*")),
        _ => false,
    }
}

/// Whether a condition leaves known callers only.
fn is_narrowed(condition: Option<&Value>) -> bool {
    let Some(Value::Object(operators)) = condition else { return false };
    operators.iter().any(|(operator, keys)| {
        let base = operator.rsplit(':').next().unwrap_or_default();
        let positive = !base.contains("Not") && !base.ends_with("IfExists") && base != "Null";
        let Value::Object(keys) = keys else { return false };
        positive
            && keys.iter().any(|(key, values)| {
                let key = key.to_ascii_lowercase();
                let fixed = |value: &str| match key.as_str() {
                    "aws:sourceip" => network_is_narrow(value),
                    _ => value != "*" && !value.contains("${") && !value.contains(['*', '?']),
                };
                // An ARN may end in a star behind its account.
                let of_account = |value: &str| {
                    value.split(':').nth(4).is_some_and(|account| account.len() == 12)
                };
                NARROWING.contains(&key.as_str())
                    && each(values).all(|value| fixed(value) || of_account(value))
            })
    })
}

fn network_is_narrow(text: &str) -> bool {
    let (address, bits) = text.split_once('/').unwrap_or((text, ""));
    let least = if address.contains(':') { IPV6_BITS_MIN } else { IPV4_BITS_MIN };
    bits.is_empty() || bits.parse::<u8>().is_ok_and(|bits| bits >= least)
}

fn each(values: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match values {
        Value::Array(list) => Box::new(list.iter().filter_map(Value::as_str)),
        one => Box::new(one.as_str().into_iter()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn who_is_not_named_is_the_public() {
        let account = json!({"AWS": "111111111111"});
        let everybody = json!("*");
        for (effect, principal, condition, public) in [
            ("Allow", everybody.clone(), Value::Null, true),
            ("Allow", json!({"AWS": ["*"]}), Value::Null, true),
            ("Deny", everybody.clone(), Value::Null, false),
            ("Allow", account, Value::Null, false),
            (
                "Allow",
                everybody.clone(),
                json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/32"}}),
                false,
            ),
            ("Allow", everybody.clone(), json!({"IpAddress": {"aws:SourceIp": "0.0.0.0/1"}}), true),
            (
                "Allow",
                everybody.clone(),
                json!({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}),
                true,
            ),
            (
                "Allow",
                everybody.clone(),
                json!({"StringEquals": {"aws:SourceVpc": "vpc-91237329"}}),
                false,
            ),
            ("Allow", everybody.clone(), json!({"StringLike": {"aws:SourceVpc": "vpc-*"}}), true),
            ("Allow", everybody.clone(), json!({"StringEquals": {"s3:prefix": "a"}}), true),
            (
                "Allow",
                everybody,
                json!({"ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111111111111:*"}}),
                false,
            ),
        ] {
            let mut statement = json!({"Effect": effect, "Principal": principal});
            if !condition.is_null() {
                statement["Condition"] = condition;
            }
            let document = json!({"Statement": [statement]});
            assert_eq!(is_public(&document), public, "{document}");
        }
        let others = json!({"Statement": {"Effect": "Allow", "NotPrincipal": {"AWS": "1"}}});
        assert!(is_public(&others));
    }
}
