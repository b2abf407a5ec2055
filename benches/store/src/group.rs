//! The same group commit for every engine: whatever waits is one group.

use crate::engine::{Change, Engine};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// What one writer asks for.
pub enum Ask {
    Put(Vec<u8>, Vec<u8>),
    /// Reads the row, and writes it one higher.
    Increment(Vec<u8>),
}

#[derive(Default)]
struct State {
    asked: Vec<(usize, Ask)>,
    done: Vec<u64>,
}

/// Runs `writers` threads for `time`; each asks, waits until it is on disk, and asks again. Gives
/// the number of acknowledged asks.
pub fn run(
    engine: &dyn Engine,
    writers: usize,
    time: Duration,
    ask: impl Fn(usize, u64) -> Ask + Sync,
) -> u64 {
    let state = Mutex::new(State { asked: Vec::new(), done: vec![0; writers] });
    let (work, acknowledged) = (Condvar::new(), Condvar::new());
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| commit_groups(engine, &state, &work, &acknowledged, &stop));
        let threads: Vec<_> = (0..writers)
            .map(|writer| {
                let (state, work, acknowledged) = (&state, &work, &acknowledged);
                let ask = &ask;
                scope.spawn(move || {
                    let end = Instant::now() + time;
                    let mut count = 0;
                    while Instant::now() < end {
                        let next = ask(writer, count);
                        count += 1;
                        let mut guard = state.lock().unwrap();
                        guard.asked.push((writer, next));
                        work.notify_one();
                        while guard.done[writer] < count {
                            guard = acknowledged.wait(guard).unwrap();
                        }
                    }
                    count
                })
            })
            .collect();
        let total = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
        stop.store(true, Ordering::SeqCst);
        let _guard = state.lock().unwrap();
        work.notify_all();
        total
    })
}

fn commit_groups(
    engine: &dyn Engine,
    state: &Mutex<State>,
    work: &Condvar,
    acknowledged: &Condvar,
    stop: &AtomicBool,
) {
    loop {
        let asked = {
            let mut guard = state.lock().unwrap();
            while guard.asked.is_empty() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                guard = work.wait(guard).unwrap();
            }
            std::mem::take(&mut guard.asked)
        };
        let mut group = BTreeMap::new();
        let mut writers = Vec::with_capacity(asked.len());
        for (writer, ask) in asked {
            writers.push(writer);
            match ask {
                Ask::Put(key, value) => drop(group.insert(key, Some(value))),
                Ask::Increment(key) => {
                    let row = match group.get(&key) {
                        Some(row) => Option::clone(row),
                        None => engine.get(&key),
                    };
                    let mut row = row.unwrap_or_else(|| vec![0; 200]);
                    let number = u64::from_le_bytes(row[..8].try_into().unwrap()) + 1;
                    row[..8].copy_from_slice(&number.to_le_bytes());
                    group.insert(key, Some(row));
                }
            }
        }
        let changes: Vec<Change> = group.into_iter().collect();
        engine.commit(&changes);
        let mut guard = state.lock().unwrap();
        for writer in writers {
            guard.done[writer] += 1;
        }
        acknowledged.notify_all();
    }
}
