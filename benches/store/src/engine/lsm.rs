//! fjall.

use super::{CACHE_BYTES, Change, Engine};
use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode, Readable};
use std::path::Path;
use std::time::Duration;

pub struct Lsm {
    database: Database,
    rows: Keyspace,
}

impl Lsm {
    pub fn open(dir: &Path) -> Lsm {
        let database = Database::builder(dir).cache_size(CACHE_BYTES as u64).open().unwrap();
        let rows = database.keyspace("rows", KeyspaceCreateOptions::default).unwrap();
        Lsm { database, rows }
    }
}

impl Engine for Lsm {
    fn commit(&self, changes: &[Change]) {
        let mut batch = self.database.batch().durability(Some(PersistMode::SyncData));
        for (key, value) in changes {
            match value {
                Some(value) => batch.insert(&self.rows, key.as_slice(), value.as_slice()),
                None => batch.remove(&self.rows, key.as_slice()),
            }
        }
        batch.commit().unwrap();
    }

    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.database.snapshot().get(&self.rows, key).unwrap().map(|value| value.to_vec())
    }

    fn scan(&self, from: &[u8], limit: usize) -> Vec<Vec<u8>> {
        let snapshot = self.database.snapshot();
        let rows = snapshot.range(&self.rows, from..).take(limit);
        rows.map(|row| {
            let (key, value) = row.into_inner().unwrap();
            std::hint::black_box(value.to_vec());
            key.to_vec()
        })
        .collect()
    }

    fn settle(&self) {
        while self.database.outstanding_flushes() > 0 || self.database.active_compactions() > 0 {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
