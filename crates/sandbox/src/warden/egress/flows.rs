//! Datagrams to the outside. A function's connected socket is led to one here, in its own network;
//! what arrives there goes on from a socket of ours, connected to whom the function meant.
//!
//! A socket of the host's network that sends datagrams is never given away: `sendto` could name
//! anybody.

use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV4};
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use crate::warden::egress::{Gate, Line, net, notify};

/// Connected datagram sockets of one sandbox (beyond, the longest unused is let go), and of all.
const FLOWS_MAX: usize = 128;
const FLOWS_TOTAL_MAX: usize = 8_192;
/// As long as address translators usually remember.
const IDLE: Duration = Duration::from_secs(120);
/// Datagrams taken at a time, so that everybody gets a turn.
const DATAGRAMS_AT_ONCE: usize = 32;

pub struct Flow {
    pub sandbox: u64,
    /// The function's socket.
    from: SocketAddrV4,
    socket: OwnedFd,
    used: Instant,
}

impl Gate {
    /// Connects the function's socket to ours and ours to `to`.
    pub(super) fn open_flow(
        &mut self,
        sandbox: u64,
        theirs: &OwnedFd,
        to: SocketAddr,
    ) -> io::Result<()> {
        let outer = if to.ip().to_canonical().is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
        let to = SocketAddr::new(to.ip().to_canonical(), to.port());
        let socket = net::open(outer, libc::SOCK_DGRAM)?;
        net::connect(socket.as_fd(), to, outer)?;
        let gone = || io::Error::from_raw_os_error(libc::ENETUNREACH);
        let one = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref());
        let relay = net::name_of(one.ok_or_else(gone)?.relay.as_fd())?;
        let inner = notify::option(theirs.as_fd(), libc::SOL_SOCKET, libc::SO_DOMAIN)?;
        net::connect(theirs.as_fd(), relay, inner)?;
        let name = net::name_of(theirs.as_fd())?;
        let IpAddr::V4(ip) = name.ip().to_canonical() else { return Err(gone()) };
        self.make_room(sandbox)?;
        let id = self.number();
        self.watch(&socket, libc::EPOLLIN, Line::Flow(id))?;
        let from = SocketAddrV4::new(ip, name.port());
        self.flows.insert(id, Flow { sandbox, from, socket, used: Instant::now() });
        if let Some(old) = self.flow_of.insert((sandbox, name.port()), id) {
            self.flows.remove(&old);
        } else if let Some(one) = self.sandboxes.get_mut(&sandbox) {
            one.flows += 1;
        }
        Ok(())
    }

    fn make_room(&mut self, sandbox: u64) -> io::Result<()> {
        let mine = self.sandboxes.get(&sandbox).map_or(0, |one| one.flows);
        if mine >= FLOWS_MAX {
            let own = self.flows.iter().filter(|(_, flow)| flow.sandbox == sandbox);
            let oldest = own.min_by_key(|(_, flow)| flow.used).map(|(id, _)| *id);
            oldest.into_iter().for_each(|id| self.close_flow(id));
        }
        if self.flows.len() >= FLOWS_TOTAL_MAX {
            return Err(io::Error::from_raw_os_error(libc::EAGAIN));
        }
        Ok(())
    }

    fn close_flow(&mut self, id: u64) {
        let Some(flow) = self.flows.remove(&id) else { return };
        self.flow_of.remove(&(flow.sandbox, flow.from.port()));
        if let Some(one) = self.sandboxes.get_mut(&flow.sandbox) {
            one.flows -= 1;
        }
    }

    /// Out of the sandbox.
    pub(super) fn hear_datagrams(&mut self, sandbox: u64) {
        for _ in 0..DATAGRAMS_AT_ONCE {
            let one = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref());
            let Some(lines) = one else { return };
            let received = net::receive_from(lines.relay.as_fd(), &mut self.buffer);
            let Ok((size, from)) = received else { return };
            let id = self.flow_of.get(&(sandbox, from.port()));
            if let Some(flow) = id.and_then(|id| self.flows.get_mut(id)) {
                flow.used = Instant::now();
                // What has no room is lost, as datagrams may be.
                let _ = net::send(flow.socket.as_fd(), &self.buffer[..size]);
            }
        }
    }

    /// Into the sandbox.
    pub(super) fn hear_reply(&mut self, id: u64) {
        for _ in 0..DATAGRAMS_AT_ONCE {
            let Some(flow) = self.flows.get_mut(&id) else { return };
            let one = self.sandboxes.get(&flow.sandbox).and_then(|one| one.lines.as_ref());
            let Some(lines) = one else { return };
            // An error says that nobody was there for an earlier one, and is over when it is read.
            let Ok(size) = net::receive(flow.socket.as_fd(), &mut self.buffer) else { return };
            flow.used = Instant::now();
            let _ = net::send_to(lines.relay.as_fd(), &self.buffer[..size], flow.from);
        }
    }

    pub(super) fn tend_flows(&mut self) {
        let idle = self.flows.iter().filter(|(_, flow)| flow.used.elapsed() > IDLE);
        let idle: Vec<u64> = idle.map(|(id, _)| *id).collect();
        idle.into_iter().for_each(|id| self.close_flow(id));
    }
}
