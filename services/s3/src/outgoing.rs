//! An object's bytes on their way out: a slice of what is here, or files read a little ahead of who
//! takes them.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use store::BlobId;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::spawn_blocking;

use crate::S3;
use crate::content::{Content, Piece};
use crate::customer::{Key, Seal};
use crate::error::{Error, Result};
use crate::ingest::joined;
use crate::protocol::Body;
use crate::shelf;

/// What is read at a time. One such chunk waits for whoever takes them, one is being read.
const CHUNK_BYTES: usize = 128 * 1024;

/// The bytes of an object, which stay while this is held.
pub(crate) struct Bound {
    content: Content,
    pins: Vec<shelf::Pin>,
    /// The caller's own, of what is encrypted with it.
    key: Option<Key>,
}

impl Bound {
    /// Holds the blobs. Whoever does so must see afterwards that the version is still there: it
    /// may have been deleted just before.
    pub(crate) fn new(s3: &S3, content: Content, key: Option<Key>) -> Bound {
        let pins = content.blobs().map(|id| s3.shelf.pin(id)).collect();
        Bound { content, pins, key }
    }

    pub(crate) fn content(&self) -> &Content {
        &self.content
    }

    /// These of its bytes, as a body.
    pub(crate) async fn body(self, s3: &Arc<S3>, range: Range<u64>) -> Result<Body> {
        let pieces = match self.content {
            Content::Here(bytes) => {
                let ends = (usize::try_from(range.start), usize::try_from(range.end));
                let (Ok(start), Ok(end)) = ends else { return Err(Error::invalid_range()) };
                let end = end.min(bytes.len());
                return Ok(Body::from(bytes.slice(start.min(end)..end)));
            }
            Content::Pieces(pieces) => cut(&pieces, &range),
        };
        let streams = Arc::clone(&s3.streams);
        let turn = streams.acquire_owned().await.map_err(|_| Error::slow_down())?;
        let (sender, chunks) = mpsc::channel(1);
        let left = range.end - range.start;
        let job = Job { pieces, key: self.key, _pins: self.pins, sender, _turn: turn };
        tokio::spawn(job.run(Arc::clone(s3)));
        Ok(Body::http_body_unsync(Flow { chunks, left }))
    }
}

/// A part of a blob.
struct Cut {
    blob: BlobId,
    range: Range<u64>,
    seal: Option<Seal>,
}

/// What of each piece lies in a range of all of them.
fn cut(pieces: &[Piece], range: &Range<u64>) -> Vec<Cut> {
    let mut start = 0;
    let mut cuts = Vec::new();
    for piece in pieces {
        let end = start + piece.bytes;
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            let (blob, seal) = (piece.blob, piece.seal);
            cuts.push(Cut { blob, range: from - start..to - start, seal });
        }
        start = end;
    }
    cuts
}

/// Reads ahead.
struct Job {
    pieces: Vec<Cut>,
    key: Option<Key>,
    _pins: Vec<shelf::Pin>,
    sender: mpsc::Sender<Result<Bytes>>,
    _turn: OwnedSemaphorePermit,
}

impl Job {
    async fn run(self, s3: Arc<S3>) {
        for piece in &self.pieces {
            if let Err(error) = self.send(&s3, piece).await {
                drop(self.sender.send(Err(error)).await);
                return;
            }
            if self.sender.is_closed() {
                return;
            }
        }
    }

    /// One piece, until its end or until nobody takes it any more.
    async fn send(&self, s3: &S3, piece: &Cut) -> Result<()> {
        let (blob, range) = (piece.blob, piece.range.clone());
        let (store, start) = (s3.store.clone(), range.start);
        let mut cipher = match (piece.seal, &self.key) {
            (None, _) => None,
            (Some(seal), Some(key)) => Some(key.cipher(seal, start)),
            (Some(_), None) => return Err(Error::internal(format!("blob {blob}: no key"))),
        };
        let failed = move |error: io::Error| Error::internal(format!("blob {blob}: {error}"));
        let opened = spawn_blocking(move || {
            let mut file = store.blobs().open(&blob)?;
            file.seek(SeekFrom::Start(start)).map_err(failed)?;
            Ok(file)
        });
        let mut file = joined(opened.await)?;
        let mut left = range.end - range.start;
        while left > 0 {
            let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK_BYTES);
            let read = spawn_blocking(move || {
                let mut chunk = vec![0; wanted];
                file.read_exact(&mut chunk).map_err(failed)?;
                if let Some(cipher) = &mut cipher {
                    cipher.apply(&mut chunk);
                }
                Ok((file, cipher, Bytes::from(chunk)))
            });
            let chunk;
            (file, cipher, chunk) = joined(read.await)?;
            left -= wanted as u64;
            if self.sender.send(Ok(chunk)).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The other end.
struct Flow {
    chunks: mpsc::Receiver<Result<Bytes>>,
    left: u64,
}

/// The bytes could not be read to their end.
#[derive(Debug)]
struct Broken(String);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}

impl http_body::Body for Flow {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, Broken>>> {
        match std::task::ready!(self.chunks.poll_recv(context)) {
            Some(Ok(bytes)) => {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Some(Err(error)) => Poll::Ready(Some(Err(Broken(error.operator.unwrap_or_default())))),
            None if self.left > 0 => Poll::Ready(Some(Err(Broken("it ended early".into())))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_out_of_pieces() {
        let piece =
            |bytes| Piece { blob: BlobId([0; 32]), bytes, number: 0, checksum: None, seal: None };
        let pieces = [piece(10), piece(5), piece(10)];
        let ranges = |range| -> Vec<(u64, u64)> {
            let cuts = cut(&pieces, &range).into_iter();
            cuts.map(|Cut { range, .. }| (range.start, range.end)).collect()
        };
        assert_eq!(ranges(0..25), [(0, 10), (0, 5), (0, 10)]);
        assert_eq!(ranges(9..11), [(9, 10), (0, 1)]);
        assert_eq!(ranges(10..15), [(0, 5)]);
        assert_eq!(ranges(24..25), [(9, 10)]);
        assert!(ranges(7..7).is_empty());
    }
}
