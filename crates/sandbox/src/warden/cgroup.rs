//! Control groups: one directory per sandbox and controller, below one that is named after the
//! state directory. Limits are written when a sandbox is assigned; processes join long before.

use std::fs;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::warden::cgroup_v2;
use crate::{Assignment, Cgroups};

/// The v2 group beside v1's controllers.
const FREEZE: &str = "freeze";
/// Below it, where those who fork into sandboxes' groups are: see `Groups::enter`.
const ZYGOTES: &str = "zygotes";
/// Kernel limits of `cpu.shares` (v1) and `cpu.weight` (v2).
const SHARES: (u64, u64) = (2, 262_144);
const WEIGHT: (u64, u64) = (1, 10_000);
/// v1 shares of 1024 are v2's default weight of 100.
const SHARES_PER_WEIGHT: u64 = 10;

#[derive(Clone, Debug)]
pub struct Groups {
    pub kind: Cgroups,
    /// v1: one base directory per controller (memory, pids, cpu), and one of a v2 hierarchy without
    /// controllers, where there is one, to freeze with; v2: one for all.
    bases: Vec<(&'static str, PathBuf)>,
}

impl Groups {
    pub fn none() -> Groups {
        Groups { kind: Cgroups::None, bases: Vec::new() }
    }

    /// The best that may be written to: v2 with controllers, else v1, else none.
    pub fn find(name: &str) -> Groups {
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        find_v2(&mounts, &own, name)
            .or_else(|| find_v1(&mounts, &own, name))
            .unwrap_or_else(Groups::none)
    }

    fn dir(&self, controller: &str, slot: u32) -> Option<PathBuf> {
        let found = self.bases.iter().find(|(name, _)| *name == controller || *name == "all");
        found.map(|(_, base)| base.join(slot.to_string()))
    }

    /// Makes the groups of a sandbox; what its first thread writes "0" to in order to join, while
    /// it is the only one of its process.
    ///
    /// That of a whole process waits until the kernel has been everywhere, some ten milliseconds on
    /// an idle machine; a thread that moves itself waits for nobody. v1 lets it, and v2 does where
    /// groups are threaded, which those that count memory cannot be.
    pub fn create(&self, slot: u32) -> io::Result<Vec<OwnedFd>> {
        let mut joins = Vec::new();
        for (name, base) in &self.bases {
            let dir = base.join(slot.to_string());
            // An old one would bring its counters and limits along.
            if fs::create_dir(&dir).is_err() {
                kill_all(&dir);
                remove_dir(&dir)?;
                fs::create_dir(&dir)?;
            }
            let file = match (*name, self.kind) {
                (FREEZE, _) => {
                    make_threaded(&dir)?;
                    "cgroup.threads"
                }
                (_, Cgroups::V1) => "tasks",
                _ => "cgroup.procs",
            };
            let join = fs::OpenOptions::new().write(true).open(dir.join(file))?;
            joins.push(OwnedFd::from(join));
        }
        Ok(joins)
    }

    /// Whether those who join wait for the kernel.
    pub fn join_waits(&self) -> bool {
        self.kind == Cgroups::V2
    }

    /// To be done by whoever forks into sandboxes, once: between threaded groups, threads move only
    /// below the same top.
    pub fn enter(&self) -> io::Result<()> {
        let Some((_, base)) = self.bases.iter().find(|(name, _)| *name == FREEZE) else {
            return Ok(());
        };
        let dir = base.join(ZYGOTES);
        make_threaded(&dir)?;
        write(&dir, "cgroup.procs", "0")
    }

    /// What "1" is written to in order to freeze a sandbox, and "0" to let it go on: open, so that
    /// who holds it needs no privilege. None where there is no v2 hierarchy that we may use.
    pub fn switch(&self, slot: u32) -> Option<OwnedFd> {
        let name = self.dir(FREEZE, slot)?.join("cgroup.freeze");
        fs::OpenOptions::new().write(true).open(name).ok().map(OwnedFd::from)
    }

