//! The builder: a child of the warden that does what takes time, so that the warden never waits.
//!
//! It makes *places* (network with listeners, control groups, /tmp, a pid namespace with its first
//! process) and clears them when everybody in them is dead. One order, one answer, in order.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::DirBuilderExt;

use crate::Level;
use crate::message::{Reader, Writer};
use crate::socket;
use crate::warden::cgroup::Groups;
use crate::warden::clean::{Mark, Unclean, Verdict};
use crate::warden::ground::Ground;
use crate::warden::root::at;
use crate::warden::trash::Trash;
use crate::warden::{guarded, init, keeper, seat, sys};

/// What the builder must know.
pub struct Plan {
    pub ground: Ground,
    pub groups: Groups,
    pub listen_ports: Vec<u16>,
    pub program_ports: Vec<u16>,
}

/// What a sandbox is put into.
pub struct Place {
    pub slot: u32,
    /// The first process of the pid namespace, as the warden sees it (a child of the warden); at
    /// level guarded the keeper of the process group.
    pub init_pid: i32,
    pub init: OwnedFd,
    pub ways: Ways,
    pub listeners: Vec<OwnedFd>,
    /// At level guarded: which ports of the host's loopback the listeners have instead of those
    /// that were asked for.
    pub ports: Option<Vec<(u16, u16)>>,
    /// Freezes everybody in it, see `Groups::switch`.
    pub switch: Option<OwnedFd>,
    /// Bound, and nobody listens.
    pub program_sockets: Vec<OwnedFd>,
}

/// What a stem enters by: pid and network namespace (but at level guarded), /tmp, then its control
/// groups. Let go once it is in, since descriptors are limited too.
pub struct Ways(pub Vec<OwnedFd>);

/// How many of them are not control groups.
pub fn ways_fixed(level: Level) -> usize {
    if level == Level::Guarded { 1 } else { 3 }
}

/// A loopback of its own. Outlives the sandbox: making one costs, and the next finds it empty.
struct Net {
    space: Option<OwnedFd>,
    listeners: Vec<OwnedFd>,
    program_sockets: Vec<OwnedFd>,
    /// How it was when it was new.
    mark: Option<Mark>,
}

/// "Make the place of this slot", to the builder.
pub fn order_make(slot: u32) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(b'M').u32(slot);
    out.0
}

/// "Everybody there is dead; clear it", to the builder.
pub fn order_clear(slot: u32) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(b'C').u32(slot);
    out.0
}

/// What the builder answers.
pub enum Answer {
    Made(Place),
    Failed {
        slot: u32,
        reason: String,
    },
    /// `dirty`: what was left in it; its network is not used again. Not even the slot is where its
    /// control groups are still there.
    Cleared {
        slot: u32,
        usable: bool,
        dirty: Option<String>,
    },
    /// It is cleared, and looked at until it is found clean or not: `Cleared` follows.
    Looking {
        slot: u32,
    },
}

pub fn read_answer(message: &[u8], fds: Vec<OwnedFd>) -> Option<Answer> {
    let mut from = Reader(message);
    let (kind, slot) = (from.u8()?, from.u32()?);
    Some(match kind {
        b'c' => {
            let (usable, dirty) = (from.u8()? != 0, from.string()?);
            Answer::Cleared { slot, usable, dirty: Some(dirty).filter(|why| !why.is_empty()) }
        }
        b'l' => Answer::Looking { slot },
        b'x' => Answer::Failed { slot, reason: from.string()? },
        _ => {
            let (init_pid, ways) = (from.u32()? as i32, from.u32()? as usize);
            let has_switch = from.u8()? != 0;
            let count = from.u32()? as usize;
            let mut fds = fds.into_iter();
            let init = fds.next()?;
            let switch = if has_switch { Some(fds.next()?) } else { None };
            let ways: Vec<_> = fds.by_ref().take(ways).collect();
            let listeners = fds.by_ref().take(count).collect();
            let (ways, program_sockets, ports) = (Ways(ways), fds.collect(), None);
            Answer::Made(Place {
                slot,
                init_pid,
                init,
                ways,
                listeners,
                ports,
                program_sockets,
                switch,
            })
        }
    })
}

