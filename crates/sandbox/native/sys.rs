//! System calls that the standard library has no word for, each a thin wrapper with a named error.

use std::ffi::{CStr, CString, c_char, c_int, c_long, c_ulong, c_void};
use std::io;
use std::sync::Mutex;

use super::Outcome;

unsafe extern "C" {
    pub static mut environ: *mut *mut c_char;
    fn syscall(number: c_long, ...) -> c_long;
    fn prctl(option: c_int, ...) -> c_int;
    pub fn unshare(flags: c_int) -> c_int;
    pub fn setns(fd: c_int, kind: c_int) -> c_int;
    fn mount(
        source: *const c_char,
        target: *const c_char,
        kind: *const c_char,
        flags: c_ulong,
        data: *const c_void,
    ) -> c_int;
    pub fn sethostname(name: *const c_char, length: usize) -> c_int;
    pub fn write(fd: c_int, at: *const c_void, size: usize) -> isize;
    pub fn fcntl(fd: c_int, command: c_int, ...) -> c_int;
    pub fn dup2(from: c_int, to: c_int) -> c_int;
    pub fn dup3(from: c_int, to: c_int, flags: c_int) -> c_int;
    pub fn close(fd: c_int) -> c_int;
    pub fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    pub fn chdir(path: *const c_char) -> c_int;
    pub fn fchdir(fd: c_int) -> c_int;
    pub fn setpgid(pid: c_int, group: c_int) -> c_int;
    pub fn kill(pid: c_int, signal: c_int) -> c_int;
    pub fn geteuid() -> u32;
    pub fn umask(mask: u32) -> u32;
    pub fn setpriority(which: c_int, who: u32, priority: c_int) -> c_int;
    pub fn setgroups(count: usize, groups: *const u32) -> c_int;
    pub fn setresuid(real: u32, effective: u32, saved: u32) -> c_int;
    pub fn setresgid(real: u32, effective: u32, saved: u32) -> c_int;
    fn getrlimit(resource: c_int, limit: *mut [u64; 2]) -> c_int;
    pub fn setrlimit(resource: c_int, limit: *const [u64; 2]) -> c_int;
    pub fn getrusage(who: c_int, usage: *mut [i64; 18]) -> c_int;
    pub fn sigprocmask(how: c_int, set: *const [u64; 16], old: *mut [u64; 16]) -> c_int;
    pub fn signalfd(fd: c_int, set: *const [u64; 16], flags: c_int) -> c_int;
    pub fn fork() -> c_int;
    pub fn _exit(code: c_int) -> !;
    fn pipe2(fds: *mut c_int, flags: c_int) -> c_int;
    fn getsockopt(
        fd: c_int,
        level: c_int,
        name: c_int,
        value: *mut c_void,
        size: *mut u32,
    ) -> c_int;
    pub fn waitpid(pid: c_int, status: *mut c_int, options: c_int) -> c_int;
    pub fn poll(fds: *mut PollFd, count: c_ulong, timeout_ms: c_int) -> c_int;
    pub fn read(fd: c_int, at: *mut c_void, size: usize) -> isize;
    pub fn pread(fd: c_int, at: *mut c_void, size: usize, offset: i64) -> isize;
    pub fn pwrite(fd: c_int, at: *const c_void, size: usize, offset: i64) -> isize;
    pub fn mmap(
        at: *mut c_void,
        size: usize,
        access: c_int,
        flags: c_int,
        fd: c_int,
        offset: i64,
    ) -> *mut c_void;
    pub fn munmap(at: *mut c_void, size: usize) -> c_int;
    pub fn madvise(at: *mut c_void, size: usize, advice: c_int) -> c_int;
    pub fn memcmp(one: *const c_void, other: *const c_void, size: usize) -> c_int;
    fn memfd_create(name: *const c_char, flags: u32) -> c_int;
    fn ftruncate(fd: c_int, size: i64) -> c_int;
    fn __errno_location() -> *mut c_int;
    fn getpagesize() -> c_int;
    pub fn send(fd: c_int, at: *const c_void, size: usize, flags: c_int) -> isize;
    pub fn recv(fd: c_int, at: *mut c_void, size: usize, flags: c_int) -> isize;
    fn recvmsg(fd: c_int, message: *mut MessageHead, flags: c_int) -> isize;
    pub fn sendmsg(fd: c_int, message: *const MessageHead, flags: c_int) -> isize;
    pub fn socket(domain: c_int, kind: c_int, protocol: c_int) -> c_int;
    pub fn bind(fd: c_int, address: *const c_void, size: u32) -> c_int;
}

