//! Why a document was refused: IAM's own text for the caller, the place for the operator.

use std::fmt;

/// A refused document. `Display` is IAM's text, the message of `MalformedPolicyDocument`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What IAM answers.
    pub text: String,
    /// What is wrong and where, such as `Statement[1].Condition: StringLikes is no operator`.
    pub detail: String,
}

pub(crate) const SYNTAX: &str = "Syntax errors in policy.";
pub(crate) const LEGACY: &str = "The policy failed legacy parsing";

impl Malformed {
    pub(crate) fn new(text: impl Into<String>, detail: impl Into<String>) -> Malformed {
        Malformed { text: text.into(), detail: detail.into() }
    }

    pub(crate) fn syntax(detail: impl Into<String>) -> Malformed {
        Malformed::new(SYNTAX, detail)
    }

    pub(crate) fn legacy(detail: impl Into<String>) -> Malformed {
        Malformed::new(LEGACY, detail)
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Malformed {}
