//! The warden's end: what it tells the egress process, hears from it, and tries out at the start.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::time::Duration;

use crate::egress::{Egress, Reach};
use crate::message::{Reader, Writer, write_egress};
use crate::socket::{self, Kind};
use crate::warden::launcher;
use crate::warden::sys;
use crate::warden::{FIRST_UID, root::at};
use crate::{Assignment, Level};

/// The number of the sandbox that the trial stands for; others are counted from 1.
const TRIAL: u64 = 0;
/// What a trial may take before it counts as failed.
const TRIAL_PATIENCE: Duration = Duration::from_secs(5);

/// A started egress process that has not been tried out yet.
pub struct Started {
    pub socket: OwnedFd,
    /// A listener in the host's network, which a trial must reach.
    pub door: TcpListener,
}

/// The line to an egress process that works; none where there is none.
pub struct Link {
    socket: Option<OwnedFd>,
    patience: Duration,
}

/// An egress process that takes nothing for so long is stuck. The warden waits for nobody longer.
const PATIENCE: Duration = Duration::from_secs(5);

impl Link {
    /// Tries it out with a process as functions are. The text is for people: how it is enforced, or
    /// why it is not to be had.
    pub fn try_out(started: Option<io::Result<Started>>, level: Level) -> (Link, String) {
        let tried = match started {
            None => Err(format!("level {} has no network of its own", level.name())),
            Some(started) => started.map_err(at("start a process")).and_then(|started| {
                let link = Link { socket: Some(started.socket), patience: PATIENCE };
                link.trial(&started.door, level).map(|()| link)
            }),
        };
        match tried {
            Ok(link) => (link, "as configured, by seccomp notification".to_owned()),
            Err(why) => {
                (Link { socket: None, patience: PATIENCE }, format!("none; not available: {why}"))
            }
        }
    }

    pub fn is_there(&self) -> bool {
        self.socket.is_some()
    }

    /// For the poll list; -1 is ignored there.
    pub fn fd(&self) -> RawFd {
        self.socket.as_ref().map_or(-1, AsRawFd::as_raw_fd)
    }

    /// What a sandbox may reach, from now on.
    pub fn allow(&self, sandbox: u64, spec: &Assignment) -> io::Result<()> {
        self.tell(b'A', sandbox, Some(&spec.egress), &[])
    }

    /// A stem's lines, as it has sent them.
    pub fn attach(&self, sandbox: u64, lines: &[OwnedFd]) -> io::Result<()> {
        let fds: Vec<RawFd> = lines.iter().map(AsRawFd::as_raw_fd).collect();
        self.tell(b'L', sandbox, None, &fds)
    }

    pub fn forget(&self, sandbox: u64) {
        // One that is gone needs to forget nothing.
        let _ = self.tell(b'F', sandbox, None, &[]);
    }

