//! The watcher: a child of the warden that looks after limits which no kernel interface keeps.
//!
//! /tmp as a whole (single files are limited by RLIMIT_FSIZE), and, where no control group counts
//! it, the memory of all of a sandbox's processes together. It looks ten times a second, and only
//! at what can have changed; a sandbox over its limit is told to the warden, which ends it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::message::{Reader, Writer};
use crate::socket;
use crate::warden::ground::Ground;
use crate::warden::{guarded, sys};

/// Between two looks. What can be written meanwhile is the imprecision of the limit.
const PERIOD: Duration = Duration::from_millis(100);
/// The disk must have lost this much since the last look before directories are walked again...
const WALK_BYTES: u64 = 4 * 1024 * 1024;
/// ...or this many looks must have passed.
const WALK_LOOKS: u32 = 50;
/// Directory entries of one sandbox: more count as too much, so that a walk has an end.
const ENTRIES_MAX: u32 = 200_000;

/// Which limit was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    Tmp,
    Memory,
}

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Watched {
    pub slot: u32,
    /// The function's process, whose pid namespace tells the others.
    pub process: i32,
    /// Level guarded: the process group that does so instead; else 0.
    pub group: i32,
    pub tmp_bytes: u64,
    /// 0: a control group counts it.
    pub memory_bytes: u64,
}

pub fn order_watch(watched: &Watched) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(b'W').u32(watched.slot).u32(watched.process as u32).u32(watched.group as u32);
    out.u64(watched.tmp_bytes).u64(watched.memory_bytes);
    out.0
}

pub fn order_forget(slot: u32) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(b'F').u32(slot);
    out.0
}

/// "What does this stem of that template cost?"
pub fn order_measure(template: u32, process: i32) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(b'M').u32(template).u32(process as u32);
    out.0
}

/// What the watcher says.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Passed { slot: u32, limit: Passed },
    Cost { template: u32, private_bytes: u64, resident_bytes: u64 },
}

pub fn read_answer(message: &[u8]) -> Option<Answer> {
    let mut from = Reader(message);
    let number = from.u32()?;
    Some(match from.u8()? {
        0 => Answer::Passed { slot: number, limit: Passed::Tmp },
        1 => Answer::Passed { slot: number, limit: Passed::Memory },
        _ => Answer::Cost {
            template: number,
            private_bytes: from.u64()?,
            resident_bytes: from.u64()?,
        },
    })
}