#[repr(C)]
pub struct PollFd {
    pub fd: c_int,
    pub events: i16,
    pub revents: i16,
}

#[repr(C)]
pub struct Slice {
    pub at: *mut c_void,
    pub size: usize,
}

#[repr(C)]
pub struct MessageHead {
    pub name: *mut c_void,
    pub name_size: u32,
    pub slices: *mut Slice,
    pub slice_count: usize,
    pub control: *mut c_void,
    pub control_size: usize,
    pub flags: c_int,
}

pub const O_RDONLY: c_int = 0;
pub const O_WRONLY: c_int = 1;
pub const O_PATH: c_int = 0o10000000;
pub const O_CLOEXEC: c_int = 0o2000000;
pub const F_DUPFD_CLOEXEC: c_int = 1030;
pub const PROT_READ: c_int = 1;
pub const PROT_WRITE: c_int = 2;
pub const MAP_PRIVATE: c_int = 2;
pub const MAP_FIXED: c_int = 16;
pub const MAP_ANONYMOUS: c_int = 32;
pub const MADV_DONTNEED: c_int = 4;
pub const MADV_POPULATE_READ: c_int = 22;
const MFD_CLOEXEC: u32 = 1;
const MFD_ALLOW_SEALING: u32 = 2;
const F_ADD_SEALS: c_int = 1033;
/// No more seals, and the file neither shrinks, grows nor is written to.
const ALL_SEALS: c_int = 15;
pub const MSG_NOSIGNAL: c_int = 0x4000;
pub const POLLIN: i16 = 1;
pub const POLLHUP: i16 = 16;
pub const EINTR: i32 = 4;
pub const WNOHANG: c_int = 1;
pub const SIG_BLOCK: c_int = 0;
pub const SIG_SETMASK: c_int = 2;
pub const SIGCHLD: u32 = 17;
pub const CLONE_NEWNS: c_int = 0x2_0000;
pub const CLONE_NEWCGROUP: c_int = 0x200_0000;
pub const CLONE_NEWUTS: c_int = 0x400_0000;
pub const CLONE_NEWIPC: c_int = 0x800_0000;
pub const CLONE_NEWUSER: c_int = 0x1000_0000;
pub const CLONE_NEWPID: c_int = 0x2000_0000;
pub const CLONE_NEWNET: c_int = 0x4000_0000;
pub const MS_NOSUID: c_ulong = 2;
pub const MS_NODEV: c_ulong = 4;
pub const MS_NOEXEC: c_ulong = 8;
const RUSAGE_THREAD: c_int = 1;
pub const RLIMIT_FSIZE: c_int = 1;
pub const RLIMIT_DATA: c_int = 2;
pub const RLIMIT_CORE: c_int = 4;
pub const RLIMIT_NPROC: c_int = 6;
pub const RLIMIT_NOFILE: c_int = 7;
pub const RLIMIT_MEMLOCK: c_int = 8;
const PR_SET_PDEATHSIG: c_int = 1;
const PR_SET_DUMPABLE: c_int = 4;
const PR_CAPBSET_DROP: c_int = 24;
const PR_SET_SECUREBITS: c_int = 28;
const PR_SET_NO_NEW_PRIVS: c_int = 38;
const PR_CAP_AMBIENT: c_int = 47;
/// Every bit that takes root its special place, and its lock: a uid of 0 gains nothing by `exec`.
const SECUREBITS_NO_ROOT_LOCKED: c_ulong = 0xaf;
const SYS_MOVE_MOUNT: c_long = 429;
const SYS_CLOSE_RANGE: c_long = 436;
const SYS_LANDLOCK_CREATE_RULESET: c_long = 444;
const SYS_LANDLOCK_ADD_RULE: c_long = 445;
const SYS_LANDLOCK_RESTRICT_SELF: c_long = 446;
#[cfg(target_arch = "x86_64")]
const SYS_SECCOMP: c_long = 317;
#[cfg(target_arch = "aarch64")]
const SYS_SECCOMP: c_long = 277;
#[cfg(target_arch = "x86_64")]
const SYS_CAPSET: c_long = 126;
#[cfg(target_arch = "aarch64")]
const SYS_CAPSET: c_long = 91;

