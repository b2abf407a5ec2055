//! Level guarded, where no namespace can be made: what replaces mounts, and how its end is found.
//!
//! A sandbox here sees the host's files by their own names; Landlock leaves it those that it needs.
//! The warden is no first process of a namespace, so its session takes that part: functions cannot
//! leave it, and whoever is found in it when the warden is over is killed.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::TemplateSpec;
use crate::socket::check;
use crate::warden::ground::Ground;
use crate::warden::root::{self, at};
use crate::warden::{ground, keeper, seccomp_guarded, sys};

/// Below the ground: what stands beside functions.
pub const RUNTIME: &str = "runtime";
/// Landlock's rules for TCP came with version 4 (Linux 6.7): without them every function would
/// reach the endpoint where `test`/`test` is the administrator.
const LANDLOCK_MIN: i32 = 4;
/// Version 6 (Linux 6.12) keeps signals inside. Without a uid for each sandbox nothing else does.
const LANDLOCK_MIN_ONE_UID: i32 = 6;
/// Below the state directory: which session a warden has, for the next one if it cannot clear up.
pub const SESSION: &str = "session";

/// A throw-away sandbox, in a child of the caller: everything that the level stands on is used.
pub fn build() -> Result<(), String> {
    let own_uids = sys::effective_uid() == 0;
    let (have, need) = (landlock_version(), least(own_uids));
    if have < need {
        return Err(format!("Landlock version {need} is needed, and the kernel has {have}"));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(at("listen"))?;
    let address = listener.local_addr().map_err(at("listen"))?;
    let first = ground::own_ranges().first().copied();
    let id = if own_uids { first.ok_or("no ids for functions are mapped here")? } else { 0 };
    // SAFETY: no pointers but a null list of no groups.
    unsafe {
        check(libc::setpgid(0, 0)).map_err(at("make a process group"))?;
        if own_uids {
            check(libc::setgroups(0, std::ptr::null())).map_err(at("setgroups"))?;
            check(libc::setresgid(id, id, id)).map_err(at("setresgid"))?;
            check(libc::setresuid(id, id, id)).map_err(at("setresuid"))?;
        }
        check(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)).map_err(at("no_new_privs"))?;
    }
    shut_in(have).map_err(at("Landlock"))?;
    if TcpStream::connect(address).is_ok() || fs::read_dir("/").is_ok() {
        return Err("Landlock is there and does not keep anything".to_owned());
    }
    install(&seccomp_guarded::early(own_uids)).map_err(at("seccomp"))
}

fn least(own_uids: bool) -> i32 {
    if own_uids { LANDLOCK_MIN } else { LANDLOCK_MIN_ONE_UID }
}

pub fn landlock_version() -> i32 {
    let none: *const u8 = std::ptr::null();
    // SAFETY: the documented way to ask for the version.
    let version = unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, none, 0usize, 1u32) };
    version.max(0) as i32
}

/// Nothing is left to this process: reading directories and connecting stand for all.
fn shut_in(version: i32) -> io::Result<()> {
    const READ_DIR: u64 = 1 << 3;
    const BIND_AND_CONNECT: u64 = 3;
    const SIGNALS_AND_ABSTRACT: u64 = 3;
    let attributes = [READ_DIR, BIND_AND_CONNECT, SIGNALS_AND_ABSTRACT];
    let size = if version >= LANDLOCK_MIN_ONE_UID { 24usize } else { 16 };
    // SAFETY: the attributes are consecutive 64-bit fields, of which `size` bytes are read.
    unsafe {
        let make = libc::SYS_landlock_create_ruleset;
        let ruleset = check(libc::syscall(make, attributes.as_ptr(), size, 0u32) as i32)?;
        let enforced = libc::syscall(libc::SYS_landlock_restrict_self, ruleset, 0u32);
        libc::close(ruleset);
        check(enforced as i32).map(drop)
    }
}

fn install(program: &[u8]) -> io::Result<()> {
    let head = libc::sock_fprog {
        len: (program.len() / 8) as u16,
        filter: program.as_ptr().cast_mut().cast(),
    };
    // SAFETY: the kernel copies the program, which has as many instructions as it says.
    check(unsafe { libc::syscall(libc::SYS_seccomp, 1, 0, &head) } as i32).map(drop)
}

// ---- What a sandbox reads ----

