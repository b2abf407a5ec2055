//! Messages with descriptors over a local socket that keeps their boundaries.

use std::io;
use std::mem::size_of;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::time::{Duration, Instant};

/// The largest message either way: an assignment with its environment and payload.
pub const MESSAGE_BYTES_MAX: usize = 128 * 1024;
/// Descriptors of one message: listeners, control groups, mounts and a few more.
pub const FDS_MAX: usize = 64;

/// What is asked of the socket, beside its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Messages,
    Stream,
}

/// Two connected ends, both closed on exec.
pub fn pair(kind: Kind) -> io::Result<(OwnedFd, OwnedFd)> {
    let kind = match kind {
        Kind::Messages => libc::SOCK_SEQPACKET,
        Kind::Stream => libc::SOCK_STREAM,
    };
    let mut fds = [0; 2];
    // SAFETY: `fds` has room for the two descriptors.
    check(unsafe {
        libc::socketpair(libc::AF_UNIX, kind | libc::SOCK_CLOEXEC, 0, fds.as_mut_ptr())
    })?;
    // SAFETY: both were just opened and belong to nobody else.
    Ok(unsafe { (OwnedFd::from_raw_fd(fds[0]), OwnedFd::from_raw_fd(fds[1])) })
}

pub fn check(answer: i32) -> io::Result<i32> {
    if answer < 0 { Err(io::Error::last_os_error()) } else { Ok(answer) }
}

/// Room for the control message that carries `FDS_MAX` descriptors, aligned as `cmsghdr` wants.
#[repr(C, align(8))]
struct Control([u8; 24 + FDS_MAX * size_of::<RawFd>()]);

/// Sends one message whole or not at all, without waiting.
pub fn send(socket: BorrowedFd<'_>, message: &[u8], fds: &[RawFd]) -> io::Result<()> {
    if message.len() > MESSAGE_BYTES_MAX || fds.len() > FDS_MAX {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut control = Control([0; 24 + FDS_MAX * size_of::<RawFd>()]);
    let mut slice =
        libc::iovec { iov_base: message.as_ptr().cast_mut().cast(), iov_len: message.len() };
    // SAFETY: an all-zero msghdr is a valid, empty one.
    let mut head: libc::msghdr = unsafe { std::mem::zeroed() };
    head.msg_iov = &mut slice;
    head.msg_iovlen = 1;
    if !fds.is_empty() {
        let bytes = size_of_val(fds) as u32;
        head.msg_control = control.0.as_mut_ptr().cast();
        // SAFETY: plain arithmetic; then the first header of the buffer, which has room for it and
        // for the descriptors that are copied behind it.
        unsafe {
            head.msg_controllen = libc::CMSG_SPACE(bytes) as usize;
            let first = libc::CMSG_FIRSTHDR(&head);
            (*first).cmsg_level = libc::SOL_SOCKET;
            (*first).cmsg_type = libc::SCM_RIGHTS;
            (*first).cmsg_len = libc::CMSG_LEN(bytes) as usize;
            std::ptr::copy_nonoverlapping(
                fds.as_ptr().cast::<u8>(),
                libc::CMSG_DATA(first),
                bytes as usize,
            );
        }
    }
    loop {
        let flags = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT;
        // SAFETY: every pointer in `head` is to a live local or to the caller's slice.
        let sent = unsafe { libc::sendmsg(socket.as_raw_fd(), &head, flags) };
        if sent >= 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// As `send`, but waits while the other end's queue is full.
pub fn send_waiting(socket: BorrowedFd<'_>, message: &[u8], fds: &[RawFd]) -> io::Result<()> {
    loop {
        match send(socket, message, fds) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => wait_for_room(socket, -1),
            sent => return sent,
        }
    }
}

/// The same, for that long at most.
pub fn send_within(
    socket: BorrowedFd<'_>,
    message: &[u8],
    fds: &[RawFd],
    patience: Duration,
) -> io::Result<()> {
    let until = Instant::now() + patience;
    loop {
        match send(socket, message, fds) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                let left_ms = i32::try_from(left.as_millis()).unwrap_or(i32::MAX);
                wait_for_room(socket, left_ms.max(1));
            }
            sent => return sent,
        }
    }
}

