//! Finding a place for our groups in a cgroup v2 hierarchy: where memory and pids are given to
//! children and we may make some.
//!
//! A group other than the root either holds processes or gives controllers to its children, never
//! both. Where the group is one that was delegated to us, and we sit in it ourselves, everybody in
//! it moves to a leaf before it gives anything. That is done in what is marked as delegated
//! (systemd's `Delegate=yes`) and at the top of what a container is shown; nowhere else is it ours
//! to move others. What cannot be written to, as in a container whose hierarchy is read-only, is
//! passed over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::warden::cgroup::{make_base, remove_dir};

/// The leaf that the server and all others of a delegated group move to.
const LEAF: &str = "squall-server";
/// Looks until nobody is left in a group: processes are born meanwhile.
const LOOKS_MAX: u32 = 20;

/// The base of our groups, below the nearest group that will do: from our own upwards, so that what
/// limits us limits functions. `mount`: where the hierarchy is; `own`: our group in it.
pub fn find(
    mount: &Path,
    own: &Path,
    name: &str,
    delegated: &dyn Fn(&Path) -> bool,
) -> Option<PathBuf> {
    own.ancestors().find_map(|above| {
        let below = above.strip_prefix("/").unwrap_or(above);
        let dir = mount.join(below);
        if !gives(&dir) {
            let ours = below.as_os_str().is_empty() || delegated(&dir);
            if !ours || !has(&dir, "cgroup.controllers") || make_give(&dir).is_err() {
                return None;
            }
        }
        let base = make_base(&dir.join(name))?;
        if give(&base).is_ok() {
            return Some(base);
        }
        let _ = remove_dir(&base);
        None
    })
}

/// What systemd writes on the groups that it leaves to others.
pub fn is_delegated(dir: &Path) -> bool {
    let Ok(path) = std::ffi::CString::new(dir.as_os_str().as_encoded_bytes()) else { return false };
    [c"user.delegate", c"trusted.delegate"].iter().any(|name| {
        let mut value = [0u8; 1];
        // SAFETY: C strings that outlive the call, and a live byte.
        let size = unsafe {
            libc::getxattr(path.as_ptr(), name.as_ptr(), value.as_mut_ptr().cast(), value.len())
        };
        size == 1 && value[0] == b'1'
    })
}

fn gives(dir: &Path) -> bool {
    has(dir, "cgroup.subtree_control")
}

fn has(dir: &Path, file: &str) -> bool {
    let text = fs::read_to_string(dir.join(file)).unwrap_or_default();
    let has = |wanted: &str| text.split_whitespace().any(|controller| controller == wanted);
    has("memory") && has("pids")
}

/// Memory and pids to children; the processors too, where that can be had.
fn give(dir: &Path) -> io::Result<()> {
    let control = dir.join("cgroup.subtree_control");
    let write = |what: &str| {
        fs::OpenOptions::new()
            .write(true)
            .open(&control)
            .and_then(|mut file| io::Write::write_all(&mut file, what.as_bytes()))
    };
    let _ = write("+cpu");
    write("+memory +pids")
}

/// Undone where it comes to nothing: everybody is where they were.
fn make_give(dir: &Path) -> io::Result<()> {
    // The root of all may do both at once; it is the one without a type.
    if !dir.join("cgroup.type").exists() {
        return give(dir);
    }
    let leaf = dir.join(LEAF);
    let made = fs::create_dir(&leaf);
    if let Err(error) = made
        && error.kind() != io::ErrorKind::AlreadyExists
    {
        return Err(error);
    }
    let done = move_all(dir, &leaf).and_then(|()| give(dir));
    if done.is_err() {
        let _ = move_all(&leaf, dir);
        let _ = fs::remove_dir(&leaf);
    }
    done
}

fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    let target = to.join("cgroup.procs");
    for _ in 0..LOOKS_MAX {
        let text = fs::read_to_string(from.join("cgroup.procs"))?;
        if text.trim().is_empty() {
            return Ok(());
        }
        for pid in text.lines() {
            match fs::write(&target, pid) {
                // It has ended.
                Err(error) if error.raw_os_error() == Some(libc::ESRCH) => {}
                moved => moved?,
            }
        }
    }
    Err(io::Error::from_raw_os_error(libc::EBUSY))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plain files in the place of the kernel's: what is written stays in them.
    struct Tree(PathBuf);

    impl Tree {
        fn new(name: &str) -> Tree {
            let dir = format!("squall-cgroup-{name}-{}", std::process::id());
            let tree = Tree(std::env::temp_dir().join(dir));
            fs::create_dir_all(&tree.0).unwrap();
            tree
        }

        fn group(&self, path: &str, has: &str, gives: &str, processes: &str) -> &Tree {
            let dir = self.0.join(path);
            fs::create_dir_all(&dir).unwrap();
            fs::write(dir.join("cgroup.controllers"), has).unwrap();
            fs::write(dir.join("cgroup.subtree_control"), gives).unwrap();
            fs::write(dir.join("cgroup.procs"), processes).unwrap();
            if !path.is_empty() {
                fs::write(dir.join("cgroup.type"), "domain\n").unwrap();
            }
            self
        }

        /// A group that the kernel will make has its files from the start.
        fn expect(&self, path: &str) -> &Tree {
            self.group(path, "cpu memory pids", "", "")
        }

        fn text(&self, path: &str) -> String {
            fs::read_to_string(self.0.join(path)).unwrap()
        }

        fn find(&self, own: &str, delegated: &[&str]) -> Option<String> {
            let ours = |dir: &Path| delegated.iter().any(|one| self.0.join(one) == dir);
            let found = find(&self.0, Path::new(own), "base", &ours)?;
            Some(found.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned())
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const ALL: &str = "cpuset cpu io memory pids";

    #[test]
    fn a_user_s_session_finds_the_slice_that_its_manager_gives_to() {
        let tree = Tree::new("session");
        tree.group("", ALL, "cpu memory pids", "1\n")
            .group("user.slice/app.slice", "memory pids", "memory pids", "")
            .group("user.slice/app.slice/term.scope", "memory pids", "", "12\n")
            .expect("user.slice/app.slice/base");
        let found = tree.find("/user.slice/app.slice/term.scope", &[]);
        assert_eq!(found.as_deref(), Some("user.slice/app.slice/base"));
        // Nobody was moved: the scope is not ours.
        assert_eq!(tree.text("user.slice/app.slice/term.scope/cgroup.procs"), "12\n");
        assert_eq!(tree.text("user.slice/app.slice/base/cgroup.subtree_control"), "+memory +pids");
    }

    #[test]
    fn everybody_leaves_a_delegated_group_before_it_gives_anything() {
        let tree = Tree::new("delegated");
        let unit = "system.slice/squall.service";
        tree.group("", ALL, "cpu memory pids", "1\n")
            .group("system.slice", ALL, "cpu memory pids", "")
            .group(unit, "cpu memory pids", "", "")
            .expect(&format!("{unit}/base"))
            .expect(&format!("{unit}/{LEAF}"));
        let found = tree.find(&format!("/{unit}"), &[unit]);
        // Not the slice above, which gives already: what limits the unit limits functions.
        assert_eq!(found, Some(format!("{unit}/base")));
        assert_eq!(tree.text(&format!("{unit}/cgroup.subtree_control")), "+memory +pids");
    }

    #[test]
    fn processes_move_one_by_one() {
        let tree = Tree::new("move");
        tree.group("a", "", "", "12\n13\n").group("b", "", "", "");
        // Of a plain file nobody ever leaves, so that this gives up, having tried.
        let left = move_all(&tree.0.join("a"), &tree.0.join("b")).unwrap_err();
        assert_eq!(left.raw_os_error(), Some(libc::EBUSY));
        assert_eq!(tree.text("b/cgroup.procs"), "13");
    }

    #[test]
    fn a_group_that_does_not_empty_gives_nothing() {
        let tree = Tree::new("busy");
        tree.group("", "", "", "").group("unit", ALL, "", "12\n").expect("unit/base");
        tree.expect(&format!("unit/{LEAF}"));
        assert_eq!(tree.find("/unit", &["unit"]), None);
        assert_eq!(tree.text("unit/cgroup.subtree_control"), "");
    }

    #[test]
    fn the_top_of_a_container_s_hierarchy_is_ours_and_the_root_of_all_need_not_be_left() {
        let tree = Tree::new("top");
        tree.group("", ALL, "", "1\n2\n").expect("base");
        assert_eq!(tree.find("/", &[]).as_deref(), Some("base"));
        assert_eq!(tree.text("cgroup.procs"), "1\n2\n");
        // A container's top has a type, as every group but the root of all.
        let tree = Tree::new("container");
        tree.group("", ALL, "", "").expect("base").expect(LEAF);
        fs::write(tree.0.join("cgroup.type"), "domain\n").unwrap();
        assert_eq!(tree.find("/", &[]).as_deref(), Some("base"));
    }

    #[test]
    fn without_controllers_or_without_leave_there_is_none() {
        let tree = Tree::new("none");
        // A hybrid, whose controllers are v1's.
        tree.group("", "", "", "1\n");
        assert_eq!(tree.find("/", &[]), None);
        // A hierarchy that is shown read-only: nothing can be made in it.
        let tree = Tree::new("read-only");
        tree.group("", ALL, "memory pids", "1\n");
        fs::write(tree.0.join("base"), "in the way").unwrap();
        assert_eq!(tree.find("/docker/0123", &[]), None);
    }
}
