//! One request's circumstances, as every operation is given them.

use std::sync::Arc;

use http::HeaderMap;
use kit::{Context, Origin};

use crate::S3;
use crate::body::Fate;

/// Who asks, how, and with what headers.
pub(crate) struct Asked {
    pub context: Context,
    pub headers: HeaderMap,
    pub origin: Origin,
    /// The region of the endpoint that the caller believes to speak to.
    pub region: String,
    /// What became of the body, and of the request.
    pub fate: Arc<Fate>,
    /// The query of the address.
    pub query: String,
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

    /// A header's first value, where it is visible ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
