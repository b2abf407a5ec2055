//! The zygote's side: it takes orders from the warden, forks, and reports its dead.
//!
//! It is one thread and never runs a function's code. Its socket keeps message boundaries.

use std::ffi::c_int;
use std::sync::Mutex;

use super::{Outcome, sys};

/// Set once by `begin`; read by the zygote only.
struct State {
    socket: c_int,
    signals: c_int,
    own_pids: c_int,
    order: Option<Order>,
    closed: bool,
}

/// What the warden sends along with "fork": see `message` in the warden's `stem.rs`.
pub struct Order {
    pub rehearse: bool,
    /// It will be a snapshot.
    pub seed: bool,
    /// Joining its control groups takes a while.
    pub join_waits: bool,
    /// Somebody watches over connections out of the sandbox.
    pub egress: bool,
    pub level: Level,
    /// Level guarded: the process group that the child joins.
    pub group: c_int,
    pub sandbox: u64,
    pub pids: c_int,
    pub net: c_int,
    pub tmp: c_int,
    pub log: c_int,
    pub channel: c_int,
    pub control: c_int,
    pub cgroups: Vec<c_int>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Rootless,
    Full,
    Guarded,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);

fn with<T>(act: impl FnOnce(&mut State) -> Outcome<T>) -> Outcome<T> {
    let mut state = STATE.lock().map_err(|_| "poisoned".to_owned())?;
    act(state.as_mut().ok_or("not a zygote")?)
}

pub fn child_signal() -> [u64; 16] {
    let mut set = [0u64; 16];
    set[0] = 1 << (sys::SIGCHLD - 1);
    set
}

pub fn begin(socket: c_int) -> Outcome<()> {
    let set = child_signal();
    // SAFETY: live arrays of the size of a signal set; a static C string.
    let (signals, own_pids) = unsafe {
        sys::sigprocmask(sys::SIG_BLOCK, &set, std::ptr::null_mut());
        let own = c"/proc/self/ns/pid".as_ptr();
        let cloexec = sys::O_CLOEXEC;
        (sys::signalfd(-1, &set, cloexec), sys::open(own, sys::O_RDONLY | cloexec))
    };
    sys::check("signalfd", signals)?;
    sys::check("open /proc/self/ns/pid", own_pids)?;
    let state = State { socket, signals, own_pids, order: None, closed: false };
    *STATE.lock().map_err(|_| "poisoned".to_owned())? = Some(state);
    Ok(())
}

/// One message to the warden; a warden that is gone is no error, our end is near then.
pub fn say(message: &[u8]) -> Outcome<()> {
    with(|state| {
        send(state.socket, message);
        Ok(())
    })
}

pub fn send(socket: c_int, message: &[u8]) {
    // SAFETY: pointer and size are of one live slice.
    unsafe { sys::send(socket, message.as_ptr().cast(), message.len(), sys::MSG_NOSIGNAL) };
}

/// Waits for an order; `None` when the warden wants no more and every child is buried.
pub fn next_order() -> Outcome<Option<bool>> {
    loop {
        let (socket, signals, closed) = with(|s| Ok((s.socket, s.signals, s.closed)))?;
        let childless = bury(socket);
        if closed && childless {
            return Ok(None);
        }
        let watched = if closed { -1 } else { socket };
        let mut fds = [watched, signals].map(|fd| sys::PollFd { fd, events: 1, revents: 0 });
        // SAFETY: two live entries.
        if unsafe { sys::poll(fds.as_mut_ptr(), 2, -1) } < 0 && sys::errno() != sys::EINTR {
            return Err(sys::failed("poll"));
        }
        if fds[1].revents & sys::POLLIN != 0 {
            let mut told = [0u8; 128 * 8];
            // SAFETY: a live buffer; what it says does not matter, `bury` looks for itself.
            unsafe { sys::read(signals, told.as_mut_ptr().cast(), told.len()) };
        }
        if fds[0].revents & (sys::POLLIN | sys::POLLHUP) != 0 {
            match take_order(socket)? {
                None => with(|state| {
                    state.closed = true;
                    Ok(())
                })?,
                Some(order) => {
                    let rehearse = order.rehearse;
                    with(|state| {
                        state.order = Some(order);
                        Ok(())
                    })?;
                    return Ok(Some(rehearse));
                }
            }
        }
    }
}

