//! A version of an object: what it says of itself, apart from its bytes.

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use store::{Corrupt, Fields, Put, Record};

use crate::checksum::Checksum;
use crate::customer::Verifier;

/// One version. Its key says whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    /// Newer versions of a key have larger ones.
    pub sequence: u64,
    /// The random part of its version's id; none of the one version that is called `null`.
    pub version: Option<[u8; 16]>,
    pub modified: Timestamp,
    /// None of a delete marker.
    pub data: Option<Data>,
}

/// The version that a key stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    pub object: Object,
    /// The sequence number of the version called `null`, where it is an older one.
    pub null_at: Option<u64>,
}

/// What there is to know of an object that is no delete marker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Data {
    pub size: u64,
    /// Without quotation marks.
    pub etag: String,
    /// 0 of one that was put in one piece.
    pub parts: u64,
    /// The upload that it was, so that its end may be asked for twice.
    pub upload: Option<String>,
    pub checksum: Option<Checksum>,
    pub facts: Facts,
    pub locks: Locks,
}

/// What its owner says of an object when it is put, or later of tags and the list of access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub content_type: Option<String>,
    pub cache_control: Option<String>,
    pub content_disposition: Option<String>,
    pub content_encoding: Option<String>,
    pub content_language: Option<String>,
    pub expires: Option<String>,
    pub website_redirect: Option<String>,
    /// None: `STANDARD`.
    pub storage_class: Option<String>,
    /// Names in lower case, without their prefix.
    pub metadata: Vec<(String, String)>,
    pub encryption: Option<Encryption>,
    /// By which the caller's own key is known that its bytes are encrypted with.
    pub customer: Option<Verifier>,
    pub tags: Vec<(String, String)>,
    /// A list of access as its owner writes it; empty: the default.
    pub acl: String,
}

/// How its bytes are said to be encrypted where they rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encryption {
    /// `AES256`, `aws:kms` or `aws:kms:dsse`.
    pub algorithm: String,
    pub key_id: Option<String>,
    pub bucket_key: bool,
}

/// What keeps a version from being deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Locks {
    pub retention: Option<Retention>,
    /// Whether it is on legal hold; none where nobody has said.
    pub hold: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retention {
    pub mode: Mode,
    pub until: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Governance,
    Compliance,
}

impl Object {
    /// The id by which the version is known.
    pub(crate) fn version_id(&self) -> String {
        match self.version {
            None => NULL.to_owned(),
            Some(random) => {
                let mut bytes = [0; 24];
                bytes[..8].copy_from_slice(&self.sequence.to_be_bytes());
                bytes[8..].copy_from_slice(&random);
                URL_SAFE_NO_PAD.encode(bytes)
            }
        }
    }

    pub(crate) fn is_marker(&self) -> bool {
        self.data.is_none()
    }
}

/// The id of the version that has none.
pub(crate) const NULL: &str = "null";

/// A version's id, as callers give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VersionId {
    Null,
    Of { sequence: u64, random: [u8; 16] },
}

/// The random part of an id, of which its end is made by the rest and the place: an id that
/// nobody was given is told from one whose version is gone.
pub(crate) fn sealed(sequence: u64, mut random: [u8; 16]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(sequence.to_be_bytes());
    hash.update(&random[..SEALED_FROM]);
    random[SEALED_FROM..].copy_from_slice(&hash.finalize()[..16 - SEALED_FROM]);
    random
}

/// 96 bits are random enough.
const SEALED_FROM: usize = 12;

impl VersionId {
    /// Whether it may have been given to somebody.
    pub(crate) fn is_genuine(self) -> bool {
        match self {
            VersionId::Null => true,
            VersionId::Of { sequence, random } => sealed(sequence, random) == random,
        }
    }

    pub(crate) fn parse(text: &str) -> Option<VersionId> {
        if text == NULL {
            return Some(VersionId::Null);
        }
        let bytes: [u8; 24] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (sequence, random) = bytes.split_first_chunk::<8>()?;
        let random = random.try_into().ok()?;
        Some(VersionId::Of { sequence: u64::from_be_bytes(*sequence), random })
    }
}

/// Of a version's row, and of an upload's. The first had no keys of callers, and knew of no upload
/// whose or which object it was.
pub(crate) const FORMAT: u8 = 2;

impl Record for Current {
    const VERSION: u8 = FORMAT;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_option(self.null_at, |out, at| out.put_u64(at));
        self.object.encode(out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Current, Corrupt> {
        let mut fields = Fields::new(bytes);
        let null_at = fields.option(Fields::u64)?;
        Ok(Current { null_at, object: Object::decode(version, fields.rest())? })
    }
}

impl Record for Object {
    const VERSION: u8 = FORMAT;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.sequence);
        out.put_option(self.version, |out, random| out.extend_from_slice(&random));
        out.put_i64(self.modified.0);
        out.put_option(self.data.as_ref(), |out, data| data.put(out));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Object, Corrupt> {
        let mut fields = Fields::new(bytes);
        Ok(Object {
            sequence: fields.u64()?,
            version: fields.option(random)?,
            modified: Timestamp(fields.i64()?),
            data: fields.option(|fields| Data::read(version, fields))?,
        })
    }
}

fn random(fields: &mut Fields<'_>) -> Result<[u8; 16], Corrupt> {
    let mut bytes = [0; 16];
    for byte in &mut bytes {
        *byte = fields.u8()?;
    }
    Ok(bytes)
}

