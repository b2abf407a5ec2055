//! The server gives up its privilege: once its ports are bound and the warden runs, it needs none.
//!
//! As root it becomes the user to whom the application's folder belongs, where that is a person of
//! this machine; otherwise it keeps root's number and nothing else of it. Either way: no capability
//! in any set, none to be gained, files only where they are needed (Landlock), and no system calls
//! that sandboxes may not make either. All of it is for good, and for every process that it starts.

use std::ffi::{CStr, CString, OsStr};
use std::fs;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, lchown};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::warden::launcher::sys;
use crate::warden::seccomp;

/// A step that failed, with the kernel's answer.
type Outcome<T> = Result<T, String>;

/// Who the server is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
    pub home: PathBuf,
}

/// What is left to the server.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// None: it stays who it is.
    pub user: Option<User>,
    /// Directories and files that may be read, and executed. What does not exist is left out.
    pub reads: Vec<PathBuf>,
    /// Where everything may be done.
    pub writes: Vec<PathBuf>,
    /// Directories in which files, but no directories or links, may be made and removed.
    pub files_in: Vec<PathBuf>,
}

/// Whether there is something to give up.
pub fn is_root() -> bool {
    // SAFETY: always succeeds.
    unsafe { libc::geteuid() == 0 }
}

/// The person to whom the first of these folders belongs: with a home of their own, and able to
/// read all of them (or what is there of their parents). None: nobody but root.
pub fn owner(folders: &[&Path]) -> Option<User> {
    let uid = fs::metadata(folders.first()?).ok()?.uid();
    if uid == 0 || !is_root() {
        return None;
    }
    let user = look_up(uid)?;
    let at_home = fs::metadata(&user.home).is_ok_and(|home| home.uid() == uid);
    let there = |folder: &&Path| folder.ancestors().find(|one| one.exists()).map(Path::to_owned);
    let mut existing = folders.iter().filter_map(there);
    (at_home && existing.all(|folder| can_read(&user, &folder))).then_some(user)
}

/// From now on, for us and what we start. Call it while there is one thread.
pub fn assume_home(home: &Path) {
    set("HOME", home);
}

fn look_up(uid: u32) -> Option<User> {
    let mut room = vec![0u8; 16 * 1024];
    // SAFETY: an all-zero passwd is valid to be filled; the room outlives what points into it.
    unsafe {
        let mut entry: libc::passwd = std::mem::zeroed();
        let mut found = std::ptr::null_mut();
        let (at, size) = (room.as_mut_ptr().cast(), room.len());
        if libc::getpwuid_r(uid, &mut entry, at, size, &mut found) != 0 || found.is_null() {
            return None;
        }
        let home = CStr::from_ptr(entry.pw_dir).to_bytes().to_vec();
        let home = PathBuf::from(std::ffi::OsString::from_vec(home));
        Some(User { uid, gid: entry.pw_gid, home })
    }
}

/// Looked at with the user's eyes.
fn can_read(user: &User, folder: &Path) -> bool {
    // SAFETY: no pointers; the calls change the calling thread only, and are undone below.
    unsafe {
        libc::setfsgid(user.gid);
        libc::setfsuid(user.uid);
    }
    let readable = fs::read_dir(folder).is_ok();
    // SAFETY: as above.
    unsafe {
        libc::setfsuid(libc::geteuid());
        libc::setfsgid(libc::getegid());
    }
    readable
}

/// Makes a directory, and gives it with all that is in it to whoever the server will be, where an
/// earlier start left something in it to somebody else.
pub fn hand_over(dir: &Path, user: Option<&User>) -> Result<(), Error> {
    make(dir, user)?;
    if !is_root() {
        return Ok(());
    }
    let (uid, gid) = ids(user);
    give(dir, uid, gid, 0)
        .map_err(|error| Error::io(format_args!("hand over {}", dir.display()), &error))
}

