//! A request's body as it comes, held to a pace.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use kit::stream::Gone;
use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep};

use crate::body::drain;

/// So much has to come within the time that a client may be silent; a slower one counts as gone.
const PACE_BYTES: usize = 16 * 1024;

/// The body. What is left of it when it is dropped is read and thrown away, so that the client gets
/// to see the answer.
pub(crate) struct Coming {
    incoming: Option<Incoming>,
    silence: Duration,
    end: Pin<Box<Sleep>>,
    /// The client is being waited for, until `end`.
    waiting: bool,
    /// Bytes since the waiting began.
    come: usize,
    drains: bool,
}

impl Coming {
    pub(crate) fn new(incoming: Incoming, silence: Duration, drains: bool) -> Coming {
        let end = Box::pin(tokio::time::sleep(silence));
        Coming { incoming: Some(incoming), silence, end, waiting: false, come: 0, drains }
    }

    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        if !self.waiting {
            self.waiting = true;
            self.come = 0;
            self.end.as_mut().reset(Instant::now() + self.silence);
        }
        self.end.as_mut().poll(context).is_ready()
    }
}

impl Body for Coming {
    type Data = Bytes;
    type Error = kit::BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, kit::BodyError>>> {
        let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
        match Pin::new(incoming).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                // Somebody reads, so the client has been told to go on.
                self.drains = true;
                self.come += frame.data_ref().map_or(0, Bytes::len);
                if self.come >= PACE_BYTES {
                    self.waiting = false;
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(_))) => {
                self.incoming = None;
                Poll::Ready(Some(Err(Gone::Broken.into())))
            }
            Poll::Ready(None) => {
                self.incoming = None;
                Poll::Ready(None)
            }
            Poll::Pending if self.is_late(context) => {
                self.incoming = None;
                Poll::Ready(Some(Err(Gone::Silent.into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        if let Some(rest) = self.incoming.take()
            && self.drains
            && !rest.is_end_stream()
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(drain(rest));
        }
    }
}