/// The builder's life; ends with the warden.
pub fn run(plan: &Plan, orders: &OwnedFd) -> ! {
    sys::die_with_parent();
    let mut nets = HashMap::new();
    let mut buffer = [0; 64];
    let mut trash = Trash::new(&plan.ground.dir);
    let mut unclean = Unclean::default();
    loop {
        wait(orders, unclean.wait_ms(), trash.wait_ms());
        trash.tend();
        for verdict in unclean.look(|slot| remains(slot, &nets)) {
            match verdict {
                Verdict::Clean(slot) => answer_cleared(orders, slot, true, ""),
                Verdict::Dirty { slot, reason } => {
                    nets.remove(&slot);
                    answer_cleared(orders, slot, true, &reason);
                }
            }
        }
        let size = match socket::receive(orders.as_fd(), &mut buffer, false) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
            Ok((size, _)) if size > 0 => size,
            _ => sys::exit_now(0),
        };
        let mut order = Reader(&buffer[..size]);
        let (Some(kind), Some(slot)) = (order.u8(), order.u32()) else { sys::exit_now(1) };
        let mut out = Writer::default();
        if kind == b'C' {
            let left = plan.clear(slot, &nets, &mut trash);
            match left {
                Some(reason) => answer_cleared(orders, slot, false, &reason),
                None if remains(slot, &nets).is_some() => {
                    unclean.add(slot);
                    out.u8(b'l').u32(slot);
                    answer(orders, &out.0, &[]);
                }
                None => answer_cleared(orders, slot, true, ""),
            }
            continue;
        }
        let made = match kind {
            b'S' => seat::read_order(&mut order)
                .ok_or_else(|| "an order for a seat that does not parse".to_owned())
                .and_then(|host| plan.make_seat(slot, host, &mut trash)),
            _ => plan.make(slot, &mut nets, &mut trash),
        };
        match made {
            Err(reason) => {
                plan.clear(slot, &nets, &mut trash);
                out.u8(b'x').u32(slot).bytes(reason.as_bytes());
                answer(orders, &out.0, &[]);
            }
            Ok(place) => {
                out.u8(b'm').u32(slot).u32(place.init_pid as u32).u32(place.ways.0.len() as u32);
                out.u8(place.switch.is_some().into()).u32(place.listeners.len() as u32);
                let fds: Vec<_> = [&place.init]
                    .into_iter()
                    .chain(&place.switch)
                    .chain(&place.ways.0)
                    .chain(&place.listeners)
                    .chain(&place.program_sockets)
                    .map(AsRawFd::as_raw_fd)
                    .collect();
                answer(orders, &out.0, &fds);
            }
        }
    }
}

/// A negative time has no end.
fn wait(orders: &OwnedFd, one_ms: i32, other_ms: i32) {
    let endless = one_ms < 0 || other_ms < 0;
    let timeout_ms = if endless { one_ms.max(other_ms) } else { one_ms.min(other_ms) };
    let mut poll = libc::pollfd { fd: orders.as_raw_fd(), events: libc::POLLIN, revents: 0 };
    // SAFETY: one live entry.
    unsafe { libc::poll(&mut poll, 1, timeout_ms) };
}

fn answer_cleared(orders: &OwnedFd, slot: u32, usable: bool, dirty: &str) {
    let mut out = Writer::default();
    out.u8(b'c').u32(slot).u8(usable.into()).bytes(dirty.as_bytes());
    answer(orders, &out.0, &[]);
}

/// What is left in a place's network. Nothing in one that is not there, or is the host's.
fn remains(slot: u32, nets: &HashMap<u32, Net>) -> Option<String> {
    let net = nets.get(&slot)?;
    let space = net.space.as_ref()?;
    let Some(mark) = &net.mark else {
        return Some("this kernel does not count sockets by namespace".to_owned());
    };
    mark.compare(space).unwrap_or_else(|error| Some(format!("it cannot be looked at: {error}")))
}

fn answer(orders: &OwnedFd, message: &[u8], fds: &[i32]) {
    if socket::send_waiting(orders.as_fd(), message, fds).is_err() {
        sys::exit_now(1);
    }
}

impl Plan {
    /// A place within a snapshot's, for a copy of it.
    fn make_seat(&self, slot: u32, host: seat::Host, trash: &mut Trash) -> Result<Place, String> {
        let groups = self.groups.create(slot).map_err(at("make control groups"))?;
        let tmp = self.make_tmp(slot, host.own, trash).map_err(at("make /tmp"))?;
        let (first, mut ways) = seat::start(host, &tmp)?;
        ways.extend(groups);
        Ok(Place {
            slot,
            init_pid: first.pid,
            init: first.process,
            ways: Ways(ways),
            listeners: Vec::new(),
            ports: None,
            switch: self.groups.switch(slot),
            program_sockets: Vec::new(),
        })
    }

