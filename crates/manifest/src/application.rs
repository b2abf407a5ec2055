//! The application model: what a manifest comes to, whatever it was written in.
//!
//! Deliberately absent: how it is read (`load`), and what becomes of it (the command line and the
//! services). Values that may hold intrinsics stay `Node`s until `resolve` is given a scope.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::intrinsic::Pseudo;
use crate::node::Node;
use crate::package::Patterns;
use crate::problem::{Notice, Place};

/// One service in one stage.
#[derive(Clone, Debug)]
pub struct Application {
    pub service: String,
    pub stage: String,
    pub region: String,
    pub account: String,
    /// `{service}-{stage}` unless `provider.stackName` says otherwise.
    pub stack_name: String,
    /// The service's folder, absolute.
    pub dir: PathBuf,
    /// Names of environment variables that were asked for, whether they are there or not.
    pub environment: BTreeSet<String>,
    /// Every file that was read to build this: a change of any of them is a change of the manifest.
    pub files: Vec<PathBuf>,
    /// In the order of the manifest.
    pub functions: Vec<Function>,
    /// The default role of the functions.
    pub role: Role,
    /// In the order of the manifest; those whose condition is false are left out.
    pub resources: Vec<Resource>,
    pub outputs: Vec<Output>,
    /// Values of parameters with `NoEcho`: they are not shown.
    pub secrets: Vec<String>,
    /// What is asked for and not there yet, in the order of the manifest.
    pub notices: Vec<Notice>,
    /// What goes into a function's code directory unless the function says otherwise.
    pub package: Patterns,
    /// The Python packages to install, where the service names any.
    pub requirements: Option<PathBuf>,
    /// The answers to preflight requests, one for each path with `cors`.
    pub preflights: Vec<Preflight>,
    /// Of the stack: every function and resource has them.
    pub tags: Vec<(String, String)>,
    /// `custom.squall`: what the platform itself is told.
    pub settings: Vec<Setting>,
}

/// One value of `custom.squall`. A map within it makes names with dots, a list a text with commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: String,
    pub value: String,
    pub at: Place,
}

impl Application {
    /// For a scope over this application's stack.
    pub fn pseudo(&self) -> Pseudo {
        Pseudo {
            region: self.region.clone(),
            account: self.account.clone(),
            stack_name: self.stack_name.clone(),
        }
    }

    /// What goes into this function's package.
    pub fn package_of<'a>(&'a self, function: &'a Function) -> &'a Patterns {
        function.package.as_ref().unwrap_or(&self.package)
    }
}

/// One function of the service.
#[derive(Clone, Debug)]
pub struct Function {
    /// The name within the manifest.
    pub key: String,
    /// The name in AWS: `{service}-{stage}-{key}` unless `name` says otherwise.
    pub name: String,
    /// The name within the stack, for `Ref` and `Fn::GetAtt`: `HelloLambdaFunction`.
    pub logical_id: String,
    pub handler: String,
    pub runtime: String,
    pub memory_mb: u32,
    pub timeout_s: u32,
    /// The provider's first, overridden by the function's. Each value is a string, or an intrinsic
    /// that `resolve` turns into one.
    pub environment: Vec<(String, Node)>,
    pub description: String,
    /// Size of `/tmp`.
    pub tmp_mb: u32,
    pub reserved_concurrency: Option<u32>,
    /// Instances of a published version that are kept initialised.
    pub provisioned_concurrency: Option<u32>,
    /// Instances start from a snapshot of a published version.
    pub snap_start: bool,
    pub asynchronous: Asynchronous,
    /// None for the service's default role. An ARN, or an intrinsic that comes to one, or the
    /// logical id of an `AWS::IAM::Role`, written as `Fn::GetAtt: [Id, Arn]`.
    pub role: Option<Node>,
    /// What is made for it, and named by `role`. It has become a resource of the stack.
    pub(crate) own_role: Option<Own>,
    pub routes: Vec<Route>,
    /// Queues and buckets whose events it gets. They have become resources of the stack.
    pub(crate) triggers: Vec<Trigger>,
    pub tags: Vec<(String, String)>,
    /// `x86_64` or `arm64`, as asked for; the machine's own is what runs.
    pub architecture: String,
    pub log_retention_days: Option<u32>,
    /// None for the service's own.
    pub package: Option<Patterns>,
    pub at: Place,
}

impl Function {
    /// What has become resources of the stack is not kept.
    pub(crate) fn made(&mut self) {
        (self.triggers, self.own_role) = (Vec::new(), None);
    }

    /// What is published of it is what its events invoke: the alias of a version from a snapshot,
    /// or of one with provisioned instances.
    pub fn alias(&self) -> Option<&'static str> {
        match self.provisioned_concurrency {
            _ if self.snap_start => Some("snapstart"),
            Some(_) => Some("provisioned"),
            None => None,
        }
    }
}

