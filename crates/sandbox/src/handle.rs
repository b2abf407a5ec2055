//! The server's handle on the warden.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use crate::{Error, Event, Options, Report, Request};

/// Call first thing in `main`: if this process was started to be the warden it never returns.
pub fn warden_if_asked() {}

/// The warden's life, on its end of the socket. Ends the process when the server is gone.
pub fn warden_main(socket: OwnedFd) -> ! {
    drop(socket);
    std::process::exit(0)
}

/// The running warden. Dropping it ends every sandbox.
#[derive(Debug)]
pub struct Warden {
    socket: OwnedFd,
}

impl Warden {
    /// Starts a warden and waits until it has found the level that works.
    pub fn launch(options: &Options) -> Result<(Warden, Report), Error> {
        Err(Error::new(format!("no warden for {}", options.state_dir.display())))
    }

    /// Never blocks: `WouldBlock` while the warden's queue is full.
    pub fn send(&self, request: &Request) -> io::Result<()> {
        let _ = request;
        Err(io::ErrorKind::WouldBlock.into())
    }

    /// `None` when nothing has been said; `UnexpectedEof` when the warden is gone.
    pub fn try_recv(&self) -> io::Result<Option<Event>> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

impl AsFd for Warden {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