    fn make(
        &self,
        slot: u32,
        nets: &mut HashMap<u32, Net>,
        trash: &mut Trash,
    ) -> Result<Place, String> {
        let net = match nets.entry(slot) {
            Entry::Occupied(old) => old.into_mut(),
            Entry::Vacant(new) => new.insert(match self.ground.guarded() {
                false => new_net(self)?,
                true => shared_net(self).map_err(at("listen"))?,
            }),
        };
        let clone = |fd: &OwnedFd| sys::dup(fd).map_err(at("dup"));
        let groups = self.groups.create(slot).map_err(at("make control groups"))?;
        let tmp = self.make_tmp(slot, None, trash).map_err(at("make /tmp"))?;
        let first = if self.ground.guarded() {
            keeper::start().map_err(at("start a keeper"))?
        } else {
            init::start(&self.ground.dir).map_err(at("start a pid namespace"))?
        };
        let listeners = net.listeners.iter().map(clone).collect::<Result<_, _>>()?;
        let program_sockets = net.program_sockets.iter().map(clone).collect::<Result<_, _>>()?;
        let (init_pid, init) = (first.pid, first.process);
        let space = net.space.as_ref().map(clone).transpose()?;
        let mut ways: Vec<_> = first.space.into_iter().chain(space).chain([tmp]).collect();
        ways.extend(groups);
        let (ways, switch, ports) = (Ways(ways), self.groups.switch(slot), None);
        Ok(Place { slot, init_pid, init, ways, listeners, ports, program_sockets, switch })
    }

    /// A directory on disk: a memory file system would count as the function's memory.
    /// `owner`: the uid and gid that it belongs to instead of the slot's.
    fn make_tmp(
        &self,
        slot: u32,
        owner: Option<(u32, u32)>,
        trash: &mut Trash,
    ) -> io::Result<OwnedFd> {
        let dir = self.ground.tmp_dir(slot);
        trash.take(&dir);
        fs::DirBuilder::new().mode(0o700).create(&dir)?;
        if self.ground.own_uids() {
            let own = (self.ground.uid_of(slot), self.ground.uid_of(slot));
            let (uid, gid) = owner.unwrap_or(own);
            std::os::unix::fs::chown(&dir, Some(uid), Some(gid))?;
        }
        if self.ground.guarded() {
            return guarded::open_path(&dir);
        }
        sys::detached(&dir, false, sys::MOUNT_ATTR_NOSUID | sys::MOUNT_ATTR_NODEV)
    }

    /// What could not be cleared away.
    fn clear(&self, slot: u32, nets: &HashMap<u32, Net>, trash: &mut Trash) -> Option<String> {
        if let Some(net) = nets.get(&slot) {
            drain(&net.listeners);
            net.program_sockets.iter().for_each(stop_listening);
        }
        trash.take(&self.ground.tmp_dir(slot));
        self.groups.remove(slot).err().map(|error| format!("its control groups: {error}"))
    }
}

/// A connection that nobody has accepted yet is still its dead sender's: whoever lives here next
/// must not be taken for it.
fn drain(listeners: &[OwnedFd]) {
    for listener in listeners {
        let Ok(listener) = sys::dup(listener).map(TcpListener::from) else { continue };
        while listener.accept().is_ok() {}
    }
}

fn new_net(plan: &Plan) -> Result<Net, String> {
    let home = fs::File::open("/proc/self/ns/net").map_err(at("open our network namespace"))?;
    sys::unshare(libc::CLONE_NEWNET).map_err(at("unshare the network namespace"))?;
    let made = furnish(plan);
    sys::setns(home.as_fd(), libc::CLONE_NEWNET).map_err(at("return to our network namespace"))?;
    made
}

