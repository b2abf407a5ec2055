//! The kernel's side of a system call that waits for our verdict, and what we look up about whoever
//! made it.

use std::io;
use std::mem::size_of;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

use crate::socket::check;

/// Kernels may know longer structures than ours; all begin alike.
const STRUCTURE_BYTES: usize = 512;
/// Where `O_EXCL` asks for a thread rather than a process (from Linux 6.9 on).
const PIDFD_THREAD: i32 = libc::O_EXCL;
/// The longest socket address.
pub const ADDRESS_BYTES_MAX: usize = 128;

#[repr(C, align(8))]
struct Room([u8; STRUCTURE_BYTES]);

/// A `connect`, `bind` or `listen` that waits.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub id: u64,
    pub number: i64,
    /// The thread, as we see it.
    pub thread: i32,
    pub fd: RawFd,
    /// The second argument: where the address is, or a number.
    pub address: u64,
    length: u64,
}

/// The next call of a sandbox; `None` when there is none any more.
pub fn next(listener: BorrowedFd<'_>) -> Option<Call> {
    let mut room = Room([0; STRUCTURE_BYTES]);
    let request = libc::SECCOMP_IOCTL_NOTIF_RECV;
    // SAFETY: zeroed room, larger than the structure of any kernel so far.
    let answer = unsafe { libc::ioctl(listener.as_raw_fd(), request as _, room.0.as_mut_ptr()) };
    if answer != 0 {
        return None;
    }
    // SAFETY: the kernel has filled it; the room is aligned and larger.
    let call = unsafe { &*room.0.as_ptr().cast::<libc::seccomp_notif>() };
    let [fd, address, length, ..] = call.data.args;
    let number = call.data.nr.into();
    Some(Call { id: call.id, number, thread: call.pid as i32, fd: fd as RawFd, address, length })
}

/// Whether the caller still waits. What was looked up by its number before is only then its own.
pub fn waits(listener: BorrowedFd<'_>, call: &Call) -> bool {
    let request = libc::SECCOMP_IOCTL_NOTIF_ID_VALID;
    // SAFETY: a live number.
    unsafe { libc::ioctl(listener.as_raw_fd(), request as _, &call.id) == 0 }
}

/// Lets the kernel go on with the call as it was made.
pub fn go_on(listener: BorrowedFd<'_>, call: &Call) {
    send(listener, call, 0, libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32);
}

/// Ends the call: 0, or an error number.
pub fn answer(listener: BorrowedFd<'_>, call: &Call, error: i32) {
    send(listener, call, -error, 0);
}

fn send(listener: BorrowedFd<'_>, call: &Call, error: i32, flags: u32) {
    let answer = libc::seccomp_notif_resp { id: call.id, val: 0, error, flags };
    let request = libc::SECCOMP_IOCTL_NOTIF_SEND;
    // A caller that is gone needs no answer.
    // SAFETY: a live structure.
    unsafe { libc::ioctl(listener.as_raw_fd(), request as _, &answer) };
}

/// Puts `socket` where the caller's descriptor was.
pub fn replace(
    listener: BorrowedFd<'_>,
    call: &Call,
    socket: &OwnedFd,
    close_on_exec: bool,
) -> io::Result<()> {
    let order = libc::seccomp_notif_addfd {
        id: call.id,
        flags: libc::SECCOMP_ADDFD_FLAG_SETFD as u32,
        srcfd: socket.as_raw_fd() as u32,
        newfd: call.fd as u32,
        newfd_flags: if close_on_exec { libc::O_CLOEXEC as u32 } else { 0 },
    };
    let request = libc::SECCOMP_IOCTL_NOTIF_ADDFD;
    // SAFETY: a live structure; the descriptors in it are open.
    check(unsafe { libc::ioctl(listener.as_raw_fd(), request as _, &order) }).map(drop)
}

