//! A queue as a service would keep it: enqueue, lease by moving to a deadline order, delete. Its
//! rows are short-lived and its scans begin where the deleted ones were: the worst of a log tree.

use crate::Scale;
use crate::engine::{Change, ENGINES, Engine};
use crate::meter::{Figure, disk_bytes};
use std::path::Path;
use std::time::{Duration, Instant};

const BATCH: u64 = 64;
/// Messages that always wait, and messages that are always leased.
const WAITING: u64 = 10_000;
const LEASED: u64 = 1_000;

pub fn run(dir: &Path, scale: Scale) {
    println!("queue: {BATCH} enqueued, leased and deleted per group, {WAITING} waiting");
    println!("  (messages/s; median and worst head scan of 10; disk; by sixths of the time)");
    for kind in ENGINES {
        let place = dir.join(kind.name());
        let engine = kind.open(&place);
        let mut queue = Queue { enqueued: 0, leased: 0, deleted: 0 };
        while queue.enqueued < WAITING + LEASED {
            engine.commit(&queue.enqueue());
        }
        while queue.leased < LEASED {
            engine.commit(&queue.lease(&*engine));
        }
        println!("  {}", kind.name());
        for _ in 0..6 {
            let mut scans = Vec::new();
            let slice = Duration::from_secs_f64(scale.queue_s / 6.0);
            let figure = Figure::measure(|| queue.turn(&*engine, slice, &mut scans));
            scans.sort();
            println!(
                "    {:>8.0} /s  {:>6.1} us CPU  scan {:>9.1?} / {:>9.1?}  {:>6.1} MiB",
                figure.per_second(),
                figure.cpu_us(),
                scans[scans.len() / 2],
                scans[scans.len() - 1],
                disk_bytes(&place) as f64 / 1048576.0
            );
        }
        drop(engine);
        std::fs::remove_dir_all(place).unwrap();
    }
    println!();
}

struct Queue {
    enqueued: u64,
    leased: u64,
    deleted: u64,
}

fn ready(number: u64) -> Vec<u8> {
    [&b"r"[..], &number.to_be_bytes()].concat()
}

fn lease(number: u64) -> Vec<u8> {
    [&b"l"[..], &number.to_be_bytes()].concat()
}

impl Queue {
    fn turn(&mut self, engine: &dyn Engine, time: Duration, scans: &mut Vec<Duration>) -> u64 {
        let end = Instant::now() + time;
        let before = self.deleted;
        while Instant::now() < end {
            engine.commit(&self.enqueue());
            engine.commit(&self.lease(engine));
            engine.commit(&self.delete(engine));
            let start = Instant::now();
            assert_eq!(engine.scan(b"r", 10).len(), 10);
            scans.push(start.elapsed());
        }
        self.deleted - before
    }

    fn enqueue(&mut self) -> Vec<Change> {
        let from = self.enqueued;
        self.enqueued += BATCH;
        (from..self.enqueued).map(|number| (ready(number), Some(vec![7; 200]))).collect()
    }

    fn lease(&mut self, engine: &dyn Engine) -> Vec<Change> {
        let found = engine.scan(b"r", BATCH as usize);
        let from = self.leased;
        self.leased += BATCH;
        let leases = (from..self.leased).map(|number| (lease(number), Some(vec![7; 200])));
        leases.chain(found.into_iter().map(|key| (key, None))).collect()
    }

    fn delete(&mut self, engine: &dyn Engine) -> Vec<Change> {
        let found = engine.scan(b"l", BATCH as usize);
        self.deleted += BATCH;
        found.into_iter().map(|key| (key, None)).collect()
    }
}
