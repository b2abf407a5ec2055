//! Seats: what a copy of a snapshot is put into. A user namespace that belongs to the snapshot's
//! own user and owns nothing but this seat's mounts and processes, so that a snapshot, which has no
//! capability, may enter it with the descriptors that it is given, and gains nothing else by that.
//!
//! Made from outside by the builder: three small processes, each a child of the warden, of which
//! the last stays as the first process of the seat's pid namespace.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::path::Path;

use crate::message::{Reader, Writer};
use crate::socket::{self, Kind, check};
use crate::warden::init::{self, First};
use crate::warden::root::at;
use crate::warden::sys;

/// The snapshot whose copy will sit there.
#[derive(Clone, Copy)]
pub struct Host {
    /// As the builder sees it.
    pub process: i32,
    /// Its uid and gid, where it has some of its own (level full).
    pub own: Option<(u32, u32)>,
}

/// "Make a seat in this slot", to the builder.
pub fn order(slot: u32, host: Host) -> Vec<u8> {
    let (uid, gid) = host.own.unwrap_or((0, 0));
    let mut out = Writer::default();
    out.u8(b'S').u32(slot).u32(host.process as u32);
    out.u8(host.own.is_some().into()).u32(uid).u32(gid);
    out.0
}

pub fn read_order(from: &mut Reader<'_>) -> Option<Host> {
    let process = from.u32()? as i32;
    let has_own = from.u8()? != 0;
    let own = Some((from.u32()?, from.u32()?)).filter(|_| has_own);
    Some(Host { process, own })
}

/// The first process and, for the copy, the user, mount and pid namespace. `tmp` is attached.
pub fn start(host: Host, tmp: &OwnedFd) -> Result<(First, Vec<OwnedFd>), String> {
    let (ours, theirs) = socket::pair(Kind::Messages).map_err(at("socketpair"))?;
    if sys::fork_as_sibling().map_err(at("fork"))?.is_none() {
        drop(ours);
        if let Err(reason) = enter_host(host, tmp, &theirs) {
            let _ = socket::send(theirs.as_fd(), reason.as_bytes(), &[]);
        }
        sys::exit_now(0)
    }
    drop(theirs);
    let mut buffer = [0; 1024];
    let (size, fds) = socket::receive(ours.as_fd(), &mut buffer, true).map_err(at("a seat"))?;
    let mut fds = fds.into_iter();
    let Some(process) = fds.next() else {
        return Err(format!("a seat: {}", String::from_utf8_lossy(&buffer[..size])));
    };
    let pid = pid_of(&process).ok_or("a seat whose first process is gone")?;
    Ok((First { pid, process, space: None }, fds.collect()))
}

/// The number of a process that somebody with other numbers has opened.
fn pid_of(process: &OwnedFd) -> Option<i32> {
    let name = format!("/proc/self/fdinfo/{}", process.as_raw_fd());
    let text = std::fs::read_to_string(name).ok()?;
    let pid = text.lines().find_map(|line| line.strip_prefix("Pid:"))?;
    pid.trim().parse().ok().filter(|pid| *pid > 0)
}

/// In the first helper: among the snapshot's files and its user, then root of a new user namespace.
fn enter_host(host: Host, tmp: &OwnedFd, report: &OwnedFd) -> Result<(), String> {
    // The builder's: ways into every place that is ready.
    sys::close_all_but_these(&[tmp, report]);
    let open = |name: &str| {
        let name = format!("/proc/{}/ns/{name}", host.process);
        File::open(&name).map_err(at(name))
    };
    let (user, mounts, pids) = (open("user")?, open("mnt")?, open("pid")?);
    // Among the snapshot's mounts there is no /proc that knows us.
    let me = File::open("/proc/self").map_err(at("open /proc/self"))?;
    sys::setns(pids.as_fd(), libc::CLONE_NEWPID).map_err(at("join the pid namespace"))?;
    sys::setns(mounts.as_fd(), libc::CLONE_NEWNS).map_err(at("join the mount namespace"))?;
    let (uid, gid) = match host.own {
        Some((uid, gid)) => {
            become_user(uid, gid).map_err(at("change the user"))?;
            (uid, gid)
        }
        None => {
            sys::setns(user.as_fd(), libc::CLONE_NEWUSER).map_err(at("join the user namespace"))?;
            (sys::effective_uid(), sys::effective_gid())
        }
    };
    sys::unshare(libc::CLONE_NEWUSER).map_err(at("make a user namespace"))?;
    write_at(&me, c"setgroups", "deny")?;
    write_at(&me, c"gid_map", &format!("{gid} {gid} 1"))?;
    write_at(&me, c"uid_map", &format!("{uid} {uid} 1"))?;
    // The next is born as one of the snapshot's processes, and is never to be looked into.
    hide();
    if sys::fork_as_sibling().map_err(at("fork"))?.is_none() {
        if let Err(reason) = furnish(tmp, report) {
            let _ = socket::send(report.as_fd(), reason.as_bytes(), &[]);
        }
        sys::exit_now(0)
    }
    Ok(())
}

