//! Point reads and scans on many rows, beside reading a page of a plain file of the same size.

use crate::Scale;
use crate::engine::{Change, ENGINES, Engine};
use crate::meter::{Figure, disk_bytes, resident_mib};
use crate::puts::random_key;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

const VALUE_BYTES: usize = 100;
const BATCH: u64 = 200_000;

/// Row `number` in the order of the keys.
fn key(number: u64) -> Vec<u8> {
    let mut key = number.to_be_bytes().to_vec();
    key.extend(number.to_le_bytes());
    key
}

pub fn run(dir: &Path, scale: Scale) {
    println!("reads on {} rows of 116 bytes", scale.rows);
    let plain = dir.join("plain");
    let length = scale.rows * 116;
    write_plain(&plain, length);
    let mut engines = Vec::new();
    for kind in ENGINES {
        let place = dir.join(format!("large-{}", kind.name()));
        let engine = kind.open(&place);
        let figure = Figure::measure(|| load(&*engine, scale.rows));
        println!(
            "  load {:<11} {:>8.0} /s  {:>5.2} us CPU  {:>7.0} MiB on disk, {:>5.0} MiB resident",
            kind.name(),
            figure.per_second(),
            figure.cpu_us(),
            disk_bytes(&place) as f64 / 1048576.0,
            resident_mib()
        );
        engines.push((kind, engine));
    }
    let file = File::open(&plain).unwrap();
    warm(dir);
    let page = timed(scale.reads_s / scale.rounds as f64, |number| {
        let mut page = [0; 4096];
        let offset = number % (length / 4096) * 4096;
        file.read_exact_at(&mut page, offset).unwrap();
        u64::from(page[0])
    });
    print("pread of 4 KiB", "plain", &page, &page);
    let mut gets = vec![Figure::default(); engines.len()];
    let mut scans = gets.clone();
    for _ in 0..scale.rounds {
        let share = scale.reads_s / scale.rounds as f64;
        for (index, (_, engine)) in engines.iter().enumerate() {
            gets[index].add(timed(share, |number| {
                engine.get(&key(number % scale.rows)).unwrap()[0].into()
            }));
            scans[index].add(timed(share, |number| {
                let from = key(number % (scale.rows - 100));
                let found = engine.scan(&from, 100);
                assert_eq!(found.len(), 100);
                1
            }));
        }
    }
    for (index, (kind, _)) in engines.iter().enumerate() {
        print("get", kind.name(), &gets[index], &page);
        print("scan of 100", kind.name(), &scans[index], &page);
    }
    println!();
}

fn print(what: &str, name: &str, figure: &Figure, base: &Figure) {
    println!(
        "  {what:<14} {name:<11} {:>9.0} /s  x{:<6.3} {:>7.2} us CPU",
        figure.per_second(),
        figure.per_second() / base.per_second(),
        figure.cpu_us()
    );
}

/// Calls `work` with random numbers until the time is over.
fn timed(seconds: f64, mut work: impl FnMut(u64) -> u64) -> Figure {
    let time = Duration::from_secs_f64(seconds);
    Figure::measure(|| {
        let end = Instant::now() + time;
        let mut count = 0;
        while Instant::now() < end {
            for _ in 0..50 {
                count += 1;
                let random = random_key(1, count);
                std::hint::black_box(work(u64::from_be_bytes(random[..8].try_into().unwrap())));
            }
        }
        count
    })
}

fn load(engine: &dyn Engine, rows: u64) -> u64 {
    for from in (0..rows).step_by(BATCH as usize) {
        let changes: Vec<Change> = (from..(from + BATCH).min(rows))
            .map(|number| (key(number), Some(vec![number as u8; VALUE_BYTES])))
            .collect();
        engine.commit(&changes);
    }
    engine.settle();
    rows
}

/// Reads every file once, so that all are equally in the kernel's cache, as far as it is large
/// enough.
fn warm(dir: &Path) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        if entry.path().is_dir() {
            warm(&entry.path());
        } else {
            let mut file = File::open(entry.path()).unwrap();
            std::io::copy(&mut file, &mut std::io::sink()).unwrap();
        }
    }
}

fn write_plain(path: &Path, length: u64) {
    let mut file = File::create(path).unwrap();
    let chunk = vec![7; 1 << 20];
    for _ in 0..length.div_ceil(1 << 20) {
        file.write_all(&chunk).unwrap();
    }
    file.sync_data().unwrap();
}