pub fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// `step: what the kernel said`.
pub fn failed(step: &str) -> String {
    format!("{step}: {}", io::Error::last_os_error())
}

/// `Ok` unless a C function answered -1.
pub fn check(step: &str, answer: c_int) -> Outcome<c_int> {
    if answer < 0 { Err(failed(step)) } else { Ok(answer) }
}

pub fn path(text: &str) -> Outcome<CString> {
    CString::new(text).map_err(|_| format!("{text:?} holds a NUL"))
}

/// Writes all of a small text to an open file, as one call: control files want it so.
pub fn write_file(step: &str, name: &str, content: &str) -> Outcome<()> {
    let name = path(name)?;
    // SAFETY: a C string that outlives the call.
    let fd = check(step, unsafe { open(name.as_ptr(), O_WRONLY | O_CLOEXEC) })?;
    let written = write_fd(step, fd, content.as_bytes());
    // SAFETY: the descriptor is ours and is not used again.
    unsafe { close(fd) };
    written
}

pub fn write_fd(step: &str, fd: c_int, content: &[u8]) -> Outcome<()> {
    // SAFETY: the pointer and the size are of one live slice.
    let written = unsafe { write(fd, content.as_ptr().cast(), content.len()) };
    if written == content.len() as isize { Ok(()) } else { Err(failed(step)) }
}

pub fn mount_proc() -> Outcome<()> {
    let flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    let kind = c"proc".as_ptr();
    // SAFETY: static C strings, no data.
    let answer = unsafe { mount(kind, c"/proc".as_ptr(), kind, flags, std::ptr::null()) };
    check("mount /proc", answer).map(drop)
}

/// Attaches a detached mount at a path of this mount namespace.
pub fn attach(fd: c_int, target: &str) -> Outcome<()> {
    const AT_FDCWD: c_int = -100;
    const F_EMPTY_PATH: c_int = 4;
    let to = path(target)?;
    // SAFETY: C strings that outlive the call.
    let answer =
        unsafe { syscall(SYS_MOVE_MOUNT, fd, c"".as_ptr(), AT_FDCWD, to.as_ptr(), F_EMPTY_PATH) };
    check(&format!("attach a mount at {target}"), answer as c_int).map(drop)
}

pub fn close_from(first: c_int, last: c_int) {
    // SAFETY: closing what is not ours to keep is the purpose; failure leaves nothing to do.
    unsafe { syscall(SYS_CLOSE_RANGE, first, last, 0) };
}

/// Whether a process without privilege may come back from a lower priority to the usual one.
pub fn may_rise() -> bool {
    const RLIMIT_NICE: c_int = 13;
    let mut limit = [0u64; 2];
    // SAFETY: a live pair of soft and hard limit. 20 stands for a nice value of 0.
    unsafe { getrlimit(RLIMIT_NICE, &mut limit) == 0 && limit[0] >= 20 }
}

pub fn limit(resource: c_int, value: u64) -> Outcome<()> {
    // SAFETY: a live pair of soft and hard limit.
    check("setrlimit", unsafe { setrlimit(resource, &[value, value]) }).map(drop)
}

