//! Requests of web pages: what a bucket's rules let them do.

use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, ORIGIN};
use http::request::Parts;

use crate::S3;
use crate::address::{self, Host};
use crate::configuration::Compiled;
use crate::cors;
use crate::error::{Error, Result};

/// What a page's request is about.
pub(crate) struct Page {
    /// The bucket, as far as it is known. None of what no page asks.
    bucket: Option<Arc<Compiled>>,
    is_object: bool,
}

impl Page {
    pub(crate) fn of(s3: &S3, parts: &Parts) -> Page {
        if !parts.headers.contains_key(ORIGIN) {
            return Page { bucket: None, is_object: false };
        }
        let path = parts.uri.path().trim_start_matches('/');
        let (bucket, key) = match address::host_of(parts) {
            Host::Bucket(bucket) => (bucket, path),
            _ => path.split_once('/').unwrap_or((path, "")),
        };
        let found = Some(bucket).filter(|name| !name.is_empty());
        Page {
            bucket: found.and_then(|bucket| s3.configurations.of(bucket).ok()),
            is_object: !key.is_empty(),
        }
    }

    /// The answer to a question that a browser asks before it sends a page's request.
    pub(crate) fn preflight(&self, headers: &HeaderMap) -> Result<HeaderMap> {
        match &self.bucket {
            Some(compiled) => cors::preflight(compiled.cors.as_ref(), headers, self.is_object),
            None if headers.contains_key(ORIGIN) => Err(cors::no_bucket()),
            None => cors::preflight(None, headers, self.is_object),
        }
    }

    /// What lets the page read the answer, where a rule allows it.
    pub(crate) fn headers(&self, parts: &Parts) -> Option<HeaderMap> {
        let cors = self.bucket.as_ref()?.cors.as_ref()?;
        cors::allowed(cors, &parts.method, &parts.headers)
    }

    /// Why the request of a page from elsewhere is refused: it is signed, by a key that every page
    /// may know, and no rule of the bucket lets this page ask. What is not signed may be asked by
    /// anybody.
    pub(crate) fn refusal(&self, parts: &Parts, why: &'static str) -> Option<Error> {
        let query = parts.uri.query().unwrap_or_default();
        let signed = parts.headers.contains_key(AUTHORIZATION)
            || query.contains("Signature=")
            || parts.method == http::Method::POST;
        if !signed || self.headers(parts).is_some() {
            return None;
        }
        let mut error = Error::access_denied();
        why.clone_into(&mut error.message);
        Some(error)
    }
}
