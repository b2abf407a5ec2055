//! The IAM policy language: documents are parsed into compiled rules, requests are evaluated
//! against them.
//!
//! Pure: no clock, no store, no protocol. Who asks, what for, on which resource and under which
//! circumstances comes in as a [`Request`]; which documents apply comes in as [`Policies`]; a
//! [`Decision`] comes out. Deliberately absent: where documents are kept (the service `iam`) and
//! which resource an operation touches (each service knows its own).
//!
//! ```
//! use policy::{Kind, Policies, Policy, Principal, Request};
//!
//! let document = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow",
//!     "Action": "dynamodb:Get*", "Resource": "arn:aws:dynamodb:*:*:table/users"}}"#;
//! let policy = Policy::parse(document, Kind::Identity).expect("a valid document");
//! let caller = Principal::assumed_role("000000000000", "worker", "/", "AROAEXAMPLE", "s1");
//! let request = Request::new(
//!     &caller,
//!     "dynamodb:GetItem",
//!     "arn:aws:dynamodb:us-east-1:000000000000:table/users",
//! );
//! assert!(policy::evaluate(&request, &Policies::identity(&[policy.into()])).is_allow());
//! ```

mod arn;
mod check;
mod condition;
mod date;
mod document;
mod evaluate;
mod explain;
mod malformed;
mod message;
mod named;
mod pattern;
mod principal;
mod request;
mod template;

pub use document::{DOCUMENT_BYTES_MAX, Effect, Kind, Policy, Statement};
pub use evaluate::{Decision, Grant, Policies, PolicyType, ResourcePolicy, evaluate};
pub use explain::{Explanation, Matched, context_keys, explain, missing_keys};
pub use malformed::Malformed;
pub use message::{denied, denied_plainly};
pub use principal::{Identity, Principal};
pub use request::{Context, Facts, NoContext, Request, Values};