impl Data {
    fn put(&self, out: &mut Vec<u8>) {
        out.put_u64(self.size);
        out.put_text(&self.etag);
        out.put_u64(self.parts);
        out.put_option(self.checksum.as_ref(), |out, checksum| checksum.put(out));
        self.facts.put(out);
        self.locks.put(out);
        out.put_option(self.upload.as_deref(), |out, id| out.put_text(id));
    }

    fn read(version: u8, fields: &mut Fields<'_>) -> Result<Data, Corrupt> {
        Ok(Data {
            size: fields.u64()?,
            etag: fields.string()?,
            parts: fields.u64()?,
            checksum: fields.option(Checksum::read)?,
            facts: Facts::read(version, fields)?,
            locks: Locks::read(fields)?,
            upload: match version {
                1 => None,
                _ => fields.option(|fields| fields.string())?,
            },
        })
    }
}

impl Facts {
    fn texts(&self) -> [&Option<String>; 8] {
        [
            &self.content_type,
            &self.cache_control,
            &self.content_disposition,
            &self.content_encoding,
            &self.content_language,
            &self.expires,
            &self.website_redirect,
            &self.storage_class,
        ]
    }

    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        for text in self.texts() {
            out.put_option(text.as_deref(), |out, text| out.put_text(text));
        }
        put_pairs(out, &self.metadata);
        out.put_option(self.encryption.as_ref(), |out, encryption| {
            out.put_text(&encryption.algorithm);
            out.put_option(encryption.key_id.as_deref(), |out, id| out.put_text(id));
            out.put_bool(encryption.bucket_key);
        });
        out.put_option(self.customer.as_ref(), |out, customer| customer.put(out));
        put_pairs(out, &self.tags);
        out.put_text(&self.acl);
    }

    /// As a row of this version has them.
    pub(crate) fn read(version: u8, fields: &mut Fields<'_>) -> Result<Facts, Corrupt> {
        if !(1..=FORMAT).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut text = || fields.option(|fields| fields.string());
        Ok(Facts {
            content_type: text()?,
            cache_control: text()?,
            content_disposition: text()?,
            content_encoding: text()?,
            content_language: text()?,
            expires: text()?,
            website_redirect: text()?,
            storage_class: text()?,
            metadata: read_pairs(fields)?,
            encryption: fields.option(|fields| {
                Ok(Encryption {
                    algorithm: fields.string()?,
                    key_id: fields.option(|fields| fields.string())?,
                    bucket_key: fields.bool()?,
                })
            })?,
            customer: match version {
                1 => None,
                _ => fields.option(Verifier::read)?,
            },
            tags: read_pairs(fields)?,
            acl: fields.string()?,
        })
    }
}

impl Locks {
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        out.put_option(self.retention, |out, retention| {
            out.put_bool(retention.mode == Mode::Compliance);
            out.put_i64(retention.until.0);
        });
        // Once there were only the first two, of which the one says nothing.
        out.put_u8(match self.hold {
            None => 0,
            Some(true) => 1,
            Some(false) => 2,
        });
    }

    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Locks, Corrupt> {
        let retention = fields.option(|fields| {
            let mode = if fields.bool()? { Mode::Compliance } else { Mode::Governance };
            Ok(Retention { mode, until: Timestamp(fields.i64()?) })
        })?;
        let hold = match fields.u8()? {
            0 => None,
            1 => Some(true),
            2 => Some(false),
            _ => return Err(Corrupt("a legal hold")),
        };
        Ok(Locks { retention, hold })
    }
}

fn put_pairs(out: &mut Vec<u8>, pairs: &[(String, String)]) {
    out.put_list(pairs.iter(), |out, (name, value)| {
        out.put_text(name);
        out.put_text(value);
    });
}

fn read_pairs(fields: &mut Fields<'_>) -> Result<Vec<(String, String)>, Corrupt> {
    fields.list(|fields| Ok((fields.string()?, fields.string()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_back() {
        let facts = Facts {
            content_type: Some("text/plain".into()),
            metadata: vec![("a".into(), "b".into())],
            encryption: Some(Encryption { algorithm: "AES256".into(), ..Encryption::default() }),
            tags: vec![("x".into(), String::new())],
            acl: "public-read".into(),
            ..Facts::default()
        };
        let retention = Retention { mode: Mode::Compliance, until: Timestamp(5) };
        let locks = Locks { retention: Some(retention), hold: Some(false) };
        let data = Data { size: 7, etag: "e".into(), facts, locks, ..Data::default() };
        let object = Object {
            sequence: 300,
            version: Some([9; 16]),
            modified: Timestamp(1),
            data: Some(data),
        };
        let current = Current { object, null_at: Some(4) };
        let mut bytes = Vec::new();
        current.encode(&mut bytes);
        assert_eq!(Current::decode(FORMAT, &bytes), Ok(current));
    }

    #[test]
    fn a_versions_id_leads_back_to_it() {
        let mut object =
            Object { sequence: 77, version: Some([3; 16]), modified: Timestamp(0), data: None };
        let id = object.version_id();
        assert_eq!(id.len(), 32);
        let found = VersionId::parse(&id);
        assert_eq!(found, Some(VersionId::Of { sequence: 77, random: [3; 16] }));
        object.version = None;
        assert_eq!(object.version_id(), "null");
        assert_eq!(VersionId::parse("null"), Some(VersionId::Null));
        assert_eq!(VersionId::parse("nonsense"), None);
        let random = sealed(77, [3; 16]);
        assert!(VersionId::Of { sequence: 77, random }.is_genuine());
        assert!(!VersionId::Of { sequence: 78, random }.is_genuine());
        assert!(!VersionId::Of { sequence: 77, random: [3; 16] }.is_genuine());
    }
}
