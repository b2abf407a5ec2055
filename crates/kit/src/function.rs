//! What is run, what it is given, what came of it: the words that `lambda`, `engine`, `gateway`
//! and `triggers` share.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::OwnPolicy;

/// A function's version as the engine runs it. Replaced, never changed: an edit makes another
/// one with another `revision`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    pub function: String,
    /// `$LATEST` or a number.
    pub version: String,
    /// Unqualified: `arn:aws:lambda:REGION:ACCOUNT:function:NAME`.
    pub arn: String,
    /// Unique to this very code and configuration.
    pub revision: String,
    /// As the manifest has it: `python3.9`.
    pub runtime: String,
    /// `module.function`.
    pub handler: String,
    pub memory_mb: u32,
    pub timeout_ms: u64,
    pub tmp_mb: u32,
    /// What the user set; the engine adds Lambda's own variables.
    pub environment: BTreeMap<String, String>,
    pub role_arn: String,
    /// The unpacked code, seen as `/var/task`.
    pub code: PathBuf,
    /// Further read-only directories: (on the host, in the sandbox).
    pub mounts: Vec<(PathBuf, String)>,
    pub reserved_concurrency: Option<u32>,
    /// Instances are forks of a snapshot of the initialised version.
    pub snap_start: bool,
}

/// One event for a function.
#[derive(Clone, Debug, Default)]
pub struct Invocation {
    /// Empty: the engine makes one.
    pub request_id: String,
    /// A JSON text. Empty counts as `{}`.
    pub payload: Bytes,
    /// The client context's JSON text, already decoded from base64.
    pub client_context: Option<String>,
    /// `Root=1-...;Parent=...;Sampled=0`; the engine makes one where it is missing.
    pub trace_id: Option<String>,
    /// The last 4 KiB of the log are wanted with the reply.
    pub tail: bool,
    /// The version or alias that was asked for: the last part of the ARN that the function sees.
    pub qualifier: Option<String>,
}

/// Instances of a version that are kept initialised, as they stand now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provisioned {
    /// Initialised, busy or not.
    pub allocated: u32,
    /// Why no more of them are being started.
    pub failure: Option<String>,
}

/// How far the snapshot of a version is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Snapshot {
    /// None is asked for, or nothing of it is known yet.
    #[default]
    None,
    Making,
    /// There is one, or it is made again when it is needed.
    Ready,
    /// The version starts as others do; with the reason.
    Refused(String),
}

/// One event that is run later.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The same at every attempt.
    pub request_id: String,
    /// The function's name.
    pub function: String,
    /// A version or an alias, as the caller named it; none is `$LATEST`.
    pub qualifier: Option<String>,
    /// A JSON text. Empty counts as `{}`.
    pub payload: Bytes,
    pub trace_id: Option<String>,
}

/// Where an event goes now: what would run, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Target {
    pub version: Arc<Version>,
    /// With the qualifier: `...:function:NAME:$LATEST`.
    pub arn: String,
    pub policy: EventPolicy,
    /// What the function says itself of who may invoke it.
    pub resource_policy: OwnPolicy,
}

/// What becomes of a function's events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPolicy {
    /// An event that is older is given up.
    pub age_max: Duration,
    /// Attempts after one that the function failed.
    pub retries_max: u32,
    /// The ARN that hears of successes.
    pub on_success: Option<String>,
    /// The ARN that hears of events that were given up.
    pub on_failure: Option<String>,
    /// The ARN that gets the events that were given up.
    pub dead_letter: Option<String>,
}

impl Default for EventPolicy {
    /// Lambda's own.
    fn default() -> EventPolicy {
        EventPolicy {
            age_max: Duration::from_secs(base::limit::EVENT_AGE_S_MAX.into()),
            retries_max: base::limit::EVENT_RETRIES_MAX,
            on_success: None,
            on_failure: None,
            dead_letter: None,
        }
    }
}

/// How an invocation ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub request_id: String,
    /// The result's JSON text, or the error object's.
    pub payload: Bytes,
    /// None: the handler returned.
    pub fault: Option<Fault>,
    /// The last 4 KiB of the log, when asked for.
    pub log_tail: Option<Vec<u8>>,
    /// `$LATEST` or a number.
    pub executed_version: String,
}

/// Why an invocation has no result. Each is `X-Amz-Function-Error: Unhandled` to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The handler raised, or its module could not be loaded.
    Handler,
    /// It ran longer than its time-out.
    TimedOut,
    /// It ended without a reply: an exit, a signal, out of memory.
    Died,
    /// Its result is larger than a reply may be.
    TooLarge,
}

/// Why an invocation was not even started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// 429 `TooManyRequestsException`; the reason is Lambda's word:
    /// `ConcurrentInvocationLimitExceeded` or `ReservedFunctionConcurrentInvocationLimitExceeded`.
    Throttled { reason: &'static str },
    /// 429 as well: more events wait than are kept.
    QueueFull,
    /// No interpreter, no sandbox, shutting down: 500 or 502, with what the operator needs.
    Unavailable { operator: String },
}
