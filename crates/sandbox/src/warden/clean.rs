//! Whether a place that was used is as it was when it was new: looked at, not assumed.
//!
//! What a place consists of is either made anew for each sandbox (pid, mount, ipc and uts
//! namespaces, /tmp, control groups: `create` fails where the old ones are still there) or is the
//! network namespace, which is kept because a new one costs ten times as much. A sandbox cannot
//! configure it, so two things could be left over there: sockets, and what sockets stand for
//! (connections that nobody has accepted). The kernel counts the sockets of a namespace; there must
//! be those that we opened and no others. What is not clean is not used again.

use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use crate::warden::sys;

/// Between two looks at a place that is not clean yet: the server may still have to close its ends
/// of a sandbox's connections.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// One that is not clean by then does not become so.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a network namespace was when it was new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    sockets: u64,
    /// Interfaces, addresses and routes.
    shape: String,
}

impl Mark {
    /// Of the namespace that the caller is in, where it has opened that many sockets. `None` where
    /// the kernel does not count by namespace: then it cannot be known to be clean.
    pub fn here(sockets: usize) -> io::Result<Option<Mark>> {
        let mark = look()?;
        Ok((mark.sockets == sockets as u64).then_some(mark))
    }

    /// What differs in the namespace now, if anything does.
    pub fn compare(&self, space: &OwnedFd) -> io::Result<Option<String>> {
        let home = fs::File::open("/proc/self/ns/net")?;
        sys::setns(space.as_fd(), libc::CLONE_NEWNET)?;
        let now = look();
        sys::setns(home.as_fd(), libc::CLONE_NEWNET)?;
        let now = now?;
        Ok(if now.sockets != self.sockets {
            Some(format!("{} sockets where {} were opened", now.sockets, self.sockets))
        } else if now.shape != self.shape {
            Some(format!("its interfaces, addresses or routes are now {:?}", now.shape))
        } else {
            None
        })
    }
}

fn look() -> io::Result<Mark> {
    let read = |name: &str| fs::read_to_string(format!("/proc/self/net/{name}"));
    let sockets = sockets_of(&read("sockstat")?)
        .ok_or_else(|| io::Error::other("/proc/net/sockstat says nothing of sockets"))?;
    // Names only: the rest of that file is counters.
    let interfaces = read("dev")?;
    let interfaces = interfaces.lines().filter_map(|line| line.split_once(':'));
    let mut shape: String = interfaces.map(|(name, _)| name.trim().to_owned() + "\n").collect();
    // Without IPv6 there is no such file.
    shape += &read("if_inet6").unwrap_or_default();
    shape += &read("fib_trie").unwrap_or_default();
    Ok(Mark { sockets, shape })
}

/// `sockets: used 12`.
fn sockets_of(sockstat: &str) -> Option<u64> {
    let line = sockstat.lines().find_map(|line| line.strip_prefix("sockets: used "))?;
    line.trim().parse().ok()
}

/// Places that are not clean yet.
#[derive(Default)]
pub struct Unclean(Vec<Waiting>);

struct Waiting {
    slot: u32,
    until: Instant,
}

/// What has become of one of them.
pub enum Verdict {
    Clean(u32),
    Dirty { slot: u32, reason: String },
}

impl Unclean {
    pub fn add(&mut self, slot: u32) {
        self.0.push(Waiting { slot, until: Instant::now() + PATIENCE });
    }

    /// When to look again, in milliseconds; -1: there is nothing to look at.
    pub fn wait_ms(&self) -> i32 {
        if self.0.is_empty() { -1 } else { LOOK_EVERY.as_millis() as i32 }
    }

    /// `check` says what is wrong with a slot's place.
    pub fn look(&mut self, check: impl Fn(u32) -> Option<String>) -> Vec<Verdict> {
        let now = Instant::now();
        let mut settled = Vec::new();
        self.0.retain(|waiting| match check(waiting.slot) {
            None => {
                settled.push(Verdict::Clean(waiting.slot));
                false
            }
            Some(reason) if now >= waiting.until => {
                settled.push(Verdict::Dirty { slot: waiting.slot, reason });
                false
            }
            Some(_) => true,
        });
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_s_count_is_found() {
        let text = "sockets: used 12\nTCP: inuse 3 orphan 0 tw 4 alloc 5 mem 0\n";
        assert_eq!(sockets_of(text), Some(12));
        assert_eq!(sockets_of("TCP: inuse 3\n"), None);
    }

    #[test]
    fn a_place_is_looked_at_until_it_is_clean() {
        let mut unclean = Unclean::default();
        assert_eq!(unclean.wait_ms(), -1);
        unclean.add(7);
        assert!(unclean.look(|_| Some("a socket".to_owned())).is_empty());
        assert_eq!(unclean.wait_ms(), 10);
        assert!(matches!(unclean.look(|_| None)[..], [Verdict::Clean(7)]));
        assert_eq!(unclean.wait_ms(), -1);
    }
}
