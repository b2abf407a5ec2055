//! One request's circumstances, as every operation is given them.

use std::sync::Arc;

use http::HeaderMap;
use kit::{Authority, Context, Need, Origin};

use crate::body::Fate;
use crate::error::Result;

/// Who asks, how, and with what headers.
pub(crate) struct Asked {
    pub context: Context,
    pub headers: HeaderMap,
    pub origin: Origin,
    /// The region of the endpoint that the caller believes to speak to.
    pub region: String,
    /// What became of the body, and of the request.
    pub fate: Arc<Fate>,
    authority: Arc<Authority>,
}

impl Asked {
    pub(crate) fn new(
        authority: Arc<Authority>,
        context: Context,
        origin: Origin,
        headers: HeaderMap,
        region: String,
        fate: Arc<Fate>,
    ) -> Asked {
        Asked { context, headers, origin, region, fate, authority }
    }

    /// Fails where the caller's policies do not allow it.
    pub(crate) fn require(&self, need: &Need, operation: &str) -> Result<()> {
        let Asked { context, origin, authority, .. } = self;
        Ok(authority.require(context, need, origin, ("s3", operation))?)
    }

    /// Whether they would.
    pub(crate) fn may(&self, need: &Need) -> bool {
        self.authority.decide(&self.context, need, &self.origin).is_ok()
    }

    /// A header's first value, where it is visible ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
