//! One request's circumstances, as every operation is given them.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::HeaderMap;
use kit::{Context, Origin};
use percent_encoding::percent_decode_str;

use crate::S3;
use crate::body::Fate;

/// Who asks, how, and with what headers.
pub(crate) struct Asked {
    pub context: Context,
    pub headers: HeaderMap,
    /// As it was sent.
    pub query: String,
    pub origin: Origin,
    /// The region of the endpoint that the caller believes to speak to.
    pub region: String,
    /// What became of the body, and of the request.
    pub fate: Arc<Fate>,
    /// That of a request to make a bucket.
    pub document: OnceLock<Bytes>,
    pub(crate) s3: Arc<S3>,
}

impl Asked {
    /// Whose what is made will be: the caller's account, or this one's where the caller has none.
    pub(crate) fn account(&self) -> &str {
        match self.context.principal.who.account.as_str() {
            "" => &self.context.account,
            account => account,
        }
    }

    /// Whether nobody has signed it.
    pub(crate) fn is_anonymous(&self) -> bool {
        self.context.principal.who.identity == policy::Identity::Anonymous
    }

    /// A parameter of the query, decoded.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let (_, value) = pairs.into_iter().find(|(found, _)| *found == name)?;
        let spaced = value.replace('+', " ");
        Some(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
    }

    /// A header's first value, where it is visible ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
