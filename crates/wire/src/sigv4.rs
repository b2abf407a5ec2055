//! AWS Signature Version 4: who signed a request, and whether it is true.
//!
//! Two steps, because the secret lies between them: [`parse`] says who claims to have sent a
//! request, then, when the secret is known, [`Verifier::verify`] says whether they have. [`sign`]
//! and [`presign`] are the same from the client's side. Nothing here knows a service, a protocol's
//! answers beyond the codes of these errors, or where secrets are kept.
//!
//! Source: AWS general reference, "Signature Version 4 signing process"; the texts and the order of
//! the errors are the services' own.

mod canonical;
mod chunks;
mod claim;
mod error;
mod sign;
mod verify;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use http::HeaderMap;
use sha2::{Digest, Sha256};

pub use chunks::{Chain, Chunks, Damaged, TRAILERS_BYTES_MAX};
pub use claim::{Claim, Form, Scope, parse};
pub use error::{Answer, Dialect, Problem, SigError};
pub use sign::{Secrets, presign, sign};
pub use verify::{KEYS_MAX, Verifier};

/// The only algorithm there is here.
pub const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// How far a signature's time may be from ours.
pub const SKEW_MAX_S: i64 = 15 * 60;
/// The longest life of a presigned request: a week.
pub const EXPIRES_MAX_S: u32 = 604_800;
/// A request with more signed headers than this is refused.
pub const SIGNED_HEADERS_MAX: usize = 100;

/// What of a request is signed, beside its body.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    pub method: &'a str,
    /// As it was sent: percent-encoded, not normalised.
    pub path: &'a str,
    /// As it was sent, without the question mark.
    pub query: &'a str,
    pub headers: &'a HeaderMap,
    /// What stands in for the `host` header where there is none: HTTP/2's `:authority`.
    pub authority: Option<&'a str>,
}

impl<'a> Head<'a> {
    /// A header's values, in order.
    fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let sent = self.headers.get_all(name).iter().map(|value| value.as_bytes());
        let missing_host = name == "host" && !self.headers.contains_key("host");
        sent.chain(self.authority.filter(|_| missing_host).map(str::as_bytes))
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// What is signed of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// All of it.
    Sha256([u8; 32]),
    /// Nothing: `UNSIGNED-PAYLOAD`.
    Unsigned,
    /// It comes in chunks that are signed, or not, for themselves.
    Streaming(Streaming),
}

/// The forms of a body in chunks, as `x-amz-content-sha256` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Streaming {
    Signed,
    SignedTrailer,
    UnsignedTrailer,
}

impl Streaming {
    const NAMES: [(&'static str, Streaming); 3] = [
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Streaming::Signed),
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", Streaming::SignedTrailer),
        ("STREAMING-UNSIGNED-PAYLOAD-TRAILER", Streaming::UnsignedTrailer),
    ];
}

impl Payload {
    /// The hash of a body that is here.
    pub fn of(body: &[u8]) -> Payload {
        Payload::Sha256(Sha256::digest(body).into())
    }

    /// What the caller says of it in `x-amz-content-sha256`; none where that is missing or is
    /// none of the known forms. Only S3 believes it; a presigned request there says nothing and
    /// means [`Payload::Unsigned`].
    pub fn declared(head: &Head<'_>) -> Option<Payload> {
        let text = head.text("x-amz-content-sha256")?.trim();
        if text == "UNSIGNED-PAYLOAD" {
            return Some(Payload::Unsigned);
        }
        if let Some((_, form)) = Streaming::NAMES.iter().find(|(name, _)| *name == text) {
            return Some(Payload::Streaming(*form));
        }
        unhex(text).map(Payload::Sha256)
    }

    /// As the canonical request has it.
    fn text(&self) -> Cow<'static, str> {
        match self {
            Payload::Sha256(hash) => base::id::hex(hash).into(),
            Payload::Unsigned => "UNSIGNED-PAYLOAD".into(),
            Payload::Streaming(form) => {
                let named = Streaming::NAMES.iter().find(|(_, other)| other == form);
                named.map_or("", |(name, _)| name).into()
            }
        }
    }
}

/// 64 hexadecimal digits, in either case.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (digit(pair[0])? * 16 + digit(pair[1])?) as u8;
    }
    Some(bytes)
}