/// The watcher's life; ends with the warden.
pub fn run(ground: &Ground, orders: &OwnedFd) -> ! {
    sys::die_with_parent();
    // SAFETY: no pointers. Looking after others is less urgent than what they do.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, 5) };
    let (tmp, all) = (ground.dir.join("tmp"), HashMap::new());
    let mut watch = Watch { ground: ground.clone(), tmp, all, free: 0, looks: 0 };
    let mut next = Instant::now() + PERIOD;
    loop {
        let left = next.saturating_duration_since(Instant::now());
        let timeout = if watch.all.is_empty() { -1 } else { left.as_millis() as i32 };
        let mut poll = libc::pollfd { fd: orders.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one live entry.
        if unsafe { libc::poll(&mut poll, 1, timeout) } > 0 {
            if !watch.obey(orders) {
                sys::exit_now(0);
            }
            // However many orders come, looks are not put off by them.
            if watch.all.is_empty() || Instant::now() < next {
                continue;
            }
        }
        for (slot, passed) in watch.look() {
            let mut out = Writer::default();
            out.u32(slot).u8((passed == Passed::Memory).into());
            // What cannot be told now is found again.
            if socket::send(orders.as_fd(), &out.0, &[]).is_ok() {
                watch.all.remove(&slot);
            }
        }
        next = Instant::now() + PERIOD;
    }
}

struct Watch {
    ground: Ground,
    tmp: PathBuf,
    all: HashMap<u32, Watched>,
    /// Free bytes of the disk at the last walk.
    free: u64,
    looks: u32,
}

impl Watch {
    /// False when the warden is gone.
    fn obey(&mut self, orders: &OwnedFd) -> bool {
        let mut buffer = [0; 64];
        let size = match socket::receive(orders.as_fd(), &mut buffer, false) {
            Ok((size, _)) if size > 0 => size,
            _ => return false,
        };
        let mut from = Reader(&buffer[..size]);
        let mut read = || {
            let (kind, slot) = (from.u8()?, from.u32()?);
            if kind == b'M' {
                let answer = measure(slot, from.u32()? as i32);
                let _ = socket::send(orders.as_fd(), &answer, &[]);
                return Some(());
            }
            if kind == b'F' {
                self.all.remove(&slot);
                return Some(());
            }
            let (process, group) = (from.u32()? as i32, from.u32()? as i32);
            let (tmp_bytes, memory_bytes) = (from.u64()?, from.u64()?);
            self.all.insert(slot, Watched { slot, process, group, tmp_bytes, memory_bytes });
            Some(())
        };
        read().is_some()
    }

    fn look(&mut self) -> Vec<(u32, Passed)> {
        // First, because it may take long, and who lives is known for a moment only.
        let trees = self.walk();
        if trees.is_none() && self.all.values().all(|one| one.memory_bytes == 0) {
            return Vec::new();
        }
        let census = Census::take(self.ground.guarded());
        let mut passed = Vec::new();
        for one in self.all.values() {
            let used = trees.as_ref().and_then(|trees| trees.get(&one.slot)).copied();
            let limit = guarded::as_reader(self.reader_of(one), || {
                self.limit_passed(one, used, &census.of(one))
            });
            passed.extend(limit.map(|limit| (one.slot, limit)));
        }
        passed
    }

    /// What each directory holds, if it is time to look.
    fn walk(&mut self) -> Option<HashMap<u32, u64>> {
        self.looks += 1;
        let free = free_bytes(&self.tmp);
        if self.free.saturating_sub(free) <= WALK_BYTES && self.looks < WALK_LOOKS {
            self.free = self.free.max(free);
            return None;
        }
        (self.free, self.looks) = (free, 0);
        let tree = |slot: &u32| (*slot, tree_bytes(&self.tmp.join(slot.to_string())));
        Some(self.all.keys().map(tree).collect())
    }

    fn limit_passed(&self, one: &Watched, used: Option<u64>, processes: &[i32]) -> Option<Passed> {
        let most = one.memory_bytes;
        if most != 0 && memory_bytes(processes, most) > most {
            return Some(Passed::Memory);
        }
        let used = used?;
        let too_much = used > one.tmp_bytes || self.with_deleted(processes, used) > one.tmp_bytes;
        too_much.then_some(Passed::Tmp)
    }

    /// Who may look into its processes, where root may not.
    fn reader_of(&self, one: &Watched) -> Option<u32> {
        (one.group != 0 && self.ground.own_uids()).then(|| self.ground.uid_of(one.slot))
    }

    /// What is deleted but still open takes room as well; looked for only where there may be some.
    fn with_deleted(&self, processes: &[i32], used: u64) -> u64 {
        let device = fs::metadata(&self.tmp).map_or(0, |meta| meta.dev());
        let mut seen = HashSet::new();
        let mut total = used;
        for pid in processes {
            for entry in fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten() {
                if let Ok(meta) = fs::metadata(entry.path())
                    && meta.is_file()
                    && meta.nlink() == 0
                    && meta.dev() == device
                    && seen.insert(meta.ino())
                {
                    total += meta.blocks() * 512;
                }
            }
        }
        total
    }
}

fn free_bytes(dir: &Path) -> u64 {
    let Ok(path) = std::ffi::CString::new(dir.as_os_str().as_encoded_bytes()) else { return 0 };
    // SAFETY: an all-zero statvfs is valid; the path outlives the call.
    unsafe {
        let mut stat: libc::statvfs = std::mem::zeroed();
        libc::statvfs(path.as_ptr(), &mut stat);
        stat.f_bfree * stat.f_frsize
    }
}

/// The room that a directory's files take on disk. Links are not followed.
fn tree_bytes(dir: &Path) -> u64 {
    let (mut total, mut entries) = (0, 0);
    let mut left = vec![dir.to_owned()];
    let mut seen = HashSet::new();
    while let Some(dir) = left.pop() {
        let list = match fs::read_dir(dir) {
            Ok(list) => list,
            // Too deep to be looked into, and nobody needs that: it counts as too much.
            Err(error) if error.raw_os_error() == Some(libc::ENAMETOOLONG) => return u64::MAX,
            // Removed in the meantime.
            Err(_) => continue,
        };
        for entry in list.flatten() {
            entries += 1;
            if entries > ENTRIES_MAX {
                return u64::MAX;
            }
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                left.push(entry.path());
            }
            if meta.nlink() < 2 || meta.is_dir() || seen.insert(meta.ino()) {
                total += meta.blocks() * 512;
            }
        }
    }
    total
}

