//! Directories that root reaches through nobody's links but its own.
//!
//! What root makes, hands over and removes lies in folders of people, who may put a link there to
//! anything of the machine. So every directory on the way is opened in the one before it, and a
//! link is followed only where root has put it: nobody else can have changed it meanwhile.

use std::ffi::{CString, OsStr, OsString};
use std::fmt;
use std::fs;
use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use crate::socket::check;

/// As many as the kernel follows.
const LINKS_MAX: usize = 40;
/// Who may not write, where only root's links are.
const OTHERS_WRITE: u32 = 0o022;
/// Whatever it is, a link too; to be asked and passed on, not read.
pub const ITSELF: i32 = libc::O_PATH | libc::O_NOFOLLOW;

#[repr(C)]
struct OpenHow {
    flags: u64,
    mode: u64,
    resolve: u64,
}

/// `below` in an open directory, and never outside of it; no link is followed on the way.
pub fn open_at(dir: &OwnedFd, below: &Path, flags: i32, resolve: u64) -> io::Result<OwnedFd> {
    let name = CString::new(below.as_os_str().as_bytes())?;
    let links = libc::RESOLVE_NO_SYMLINKS | libc::RESOLVE_NO_MAGICLINKS;
    let flags = (flags | libc::O_CLOEXEC) as u64;
    let how = OpenHow { flags, mode: 0, resolve: libc::RESOLVE_BENEATH | links | resolve };
    // SAFETY: a C string that outlives the call; `how` has the layout and size that is said.
    let fd = unsafe {
        let (dir, size) = (dir.as_raw_fd(), size_of::<OpenHow>());
        libc::syscall(libc::SYS_openat2, dir, name.as_ptr(), &how, size)
    };
    check(fd as i32)?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

/// A directory of root's that nobody else may write, by no link. A relative name begins where this
/// process stands: whoever owns a directory above may put others there meanwhile.
pub fn open_roots(path: &Path) -> io::Result<OwnedFd> {
    let begin = if path.is_absolute() { "/" } else { "." };
    let mut here = OwnedFd::from(fs::File::open(begin)?);
    for part in path.components() {
        if let Component::Normal(name) = part {
            here = open_one(&here, name)?;
        } else if part == Component::ParentDir {
            return Err(io::ErrorKind::InvalidInput.into());
        }
    }
    let meta = look_at(&here)?;
    if meta.is_dir() && is_roots(&meta) {
        return Ok(here);
    }
    let what = format!("{} is no directory that only root may write", path.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, what))
}

/// The directory of that name, to be passed on.
pub fn open(path: &Path) -> io::Result<OwnedFd> {
    walk(path, None)
}

/// The same, where what is missing of it is made, for this uid and gid.
pub fn make(path: &Path, ids: (u32, u32)) -> io::Result<OwnedFd> {
    walk(path, Some(ids))
}

/// Where something that is open can be used by those who want a path.
pub fn name_of(fd: &OwnedFd) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", fd.as_raw_fd()))
}

pub fn look_at(fd: &OwnedFd) -> io::Result<fs::Metadata> {
    fs::File::from(fd.as_fd().try_clone_to_owned()?).metadata()
}

/// Gives what is open to somebody, whatever is under its name by now.
pub fn give(fd: &OwnedFd, (uid, gid): (u32, u32)) -> io::Result<()> {
    let flags = libc::AT_EMPTY_PATH | libc::AT_SYMLINK_NOFOLLOW;
    // SAFETY: a static C string.
    check(unsafe { libc::fchownat(fd.as_raw_fd(), c"".as_ptr(), uid, gid, flags) }).map(drop)
}

fn walk(path: &Path, make: Option<(u32, u32)>) -> io::Result<OwnedFd> {
    let top = || fs::File::open("/").map(OwnedFd::from);
    let parts = |path: &Path| -> Vec<OsString> {
        path.components().rev().map(|part| part.as_os_str().to_owned()).collect()
    };
    let (mut here, mut so_far, mut links) = (top()?, PathBuf::new(), 0);
    let mut left = parts(&std::path::absolute(path)?);
    while let Some(name) = left.pop() {
        if name == "/" {
            (here, so_far) = (top()?, PathBuf::from("/"));
            continue;
        }
        let shown = so_far.join(&name);
        let next = match (open_one(&here, &name), make) {
            (Err(error), Some(ids)) if error.kind() == io::ErrorKind::NotFound => {
                make_one(&here, &name, ids)
            }
            (opened, _) => opened,
        };
        let next = next.map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", shown.display()))
        })?;
        let meta = look_at(&next)?;
        if meta.is_symlink() {
            links += 1;
            if !is_roots(&look_at(&here)?) || meta.uid() != 0 || links > LINKS_MAX {
                return Err(refuse(&shown, meta.uid()));
            }
            left.extend(parts(&fs::read_link(name_of(&here).join(&name))?));
        } else if meta.is_dir() {
            (here, so_far) = (next, shown);
        } else {
            let what = format!("{} is no directory", shown.display());
            return Err(io::Error::new(io::ErrorKind::NotADirectory, what));
        }
    }
    Ok(here)
}

