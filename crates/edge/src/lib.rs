//! The doors: the only room that opens network sockets.
//!
//! It accepts connections, reads HTTP/1.1 and HTTP/2 (with prior knowledge), holds everybody to
//! the limits, and hands whole requests to the face that the listener was opened for.
//!
//! Deliberately absent: what a request means. No route, no signature and no operation is known.

mod answer;
mod bind;
mod body;
pub mod client;
mod connection;
mod face;
mod head;
mod io;
mod limit;
mod page;
mod serve;

pub use bind::{Listener, Owner, PortTaken, bind};
pub use face::{Aws, AwsFace, Face, Peer};
pub use limit::Limits;
pub use serve::{Edge, Serving};
