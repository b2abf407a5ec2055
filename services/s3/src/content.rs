//! What a version holds: its bytes, or where they are.

use bytes::Bytes;
use store::{BlobId, Corrupt, Fields, Put, Record};

use crate::customer::Seal;

/// Objects up to this are kept in the store itself: reading one is then a look-up, and writing one
/// no file of its own with its four syncs.
pub(crate) const HERE_BYTES_MAX: usize = 64 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Here(Bytes),
    /// In order. One of an object that was put in one piece; the parts of one that was not.
    Pieces(Vec<Piece>),
}

/// A blob that is all of an object, or one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub blob: BlobId,
    pub bytes: u64,
    /// Of a part; 0 of an object that was put in one piece.
    pub number: u64,
    /// The part's checksum, of the object's algorithm.
    pub checksum: Option<String>,
    /// Of one that is encrypted with a key of the caller's.
    pub seal: Option<Seal>,
}

impl Content {
    pub(crate) fn blobs(&self) -> impl Iterator<Item = BlobId> {
        let pieces = match self {
            Content::Here(_) => &[][..],
            Content::Pieces(pieces) => pieces,
        };
        pieces.iter().map(|piece| piece.blob)
    }
}

/// The first had no seals.
const FORMAT: u8 = 2;

impl Record for Content {
    const VERSION: u8 = FORMAT;

    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Content::Here(bytes) => {
                out.put_u8(0);
                out.extend_from_slice(bytes);
            }
            Content::Pieces(pieces) => {
                out.put_u8(1);
                out.put_list(pieces.iter(), |out, piece| piece.put(out));
            }
        }
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Content, Corrupt> {
        if !(1..=FORMAT).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        match fields.u8()? {
            0 => Ok(Content::Here(Bytes::copy_from_slice(fields.rest()))),
            1 => {
                let piece = |fields: &mut Fields<'_>| Piece::read(version, fields);
                Ok(Content::Pieces(fields.list(piece)?))
            }
            _ => Err(Corrupt("bytes or pieces")),
        }
    }
}

impl Piece {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.blob.0);
        out.put_u64(self.bytes);
        out.put_u64(self.number);
        out.put_option(self.checksum.as_deref(), |out, value| out.put_text(value));
        out.put_option(self.seal, |out, seal| seal.put(out));
    }

    fn read(version: u8, fields: &mut Fields<'_>) -> Result<Piece, Corrupt> {
        Ok(Piece {
            blob: read_blob(fields)?,
            bytes: fields.u64()?,
            number: fields.u64()?,
            checksum: fields.option(|fields| fields.string())?,
            seal: match version {
                1 => None,
                _ => fields.option(Seal::read)?,
            },
        })
    }
}

pub(crate) fn read_blob(fields: &mut Fields<'_>) -> Result<BlobId, Corrupt> {
    let mut id = [0; 32];
    for byte in &mut id {
        *byte = fields.u8()?;
    }
    Ok(BlobId(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_read_back() {
        let piece = Piece {
            blob: BlobId([1; 32]),
            bytes: 9,
            number: 2,
            checksum: Some("c".into()),
            seal: None,
        };
        let sealed = Piece { seal: Some(Seal::new(&base::SeededRandom::new(1))), ..piece.clone() };
        for content in [
            Content::Here(Bytes::from_static(b"abc")),
            Content::Here(Bytes::new()),
            Content::Pieces(vec![piece, sealed]),
        ] {
            let mut bytes = Vec::new();
            content.encode(&mut bytes);
            assert_eq!(Content::decode(FORMAT, &bytes), Ok(content));
        }
    }
}
