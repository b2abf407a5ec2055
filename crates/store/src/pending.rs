//! One answer that comes later: a future without a runtime, or a blocking wait.

use crate::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub(crate) struct Slot<T> {
    state: Mutex<State<T>>,
    done: Condvar,
}

struct State<T> {
    value: Option<T>,
    waker: Option<Waker>,
    /// A thread is blocked on it: telling the condition variable costs a system call.
    blocking: bool,
}

impl<T> Slot<T> {
    pub fn new() -> Arc<Slot<T>> {
        Arc::new(Slot {
            state: Mutex::new(State { value: None, waker: None, blocking: false }),
            done: Condvar::new(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first answer counts.
    pub fn complete(&self, value: T) {
        let mut state = self.lock();
        if state.value.is_none() {
            state.value = Some(value);
        }
        let waker = state.waker.take();
        let blocking = state.blocking;
        drop(state);
        if blocking {
            self.done.notify_all();
        }
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub fn poll(&self, context: &Context<'_>) -> Poll<T> {
        let mut state = self.lock();
        match state.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }

    pub fn wait(&self) -> T {
        let mut state = self.lock();
        loop {
            if let Some(value) = state.value.take() {
                return value;
            }
            state.blocking = true;
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub fn wait_for(&self, limit: Duration) -> Option<T> {
        let mut state = self.lock();
        state.blocking = true;
        let (mut state, _) = self
            .done
            .wait_timeout_while(state, limit, |state| state.value.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        state.value.take()
    }
}

/// The answer of a write. Dropping it does not take the write back.
#[must_use = "a write is acknowledged only when this has been awaited"]
pub struct Pending<T> {
    slot: Arc<Slot<T>>,
}

impl<T> Pending<T> {
    pub(crate) fn pair() -> (Pending<T>, Promise<T>)
    where
        T: FromError,
    {
        let slot = Slot::new();
        (Pending { slot: slot.clone() }, Promise { slot: Some(slot) })
    }

    /// Blocks until the answer is there.
    pub fn wait(self) -> T {
        self.slot.wait()
    }
}

impl<T> Future for Pending<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        self.slot.poll(context)
    }
}

/// The other end: answers once, and with [`Error::Closed`] where it is dropped.
pub(crate) struct Promise<T: FromError> {
    slot: Option<Arc<Slot<T>>>,
}

pub(crate) trait FromError {
    fn from_error(error: Error) -> Self;
}

impl<R, E> FromError for Result<R, crate::error::WriteError<E>> {
    fn from_error(error: Error) -> Self {
        Err(crate::error::WriteError::Store(error))
    }
}

impl<T: FromError> Promise<T> {
    pub fn complete(mut self, value: T) {
        if let Some(slot) = self.slot.take() {
            slot.complete(value);
        }
    }
}

impl<T: FromError> Drop for Promise<T> {
    fn drop(&mut self) {
        if let Some(slot) = self.slot.take() {
            slot.complete(T::from_error(Error::Closed));
        }
    }
}
