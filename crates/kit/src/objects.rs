//! Objects as another service of this program reads and writes them: as a caller, through the same
//! authorisation, without a protocol. Called on threads that may wait.

use std::io::Read;
use std::sync::Arc;

use crate::Principal;

/// A bucket, and the account that it must belong to where the caller has said so.
#[derive(Clone, Copy, Debug)]
pub struct Bucket<'a> {
    pub name: &'a str,
    pub owner: Option<&'a str>,
}

/// `AES256` or `aws:kms`, and the key of the latter.
#[derive(Clone, Copy, Debug)]
pub struct Encryption<'a> {
    pub algorithm: &'a str,
    pub key: Option<&'a str>,
}

/// The errors are the service's own (`NoSuchBucket`, `AccessDenied`, ...), with their statuses.
pub trait Objects: Send + Sync {
    /// Puts a whole object. It is durable when this returns.
    fn put(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
        encryption: Option<Encryption<'_>>,
        bytes: Vec<u8>,
    ) -> Result<(), wire::Error>;

    /// The object's bytes, as they are read.
    fn get(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
    ) -> Result<Box<dyn Read + Send>, wire::Error>;

    /// Keys that begin with a prefix, in their order, after one of them: a page, empty at the end.
    fn list(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        prefix: &str,
        after: Option<&str>,
    ) -> Result<Vec<String>, wire::Error>;
}
