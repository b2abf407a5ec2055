//! The warden's own copies of what its zygotes import: root's, which nobody else may write.
//!
//! A zygote runs with the warden's privilege, and imports packages from a cache that the server may
//! write. So where that privilege is root's they are copied when they are first asked for, and that
//! copy counts from then on, after other starts too, whatever becomes of the cache. Once a function
//! has run somebody may have taken the server over: nothing is copied for it any more.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::beneath;
use crate::warden::ground::{self, Ground};
use crate::warden::root::at;
use crate::warden::{mirror, remove};

/// Below the state directory, which is root's.
pub const PINNED: &str = "pinned";

pub struct Pinned {
    /// None where there is no privilege to gain.
    dir: Option<PathBuf>,
    sealed: bool,
}

impl Pinned {
    pub fn new(ground: &Ground, state_dir: &Path) -> Pinned {
        Pinned { dir: ground.own_uids().then(|| state_dir.join(PINNED)), sealed: false }
    }

    /// No copies from now on.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Where that directory is for a zygote; `open` opens it, where it is what it should be.
    pub fn path_of(
        &self,
        named: &Path,
        open: impl FnOnce() -> io::Result<OwnedFd>,
    ) -> Result<PathBuf, String> {
        let Some(dir) = &self.dir else { return Ok(named.to_owned()) };
        let copy = dir.join(ground::name_of(named));
        if copy.is_dir() {
            return Ok(copy);
        }
        let named = named.display();
        if self.sealed {
            return Err(format!("{named} was not there when `squall up` started: start it again"));
        }
        let source = open().map_err(|error| error.to_string())?;
        let made = fs::DirBuilder::new().mode(0o700).create(dir);
        made.or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => clear_unfinished(dir),
            _ => Err(error),
        })
        .and_then(|()| {
            // What the descriptor leads to, whatever its name leads to by now.
            mirror::copy(&mirror::itself(&source), &copy, mirror::How::Own)
        })
        .map_err(at(format_args!("copy {named}")))?;
        Ok(copy)
    }

    /// The same, opened.
    pub fn find(&self, named: &Path, dir: OwnedFd) -> Result<OwnedFd, String> {
        let path = self.path_of(named, || dir.try_clone())?;
        // Not by the state directory's own name: others own what it is in, and change it at will.
        if path == named { Ok(dir) } else { beneath::open_roots(&path).map_err(at("open a copy")) }
    }
}

/// What a killed warden was at.
fn clear_unfinished(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some() {
            remove::remove_tree(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn pinned(dir: &Path) -> Pinned {
        Pinned { dir: Some(dir.join(PINNED)), sealed: false }
    }

    #[test]
    fn what_was_copied_first_counts_and_nothing_is_copied_later() {
        let dir = std::env::temp_dir().join(format!("squall-pinned-{}", std::process::id()));
        let (one, two) = (dir.join("cache/one"), dir.join("cache/two"));
        for cache in [&one, &two] {
            fs::create_dir_all(cache.join("boto3")).unwrap();
            fs::write(cache.join("boto3/__init__.py"), "good").unwrap();
        }
        symlink("/etc", one.join("link")).unwrap();
        let all = fs::Permissions::from_mode(0o6777);
        fs::set_permissions(one.join("boto3/__init__.py"), all).unwrap();
        let mut first = pinned(&dir);
        let open = |path: &Path| fs::File::open(path).map(OwnedFd::from);
        let copy = first.path_of(&one, || open(&one)).unwrap();
        let file = copy.join("boto3/__init__.py");
        // Another file, which whoever may write the cache does not have, and no link to anywhere.
        fs::write(one.join("boto3/__init__.py"), "evil").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "good");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o755);
        assert!(!copy.join("link").exists());
        if crate::privilege::is_root() {
            let found = first.find(&one, open(&one).unwrap()).unwrap();
            let inode = |meta: fs::Metadata| (meta.dev(), meta.ino());
            let meant = inode(fs::metadata(&copy).unwrap());
            assert_eq!(inode(beneath::look_at(&found).unwrap()), meant);
        }
        first.seal();
        assert_eq!(first.path_of(&one, || unreachable!()).unwrap(), copy);
        assert!(first.path_of(&two, || open(&two)).unwrap_err().contains("start it again"));
        // After another start, too.
        let again = pinned(&dir);
        fs::create_dir_all(dir.join(PINNED).join("squall-0.filling-1/x")).unwrap();
        assert_eq!(again.path_of(&one, || unreachable!()).unwrap(), copy);
        assert!(again.path_of(&two, || open(&two)).is_ok());
        assert_eq!(fs::read_dir(dir.join(PINNED)).unwrap().count(), 2);
        fs::remove_dir_all(&dir).unwrap();
    }
}
