//! Keys of the caller's own (SSE-C): what a request says of one, how it is known again, and how
//! bytes are encrypted with it.
//!
//! A key is never kept. An object keeps a salt and a code that only the key makes of it
//! ([`Verifier`]); each body that is stored has a random salt of its own ([`Seal`]), from which the
//! key makes the one that encrypts that body alone. AES in counter mode gives out any range without
//! what is before it, and as many bytes as came in.

use std::fmt;

use aes::Aes256;
use base::Random;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ctr::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use md5::{Digest, Md5};
use sha2::Sha256;
use store::{Corrupt, Fields};

use crate::error::{Error, Result};
use crate::object::Data;
use crate::output::header;
use crate::upload::Upload;

const SALT_BYTES: usize = 16;
const MAC_BYTES: usize = 32;
/// Of AES-256, the one algorithm that there is.
const KEY_BYTES: usize = 32;
/// Of SHA-256: a shorter key of its HMAC is filled up with zeros.
const BLOCK_BYTES: usize = 64;
const ALGORITHM: &str = "AES256";

/// What different uses make of one key has nothing in common.
const FOR_VERIFIER: &[u8] = b"squall s3 verifier";
const FOR_BYTES: &[u8] = b"squall s3 bytes";
const FOR_TAG: &[u8] = b"squall s3 entity tag";

type Salt = [u8; SALT_BYTES];

/// A key, as a request brings it.
#[derive(Clone)]
pub(crate) struct Key {
    bytes: [u8; KEY_BYTES],
    /// In base 64, as it was given.
    md5: String,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// By what a key is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verifier {
    salt: Salt,
    mac: [u8; MAC_BYTES],
}

/// What makes a stored body's encryption its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seal(Salt);

/// Encrypts or decrypts bytes in order.
pub(crate) struct Cipher(ctr::Ctr128BE<Aes256>);

/// Names of the headers that say a key.
struct Names {
    algorithm: &'static str,
    key: &'static str,
    md5: &'static str,
}

const OF_OBJECT: Names = Names {
    algorithm: "x-amz-server-side-encryption-customer-algorithm",
    key: "x-amz-server-side-encryption-customer-key",
    md5: "x-amz-server-side-encryption-customer-key-md5",
};

/// The way of encrypting that is S3's.
const METHOD: &str = "x-amz-server-side-encryption";

const OF_SOURCE: Names = Names {
    algorithm: "x-amz-copy-source-server-side-encryption-customer-algorithm",
    key: "x-amz-copy-source-server-side-encryption-customer-key",
    md5: "x-amz-copy-source-server-side-encryption-customer-key-md5",
};

/// The key of the object that a request makes or reads.
pub(crate) fn of_object(headers: &HeaderMap) -> Result<Option<Key>> {
    let method = headers.get(METHOD).and_then(|value| value.to_str().ok());
    if let Some(method) = method.filter(|_| headers.contains_key(OF_OBJECT.algorithm)) {
        let message = "Server Side Encryption with Customer provided key is incompatible with the \
                       encryption method specified";
        return Err(invalid(message).with("ArgumentValue", method));
    }
    read(headers, &OF_OBJECT)
}

/// The key of an object that a request reads, which cannot ask for a way to encrypt it.
pub(crate) fn of_read(headers: &HeaderMap) -> Result<Option<Key>> {
    match headers.get(METHOD).and_then(|value| value.to_str().ok()) {
        Some(value) => {
            Err(invalid("x-amz-server-side-encryption header is not supported for this operation.")
                .with("ArgumentValue", value))
        }
        None => read(headers, &OF_OBJECT),
    }
}

/// The key of a copy's source.
pub(crate) fn of_source(headers: &HeaderMap) -> Result<Option<Key>> {
    read(headers, &OF_SOURCE)
}

fn invalid(message: &str) -> Error {
    Error::invalid_argument(message).with("ArgumentName", METHOD)
}

fn read(headers: &HeaderMap, names: &Names) -> Result<Option<Key>> {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::trim).filter(|text| !text.is_empty())
    };
    let said = (text(names.algorithm), text(names.key), text(names.md5));
    let (algorithm, key, md5) = match said {
        (None, None, None) => return Ok(None),
        (Some(algorithm), Some(key), Some(md5)) => (algorithm, key, md5),
        (_, None, _) => {
            return Err(invalid(
                "Requests specifying Server Side Encryption with Customer provided keys must \
                 provide an appropriate secret key.",
            ));
        }
        (None, _, _) => {
            return Err(invalid(
                "Requests specifying Server Side Encryption with Customer provided keys must \
                 provide a valid encryption algorithm.",
            ));
        }
        (_, _, None) => {
            return Err(invalid(
                "Requests specifying Server Side Encryption with Customer provided keys must \
                 provide the client calculated MD5 of the secret key.",
            ));
        }
    };
    if algorithm != ALGORITHM {
        let message = "The Encryption request you specified is not valid. Supported value: AES256.";
        let error = Error::new("InvalidEncryptionAlgorithmError", 400, message);
        let error = error.with("ArgumentName", METHOD);
        return Err(error.with("ArgumentValue", algorithm));
    }
    let bytes: Option<[u8; KEY_BYTES]> =
        STANDARD.decode(key).ok().and_then(|bytes| bytes.try_into().ok());
    let Some(bytes) = bytes else {
        return Err(invalid("The secret key was invalid for the specified algorithm."));
    };
    if STANDARD.encode(Md5::digest(bytes)) != md5 {
        return Err(invalid(
            "The calculated MD5 hash of the key did not match the hash that was provided.",
        ));
    }
    Ok(Some(Key { bytes, md5: md5.to_owned() }))
}

