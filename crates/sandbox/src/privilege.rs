//! The server gives up its privilege: once its ports are bound and the warden runs, it needs none.
//!
//! As root it becomes the user to whom the application's folder belongs, where that is a person of
//! this machine; otherwise it keeps root's number and nothing else of it. Either way: no capability
//! in any set, none to be gained, files only where they are needed (Landlock), and no system calls
//! that sandboxes may not make either. All of it is for good, and for every process that it starts.

use std::ffi::{CStr, CString, OsStr};
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::warden::launcher::sys;
use crate::warden::{self, seccomp};
use crate::{Error, beneath};

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

fn can_read(user: &User, folder: &Path) -> bool {
    as_user(user.uid, user.gid, || fs::read_dir(folder).is_ok())
}

/// Does something with files as somebody who may do no more there than they may.
fn as_user<T>(uid: u32, gid: u32, what: impl FnOnce() -> T) -> T {
    // SAFETY: no pointers; the calls change the calling thread only, and are undone below.
    unsafe {
        libc::setfsgid(gid);
        libc::setfsuid(uid);
    }
    let outcome = what();
    // SAFETY: as above.
    unsafe {
        libc::setfsuid(libc::geteuid());
        libc::setfsgid(libc::getegid());
    }
    outcome
}

/// Makes a directory, and gives it with all that is in it to whoever the server will be, where an
/// earlier start left something in it to somebody else. `folder`: whose the application's is.
pub fn hand_over(dir: &Path, user: Option<&User>, folder: u32) -> Result<(), Error> {
    let made = make_open(dir, user, folder)?;
    let failed = |error: io::Error| Error::io(format_args!("hand over {}", dir.display()), &error);
    made.map_or(Ok(()), |open| give_below(&open, ids(user)).map_err(failed))
}

/// Makes a directory that belongs to whoever the server will be.
pub fn make(dir: &Path, user: Option<&User>, folder: u32) -> Result<(), Error> {
    make_open(dir, user, folder).map(drop)
}

/// None where it is not root who makes it.
fn make_open(dir: &Path, user: Option<&User>, folder: u32) -> Result<Option<OwnedFd>, Error> {
    let making = |error: io::Error| failed_to_make(dir, &error);
    if !is_root() {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
        return made.map(|()| None).map_err(making);
    }
    let (uid, gid) = ids(user);
    let open = beneath::make(dir, (uid, gid)).map_err(making)?;
    let owner = beneath::look_at(&open).map_err(making)?.uid();
    if ![0, uid, folder].contains(&owner) {
        let what = format!("{} belongs to uid {owner}", dir.display());
        let fix = format!("It is not made uid {uid}'s: remove it, or name another directory.");
        return Err(Error::new(what).remedy(fix));
    }
    if owner != uid {
        beneath::give(&open, (uid, gid)).map_err(making)?;
    }
    Ok(Some(open))
}

/// Makes a directory that is its maker's alone. Root does not use one of somebody else's, in which
/// there may be links to anywhere: it is removed, with that person's rights.
pub fn make_own(dir: &Path) -> Result<(), Error> {
    let making = |error: io::Error| failed_to_make(dir, &error);
    let only_ours = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o700));
    if !is_root() {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
        return made.and_then(|()| only_ours(dir)).map_err(making);
    }
    let mut open = beneath::make(dir, ids(None)).map_err(making)?;
    let meta = beneath::look_at(&open).map_err(making)?;
    if meta.uid() != 0 {
        let removed = as_user(meta.uid(), meta.gid(), || warden::dismantle(dir));
        removed.map_err(|error| {
            let fix = format!("Remove {}: an ordinary user's server has left it.", dir.display());
            Error::io(format_args!("remove {}", dir.display()), &error).remedy(fix)
        })?;
        open = beneath::make(dir, ids(None)).map_err(making)?;
    }
    only_ours(&beneath::name_of(&open)).map_err(making)
}

fn failed_to_make(dir: &Path, error: &io::Error) -> Error {
    let failed = Error::io(format_args!("make {}", dir.display()), error);
    match beneath::is_link(error) {
        true => failed.remedy(
            "Remove the link, or name the directory that it leads to: with `--data-dir`, or for \
             packages with XDG_CACHE_HOME.",
        ),
        false => failed,
    }
}

fn ids(user: Option<&User>) -> (u32, u32) {
    user.map_or((0, 0), |user| (user.uid, user.gid))
}

