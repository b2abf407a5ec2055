//! What an invocation is told about itself, besides its event. Pure.

use std::io::Write;

use serde_json::Value;

/// As Lambda's runtimes have it in their context objects.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub request_id: String,
    pub arn: String,
    pub trace_id: String,
    /// What the caller gave along: an object, or nothing.
    pub client_context: Option<Value>,
}

impl Head {
    /// `client_context` is JSON of the caller's; anything but an object is dropped.
    pub fn new(
        request_id: String,
        arn: String,
        trace_id: String,
        client_context: Option<&str>,
    ) -> Head {
        let context = client_context
            .and_then(|text| serde_json::from_str::<Value>(text).ok())
            .filter(Value::is_object);
        Head { request_id, arn, trace_id, client_context: context }
    }

    /// Its JSON, for the invoke frame.
    pub fn write(&self, head: &mut Vec<u8>) {
        for (name, value) in [
            ("{\"requestId\":", &self.request_id),
            (",\"invokedFunctionArn\":", &self.arn),
            (",\"traceId\":", &self.trace_id),
        ] {
            head.extend_from_slice(name.as_bytes());
            // Writing JSON into memory cannot fail.
            let _ = serde_json::to_writer(&mut *head, value);
        }
        if let Some(context) = &self.client_context {
            let _ = write!(head, ",\"clientContext\":{context}");
        }
        head.push(b'}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_json_whatever_it_is_made_of() {
        let json = |arn: &str, context| {
            let mut text = Vec::new();
            Head::new("id".into(), arn.into(), "Root=1".into(), Some(context)).write(&mut text);
            serde_json::from_slice::<Value>(&text).unwrap()
        };
        let value = json("arn:\"x\"", r#"{"custom": {"a": 1}}"#);
        assert_eq!(value["invokedFunctionArn"], "arn:\"x\"");
        assert_eq!(value["clientContext"]["custom"]["a"], 1);
        let value = json("a", "no json");
        assert!(value.get("clientContext").is_none());
    }
}
