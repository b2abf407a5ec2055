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
mod address;
mod asked;
mod body;
mod bucket;
mod checksum;
mod content;
mod door;
mod error;
mod object;
mod ops;
mod output;
mod protocol;
mod setting;
mod state;
mod upload;

use std::sync::Arc;

use kit::Authority;
use store::Store;

pub use door::Door;

/// The service's state.
pub struct S3 {
    pub(crate) store: Store,
    pub(crate) authority: Arc<Authority>,
    pub(crate) policies: access::Policies,
}

impl S3 {
    pub fn open(store: Store, authority: Arc<Authority>) -> Result<Arc<S3>, store::Error> {
        let policies = access::Policies::default();
        Ok(Arc::new(S3 { store, authority, policies }))
    }

    /// The way in for requests from sockets.
    pub fn door(self: &Arc<S3>) -> Door {
        Door::new(Arc::clone(self))
    }
}