pub fn no_new_privileges() -> Outcome<()> {
    // SAFETY: no pointers.
    check("no_new_privs", unsafe { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) }).map(drop)
}

/// Ends this process when the one that forked it ends. Changing the uid undoes it.
pub fn die_with_parent() {
    // SAFETY: no pointers; 9 is SIGKILL.
    unsafe { prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0) };
}

pub fn dumpable() {
    // SAFETY: no pointers. Without it /proc/self would belong to root; failing is harmless.
    unsafe { prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) };
}

/// Installs a classic BPF program, given as the bytes of its instructions (eight each).
pub fn seccomp(program: &[u8]) -> Outcome<()> {
    if program.is_empty() {
        return Ok(());
    }
    install(program, 0).map(drop)
}

/// Installs one that asks; the descriptor to answer on, closed on exec.
pub fn seccomp_listener(program: &[u8]) -> Outcome<c_int> {
    const NEW_LISTENER: c_int = 1 << 3;
    install(program, NEW_LISTENER)
}

fn install(program: &[u8], flags: c_int) -> Outcome<c_int> {
    #[repr(C)]
    struct Program {
        length: u16,
        at: *const u8,
    }
    let program = Program { length: (program.len() / 8) as u16, at: program.as_ptr() };
    // SAFETY: operation 1 is SECCOMP_SET_MODE_FILTER; the kernel copies the program.
    check("seccomp", unsafe { syscall(SYS_SECCOMP, 1, flags, &program) } as c_int)
}

/// No capability in the bounding set: nothing that is executed later can gain one.
pub fn empty_bounding_set() {
    for capability in 0..64 {
        // SAFETY: no pointers. The first number that the kernel does not know ends the list.
        if unsafe { prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) } != 0 {
            break;
        }
    }
    // SAFETY: no pointers; 4 is PR_CAP_AMBIENT_CLEAR_ALL.
    unsafe { prctl(PR_CAP_AMBIENT, 4, 0, 0, 0) };
}

pub fn lock_securebits() -> Outcome<()> {
    // SAFETY: no pointers.
    let answer = unsafe { prctl(PR_SET_SECUREBITS, SECUREBITS_NO_ROOT_LOCKED, 0, 0, 0) };
    check("securebits", answer).map(drop)
}

pub fn drop_capabilities() -> Outcome<()> {
    const VERSION_3: u32 = 0x2008_0522;
    let (head, none) = ([VERSION_3, 0u32], [0u32; 6]);
    // SAFETY: both arrays have the layout and size that version 3 prescribes.
    check("capset", unsafe { syscall(SYS_CAPSET, &head, &none) } as c_int).map(drop)
}

/// The version of Landlock that this kernel has; 0 without it.
pub fn landlock_version() -> c_int {
    let none: *const c_void = std::ptr::null();
    // SAFETY: the documented way to ask for the version.
    let version = unsafe { syscall(SYS_LANDLOCK_CREATE_RULESET, none, 0usize, 1u32) };
    version.max(0) as c_int
}

pub fn landlock_ruleset(attributes: &[u64]) -> Outcome<c_int> {
    let size = std::mem::size_of_val(attributes);
    // SAFETY: the attributes are consecutive 64-bit fields; their size is passed along.
    let fd = unsafe { syscall(SYS_LANDLOCK_CREATE_RULESET, attributes.as_ptr(), size, 0u32) };
    check("landlock ruleset", fd as c_int)
}

pub fn landlock_allow(ruleset: c_int, name: &str, access: u64) -> Outcome<()> {
    let parent = open_path(name)?;
    let allowed = landlock_allow_fd(ruleset, parent, access);
    // SAFETY: the descriptor is ours and is not used again.
    unsafe { close(parent) };
    allowed
}

pub fn open_path(name: &str) -> Outcome<c_int> {
    let name = path(name)?;
    // SAFETY: a C string that outlives the call.
    check("landlock path", unsafe { open(name.as_ptr(), O_PATH | O_CLOEXEC) })
}

