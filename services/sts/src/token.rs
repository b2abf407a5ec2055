//! A session token's contents: which role, in whose name, until when.
//!
//! The access key id follows from the token's nonce and the secret from the access key id, so that
//! the three belong together and none of them is kept.

use base::{Random, Timestamp};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use store::{Corrupt, Fields, Put};

use crate::seal::{Keyring, NONCE_BYTES, Opened};

/// A token longer than this is not even looked at. The longest that is made holds a policy of
/// 2,048 and tags of 50 * 384 characters.
pub const TOKEN_LENGTH_MAX: usize = 64 * 1024;

/// What temporary credentials stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    pub role_arn: String,
    /// Credentials do not outlive their role: another one of the same name has another id.
    pub role_id: String,
    pub session: String,
    pub issued: Timestamp,
    pub expires: Timestamp,
    /// The session policy's document.
    pub policy: Option<String>,
    pub tags: Vec<(String, String)>,
}

/// What a caller is given.
pub struct Issued {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
}

/// The first byte of the contents.
const CONTENTS_VERSION: u8 = 1;

impl Claims {
    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(160);
        out.put_u8(CONTENTS_VERSION);
        out.put_text(&self.role_arn);
        out.put_text(&self.role_id);
        out.put_text(&self.session);
        out.put_i64(self.issued.0);
        out.put_i64(self.expires.0);
        out.put_option(self.policy.as_deref(), |out, text| out.put_text(text));
        out.put_list(self.tags.iter(), |out, (key, value)| {
            out.put_text(key);
            out.put_text(value);
        });
        out
    }

    fn decode(bytes: &[u8]) -> Result<Claims, Corrupt> {
        let mut fields = Fields::new(bytes);
        if fields.u8()? != CONTENTS_VERSION {
            return Err(Corrupt::VERSION);
        }
        Ok(Claims {
            role_arn: fields.string()?,
            role_id: fields.string()?,
            session: fields.string()?,
            issued: Timestamp(fields.i64()?),
            expires: Timestamp(fields.i64()?),
            policy: fields.option(|fields| fields.string())?,
            tags: fields.list(|fields| Ok((fields.string()?, fields.string()?)))?,
        })
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
        Claims {
            role_arn: "arn:aws:iam::000000000000:role/worker".into(),
            role_id: "AROAEXAMPLE".into(),
            session: "s".into(),
            issued: Timestamp(1),
            expires: Timestamp(2),
            policy: Some("{}".into()),
            tags: vec![("a".into(), "b".into())],
        }
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
