//! What /proc tells of a process and all that descend from it.

use std::fs;
use std::time::Duration;

/// `sysconf(_SC_CLK_TCK)`, which Linux has fixed for user space.
const TICKS_PER_SECOND: f64 = 100.0;

/// The first user of instances (`sandbox`'s warden gives them out from there).
const INSTANCE_UID_MIN: f64 = 100_000.0;

/// A process and all that descend from it.
pub fn tree(root: u32) -> Vec<u32> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>()
            && let Some(fields) = stat(pid)
        {
            parents.push((pid, fields[1].parse::<u32>().unwrap_or_default()));
        }
    }
    let mut found = vec![root];
    let mut index = 0;
    while index < found.len() {
        let parent = found[index];
        found.extend(parents.iter().filter(|(_, p)| *p == parent).map(|(pid, _)| *pid));
        index += 1;
    }
    found
}

/// The fields of /proc/PID/stat from the third on: state, parent, ...
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

/// Of all of them, and of those that they have buried.
pub fn cpu_seconds(root: u32) -> f64 {
    tree(root).into_iter().map(own_cpu_seconds).sum()
}

fn own_cpu_seconds(pid: u32) -> f64 {
    let Some(fields) = stat(pid) else { return 0.0 };
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
    let ticks: f64 = fields[11..15].iter().filter_map(|text| text.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_SECOND
}

/// Processor seconds of a platform by who spent them.
#[derive(Clone, Copy, Default)]
pub struct Shares {
    pub server: f64,
    /// The functions' own processes.
    pub functions: f64,
    /// Warden, zygotes, stems, and what has been buried.
    pub rest: f64,
}

impl Shares {
    /// Of the tree below a server, at level full.
    pub fn of(server: u32) -> Shares {
        let mut shares = Shares { server: own_cpu_seconds(server), ..Shares::default() };
        for pid in tree(server).into_iter().skip(1) {
            match uid(pid) >= INSTANCE_UID_MIN {
                true => shares.functions += own_cpu_seconds(pid),
                false => shares.rest += own_cpu_seconds(pid),
            }
        }
        shares
    }

    pub fn since(self, before: Shares) -> Shares {
        Shares {
            server: self.server - before.server,
            functions: self.functions - before.functions,
            rest: self.rest - before.rest,
        }
    }

    pub fn add(&mut self, more: Shares) {
        self.server += more.server;
        self.functions += more.functions;
        self.rest += more.rest;
    }

    pub fn sum(&self) -> f64 {
        self.server + self.functions + self.rest
    }
}

/// Of this process.
pub fn own_seconds() -> f64 {
    let Some(fields) = stat(std::process::id()) else { return 0.0 };
    let ticks: f64 = fields[11..13].iter().filter_map(|text| text.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_SECOND
}

/// Proportional memory of one process, in MiB.
pub fn pss_mib(pid: u32) -> f64 {
    kib(&format!("/proc/{pid}/smaps_rollup"), "Pss:") / 1024.0
}

/// Proportional memory of one process and its page tables, in MiB.
pub fn own_memory_mib(pid: u32) -> f64 {
    pss_mib(pid) + kib(&format!("/proc/{pid}/status"), "VmPTE:") / 1024.0
}

/// What ends with a process, in MiB: memory that no other has a part in, and its page tables.
pub fn private_mib(pid: u32) -> f64 {
    let parts = ["Private_Clean:", "Private_Dirty:"];
    let rollup = format!("/proc/{pid}/smaps_rollup");
    let private: f64 = parts.iter().map(|part| kib(&rollup, part)).sum();
    (private + kib(&format!("/proc/{pid}/status"), "VmPTE:")) / 1024.0
}

/// Proportional memory and page tables of a process and all that descend from it.
pub fn memory_mib(root: u32) -> f64 {
    tree(root).into_iter().map(own_memory_mib).sum()
}

/// What is resident of one process and in no file, in KiB.
pub fn anonymous_kib(pid: u32) -> f64 {
    kib(&format!("/proc/{pid}/status"), "RssAnon:")
}

/// Processes below `root` whose user is one that only instances have, at level full.
pub fn instances(root: u32) -> Vec<u32> {
    tree(root).into_iter().filter(|pid| uid(*pid) >= INSTANCE_UID_MIN).collect()
}

fn uid(pid: u32) -> f64 {
    kib(&format!("/proc/{pid}/status"), "Uid:")
}

/// The first number after a word in one of /proc's files; 0 where it is not there.
fn kib(path: &str, word: &str) -> f64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(word));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Of children of ours that have ended and were waited for.
pub fn buried_cpu_seconds() -> f64 {
    // SAFETY: rusage is plain data that the call fills.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &mut usage);
        usage
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Waits until `done`, looking now and then. False when it took longer than `patience`.
pub fn wait_until(patience: Duration, done: impl Fn() -> bool) -> bool {
    let started = std::time::Instant::now();
    while !done() {
        if started.elapsed() > patience {
            return false;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    true
}
