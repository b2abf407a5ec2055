//! Time, CPU, memory, disk, and how they are printed.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

/// CPU time of this process, all threads.
pub fn cpu() -> Duration {
    // SAFETY: an all-zero rusage is a valid value, and getrusage only writes into it.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &mut usage);
        usage
    };
    let of = |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    of(usage.ru_utime) + of(usage.ru_stime)
}

/// What a run did and what it took.
#[derive(Clone, Copy, Default)]
pub struct Figure {
    pub count: u64,
    pub wall: Duration,
    pub cpu: Duration,
}

impl Figure {
    pub fn measure(work: impl FnOnce() -> u64) -> Figure {
        let (cpu_before, start) = (cpu(), Instant::now());
        let count = work();
        Figure { count, wall: start.elapsed(), cpu: cpu() - cpu_before }
    }

    pub fn add(&mut self, other: Figure) {
        self.count += other.count;
        self.wall += other.wall;
        self.cpu += other.cpu;
    }

    pub fn per_second(&self) -> f64 {
        self.count as f64 / self.wall.as_secs_f64()
    }

    pub fn cpu_us(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.count.max(1) as f64
    }
}

/// Bytes that a directory takes on the disk: blocks, not lengths.
pub fn disk_bytes(dir: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => disk_bytes(&entry.path()),
            Ok(metadata) => metadata.blocks() * 512,
            Err(_) => 0,
        })
        .sum()
}

pub fn resident_mib() -> f64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap();
    let pages: f64 = text.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096.0 / 1048576.0
}

/// What this disk does with one small append and fdatasync, right now.
pub fn print_sync_time(dir: &Path) {
    let mut file = File::create(dir.join("probe")).unwrap();
    let mut times: Vec<_> = (0..200)
        .map(|_| {
            let start = Instant::now();
            file.write_all(&[0; 200]).unwrap();
            file.sync_data().unwrap();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("append 200 B + fdatasync: median {:?}, p90 {:?}\n", times[100], times[180]);
}
