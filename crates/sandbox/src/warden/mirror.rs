//! Copies of what sandboxes read and could not walk to: level guarded, with a uid for each sandbox.
//!
//! What functions read lies below directories that only their owner may enter (a home directory,
//! an application's data). Where there are mounts that does not matter. Here it is copied once, by
//! hard links where the file system allows, below the ground, by a child of the warden.

use std::collections::HashMap;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::warden::sys;

/// Below the ground.
pub const MIRROR: &str = "mirror";
/// Copies that are kept: those of versions that nobody runs any more go first.
const COPIES_MAX: usize = 64;

/// Whether everybody may walk there and list it.
pub fn reachable(dir: &Path) -> bool {
    let open =
        |dir: &Path, bits: u32| fs::metadata(dir).is_ok_and(|meta| meta.mode() & bits == bits);
    dir.ancestors().all(|one| open(one, 0o001))
}

/// Where a directory of the host is for sandboxes.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Here(PathBuf),
    /// It is being copied by this child; ask again when it has ended.
    Copying(i32),
}

#[derive(Default)]
pub struct Mirror {
    ground: PathBuf,
    /// By source: its copy, and when it was last asked for.
    copies: HashMap<PathBuf, (PathBuf, u64)>,
    /// By source: who copies it, and where to.
    copying: HashMap<PathBuf, (i32, PathBuf)>,
    asked: u64,
}

impl Mirror {
    pub fn new(ground: &Path) -> Mirror {
        Mirror { ground: ground.to_owned(), ..Mirror::default() }
    }

    /// `dir` itself, or its copy, or who makes it. `opened`: what was found at that name when it
    /// was looked at; the name may lead elsewhere by now. In-use copies are not known here:
    /// `in_use` says.
    pub fn find(
        &mut self,
        dir: &Path,
        opened: Option<&OwnedFd>,
        in_use: &dyn Fn(&Path) -> bool,
    ) -> Result<Found, String> {
        if reachable(dir) {
            return Ok(Found::Here(dir.to_owned()));
        }
        if let Some((pid, _)) = self.copying.get(dir) {
            return Ok(Found::Copying(*pid));
        }
        let at = |error: io::Error| format!("copy {}: {error}", dir.display());
        let source = opened.map_or_else(|| dir.to_owned(), itself);
        let target = self.target(dir, &source).map_err(at)?;
        self.asked += 1;
        if target.is_dir() {
            self.copies.insert(dir.to_owned(), (target.clone(), self.asked));
            return Ok(Found::Here(target));
        }
        self.make_room(in_use);
        let Some(pid) = sys::fork().map_err(at)? else {
            sys::die_with_parent();
            let copied = copy(&source, &target, How::Linked);
            if let Err(error) = &copied {
                eprintln!("squall-warden: copy {}: {error}", dir.display());
            }
            sys::exit_now(copied.is_err().into())
        };
        self.copying.insert(dir.to_owned(), (pid, target));
        Ok(Found::Copying(pid))
    }

    /// A child has ended: the directory that it was to copy, and whether it is there now.
    pub fn ended(&mut self, pid: i32) -> Option<(PathBuf, bool)> {
        let dir = self.copying.iter().find(|(_, (one, _))| *one == pid)?.0.clone();
        let (_, target) = self.copying.remove(&dir)?;
        Some((dir, target.is_dir()))
    }

    /// A name of its own for this directory as it is now: what is put there later, under the same
    /// name, is another.
    fn target(&self, dir: &Path, source: &Path) -> io::Result<PathBuf> {
        let meta = fs::metadata(source)?;
        let mut hasher = std::hash::DefaultHasher::new();
        (dir, meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec()).hash(&mut hasher);
        Ok(self.ground.join(MIRROR).join(format!("{:016x}", hasher.finish())))
    }

    fn make_room(&mut self, in_use: &dyn Fn(&Path) -> bool) {
        while self.copies.len() >= COPIES_MAX {
            let free = self.copies.iter().filter(|(_, (copy, _))| !in_use(copy));
            let Some(oldest) = free.min_by_key(|(_, (_, asked))| *asked) else { return };
            let (dir, copy) = (oldest.0.clone(), oldest.1.0.clone());
            self.copies.remove(&dir);
            if let Err(error) = fs::remove_dir_all(&copy) {
                eprintln!("squall-warden: remove {}: {error}", copy.display());
            }
        }
    }
}

/// What a copy shares with what it is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its files, where the file system can do that.
    Linked,
    /// Nothing: other files, which only their owner may write. Links are left out.
    Own,
}

/// Complete under its name, or not there.
pub fn copy(from: &Path, to: &Path, how: How) -> io::Result<()> {
    let filling = to.with_extension(format!("filling-{}", std::process::id()));
    if let Some(above) = to.parent() {
        fs::create_dir_all(above)?;
        fs::set_permissions(above, fs::Permissions::from_mode(0o711))?;
    }
    let done = copy_dir(from, &filling, how).and_then(|()| fs::rename(&filling, to));
    if done.is_err() {
        let _ = fs::remove_dir_all(&filling);
    }
    done
}

impl How {
    fn permissions(self, source: &fs::File) -> io::Result<fs::Permissions> {
        let as_it_is = source.metadata()?.permissions();
        Ok(match self {
            How::Linked => as_it_is,
            // Neither another's to write, nor what makes others of those who execute it.
            How::Own => fs::Permissions::from_mode(as_it_is.mode() & 0o755),
        })
    }
}

