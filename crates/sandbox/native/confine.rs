//! A stem becomes an instance: told what it is, it gives up all that it does not need for it.

use std::sync::atomic::Ordering;

use super::settle::{CONFINED_PATHS, CONTROL, FULL, GUARDED, LANDLOCK, SEED};
use super::{Outcome, guarded, sys};

/// What the warden sends: numbers, then mount points, then the payload, which is not for us.
pub struct Assignment<'a> {
    pub uid: u32,
    pub gid: u32,
    pids_max: u32,
    files_max: u32,
    file_bytes_max: u64,
    /// 0: control groups limit the memory.
    data_bytes_max: u64,
    pub mounts: Vec<&'a str>,
    /// Level guarded: the ports that may be connected to, and what is said of the place.
    pub ports: Vec<u16>,
    pub place: &'a [u8],
    payload: &'a [u8],
}

/// The largest message that the warden sends, with some room.
const MESSAGE_BYTES_MAX: usize = 160 * 1024;

pub fn await_assignment(filter: &[u8]) -> Outcome<Vec<u8>> {
    let mut buffer = vec![0; MESSAGE_BYTES_MAX];
    let (size, fds) = sys::receive_with_fds(CONTROL, &mut buffer)?;
    super::settle::wait_for_groups()?;
    if size == 0 {
        // The warden has let this stem go.
        std::process::exit(0);
    }
    let assignment = parse(&buffer[..size]).ok_or("an assignment that does not parse")?;
    if assignment.mounts.len() != fds.len() {
        return Err("an assignment whose mounts are missing".to_owned());
    }
    if GUARDED.load(Ordering::Relaxed) {
        guarded::confine(&assignment, &fds, filter)?;
    } else {
        confine(&assignment, &fds, filter)?;
    }
    Ok(assignment.payload.to_vec())
}

/// An assignment of which only the payload counts: a snapshot's copy is confined already.
#[allow(dead_code, reason = "a launcher makes no snapshots")]
pub fn await_payload() -> Outcome<Vec<u8>> {
    let mut buffer = vec![0; MESSAGE_BYTES_MAX];
    let (size, _) = sys::receive_with_fds(CONTROL, &mut buffer)?;
    if size == 0 {
        std::process::exit(0);
    }
    let assignment = parse(&buffer[..size]).ok_or("an assignment that does not parse")?;
    Ok(assignment.payload.to_vec())
}

fn parse(message: &[u8]) -> Option<Assignment<'_>> {
    let mut rest = message;
    let mut take = |size: usize| -> Option<&[u8]> {
        let (head, tail) = rest.split_at_checked(size)?;
        rest = tail;
        Some(head)
    };
    let mut word = |size: usize| -> Option<u64> {
        let mut bytes = [0; 8];
        bytes[..size].copy_from_slice(take(size)?);
        Some(u64::from_le_bytes(bytes))
    };
    let (uid, gid) = (word(4)? as u32, word(4)? as u32);
    let (pids_max, files_max) = (word(4)? as u32, word(4)? as u32);
    let (file_bytes_max, data_bytes_max) = (word(8)?, word(8)?);
    let count = word(4)?;
    let mut mounts = Vec::new();
    for _ in 0..count {
        let mut length = [0; 4];
        length.copy_from_slice(take(4)?);
        mounts.push(std::str::from_utf8(take(u32::from_le_bytes(length) as usize)?).ok()?);
    }
    let (mut ports, mut place): (_, &[u8]) = (Vec::new(), &[]);
    if GUARDED.load(Ordering::Relaxed) {
        let mut number = || -> Option<u32> {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(take(4)?);
            Some(u32::from_le_bytes(bytes))
        };
        for _ in 0..number()? {
            ports.push(u16::try_from(number()?).ok()?);
        }
        let length = number()?;
        place = take(length as usize)?;
    }
    Some(Assignment {
        uid,
        gid,
        pids_max,
        files_max,
        file_bytes_max,
        data_bytes_max,
        mounts,
        ports,
        place,
        payload: rest,
    })
}

/// Straight down; the order matters: what needs privilege first, the filter that forbids it last.
fn confine(assignment: &Assignment<'_>, fds: &[i32], filter: &[u8]) -> Outcome<()> {
    // 1. The code and its layers, once we are counted.
    for (fd, target) in fds.iter().zip(&assignment.mounts) {
        sys::attach(*fd, target)?;
        // SAFETY: a descriptor that came with the message.
        unsafe { sys::close(*fd) };
    }
    // SAFETY: a static C string; no pointers. Without code there is no /var/task to stand in.
    unsafe {
        sys::check("chdir /var/task", sys::chdir(c"/var/task".as_ptr()))?;
        sys::umask(0o022);
    }
    // 2. Who we are.
    if FULL.load(Ordering::Relaxed) {
        // SAFETY: no groups, no pointers.
        unsafe {
            sys::check("setgroups", sys::setgroups(0, std::ptr::null()))?;
            let gid = assignment.gid;
            sys::check("setresgid", sys::setresgid(gid, gid, gid))?;
            sys::check(
                "setresuid",
                sys::setresuid(assignment.uid, assignment.uid, assignment.uid),
            )?;
        }
    } else {
        enter_user_namespace(assignment)?;
    }
    // 3. How much of everything, after the user is settled: processes are counted for it.
    limits(assignment)?;
    // 4. No privilege left, none to be gained.
    sys::drop_capabilities()?;
    sys::dumpable();
    // 5. Landlock, and the last system calls that were needed until here.
    if CONFINED_PATHS.load(Ordering::Relaxed) {
        sys::landlock_enforce(LANDLOCK)?;
    }
    sys::seccomp(filter)?;
    let last = if SEED.load(Ordering::Relaxed) { LANDLOCK } else { CONTROL };
    sys::close_from(LANDLOCK, last);
    Ok(())
}

/// Without a range of uids there is one for all; a user namespace of its own at least counts each
/// sandbox's processes apart and owns nothing that the warden made.
fn enter_user_namespace(assignment: &Assignment<'_>) -> Outcome<()> {
    // SAFETY: no pointers.
    sys::check("user namespace", unsafe { sys::unshare(sys::CLONE_NEWUSER) })?;
    let map = |id: u32| format!("{id} 0 1");
    sys::write_file("setgroups", "/proc/self/setgroups", "deny")?;
    sys::write_file("gid_map", "/proc/self/gid_map", &map(assignment.gid))?;
    sys::write_file("uid_map", "/proc/self/uid_map", &map(assignment.uid))?;
    sys::lock_securebits()?;
    sys::empty_bounding_set();
    Ok(())
}

pub fn limits(assignment: &Assignment<'_>) -> Outcome<()> {
    sys::limit(sys::RLIMIT_CORE, 0)?;
    sys::limit(sys::RLIMIT_MEMLOCK, 64 * 1024)?;
    sys::limit(sys::RLIMIT_FSIZE, assignment.file_bytes_max)?;
    sys::limit(sys::RLIMIT_NOFILE, assignment.files_max.into())?;
    sys::limit(sys::RLIMIT_NPROC, assignment.pids_max.into())?;
    if assignment.data_bytes_max != 0 {
        sys::limit(sys::RLIMIT_DATA, assignment.data_bytes_max)?;
    }
    Ok(())
}