/// A TCP port of any address that may be connected to.
pub fn landlock_allow_port(ruleset: c_int, port: u16) -> Outcome<()> {
    const CONNECT: u64 = 2;
    let rule = [CONNECT, port.into()];
    // SAFETY: type 2 is LANDLOCK_RULE_NET_PORT: two 64-bit fields, access and port.
    let answer = unsafe { syscall(SYS_LANDLOCK_ADD_RULE, ruleset, 2, &rule, 0u32) };
    check("landlock port", answer as c_int).map(drop)
}

pub fn landlock_allow_fd(ruleset: c_int, parent: c_int, access: u64) -> Outcome<()> {
    #[repr(C, packed)]
    struct Beneath {
        access: u64,
        parent: c_int,
    }
    let rule = Beneath { access, parent };
    // SAFETY: type 1 is LANDLOCK_RULE_PATH_BENEATH, whose layout `Beneath` has.
    let answer = unsafe { syscall(SYS_LANDLOCK_ADD_RULE, ruleset, 1, &rule, 0u32) };
    check("landlock rule", answer as c_int).map(drop)
}

pub fn landlock_enforce(ruleset: c_int) -> Outcome<()> {
    // SAFETY: no pointers.
    let answer = unsafe { syscall(SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0u32) };
    check("landlock", answer as c_int).map(drop)
}

pub fn control_process(step: &str, option: c_int, value: c_ulong) -> Outcome<()> {
    // SAFETY: an option without pointers.
    check(step, unsafe { prctl(option, value, 0, 0, 0) }).map(drop)
}

/// `(read end, write end)`, both closed on exec.
pub fn pipe() -> Outcome<(c_int, c_int)> {
    let mut fds = [0; 2];
    // SAFETY: room for two descriptors.
    check("pipe", unsafe { pipe2(fds.as_mut_ptr(), O_CLOEXEC) })?;
    Ok((fds[0], fds[1]))
}

/// The address family of a socket; none where it is something else.
pub fn socket_domain(fd: c_int) -> Option<c_int> {
    const SOL_SOCKET: c_int = 1;
    const SO_DOMAIN: c_int = 39;
    let (mut domain, mut size) = (0 as c_int, 4u32);
    let at = (&raw mut domain).cast();
    // SAFETY: a live value and its size.
    let answer = unsafe { getsockopt(fd, SOL_SOCKET, SO_DOMAIN, at, &mut size) };
    (answer == 0).then_some(domain)
}

/// Under the same number, closed on exec as it was.
pub fn replace_with_new_socket(fd: c_int, domain: c_int) -> Outcome<()> {
    const SOCK_STREAM: c_int = 1;
    const F_GETFD: c_int = 1;
    // SAFETY: no pointers; the new descriptor is ours until it has taken the old one's number.
    unsafe {
        let flags = if fcntl(fd, F_GETFD) & 1 != 0 { O_CLOEXEC } else { 0 };
        let new = check("socket", socket(domain, SOCK_STREAM | O_CLOEXEC, 0))?;
        let replaced = check("replace a socket", dup3(new, fd, flags));
        close(new);
        replaced.map(drop)
    }
}

/// Receives one message and the descriptors that come with it. An empty message is the end.
pub fn receive_with_fds(fd: c_int, buffer: &mut [u8]) -> Outcome<(usize, Vec<c_int>)> {
    const CMSG_CLOEXEC: c_int = 0x4000_0000;
    let mut control = [0u64; 40];
    let mut slice = Slice { at: buffer.as_mut_ptr().cast(), size: buffer.len() };
    let mut head = MessageHead {
        name: std::ptr::null_mut(),
        name_size: 0,
        slices: &mut slice,
        slice_count: 1,
        control: control.as_mut_ptr().cast(),
        control_size: std::mem::size_of_val(&control),
        flags: 0,
    };
    let size = loop {
        // SAFETY: every pointer is to a live local or to the caller's buffer.
        let size = unsafe { recvmsg(fd, &mut head, CMSG_CLOEXEC) };
        if size >= 0 {
            break size as usize;
        }
        if errno() != EINTR {
            return Err(failed("recvmsg"));
        }
    };
    Ok((size, descriptors(&control, head.control_size)))
}

