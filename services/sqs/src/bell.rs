//! Who waits for a queue's messages, and how they hear of one.
//!
//! Nothing is polled: whoever waits sleeps until the bell rings, the next message becomes visible,
//! the wait is over, or the client has gone. A bell is rung after the commit that may have made
//! something visible; whoever waits has registered before looking, so that none is missed. One who
//! leaves rings for the next: it may have been the one that knew when to look again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use crate::limit;

/// One queue's.
#[derive(Default)]
pub struct Bell {
    notify: Notify,
    waiting: AtomicUsize,
}

/// Receives that wait, of all queues.
#[derive(Default)]
pub struct Polls(AtomicUsize);

/// A place among those who wait, until dropped.
pub struct Waiting {
    bell: Arc<Bell>,
    polls: Arc<Polls>,
}

impl Bell {
    /// So many may find something now.
    pub fn ring(&self, messages: usize) {
        let waiting = self.waiting.load(Ordering::SeqCst);
        for _ in 0..messages.min(waiting) {
            self.notify.notify_one();
        }
    }

    /// Everybody is to look.
    pub fn ring_all(&self) {
        self.ring(usize::MAX);
    }
}

impl Polls {
    /// None where too many wait already.
    pub fn wait_at(self: &Arc<Polls>, bell: &Arc<Bell>) -> Option<Waiting> {
        if self.0.fetch_add(1, Ordering::SeqCst) >= limit::POLLS_MAX {
            self.0.fetch_sub(1, Ordering::SeqCst);
            return None;
        }
        bell.waiting.fetch_add(1, Ordering::SeqCst);
        Some(Waiting { bell: Arc::clone(bell), polls: Arc::clone(self) })
    }
}

impl Waiting {
    /// The next ring. To be polled once before looking for messages.
    pub fn next_ring(&self) -> Notified<'_> {
        self.bell.notify.notified()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.bell.waiting.fetch_sub(1, Ordering::SeqCst);
        self.polls.0.fetch_sub(1, Ordering::SeqCst);
        self.bell.ring(1);
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;

    #[test]
    fn a_ring_wakes_as_many_as_there_are_messages_and_is_passed_on() {
        let (bell, polls) = (Arc::<Bell>::default(), Arc::<Polls>::default());
        let (one, two) = (polls.wait_at(&bell).unwrap(), polls.wait_at(&bell).unwrap());
        let mut context = Context::from_waker(Waker::noop());
        let mut second = pin!(two.next_ring());
        {
            let mut first = pin!(one.next_ring());
            assert!(first.as_mut().poll(&mut context).is_pending());
            assert!(second.as_mut().poll(&mut context).is_pending());
            bell.ring(1);
            assert!(second.as_mut().poll(&mut context).is_pending());
            // Dropped without having looked: the ring goes on to the other.
        }
        assert!(second.as_mut().poll(&mut context).is_ready());
        let mut again = pin!(two.next_ring());
        assert!(again.as_mut().poll(&mut context).is_pending());
        drop(one);
        assert!(again.as_mut().poll(&mut context).is_ready(), "one who leaves rings");
    }

    #[test]
    fn no_more_wait_than_may() {
        let (bell, polls) = (Arc::<Bell>::default(), Arc::<Polls>::default());
        let all: Vec<_> = (0..limit::POLLS_MAX).map(|_| polls.wait_at(&bell).unwrap()).collect();
        assert!(polls.wait_at(&bell).is_none());
        drop(all);
        assert!(polls.wait_at(&bell).is_some());
    }
}
