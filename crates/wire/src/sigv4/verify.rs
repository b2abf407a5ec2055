//! The second step: whether the holder of a secret has signed this request, now.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use base::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::canonical;
use super::chunks::Chain;
use super::claim::{Claim, Form, Scope, check_all_signed};
use super::error::{Problem, SigError};
use super::{Head, Payload, SKEW_MAX_S, unhex};
use base::id::hex;

/// How many signing keys are kept; when there are more, all are forgotten. A key is good for a
/// day, a region and a service of one secret, so this is a thousand callers.
pub const KEYS_MAX: usize = 1024;

/// Checks signatures, and remembers the signing keys that it has derived.
#[derive(Default)]
pub struct Verifier {
    keys: RwLock<HashMap<u64, Kept>>,
    hasher: RandomState,
}

struct Kept {
    secret: String,
    scope: Scope<'static>,
    key: [u8; 32],
}

impl Claim<'_> {
    /// Whether it is the time for this signature: a signed request within 15 minutes, a presigned
    /// one from its time (less the same) until it expires; and whether its scope is of that day.
    pub fn check_time(&self, now: Timestamp) -> Result<(), SigError> {
        let skew = Duration::from_secs(SKEW_MAX_S.unsigned_abs());
        let latest = now.plus(skew);
        let too_skewed = |message| {
            let error = SigError::new(Problem::TooSkewed, message);
            error.skewed(&self.stamp, now)
        };
        if self.at > latest {
            return Err(too_skewed(format!(
                "Signature not yet current: {} is still later than {} ({} + 15 min.)",
                self.at.iso_basic(),
                latest.iso_basic(),
                now.iso_basic()
            )));
        }
        match self.form {
            Form::Header => {
                let earliest = Timestamp(now.0 - SKEW_MAX_S * 1000);
                if self.at < earliest {
                    return Err(too_skewed(format!(
                        "Signature expired: {} is now earlier than {} ({} - 15 min.)",
                        self.at.iso_basic(),
                        earliest.iso_basic(),
                        now.iso_basic()
                    )));
                }
            }
            Form::Query { expires_s } => {
                let end = self.at.plus(Duration::from_secs(expires_s.into()));
                if end < now {
                    let message = format!(
                        "Signature expired: {} is now earlier than {}",
                        end.iso_basic(),
                        now.iso_basic()
                    );
                    let error = SigError::new(Problem::Expired, message);
                    let error = error.with("X-Amz-Expires", expires_s.to_string());
                    return Err(error.expired(end, now));
                }
            }
        }
        match &self.fault {
            Some(fault) => Err(SigError::mismatch(fault.clone())),
            None => Ok(()),
        }
    }
}

impl SigError {
    /// What should have been signed, and what the signature was.
    #[must_use]
    pub fn signed(self, access_key_id: &str, text: &str, provided: &str) -> SigError {
        let error = self.with("AWSAccessKeyId", access_key_id).with("StringToSign", text);
        let error = error.with("SignatureProvided", provided);
        error.with("StringToSignBytes", bytes(text.as_bytes()))
    }

    /// Until when it was good.
    pub(crate) fn expired(self, end: Timestamp, now: Timestamp) -> SigError {
        self.with("Expires", end.iso_seconds()).with("ServerTime", now.iso_seconds())
    }

    /// How far the request's time may be from ours.
    pub(crate) fn skewed(self, stamp: &str, now: Timestamp) -> SigError {
        let error = self.with("RequestTime", stamp).with("ServerTime", now.iso_seconds());
        error.with("MaxAllowedSkewMilliseconds", (SKEW_MAX_S * 1000).to_string())
    }
}

/// Each byte in two hexadecimal digits, with spaces between.
fn bytes(text: &[u8]) -> String {
    let pairs = text.iter().map(|byte| format!("{byte:02x}"));
    pairs.collect::<Vec<_>>().join(" ")
}

