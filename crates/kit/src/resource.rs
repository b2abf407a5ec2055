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

    /// The properties because of which a resource with the ones before cannot become one with those
    /// after: another has to be made in its place. CloudFormation's "Update requires: Replacement";
    /// see [`differing`]. What decides `name` need not be among them. Pure.
    fn replaces(&self, _before: &Value, _after: &Value) -> Vec<&'static str> {
        Vec::new()
    }

    /// Why nothing can be made of these properties yet, however right they are: what they need, as
    /// in "reads a stream". The application is made without it. Pure.
    fn lacks(&self, _properties: &Value) -> Option<&'static str> {
        None
    }

    /// Why it cannot be made of these properties as things are, where that is no fault of the
    /// manifest's: what it is about is somebody else's to make, and is not there.
    fn waits(&self, _properties: &Value) -> Option<String> {
        None
    }

    /// Whether two of one name are the same one, by the properties of both. Pure.
    fn is_one(&self, _one: &Value, _other: &Value) -> bool {
        true
    }

    /// Makes it, or brings an existing one to these properties. All intrinsics are resolved.
    /// Putting the same twice changes nothing. A property that is not done yet is named in
    /// `Resolved::ignored` where the resource is useful without it, and an error where not.
    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>>;

    /// Whether one of this name is there, whoever made it; none where that cannot be told. What is
    /// as asked for is not put again while it is there.
    fn is_there<'a>(
        &'a self,
        _context: &'a Context,
        _name: &'a str,
        _properties: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// What would be lost with it, in words: `12 items`. None where nothing would be: then it goes
    /// without asking anybody.
    fn holds<'a>(
        &'a self,
        _context: &'a Context,
        _name: &'a str,
        _properties: &'a Value,
    ) -> BoxFuture<'a, Result<Option<String>, String>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// Removes what `put` made of this name and these properties, with all that it holds. One that
    /// is not there, or was only half made, is no error.
    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>>;
}

/// Those of the named properties whose values are not the same.
pub fn differing(before: &Value, after: &Value, names: &[&'static str]) -> Vec<&'static str> {
    names.iter().copied().filter(|name| before.get(name) != after.get(name)).collect()
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_named_properties_are_compared() {
        let (before, after) = (json!({"A": 1, "B": 1}), json!({"A": 2, "C": [3]}));
        assert_eq!(differing(&before, &after, &["A", "C", "D"]), ["A", "C"]);
    }
}
