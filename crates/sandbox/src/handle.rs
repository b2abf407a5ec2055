//! The server's handle on the warden.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use crate::socket::{self, Kind, MESSAGE_BYTES_MAX};
use crate::{Error, Event, Options, Report, Request, message, privilege, warden};

/// How the program is called when it is to be the warden.
pub const WARDEN_NAME: &str = "squall-warden";
/// Where a warden finds its end of the socket.
const WARDEN_FD: i32 = 3;

/// Call first thing in `main`: if this process was started to be the warden it never returns.
pub fn warden_if_asked() {
    let asked = std::fs::read("/proc/self/cmdline")
        .is_ok_and(|line| line.split(|byte| *byte == 0).next() == Some(WARDEN_NAME.as_bytes()));
    if asked {
        // SAFETY: whoever starts the program under this name has put the socket there.
        warden_main(unsafe { OwnedFd::from_raw_fd(WARDEN_FD) })
    }
}

/// The warden's life, on its end of the socket. Ends the process when the server is gone.
pub fn warden_main(socket: OwnedFd) -> ! {
    warden::main(socket)
}

/// The running warden. Dropping it ends every sandbox.
#[derive(Debug)]
pub struct Warden {
    socket: Option<OwnedFd>,
    child: Child,
    buffer: Mutex<Vec<u8>>,
}

impl Warden {
    /// Starts a warden and waits until it has found the level that works.
    pub fn launch(options: &Options) -> Result<(Warden, Report), Error> {
        let dir = &options.state_dir;
        privilege::make_own(dir)?;
        let dir = dir
            .canonicalize()
            .map_err(|error| Error::io(format_args!("find {}", dir.display()), &error))?;
        let options = Options { state_dir: dir, ..options.clone() };
        let (ours, theirs) =
            socket::pair(Kind::Messages).map_err(|error| Error::io("socketpair", &error))?;
        let child = spawn(&theirs).map_err(|error| Error::io("start the warden", &error))?;
        drop(theirs);
        let buffer = Mutex::new(vec![0; MESSAGE_BYTES_MAX]);
        let warden = Warden { socket: Some(ours), child, buffer };
        let report = warden.introduce(&options)?;
        Ok((warden, report))
    }

    /// What a launch would find out, leaving nothing behind: for `doctor`.
    pub fn probe(options: &Options) -> Result<Report, Error> {
        let launched = Warden::launch(options);
        let report = launched.map(|(warden, report)| {
            drop(warden);
            report
        });
        let _ = std::fs::remove_dir_all(&options.state_dir);
        report
    }

    fn introduce(&self, options: &Options) -> Result<Report, Error> {
        let talk = || {
            socket::send(self.as_fd(), &message::write_options(options), &[])?;
            let mut answer = vec![0; MESSAGE_BYTES_MAX];
            let (size, _) = socket::receive(self.as_fd(), &mut answer, true)?;
            answer.truncate(size);
            Ok::<_, io::Error>(answer)
        };
        let answer = talk().map_err(|error| Error::io("talk to the warden", &error))?;
        match message::read_report(&answer) {
            Some(Ok(report)) => Ok(report),
            Some(Err((what, remedy))) => Err(Error::new(what).remedy(remedy)),
            None => Err(Error::new("the warden ended before it was ready")),
        }
    }

    /// Never blocks: `WouldBlock` while the warden's queue is full.
    pub fn send(&self, request: &Request) -> io::Result<()> {
        socket::send(self.as_fd(), &message::write_request(request), &[])
    }

    /// `None` when nothing has been said; `UnexpectedEof` when the warden is gone.
    pub fn try_recv(&self) -> io::Result<Option<Event>> {
        let mut buffer = self.buffer.lock().map_err(|_| io::ErrorKind::Other)?;
        let (size, fds) = match socket::receive(self.as_fd(), &mut buffer, false) {
            Ok(received) => received,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error),
        };
        if size == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match message::read_event(&buffer[..size], fds) {
            Some(event) => Ok(Some(event)),
            None => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// The warden's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

fn spawn(socket: &OwnedFd) -> io::Result<Child> {
    let socket = socket.as_raw_fd();
    let mut command = Command::new("/proc/self/exe");
    command.arg0(WARDEN_NAME).env_clear().stdin(Stdio::null()).stdout(Stdio::null());
    let place = move || {
        // SAFETY: no pointers; between fork and exec only calls that are safe there.
        unsafe {
            let up = socket::check(libc::fcntl(socket, libc::F_DUPFD, WARDEN_FD + 1))?;
            socket::check(libc::dup2(up, WARDEN_FD))?;
            libc::close(up);
            // A session of its own: Ctrl-C at the terminal is for the server.
            libc::setsid();
        }
        Ok(())
    };
    // SAFETY: `place` allocates nothing and takes no lock.
    unsafe { command.pre_exec(place) };
    command.spawn()
}

impl AsFd for Warden {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.socket {
            Some(socket) => socket.as_fd(),
            None => unreachable!("a dropped warden has no socket"),
        }
    }
}

impl Drop for Warden {
    /// The closed socket tells the warden to end everything; it is waited for, so that nothing of
    /// it outlives the handle.
    fn drop(&mut self) {
        self.socket = None;
        let _ = self.child.wait();
    }
}
