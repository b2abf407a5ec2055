//! Freezing by signals, where no control group does it: every process of a sandbox is stopped, and
//! later told to go on.
//!
//! Where there is a v2 hierarchy the server freezes by itself, see `Groups::switch`.

use std::fs;

use crate::warden::cell::{Cell, Process};
use crate::warden::keeper;

/// Looks for processes that were born while others were being stopped. A sandbox that outruns them
/// stays partly awake, which costs processor time and nothing else.
const LOOKS_MAX: u32 = 8;

pub fn freeze(cell: &mut Cell, frozen: bool) {
    if let Some(group) = cell.group() {
        return keeper::signal(group, if frozen { libc::SIGSTOP } else { libc::SIGCONT });
    }
    if !frozen {
        for pid in cell.stopped.drain(..) {
            signal(pid, libc::SIGCONT);
        }
        return;
    }
    let (Process::Running(process), Some(place)) = (cell.process, cell.place.as_ref()) else {
        return;
    };
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
            signal(pid, libc::SIGSTOP);
            cell.stopped.push(pid);
        }
    }
}

fn signal(pid: i32, signal: i32) {
    // SAFETY: no pointers.
    unsafe { libc::kill(pid, signal) };
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
