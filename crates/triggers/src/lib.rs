//! Event source mappings at work: lease a batch, filter it, shape an event of it, invoke, settle.
//!
//! [`Triggers`] runs what `lambda` keeps. A mapping that is enabled has one task, which waits on
//! its [`kit::Source`] and costs nothing until that wakes it; each batch has another one. A batch
//! is leased only when it can be invoked, so nothing waits here that could wait in its queue, and
//! what a crash cuts off comes again when its lease has run out.
//!
//! Deliberately absent: queues (behind `Source`), functions (behind `Invoke`), and the API of
//! mappings with its rules, which is `services/lambda`'s.

mod batch;
mod filter;
mod limit;
mod lot;
mod mapping;
mod pace;
mod race;
mod reply;
mod triggers;

pub use triggers::{Triggers, Wiring};
