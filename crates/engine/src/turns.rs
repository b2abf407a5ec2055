//! Turns for what only a few may do at once: given round robin by function, so that a burst of one
//! does not keep another's single request waiting behind it.
//!
//! Who waits is bounded by the gate: each waits for an invocation that was admitted.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

pub struct Turns {
    state: Mutex<State>,
}

struct State {
    free: usize,
    /// Those with somebody in their queue, in the order of their turns.
    ring: VecDeque<Arc<str>>,
    queues: HashMap<Arc<str>, VecDeque<oneshot::Sender<Turn>>>,
}

/// Ends when dropped; the next one's begins.
pub struct Turn(Option<Arc<Turns>>);

impl Turns {
    pub fn new(at_once: usize) -> Arc<Turns> {
        let state = State { free: at_once, ring: VecDeque::new(), queues: HashMap::new() };
        Arc::new(Turns { state: Mutex::new(state) })
    }

    /// A turn for a function, once it comes. May be given up while it waits.
    pub async fn take(self: &Arc<Self>, function: &Arc<str>) -> Turn {
        let waiting = {
            let mut state = self.lock();
            if state.free > 0 {
                state.free -= 1;
                return Turn(Some(Arc::clone(self)));
            }
            let (sender, waiting) = oneshot::channel();
            let queue = state.queues.entry(Arc::clone(function)).or_default();
            queue.push_back(sender);
            if queue.len() == 1 {
                state.ring.push_back(Arc::clone(function));
            }
            waiting
        };
        // Every sender is used before the queue it is in goes; were it not, waiting would be over.
        waiting.await.unwrap_or(Turn(None))
    }

    fn pass_on(self: Arc<Self>) {
        loop {
            let Some(next) = self.lock().next() else { return };
            match next.send(Turn(Some(Arc::clone(&self)))) {
                Ok(()) => return,
                // It waits no longer. What came back must not pass the turn on a second time.
                Err(mut back) => drop(back.0.take()),
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whose turn it is; none: it is free.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let Some(function) = self.ring.pop_front() else {
            self.free += 1;
            return None;
        };
        let queue = self.queues.get_mut(&function)?;
        let next = queue.pop_front();
        if queue.is_empty() {
            self.queues.remove(&function);
        } else {
            self.ring.push_back(function);
        }
        next
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(turns) = self.0.take() {
            turns.pass_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    fn now(turns: &Arc<Turns>, function: &Arc<str>) -> Turn {
        match poll(pin!(turns.take(function))) {
            Poll::Ready(turn) => turn,
            Poll::Pending => panic!("no turn is free"),
        }
    }

    #[test]
    fn a_burst_of_one_function_does_not_keep_another_waiting() {
        let turns = Turns::new(1);
        let (a, b): (Arc<str>, Arc<str>) = ("a".into(), "b".into());
        let mut held = now(&turns, &a);
        let functions = std::iter::repeat_n(&a, 1_000).chain([&b]);
        let mut waiting: Vec<_> =
            functions.map(|function| (function, Box::pin(turns.take(function)))).collect();
        for (_, one) in &mut waiting {
            assert!(poll(one.as_mut()).is_pending());
        }
        let mut order = Vec::new();
        while !waiting.is_empty() {
            drop(held);
            let ready = |(_, one): &mut (_, _)| match poll(Pin::as_mut(one)) {
                Poll::Ready(turn) => Some(turn),
                Poll::Pending => None,
            };
            let found =
                waiting.iter_mut().enumerate().find_map(|(at, one)| Some((at, ready(one)?)));
            let (at, turn) = found.unwrap();
            order.push(&**waiting.remove(at).0);
            held = turn;
        }
        assert_eq!(order[..3], ["a", "b", "a"]);
        assert_eq!(order.len(), 1_001);
    }

    #[test]
    fn who_has_given_up_keeps_no_turn() {
        let turns = Turns::new(2);
        let a: Arc<str> = "a".into();
        let held = (now(&turns, &a), now(&turns, &a));
        {
            let mut gone = pin!(turns.take(&a));
            assert!(poll(gone.as_mut()).is_pending());
        }
        let mut given = Box::pin(turns.take(&a));
        assert!(poll(given.as_mut()).is_pending());
        // The first is for the one that is gone, so it comes to the second; given up unseen, it
        // is free again.
        drop(held.0);
        drop(given);
        drop(held.1);
        let both = (now(&turns, &a), now(&turns, &a));
        assert!(poll(pin!(turns.take(&a))).is_pending());
        drop(both);
        assert!(turns.lock().queues.is_empty());
        assert_eq!(turns.lock().free, 2);
    }
}
