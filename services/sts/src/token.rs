//! A session token's contents: whose session, in whose name, until when.
//!
//! The access key id follows from the token's nonce and the secret from the access key id, so that
//! the three belong together and none of them is kept.

use base::{Random, Timestamp};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use store::{Corrupt, Fields, Put};

use crate::seal::{Keyring, NONCE_BYTES, Opened};

/// A token longer than this is not even looked at. The longest that is made holds a policy of
/// 2,048 and tags of 50 * 384 characters, and ten ARNs.
pub const TOKEN_LENGTH_MAX: usize = 128 * 1024;

/// Whose session it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Credentials do not outlive their role: another one of the same name has another id.
    Role { arn: String, id: String },
    /// A user's own session. The same holds for its id.
    User { arn: String, id: String },
    /// A user's session under another name.
    Federated { arn: String, id: String },
    /// The account's root.
    Root { account: String },
}

/// What temporary credentials stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    pub subject: Subject,
    /// The session's name, where it has one.
    pub session: String,
    pub issued: Timestamp,
    pub expires: Timestamp,
    /// The session policy's document.
    pub policy: Option<String>,
    /// Managed policies that are session policies.
    pub policy_arns: Vec<String>,
    pub tags: Vec<(String, String)>,
    /// The keys of the tags that sessions opened by this one inherit.
    pub transitive: Vec<String>,
    pub source_identity: Option<String>,
    /// The identity provider whose token opened it.
    pub provider: Option<String>,
    /// When a device's code was shown for it.
    pub mfa: Option<Timestamp>,
}

/// What a caller is given.
pub struct Issued {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
}

/// The first byte of the contents. Those of version 1 were of roles, and ended with the tags; those
/// of version 2 ended with the provider.
const CONTENTS_VERSION: u8 = 3;

impl Claims {
    pub fn of(subject: Subject, session: &str, issued: Timestamp, expires: Timestamp) -> Claims {
        Claims {
            subject,
            session: session.into(),
            issued,
            expires,
            policy: None,
            policy_arns: Vec::new(),
            tags: Vec::new(),
            transitive: Vec::new(),
            source_identity: None,
            provider: None,
            mfa: None,
        }
    }

