//! `AWS::Lambda::Permission`: a statement of a function's policy, by the label of its stack.

use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use wire::Error;

use super::Asked;
use crate::Lambda;

const KNOWN: [&str; 9] = [
    "Action",
    "EventSourceToken",
    "FunctionName",
    "FunctionUrlAuthType",
    "InvokedViaFunctionUrl",
    "Principal",
    "PrincipalOrgID",
    "SourceAccount",
    "SourceArn",
];

pub struct PermissionResource {
    lambda: Arc<Lambda>,
}

impl PermissionResource {
    pub fn new(lambda: Arc<Lambda>) -> PermissionResource {
        PermissionResource { lambda }
    }

    async fn put(&self, label: &str, properties: &Value) -> Result<Resolved, String> {
        for name in properties.as_object().into_iter().flat_map(|all| all.keys()) {
            if !KNOWN.contains(&name.as_str()) {
                return Err(format!("{name} is no property of AWS::Lambda::Permission"));
            }
        }
        let text = |name: &str| properties[name].as_str().map(str::to_owned);
        let needed = |name: &str| text(name).ok_or_else(|| format!("{name} is missing"));
        let asked = Asked {
            id: label.to_owned(),
            action: needed("Action")?,
            principal: needed("Principal")?,
            source_arn: text("SourceArn"),
            source_account: text("SourceAccount"),
            event_source_token: text("EventSourceToken"),
            organization: text("PrincipalOrgID"),
            url_auth_type: text("FunctionUrlAuthType"),
            via_url: flag(&properties["InvokedViaFunctionUrl"])?,
        };
        let function = needed("FunctionName")?;
        let put = self.lambda.permit(&function, None, asked, None, true).await;
        put.map_err(told)?;
        let attributes = [("Id".to_owned(), label.to_owned())].into();
        Ok(Resolved { reference: label.to_owned(), attributes, ..Resolved::default() })
    }
}

fn told(error: Error) -> String {
    error.message.map_or_else(|| error.code.into_owned(), Into::into)
}

/// A truth, or a text of one, as templates have it after a `Ref` to a parameter.
fn flag(value: &Value) -> Result<Option<bool>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(flag) => Ok(Some(*flag)),
        Value::String(text) if text == "true" || text == "false" => Ok(Some(text == "true")),
        _ => Err("InvokedViaFunctionUrl is neither true nor false".into()),
    }
}

impl Resource for PermissionResource {
    fn kind(&self) -> &'static str {
        "AWS::Lambda::Permission"
    }

    fn name(&self, _: &Value, fallback: &str) -> String {
        fallback.to_owned()
    }

    /// The function before is to forget it.
    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["FunctionName"])
    }

    fn put<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(PermissionResource::put(self, name, properties))
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let function = properties["FunctionName"].as_str().unwrap_or_default();
            match self.lambda.forbid(function, None, name, None).await {
                // The function is gone, or the statement is.
                Err(error) if error.code == "ResourceNotFoundException" => Ok(()),
                Err(error) => Err(told(error)),
                Ok(()) => Ok(()),
            }
        })
    }
}