/// What becomes of a function's events; what is not said is as Lambda has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asynchronous {
    /// `maximumEventAge`.
    pub event_age_s_max: Option<u32>,
    /// `maximumRetryAttempts`.
    pub retries_max: Option<u32>,
    pub on_success: Option<Destination>,
    pub on_failure: Option<Destination>,
    /// `onError`: an ARN, or an intrinsic that comes to one.
    pub dead_letter: Option<Node>,
}

/// Who hears of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A function of the service, by its key.
    Function { key: String, at: Place },
    /// An ARN, or an intrinsic that comes to one.
    Arn(Node),
}

/// What else calls a function.
#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Queue(Queue),
    Bucket(Bucket),
}

/// An `sqs` event.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    pub(crate) arn: Node,
    /// The queue's name or logical id, as far as it can be told.
    pub(crate) name: String,
    /// Of the mapping, as CloudFormation names them; those that were asked for.
    pub(crate) properties: Vec<(&'static str, Node)>,
    pub(crate) at: Place,
}

/// An `s3` event.
#[derive(Clone, Debug)]
pub(crate) struct Bucket {
    /// A name, or a key of `provider.s3`; an intrinsic only where it exists already.
    pub(crate) bucket: Node,
    /// `s3:ObjectCreated:*`.
    pub(crate) event: Node,
    /// `prefix` or `suffix`, and what it is.
    pub(crate) rules: Vec<(String, Node)>,
    /// Somebody else makes the bucket.
    pub(crate) existing: bool,
    pub(crate) at: Place,
}

/// An `http` event: one method of one path.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Upper case; `ANY` for all of them.
    pub method: String,
    /// With a leading slash and none at the end: `/users/{id}`, `/api/{proxy+}`, `/`.
    pub path: String,
    pub cors: Option<Cors>,
    /// Asks for an API key.
    pub private: bool,
    /// As written: a name, an ARN or a map.
    pub authorizer: Option<Node>,
    /// The caller gets an empty 200 at once and the function is invoked as an event.
    pub asynchronous: bool,
    pub at: Place,
}

/// What one `http` event allows to other origins. The function itself answers the actual request
/// with its headers; this is for the preflight.
#[derive(Clone, Debug, PartialEq)]
pub struct Cors {
    /// `*`, or the origins in the order of the manifest.
    pub origins: Vec<String>,
    pub headers: Vec<String>,
    pub credentials: bool,
    pub max_age_s: Option<u32>,
    pub cache_control: Option<String>,
}

/// The answer to `OPTIONS` of one path: what its events with `cors` allow together.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    pub path: String,
    /// `OPTIONS` first, then as in the manifest; `ANY` is written out.
    pub methods: Vec<String>,
    pub cors: Cors,
}

/// The role that the functions have unless they name one.
#[derive(Clone, Debug)]
pub struct Role {
    /// `{service}-{stage}-{region}-lambdaRole` unless `provider.iam.role.name` says otherwise.
    pub name: String,
    /// `/` unless `provider.iam.role.path` says otherwise.
    pub path: String,
    /// The role that the manifest names instead: an ARN or an intrinsic. Then nothing is made.
    pub custom: Option<Node>,
    /// Name of the inline policy.
    pub policy_name: String,
    /// Statements of the inline policy: leave to write logs, then the manifest's own.
    /// `Role::policy` turns them into a document.
    pub statements: Vec<Node>,
    /// ARNs of managed policies, or intrinsics.
    pub managed: Vec<Node>,
    /// The ARN of the policy that is its boundary, or an intrinsic.
    pub boundary: Option<Node>,
    pub tags: Vec<(String, String)>,
}

/// The role that one function has for itself.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    /// A text or an intrinsic; none for `{service}-{stage}-{function}-{region}-lambdaRole`.
    pub(crate) name: Option<Node>,
    pub(crate) statements: Vec<Node>,
    pub(crate) managed: Vec<Node>,
    pub(crate) boundary: Option<Node>,
    pub(crate) tags: Vec<(String, String)>,
    /// The statements of the provider's role are among its own.
    pub(crate) inherits: bool,
    pub(crate) at: Place,
}

/// What becomes of a resource that nobody asks for any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Delete,
    Retain,
}

/// A resource of `resources.Resources`.
#[derive(Clone, Debug)]
pub struct Resource {
    pub logical_id: String,
    /// `AWS::DynamoDB::Table`.
    pub kind: String,
    /// With intrinsics in their long form, unresolved; an empty map where there are none.
    pub properties: Node,
    /// Logical ids, as written in `DependsOn`.
    pub depends_on: Vec<String>,
    /// The name of its condition, which is true.
    pub condition: Option<String>,
    /// As written in `DeletionPolicy`: whether it stays when it leaves the manifest.
    pub deletion_policy: Option<Policy>,
    /// As written in `UpdateReplacePolicy`: whether it stays when another takes its place.
    pub replace_policy: Option<Policy>,
    /// Made for an event or for the functions, not written in `resources`.
    pub generated: bool,
    pub at: Place,
}

/// An entry of `resources.Outputs`.
#[derive(Clone, Debug)]
pub struct Output {
    pub key: String,
    pub value: Node,
    pub description: String,
    pub export_name: Option<Node>,
    pub at: Place,
}
