//! The client's side: for our own calls, and for tests.

use std::borrow::Cow;

use base::Timestamp;
use http::header::{AUTHORIZATION, USER_AGENT};
use sha2::{Digest, Sha256};

use super::canonical::{self, escape};
use super::claim::{Claim, Form, Scope};
use super::verify::{mac, signing_key};
use super::{ALGORITHM, Head, Payload};

/// What a caller signs with.
#[derive(Clone, Copy, Debug)]
pub struct Secrets<'a> {
    pub access_key_id: &'a str,
    pub secret_access_key: &'a str,
    pub session_token: Option<&'a str>,
}

/// The headers to add to a request so that it is signed: all that it has are signed, too, but for
/// those that change on the way. It must have a `host`, or an authority.
pub fn sign(
    head: &Head<'_>,
    payload: &Payload,
    secrets: Secrets<'_>,
    region: &str,
    service: &str,
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let mut added = vec![("x-amz-date", now.iso_basic())];
    if let Some(token) = secrets.session_token {
        added.push(("x-amz-security-token", token.to_owned()));
    }
    if service == "s3" {
        added.push(("x-amz-content-sha256", payload.text().into_owned()));
    }
    let mut headers = head.headers.clone();
    for (name, value) in &added {
        if let Ok(value) = value.parse() {
            headers.insert(*name, value);
        }
    }
    let mut names: Vec<&str> = headers
        .keys()
        .filter(|name| *name != AUTHORIZATION && *name != USER_AGENT)
        .map(|name| name.as_str())
        .collect();
    if !names.contains(&"host") {
        names.push("host");
    }
    names.sort_unstable();
    let claim = claim(secrets, region, service, now, Form::Header, names.join(";").into());
    let signature = signature(&claim, &Head { headers: &headers, ..*head }, payload, secrets);
    let Scope { date, region, service } = &claim.scope;
    added.push((
        "authorization",
        format!(
            "{ALGORITHM} Credential={}/{date}/{region}/{service}/aws4_request, \
             SignedHeaders={}, Signature={signature}",
            secrets.access_key_id, claim.signed_headers
        ),
    ));
    added
}

/// The query of a request that whoever has it may send until it expires. Signs the host alone.
pub fn presign(
    head: &Head<'_>,
    payload: &Payload,
    secrets: Secrets<'_>,
    region: &str,
    service: &str,
    (now, expires_s): (Timestamp, u32),
) -> String {
    let claim = claim(secrets, region, service, now, Form::Query { expires_s }, "host".into());
    let date = &claim.scope.date;
    let credential = format!("{}/{date}/{region}/{service}/aws4_request", secrets.access_key_id);
    let mut query = head.query.as_bytes().to_vec();
    let mut add = |name: &str, value: &str| {
        if !query.is_empty() {
            query.push(b'&');
        }
        query.extend_from_slice(name.as_bytes());
        query.push(b'=');
        escape(&mut query, value.as_bytes(), false);
    };
    add("X-Amz-Algorithm", ALGORITHM);
    add("X-Amz-Credential", &credential);
    add("X-Amz-Date", &now.iso_basic());
    add("X-Amz-SignedHeaders", "host");
    add("X-Amz-Expires", &expires_s.to_string());
    if let Some(token) = secrets.session_token {
        add("X-Amz-Security-Token", token);
    }
    let mut query = String::from_utf8_lossy(&query).into_owned();
    let signature = signature(&claim, &Head { query: &query, ..*head }, payload, secrets);
    query.push_str("&X-Amz-Signature=");
    query.push_str(&signature);
    query
}

fn claim<'a>(
    secrets: Secrets<'a>,
    region: &'a str,
    service: &'a str,
    now: Timestamp,
    form: Form,
    signed_headers: Cow<'a, str>,
) -> Claim<'a> {
    let date = now.format("%Y%m%d").into();
    Claim {
        access_key_id: secrets.access_key_id.into(),
        scope: Scope { date, region: region.into(), service: service.into() },
        token: secrets.session_token.map(Into::into),
        at: Timestamp(now.seconds() * 1000),
        stamp: now.iso_basic().into(),
        form,
        signed_headers,
        signature: [0; 32],
        fault: None,
    }
}

fn signature(
    claim: &Claim<'_>,
    head: &Head<'_>,
    payload: &Payload,
    secrets: Secrets<'_>,
) -> String {
    let mut hash = Sha256::new();
    canonical::request(&mut hash, head, &claim.scope.service, &claim.signed_headers, payload);
    let text = canonical::string_to_sign(claim, hash.finalize().into());
    let key = signing_key(secrets.secret_access_key, &claim.scope);
    base::id::hex(&mac(&key, text.as_bytes()))
}
