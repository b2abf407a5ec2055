//! What can go wrong, with two faces: `Display` says what happened, [`Error::advice`] tells the
//! operator what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// The store's own failure. Cheap to clone: one failed sync answers every caller of its group.
#[derive(Clone, Debug)]
pub enum Error {
    /// More work waits than [`crate::limit`] allows. Nothing was done; trying later is right.
    Overloaded,
    /// One thing is larger than [`crate::limit`] allows. Nothing was done.
    TooLarge { what: &'static str, bytes: u64, limit: u64 },
    /// A commit failed, now or earlier. This write is not acknowledged; whether it is on disk is
    /// not known until the next open. Reads go on.
    Poisoned(Arc<str>),
    /// The closure panicked. It left no trace.
    Panicked(Arc<str>),
    /// The store was closed before the answer was known.
    Closed,
    /// Another process has the directory open.
    Locked { dir: PathBuf, pid: Option<u32> },
    /// The directory holds a format that this program does not know.
    Format { dir: PathBuf, found: String },
    /// What was read is not what was written.
    Corrupt(Arc<str>),
    /// No such blob.
    NoBlob(Arc<str>),
    /// A file operation failed outside a commit.
    Io { what: Arc<str>, kind: io::ErrorKind, cause: Arc<str> },
}

impl Error {
    pub(crate) fn io(what: impl Into<String>, error: &io::Error) -> Error {
        Error::Io { what: what.into().into(), kind: error.kind(), cause: error.to_string().into() }
    }

    pub(crate) fn corrupt(what: impl Into<String>) -> Error {
        Error::Corrupt(what.into().into())
    }

    /// What the operator can do, in one sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Error::Overloaded => "send fewer writes at once, or put the data on a faster disk",
            Error::TooLarge { .. } => "split the request",
            Error::Poisoned(_) => {
                "free space on the data directory's disk or repair it, then start again: \
                 every acknowledged write is kept, and reads still work until then"
            }
            Error::Panicked(_) => "this is a bug; please report it with the log",
            Error::Closed => "start again",
            Error::Locked { .. } => "stop that process, or choose another --data-dir",
            Error::Format { .. } => "use the release that wrote it, or choose another --data-dir",
            Error::Corrupt(_) => {
                "restore the data directory from a copy, or start with an empty one"
            }
            Error::NoBlob(_) => {
                "the data directory's blobs are incomplete; restore them from a copy"
            }
            Error::Io { .. } => "see that the data directory's disk has space and may be written",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Overloaded => write!(f, "the store has more waiting than it accepts"),
            Error::TooLarge { what, bytes, limit } => {
                write!(f, "{what} of {bytes} is over the limit of {limit}")
            }
            Error::Poisoned(cause) => {
                write!(f, "the store takes no more writes, because a commit failed: {cause}")
            }
            Error::Panicked(message) => write!(f, "a transaction panicked: {message}"),
            Error::Closed => write!(f, "the store is closed"),
            Error::Locked { dir, pid: Some(pid) } => {
                write!(f, "{} is in use by process {pid}", dir.display())
            }
            Error::Locked { dir, pid: None } => {
                write!(f, "{} is in use by another process", dir.display())
            }
            Error::Format { dir, found } => {
                write!(f, "{} holds data of an unknown format ({found})", dir.display())
            }
            Error::Corrupt(what) => write!(f, "the store's data is damaged: {what}"),
            Error::NoBlob(id) => write!(f, "there is no blob {id}"),
            Error::Io { what, cause, .. } => write!(f, "{what}: {cause}"),
        }
    }
}

impl std::error::Error for Error {}

/// Why a write gave no result: the store's reason, or the closure's own.
#[derive(Clone, Debug)]
pub enum WriteError<E> {
    Store(Error),
    Closure(E),
}

impl<E: From<Error>> WriteError<E> {
    /// The closure's kind of error, whichever it was.
    pub fn flatten(self) -> E {
        match self {
            WriteError::Store(error) => E::from(error),
            WriteError::Closure(error) => error,
        }
    }
}

impl<E: fmt::Display> fmt::Display for WriteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Store(error) => error.fmt(f),
            WriteError::Closure(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for WriteError<E> {}
