//! A table that is made of another one as of a moment: what the other one had then is copied first,
//! beside everybody's work, and the table is filled from the copy as from a backup's.

use std::sync::Arc;

use base::Timestamp;
use store::{ReadTx, WriteTx};

use super::copy::Copy;
use super::{OWN_COPY, PROGRESS, recovery, state as kept};
use crate::error::from_store;
use crate::history;
use crate::state::{Dynamodb, TableKey, all_tables, table_of};
use crate::table::Table;
use crate::tend;

/// Facts of a table whose copy is still to be made: the moment, and the space of the other table.
const MOMENT: &str = "restore.moment";
const SPACE: &str = "restore.space";

/// Says of a new table what it is to be made of.
pub fn mark(table: &mut Table, source: &Table, moment: Timestamp) {
    table.facts.insert(MOMENT.into(), moment.millis().to_string());
    table.facts.insert(SPACE.into(), source.space.to_string());
}

pub fn is_marked(table: &Table) -> bool {
    table.facts.contains_key(MOMENT)
}

/// Whether some table is about to be made of the one in `space`.
pub fn is_read(tx: &ReadTx, space: u64) -> Result<bool, store::Error> {
    let own = space.to_string();
    let all = all_tables(tx)?;
    Ok(all.iter().any(|table| is_marked(table) && table.facts.get(SPACE) == Some(&own)))
}

/// Makes the copy on a thread of its own. What an early end leaves is begun again at the next
/// start; so is everything where no thread is to be had.
pub fn spawn(dynamodb: &Arc<Dynamodb>, key: TableKey) {
    let service = Arc::downgrade(dynamodb);
    let _ = std::thread::Builder::new().name("dynamodb-restore".into()).spawn(move || {
        if let Some(dynamodb) = service.upgrade() {
            // Tried again at the next start.
            let _ = run(&dynamodb, &key);
        }
    });
}

/// Goes on with what an earlier process had begun; and tables of a time before there was a history
/// have one from now on.
pub fn resume(dynamodb: &Arc<Dynamodb>) -> Result<(), wire::Error> {
    for (key, live) in dynamodb.all_with_keys() {
        if is_marked(&live.table) {
            spawn(dynamodb, key);
        } else if let Some(days) = recovery::get(&live.table)
            && history::space_of(&live.table).is_none()
        {
            let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), wire::Error> {
                recovery::set(table, None, tx.now());
                recovery::set(table, Some(days), tx.now());
                Ok(())
            };
            dynamodb.alter_blocking(&key, &live, edit)?;
        }
    }
    Ok(())
}

fn run(dynamodb: &Dynamodb, key: &TableKey) -> Result<(), wire::Error> {
    let Some(live) = dynamodb.table(key).filter(|live| is_marked(&live.table)) else {
        return Ok(());
    };
    let number = |name: &str| live.table.facts.get(name).and_then(|text| text.parse::<u64>().ok());
    let (Some(moment), Some(source)) = (number(MOMENT), number(SPACE)) else {
        return dynamodb.delete_blocking(key, &live);
    };
    let moment = Timestamp(moment.cast_signed());
    let blobs = dynamodb.store.blobs().clone();
    let copied = dynamodb.store.read(|tx| -> Result<_, store::Error> {
        let source = table_of(tx, source)?;
        let Some((source, history)) =
            source.and_then(|table| Some((table.space, history::space_of(&table)?)))
        else {
            return Ok(None);
        };
        let rows = history::as_of(tx, source, history, moment)?;
        blobs.put(&mut Copy::named(&live.table.id, rows)).map(Some)
    });
    let Some(blob) = copied.map_err(from_store)? else {
        return dynamodb.delete_blocking(key, &live);
    };
    let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), wire::Error> {
        if table.facts.remove(MOMENT).is_none() {
            return Ok(());
        }
        table.facts.remove(SPACE);
        table.facts.insert(PROGRESS.into(), blob.hex());
        table.facts.insert(OWN_COPY.into(), String::new());
        tend::restore_from(tx, table.space, 0).map_err(from_store)
    };
    if dynamodb.alter_blocking(key, &live, edit).is_err() {
        // It was deleted meanwhile, and nobody else has this copy.
        let done = dynamodb.store.write_blocking(move |tx| kept::let_go(tx, &blob));
        done.map_err(|error| from_store(error.flatten()))?;
        return dynamodb.sweep_backups();
    }
    Ok(())
}