/// Through open directories, so that nobody can put a link in the way, and not into what is mounted
/// there. What belongs to whom it should is not looked into: it came to be with all that is in it.
fn give_below(dir: &OwnedFd, to: (u32, u32)) -> io::Result<()> {
    for entry in fs::read_dir(beneath::name_of(dir))? {
        let name = PathBuf::from(entry?.file_name());
        let one = match beneath::open_at(dir, &name, beneath::ITSELF, libc::RESOLVE_NO_XDEV) {
            Err(error) if error.raw_os_error() == Some(libc::EXDEV) => continue,
            // Removed meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        let meta = beneath::look_at(&one)?;
        // Only root's things become a person's; with two names it may be another file of root's.
        let known = if meta.is_dir() { true } else { is_plain(&meta) && meta.nlink() < 2 };
        if !known || meta.uid() == to.0 || (meta.uid() != 0 && to.0 != 0) {
            continue;
        }
        if meta.is_dir() {
            give_below(&one, to)?;
        }
        beneath::give(&one, to)?;
    }
    Ok(())
}

fn is_plain(meta: &fs::Metadata) -> bool {
    meta.is_file() || meta.is_symlink()
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
    // What lies in somebody's folder may be another by now, or a link: the rule is about what is
    // open, and for root's links only.
    let allow_open = |path: &Path, rights: u64| match beneath::open(path) {
        Ok(open) => allow(&beneath::name_of(&open), rights),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    for path in &rest.writes {
        allow_open(path, everything)?;
    }
    let files = right::READ | right::WRITE | right::MAKE_FILE | right::REMOVE_FILE;
    for path in &rest.files_in {
        allow_open(path, files)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{lchown, symlink};

    const SOMEBODY: u32 = 54_321;

    /// A folder of somebody's below the temporary one; None where the tests do not run as root.
    fn folder(name: &str) -> Option<(PathBuf, User)> {
        if !is_root() {
            return None;
        }
        let home = std::env::temp_dir().join(format!("squall-own-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(home.join("system/inner")).unwrap();
        lchown(&home, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        let user = User { uid: SOMEBODY, gid: SOMEBODY, home: home.clone() };
        Some((home, user))
    }

    fn uid_of(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().uid()
    }

    #[test]
    fn nothing_behind_a_persons_link_is_handed_over() {
        let Some((home, user)) = folder("links") else { return };
        symlink(home.join("system"), home.join(".cache")).unwrap();
        lchown(home.join(".cache"), Some(SOMEBODY), None).unwrap();
        for dir in [".cache", ".cache/squall", ".cache/inner"] {
            let error = hand_over(&home.join(dir), Some(&user), SOMEBODY).unwrap_err();
            assert!(error.to_string().contains(".cache is a link"), "{error}");
            assert!(make(&home.join(dir), Some(&user), SOMEBODY).is_err());
            assert!(make_own(&home.join(dir)).is_err());
        }
        assert_eq!((uid_of(&home.join("system")), uid_of(&home.join("system/inner"))), (0, 0));
        assert!(!home.join("system/squall").exists());
        fs::remove_dir_all(&home).unwrap();
    }

    #[test]
    fn what_root_left_is_handed_over_without_what_links_lead_to() {
        let Some((home, user)) = folder("give") else { return };
        let store = home.join(".squall/store");
        fs::create_dir_all(store.join("a/b")).unwrap();
        for name in ["file", "a/b/file"] {
            fs::write(store.join(name), "").unwrap();
        }
        fs::write(home.join("system/file"), "").unwrap();
        fs::hard_link(home.join("system/file"), store.join("other")).unwrap();
        symlink(home.join("system"), store.join("a/link")).unwrap();
        hand_over(&store, Some(&user), SOMEBODY).unwrap();
        for name in ["", "file", "a", "a/b", "a/b/file", "a/link"] {
            assert_eq!(uid_of(&store.join(name)), SOMEBODY, "{name}");
        }
        for name in ["system", "system/inner", "system/file"] {
            assert_eq!(uid_of(&home.join(name)), 0, "{name}");
        }
        // What is a third one's stays theirs.
        lchown(&store, Some(SOMEBODY + 1), None).unwrap();
        let error = hand_over(&store, Some(&user), SOMEBODY).unwrap_err();
        assert!(error.to_string().contains("belongs to uid 54322"), "{error}");
        fs::remove_dir_all(&home).unwrap();
    }

    #[test]
    fn root_takes_no_directory_of_somebody_else_s_for_its_own() {
        let Some((home, _)) = folder("own") else { return };
        let dir = home.join("sandboxes");
        fs::create_dir(&dir).unwrap();
        symlink(home.join("system"), dir.join("tmp")).unwrap();
        fs::write(dir.join("warden.lock"), "").unwrap();
        for path in [dir.join("tmp"), dir.join("warden.lock"), dir.clone()] {
            lchown(path, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        }
        // Something of theirs that no warden has made is not removed.
        fs::write(dir.join("letter"), "").unwrap();
        assert!(make_own(&dir).is_err() && dir.join("letter").exists());
        fs::remove_file(dir.join("letter")).unwrap();
        make_own(&dir).unwrap();
        assert_eq!((uid_of(&dir), fs::read_dir(&dir).unwrap().count()), (0, 0));
        assert_eq!(fs::metadata(&dir).unwrap().mode() & 0o777, 0o700);
        assert!(home.join("system/inner").is_dir());
        fs::remove_dir_all(&home).unwrap();
    }
}
