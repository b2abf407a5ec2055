//! What fuzzers hold against forms.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http_body::Frame;
use http_body_util::{BodyExt, Collected};
use kit::stream::BodyError;

use super::parts::{self, Fields};
use super::policy::Policy;

/// A form, in pieces of any size: however they arrive, what is read of them is the same. The first
/// byte says how long the pieces are.
pub fn form(bytes: &[u8]) {
    let [piece, body @ ..] = bytes else { return };
    let whole = read(body, body.len().max(1));
    let pieces = read(body, usize::from(*piece).max(1));
    assert_eq!(whole, pieces);
}

/// The fields, and the file where all of it was there.
fn read(body: &[u8], piece: usize) -> Option<(Fields, Option<Bytes>)> {
    let pieces: Vec<Bytes> = body.chunks(piece).map(Bytes::copy_from_slice).collect();
    let body = Pieces(pieces.into_iter()).boxed_unsync();
    let (fields, file) = at_once(parts::read(body, "xx")).ok()?;
    let file = at_once(file.collect()).ok().map(Collected::to_bytes);
    Some((fields, file))
}

/// All there already.
struct Pieces(std::vec::IntoIter<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(piece))))
    }
}

/// Nothing here waits.
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

/// Any text as a form's policy: refused in words, or held against fields.
pub fn policy(text: &str) {
    let fields = [("bucket".to_owned(), "b".to_owned()), ("key".to_owned(), "k".to_owned())];
    match Policy::parse(&STANDARD.encode(text)) {
        Err(error) => assert_eq!(error.code, "InvalidPolicyDocument"),
        Ok(policy) => {
            let _ = policy.check(&fields, Timestamp(0));
            let _ = policy.check_length(1);
            assert!(policy.check(&fields, Timestamp(i64::MAX)).is_err());
        }
    }
    let _ = Policy::parse(text);
}