fn furnish(plan: &Plan) -> Result<Net, String> {
    raise_loopback().map_err(at("raise the loopback interface"))?;
    // Port 80 is as good as any other where nobody else is. Not settable where /proc is read-only.
    let _ = fs::write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
    let space = fs::File::open("/proc/self/ns/net").map_err(at("open the network namespace"))?;
    let mut listeners: Vec<OwnedFd> = Vec::new();
    for port in &plan.listen_ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, *port))
            .map_err(at(format_args!("listen on port {port}")))?;
        listener.set_nonblocking(true).map_err(at("set a listener non-blocking"))?;
        listeners.push(listener.into());
    }
    let bound = |port: &u16| bind(*port).map_err(at(format_args!("take port {port}")));
    let program_sockets: Vec<_> = plan.program_ports.iter().map(bound).collect::<Result<_, _>>()?;
    let mark = Mark::here(listeners.len() + program_sockets.len()).map_err(at("count sockets"))?;
    Ok(Net { space: Some(space.into()), listeners, program_sockets, mark })
}

/// Level guarded: the host's loopback, at whatever ports are free.
fn shared_net(plan: &Plan) -> io::Result<Net> {
    let listeners = guarded::listen(plan.listen_ports.len())?;
    let program_sockets =
        plan.program_ports.iter().map(|_| bind_any()).collect::<Result<_, _>>()?;
    Ok(Net { space: None, listeners, program_sockets, mark: None })
}

/// As `bind`, at a port that is free. It is taken by its number: one that the kernel chose would be
/// given back when the socket stops listening.
fn bind_any() -> io::Result<OwnedFd> {
    let chosen = bind_with(0, true)?;
    let port = TcpListener::from(chosen.try_clone()?).local_addr()?.port();
    let made = bind_with(port, true)?;
    drop(chosen);
    // Nobody else may share it from now on.
    reuse(&made, false)?;
    Ok(made)
}

/// A socket that has a port of 127.0.0.1 and refuses connections until somebody listens on it.
fn bind(port: u16) -> io::Result<OwnedFd> {
    bind_with(port, false)
}

fn reuse(socket: &OwnedFd, allowed: bool) -> io::Result<()> {
    let word = i32::from(allowed);
    let size = size_of_val(&word) as libc::socklen_t;
    let (level, name) = (libc::SOL_SOCKET, libc::SO_REUSEADDR);
    // SAFETY: a live word and its size.
    socket::check(unsafe {
        libc::setsockopt(socket.as_raw_fd(), level, name, (&raw const word).cast(), size)
    })
    .map(drop)
}

fn bind_with(port: u16, shared: bool) -> io::Result<OwnedFd> {
    let kind = libc::SOCK_STREAM | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
    // SAFETY: an all-zero sockaddr_in is valid and its size is passed along; the socket is new.
    unsafe {
        let fd = socket::check(libc::socket(libc::AF_INET, kind, 0))?;
        let made = OwnedFd::from_raw_fd(fd);
        if shared {
            reuse(&made, true)?;
        }
        let mut address: libc::sockaddr_in = std::mem::zeroed();
        address.sin_family = libc::AF_INET as libc::sa_family_t;
        address.sin_port = port.to_be();
        address.sin_addr.s_addr = u32::from(Ipv4Addr::LOCALHOST).to_be();
        let size = size_of_val(&address) as libc::socklen_t;
        socket::check(libc::bind(fd, (&raw const address).cast(), size))?;
        Ok(made)
    }
}

/// Refuses connections again, and resets those that nobody has accepted.
fn stop_listening(socket: &OwnedFd) {
    let (fd, mut listening) = (socket.as_raw_fd(), 0i32);
    let mut size = size_of_val(&listening) as libc::socklen_t;
    // SAFETY: a live word and its size. One that does not listen must not be shut down: it would
    // stay so.
    unsafe {
        let at = (&raw mut listening).cast();
        libc::getsockopt(fd, libc::SOL_SOCKET, libc::SO_ACCEPTCONN, at, &mut size);
        if listening != 0 {
            libc::shutdown(fd, libc::SHUT_RDWR);
        }
    }
}

pub fn raise_loopback() -> io::Result<()> {
    // Only a handle for the request below.
    let socket = std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    // SAFETY: an all-zero ifreq is valid; its name is shorter than its field; the kernel reads the
    // flags that were just set.
    unsafe {
        let mut request: libc::ifreq = std::mem::zeroed();
        request.ifr_name[0] = b'l' as libc::c_char;
        request.ifr_name[1] = b'o' as libc::c_char;
        request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as i16;
        socket::check(libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS, &request)).map(drop)
    }
}
