//! Bodies that are read and written as they come, and the service that wants them so.

use std::fmt;
use std::net::IpAddr;

use bytes::Bytes;
use http::request::Parts;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};

use crate::BoxFuture;
use crate::ports::Keys;

/// Why a body ended early.
pub type BodyError = Box<dyn std::error::Error + Send + Sync>;

/// What became of a client whose body is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Too little came for too long.
    Silent,
    /// It went away, or what it sent is no body.
    Broken,
}

impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Gone::Silent => "the client sent nothing for too long",
            Gone::Broken => "the client went away",
        })
    }
}

impl std::error::Error for Gone {}

/// A body that is not here yet.
pub type Body = UnsyncBoxBody<Bytes, BodyError>;

/// A body that is here.
pub fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// A service that speaks a protocol of its own, with bodies of any length both ways: S3.
pub trait Streamed: Send + Sync {
    /// Whether a request is its own. Only the head has been read.
    fn is_meant(&self, head: &Parts) -> bool;

    /// Answers one request from a socket, through which only `keys` count. Never fails: what goes
    /// wrong is an answer, too. `stranger` says why a page has to be refused that a browser has
    /// loaded from elsewhere, unless the service knows that it may ask this.
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        keys: &'a dyn Keys,
        source_ip: Option<IpAddr>,
        stranger: Option<&'static str>,
    ) -> BoxFuture<'a, http::Response<Body>>;

    /// Says in its own form that the caller may not, because of `why`.
    fn refuse(&self, why: &str) -> http::Response<Body>;
}
