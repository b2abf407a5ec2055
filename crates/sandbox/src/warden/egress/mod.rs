//! The egress process: connects to the outside in the name of sandboxes, as far as each may.
//!
//! A child of the outer warden that stays in the host's network. A sandbox's network reaches
//! nothing; the kernel asks this process about every `connect` in it. What stays inside goes on
//! there. For the rest a socket is made here, bound to its one peer, connected without waiting, and
//! put in the place of the caller's. Datagrams and questions for names pass through this process,
//! since a datagram socket of the host's network could send anywhere. If it ends, nothing gets
//! out any more, and the warden ends too.

mod connect;
mod flows;
mod lesser;
mod link;
mod names;
mod net;
mod notify;
mod resolver;
mod route;

use std::collections::{HashMap, HashSet};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::time::{Duration, Instant};

pub use self::link::{Link, Started};

use crate::egress::Egress;
use crate::message::{Reader, read_egress};
use crate::socket::{self, Kind, MESSAGE_BYTES_MAX, check};
use crate::warden::egress::connect::Pending;
use crate::warden::egress::flows::Flow;
use crate::warden::egress::names::Query;
use crate::warden::egress::resolver::Resolvers;
use crate::warden::egress::route::Routes;
use crate::warden::sys;

/// Events taken from the kernel at a time.
const EVENTS_AT_ONCE: usize = 64;
/// Refused destinations that a sandbox's log is told of: a scan must not fill it.
const TOLD_MAX: usize = 32;
/// How often what waits for somebody outside is looked at, while there is any.
const TICK: Duration = Duration::from_millis(500);

/// Starts it, before the calling process leaves the host's network. `as_root`: it is to be less.
pub fn start(as_root: bool) -> io::Result<Started> {
    let (ours, theirs) = socket::pair(Kind::Messages)?;
    let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    if sys::fork()?.is_none() {
        sys::die_with_parent();
        sys::close_all_but(&theirs);
        let lesser = if as_root { lesser::become_lesser() } else { Ok(()) };
        let gate = lesser.map_err(io::Error::other).and_then(|()| Gate::new(theirs));
        let code = match gate {
            Ok(mut gate) => gate.run(),
            Err(error) => {
                eprintln!("squall-warden: egress: {error}");
                1
            }
        };
        sys::exit_now(code);
    }
    Ok(Started { socket: ours, door })
}

/// What an event belongs to; packed into the number that the kernel keeps for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Warden,
    /// The kernel asks about a sandbox's calls.
    Calls(u64),
    /// Somebody in a sandbox asks for a name.
    Names(u64),
    /// Datagrams out of a sandbox.
    Relay(u64),
    Connect(u64),
    Query(u64),
    Flow(u64),
}

impl Line {
    fn pack(self) -> u64 {
        let (kind, number) = match self {
            Line::Warden => (0, 0),
            Line::Calls(number) => (1, number),
            Line::Names(number) => (2, number),
            Line::Relay(number) => (3, number),
            Line::Connect(number) => (4, number),
            Line::Query(number) => (5, number),
            Line::Flow(number) => (6, number),
        };
        kind << 56 | number & ((1 << 56) - 1)
    }

    fn unpack(packed: u64) -> Line {
        let number = packed & ((1 << 56) - 1);
        match packed >> 56 {
            1 => Line::Calls(number),
            2 => Line::Names(number),
            3 => Line::Relay(number),
            4 => Line::Connect(number),
            5 => Line::Query(number),
            6 => Line::Flow(number),
            _ => Line::Warden,
        }
    }
}

/// What is known of a sandbox. Its parts come in any order.
#[derive(Default)]
struct Sandbox {
    /// Nothing is allowed before it is known.
    rules: Option<Egress>,
    lines: Option<Lines>,
    told: HashSet<SocketAddr>,
    /// Under way, against the limits.
    connects: usize,
    queries: usize,
    flows: usize,
}

struct Lines {
    calls: OwnedFd,
    names: OwnedFd,
    relay: OwnedFd,
}

struct Gate {
    warden: OwnedFd,
    poll: OwnedFd,
    routes: Routes,
    resolvers: Resolvers,
    /// The host's network, as the kernel numbers it.
    network: u64,
    /// Sockets cannot be bound to their peers here: no call is let go on that could be exchanged
    /// for another one meanwhile, all are made by us.
    careful: bool,
    sandboxes: HashMap<u64, Sandbox>,
    connects: HashMap<u64, Pending>,
    queries: HashMap<u64, Query>,
    flows: HashMap<u64, Flow>,
    /// By sandbox and the port that its socket has.
    flow_of: HashMap<(u64, u16), u64>,
    next: u64,
    ticked: Instant,
    buffer: Vec<u8>,
}

impl Gate {
    fn new(warden: OwnedFd) -> io::Result<Gate> {
        // SAFETY: no pointers; the descriptor is new.
        let poll =
            unsafe { OwnedFd::from_raw_fd(check(libc::epoll_create1(libc::EPOLL_CLOEXEC))?) };
        let sample = net::open(libc::AF_INET, libc::SOCK_STREAM)?;
        let peer = (Ipv4Addr::LOCALHOST, 1).into();
        let careful = net::bind_to_peer(sample.as_fd(), peer).is_err();
        let gate = Gate {
            careful,
            network: net::network_of(sample.as_fd())?,
            warden,
            poll,
            routes: Routes::open()?,
            resolvers: Resolvers::default(),
            sandboxes: HashMap::new(),
            connects: HashMap::new(),
            queries: HashMap::new(),
            flows: HashMap::new(),
            flow_of: HashMap::new(),
            next: 1,
            ticked: Instant::now(),
            buffer: vec![0; MESSAGE_BYTES_MAX],
        };
        gate.watch(&gate.warden, libc::EPOLLIN, Line::Warden)?;
        Ok(gate)
    }

