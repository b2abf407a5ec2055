//! A zygote, or a launcher, as the engine sees it: whether it is there, and the stems that were
//! made ahead of need.
//!
//! The stock follows the demand: a floor, more after a burst, never more than a bound.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sandbox::{Preload, Request, TemplateSpec};
use tokio::sync::{oneshot, watch};

use crate::budget::{Budget, Held};
use crate::demand::Demand;
use crate::sandboxes::{Sandboxes, Stem, StemAnswer};
use crate::turns::Turns;

/// How many stems are kept ready, and for how long a zygote is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stems {
    pub min: usize,
    /// For each template, whatever the memory.
    pub max: usize,
    /// What all of them together may take. A stem of Python takes about 2 MiB.
    pub memory_bytes: u64,
    /// A zygote's forks share its address layout and hash seed, so it is renewed after so many...
    pub renew_forks: u64,
    /// ...or when it is so old.
    pub renew_after: Duration,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems {
            min: 4,
            max: 64,
            memory_bytes: 128 * 1024 * 1024,
            renew_forks: 10_000,
            renew_after: Duration::from_secs(3600),
        }
    }
}

/// Stems of one template that are being made in the background at once: the zygote forks one
/// after the other, and a fork on demand must not wait behind a queue of them.
const REFILLS_AT_ONCE: usize = 2;
/// A stem that has not come by then will not come.
const STEM_PATIENCE: Duration = Duration::from_secs(30);
/// A zygote that does not run by then will not: an interpreter takes seconds to import what it
/// keeps where the machine is very busy.
const TEMPLATE_PATIENCE: Duration = Duration::from_secs(120);
/// How often `wait_for_stem` looks; only at start.
const STEM_POLL: Duration = Duration::from_millis(5);
/// Forks that come to nothing, in a row, before a start gives up.
const FORK_ATTEMPTS_MAX: u32 = 4;
/// A zygote that ends is started again this often before it counts as broken.
const RESTARTS_MAX: u32 = 3;
/// One that counts as broken is tried again this long after it last failed.
const BROKEN_PAUSE: Duration = Duration::from_secs(30);
/// A successor that is not there by then will not come.
const RENEWAL_PATIENCE: Duration = Duration::from_secs(60);
/// What a stem takes until one was measured.
const STEM_BYTES_GUESS: u64 = 2 * 1024 * 1024;
/// What the kernel holds for a stem beside its pages: stack and slabs 176 KiB, its network
/// namespace 176 KiB (measured over two hundred of them).
const STEM_KERNEL_BYTES: u64 = 352 * 1024;

pub struct Template {
    pub id: u32,
    pub kind: Kind,
    stems: Stems,
    budget: Arc<Budget>,
    status: watch::Sender<Status>,
    stock: Mutex<Stock>,
}

/// What stems are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An interpreter that has started.
    Zygote(TemplateSpec),
    /// For programs of any kind.
    Launcher,
    /// An initialised version; numbered, since none is like another.
    Snapshot(u64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Starting,
    Ready,
    Failed(String),
}

struct Stock {
    ready: Vec<Ready>,
    /// Ordered for the stock and not there yet.
    making: Vec<Held>,
    /// Ordered by a request that waits.
    on_demand: usize,
    demand: Demand,
    restarts: u32,
    /// It counts as broken since then.
    broken: Option<Instant>,
    /// Starts that found a stem, and starts that had to fork.
    from_stock: u64,
    forked: u64,
    /// A refill failed: none until the next look at the stock.
    paused: bool,
    /// It was let go: what still comes is not kept.
    closed: bool,
    /// Measured: pages that a stem shares with nobody, and all its pages.
    cost: Cost,
    /// What its stems may take where those of all templates do not fit.
    share: u64,
    zygote: Zygote,
}

/// A stem of the stock, and the zygote that it is of.
struct Ready {
    stem: Stem,
    _held: Held,
    generation: u32,
}

/// What a stem takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// For itself, the kernel's part included.
    pub private_bytes: u64,
    /// With what it shares with its zygote.
    pub resident_bytes: u64,
}

/// The process that forks now.
struct Zygote {
    generation: u32,
    since: Instant,
    forks: u64,
    /// Its successor was asked for.
    renewing: Option<Instant>,
}

impl Kind {
    pub fn has_boto3(&self) -> bool {
        matches!(self, Kind::Zygote(spec) if spec.preload == Preload::Boto3)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Zygote(spec) => spec.interpreter.display().fmt(f),
            Kind::Launcher => f.write_str("programs"),
            Kind::Snapshot(number) => write!(f, "snapshot {number}"),
        }
    }
}

