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
use crate::template::{Kind, Status, Stems, Template};
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
/// Snapshots of a version that end without having served, or that the platform could not make, in a
/// row, before no more are made.
const DEATHS_MAX: u32 = 3;
/// Between two of those that could not be made: what the platform was short of may be back by then.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

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

    /// How many it has been in a row.
    fn note_death(&self) -> u32 {
        let mut state = self.lock();
        state.deaths += 1;
        state.deaths
    }

    fn is_retired(&self) -> bool {
        self.lock().retired
    }

    /// Starts may use it from now on. False: the version is gone.
    fn go_live(&self, live: &Arc<Live>) -> bool {
        let mut state = self.lock();
        if !state.retired {
            state.stage = Stage::Live(Arc::clone(live));
        }
        !state.retired
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

    /// Makes room for one more, which lives already: another that is added meanwhile throws out
    /// what does not.
    fn add(&self, added: &Arc<Pool>, engine: &Engine) {
        let mut pools = self.lock();
        pools.retain(|pool| {
            let pool = pool.upgrade().filter(|pool| !Arc::ptr_eq(pool, added));
            pool.is_some_and(|pool| pool.snapshot.live().is_some())
        });
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
        pools.push(Arc::downgrade(added));
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
    let deaths = pool.snapshot.note_death();
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
        while !pool.snapshot.is_retired() && !engine.is_draining() {
            let Unmade { seed, reason, by_function } = match try_to_make(&engine, &pool).await {
                Ok(live) => return go_live(&engine, &pool, live),
                Err(unmade) => unmade,
            };
            if by_function || pool.snapshot.note_death() >= DEATHS_MAX {
                return refuse(&engine, &pool, seed, reason);
            }
            tracing::warn!(function = &*pool.function, reason, "a snapshot is tried again");
            if let Some(seed) = seed {
                engine.sandboxes.kill(seed.sandbox);
            }
            tokio::time::sleep(RETRY_PAUSE).await;
        }
    });
}

fn go_live(engine: &Engine, pool: &Arc<Pool>, live: Live) {
    let live = Arc::new(live);
    match pool.snapshot.go_live(&live) {
        true => engine.snapshots.add(pool, engine),
        false => live.end(engine),
    }
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

/// Why there is no snapshot.
struct Unmade {
    /// Whoever hears of it ends it.
    seed: Option<Box<Instance>>,
    reason: String,
    /// Else it is the platform's doing, and another attempt may come to more.
    by_function: bool,
}

impl Unmade {
    fn by_function(seed: Option<Box<Instance>>, reason: String) -> Unmade {
        Unmade { seed, reason, by_function: true }
    }

    fn by_platform(reason: impl Into<String>) -> Unmade {
        Unmade { seed: None, reason: reason.into(), by_function: false }
    }
}

async fn try_to_make(engine: &Arc<Engine>, pool: &Arc<Pool>) -> Result<Live, Unmade> {
    if runtime::is_provided(&pool.version.runtime) {
        let reason = "a program of one's own cannot be copied";
        return Err(Unmade::by_function(None, reason.into()));
    }
    let template = engine.template_of(pool).map_err(Unmade::by_platform)?;
    template.wait().await.map_err(Unmade::by_platform)?;
    let kind = Kind::Snapshot(engine.snapshots.number());
    let claim = engine.sandboxes.templates.adopt(kind, COPIES);
    let made = match grow(engine, pool, &template, &claim).await {
        Ok(seed) => first_copy(engine, pool, &claim, seed).await,
        failed => failed,
    };
    match made {
        Ok(seed) => Ok(Live { claim, seed: Mutex::new(seed), used: Mutex::new(Instant::now()) }),
        Err(unmade) => {
            // Copies may still be on their way.
            claim.template.close(&engine.sandboxes);
            Err(unmade)
        }
    }
}

/// The process that will be copied, initialised.
async fn grow(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    template: &Arc<Template>,
    claim: &Claim,
) -> Result<Box<Instance>, Unmade> {
    let unmade = |failed| match failed {
        StartError::Platform(reason) => Unmade::by_platform(reason),
        StartError::NotCopied(seed, reason) => Unmade::by_function(Some(seed), reason),
        StartError::Init(failure) => {
            let reason = format!("its initialisation failed: {}", failure.error_type());
            Unmade::by_function(None, reason)
        }
        StartError::Cancelled | StartError::Stillborn => {
            Unmade::by_platform("its sandbox ended early")
        }
    };
    let keys = start::keys(engine, pool).map_err(unmade)?;
    let (sender, answer) = oneshot::channel();
    engine.sandboxes.order_seed(template, claim.template.id, sender);
    let stem = match tokio::time::timeout(SEED_PATIENCE, answer).await {
        Ok(Ok(answer)) => answer.map_err(Unmade::by_platform)?,
        _ => return Err(Unmade::by_platform("no sandbox came for it")),
    };
    let purpose = (Purpose::Snapshot, &keys);
    let begun = start::assign(engine, pool, purpose, stem, Phase::Init, INIT_TIMEOUT);
    begun.await.map_err(unmade)
}

/// That it can be copied is known by the first copy.
async fn first_copy(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    claim: &Claim,
    mut seed: Box<Instance>,
) -> Result<Box<Instance>, Unmade> {
    let took = seed.init.take().unwrap_or_default();
    let mut line = String::new();
    report::init_report(&mut line, took, Phase::Init, Ending::Fine);
    seed.write_line(&line, &mut None, &engine.sink());
    let first = claim.template.take(&engine.sandboxes, (&engine.forks, &pool.function), &|| true);
    let reason = match tokio::time::timeout(SEED_PATIENCE, first).await {
        Ok(Ok(Some(copy))) => {
            claim.template.stock(copy, false, &engine.sandboxes);
            return Ok(seed);
        }
        Ok(Err(reason)) => reason,
        _ => "no copy of it came".into(),
    };
    Err(Unmade { seed: Some(seed), ..Unmade::by_platform(reason) })
}
