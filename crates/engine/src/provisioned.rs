//! Instances of a version that are kept initialised, whether or not anybody calls.
//!
//! They are a stock of their own beside the pool's: they do not leave when they are idle, and one
//! that dies is replaced. As many places at the gate are the version's own (`gate::Seats`). What
//! finds no such instance is served as on demand. Nothing here looks at versions' names.

#![expect(clippy::vec_box, reason = "instances are handed on, and a pointer is quicker moved")]

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use kit::Provisioned;

use crate::engine::Engine;
use crate::instance::Instance;
use crate::pool::Pool;
use crate::report::Phase;
use crate::sandboxes::Sandboxes;
use crate::start::{Purpose, StartError, start};

/// Starts for one version that are under way at once: they are never urgent.
const STARTS_AT_ONCE: u32 = 4;
/// Initialisations that fail in a row before no more are tried; as on Lambda the state then says
/// so, until the configuration is put again.
const FAILURES_MAX: u32 = 3;

#[derive(Default)]
pub struct Provision {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    wanted: u32,
    idle: Vec<Box<Instance>>,
    busy: u32,
    starting: u32,
    failures: u32,
    failure: Option<String>,
}

impl State {
    /// More than are wanted, counting those that have just been taken out as gone.
    fn has_enough(&self) -> bool {
        self.ready() >= self.wanted
    }

    fn ready(&self) -> u32 {
        self.busy + u32::try_from(self.idle.len()).unwrap_or(u32::MAX)
    }
}

impl Provision {
    /// Gives out the instances that are too many now; busy ones leave when they are given back.
    pub fn set(&self, wanted: u32) -> Vec<Box<Instance>> {
        let mut state = self.lock();
        state.wanted = wanted;
        state.failures = 0;
        state.failure = None;
        let surplus = state.ready().saturating_sub(wanted) as usize;
        let keep = state.idle.len().saturating_sub(surplus);
        state.idle.split_off(keep).into_iter().map(let_go).collect()
    }

    pub fn wanted(&self) -> u32 {
        self.lock().wanted
    }

    pub fn idle(&self) -> usize {
        self.lock().idle.len()
    }

    pub fn standing(&self) -> Provisioned {
        let state = self.lock();
        let gave_up = state.failures >= FAILURES_MAX;
        Provisioned {
            allocated: state.ready().min(state.wanted),
            failure: state.failure.clone().filter(|_| gave_up),
        }
    }

    /// One that is free. It is back with `put`, or is told to be `lost`.
    fn take(&self) -> Option<Box<Instance>> {
        let mut state = self.lock();
        let instance = state.idle.pop()?;
        state.busy += 1;
        Some(instance)
    }

    /// `Some`: it is not needed any more.
    pub fn put(&self, mut instance: Box<Instance>, now: Instant) -> Option<Box<Instance>> {
        let mut state = self.lock();
        state.busy = state.busy.saturating_sub(1);
        if state.has_enough() {
            return Some(let_go(instance));
        }
        instance.idle_since = now;
        state.idle.push(instance);
        None
    }

    /// One that was taken has ended.
    pub fn lost(&self) {
        let mut state = self.lock();
        state.busy = state.busy.saturating_sub(1);
    }

    /// Freezes what has been idle since then. False: none is idle and awake any more.
    pub fn freeze(&self, before: Instant, sandboxes: &Sandboxes) -> bool {
        let mut state = self.lock();
        let mut awake = false;
        for instance in state.idle.iter_mut().filter(|instance| !instance.freezer.is_frozen()) {
            if instance.idle_since <= before {
                instance.freezer.freeze(instance.sandbox, sandboxes);
            } else {
                awake = true;
            }
        }
        awake
    }

    /// Takes out the idle ones of which `leaves` says so.
    pub fn sweep(&self, leaves: impl FnMut(&mut Box<Instance>) -> bool) -> Vec<Box<Instance>> {
        self.lock().idle.extract_if(.., leaves).map(let_go).collect()
    }

    /// How many are to be started now. Each is told to have `begun` no longer at its end.
    fn begin(&self) -> u32 {
        let mut state = self.lock();
        if state.failures >= FAILURES_MAX {
            return 0;
        }
        let missing = state.wanted.saturating_sub(state.ready() + state.starting);
        let starts = missing.min(STARTS_AT_ONCE.saturating_sub(state.starting));
        state.starting += starts;
        starts
    }

    fn still_needed(&self) -> bool {
        !self.lock().has_enough()
    }

    /// A start has brought an instance. `Some`: it is one too many.
    fn started(&self, mut instance: Box<Instance>) -> Option<Box<Instance>> {
        let mut state = self.lock();
        state.starting = state.starting.saturating_sub(1);
        if state.has_enough() {
            return Some(instance);
        }
        state.failures = 0;
        state.failure = None;
        instance.provisioned = true;
        instance.idle_since = Instant::now();
        state.idle.push(instance);
        None
    }

    fn failed(&self, by_function: Option<String>) {
        let mut state = self.lock();
        state.starting = state.starting.saturating_sub(1);
        if let Some(reason) = by_function {
            state.failures += 1;
            state.failure = Some(reason);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// It counts here no longer.
fn let_go(mut instance: Box<Instance>) -> Box<Instance> {
    instance.provisioned = false;
    instance
}

/// A provisioned instance that can serve, if there is one free.
pub fn take(engine: &Engine, pool: &Arc<Pool>) -> Option<Box<Instance>> {
    while let Some(mut instance) = pool.provision.take() {
        if !instance.is_dead() && pool.keys_last(&instance, engine.clock.now()) {
            return Some(instance);
        }
        engine.dispose(pool, instance);
    }
    None
}

/// Starts what is missing, in the background.
pub fn fill(engine: &Arc<Engine>, pool: &Arc<Pool>) {
    for _ in 0..pool.provision.begin() {
        let (engine, pool) = (Arc::clone(engine), Arc::clone(pool));
        engine.runtime.clone().spawn(async move {
            let limit = engine.options.init_timeout;
            let needed = || pool.provision.still_needed();
            let outcome =
                start(&engine, &pool, Purpose::Provisioned, Phase::Init, limit, &needed).await;
            match outcome {
                Ok(instance) => match pool.provision.started(instance) {
                    Some(surplus) => engine.dispose(&pool, surplus),
                    None => engine.watch_idle(&pool),
                },
                Err(StartError::Cancelled | StartError::Stillborn | StartError::NotCopied(..)) => {
                    pool.provision.failed(None)
                }
                Err(StartError::Init(failure)) => {
                    pool.provision.failed(Some(failure.error_type()));
                }
                Err(StartError::Platform(operator)) => {
                    let function = &*pool.function;
                    tracing::warn!(function, operator, "a provisioned instance did not start");
                    // The next look at the pools tries again.
                    return pool.provision.failed(None);
                }
            }
            fill(&engine, &pool);
        });
    }
}
