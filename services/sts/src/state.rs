//! The rows: master keys, by number. The newest seals, all of them open.

use store::{Corrupt, Direction, Error, Range, Record, Store, Table};

static MASTER_KEYS: Table<u64, MasterKey> = Table::new("sts.master_key");

/// What all temporary credentials are derived from.
#[derive(Clone)]
pub struct MasterKey(pub [u8; 32]);

impl Record for MasterKey {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<MasterKey, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        bytes.try_into().map(MasterKey).map_err(|_| Corrupt("a key of 32 bytes"))
    }
}

/// All keys, oldest first; makes the first one where there is none.
pub fn master_keys(store: &Store) -> Result<Vec<(u64, MasterKey)>, Error> {
    let found = read(store)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let made = store.write_blocking(|tx| {
        // Somebody else may have been first.
        if !tx.contains(&MASTER_KEYS, 1)? {
            let mut key = [0; 32];
            tx.random().fill(&mut key);
            tx.put(&MASTER_KEYS, 1, &MasterKey(key))?;
        }
        Ok::<_, Error>(())
    });
    made.map_err(store::WriteError::flatten)?;
    read(store)
}

fn read(store: &Store) -> Result<Vec<(u64, MasterKey)>, Error> {
    store.read(|tx| tx.scan(&MASTER_KEYS, Range::all(), Direction::Forward)?.collect())
}