impl Template {
    pub fn new(id: u32, kind: Kind, stems: Stems, budget: Arc<Budget>) -> Template {
        let status = watch::Sender::new(Status::Starting);
        let stock = Stock {
            ready: Vec::new(),
            making: Vec::new(),
            on_demand: 0,
            demand: Demand::default(),
            restarts: 0,
            broken: None,
            from_stock: 0,
            forked: 0,
            paused: false,
            closed: false,
            cost: Cost { private_bytes: STEM_BYTES_GUESS, resident_bytes: 0 },
            share: budget.bound(),
            zygote: Zygote { generation: 0, since: Instant::now(), forks: 0, renewing: None },
        };
        Template { id, kind, stems, budget, status, stock: Mutex::new(stock) }
    }

    /// What the warden is asked to start; none for a snapshot, which is made in another way.
    pub fn request(&self) -> Option<Request> {
        let template = self.id;
        match &self.kind {
            Kind::Zygote(spec) => Some(Request::Template { template, spec: spec.clone() }),
            Kind::Launcher => Some(Request::Launcher { template }),
            Kind::Snapshot(_) => None,
        }
    }

    /// A stem from the stock, or one that is forked now. `needed` is asked again after a wait.
    /// `Ok(None)`: it is no longer needed. The error is for the operator.
    pub async fn take(
        self: &Arc<Self>,
        sandboxes: &Sandboxes,
        (forks, function): (&Arc<Turns>, &Arc<str>),
        needed: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Stem>, String> {
        self.lock().demand.note(Instant::now());
        if let Some(stem) = self.pop(sandboxes) {
            return Ok(Some(stem));
        }
        let mut failure = String::new();
        for _ in 0..FORK_ATTEMPTS_MAX {
            self.wait().await?;
            let _turn = forks.take(function).await;
            if !needed() {
                return Ok(None);
            }
            if let Some(stem) = self.pop(sandboxes) {
                return Ok(Some(stem));
            }
            match self.fork(sandboxes).await? {
                Ok(stem) => return Ok(Some(stem)),
                Err(reason) => failure = reason,
            }
        }
        Err(failure)
    }

    /// Forks now. The inner error: this one came to nothing, which another may not; a zygote that
    /// dies takes those along that waited for it.
    async fn fork(self: &Arc<Self>, sandboxes: &Sandboxes) -> Result<StemAnswer, String> {
        let (sender, answer) = oneshot::channel();
        let _waiting = OnDemand::new(self, sandboxes);
        sandboxes.order(self, Some(sender));
        match tokio::time::timeout(STEM_PATIENCE, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err("the warden is gone".into()),
            Err(_) => Err(format!("no sandbox within {} s", STEM_PATIENCE.as_secs())),
        }
    }

    /// Until the zygote runs.
    pub async fn wait(&self) -> Result<(), String> {
        settled(self.status.subscribe(), TEMPLATE_PATIENCE).await
    }

    /// Until the stock is not empty any more, or nothing is on its way to it.
    pub async fn wait_for_stem(&self) {
        let until = Instant::now() + STEM_PATIENCE;
        loop {
            {
                let stock = self.lock();
                if !stock.ready.is_empty() || stock.making.is_empty() || Instant::now() > until {
                    return;
                }
            }
            tokio::time::sleep(STEM_POLL).await;
        }
    }

    pub fn ready_stems(&self) -> usize {
        self.lock().ready.len()
    }

    /// Starts so far: from the stock, and by a fork on demand.
    pub fn starts(&self) -> (u64, u64) {
        let stock = self.lock();
        (stock.from_stock, stock.forked)
    }

    pub fn status(&self) -> Status {
        self.status.borrow().clone()
    }

    pub fn cost(&self) -> Cost {
        self.lock().cost
    }

    fn pop(self: &Arc<Self>, sandboxes: &Sandboxes) -> Option<Stem> {
        let mut stock = self.lock();
        let mut found = stock.ready.pop();
        while found.as_mut().is_some_and(|ready| is_dead(&mut ready.stem)) {
            found = stock.ready.pop();
        }
        let found = found.map(|ready| ready.stem);
        stock.from_stock += u64::from(found.is_some());
        drop(stock);
        self.refill(sandboxes);
        found
    }

    /// A stem has come. `refill`: it was ordered for the stock.
    pub fn stock(self: &Arc<Self>, stem: Stem, refill: bool, sandboxes: &Sandboxes) {
        let mut stock = self.lock();
        let held = if refill {
            // A rehearsed one proves that the zygote is sound.
            stock.restarts = 0;
            stock.making.pop()
        } else {
            self.budget.take(stock.cost.private_bytes)
        };
        let Some(held) = held.filter(|_| !stock.closed) else {
            drop(stock);
            return sandboxes.kill(stem.sandbox);
        };
        let generation = stock.zygote.generation;
        stock.ready.push(Ready { stem, _held: held, generation });
        drop(stock);
        self.refill(sandboxes);
    }

    pub fn refill_failed(&self, reason: &str) {
        tracing::warn!(template = self.id, reason, "a stem could not be made");
        let mut stock = self.lock();
        stock.making.pop();
        stock.paused = true;
    }

    /// Orders what is missing, unless somebody waits for a fork now.
    fn refill(self: &Arc<Self>, sandboxes: &Sandboxes) {
        let (mut orders, mut leaving) = (0, Vec::new());
        {
            let mut stock = self.lock();
            let rests = stock.on_demand > 0 || stock.paused || stock.closed;
            if rests || *self.status.borrow() != Status::Ready {
                return;
            }
            let there = stock.of_now() + stock.making.len();
            let missing = self.target(&stock).saturating_sub(there);
            let cost = stock.cost.private_bytes;
            while orders < missing && stock.making.len() < REFILLS_AT_ONCE {
                let held = self.budget.take(cost).or_else(|| {
                    // One of an earlier zygote makes room.
                    leaving.push(stock.outdated()?);
                    self.budget.take(cost)
                });
                let Some(held) = held else { break };
                stock.making.push(held);
                orders += 1;
            }
            stock.zygote.forks += orders as u64;
        }
        for stem in leaving {
            sandboxes.kill(stem.sandbox);
        }
        for _ in 0..orders {
            sandboxes.order(self, None);
        }
    }

    fn target(&self, stock: &Stock) -> usize {
        let share = stock.share / stock.cost.private_bytes.max(1);
        let wanted = self.wanted(stock);
        wanted.min(usize::try_from(share).unwrap_or(wanted))
    }

    fn wanted(&self, stock: &Stock) -> usize {
        (self.stems.min + stock.demand.peak).min(self.stems.max)
    }

    /// What its stems would take if there were as many as the demand asks for.
    pub fn want_bytes(&self) -> u64 {
        let stock = self.lock();
        (self.wanted(&stock) as u64).saturating_mul(stock.cost.private_bytes)
    }

    /// Now and then: forgets old demand, ends dead, outdated and surplus stems, orders missing
    /// ones, and has an old zygote renewed. `share`: what its stems may take.
    pub fn tend(self: &Arc<Self>, share: u64, sandboxes: &Sandboxes) {
        let now = Instant::now();
        let mut leaving = Vec::new();
        let start = {
            let mut stock = self.lock();
            stock.paused = false;
            stock.share = share;
            stock.demand.roll(now);
            stock.ready.retain_mut(|ready| !is_dead(&mut ready.stem));
            let keep = self.target(&stock);
            while stock.of_now() >= keep
                && let Some(stem) = stock.outdated()
            {
                leaving.push(stem);
            }
            let from = keep.min(stock.ready.len());
            leaving.extend(stock.ready.drain(from..).map(|ready| ready.stem));
            self.start_is_due(&mut stock, now)
        };
        for stem in leaving {
            sandboxes.kill(stem.sandbox);
        }
        if start && let Some(request) = self.request() {
            sandboxes.send(request);
        }
        self.refill(sandboxes);
    }

    /// Whether another zygote is to be started now.
    fn start_is_due(&self, stock: &mut Stock, now: Instant) -> bool {
        if let Some(broken) = stock.broken {
            let due = now.duration_since(broken) >= BROKEN_PAUSE;
            stock.broken = Some(if due { now } else { broken });
            return due;
        }
        let Zygote { since, forks, renewing, .. } = &mut stock.zygote;
        let old = *forks >= self.stems.renew_forks
            || now.duration_since(*since) >= self.stems.renew_after;
        let asked = renewing.is_some_and(|at| now.duration_since(at) < RENEWAL_PATIENCE);
        let due = old && !asked && *self.status.borrow() == Status::Ready;
        if due {
            *renewing = Some(now);
        }
        due
    }

    /// A zygote runs: the first, one for another that has died, or one that has taken over.
    pub fn started(self: &Arc<Self>, took_ms: u32, sandboxes: &Sandboxes) {
        tracing::debug!(template = self.id, took_ms, "a template is ready");
        {
            let mut stock = self.lock();
            let generation = stock.zygote.generation + 1;
            stock.zygote = Zygote { generation, since: Instant::now(), forks: 0, renewing: None };
            stock.broken = None;
        }
        self.status.send_replace(Status::Ready);
        self.refill(sandboxes);
    }

    pub fn measured(&self, private_bytes: u64, resident_bytes: u64) {
        tracing::debug!(template = self.id, private_bytes, resident_bytes, "a stem was measured");
        if private_bytes > 0 {
            let private_bytes = private_bytes + STEM_KERNEL_BYTES;
            self.lock().cost = Cost { private_bytes, resident_bytes };
        }
    }

    pub fn failed(&self, reason: &str, sandboxes: &Sandboxes) {
        let Some(request) = self.request() else {
            // Whoever made it sees that.
            self.status.send_replace(Status::Failed(reason.to_owned()));
            return;
        };
        let restarts = {
            let mut stock = self.lock();
            stock.restarts += 1;
            if stock.restarts > RESTARTS_MAX {
                stock.broken = Some(Instant::now());
            }
            stock.restarts
        };
        if restarts > RESTARTS_MAX {
            tracing::error!(template = self.id, reason, "a template does not start");
            self.status.send_replace(Status::Failed(reason.to_owned()));
            return;
        }
        tracing::warn!(template = self.id, reason, restarts, "a template is started again");
        self.status.send_replace(Status::Starting);
        sandboxes.send(request);
    }

    /// An instance of it has come to life: its zygote is sound.
    pub fn proved(&self) {
        self.lock().restarts = 0;
    }

    /// Nobody uses it any more.
    pub fn close(&self, sandboxes: &Sandboxes) {
        self.status.send_replace(Status::Failed("the template was let go".into()));
        let all = {
            let mut stock = self.lock();
            stock.closed = true;
            std::mem::take(&mut stock.ready)
        };
        for ready in all {
            sandboxes.kill(ready.stem.sandbox);
        }
        sandboxes.send(Request::Forget { template: self.id });
    }

    /// The warden is gone.
    pub fn lost(&self) {
        self.lock().ready.clear();
        self.status.send_replace(Status::Failed("the warden is gone".into()));
    }

    fn lock(&self) -> MutexGuard<'_, Stock> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stock {
    /// Stems of the zygote that forks now.
    fn of_now(&self) -> usize {
        let now = self.zygote.generation;
        self.ready.iter().filter(|ready| ready.generation == now).count()
    }

    /// Takes out a stem of an earlier one.
    fn outdated(&mut self) -> Option<Stem> {
        let now = self.zygote.generation;
        let at = self.ready.iter().position(|ready| ready.generation != now)?;
        Some(self.ready.remove(at).stem)
    }
}

fn is_dead(stem: &mut Stem) -> bool {
    !matches!(stem.gone.try_recv(), Err(oneshot::error::TryRecvError::Empty))
}

/// While it lives the background makes no stems of this template.
struct OnDemand<'a> {
    template: &'a Arc<Template>,
    sandboxes: &'a Sandboxes,
}

