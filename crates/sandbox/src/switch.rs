//! What freezes a sandbox, in the server's hands: an open file of its control group, which needs
//! no privilege any more.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;

#[derive(Debug)]
pub struct Switch(File);

impl Switch {
    /// Of the `freeze` of `Event::StemReady`.
    pub fn new(freeze: OwnedFd) -> Switch {
        Switch(freeze.into())
    }

    /// It fails where the sandbox is gone.
    pub fn turn(&mut self, frozen: bool) -> io::Result<()> {
        self.0.write_all(if frozen { b"1" } else { b"0" })
    }
}
