//! What a service is: its operation table, the context of a request, the ports through which
//! rooms reach one another, and what it tells CloudFormation.
//!
//! Deliberately absent: sockets, protocols (see `wire`) and any one service's rules.

pub mod authority;
pub mod client;
pub mod context;
pub mod dispatch;
pub mod function;
pub mod mapping;
pub mod objects;
pub mod origin;
pub mod ports;
pub mod resource;
pub mod role;
pub mod ruling;
pub mod service;
pub mod source;
pub mod stream;
pub mod tend;

pub use authority::{Authority, Denial};
pub use client::{Caller, Client, Gone};
pub use context::{Context, Principal};
pub use dispatch::Router;
pub use function::{
    Event, EventPolicy, Fault, Invocation, Outcome, Provisioned, Refused, Snapshot, Target, Version,
};
pub use mapping::{Mapping, Standing, Triggers};
pub use objects::Objects;
pub use origin::Origin;
pub use ports::{
    Attribute, Call, Credential, Invoke, KeyProblem, Keys, Message, Run, Sink,
    TemporaryCredentials, Untaken, Verdict, Witness, Worker,
};
pub use resource::{Resolved, Resource};
pub use role::{AccessKey, CodeCheck, Errand, Issuers, Role, Roles, Secrets, User, Users, Watched};
pub use ruling::Rulings;
pub use service::{Bound, Need, OwnPolicy, Service, bind};
pub use source::{Described, End, Leased, Lost, Source, Wish};
pub use stream::{Body, BodyError, Streamed};

use std::future::Future;
use std::pin::Pin;

/// What an asynchronous port returns: a future behind a pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