    /// Writes the limits of an assignment. A few microseconds a file.
    pub fn limit(&self, slot: u32, spec: &Assignment) -> io::Result<()> {
        let Some(memory) = self.dir("memory", slot) else { return Ok(()) };
        let bytes = spec.memory_bytes.to_string();
        let cpu = self.dir("cpu", slot);
        let shares = spec.cpu_weight.clamp(SHARES.0, SHARES.1);
        if self.kind == Cgroups::V2 {
            write(&memory, "memory.max", &bytes)?;
            // Not everywhere: a kernel without swap has no such file.
            let _ = write(&memory, "memory.swap.max", "0");
            let _ = write(&memory, "memory.oom.group", "1");
            write(&memory, "pids.max", &spec.pids_max.to_string())?;
            let weight = (shares / SHARES_PER_WEIGHT).clamp(WEIGHT.0, WEIGHT.1);
            let _ = write(&memory, "cpu.weight", &weight.to_string());
            return Ok(());
        }
        write(&memory, "memory.limit_in_bytes", &bytes)?;
        let _ = write(&memory, "memory.memsw.limit_in_bytes", &bytes);
        if let Some(pids) = self.dir("pids", slot) {
            write(&pids, "pids.max", &spec.pids_max.to_string())?;
        }
        if let Some(cpu) = cpu {
            write(&cpu, "cpu.shares", &shares.to_string())?;
        }
        Ok(())
    }

    /// What is left of one period's quota counts in the next one, so that a short piece of work is
    /// not cut in two. Not every kernel can do that.
    pub fn quota(&self, slot: u32, quota_us: u64, period_us: u64) -> io::Result<()> {
        let Some(cpu) = self.dir("cpu", slot) else { return Ok(()) };
        if self.kind == Cgroups::V2 {
            write(&cpu, "cpu.max", &format!("{quota_us} {period_us}"))?;
            let _ = write(&cpu, "cpu.max.burst", &quota_us.to_string());
            return Ok(());
        }
        write(&cpu, "cpu.cfs_period_us", &period_us.to_string())?;
        write(&cpu, "cpu.cfs_quota_us", &quota_us.to_string())?;
        let _ = write(&cpu, "cpu.cfs_burst_us", &quota_us.to_string());
        Ok(())
    }

    /// `(something was killed for memory, the most that was ever used)`.
    pub fn memory_of(&self, slot: u32) -> (bool, u64) {
        let Some(dir) = self.dir("memory", slot) else { return (false, 0) };
        let (events, peak) = match self.kind {
            Cgroups::V2 => ("memory.events", "memory.peak"),
            _ => ("memory.oom_control", "memory.max_usage_in_bytes"),
        };
        let events = fs::read_to_string(dir.join(events)).unwrap_or_default();
        let peak = fs::read_to_string(dir.join(peak)).unwrap_or_default();
        (counter(&events, "oom_kill") > 0, peak.trim().parse().unwrap_or(0))
    }

    /// Removes the groups of a sandbox whose processes are all dead. The kernel refuses where one
    /// of them is not.
    pub fn remove(&self, slot: u32) -> io::Result<()> {
        let all = self.bases.iter().map(|(_, base)| remove_dir(&base.join(slot.to_string())));
        all.fold(Ok(()), Result::and)
    }

    /// Removes everything, first killing what a predecessor of the same name has left running: as
    /// often as it takes, since a killed one lets its lock go before its last processes are dead.
    pub fn sweep(&self) {
        let inside = |base: &PathBuf| fs::read_dir(base).into_iter().flatten().flatten();
        let found = self.bases.iter().flat_map(|(_, base)| inside(base).map(|entry| entry.path()));
        let left = remove_all_of(found.filter(|dir| dir.is_dir()).collect(), |dir| {
            kill_all(dir);
            fs::remove_dir(dir)
        });
        for (dir, error) in left {
            eprintln!("squall-warden: remove {}: {error}", dir.display());
        }
    }

