//! The ports: small traits through which rooms reach one another. Wired in `app::compose`.
//!
//! What functions are triggered from, and who does it, is in `source` and `mapping`.

use std::sync::Arc;
use std::time::Duration;

use base::limit::ACCOUNT_CONCURRENCY;
use base::{Arn, Timestamp};
use bytes::Bytes;
use wire::Record;

use crate::function::{
    Event, Invocation, Outcome, Provisioned, Refused, Snapshot, Target, Version,
};
use crate::{BoxFuture, OwnPolicy, Principal};

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

    /// Takes an event for later. It is durable when this answers.
    fn enqueue<'a>(
        &'a self,
        function: &'a str,
        qualifier: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>>;

    /// What an event for it would meet now. Looks in memory and does not wait.
    fn target(&self, function: &str, qualifier: Option<&str>) -> Result<Target, wire::Error>;
}

/// The engine below it: runs one version.
pub trait Run: Send + Sync {
    fn run(
        &self,
        version: Arc<Version>,
        invocation: Invocation,
    ) -> BoxFuture<'_, Result<Outcome, Refused>>;

    /// Keeps an event until it has been run or given up. It is durable when this answers.
    fn enqueue(&self, event: Event) -> BoxFuture<'_, Result<(), Refused>>;

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

/// A service that takes messages: what became of events, and later of other things.
pub trait Sink: Send + Sync {
    /// The service of the ARNs that it takes: `lambda`.
    fn service(&self) -> &'static str;

    /// What a sender must be allowed on the target: `lambda:InvokeFunction`.
    fn action(&self) -> &'static str;

    /// What the target says itself of who may send to it. None where it says nothing, or is not
    /// there: then only a sender's own policies speak for it. Does not wait.
    fn policy(&self, target: &Arn) -> OwnPolicy;

    /// Takes one message in the transaction in which its sender ends what it was about, so that
    /// it is neither lost nor sent twice. It does not wait, and refuses without having written.
    fn put(
        &self,
        tx: &mut store::WriteTx,
        target: &Arn,
        message: &Message,
    ) -> Result<Result<(), Untaken>, store::Error>;

    /// The transaction is on disk.
    fn committed(&self, _target: &Arn) {}
}

/// Does by itself what its time has come for. A virtual clock waits for it before time goes on.
pub trait Worker: Send + Sync {
    /// What may be done now and is not done yet, in words for the operator; none where it only
    /// waits for a later time, or for a request.
    fn busy(&self) -> Result<Option<String>, store::Error>;
}

/// What a sink takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// A JSON text.
    pub body: Bytes,
    pub attributes: Vec<Attribute>,
}

/// An attribute beside a message's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    /// `String` or `Number`.
    pub kind: String,
    pub value: String,
}

/// Why a sink does not take a message, for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaken(pub String);

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

/// Hears of every decision about a user or a role. Called on every request's path: cheap.
pub trait Witness: Send + Sync {
    fn decided(
        &self,
        who: &policy::Principal,
        action: &str,
        resource: &str,
        verdict: Verdict,
        now: Timestamp,
    );
}

/// What came of a question to the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    Denied,
    /// Denied by the policies, and let through because they are only being audited.
    Audited,
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

    /// A signature of this key was good, in a request to this service.
    fn used(&self, _credential: &Credential, _service: &str, _region: &str, _now: Timestamp) {}

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
    /// What its use is remembered by: a user's key, or the ARN of a session's role.
    pub used_as: Option<Arc<str>>,
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