    fn run(&mut self) -> i32 {
        let mut events = [libc::epoll_event { events: 0, u64: 0 }; EVENTS_AT_ONCE];
        loop {
            let waiting = !(self.queries.is_empty() && self.flows.is_empty());
            let timeout = if waiting { TICK.as_millis() as i32 } else { -1 };
            let (at, room) = (events.as_mut_ptr(), events.len() as i32);
            // SAFETY: a live array and its length.
            let count = unsafe { libc::epoll_wait(self.poll.as_raw_fd(), at, room, timeout) };
            // What the warden has said goes before what sandboxes want.
            if !self.hear_warden() {
                return 0;
            }
            for event in &events[..count.max(0) as usize] {
                let (line, flags) = (Line::unpack(event.u64), event.events);
                self.attend(line, flags as i32);
            }
            if waiting && self.ticked.elapsed() >= TICK {
                self.ticked = Instant::now();
                self.tend_queries();
                self.tend_flows();
            }
        }
    }

    fn attend(&mut self, line: Line, flags: i32) {
        match line {
            Line::Warden => {}
            Line::Calls(sandbox) if flags & libc::EPOLLIN != 0 => self.hear_call(sandbox),
            // Nobody is left who could call.
            Line::Calls(sandbox) => self.forget(sandbox),
            Line::Names(sandbox) => self.hear_questions(sandbox),
            Line::Relay(sandbox) => self.hear_datagrams(sandbox),
            Line::Connect(id) => self.connected(id),
            Line::Query(id) => self.hear_answer(id),
            Line::Flow(id) => self.hear_reply(id),
        }
    }

    fn watch(&self, fd: &OwnedFd, events: i32, line: Line) -> io::Result<()> {
        let mut event = libc::epoll_event { events: events as u32, u64: line.pack() };
        let (poll, add) = (self.poll.as_raw_fd(), libc::EPOLL_CTL_ADD);
        // SAFETY: a live event.
        check(unsafe { libc::epoll_ctl(poll, add, fd.as_raw_fd(), &mut event) }).map(drop)
    }

    /// What others hold open, too, stays watched otherwise.
    fn unwatch(&self, fd: &OwnedFd) {
        let (poll, remove) = (self.poll.as_raw_fd(), libc::EPOLL_CTL_DEL);
        // SAFETY: a null event is allowed for this.
        unsafe { libc::epoll_ctl(poll, remove, fd.as_raw_fd(), std::ptr::null_mut()) };
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// False when it is gone.
    fn hear_warden(&mut self) -> bool {
        loop {
            let mut buffer = std::mem::take(&mut self.buffer);
            let heard = socket::receive(self.warden.as_fd(), &mut buffer, false);
            let going = match heard {
                Ok((0, _)) => Some(false),
                Ok((size, fds)) => {
                    self.obey(&buffer[..size], fds);
                    None
                }
                Err(error) => Some(error.kind() == io::ErrorKind::WouldBlock),
            };
            self.buffer = buffer;
            if let Some(going) = going {
                return going;
            }
        }
    }

    fn obey(&mut self, message: &[u8], fds: Vec<OwnedFd>) {
        let mut from = Reader(message);
        let (Some(kind), Some(sandbox)) = (from.u8(), from.u64()) else { return };
        match kind {
            b'A' => {
                let rules = read_egress(&mut from).unwrap_or_else(Egress::denied);
                self.sandboxes.entry(sandbox).or_default().rules = Some(rules);
            }
            b'L' => {
                if let Err(error) = self.attach(sandbox, fds) {
                    eprintln!("squall-warden: egress of sandbox {sandbox}: {error}");
                }
            }
            _ => self.forget(sandbox),
        }
    }

    fn attach(&mut self, sandbox: u64, fds: Vec<OwnedFd>) -> io::Result<()> {
        let Ok([calls, names, relay]) = <[OwnedFd; 3]>::try_from(fds) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        notify::wake_in_turn(calls.as_fd());
        self.watch(&calls, libc::EPOLLIN, Line::Calls(sandbox))?;
        self.watch(&names, libc::EPOLLIN, Line::Names(sandbox))?;
        self.watch(&relay, libc::EPOLLIN, Line::Relay(sandbox))?;
        self.sandboxes.entry(sandbox).or_default().lines = Some(Lines { calls, names, relay });
        Ok(())
    }

    /// Everything of it is closed, and so its calls that still wait come to nothing.
    fn forget(&mut self, sandbox: u64) {
        self.sandboxes.remove(&sandbox);
        self.connects.retain(|_, pending| pending.sandbox != sandbox);
        self.queries.retain(|_, query| query.sandbox != sandbox);
        self.flows.retain(|_, flow| flow.sandbox != sandbox);
        self.flow_of.retain(|(of, _), _| *of != sandbox);
    }

    /// Tells a sandbox's log of a refusal, once for each destination.
    fn tell_refusal(&mut self, sandbox: u64, to: SocketAddr) {
        let Some(one) = self.sandboxes.get_mut(&sandbox) else { return };
        if one.told.len() < TOLD_MAX && one.told.insert(to) {
            // Where the warden has no room for it, it is not told.
            let _ = socket::send(self.warden.as_fd(), &link::refusal(sandbox, to), &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_as_it_went() {
        let number = (1 << 56) - 1;
        for line in [
            Line::Warden,
            Line::Calls(number),
            Line::Names(1),
            Line::Relay(2),
            Line::Connect(3),
            Line::Query(4),
            Line::Flow(number),
        ] {
            assert_eq!(Line::unpack(line.pack()), line);
        }
    }
}
