//! A request as a client sent it, before anything has been made of it.

use std::net::IpAddr;

use bytes::Bytes;
use http::{HeaderValue, Method, Version};

/// One whole HTTP request.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: Method,
    /// Path and query as on the wire, percent-encoding and all: `/users/1?a=%20b`.
    pub target: String,
    pub version: Version,
    /// In the client's order and with its spelling of the names.
    pub headers: Vec<(String, HeaderValue)>,
    pub body: Bytes,
    /// The client's address.
    pub source: IpAddr,
    /// The port it reached; functions read it in `X-Forwarded-Port`.
    pub port: u16,
}

impl Request {
    /// The first value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&HeaderValue> {
        let mut found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }
}

/// One whole answer. Header names are in lower case, as `http` keeps them.
pub type Response = http::Response<Bytes>;
