//! All mappings, and what they are run with.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base::{Clock, Random, Timestamp};
use kit::{BoxFuture, Invoke, Mapping, Roles, Source, Standing, Worker};
use store::Store;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::limit::LAST_WRITES;
use crate::mapping::{self, Shared};

/// What mappings are run with.
pub struct Wiring {
    pub sources: Vec<Arc<dyn Source>>,
    pub invoke: Arc<dyn Invoke>,
    pub roles: Arc<dyn Roles>,
    /// Its clock is the one by which leases run out.
    pub store: Store,
    pub random: Arc<dyn Random>,
    pub region: String,
}

/// The wiring, and whether it is about to end.
pub(crate) struct Wired {
    sources: Vec<Arc<dyn Source>>,
    pub invoke: Arc<dyn Invoke>,
    pub roles: Arc<dyn Roles>,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub region: String,
    /// No new batches.
    pub stopping: AtomicBool,
    /// What runs is being killed: that is nobody's failure.
    cut: AtomicBool,
    stopped: Notify,
    /// What is being done now and waits for no time.
    working: AtomicUsize,
}

/// Something is being done for as long as this lives.
pub(crate) struct Work(Arc<Wired>);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.working.fetch_sub(1, Ordering::AcqRel);
    }
}

/// What does something only waits for as long as this lives.
pub(crate) struct Rest<'a>(&'a AtomicUsize);

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

impl Wired {
    pub fn rest(&self) -> Rest<'_> {
        self.working.fetch_sub(1, Ordering::AcqRel);
        Rest(&self.working)
    }

    pub fn work(self: &Arc<Self>) -> Work {
        self.working.fetch_add(1, Ordering::AcqRel);
        Work(Arc::clone(self))
    }

    pub fn source(&self, service: &str) -> Option<Arc<dyn Source>> {
        self.sources.iter().find(|source| source.service() == service).map(Arc::clone)
    }

    pub fn is_cut(&self) -> bool {
        self.cut.load(Ordering::Acquire)
    }

    pub async fn stopped(&self) {
        let stopped = self.stopped.notified();
        if !self.stopping.load(Ordering::Acquire) {
            stopped.await;
        }
    }

    pub async fn sleep_until(&self, until: Timestamp) {
        if self.store.wait_until(until).await.is_err() {
            // More wait than may, or the store is at its end: not in a loop.
            tokio::time::sleep(SLEEP_OTHERWISE).await;
        }
    }
}

/// A pause where the store has no time to tell.
const SLEEP_OTHERWISE: Duration = Duration::from_secs(1);

struct Running {
    mapping: Arc<Mapping>,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// Runs event source mappings. Within a tokio runtime.
pub struct Triggers {
    wired: Arc<Wired>,
    running: Mutex<HashMap<String, Running>>,
}

impl Triggers {
    pub fn new(wiring: Wiring) -> Arc<Triggers> {
        let Wiring { sources, invoke, roles, store, random, region } = wiring;
        let clock = Arc::clone(store.clock());
        let (stopping, cut) = (AtomicBool::new(false), AtomicBool::new(false));
        let stopped = Notify::new();
        let working = AtomicUsize::new(0);
        let wired = Wired {
            sources,
            invoke,
            roles,
            store,
            clock,
            random,
            region,
            stopping,
            cut,
            stopped,
            working,
        };
        let running = Mutex::default();
        Arc::new(Triggers { wired: Arc::new(wired), running })
    }

    /// Nothing is leased any more; what was and waits is given back.
    pub fn stop(&self) {
        self.wired.stopping.store(true, Ordering::Release);
        self.wired.stopped.notify_waiters();
        for running in self.running().values() {
            running.shared.tell(None);
        }
    }

    /// What is being done now and waits for no time: leases, batches, settlements.
    pub fn working(&self) -> usize {
        self.wired.working.load(Ordering::Acquire)
    }

    /// What still runs is about to be killed: its items come again as if nobody had seen them.
    pub fn cut_off(&self) {
        self.wired.cut.store(true, Ordering::Release);
    }

    /// Until batches have ended, and have been settled.
    pub async fn end(&self) {
        self.stop();
        let tasks: Vec<_> = self.running().drain().map(|(_, running)| running.task).collect();
        let all = async {
            for task in tasks {
                let _ = task.await;
            }
        };
        let _ = tokio::time::timeout(LAST_WRITES, all).await;
    }

    fn running(&self) -> MutexGuard<'_, HashMap<String, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl kit::Triggers for Triggers {
    fn set(&self, mapping: Arc<Mapping>) {
        let mut running = self.running();
        if self.wired.stopping.load(Ordering::Acquire) {
            return;
        }
        match running.get_mut(&mapping.id) {
            Some(known) => {
                known.shared.tell(Some(Arc::clone(&mapping)));
                known.mapping = mapping;
            }
            // One that has never been enabled needs no task.
            None if !mapping.enabled => {}
            None => {
                let shared = Shared::of(Arc::clone(&mapping));
                let run = mapping::run(Arc::clone(&self.wired), Arc::clone(&shared));
                let (id, task) = (mapping.id.clone(), tokio::spawn(run));
                running.insert(id, Running { mapping, shared, task });
            }
        }
    }

    fn end(&self, id: &str) -> BoxFuture<'static, ()> {
        let running = self.running().remove(id);
        if let Some(running) = &running {
            running.shared.tell(None);
        }
        Box::pin(async move {
            if let Some(running) = running {
                let _ = running.task.await;
            }
        })
    }

    fn standing(&self, id: &str) -> Standing {
        let running = self.running();
        let Some(Running { mapping, shared, .. }) = running.get(id) else {
            return Standing { settled: true, result: None };
        };
        let (mapping, settled) = (Arc::clone(mapping), shared.is_settled());
        drop(running);
        let hindrance = match mapping.enabled {
            true => mapping::hindrance(&self.wired, &mapping).err(),
            false => None,
        };
        Standing { settled, result: hindrance.map(|why| why.text()) }
    }
}

impl Worker for Triggers {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        let working = self.working();
        Ok((working > 0).then(|| format!("{working} batches of event source mappings")))
    }
}
