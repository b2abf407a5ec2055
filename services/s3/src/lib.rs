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
mod digest;
mod door;
mod error;
mod facts;
mod ingest;
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
mod setting;
mod shelf;
mod state;
mod tags;
mod upload;
mod version;

use std::io;
use std::sync::Arc;
use std::thread;

use kit::Authority;
use shelf::Shelf;
use store::Store;
use tokio::sync::Semaphore;

pub use door::Door;

/// The service's state.
pub struct S3 {
    pub(crate) store: Store,
    pub(crate) authority: Arc<Authority>,
    pub(crate) configurations: configuration::Configurations,
    /// Whether new buckets are as every one since April 2023 ([`permission::Block`]).
    pub(crate) closed: bool,
    pub(crate) shelf: Arc<Shelf>,
    /// One for each large body that is on its way: it takes some memory.
    pub(crate) streams: Arc<Semaphore>,
}

/// Large bodies that are on their way at once, either way; further ones wait. Each holds up to
/// 512 KiB.
const STREAMS_MAX: usize = 1024;

impl S3 {
    pub fn open(store: Store, authority: Arc<Authority>) -> Result<Arc<S3>, store::Error> {
        let accounts = Vec::new();
        let configurations = configuration::Configurations::new(store.clone(), accounts);
        let closed = true;
        let shelf = Shelf::new(store.clone());
        let streams = Arc::new(Semaphore::new(STREAMS_MAX));
        Ok(Arc::new(S3 { store, authority, configurations, closed, shelf, streams }))
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