impl Verifier {
    pub fn new() -> Verifier {
        Verifier::default()
    }

    /// Whether `secret` made the claim's signature over this request, and whether it is the time
    /// for it. `payload` is [`Payload::of`] the body for every service but S3.
    pub fn verify(
        &self,
        claim: &Claim<'_>,
        head: &Head<'_>,
        payload: &Payload,
        secret: &str,
        now: Timestamp,
    ) -> Result<(), SigError> {
        claim.check_time(now)?;
        check_all_signed(head, &claim.signed_headers)?;
        let service = &claim.scope.service;
        let mut hash = Sha256::new();
        canonical::request(&mut hash, head, service, &claim.signed_headers, payload);
        let text = canonical::string_to_sign(claim, hash.finalize().into());
        let expected = mac(&self.key(secret, &claim.scope), text.as_bytes());
        if bool::from(expected.ct_eq(&claim.signature)) {
            return Ok(());
        }
        let mut canonical = Vec::new();
        canonical::request(&mut canonical, head, service, &claim.signed_headers, payload);
        let shown = String::from_utf8_lossy(&canonical);
        let error = SigError::mismatch(format!(
            "The request signature we calculated does not match the signature you provided. Check \
             your AWS Secret Access Key and signing method. Consult the service documentation for \
             details.\n\nThe Canonical String for this request should have been\n'{shown}'\n\n\
             The String-to-Sign should have been\n'{text}'\n",
        ));
        let error = error.signed(&claim.access_key_id, &text, &hex(&claim.signature));
        let error = error.with("CanonicalRequest", shown.as_ref());
        Err(error.with("CanonicalRequestBytes", bytes(&canonical)))
    }

    /// What the chunks of a streamed body are checked with, once [`Verifier::verify`] has found
    /// the head good.
    pub fn chain(&self, claim: &Claim<'_>, secret: &str) -> Chain {
        let Scope { date, region, service } = &claim.scope;
        let scope = format!("{date}/{region}/{service}/aws4_request");
        Chain::new(self.key(secret, &claim.scope), &claim.stamp, &scope, &claim.signature)
    }

    /// Whether `secret` has signed a text itself, as a form's policy is.
    pub fn verify_text(
        &self,
        scope: &Scope<'_>,
        text: &str,
        signature: &str,
        secret: &str,
    ) -> Result<(), SigError> {
        let expected = mac(&self.key(secret, scope), text.as_bytes());
        match unhex(signature) {
            Some(signature) if bool::from(expected.ct_eq(&signature)) => Ok(()),
            _ => Err(SigError::mismatch("The signature is not of this text.")),
        }
    }

    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn key(&self, secret: &str, scope: &Scope<'_>) -> [u8; 32] {
        let slot = self.hasher.hash_one((secret, &scope.date, &scope.region, &scope.service));
        {
            let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = keys.get(&slot)
                && kept.secret == secret
                && kept.scope == *scope
            {
                return kept.key;
            }
        }
        let key = signing_key(secret, scope);
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        if keys.len() >= KEYS_MAX {
            keys.clear();
        }
        keys.insert(slot, Kept { secret: secret.into(), scope: scope.to_static(), key });
        key
    }
}

impl Scope<'_> {
    fn to_static(&self) -> Scope<'static> {
        Scope {
            date: self.date.clone().into_owned().into(),
            region: self.region.clone().into_owned().into(),
            service: self.service.clone().into_owned().into(),
        }
    }
}

pub(crate) fn signing_key(secret: &str, scope: &Scope<'_>) -> [u8; 32] {
    let date = mac(format!("AWS4{secret}").as_bytes(), scope.date.as_bytes());
    let region = mac(&date, scope.region.as_bytes());
    let service = mac(&region, scope.service.as_bytes());
    mac(&service, b"aws4_request")
}

pub(crate) fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    // A key of any length is taken: longer ones are hashed first.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(text);
    mac.finalize().into_bytes().into()
}