/// What the zygote and its stems find beside them; the same for all of a warden's.
pub fn write_runtime(ground: &Ground) -> Result<(), String> {
    let (early, late) = (seccomp_guarded::early(ground.own_uids()), seccomp_guarded::late());
    root::write_runtime(&runtime_dir(ground), &early, &late)
}

pub fn runtime_dir(ground: &Ground) -> PathBuf {
    ground.dir.join(RUNTIME).join("squall")
}

/// What may be read besides the system's own, and behind a `-` what may not although it lies below.
pub fn readable(ground: &Ground, spec: Option<&TemplateSpec>, hidden: &[PathBuf]) -> Vec<Vec<u8>> {
    let bytes = |path: &Path| path.as_os_str().as_encoded_bytes().to_vec();
    let mut all = vec![bytes(&ground.dir.join(RUNTIME))];
    if let Some(spec) = spec {
        all.push(bytes(&spec.prefix));
        all.extend(spec.managed.as_deref().map(bytes));
    }
    all.extend(hidden.iter().map(|dir| [b"-", &bytes(dir)[..]].concat()));
    all
}

/// A directory, to be passed on and not read through by us.
pub fn open_path(dir: &Path) -> io::Result<OwnedFd> {
    let flags = libc::O_PATH | libc::O_DIRECTORY;
    Ok(fs::OpenOptions::new().read(true).custom_flags(flags).open(dir)?.into())
}

/// Names as functions know them, and what they are here: `kind NUL from NUL to NUL`, repeated.
pub fn view(
    ground: &Ground,
    slot: u32,
    mounts: &[(PathBuf, String)],
    ports: &[(u16, u16)],
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = |kind: &str, from: &[u8], to: &[u8]| {
        for part in [kind.as_bytes(), from, to] {
            out.extend_from_slice(part);
            out.push(0);
        }
    };
    for (host, target) in mounts {
        line("path", target.as_bytes(), host.as_os_str().as_encoded_bytes());
    }
    line("path", b"/tmp", ground.tmp_dir(slot).as_os_str().as_encoded_bytes());
    for (wanted, real) in ports {
        line("port", wanted.to_string().as_bytes(), real.to_string().as_bytes());
    }
    out
}

/// The listeners of a sandbox: any free port of the host's loopback each.
pub fn listen(count: usize) -> io::Result<Vec<OwnedFd>> {
    let one = |_| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        Ok(listener.into())
    };
    (0..count).map(one).collect()
}

pub fn port_of(listener: &OwnedFd) -> io::Result<u16> {
    let listener = TcpListener::from(listener.try_clone()?);
    Ok(listener.local_addr()?.port())
}

// ---- The session ----

/// Orphans come to the calling process, not to the first of the container.
pub fn adopt_orphans() {
    // SAFETY: no pointers.
    unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) };
}

/// Says which session is ours, after the end of whoever said so before and could not clear up.
pub fn begin_session(state_dir: &Path) -> io::Result<()> {
    end_last_session(state_dir);
    // SAFETY: no pointers.
    let own = unsafe { libc::getsid(0) };
    let mut file = fs::File::create_new(state_dir.join(SESSION))?;
    file.write_all(format!("{} {own}\n", boot_id()).as_bytes())
}

/// Functions that outlived their warden, which only happens when all of its processes are killed
/// at once. Only confined processes are taken: the number may be another session's by now.
pub fn end_last_session(state_dir: &Path) {
    let Ok(text) = read_own(&state_dir.join(SESSION)) else { return };
    let mut words = text.split_whitespace();
    let (boot, session) = (words.next(), words.next().and_then(|word| word.parse().ok()));
    // SAFETY: no pointers.
    let own = unsafe { libc::getsid(0) };
    if let (Some(boot), Some(session)) = (boot, session)
        && boot == boot_id()
        && session != own
    {
        kill_session(session, |pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
            let has = |line: &str| status.lines().any(|one| one == line);
            has("NoNewPrivs:\t1") && has("Seccomp:\t2")
        });
    }
    let _ = fs::remove_file(state_dir.join(SESSION));
}

/// What we have written, and nobody else.
fn read_own(file: &Path) -> io::Result<String> {
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let mut file = fs::OpenOptions::new().read(true).custom_flags(flags).open(file)?;
    let meta = file.metadata()?;
    let mut text = String::new();
    if meta.is_file() && meta.uid() == sys::effective_uid() {
        file.read_to_string(&mut text)?;
    }
    Ok(text)
}

