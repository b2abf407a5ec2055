//! Events: kept until they have been run or given up.
//!
//! An event is durable before it is accepted. It is run as any invocation is, through the gate
//! and the pool; it leaves the store only in the transaction in which its end is recorded, so that
//! after a crash at any point it is there to be tried again: at least once, never lost. What is in
//! memory is bounded: the events in flight, and a lane for each function that has some.

mod again;
mod attempt;
mod lanes;
mod record;
mod rules;
mod sink;
mod state;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use base::Clock;
use kit::{Event, Invoke, Refused, Roles, Run, Sink, Worker};
use store::Store;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

pub use rules::Options;
pub use sink::Functions;
pub use state::{Depth, PARKED_DAYS_MAX, PARKED_MAX, Parked};

use lanes::{Lanes, Turn};
use state::EventKey;

/// After the store could not be read or written: it is asked again then.
const STORE_PATIENCE: Duration = Duration::from_secs(1);
/// How long the end of a drain waits for what attempts still have to write.
const LAST_WRITES: Duration = Duration::from_secs(5);

/// What the queue runs events with.
pub struct Wiring {
    pub run: Arc<dyn Run>,
    pub invoke: Arc<dyn Invoke>,
    pub roles: Arc<dyn Roles>,
    /// Where records of ended events may go.
    pub sinks: Vec<Arc<dyn Sink>>,
    pub region: String,
}

/// The queue of events. One for the program.
pub struct Queue {
    store: Store,
    clock: Arc<dyn Clock>,
    options: Options,
    lanes: Mutex<Lanes>,
    /// Something may be ready, or a place free.
    bell: Notify,
    /// An attempt has ended.
    landed: Notify,
    wiring: RwLock<Option<Arc<Wiring>>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// No new attempts.
    stopping: AtomicBool,
    /// What runs is being killed: that is nobody's failure.
    cut: AtomicBool,
}

impl Queue {
    pub fn new(store: Store, clock: Arc<dyn Clock>, options: Options, places: usize) -> Queue {
        Queue {
            store,
            clock,
            lanes: Mutex::new(Lanes::new(options.in_flight_max.unwrap_or(places))),
            options,
            bell: Notify::new(),
            landed: Notify::new(),
            wiring: RwLock::default(),
            tasks: Mutex::default(),
            stopping: AtomicBool::new(false),
            cut: AtomicBool::new(false),
        }
    }

