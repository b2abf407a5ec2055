//! Event patterns: which events somebody wants to see. Event source mappings filter with them, as
//! rules of EventBridge do.
//!
//! A [`Pattern`] is read once and asked often. Reading checks everything, so matching cannot fail;
//! it takes time in proportion to the event's size, whatever the pattern. Pure: nothing here knows
//! where an event comes from.

mod matcher;
mod number;
mod pattern;
mod read;
mod wildcard;

pub use pattern::{Form, Pattern};
pub use read::Invalid;