/// Everybody's processes by what keeps those of a sandbox together. Found once for all sandboxes
/// of a look: there may be thousands, and each pass reads all of /proc.
#[derive(Default)]
struct Census {
    by_space: HashMap<PathBuf, Vec<i32>>,
    by_group: HashMap<i32, Vec<i32>>,
}

impl Census {
    fn take(guarded: bool) -> Census {
        let mut census = Census::default();
        if guarded {
            for (pid, stat) in guarded::processes() {
                census.by_group.entry(stat.group).or_default().push(pid);
            }
            return census;
        }
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let pid = entry.file_name().to_str().and_then(|name| name.parse().ok());
            if let Some((pid, space)) = pid.and_then(|pid| Some((pid, space_of(pid)?))) {
                census.by_space.entry(space).or_default().push(pid);
            }
        }
        census
    }

    /// Every process in the pid namespace of one, or in its group but its keeper. Each is looked
    /// at again: its number may be somebody else's by now, for whom nobody is to be ended.
    fn of(&self, one: &Watched) -> Vec<i32> {
        if one.group != 0 {
            let all = self.by_group.get(&one.group).into_iter().flatten().copied();
            let inside = |pid: &i32| guarded::group_of(*pid) == Some(one.group);
            return all.filter(|pid| *pid != one.group).filter(inside).collect();
        }
        let Some(space) = space_of(one.process) else { return Vec::new() };
        let all = self.by_space.get(&space).into_iter().flatten().copied();
        all.filter(|pid| space_of(*pid).as_ref() == Some(&space)).collect()
    }
}

fn space_of(pid: i32) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{pid}/ns/pid")).ok()
}

/// What all of a sandbox's processes take: the proportional set size of what they have mapped
/// (first the cheaper sum of resident sizes, as it is greater, which may be within `most` already),
/// their page tables, and the memory files that they hold.
fn memory_bytes(processes: &[i32], most: u64) -> u64 {
    let tables = |pid: &i32| status_bytes(*pid, "VmPTE:");
    let unmapped = processes.iter().map(tables).sum::<u64>() + memory_files_bytes(processes);
    let resident: u64 = processes.iter().map(|pid| status_bytes(*pid, "VmRSS:")).sum();
    if resident + unmapped <= most {
        return resident + unmapped;
    }
    unmapped + processes.iter().map(|pid| proportional_bytes(*pid)).sum::<u64>()
}

/// What a process takes that it shares with nobody, and all that it has in memory.
fn measure(template: u32, pid: i32) -> Vec<u8> {
    let pages = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let private = ["Private_Clean:", "Private_Dirty:"].map(|name| kilobytes(&pages, name));
    let private = private.iter().sum::<u64>() + status_bytes(pid, "VmPTE:");
    let mut out = Writer::default();
    out.u32(template).u8(2).u64(private).u64(kilobytes(&pages, "Rss:"));
    out.0
}

fn status_bytes(pid: i32, name: &str) -> u64 {
    kilobytes(&fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default(), name)
}

fn proportional_bytes(pid: i32) -> u64 {
    match fs::read_to_string(format!("/proc/{pid}/smaps_rollup")) {
        Ok(text) => kilobytes(&text, "Pss:"),
        // It lets nobody look: what it shares counts in full then.
        Err(_) => status_bytes(pid, "VmRSS:"),
    }
}

/// The bytes of a line `NAME 12 kB`.
fn kilobytes(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or(0)
        * 1024
}

