//! How long opening takes and how much memory it needs, after a clean end and after a kill; each in
//! a process of its own.

use crate::engine::{ENGINES, Engine, Kind};
use crate::meter::{cpu, disk_bytes, resident_mib};
use crate::puts::random_key;
use std::os::fd::AsRawFd;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

pub fn run(dir: &Path) {
    println!("open (time to the first read answered)");
    for kind in ENGINES {
        let place = dir.join(format!("large-{}", kind.name()));
        println!("  {:<11} {:.0} MiB", kind.name(), disk_bytes(&place) as f64 / 1048576.0);
        for (what, cold, kill) in [
            ("after the load", false, false),
            ("after a clean end", false, true),
            ("after a kill", false, true),
            ("after a kill, cold", true, false),
            ("after a clean end, cold", true, false),
        ] {
            if cold {
                forget_pages(&place);
            }
            print!("    {what:<24}");
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg("open").arg(kind.name()).arg(&place);
            if kill {
                command.arg("kill");
            }
            let output = command.output().unwrap();
            print!("{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

/// Opens, reads one row, says what it took; writes a little, and is killed where that was asked.
pub fn child(name: &str, place: &Path, kill: bool) {
    let kind = ENGINES.into_iter().find(|kind: &Kind| kind.name() == name).unwrap();
    let start = Instant::now();
    let engine = kind.open(place);
    assert_eq!(engine.scan(&[], 1).len(), 1);
    println!(
        "{:>9.1} ms  {:>7.1} ms CPU  {:>6.1} MiB resident",
        start.elapsed().as_secs_f64() * 1e3,
        cpu().as_secs_f64() * 1e3,
        resident_mib()
    );
    write_a_little(&*engine);
    if kill {
        // SAFETY: kill has no memory effects; it ends this very process.
        unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
    }
}

fn write_a_little(engine: &dyn Engine) {
    for group in 0..20 {
        let mut rows: Vec<_> =
            (0..100).map(|row| (random_key(group, row), Some(vec![7; 100]))).collect();
        rows.sort();
        engine.commit(&rows);
    }
}

/// Asks the kernel to drop the files' pages, as after a restart of the machine.
fn forget_pages(dir: &Path) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            forget_pages(&path);
        } else if let Ok(file) = std::fs::File::open(&path) {
            file.sync_all().unwrap();
            // SAFETY: the descriptor is open for the duration of the call.
            unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) };
        }
    }
}
