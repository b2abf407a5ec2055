//! The ports: small traits through which rooms reach one another. Wired in `app::compose`.
//!
//! `Source` and `Sink` join them with their first user.

use std::sync::Arc;
use std::time::Duration;

use base::Timestamp;
use base::limit::ACCOUNT_CONCURRENCY;
use wire::Record;

use crate::function::{Invocation, Outcome, Provisioned, Refused, Snapshot, Version};
use crate::{BoxFuture, Principal};

/// A function by its name. What `gateway` and `triggers` hold.
pub trait Invoke: Send + Sync {
    /// `function` is a name or an ARN, `qualifier` a version or alias; none is `$LATEST`.
    /// The error is Lambda's own (`ResourceNotFoundException`, `TooManyRequestsException`, ...).
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        qualifier: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<Outcome, wire::Error>>;
}

/// The engine below it: runs one version.
pub trait Run: Send + Sync {
    fn run(
        &self,
        version: Arc<Version>,
        invocation: Invocation,
    ) -> BoxFuture<'_, Result<Outcome, Refused>>;

    /// The version exists from now on: what it needs is made ready before the first invocation.
    /// May read its code.
    fn publish(&self, version: &Arc<Version>);

    /// The version has been replaced or deleted: no new invocation will come; its instances
    /// end when they have answered.
    fn retire(&self, version: &Version);

    /// What all functions together may run at a time.
    fn account_concurrency(&self) -> u32 {
        ACCOUNT_CONCURRENCY
    }

    /// Sets a function's reserved concurrency; `None` ends it.
    fn reserve(&self, _function: &str, _places: Option<u32>) {}

    /// So many instances of the version are kept initialised from now on. Told again, it also
    /// tries again where it had given up.
    fn provision(&self, _version: &Arc<Version>, _instances: u32) {}

    fn provisioned(&self, _version: &Version) -> Provisioned {
        Provisioned::default()
    }

    /// Of a published version that asks for one.
    fn snapshot(&self, _version: &Version) -> Snapshot {
        Snapshot::None
    }
}

/// Any operation, in process, as a caller, through the same authorisation.
pub trait Call: Send + Sync {
    fn call<'a>(
        &'a self,
        service: &'a str,
        operation: &'a str,
        input: Record,
        caller: Arc<Principal>,
    ) -> BoxFuture<'a, Result<Record, wire::Error>>;
}

/// Credentials: looked up to check a signature, issued to a function's instance.
pub trait Keys: Send + Sync {
    /// The secret behind an access key id, and whose it is.
    fn find(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<Credential, KeyProblem>;

    /// Temporary credentials of a role, as a service that was entrusted with it gets them.
    fn issue(
        &self,
        role_arn: &str,
        session: &str,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error>;
}

/// What a signature is checked against.
#[derive(Clone, Debug)]
pub struct Credential {
    pub secret_access_key: String,
    pub principal: Arc<Principal>,
}

/// Why a key does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// No such key, or a token that does not belong to it or was tampered with.
    Invalid,
    /// It was good until its expiry.
    Expired,
}

/// A key for a while.
#[derive(Clone, Debug)]
pub struct TemporaryCredentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
    pub expires: Timestamp,
}
