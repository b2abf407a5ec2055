//! A snapshot: the process of one initialised version, which is forked for each of its instances.
//!
//! It has run a function's code, so nothing in its memory is trusted, the code below included. It
//! holds no capability and its filter refuses to make namespaces; all that it may do is to enter a
//! *seat*, which the warden has prepared for the next copy and hands over as descriptors. Whoever
//! is in a seat is root of a user namespace that owns nothing but that seat.

use std::ffi::c_int;
use std::sync::atomic::{AtomicI32, Ordering};

use super::settle::{CHANNEL, CONTROL, LANDLOCK, place_descriptors, tell, write_down_paths};
use super::zygote::{self, Order};
use super::{Outcome, confine, python, sys};

const PR_SET_CHILD_SUBREAPER: c_int = 36;
const SIG_UNBLOCK: c_int = 1;
/// Local sockets and those of the two internets: the kinds that a function can have.
const DOMAINS: [c_int; 3] = [1, 2, 10];

/// Until copies are born, so that they never share it: OpenSSL tells forks apart by nothing else.
static OWN_PID: AtomicI32 = AtomicI32::new(0);

/// This process takes orders to fork from now on.
pub fn hold() -> Outcome<()> {
    zygote::begin(CONTROL)?;
    OWN_PID.store(std::process::id() as c_int, Ordering::Relaxed);
    // A copy's parent ends at once; its end is ours to report.
    sys::control_process("become a reaper", PR_SET_CHILD_SUBREAPER, 1)?;
    zygote::say(b"R")
}

/// Forks into the seat that the order brought. True in the copy.
pub fn split(filter: &[u8]) -> Outcome<bool> {
    let order = zygote::take_order_as_child()?;
    let (read, write) = sys::pipe()?;
    python::before_fork();
    // SAFETY: the interpreter is prepared, and this process has one thread.
    let usher = unsafe { sys::fork() };
    if usher != 0 {
        let pid = await_copy(usher, read, write);
        python::after_fork_in_parent();
        report(&order, pid);
        return Ok(false);
    }
    // The usher: goes to the seat, and has the copy born there.
    let entered = enter(&order);
    if let Err(reason) = &entered {
        let message = [&b"X"[..], reason.as_bytes()].concat();
        zygote::send(order.control, &message);
    }
    // SAFETY: as above; a namespace of pids is entered by children only.
    let copy = if entered.is_ok() { unsafe { sys::fork() } } else { -1 };
    if copy != 0 {
        let _ = sys::write_fd("report", write, &copy.to_le_bytes());
        // SAFETY: ends without running anything that belongs to the snapshot.
        unsafe { sys::_exit(0) }
    }
    python::after_fork_in_child();
    // SAFETY: both are ours.
    unsafe {
        sys::close(read);
        sys::close(write);
    }
    become_copy(order, filter).inspect_err(|reason| tell(b'X', reason.as_bytes()))?;
    tell(b'R', b"");
    Ok(true)
}

fn await_copy(usher: c_int, read: c_int, write: c_int) -> c_int {
    let mut pid = [0xff; 4];
    let mut status = 0;
    // SAFETY: live buffers of the sizes that are given; our own child and descriptors.
    unsafe {
        sys::close(write);
        if usher > 0 {
            sys::read(read, pid.as_mut_ptr().cast(), 4);
            while sys::waitpid(usher, &mut status, 0) < 0 && sys::errno() == sys::EINTR {}
        }
        sys::close(read);
    }
    c_int::from_le_bytes(pid)
}

fn report(order: &Order, pid: c_int) {
    let mut message = [b'P'; 13];
    message[1..9].copy_from_slice(&order.sandbox.to_le_bytes());
    message[9..13].copy_from_slice(&pid.to_le_bytes());
    let _ = zygote::say(&message);
    let_go(order);
}

fn let_go(order: &Order) {
    let six = [order.pids, order.net, order.tmp, order.log, order.channel, order.control];
    for fd in six.into_iter().chain(order.cgroups.iter().copied()) {
        // SAFETY: descriptors that came with the order and are used nowhere else.
        unsafe { sys::close(fd) };
    }
}

/// The seat's user, mount and pid namespace come where a stem has pids, network and /tmp.
fn enter(order: &Order) -> Outcome<()> {
    let (user, mounts, pids) = (order.pids, order.net, order.tmp);
    let ways =
        [(user, sys::CLONE_NEWUSER), (mounts, sys::CLONE_NEWNS), (pids, sys::CLONE_NEWPID)];
    for (space, kind) in ways {
        // SAFETY: no pointers.
        sys::check("enter a seat", unsafe { sys::setns(space, kind) })?;
    }
    order
        .cgroups
        .iter()
        .try_for_each(|group| sys::write_fd("join the control group", *group, b"0"))
}

/// Straight down: nothing of the snapshot's that the copy must not share, no privilege, no way to
/// another seat.
fn become_copy(order: Order, filter: &[u8]) -> Outcome<()> {
    // /proc/self is ours only then.
    sys::dumpable();
    place_descriptors(&order)?;
    let_go(&order);
    zygote::end()?;
    let child = zygote::child_signal();
    // SAFETY: a static C string; a live signal set.
    unsafe {
        sys::check("chdir /var/task", sys::chdir(c"/var/task".as_ptr()))?;
        sys::sigprocmask(SIG_UNBLOCK, &child, std::ptr::null_mut());
    }
    deaden_sockets()?;
    if write_down_paths(true)? {
        sys::landlock_enforce(LANDLOCK)?;
        sys::close_from(LANDLOCK, LANDLOCK);
    }
    sys::empty_bounding_set();
    sys::lock_securebits()?;
    sys::drop_capabilities()?;
    sys::dumpable();
    sys::seccomp(filter)
}

/// A connection that was opened before the snapshot belongs to the snapshot: each copy finds a
/// socket there that was never connected, which clients take for a lost connection.
fn deaden_sockets() -> Outcome<()> {
    let mut open = Vec::new();
    let entries = std::fs::read_dir("/proc/self/fd").map_err(|e| format!("list files: {e}"))?;
    for entry in entries.flatten() {
        open.extend(entry.file_name().to_str().and_then(|name| name.parse::<c_int>().ok()));
    }
    for fd in open.into_iter().filter(|fd| *fd > 2 && *fd != CHANNEL && *fd != CONTROL) {
        let Some(domain) = sys::socket_domain(fd).filter(|domain| DOMAINS.contains(domain)) else {
            continue;
        };
        sys::replace_with_new_socket(fd, domain)?;
    }
    Ok(())
}

/// The payload that makes an instance of a copy.
pub fn await_restore() -> Outcome<Vec<u8>> {
    let payload = confine::await_payload()?;
    // SAFETY: ours; the warden has said all that it has to say.
    unsafe { sys::close(CONTROL) };
    if OWN_PID.load(Ordering::Relaxed) == std::process::id() as c_int {
        return Err("a copy has its snapshot's number".to_owned());
    }
    Ok(payload)
}
