//! Runs functions: admission, instances, their logs, their limits.
//!
//! The engine is given versions and events and answers with outcomes, as `kit::Run`. It asks the
//! warden (`sandbox`) for sandboxes and talks frames with what runs inside. Deliberately absent:
//! names, aliases and configurations (see `lambda`), AWS protocols, and processes of its own.

mod ahead;
mod budget;
mod channel;
mod demand;
mod engine;
mod environment;
mod flight;
pub mod foresee;
mod frame;
mod frames;
mod freeze;
mod gate;
mod head;
mod instance;
mod invoke;
pub mod ledger;
pub mod logs;
mod meter;
mod pool;
mod provisioned;
pub mod queue;
mod report;
mod roster;
mod runtime;
mod runtime_api;
mod sandboxes;
mod snapshot;
mod start;
mod template;
mod templates;
mod tend;
mod turns;

/// Where a program finds the Runtime API inside its sandbox: `AWS_LAMBDA_RUNTIME_API`.
pub const RUNTIME_API_PORT: u16 = 9001;

pub use engine::{Cpu, Engine, Options, Ports, TemplateState};
pub use frame::RESPONSE_BYTES_MAX;
pub use meter::Usage;
pub use runtime::{Runtime, is_provided};
pub use sandboxes::{Listener, OnListener, WardenLink};
pub use template::{Status, Stems};
