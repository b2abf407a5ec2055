//! When a bucket's rules are looked at next, and where a look goes on.

use base::Timestamp;
use store::{Due, ReadTx, Store, Timer, Wait, WriteTx};

/// By bucket. The payload is where the look that is under way goes on: a letter and a key.
static LOOKS: Timer<Vec<u8>> = Timer::new("s3.lifecycle");

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

/// There is nothing to look for any more.
pub(super) fn rest(tx: &mut WriteTx, bucket: &str) -> Result<(), store::Error> {
    tx.cancel_timer(&LOOKS, bucket.as_bytes()).map(|_| ())
}

/// Buckets that are to be looked at now.
pub(super) fn due(tx: &ReadTx, limit: usize) -> Result<Vec<Due<Vec<u8>>>, store::Error> {
    tx.due(&LOOKS, tx.now(), limit)
}

pub(super) fn wait(store: &Store) -> Wait {
    store.wait_due(&LOOKS)
}