fn take_order(socket: c_int) -> Outcome<Option<Order>> {
    let mut message = [0u8; 64];
    let (size, fds) = sys::receive_with_fds(socket, &mut message)?;
    if size == 0 {
        return Ok(None);
    }
    let level = match message[2] {
        0 => Level::Rootless,
        1 => Level::Full,
        _ => Level::Guarded,
    };
    // There are no namespaces to enter at level guarded.
    let spaces = if level == Level::Guarded { 0 } else { 2 };
    let (true, Some((spaces, [tmp, log, channel, control, cgroups @ ..]))) =
        (size == 15, fds.split_at_checked(spaces))
    else {
        return Err(format!("an order of {size} bytes with {} descriptors", fds.len()));
    };
    let (pids, net) = match spaces {
        [pids, net] => (pids, net),
        _ => (&-1, &-1),
    };
    let sandbox = message[3..11].try_into().map(u64::from_le_bytes).unwrap_or(0);
    let group = message[11..15].try_into().map(c_int::from_le_bytes).unwrap_or(0);
    Ok(Some(Order {
        rehearse: message[1] & 1 != 0,
        egress: message[1] & 2 != 0,
        seed: message[1] & 4 != 0,
        join_waits: message[1] & 8 != 0,
        level,
        group,
        sandbox,
        pids: *pids,
        net: *net,
        tmp: *tmp,
        log: *log,
        channel: *channel,
        control: *control,
        cgroups: cgroups.to_vec(),
    }))
}

/// Reports every child that has ended. True when there is no child at all.
fn bury(socket: c_int) -> bool {
    loop {
        let mut status = 0;
        // SAFETY: a live status word.
        let pid = unsafe { sys::waitpid(-1, &mut status, sys::WNOHANG) };
        if pid <= 0 {
            return pid < 0;
        }
        let mut message = [b'E'; 9];
        message[1..5].copy_from_slice(&pid.to_le_bytes());
        message[5..9].copy_from_slice(&status.to_le_bytes());
        send(socket, &message);
    }
}

/// Until `fork_leave`, children are born in the sandbox's pid namespace.
pub fn fork_enter() -> Outcome<()> {
    with(|state| {
        let order = state.order.as_ref().ok_or("no order")?;
        if order.level == Level::Guarded {
            return Ok(());
        }
        let pids = order.pids;
        // SAFETY: no pointers.
        sys::check("enter the pid namespace", unsafe { sys::setns(pids, sys::CLONE_NEWPID) })
            .map(drop)
    })
}

/// The parent's way back after `fork`: own namespace, child reported, descriptors let go.
pub fn fork_leave(pid: c_int) -> Outcome<()> {
    with(|state| {
        let own = state.own_pids;
        let Some(order) = state.order.take() else { return Ok(()) };
        if order.level == Level::Guarded {
            super::guarded::group(pid, order.group);
        } else {
            // SAFETY: no pointers.
            sys::check("leave the pid namespace", unsafe { sys::setns(own, sys::CLONE_NEWPID) })?;
        }
        let mut message = [b'P'; 13];
        message[1..9].copy_from_slice(&order.sandbox.to_le_bytes());
        message[9..13].copy_from_slice(&pid.to_le_bytes());
        send(state.socket, &message);
        let six = [order.pids, order.net, order.tmp, order.log, order.channel, order.control];
        for fd in six.into_iter().chain(order.cgroups) {
            // SAFETY: descriptors that came with the order and are used nowhere else.
            unsafe { sys::close(fd) };
        }
        Ok(())
    })
}

/// Whether the next child will be a snapshot.
#[allow(dead_code, reason = "a launcher makes no snapshots")]
pub fn is_seed() -> bool {
    with(|state| Ok(state.order.as_ref().is_some_and(|order| order.seed))).unwrap_or(false)
}

/// A copy of a snapshot takes no orders.
#[allow(dead_code, reason = "a launcher makes no snapshots")]
pub fn end() -> Outcome<()> {
    let state = STATE.lock().map_err(|_| "poisoned".to_owned())?.take();
    if let Some(state) = state {
        // SAFETY: ours, and not used again. The socket's number is another one's already.
        unsafe {
            sys::close(state.signals);
            sys::close(state.own_pids);
        }
    }
    Ok(())
}

/// The child's way out of being a zygote.
pub fn take_order_as_child() -> Outcome<Order> {
    with(|state| state.order.take().ok_or("no order".to_owned()))
}
