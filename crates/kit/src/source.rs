//! What functions are triggered from: queues now, streams later.
//!
//! Whoever polls holds a [`Source`] and knows nothing of what lies behind it; the source knows no
//! function. A queue is read from its front and each message is settled by itself. A stream's
//! shards will be further arguments of [`Wish`], and a checkpoint is a row of the reader's own,
//! written in the transaction in which it settles.

use std::sync::Arc;
use std::time::Duration;

use base::{Arn, Timestamp};
use bytes::Bytes;

use crate::BoxFuture;

/// A service whose items are taken in batches.
pub trait Source: Send + Sync {
    /// The service of the ARNs that it knows: `sqs`.
    fn service(&self) -> &'static str;

    /// What a reader must be allowed on the source; the first is the reading itself:
    /// `sqs:ReceiveMessage`.
    fn actions(&self) -> &'static [&'static str];

    /// Under which key of a record lies what its sender wrote: `body`.
    fn data_key(&self) -> &'static str;

    /// None where there is nothing of this name. Does not wait.
    fn describe(&self, arn: &Arn) -> Result<Option<Described>, store::Error>;

    /// Waits until there may be something to lease; at once where there is. No polling: the commit
    /// that makes an item available wakes it, and so does a time that has come. May be dropped.
    fn wait<'a>(&'a self, arn: &'a Arn) -> BoxFuture<'a, Result<(), Lost>>;

    /// Takes what is there now, which may be nothing, in one transaction: nobody else gets it
    /// until its lease has run out. To be awaited to its end: what a dropped one had taken is
    /// away for as long.
    fn lease<'a>(&'a self, arn: &'a Arn, wish: Wish) -> BoxFuture<'a, Result<Vec<Leased>, Lost>>;

    /// Ends leases in the reader's transaction. A handle that no longer counts, because somebody
    /// else has its item by now, or its item or source is gone, is passed over; an ordered source
    /// passes over each whose lease has run out. What is not named here stays leased for as long
    /// as it was to be.
    fn settle(
        &self,
        tx: &mut store::WriteTx,
        arn: &Arn,
        ends: &[(String, End)],
    ) -> Result<(), store::Error>;

    /// The transaction of a settlement is on disk.
    fn committed(&self, _arn: &Arn) {}
}

/// A source as it is now.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// Items have groups, whose order is kept.
    pub ordered: bool,
    /// How long an item that was leased stays away from others.
    pub lease: Duration,
    /// What it says itself of who may read it.
    pub policy: Option<Arc<policy::Policy>>,
}

/// How much a lease may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    pub items_max: usize,
    /// Of all records together. The first item is given whatever it has.
    pub bytes_max: usize,
    /// What a record could have and has not is there as null, and not left out.
    pub nulls: bool,
}

/// One item, away from others for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// What its lease is ended by.
    pub handle: String,
    /// What a function names it by when it could not process it: `itemIdentifier`.
    pub id: String,
    /// Where items are ordered: those of one group are leased together or after one another.
    pub group: Option<String>,
    /// Its record in the function's event, a JSON object's text.
    pub record: Bytes,
    /// When others may have it again.
    pub until: Timestamp,
}

/// How the lease of an item ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is done with, and gone.
    Done,
    /// Nobody has seen it: it is as if it had never been leased.
    Unseen,
}

/// Why there is nothing to be had.
#[derive(Clone, Debug)]
pub enum Lost {
    /// There is no such source (any more).
    Gone,
    Store(store::Error),
}

impl From<store::Error> for Lost {
    fn from(error: store::Error) -> Lost {
        Lost::Store(error)
    }
}
