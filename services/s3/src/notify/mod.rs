//! Notifications: what a bucket tells whom when its objects change.
//!
//! What is told is written in the transaction of the change, through the sink of its target, so
//! that it is told where the change is kept and not where it is not.
//!
//! Source: S3 user guide, "Amazon S3 Event Notifications".

mod configuration;
mod event;
pub(crate) mod offer;
mod record;
mod state;
mod tell;
pub(crate) mod verbs;

pub(crate) use configuration::{Kind, Notifications, Target, check};
pub(crate) use event::Event;
pub(crate) use record::{By, Happening, Of, record, test_event};
pub(crate) use tell::{Listeners, Sinks, Source};
pub(crate) use verbs::check_targets;