/// Sends one message with descriptors: four at most.
pub fn send_with_fds(fd: c_int, message: &[u8], fds: &[c_int]) -> Outcome<()> {
    const SOL_SOCKET: u64 = 1;
    const SCM_RIGHTS: u64 = 1;
    let mut control = [0u64; 4];
    control[0] = 16 + 4 * fds.len() as u64;
    control[1] = SOL_SOCKET | SCM_RIGHTS << 32;
    for (at, fd) in fds.iter().enumerate() {
        control[2 + at / 2] |= u64::from(*fd as u32) << (32 * (at % 2));
    }
    let mut slice = Slice { at: message.as_ptr().cast_mut().cast(), size: message.len() };
    let head = MessageHead {
        name: std::ptr::null_mut(),
        name_size: 0,
        slices: &mut slice,
        slice_count: 1,
        control: control.as_mut_ptr().cast(),
        control_size: control[0] as usize,
        flags: 0,
    };
    // SAFETY: every pointer is to a live local or to the caller's message; sending only reads them.
    let sent = unsafe { sendmsg(fd, &head, MSG_NOSIGNAL) };
    if sent == message.len() as isize { Ok(()) } else { Err(failed("send descriptors")) }
}

/// The descriptors in a control buffer that holds at most one SCM_RIGHTS message.
fn descriptors(control: &[u64], size: usize) -> Vec<c_int> {
    // The head is a length of 8 bytes, a level and a type of 4 each.
    let length = control[0] as usize;
    if size < 16 || length < 16 || length > std::mem::size_of_val(control) {
        return Vec::new();
    }
    let count = (length - 16) / 4;
    let words = &control[2..];
    (0..count).map(|at| (words[at / 2] >> (32 * (at % 2))) as u32 as c_int).collect()
}

/// Makes `block`, a sequence of `K=V` ended by NUL each, the environment of this process.
pub fn set_environ(block: &[u8]) {
    // The strings must live as long as the process, so they are given away.
    let block: &'static mut [u8] = Box::leak(block.to_vec().into_boxed_slice());
    let mut pointers: Vec<*mut c_char> = Vec::new();
    let mut start = 0;
    for at in 0..block.len() {
        if block[at] == 0 {
            pointers.push(block[start..].as_mut_ptr().cast());
            start = at + 1;
        }
    }
    pointers.push(std::ptr::null_mut());
    // SAFETY: called with the interpreter's lock held, before any code of the user has run.
    unsafe { environ = Box::leak(pointers.into_boxed_slice()).as_mut_ptr() };
}

/// The variable that changes with every invocation.
const TRACE_ID: &[u8] = b"_X_AMZN_TRACE_ID=";
/// What the engine lets pass, the name and the end.
const TRACE_ID_BYTES_MAX: usize = 2048 + TRACE_ID.len() + 1;

