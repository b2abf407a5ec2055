//! Addresses as the kernel has them, and sockets of the host that are safe to give away.

use std::io;
use std::mem::size_of;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::time::Duration;

use crate::socket::check;
use crate::warden::egress::notify::{option, option_bytes, set_option};

/// Too new for the C library's list; the same everywhere Rust runs on.
pub const SO_NETNS_COOKIE: i32 = 71;
/// The shortest IPv6 address that the kernel takes (RFC 2133's, without the scope).
const SHORT_V6_BYTES: usize = 24;

/// `None` for every family but the two internets', and for what is too short.
pub fn parse(bytes: &[u8]) -> Option<SocketAddr> {
    let family = i32::from(u16::from_ne_bytes(bytes.get(..2)?.try_into().ok()?));
    let port = u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?);
    if family == libc::AF_INET && bytes.len() >= size_of::<libc::sockaddr_in>() {
        let ip: [u8; 4] = bytes[4..8].try_into().ok()?;
        return Some(SocketAddr::new(Ipv4Addr::from(ip).into(), port));
    }
    if family == libc::AF_INET6 && bytes.len() >= SHORT_V6_BYTES {
        let flow = u32::from_ne_bytes(bytes[4..8].try_into().ok()?);
        let ip: [u8; 16] = bytes[8..24].try_into().ok()?;
        let scope = bytes.get(24..28).and_then(|scope| scope.try_into().ok());
        let scope = scope.map_or(0, u32::from_ne_bytes);
        return Some(SocketAddrV6::new(ip.into(), port, flow, scope).into());
    }
    None
}

/// The address family that the bytes name.
pub fn family(bytes: &[u8]) -> Option<i32> {
    Some(u16::from_ne_bytes(bytes.get(..2)?.try_into().ok()?).into())
}

/// The bytes of an address for a socket of a domain.
fn write(to: SocketAddr, domain: i32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size_of::<libc::sockaddr_in6>());
    bytes.extend_from_slice(&(domain as u16).to_ne_bytes());
    bytes.extend_from_slice(&to.port().to_be_bytes());
    match (to, domain == libc::AF_INET6) {
        (SocketAddr::V4(to), false) => {
            bytes.extend_from_slice(&to.ip().octets());
            bytes.extend_from_slice(&[0; 8]);
        }
        (SocketAddr::V4(to), true) => write_v6(&mut bytes, 0, to.ip().to_ipv6_mapped(), 0),
        (SocketAddr::V6(to), _) => write_v6(&mut bytes, to.flowinfo(), *to.ip(), to.scope_id()),
    }
    bytes
}

fn write_v6(bytes: &mut Vec<u8>, flow: u32, ip: Ipv6Addr, scope: u32) {
    bytes.extend_from_slice(&flow.to_ne_bytes());
    bytes.extend_from_slice(&ip.octets());
    bytes.extend_from_slice(&scope.to_ne_bytes());
}