/// Makes a directory that belongs to whoever the server will be.
pub fn make(dir: &Path, user: Option<&User>) -> Result<(), Error> {
    let (uid, gid) = ids(user);
    let made = || {
        let new = dir.ancestors().take_while(|one| !one.exists());
        let new: Vec<PathBuf> = new.chain([dir]).map(Path::to_owned).collect();
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let mut theirs = new.iter().filter(|_| is_root());
        theirs.try_for_each(|one| lchown(one, Some(uid), Some(gid)))
    };
    made().map_err(|error: io::Error| Error::io(format_args!("make {}", dir.display()), &error))
}

fn ids(user: Option<&User>) -> (u32, u32) {
    user.map_or((0, 0), |user| (user.uid, user.gid))
}

/// Through open directories, so that nobody can put a link in the way. Below the first level, what
/// belongs to whom it should is not looked into: it came to be with all that is in it.
fn give(dir: &Path, uid: u32, gid: u32, depth: usize) -> io::Result<()> {
    let flags = libc::O_DIRECTORY | libc::O_NOFOLLOW;
    let open = fs::OpenOptions::new().read(true).custom_flags(flags).open(dir)?;
    if depth > 0 && open.metadata()?.uid() == uid {
        return Ok(());
    }
    let here = PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd()));
    for entry in fs::read_dir(&here)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        let path = here.join(entry.file_name());
        if meta.is_dir() {
            give(&path, uid, gid, depth + 1)?;
        } else if meta.uid() != uid && meta.nlink() < 2 {
            // With two names it may be somebody else's file.
            lchown(&path, Some(uid), Some(gid))?;
        }
    }
    std::os::unix::fs::fchown(&open, Some(uid), Some(gid))
}

/// For good. While the process has one thread: others would keep what they have. `temporary` is
/// where programs that it starts write from now on. False where the kernel has no Landlock.
pub fn give_up(rest: &Rest, temporary: &Path) -> Result<bool, Error> {
    let threads = fs::read_dir("/proc/self/task").map_or(1, Iterator::count);
    if threads != 1 {
        return Err(Error::new(format!("the server has {threads} threads already")));
    }
    set("TMPDIR", temporary);
    give_up_all(rest).map_err(Error::new)
}

/// Straight down; what needs privilege first.
fn give_up_all(rest: &Rest) -> Outcome<bool> {
    // 1. Nothing that is executed gains anything.
    sys::empty_bounding_set();
    sys::no_new_privileges()?;
    // 2. Files.
    let ruleset = write_down_paths(rest)?;
    // 3. Who it is.
    if let Some(User { uid, gid, .. }) = &rest.user {
        // SAFETY: no groups, no pointers.
        unsafe {
            sys::check("setgroups", sys::setgroups(0, std::ptr::null()))?;
            sys::check("setresgid", sys::setresgid(*gid, *gid, *gid))?;
            sys::check("setresuid", sys::setresuid(*uid, *uid, *uid))?;
        }
    }
    // 4. Root's number alone is none of root's powers.
    sys::drop_capabilities()?;
    if let Some(ruleset) = ruleset {
        sys::landlock_enforce(ruleset)?;
        // SAFETY: ours, and not used again.
        unsafe { sys::close(ruleset) };
    }
    // 5. System calls.
    sys::seccomp(&seccomp::server())?;
    Ok(ruleset.is_some())
}

fn set(name: &str, value: &Path) {
    // SAFETY: the callers' callers have one thread.
    unsafe { std::env::set_var(name, value) };
}

/// Landlock's rights, by bit: execute, write_file, read_file, read_dir, then what creates and
/// removes (bits 4 to 12), refer, truncate, ioctl on devices.
mod right {
    pub const READ: u64 = 1 | 1 << 2 | 1 << 3;
    pub const WRITE: u64 = 1 << 1 | 1 << 14;
    pub const REMOVE_FILE: u64 = 1 << 5;
    pub const MAKE_FILE: u64 = 1 << 8;
    pub const IOCTL: u64 = 1 << 15;
    pub const CHANGE: u64 = 0x1ff << 4 | 1 << 13;
    /// What a rule about a file may hold.
    pub const OF_FILES: u64 = 1 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15;
}

/// Devices that any program expects.
const DEVICES: &[&str] = &["null", "zero", "full", "random", "urandom", "tty", "ptmx"];

