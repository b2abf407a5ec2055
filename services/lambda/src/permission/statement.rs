//! A statement of a function's policy, as Lambda writes it from what was asked. Pure.
//!
//! Source: Lambda API reference, AddPermission.

use serde_json::{Map, Value, json};
use wire::Error;

use crate::error;

/// What services are called: `s3.amazonaws.com`, `alexa-appkit.amazon.com`.
const SERVICES: [&str; 3] = [".amazonaws.com", ".amazon.com", ".amazonaws.com.cn"];
const ACCOUNT_DIGITS: usize = 12;

/// What a statement is made of.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The `Sid`.
    pub id: String,
    pub action: String,
    /// A service, an account, an ARN, or `*`.
    pub principal: String,
    pub source_arn: Option<String>,
    pub source_account: Option<String>,
    pub event_source_token: Option<String>,
    pub organization: Option<String>,
    pub url_auth_type: Option<String>,
    pub via_url: Option<bool>,
}

impl Asked {
    /// The statement about the function, version or alias of this ARN.
    pub fn statement(&self, arn: &str) -> Result<Value, Error> {
        let mut statement = json!({
            "Sid": self.id,
            "Effect": "Allow",
            "Principal": principal(&self.principal)?,
            "Action": self.action,
            "Resource": arn,
        });
        let equals = members([
            ("lambda:FunctionUrlAuthType", &self.url_auth_type),
            ("aws:PrincipalOrgID", &self.organization),
            ("AWS:SourceAccount", &self.source_account),
            ("lambda:EventSourceToken", &self.event_source_token),
        ]);
        let via_url = self.via_url.map(|via| via.to_string());
        let all = [
            ("StringEquals", equals),
            ("Bool", members([("lambda:InvokedViaFunctionUrl", &via_url)])),
            ("ArnLike", members([("AWS:SourceArn", &self.source_arn)])),
        ];
        for (operator, keys) in all {
            if !keys.is_empty() {
                statement["Condition"][operator] = Value::Object(keys);
            }
        }
        Ok(statement)
    }
}

/// Those that were said.
fn members<const N: usize>(all: [(&str, &Option<String>); N]) -> Map<String, Value> {
    let said =
        all.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value.as_ref()?))));
    said.collect()
}

fn principal(text: &str) -> Result<Value, Error> {
    let is_account =
        |text: &str| text.len() == ACCOUNT_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    let is_identity = |text: &str| {
        let mut parts = text.splitn(6, ':');
        let head = (parts.next(), parts.nth(1), parts.next(), parts.next());
        let (Some("arn"), Some("iam" | "sts"), Some(""), Some(account)) = head else {
            return false;
        };
        is_account(account) && parts.next().is_some_and(|name| !name.is_empty())
    };
    match text {
        "*" => Ok(json!("*")),
        account if is_account(account) => {
            Ok(json!({"AWS": format!("arn:aws:iam::{account}:root")}))
        }
        arn if is_identity(arn) => Ok(json!({"AWS": arn})),
        service if SERVICES.iter().any(|end| service.ends_with(end)) => {
            Ok(json!({"Service": service}))
        }
        _ => Err(error::invalid_parameter(
            "The provided principal was invalid. Please check the principal and try again.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_written_as_lambda_writes_it() {
        let asked = Asked {
            id: "s3".into(),
            action: "lambda:InvokeFunction".into(),
            principal: "s3.amazonaws.com".into(),
            source_arn: Some("arn:aws:s3:::b".into()),
            source_account: Some("000000000000".into()),
            ..Asked::default()
        };
        assert_eq!(
            asked.statement("arn:f").unwrap().to_string(),
            r#"{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"#
                .to_owned()
                + r#""Action":"lambda:InvokeFunction","Resource":"arn:f","Condition":"#
                + r#"{"StringEquals":{"AWS:SourceAccount":"000000000000"},"#
                + r#""ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}"#
        );
        let asked = Asked {
            event_source_token: Some("t".into()),
            organization: Some("o-1".into()),
            url_auth_type: Some("NONE".into()),
            via_url: Some(true),
            principal: "*".into(),
            ..Asked::default()
        };
        let conditions = json!({
            "StringEquals": {
                "lambda:FunctionUrlAuthType": "NONE",
                "aws:PrincipalOrgID": "o-1",
                "lambda:EventSourceToken": "t",
            },
            "Bool": {"lambda:InvokedViaFunctionUrl": "true"},
        });
        assert_eq!(asked.statement("arn:f").unwrap()["Condition"], conditions);
    }

    #[test]
    fn principals_are_accounts_identities_services_or_everybody() {
        for (text, wanted) in [
            ("123456789012", json!({"AWS": "arn:aws:iam::123456789012:root"})),
            (
                "arn:aws:iam::123456789012:role/r",
                json!({"AWS": "arn:aws:iam::123456789012:role/r"}),
            ),
            ("alexa-appkit.amazon.com", json!({"Service": "alexa-appkit.amazon.com"})),
            ("*", json!("*")),
        ] {
            assert_eq!(principal(text).unwrap(), wanted);
        }
        for text in ["s3", "12345678901", "arn:aws:iam::1:role/r", "arn:aws:s3:::b", "s3.example"] {
            let error = principal(text).unwrap_err();
            assert_eq!(error.code, "InvalidParameterValueException", "{text}");
        }
    }
}
