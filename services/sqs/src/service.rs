//! The service: its queues in memory beside the store, and who waits for their messages.
//!
//! Definitions are held in memory, where every request finds its queue: they change only in the
//! store's own write closures, which run one after the other, and as the last thing that such a
//! closure does.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use kit::tend::AtWork;
use policy::{Kind, Policy};
use store::{Store, WriteTx};

use crate::bell::{Bell, Polls};
use crate::error::{Done, Failed, flatten, no_queue};
use crate::name;
use crate::queue::Queue;
use crate::state;

/// The service.
pub struct Sqs {
    pub(crate) store: Store,
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) polls: Arc<Polls>,
    pub(crate) at_work: AtWork,
    queues: RwLock<BTreeMap<String, Arc<Live>>>,
}

/// A queue as requests see it: one state of its settings. Another takes its place when they change.
pub struct Live {
    pub queue: Queue,
    pub arn: String,
    pub policy: Option<Arc<Policy>>,
    /// Rung when there may be something to receive.
    pub bell: Arc<Bell>,
}

impl Deref for Live {
    type Target = Queue;

    fn deref(&self) -> &Queue {
        &self.queue
    }
}

impl Sqs {
    /// Reads the queues. `account` and `region` are what their ARNs say.
    pub fn open(store: Store, account: &str, region: &str) -> Result<Arc<Sqs>, store::Error> {
        let queues = store.read(state::queues)?;
        let sqs = Sqs {
            store,
            account: account.to_owned(),
            region: region.to_owned(),
            polls: Arc::default(),
            at_work: AtWork::default(),
            queues: RwLock::default(),
        };
        for queue in queues {
            sqs.hold(queue, Arc::default());
        }
        Ok(Arc::new(sqs))
    }

    /// The queue of a name.
    pub fn find(&self, name: &str) -> Option<Arc<Live>> {
        self.queues.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    pub(crate) fn get(&self, name: &str) -> Result<Arc<Live>, wire::Error> {
        self.find(name).ok_or_else(no_queue)
    }

    /// The queue that an ARN names, if it is here.
    pub fn at(&self, arn: &str) -> Option<Arc<Live>> {
        self.find(&name::of_arn(arn, &self.region, &self.account)?)
    }

    /// All queues, in the order of their names.
    pub(crate) fn all(&self) -> Vec<Arc<Live>> {
        let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
        queues.values().cloned().collect()
    }

    pub(crate) fn by_id(&self, id: u64) -> Option<Arc<Live>> {
        let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
        queues.values().find(|live| live.id == id).cloned()
    }

    pub(crate) fn arn(&self, name: &str) -> String {
        name::arn(&self.region, &self.account, name)
    }

    fn hold(&self, queue: Queue, bell: Arc<Bell>) -> Arc<Live> {
        // It was read before it was kept.
        let policy = queue.policy.as_deref();
        let policy = policy.and_then(|text| Policy::parse(text, Kind::Queue).ok());
        let (arn, policy) = (self.arn(&queue.name), policy.map(Arc::new));
        let live = Arc::new(Live { arn, policy, bell, queue });
        let mut queues = self.queues.write().unwrap_or_else(PoisonError::into_inner);
        queues.insert(live.name.clone(), Arc::clone(&live));
        live
    }

    /// Puts a queue's definition in force; the last thing that a closure does.
    pub(crate) fn define(&self, tx: &mut WriteTx, queue: Queue) -> Done<Arc<Live>> {
        state::put_queue(tx, &queue)?;
        let bell = self.find(&queue.name).filter(|live| live.id == queue.id);
        let bell = bell.map_or_else(Arc::default, |live| Arc::clone(&live.bell));
        Ok(self.hold(queue, bell))
    }

    /// Deletes a queue; the last thing that a closure does.
    pub(crate) fn undefine(&self, tx: &mut WriteTx, live: &Live) -> Done<()> {
        state::drop_queue(tx, live)?;
        let mut queues = self.queues.write().unwrap_or_else(PoisonError::into_inner);
        queues.remove(&live.name);
        Ok(())
    }

    /// Changes a queue's settings.
    pub(crate) async fn alter(
        self: &Arc<Sqs>,
        name: &str,
        change: impl FnOnce(&Sqs, &mut WriteTx, &mut Queue) -> Done<()> + Send + 'static,
    ) -> Result<Arc<Live>, wire::Error> {
        let name = name.to_owned();
        self.write(move |sqs, tx| {
            let live = sqs.get(&name)?;
            let mut queue = live.queue.clone();
            change(sqs, tx, &mut queue)?;
            match queue == live.queue {
                true => Ok(live),
                false => sqs.define(tx, queue),
            }
        })
        .await
    }

    /// Runs a transaction.
    pub(crate) async fn write<R: Send + 'static>(
        self: &Arc<Sqs>,
        closure: impl FnOnce(&Arc<Sqs>, &mut WriteTx) -> Done<R> + Send + 'static,
    ) -> Result<R, wire::Error> {
        let sqs = Arc::clone(self);
        let written = self.store.write(move |tx| -> Result<R, Failed> { closure(&sqs, tx) });
        written.await.map_err(flatten)
    }

    /// The same for a thread that may wait.
    pub(crate) fn write_blocking<R: Send + 'static>(
        self: &Arc<Sqs>,
        closure: impl FnOnce(&Arc<Sqs>, &mut WriteTx) -> Done<R> + Send + 'static,
    ) -> Result<R, wire::Error> {
        let sqs = Arc::clone(self);
        let closure = move |tx: &mut WriteTx| -> Result<R, Failed> { closure(&sqs, tx) };
        self.store.write_blocking(closure).map_err(flatten)
    }
}
