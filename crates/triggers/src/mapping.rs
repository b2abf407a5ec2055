//! One mapping at work: a task that waits for its source, gathers batches and sends them off.
//!
//! It ends when the mapping is deleted or the program stops, and its last batch has ended.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base::Timestamp;
use kit::{Described, End, Errand, Leased, Lost, Mapping, Need, Source};
use tokio::sync::{Notify, watch};

use crate::batch::{Batch, settle};
use crate::filter::Filter;
use crate::limit::{HINDERED_PAUSE_MAX, HINDERED_PAUSE_MIN};
use crate::lot::Lot;
use crate::pace::{Pace, doubled};
use crate::race::{First, at_once, race};
use crate::triggers::{Wired, Work};

/// What the task of a mapping and those of its batches share.
#[derive(Debug)]
pub struct Shared {
    /// None: it is to end.
    told: watch::Sender<Option<Arc<Mapping>>>,
    pace: Mutex<Pace>,
    flying: Mutex<u32>,
    landed: Notify,
    /// What the task has begun to do.
    seen: Mutex<Option<Arc<Mapping>>>,
}

/// A batch has a place for as long as this lives.
struct Place(Arc<Shared>);

impl Drop for Place {
    fn drop(&mut self) {
        *self.0.flying() -= 1;
        self.0.landed.notify_one();
    }
}

impl Shared {
    pub fn of(mapping: Arc<Mapping>) -> Arc<Shared> {
        let told = watch::Sender::new(Some(mapping));
        let (pace, landed) = (Mutex::new(Pace::new()), Notify::new());
        Arc::new(Shared { told, pace, flying: Mutex::new(0), landed, seen: Mutex::default() })
    }

    pub fn tell(&self, mapping: Option<Arc<Mapping>>) {
        self.told.send_replace(mapping);
    }

    pub fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the task does what it was last told, and nothing of what it was told to leave is
    /// still running.
    pub fn is_settled(&self) -> bool {
        let told = self.told.borrow().clone();
        let seen = match (&told, &*self.seen()) {
            (Some(told), Some(seen)) => Arc::ptr_eq(told, seen),
            _ => false,
        };
        seen && (told.is_some_and(|told| told.enabled) || *self.flying() == 0)
    }

    /// Until the mapping is to lease no more.
    pub async fn left(&self) {
        let mut told = self.told.subscribe();
        let _ = told.wait_for(|told| told.as_ref().is_none_or(|told| !told.enabled)).await;
    }

