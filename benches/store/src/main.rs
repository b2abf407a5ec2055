//! Chooses the engine of the store: `cargo run --release -p store-bench -- [quick|full]`.
//!
//! Every engine gets the same groups of changes, and every figure stands beside that of a plain
//! file which appends the same groups and calls fdatasync. Rounds are interleaved, so that a busy
//! machine troubles all of them alike. The figures and what they decided are in
//! docs/decisions/0001-store-engine.md.

#![allow(clippy::unwrap_used, reason = "a benchmark stops at the first thing that is not right")]

mod engine;
mod group;
mod meter;
mod open;
mod puts;
mod queue;
mod reads;

use std::path::PathBuf;

/// How much is done.
#[derive(Clone, Copy)]
pub struct Scale {
    /// Seconds of one round of puts.
    pub round_s: f64,
    pub rounds: usize,
    /// Rows for reads and for opening; 116 bytes each.
    pub rows: u64,
    /// Seconds of reads of one kind.
    pub reads_s: f64,
    pub queue_s: f64,
}

const QUICK: Scale = Scale { round_s: 0.5, rounds: 2, rows: 500_000, reads_s: 1.0, queue_s: 6.0 };
const FULL: Scale =
    Scale { round_s: 0.5, rounds: 6, rows: 10_000_000, reads_s: 4.0, queue_s: 60.0 };

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_else(|| "quick".into());
    if mode == "open" {
        let rest: Vec<String> = arguments.collect();
        return open::child(&rest[0], rest[1].as_ref(), rest.get(2).is_some());
    }
    let scale = if mode == "full" { FULL } else { QUICK };
    let only: Vec<String> = arguments.collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let dir = data_dir();
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    meter::print_sync_time(&dir);
    if wanted("puts") {
        puts::run(&dir, scale);
    }
    if wanted("queue") {
        queue::run(&dir, scale);
    }
    if wanted("reads") {
        reads::run(&dir, scale);
        open::run(&dir);
    }
    std::fs::remove_dir_all(&dir).unwrap();
}

/// On the disk that holds the build, not in memory.
fn data_dir() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.parent().unwrap().join("store-bench-data")
}
