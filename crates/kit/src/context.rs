//! Who asks, when, where, under which request id.

use std::sync::Arc;

use base::Timestamp;

use crate::client::Client;

/// One request's circumstances, handed to the operation that answers it.
#[derive(Clone, Debug)]
pub struct Context {
    /// A UUID, the same that the caller reads in `x-amzn-RequestId`.
    pub request_id: String,
    pub account: String,
    pub region: String,
    pub principal: Arc<Principal>,
    pub now: Timestamp,
    pub client: Client,
}

/// An authenticated caller and what its policies say.
#[derive(Clone, Debug)]
pub struct Principal {
    pub who: policy::Principal,
    /// The identity-based policies in force. The account's root needs none.
    pub policies: Arc<[Arc<policy::Policy>]>,
    /// The most that they can give.
    pub boundary: Option<Arc<policy::Policy>>,
    /// What the session was narrowed to when it was made.
    pub session: Option<Arc<[Arc<policy::Policy>]>>,
}

impl Principal {
    /// The account itself: everything is allowed.
    pub fn root(account: &str) -> Principal {
        Principal::bare(policy::Principal::root(account))
    }

    /// Squall itself on behalf of a service, such as `lambda.amazonaws.com`: everything is
    /// allowed. Never reached from a socket.
    pub fn service(name: &str) -> Principal {
        let who = policy::Principal::service(name);
        Principal::bare(who)
    }

    /// Nobody: an unsigned request of an operation that anyone may ask.
    pub fn anonymous() -> Principal {
        Principal::bare(policy::Principal::anonymous())
    }

    fn bare(who: policy::Principal) -> Principal {
        Principal { who, policies: Arc::new([]), boundary: None, session: None }
    }

    /// The documents that apply to what this caller asks.
    pub fn documents(&self) -> policy::Policies<'_> {
        policy::Policies {
            boundary: self.boundary.as_deref(),
            session: self.session.as_deref(),
            ..policy::Policies::identity(&self.policies)
        }
    }
}
