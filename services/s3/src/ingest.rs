//! A body on its way into the store: its digests taken, its bytes kept in memory while they are
//! few, and in a blob that grows as they come where they are not.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use md5::Md5;
use sha2::Digest;
use store::{BlobId, Draft, Sealed};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::S3;
use crate::checksum::{Algorithm, Sum};
use crate::content::{Content, HERE_BYTES_MAX, Piece};
use crate::customer::{Cipher, Key, Seal};
use crate::error::{Error, Result};
use crate::protocol::Body;
use crate::shelf::Pin;

/// What is written at a time: worth a hop to a thread that may wait. One such batch is written
/// while the next one comes.
const BATCH_BYTES: usize = 256 * 1024;

/// What is to be made of a body.
pub(crate) struct Wanted {
    /// Above it the body is refused.
    pub bytes_max: u64,
    /// Whether it becomes a blob however small it is.
    pub always_blob: bool,
    /// The checksums to take.
    pub sums: Vec<Algorithm>,
    /// The caller's own key to encrypt it with; it becomes a blob then.
    pub key: Option<Key>,
}

/// A body that is here. Dropped before a row names its blob, that is gone.
pub(crate) struct Taken {
    pub place: Place,
    pub bytes: u64,
    /// Of the bytes as they came.
    pub md5: [u8; 16],
    /// The entity tag.
    tag: [u8; 16],
    /// Of a blob that is encrypted.
    pub seal: Option<Seal>,
    /// In base 64.
    pub sums: Vec<(Algorithm, String)>,
}

pub(crate) enum Place {
    Here(Bytes),
    Blob(BlobId, Pin),
}

impl Taken {
    pub(crate) fn sum(&self, algorithm: Algorithm) -> Option<&str> {
        self.sums.iter().find(|(taken, _)| *taken == algorithm).map(|(_, value)| value.as_str())
    }

    pub(crate) fn etag(&self) -> String {
        base::id::hex(&self.tag)
    }

    /// As what an object that is put in one piece holds, and what keeps the blob.
    pub(crate) fn content(self) -> (Content, Option<Pin>) {
        match self.place {
            Place::Here(bytes) => (Content::Here(bytes), None),
            Place::Blob(blob, pin) => {
                let (bytes, seal) = (self.bytes, self.seal);
                let piece = Piece { blob, bytes, number: 0, checksum: None, seal };
                (Content::Pieces(vec![piece]), Some(pin))
            }
        }
    }
}

/// The digests of what has come so far.
struct Digests {
    md5: Md5,
    sums: Vec<(Algorithm, Sum)>,
}

impl Digests {
    fn new(algorithms: &[Algorithm]) -> Digests {
        let sums = algorithms.iter().map(|algorithm| (*algorithm, Sum::new(*algorithm)));
        Digests { md5: Md5::new(), sums: sums.collect() }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        for (_, sum) in &mut self.sums {
            sum.update(bytes);
        }
    }

    fn finish(self) -> ([u8; 16], Vec<(Algorithm, String)>) {
        let sums = self.sums.into_iter().map(|(algorithm, sum)| (algorithm, sum.finish()));
        (self.md5.finalize().into(), sums.collect())
    }
}

/// What a thread that may wait holds in turns.
struct Writer {
    draft: Draft,
    digests: Digests,
    cipher: Option<Cipher>,
}

impl Writer {
    fn write(mut self, batch: Vec<Bytes>) -> Result<Writer> {
        for bytes in batch {
            self.digests.update(&bytes);
            match &mut self.cipher {
                None => self.draft.write(&bytes)?,
                Some(cipher) => {
                    let mut sealed = bytes.to_vec();
                    cipher.apply(&mut sealed);
                    self.draft.write(&sealed)?;
                }
            }
        }
        Ok(self)
    }
}

/// Reads a body to its end. What is wrong with it is with the request's fate already.
pub(crate) async fn take(s3: &Arc<S3>, mut body: Body, wanted: Wanted) -> Result<Taken> {
    let mut first = BytesMut::new();
    while first.len() <= HERE_BYTES_MAX {
        let Some(bytes) = next(&mut body).await? else {
            if wanted.always_blob || wanted.key.is_some() {
                break;
            }
            let mut digests = Digests::new(&wanted.sums);
            digests.update(&first);
            let bytes = first.len() as u64;
            let (md5, sums) = digests.finish();
            let place = Place::Here(first.freeze());
            return Ok(Taken { place, bytes, md5, tag: md5, seal: None, sums });
        };
        if (first.len() + bytes.len()) as u64 > wanted.bytes_max {
            return Err(Error::entity_too_large());
        }
        first.extend_from_slice(&bytes);
    }
    take_blob(s3, body, wanted, first.freeze()).await
}

async fn take_blob(s3: &Arc<S3>, mut body: Body, wanted: Wanted, first: Bytes) -> Result<Taken> {
    let _turn = s3.streams.acquire().await.map_err(|_| Error::slow_down())?;
    let blobs = s3.store.blobs().clone();
    let digests = Digests::new(&wanted.sums);
    let sealed = wanted.key.map(|key| (key, Seal::new(s3.authority.random())));
    let cipher = sealed.as_ref().map(|(key, seal)| key.cipher(*seal, 0));
    let mut bytes = first.len() as u64;
    let mut batch = vec![first];
    let mut batch_bytes = BATCH_BYTES;
    let mut writing: JoinHandle<Result<Writer>> =
        spawn_blocking(move || Ok(Writer { draft: blobs.draft()?, digests, cipher }));
    while let Some(piece) = next(&mut body).await? {
        bytes += piece.len() as u64;
        if bytes > wanted.bytes_max {
            return Err(Error::entity_too_large());
        }
        batch_bytes += piece.len();
        batch.push(piece);
        if batch_bytes >= BATCH_BYTES {
            let writer = joined(writing.await)?;
            let full = std::mem::take(&mut batch);
            writing = spawn_blocking(move || writer.write(full));
            batch_bytes = 0;
        }
    }
    let writer = joined(writing.await)?;
    let shelf = Arc::clone(&s3.shelf);
    let kept = spawn_blocking(move || {
        let Writer { draft, digests, .. } = writer.write(batch)?;
        let (md5, sums) = digests.finish();
        // The note is written while the bytes are.
        let (pin, noted) = shelf.pin_doubtful(draft.id());
        let synced: Sealed = draft.seal()?;
        noted.wait()?;
        let place = Place::Blob(synced.keep()?, pin);
        let tag = sealed.as_ref().map_or(md5, |(key, seal)| key.tag(*seal, &md5));
        let seal = sealed.map(|(_, seal)| seal);
        Ok(Taken { place, bytes, md5, tag, seal, sums })
    });
    joined(kept.await)
}

/// What another thread has found.
pub(crate) fn joined<T>(
    result: std::result::Result<Result<T>, tokio::task::JoinError>,
) -> Result<T> {
    result.unwrap_or_else(|error| Err(Error::internal(error.to_string())))
}

async fn next(body: &mut Body) -> Result<Option<Bytes>> {
    loop {
        let Some(frame) = body.frame().await else { return Ok(None) };
        let frame = frame.map_err(|_| Error::incomplete_body())?;
        match frame.into_data() {
            Ok(bytes) if bytes.is_empty() => {}
            Ok(bytes) => return Ok(Some(bytes)),
            Err(_) => {}
        }
    }
}

/// An MD5 as `Content-MD5` has it.
pub(crate) fn md5_text(md5: &[u8; 16]) -> String {
    STANDARD.encode(md5)
}
