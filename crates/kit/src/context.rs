//! Who asks, when, where, under which request id.

use std::sync::Arc;

use base::Timestamp;

/// One request's circumstances, handed to the operation that answers it.
#[derive(Clone, Debug)]
pub struct Context {
    /// A UUID, the same that the caller reads in `x-amzn-RequestId`.
    pub request_id: String,
    pub account: String,
    pub region: String,
    pub principal: Arc<Principal>,
    pub now: Timestamp,
}

/// An authenticated caller and what its policies say.
#[derive(Clone, Debug)]
pub struct Principal {
    pub account: String,
    /// `arn:aws:iam::ACCOUNT:root`, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, ...
    pub arn: String,
    /// `AROA...:session` for a role, the account's number for its root.
    pub user_id: String,
    pub kind: Kind,
}

/// What sort of caller it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The account's root: everything is allowed.
    Root,
    /// An assumed role.
    Role { role_arn: String, session: String },
    /// Squall itself on behalf of a service, such as `lambda.amazonaws.com`. Never reached
    /// from a socket.
    Service(&'static str),
}
