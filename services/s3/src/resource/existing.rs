//! `Custom::S3`: a function hears of a bucket that its stack does not make. What others hear of it
//! stays.

use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::{Value, json};

use super::{properties, told};
use crate::S3;
use crate::notify;
use crate::protocol::dto::NotificationConfiguration;
use crate::setting::Setting;

pub(super) struct Notifications(pub(super) Arc<S3>);

impl Notifications {
    /// Puts the function's part of a bucket's configuration in the place of what it was.
    async fn set(&self, context: &Context, all: &Value, part: Vec<Value>) -> Result<(), String> {
        let bucket = all["BucketName"].as_str().ok_or("BucketName is missing")?;
        let arn = all["FunctionArn"].as_str().ok_or("FunctionArn is missing")?;
        let configurations = &self.0.configurations;
        let found = configurations.shape(bucket, Setting::Notification).map_err(told)?;
        let mut found: NotificationConfiguration = found.unwrap_or_default();
        let mut functions = found.lambda_function_configurations.take().unwrap_or_default();
        functions.retain(|one| one.lambda_function_arn != arn);
        let part = properties::functions(&part)?;
        let heard = NotificationConfiguration {
            lambda_function_configurations: Some(part.clone()),
            ..NotificationConfiguration::default()
        };
        let owner = configurations.of(bucket).map_err(told)?.bucket.owner.clone();
        self.0.check_targets(bucket, &owner, &heard)?;
        functions.extend(part);
        found.lambda_function_configurations = Some(functions).filter(|list| !list.is_empty());
        let id = context.request_id.clone();
        // What others hear of it was asked when they did.
        notify::verbs::put(&self.0, bucket, found, false, id).await.map_err(told)
    }
}

/// The framework's form of an element, in CloudFormation's.
fn element(arn: &Value, configuration: &Value) -> Value {
    let rules = configuration["Rules"].as_array().map(Vec::as_slice).unwrap_or_default();
    let rules: Vec<Value> = rules
        .iter()
        .flat_map(|rule| rule.as_object().into_iter().flatten())
        .map(|(name, value)| json!({"Name": name.to_ascii_lowercase(), "Value": value}))
        .collect();
    json!({
        "Event": configuration["Event"],
        "Function": arn,
        "Filter": {"S3Key": {"Rules": rules}},
    })
}

impl Resource for Notifications {
    fn kind(&self) -> &'static str {
        "Custom::S3"
    }

    fn name(&self, _: &Value, fallback: &str) -> String {
        fallback.to_owned()
    }

    /// Elsewhere than it was, it is taken away there.
    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["BucketName", "FunctionArn"])
    }

    fn waits(&self, properties: &Value) -> Option<String> {
        let bucket = properties["BucketName"].as_str()?;
        let found = self.0.configurations.of(bucket);
        let is_gone = found.is_err_and(|error| error.code == "NoSuchBucket");
        is_gone.then(|| {
            format!(
                "is left out: nobody has made the bucket {bucket}; once it is there (`aws s3 mb`), \
                 the next deployment makes it"
            )
        })
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let listed = properties["BucketConfigs"].as_array();
            let listed = listed.map(Vec::as_slice).unwrap_or_default();
            let part = listed.iter().map(|one| element(&properties["FunctionArn"], one));
            self.set(context, properties, part.collect()).await?;
            Ok(Resolved { reference: name.to_owned(), ..Resolved::default() })
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        _: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let bucket = properties["BucketName"].as_str().unwrap_or_default();
            match self.0.configurations.of(bucket) {
                Err(error) if error.code == "NoSuchBucket" => Ok(()),
                _ => self.set(context, properties, Vec::new()).await,
            }
        })
    }
}