/// In the second helper, which is one of the snapshot's processes: the seat's mounts and its pid
/// namespace.
fn furnish(tmp: &OwnedFd, report: &OwnedFd) -> Result<(), String> {
    sys::close_all_but_these(&[tmp, report]);
    sys::unshare(libc::CLONE_NEWNS | libc::CLONE_NEWPID).map_err(at("unshare"))?;
    let private = libc::MS_REC | libc::MS_PRIVATE;
    sys::mount("", Path::new("/"), "", private, "").map_err(at("make mounts private"))?;
    sys::attach(tmp, Path::new("/tmp")).map_err(at("attach /tmp"))?;
    // The old /proc, which knows us, is covered soon.
    let me = File::open("/proc/self").map_err(at("open /proc/self"))?;
    let space = |name: &std::ffi::CStr| open_at(&me, name, libc::O_RDONLY).map_err(at("open"));
    let (user, mounts) = (space(c"ns/user")?, space(c"ns/mnt")?);
    let (read, write) = sys::pipe().map_err(at("pipe"))?;
    let Some(first) = sys::fork_as_sibling().map_err(at("fork"))? else {
        let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
        let mounted = sys::mount("proc", Path::new("/proc"), "proc", flags, "");
        let answer = [u8::from(mounted.is_ok() && init::burn_numbers().is_ok())];
        // SAFETY: one byte of a live array.
        unsafe { libc::write(write.as_raw_fd(), answer.as_ptr().cast(), 1) };
        init::live_where_it_is()
    };
    drop(write);
    let mut mounted = [0u8];
    // SAFETY: room for one byte.
    let told = unsafe { libc::read(read.as_raw_fd(), mounted.as_mut_ptr().cast(), 1) };
    if told != 1 || mounted[0] == 0 {
        return Err("the seat's /proc and first processes".to_owned());
    }
    let process = sys::pidfd_open(first).map_err(at("open the first process"))?;
    let pids = space(c"ns/pid_for_children")?;
    let all = [&process, &user, &mounts, &pids].map(AsRawFd::as_raw_fd);
    socket::send(report.as_fd(), b"made", &all).map_err(at("report"))
}

/// Nobody of the snapshot's looks into us or our children; what we have is the builder's.
fn hide() {
    // SAFETY: no pointers.
    unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) };
}

fn become_user(uid: u32, gid: u32) -> io::Result<()> {
    // SAFETY: an empty list of groups; no other pointers.
    unsafe {
        check(libc::setgroups(0, std::ptr::null()))?;
        check(libc::setresgid(gid, gid, gid))?;
        check(libc::setresuid(uid, uid, uid))?;
        // Else what is ours in /proc would be root's. The snapshot does not see us there.
        check(libc::prctl(libc::PR_SET_DUMPABLE, 1, 0, 0, 0)).map(drop)
    }
}

fn open_at(dir: &File, name: &std::ffi::CStr, flags: i32) -> io::Result<OwnedFd> {
    // SAFETY: a C string that outlives the call; the descriptor is new.
    unsafe {
        let flags = flags | libc::O_CLOEXEC;
        Ok(OwnedFd::from_raw_fd(check(libc::openat(dir.as_raw_fd(), name.as_ptr(), flags))?))
    }
}

fn write_at(dir: &File, name: &std::ffi::CStr, text: &str) -> Result<(), String> {
    use std::io::Write;
    let what = name.to_string_lossy().into_owned();
    let file = open_at(dir, name, libc::O_WRONLY).map(File::from);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(at(what))
}