/// By open directories, and following no link: what is copied is somebody's who may change it
/// meanwhile, and whoever copies is root.
fn copy_dir(from: &Path, to: &Path, how: How) -> io::Result<()> {
    // A directory is opened when it is its turn, by the one that it is in: as few are open as the
    // tree is deep.
    let mut left = vec![(None::<Rc<fs::File>>, from.to_owned(), to.to_owned())];
    while let Some((parent, name, to)) = left.pop() {
        let dir = Rc::new(match &parent {
            Some(parent) => open_dir(&within(parent).join(&name))?,
            None => open_dir(&name)?,
        });
        fs::create_dir(&to)?;
        for entry in fs::read_dir(within(&dir))? {
            let entry = entry?;
            let name = entry.file_name();
            let (source, target) = (within(&dir).join(&name), to.join(&name));
            let kind = entry.file_type()?;
            if kind.is_dir() {
                left.push((Some(Rc::clone(&dir)), name.into(), target));
            } else if kind.is_symlink() && how == How::Linked {
                symlink(fs::read_link(&source)?, &target)?;
            } else if kind.is_file() && how == How::Own {
                copy_file(&source, &target, how)?;
            } else if kind.is_file() {
                fs::hard_link(&source, &target).or_else(|_| copy_file(&source, &target, how))?;
            }
        }
        fs::set_permissions(&to, how.permissions(&dir)?)?;
    }
    Ok(())
}

/// A name of what is open, which is no link.
pub fn itself(dir: &OwnedFd) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}/.", dir.as_raw_fd()))
}

fn within(dir: &fs::File) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", dir.as_raw_fd()))
}

fn open_dir(dir: &Path) -> io::Result<fs::File> {
    let flags = libc::O_DIRECTORY | libc::O_NOFOLLOW;
    fs::OpenOptions::new().read(true).custom_flags(flags).open(dir)
}

fn copy_file(from: &Path, to: &Path, how: How) -> io::Result<()> {
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let mut source = fs::OpenOptions::new().read(true).custom_flags(flags).open(from)?;
    let mut target = fs::File::create_new(to)?;
    io::copy(&mut source, &mut target)?;
    target.set_permissions(how.permissions(&source)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("squall-mirror-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        dir
    }

    #[test]
    fn a_copy_has_everything_with_its_rights() {
        let dir = scratch("copy");
        fs::create_dir_all(dir.join("a/below")).unwrap();
        fs::write(dir.join("a/below/tool"), "x").unwrap();
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(dir.join("a/below/tool"), mode).unwrap();
        symlink("below/tool", dir.join("a/link")).unwrap();
        copy(&dir.join("a"), &dir.join("m/b"), How::Linked).unwrap();
        let tool = fs::metadata(dir.join("m/b/below/tool")).unwrap();
        assert_eq!(tool.mode() & 0o777, 0o755);
        assert_eq!(fs::read_link(dir.join("m/b/link")).unwrap(), Path::new("below/tool"));
        assert!(copy(&dir.join("gone"), &dir.join("m/c"), How::Linked).is_err());
        // In the place of the directory a link to one that is not the asker's.
        symlink(dir.join("a"), dir.join("swapped")).unwrap();
        assert!(copy(&dir.join("swapped"), &dir.join("m/c"), How::Linked).is_err());
        assert_eq!(fs::read_dir(dir.join("m")).unwrap().count(), 1, "a failed copy is left");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn what_lies_below_a_closed_directory_is_out_of_reach() {
        let dir = scratch("reach");
        fs::create_dir_all(dir.join("closed/open")).unwrap();
        assert!(reachable(&dir.join("closed/open")));
        let mode = fs::Permissions::from_mode(0o700);
        fs::set_permissions(dir.join("closed"), mode).unwrap();
        assert!(!reachable(&dir.join("closed/open")));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn what_was_looked_at_is_copied_whatever_its_name_leads_to_by_then() {
        let dir = scratch("vetted");
        for name in ["vetted", "secret"] {
            fs::create_dir_all(dir.join("closed").join(name)).unwrap();
            fs::write(dir.join("closed").join(name).join("file"), name).unwrap();
        }
        let closed = fs::Permissions::from_mode(0o700);
        fs::set_permissions(dir.join("closed"), closed).unwrap();
        let asked = dir.join("closed/vetted");
        let opened = OwnedFd::from(fs::File::open(&asked).unwrap());
        fs::rename(&asked, dir.join("closed/old")).unwrap();
        symlink(dir.join("closed/secret"), &asked).unwrap();
        let mut mirror = Mirror::new(&dir);
        let never = |_: &Path| false;
        let Found::Copying(pid) = mirror.find(&asked, Some(&opened), &never).unwrap() else {
            panic!("it is within reach");
        };
        sys::wait_for(pid).unwrap();
        assert_eq!(mirror.ended(pid), Some((asked.clone(), true)));
        let Found::Here(copy) = mirror.find(&asked, Some(&opened), &never).unwrap() else {
            panic!("it was copied");
        };
        assert_eq!(fs::read_to_string(copy.join("file")).unwrap(), "vetted");
        fs::remove_dir_all(&dir).unwrap();
    }
}
