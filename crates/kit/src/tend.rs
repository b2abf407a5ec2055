//! A thread that does what becomes due: what a service has to do at a time and by nobody's request.
//!
//! Each such thing is a deadline in the store, so nothing is looked for and nothing is forgotten by
//! a restart.

use std::io;
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
        let step = loop {
            match (tending.step)(&service) {
                Ok(true) => {}
                other => break other,
            }
        };
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
