//! Level guarded: a sandbox without any namespace. Landlock leaves a stem what it needs of the
//! host's files and no port but its own; the filter refuses what Landlock does not know.

use std::ffi::c_int;
use std::path::Path;
use std::sync::Mutex;

use super::confine::{Assignment, limits};
use super::settle::{CHANNEL, CONTROL, GROUPS, LANDLOCK, join_groups, right};
use super::{Outcome, sys, zygote};

/// `/proc/self`, held open: the rule for it belongs to what the kernel remembers of this very name.
const PROC_SELF: c_int = 252;

/// Set in the zygote: what its stems may read.
static READABLE: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// Set at assignment: what the warden says of the place, for the runtime.
static PLACE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Programs and libraries.
const SYSTEM: &[&str] =
    &["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store"];
/// What libraries look for in /etc: no secrets, no settings of the host's services.
const ETC: &[&str] = &[
    "alternatives",
    "ca-certificates",
    "crypto-policies",
    "gai.conf",
    "group",
    "host.conf",
    "hosts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "mime.types",
    "nsswitch.conf",
    "os-release",
    "passwd",
    "pki/ca-trust",
    "pki/tls/certs",
    "protocols",
    "services",
    "ssl/cert.pem",
    "ssl/certs",
    "ssl/openssl.cnf",
    "timezone",
];
/// What runtimes ask of the machine as a whole.
const MACHINE: &[&str] = &[
    "/proc/cpuinfo",
    "/proc/filesystems",
    "/proc/loadavg",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/uptime",
    "/proc/version",
    "/proc/sys",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    "/sys/kernel/mm/transparent_hugepage",
];
const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];

/// `paths` may be read besides the system's own, each ended by NUL but the last; what begins with
/// `-` may not, even where it lies below one that may.
pub fn set_readable(paths: &[u8]) -> Outcome<()> {
    let text = std::str::from_utf8(paths).map_err(|_| "a path that is no text")?;
    let (hidden, shown): (Vec<&str>, Vec<&str>) =
        text.split('\0').filter(|path| !path.is_empty()).partition(|path| path.starts_with('-'));
    let hidden: Vec<&Path> = hidden.iter().map(|path| Path::new(&path[1..])).collect();
    let mut readable = READABLE.lock().map_err(|_| "poisoned".to_owned())?;
    for path in SYSTEM.iter().copied().chain(shown) {
        show(Path::new(path), &hidden, &mut readable);
    }
    Ok(())
}

/// Rules of Landlock only ever allow: around what is hidden its neighbours are listed instead.
fn show(dir: &Path, hidden: &[&Path], list: &mut Vec<String>) {
    if hidden.contains(&dir) {
        return;
    }
    let text = |path: &Path| path.to_str().map(str::to_owned);
    let real = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    if !hidden.iter().any(|one| one.starts_with(&real)) {
        list.extend(text(dir));
        return;
    }
    for entry in std::fs::read_dir(&real).into_iter().flatten().flatten() {
        show(&entry.path(), hidden, list);
    }
}

pub fn place() -> Outcome<Vec<u8>> {
    PLACE.lock().map(|place| place.clone()).map_err(|_| "poisoned".to_owned())
}

/// In the zygote: its new child joins the sandbox's process group, or is killed if that is over.
pub fn group(pid: c_int, group: c_int) {
    // SAFETY: no pointers; our own child, which we have not waited for.
    unsafe {
        if pid > 0 && sys::setpgid(pid, group) != 0 {
            sys::kill(pid, 9);
        }
    }
}

/// As `settle::settle_in`, with what there is here.
pub fn settle_in(order: &zygote::Order, filter: &[u8]) -> Outcome<()> {
    // 1. Control groups, if any may be written.
    join_groups(order)?;
    // 2. What may be touched is written down now, and the function's own added at assignment.
    write_down(order.tmp)?;
    // 3. Nothing else of the zygote's stays open.
    sys::close_from(3, GROUPS - 1);
    sys::close_from(CHANNEL + 1, c_int::MAX);
    // 4. The first to go when the machine has no memory left.
    sys::write_file("oom_score_adj", "/proc/self/oom_score_adj", "500")?;
    // 5. No way back to more privilege, and most system calls that sandboxes have no use for.
    sys::empty_bounding_set();
    sys::no_new_privileges()?;
    sys::seccomp(filter)?;
    // 6. Signals as a fresh process has them.
    // SAFETY: a live, empty signal set.
    unsafe { sys::sigprocmask(sys::SIG_SETMASK, &[0; 16], std::ptr::null_mut()) };
    Ok(())
}

