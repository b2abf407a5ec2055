//! The queue's inner face: a batch is leased, and settled when it is done with. What the API's
//! operations do after they have read their parameters, and what triggers do without any.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use base::Timestamp;
use kit::Gone;
use wire::Error;

use crate::api;
use crate::bell::Waiting;
use crate::error::{from_store, no_queue};
use crate::receive::{self, Delivery, Look, Taken, Wish};
use crate::service::{Live, Sqs};
use crate::settle::{Held, Settling};

/// What is to become of one message.
#[derive(Clone, Debug)]
pub enum Fate {
    Delete,
    /// Invisible for so many seconds from now on.
    Hide(i64),
    /// As if it had never been received.
    Unsee,
}

impl Sqs {
    /// Takes messages that can be received, waiting for the first for `wait_ms` at most or until
    /// whoever wants them has gone.
    pub async fn lease(
        self: &Arc<Sqs>,
        queue: &str,
        wish: Wish,
        wait_ms: i64,
        gone: &Gone,
    ) -> Result<Vec<Delivery>, Error> {
        if gone.is_gone() {
            return Ok(Vec::new());
        }
        let live = self.get(queue)?;
        let taken = self.take(queue, &wish).await?;
        if taken.is_full && wait_ms == 0 && !live.fifo {
            return Err(receive::over_limit());
        }
        if !taken.deliveries.is_empty() || wait_ms == 0 {
            return Ok(taken.deliveries);
        }
        let waiting = self
            .polls
            .wait_at(&live.bell)
            .ok_or_else(|| api::RequestThrottled::error("Too many requests wait for messages"))?;
        // A client waits by its own clock, whatever messages live by.
        let patience = Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0));
        self.wait(&live, &wish, &waiting, patience, gone).await
    }

    async fn wait(
        self: &Arc<Sqs>,
        live: &Live,
        wish: &Wish,
        waiting: &Waiting,
        patience: Duration,
        gone: &Gone,
    ) -> Result<Vec<Delivery>, Error> {
        let mut end = pin!(self.store.wait_for(patience));
        let mut has_ended = false;
        loop {
            let mut ring = pin!(waiting.next_ring());
            // Registered before looking, so that nothing is missed in between.
            ring.as_mut().enable();
            let here = self.find(&live.name).filter(|here| here.id == live.id);
            let here = here.ok_or_else(no_queue)?;
            let look = |tx: &store::ReadTx| Ok((receive::look(tx, &here)?, tx.now()));
            let (look, now) = self.store.read(look).map_err(|error| from_store(&error))?;
            let at = match look {
                Look::Now if !gone.is_gone() => {
                    let taken = self.take(&live.name, wish).await?;
                    if !taken.deliveries.is_empty() {
                        return Ok(taken.deliveries);
                    }
                    // Somebody else has it, or it is over: what comes next is looked up again.
                    Some(now)
                }
                Look::At(at) => Some(Timestamp(at)),
                Look::Now | Look::Never => None,
            };
            if has_ended || gone.is_gone() {
                return Ok(Vec::new());
            }
            if at.is_some_and(|at| at <= now) {
                continue;
            }
            let mut alarm = pin!(at.map(|at| self.store.wait_until(at)));
            let mut leaving = pin!(gone.wait());
            poll_fn(|context| {
                let mut is_over = ring.as_mut().poll(context).is_ready()
                    || leaving.as_mut().poll(context).is_ready();
                if let Poll::Ready(ended) = end.as_mut().poll(context) {
                    (has_ended, is_over) = (true, true);
                    // The store takes nothing any more, or no more who wait.
                    ended?;
                }
                if let Some(alarm) = alarm.as_mut().as_pin_mut()
                    && let Poll::Ready(rung) = alarm.poll(context)
                {
                    is_over = true;
                    rung?;
                }
                if is_over { Poll::Ready(Ok(())) } else { Poll::Pending }
            })
            .await
            .map_err(|error| from_store(&error))?;
        }
    }

    /// One transaction that takes what is there.
    async fn take(self: &Arc<Sqs>, queue: &str, wish: &Wish) -> Result<Taken, Error> {
        loop {
            let (name, wished) = (queue.to_owned(), wish.clone());
            let taken = self.write(move |sqs, tx| {
                let live = sqs.get(&name)?;
                let taken = receive::take(tx, sqs, &live, &wished)?;
                Ok((taken, live))
            });
            let (taken, live) = taken.await?;
            for bell in &taken.bells {
                bell.ring(1);
            }
            if !taken.deliveries.is_empty() {
                // One of those who wait is to know when these become visible again.
                live.bell.ring(1);
            }
            if !taken.again {
                return Ok(taken);
            }
        }
    }

    /// Settles messages of a queue, all in one transaction; what became of each, in their order.
    pub async fn settle(
        self: &Arc<Sqs>,
        queue: &str,
        fates: Vec<(String, Fate)>,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        let name = queue.to_owned();
        let settled = self.write(move |sqs, tx| {
            let live = sqs.get(&name)?;
            let mut settling = Settling::begin(tx, &live)?;
            let mut results = Vec::with_capacity(fates.len());
            for (handle, fate) in fates {
                results.push(match (Held::read(&live, &handle), fate) {
                    (Err(error), _) => Err(error),
                    (Ok(held), Fate::Delete) => settling.delete(&held)?,
                    (Ok(held), Fate::Hide(seconds)) => settling.change(&held, seconds)?,
                    (Ok(held), Fate::Unsee) => settling.unsee(&held).map(Ok)?,
                });
            }
            let has_changed = settling.end()?;
            Ok((results, has_changed.then(|| Arc::clone(&live.bell))))
        });
        let (results, bell) = settled.await?;
        if let Some(bell) = bell {
            bell.ring(results.len());
        }
        Ok(results)
    }
}