/// The end of ours: everybody but the caller.
pub fn end_session(state_dir: &Path) {
    // SAFETY: no pointers.
    kill_session(unsafe { libc::getsid(0) }, |_| true);
    let _ = fs::remove_file(state_dir.join(SESSION));
}

/// Looks that find somebody before this gives up: a process may be stuck in the kernel.
const LOOKS_MAX: u32 = 1_000;

fn kill_session(session: i32, ours: impl Fn(i32) -> bool) {
    let own = std::process::id() as i32;
    // SAFETY: no pointers.
    let own_group = unsafe { libc::getpgrp() };
    for _ in 0..LOOKS_MAX {
        let mut groups = HashSet::new();
        for (pid, stat) in processes() {
            if pid == own || stat.session != session || stat.dead || !ours(pid) {
                continue;
            }
            if stat.group == own_group {
                // SAFETY: no pointers.
                unsafe { libc::kill(pid, libc::SIGKILL) };
                groups.insert(-pid);
            } else if groups.insert(stat.group) {
                keeper::signal(stat.group, libc::SIGKILL);
            }
        }
        while sys::reap().is_some() {}
        if groups.is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    eprintln!("squall-warden: processes of session {session} do not end");
}

fn boot_id() -> String {
    let text = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    text.trim().to_owned()
}

/// What `/proc/PID/stat` says of who belongs to whom.
pub struct Stat {
    pub group: i32,
    pub session: i32,
    pub dead: bool,
}

pub fn processes() -> impl Iterator<Item = (i32, Stat)> {
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        Some((pid, read_stat(&fs::read_to_string(entry.path().join("stat")).ok()?)?))
    })
}

pub fn group_of(pid: i32) -> Option<i32> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(read_stat(&text)?.group)
}

/// The name in it may hold anything, so what counts is behind its last bracket.
fn read_stat(text: &str) -> Option<Stat> {
    let mut words = text.rsplit_once(')')?.1.split_whitespace();
    let (state, _parent) = (words.next()?, words.next()?);
    let (group, session) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Stat { group, session, dead: matches!(state, "Z" | "X") })
}

/// Reads what belongs to another uid as that uid: without CAP_SYS_PTRACE, which containers lack,
/// root may not look into `/proc/PID/fd` and the like of others.
pub fn as_reader<T>(uid: Option<u32>, read: impl FnOnce() -> T) -> T {
    let Some(uid) = uid else { return read() };
    // SAFETY: no pointers; the caller has one thread. Failing leaves us who we are.
    unsafe {
        libc::setfsgid(uid);
        libc::setfsuid(uid);
    }
    let outcome = read();
    // SAFETY: as above.
    unsafe {
        libc::setfsuid(0);
        libc::setfsgid(0);
    }
    // The kernel forgets it where such an id changes.
    sys::die_with_parent();
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_s_name_does_not_confuse_its_numbers() {
        let stat = read_stat("12 (a) S 1 (b) R 5 77 88 0 -1").unwrap();
        assert_eq!((stat.group, stat.session, stat.dead), (77, 88, false));
        assert!(read_stat("12 (x) Z 5 77 88 0").unwrap().dead);
        assert!(read_stat("12 x").is_none());
    }

    #[test]
    fn our_own_process_is_in_its_session() {
        let own = std::process::id() as i32;
        let (_, stat) = processes().find(|(pid, _)| *pid == own).unwrap();
        // SAFETY: no pointers.
        assert_eq!(stat.session, unsafe { libc::getsid(0) });
    }

    #[test]
    fn what_a_sandbox_knows_of_its_place_is_a_list_of_names() {
        let ground = Ground::new(
            crate::Level::Rootless,
            &crate::Options {
                level: None,
                state_dir: "/s".into(),
                hidden: Vec::new(),
                sources: Vec::new(),
                interpreters: Vec::new(),
                listen_ports: Vec::new(),
                program_ports: Vec::new(),
            },
            Path::new("/s"),
        )
        .unwrap();
        let mounts = [(PathBuf::from("/a b"), "/var/task".to_owned())];
        let text = String::from_utf8(view(&ground, 3, &mounts, &[(4566, 40_000)])).unwrap();
        let expected = "path\0/var/task\0/a b\0path\0/tmp\0/s/tmp/3\0port\x004566\x0040000\0";
        assert_eq!(text, expected);
    }
}
