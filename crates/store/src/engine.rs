//! What the store needs of an engine: an ordered map of bytes with snapshots and a durable commit.

pub mod disk;
pub mod tree;

use crate::error::Error;
use crate::overlay::Overlay;
use crate::table::{Bounds, Direction};
use std::sync::Arc;

pub(crate) type Row = (Vec<u8>, Vec<u8>);
pub(crate) type Rows<'a> = Box<dyn Iterator<Item = Result<Row, Error>> + 'a>;

/// One committed state. It does not change, and it keeps what it refers to from being reused.
pub(crate) trait Snapshot: Send + Sync {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error>;
    fn scan(&self, bounds: &Bounds, direction: Direction) -> Result<Rows<'_>, Error>;
}

pub(crate) trait Engine: Send {
    /// All of `changes` or nothing, on disk when this returns Ok. After an error nothing may be
    /// committed any more, and snapshots taken before must still be readable.
    fn commit(&mut self, changes: &Overlay) -> Result<(), Error>;
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Error>;
}
