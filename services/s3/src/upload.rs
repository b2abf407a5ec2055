//! A multipart upload on its way, and its parts.

use base::Timestamp;
use store::{BlobId, Corrupt, Fields, Put, Record};

use crate::checksum::{Algorithm, Kind};
use crate::content::read_blob;
use crate::customer::Seal;
use crate::object::{Current, FORMAT, Facts, Locks};

/// Of one upload: "Amazon S3 multipart upload limits".
pub(crate) const PART_NUMBER_MAX: u64 = 10_000;
/// Of every part but the last.
pub(crate) const PART_BYTES_MIN: u64 = 5 * 1024 * 1024;
/// Of all parts together: 50 TB.
pub(crate) const OBJECT_BYTES_MAX: u64 = 50 * 1024 * 1024 * 1024 * 1024;

/// What was said when the upload was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    pub begun: Timestamp,
    pub facts: Facts,
    pub locks: Locks,
    pub checksum: Option<(Algorithm, Kind)>,
    /// The ARN of who began it; empty: nobody, or it was begun when this was not kept.
    pub initiator: String,
    /// What stood there then: who completes it on a condition may ask for no other.
    pub before: Option<Standing>,
}

/// One certain object of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    sequence: u64,
    modified: Timestamp,
}

impl Standing {
    /// None where there is none, or a delete marker.
    pub(crate) fn of(current: Option<&Current>) -> Option<Standing> {
        let object = &current?.object;
        let there = || Standing { sequence: object.sequence, modified: object.modified };
        (!object.is_marker()).then(there)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub blob: BlobId,
    pub bytes: u64,
    pub etag: String,
    pub modified: Timestamp,
    pub checksum: Option<(Algorithm, String)>,
    /// Of one that is encrypted with a key of the caller's.
    pub seal: Option<Seal>,
}

impl Record for Upload {
    const VERSION: u8 = FORMAT;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.begun.0);
        self.facts.put(out);
        self.locks.put(out);
        out.put_option(self.checksum, |out, (algorithm, kind)| {
            out.put_text(algorithm.name());
            out.put_bool(kind == Kind::Composite);
        });
        out.put_text(&self.initiator);
        out.put_option(self.before, |out, before| {
            out.put_u64(before.sequence);
            out.put_i64(before.modified.0);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Upload, Corrupt> {
        let mut fields = Fields::new(bytes);
        Ok(Upload {
            begun: Timestamp(fields.i64()?),
            facts: Facts::read(version, &mut fields)?,
            locks: Locks::read(&mut fields)?,
            checksum: fields.option(|fields| {
                let algorithm = read_algorithm(fields)?;
                let kind = if fields.bool()? { Kind::Composite } else { Kind::Full };
                Ok((algorithm, kind))
            })?,
            initiator: match version {
                1 => String::new(),
                _ => fields.string()?,
            },
            before: match version {
                1 => None,
                _ => fields.option(|fields| {
                    let (sequence, modified) = (fields.u64()?, Timestamp(fields.i64()?));
                    Ok(Standing { sequence, modified })
                })?,
            },
        })
    }
}

/// The first had no seals.
const PART_FORMAT: u8 = 2;

impl Record for Part {
    const VERSION: u8 = PART_FORMAT;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.blob.0);
        out.put_u64(self.bytes);
        out.put_text(&self.etag);
        out.put_i64(self.modified.0);
        out.put_option(self.checksum.as_ref(), |out, (algorithm, value)| {
            out.put_text(algorithm.name());
            out.put_text(value);
        });
        out.put_option(self.seal, |out, seal| seal.put(out));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Part, Corrupt> {
        if !(1..=PART_FORMAT).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Part {
            blob: read_blob(&mut fields)?,
            bytes: fields.u64()?,
            etag: fields.string()?,
            modified: Timestamp(fields.i64()?),
            checksum: fields.option(|fields| Ok((read_algorithm(fields)?, fields.string()?)))?,
            seal: match version {
                1 => None,
                _ => fields.option(Seal::read)?,
            },
        })
    }
}

fn read_algorithm(fields: &mut Fields<'_>) -> Result<Algorithm, Corrupt> {
    Algorithm::parse(fields.text()?).ok_or(Corrupt("a checksum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploads_and_parts_read_back() {
        let upload = Upload {
            begun: Timestamp(7),
            facts: Facts::default(),
            locks: Locks::default(),
            checksum: Some((Algorithm::Crc32c, Kind::Composite)),
            initiator: "arn:aws:iam::000000000000:root".into(),
            before: Some(Standing { sequence: 3, modified: Timestamp(1) }),
        };
        let mut bytes = Vec::new();
        upload.encode(&mut bytes);
        assert_eq!(Upload::decode(FORMAT, &bytes), Ok(upload));
        let part = Part {
            blob: BlobId([4; 32]),
            bytes: 1,
            etag: "e".into(),
            modified: Timestamp(3),
            checksum: Some((Algorithm::Sha1, "v".into())),
            seal: Some(Seal::new(&base::SeededRandom::new(1))),
        };
        let mut bytes = Vec::new();
        part.encode(&mut bytes);
        assert_eq!(Part::decode(PART_FORMAT, &bytes), Ok(part.clone()));
        // As it was written before there were seals: without the last option.
        let old = bytes.len() - 17;
        let part = Part { seal: None, ..part };
        assert_eq!(Part::decode(1, &bytes[..old]), Ok(part));
    }
}
