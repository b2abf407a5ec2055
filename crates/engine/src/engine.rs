//! The engine itself: what it is given, and its few verbs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use base::{Clock, Random};
use kit::{BoxFuture, Event, Invocation, Keys, Outcome, Provisioned, Refused, Run, Version};
use sandbox::machine;
use store::Store;
use tokio::runtime::Handle;

use crate::ahead::{self, Watch};
use crate::foresee;
use crate::freeze::{self, Awake};
use crate::gate::Gate;
use crate::instance::{Instance, Sink};
use crate::ledger;
use crate::logs::Logs;
use crate::meter::Usage;
use crate::pool::{Pool, Put};
use crate::provisioned;
use crate::queue::{self, Queue};
use crate::roster::Roster;
use crate::runtime::{self, Runtime, Runtimes};
use crate::sandboxes::{OnListener, Sandboxes, WardenLink};
use crate::snapshot::{self, Snapshots};
use crate::template::{Kind, Status, Stems, Template};
use crate::tend;
use crate::turns::Turns;

/// How often `drain` looks whether the last invocation has ended.
const DRAIN_EVERY: Duration = Duration::from_millis(10);
/// How long `drain` waits for sandboxes that were killed.
const KILL_PATIENCE: Duration = Duration::from_secs(2);
/// Forks on demand that are under way at once, for each processor: more only make all of them
/// slower, while instances that come free meanwhile could have served.
const FORKS_PER_CPU: usize = 8;

/// Settings, each with Lambda's value as its default.
#[derive(Clone, Debug)]
pub struct Options {
    pub account_concurrency: u32,
    /// An instance that was not used for so long ends; none: idle instances leave and start as a
    /// function's calls have been, see `foresee`.
    pub idle_timeout: Option<Duration>,
    /// What a call that need not wait is worth, see `foresee::PRICE`.
    pub idle_price: Duration,
    /// What all idle instances may hold; beyond it those leave that were idle for longest.
    pub idle_memory_bytes: u64,
    /// What the machine has of memory: where it is short of it, idle instances leave.
    pub memory: fn() -> Option<machine::Memory>,
    /// An instance that was not used for so long is frozen until the next invocation.
    pub freeze_after: Duration,
    /// An initialisation that takes longer is done again within the invocation.
    pub init_timeout: Duration,
    pub stems: Stems,
    pub cpu: Cpu,
    /// What functions may connect to.
    pub egress: sandbox::Egress,
    pub events: queue::Options,
    /// `AWS_ENDPOINT_URL` of every function.
    pub endpoint: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            account_concurrency: base::limit::ACCOUNT_CONCURRENCY,
            idle_timeout: None,
            idle_price: foresee::PRICE,
            idle_memory_bytes: u64::MAX,
            memory: machine::memory,
            freeze_after: Duration::from_millis(75),
            init_timeout: Duration::from_millis(base::limit::INIT_TIMEOUT_MS),
            stems: Stems::default(),
            cpu: Cpu::Shares,
            egress: sandbox::Egress::default(),
            events: queue::Options::default(),
            endpoint: "http://127.0.0.1:4566".into(),
        }
    }
}

/// How processor time follows memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cpu {
    /// In proportion where it is scarce, as much as there is where it is not.
    Shares,
    /// As on Lambda: a processor for each 1,769 MB, never more.
    Quota,
}

/// What the engine stands on.
pub struct Ports {
    pub keys: Arc<dyn Keys>,
    pub logs: Arc<dyn Logs>,
    /// Keeps events, which live by its clock.
    pub store: Store,
    /// The machine's, as functions see it.
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    /// Serves the endpoint inside a sandbox.
    pub on_listener: OnListener,
    /// The warden is gone and no function can run any more; with the reason.
    pub on_lost: Box<dyn Fn(String) + Send + Sync>,
}

/// Runs functions. One for the program.
pub struct Engine {
    me: Weak<Engine>,
    pub(crate) options: Options,
    pub(crate) keys: Arc<dyn Keys>,
    logs: Arc<dyn Logs>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) runtime: Handle,
    pub(crate) sandboxes: Sandboxes,
    pub(crate) forks: Arc<Turns>,
    pub(crate) gate: Gate,
    queue: Arc<Queue>,
    runtimes: Runtimes,
    pub(crate) roster: Roster,
    /// What idle instances held at the last look.
    idle_bytes: AtomicU64,
    /// The machine was short of memory then.
    short_of_memory: AtomicBool,
    pub(crate) watch: Arc<Watch>,
    pub(crate) snapshots: Snapshots,
    awake: Arc<Awake>,
    pub(crate) store: Store,
    /// Held while what functions have used is written.
    pub(crate) keeping: tokio::sync::Mutex<()>,
    /// Retired pools whose last invocations may still run.
    pub(crate) leaving: Mutex<Vec<Arc<Pool>>>,
    /// What retired versions have done.
    past: Mutex<HashMap<(String, String), Usage>>,
    pub(crate) draining: AtomicBool,
}

