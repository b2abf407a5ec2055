//! redb.

use super::{CACHE_BYTES, Change, Engine};
use redb::{Builder, Database, ReadableDatabase, ReadableTable, TableDefinition};
use std::path::Path;

const ROWS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("rows");

pub struct Tree {
    database: Database,
    quick_repair: bool,
}

impl Tree {
    pub fn open(dir: &Path, quick_repair: bool) -> Tree {
        let database =
            Builder::new().set_cache_size(CACHE_BYTES).create(dir.join("rows.redb")).unwrap();
        let tree = Tree { database, quick_repair };
        tree.commit(&[]);
        tree
    }
}

impl Engine for Tree {
    fn commit(&self, changes: &[Change]) {
        let mut write = self.database.begin_write().unwrap();
        write.set_quick_repair(self.quick_repair);
        {
            let mut table = write.open_table(ROWS).unwrap();
            for (key, value) in changes {
                match value {
                    Some(value) => drop(table.insert(key.as_slice(), value.as_slice()).unwrap()),
                    None => drop(table.remove(key.as_slice()).unwrap()),
                }
            }
        }
        write.commit().unwrap();
    }

    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let table = self.database.begin_read().unwrap().open_table(ROWS).unwrap();
        ReadableTable::get(&table, key).unwrap().map(|value| value.value().to_vec())
    }

    fn scan(&self, from: &[u8], limit: usize) -> Vec<Vec<u8>> {
        let table = self.database.begin_read().unwrap().open_table(ROWS).unwrap();
        let rows = ReadableTable::range::<&[u8]>(&table, from..).unwrap().take(limit);
        rows.map(|row| {
            let (key, value) = row.unwrap();
            std::hint::black_box(value.value().to_vec());
            key.value().to_vec()
        })
        .collect()
    }
}
