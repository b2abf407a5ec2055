//! A zygote, or a launcher, as the engine sees it: whether it is there, and the stems that were
//! made ahead of need.
//!
//! The stock follows the demand: a floor, more after a burst, never more than a bound.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sandbox::{Preload, Request, TemplateSpec};
use tokio::sync::{oneshot, watch};

use crate::sandboxes::{Sandboxes, Stem, StemAnswer};
use crate::turns::Turns;

/// How many stems are kept ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stems {
    pub min: usize,
    /// Each idle stem holds about 2 MiB: the default comes to 64 MiB for a template.
    pub max: usize,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems { min: 4, max: 32 }
    }
}

/// Stems of one template that are being made in the background at once: the zygote forks one
/// after the other, and a fork on demand must not wait behind a queue of them.
const REFILLS_AT_ONCE: usize = 2;
/// A stem that has not come by then will not come.
const STEM_PATIENCE: Duration = Duration::from_secs(30);
/// How often `wait_for_stem` looks; only at start.
const STEM_POLL: Duration = Duration::from_millis(5);
/// Forks that come to nothing, in a row, before a start gives up.
const FORK_ATTEMPTS_MAX: u32 = 4;
/// A zygote that ends is started again this often before it counts as broken.
const RESTARTS_MAX: u32 = 3;
/// Demand is counted in windows of this length, and the highest count is halved after each
/// `MEMORY_WINDOWS` of them.
const WINDOW: Duration = Duration::from_secs(1);
const MEMORY_WINDOWS: u32 = 10;

pub struct Template {
    pub id: u32,
    pub kind: Kind,
    stems: Stems,
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
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Starting,
    Ready,
    Failed(String),
}

#[derive(Default)]
struct Stock {
    ready: Vec<Stem>,
    /// Ordered for the stock and not there yet.
    making: usize,
    /// Ordered by a request that waits.
    on_demand: usize,
    demand: Demand,
    restarts: u32,
    /// Starts that found a stem, and starts that had to fork.
    from_stock: u64,
    forked: u64,
    /// A refill failed: none until the next look at the stock.
    paused: bool,
}

/// How many starts came together lately.
#[derive(Debug, Default)]
struct Demand {
    window_start: Option<Instant>,
    in_window: usize,
    peak: usize,
    windows: u32,
}

impl Demand {
    fn note(&mut self, now: Instant) {
        self.roll(now);
        self.in_window += 1;
        self.peak = self.peak.max(self.in_window);
    }

    fn roll(&mut self, now: Instant) {
        let start = *self.window_start.get_or_insert(now);
        let passed = now.duration_since(start).as_millis() / WINDOW.as_millis();
        if passed == 0 {
            return;
        }
        self.window_start = Some(now);
        self.in_window = 0;
        self.windows = self.windows.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        while self.windows >= MEMORY_WINDOWS && self.peak > 0 {
            self.windows -= MEMORY_WINDOWS;
            self.peak /= 2;
        }
        if self.peak == 0 {
            self.windows = 0;
        }
    }
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
        }
    }
}

impl Template {
    pub fn new(id: u32, kind: Kind, stems: Stems) -> Template {
        let status = watch::Sender::new(Status::Starting);
        Template { id, kind, stems, status, stock: Mutex::default() }
    }

