//! The transactional store: ordered rows, durable group commit, feeds, timers and blobs.
//!
//! A write is a closure over a [`WriteTx`]; closures run back to back on one thread, are committed
//! in groups, and are acknowledged only after the group that holds them is on disk. A read is a
//! closure over a [`ReadTx`], a snapshot of what has been acknowledged. After a failed commit the
//! store keeps reading and refuses every write: it never acknowledges what may be lost.
//!
//! Deliberately absent: an async runtime, cursors that live across transactions, transactions
//! without bounds, an ambient clock or randomness, and any knowledge of a service's rows.

mod alarm;
pub mod announce;
pub mod archive;
mod blob;
mod dir;
mod engine;
mod error;
pub mod exchange;
#[cfg(test)]
mod faults;
mod feed;
mod fields;
pub mod journal;
mod key;
pub mod limit;
mod overlay;
mod pending;
mod record;
mod store;
mod table;
pub mod time;
mod timer;
mod tx;
mod wait;
mod writer;

pub use blob::{BlobId, Blobs, Draft, Sealed};
pub use error::{Error, WriteError};
pub use feed::{Entry, Feed};
pub use fields::{Fields, Put};
pub use key::{Key, Part, Raw};
pub use pending::Pending;
pub use record::{Corrupt, Record};
pub use store::{Options, Store};
pub use table::{Direction, Prefix, Range, Table};
pub use timer::{Due, Timer};
pub use tx::{ReadTx, Scan, WriteTx};
pub use wait::Wait;
