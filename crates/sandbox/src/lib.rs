//! The jail: a spec in, a confined process out.
//!
//! The server holds a [`Warden`], the handle of a small synchronous process that has the privilege,
//! builds sandboxes, and keeps the templates (zygotes) that functions are forked from. The server
//! itself never forks. Deliberately absent: an async runtime, and any knowledge of what runs
//! inside.

mod api;
mod beneath;
pub mod bytecode;
pub mod egress;
mod error;
mod handle;
pub mod interpreter;
pub mod machine;
mod message;
pub mod preload;
pub mod privilege;
pub mod program;
pub mod provision;
mod socket;
mod switch;
mod warden;

pub use api::{
    Assignment, Cgroups, Event, Exit, Level, Options, Preload, ProgramEnds, Refusal, Report,
    Request, TemplateSpec,
};
pub use egress::Egress;
pub use error::Error;
pub use handle::{Warden, warden_if_asked, warden_main};
pub use switch::Switch;
