//! The quotas of a REST API. Each has a setting and AWS's value as its default.

use std::time::Duration;

/// What is refused, and when waiting ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A request's body. API Gateway quotas: 10 MB payload, not extensible.
    pub body_bytes_max: usize,
    /// Request line and header names and values together. API Gateway quotas: 10,240 bytes.
    pub head_bytes_max: usize,
    /// How long a function may take to answer. API Gateway quotas: 29 s by default.
    pub integration_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            body_bytes_max: 10 * 1024 * 1024,
            head_bytes_max: 10_240,
            integration_timeout: Duration::from_secs(29),
        }
    }
}
