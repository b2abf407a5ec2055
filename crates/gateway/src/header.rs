//! Which headers pass the gateway, in either direction, and under which name.

use std::borrow::Cow;

use http::HeaderValue;

/// Of the request; the function never sees them. Recorded from API Gateway's proxy integration.
const DROPPED: [&str; 12] = [
    "connection",
    "content-length",
    "content-md5",
    "expect",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "www-authenticate",
];

/// Of the function's answer; the client sees them as `x-amzn-remapped-...`. From "Amazon API
/// Gateway important notes", and recorded.
const REMAPPED: [&str; 15] = [
    "authorization",
    "connection",
    "content-length",
    "content-md5",
    "date",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
];

/// These speak about one connection and mean nothing beyond it.
const HOP_BY_HOP: [&str; 2] = ["keep-alive", "proxy-connection"];

/// Whether a header of the request reaches the function.
pub(crate) fn passes(name: &str) -> bool {
    !DROPPED.iter().chain(&HOP_BY_HOP).any(|dropped| dropped.eq_ignore_ascii_case(name))
}

/// The name under which a header of the answer reaches the client; none, where it does not.
pub(crate) fn outward(name: &str) -> Option<Cow<'_, str>> {
    if HOP_BY_HOP.iter().any(|dropped| dropped.eq_ignore_ascii_case(name)) {
        return None;
    }
    if REMAPPED.iter().any(|remapped| remapped.eq_ignore_ascii_case(name)) {
        return Some(Cow::Owned(format!("x-amzn-remapped-{name}")));
    }
    Some(Cow::Borrowed(name))
}

/// A value as text: UTF-8 where it is that, else each byte a character (ISO 8859-1).
pub(crate) fn text(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(value.as_bytes().iter().copied().map(char::from).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_connection_does_not_pass() {
        for name in ["Connection", "TE", "content-LENGTH", "Keep-Alive", "Upgrade"] {
            assert!(!passes(name), "{name}");
        }
        for name in ["Host", "Accept", "Authorization", "X-Anything", "Via", "Date"] {
            assert!(passes(name), "{name}");
        }
    }

    #[test]
    fn reserved_names_of_the_answer_are_remapped() {
        assert_eq!(outward("Content-Length").unwrap(), "x-amzn-remapped-Content-Length");
        assert_eq!(outward("WWW-Authenticate").unwrap(), "x-amzn-remapped-WWW-Authenticate");
        assert_eq!(outward("Content-Type").unwrap(), "Content-Type");
        assert_eq!(outward("Keep-Alive"), None);
    }

    #[test]
    fn a_value_that_is_not_utf8_is_read_byte_by_byte() {
        assert_eq!(text(&HeaderValue::from_bytes("李".as_bytes()).unwrap()), "李");
        assert_eq!(text(&HeaderValue::from_bytes(b"caf\xe9").unwrap()), "caf\u{e9}");
    }
}
