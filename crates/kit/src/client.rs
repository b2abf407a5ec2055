//! The other end of a request: where it reached us, and whether it is still there.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::origin::Origin;

/// What the door knows of a request's client. What comes in process has none of it.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    pub source_ip: Option<IpAddr>,
    pub gone: Gone,
}

impl From<Option<IpAddr>> for Caller {
    fn from(source_ip: Option<IpAddr>) -> Caller {
        Caller { source_ip, ..Caller::default() }
    }
}

/// What an operation may know of its client.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// Host and port by which it reached us, as it wrote them: addresses that it is given lead
    /// there again. None in process.
    pub host: Option<Arc<str>>,
    /// The path that was asked for, where it was another than `/`.
    pub path: Option<Arc<str>>,
    /// The trace that the request belongs to (`X-Amzn-Trace-Id`).
    pub trace_id: Option<Arc<str>>,
    /// Where it came from, as policies may ask.
    pub origin: Arc<Origin>,
    pub gone: Gone,
}

/// Whether a client has gone away: what it waits for need not be waited for any more. What was
/// begun for it is done all the same.
#[derive(Clone, Debug, Default)]
pub struct Gone(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    is_gone: bool,
    waker: Option<Waker>,
}

impl Gone {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client has gone away.
    pub fn leave(&self) {
        let mut state = self.lock();
        state.is_gone = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub fn is_gone(&self) -> bool {
        self.lock().is_gone
    }

    /// Ready once the client has gone away. One waits at a time: of several, the last is woken.
    pub fn wait(&self) -> Leaving<'_> {
        Leaving(self)
    }
}

/// See [`Gone::wait`].
pub struct Leaving<'a>(&'a Gone);

impl Future for Leaving<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock();
        if state.is_gone {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    #[test]
    fn who_waits_hears_that_the_client_has_gone() {
        let gone = Gone::default();
        let mut context = Context::from_waker(Waker::noop());
        let mut leaving = pin!(gone.wait());
        assert!(leaving.as_mut().poll(&mut context).is_pending());
        gone.clone().leave();
        assert!(leaving.as_mut().poll(&mut context).is_ready());
        assert!(gone.is_gone());
    }
}
