//! The AWS protocols: from bytes to typed records and back.
//!
//! A service's shapes are static data ([`schema`]) generated from the public API model. A request
//! is decoded into a [`Record`] over such a schema, checked by the one validator, and read through
//! the typed views that `api.rs` declares; answers and errors take the same way back.
//!
//! Deliberately absent: sockets, what an operation does, who may call it.

mod aws_json;
pub mod coding;
pub mod error;
pub mod json;
pub mod pattern;
pub mod protocol;
mod query;
mod query_json;
mod rest_json;
pub mod schema;
pub mod sigv2;
pub mod sigv4;
pub mod time;
pub mod typed;
pub mod validate;
pub mod value;
pub mod view;
mod xml;

pub use aws_json::target;
pub use error::{Error, Fault};
pub use protocol::{Request, Response};
pub use schema::{Operation, ServiceModel, Shape, Structure};
pub use typed::{Choice, Structured, Unit};
pub use value::{Record, Union, Value};
pub use view::{List, Map, Shaped};
