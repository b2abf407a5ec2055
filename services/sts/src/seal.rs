//! Sealing: text that only the holder of the master key can read or make.
//!
//! HMAC-SHA-256 in counter mode encrypts (NIST SP 800-108 has the construction), another HMAC over
//! all of it authenticates (encrypt, then authenticate). Each use has a key of its own, derived
//! from the master key by name. The nonce is random and of 16 bytes, so that it does not repeat.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::state::MasterKey;

pub const NONCE_BYTES: usize = 16;
const TAG_BYTES: usize = 32;
/// The layout: this byte, the key's number in 4 bytes, the nonce, the secret text, the tag.
const VERSION: u8 = 1;
const HEAD_BYTES: usize = 1 + 4 + NONCE_BYTES;

/// The master keys, and what is derived from them.
pub struct Keyring {
    keys: Vec<Keys>,
}

struct Keys {
    number: u32,
    encrypt: [u8; 32],
    authenticate: [u8; 32],
    secret: [u8; 32],
}

/// What a seal was opened to.
pub struct Opened {
    pub nonce: [u8; NONCE_BYTES],
    pub text: Vec<u8>,
    /// Which key it was sealed with.
    pub number: u32,
}

impl Keyring {
    /// `master` oldest first.
    pub fn new(master: Vec<(u64, MasterKey)>) -> Keyring {
        let derive = |(number, MasterKey(key)): (u64, MasterKey)| Keys {
            number: u32::try_from(number).unwrap_or_default(),
            encrypt: mac(&key, &[b"session token: encrypt"]),
            authenticate: mac(&key, &[b"session token: authenticate"]),
            secret: mac(&key, &[b"secret access key"]),
        };
        Keyring { keys: master.into_iter().map(derive).collect() }
    }

    /// The number of the key that seals now.
    pub fn newest(&self) -> u32 {
        self.keys.last().map_or(0, |keys| keys.number)
    }

    /// None only where there is no key at all.
    pub fn seal(&self, nonce: [u8; NONCE_BYTES], text: &[u8]) -> Option<Vec<u8>> {
        let keys = self.keys.last()?;
        let mut sealed = Vec::with_capacity(HEAD_BYTES + text.len() + TAG_BYTES);
        sealed.push(VERSION);
        sealed.extend(keys.number.to_be_bytes());
        sealed.extend(nonce);
        sealed.extend(text);
        crypt(&keys.encrypt, &nonce, &mut sealed[HEAD_BYTES..]);
        let tag = mac(&keys.authenticate, &[&sealed]);
        sealed.extend(tag);
        Some(sealed)
    }

    /// None where it was not sealed here, or is not as it was.
    pub fn open(&self, sealed: &[u8]) -> Option<Opened> {
        let (body, tag) = sealed.split_at_checked(sealed.len().checked_sub(TAG_BYTES)?)?;
        let (head, text) = body.split_at_checked(HEAD_BYTES)?;
        if head[0] != VERSION {
            return None;
        }
        let number = u32::from_be_bytes(head[1..5].try_into().ok()?);
        let keys = self.keys.iter().find(|keys| keys.number == number)?;
        if !bool::from(mac(&keys.authenticate, &[body]).ct_eq(tag)) {
            return None;
        }
        let nonce: [u8; NONCE_BYTES] = head[5..].try_into().ok()?;
        let mut text = text.to_vec();
        crypt(&keys.encrypt, &nonce, &mut text);
        Some(Opened { nonce, text, number })
    }

    /// 32 bytes that belong to a name, under the key of this number.
    pub fn secret(&self, number: u32, name: &str) -> Option<[u8; 32]> {
        let keys = self.keys.iter().find(|keys| keys.number == number)?;
        Some(mac(&keys.secret, &[name.as_bytes()]))
    }
}

/// Its own inverse.
fn crypt(key: &[u8; 32], nonce: &[u8; NONCE_BYTES], text: &mut [u8]) {
    for (index, chunk) in text.chunks_mut(32).enumerate() {
        let block = mac(key, &[nonce, &(index as u64).to_be_bytes()]);
        for (byte, pad) in chunk.iter_mut().zip(block) {
            *byte ^= pad;
        }
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(keys: &[(u64, u8)]) -> Keyring {
        Keyring::new(keys.iter().map(|(number, fill)| (*number, MasterKey([*fill; 32]))).collect())
    }

    #[test]
    fn opens_what_it_sealed_and_nothing_else() {
        let ring = ring(&[(1, 7)]);
        let text = b"a role, a name, a time; more than one block of it";
        let sealed = ring.seal([9; 16], text).unwrap();
        let opened = ring.open(&sealed).unwrap();
        assert_eq!((opened.text.as_slice(), opened.nonce, opened.number), (&text[..], [9; 16], 1));
        assert!(!sealed.windows(6).any(|window| window == b"a role"));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(ring.open(&changed).is_none(), "byte {at}");
            assert!(ring.open(&sealed[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn another_master_key_opens_nothing_and_an_older_one_still_does() {
        let sealed = ring(&[(1, 7)]).seal([0; 16], b"x").unwrap();
        assert!(ring(&[(1, 8)]).open(&sealed).is_none());
        let rotated = ring(&[(1, 7), (2, 8)]);
        assert_eq!(rotated.open(&sealed).unwrap().number, 1);
        assert_eq!(rotated.open(&rotated.seal([0; 16], b"x").unwrap()).unwrap().number, 2);
        assert!(ring(&[]).seal([0; 16], b"x").is_none());
    }
}
