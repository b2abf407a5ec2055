//! One request in, one answer out, whichever protocol the service speaks.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

/// A whole HTTP request: the head as it was sent, percent-encoding and all, and the body.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: Method,
    /// Only the path and the query matter here.
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Request {
    /// The path, still percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query, still percent-encoded, without its question mark; empty where there is none.
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// A header's first value, where it is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl From<http::Request<Bytes>> for Request {
    fn from(request: http::Request<Bytes>) -> Request {
        let (head, body) = request.into_parts();
        Request { method: head.method, uri: head.uri, headers: head.headers, body }
    }
}

/// A whole HTTP answer.
pub type Response = http::Response<Bytes>;