fn refuse(link: &Path, uid: u32) -> io::Error {
    let refused = Refused { link: link.to_owned(), uid };
    io::Error::new(io::ErrorKind::PermissionDenied, refused)
}

/// Whether it was a link that was not followed.
pub fn is_link(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Refused>())
}

#[derive(Debug)]
struct Refused {
    link: PathBuf,
    uid: u32,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (link, uid) = (self.link.display(), self.uid);
        write!(f, "{link} is a link (of uid {uid}): it may lead anywhere, and root follows only")?;
        f.write_str(" links of its own, in directories of its own")
    }
}

impl std::error::Error for Refused {}

/// Nobody else can put anything there.
fn is_roots(dir: &fs::Metadata) -> bool {
    dir.uid() == 0 && dir.mode() & OTHERS_WRITE == 0
}

fn open_one(dir: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
    let name = CString::new(name.as_bytes())?;
    // SAFETY: a C string that outlives the call.
    let fd =
        check(unsafe { libc::openat(dir.as_raw_fd(), name.as_ptr(), ITSELF | libc::O_CLOEXEC) })?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn make_one(dir: &OwnedFd, name: &OsStr, ids: (u32, u32)) -> io::Result<OwnedFd> {
    let c_name = CString::new(name.as_bytes())?;
    // SAFETY: a C string that outlives the call.
    check(unsafe { libc::mkdirat(dir.as_raw_fd(), c_name.as_ptr(), 0o700) })?;
    let made = open_one(dir, name)?;
    // SAFETY: always succeeds.
    let own = unsafe { libc::geteuid() };
    // Somebody may have put another in its place: one of ours is all that is given away.
    let meta = look_at(&made)?;
    if meta.is_dir() && meta.uid() == own && own != ids.0 {
        give(&made, ids)?;
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, lchown, symlink};

    const SOMEBODY: u32 = 54_321;

    fn scratch(name: &str) -> PathBuf {
        let dir =
            std::env::temp_dir().join(format!("squall-beneath-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("real/below")).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        dir
    }

    fn refused(path: &Path) -> bool {
        open(path).is_err_and(|error| is_link(&error))
    }

    #[test]
    fn a_link_is_followed_only_where_root_has_put_it() {
        let dir = scratch("links");
        symlink(dir.join("real"), dir.join("link")).unwrap();
        symlink("loop", dir.join("loop")).unwrap();
        fs::write(dir.join("file"), "").unwrap();
        assert!(open(&dir.join("real/below")).is_ok() && open(&dir.join("real/../real")).is_ok());
        assert!(open(&dir.join("file")).is_err() && refused(&dir.join("loop")));
        let missing = open(&dir.join("gone")).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        if !crate::privilege::is_root() {
            assert!(refused(&dir.join("link/below")));
            return fs::remove_dir_all(&dir).unwrap();
        }
        assert!(open(&dir.join("link/below")).is_ok());
        // Another's link, and then a directory in which others can put theirs.
        lchown(dir.join("link"), Some(SOMEBODY), None).unwrap();
        assert!(refused(&dir.join("link")) && refused(&dir.join("link/below")));
        lchown(dir.join("link"), Some(0), None).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o1777)).unwrap();
        assert!(refused(&dir.join("link/below")));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn root_s_own_is_opened_by_no_link_and_only_where_nobody_else_writes() {
        let dir = scratch("roots");
        let below = dir.join("real/below");
        symlink(dir.join("real"), dir.join("link")).unwrap();
        symlink("below", dir.join("real/link")).unwrap();
        fs::write(dir.join("file"), "").unwrap();
        for name in ["link/below", "real/link", "file", "gone", "real/../real"] {
            assert!(open_roots(&dir.join(name)).is_err(), "{name}");
        }
        if !crate::privilege::is_root() {
            assert!(open_roots(&below).is_err());
            return fs::remove_dir_all(&dir).unwrap();
        }
        fs::set_permissions(&below, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(open_roots(&below).is_ok());
        for mode in [0o775, 0o757] {
            fs::set_permissions(&below, fs::Permissions::from_mode(mode)).unwrap();
            assert!(open_roots(&below).is_err(), "{mode:o}");
        }
        fs::set_permissions(&below, fs::Permissions::from_mode(0o755)).unwrap();
        lchown(&below, Some(SOMEBODY), None).unwrap();
        assert!(open_roots(&below).is_err());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn what_is_missing_is_made_and_given_and_nothing_behind_a_link() {
        let dir = scratch("make");
        symlink(dir.join("real"), dir.join("link")).unwrap();
        if !crate::privilege::is_root() {
            return fs::remove_dir_all(&dir).unwrap();
        }
        lchown(dir.join("link"), Some(SOMEBODY), None).unwrap();
        make(&dir.join("real/a/b"), (SOMEBODY, SOMEBODY)).unwrap();
        for (name, uid) in [("real", 0), ("real/a", SOMEBODY), ("real/a/b", SOMEBODY)] {
            assert_eq!(fs::metadata(dir.join(name)).unwrap().uid(), uid, "{name}");
        }
        assert!(make(&dir.join("link/c"), (SOMEBODY, SOMEBODY)).is_err());
        assert!(!dir.join("real/c").exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
