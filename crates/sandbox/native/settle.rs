//! A new child moves into its sandbox. Everything that costs time and is the same for all functions
//! happens here, before anyone waits: namespaces, control groups, mounts, the large filter.

use std::ffi::c_int;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread::JoinHandle;

use super::zygote::Level;
use super::{Outcome, egress, guarded, sys, zygote};

/// Where the child keeps its descriptors: beyond what a function would touch by accident.
pub const CHANNEL: c_int = 255;
pub const CONTROL: c_int = 254;
pub const LANDLOCK: c_int = 253;
/// From here on: what is used for a moment only.
pub const GROUPS: c_int = 245;

/// Whether this kernel has Landlock, and which level this sandbox has.
pub static CONFINED_PATHS: AtomicBool = AtomicBool::new(false);
pub static FULL: AtomicBool = AtomicBool::new(false);
pub static GUARDED: AtomicBool = AtomicBool::new(false);
/// It will be a snapshot: the warden goes on speaking to it, and copies restrict paths themselves.
pub static SEED: AtomicBool = AtomicBool::new(false);
static REHEARSED: AtomicBool = AtomicBool::new(false);
static NICED: AtomicI32 = AtomicI32::new(0);

/// Straight down, each step needing what the one before it left.
pub fn settle(filter: &[u8]) -> Outcome<()> {
    let order = zygote::take_order_as_child()?;
    FULL.store(order.level == Level::Full, Ordering::Relaxed);
    GUARDED.store(order.level == Level::Guarded, Ordering::Relaxed);
    REHEARSED.store(order.rehearse, Ordering::Relaxed);
    SEED.store(order.seed, Ordering::Relaxed);
    // 1. Output goes to the log from now on, the warden hears us on CONTROL.
    place_descriptors(&order)?;
    let settled = match order.level {
        Level::Guarded => guarded::settle_in(&order, filter),
        _ => settle_in(&order, filter),
    };
    settled.inspect_err(|reason| tell(b'X', reason.as_bytes()))
}

fn settle_in(order: &zygote::Order, filter: &[u8]) -> Outcome<()> {
    // 2. A refill must not be in anybody's way.
    if order.rehearse && (order.level == Level::Full || sys::may_rise()) {
        nice(19);
    }
    // 3. The sandbox's own network: a loopback with our listeners, nothing else.
    // SAFETY: no pointers.
    sys::check("enter the network namespace", unsafe { sys::setns(order.net, sys::CLONE_NEWNET) })?;
    // 4. Control groups, while this is the only thread.
    join_groups(order)?;
    // 5. The remaining namespaces, but for that of the control groups, which must be joined first.
    let spaces = sys::CLONE_NEWNS | sys::CLONE_NEWIPC | sys::CLONE_NEWUTS;
    // SAFETY: no pointers; a static C string and its length.
    unsafe {
        sys::check("unshare", sys::unshare(spaces))?;
        sys::sethostname(c"squall".as_ptr(), 6);
    }
    // 6. Its own processes in /proc, its own files in /tmp.
    sys::mount_proc()?;
    sys::attach(order.tmp, "/tmp")?;
    bound_ipc();
    // 7. Nothing else of the zygote's stays open.
    sys::close_from(3, GROUPS - 1);
    sys::close_from(CHANNEL + 1, c_int::MAX);
    // 8. The first to go when the machine has no memory left.
    sys::write_file("oom_score_adj", "/proc/self/oom_score_adj", "500")?;
    // 9. What may be touched is written down now and enforced at assignment.
    CONFINED_PATHS.store(write_down_paths(!order.seed)?, Ordering::Relaxed);
    // 10. No way back to more privilege, and most system calls that sandboxes have no use for.
    sys::empty_bounding_set();
    sys::no_new_privileges()?;
    if order.egress {
        egress::open(CONTROL)?;
    }
    sys::seccomp(filter)?;
    // 11. Signals as a fresh process has them.
    // SAFETY: a live, empty signal set.
    unsafe { sys::sigprocmask(sys::SIG_SETMASK, &[0; 16], std::ptr::null_mut()) };
    Ok(())
}

/// Shared memory and messages of System V outlive those who made them and show in no process, so
/// where no control group counts memory nothing else would bound them. 64 MiB in pages; queues of
/// 16 KiB each. Not everywhere settable without root; then they are as the kernel has them.
fn bound_ipc() {
    let _ = sys::write_file("shmall", "/proc/sys/kernel/shmall", "16384");
    let _ = sys::write_file("msgmni", "/proc/sys/kernel/msgmni", "64");
}

/// Where the kernel lets others run for some ten milliseconds before it moves anybody, a thread asks
/// for it while this one goes on; `wait_for_groups` is where that ends.
pub fn join_groups(order: &zygote::Order) -> Outcome<()> {
    if !order.join_waits {
        let join = |group: &c_int| sys::write_fd("join the control group", *group, b"0");
        return order.cgroups.iter().try_for_each(join);
    }
    let groups = order.cgroups.clone();
    if groups.is_empty() {
        return Ok(());
    }
    let up = |fd: &c_int| -> Outcome<c_int> {
        // SAFETY: no pointers. Beyond what is closed in the meantime.
        sys::check("fcntl", unsafe { sys::fcntl(*fd, sys::F_DUPFD_CLOEXEC, GROUPS) })
    };
    let groups = groups.iter().map(up).collect::<Outcome<Vec<_>>>()?;
    let join = move || {
        groups.iter().try_for_each(|group| {
            let joined = sys::write_fd("join the control group", *group, b"0");
            // SAFETY: ours, and not used again.
            unsafe { sys::close(*group) };
            joined
        })
    };
    let builder = std::thread::Builder::new().stack_size(JOINER_STACK_BYTES);
    let thread = builder.spawn(join).map_err(|error| format!("start a thread: {error}"))?;
    *JOINING.lock().map_err(|_| "poisoned".to_owned())? = Some(thread);
    Ok(())
}

