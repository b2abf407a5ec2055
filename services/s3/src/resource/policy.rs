//! `AWS::S3::BucketPolicy`.

use std::sync::Arc;

use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::told;
use crate::S3;
use crate::error::Error;
use crate::permission::BucketPolicy;
use crate::setting::Setting;

/// A manifest's policy of a bucket.
pub struct PolicyResource(pub(super) Arc<S3>);

fn bucket(properties: &Value) -> Result<&str, String> {
    properties["Bucket"].as_str().ok_or_else(|| "Bucket is missing".to_owned())
}

impl PolicyResource {
    async fn make(&self, properties: &Value) -> Result<(), String> {
        let bucket = bucket(properties)?;
        let document = match &properties["PolicyDocument"] {
            Value::String(text) => text.clone(),
            document => document.to_string(),
        };
        let configurations = &self.0.configurations;
        let policy = BucketPolicy::parse(&document, bucket, configurations.accounts());
        let policy = policy.map_err(told)?;
        let compiled = configurations.of(bucket).map_err(told)?;
        if policy.is_public && compiled.block().public_policy {
            return Err(format!("{bucket} blocks public policies: PublicAccessBlockConfiguration"));
        }
        let bytes = Some(policy.text.into_bytes());
        configurations.put(bucket, Setting::Policy, bytes).await.map_err(told)
    }
}

impl Resource for PolicyResource {
    fn kind(&self) -> &'static str {
        "AWS::S3::BucketPolicy"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        properties["Bucket"].as_str().unwrap_or(fallback).to_owned()
    }

    fn put<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            self.make(properties).await?;
            Ok(Resolved { reference: name.to_owned(), ..Resolved::default() })
        })
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        _: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let bucket = bucket(properties)?;
            match self.0.configurations.put(bucket, Setting::Policy, None).await {
                Err(Error { code, .. }) if code == "NoSuchBucket" => Ok(()),
                done => done.map_err(told),
            }
        })
    }
}
