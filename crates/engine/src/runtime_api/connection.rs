//! One connection of a program to the Runtime API.

use std::cell::RefCell;
use std::io::{self, IoSlice, Read, Write};
use std::net::TcpStream;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::unix::AsyncFd;

use super::http::{HEAD_BYTES_MAX, Reader};
use super::route::Asked;

/// What one read asks for.
const SCRATCH_BYTES: usize = 64 * 1024;
/// A connection that waits for an invocation has nothing to say: clients that pipeline are few, and
/// send little.
const AHEAD_BYTES_MAX: usize = HEAD_BYTES_MAX;

thread_local! {
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; SCRATCH_BYTES]);
}

pub struct Connection {
    socket: AsyncFd<TcpStream>,
    pub reader: Reader,
    pub stage: Stage,
    out: Out,
    /// It ends when what is to be sent has been sent.
    pub closing: bool,
}

/// What it is about.
#[derive(Debug)]
pub enum Stage {
    /// The next request's head is read.
    Head,
    /// A request's body is read; `kept`: because it is awaited.
    Body { asked: Asked, close: bool, kept: bool },
    /// It has asked for the next invocation; `close`: and for nothing after it.
    Parked { close: bool },
}

/// What is being sent.
#[derive(Debug, Default)]
struct Out {
    head: Vec<u8>,
    event: Bytes,
    written: usize,
}

/// What a read has brought.
pub enum Filled {
    Some,
    /// The other side has closed it, or it broke.
    End,
}

impl Connection {
    pub fn new(socket: TcpStream) -> io::Result<Connection> {
        socket.set_nonblocking(true)?;
        // Answers are small and awaited.
        socket.set_nodelay(true)?;
        // SAFETY: a `TcpStream` owns its descriptor and keeps it until it is dropped, and nothing
        // takes it out of the `AsyncFd`.
        let socket = unsafe { AsyncFd::register(socket) }?;
        let (reader, out) = (Reader::default(), Out::default());
        Ok(Connection { socket, reader, stage: Stage::Head, out, closing: false })
    }

    /// Reads what is there into the reader. `Pending`: nothing is.
    pub fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<Filled> {
        loop {
            let Ok(mut guard) = std::task::ready!(self.socket.poll_read_ready(context)) else {
                return Poll::Ready(Filled::End);
            };
            match read(guard.get_inner(), &mut self.reader) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => guard.clear_ready(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => return Poll::Ready(Filled::End),
                Ok(count) => {
                    // What comes next tells by itself.
                    if count < SCRATCH_BYTES {
                        guard.clear_ready();
                    }
                    return Poll::Ready(Filled::Some);
                }
            }
        }
    }

    /// As `poll_fill` where nobody waits: what lies in the socket.
    pub fn fill_now(&mut self) -> bool {
        matches!(read(self.socket.get_ref(), &mut self.reader), Ok(count) if count > 0)
    }

    /// Whether the other side has gone, as far as that can be seen without reading.
    pub fn poll_is_gone(&mut self, context: &mut Context<'_>) -> bool {
        loop {
            if self.reader.waiting() > AHEAD_BYTES_MAX {
                return true;
            }
            match self.poll_fill(context) {
                Poll::Pending => return false,
                Poll::Ready(Filled::End) => return true,
                Poll::Ready(Filled::Some) => {}
            }
        }
    }

    /// Whether the other side has closed it.
    pub fn is_closed(&self) -> bool {
        let mut byte = [0];
        match self.socket.get_ref().peek(&mut byte) {
            Ok(count) => count == 0,
            Err(error) => {
                !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
            }
        }
    }

    pub fn is_sending(&self) -> bool {
        self.out.written < self.out.head.len() + self.out.event.len()
    }

    /// An answer, sent at once as far as that goes. Only when nothing else is being sent.
    pub fn send(&mut self, head: Vec<u8>, event: Bytes) -> io::Result<()> {
        debug_assert!(!self.is_sending(), "one answer at a time");
        self.out = Out { head, event, written: 0 };
        match write(self.socket.get_ref(), &mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
            other => other,
        }
    }

    /// Sends the rest. `Pending` while there is one.
    pub fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.is_sending() {
            let mut guard = std::task::ready!(self.socket.poll_write_ready(context))?;
            match write(guard.get_inner(), &mut self.out) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => guard.clear_ready(),
                Err(error) => return Poll::Ready(Err(error)),
                Ok(()) => {}
            }
        }
        self.out = Out::default();
        Poll::Ready(Ok(()))
    }
}

fn read(mut socket: &TcpStream, into: &mut Reader) -> io::Result<usize> {
    SCRATCH.with_borrow_mut(|scratch| {
        let count = socket.read(scratch)?;
        into.push(&scratch[..count]);
        Ok(count)
    })
}

/// Until all is written, or no more can be.
fn write(mut socket: &TcpStream, out: &mut Out) -> io::Result<()> {
    while out.written < out.head.len() + out.event.len() {
        let head = &out.head[out.written.min(out.head.len())..];
        let event = &out.event[out.written.saturating_sub(out.head.len())..];
        match socket.write_vectored(&[IoSlice::new(head), IoSlice::new(event)]) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => out.written += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