impl<'a> OnDemand<'a> {
    fn new(template: &'a Arc<Template>, sandboxes: &'a Sandboxes) -> OnDemand<'a> {
        let mut stock = template.lock();
        stock.on_demand += 1;
        stock.forked += 1;
        stock.zygote.forks += 1;
        drop(stock);
        OnDemand { template, sandboxes }
    }
}

impl Drop for OnDemand<'_> {
    fn drop(&mut self) {
        self.template.lock().on_demand -= 1;
        self.template.refill(self.sandboxes);
    }
}

async fn settled(mut status: watch::Receiver<Status>, patience: Duration) -> Result<(), String> {
    let settled = status.wait_for(|status| *status != Status::Starting);
    match tokio::time::timeout(patience, settled).await.as_ref().map(Result::as_deref) {
        Ok(Ok(Status::Failed(reason))) => Err(reason.clone()),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_)) => Err("the template is gone".into()),
        Err(_) => Err(format!("it does not run after {} s", patience.as_secs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zygote_that_neither_starts_nor_fails_is_not_waited_for_for_ever() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let wait = |first: Status| {
            let (_status, seen) = watch::channel(first);
            runtime.block_on(settled(seen, Duration::ZERO))
        };
        assert_eq!(wait(Status::Starting), Err("it does not run after 0 s".into()));
        assert_eq!(wait(Status::Ready), Ok(()));
        assert_eq!(wait(Status::Failed("why".into())), Err("why".into()));
    }
}