fn wait_for_room(socket: BorrowedFd<'_>, timeout_ms: i32) {
    let fd = socket.as_raw_fd();
    let mut poll = libc::pollfd { fd, events: libc::POLLOUT, revents: 0 };
    // SAFETY: one live entry.
    unsafe { libc::poll(&mut poll, 1, timeout_ms) };
}

/// Receives one message into `buffer`; its size and descriptors. Size 0: the other end is gone.
pub fn receive(
    socket: BorrowedFd<'_>,
    buffer: &mut [u8],
    wait: bool,
) -> io::Result<(usize, Vec<OwnedFd>)> {
    let mut control = Control([0; 24 + FDS_MAX * size_of::<RawFd>()]);
    let mut slice = libc::iovec { iov_base: buffer.as_mut_ptr().cast(), iov_len: buffer.len() };
    // SAFETY: an all-zero msghdr is a valid, empty one.
    let mut head: libc::msghdr = unsafe { std::mem::zeroed() };
    head.msg_iov = &mut slice;
    head.msg_iovlen = 1;
    head.msg_control = control.0.as_mut_ptr().cast();
    head.msg_controllen = control.0.len();
    let flags = libc::MSG_CMSG_CLOEXEC | if wait { 0 } else { libc::MSG_DONTWAIT };
    let size = loop {
        // SAFETY: every pointer in `head` is to a live local or to the caller's buffer.
        let size = unsafe { libc::recvmsg(socket.as_raw_fd(), &mut head, flags) };
        if size >= 0 {
            break size as usize;
        }
        let error = io::Error::last_os_error();
        if error.kind() == io::ErrorKind::ConnectionReset {
            return Ok((0, Vec::new()));
        }
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    };
    Ok((size, take_fds(&head)))
}

fn take_fds(head: &libc::msghdr) -> Vec<OwnedFd> {
    let mut fds = Vec::new();
    // SAFETY: the kernel filled the control buffer of `head`; the macros walk within its length,
    // and each descriptor in it is new and ours.
    unsafe {
        let mut at = libc::CMSG_FIRSTHDR(head);
        while !at.is_null() {
            if (*at).cmsg_level == libc::SOL_SOCKET && (*at).cmsg_type == libc::SCM_RIGHTS {
                let bytes = (*at).cmsg_len - libc::CMSG_LEN(0) as usize;
                let data = libc::CMSG_DATA(at).cast::<RawFd>();
                for index in 0..bytes / size_of::<RawFd>() {
                    fds.push(OwnedFd::from_raw_fd(data.add(index).read_unaligned()));
                }
            }
            at = libc::CMSG_NXTHDR(head, at);
        }
    }
    fds
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;

    use super::*;

    #[test]
    fn a_message_arrives_whole_with_its_descriptors() {
        let (a, b) = pair(Kind::Messages).unwrap();
        let (c, _d) = pair(Kind::Stream).unwrap();
        send(a.as_fd(), b"hello", &[c.as_raw_fd(), c.as_raw_fd()]).unwrap();
        let mut buffer = [0; 64];
        let (size, fds) = receive(b.as_fd(), &mut buffer, true).unwrap();
        assert_eq!((&buffer[..size], fds.len()), (&b"hello"[..], 2));
    }

    #[test]
    fn an_end_that_is_gone_reads_as_empty() {
        let (a, b) = pair(Kind::Messages).unwrap();
        drop(a);
        assert_eq!(receive(b.as_fd(), &mut [0; 8], false).unwrap().0, 0);
    }

    #[test]
    fn a_message_that_is_too_large_is_refused() {
        let (a, _b) = pair(Kind::Messages).unwrap();
        assert!(send(a.as_fd(), &vec![0; MESSAGE_BYTES_MAX + 1], &[]).is_err());
    }
}
