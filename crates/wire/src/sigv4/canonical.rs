//! The canonical request: one spelling for all that a request may look like on its way.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::claim::Claim;
use super::{ALGORITHM, Head, Payload};

/// Where canonical bytes go: into a hash, or into text for a person.
pub(crate) trait Sink {
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Sha256 {
    fn put(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// The request as the signer must have seen it. `service` decides how the path is written.
pub(crate) fn request(
    sink: &mut impl Sink,
    head: &Head<'_>,
    service: &str,
    signed_headers: &str,
    payload: &Payload,
) {
    sink.put(head.method.as_bytes());
    sink.put(b"\n");
    path(sink, head.path, service);
    sink.put(b"\n");
    query(sink, head.query);
    sink.put(b"\n");
    for name in signed_headers.split(';') {
        header(sink, head, &name.to_ascii_lowercase());
    }
    sink.put(b"\n");
    sink.put(signed_headers.as_bytes());
    sink.put(b"\n");
    sink.put(payload.text().as_bytes());
}

/// The text that is signed, for a claim and the hash of its canonical request.
pub(crate) fn string_to_sign(claim: &Claim<'_>, request: [u8; 32]) -> String {
    let scope = &claim.scope;
    let hash = base::id::hex(&request);
    let (date, region, service) = (&*scope.date, &*scope.region, &*scope.service);
    [ALGORITHM, "\n", &claim.stamp, "\n", date, "/", region, "/", service, "/aws4_request\n", &hash]
        .concat()
}

/// S3 takes the path as it is, encoded once; everybody else without dots and doubled slashes, and
/// what was sent encoded is encoded again.
fn path(sink: &mut impl Sink, path: &str, service: &str) {
    if path.is_empty() {
        return sink.put(b"/");
    }
    if matches!(service, "s3" | "s3express" | "s3-outposts" | "s3-object-lambda") {
        let decoded: Cow<'_, [u8]> = percent_decode_str(path).into();
        return escape(sink, &decoded, true);
    }
    if !path.contains("//") && !path.contains("/.") {
        return escape(sink, path.as_bytes(), true);
    }
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    for segment in &segments {
        sink.put(b"/");
        escape(sink, segment.as_bytes(), true);
    }
    let open = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
    if open || segments.is_empty() {
        sink.put(b"/");
    }
}

/// Sorted by name, then by value, each in the one encoding; a signature is no part of it.
fn query(sink: &mut impl Sink, query: &str) {
    if query.is_empty() {
        return;
    }
    let encode = |text: &str| {
        let mut encoded = Vec::with_capacity(text.len());
        escape(&mut encoded, unescape_bytes(text).as_ref(), false);
        encoded
    };
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = parameters(query)
        .filter(|(name, _)| *name != "X-Amz-Signature")
        .map(|(name, value)| (encode(name), encode(value)))
        .collect();
    pairs.sort();
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            sink.put(b"&");
        }
        sink.put(name);
        sink.put(b"=");
        sink.put(value);
    }
}

/// `name:value,value`, each value trimmed and with single spaces.
fn header(sink: &mut impl Sink, head: &Head<'_>, name: &str) {
    sink.put(name.as_bytes());
    sink.put(b":");
    for (index, value) in head.values(name).enumerate() {
        if index > 0 {
            sink.put(b",");
        }
        let words = value.split(|byte| matches!(byte, b' ' | b'\t'));
        for (index, word) in words.filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                sink.put(b" ");
            }
            sink.put(word);
        }
    }
    sink.put(b"\n");
}

/// The parameters of a query, still encoded.
pub(crate) fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
}

/// A parameter's text; a plus is a space, as forms have it.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    match unescape_bytes(text) {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned().into(),
        },
    }
}

fn unescape_bytes(text: &str) -> Cow<'_, [u8]> {
    if !text.contains('+') {
        return percent_decode_str(text).into();
    }
    let spaced = text.replace('+', " ");
    Cow::Owned(percent_decode_str(&spaced).collect())
}

/// RFC 3986: letters, digits and `-._~` stand for themselves, in a path the slash as well.
pub(crate) fn escape(sink: &mut impl Sink, bytes: &[u8], slash: bool) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~')
            || (slash && byte == b'/')
    };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !plain(*byte)) {
        let byte = rest[at];
        sink.put(&rest[..at]);
        sink.put(&[b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        rest = &rest[at + 1..];
    }
    sink.put(rest);
}
