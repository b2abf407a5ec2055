//! `AWS::IAM::OIDCProvider`.

use std::sync::Arc;

use base::Timestamp;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::{member, remove, resolved, tag_list, texts};
use crate::ops::provider::bare;
use crate::state::{self, ProviderRow};
use crate::{Iam, names};

/// Makes the identity providers that a manifest names.
pub struct ProviderResource(pub Arc<Iam>);

impl Resource for ProviderResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::OIDCProvider"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        properties.get("Url").and_then(Value::as_str).map_or(fallback, bare).into()
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        _: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let list = |name: &str| match properties.get(name) {
                Some(value) => texts(value, name),
                None => Ok(Vec::new()),
            };
            let url = member(properties, "Url", "Properties")?;
            let wanted = ProviderRow {
                url: bare(&url).into(),
                created: Timestamp(context.now.seconds() * 1000),
                clients: list("ClientIdList")?,
                thumbprints: list("ThumbprintList")?,
                tags: properties.get("Tags").map_or(Ok(Vec::new()), tag_list)?,
            };
            let arn = names::provider_arn(&context.account, &wanted.url);
            let account = context.account.clone();
            let put = self.0.change(move |tx| {
                let found = state::provider(tx, &account, &wanted.url)?;
                let created = found.map_or(wanted.created, |found| found.created);
                Ok(state::put_provider(tx, &account, &ProviderRow { created, ..wanted })?)
            });
            put.await.map_err(|error| error.to_string())?;
            Ok(resolved(&arn, &[("Arn", &arn)], Vec::new()))
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::provider(&self.0, context, name))
    }
}
