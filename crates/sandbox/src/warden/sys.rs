//! System calls for which the standard library has no word, as safe functions.

use std::ffi::{CString, c_int, c_ulong};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::socket::check;

pub const MOUNT_ATTR_RDONLY: u64 = 1;
pub const MOUNT_ATTR_NOSUID: u64 = 2;
pub const MOUNT_ATTR_NODEV: u64 = 4;

fn c(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(|_| io::ErrorKind::InvalidInput.into())
}

pub fn unshare(flags: c_int) -> io::Result<()> {
    // SAFETY: no pointers.
    check(unsafe { libc::unshare(flags) }).map(drop)
}

pub fn setns(space: BorrowedFd<'_>, kind: c_int) -> io::Result<()> {
    // SAFETY: no pointers.
    check(unsafe { libc::setns(space.as_raw_fd(), kind) }).map(drop)
}

/// `mount(2)`; an empty `kind` or `data` is none.
pub fn mount(
    source: &str,
    target: &Path,
    kind: &str,
    flags: c_ulong,
    data: &str,
) -> io::Result<()> {
    let (source, target) = (c(Path::new(source))?, c(target)?);
    let (kind, data) = (c(Path::new(kind))?, c(Path::new(data))?);
    let or_null = |text: &CString| {
        if text.is_empty() { std::ptr::null() } else { text.as_ptr() }
    };
    // SAFETY: C strings that outlive the call, or null where the call allows it.
    check(unsafe {
        libc::mount(or_null(&source), target.as_ptr(), or_null(&kind), flags, or_null(&data).cast())
    })
    .map(drop)
}

/// A copy of what is at `path`, attached nowhere, with these attributes added.
pub fn detached(path: &Path, recursive: bool, attributes: u64) -> io::Result<OwnedFd> {
    const OPEN_TREE_CLONE: c_int = 1;
    let path = c(path)?;
    let all = if recursive { libc::AT_RECURSIVE } else { 0 };
    let flags = OPEN_TREE_CLONE | libc::O_CLOEXEC | all;
    // SAFETY: a C string that outlives the call.
    let fd = unsafe { libc::syscall(libc::SYS_open_tree, libc::AT_FDCWD, path.as_ptr(), flags) };
    check(fd as c_int)?;
    // SAFETY: just opened, and nobody else's.
    let tree = unsafe { OwnedFd::from_raw_fd(fd as c_int) };
    set_attributes(&tree, recursive, attributes)?;
    Ok(tree)
}

/// As `detached`, of an open directory.
pub fn detached_of(dir: &OwnedFd, attributes: u64) -> io::Result<OwnedFd> {
    const OPEN_TREE_CLONE: c_int = 1;
    let flags = OPEN_TREE_CLONE | libc::O_CLOEXEC | libc::AT_EMPTY_PATH;
    // SAFETY: a static C string.
    let fd = unsafe { libc::syscall(libc::SYS_open_tree, dir.as_raw_fd(), c"".as_ptr(), flags) };
    check(fd as c_int)?;
    // SAFETY: just opened, and nobody else's.
    let tree = unsafe { OwnedFd::from_raw_fd(fd as c_int) };
    set_attributes(&tree, false, attributes)?;
    Ok(tree)
}

fn set_attributes(tree: &OwnedFd, recursive: bool, attributes: u64) -> io::Result<()> {
    let set: [u64; 4] = [attributes, 0, 0, 0];
    let all = if recursive { libc::AT_RECURSIVE } else { 0 };
    let flags = libc::AT_EMPTY_PATH | all;
    // SAFETY: `set` has the layout and size of `struct mount_attr`.
    let answer = unsafe {
        let empty = c"".as_ptr();
        let fd = tree.as_raw_fd();
        libc::syscall(libc::SYS_mount_setattr, fd, empty, flags, &set, size_of_val(&set))
    };
    check(answer as c_int).map(drop)
}

