//! Now and then: instances that nobody needs leave, by the time that they were idle and by the
//! memory that they hold; stems and zygotes are looked after.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use sandbox::machine::Memory;

use crate::engine::Engine;
use crate::pool::Pool;

const TEND_EVERY: Duration = Duration::from_secs(1);
/// The machine is short of memory when less than this part of it is to be had...
const AVAILABLE_PERCENT_MIN: u64 = 10;
/// ...or when so much of the last ten seconds somebody waited for memory (the kernel's "some").
const STALLED_PERCENT_MAX: f64 = 10.0;
/// While it is short of it, this part of the idle instances leaves at each look.
const PRESSED_PART: usize = 4;

/// One idle instance, as it is chosen from.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    pub sandbox: u64,
    pub since: Instant,
    pub bytes: u64,
}

pub async fn run(engine: Weak<Engine>) {
    loop {
        tokio::time::sleep(TEND_EVERY).await;
        let Some(engine) = engine.upgrade() else { return };
        if engine.sandboxes.is_lost() {
            return;
        }
        tend(&engine);
    }
}

fn tend(engine: &Arc<Engine>) {
    let (now, time) = (Instant::now(), engine.clock.now());
    let mut pools = engine.roster.take_populated();
    for pool in &pools {
        for instance in pool.sweep(now, time, engine.options.idle_timeout) {
            engine.dispose(pool, instance);
        }
        engine.fill(pool);
    }
    pools.retain(|pool| pool.is_populated());
    evict(engine, &pools);
    engine.roster.keep_populated(pools);
    if !engine.is_draining() {
        engine.sandboxes.templates.tend(&engine.sandboxes);
        engine.snapshots.tend(engine);
    }
}

/// Idle instances leave, those first that were not used for longest, until the rest may stay.
fn evict(engine: &Arc<Engine>, pools: &[Arc<Pool>]) {
    let mut all: Vec<(usize, Idle)> = Vec::new();
    for (at, pool) in pools.iter().enumerate() {
        all.extend(pool.idle().into_iter().map(|idle| (at, idle)));
    }
    let total = all.iter().map(|(_, idle)| idle.bytes).sum();
    engine.note_idle_bytes(total);
    let pressed = (engine.options.memory)().is_some_and(|memory| is_short(&memory));
    engine.note_short_of_memory(pressed);
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(_, idle)| idle.since);
    let idle: Vec<Idle> = all.iter().map(|(_, idle)| *idle).collect();
    let leaving = surplus(&idle, engine.options.idle_memory_bytes, pressed);
    if leaving > 0 {
        tracing::debug!(leaving, total, pressed, "idle instances leave for the memory they hold");
    }
    for (at, idle) in &all[..leaving] {
        // Unless it has found work in the meantime.
        if let Some(instance) = pools[*at].take_out(idle.sandbox) {
            engine.dispose(&pools[*at], instance);
        }
    }
}

fn is_short(memory: &Memory) -> bool {
    memory.available_bytes < memory.total_bytes / 100 * AVAILABLE_PERCENT_MIN
        || memory.stalled_percent > STALLED_PERCENT_MAX
}

/// How many of the first have to leave: the first was idle for longest.
fn surplus(idle: &[Idle], bound: u64, pressed: bool) -> usize {
    let mut total: u64 = idle.iter().map(|idle| idle.bytes).sum();
    let mut leaving = 0;
    while total > bound && leaving < idle.len() {
        total -= idle[leaving].bytes;
        leaving += 1;
    }
    if pressed { leaving.max(idle.len().div_ceil(PRESSED_PART)) } else { leaving }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_leave_as_are_too_many() {
        let now = Instant::now();
        let idle: Vec<Idle> = [5, 3, 4, 1]
            .iter()
            .zip(0..)
            .map(|(bytes, sandbox)| Idle { sandbox, since: now, bytes: *bytes })
            .collect();
        for (bound, pressed, expected) in
            [(13, false, 0), (12, false, 1), (8, false, 1), (7, false, 2), (0, false, 4)]
        {
            assert_eq!(surplus(&idle, bound, pressed), expected, "{bound}");
        }
        assert_eq!(surplus(&idle, u64::MAX, true), 1);
        assert_eq!(surplus(&idle[..1], u64::MAX, true), 1);
        assert_eq!(surplus(&idle, 5, true), 2);
        assert_eq!(surplus(&[], 0, true), 0);
    }

    #[test]
    fn a_machine_is_short_of_memory_by_what_is_left_or_by_what_is_waited_for() {
        let memory = |available_bytes, stalled_percent| Memory {
            total_bytes: 1_000,
            available_bytes,
            stalled_percent,
        };
        assert!(!is_short(&memory(100, 10.0)));
        assert!(is_short(&memory(99, 0.0)));
        assert!(is_short(&memory(900, 10.1)));
    }
}
