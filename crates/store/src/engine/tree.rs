//! The engine on redb: copy-on-write B-trees in one file.

use super::disk::{Disk, Failure};
use super::{Engine, Row, Rows, Snapshot};
use crate::error::Error;
use crate::overlay::Overlay;
use crate::table::{Bounds, Direction};
use redb::{
    Builder, Database, ReadOnlyTable, ReadableDatabase, ReadableTable, TableDefinition,
    backends::InMemoryBackend,
};
use std::fs::File;
use std::sync::Arc;

type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;
const ROWS: Definition = TableDefinition::new("rows");

pub(crate) struct Tree {
    database: Database,
    failure: Arc<Failure>,
}

impl Tree {
    pub fn on_disk(file: File, failure: Arc<Failure>, cache: usize) -> Result<Tree, Error> {
        let disk = Disk::new(file, failure.clone())
            .map_err(|error| Error::io("reading the data file's length", &error))?;
        let database = Builder::new().set_cache_size(cache).create_with_backend(disk);
        Tree::prepare(database, failure)
    }

    pub fn in_memory(cache: usize) -> Result<Tree, Error> {
        let database =
            Builder::new().set_cache_size(cache).create_with_backend(InMemoryBackend::new());
        Tree::prepare(database, Arc::default())
    }

    /// Makes the one table, so that every snapshot finds it.
    fn prepare(
        database: Result<Database, redb::DatabaseError>,
        failure: Arc<Failure>,
    ) -> Result<Tree, Error> {
        let database = database.map_err(engine)?;
        let present = {
            let read = database.begin_read().map_err(engine)?;
            read.open_table(ROWS).is_ok()
        };
        let mut tree = Tree { database, failure };
        if !present {
            tree.commit(&Overlay::default())?;
        }
        tree.failure.check()?;
        Ok(tree)
    }
}

impl Engine for Tree {
    fn commit(&mut self, changes: &Overlay) -> Result<(), Error> {
        self.failure.check()?;
        let write = self.database.begin_write().map_err(engine)?;
        {
            let mut table = write.open_table(ROWS).map_err(engine)?;
            for (key, value) in changes.rows() {
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

    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Error> {
        let read = self.database.begin_read().map_err(engine)?;
        let rows = read.open_table(ROWS).map_err(engine)?;
        Ok(Arc::new(State { rows }))
    }
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