/// Nothing of a function may run before this: until then nothing counts what it takes.
pub fn wait_for_groups() -> Outcome<()> {
    if JOINED.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let joining = JOINING.lock().map_err(|_| "poisoned".to_owned())?.take();
    if let Some(thread) = joining {
        thread.join().map_err(|_| "the joining thread ended early".to_owned())??;
    }
    if GUARDED.load(Ordering::Relaxed) {
        return Ok(());
    }
    // SAFETY: no pointers.
    sys::check("unshare the control groups", unsafe { sys::unshare(sys::CLONE_NEWCGROUP) })
        .map(drop)
}

static JOINED: AtomicBool = AtomicBool::new(false);
static JOINING: Mutex<Option<JoinHandle<Outcome<()>>>> = Mutex::new(None);
const JOINER_STACK_BYTES: usize = 64 * 1024;

/// Puts log, channel and control where they stay; each goes up first so that none is overwritten.
pub fn place_descriptors(order: &zygote::Order) -> Outcome<()> {
    let up = |fd: c_int| -> Outcome<c_int> {
        // SAFETY: no pointers.
        sys::check("fcntl", unsafe { sys::fcntl(fd, sys::F_DUPFD_CLOEXEC, CHANNEL + 1) })
    };
    let (log, channel, control) = (up(order.log)?, up(order.channel)?, up(order.control)?);
    // SAFETY: no pointers; the targets are ours by decree.
    unsafe {
        sys::check("dup", sys::dup2(log, 1))?;
        sys::check("dup", sys::dup2(log, 2))?;
        // The order's own descriptors may sit on the targets only if there were 250 others.
        sys::check("dup", sys::dup3(channel, CHANNEL, sys::O_CLOEXEC))?;
        sys::check("dup", sys::dup3(control, CONTROL, sys::O_CLOEXEC))?;
    }
    Ok(())
}

/// Landlock's rights, by bit: execute, write_file, read_file, read_dir, then what creates and
/// removes (bits 4 to 12), refer, truncate, ioctl on devices.
pub mod right {
    pub const READ: u64 = 1 | 1 << 2 | 1 << 3;
    pub const WRITE_FILE: u64 = 1 << 1;
    pub const TRUNCATE: u64 = 1 << 14;
    pub const IOCTL: u64 = 1 << 15;
    pub const CHANGE: u64 = 0x1ff << 4 | 1 << 13;
    pub const ALL: u64 = READ | WRITE_FILE | TRUNCATE | IOCTL | CHANGE;
    pub const DEVICE: u64 = READ | WRITE_FILE | TRUNCATE | IOCTL;

    /// Those that a version of Landlock knows.
    pub fn known(version: i32) -> u64 {
        match version {
            1 => (1 << 13) - 1,
            2 => (1 << 14) - 1,
            3 | 4 => (1 << 15) - 1,
            _ => (1 << 16) - 1,
        }
    }
}

/// The second line behind the read-only mounts. False where the kernel has no Landlock. Without
/// `files` only signals and abstract sockets: a snapshot's copies have another /tmp than it has.
pub fn write_down_paths(files: bool) -> Outcome<bool> {
    let version = sys::landlock_version();
    if version == 0 || (!files && version < 6) {
        return Ok(false);
    }
    if !files {
        return keep_ruleset(sys::landlock_ruleset(&[0, 0, 3])?).map(|()| true);
    }
    let known = right::known(version);
    // Signals and abstract sockets cannot cross either, from version 6 on.
    let attributes: [u64; 3] = [known, 0, 3];
    let fields = if version >= 6 { 3 } else { 1 };
    let ruleset = sys::landlock_ruleset(&attributes[..fields])?;
    let (all, device) = (right::ALL, right::DEVICE);
    sys::landlock_allow(ruleset, "/", right::READ & known)?;
    sys::landlock_allow(ruleset, "/tmp", all & known)?;
    sys::landlock_allow(ruleset, "/dev", device & known)?;
    sys::landlock_allow(ruleset, "/proc", device & known)?;
    keep_ruleset(ruleset).map(|()| true)
}

fn keep_ruleset(ruleset: c_int) -> Outcome<()> {
    // SAFETY: no pointers; both descriptors are ours.
    unsafe {
        sys::check("dup", sys::dup3(ruleset, LANDLOCK, sys::O_CLOEXEC))?;
        sys::close(ruleset);
    }
    Ok(())
}

/// One message to the warden on the stem's own socket.
pub fn tell(kind: u8, text: &[u8]) {
    let mut message = vec![kind];
    message.extend_from_slice(&text[..text.len().min(1000)]);
    zygote::send(CONTROL, &message);
}

/// Lowering works for everyone, raising again only for root and where RLIMIT_NICE lets it. Not the
/// idle class: joining a control group holds a lock that every fork on the machine waits for, and
/// who holds it must get on.
fn nice(value: c_int) {
    // SAFETY: no pointers; which = PRIO_PROCESS, who = this one.
    unsafe { sys::setpriority(0, 0, value) };
    NICED.store(value, Ordering::Relaxed);
}

/// The rehearsal is over: full speed from here on, and the warden may assign us.
pub fn stem_ready() -> Outcome<()> {
    if REHEARSED.load(Ordering::Relaxed) {
        wait_for_groups().inspect_err(|reason| tell(b'X', reason.as_bytes()))?;
    }
    if NICED.load(Ordering::Relaxed) != 0 {
        nice(0);
    }
    tell(b'R', b"");
    Ok(())
}
