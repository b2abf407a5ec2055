//! What the store needs of an engine: an ordered map of bytes with snapshots and a durable commit.
//!
//! On disk it is a journal before a tree: a group is durable when it is in the journal, and is then
//! put into the tree, which is made durable when the journal is full and when the store is closed.
//! In memory there is only the tree.

mod disk;
mod journal;
mod tree;

pub(crate) use disk::Failure;

use crate::error::Error;
use crate::overlay::Overlay;
use crate::store::Options;
use crate::table::{Bounds, Direction};
use journal::Journal;
use std::fs::File;
use std::sync::Arc;
use tree::Tree;

pub(crate) type Row = (Vec<u8>, Vec<u8>);
pub(crate) type Rows<'a> = Box<dyn Iterator<Item = Result<Row, Error>> + 'a>;

/// One committed state. It does not change, and it keeps what it refers to from being reused.
pub(crate) trait Snapshot: Send + Sync {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error>;
    fn scan(&self, bounds: &Bounds, direction: Direction) -> Result<Rows<'_>, Error>;
}

pub(crate) struct Engine {
    tree: Tree,
    journal: Option<Journal>,
}

impl Engine {
    /// Makes an empty tree in an empty file.
    pub fn make(rows: File, options: &Options) -> Result<(), Error> {
        Tree::on_disk(rows, Arc::default(), options).map(drop)
    }

    /// Opens, and repeats what the journal holds beyond the tree.
    pub fn on_disk(
        rows: File,
        journal: File,
        failure: Arc<Failure>,
        options: &Options,
    ) -> Result<Engine, Error> {
        let mut tree = Tree::on_disk(rows, failure.clone(), options)?;
        let durable = tree.durable()?;
        let bytes_max = options.journal_bytes as u64;
        let repeat = |changes| tree.commit(&changes);
        let journal = Journal::open(journal, failure, bytes_max, durable, repeat)?;
        Ok(Engine { tree, journal: Some(journal) })
    }

    pub fn in_memory(options: &Options) -> Result<Engine, Error> {
        Ok(Engine { tree: Tree::in_memory(options)?, journal: None })
    }

    /// All of `changes` or nothing, on disk when this returns Ok. After an error nothing may be
    /// committed any more; snapshots taken before stay readable.
    pub fn commit(&mut self, changes: &Overlay) -> Result<(), Error> {
        let Some(journal) = &mut self.journal else {
            return self.tree.commit_durably(changes, 0);
        };
        if journal.is_too_small_for(changes) {
            self.tree.commit_durably(changes, journal.sequence() + 1)?;
            journal.skip();
            return Ok(());
        }
        let record = journal.encode(changes);
        if journal.is_full_for(&record) {
            self.tree.commit_durably(&Overlay::default(), journal.sequence())?;
            journal.begin_again();
        }
        journal.append(&record)?;
        self.tree.commit(changes)
    }

    pub fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Error> {
        self.tree.snapshot()
    }

    /// Leaves nothing for the next open to repeat. The data is safe without it.
    pub fn close(&mut self) -> Result<(), Error> {
        if let Some(journal) = &mut self.journal
            && journal.sequence() > self.tree.durable()?.sequence
        {
            self.tree.commit_durably(&Overlay::default(), journal.sequence())?;
            journal.begin_again();
        }
        Ok(())
    }
}
