//! What is wrong with a signature, in the words and codes of each protocol.

use std::fmt;

/// A refused signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigError {
    pub problem: Problem,
    /// What the caller reads; a protocol may have words of its own, see [`SigError::answer`].
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nobody signed it and somebody should have.
    Missing,
    /// The signature's form is wrong.
    Incomplete,
    /// The signature is not of this request, this time or this key.
    Mismatch,
    /// There is no such access key, or the session token is not its own.
    UnknownKey,
    /// The session token was good until it expired.
    ExpiredToken,
}

/// Families of services with the same codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// awsJson: DynamoDB, Kinesis, EventBridge, Logs.
    AwsJson,
    /// restJson: Lambda.
    RestJson,
    /// query: IAM, STS.
    Query,
}

/// A code, a status and a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub code: &'static str,
    pub status: u16,
    pub message: String,
}

impl SigError {
    pub(crate) fn new(problem: Problem, message: impl Into<String>) -> SigError {
        SigError { problem, message: message.into() }
    }

    /// For a request that nobody signed where somebody must.
    pub fn missing() -> SigError {
        SigError::new(Problem::Missing, "Missing Authentication Token")
    }

    pub fn unknown_key() -> SigError {
        SigError::new(Problem::UnknownKey, "The security token included in the request is invalid.")
    }

    pub fn expired_token() -> SigError {
        SigError::new(
            Problem::ExpiredToken,
            "The security token included in the request is expired",
        )
    }

    pub(crate) fn incomplete(message: impl Into<String>) -> SigError {
        SigError::new(Problem::Incomplete, message)
    }

    pub(crate) fn mismatch(message: impl Into<String>) -> SigError {
        SigError::new(Problem::Mismatch, message)
    }

    /// The answer of a service that speaks this dialect.
    pub fn answer(self, dialect: Dialect) -> Answer {
        let json = match self.problem {
            Problem::Missing => "MissingAuthenticationTokenException",
            Problem::Incomplete => "IncompleteSignatureException",
            Problem::Mismatch => "InvalidSignatureException",
            Problem::UnknownKey => "UnrecognizedClientException",
            Problem::ExpiredToken => "ExpiredTokenException",
        };
        let (code, status) = match (dialect, self.problem) {
            (Dialect::AwsJson, _) => (json, 400),
            (Dialect::RestJson, _) => (json, 403),
            (Dialect::Query, Problem::Missing) => ("MissingAuthenticationToken", 403),
            (Dialect::Query, Problem::Incomplete) => ("IncompleteSignature", 400),
            (Dialect::Query, Problem::Mismatch) => ("SignatureDoesNotMatch", 403),
            (Dialect::Query, Problem::UnknownKey) => ("InvalidClientTokenId", 403),
            (Dialect::Query, Problem::ExpiredToken) => ("ExpiredToken", 403),
        };
        let message = match (dialect, self.problem) {
            (Dialect::Query, Problem::Missing) => "Request is missing Authentication Token".into(),
            _ => self.message,
        };
        Answer { code, status, message }
    }
}

impl fmt::Display for SigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SigError {}
