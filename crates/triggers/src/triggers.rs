//! All mappings, and what they are run with.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base::{Clock, Random, Timestamp};
use kit::{BoxFuture, Invoke, Mapping, Roles, Source, Standing};
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
    pub store: Store,
    pub clock: Arc<dyn Clock>,
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
}

impl Wired {
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
        let left = u64::try_from(until.since(self.clock.now())).unwrap_or(0);
        tokio::time::sleep(std::time::Duration::from_millis(left)).await;
    }
}

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
        let Wiring { sources, invoke, roles, store, clock, random, region } = wiring;
        let (stopping, cut) = (AtomicBool::new(false), AtomicBool::new(false));
        let stopped = Notify::new();
        let wired =
            Wired { sources, invoke, roles, store, clock, random, region, stopping, cut, stopped };
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
