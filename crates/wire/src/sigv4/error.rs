//! What is wrong with a signature, in the words and codes of each protocol.

use std::fmt;

/// A refused signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigError {
    pub problem: Problem,
    /// What the caller reads; a protocol may have words of its own, see [`SigError::answer`].
    pub message: String,
    /// What S3 says beside it, each an element of its document.
    pub details: Vec<(&'static str, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nobody signed it and somebody should have.
    Missing,
    /// The signature's form is wrong.
    Incomplete,
    /// The signature is not of this request or this key.
    Mismatch,
    /// There are headers that it must be of and is not.
    Unsigned,
    /// A signed request's time is too far from ours.
    TooSkewed,
    /// A presigned request was good until now.
    Expired,
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
    /// S3, with words of its own.
    S3,
}

/// A code, a status and a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub code: &'static str,
    pub status: u16,
    pub message: String,
}

impl SigError {
    pub fn new(problem: Problem, message: impl Into<String>) -> SigError {
        SigError { problem, message: message.into(), details: Vec::new() }
    }

    /// With a detail that S3 shows.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> SigError {
        self.details.push((name, value.into()));
        self
    }

    /// For a request that nobody signed where somebody must.
    pub fn missing() -> SigError {
        SigError::new(Problem::Missing, "Missing Authentication Token")
    }

    /// For a body whose chunks are not the signer's.
    pub fn chunk() -> SigError {
        SigError::mismatch("The signature of a chunk does not match the one that was calculated.")
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
            Problem::Mismatch | Problem::Unsigned | Problem::TooSkewed | Problem::Expired => {
                "InvalidSignatureException"
            }
            Problem::UnknownKey => "UnrecognizedClientException",
            Problem::ExpiredToken => "ExpiredTokenException",
        };
        let (code, status) = match (dialect, self.problem) {
            (Dialect::AwsJson, _) => (json, 400),
            (Dialect::RestJson, _) => (json, 403),
            (Dialect::Query, Problem::Missing) => ("MissingAuthenticationToken", 403),
            (Dialect::Query, Problem::Incomplete) => ("IncompleteSignature", 400),
            (
                Dialect::Query,
                Problem::Mismatch | Problem::Unsigned | Problem::TooSkewed | Problem::Expired,
            ) => ("SignatureDoesNotMatch", 403),
            (Dialect::Query, Problem::UnknownKey) => ("InvalidClientTokenId", 403),
            (Dialect::Query, Problem::ExpiredToken) => ("ExpiredToken", 403),
            (Dialect::S3, problem) => return s3(problem, self.message),
        };
        let message = match (dialect, self.problem) {
            (Dialect::Query, Problem::Missing) => "Request is missing Authentication Token".into(),
            _ => self.message,
        };
        Answer { code, status, message }
    }
}

/// S3 says less of what is wrong, and in codes that nobody else has.
fn s3(problem: Problem, message: String) -> Answer {
    let (code, status, text) = match problem {
        Problem::Missing => ("AccessDenied", 403, "Access Denied"),
        Problem::Incomplete => {
            return Answer { code: "AuthorizationHeaderMalformed", status: 400, message };
        }
        Problem::Mismatch => (
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. \
             Check your key and signing method.",
        ),
        Problem::Unsigned => {
            ("AccessDenied", 403, "There were headers present in the request which were not signed")
        }
        Problem::TooSkewed => (
            "RequestTimeTooSkewed",
            403,
            "The difference between the request time and the current time is too large.",
        ),
        Problem::Expired => ("AccessDenied", 403, "Request has expired"),
        Problem::UnknownKey => (
            "InvalidAccessKeyId",
            403,
            "The AWS Access Key Id you provided does not exist in our records.",
        ),
        Problem::ExpiredToken => ("ExpiredToken", 400, "The provided token has expired."),
    };
    Answer { code, status, message: text.into() }
}

impl fmt::Display for SigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SigError {}