    fn seen(&self) -> MutexGuard<'_, Option<Arc<Mapping>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn flying(&self) -> MutexGuard<'_, u32> {
        self.flying.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_off(self: &Arc<Self>) -> Place {
        *self.flying() += 1;
        Place(Arc::clone(self))
    }
}

/// Why nothing is leased now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    NoSource,
    NotAllowed(&'static str),
    NoFunction,
    Store(String),
}

impl Hindrance {
    /// As `LastProcessingResult` shows it.
    pub fn text(&self) -> String {
        match self {
            Hindrance::NoSource => "PROBLEM: The event source does not exist.".into(),
            Hindrance::NotAllowed(action) => format!(
                "PROBLEM: The function's execution role does not have permission to call {action} \
                 on the event source."
            ),
            Hindrance::NoFunction => "PROBLEM: The function does not exist.".into(),
            Hindrance::Store(_) => "PROBLEM: Internal Lambda error.".into(),
        }
    }
}

/// Looks at everything that a lease needs; the source, where nothing is in its way.
pub fn hindrance(wired: &Wired, mapping: &Mapping) -> Result<Described, Hindrance> {
    let source = wired.source(&mapping.source.service).ok_or(Hindrance::NoSource)?;
    let described = source.describe(&mapping.source);
    let described = described.map_err(|error| Hindrance::Store(error.to_string()))?;
    let described = described.ok_or(Hindrance::NoSource)?;
    let target = wired.invoke.target(&mapping.function, mapping.qualifier.as_deref());
    let target = target.map_err(|_| Hindrance::NoFunction)?;
    let role = wired.roles.role(&target.version.role_arn);
    let role = role.map_err(|error| Hindrance::Store(error.to_string()))?;
    let arn = mapping.source.to_string();
    for action in source.actions() {
        let need = Need { policy: described.policy.clone(), ..Need::new(*action, arn.clone()) };
        let errand = Errand {
            need: &need,
            session: &target.version.function,
            region: &wired.region,
            now: wired.clock.now(),
            place: ("lambda", "EventSourceMapping"),
        };
        if !role.as_ref().is_some_and(|role| wired.roles.may(role, &errand)) {
            return Err(Hindrance::NotAllowed(action));
        }
    }
    Ok(described)
}

/// The task.
pub async fn run(wired: Arc<Wired>, shared: Arc<Shared>) {
    let mut told = shared.told.subscribe();
    let mut state = State::default();
    loop {
        let mapping = told.borrow_and_update().clone();
        *shared.seen() = mapping.clone();
        match mapping {
            None => break,
            Some(mapping) if mapping.enabled => {
                let reader = Reader { wired: &wired, shared: &shared, mapping: &mapping };
                if reader.turn(&mut state, &mut told).await.is_err() {
                    let again = wired.sleep_until(state.again_at(wired.clock.now()));
                    race(told.changed(), again).await;
                }
            }
            Some(mapping) => {
                give_back(&wired, &mapping, std::mem::take(&mut state.rest)).await;
                let _ = told.changed().await;
            }
        }
    }
    if let Some((mapping, _)) = &state.filter {
        give_back(&wired, mapping, std::mem::take(&mut state.rest)).await;
    }
    while *shared.flying() > 0 {
        shared.landed.notified().await;
    }
}

/// What a task remembers from one batch to the next.
#[derive(Default)]
struct State {
    /// What did not fit into the last batch.
    rest: Vec<Leased>,
    filter: Option<(Arc<Mapping>, Option<Filter>)>,
    ordered: bool,
    /// For how long what is leased stays away from others.
    lease: Duration,
    /// How often in a row nothing could be read.
    hindered: u32,
    /// How often in a row there was nothing although there should have been something.
    empty: u32,
}

/// Wakes in a row that may have been for nothing before one is put off.
const EMPTY_FREE: u32 = 3;

impl State {
    fn again_at(&self, now: Timestamp) -> Timestamp {
        let times = self.hindered.max(self.empty).saturating_sub(1);
        now.plus(doubled(HINDERED_PAUSE_MIN, times, HINDERED_PAUSE_MAX))
    }
}

/// What was leased and will not be seen.
async fn give_back(wired: &Wired, mapping: &Mapping, rest: Vec<Leased>) {
    if let Some(source) = wired.source(&mapping.source.service) {
        let ends = rest.into_iter().map(|item| (item.handle, End::Unseen)).collect();
        settle(wired, mapping, &source, ends).await;
    }
}

type Told = watch::Receiver<Option<Arc<Mapping>>>;

/// A task at one turn.
struct Reader<'a> {
    wired: &'a Arc<Wired>,
    shared: &'a Arc<Shared>,
    mapping: &'a Arc<Mapping>,
}

/// Nothing can be read for now.
struct Hindered;

