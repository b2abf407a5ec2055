//! A thread that does what becomes due: what a service has to do at a time and by nobody's request.
//!
//! Each such thing is a deadline in the store, so nothing is looked for and nothing is forgotten by
//! a restart.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::thread::{self, Builder};
use std::time::Duration;

use store::{Store, Wait};

/// How long nothing is tried again after the store has refused.
const RECOVERY: Duration = Duration::from_secs(5);

/// What is done of a service's.
pub struct Tending<S, E> {
    pub store: fn(&S) -> &Store,
    /// Until something is due.
    pub wait: fn(&Store) -> Wait,
    /// Does some of what is due, in transactions of bounded size; whether there may be more.
    pub step: fn(&Arc<S>) -> Result<bool, E>,
    pub at_work: fn(&S) -> &AtWork,
}

/// How many of a service's threads take steps just now. What is due stands in timers until it is
/// done; what was committed and has not yet been told to those who wait for it is seen here only.
#[derive(Debug, Default)]
pub struct AtWork(AtomicUsize);

impl AtWork {
    /// What a [`crate::Worker`] says of it, by the name of its service.
    pub fn busy(&self, service: &str) -> Option<String> {
        (self.0.load(Ordering::Acquire) > 0).then(|| format!("what {service} has due"))
    }
}

/// Takes step after step while there is something to do, then waits, on a thread of this name that
/// ends with the service.
pub fn begin<S, E>(name: &str, service: &Arc<S>, tending: Tending<S, E>) -> io::Result<()>
where
    S: Send + Sync + 'static,
    E: 'static,
{
    let service = Arc::downgrade(service);
    Builder::new().name(name.into()).spawn(move || run(&service, &tending)).map(drop)
}

fn run<S, E>(service: &Weak<S>, tending: &Tending<S, E>) {
    loop {
        let Some(service) = service.upgrade() else { return };
        // Registered before looking, so that nothing set in between is missed.
        let wait = (tending.wait)((tending.store)(&service));
        let at_work = &(tending.at_work)(&service).0;
        at_work.fetch_add(1, Ordering::AcqRel);
        let step = loop {
            match (tending.step)(&service) {
                Ok(true) => {}
                other => break other,
            }
        };
        at_work.fetch_sub(1, Ordering::AcqRel);
        let poisoned = (tending.store)(&service).poisoned().is_some();
        drop(service);
        if poisoned {
            return;
        }
        match step {
            Ok(_) if wait.wait().is_err() => return,
            Ok(_) => {}
            Err(_) => thread::sleep(RECOVERY),
        }
    }
}