    /// The end: the base directories too.
    pub fn remove_all(&self) {
        self.sweep();
        for (_, base) in &self.bases {
            let _ = remove_dir(base);
        }
    }
}

fn write(dir: &Path, file: &str, value: &str) -> io::Result<()> {
    fs::write(dir.join(file), value)
        .map_err(|error| io::Error::new(error.kind(), format!("{file} = {value}: {error}")))
}

fn counter(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

fn kill_all(dir: &Path) {
    // v2 has a word for it, which those being born hear as well.
    let kill = fs::OpenOptions::new().write(true).open(dir.join("cgroup.kill"));
    if kill.is_ok_and(|mut file| file.write_all(b"1").is_ok()) {
        return;
    }
    // Who is in a threaded group is known by threads; each stands for its process.
    let procs = ["cgroup.procs", "cgroup.threads"]
        .iter()
        .find_map(|name| fs::read_to_string(dir.join(name)).ok())
        .unwrap_or_default();
    for pid in procs.lines().filter_map(|line| line.parse::<i32>().ok()).filter(|pid| *pid > 1) {
        // SAFETY: no pointers. The process is in a group that only wardens of this directory fill.
        unsafe { libc::kill(pid, libc::SIGKILL) };
    }
}

/// Looks at groups that somebody is still in, and the time between two of them: on a busy machine
/// it takes seconds until the last of hundreds of killed processes is gone.
const SWEEPS_MAX: u32 = 1_000;
const SWEEP_PAUSE: Duration = Duration::from_millis(10);

/// Tries all of them again until none is left or patience is; gives what is left, and why.
fn remove_all_of(
    mut dirs: Vec<PathBuf>,
    mut remove: impl FnMut(&Path) -> io::Result<()>,
) -> Vec<(PathBuf, io::Error)> {
    let mut left = Vec::new();
    for sweep in 0..SWEEPS_MAX {
        if sweep > 0 {
            std::thread::sleep(SWEEP_PAUSE);
        }
        left.clear();
        for dir in std::mem::take(&mut dirs) {
            match remove(&dir) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => left.push((dir, error)),
                _ => {}
            }
        }
        if left.iter().all(|(_, error)| error.raw_os_error() != Some(libc::EBUSY)) {
            break;
        }
        dirs.extend(left.iter().map(|(dir, _)| dir.clone()));
    }
    left
}

/// A group stays busy for a moment after its last process has ended.
pub fn remove_dir(dir: &Path) -> io::Result<()> {
    for _ in 0..100 {
        match fs::remove_dir(dir) {
            Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            removed => return removed,
        }
    }
    Err(io::Error::from_raw_os_error(libc::EBUSY))
}

/// `(mount point, comma-separated options of the file system)` of each mount of a kind.
fn mounts_of<'a>(mounts: &'a str, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    mounts.lines().filter_map(move |line| {
        let (before, after) = line.split_once(" - ")?;
        let mut after = after.split(' ');
        let (found, options) = (after.next()?, after.nth(1)?);
        (found == kind).then_some((before.split(' ').nth(4)?, options))
    })
}

/// This process's path in the hierarchy of a controller ("" is v2).
fn own_path<'a>(own: &'a str, controller: &str) -> Option<&'a str> {
    own.lines().find_map(|line| {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        controllers.split(',').any(|name| name == controller).then_some(path)
    })
}

/// Below our own group where it can be seen (so that what limits us limits functions), else on top.
fn find_v1(mounts: &str, own: &str, name: &str) -> Option<Groups> {
    let mut bases = Vec::new();
    for controller in ["memory", "pids", "cpu"] {
        let (mount, _) = mounts_of(mounts, "cgroup")
            .find(|(_, options)| options.split(',').any(|option| option == controller))?;
        let own = own_path(own, controller).unwrap_or("/").trim_start_matches('/');
        let above = Path::new(mount).join(own);
        let above = if above.is_dir() { above } else { PathBuf::from(mount) };
        bases.push((controller, make_base(&above.join(name))?));
    }
    bases.extend(find_freezer(mounts, own, name));
    Some(Groups { kind: Cgroups::V1, bases })
}

