//! A connection's socket, watched: its bytes are shown to the scanner, and silence has an end.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use crate::Limits;
use crate::head::Scanner;

/// Fewer bytes written than this are no sign of life: an HTTP/2 ping is answered with 17.
const SIGN_OF_LIFE_BYTES: u64 = 1024;

/// What the two ends of a connection inside this program share: the socket and the requests.
#[derive(Debug)]
pub(crate) struct Ledger(Mutex<State>);

#[derive(Debug)]
pub(crate) struct State {
    pub scanner: Scanner,
    /// Requests that are being read or answered.
    pub open: usize,
    /// Requests so far.
    pub requests: u64,
    /// Bytes written so far.
    written: u64,
    /// The first byte has come.
    spoken: bool,
}

impl Ledger {
    pub(crate) fn new(limits: &Limits) -> Ledger {
        Ledger(Mutex::new(State {
            scanner: Scanner::new(limits.head_bytes_max),
            open: 0,
            requests: 0,
            written: 0,
            spoken: false,
        }))
    }

    /// Held for moments only, never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the client is being waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// The rest of this head.
    Head(u64),
    /// Its first byte.
    First,
    /// Another request; told apart by what had happened when the waiting began.
    Request { requests: u64, written: u64 },
}

/// The socket.
pub(crate) struct Watched<S> {
    socket: S,
    ledger: Arc<Ledger>,
    limits: Limits,
    waiting: Option<Wait>,
    read_end: Pin<Box<Sleep>>,
    write_end: Option<Pin<Box<Sleep>>>,
}

impl<S> Watched<S> {
    pub(crate) fn new(socket: S, ledger: Arc<Ledger>, limits: Limits) -> Watched<S> {
        let read_end = Box::pin(tokio::time::sleep(limits.head_timeout));
        Watched { socket, ledger, limits, waiting: None, read_end, write_end: None }
    }

    /// Nothing to read: has the client been silent for too long?
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            let (wait, limit, busy) = {
                let state = self.ledger.lock();
                let wait = self.wait(&state);
                (wait, self.limit(wait), state.open > 0)
            };
            let still = match (self.waiting, wait) {
                // Within one silence the counters may have moved; that shows when it ends.
                (Some(Wait::Request { .. }), Wait::Request { .. }) => true,
                (before, now) => before == Some(now),
            };
            if !still {
                self.waiting = Some(wait);
                self.read_end.as_mut().reset(Instant::now() + limit);
            }
            std::task::ready!(self.read_end.as_mut().poll(context));
            let alive = match (self.waiting, wait) {
                (
                    Some(Wait::Request { requests: before, written: old }),
                    Wait::Request { requests, written },
                ) => busy || requests != before || written - old >= SIGN_OF_LIFE_BYTES,
                _ => false,
            };
            if !alive {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            self.waiting = None;
        }
    }

    fn wait(&self, state: &State) -> Wait {
        if !state.spoken {
            Wait::First
        } else if state.scanner.in_head() && state.open == 0 {
            Wait::Head(state.requests)
        } else {
            Wait::Request { requests: state.requests, written: state.written }
        }
    }

    fn limit(&self, wait: Wait) -> Duration {
        match wait {
            Wait::Head(_) | Wait::First => self.limits.head_timeout,
            Wait::Request { .. } => self.limits.idle_timeout,
        }
    }

    /// Counts what a write took, or how long nothing was taken.
    fn written(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => {
                self.write_end = None;
                self.ledger.lock().written += bytes as u64;
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let limit = self.limits.write_timeout;
                let end = self.write_end.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
                std::task::ready!(end.as_mut().poll(context));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.socket).poll_read(context, buffer) {
            Poll::Ready(Ok(())) => {
                let mut state = self.ledger.lock();
                state.spoken = true;
                state.scanner.feed(&buffer.filled()[before..]);
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.poll_silence(context).map(Err),
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(context, bytes);
        self.written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
