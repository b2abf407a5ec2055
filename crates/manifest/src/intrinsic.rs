//! CloudFormation's intrinsic functions over nodes.

use serde_json::Value as Json;

/// What the pseudo parameters (`AWS::Region` and its like) come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudo {
    pub region: String,
    pub account: String,
    pub stack_name: String,
}

/// Who answers for logical ids.
pub trait Scope {
    fn pseudo(&self) -> &Pseudo;
    /// What `Ref` of a resource gives; None where there is no such thing (yet).
    fn reference(&self, logical_id: &str) -> Option<Json>;
    /// What `Fn::GetAtt` gives.
    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Json>;
}
