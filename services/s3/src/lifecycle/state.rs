//! When a bucket's rules are looked at next, and where a look goes on.

use base::Timestamp;
use store::{ReadTx, Store, Timer, Wait, WriteTx};

/// By bucket, the look; its payload is where the one that is under way goes on. By bucket and
/// [`CHANGED`], that something of it has changed.
static LOOKS: Timer<Vec<u8>> = Timer::new("s3.lifecycle");

/// Stands in no bucket's name.
const CHANGED: u8 = 0;

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// A look begins, or goes on from a place.
    Look { bucket: String, place: Vec<u8> },
    /// There may be more to do than the last look has found.
    Changed { bucket: String },
}

/// Has a bucket looked at from its beginning.
pub(super) fn look(tx: &mut WriteTx, bucket: &str, at: Timestamp) -> Result<(), store::Error> {
    go_on(tx, bucket, at, &[])
}

/// Has the look under way go on.
pub(super) fn go_on(
    tx: &mut WriteTx,
    bucket: &str,
    at: Timestamp,
    from: &[u8],
) -> Result<(), store::Error> {
    tx.set_timer(&LOOKS, at, bucket.as_bytes(), &from.to_vec())
}

/// Nothing of what is there now will be due by itself.
pub(super) fn rest(tx: &mut WriteTx, bucket: &str) -> Result<(), store::Error> {
    tx.cancel_timer(&LOOKS, bucket.as_bytes()).map(|_| ())
}

/// Something has changed, of which a look will know at this time. An earlier one stays.
pub(super) fn touch(tx: &mut WriteTx, bucket: &str, at: Timestamp) -> Result<(), store::Error> {
    let key = changed(bucket);
    match tx.timer_deadline(&LOOKS, &key)? {
        Some(known) if known <= at => Ok(()),
        _ => tx.set_timer(&LOOKS, at, &key, &Vec::new()),
    }
}

/// A look will see what has changed.
pub(super) fn seen(tx: &mut WriteTx, bucket: &str) -> Result<(), store::Error> {
    tx.cancel_timer(&LOOKS, &changed(bucket)).map(|_| ())
}

fn changed(bucket: &str) -> Vec<u8> {
    let mut key = bucket.as_bytes().to_vec();
    key.push(CHANGED);
    key
}

/// What is to be done now.
pub(super) fn due(tx: &ReadTx, limit: usize) -> Result<Vec<Due>, store::Error> {
    let due = tx.due(&LOOKS, tx.now(), limit)?.into_iter().map(|due| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match due.key.split_last() {
            Some((&CHANGED, bucket)) => Due::Changed { bucket: text(bucket) },
            _ => Due::Look { bucket: text(&due.key), place: due.payload },
        }
    });
    Ok(due.collect())
}

pub(super) fn wait(store: &Store) -> Wait {
    store.wait_due(&LOOKS)
}
