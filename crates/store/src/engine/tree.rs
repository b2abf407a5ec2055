//! redb: copy-on-write B-trees in one file. The rows, and the number of the last group in them.
//!
//! With a journal before it the tree is made durable only now and then; without one (in memory)
//! at every commit.

use super::disk::{Disk, Failure};
use super::{Row, Rows, Snapshot};
use crate::error::Error;
use crate::overlay::Overlay;
use crate::store::Options;
use crate::table::{Bounds, Direction};
use redb::{
    Builder, Database, Durability, ReadOnlyTable, ReadableDatabase, ReadableTable, TableDefinition,
    backends::InMemoryBackend,
};
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;
const ROWS: Definition = TableDefinition::new("rows");
const META: TableDefinition<'static, &'static str, u64> = TableDefinition::new("meta");
const SEQUENCE: &str = "sequence";
const SALT: &str = "salt";

pub(crate) struct Tree {
    database: Database,
    failure: Arc<Failure>,
}

/// What the tree knows about the journal.
#[derive(Clone, Copy)]
pub(crate) struct Durable {
    /// The number of the last group that is durably in the tree.
    pub sequence: u64,
    /// A number of this store's own, made with it.
    pub salt: u64,
}

impl Tree {
    pub fn on_disk(file: File, failure: Arc<Failure>, options: &Options) -> Result<Tree, Error> {
        let disk = Disk::new(file, failure.clone())
            .map_err(|error| Error::io("reading the data file's length", &error))?;
        let database = Builder::new().set_cache_size(options.cache_bytes).create_with_backend(disk);
        Tree::prepare(database, failure, options)
    }

    pub fn in_memory(options: &Options) -> Result<Tree, Error> {
        let database = Builder::new()
            .set_cache_size(options.cache_bytes)
            .create_with_backend(InMemoryBackend::new());
        Tree::prepare(database, Arc::default(), options)
    }

    /// Makes the tables, so that every snapshot finds them.
    fn prepare(
        database: Result<Database, redb::DatabaseError>,
        failure: Arc<Failure>,
        options: &Options,
    ) -> Result<Tree, Error> {
        let tree = Tree { database: database.map_err(engine)?, failure };
        let present = {
            let read = tree.database.begin_read().map_err(engine)?;
            read.open_table(ROWS).is_ok()
        };
        if !present {
            let mut salt = [0; 8];
            options.random.fill(&mut salt);
            let meta = [(SEQUENCE, 0), (SALT, u64::from_le_bytes(salt))];
            tree.change(&[], &meta)?;
        }
        tree.failure.check()?;
        Ok(tree)
    }

    pub fn durable(&self) -> Result<Durable, Error> {
        let read = self.database.begin_read().map_err(engine)?;
        let table = read.open_table(META).map_err(engine)?;
        let get = |name| {
            let found = ReadableTable::get(&table, name).map_err(engine)?;
            found.map(|number| number.value()).ok_or_else(|| Error::corrupt(format!("no {name}")))
        };
        Ok(Durable { sequence: get(SEQUENCE)?, salt: get(SALT)? })
    }

    /// Changes what readers see, not yet what a crash leaves.
    pub fn commit(&mut self, groups: &[Arc<Overlay>]) -> Result<(), Error> {
        self.change(groups, &[])
    }

    /// Makes these changes and everything before them durable. Quick repair, because that makes the
    /// next open quick however this process ends; without it redb walks the whole file.
    pub fn commit_durably(&mut self, groups: &[Arc<Overlay>], sequence: u64) -> Result<(), Error> {
        self.change(groups, &[(SEQUENCE, sequence)])
    }

    /// The groups' changes, the oldest group first. Durably, where there is something to say about
    /// the journal.
    fn change(&self, groups: &[Arc<Overlay>], meta: &[(&str, u64)]) -> Result<(), Error> {
        self.failure.check()?;
        let mut write = self.database.begin_write().map_err(engine)?;
        if meta.is_empty() {
            let set = write.set_durability(Durability::None);
            set.map_err(|error| Error::corrupt(error.to_string()))?;
        } else {
            write.set_quick_repair(true);
            let mut table = write.open_table(META).map_err(engine)?;
            for (name, number) in meta {
                table.insert(name, number).map_err(engine)?;
            }
        }
        {
            let mut table = write.open_table(ROWS).map_err(engine)?;
            for (key, value) in last_of_each(groups) {
                match value {
                    Some(value) => table.insert(key.as_slice(), value.as_slice()).map(drop),
                    None => table.remove(key.as_slice()).map(drop),
                }
                .map_err(engine)?;
            }
        }
        write.commit().map_err(engine)?;
        // The disk hides its failures from redb (see there); this is where they are told.
        self.failure.check()
    }

    pub fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Error> {
        let read = self.database.begin_read().map_err(engine)?;
        let rows = read.open_table(ROWS).map_err(engine)?;
        Ok(Arc::new(State { rows }))
    }
}

/// Each row that changed, once, in order, with what came of it in the end.
fn last_of_each(groups: &[Arc<Overlay>]) -> BTreeMap<&Vec<u8>, &Option<Vec<u8>>> {
    groups.iter().flat_map(|group| group.rows()).collect()
}

struct State {
    rows: ReadOnlyTable<&'static [u8], &'static [u8]>,
}

impl Snapshot for State {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let found = ReadableTable::get(&self.rows, key).map_err(engine)?;
        Ok(found.map(|value| value.value().to_vec()))
    }

    fn scan(&self, bounds: &Bounds, direction: Direction) -> Result<Rows<'_>, Error> {
        let range =
            ReadableTable::range::<&[u8]>(&self.rows, bounds.as_slices()).map_err(engine)?;
        Ok(match direction {
            Direction::Forward => Box::new(range.map(row)),
            Direction::Reverse => Box::new(range.rev().map(row)),
        })
    }
}

type Found<'a> = (redb::AccessGuard<'a, &'static [u8]>, redb::AccessGuard<'a, &'static [u8]>);

fn row(found: Result<Found<'_>, redb::StorageError>) -> Result<Row, Error> {
    let (key, value) = found.map_err(engine)?;
    Ok((key.value().to_vec(), value.value().to_vec()))
}

fn engine(error: impl Into<redb::Error>) -> Error {
    match error.into() {
        redb::Error::Io(error) => Error::io("the data file", &error),
        redb::Error::Corrupted(what) => Error::corrupt(what),
        other => Error::corrupt(other.to_string()),
    }
}
