//! What a keep-alive would start and hold, computed: each function's idle instances are a stack,
//! the one that was used last is used first, a start takes no time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::read::Call;

#[derive(Default)]
pub struct Foreseen {
    pub cold: u64,
    pub idle_seconds: f64,
    pub busy_seconds: f64,
    /// Invocations at the same time, at most.
    pub busy_peak: usize,
}

/// Microseconds, which have an order.
type Us = u64;

#[derive(Default)]
struct Pool {
    /// Since when each is idle, the oldest first.
    idle: Vec<Us>,
    busy: BinaryHeap<Reverse<Us>>,
}

pub fn run(calls: &[Call], keep_alive: f64, end: f64) -> Foreseen {
    let us = |seconds: f64| (seconds * 1e6) as Us;
    let (keep, end) = (us(keep_alive), us(end));
    let mut foreseen = Foreseen::default();
    let mut pools: HashMap<u32, Pool> = HashMap::new();
    let mut all_busy: BinaryHeap<Reverse<Us>> = BinaryHeap::new();
    let mut idle_us = 0;
    for call in calls {
        let (now, until) = (us(call.at), us(call.at + call.seconds));
        while all_busy.peek().is_some_and(|Reverse(at)| *at <= now) {
            all_busy.pop();
        }
        all_busy.push(Reverse(until));
        foreseen.busy_peak = foreseen.busy_peak.max(all_busy.len());
        let pool = pools.entry(call.function).or_default();
        while let Some(Reverse(at)) = pool.busy.peek().copied().filter(|Reverse(at)| *at <= now) {
            pool.busy.pop();
            pool.idle.push(at);
        }
        let gone = pool.idle.iter().take_while(|since| *since + keep <= now).count();
        pool.idle.drain(..gone);
        idle_us += gone as Us * keep;
        match pool.idle.pop() {
            Some(since) => idle_us += now - since,
            None => foreseen.cold += 1,
        }
        pool.busy.push(Reverse(until));
        foreseen.busy_seconds += call.seconds;
    }
    for pool in pools.values() {
        let since = pool.idle.iter().copied().chain(pool.busy.iter().map(|Reverse(at)| *at));
        idle_us += since.map(|since| end.saturating_sub(since).min(keep)).sum::<Us>();
    }
    foreseen.idle_seconds = idle_us as f64 / 1e6;
    foreseen
}