impl Engine {
    /// Takes the warden over. Within a tokio runtime, whose tasks it uses.
    pub fn start(options: Options, warden: impl WardenLink, ports: Ports) -> Arc<Engine> {
        let cpus = std::thread::available_parallelism().map_or(1, usize::from);
        let Ports { keys, logs, store, clock, random, on_listener, on_lost } = ports;
        let places = options.account_concurrency as usize / 2;
        let lived_by = Arc::clone(store.clock());
        let queue = Queue::new(store.clone(), lived_by, options.events.clone(), places);
        let engine = Arc::new_cyclic(|me| Engine {
            me: Weak::clone(me),
            gate: Gate::new(options.account_concurrency),
            queue: Arc::new(queue),
            keys,
            logs,
            clock,
            random,
            runtime: Handle::current(),
            sandboxes: Sandboxes::new(Arc::new(warden), on_listener, options.stems),
            forks: Turns::new(cpus * FORKS_PER_CPU),
            runtimes: Runtimes::default(),
            roster: Roster::default(),
            idle_bytes: AtomicU64::new(0),
            short_of_memory: AtomicBool::new(false),
            watch: Arc::new(Watch::new(options.idle_price)),
            snapshots: Snapshots::default(),
            awake: Arc::default(),
            store,
            keeping: tokio::sync::Mutex::default(),
            leaving: Mutex::default(),
            past: Mutex::default(),
            draining: AtomicBool::new(false),
            options,
        });
        let talking = Arc::clone(&engine);
        engine.runtime.spawn(async move {
            let error = talking.sandboxes.converse().await;
            if !talking.draining.load(Ordering::Acquire) {
                on_lost(format!("the warden is gone: {error}"));
            }
        });
        engine.runtime.spawn(tend::run(Arc::downgrade(&engine)));
        engine.runtime.spawn(ahead::run(Arc::downgrade(&engine)));
        engine.runtime.spawn(ledger::run(Arc::downgrade(&engine)));
        let awake = Arc::clone(&engine.awake);
        engine.runtime.spawn(freeze::run(Arc::downgrade(&engine), awake));
        engine
    }

    /// The runtimes that versions may name. A name that was known is replaced.
    pub fn prepare(&self, runtimes: impl IntoIterator<Item = Runtime>) {
        for runtime in runtimes {
            self.runtimes.put(runtime);
        }
    }

    /// Until every template that a published version needs has started and has its first stem.
    /// The error says which one does not start, and why.
    pub async fn ready(&self) -> Result<(), String> {
        let all = self.sandboxes.templates.all();
        // A snapshot is waited for by nobody: until it is there its version starts without it.
        for template in all.iter().filter(|one| !matches!(one.kind, Kind::Snapshot(_))) {
            template.wait().await?;
            template.wait_for_stem().await;
        }
        Ok(())
    }

    /// Sets a function's reserved concurrency; `None` ends it.
    pub fn reserve(&self, function: &str, places: Option<u32>) {
        self.gate.reserve(function, places);
    }

    /// The events; `Queue::begin` lets them run.
    pub fn queue(&self) -> &Arc<Queue> {
        &self.queue
    }

    /// No new invocations from now on; those in flight may end until `grace` is over. Then every
    /// sandbox is killed. Says how many invocations were cut off.
    pub async fn drain(&self, grace: Duration) -> u32 {
        self.draining.store(true, Ordering::Release);
        self.queue.stop();
        let until = Instant::now() + grace;
        while self.gate.running() > 0 && Instant::now() < until && !self.sandboxes.is_lost() {
            tokio::time::sleep(DRAIN_EVERY).await;
        }
        let cut_off = self.gate.running();
        self.queue.cut_off();
        for pool in self.roster.remove_all() {
            drop(pool.retire());
            self.leaving().push(pool);
        }
        self.sandboxes.close();
        let until = Instant::now() + KILL_PATIENCE;
        while self.sandboxes.count() > 0 && Instant::now() < until && !self.sandboxes.is_lost() {
            tokio::time::sleep(DRAIN_EVERY).await;
        }
        self.queue.end().await;
        self.keep_usage().await;
        cut_off
    }

