//! The store itself, through its facade.

use super::{CACHE_BYTES, Change, Engine};
use std::path::Path;
use store::{Direction, Error, Options, Range, Raw, Store, Table};

static ROWS: Table<Raw, Vec<u8>> = Table::new("bench");

pub struct Facade(Store);

impl Facade {
    pub fn open(dir: &Path) -> Facade {
        let options = Options { cache_bytes: CACHE_BYTES, ..Options::default() };
        Facade(Store::open(dir, options).unwrap())
    }
}

impl Engine for Facade {
    fn commit(&self, changes: &[Change]) {
        // A transaction of the store is bounded; these are loads, not one transaction.
        let parts = changes.chunks(50_000).map(<[Change]>::to_vec);
        let pending: Vec<_> = parts
            .map(|changes| {
                self.0.write(move |tx| {
                    for (key, value) in &changes {
                        match value {
                            Some(value) => tx.put(&ROWS, key, value)?,
                            None => tx.delete(&ROWS, key)?,
                        }
                    }
                    Ok::<_, Error>(())
                })
            })
            .collect();
        for pending in pending {
            pending.wait().unwrap();
        }
    }

    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.read(|tx| tx.get(&ROWS, key)).unwrap()
    }

    fn scan(&self, from: &[u8], limit: usize) -> Vec<Vec<u8>> {
        self.0.read(|tx| {
            let rows = tx.scan(&ROWS, Range::all().at_least(from), Direction::Forward).unwrap();
            rows.take(limit).map(|row| row.unwrap().0).collect()
        })
    }
}