impl Key {
    fn mac(&self, purpose: &[u8], salt: &Salt) -> Hmac<Sha256> {
        let mut block = [0; BLOCK_BYTES];
        block[..KEY_BYTES].copy_from_slice(&self.bytes);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose);
        mac.update(salt);
        mac
    }

    /// By which it will be known again.
    pub(crate) fn verifier(&self, random: &dyn Random) -> Verifier {
        let mut salt = Salt::default();
        random.fill(&mut salt);
        let mac = self.mac(FOR_VERIFIER, &salt).finalize().into_bytes().into();
        Verifier { salt, mac }
    }

    fn is(&self, verifier: &Verifier) -> bool {
        self.mac(FOR_VERIFIER, &verifier.salt).verify_slice(&verifier.mac).is_ok()
    }

    /// The key stream of a body, from one of its bytes on.
    pub(crate) fn cipher(&self, seal: Seal, at: u64) -> Cipher {
        let key = self.mac(FOR_BYTES, &seal.0).finalize().into_bytes();
        // A key is used for one body, so that its counter may begin anywhere.
        let mut cipher = ctr::Ctr128BE::<Aes256>::new(&key, &Default::default());
        cipher.seek(at);
        Cipher(cipher)
    }

    /// An entity tag: the MD5 of the bytes themselves would tell who guesses them that they are
    /// right.
    pub(crate) fn tag(&self, seal: Seal, md5: &[u8; 16]) -> [u8; 16] {
        let mut mac = self.mac(FOR_TAG, &seal.0);
        mac.update(md5);
        let mut tag = [0; 16];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        tag
    }

    /// Says in an answer which key it was.
    pub(crate) fn tell(&self, headers: &mut HeaderMap) {
        header(headers, OF_OBJECT.algorithm, ALGORITHM);
        header(headers, OF_OBJECT.md5, &self.md5);
    }
}

impl Cipher {
    pub(crate) fn apply(&mut self, bytes: &mut [u8]) {
        self.0.apply_keystream(bytes);
    }
}

impl Seal {
    pub(crate) fn new(random: &dyn Random) -> Seal {
        let mut salt = Salt::default();
        random.fill(&mut salt);
        Seal(salt)
    }

    pub(crate) fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    pub(crate) fn read(fields: &mut Fields<'_>) -> std::result::Result<Seal, Corrupt> {
        Ok(Seal(bytes(fields)?))
    }
}

impl Verifier {
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.salt);
        out.extend_from_slice(&self.mac);
    }

    pub(crate) fn read(fields: &mut Fields<'_>) -> std::result::Result<Verifier, Corrupt> {
        Ok(Verifier { salt: bytes(fields)?, mac: bytes(fields)? })
    }
}

fn bytes<const N: usize>(fields: &mut Fields<'_>) -> std::result::Result<[u8; N], Corrupt> {
    let mut bytes = [0; N];
    for byte in &mut bytes {
        *byte = fields.u8()?;
    }
    Ok(bytes)
}

/// Whether a key is an object's own.
pub(crate) fn check(data: &Data, key: Option<&Key>) -> Result<()> {
    match (&data.facts.customer, key) {
        (None, None) => Ok(()),
        (Some(verifier), Some(key)) if key.is(verifier) => Ok(()),
        (Some(_), Some(_)) => {
            let mut error = Error::access_denied();
            error.message = "Requests specifying Server Side Encryption with Customer provided \
                             keys must provide the correct secret key."
                .to_owned();
            Err(error)
        }
        (Some(_), None) => Err(missing()),
        (None, Some(_)) => Err(Error::invalid_request(
            "The encryption parameters are not applicable to this object.",
        )),
    }
}

fn missing() -> Error {
    Error::invalid_request(
        "The object was stored using a form of Server Side Encryption. The correct parameters must \
         be provided to retrieve the object.",
    )
}