    /// What the warden is asked to start.
    pub fn request(&self) -> Request {
        let template = self.id;
        match &self.kind {
            Kind::Zygote(spec) => Request::Template { template, spec: spec.clone() },
            Kind::Launcher => Request::Launcher { template },
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
        let mut status = self.status.subscribe();
        let settled = status.wait_for(|status| *status != Status::Starting).await;
        match settled.as_deref() {
            Ok(Status::Failed(reason)) => Err(reason.clone()),
            Ok(_) => Ok(()),
            Err(_) => Err("the template is gone".into()),
        }
    }

    /// Until the stock is not empty any more, or nothing is on its way to it.
    pub async fn wait_for_stem(&self) {
        let until = Instant::now() + STEM_PATIENCE;
        loop {
            {
                let stock = self.lock();
                if !stock.ready.is_empty() || stock.making == 0 || Instant::now() > until {
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

    fn pop(self: &Arc<Self>, sandboxes: &Sandboxes) -> Option<Stem> {
        let mut stock = self.lock();
        let mut found = stock.ready.pop();
        while found.as_mut().is_some_and(is_dead) {
            found = stock.ready.pop();
        }
        stock.from_stock += u64::from(found.is_some());
        drop(stock);
        self.refill(sandboxes);
        found
    }

    /// A stem has come. `refill`: it was ordered for the stock.
    pub fn stock(self: &Arc<Self>, stem: Stem, refill: bool, sandboxes: &Sandboxes) {
        let mut stock = self.lock();
        if refill {
            stock.making = stock.making.saturating_sub(1);
            // A rehearsed one proves that the zygote is sound.
            stock.restarts = 0;
        }
        stock.ready.push(stem);
        drop(stock);
        self.refill(sandboxes);
    }

    pub fn refill_failed(&self, reason: &str) {
        tracing::warn!(template = self.id, reason, "a stem could not be made");
        let mut stock = self.lock();
        stock.making = stock.making.saturating_sub(1);
        stock.paused = true;
    }

    /// Orders what is missing, unless somebody waits for a fork now.
    fn refill(self: &Arc<Self>, sandboxes: &Sandboxes) {
        let orders = {
            let mut stock = self.lock();
            if stock.on_demand > 0 || stock.paused || *self.status.borrow() != Status::Ready {
                return;
            }
            let missing =
                self.target(&stock.demand).saturating_sub(stock.ready.len() + stock.making);
            let orders = missing.min(REFILLS_AT_ONCE.saturating_sub(stock.making));
            stock.making += orders;
            orders
        };
        for _ in 0..orders {
            sandboxes.order(self, None);
        }
    }

    fn target(&self, demand: &Demand) -> usize {
        (self.stems.min + demand.peak).min(self.stems.max)
    }

    /// Now and then: forgets old demand, ends dead and surplus stems, orders missing ones.
    pub fn tend(self: &Arc<Self>, sandboxes: &Sandboxes) {
        let surplus: Vec<Stem> = {
            let mut stock = self.lock();
            stock.paused = false;
            stock.demand.roll(Instant::now());
            stock.ready.retain_mut(|stem| !is_dead(stem));
            let keep = self.target(&stock.demand);
            let from = keep.min(stock.ready.len());
            stock.ready.drain(from..).collect()
        };
        for stem in surplus {
            sandboxes.kill(stem.sandbox);
        }
        self.refill(sandboxes);
    }

    pub fn started(self: &Arc<Self>, took_ms: u32, sandboxes: &Sandboxes) {
        tracing::debug!(template = self.id, took_ms, "a template is ready");
        self.status.send_replace(Status::Ready);
        self.refill(sandboxes);
    }

    pub fn failed(&self, reason: &str, sandboxes: &Sandboxes) {
        let restarts = {
            let mut stock = self.lock();
            stock.making = 0;
            stock.restarts += 1;
            stock.restarts
        };
        if restarts > RESTARTS_MAX {
            tracing::error!(template = self.id, reason, "a template does not start");
            self.status.send_replace(Status::Failed(reason.to_owned()));
            return;
        }
        tracing::warn!(template = self.id, reason, restarts, "a template is started again");
        self.status.send_replace(Status::Starting);
        sandboxes.send(self.request());
    }

    /// An instance of it has come to life: its zygote is sound.
    pub fn proved(&self) {
        self.lock().restarts = 0;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demand_is_remembered_and_forgotten() {
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        let mut demand = Demand::default();
        for _ in 0..20 {
            demand.note(at(0));
        }
        demand.roll(at(5));
        assert_eq!(demand.peak, 20);
        demand.roll(at(11));
        assert_eq!(demand.peak, 10);
        demand.roll(at(60));
        assert_eq!(demand.peak, 0);
        demand.note(at(100_000));
        assert_eq!(demand.peak, 1);
    }
}
