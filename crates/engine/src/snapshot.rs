//! Snapshots: a version that was initialised once, and is forked for each of its instances.
//!
//! Made when the version is published, in the background; until it is there, and wherever it cannot
//! be had, the version starts as others do. One that dies is made again without anybody noticing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use kit::Snapshot;
use tokio::sync::oneshot;

use crate::engine::Engine;
use crate::instance::Instance;
use crate::pool::Pool;
use crate::report::{self, Ending, Phase};
use crate::runtime;
use crate::start::{self, Purpose, StartError};
use crate::template::{Kind, Status, Stems};
use crate::templates::Claim;

/// Snapshots that live at a time. Each holds an initialised function: up to its whole memory.
const SNAPSHOTS_MAX: usize = 16;
/// One that nobody has started from for so long is let go, and made again when it is needed.
const IDLE_MAX: Duration = Duration::from_secs(3600);
/// Copies that are kept ready: one for the next start, more while there are many.
const COPIES: Stems = Stems {
    min: 1,
    max: 8,
    memory_bytes: 0,
    // A copy has its snapshot's address layout whatever is renewed.
    renew_forks: u64::MAX,
    renew_after: Duration::MAX,
};
/// An initialisation for a snapshot may take longer than another (Lambda developer guide).
const INIT_TIMEOUT: Duration = Duration::from_secs(130);
/// What hooks may take after a restore (Lambda developer guide).
pub const RESTORE_TIMEOUT: Duration = Duration::from_secs(10);
/// A sandbox that has not come by then will not come.
const SEED_PATIENCE: Duration = Duration::from_secs(30);
/// Snapshots of a version that end without having served, in a row, before no more are made.
const DEATHS_MAX: u32 = 3;

/// A pool's snapshot.
#[derive(Default)]
pub struct Slot {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    stage: Stage,
    deaths: u32,
    retired: bool,
}

#[derive(Default)]
enum Stage {
    /// Not begun, or let go.
    #[default]
    None,
    Making,
    Live(Arc<Live>),
    Refused(String),
}

pub struct Live {
    pub claim: Claim,
    /// The process that is copied. Held for its lines.
    seed: Mutex<Box<Instance>>,
    used: Mutex<Instant>,
}

/// Those that live, the one that was used longest ago among them.
#[derive(Default)]
pub struct Snapshots {
    next: AtomicU64,
    live: Mutex<Vec<Weak<Pool>>>,
}

impl Slot {
    pub fn standing(&self) -> Snapshot {
        match &self.lock().stage {
            Stage::Making => Snapshot::Making,
            // One that was let go is as good as there.
            Stage::None | Stage::Live(_) => Snapshot::Ready,
            Stage::Refused(reason) => Snapshot::Refused(reason.clone()),
        }
    }

    /// To start from.
    pub fn live(&self) -> Option<Arc<Live>> {
        match &self.lock().stage {
            Stage::Live(live) => Some(Arc::clone(live)),
            _ => None,
        }
    }

    /// Copies of it serve.
    pub fn proved(&self) {
        self.lock().deaths = 0;
    }

    fn begin(&self) -> bool {
        let mut state = self.lock();
        let begins = matches!(state.stage, Stage::None) && !state.retired;
        if begins {
            state.stage = Stage::Making;
        }
        begins
    }

    fn take(&self) -> Option<Arc<Live>> {
        let mut state = self.lock();
        match std::mem::take(&mut state.stage) {
            Stage::Live(live) => Some(live),
            other => {
                state.stage = other;
                None
            }
        }
    }

