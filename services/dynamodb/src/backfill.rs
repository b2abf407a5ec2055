//! A new index is filled while its table is in use: a bounded number of items a transaction, from
//! where the last one ended. What is written meanwhile is indexed by its own transaction, so that
//! an item has its entry from whichever comes first. After a crash the filling goes on.

use std::sync::{Arc, Weak};

use crate::error::{from_store, from_write};
use crate::state::{Dynamodb, Live, TableKey};

/// What one transaction left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    More,
    /// No index is filled any more: all are done, or gone with their table.
    Done,
}

/// Fills a table's new indexes on a thread of its own. What an early end leaves is found at the
/// next start; so is everything where no thread is to be had.
pub fn start(dynamodb: &Arc<Dynamodb>, key: &TableKey, live: &Arc<Live>) {
    let (dynamodb, key, live) = (Arc::downgrade(dynamodb), key.clone(), Arc::clone(live));
    let thread = std::thread::Builder::new().name("dynamodb-backfill".into());
    let _ = thread.spawn(move || fill(&dynamodb, &key, &live));
}

fn fill(dynamodb: &Weak<Dynamodb>, key: &TableKey, live: &Arc<Live>) {
    loop {
        // Held only for one transaction: the service may end meanwhile.
        let Some(dynamodb) = dynamodb.upgrade() else { return };
        let (step_key, step_live) = (key.clone(), Arc::clone(live));
        let step = move |tx: &mut store::WriteTx| step_live.fill_some(tx, &step_key);
        match dynamodb.store.write_blocking(step) {
            Ok(Progress::More) => {}
            Ok(Progress::Done) => {
                dynamodb.show(key, live);
                return;
            }
            Err(_) => return,
        }
    }
}

/// The same, waited for.
pub async fn complete(
    dynamodb: &Dynamodb,
    key: &TableKey,
    live: &Arc<Live>,
) -> Result<Arc<Live>, wire::Error> {
    loop {
        let (step_key, step_live) = (key.clone(), Arc::clone(live));
        let step = dynamodb.store.write(move |tx| -> Result<Progress, wire::Error> {
            step_live.fill_some(tx, &step_key).map_err(from_store)
        });
        if step.await.map_err(from_write)? == Progress::Done {
            return Ok(dynamodb.show(key, live));
        }
    }
}
