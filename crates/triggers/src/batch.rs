//! One batch: invoked until it was, and settled.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use base::Timestamp;
use kit::{End, Invocation, Mapping, Outcome, Source};
use store::WriteError;
use wire::Error;

use crate::limit::{THROTTLE_PAUSE_MAX, THROTTLE_PAUSE_MIN};
use crate::lot::Lot;
use crate::mapping::Shared;
use crate::pace::doubled;
use crate::race::{First, race};
use crate::reply::{self, Reply};
use crate::triggers::Wired;

/// After the store could not be written: it is asked again then.
const STORE_PATIENCE: std::time::Duration = std::time::Duration::from_secs(1);

/// What came of a batch.
enum Came {
    /// Handles of what is done with.
    Of(Vec<String>),
    /// All of it failed; why, for the operator.
    ToNothing(String),
    /// There was no place for it for as long as it was leased.
    Dropped(Error),
    /// The function never saw it.
    Unseen,
}

/// A batch on its way.
pub struct Batch {
    pub wired: Arc<Wired>,
    pub shared: Arc<Shared>,
    pub mapping: Arc<Mapping>,
    pub source: Arc<dyn Source>,
    pub lot: Lot,
}

impl Batch {
    /// To its end. What is neither done nor unseen stays leased until its time is over, as AWS has
    /// it: then the source gives it out again, or away.
    pub async fn run(self) {
        let came = if self.lot.items.is_empty() {
            Came::Of(Vec::new())
        } else if self.wired.stopping.load(Ordering::Acquire) {
            Came::Unseen
        } else {
            self.invoke().await
        };
        let now = self.wired.clock.now();
        let (done, unseen) = match came {
            Came::Of(done) => {
                if !self.lot.items.is_empty() {
                    self.shared.pace().succeeded();
                }
                (done, false)
            }
            Came::ToNothing(why) => {
                let Mapping { id, function, .. } = &*self.mapping;
                tracing::warn!(mapping = id, function, "a batch failed: {why}");
                self.shared.pace().failed(now);
                (Vec::new(), false)
            }
            Came::Dropped(refused) => {
                let Mapping { id, function, .. } = &*self.mapping;
                tracing::warn!(mapping = id, function, "a batch was not run: {refused}");
                (Vec::new(), false)
            }
            Came::Unseen => (Vec::new(), true),
        };
        let mut ends: Vec<(String, End)> = done.into_iter().map(|one| (one, End::Done)).collect();
        ends.extend(self.lot.unwanted.iter().map(|one| (one.clone(), End::Done)));
        if unseen {
            let items = self.lot.items.iter();
            ends.extend(items.map(|item| (item.handle.clone(), End::Unseen)));
        }
        settle(&self.wired, &self.mapping, &self.source, ends).await;
    }

    async fn invoke(&self) -> Came {
        let event = self.lot.event();
        let until = self.lot.until();
        let mut refusals = 0;
        loop {
            let invocation = Invocation {
                payload: event.clone(),
                request_id: base::uuid(&*self.wired.random),
                ..Invocation::default()
            };
            let Mapping { function, qualifier, .. } = &*self.mapping;
            let asked = self.wired.invoke.invoke(function, qualifier.as_deref(), invocation);
            let refused = match asked.await {
                // Killed by the end of the program, not by its own fault.
                Ok(outcome) if outcome.fault.is_some() && self.wired.is_cut() => {
                    return Came::Unseen;
                }
                Ok(outcome) => return self.judge(&outcome),
                Err(refused) => refused,
            };
            if self.wired.stopping.load(Ordering::Acquire) {
                return Came::Unseen;
            }
            let pause = doubled(THROTTLE_PAUSE_MIN, refusals, THROTTLE_PAUSE_MAX);
            refusals += 1;
            self.shared.pace().throttled();
            let again = self.wired.clock.now().plus(pause);
            if again >= until {
                return Came::Dropped(refused);
            }
            if !self.pause(again).await {
                return Came::Unseen;
            }
            // Woken late, by a busy machine: somebody else may have it by now.
            if self.wired.clock.now() >= until {
                return Came::Dropped(refused);
            }
        }
    }

    /// False where it is not to be tried again: the program ends, or the mapping does.
    async fn pause(&self, until: Timestamp) -> bool {
        let _rest = self.wired.rest();
        let ends = race(self.wired.stopped(), self.shared.left());
        let over = race(ends, self.wired.sleep_until(until)).await;
        matches!(over, First::Other(()))
    }

    fn judge(&self, outcome: &Outcome) -> Came {
        let items = &self.lot.items;
        let all = || items.iter().map(|item| item.handle.clone()).collect();
        if let Some(fault) = outcome.fault {
            return Came::ToNothing(format!("{fault:?} in invocation {}", outcome.request_id));
        }
        if !self.mapping.partial_failures {
            return Came::Of(all());
        }
        let ids: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
        match reply::read(&outcome.payload, |id| ids.contains(id)) {
            Reply::Malformed(why) => Came::ToNothing(why.into()),
            Reply::Failed(failed) if failed.len() == items.len() => {
                Came::ToNothing("each of its items is named as failed".into())
            }
            Reply::Failed(failed) => {
                let done = items.iter().filter(|item| !failed.contains(&item.id));
                Came::Of(done.map(|item| item.handle.clone()).collect())
            }
        }
    }
}

/// Ends leases, in one transaction, once the store takes it.
pub async fn settle(
    wired: &Wired,
    mapping: &Mapping,
    source: &Arc<dyn Source>,
    ends: Vec<(String, End)>,
) {
    if ends.is_empty() {
        return;
    }
    let ends = Arc::new(ends);
    loop {
        let (to, arn, these) = (Arc::clone(source), mapping.source.clone(), Arc::clone(&ends));
        match wired.store.write(move |tx| to.settle(tx, &arn, &these)).await {
            Ok(()) => return source.committed(&mapping.source),
            // The function has run: better to wait than to run it again.
            Err(WriteError::Store(store::Error::Overloaded)) => {
                tokio::time::sleep(STORE_PATIENCE).await;
            }
            Err(error) => {
                let error: store::Error = error.flatten();
                let id = &mapping.id;
                tracing::error!(mapping = id, "a batch's end was not recorded: {error}");
                return;
            }
        }
    }
}