    fn refuse(&self, reason: String) {
        self.lock().stage = Stage::Refused(reason);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    pub fn note_use(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn used(&self) -> Instant {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, engine: &Engine) {
        let seed = self.seed.lock().unwrap_or_else(PoisonError::into_inner);
        self.claim.template.close(&engine.sandboxes);
        engine.sandboxes.kill(seed.sandbox);
    }
}

impl Snapshots {
    /// Its number, for its template.
    fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Weak<Pool>>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes room for one more.
    fn add(&self, pool: &Arc<Pool>, engine: &Engine) {
        let mut pools = self.lock();
        pools.retain(|pool| pool.upgrade().is_some_and(|pool| pool.snapshot.live().is_some()));
        let used = |pool: &Weak<Pool>| Some(pool.upgrade()?.snapshot.live()?.used());
        while pools.len() >= SNAPSHOTS_MAX {
            let oldest = (0..pools.len()).min_by_key(|at| used(&pools[*at]));
            let Some(pool) = oldest.map(|at| pools.swap_remove(at)).and_then(|p| p.upgrade())
            else {
                continue;
            };
            if let Some(live) = pool.snapshot.take() {
                live.end(engine);
            }
        }
        pools.push(Arc::downgrade(pool));
    }

    /// Now and then: those that are dead are made again, those that nobody uses are let go.
    pub fn tend(&self, engine: &Arc<Engine>) {
        let pools: Vec<Arc<Pool>> = self.lock().iter().filter_map(Weak::upgrade).collect();
        for pool in pools {
            let Some(live) = pool.snapshot.live() else { continue };
            if matches!(live.claim.template.status(), Status::Failed(_)) {
                lost(engine, &pool);
            } else if live.used().elapsed() >= IDLE_MAX
                && let Some(live) = pool.snapshot.take()
            {
                live.end(engine);
            }
        }
    }
}

/// The version is gone: no more copies; those that serve go on.
pub fn retire(engine: &Engine, pool: &Pool) {
    pool.snapshot.lock().retired = true;
    if let Some(live) = pool.snapshot.take() {
        live.end(engine);
    }
}

/// The snapshot does not fork any more.
pub fn lost(engine: &Arc<Engine>, pool: &Arc<Pool>) {
    let Some(live) = pool.snapshot.take() else { return };
    live.end(engine);
    let deaths = {
        let mut state = pool.snapshot.lock();
        state.deaths += 1;
        state.deaths
    };
    if deaths >= DEATHS_MAX {
        refuse(engine, pool, None, format!("{deaths} snapshots ended before they were used"));
    } else {
        tracing::warn!(function = &*pool.function, deaths, "a snapshot ended and is made again");
        make(engine, pool);
    }
}

/// Makes the snapshot in the background, unless there is one or it is refused.
pub fn make(engine: &Arc<Engine>, pool: &Arc<Pool>) {
    if !pool.version.snap_start || !pool.snapshot.begin() {
        return;
    }
    let (engine, pool) = (Arc::clone(engine), Arc::clone(pool));
    engine.runtime.clone().spawn(async move {
        match try_to_make(&engine, &pool).await {
            Ok(live) => {
                engine.snapshots.add(&pool, &engine);
                let mut state = pool.snapshot.lock();
                if state.retired {
                    drop(state);
                    return live.end(&engine);
                }
                state.stage = Stage::Live(Arc::new(live));
            }
            Err((seed, reason)) => refuse(&engine, &pool, seed, reason),
        }
    });
}

fn refuse(engine: &Engine, pool: &Pool, seed: Option<Box<Instance>>, reason: String) {
    let (function, version) = (&*pool.function, &*pool.version.version);
    tracing::warn!(function, version, reason, "SnapStart is off");
    if let Some(seed) = seed {
        let line = format!("SnapStart is off for version {version}: {reason}");
        seed.write_line(&line, &mut None, &engine.sink());
        engine.sandboxes.kill(seed.sandbox);
    }
    pool.snapshot.refuse(reason);
}

type Refusal = (Option<Box<Instance>>, String);

async fn try_to_make(engine: &Arc<Engine>, pool: &Arc<Pool>) -> Result<Live, Refusal> {
    if runtime::is_provided(&pool.version.runtime) {
        return Err((None, "a program of one's own cannot be copied".into()));
    }
    let template = engine.template_of(pool).map_err(|reason| (None, reason))?;
    template.wait().await.map_err(|reason| (None, reason))?;
    let kind = Kind::Snapshot(engine.snapshots.number());
    let claim = engine.sandboxes.templates.adopt(kind, COPIES);
    let (sender, answer) = oneshot::channel();
    engine.sandboxes.order_seed(&template, claim.template.id, sender);
    let stem = match tokio::time::timeout(SEED_PATIENCE, answer).await {
        Ok(Ok(answer)) => answer.map_err(|reason| (None, reason))?,
        _ => return Err((None, "no sandbox came for it".into())),
    };
    let begun = start::assign(engine, pool, Purpose::Snapshot, stem, Phase::Init, INIT_TIMEOUT);
    let mut seed = match begun.await {
        Ok(seed) => seed,
        Err(StartError::NotCopied(seed, reason)) => return Err((Some(seed), reason)),
        Err(StartError::Init(failure)) => {
            return Err((None, format!("its initialisation failed: {}", failure.error_type())));
        }
        Err(StartError::Platform(reason)) => return Err((None, reason)),
        Err(StartError::Cancelled | StartError::Stillborn) => {
            return Err((None, "its sandbox ended early".into()));
        }
    };
    let took = seed.init.take().unwrap_or_default();
    let mut line = String::new();
    report::init_report(&mut line, took, Phase::Init, Ending::Fine);
    seed.write_line(&line, &mut None, &engine.sink());
    // That it can be copied is known by the first copy.
    let first = claim.template.take(&engine.sandboxes, (&engine.forks, &pool.function), &|| true);
    match tokio::time::timeout(SEED_PATIENCE, first).await {
        Ok(Ok(Some(copy))) => claim.template.stock(copy, false, &engine.sandboxes),
        Ok(Err(reason)) => return Err((Some(seed), reason)),
        _ => return Err((Some(seed), "no copy of it came".into())),
    }
    Ok(Live { claim, seed: Mutex::new(seed), used: Mutex::new(Instant::now()) })
}