/// Two texts in turns: whoever has just asked for the variable reads on undisturbed.
struct TraceIds {
    texts: [&'static mut [u8]; 2],
    turn: usize,
}

static TRACE_IDS: Mutex<Option<TraceIds>> = Mutex::new(None);

/// Sets the variable in the C environment. `setenv` keeps every value that it was ever given.
pub fn set_trace_id(value: &[u8]) -> Outcome<()> {
    if TRACE_ID.len() + value.len() >= TRACE_ID_BYTES_MAX || value.contains(&0) {
        return Err("a trace id that is none".into());
    }
    let mut held = TRACE_IDS.lock().map_err(|_| "poisoned".to_owned())?;
    let room = || Box::leak(vec![0; TRACE_ID_BYTES_MAX].into_boxed_slice());
    let ids = held.get_or_insert_with(|| TraceIds { texts: [room(), room()], turn: 0 });
    ids.turn = 1 - ids.turn;
    let text = &mut *ids.texts[ids.turn];
    text[..TRACE_ID.len()].copy_from_slice(TRACE_ID);
    let end = TRACE_ID.len() + value.len();
    text[TRACE_ID.len()..end].copy_from_slice(value);
    text[end] = 0;
    point_at(text.as_mut_ptr().cast());
    Ok(())
}

/// Lets the environment's place of the trace id point there; makes one where there is none.
fn point_at(text: *mut c_char) {
    // SAFETY: with the interpreter's lock held nobody changes the environment; it is a row of
    // pointers to strings with an end, or null where it was cleared.
    unsafe {
        let mut count = 0;
        while !environ.is_null() && !(*environ.add(count)).is_null() {
            let name = CStr::from_ptr(*environ.add(count));
            if name.to_bytes().starts_with(TRACE_ID) {
                *environ.add(count) = text;
                return;
            }
            count += 1;
        }
        let known = (0..count).map(|at| *environ.add(at));
        let all: Vec<_> = known.chain([text, std::ptr::null_mut()]).collect();
        environ = Box::leak(all.into_boxed_slice()).as_mut_ptr();
    }
}

/// A file in memory, of zeros.
pub fn memory_file(name: &std::ffi::CStr, size: usize) -> Outcome<c_int> {
    // SAFETY: a C string that outlives the call; no other pointers.
    unsafe {
        let flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
        let file = check("make a file in memory", memfd_create(name.as_ptr(), flags))?;
        check("size it", ftruncate(file, size as i64)).inspect_err(|_| {
            close(file);
        })?;
        Ok(file)
    }
}

/// Nobody changes it any more.
pub fn seal(file: c_int) -> Outcome<()> {
    // SAFETY: no pointers.
    check("seal a file in memory", unsafe { fcntl(file, F_ADD_SEALS, ALL_SEALS) }).map(drop)
}

pub fn open_to_read(name: &std::ffi::CStr) -> Outcome<c_int> {
    // SAFETY: a C string that outlives the call.
    check("open", unsafe { open(name.as_ptr(), O_RDONLY | O_CLOEXEC) })
}

/// Whether there is something to read, or an error, before so much time has passed.
pub fn readable(fd: c_int, timeout_ms: c_int) -> bool {
    let mut poll_fd = PollFd { fd, events: POLLIN, revents: 0 };
    // SAFETY: one live entry.
    unsafe { poll(&mut poll_fd, 1, timeout_ms) != 0 }
}

pub fn page_size() -> usize {
    // SAFETY: no pointers.
    unsafe { getpagesize() as usize }
}

/// Somewhere in this thread's own block, where the kernel writes too.
pub fn thread_block() -> usize {
    // SAFETY: an address, always there.
    unsafe { __errno_location() as usize }
}

/// Of this process; 0 where it cannot be known.
pub fn thread_count() -> usize {
    let mut text = [0u8; 512];
    let Ok(file) = open_to_read(c"/proc/self/stat") else { return 0 };
    // SAFETY: a live array and its size; the descriptor is ours.
    let size = unsafe {
        let size = read(file, text.as_mut_ptr().cast(), text.len());
        close(file);
        usize::try_from(size).unwrap_or(0)
    };
    // Behind the name, which may hold anything: state, parent, ... the 20th field of all.
    let text = std::str::from_utf8(&text[..size]).unwrap_or("");
    let fields = text.rsplit_once(") ").map_or("", |(_, rest)| rest);
    fields.split(' ').nth(17).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// The largest resident set so far, in KiB.
pub fn max_rss_kib() -> u32 {
    let mut usage = [0i64; 18];
    // Asked for the thread, the kernel does not add up the times of all of them first.
    // SAFETY: `struct rusage` is 144 bytes, two times of 16 and fourteen longs.
    unsafe { getrusage(RUSAGE_THREAD, &mut usage) };
    u32::try_from(usage[4]).unwrap_or(0)
}
