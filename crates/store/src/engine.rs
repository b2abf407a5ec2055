//! What the store needs of an engine: an ordered map of bytes with snapshots and a durable commit.
//!
//! On disk it is a journal before a tree: a group is durable when it is in the journal, and is seen
//! from then on. It is put into the tree with some of its neighbours, or when nothing follows it;
//! the tree is made durable when the journal is full and when the store is closed. In memory there
//! is no journal.

mod disk;
mod journal;
mod tree;

pub(crate) use disk::Failure;

use crate::error::Error;
use crate::limit;
use crate::overlay::{Overlay, merge};
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
    /// The tree as it is.
    base: Arc<dyn Snapshot>,
    journal: Option<Journal>,
    /// Groups that are committed and not in the tree yet, the oldest first.
    recent: Vec<Arc<Overlay>>,
}

/// The tree, and what was committed since it was last changed, the newest first.
struct View {
    base: Arc<dyn Snapshot>,
    recent: Vec<Arc<Overlay>>,
}

impl Snapshot for View {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        match self.recent.iter().find_map(|group| group.get(key)) {
            Some(changed) => Ok(changed.map(<[u8]>::to_vec)),
            None => self.base.get(key),
        }
    }

    fn scan(&self, bounds: &Bounds, direction: Direction) -> Result<Rows<'_>, Error> {
        let layers: Vec<&Overlay> = self.recent.iter().map(|group| &**group).collect();
        Ok(merge(self.base.scan(bounds, direction)?, &layers, bounds, direction))
    }
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
        let repeat = |changes| tree.commit(&[Arc::new(changes)]);
        let journal = Journal::open(journal, failure, bytes_max, durable, repeat)?;
        Engine::over(tree, Some(journal))
    }

    pub fn in_memory(options: &Options) -> Result<Engine, Error> {
        Engine::over(Tree::in_memory(options)?, None)
    }

    fn over(tree: Tree, journal: Option<Journal>) -> Result<Engine, Error> {
        Ok(Engine { base: tree.snapshot()?, tree, journal, recent: Vec::new() })
    }

    /// All of `changes` or nothing, on disk when this returns Ok. After an error nothing may be
    /// committed any more; snapshots taken before stay readable.
    pub fn commit(&mut self, changes: &Arc<Overlay>) -> Result<(), Error> {
        let Some(journal) = &mut self.journal else {
            self.recent.push(changes.clone());
            return Ok(());
        };
        if journal.is_too_small_for(changes) {
            self.recent.push(changes.clone());
            let sequence = journal.sequence() + 1;
            self.make_durable(sequence)?;
            self.journal.iter_mut().for_each(Journal::skip);
            return Ok(());
        }
        let record = journal.encode(changes);
        if journal.is_full_for(&record) {
            let sequence = journal.sequence();
            self.make_durable(sequence)?;
        }
        if let Some(journal) = &mut self.journal {
            journal.append(&record)?;
        }
        self.recent.push(changes.clone());
        Ok(())
    }

    /// Whether there is anything that the tree does not hold yet.
    pub fn is_behind(&self) -> bool {
        !self.recent.is_empty()
    }

    /// Whether so much was committed beside the tree that [`Engine::flush`] is due.
    pub fn is_full(&self) -> bool {
        let bytes: usize = self.recent.iter().map(|group| group.bytes()).sum();
        self.recent.len() >= limit::RECENT_GROUPS_MAX || bytes >= limit::RECENT_BYTES_MAX
    }

    /// Puts into the tree what is committed. After an error nothing may be committed any more; what
    /// was committed before is in the journal.
    pub fn flush(&mut self) -> Result<(), Error> {
        match self.journal {
            Some(_) => self.tree.commit(&self.recent)?,
            None => self.tree.commit_durably(&self.recent, 0)?,
        }
        self.let_go()
    }

    /// The journal begins again: the tree holds everything, durably.
    fn make_durable(&mut self, sequence: u64) -> Result<(), Error> {
        self.tree.commit_durably(&self.recent, sequence)?;
        self.journal.iter_mut().for_each(Journal::begin_again);
        self.let_go()
    }

    fn let_go(&mut self) -> Result<(), Error> {
        self.recent.clear();
        self.base = self.tree.snapshot()?;
        Ok(())
    }

    /// What was committed up to now.
    pub fn snapshot(&self) -> Arc<dyn Snapshot> {
        if self.recent.is_empty() {
            return self.base.clone();
        }
        let recent = self.recent.iter().rev().cloned().collect();
        Arc::new(View { base: self.base.clone(), recent })
    }

    /// Leaves nothing for the next open to repeat. The data is safe without it.
    pub fn close(&mut self) -> Result<(), Error> {
        if let Some(journal) = &self.journal
            && journal.sequence() > self.tree.durable()?.sequence
        {
            let sequence = journal.sequence();
            self.make_durable(sequence)?;
        }
        Ok(())
    }
}
