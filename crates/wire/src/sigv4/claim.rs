//! The first step: what a request says of its signature, in the header or in the query.

use std::borrow::Cow;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::canonical::{parameters, unescape};
use super::error::{Problem, SigError};
use super::{ALGORITHM, EXPIRES_MAX_S, Head, SIGNED_HEADERS_MAX, SKEW_MAX_S, unhex};

/// Who claims to have signed a request, and all that is needed to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    pub access_key_id: Cow<'a, str>,
    pub scope: Scope<'a>,
    /// The session token of temporary credentials.
    pub token: Option<Cow<'a, str>>,
    pub at: Timestamp,
    /// `at` as it is signed: `20260131T235959Z`.
    pub(crate) stamp: Cow<'a, str>,
    pub form: Form,
    /// As the caller lists them: lower case, with semicolons.
    pub signed_headers: Cow<'a, str>,
    pub(crate) signature: [u8; 32],
    /// What is wrong with the scope. Told after what is wrong with the time.
    pub(crate) fault: Option<String>,
}

/// Where the signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Header,
    /// A presigned request, good for this many seconds from its time on.
    Query {
        expires_s: u32,
    },
}

/// What a signature is good for: one day, one region, one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// `20260131`.
    pub date: Cow<'a, str>,
    pub region: Cow<'a, str>,
    pub service: Cow<'a, str>,
}

/// Reads who claims to have signed. None: nobody does.
pub fn parse<'a>(head: &Head<'a>) -> Result<Option<Claim<'a>>, SigError> {
    if let Some(value) = head.headers.get(http::header::AUTHORIZATION) {
        let text = value.to_str().map_err(|_| {
            SigError::incomplete("Authorization header must be visible ASCII characters.")
        })?;
        return from_header(head, text).map(Some);
    }
    if head.query.contains("X-Amz-") {
        return from_query(head);
    }
    Ok(None)
}

/// Header values are not repeated in errors but by their hash, as the services do.
fn hashed(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn from_header<'a>(head: &Head<'a>, text: &'a str) -> Result<Claim<'a>, SigError> {
    let (algorithm, fields) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let (mut credential, mut signature, mut signed_headers) = (None, None, None);
    // Other schemes are told what is missing; of ours, each field must have a name.
    if algorithm.starts_with("AWS4-") {
        for field in fields.split([',', ' ']).filter(|field| !field.is_empty()) {
            let Some((name, value)) = field.split_once('=') else {
                return Err(SigError::incomplete(format!(
                    "Invalid key=value pair (missing equal-sign) in Authorization header \
                     (hashed with SHA-256 and encoded with Base64): '{}'.",
                    hashed(text)
                )));
            };
            match name {
                "Credential" => credential = Some(value),
                "Signature" => signature = Some(value),
                "SignedHeaders" => signed_headers = Some(value),
                _ => {}
            }
        }
    }
    let date = head.text("x-amz-date").or_else(|| head.text("date"));
    let (Some(credential), Some(signature), Some(signed_headers), Some(date)) =
        (credential, signature, signed_headers, date)
    else {
        let mut message = String::new();
        for (name, value) in [
            ("Credential", credential),
            ("Signature", signature),
            ("SignedHeaders", signed_headers),
        ] {
            if value.is_none() {
                message.push_str(&format!("Authorization header requires '{name}' parameter. "));
            }
        }
        if date.is_none() {
            message.push_str(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' \
                 header. ",
            );
        }
        message.push_str("(Hashed with SHA-256 and encoded with Base64) Authorization=");
        message.push_str(&hashed(text));
        return Err(SigError::incomplete(message));
    };
    let unfinished = Unfinished {
        algorithm: algorithm.into(),
        credential: credential.into(),
        signature,
        signed_headers: signed_headers.into(),
        date: date.into(),
        token: head.text("x-amz-security-token").map(Into::into),
        form: Form::Header,
    };
    unfinished.finish(head)
}

const PARAMETERS: [&str; 5] =
    ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

fn from_query<'a>(head: &Head<'a>) -> Result<Option<Claim<'a>>, SigError> {
    let find = |wanted: &str| {
        let found = parameters(head.query).find(|(name, _)| *name == wanted);
        found.map(|(_, value)| unescape(value))
    };
    let found = PARAMETERS.map(find);
    if found[0].is_none() && found[1].is_none() && found[2].is_none() {
        return Ok(None);
    }
    let [Some(algorithm), Some(credential), Some(signature), Some(signed_headers), Some(date)] =
        &found
    else {
        let mut message = String::new();
        for (name, value) in PARAMETERS.iter().zip(&found) {
            if value.is_none() {
                message.push_str(&format!("AWS query-string parameters must include '{name}'. "));
            }
        }
        message.push_str("Re-examine the query-string parameters.");
        return Err(SigError::incomplete(message));
    };
    // A presigned request that names no life has the life of a signed one.
    let expires_s = match find("X-Amz-Expires") {
        None => SKEW_MAX_S as u32,
        Some(text) => expires(&text)?,
    };
    let unfinished = Unfinished {
        algorithm: algorithm.clone(),
        credential: credential.clone(),
        signature,
        signed_headers: signed_headers.clone(),
        date: date.clone(),
        token: find("X-Amz-Security-Token")
            .or_else(|| head.text("x-amz-security-token").map(Into::into)),
        form: Form::Query { expires_s },
    };
    unfinished.finish(head).map(Some)
}

fn expires(text: &str) -> Result<u32, SigError> {
    match text.parse::<i64>() {
        Ok(seconds) if seconds < 1 => {
            Err(SigError::incomplete("X-Amz-Expires must be non-negative"))
        }
        Ok(seconds) if seconds > i64::from(EXPIRES_MAX_S) => Err(SigError::incomplete(format!(
            "X-Amz-Expires must be less than a week (in seconds); that is, the given \
             X-Amz-Expires must be less than {EXPIRES_MAX_S} seconds"
        ))),
        Ok(seconds) => Ok(seconds as u32),
        Err(_) => Err(SigError::incomplete("X-Amz-Expires should be a number")),
    }
}