    fn tell(
        &self,
        kind: u8,
        sandbox: u64,
        rules: Option<&Egress>,
        fds: &[RawFd],
    ) -> io::Result<()> {
        let Some(socket) = &self.socket else { return Ok(()) };
        let mut out = Writer::default();
        out.u8(kind).u64(sandbox);
        if let Some(rules) = rules {
            write_egress(&mut out, rules);
        }
        // It never waits for anything, so this does not wait for long.
        let sent = socket::send_within(socket.as_fd(), &out.0, fds, self.patience);
        if sent.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::TimedOut) {
            // Nothing is to be had of it any more: `hear` says so.
            // SAFETY: no pointers.
            unsafe { libc::shutdown(socket.as_raw_fd(), libc::SHUT_RDWR) };
        }
        sent
    }

    /// A refusal: of which sandbox, and a line for its log. An error when the process is gone.
    pub fn hear(&self) -> io::Result<Option<(u64, String)>> {
        let Some(socket) = &self.socket else { return Ok(None) };
        let mut buffer = [0; 256];
        match socket::receive(socket.as_fd(), &mut buffer, false) {
            Ok((0, _)) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok((size, _)) => {
                let mut from = Reader(&buffer[..size]);
                Ok(from.u64().zip(from.string()))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn trial(&self, door: &TcpListener, level: Level) -> Result<(), String> {
        let port = door.local_addr().map_err(at("name a listener"))?.port();
        let (ours, theirs) = socket::pair(Kind::Messages).map_err(at("socketpair"))?;
        let Some(pid) = sys::fork().map_err(at("fork"))? else {
            let reason = attempt(&theirs, port, level).err().unwrap_or_default();
            let _ = socket::send(theirs.as_fd(), reason.as_bytes(), &[]);
            sys::exit_now(0)
        };
        drop(theirs);
        let outcome = self.watch_trial(&ours, port);
        // SAFETY: no pointers; a child of ours that has not been waited for.
        unsafe { libc::kill(pid, libc::SIGKILL) };
        let _ = sys::wait_for(pid);
        self.forget(TRIAL);
        outcome
    }

    fn watch_trial(&self, child: &OwnedFd, port: u16) -> Result<(), String> {
        let network = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let allowed = vec![Reach { network, prefix: 32, port: Some(port) }];
        let rules = Egress { internet: false, allowed };
        self.tell(b'A', TRIAL, Some(&rules), &[]).map_err(at("tell the egress process"))?;
        let mut buffer = [0; 1024];
        loop {
            let mut poll = libc::pollfd { fd: child.as_raw_fd(), events: libc::POLLIN, revents: 0 };
            // SAFETY: one live entry.
            if unsafe { libc::poll(&mut poll, 1, TRIAL_PATIENCE.as_millis() as i32) } <= 0 {
                return Err("a trial was not answered".to_owned());
            }
            let heard = socket::receive(child.as_fd(), &mut buffer, false);
            let (size, fds) = heard.map_err(at("hear of a trial"))?;
            match (&buffer[..size], fds.is_empty()) {
                (b"N", false) => {
                    self.attach(TRIAL, &fds).map_err(at("tell the egress process"))?;
                }
                (b"+", _) => return Ok(()),
                (reason, _) => return Err(String::from_utf8_lossy(reason).into_owned()),
            }
        }
    }
}

/// What functions will do: in a network that reaches nothing, without privilege, under a filter.
fn attempt(warden: &OwnedFd, port: u16, level: Level) -> Result<(), String> {
    sys::unshare(libc::CLONE_NEWNET).map_err(at("unshare the network namespace"))?;
    crate::warden::builder::raise_loopback().map_err(at("raise the loopback interface"))?;
    launcher::open_egress(warden.as_raw_fd())?;
    if level == Level::Full {
        // SAFETY: no pointers. This process ends right afterwards.
        let answer = unsafe { libc::setresuid(FIRST_UID, FIRST_UID, FIRST_UID) };
        socket::check(answer).map(drop).map_err(at("setresuid"))?;
    }
    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&to, TRIAL_PATIENCE).map_err(at("connect"))?;
    TcpStream::connect(to).map_err(at("connect, waiting"))?;
    socket::send(warden.as_fd(), b"+", &[]).map_err(at("report"))
}

/// As the egress process tells of a refusal.
pub fn refusal(sandbox: u64, to: SocketAddr) -> Vec<u8> {
    let mut out = Writer::default();
    let to = SocketAddr::new(to.ip().to_canonical(), to.port());
    let text = format!("egress to {to} is not allowed; the setting `egress` could allow it");
    out.u64(sandbox).bytes(text.as_bytes());
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_egress_process_that_takes_nothing_is_given_up() {
        let (ours, theirs) = socket::pair(Kind::Messages).unwrap();
        let link = Link { socket: Some(ours), patience: Duration::from_millis(20) };
        let full = (1..).find_map(|sandbox| link.tell(b'F', sandbox, None, &[]).err()).unwrap();
        assert_eq!(full.kind(), io::ErrorKind::TimedOut);
        assert!(link.hear().is_err());
        assert!(link.tell(b'F', 1, None, &[]).is_err());
        drop(theirs);
    }
}