fn write_down(tmp: c_int) -> Outcome<()> {
    let version = sys::landlock_version();
    let known = right::known(version);
    const BIND_AND_CONNECT: u64 = 3;
    const ABSTRACT_SOCKETS_AND_SIGNALS: u64 = 3;
    let attributes = [known, BIND_AND_CONNECT, ABSTRACT_SOCKETS_AND_SIGNALS];
    let fields = if version >= 6 { 3 } else { 2 };
    let ruleset = sys::landlock_ruleset(&attributes[..fields])?;
    for name in MACHINE {
        allow_if_there(ruleset, name, right::READ)?;
    }
    for name in ETC {
        allow_if_there(ruleset, &format!("/etc/{name}"), right::READ)?;
    }
    for name in DEVICES {
        allow_if_there(ruleset, name, right::DEVICE & known)?;
    }
    for name in READABLE.lock().map_err(|_| "poisoned".to_owned())?.iter() {
        allow_if_there(ruleset, name, right::READ)?;
    }
    sys::landlock_allow_fd(ruleset, tmp, right::ALL & known)?;
    let own = sys::open_path("/proc/self")?;
    sys::landlock_allow_fd(ruleset, own, right::READ)?;
    // SAFETY: no pointers; the descriptors are ours.
    unsafe {
        sys::check("dup", sys::dup3(own, PROC_SELF, sys::O_CLOEXEC))?;
        sys::check("dup", sys::dup3(ruleset, LANDLOCK, sys::O_CLOEXEC))?;
        sys::close(own);
        sys::close(ruleset);
    }
    Ok(())
}

/// Rights of a directory do not fit a file.
fn allow_if_there(ruleset: c_int, name: &str, access: u64) -> Outcome<()> {
    const READ_DIR: u64 = 1 << 3;
    let Ok(path) = sys::open_path(name) else { return Ok(()) };
    let allowed = sys::landlock_allow_fd(ruleset, path, access)
        .or_else(|_| sys::landlock_allow_fd(ruleset, path, access & !READ_DIR));
    // SAFETY: ours, and not used again.
    unsafe { sys::close(path) };
    allowed
}

/// As `confine::confine`: what needs privilege first, the filter that forbids it last.
pub fn confine(assignment: &Assignment<'_>, fds: &[c_int], filter: &[u8]) -> Outcome<()> {
    // 1. The code and its layers, where they lie.
    for (fd, target) in fds.iter().zip(&assignment.mounts) {
        sys::landlock_allow_fd(LANDLOCK, *fd, right::READ)?;
        // SAFETY: a descriptor that came with the message.
        unsafe {
            if *target == "/var/task" {
                sys::check("enter the code's directory", sys::fchdir(*fd))?;
            }
            sys::close(*fd);
        }
    }
    for port in &assignment.ports {
        sys::landlock_allow_port(LANDLOCK, *port)?;
    }
    // SAFETY: no pointers but a null list of no groups.
    unsafe {
        sys::umask(0o022);
        // 2. Who we are: somebody of our own if we may choose.
        if assignment.uid != sys::geteuid() {
            let (uid, gid) = (assignment.uid, assignment.gid);
            sys::check("setgroups", sys::setgroups(0, std::ptr::null()))?;
            sys::check("setresgid", sys::setresgid(gid, gid, gid))?;
            sys::check("setresuid", sys::setresuid(uid, uid, uid))?;
        }
    }
    // 3. How much of everything.
    limits(assignment)?;
    // 4. No privilege left; and no life after the zygote's.
    sys::drop_capabilities()?;
    sys::dumpable();
    sys::die_with_parent();
    // 5. Landlock, and the last system calls that were needed until here.
    sys::landlock_enforce(LANDLOCK)?;
    sys::seccomp(filter)?;
    sys::close_from(LANDLOCK, CONTROL);
    let mut place = PLACE.lock().map_err(|_| "poisoned".to_owned())?;
    *place = assignment.place.to_vec();
    Ok(())
}