    /// What every version has done since the start, retired ones included.
    pub fn usage(&self) -> Vec<Usage> {
        let mut all = self.past().clone();
        for pool in self.roster.pools().iter().chain(&*self.leaving()) {
            let usage = pool.usage();
            let key = (usage.function.clone(), usage.version.clone());
            all.entry(key).and_modify(|sum| sum.add(&usage)).or_insert(usage);
        }
        let mut all: Vec<Usage> = all.into_values().collect();
        all.sort_by(|a, b| (&a.function, &a.version).cmp(&(&b.function, &b.version)));
        all
    }

    /// The templates, for `doctor` and `ls`: what they are and how many stems are ready.
    pub fn templates(&self) -> Vec<TemplateState> {
        let all = self.sandboxes.templates.all();
        all.iter()
            .map(|template| TemplateState {
                name: template.kind.to_string(),
                boto3: template.kind.has_boto3(),
                status: template.status(),
                ready_stems: template.ready_stems(),
                stem_bytes: template.cost().private_bytes,
                starts_from_stems: template.starts().0,
                starts_forked: template.starts().1,
            })
            .collect()
    }

    /// What the stems take together, those being made included, and what they may: bytes.
    pub fn stem_memory(&self) -> (u64, u64) {
        let budget = &self.sandboxes.templates.budget;
        (budget.used(), budget.bound())
    }

    /// What idle instances held at the last look, and what they may: bytes.
    pub fn idle_memory(&self) -> (u64, u64) {
        (self.idle_bytes.load(Ordering::Relaxed), self.options.idle_memory_bytes)
    }

    pub(crate) fn note_idle_bytes(&self, bytes: u64) {
        self.idle_bytes.store(bytes, Ordering::Relaxed);
    }

    /// Until the next sum: so much will be idle soon.
    pub(crate) fn add_idle_bytes(&self, bytes: u64) {
        self.idle_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn note_short_of_memory(&self, short: bool) {
        self.short_of_memory.store(short, Ordering::Relaxed);
    }

    pub(crate) fn is_short_of_memory(&self) -> bool {
        self.short_of_memory.load(Ordering::Relaxed)
    }

    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Acquire)
    }

    /// Places that were thrown away because a sandbox had left something in them.
    pub fn places_discarded(&self) -> u64 {
        self.sandboxes.discarded.load(Ordering::Relaxed)
    }

    /// Sandboxes that exist or are being made.
    pub fn sandboxes(&self) -> usize {
        self.sandboxes.count()
    }

    /// Invocations in flight.
    pub fn running(&self) -> u32 {
        self.gate.running()
    }

    pub(crate) fn sink(&self) -> Sink<'_> {
        Sink { logs: &*self.logs, clock: &*self.clock }
    }

    pub(crate) fn pool(&self, version: &Arc<Version>) -> Arc<Pool> {
        if let Some(found) = self.roster.find(&version.revision) {
            return found;
        }
        let make = || {
            let sight = self.options.idle_timeout.is_none().then(|| self.watch.sight());
            Pool::new(Arc::clone(version), &self.gate, sight)
        };
        self.roster.find_or_make(version, make).unwrap_or_else(|late| {
            drop(late.retire());
            snapshot::retire(self, &late);
            self.leaving().push(Arc::clone(&late));
            late
        })
    }

    /// What a version starts from. The error is for the operator.
    fn kind_of(&self, version: &Version) -> Result<Kind, String> {
        if runtime::is_provided(&version.runtime) {
            return Ok(Kind::Launcher);
        }
        Ok(Kind::Zygote(self.runtimes.spec(&version.runtime, self.roster.preload(version))?))
    }

    /// The template that the pool's version starts from. The error is for the operator.
    pub(crate) fn template_of(&self, pool: &Pool) -> Result<Arc<Template>, String> {
        Ok(self.claim(pool, &self.kind_of(&pool.version)?))
    }

    fn claim(&self, pool: &Pool, kind: &Kind) -> Arc<Template> {
        let claim = self.sandboxes.templates.claim(kind, &self.sandboxes);
        let template = Arc::clone(&claim.template);
        pool.claim(claim);
        template
    }

    /// An instance has answered.
    pub(crate) fn give_back(&self, pool: &Arc<Pool>, instance: Box<Instance>) {
        let last =
            self.draining.load(Ordering::Acquire) || !pool.keys_last(&instance, self.clock.now());
        if last {
            return self.dispose(pool, instance);
        }
        if instance.provisioned {
            return match pool.provision.put(instance, Instant::now()) {
                Some(surplus) => self.dispose(pool, surplus),
                None => self.watch_idle(pool),
            };
        }
        match pool.put(instance, Instant::now()) {
            Put::Done => {}
            Put::Idle { awake, populated } => {
                if awake {
                    self.awake.add(Arc::clone(pool));
                }
                if populated {
                    self.roster.add_populated(Arc::clone(pool));
                }
            }
            Put::Surplus(instance) => self.dispose(pool, instance),
        }
    }

    /// An instance that is kept initialised is idle now, and can be frozen after a while.
    pub(crate) fn watch_idle(&self, pool: &Arc<Pool>) {
        if pool.note_awake() {
            self.awake.add(Arc::clone(pool));
        }
    }

    /// It ends. One of those that are kept initialised is replaced.
    pub(crate) fn dispose(&self, pool: &Arc<Pool>, instance: Box<Instance>) {
        self.sandboxes.kill(instance.sandbox);
        ahead::ended(pool, &instance);
        if instance.provisioned {
            pool.provision.lost();
            self.fill(pool);
        }
    }

    pub(crate) fn fill(&self, pool: &Arc<Pool>) {
        let open = !self.draining.load(Ordering::Acquire);
        if let Some(me) = self.me.upgrade().filter(|_| open) {
            provisioned::fill(&me, pool);
        }
    }

    /// A pool that is gone for good goes into the sums.
    pub(crate) fn past_of(&self, pool: &Pool) {
        let usage = Usage { idle: 0, starting: 0, ..pool.usage() };
        let key = (usage.function.clone(), usage.version.clone());
        self.past().entry(key).and_modify(|sum| sum.add(&usage)).or_insert(usage);
    }

    fn leaving(&self) -> MutexGuard<'_, Vec<Arc<Pool>>> {
        self.leaving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn past(&self) -> MutexGuard<'_, HashMap<(String, String), Usage>> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One template, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateState {
    /// The interpreter, or `programs`.
    pub name: String,
    pub boto3: bool,
    pub status: Status,
    pub ready_stems: usize,
    /// What each of them takes.
    pub stem_bytes: u64,
    /// Starts that found a stem ready, and starts that had to wait for a fork.
    pub starts_from_stems: u64,
    pub starts_forked: u64,
}

