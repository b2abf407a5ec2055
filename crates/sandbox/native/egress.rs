//! A sandbox's ways out, made while it settles and handed to whoever watches over them.
//!
//! The network namespace reaches nothing, so nothing here holds a function back: what it connects
//! to is told to the egress process, which gives it a connected socket of the host's network, or
//! refuses. Names are asked for on a loopback address, at which the egress process answers.

use std::ffi::c_int;

use super::{Outcome, sys};

/// Where `/etc/resolv.conf` sends questions, and where connected datagram sockets are led.
const NAMES: ([u8; 4], u16) = ([127, 0, 0, 53], 53);
const RELAY: ([u8; 4], u16) = ([127, 0, 0, 54], 0);

const AF_INET: c_int = 2;
const SOCK_DGRAM: c_int = 2;
const SOCK_NONBLOCK: c_int = 0o4000;
const SOCK_CLOEXEC: c_int = 0o2000000;

#[cfg(target_arch = "x86_64")]
mod call {
    pub const CONNECT: u32 = 42;
    pub const BIND: u32 = 49;
    pub const LISTEN: u32 = 50;
    pub const SENDTO: u32 = 44;
    pub const SENDMSG: u32 = 46;
    pub const SENDMMSG: u32 = 307;
}
#[cfg(target_arch = "aarch64")]
mod call {
    pub const CONNECT: u32 = 203;
    pub const BIND: u32 = 200;
    pub const LISTEN: u32 = 201;
    pub const SENDTO: u32 = 206;
    pub const SENDMSG: u32 = 211;
    pub const SENDMMSG: u32 = 269;
}

const LOAD: u16 = 0x20;
const EQUAL: u16 = 0x15;
const ANY_BIT: u16 = 0x45;
const ANSWER: u16 = 0x06;
const NUMBER: u32 = 0;
const FLAGS_OF_SENDMSG: u32 = 32;
const FLAGS_OF_SENDTO: u32 = 40;
/// Sending that connects as well, which would be unseen.
const MSG_FASTOPEN: u32 = 0x2000_0000;
const ALLOW: u32 = 0x7fff_0000;
const ASK: u32 = 0x7fc0_0000;
const UNSUPPORTED: u32 = 0x0005_0000 | 95;

/// An instruction: code, where to go if so and if not, operand.
type Instruction = (u16, u8, u8, u32);

/// `connect`, `bind` and `listen` are asked about; whatever else connects is not supported; the
/// rest passes. The filter for everything comes on top of it, and knows about other calling
/// conventions.
const PROGRAM: [Instruction; 15] = [
    (LOAD, 0, 0, NUMBER),
    (EQUAL, 2, 0, call::CONNECT),
    (EQUAL, 1, 0, call::BIND),
    (EQUAL, 0, 1, call::LISTEN),
    (ANSWER, 0, 0, ASK),
    (EQUAL, 3, 0, call::SENDMSG),
    (EQUAL, 4, 0, call::SENDTO),
    (EQUAL, 3, 0, call::SENDMMSG),
    (ANSWER, 0, 0, ALLOW),
    (LOAD, 0, 0, FLAGS_OF_SENDMSG),
    (EQUAL, 1, 1, 0),
    (LOAD, 0, 0, FLAGS_OF_SENDTO),
    (ANY_BIT, 0, 1, MSG_FASTOPEN),
    (ANSWER, 0, 0, UNSUPPORTED),
    (ANSWER, 0, 0, ALLOW),
];

/// One message on `control`, to the warden: the line on which the kernel asks, and two sockets in this network.
pub fn open(control: c_int) -> Outcome<()> {
    let program: Vec<u8> = PROGRAM.iter().flat_map(bytes_of).collect();
    // Before the filter: there is nobody to answer yet.
    let names = datagrams(NAMES)?;
    let relay = datagrams(RELAY)?;
    let listener = sys::seccomp_listener(&program)?;
    let fds = [listener, names, relay];
    let sent = sys::send_with_fds(control, b"N", &fds);
    for fd in fds {
        // SAFETY: ours, and not used again: a function must not find them.
        unsafe { sys::close(fd) };
    }
    sent
}

fn bytes_of(instruction: &Instruction) -> [u8; 8] {
    let (code, yes, no, operand) = *instruction;
    let ([a, b], [w, x, y, z]) = (code.to_ne_bytes(), operand.to_ne_bytes());
    [a, b, yes, no, w, x, y, z]
}

fn datagrams((ip, port): ([u8; 4], u16)) -> Outcome<c_int> {
    let kind = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    // SAFETY: no pointers.
    let fd = sys::check("open a datagram socket", unsafe { sys::socket(AF_INET, kind, 0) })?;
    let mut address = [0u8; 16];
    address[..2].copy_from_slice(&(AF_INET as u16).to_ne_bytes());
    address[2..4].copy_from_slice(&port.to_be_bytes());
    address[4..8].copy_from_slice(&ip);
    // SAFETY: a live address of the size that is said.
    sys::check("bind it", unsafe { sys::bind(fd, address.as_ptr().cast(), 16) })?;
    Ok(fd)
}
