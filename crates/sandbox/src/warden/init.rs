//! The first process of a sandbox: it holds the pid namespace, and buries orphans.
//!
//! The function is not pid 1 itself, because signals do not end a pid 1 that has no handler for
//! them. When this process is killed, the kernel kills everything else in the namespace first.

use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use crate::warden::{shed, sys};

/// A pid namespace and its first process; at level guarded only a process, see `keeper`.
pub struct First {
    pub pid: i32,
    pub process: OwnedFd,
    pub space: Option<OwnedFd>,
}

/// Starts it as a child of the caller's parent. The namespace is opened through ourselves: the new
/// process lets nobody look at it.
pub fn start(state_dir: &Path) -> io::Result<First> {
    let home = fs::File::open("/proc/self/ns/pid")?;
    sys::unshare(libc::CLONE_NEWPID)?;
    let Some(pid) = sys::fork_as_sibling()? else { live(&state_dir.join("empty")) };
    let space = fs::File::open("/proc/self/ns/pid_for_children");
    sys::setns(home.as_fd(), libc::CLONE_NEWPID)?;
    Ok(First { pid, process: sys::pidfd_open(pid)?, space: Some(space?.into()) })
}

fn live(empty: &Path) -> ! {
    let mapped = shed::mapped();
    // Nothing of the warden's may be reached through this process: not its memory, not its files.
    let denied = std::os::unix::fs::chroot(empty).and_then(|()| std::env::set_current_dir("/"));
    if denied.is_err() {
        sys::exit_now(1);
    }
    hold_namespace(&mapped)
}

/// Numbers that a seat's first process uses up, so that no copy has that of its snapshot, which is
/// the second process of its own namespace: libraries tell forks apart by the number.
const NUMBERS_BURNT: u32 = 3;

/// Before anybody else is born there.
pub fn burn_numbers() -> io::Result<()> {
    for _ in 0..NUMBERS_BURNT {
        let Some(pid) = sys::fork()? else { sys::exit_now(0) };
        sys::wait_for(pid)?;
    }
    Ok(())
}

/// As the first process of a seat: its files are the snapshot's own, so nothing has to be left.
pub fn live_where_it_is() -> ! {
    hold_namespace(&shed::mapped())
}

fn hold_namespace(mapped: &[shed::Range]) -> ! {
    sys::close_all_from(0);
    // SAFETY: no pointers but live locals; the signal set is filled before it is used.
    unsafe {
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
        libc::prctl(libc::PR_SET_NAME, c"init".as_ptr(), 0, 0, 0);
        let head = [0x2008_0522u32, 0];
        let none = [0u32; 6];
        libc::syscall(libc::SYS_capset, &head, &none);
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::sigprocmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
        // Who has a parent that ignores their end leaves nothing to bury.
        libc::signal(libc::SIGCHLD, libc::SIG_IGN);
    }
    shed::wait_forever(mapped)
}
