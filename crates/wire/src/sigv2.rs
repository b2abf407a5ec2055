//! AWS Signature Version 2, as S3 still takes it: old clients sign so, and widespread ones still
//! presign addresses so unless they are told otherwise.
//!
//! Source: S3's "Signing and authenticating REST requests".

use std::borrow::Cow;
use std::time::Duration;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, CONTENT_TYPE, DATE};
use percent_encoding::percent_decode_str;
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::sigv4::{Head, Problem, SKEW_MAX_S, SigError};

/// Who claims to have signed a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub access_key_id: String,
    pub token: Option<String>,
    signature: String,
    form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Header,
    /// Good until then, in seconds since 1970; as it was written.
    Query {
        expires: String,
    },
}

/// Parameters that name another thing than the path alone does, and so are signed.
const RESOURCES: [&str; 27] = [
    "accelerate",
    "acl",
    "cors",
    "defaultObjectAcl",
    "delete",
    "lifecycle",
    "location",
    "logging",
    "notification",
    "partNumber",
    "policy",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "tagging",
    "torrent",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "website",
];

/// Reads who claims to have signed. None: nobody does in this way.
pub fn parse(head: &Head<'_>) -> Option<Claim> {
    let header = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
    let token = header("x-amz-security-token").map(str::to_owned);
    if let Some(value) = head.headers.get(AUTHORIZATION) {
        let text = value.to_str().ok()?.strip_prefix("AWS ")?;
        let (key, signature) = text.trim().rsplit_once(':')?;
        let (access_key_id, signature) = (key.to_owned(), signature.to_owned());
        return Some(Claim { access_key_id, token, signature, form: Form::Header });
    }
    let parameter = |name: &str| find(head.query, name);
    let form = Form::Query { expires: parameter("Expires")? };
    let signature = parameter("Signature")?;
    let token = token.or_else(|| parameter("x-amz-security-token"));
    Some(Claim { access_key_id: parameter("AWSAccessKeyId")?, token, signature, form })
}

fn find(query: &str, wanted: &str) -> Option<String> {
    pairs(query).find(|(name, _)| *name == wanted).map(|(_, value)| decode(value).into_owned())
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

impl Claim {
    /// Whether it is the time for this signature.
    pub fn check_time(&self, head: &Head<'_>, now: Timestamp) -> Result<(), SigError> {
        match &self.form {
            Form::Query { expires } => {
                let end: i64 = expires.parse().map_err(|_| missing_date())?;
                if end < now.seconds() {
                    let error = SigError::new(Problem::Expired, "Request has expired");
                    return Err(error.expired(Timestamp(end.saturating_mul(1000)), now));
                }
            }
            Form::Header => {
                let text = |name: &str| head.headers.get(name).and_then(|v| v.to_str().ok());
                let date = text("x-amz-date").or_else(|| text("date")).ok_or_else(missing_date)?;
                let at = time(date).ok_or_else(missing_date)?;
                let skew = Duration::from_secs(SKEW_MAX_S.unsigned_abs());
                if at.plus(skew) < now || now.plus(skew) < at {
                    let error = SigError::new(Problem::TooSkewed, "The date is not now");
                    return Err(error.skewed(date, now));
                }
            }
        }
        Ok(())
    }

    /// Whether `secret` made the signature over this request. `bucket` is the one that the host
    /// names, where it names one.
    pub fn verify(
        &self,
        head: &Head<'_>,
        bucket: Option<&str>,
        secret: &str,
    ) -> Result<(), SigError> {
        let is = |head: &Head<'_>| {
            let expected = mac(secret, &self.string_to_sign(head, bucket));
            let found = STANDARD.decode(&self.signature).unwrap_or_default();
            bool::from(expected.as_slice().ct_eq(&found))
        };
        // A bucket's own path is signed with a slash at its end, and sent without it.
        let slashed = format!("{}/", head.path);
        let is_bucket = bucket.is_none() && !head.path[1.min(head.path.len())..].contains('/');
        if is(head) || (is_bucket && is(&Head { path: &slashed, ..*head })) {
            return Ok(());
        }
        let text = self.string_to_sign(head, bucket);
        let error = SigError::new(Problem::Mismatch, "The signature is not of this request.");
        Err(error.signed(&self.access_key_id, &text, &self.signature))
    }

    fn string_to_sign(&self, head: &Head<'_>, bucket: Option<&str>) -> String {
        let text = |name: &str| {
            let value = head.headers.get(name).map(|value| value.as_bytes());
            String::from_utf8_lossy(value.unwrap_or_default()).trim().to_owned()
        };
        let date = match &self.form {
            Form::Query { expires } => expires.clone(),
            Form::Header if head.headers.contains_key("x-amz-date") => String::new(),
            Form::Header => text(DATE.as_str()),
        };
        let (method, md5, kind) = (head.method, text("content-md5"), text(CONTENT_TYPE.as_str()));
        let mut signed = format!("{method}\n{md5}\n{kind}\n{date}\n");
        for (name, value) in self.amz_headers(head) {
            signed.push_str(&format!("{name}:{value}\n"));
        }
        if let Some(bucket) = bucket {
            signed.push('/');
            signed.push_str(bucket);
        }
        signed.push_str(if head.path.is_empty() { "/" } else { head.path });
        let mut resources: Vec<(&str, &str)> =
            pairs(head.query).filter(|(name, _)| RESOURCES.contains(name)).collect();
        resources.sort_unstable();
        for (index, (name, value)) in resources.into_iter().enumerate() {
            signed.push(if index == 0 { '?' } else { '&' });
            signed.push_str(name);
            if !value.is_empty() {
                signed.push('=');
                signed.push_str(&decode(value));
            }
        }
        signed
    }

    /// Sorted by name; in a presigned address they stand among the parameters.
    fn amz_headers(&self, head: &Head<'_>) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for name in head.headers.keys().filter(|name| name.as_str().starts_with("x-amz-")) {
            let values = head.headers.get_all(name).iter();
            let values: Vec<_> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
                .collect();
            all.push((name.as_str().to_owned(), values.join(",")));
        }
        if let Form::Query { .. } = self.form {
            let among = pairs(head.query).filter(|(name, _)| name.starts_with("x-amz-"));
            all.extend(among.map(|(name, value)| (name.to_owned(), decode(value).into_owned())));
        }
        all.sort();
        all
    }
}

