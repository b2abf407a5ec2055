//! The AWS protocols: from bytes to typed records and back.
//!
//! A service's shapes are static data ([`schema`]) generated from the public API model. A request
//! is decoded into a [`Record`] over such a schema, checked by the one validator, and read through
//! the typed views that `api.rs` declares; answers and errors take the same way back.
//!
//! Deliberately absent: sockets, what an operation does, who may call it.

pub mod error;
pub mod protocol;
pub mod schema;
pub mod sigv4;
pub mod typed;
pub mod validate;
pub mod value;
pub mod view;

pub use error::{Error, Fault};
pub use protocol::{Request, Response};
pub use schema::{Operation, ServiceModel, Shape, Structure};
pub use typed::{Choice, Structured};
pub use value::{Record, Union, Value};
pub use view::{List, Map, Shaped};