/// A socket of our own network, which never waits.
pub fn open(domain: i32, kind: i32) -> io::Result<OwnedFd> {
    let kind = kind | libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
    // SAFETY: no pointers.
    let fd = check(unsafe { libc::socket(domain, kind, 0) })?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

pub fn connect(socket: BorrowedFd<'_>, to: SocketAddr, domain: i32) -> io::Result<()> {
    let bytes = write(to, domain);
    let (at, size) = (bytes.as_ptr().cast(), bytes.len() as libc::socklen_t);
    // SAFETY: a live slice and its size.
    check(unsafe { libc::connect(socket.as_raw_fd(), at, size) }).map(drop)
}

pub fn send_to(socket: BorrowedFd<'_>, content: &[u8], to: SocketAddrV4) -> io::Result<()> {
    let bytes = write(to.into(), libc::AF_INET);
    let (at, size) = (bytes.as_ptr().cast(), bytes.len() as libc::socklen_t);
    let flags = libc::MSG_DONTWAIT | libc::MSG_NOSIGNAL;
    let (fd, data) = (socket.as_raw_fd(), content.as_ptr().cast());
    // SAFETY: live slices and their sizes.
    check(unsafe { libc::sendto(fd, data, content.len(), flags, at, size) } as i32).map(drop)
}

/// A datagram and whose it is.
pub fn receive_from(socket: BorrowedFd<'_>, into: &mut [u8]) -> io::Result<(usize, SocketAddrV4)> {
    let mut name = [0u8; 128];
    let mut size = name.len() as libc::socklen_t;
    let (fd, at, flags) = (socket.as_raw_fd(), into.as_mut_ptr().cast(), libc::MSG_DONTWAIT);
    // SAFETY: live slices and their sizes.
    let got = check(unsafe {
        libc::recvfrom(fd, at, into.len(), flags, name.as_mut_ptr().cast(), &mut size)
    } as i32)?;
    match parse(&name[..(size as usize).min(name.len())]) {
        Some(SocketAddr::V4(from)) => Ok((got as usize, from)),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// On a connected socket.
pub fn send(socket: BorrowedFd<'_>, content: &[u8]) -> io::Result<()> {
    let flags = libc::MSG_DONTWAIT | libc::MSG_NOSIGNAL;
    let (fd, data) = (socket.as_raw_fd(), content.as_ptr().cast());
    // SAFETY: a live slice and its size.
    check(unsafe { libc::send(fd, data, content.len(), flags) } as i32).map(drop)
}

pub fn receive(socket: BorrowedFd<'_>, into: &mut [u8]) -> io::Result<usize> {
    let (fd, at) = (socket.as_raw_fd(), into.as_mut_ptr().cast());
    // SAFETY: a live slice and its size.
    let got = unsafe { libc::recv(fd, at, into.len(), libc::MSG_DONTWAIT) };
    check(got as i32).map(|got| got as usize)
}

/// A call on a caller's socket that takes longer waits, though it was told not to.
const CALL_PATIENCE: Duration = Duration::from_millis(100);

/// Interrupts what waits: whoever shares a socket with us may let it wait again at any moment.
/// Repeated, since the first may come before the call.
fn without_waiting<T>(call: impl FnOnce() -> T) -> T {
    extern "C" fn heard(_: libc::c_int) {}
    let every = |time: Duration| {
        let time = libc::timeval { tv_sec: 0, tv_usec: time.subsec_micros().into() };
        let timer = libc::itimerval { it_interval: time, it_value: time };
        // SAFETY: a live structure.
        unsafe { libc::setitimer(libc::ITIMER_REAL, &timer, std::ptr::null_mut()) };
    };
    // SAFETY: an all-zero sigaction has no flags, so that calls are not begun again; the handler
    // does nothing.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = heard as extern "C" fn(libc::c_int) as usize;
        libc::sigaction(libc::SIGALRM, &action, std::ptr::null_mut());
    }
    every(CALL_PATIENCE);
    let outcome = call();
    every(Duration::ZERO);
    outcome
}

/// As the caller's call would be, of its own socket in its own network. It never waits: where the
/// caller lets it, by another thread, it is interrupted.
pub fn connect_as_asked(socket: BorrowedFd<'_>, address: &[u8]) -> io::Result<()> {
    let (at, size) = (address.as_ptr().cast(), address.len() as libc::socklen_t);
    // SAFETY: no pointers but a live slice, and its size.
    unsafe {
        let flags = check(libc::fcntl(socket.as_raw_fd(), libc::F_GETFL))?;
        check(libc::fcntl(socket.as_raw_fd(), libc::F_SETFL, flags | libc::O_NONBLOCK))?;
        let answer = without_waiting(|| check(libc::connect(socket.as_raw_fd(), at, size)));
        check(libc::fcntl(socket.as_raw_fd(), libc::F_SETFL, flags))?;
        answer.map(drop)
    }
}

pub fn bind_as_asked(socket: BorrowedFd<'_>, address: &[u8]) -> io::Result<()> {
    let (at, size) = (address.as_ptr().cast(), address.len() as libc::socklen_t);
    // SAFETY: a live slice and its size.
    check(unsafe { libc::bind(socket.as_raw_fd(), at, size) }).map(drop)
}

pub fn listen(socket: BorrowedFd<'_>, backlog: i32) -> io::Result<()> {
    // SAFETY: no pointers.
    check(unsafe { libc::listen(socket.as_raw_fd(), backlog) }).map(drop)
}

/// The local end.
pub fn name_of(socket: BorrowedFd<'_>) -> io::Result<SocketAddr> {
    let mut name = [0u8; 128];
    let mut size = name.len() as libc::socklen_t;
    let at = name.as_mut_ptr().cast();
    // SAFETY: a live array and its size.
    check(unsafe { libc::getsockname(socket.as_raw_fd(), at, &mut size) })?;
    let bytes = &name[..(size as usize).min(name.len())];
    parse(bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Which network a socket belongs to.
pub fn network_of(socket: BorrowedFd<'_>) -> io::Result<u64> {
    let mut cookie = [0; 8];
    option_bytes(socket, libc::SOL_SOCKET, SO_NETNS_COOKIE, &mut cookie)?;
    Ok(u64::from_ne_bytes(cookie))
}

/// Binds a socket to one peer for as long as it exists: whatever else it is made to do later
/// (connect anew after a failure, listen), nothing but what this peer sends gets into it. So a
/// function may hold it although it is a socket of the host's network.
pub fn bind_to_peer(socket: BorrowedFd<'_>, peer: SocketAddr) -> io::Result<()> {
    let program = peer_filter(peer);
    let filter =
        libc::sock_fprog { len: program.len() as u16, filter: program.as_ptr().cast_mut() };
    // SAFETY: the structure is plain old data, read as its bytes.
    let bytes = unsafe {
        std::slice::from_raw_parts((&raw const filter).cast::<u8>(), size_of_val(&filter))
    };
    // Some kernels keep this from ordinary users.
    set_option(socket, libc::SOL_SOCKET, libc::SO_ATTACH_FILTER, bytes)?;
    set_option(socket, libc::SOL_SOCKET, libc::SO_LOCK_FILTER, &1i32.to_ne_bytes())
}

/// Offsets of this size begin at the packet's network header; those without it, at TCP's.
const NETWORK: u32 = -0x10_0000i32 as u32;

/// Accepts segments from an address and a port of it.
fn peer_filter(peer: SocketAddr) -> Vec<libc::sock_filter> {
    let code = |code: u32, yes: u8, no: u8, k: u32| libc::sock_filter {
        code: code as u16,
        jt: yes,
        jf: no,
        k,
    };
    let load = |size: u32, at: u32| code(libc::BPF_LD | size | libc::BPF_ABS, 0, 0, at);
    let equal =
        |yes: u8, no: u8, k: u32| code(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, yes, no, k);
    let (version, at, words) = match peer.ip().to_canonical() {
        IpAddr::V4(ip) => (0x40, 12, vec![ip.to_bits()]),
        IpAddr::V6(ip) => {
            let bits = ip.to_bits();
            let words = (0..4).map(|word| (bits >> (96 - 32 * word)) as u32).collect();
            (0x60, 8, words)
        }
    };
    // Each comparison jumps over the rest, onto the refusal, when it fails.
    let left = |done: usize| (2 * (words.len() - done) + 2) as u8;
    let mut program = vec![load(libc::BPF_B, NETWORK)];
    program.push(code(libc::BPF_ALU | libc::BPF_AND | libc::BPF_K, 0, 0, 0xf0));
    program.push(equal(0, left(0) + 1, version));
    for (done, word) in words.iter().enumerate() {
        program.push(load(libc::BPF_W, NETWORK.wrapping_add(at + 4 * done as u32)));
        program.push(equal(0, left(done + 1) + 1, *word));
    }
    program.push(load(libc::BPF_H, 0));
    program.push(equal(0, 1, peer.port().into()));
    program.push(code(libc::BPF_RET | libc::BPF_K, 0, 0, u32::MAX));
    program.push(code(libc::BPF_RET | libc::BPF_K, 0, 0, 0));
    program
}

/// Options that a program sets before it connects: copied as they are.
const COPIED: &[(i32, i32)] = &[
    (libc::SOL_SOCKET, libc::SO_KEEPALIVE),
    (libc::SOL_SOCKET, libc::SO_OOBINLINE),
    (libc::SOL_SOCKET, libc::SO_LINGER),
    (libc::SOL_SOCKET, libc::SO_RCVTIMEO),
    (libc::SOL_SOCKET, libc::SO_SNDTIMEO),
    (libc::IPPROTO_TCP, libc::TCP_NODELAY),
    (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE),
    (libc::IPPROTO_TCP, libc::TCP_KEEPINTVL),
    (libc::IPPROTO_TCP, libc::TCP_KEEPCNT),
    (libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT),
    (libc::IPPROTO_TCP, libc::TCP_SYNCNT),
];
/// Sizes of buffers: set only where they differ, since setting them ends their growing. The kernel
/// answers twice what was asked for.
const BUFFERS: &[i32] = &[libc::SO_RCVBUF, libc::SO_SNDBUF];

/// Makes `to` behave as `from` was told to.
pub fn copy_options(from: BorrowedFd<'_>, to: &OwnedFd) {
    let to = to.as_fd();
    for (level, name) in COPIED {
        let (mut old, mut new) = ([0u8; 16], [0u8; 16]);
        let olds = option_bytes(from, *level, *name, &mut old).unwrap_or(0);
        let news = option_bytes(to, *level, *name, &mut new).unwrap_or(0);
        if olds == news && old != new {
            // What cannot be set is not set; the connection is worth more.
            let _ = set_option(to, *level, *name, &old[..olds]);
        }
    }
    for name in BUFFERS {
        let read = |socket| option(socket, libc::SOL_SOCKET, *name).unwrap_or(0);
        let (old, new) = (read(from), read(to));
        if old != new {
            let _ = set_option(to, libc::SOL_SOCKET, *name, &(old / 2).to_ne_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;
    use crate::warden::sys;

    #[test]
    fn addresses_come_back_as_they_went() {
        for text in ["1.2.3.4:5", "[2001:db8::1]:443"] {
            let to: SocketAddr = text.parse().unwrap();
            let domain = if to.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
            assert_eq!(parse(&write(to, domain)), Some(to));
        }
        let mapped = write("1.2.3.4:5".parse().unwrap(), libc::AF_INET6);
        assert_eq!(parse(&mapped), Some("[::ffff:1.2.3.4]:5".parse().unwrap()));
        assert_eq!(parse(&mapped[..20]), None);
        assert_eq!(parse(&[1, 0, b'/', 0]), None);
    }

    /// A socket that may talk to one listener only, connected to another.
    fn bound(to: SocketAddr, only: SocketAddr) -> io::Result<TcpStream> {
        let domain = if to.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
        let socket = open(domain, libc::SOCK_STREAM)?;
        bind_to_peer(socket.as_fd(), only)?;
        let _ = connect(socket.as_fd(), to, domain);
        let mut poll = libc::pollfd { fd: socket.as_raw_fd(), events: libc::POLLOUT, revents: 0 };
        // SAFETY: one live entry.
        if unsafe { libc::poll(&mut poll, 1, 300) } == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let stream = TcpStream::from(socket);
        stream.set_nonblocking(false)?;
        Ok(stream)
    }

    #[test]
    fn a_socket_bound_to_a_peer_hears_only_that_one() {
        for host in ["127.0.0.1:0", "[::1]:0"] {
            let (Ok(right), Ok(wrong)) = (TcpListener::bind(host), TcpListener::bind(host)) else {
                continue;
            };
            let (only, other) = (right.local_addr().unwrap(), wrong.local_addr().unwrap());
            let mut stream = bound(only, only).unwrap();
            let (mut served, _) = right.accept().unwrap();
            served.write_all(b"hello").unwrap();
            let mut heard = [0; 5];
            stream.read_exact(&mut heard).unwrap();
            assert_eq!(&heard, b"hello");
            let refused = bound(other, only).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::TimedOut, "{host}");
        }
    }

    #[test]
    fn what_a_socket_is_bound_to_cannot_be_changed() {
        let socket = open(libc::AF_INET, libc::SOCK_STREAM).unwrap();
        bind_to_peer(socket.as_fd(), "1.2.3.4:5".parse().unwrap()).unwrap();
        let zero = 0i32.to_ne_bytes();
        for name in [libc::SO_DETACH_FILTER, libc::SO_LOCK_FILTER] {
            assert!(set_option(socket.as_fd(), libc::SOL_SOCKET, name, &zero).is_err());
        }
        assert!(bind_to_peer(socket.as_fd(), "1.2.3.4:6".parse().unwrap()).is_err());
    }

    #[test]
    fn a_call_that_waits_after_all_is_interrupted() {
        // Nobody takes the first connection, so that the others wait.
        let listener = open(libc::AF_UNIX, libc::SOCK_STREAM).unwrap();
        let name = format!("\0squall-waits-{}", std::process::id());
        let address = [&(libc::AF_UNIX as u16).to_ne_bytes(), name.as_bytes()].concat();
        bind_as_asked(listener.as_fd(), &address).unwrap();
        listen(listener.as_fd(), 0).unwrap();
        let connect = || {
            let socket = open(libc::AF_UNIX, libc::SOCK_STREAM).unwrap();
            let (at, size) = (address.as_ptr().cast(), address.len() as libc::socklen_t);
            // SAFETY: a live slice and its size; the socket waits from now on.
            let answer = without_waiting(|| unsafe {
                libc::fcntl(socket.as_raw_fd(), libc::F_SETFL, 0);
                check(libc::connect(socket.as_raw_fd(), at, size))
            });
            answer.map(|_| socket)
        };
        // The signal is a process's, and this one has other threads that could take it.
        let Some(child) = sys::fork().unwrap() else {
            sys::die_with_parent();
            let first = connect();
            let interrupted = |one: io::Result<OwnedFd>| {
                one.is_err_and(|error| error.kind() == io::ErrorKind::Interrupted)
            };
            let as_wanted = first.is_ok() && interrupted(connect()) && interrupted(connect());
            sys::exit_now((!as_wanted).into())
        };
        assert_eq!(sys::wait_for(child).unwrap(), 0);
    }

    #[test]
    fn options_are_copied() {
        let (from, to) = (
            open(libc::AF_INET, libc::SOCK_STREAM).unwrap(),
            open(libc::AF_INET, libc::SOCK_STREAM).unwrap(),
        );
        for (level, name, value) in [
            (libc::IPPROTO_TCP, libc::TCP_NODELAY, 1),
            (libc::SOL_SOCKET, libc::SO_KEEPALIVE, 1),
            (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE, 77),
            (libc::SOL_SOCKET, libc::SO_RCVBUF, 9_000),
        ] {
            set_option(from.as_fd(), level, name, &i32::to_ne_bytes(value)).unwrap();
        }
        copy_options(from.as_fd(), &to);
        for (level, name) in [
            (libc::IPPROTO_TCP, libc::TCP_NODELAY),
            (libc::SOL_SOCKET, libc::SO_KEEPALIVE),
            (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE),
            (libc::SOL_SOCKET, libc::SO_RCVBUF),
            (libc::SOL_SOCKET, libc::SO_SNDBUF),
        ] {
            let of = |socket: &OwnedFd| option(socket.as_fd(), level, name).unwrap();
            assert_eq!(of(&from), of(&to), "{level} {name}");
        }
    }
}
