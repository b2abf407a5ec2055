//! What a policy would start and hold, computed: each function's idle instances are a stack, the
//! one that was used last is used first, a start takes no time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use std::time::Duration;

use engine::foresee::{Outlook, Past};

use super::read::Call;

#[derive(Default)]
pub struct Foreseen {
    /// Starts that a call waits for, and those ahead of calls.
    pub cold: u64,
    pub ahead: u64,
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

/// A function whose instances the platform's own rule keeps and starts.
struct Foresight {
    past: Past,
    idle: usize,
    busy: BinaryHeap<Reverse<Duration>>,
    now: Duration,
}

/// The default of the platform: its own rule, see `engine::foresee`. Every change of an outlook is
/// seen at once, each start ahead is free.
pub fn foresight(calls: &[Call], price: f64, end: f64) -> Foreseen {
    let price = Duration::from_secs_f64(price);
    let mut foreseen = Foreseen::default();
    let mut pools: HashMap<u32, Foresight> = HashMap::new();
    for call in calls {
        let pool = pools.entry(call.function).or_insert_with(|| Foresight {
            past: Past::new(price),
            idle: 0,
            busy: BinaryHeap::new(),
            now: Duration::ZERO,
        });
        let now = Duration::from_secs_f64(call.at);
        pool.pass(now, price, &mut foreseen);
        match pool.idle.checked_sub(1) {
            Some(left) => pool.idle = left,
            None => foreseen.cold += 1,
        }
        pool.past.began(now);
        pool.busy.push(Reverse(Duration::from_secs_f64(call.at + call.seconds)));
        foreseen.busy_seconds += call.seconds;
    }
    for pool in pools.values_mut() {
        pool.pass(Duration::from_secs_f64(end), price, &mut foreseen);
    }
    foreseen
}

impl Foresight {
    fn pass(&mut self, until: Duration, worth: Duration, foreseen: &mut Foreseen) {
        while let Some(Reverse(at)) = self.busy.peek().copied().filter(|Reverse(at)| *at <= until) {
            self.busy.pop();
            self.rest(at, worth, foreseen);
            self.past.ended(at);
            self.idle += 1;
        }
        self.rest(until, worth, foreseen);
    }

    /// Time goes by, and nobody calls.
    fn rest(&mut self, until: Duration, worth: Duration, foreseen: &mut Foreseen) {
        while self.now < until {
            let Outlook { idle, until: change } = self.past.outlook(self.now, worth);
            foreseen.ahead += idle.saturating_sub(self.idle) as u64;
            self.idle = idle;
            let next = change.map_or(until, |change| change.min(until));
            let next = next.max(self.now + Duration::from_nanos(1));
            foreseen.idle_seconds += idle as f64 * (next - self.now).as_secs_f64();
            self.now = next;
        }
    }
}

/// Since when each of a function's levels is free, and when its running calls end.
type Levels = (Vec<Option<f64>>, BinaryHeap<Reverse<Us>>);

/// The fewest cold starts that can be had with so many idle instances by whoever ends instances
/// but starts none ahead, and knows when each will be called again; and what it takes, in idle
/// instances and cold starts, to have one in each minute in which a call will come, until it has
/// come: who knows the minutes of the whole day ahead, and no more.
pub fn oracles(calls: &[Call], idle: f64, seconds: f64) -> (u64, (f64, u64)) {
    let mut pools: HashMap<u32, Levels> = HashMap::new();
    let (mut gaps, mut first, mut in_minute) = (Vec::new(), 0, 0.0);
    for call in calls {
        let (free, busy) = pools.entry(call.function).or_default();
        let now = (call.at * 1e6) as Us;
        while let Some(Reverse(at)) = busy.peek().copied().filter(|Reverse(at)| *at <= now) {
            free[busy.len() - 1] = Some(at as f64 / 1e6);
            busy.pop();
        }
        if free.len() <= busy.len() {
            free.push(None);
        }
        match free[busy.len()] {
            Some(since) => {
                gaps.push(call.at - since);
                in_minute += call.at - since.max((call.at / 60.0).floor() * 60.0);
            }
            None => first += 1,
        }
        busy.push(Reverse(((call.at + call.seconds) * 1e6) as Us));
    }
    gaps.sort_by(f64::total_cmp);
    let mut left = idle * seconds;
    let served = gaps.iter().take_while(|gap| {
        left -= **gap;
        left >= 0.0
    });
    let cold = first + (gaps.len() - served.count()) as u64;
    (cold, (in_minute / seconds, first))
}
