//! A backup's copy: its ARN, then the items of the table one after the other, each behind its
//! length in four bytes. With the ARN no two copies are the same blob.

use std::io::{self, Read};
use std::sync::Arc;

use super::state::{self, Id};
use crate::error::from_store;
use crate::record::Encoded;
use crate::state::{Dynamodb, encoded, table_of};

/// Makes the copy on a thread of its own. What an early end leaves is begun again at the next
/// start; so is everything where no thread is to be had.
pub fn spawn(dynamodb: &Arc<Dynamodb>, id: Id) {
    let service = Arc::downgrade(dynamodb);
    let _ = std::thread::Builder::new().name("dynamodb-backup".into()).spawn(move || {
        if let Some(dynamodb) = service.upgrade() {
            // Tried again at the next start.
            let _ = run(&dynamodb, &id);
        }
    });
}

fn run(dynamodb: &Dynamodb, id: &Id) -> Result<(), wire::Error> {
    let blobs = dynamodb.store.blobs().clone();
    let copied = dynamodb.store.read(|tx| -> Result<_, store::Error> {
        let Some(backup) = state::get(tx, id)? else { return Ok(None) };
        // Without its table, what is left of the rows is no copy of anything.
        if table_of(tx, backup.table.space)?.is_none() {
            return Ok(None);
        }
        let rows = encoded(tx, backup.table.space)?;
        let mut copy = Copy::named(&id.arn(), rows);
        let blob = blobs.put(&mut copy)?;
        Ok(Some((blob, (copy.items, copy.bytes))))
    });
    let id = id.clone();
    let Some((blob, counts)) = copied.map_err(from_store)? else {
        let done = dynamodb.store.write_blocking(move |tx| state::delete(tx, &id));
        return done.map_err(|error| from_store(error.flatten()));
    };
    let done = dynamodb.store.write_blocking(move |tx| state::finish(tx, &id, blob, counts));
    done.map_err(|error| from_store(error.flatten()))?;
    dynamodb.sweep_backups()
}

/// Reads rows as the bytes of the copy.
pub struct Copy<I> {
    rows: I,
    ready: Vec<u8>,
    at: usize,
    items: i64,
    bytes: i64,
}

impl<I> Copy<I> {
    /// `name` is no other copy's.
    pub fn named(name: &str, rows: I) -> Copy<I> {
        let mut copy = Copy { rows, ready: Vec::new(), at: 0, items: 0, bytes: 0 };
        copy.push(name.as_bytes());
        copy
    }

    fn push(&mut self, bytes: &[u8]) {
        self.ready.clear();
        self.ready.extend((bytes.len() as u32).to_be_bytes());
        self.ready.extend(bytes);
        self.at = 0;
    }
}

impl<I: Iterator<Item = Result<Encoded, store::Error>>> Read for Copy<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            let Some(row) = self.rows.next() else { return Ok(0) };
            let item = row.map_err(|error| io::Error::other(error.to_string()))?;
            self.push(item.bytes());
            self.items += 1;
            self.bytes += item.weight() as i64;
        }
        let count = buffer.len().min(self.ready.len() - self.at);
        buffer[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