/// A claim whose parts are all there and not yet read.
struct Unfinished<'a, 's> {
    algorithm: Cow<'a, str>,
    credential: Cow<'a, str>,
    signature: &'s str,
    signed_headers: Cow<'a, str>,
    date: Cow<'a, str>,
    token: Option<Cow<'a, str>>,
    form: Form,
}

impl<'a> Unfinished<'a, '_> {
    fn finish(self, head: &Head<'a>) -> Result<Claim<'a>, SigError> {
        let Some(at) = time(&self.date) else {
            return Err(SigError::incomplete(format!(
                "Date must be in ISO-8601 'basic format'. Got '{}'. See \
                 http://en.wikipedia.org/wiki/ISO_8601",
                self.date
            )));
        };
        check_signed_headers(head, &self.signed_headers)?;
        if self.algorithm != ALGORITHM {
            return Err(SigError::incomplete(format!(
                "Unsupported AWS 'algorithm': '{}'.",
                self.algorithm
            )));
        }
        let stamp = if is_basic(&self.date) { self.date } else { at.iso_basic().into() };
        let (access_key_id, scope, fault) = read_credential(&self.credential, &stamp)?;
        // What is no hash at all is no signature of anything.
        let signature = unhex(self.signature).unwrap_or_default();
        Ok(Claim {
            access_key_id,
            scope,
            token: self.token.filter(|token| !token.is_empty()),
            at,
            stamp,
            form: self.form,
            signed_headers: self.signed_headers,
            signature,
            fault,
        })
    }
}

/// `x-amz-` headers that are added after signing, or whose value is signed in another way: clients
/// in the field leave them out.
const MAY_BE_UNSIGNED: [&str; 3] =
    ["x-amz-security-token", "x-amz-content-sha256", "x-amz-user-agent"];

/// Whether every `x-amz-` header is signed that has to be.
pub(super) fn check_all_signed(head: &Head<'_>, names: &str) -> Result<(), SigError> {
    let signed = |wanted: &str| names.split(';').any(|name| name.eq_ignore_ascii_case(wanted));
    let names = head.headers.keys().map(|name| name.as_str());
    let mut unsigned: Vec<&str> = names
        .filter(|name| {
            name.starts_with("x-amz-") && !MAY_BE_UNSIGNED.contains(name) && !signed(name)
        })
        .collect();
    let Some(first) = unsigned.first() else { return Ok(()) };
    let message = format!("'{first}' must be a 'SignedHeader' in the AWS Authorization.");
    unsigned.sort_unstable();
    let error = SigError::new(Problem::Unsigned, message);
    Err(error.with("HeadersNotSigned", unsigned.join(", ")))
}

fn check_signed_headers(head: &Head<'_>, names: &str) -> Result<(), SigError> {
    let signed = |wanted: &str| names.split(';').any(|name| name.eq_ignore_ascii_case(wanted));
    if !signed("host") {
        return Err(SigError::mismatch(
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        ));
    }
    if names.split(';').count() > SIGNED_HEADERS_MAX {
        return Err(SigError::incomplete(format!(
            "More than {SIGNED_HEADERS_MAX} headers are named as SignedHeaders."
        )));
    }
    for name in names.split(';') {
        if head.values(&name.to_ascii_lowercase()).next().is_none() {
            return Err(SigError::mismatch(format!(
                "'{name}' is named as a SignedHeader, but it does not exist in the HTTP request"
            )));
        }
    }
    Ok(())
}

fn read_credential<'a>(
    credential: &Cow<'a, str>,
    stamp: &str,
) -> Result<(Cow<'a, str>, Scope<'a>, Option<String>), SigError> {
    let elements = match credential {
        Cow::Borrowed(text) => five(text).map(|elements| elements.map(Cow::Borrowed)),
        Cow::Owned(text) => {
            five(text).map(|elements| elements.map(|element| Cow::Owned(element.to_owned())))
        }
    };
    let Some([access_key_id, date, region, service, terminator]) = elements else {
        return Err(SigError::incomplete(format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. \
             keyid/date/region/service/term, got '{credential}'"
        )));
    };
    let mut wrong = Vec::new();
    if terminator != "aws4_request" {
        wrong.push(format!(
            "Credential should be scoped with a valid terminator: 'aws4_request', not \
             '{terminator}'."
        ));
    }
    let day = stamp.get(..8).unwrap_or_default();
    if day != date {
        wrong.push(format!(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from \
             HTTP: '{date}' != '{day}', from '{stamp}'."
        ));
    }
    let fault = (!wrong.is_empty()).then(|| wrong.join(" "));
    Ok((access_key_id, Scope { date, region, service }, fault))
}

fn five(text: &str) -> Option<[&str; 5]> {
    let mut elements = text.split('/');
    let mut five = [""; 5];
    for element in &mut five {
        *element = elements.next()?;
    }
    elements.next().is_none().then_some(five)
}

/// `20260131T235959Z`, or the date of HTTP: `Sat, 31 Jan 2026 23:59:59 GMT`, or `-0000`.
fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let time = if is_basic(text) {
        text.parse::<jiff::Timestamp>().ok()?
    } else if text.ends_with("GMT") || text.ends_with("0000") {
        jiff::fmt::rfc2822::parse(text).ok()?.timestamp()
    } else {
        return None;
    };
    Some(Timestamp(time.as_millisecond()))
}

fn is_basic(text: &str) -> bool {
    text.len() == 16
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}