impl Reader<'_> {
    /// One batch, or a change of the mapping.
    async fn turn(&self, state: &mut State, told: &mut Told) -> Result<(), Hindered> {
        let Some(source) = self.wired.source(&self.mapping.source.service) else {
            return Err(self.hindered(state, &Hindrance::NoSource));
        };
        if let First::One(_) = race(told.changed(), self.room(state.ordered)).await {
            return Ok(());
        }
        if state.rest.is_empty() {
            let waited = match race(told.changed(), self.something(&source)).await {
                First::One(_) => return Ok(()),
                First::Other(waited) => waited,
            };
            match waited {
                Ok(()) => {}
                Err(Lost::Gone) => return Err(self.hindered(state, &Hindrance::NoSource)),
                Err(Lost::Store(error)) => {
                    return Err(self.hindered(state, &Hindrance::Store(error.to_string())));
                }
            }
        }
        match hindrance(self.wired, self.mapping) {
            Ok(described) => (state.ordered, state.lease) = (described.ordered, described.lease),
            Err(why) => return Err(self.hindered(state, &why)),
        }
        state.hindered = 0;
        if state.filter.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, self.mapping)) {
            let made = Filter::of(&self.mapping.filters, source.data_key());
            state.filter = Some((Arc::clone(self.mapping), made));
        }
        let filter = state.filter.as_ref().and_then(|(_, filter)| filter.as_ref());
        let mut lot = Lot::default();
        lot.add(std::mem::take(&mut state.rest), filter);
        let (lot, work) = self.gather(&source, lot, (filter, state.lease), told).await;
        if lot.is_empty() {
            state.empty += 1;
            return if state.empty > EMPTY_FREE { Err(Hindered) } else { Ok(()) };
        }
        state.empty = 0;
        state.rest = self.send_off(source, lot, work);
        Ok(())
    }

    fn hindered(&self, state: &mut State, why: &Hindrance) -> Hindered {
        if state.hindered == 0 {
            let Mapping { id, source, function, .. } = &**self.mapping;
            let source = source.to_string();
            tracing::warn!(mapping = id, source, function, "nothing is read: {why:?}");
        }
        state.hindered = state.hindered.saturating_add(1);
        Hindered
    }

    /// Until one more batch may begin.
    async fn room(&self, ordered: bool) {
        loop {
            let now = self.wired.clock.now();
            let flying = *self.shared.flying();
            let max = self.mapping.concurrency_max;
            let (allowed, paused, more_at) = {
                let mut pace = self.shared.pace();
                if flying > 0 && flying >= pace.allowed(None, false) {
                    pace.saturated(now);
                }
                let more_at = pace.may_grow(max, ordered).then(|| pace.next_more(now));
                (pace.allowed(max, ordered), pace.paused_until(), more_at)
            };
            if flying < allowed && paused <= now {
                return;
            }
            if flying < allowed {
                self.wired.sleep_until(paused).await;
                continue;
            }
            let landed = self.shared.landed.notified();
            match more_at {
                None => landed.await,
                Some(more_at) => {
                    race(landed, self.wired.sleep_until(more_at)).await;
                }
            }
        }
    }

    /// Until there may be something to lease.
    async fn something(&self, source: &Arc<dyn Source>) -> Result<(), Lost> {
        let mut waiting = source.wait(&self.mapping.source);
        // What is there already is no rest.
        if let Some(waited) = at_once(&mut waiting).await {
            return waited;
        }
        self.shared.pace().idle();
        waiting.await
    }

    /// Leases what is there, and more of it until the batch is full or its window is over. That
    /// ends before others may have what was leased first, which would be in two batches then.
    async fn gather(
        &self,
        source: &Arc<dyn Source>,
        mut lot: Lot,
        (filter, lease): (Option<&Filter>, Duration),
        told: &mut Told,
    ) -> (Lot, Work) {
        let mut work = self.wired.work();
        let items_max = self.mapping.batch_items_max;
        let mut over = Timestamp(i64::MAX);
        while !lot.is_full(items_max) && self.wired.clock.now() < over {
            let leased = source.lease(&self.mapping.source, lot.wish(self.mapping)).await;
            let leased = match leased {
                Ok(leased) => leased,
                Err(Lost::Gone) => break,
                Err(Lost::Store(error)) => {
                    tracing::error!(mapping = self.mapping.id, "nothing can be leased: {error}");
                    let pause = self.wired.clock.now().plus(Duration::from_secs(1));
                    self.wired.sleep_until(pause).await;
                    break;
                }
            };
            let nothing = leased.is_empty();
            lot.add(leased, filter);
            if self.mapping.window.is_zero() || lot.is_empty() {
                break;
            }
            let now = self.wired.clock.now();
            over = over.min(now.plus(self.mapping.window)).min(lot.latest(lease));
            if now >= over {
                break;
            }
            if !nothing {
                continue;
            }
            // Whatever it is told meanwhile, what is there goes then.
            let ends = race(told.changed(), self.wired.sleep_until(over));
            drop(work);
            let came = race(ends, source.wait(&self.mapping.source)).await;
            work = self.wired.work();
            if !matches!(came, First::Other(Ok(()))) {
                break;
            }
        }
        (lot, work)
    }

    /// What did not fit comes back.
    fn send_off(&self, source: Arc<dyn Source>, mut lot: Lot, work: Work) -> Vec<Leased> {
        let rest = std::mem::take(&mut lot.rest);
        let place = self.shared.take_off();
        let batch = Batch {
            wired: Arc::clone(self.wired),
            shared: Arc::clone(self.shared),
            mapping: Arc::clone(self.mapping),
            source,
            lot,
        };
        tokio::spawn(async move {
            batch.run().await;
            drop((place, work));
        });
        rest
    }
}
