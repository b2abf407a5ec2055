//! The REST API data plane: finds the route, builds the function's event (payload 1.0), invokes,
//! and makes an HTTP answer of what comes back.
//!
//! Deliberately absent: sockets and HTTP parsing (see `edge`), manifests, and the control plane's
//! operations.

pub mod api;
mod event;
mod gateway;
mod group;
mod header;
mod json;
pub mod limit;
mod preflight;
mod query;
mod reply;
pub mod request;
mod respond;
mod route;
mod trace;

pub use api::{Api, Preflight, Route};
pub use gateway::Gateway;
pub use limit::Limits;
pub use request::{Request, Response};
