//! Why no program was started, or that one was: the channel of a launcher's stem.

use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::task::{Context, Poll};

use sandbox::program::{self, Refused};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// A kind, a number and a path.
const BYTES_MAX: usize = 8 * 1024;

pub struct Refusal {
    socket: AsyncFd<UnixStream>,
    said: Vec<u8>,
}

impl Refusal {
    pub fn new(socket: OwnedFd) -> io::Result<Refusal> {
        let socket = UnixStream::from(socket);
        socket.set_nonblocking(true)?;
        // SAFETY: a `UnixStream` owns its descriptor and keeps it until it is dropped, and nothing
        // takes it out of the `AsyncFd`.
        let socket = unsafe { AsyncFd::register_with_interest(socket, Interest::READABLE) }?;
        Ok(Refusal { socket, said: Vec::new() })
    }

    /// `None`: it closed without a word, because a program was started.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Refused>> {
        let mut piece = [0; 256];
        loop {
            let Ok(mut guard) = std::task::ready!(self.socket.poll_read_ready(context)) else {
                return Poll::Ready(None);
            };
            match guard.get_inner().read(&mut piece) {
                Ok(count) if count > 0 && self.said.len() < BYTES_MAX => {
                    self.said.extend_from_slice(&piece[..count]);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => guard.clear_ready(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(_) | Err(_) => return Poll::Ready(program::read_refused(&self.said)),
            }
        }
    }

    /// What it has said, of a sandbox that has ended.
    pub fn last_words(&mut self) -> Option<Refused> {
        let mut piece = [0; 256];
        while let Ok(count @ 1..) = self.socket.get_ref().read(&mut piece)
            && self.said.len() < BYTES_MAX
        {
            self.said.extend_from_slice(&piece[..count]);
        }
        program::read_refused(&self.said)
    }
}
