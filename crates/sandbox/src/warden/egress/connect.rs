//! One `connect` of a sandbox (or `bind`, or `listen`): looked at, refused, let go on, or done.

use std::io;
use std::net::SocketAddr;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use crate::egress::Way;
use crate::warden::egress::notify::{self, Call};
use crate::warden::egress::{Gate, Line, net};

/// Calls of one sandbox that wait for the other side, and of all: a thread of a function waits in
/// each, so that its limits usually bound them before.
const CONNECTS_MAX: usize = 512;
const CONNECTS_TOTAL_MAX: usize = 8_192;
/// What a firewall on the way would make of a connection that it does not let through.
const REFUSED: i32 = libc::EHOSTUNREACH;
/// State of a TCP socket that is neither connected nor on its way there.
const TCP_CLOSE: u8 = 7;

/// A call that waits, and the socket that is connecting.
pub struct Pending {
    pub sandbox: u64,
    call: Call,
    socket: OwnedFd,
    /// It is the caller's, in the sandbox's network.
    own: bool,
    close_on_exec: bool,
}

/// What becomes of a call.
enum Verdict {
    GoOn,
    Answer(i32),
    Later,
}

/// The caller's socket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stream,
    Datagram,
    Other,
}

impl Gate {
    pub(super) fn hear_call(&mut self, sandbox: u64) {
        let Some(lines) = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref()) else {
            return;
        };
        let Some(call) = notify::next(lines.calls.as_fd()) else { return };
        let verdict = self.decide(sandbox, &call);
        let Some(lines) = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref()) else {
            return;
        };
        match verdict {
            Ok(Verdict::GoOn) => notify::go_on(lines.calls.as_fd(), &call),
            Ok(Verdict::Answer(error)) => notify::answer(lines.calls.as_fd(), &call, error),
            Ok(Verdict::Later) => {}
            Err(error) => {
                let error = error.raw_os_error().unwrap_or(libc::EIO);
                notify::answer(lines.calls.as_fd(), &call, error);
            }
        }
    }

    fn decide(&mut self, sandbox: u64, call: &Call) -> io::Result<Verdict> {
        let address = match call.number {
            libc::SYS_listen => Ok(([0; notify::ADDRESS_BYTES_MAX], 0)),
            _ => notify::address_of(call),
        };
        let (Ok((bytes, size)), Ok(theirs)) = (address, notify::socket_of(call)) else {
            // The kernel will complain of it.
            return Ok(if self.careful { Verdict::Answer(libc::EINVAL) } else { Verdict::GoOn });
        };
        // Everything so far was looked up by a number, which may have become somebody else's.
        if !self.lines_of(sandbox)?.is_some_and(|calls| notify::waits(calls, call)) {
            return Ok(Verdict::Later);
        }
        let bytes = &bytes[..size];
        let given = net::network_of(theirs.as_fd()).map_or(true, |one| one == self.network);
        match call.number {
            // A socket of the host's network is for its one connection.
            libc::SYS_bind | libc::SYS_listen if given => Ok(Verdict::Answer(libc::EINVAL)),
            libc::SYS_bind | libc::SYS_listen => self.take_port(call, &theirs, bytes),
            _ => self.connect(sandbox, call, &theirs, bytes, given),
        }
    }

    /// In the sandbox's own network.
    fn take_port(&self, call: &Call, theirs: &OwnedFd, bytes: &[u8]) -> io::Result<Verdict> {
        let done = match call.number {
            _ if !self.careful => return Ok(Verdict::GoOn),
            libc::SYS_listen => net::listen(theirs.as_fd(), call.address as i32),
            // A path, or a line to the kernel, is the sandbox's own. At worst the call binds a
            // wrong socket, of no use to anybody as long as it may not listen.
            _ if net::parse(bytes).is_none() => return Ok(Verdict::GoOn),
            _ => net::bind_as_asked(theirs.as_fd(), bytes),
        };
        done.map(|()| Verdict::Answer(0))
    }

    fn connect(
        &mut self,
        sandbox: u64,
        call: &Call,
        theirs: &OwnedFd,
        bytes: &[u8],
        given: bool,
    ) -> io::Result<Verdict> {
        let to = net::parse(bytes);
        let kind = kind_of(theirs, to);
        match (kind, to) {
            // To dissolve a connection: not one of the host's network, which is used only once.
            (Kind::Stream, None) if given => Ok(Verdict::Answer(libc::EOPNOTSUPP)),
            (Kind::Stream, Some(to)) if is_closed(theirs) => {
                match self.stream(sandbox, call, theirs, to, given)? {
                    Verdict::GoOn => self.inside(sandbox, call, theirs, bytes),
                    verdict => Ok(verdict),
                }
            }
            (Kind::Stream, Some(_)) if given => Ok(Verdict::Answer(libc::EISCONN)),
            (Kind::Datagram, Some(to)) => match self.datagrams(sandbox, theirs, to)? {
                Verdict::GoOn => self.inside(sandbox, call, theirs, bytes),
                verdict => Ok(verdict),
            },
            _ => self.inside(sandbox, call, theirs, bytes),
        }
    }

    /// Within the sandbox, where the kernel does what it would do anyway.
    fn inside(
        &mut self,
        sandbox: u64,
        call: &Call,
        theirs: &OwnedFd,
        bytes: &[u8],
    ) -> io::Result<Verdict> {
        if !self.careful {
            return Ok(Verdict::GoOn);
        }
        // Paths are those of the sandbox's root, and cannot be walked from here.
        if net::family(bytes) == Some(libc::AF_UNIX) && bytes.get(2).is_some_and(|one| *one != 0) {
            return Ok(Verdict::Answer(libc::EACCES));
        }
        match net::connect_as_asked(theirs.as_fd(), bytes) {
            Ok(()) => Ok(Verdict::Answer(0)),
            Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) && waits(theirs)? => {
                let socket = theirs.try_clone()?;
                let pending =
                    Pending { sandbox, call: *call, socket, own: true, close_on_exec: true };
                self.await_connect(pending)
            }
            Err(error) => Err(error),
        }
    }

    fn lines_of(&self, sandbox: u64) -> io::Result<Option<std::os::fd::BorrowedFd<'_>>> {
        let lines = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref());
        Ok(lines.map(|lines| lines.calls.as_fd()))
    }

    fn way(&mut self, sandbox: u64, to: SocketAddr) -> Way {
        let rules = self.sandboxes.get(&sandbox).and_then(|one| one.rules.as_ref());
        let way = rules.map_or(Way::Denied, |rules| rules.way(to));
        let ours = way == Way::Internet && !self.routes.leads_away(to.ip().to_canonical());
        let way = if ours { Way::Denied } else { way };
        if way == Way::Denied {
            self.tell_refusal(sandbox, to);
        }
        way
    }

    fn stream(
        &mut self,
        sandbox: u64,
        call: &Call,
        theirs: &OwnedFd,
        to: SocketAddr,
        given: bool,
    ) -> io::Result<Verdict> {
        let to = match self.way(sandbox, to) {
            Way::Denied => return Ok(Verdict::Answer(REFUSED)),
            // A socket of the host's network must not be used for the sandbox's own.
            Way::Inside if given => return Ok(Verdict::Answer(libc::EADDRNOTAVAIL)),
            Way::Inside => return Ok(Verdict::GoOn),
            Way::Names => match self.resolvers.nth(0) {
                Some(server) => server,
                None => return Ok(Verdict::Answer(libc::ECONNREFUSED)),
            },
            Way::Internet | Way::Named => to,
        };
        // A server may be of the other family: nobody looks at a resolver's address.
        let domain = if to.is_ipv6() { libc::AF_INET6 } else { libc::AF_INET };
        let socket = net::open(domain, libc::SOCK_STREAM)?;
        net::copy_options(theirs.as_fd(), &socket);
        if !self.careful {
            net::bind_to_peer(socket.as_fd(), to)?;
        }
        let error = match net::connect(socket.as_fd(), to, domain) {
            Ok(()) => 0,
            Err(error) => error.raw_os_error().unwrap_or(libc::EIO),
        };
        if !matches!(error, 0 | libc::EINPROGRESS) {
            return Ok(Verdict::Answer(error));
        }
        let close_on_exec = notify::closes_on_exec(call);
        let pending = Pending { sandbox, call: *call, socket, own: false, close_on_exec };
        if error == 0 || !waits(theirs)? {
            return self.give(&pending, waits(theirs)?, error);
        }
        self.await_connect(pending)
    }

    fn await_connect(&mut self, pending: Pending) -> io::Result<Verdict> {
        let sandbox = pending.sandbox;
        let busy = self.sandboxes.get(&sandbox).is_none_or(|one| one.connects >= CONNECTS_MAX);
        if busy || self.connects.len() >= CONNECTS_TOTAL_MAX {
            return Ok(Verdict::Answer(libc::EAGAIN));
        }
        let id = self.number();
        // Once: the caller's socket outlives our hold of it.
        let events = libc::EPOLLOUT | libc::EPOLLONESHOT;
        self.watch(&pending.socket, events, Line::Connect(id))?;
        self.connects.insert(id, pending);
        self.count_connects(sandbox, 1);
        Ok(Verdict::Later)
    }

    fn count_connects(&mut self, sandbox: u64, by: isize) {
        if let Some(one) = self.sandboxes.get_mut(&sandbox) {
            one.connects = one.connects.saturating_add_signed(by);
        }
    }

    /// Puts the socket in the place of the caller's.
    fn give(&mut self, pending: &Pending, waiting: bool, error: i32) -> io::Result<Verdict> {
        if waiting {
            set_waiting(&pending.socket)?;
        }
        let lines = self.lines_of(pending.sandbox)?;
        let Some(calls) = lines else { return Ok(Verdict::Later) };
        match notify::replace(calls, &pending.call, &pending.socket, pending.close_on_exec) {
            Ok(()) => Ok(Verdict::Answer(error)),
            // The caller has turned to something else.
            Err(gone) if gone.raw_os_error() == Some(libc::ENOENT) => Ok(Verdict::Later),
            Err(other) => Err(other),
        }
    }

    /// The other side of a waiting call has answered, or will not.
    pub(super) fn connected(&mut self, id: u64) {
        let Some(pending) = self.connects.remove(&id) else { return };
        self.count_connects(pending.sandbox, -1);
        self.unwatch(&pending.socket);
        let error = notify::option(pending.socket.as_fd(), libc::SOL_SOCKET, libc::SO_ERROR);
        let verdict = match error {
            Ok(0) if !pending.own => self.give(&pending, true, 0),
            Ok(error) => Ok(Verdict::Answer(error)),
            Err(error) => Err(error),
        };
        let Ok(Some(calls)) = self.lines_of(pending.sandbox) else { return };
        match verdict {
            Ok(Verdict::Answer(error)) => notify::answer(calls, &pending.call, error),
            Ok(_) => {}
            Err(_) => notify::answer(calls, &pending.call, libc::EIO),
        }
    }

    fn datagrams(&mut self, sandbox: u64, theirs: &OwnedFd, to: SocketAddr) -> io::Result<Verdict> {
        match self.way(sandbox, to) {
            Way::Denied => Ok(Verdict::Answer(REFUSED)),
            // Questions for names are heard where they are sent to.
            Way::Inside | Way::Names => Ok(Verdict::GoOn),
            Way::Internet | Way::Named => {
                self.open_flow(sandbox, theirs, to).map(|()| Verdict::Answer(0))
            }
        }
    }
}

