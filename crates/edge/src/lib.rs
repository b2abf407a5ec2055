//! The doors: the only room that opens network sockets.
//!
//! It accepts connections, reads HTTP/1.1 and HTTP/2 (with prior knowledge), holds everybody to
//! the limits, and hands whole requests to the face that the listener was opened for.
//!
//! Deliberately absent: what a request means. No route, no signature and no operation is known.

pub mod limit;

pub use limit::Limits;