/// None where the kernel has no Landlock.
fn write_down_paths(rest: &Rest) -> Outcome<Option<i32>> {
    let version = sys::landlock_version();
    let known = match version {
        0 => return Ok(None),
        1 => (1 << 13) - 1,
        2 => (1 << 14) - 1,
        3 | 4 => (1 << 15) - 1,
        _ => (1 << 16) - 1,
    };
    // Signals and abstract sockets cannot cross either, from version 6 on.
    let attributes: [u64; 3] = [known, 0, 3];
    let fields = if version >= 6 { 3 } else { 1 };
    let ruleset = sys::landlock_ruleset(&attributes[..fields])?;
    let allow = |path: &Path, rights: u64| -> Outcome<()> {
        let Ok(meta) = fs::metadata(path) else { return Ok(()) };
        let rights = if meta.is_dir() { rights } else { rights & right::OF_FILES };
        let name = CString::new(path.as_os_str().as_bytes()).unwrap_or_default();
        sys::landlock_allow(ruleset, &name.to_string_lossy(), rights & known)
    };
    for path in &rest.reads {
        allow(path, right::READ)?;
    }
    let everything = right::READ | right::WRITE | right::CHANGE;
    for path in &rest.writes {
        allow(path, everything)?;
    }
    let files = right::READ | right::WRITE | right::MAKE_FILE | right::REMOVE_FILE;
    for path in &rest.files_in {
        allow(path, files)?;
    }
    for name in DEVICES {
        allow(&Path::new("/dev").join(name), right::READ | right::WRITE | right::IOCTL)?;
    }
    allow(Path::new("/dev/pts"), right::READ | right::WRITE | right::IOCTL)?;
    // Semaphores of programs that work in several processes, as the byte compiler does.
    allow(Path::new("/dev/shm"), everything)?;
    Ok(Some(ruleset))
}

/// What any program needs to read of a machine.
pub fn system_reads() -> Vec<PathBuf> {
    const WHOLE: &[&str] = &[
        "usr",
        "lib",
        "lib32",
        "lib64",
        "libx32",
        "bin",
        "sbin",
        "opt",
        "nix",
        "proc",
        "sys/devices/system",
        "sys/fs/cgroup",
        "run/systemd/resolve",
        "run/resolvconf",
        "run/NetworkManager",
    ];
    /// Of /etc what holds no secrets and programs look for.
    const ETC: &[&str] = &[
        "alternatives",
        "ca-certificates",
        "debian_version",
        "gai.conf",
        "group",
        "host.conf",
        "hostname",
        "hosts",
        "ld.so.cache",
        "ld.so.conf",
        "ld.so.conf.d",
        "localtime",
        "lsb-release",
        "mime.types",
        "nsswitch.conf",
        "os-release",
        "passwd",
        "pip.conf",
        "pki",
        "protocols",
        "redhat-release",
        "resolv.conf",
        "services",
        "ssl/certs",
        "ssl/openssl.cnf",
        "ssl/cert.pem",
        "timezone",
        "xdg/pip",
    ];
    let whole = WHOLE.iter().map(|name| Path::new("/").join(name));
    whole.chain(ETC.iter().map(|name| Path::new("/etc").join(name))).collect()
}

/// What pip reads: its settings, and the files that its environment names.
pub fn pip_reads(home: &Path) -> Vec<PathBuf> {
    const CERTIFICATES: &[&str] =
        &["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];
    let settings = [".config/pip", ".pip", ".netrc"].map(|name| home.join(name));
    let named = std::env::vars_os().filter(|(name, _)| {
        name.as_bytes().starts_with(b"PIP_") || CERTIFICATES.iter().any(|one| name == one)
    });
    let paths = named.flat_map(|(_, value)| {
        let words = value.as_bytes().split(|byte| *byte == b' ').map(<[u8]>::to_vec);
        words.collect::<Vec<_>>()
    });
    let paths = paths.map(|word| {
        let word = word.strip_prefix(b"file://").unwrap_or(&word);
        PathBuf::from(OsStr::from_bytes(word))
    });
    settings.into_iter().chain(paths.filter(|path| path.is_absolute())).collect()
}