/// A socket that the address is not for is another: the kernel will complain of it.
fn kind_of(socket: &OwnedFd, to: Option<SocketAddr>) -> Kind {
    let read = |name| notify::option(socket.as_fd(), libc::SOL_SOCKET, name).unwrap_or(-1);
    let v6 = match read(libc::SO_DOMAIN) {
        libc::AF_INET => false,
        libc::AF_INET6 => true,
        _ => return Kind::Other,
    };
    let fits = to.is_none_or(|to| to.is_ipv6() == v6);
    match read(libc::SO_PROTOCOL) {
        _ if !fits => Kind::Other,
        libc::IPPROTO_TCP | libc::IPPROTO_MPTCP => Kind::Stream,
        libc::IPPROTO_UDP => Kind::Datagram,
        _ => Kind::Other,
    }
}

fn is_closed(socket: &OwnedFd) -> bool {
    let mut info = [0u8; 8];
    let read = notify::option_bytes(socket.as_fd(), libc::IPPROTO_TCP, libc::TCP_INFO, &mut info);
    read.is_ok() && info[0] == TCP_CLOSE
}

/// Whether calls on it wait.
fn waits(socket: &OwnedFd) -> io::Result<bool> {
    // SAFETY: no pointers.
    let flags = crate::socket::check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_GETFL) })?;
    Ok(flags & libc::O_NONBLOCK == 0)
}

fn set_waiting(socket: &OwnedFd) -> io::Result<()> {
    // SAFETY: no pointers.
    crate::socket::check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETFL, 0) }).map(drop)
}
