//! A service's CloudFormation resource types, as a manifest's `resources` names them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{BoxFuture, Context};

/// One resource type, such as `AWS::DynamoDB::Table`.
pub trait Resource: Send + Sync {
    fn kind(&self) -> &'static str;

    /// The name by which the resource will be known (its `Ref`), where it can be told from the
    /// properties alone; `fallback` is what CloudFormation would make up. Pure.
    fn name(&self, properties: &Value, fallback: &str) -> String;

    /// Makes it, or brings an existing one to these properties. All intrinsics are resolved.
    /// Putting the same twice changes nothing. A property that is not done yet is named in
    /// `Resolved::ignored` where the resource is useful without it, and an error where not.
    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>>;
}

/// What other resources may ask of it.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// What `Ref` gives.
    pub reference: String,
    /// What `Fn::GetAtt` gives, by attribute.
    pub attributes: BTreeMap<String, String>,
    /// Properties that were asked for and are not done yet, by name.
    pub ignored: Vec<String>,
}
