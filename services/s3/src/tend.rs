//! A thread that does what becomes due, whatever that is.

use std::sync::{Arc, Weak};
use std::time::Duration;

use store::{Store, Wait};

use crate::S3;
use crate::error::Result;

/// How long nothing is tried again after the store has refused.
const RECOVERY: Duration = Duration::from_secs(5);

/// Takes step after step while there is something to do, then waits, until the service ends.
pub(crate) fn run(
    service: &Weak<S3>,
    wait: fn(&Store) -> Wait,
    step: fn(&Arc<S3>) -> Result<bool>,
) {
    loop {
        let Some(s3) = service.upgrade() else { return };
        // Registered before looking, so that nothing set in between is missed.
        let wait = wait(&s3.store);
        let step = loop {
            match step(&s3) {
                Ok(true) => {}
                other => break other,
            }
        };
        let poisoned = s3.store.poisoned().is_some();
        drop(s3);
        if poisoned {
            return;
        }
        match step {
            Ok(_) if wait.wait().is_err() => return,
            Ok(_) => {}
            Err(_) => std::thread::sleep(RECOVERY),
        }
    }
}
