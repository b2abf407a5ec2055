//! A process group for each sandbox, where there is no pid namespace: level guarded.
//!
//! Functions cannot leave their group, as seccomp refuses `setsid` and `setpgid`: one signal to
//! the group reaches all of them at once, those being born too. The keeper is a process of ours
//! that leads the group from before the stem joins it, so that the number stays taken.

use std::io;
use std::os::fd::AsRawFd;

use crate::socket::check;
use crate::warden::init::First;
use crate::warden::sys;

/// Starts a keeper, as a child of the caller's parent.
pub fn start() -> io::Result<First> {
    let (read, write) = sys::pipe()?;
    let Some(pid) = sys::fork_as_sibling()? else { live(write.as_raw_fd()) };
    drop(write);
    let mut word = [0u8; 1];
    // SAFETY: a live byte.
    let led = check(unsafe { libc::read(read.as_raw_fd(), word.as_mut_ptr().cast(), 1) } as i32)?;
    if led != 1 {
        return Err(io::Error::other("the keeper ended early"));
    }
    Ok(First { pid, process: sys::pidfd_open(pid)?, space: None })
}

fn live(told: i32) -> ! {
    sys::die_with_parent();
    // SAFETY: no pointers but a static byte and live locals.
    unsafe {
        if libc::setpgid(0, 0) != 0 || libc::write(told, c"g".as_ptr().cast(), 1) != 1 {
            sys::exit_now(1);
        }
        sys::close_all_from(0);
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
        libc::prctl(libc::PR_SET_NAME, c"keeper".as_ptr(), 0, 0, 0);
        let head = [0x2008_0522u32, 0];
        let none = [0u32; 6];
        libc::syscall(libc::SYS_capset, &head, &none);
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::sigprocmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
        loop {
            libc::pause();
        }
    }
}

/// To every process of the group.
pub fn signal(group: i32, signal: i32) {
    // SAFETY: no pointers.
    unsafe { libc::kill(-group, signal) };
}

/// Whether nobody is left in it, not even somebody dead whose parent has not looked.
pub fn is_empty(group: i32) -> bool {
    // SAFETY: no pointers; signal 0 is only a question.
    let answer = check(unsafe { libc::kill(-group, 0) });
    answer.is_err_and(|error| error.raw_os_error() == Some(libc::ESRCH))
}