/// On a hybrid the v2 hierarchy has no controllers, but it freezes all the same, at a fifth of the
/// cost of v1's freezer, and what is frozen there can be killed.
fn find_freezer(mounts: &str, own: &str, name: &str) -> Option<(&'static str, PathBuf)> {
    let (mount, _) = mounts_of(mounts, "cgroup2").next()?;
    let own = own_path(own, "").unwrap_or("/").trim_start_matches('/');
    let base = make_base(&Path::new(mount).join(own).join(name))?;
    if base.join("cgroup.freeze").exists() && make_threaded(&base.join(ZYGOTES)).is_ok() {
        return Some((FREEZE, base));
    }
    let _ = remove_dir(&base.join(ZYGOTES));
    let _ = remove_dir(&base);
    None
}

/// Makes a group of the kind that single threads may move into.
fn make_threaded(dir: &Path) -> io::Result<()> {
    match fs::create_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => write(dir, "cgroup.type", "threaded"),
    }
}

fn find_v2(mounts: &str, own: &str, name: &str) -> Option<Groups> {
    let (mount, _) = mounts_of(mounts, "cgroup2").next()?;
    let own = Path::new(own_path(own, "").unwrap_or("/"));
    let base = cgroup_v2::find(Path::new(mount), own, name, &cgroup_v2::is_delegated)?;
    Some(Groups { kind: Cgroups::V2, bases: vec![("all", base)] })
}

pub fn make_base(dir: &Path) -> Option<PathBuf> {
    match fs::create_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => None,
        _ => Some(dir.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
31 23 0:26 / /sys/fs/cgroup/unified rw,nosuid - cgroup2 cgroup2 rw
33 23 0:28 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
34 23 0:29 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
";

    #[test]
    fn a_controller_is_found_by_its_mount_option() {
        let found: Vec<_> = mounts_of(MOUNTS, "cgroup").collect();
        assert_eq!(found[0], ("/sys/fs/cgroup/cpu,cpuacct", "rw,cpu,cpuacct"));
        assert_eq!(mounts_of(MOUNTS, "cgroup2").count(), 1);
    }

    #[test]
    fn our_own_path_is_read_by_controller() {
        let own = "9:name=systemd:/x\n4:cpu,cpuacct:/a/b\n0::/user.slice\n";
        assert_eq!(own_path(own, "cpu"), Some("/a/b"));
        assert_eq!(own_path(own, ""), Some("/user.slice"));
        assert_eq!(own_path(own, "memory"), None);
    }

    #[test]
    fn the_kernel_s_counters_are_told_apart_by_their_whole_name() {
        let text = "low 0\noom 3\noom_kill 2\noom_kill_disable 1\n";
        assert_eq!(counter(text, "oom_kill"), 2);
        assert_eq!(counter(text, "oom_group_kill"), 0);
    }

    #[test]
    fn groups_whose_processes_die_late_are_removed_when_they_are_dead() {
        let dirs = ["late", "gone", "never", "refused"].map(PathBuf::from).to_vec();
        let mut asked = 0;
        let left = remove_all_of(dirs, |dir| match dir.to_str() {
            Some("late") if asked > 150 => Ok(()),
            Some("late" | "never") => {
                asked += 1;
                // Not for as long as patience lasts in earnest.
                let why = if asked > 160 { libc::EPERM } else { libc::EBUSY };
                Err(io::Error::from_raw_os_error(why))
            }
            Some("gone") => Err(io::ErrorKind::NotFound.into()),
            _ => Err(io::Error::from_raw_os_error(libc::EROFS)),
        });
        let left: Vec<_> = left.iter().map(|(dir, _)| dir.to_str().unwrap()).collect();
        assert_eq!(left, ["never", "refused"]);
    }
}