impl Run for Engine {
    fn run(
        &self,
        version: Arc<Version>,
        invocation: Invocation,
    ) -> BoxFuture<'_, Result<Outcome, Refused>> {
        let Some(me) = self.me.upgrade() else {
            let gone = Refused::Unavailable { operator: "the engine is gone".into() };
            return Box::pin(std::future::ready(Err(gone)));
        };
        Box::pin(crate::invoke::invoke(me, version, invocation))
    }

    fn enqueue(&self, event: Event) -> BoxFuture<'_, Result<(), Refused>> {
        Box::pin(self.queue.enqueue(event))
    }

    fn publish(&self, version: &Arc<Version>) {
        Engine::reserve(self, &version.function, version.reserved_concurrency);
        // Started now, so that it is there before the first request.
        match self.kind_of(version) {
            Ok(kind) => {
                let claim = self.sandboxes.templates.claim(&kind, &self.sandboxes);
                self.roster.publish(version, claim);
            }
            Err(reason) => {
                tracing::warn!(function = version.function, reason, "the function cannot start");
            }
        }
        if let Some(me) = self.me.upgrade().filter(|_| version.snap_start) {
            snapshot::make(&me, &self.pool(version));
        }
    }

    fn retire(&self, version: &Version) {
        if let Some(pool) = self.roster.remove(&version.revision) {
            for instance in pool.retire() {
                self.dispose(&pool, instance);
            }
            snapshot::retire(self, &pool);
            self.leaving().push(pool);
        }
        if !self.roster.has(&version.function) {
            Engine::reserve(self, &version.function, None);
        }
    }

    fn account_concurrency(&self) -> u32 {
        self.options.account_concurrency
    }

    fn reserve(&self, function: &str, places: Option<u32>) {
        Engine::reserve(self, function, places);
    }

    fn provision(&self, version: &Arc<Version>, instances: u32) {
        if instances == 0 && self.roster.find(&version.revision).is_none() {
            return;
        }
        let pool = self.pool(version);
        pool.seats.set(instances);
        for instance in pool.provision.set(instances) {
            self.dispose(&pool, instance);
        }
        if pool.note_populated() {
            self.roster.add_populated(Arc::clone(&pool));
        }
        self.fill(&pool);
    }

    fn snapshot(&self, version: &Version) -> kit::Snapshot {
        let pool = self.roster.find(&version.revision);
        pool.map(|pool| pool.snapshot.standing()).unwrap_or_default()
    }

    fn provisioned(&self, version: &Version) -> Provisioned {
        let pool = self.roster.find(&version.revision);
        pool.map(|pool| pool.provision.standing()).unwrap_or_default()
    }
}
