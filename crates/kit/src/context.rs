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
    pub who: policy::Principal,
    /// The identity-based policies in force. The account's root needs none.
    pub policies: Arc<[Arc<policy::Policy>]>,
    /// What the session was narrowed to when it was made.
    pub session: Option<Arc<[Arc<policy::Policy>]>>,
}

impl Principal {
    /// The account itself: everything is allowed.
    pub fn root(account: &str) -> Principal {
        Principal { who: policy::Principal::root(account), policies: Arc::new([]), session: None }
    }

    /// Squall itself on behalf of a service, such as `lambda.amazonaws.com`: everything is
    /// allowed. Never reached from a socket.
    pub fn service(name: &str) -> Principal {
        let who = policy::Principal::service(name);
        Principal { who, policies: Arc::new([]), session: None }
    }

    /// The documents that apply to what this caller asks.
    pub fn documents(&self) -> policy::Policies<'_> {
        policy::Policies {
            session: self.session.as_deref(),
            ..policy::Policies::identity(&self.policies)
        }
    }
}
