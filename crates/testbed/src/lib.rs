//! What the tests of several rooms stand on: chance that can be repeated, futures that are waited
//! for, files as they are, inputs that fuzzers have kept, and a service without a socket.
//!
//! Nothing that is shipped depends on it. What only one room's tests need is with them.

#![allow(clippy::unwrap_used)]

mod chance;
pub mod corpus;
#[cfg(feature = "door")]
pub mod door;
pub mod files;
mod wait;

pub use chance::{Chance, given};
pub use wait::block_on;