fn mac(secret: &str, text: &str) -> [u8; 20] {
    // A key of any length is taken: longer ones are hashed first.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else { return [0; 20] };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// `Sat, 31 Jan 2026 23:59:59 GMT`, or with an offset. Which day of the week that was is not
/// looked at.
fn time(text: &str) -> Option<Timestamp> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest);
    let time = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    // One before all others is none.
    Some(Timestamp(time.as_millisecond())).filter(|at| at.0 >= 0)
}

fn missing_date() -> SigError {
    let message = "AWS authentication requires a valid Date or x-amz-date header";
    SigError::new(Problem::Missing, message)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    // The examples of the documentation, with its keys.
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn signatures_are_those_that_are_documented() {
        for (method, path, query, bucket, pairs) in [
            (
                "GET",
                "/photos/puppy.jpg",
                "",
                Some("awsexamplebucket1"),
                &[
                    ("date", "Tue, 27 Mar 2007 19:36:42 +0000"),
                    ("authorization", "AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
                ][..],
            ),
            (
                "GET",
                "/",
                "prefix=photos&max-keys=50&marker=puppy",
                Some("awsexamplebucket1"),
                &[
                    ("date", "Tue, 27 Mar 2007 19:42:41 +0000"),
                    ("authorization", "AWS AKIAIOSFODNN7EXAMPLE:m0WP8eCtspQl5Ahe6L1SozdX9YA="),
                ],
            ),
            (
                "GET",
                "/",
                "acl",
                Some("awsexamplebucket1"),
                &[
                    ("date", "Tue, 27 Mar 2007 19:44:46 +0000"),
                    ("authorization", "AWS AKIAIOSFODNN7EXAMPLE:82ZHiFIjc+WbcwFKGUVEQspPn+0="),
                ],
            ),
        ] {
            let headers = headers(pairs);
            let head = Head { method, path, query, headers: &headers, authority: None };
            let claim = parse(&head).unwrap();
            assert_eq!(claim.access_key_id, "AKIAIOSFODNN7EXAMPLE");
            assert_eq!(claim.verify(&head, bucket, SECRET), Ok(()), "{path}?{query}");
            let other = Head { path: "/other", ..head };
            assert!(claim.verify(&other, bucket, SECRET).is_err());
        }
    }

    #[test]
    fn a_presigned_address_is_good_until_it_expires() {
        let headers = headers(&[]);
        let query = "AWSAccessKeyId=k&Expires=100&Signature=AAAA&x-amz-security-token=t";
        let head = Head { method: "GET", path: "/b/k", query, headers: &headers, authority: None };
        let claim = parse(&head).unwrap();
        assert_eq!(claim.token.as_deref(), Some("t"));
        assert_eq!(claim.check_time(&head, Timestamp(100_000)), Ok(()));
        assert!(claim.check_time(&head, Timestamp(101_000)).is_err());
        assert!(claim.verify(&head, None, SECRET).is_err());
        let signed = mac(SECRET, "GET\n\n\n100\nx-amz-security-token:t\n/b/k");
        let claim = Claim { signature: STANDARD.encode(signed), ..claim };
        assert_eq!(claim.verify(&head, None, SECRET), Ok(()));
    }

    #[test]
    fn a_buckets_path_may_be_signed_with_a_slash() {
        let headers = headers(&[]);
        let query = "AWSAccessKeyId=k&Expires=100&Signature=AAAA";
        let head = Head { method: "PUT", path: "/b", query, headers: &headers, authority: None };
        for signed in ["PUT\n\n\n100\n/b/", "PUT\n\n\n100\n/b"] {
            let signature = STANDARD.encode(mac(SECRET, signed));
            let claim = Claim { signature, ..parse(&head).unwrap() };
            assert_eq!(claim.verify(&head, None, SECRET), Ok(()), "{signed}");
        }
    }
}
