//! The policy of a form: what its fields must be, until when, and how large its file.
//!
//! Source: S3 API reference, "POST policy"; the texts are those that the service answers.

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::error::{Error, Result};

/// A policy, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Policy {
    expires: Timestamp,
    conditions: Vec<Condition>,
    /// The fewest and the most bytes of the file.
    pub length: Option<(u64, u64)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    /// In lower case, without its dollar sign.
    field: String,
    test: Test,
    /// As the policy has it, for messages.
    text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Is(String),
    StartsWith(String),
    Nothing,
}

fn invalid(text: &str) -> Error {
    Error::new("InvalidPolicyDocument", 400, format!("Invalid Policy: {text}"))
}

fn failed(text: &str) -> Error {
    Error::new("AccessDenied", 403, format!("Invalid according to Policy: {text}"))
}

impl Policy {
    /// Reads the base 64 of a form's field.
    pub(super) fn parse(encoded: &str) -> Result<Policy> {
        let bytes = STANDARD.decode(encoded.trim()).map_err(|_| invalid("Invalid Base64."))?;
        let document: Value =
            serde_json::from_slice(&bytes).map_err(|_| invalid("Invalid JSON."))?;
        let expires = document.get("expiration").and_then(Value::as_str);
        let expires = expires.ok_or_else(|| invalid("Policy missing expiration."))?;
        let expires: jiff::Timestamp = Some(expires)
            .filter(|text| text.contains('T') && text.ends_with('Z'))
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| invalid(&format!("Invalid 'expiration' value: '{expires}'")))?;
        let listed = document.get("conditions").and_then(Value::as_array);
        let listed = listed.ok_or_else(|| invalid("Policy missing conditions."))?;
        let mut policy = Policy {
            expires: Timestamp(expires.as_millisecond()),
            conditions: Vec::new(),
            length: None,
        };
        for one in listed {
            policy.read(one)?;
        }
        Ok(policy)
    }

    fn read(&mut self, condition: &Value) -> Result<()> {
        match condition {
            Value::Object(pairs) => {
                let mut pairs = pairs.iter();
                let (Some((field, value)), None) = (pairs.next(), pairs.next()) else {
                    return Err(invalid(
                        "Invalid Simple-Condition: Simple-Conditions must have exactly one \
                         property specified.",
                    ));
                };
                let value = value
                    .as_str()
                    .ok_or_else(|| invalid("Invalid Simple-Condition: value must be a string."))?;
                let text = format!("[\"eq\", \"${field}\", \"{value}\"]");
                let field = field.to_ascii_lowercase();
                self.conditions.push(Condition { field, test: Test::Is(value.into()), text });
                Ok(())
            }
            Value::Array(parts) => self.read_list(parts),
            _ => Err(invalid("Invalid Condition: must be an object or a list.")),
        }
    }

    fn read_list(&mut self, parts: &[Value]) -> Result<()> {
        let [operator, first, second] = parts else {
            return Err(invalid("Invalid Condition: wrong number of arguments."));
        };
        let operator = operator.as_str().unwrap_or_default().to_ascii_lowercase();
        if operator == "content-length-range" {
            let number = |value: &Value| match value {
                Value::String(text) => text.parse().ok(),
                value => value.as_u64(),
            };
            let (Some(least), Some(most)) = (number(first), number(second)) else {
                if let (Value::String(first), Value::String(second)) = (first, second) {
                    let text = format!("[\"content-length-range\", \"{first}\", \"{second}\"]");
                    return Err(failed(&format!("Policy Condition failed: {text}")));
                }
                return Err(invalid("Invalid content-length-range: not two numbers."));
            };
            self.length = Some((least, most));
            return Ok(());
        }
        let (Some(name), Some(value)) = (first.as_str(), second.as_str()) else {
            return Err(invalid("Invalid Condition: arguments must be strings."));
        };
        let named = name.strip_prefix('$');
        let field = named.unwrap_or(name).to_ascii_lowercase();
        let text = format!("[\"{operator}\", \"{name}\", \"{value}\"]");
        let test = match operator.as_str() {
            // What names no field so is true of none.
            "eq" | "starts-with" if named.is_none() => Test::Nothing,
            "eq" => Test::Is(value.into()),
            "starts-with" => Test::StartsWith(value.into()),
            _ => {
                return Err(invalid(&format!("Invalid Condition: unknown operation '{operator}'")));
            }
        };
        self.conditions.push(Condition { field, test, text });
        Ok(())
    }

    /// Whether a form is as the policy has it. Names are in lower case; the bucket is among them.
    pub(super) fn check(&self, fields: &[(String, String)], now: Timestamp) -> Result<()> {
        if self.expires <= now {
            return Err(failed("Policy expired."));
        }
        for Condition { field, test, text } in &self.conditions {
            let value = fields.iter().find(|(name, _)| name == field).map(|(_, value)| &**value);
            let holds = match test {
                Test::Is(wanted) => value == Some(wanted),
                Test::StartsWith(start) => value.unwrap_or_default().starts_with(&**start),
                Test::Nothing => false,
            };
            if !holds {
                return Err(failed(&format!("Policy Condition failed: {text}")));
            }
        }
        for (name, _) in fields {
            let is_free = matches!(
                name.as_str(),
                "policy" | "x-amz-signature" | "signature" | "awsaccesskeyid" | "file"
            ) || name.starts_with("x-ignore-");
            if !is_free && !self.conditions.iter().any(|condition| condition.field == *name) {
                return Err(failed(&format!("Extra input fields: {name}")));
            }
        }
        Ok(())
    }

    pub(super) fn check_length(&self, bytes: u64) -> Result<()> {
        let Some((least, most)) = self.length else { return Ok(()) };
        let proposed = |error: Error, name, limit: u64| {
            let error = error.with("ProposedSize", bytes.to_string());
            Err(error.with(name, limit.to_string()))
        };
        if bytes > most {
            return proposed(Error::entity_too_large(), "MaxSizeAllowed", most);
        }
        if bytes < least {
            return proposed(Error::entity_too_small(), "MinSizeAllowed", least);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    fn policy(document: &Value) -> Result<Policy> {
        Policy::parse(&STANDARD.encode(document.to_string()))
    }

    fn document() -> Value {
        json!({
            "expiration": "2030-01-01T00:00:00Z",
            "conditions": [
                {"bucket": "b"},
                ["StArTs-WiTh", "$KeY", "foo"],
                {"AcL": "private"},
                ["content-length-range", 1, 10],
            ],
        })
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn a_form_is_as_its_policy_has_it() {
        let policy = policy(&document()).unwrap();
        assert_eq!(policy.length, Some((1, 10)));
        let fine = [("bucket", "b"), ("key", "foo.txt"), ("acl", "private"), ("policy", "x")];
        assert!(policy.check(&fields(&fine), NOW).is_ok());
        for wrong in [
            vec![("bucket", "c"), ("key", "foo"), ("acl", "private")],
            vec![("bucket", "b"), ("key", "bar"), ("acl", "private")],
            vec![("bucket", "b"), ("key", "foo")],
            vec![("bucket", "b"), ("key", "foo"), ("acl", "private"), ("x-amz-meta-a", "b")],
        ] {
            let error = policy.check(&fields(&wrong), NOW).unwrap_err();
            assert_eq!(error.code, "AccessDenied", "{wrong:?}");
        }
        let later = Timestamp(1_900_000_000_000);
        assert_eq!(policy.check(&fields(&fine), later).unwrap_err().status, 403);
        assert!(policy.check_length(5).is_ok());
        assert_eq!(policy.check_length(11).unwrap_err().code, "EntityTooLarge");
        assert_eq!(policy.check_length(0).unwrap_err().code, "EntityTooSmall");
    }

    #[test]
    fn a_policy_that_is_none() {
        for (name, value) in [
            ("expiration", Value::Null),
            ("expiration", json!("2030-01-01 00:00:00+00:00")),
            ("conditions", Value::Null),
            ("conditions", json!([{}])),
            ("conditions", json!([["content-length-range"]])),
            ("conditions", json!([["content-length-range", -1, 0]])),
            ("conditions", json!([["like", "$key", "x"]])),
        ] {
            let mut wrong = document();
            wrong[name] = value;
            assert_eq!(policy(&wrong).unwrap_err().code, "InvalidPolicyDocument", "{wrong}");
        }
        assert!(Policy::parse("!").is_err());
    }
}
