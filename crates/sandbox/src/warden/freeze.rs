//! Freezing by signals, where no control group does it: every process of a sandbox is stopped, and
//! later told to go on.
//!
//! Where there is a v2 hierarchy the server freezes by itself, see `Groups::switch`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::warden::cell::{Cell, Process};
use crate::warden::{keeper, sys};

/// Looks for processes that were born while others were being stopped. A sandbox that outruns them
/// stays partly awake, which costs processor time and nothing else.
const LOOKS_MAX: u32 = 8;

pub fn freeze(cell: &mut Cell, frozen: bool) {
    if let Some(group) = cell.group() {
        return keeper::signal(group, if frozen { libc::SIGSTOP } else { libc::SIGCONT });
    }
    let (Process::Running(process), Some(place)) = (cell.process, cell.place.as_ref()) else {
        return;
    };
    // Its number is taken as long as we have not buried it, which those of others are not.
    let Some(space) = space_of(place.init_pid) else { return };
    if !frozen {
        for pid in cell.stopped.drain(..) {
            signal(&space, pid, libc::SIGCONT);
        }
        return;
    }
    for _ in 0..LOOKS_MAX {
        // Orphans are the first process's children.
        let mut found = vec![process];
        found.extend(children_of(place.init_pid));
        let mut at = 0;
        while at < found.len() {
            found.extend(children_of(found[at]));
            at += 1;
        }
        found.retain(|pid| !cell.stopped.contains(pid));
        if found.is_empty() {
            return;
        }
        for pid in found {
            signal(&space, pid, libc::SIGSTOP);
            cell.stopped.push(pid);
        }
    }
}

/// The pid namespace of a process.
fn space_of(pid: i32) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{pid}/ns/pid")).ok()
}

/// To a process of that namespace: a number that was read a moment ago may be another's by now.
fn signal(space: &Path, pid: i32, signal: i32) -> bool {
    let Ok(process) = sys::pidfd_open(pid) else { return false };
    // Whoever has the number now is looked at; who is meant is the one that was opened.
    let ours = space_of(pid).as_deref() == Some(space);
    if ours {
        sys::pidfd_signal(&process, signal);
    }
    ours
}

/// Of all its threads.
fn children_of(pid: i32) -> Vec<i32> {
    let mut all = Vec::new();
    for thread in fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten() {
        let text = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        all.extend(text.split_whitespace().filter_map(|pid| pid.parse::<i32>().ok()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_process_of_the_sandbox_is_stopped() {
        let mut child = std::process::Command::new("sleep").arg("600").spawn().unwrap();
        let pid = child.id() as i32;
        let stopped = || {
            let text = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
            text.rsplit_once(") ").unwrap().1.starts_with('T')
        };
        assert!(!signal(Path::new("pid:[1]"), pid, libc::SIGKILL));
        assert!(signal(&space_of(pid).unwrap(), pid, libc::SIGSTOP));
        while !stopped() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