/// Makes an attached mount read-only (without what is mounted below it).
pub fn make_read_only(path: &Path) -> io::Result<()> {
    let path = c(path)?;
    let set: [u64; 4] = [MOUNT_ATTR_RDONLY, 0, 0, 0];
    // SAFETY: as in `set_attributes`.
    let answer = unsafe {
        let at = libc::AT_FDCWD;
        libc::syscall(libc::SYS_mount_setattr, at, path.as_ptr(), 0, &set, size_of_val(&set))
    };
    check(answer as c_int).map(drop)
}

pub fn attach(tree: &OwnedFd, target: &Path) -> io::Result<()> {
    const F_EMPTY_PATH: c_int = 4;
    let target = c(target)?;
    // SAFETY: C strings that outlive the call.
    let answer = unsafe {
        let (fd, at) = (tree.as_raw_fd(), libc::AT_FDCWD);
        libc::syscall(libc::SYS_move_mount, fd, c"".as_ptr(), at, target.as_ptr(), F_EMPTY_PATH)
    };
    check(answer as c_int).map(drop)
}

/// Makes `root` the root of this mount namespace; the old one is gone afterwards.
pub fn pivot_root(root: &Path) -> io::Result<()> {
    let path = c(root)?;
    // SAFETY: C strings that outlive the calls.
    unsafe {
        check(libc::chdir(path.as_ptr()))?;
        let here = c".".as_ptr();
        check(libc::syscall(libc::SYS_pivot_root, here, here) as c_int)?;
        check(libc::umount2(here, libc::MNT_DETACH))?;
        check(libc::chdir(c"/".as_ptr())).map(drop)
    }
}

pub fn pidfd_open(pid: i32) -> io::Result<OwnedFd> {
    // SAFETY: no pointers.
    let fd = check(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) } as c_int)?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// SIGKILL; a process that is dead already is as wanted.
pub fn pidfd_kill(process: &OwnedFd) {
    pidfd_signal(process, libc::SIGKILL);
}

pub fn pidfd_signal(process: &OwnedFd, signal: i32) {
    let none: *const libc::siginfo_t = std::ptr::null();
    // SAFETY: a null siginfo is allowed.
    unsafe { libc::syscall(libc::SYS_pidfd_send_signal, process.as_raw_fd(), signal, none, 0) };
}

/// Whether the process is dead, waited for or not.
pub fn has_ended(process: &OwnedFd) -> bool {
    let mut poll = libc::pollfd { fd: process.as_raw_fd(), events: libc::POLLIN, revents: 0 };
    // SAFETY: one live entry.
    unsafe { libc::poll(&mut poll, 1, 0) > 0 }
}

/// Forks this single-threaded process. `None` in the child.
pub fn fork() -> io::Result<Option<i32>> {
    // SAFETY: the warden has one thread, so the child may go on as if nothing had happened.
    let pid = check(unsafe { libc::fork() })?;
    Ok((pid != 0).then_some(pid))
}

/// A child of *our parent*. `None` in the child.
pub fn fork_as_sibling() -> io::Result<Option<i32>> {
    let flags = libc::CLONE_PARENT | libc::SIGCHLD;
    let (zero, null) = (0usize, std::ptr::null::<u8>());
    // SAFETY: without CLONE_VM and with no stack this is a fork of a single-threaded process; the
    // order of the last arguments differs between architectures, but all are null.
    let pid = unsafe { libc::syscall(libc::SYS_clone, flags as usize, zero, null, null, zero) };
    check(pid as c_int)?;
    Ok((pid != 0).then_some(pid as i32))
}

/// Ends this process when its parent ends.
pub fn die_with_parent() {
    // SAFETY: no pointers.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL, 0, 0, 0) };
}

pub fn close_all_from(first: u32) {
    // SAFETY: the caller has no use for any descriptor from `first` on.
    unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, 0) };
}

/// Leaves the standard ones and this one. For a child that will end by `exit_now`.
pub fn close_all_but(kept: &OwnedFd) {
    close_all_but_these(&[kept]);
}