/// Wakes the caller on our own processor: it has nothing to do before, nor we afterwards. From
/// Linux 6.6 on; elsewhere it is as before.
pub fn wake_in_turn(listener: BorrowedFd<'_>) {
    const SYNC_WAKE_UP: u64 = 1;
    let request = libc::SECCOMP_IOCTL_NOTIF_SET_FLAGS;
    // SAFETY: the argument is a number.
    unsafe { libc::ioctl(listener.as_raw_fd(), request as _, SYNC_WAKE_UP) };
}

/// The address that the caller names, as bytes. Read once: what it becomes later does not matter.
pub fn address_of(call: &Call) -> io::Result<([u8; ADDRESS_BYTES_MAX], usize)> {
    let mut bytes = [0; ADDRESS_BYTES_MAX];
    let size = usize::try_from(call.length as i32).unwrap_or(usize::MAX);
    if size > bytes.len() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let here = libc::iovec { iov_base: bytes.as_mut_ptr().cast(), iov_len: size };
    let there = libc::iovec { iov_base: call.address as *mut _, iov_len: size };
    // SAFETY: writes into the live array only, and no more than it holds.
    let read = unsafe { libc::process_vm_readv(call.thread, &here, 1, &there, 1, 0) };
    if read < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok((bytes, read as usize))
}

/// The caller's socket, shared with it.
pub fn socket_of(call: &Call) -> io::Result<OwnedFd> {
    let process = process_of(call.thread)?;
    // SAFETY: no pointers.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), call.fd, 0) };
    check(fd as i32)?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as RawFd) })
}

fn process_of(thread: i32) -> io::Result<OwnedFd> {
    let open = |pid: i32, flags: i32| {
        // SAFETY: no pointers.
        let fd = check(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, flags) } as i32)?;
        // SAFETY: just opened, and nobody else's.
        Ok::<_, io::Error>(unsafe { OwnedFd::from_raw_fd(fd) })
    };
    open(thread, 0).or_else(|_| open(thread, PIDFD_THREAD)).or_else(|_| {
        let status = std::fs::read_to_string(format!("/proc/{thread}/status"))?;
        let group = status.lines().find_map(|line| line.strip_prefix("Tgid:"));
        let group = group.and_then(|text| text.trim().parse().ok());
        open(group.ok_or(io::ErrorKind::NotFound)?, 0)
    })
}

/// Whether the caller's descriptor is closed when it executes another program. Where that cannot be
/// seen, it is.
pub fn closes_on_exec(call: &Call) -> bool {
    let text = std::fs::read_to_string(format!("/proc/{}/fdinfo/{}", call.thread, call.fd));
    let flags = text.ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("flags:"))?.trim().to_owned();
        i32::from_str_radix(&line, 8).ok()
    });
    flags.is_none_or(|flags| flags & libc::O_CLOEXEC != 0)
}

/// An option that is a number.
pub fn option(socket: BorrowedFd<'_>, level: i32, name: i32) -> io::Result<i32> {
    let mut value = [0; size_of::<i32>()];
    option_bytes(socket, level, name, &mut value).map(|_| i32::from_ne_bytes(value))
}

/// An option as its bytes; how many there are.
pub fn option_bytes(
    socket: BorrowedFd<'_>,
    level: i32,
    name: i32,
    value: &mut [u8],
) -> io::Result<usize> {
    let mut size = value.len() as libc::socklen_t;
    let at = value.as_mut_ptr().cast();
    // SAFETY: a live slice and its size.
    check(unsafe { libc::getsockopt(socket.as_raw_fd(), level, name, at, &mut size) })?;
    Ok(size as usize)
}

pub fn set_option(socket: BorrowedFd<'_>, level: i32, name: i32, value: &[u8]) -> io::Result<()> {
    let (at, size) = (value.as_ptr().cast(), value.len() as libc::socklen_t);
    // SAFETY: a live slice and its size.
    check(unsafe { libc::setsockopt(socket.as_raw_fd(), level, name, at, size) }).map(drop)
}
