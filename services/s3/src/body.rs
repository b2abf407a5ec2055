//! A request's body on its way in: out of its chunks, and found to be what was signed.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use kit::stream::Gone;
use md5::Md5;
use sha2::{Digest, Sha256};
use wire::sigv4::{Chunks, Damaged};

use crate::error::Error;

/// What became of a request's body, and of the request: shared by those who read it and those who
/// answer.
#[derive(Default)]
pub(crate) struct Fate(Mutex<State>);

#[derive(Default)]
struct State {
    trailers: Vec<(String, String)>,
    error: Option<Error>,
}

impl Fate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first error counts: what follows of it is not told.
    pub(crate) fn fail(&self, error: Error) {
        self.lock().error.get_or_insert(error);
    }

    pub(crate) fn take_error(&self) -> Option<Error> {
        self.lock().error.take()
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.lock().error.is_some()
    }

    /// A header that came after the body, once that has ended.
    pub(crate) fn trailer(&self, name: &str) -> Option<String> {
        let state = self.lock();
        let mut named = state.trailers.iter().filter(|(trailer, _)| trailer == name);
        named.next().map(|(_, value)| value.clone())
    }
}

/// What is known of a body before it comes.
#[derive(Default)]
pub(crate) struct Expected {
    /// Bytes, out of the chunks.
    pub length: Option<u64>,
    pub chunks: Option<Chunks>,
    pub sha256: Option<[u8; 32]>,
    pub md5: Option<[u8; 16]>,
}

/// The body. It ends in an error where it was not what was expected.
pub(crate) struct Screen {
    inner: kit::Body,
    chunks: Option<Chunks>,
    /// What has come of chunks and was not read yet.
    input: Bytes,
    length: Option<u64>,
    given: u64,
    sha256: Option<(Sha256, [u8; 32])>,
    md5: Option<(Md5, [u8; 16])>,
    fate: Arc<Fate>,
    ended: bool,
}

impl Screen {
    pub(crate) fn new(inner: kit::Body, expected: Expected, fate: Arc<Fate>) -> Screen {
        Screen {
            inner,
            chunks: expected.chunks,
            input: Bytes::new(),
            length: expected.length,
            given: 0,
            sha256: expected.sha256.map(|hash| (Sha256::new(), hash)),
            md5: expected.md5.map(|hash| (Md5::new(), hash)),
            fate,
            ended: false,
        }
    }

    /// The next bytes of what has come already.
    fn read_chunks(&mut self) -> Result<Option<Bytes>, Error> {
        match &mut self.chunks {
            Some(chunks) => chunks.next(&mut self.input).map_err(damaged),
            None if self.input.is_empty() => Ok(None),
            None => Ok(Some(std::mem::take(&mut self.input))),
        }
    }

    fn see(&mut self, data: &Bytes) {
        self.given += data.len() as u64;
        if let Some((hash, _)) = &mut self.sha256 {
            hash.update(data);
        }
        if let Some((hash, _)) = &mut self.md5 {
            hash.update(data);
        }
    }

    /// The body has ended: was it what was expected?
    fn finish(&mut self) -> Result<(), Error> {
        self.ended = true;
        if let Some(chunks) = self.chunks.take() {
            self.fate.lock().trailers = chunks.finish().map_err(damaged)?;
        }
        if self.length.is_some_and(|length| length != self.given) {
            return Err(Error::incomplete_body());
        }
        if let Some((hash, expected)) = self.sha256.take() {
            let found: [u8; 32] = hash.finalize().into();
            if found != expected {
                let message = "The provided 'x-amz-content-sha256' header does not match what was \
                               computed.";
                let error = Error::new("XAmzContentSHA256Mismatch", 400, message);
                let error = error.with("ClientComputedContentSHA256", base::id::hex(&expected));
                return Err(error.with("S3ComputedContentSHA256", base::id::hex(&found)));
            }
        }
        if let Some((hash, expected)) = self.md5.take() {
            let found = <[u8; 16]>::from(hash.finalize());
            if found != expected {
                return Err(Error::other_md5(&expected, &found));
            }
        }
        Ok(())
    }

    fn next(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        loop {
            if let Some(data) = self.read_chunks()? {
                if data.is_empty() {
                    continue;
                }
                self.see(&data);
                return Poll::Ready(Ok(Some(data)));
            }
            match std::task::ready!(Pin::new(&mut self.inner).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.input = data;
                    }
                }
                Some(Err(error)) => return Poll::Ready(Err(gone(&error))),
                None => return Poll::Ready(self.finish().map(|()| None)),
            }
        }
    }
}

fn damaged(damage: Damaged) -> Error {
    match damage {
        Damaged::Form => Error::invalid_request("The body is not in chunks as it says it is."),
        Damaged::Length => Error::incomplete_body(),
        Damaged::Signature => Error::of_signature(wire::sigv4::SigError::chunk()),
    }
}

fn gone(error: &kit::BodyError) -> Error {
    match error.downcast_ref() {
        Some(Gone::Silent) => Error::request_timeout(),
        _ => Error::incomplete_body(),
    }
}

/// The body ended early; the reason is with the [`Fate`].
#[derive(Debug)]
struct Failed;

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body is not what it was to be")
    }
}

impl std::error::Error for Failed {}

impl Body for Screen {
    type Data = Bytes;
    type Error = kit::BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, kit::BodyError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        match std::task::ready!(self.next(context)) {
            Ok(data) => Poll::Ready(data.map(|data| Ok(Frame::data(data)))),
            Err(error) => {
                self.ended = true;
                self.fate.fail(error);
                Poll::Ready(Some(Err(Failed.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }

    fn size_hint(&self) -> SizeHint {
        match self.length {
            Some(length) => SizeHint::with_exact(length.saturating_sub(self.given)),
            None => SizeHint::default(),
        }
    }
}