/// Whether a part's key is that with which the upload was begun.
pub(crate) fn check_part(upload: &Upload, key: Option<&Key>) -> Result<()> {
    match (&upload.facts.customer, key) {
        (None, None) => Ok(()),
        (Some(verifier), Some(key)) if key.is(verifier) => Ok(()),
        (Some(_), Some(_)) => Err(other()),
        (Some(_), None) | (None, Some(_)) => Err(Error::invalid_request(
            "The multipart upload initiate requested encryption. Subsequent part requests must \
             include the appropriate encryption parameters.",
        )),
    }
}

/// The same of an upload's end, which may do without where no checksum was asked for.
pub(crate) fn check_completion(upload: &Upload, key: Option<&Key>) -> Result<()> {
    match (&upload.facts.customer, key) {
        (Some(verifier), Some(key)) if key.is(verifier) => Ok(()),
        (_, Some(_)) => Err(other()),
        (Some(_), None) if upload.checksum.is_some() => Err(missing()),
        (_, None) => Ok(()),
    }
}

fn other() -> Error {
    Error::invalid_request(
        "The provided encryption parameters did not match the ones used originally.",
    )
}

#[cfg(test)]
mod tests {
    use base::SeededRandom;
    use http::HeaderValue;

    use super::*;

    const KEYS: [&str; 2] = [
        "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=",
        "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=",
    ];

    fn key(text: &str) -> Key {
        let bytes = STANDARD.decode(text).unwrap().try_into().unwrap();
        Key { bytes, md5: STANDARD.encode(Md5::digest(bytes)) }
    }

    fn headers(said: [Option<&str>; 3]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let names = [OF_OBJECT.algorithm, OF_OBJECT.key, OF_OBJECT.md5];
        for (name, value) in names.into_iter().zip(said) {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        headers
    }

    #[test]
    fn a_key_is_said_in_full_and_right() {
        let md5 = key(KEYS[0]).md5;
        let (aes, right) = (Some("AES256"), Some(KEYS[0]));
        let read = |said| of_object(&headers(said)).map(|key| key.is_some());
        assert!(read([aes, right, Some(&md5)]).unwrap());
        assert!(!read([None, None, None]).unwrap());
        for (said, code) in [
            ([aes, right, None], "InvalidArgument"),
            ([aes, None, Some(&*md5)], "InvalidArgument"),
            ([None, right, Some(&md5)], "InvalidArgument"),
            ([Some("AES192"), right, Some(&md5)], "InvalidEncryptionAlgorithmError"),
            ([aes, Some("c2hvcnQ="), Some(&md5)], "InvalidArgument"),
            ([aes, right, Some("AAAAAAAAAAAAAAAAAAAAAA==")], "InvalidArgument"),
        ] {
            assert_eq!(read(said).unwrap_err().code, code, "{said:?}");
        }
        let mut both = headers([aes, right, Some(&md5)]);
        both.insert("x-amz-server-side-encryption", HeaderValue::from_static("AES256"));
        assert_eq!(of_object(&both).unwrap_err().code, "InvalidArgument");
    }

    #[test]
    fn only_its_own_key_opens_an_object() {
        let [one, other] = KEYS.map(key);
        let verifier = one.verifier(&SeededRandom::new(1));
        let facts = crate::object::Facts { customer: Some(verifier), ..Default::default() };
        let sealed = Data { facts, ..Data::default() };
        let code = |data: &Data, key| check(data, key).err().map(|error| error.code.into_owned());
        assert_eq!(code(&sealed, Some(&one)), None);
        assert_eq!(code(&sealed, Some(&other)).as_deref(), Some("AccessDenied"));
        assert_eq!(code(&sealed, None).as_deref(), Some("InvalidRequest"));
        assert_eq!(code(&Data::default(), Some(&one)).as_deref(), Some("InvalidRequest"));
        assert_eq!(code(&Data::default(), None), None);
    }

    #[test]
    fn any_range_is_decrypted_by_itself() {
        let key = key(KEYS[0]);
        let random = SeededRandom::new(2);
        let (seal, another) = (Seal::new(&random), Seal::new(&random));
        let plain: Vec<u8> = (0..100u8).collect();
        let mut sealed = plain.clone();
        // As it comes: in pieces of any length.
        let mut cipher = key.cipher(seal, 0);
        let (first, rest) = sealed.split_at_mut(33);
        cipher.apply(first);
        cipher.apply(rest);
        assert_ne!(sealed, plain);
        for (from, to) in [(0, 100), (1, 2), (15, 17), (33, 90), (99, 100)] {
            let mut range = sealed[from..to].to_vec();
            key.cipher(seal, from as u64).apply(&mut range);
            assert_eq!(range, plain[from..to], "{from}..{to}");
        }
        let mut twice = plain.clone();
        key.cipher(another, 0).apply(&mut twice);
        assert_ne!(twice, sealed, "the same bytes are not the same when they are stored again");
        assert_ne!(key.tag(seal, &[1; 16]), key.tag(another, &[1; 16]));
    }
}