    /// Begins to run events, those first that an earlier run of the program left. Within a tokio
    /// runtime.
    pub fn begin(self: &Arc<Self>, wiring: Wiring) -> Result<(), store::Error> {
        let left = self.store.read(state::depths)?;
        *self.wiring.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(wiring));
        for (function, _) in left {
            self.lanes().wake(&function, None);
        }
        let (dispatching, releasing) = (Arc::clone(self), Arc::clone(self));
        let offering = Arc::clone(self);
        let tasks = [
            tokio::spawn(async move { dispatching.dispatch().await }),
            tokio::spawn(async move { releasing.release().await }),
            tokio::spawn(async move { offering.offer_parked().await }),
        ];
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).extend(tasks);
        Ok(())
    }

    async fn offer_parked(&self) {
        let Some(wiring) = self.wiring() else { return };
        if let Err(error) = again::offer(self, &wiring).await {
            tracing::warn!("what no sink took is not offered again: {error}: {}", error.advice());
        }
    }

    /// Keeps an event. It is on disk when this answers.
    pub async fn enqueue(&self, event: Event) -> Result<(), Refused> {
        let function = event.function.clone();
        let kept = self.store.write(move |tx| state::put(tx, event)).await;
        match kept {
            Ok(Ok(key)) => {
                self.wake(&function, Some(&key));
                Ok(())
            }
            Ok(Err(state::Full)) => Err(Refused::QueueFull),
            Err(error) => {
                let error: store::Error = error.flatten();
                let operator = format!("an event was not kept: {error}: {}", error.advice());
                Err(Refused::Unavailable { operator })
            }
        }
    }

    /// No attempt begins from now on.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.bell.notify_one();
    }

    /// What still runs is about to be killed: it will be tried again at the next start, as if it
    /// had not been tried.
    pub fn cut_off(&self) {
        self.cut.store(true, Ordering::Release);
    }

    /// Until the attempts have ended; then nothing of it runs any more.
    pub async fn end(&self) {
        let until = Instant::now() + LAST_WRITES;
        while self.in_flight() > 0 && Instant::now() < until {
            let left = until.saturating_duration_since(Instant::now());
            let _ = tokio::time::timeout(left, self.landed.notified()).await;
        }
        for task in self.tasks.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            task.abort();
        }
        // It holds who holds this.
        *self.wiring.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Events that are being tried now.
    pub fn in_flight(&self) -> usize {
        self.lanes().taken()
    }

    /// Functions that have events, and how many.
    pub fn depths(&self) -> Result<Vec<(String, Depth)>, store::Error> {
        self.store.read(state::depths)
    }

    /// What no sink took, the latest first, `count` at most.
    pub fn parked(&self, count: usize) -> Result<Vec<Parked>, store::Error> {
        self.store.read(|tx| state::parked(tx, count))
    }

    fn wake(&self, function: &str, key: Option<&EventKey>) {
        self.lanes().wake(function, key);
        self.bell.notify_one();
    }

    /// Hands out places whenever there is something ready and a place free.
    async fn dispatch(self: Arc<Self>) {
        while !self.stopping.load(Ordering::Acquire) {
            let Some(wiring) = self.wiring() else { return };
            while self.turn(&wiring) {
                if self.stopping.load(Ordering::Acquire) {
                    return;
                }
            }
            drop(wiring);
            self.bell.notified().await;
        }
    }

    /// Starts what the next lane may start. False where there is none.
    fn turn(self: &Arc<Self>, wiring: &Arc<Wiring>) -> bool {
        let reserved = |function: &str| {
            let target = wiring.invoke.target(function, None);
            target.ok().and_then(|target| target.version.reserved_concurrency)
        };
        // Held while the store is read, so that what is seen there and what is known to fly are of
        // one moment: else what lands meanwhile would be run again.
        let mut lanes = self.lanes();
        let Some(Turn { function, after, room }) = lanes.next(reserved) else { return false };
        let flying = |key: &EventKey| lanes.is_flying(key);
        let found =
            self.store.read(|tx| state::ready(tx, &function, after.as_ref(), room, &flying));
        match found {
            Ok((events, more)) => {
                for (key, tries, body) in events {
                    let bytes = body.payload.len();
                    lanes.fly(&key, bytes);
                    let place = Place { queue: Arc::clone(self), key, bytes, again: false };
                    tokio::spawn(attempt::run(place, Arc::clone(wiring), tries, body));
                }
                lanes.turned(&function, more);
            }
            Err(error) => {
                tracing::error!(function, "events cannot be read: {error}");
                lanes.turned(&function, true);
                drop(lanes);
                self.rest(&function, STORE_PATIENCE);
            }
        }
        true
    }

    /// Leaves a function alone for a while.
    fn rest(self: &Arc<Self>, function: &str, pause: Duration) {
        if !self.lanes().pause(function) {
            return;
        }
        let (queue, function) = (Arc::clone(self), function.to_owned());
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            queue.lanes().resume(&function);
            queue.bell.notify_one();
        });
    }

    /// Makes ready what has waited long enough, when it has.
    async fn release(self: Arc<Self>) {
        loop {
            if self.store.wait_due(&state::WAITING).await.is_err() {
                return;
            }
            match self.store.write(state::release).await {
                Ok(released) => {
                    for key in &released {
                        self.lanes().wake(&key.function, Some(key));
                    }
                    self.bell.notify_one();
                }
                Err(error) => {
                    tracing::error!("events that wait cannot be made ready: {error}");
                    if self.store.poisoned().is_some() {
                        return;
                    }
                    tokio::time::sleep(STORE_PATIENCE).await;
                }
            }
        }
    }

    fn wiring(&self) -> Option<Arc<Wiring>> {
        self.wiring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Worker for Queue {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        let first = self.store.read(state::first_ready)?;
        Ok(first.map(|function| format!("events of {function}")))
    }
}

/// A place that an event has taken. Given back when dropped, whatever happened to the attempt.
struct Place {
    queue: Arc<Queue>,
    key: EventKey,
    bytes: usize,
    /// The event may be ready again.
    again: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.queue.lanes().land(&self.key, self.bytes, self.again);
        self.queue.bell.notify_one();
        self.queue.landed.notify_waiters();
    }
}
