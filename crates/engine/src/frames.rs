//! The channel of our own bootstraps: frames on a socket pair.

use std::cell::RefCell;
use std::io::{self, IoSlice, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::channel::{Heard, Letter};
use crate::frame::{Reader, SCRATCH_BYTES, Said};

thread_local! {
    /// What one read goes into.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; SCRATCH_BYTES]);
}

pub struct Frames {
    socket: AsyncFd<UnixStream>,
    /// The same socket once more, made where an event was too large to be sent at once. Waiting
    /// for room on `socket` itself would wake the server each time the instance reads.
    outlet: Option<AsyncFd<UnixStream>>,
    reader: Reader,
}

impl Frames {
    pub fn new(socket: OwnedFd) -> io::Result<Frames> {
        let socket = UnixStream::from(socket);
        socket.set_nonblocking(true)?;
        // SAFETY: a `UnixStream` owns its descriptor and keeps it until it is dropped, and nothing
        // takes it out of the `AsyncFd`.
        let socket = unsafe { AsyncFd::register_with_interest(socket, Interest::READABLE) }?;
        Ok(Frames { socket, outlet: None, reader: Reader::default() })
    }

    /// Sends what the socket takes at once. False: the instance is dead and has seen nothing.
    pub fn try_write(&mut self, letter: &mut Letter) -> bool {
        let slices = [IoSlice::new(&letter.head), IoSlice::new(&letter.event)];
        match self.socket.get_ref().write_vectored(&slices) {
            Ok(count) => {
                letter.written = count;
                true
            }
            Err(error) => {
                matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
            }
        }
    }

    /// Sends what is left of the letter, and listens for the answer.
    pub fn poll(&mut self, letter: &mut Letter, context: &mut Context<'_>) -> Poll<Heard> {
        if !letter.is_sent()
            && let Poll::Ready(heard) = self.poll_write(letter, context)
        {
            return Poll::Ready(heard);
        }
        self.poll_read(context)
    }

    /// What lies in the socket when the other end is gone.
    pub fn last_words(&mut self) -> Option<Said> {
        let mut drained = false;
        let mut socket = self.socket.get_ref();
        let read =
            SCRATCH.with_borrow_mut(|scratch| self.reader.read(&mut socket, scratch, &mut drained));
        read.ok()?.ok()?
    }

    fn poll_write(&mut self, letter: &mut Letter, context: &mut Context<'_>) -> Poll<Heard> {
        loop {
            let [head, event] = letter.unsent();
            if head.is_empty() && event.is_empty() {
                self.outlet = None;
                return Poll::Pending;
            }
            let slices = [IoSlice::new(head), IoSlice::new(event)];
            match self.socket.get_ref().write_vectored(&slices) {
                Ok(count) => letter.written += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let Ok(outlet) = self.outlet() else { return Poll::Ready(Heard::Lost) };
                    match outlet.poll_write_ready(context) {
                        Poll::Pending => return Poll::Pending,
                        Poll::Ready(Ok(mut guard)) => guard.clear_ready(),
                        Poll::Ready(Err(_)) => return Poll::Ready(Heard::Lost),
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Poll::Ready(Heard::Closed),
            }
        }
    }

    fn outlet(&mut self) -> io::Result<&AsyncFd<UnixStream>> {
        if self.outlet.is_none() {
            let socket = self.socket.get_ref().try_clone()?;
            // SAFETY: as for `socket`.
            let outlet = unsafe { AsyncFd::register_with_interest(socket, Interest::WRITABLE) }?;
            self.outlet = Some(outlet);
        }
        self.outlet.as_ref().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<Heard> {
        loop {
            let mut guard = match self.socket.poll_read_ready(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(guard)) => guard,
                Poll::Ready(Err(_)) => return Poll::Ready(Heard::Lost),
            };
            let mut drained = false;
            let mut socket = guard.get_inner();
            let read = SCRATCH
                .with_borrow_mut(|scratch| self.reader.read(&mut socket, scratch, &mut drained));
            match read {
                Ok(Ok(said)) => {
                    if drained {
                        guard.clear_ready();
                    }
                    if let Some(said) = said {
                        return Poll::Ready(Heard::Said(said));
                    }
                }
                Ok(Err(violation)) => return Poll::Ready(Heard::Violated(violation.0)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => guard.clear_ready(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Poll::Ready(Heard::Closed),
            }
        }
    }
}

impl Letter {
    /// Head and event as far as they have not been sent.
    fn unsent(&self) -> [&[u8]; 2] {
        let head = &self.head[self.written.min(self.head.len())..];
        let event: &Bytes = &self.event;
        [head, &event[self.written.saturating_sub(self.head.len())..]]
    }
}