/// Files made by `memfd_create` take memory whether they are mapped or not. What is mapped as well
/// counts twice; few functions have any.
fn memory_files_bytes(processes: &[i32]) -> u64 {
    let mut seen = HashSet::new();
    let mut total = 0;
    for pid in processes {
        for entry in fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten() {
            let target = fs::read_link(entry.path()).unwrap_or_default();
            if target.as_os_str().as_encoded_bytes().starts_with(b"/memfd:")
                && let Ok(meta) = fs::metadata(entry.path())
                && seen.insert((meta.dev(), meta.ino()))
            {
                total += meta.blocks() * 512;
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::FromRawFd;

    #[test]
    fn orders_and_answers_come_back_as_they_went() {
        let mut out = Writer::default();
        out.u32(7).u8(1);
        assert_eq!(read_answer(&out.0), Some(Answer::Passed { slot: 7, limit: Passed::Memory }));
        let own = read_answer(&measure(3, std::process::id() as i32)).unwrap();
        let Answer::Cost { template: 3, private_bytes, resident_bytes } = own else {
            panic!("{own:?}")
        };
        assert!(0 < private_bytes && private_bytes < resident_bytes + (16 << 20));
        assert_eq!(read_answer(&[1, 2]), None);
    }

    #[test]
    fn a_tree_is_as_large_as_its_files() {
        let dir = std::env::temp_dir().join(format!("squall-tree-{}", std::process::id()));
        fs::create_dir_all(dir.join("below")).unwrap();
        fs::write(dir.join("below/a"), vec![1; 1 << 20]).unwrap();
        fs::hard_link(dir.join("below/a"), dir.join("b")).unwrap();
        std::os::unix::fs::symlink("/usr", dir.join("c")).unwrap();
        let size = tree_bytes(&dir);
        fs::remove_dir_all(&dir).unwrap();
        assert!(((1 << 20)..(1 << 20) + 65_536).contains(&size), "{size}");
    }

    #[test]
    fn a_tree_that_is_too_deep_to_be_looked_into_counts_as_too_much() {
        let dir = std::env::temp_dir().join(format!("squall-depth-{}", std::process::id()));
        fs::create_dir_all(dir.join("d")).unwrap();
        for _ in 0..2_200 {
            fs::create_dir(dir.join("e")).unwrap();
            fs::rename(dir.join("d"), dir.join("e/d")).unwrap();
            fs::rename(dir.join("e"), dir.join("d")).unwrap();
        }
        let size = tree_bytes(&dir);
        crate::warden::remove::remove_tree(&dir).unwrap();
        assert_eq!(size, u64::MAX);
    }

    #[test]
    fn memory_files_count_whether_mapped_or_not() {
        // SAFETY: a static name; the descriptor is new.
        let fd = unsafe { OwnedFd::from_raw_fd(libc::memfd_create(c"x".as_ptr(), 0)) };
        std::io::Write::write_all(&mut fs::File::from(fd.try_clone().unwrap()), &[1; 1 << 20])
            .unwrap();
        let own = std::process::id() as i32;
        assert!(memory_files_bytes(&[own]) >= 1 << 20);
    }

    #[test]
    fn our_own_process_is_among_those_of_its_namespace() {
        let own = std::process::id() as i32;
        let one = Watched { slot: 0, process: own, group: 0, tmp_bytes: 0, memory_bytes: 1 };
        let inside = Census::take(false).of(&one);
        assert!(inside.contains(&own));
        assert!(memory_bytes(&inside, 1) > 0);
    }

    #[test]
    fn those_of_a_group_are_found_without_its_keeper() {
        use std::os::unix::process::CommandExt;
        let start = |group| {
            std::process::Command::new("sleep").arg("60").process_group(group).spawn().unwrap()
        };
        let mut keeper = start(0);
        let group = keeper.id() as i32;
        let mut member = start(group);
        let one = Watched { slot: 0, process: 0, group, tmp_bytes: 0, memory_bytes: 1 };
        let census = Census::take(true);
        let living = census.of(&one);
        member.kill().unwrap();
        member.wait().unwrap();
        // Known to the census, and not there any more.
        let dead = census.of(&one);
        keeper.kill().unwrap();
        keeper.wait().unwrap();
        assert_eq!(living, [member.id() as i32]);
        assert!(dead.is_empty());
    }
}
