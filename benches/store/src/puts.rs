//! Durable puts and read-modify-writes, by concurrency; the store itself beside the bare engines.

use crate::Scale;
use crate::engine::{ALL, Change, Engine, Kind};
use crate::group::{self, Ask};
use crate::meter::Figure;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Error, Options, Raw, Store, Table};

static ROWS: Table<Raw, Vec<u8>> = Table::new("bench");

/// Rows that are there before the first put, so that trees have a height.
const PRESENT: u64 = 100_000;

pub fn run(dir: &Path, scale: Scale) {
    println!("durable writes (ops/s, ratio to the log, CPU us/op of the whole process)");
    for bytes in [200, 4096] {
        for writers in [1, 16, 256] {
            let title = format!("put {bytes} B, {writers} writers");
            one(dir, scale, &title, writers, Some(bytes), |writer, count| {
                (random_key(writer as u64, count), bytes)
            });
        }
    }
    one(dir, scale, "increment, 16 writers, own rows", 16, None, |writer, count| {
        (random_key(writer as u64, count % (PRESENT / 16)), 200)
    });
    one(dir, scale, "increment, 16 writers, one row", 16, None, |_, _| (random_key(0, 0), 200));
    println!();
}

/// Spread over the whole key space, the same for the same numbers.
pub fn random_key(a: u64, b: u64) -> Vec<u8> {
    let mut z = (a << 40) ^ b;
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let mut key = (z ^ (z >> 31)).to_be_bytes().to_vec();
    key.extend(b.to_be_bytes());
    key
}

/// All contestants of one pattern, in turns.
fn one(
    dir: &Path,
    scale: Scale,
    title: &str,
    writers: usize,
    put: Option<usize>,
    ask: impl Fn(usize, u64) -> (Vec<u8>, usize) + Sync,
) {
    let engines: Vec<_> = ALL
        .iter()
        .map(|kind| {
            let engine = kind.open(&dir.join(kind.name()));
            fill(&*engine);
            engine
        })
        .collect();
    let store = Store::open(dir.join("store"), Options::default()).unwrap();
    fill_store(&store);
    let mut figures = vec![Figure::default(); ALL.len() + 1];
    for round in 0..scale.rounds {
        let time = Duration::from_secs_f64(scale.round_s);
        // No round writes the keys of another.
        let shift = (round as u64) << 32;
        for (engine, figure) in engines.iter().zip(&mut figures) {
            figure.add(Figure::measure(|| {
                group::run(&**engine, writers, time, |writer, count| match put {
                    Some(_) => {
                        let (key, bytes) = ask(writer, count + shift);
                        Ask::Put(key, vec![7; bytes])
                    }
                    None => Ask::Increment(ask(writer, count).0),
                })
            }));
        }
        figures[ALL.len()].add(Figure::measure(|| {
            through_the_store(&store, writers, time, put, |writer, count| match put {
                Some(_) => ask(writer, count + shift),
                None => ask(writer, count),
            })
        }));
    }
    let base = figures[0].per_second();
    println!("  {title}");
    for (name, figure) in ALL.iter().map(|kind| kind.name()).chain(["store"]).zip(&figures) {
        println!(
            "    {name:<11} {:>9.0} /s  x{:<5.2} {:>7.1} us",
            figure.per_second(),
            figure.per_second() / base,
            figure.cpu_us()
        );
    }
    drop((engines, store));
    for name in ALL.iter().map(|kind: &Kind| kind.name()).chain(["store"]) {
        std::fs::remove_dir_all(dir.join(name)).unwrap();
    }
}

fn fill(engine: &dyn Engine) {
    let mut rows: Vec<Change> =
        (0..PRESENT).map(|row| (random_key(u64::from(u8::MAX), row), Some(vec![7; 200]))).collect();
    rows.sort();
    for rows in rows.chunks(50_000) {
        engine.commit(rows);
    }
}

fn fill_store(store: &Store) {
    for from in (0..PRESENT).step_by(50_000) {
        store
            .write_blocking(move |tx| {
                for row in from..from + 50_000 {
                    let key = random_key(u64::from(u8::MAX), row);
                    tx.put(&ROWS, &key, &vec![7; 200])?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
    }
}

fn through_the_store(
    store: &Store,
    writers: usize,
    time: Duration,
    put: Option<usize>,
    ask: impl Fn(usize, u64) -> (Vec<u8>, usize) + Sync,
) -> u64 {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..writers)
            .map(|writer| {
                let ask = &ask;
                scope.spawn(move || {
                    let end = Instant::now() + time;
                    let mut count = 0;
                    while Instant::now() < end {
                        let (key, bytes) = ask(writer, count);
                        count += 1;
                        let write = store.write(move |tx| {
                            let mut row = vec![7; bytes];
                            if put.is_none() {
                                row = tx.get(&ROWS, &key)?.unwrap_or_else(|| vec![0; 200]);
                                row[0] = row[0].wrapping_add(1);
                            }
                            tx.put(&ROWS, &key, &row)
                        });
                        write.wait().unwrap();
                    }
                    count
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}
