//! What a version has done since the program started, counted in memory. `ledger` keeps it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Counters of one version. Written on the request path: no lock.
#[derive(Debug, Default)]
pub struct Meter {
    pub invocations: AtomicU64,
    pub errors: AtomicU64,
    pub throttles: AtomicU64,
    pub cold_starts: AtomicU64,
    pub ahead: AtomicU64,
    pub unused: AtomicU64,
    pub billed_ms: AtomicU64,
    pub duration_us: AtomicU64,
    pub init_us: AtomicU64,
    /// What of it is on disk. Never touched on the request path.
    kept: Mutex<Counts>,
}

/// What is kept of a `Meter`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub invocations: u64,
    pub errors: u64,
    pub throttles: u64,
    pub cold_starts: u64,
    pub billed_ms: u64,
}

/// A reading of a `Meter`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub function: String,
    pub version: String,
    pub memory_mb: u32,
    /// Started, whatever came of them.
    pub invocations: u64,
    /// Ended with a fault.
    pub errors: u64,
    /// Refused for lack of concurrency.
    pub throttles: u64,
    /// Instances that were started, also those whose initialisation failed; without those ahead.
    pub cold_starts: u64,
    /// Instances that were started ahead of a call, in the background.
    pub ahead: u64,
    /// Those of them that have ended without having seen one.
    pub unused: u64,
    pub billed_ms: u64,
    pub duration_us: u64,
    pub init_us: u64,
    /// Instances now.
    pub idle: usize,
    pub starting: usize,
}

impl Usage {
    /// Counts another version's, or an earlier revision's, as well.
    pub fn add(&mut self, other: &Usage) {
        self.invocations += other.invocations;
        self.errors += other.errors;
        self.throttles += other.throttles;
        self.cold_starts += other.cold_starts;
        self.ahead += other.ahead;
        self.unused += other.unused;
        self.billed_ms += other.billed_ms;
        self.duration_us += other.duration_us;
        self.init_us += other.init_us;
        self.idle += other.idle;
        self.starting += other.starting;
        self.memory_mb = other.memory_mb;
    }
}

impl Meter {
    pub fn add(counter: &AtomicU64, amount: u64) {
        counter.fetch_add(amount, Ordering::Relaxed);
    }

    pub fn read(&self, usage: &mut Usage) {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        usage.invocations = get(&self.invocations);
        usage.errors = get(&self.errors);
        usage.throttles = get(&self.throttles);
        usage.cold_starts = get(&self.cold_starts);
        usage.ahead = get(&self.ahead);
        usage.unused = get(&self.unused);
        usage.billed_ms = get(&self.billed_ms);
        usage.duration_us = get(&self.duration_us);
        usage.init_us = get(&self.init_us);
    }

    /// What has been counted since the last `kept`.
    pub fn since_kept(&self) -> Counts {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let more = |counter: &AtomicU64, kept: u64| counter.load(Ordering::Relaxed) - kept;
        Counts {
            invocations: more(&self.invocations, kept.invocations),
            errors: more(&self.errors, kept.errors),
            throttles: more(&self.throttles, kept.throttles),
            cold_starts: more(&self.cold_starts, kept.cold_starts),
            billed_ms: more(&self.billed_ms, kept.billed_ms),
        }
    }

    /// So much more is on disk.
    pub fn kept(&self, more: &Counts) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.invocations += more.invocations;
        kept.errors += more.errors;
        kept.throttles += more.throttles;
        kept.cold_starts += more.cold_starts;
        kept.billed_ms += more.billed_ms;
    }
}
