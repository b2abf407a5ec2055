//! The doors: the only room that opens network sockets.
//!
//! It accepts connections, reads HTTP/1.1 and HTTP/2 (with prior knowledge), holds everybody to
//! the limits, and hands requests to the face that the listener was opened for: whole ones, or with
//! the body as it comes where the face says so.
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
mod reply;
mod serve;
mod stream;

pub use bind::{Listener, Owner, PortTaken, bind};
pub use face::{Aws, AwsFace, Face, Peer, stream as stream_to};
pub use limit::Limits;
pub use serve::{Edge, Serving};
