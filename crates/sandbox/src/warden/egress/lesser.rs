//! What is left of root to the egress process: it reads what sandboxes say, and the internet.
//!
//! A uid of its own that no sandbox and no person has; two capabilities, to look at the callers'
//! arguments and share their sockets, and to bind a socket to its peer; and no system call that
//! changes another process, a file or a namespace, or executes anything.

use crate::warden::launcher::sys::{self, check};
use crate::warden::{EGRESS_UID, seccomp};

/// Linux's numbers: CAP_NET_ADMIN and CAP_SYS_PTRACE.
const KEPT: u32 = 1 << 12 | 1 << 19;

/// For good, while the process has one thread.
pub fn become_lesser() -> Result<(), String> {
    sys::empty_bounding_set();
    sys::no_new_privileges()?;
    // SAFETY: no pointers but a null list of no groups, and live arrays of version 3's layout.
    unsafe {
        check("keep capabilities", libc::prctl(libc::PR_SET_KEEPCAPS, 1, 0, 0, 0))?;
        check("setgroups", libc::setgroups(0, std::ptr::null()))?;
        check("setresgid", libc::setresgid(EGRESS_UID, EGRESS_UID, EGRESS_UID))?;
        check("setresuid", libc::setresuid(EGRESS_UID, EGRESS_UID, EGRESS_UID))?;
        let head = [0x2008_0522u32, 0];
        // Effective, permitted, inheritable; then the same of numbers from 32 on.
        let kept = [KEPT, KEPT, 0, 0, 0, 0];
        check("capset", libc::syscall(libc::SYS_capset, &head, &kept) as i32)?;
    }
    sys::seccomp(&seccomp::egress())?;
    // The kernel forgets it where such an id changes.
    crate::warden::sys::die_with_parent();
    Ok(())
}
