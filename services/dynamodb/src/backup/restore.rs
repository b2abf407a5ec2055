//! A table that is made of a backup: filled a step at a time, not to be used before it is whole.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::time::Duration;

use store::{BlobId, WriteTx};

use super::{moment, state};
use crate::error::{from_store, from_write};
use crate::exchange::IMPORT;
use crate::record::Encoded;
use crate::state::{Dynamodb, TableKey, table_of};
use crate::table::Table;
use crate::tend;
use crate::write::{self, Change, Sums};

/// A fact of a table that is being filled: the blob, and how far.
pub const PROGRESS: &str = "restore.progress";
/// Beside it: no backup has this copy.
pub const OWN_COPY: &str = "restore.own";

/// Items and bytes of a step, which is one transaction; the bytes with those of the indexes, each
/// of which may hold all of an item once more.
const STEP_ITEMS: usize = 500;
const STEP_BYTES: usize = 4 * 1024 * 1024;

/// How soon a table that is not shown yet is looked for again.
const SOON: Duration = Duration::from_millis(50);

/// Whether a table is still being filled, from a copy or by an import.
pub fn is_restoring(table: &Table) -> bool {
    [PROGRESS, IMPORT].iter().any(|fact| table.facts.contains_key(*fact))
        || moment::is_marked(table)
}

/// In the transaction that makes the table.
pub fn begin(tx: &mut WriteTx, table: &Table) -> Result<(), store::Error> {
    if table.facts.contains_key(PROGRESS) { tend::restore_from(tx, table.space, 0) } else { Ok(()) }
}

/// Fills a table further, from the place in the copy up to which it is filled.
pub fn step(dynamodb: &Dynamodb, space: u64, from: u64) -> Result<(), wire::Error> {
    let Some((key, live)) = dynamodb.by_space(space) else {
        return not_shown(dynamodb, space);
    };
    // What requests are shown may be a moment behind.
    let live = live.current();
    let blob = live.table.facts.get(PROGRESS).and_then(|blob| BlobId::from_hex(blob));
    let Some(blob) = blob else {
        let done = dynamodb.store.write_blocking(move |tx| tend::restored(tx, space));
        return done.map_err(|error| from_store(error.flatten()));
    };
    let file = dynamodb.store.blobs().open(&blob).map_err(from_store)?;
    let bytes_max = STEP_BYTES / (1 + live.table.indexes.len());
    let (items, next) = next_items(file, from, bytes_max).map_err(|error| {
        wire::Error::internal(format!("the copy of a backup cannot be read: {error}"))
    })?;
    if items.is_empty() {
        return finish(dynamodb, &key, space);
    }
    let done = dynamodb.store.write_blocking(move |tx| -> Result<(), wire::Error> {
        if live.is_dropped() {
            return tend::restored(tx, space).map_err(from_store);
        }
        let mut sums = Sums::default();
        for encoded in items {
            let item = encoded.item().map_err(|error| wire::Error::internal(error.0))?;
            let key = live.table.schema.of_item(&item)?;
            let before = write::before(tx, &live, &key, false)?;
            let effect = write::make(tx, &key, &before, &Change::Put(item, encoded))?;
            sums.add(&before.live, &effect);
        }
        tend::restore_from(tx, space, next).map_err(from_store)?;
        sums.count(tx)
    });
    done.map_err(from_write)
}

/// The table is gone, or has been made so lately that requests are not shown it yet.
fn not_shown(dynamodb: &Dynamodb, space: u64) -> Result<(), wire::Error> {
    let done = dynamodb.store.write_blocking(move |tx| -> Result<bool, store::Error> {
        match table_of(tx, space)? {
            Some(_) => Ok(true),
            None => tend::restored(tx, space).map(|()| false),
        }
    });
    if done.map_err(|error| from_store(error.flatten()))? {
        // It stays due. The store's clock may stand still: this is not waited for by it.
        std::thread::sleep(SOON);
    }
    Ok(())
}

/// The table may be used.
fn finish(dynamodb: &Dynamodb, key: &TableKey, space: u64) -> Result<(), wire::Error> {
    let Some(live) = dynamodb.table(key) else { return Ok(()) };
    let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), wire::Error> {
        let_go(tx, table).map_err(from_store)?;
        table.facts.remove(PROGRESS);
        table.facts.remove(OWN_COPY);
        tend::restored(tx, space).map_err(from_store)
    };
    dynamodb.alter_blocking(key, &live, edit)?;
    dynamodb.sweep_backups()
}

/// The table needs the copy no more that it is made of; what no backup has is taken away.
pub fn let_go(tx: &mut WriteTx, table: &Table) -> Result<(), store::Error> {
    let blob = table.facts.get(PROGRESS).filter(|_| table.facts.contains_key(OWN_COPY));
    match blob.and_then(|blob| BlobId::from_hex(blob)) {
        Some(blob) => state::let_go(tx, &blob),
        None => Ok(()),
    }
}

/// Items of the copy from a place on, and the place after them; none where it is at its end.
fn next_items(
    mut file: impl Read + Seek,
    from: u64,
    bytes_max: usize,
) -> io::Result<(Vec<Encoded>, u64)> {
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::new(file);
    let (mut items, mut bytes, mut at) = (Vec::new(), 0, from);
    while items.len() < STEP_ITEMS && bytes < bytes_max {
        let mut length = [0; 4];
        match reader.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        let length = u32::from_be_bytes(length) as usize;
        let mut item = vec![0; length];
        reader.read_exact(&mut item)?;
        // The first is the copy's own name.
        if at > 0 {
            items.push(Encoded::from_bytes(item));
        }
        bytes += length;
        at += 4 + length as u64;
    }
    Ok((items, at))
}