/// As `close_all_but`, with several.
pub fn close_all_but_these(kept: &[&OwnedFd]) {
    let mut kept: Vec<u32> = kept.iter().map(|fd| fd.as_raw_fd() as u32).collect();
    kept.sort_unstable();
    let mut first = 3;
    for fd in kept.into_iter().filter(|fd| *fd >= 3) {
        if fd > first {
            // SAFETY: values that own what is closed are never dropped in such a child.
            unsafe { libc::syscall(libc::SYS_close_range, first, fd - 1, 0) };
        }
        first = fd + 1;
    }
    close_all_from(first);
}

/// `(pid, status)` of a child that has ended, if there is one.
pub fn reap() -> Option<(i32, i32)> {
    let mut status = 0;
    // SAFETY: a live status word.
    let pid = unsafe { libc::waitpid(-1, &mut status, libc::WNOHANG) };
    (pid > 0).then_some((pid, status))
}

/// Waits for one child; its status.
pub fn wait_for(pid: i32) -> io::Result<i32> {
    let mut status = 0;
    loop {
        // SAFETY: a live status word.
        match check(unsafe { libc::waitpid(pid, &mut status, 0) }) {
            Ok(_) => return Ok(status),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A descriptor that becomes readable when a child ends; the signal itself is blocked.
pub fn child_signals() -> io::Result<OwnedFd> {
    // SAFETY: a live signal set; the descriptor is new.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, libc::SIGCHLD);
        check(libc::sigprocmask(libc::SIG_BLOCK, &set, std::ptr::null_mut()))?;
        let flags = libc::SFD_CLOEXEC | libc::SFD_NONBLOCK;
        Ok(OwnedFd::from_raw_fd(check(libc::signalfd(-1, &set, flags))?))
    }
}

/// What a child must undo of its parent's signal settings.
pub fn default_signals() {
    // SAFETY: a live, empty signal set.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigprocmask(libc::SIG_SETMASK, &set, std::ptr::null_mut());
        for signal in IGNORED {
            libc::signal(signal, libc::SIG_DFL);
        }
    }
}

/// Signals of the terminal are not for the warden: the server decides when it ends.
pub fn ignore_terminal() {
    for signal in IGNORED {
        // SAFETY: SIG_IGN runs no code.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
}

/// As many descriptors as we may have: each sandbox takes a few.
pub fn raise_files_limit() {
    // SAFETY: a live pair of limits.
    unsafe {
        let mut limit: libc::rlimit = std::mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) == 0 {
            limit.rlim_cur = limit.rlim_max;
            libc::setrlimit(libc::RLIMIT_NOFILE, &limit);
        }
    }
}

const IGNORED: [i32; 6] =
    [libc::SIGINT, libc::SIGQUIT, libc::SIGHUP, libc::SIGTERM, libc::SIGTSTP, libc::SIGPIPE];

pub fn set_nonblocking(fd: &OwnedFd) -> io::Result<()> {
    // SAFETY: no pointers.
    unsafe {
        let flags = check(libc::fcntl(fd.as_raw_fd(), libc::F_GETFL))?;
        check(libc::fcntl(fd.as_raw_fd(), libc::F_SETFL, flags | libc::O_NONBLOCK)).map(drop)
    }
}

pub fn chown_fd(fd: &OwnedFd, id: u32) -> io::Result<()> {
    // SAFETY: no pointers.
    check(unsafe { libc::fchown(fd.as_raw_fd(), id, id) }).map(drop)
}

/// `(read end, write end)`, both closed on exec.
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut fds = [0; 2];
    // SAFETY: room for two descriptors, both new.
    unsafe {
        check(libc::pipe2(fds.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok((OwnedFd::from_raw_fd(fds[0]), OwnedFd::from_raw_fd(fds[1])))
    }
}

pub fn dup(fd: &OwnedFd) -> io::Result<OwnedFd> {
    fd.try_clone()
}

pub fn effective_uid() -> u32 {
    // SAFETY: always succeeds.
    unsafe { libc::geteuid() }
}

pub fn effective_gid() -> u32 {
    // SAFETY: always succeeds.
    unsafe { libc::getegid() }
}

/// Ends this process without running anything on the way out.
pub fn exit_now(code: i32) -> ! {
    // SAFETY: does not return.
    unsafe { libc::_exit(code) }
}
