//! The REST API data plane: finds the route, builds the function's event (payload 1.0), invokes,
//! and makes an HTTP answer of what comes back.
//!
//! Deliberately absent: sockets and HTTP parsing (see `edge`), manifests, and the control plane's
//! operations.

pub mod api;
pub mod limit;
pub mod request;

pub use api::{Api, Preflight, Route};
pub use limit::Limits;
pub use request::{Request, Response};
