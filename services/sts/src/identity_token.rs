//! Identity tokens: JSON Web Tokens of an OpenID Connect issuer, verified by the issuer's keys.
//!
//! Source: RFC 7519, RFC 7517; OpenID Connect Core, "ID Token Validation".

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::Value;

/// What a token must be signed with: what has a public key.
const ALGORITHMS: &[Algorithm] = &[
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// Why a token does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is none, or not of a form that is taken.
    Malformed,
    /// No key of the issuer's has signed it.
    Signature,
    /// It was good until this second.
    Expired(i64),
    /// It is good from a later second on.
    Early,
}

/// The claims of a token, believed only after [`verify`].
#[derive(Clone, Debug)]
pub struct Claims {
    all: Value,
}

impl Claims {
    /// What a token says of itself, before anybody has verified it.
    pub fn unverified(token: &str) -> Result<Claims, Problem> {
        let mut parts = token.split('.');
        let (Some(_), Some(body), Some(_), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Problem::Malformed);
        };
        let body = URL_SAFE_NO_PAD.decode(body.trim_end_matches('='));
        let all = serde_json::from_slice(&body.map_err(|_| Problem::Malformed)?);
        Ok(Claims { all: all.map_err(|_| Problem::Malformed)? })
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.all[name].as_str()
    }

    /// A claim that is text or a list of texts.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        match &self.all[name] {
            Value::String(text) => vec![text],
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// The claims that carry session tags and a source identity (IAM user guide, "Pass session tags in
/// AWS STS" and "Monitor and control actions taken with assumed roles").
const TAGS: &str = "https://aws.amazon.com/tags";
const SOURCE_IDENTITY: &str = "https://aws.amazon.com/source_identity";

impl Claims {
    /// The session tags that the provider gives, each key with its one value.
    pub fn tags(&self) -> Result<Vec<(String, String)>, Problem> {
        let Some(tags) = self.all[TAGS]["principal_tags"].as_object() else {
            return Ok(Vec::new());
        };
        let one = |(key, values): (&String, &Value)| {
            let value = match values {
                Value::Array(list) if list.len() == 1 => list[0].as_str(),
                other => other.as_str(),
            };
            Ok((key.clone(), value.ok_or(Problem::Malformed)?.to_owned()))
        };
        tags.iter().map(one).collect()
    }

    pub fn transitive(&self) -> Vec<String> {
        let keys = self.all[TAGS]["transitive_tag_keys"].as_array();
        keys.into_iter().flatten().filter_map(Value::as_str).map(Into::into).collect()
    }

    pub fn source_identity(&self) -> Option<&str> {
        self.text(SOURCE_IDENTITY)
    }
}

/// Whether a key of this set (a JWKS document) has signed the token, and whether it is good now.
pub fn verify(token: &str, keys: &str, now: Timestamp) -> Result<Claims, Problem> {
    let head = jsonwebtoken::decode_header(token).map_err(|_| Problem::Malformed)?;
    if !ALGORITHMS.contains(&head.alg) {
        return Err(Problem::Malformed);
    }
    let keys: JwkSet = serde_json::from_str(keys).map_err(|_| Problem::Signature)?;
    // The clock is ours, not the library's.
    let mut rules = Validation::new(head.alg);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    let named = keys.keys.iter().filter(|key| head.kid.is_none() || key.common.key_id == head.kid);
    let signed = named.filter_map(|key| DecodingKey::from_jwk(key).ok()).any(|key| {
        jsonwebtoken::decode::<serde_json::Map<String, Value>>(token, &key, &rules).is_ok()
    });
    if !signed {
        return Err(Problem::Signature);
    }
    let claims = Claims::unverified(token)?;
    let seconds = |name: &str| claims.all[name].as_f64().map(|seconds| seconds as i64);
    let expires = seconds("exp").ok_or(Problem::Malformed)?;
    if expires <= now.seconds() {
        return Err(Problem::Expired(expires));
    }
    if seconds("nbf").is_some_and(|from| from > now.seconds()) {
        return Err(Problem::Early);
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_token_is_told_from_one() {
        for text in ["", "a.b", "a.b.c.d", "a.!.c", "a.e30.c.", "..", "a.bm8.c"] {
            assert_eq!(Claims::unverified(text).err(), Some(Problem::Malformed), "{text}");
        }
        let claims = Claims::unverified("x.eyJpc3MiOiJodHRwczovL2kiLCJhdWQiOlsiYSJdfQ.y").unwrap();
        assert_eq!((claims.text("iss"), claims.texts("aud")), (Some("https://i"), vec!["a"]));
        assert!(claims.text("aud").is_none() && claims.texts("none").is_empty());
        let none = "eyJhbGciOiJub25lIn0.e30.";
        assert_eq!(verify(none, "{\"keys\":[]}", Timestamp(0)).err(), Some(Problem::Malformed));
    }
}
