//! What sandboxes have left in /tmp, on its way out.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::warden::remove::remove_tree;
use crate::warden::sys;

/// Emptied by one child at the lowest priority: a function may
/// leave a million files, and nobody's next start waits for that.
pub struct Trash {
    dir: PathBuf,
    next: u64,
    sweeper: Option<i32>,
    /// Something came while the sweeper was at it, which may have looked for the last time.
    unseen: bool,
}

/// How often the builder looks whether a sweeper has ended that may have missed something.
const SWEEPER_LOOK_MS: i32 = 500;

impl Trash {
    pub fn new(state_dir: &Path) -> Trash {
        Trash { dir: state_dir.join(TRASH), next: 0, sweeper: None, unseen: false }
    }

    /// The directory's name is free afterwards.
    pub fn take(&mut self, dir: &Path) {
        match fs::remove_dir(dir) {
            Ok(()) => return,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_) => {}
        }
        let to = self.dir.join(self.next.to_string());
        self.next += 1;
        if let Err(error) = fs::rename(dir, &to) {
            eprintln!("squall-warden: put {} away: {error}", dir.display());
            return;
        }
        self.unseen = true;
        self.tend();
    }

    /// Sees to it that what has come is removed.
    pub fn tend(&mut self) {
        while let Some((pid, _)) = sys::reap() {
            self.sweeper = self.sweeper.filter(|sweeper| *sweeper != pid);
        }
        if self.unseen && self.sweeper.is_none() {
            match sys::fork() {
                Ok(None) => sweep(&self.dir),
                Ok(pid) => (self.sweeper, self.unseen) = (pid, false),
                Err(error) => eprintln!("squall-warden: fork: {error}"),
            }
        }
    }

    /// When to look again; negative where nothing is waited for.
    pub fn wait_ms(&self) -> i32 {
        if self.unseen { SWEEPER_LOOK_MS } else { -1 }
    }
}

/// Below the state directory, beside "tmp".
pub const TRASH: &str = "trash";

fn sweep(trash: &Path) -> ! {
    sys::die_with_parent();
    // SAFETY: no pointers.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, 19) };
    let mut kept = HashSet::new();
    loop {
        let mut found = false;
        for entry in fs::read_dir(trash).into_iter().flatten().flatten() {
            let path = entry.path();
            if kept.contains(&path) {
                continue;
            }
            found = true;
            if let Err(error) = remove_tree(&path) {
                eprintln!("squall-warden: remove {}: {error}", path.display());
                kept.insert(path);
            }
        }
        if !found {
            sys::exit_now(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::socket::check;

    #[test]
    fn what_comes_while_a_sweeper_is_ending_is_swept_by_the_next() {
        let base = std::env::temp_dir().join(format!("squall-trash-{}", std::process::id()));
        let (left, trash) = (base.join("left"), base.join(TRASH));
        fs::create_dir_all(left.join("file")).unwrap();
        fs::create_dir_all(&trash).unwrap();
        let mut trash_can = Trash::new(&base);
        // One that looks no more and has not ended yet.
        let mut child = std::process::Command::new("sleep").arg("600").spawn().unwrap();
        trash_can.sweeper = Some(child.id() as i32);
        trash_can.take(&left);
        assert_eq!(fs::read_dir(&trash).unwrap().count(), 1);
        assert!(trash_can.wait_ms() > 0);
        child.kill().unwrap();
        // SAFETY: an all-zero siginfo is valid; the child stays to be reaped.
        check(unsafe {
            let mut info: libc::siginfo_t = std::mem::zeroed();
            libc::waitid(libc::P_PID, child.id(), &mut info, libc::WEXITED | libc::WNOWAIT)
        })
        .unwrap();
        trash_can.tend();
        assert!(trash_can.sweeper.is_some() && trash_can.wait_ms() < 0);
        assert!(child.wait().is_err(), "it is reaped already");
        sys::wait_for(trash_can.sweeper.unwrap()).unwrap();
        assert_eq!(fs::read_dir(&trash).unwrap().count(), 0);
        fs::remove_dir_all(&base).unwrap();
    }
}
