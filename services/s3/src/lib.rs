//! S3: buckets, and objects of any length in them.
//!
//! The protocol is the crate `s3s`'s, behind [`protocol`]; who asks and whether they may is
//! decided here ([`door`]) by the same authority as everywhere; what is kept is [`state`]'s: rows
//! in the store, and blobs for what is large. A body is never held whole.
//!
//! A verb is a file below `ops`: `needs` names the permissions, `run` does it. A bucket's further
//! configurations (policy, CORS, tags, ...) are one row per kind, see [`setting`].

// Until the operations that need it are there.
#![allow(dead_code)]

mod access;
mod acl;
mod address;
mod asked;
mod body;
mod bucket;
mod checksum;
mod condition;
mod configuration;
mod content;
mod cors;
mod customer;
mod digest;
mod door;
mod error;
mod facts;
mod form;
#[doc(hidden)]
pub mod fuzz;
mod holding;
mod ingest;
mod inside;
mod lifecycle;
mod listing;
mod lock;
mod notify;
mod object;
mod ops;
mod outgoing;
mod output;
mod page;
mod permission;
mod protocol;
mod reading;
pub mod resource;
mod retouch;
mod setting;
mod shelf;
mod state;
mod tags;
mod upload;
mod version;
mod words;

use std::io;
use std::sync::Arc;
use std::thread;

use configuration::Configurations;
use kit::tend::{self, AtWork};
use kit::{Authority, Sink, Worker};
use shelf::Shelf;
use store::Store;
use tokio::sync::Semaphore;

pub use door::Door;
pub use inside::Inside;

/// The service's state.
pub struct S3 {
    pub(crate) store: Store,
    pub(crate) authority: Arc<Authority>,
    pub(crate) configurations: Configurations,
    /// Whether new buckets are as every one since April 2023 ([`permission::Block`]).
    pub(crate) closed: bool,
    pub(crate) sinks: notify::Sinks,
    pub(crate) shelf: Arc<Shelf>,
    /// One for each large body that is on its way: it takes some memory.
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) at_work: AtWork,
}

/// What only the start knows.
pub struct Options {
    /// The accounts that there are, the application's first.
    pub accounts: Vec<String>,
    /// Whether new buckets are as they were before April 2023: who puts an object owns it, lists
    /// of access count, and nothing public is blocked.
    pub open_buckets: bool,
}

/// Large bodies that are on their way at once, either way; further ones wait. Each holds up to
/// 512 KiB.
const STREAMS_MAX: usize = 1024;

impl S3 {
    /// The accounts whose names are shown.
    pub(crate) fn named(&self) -> &[String] {
        if self.closed { &[] } else { self.configurations.accounts() }
    }

    pub fn open(
        store: Store,
        authority: Arc<Authority>,
        options: Options,
    ) -> Result<Arc<S3>, store::Error> {
        let configurations = Configurations::new(store.clone(), options.accounts);
        let (closed, sinks) = (!options.open_buckets, notify::Sinks::default());
        let shelf = Shelf::new(store.clone());
        let streams = Arc::new(Semaphore::new(STREAMS_MAX));
        let at_work = AtWork::default();
        Ok(Arc::new(S3 {
            store,
            authority,
            configurations,
            closed,
            sinks,
            shelf,
            streams,
            at_work,
        }))
    }

    /// Begins to do what rules say is due, and to tell who listens through `sinks`: on threads that
    /// end with the service.
    pub fn listen(self: &Arc<S3>, sinks: Vec<Arc<dyn Sink>>) -> io::Result<()> {
        self.sinks.set(sinks);
        tend::begin("s3-notices", self, notify::offer::tending())?;
        tend::begin("s3-lifecycle", self, lifecycle::tend::tending())
    }

    /// Begins what it does by itself: what a process has left that ended between a blob and its
    /// row is removed.
    pub fn begin(self: &Arc<S3>) -> io::Result<()> {
        let shelf = Arc::clone(&self.shelf);
        let sweep = move || shelf.sweep();
        thread::Builder::new().name("s3-sweep".into()).spawn(sweep).map(drop)
    }

    /// The way in for requests from sockets.
    pub fn door(self: &Arc<S3>) -> Door {
        Door::new(Arc::clone(self))
    }
}

impl Worker for S3 {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        Ok(self.at_work.busy("S3"))
    }
}