    /// Whether it is a session under another name than its maker's. The root's own has none.
    pub fn is_federated(&self) -> bool {
        match &self.subject {
            Subject::Federated { .. } => true,
            Subject::Root { .. } => !self.session.is_empty(),
            Subject::Role { .. } | Subject::User { .. } => false,
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(160);
        out.put_u8(CONTENTS_VERSION);
        let (kind, arn, id) = match &self.subject {
            Subject::Role { arn, id } => (0, arn.as_str(), id.as_str()),
            Subject::User { arn, id } => (1, arn.as_str(), id.as_str()),
            Subject::Federated { arn, id } => (2, arn.as_str(), id.as_str()),
            Subject::Root { account } => (3, account.as_str(), ""),
        };
        out.put_text(arn);
        out.put_text(id);
        out.put_text(&self.session);
        out.put_i64(self.issued.0);
        out.put_i64(self.expires.0);
        out.put_option(self.policy.as_deref(), |out, text| out.put_text(text));
        out.put_list(self.tags.iter(), |out, (key, value)| {
            out.put_text(key);
            out.put_text(value);
        });
        out.put_u8(kind);
        out.put_list(self.policy_arns.iter(), |out, arn| out.put_text(arn));
        out.put_list(self.transitive.iter(), |out, key| out.put_text(key));
        out.put_option(self.source_identity.as_deref(), |out, text| out.put_text(text));
        out.put_option(self.provider.as_deref(), |out, text| out.put_text(text));
        out.put_option(self.mfa, |out, at| out.put_i64(at.0));
        out
    }

    fn decode(bytes: &[u8]) -> Result<Claims, Corrupt> {
        let mut fields = Fields::new(bytes);
        let version = fields.u8()?;
        if !(1..=CONTENTS_VERSION).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let (arn, id) = (fields.string()?, fields.string()?);
        let mut claims = Claims {
            subject: Subject::Role { arn: arn.clone(), id: id.clone() },
            session: fields.string()?,
            issued: Timestamp(fields.i64()?),
            expires: Timestamp(fields.i64()?),
            policy: fields.option(|fields| fields.string())?,
            policy_arns: Vec::new(),
            tags: fields.list(|fields| Ok((fields.string()?, fields.string()?)))?,
            transitive: Vec::new(),
            source_identity: None,
            provider: None,
            mfa: None,
        };
        if version == 1 {
            return Ok(claims);
        }
        claims.subject = match fields.u8()? {
            0 => Subject::Role { arn, id },
            1 => Subject::User { arn, id },
            2 => Subject::Federated { arn, id },
            3 => Subject::Root { account: arn },
            _ => return Err(Corrupt("a subject of a known kind")),
        };
        claims.policy_arns = fields.list(|fields| fields.string())?;
        claims.transitive = fields.list(|fields| fields.string())?;
        claims.source_identity = fields.option(|fields| fields.string())?;
        claims.provider = fields.option(|fields| fields.string())?;
        if version > 2 {
            claims.mfa = fields.option(|fields| fields.i64())?.map(Timestamp);
        }
        Ok(claims)
    }
}

/// New credentials for these claims. None only where there is no master key.
pub fn issue(keyring: &Keyring, random: &dyn Random, claims: &Claims) -> Option<Issued> {
    let mut nonce = [0; NONCE_BYTES];
    random.fill(&mut nonce);
    let sealed = keyring.seal(nonce, &claims.encode())?;
    let access_key_id = access_key_id(&nonce);
    let secret_access_key = secret(keyring, keyring.newest(), &access_key_id)?;
    Some(Issued { access_key_id, secret_access_key, session_token: STANDARD.encode(sealed) })
}

/// The claims and the secret behind an access key id and its token; none where they do not belong
/// together or were not made here.
pub fn open(keyring: &Keyring, key_id: &str, token: &str) -> Option<(Claims, String)> {
    if token.len() > TOKEN_LENGTH_MAX {
        return None;
    }
    let sealed = STANDARD.decode(token).ok()?;
    let Opened { nonce, text, number } = keyring.open(&sealed)?;
    if access_key_id(&nonce) != key_id {
        return None;
    }
    let claims = Claims::decode(&text).ok()?;
    Some((claims, secret(keyring, number, key_id)?))
}

/// `ASIA` and 16 characters of base32 (RFC 4648) that stand for the nonce's first 10 bytes.
fn access_key_id(nonce: &[u8; NONCE_BYTES]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = nonce[..10].iter().fold(0u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let mut id = String::from("ASIA");
    for place in (0..16).rev() {
        id.push(char::from(ALPHABET[(bits >> (place * 5)) as usize & 31]));
    }
    id
}

/// 40 characters.
fn secret(keyring: &Keyring, number: u32, access_key_id: &str) -> Option<String> {
    Some(STANDARD.encode(&keyring.secret(number, access_key_id)?[..30]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::MasterKey;

    fn claims() -> Claims {
        let subject = Subject::Role {
            arn: "arn:aws:iam::000000000000:role/worker".into(),
            id: "AROAEXAMPLE".into(),
        };
        Claims {
            policy: Some("{}".into()),
            tags: vec![("a".into(), "b".into())],
            ..Claims::of(subject, "s", Timestamp(1), Timestamp(2))
        }
    }

    #[test]
    fn claims_are_read_back_as_they_were_written() {
        let whole = Claims {
            policy_arns: vec!["arn:aws:iam::aws:policy/ReadOnlyAccess".into()],
            transitive: vec!["a".into()],
            source_identity: Some("anna".into()),
            provider: Some("arn:aws:iam::000000000000:oidc-provider/issuer".into()),
            mfa: Some(Timestamp(3)),
            ..claims()
        };
        let user = Subject::User { arn: "u".into(), id: "AIDA".into() };
        let federated = Subject::Federated { arn: "u".into(), id: "AIDA".into() };
        let root = Subject::Root { account: "000000000000".into() };
        for subject in [whole.subject.clone(), user, federated, root] {
            let claims = Claims { subject, ..whole.clone() };
            assert_eq!(Claims::decode(&claims.encode()), Ok(claims));
        }
    }

    /// What a released version issued must be good until it expires.
    #[test]
    fn the_first_format_opens() {
        let bytes = b"\x01\x01r\x04AROA\x01s\x02\x04\x00\x00";
        let subject = Subject::Role { arn: "r".into(), id: "AROA".into() };
        let expected = Claims::of(subject, "s", Timestamp(1), Timestamp(2));
        assert_eq!(Claims::decode(bytes), Ok(expected));
    }

    #[test]
    fn the_second_format_opens() {
        let bytes = b"\x02\x01r\x04AROA\x01s\x02\x04\x00\x00\x00\x00\x00\x00\x01\x01p";
        let subject = Subject::Role { arn: "r".into(), id: "AROA".into() };
        let claims = Claims::of(subject, "s", Timestamp(1), Timestamp(2));
        let expected = Claims { provider: Some("p".into()), ..claims };
        assert_eq!(Claims::decode(bytes), Ok(expected));
    }

    #[test]
    fn credentials_have_the_forms_that_clients_know() {
        let ring = Keyring::new(vec![(1, MasterKey([7; 32]))]);
        let issued = issue(&ring, &base::SeededRandom::new(1), &claims()).unwrap();
        assert_eq!(issued.access_key_id.len(), 20);
        assert!(issued.access_key_id.starts_with("ASIA"));
        assert_eq!(issued.secret_access_key.len(), 40);
        let (opened, secret) = open(&ring, &issued.access_key_id, &issued.session_token).unwrap();
        assert_eq!((opened, secret), (claims(), issued.secret_access_key));
    }

    #[test]
    fn a_token_is_good_for_its_own_key_only() {
        let ring = Keyring::new(vec![(1, MasterKey([7; 32]))]);
        let random = base::SeededRandom::new(1);
        let one = issue(&ring, &random, &claims()).unwrap();
        let other = issue(&ring, &random, &claims()).unwrap();
        assert_ne!(one.access_key_id, other.access_key_id);
        assert!(open(&ring, &one.access_key_id, &other.session_token).is_none());
        for token in ["", "?", "AAAA", &one.session_token[1..]] {
            assert!(open(&ring, &one.access_key_id, token).is_none(), "{token}");
        }
    }
}
