//! Idle instances are frozen: their threads and processes stand still until the next invocation,
//! as on Lambda.
//!
//! Only what has been idle for a while, so that a busy function never pays for it. Letting an
//! instance go on is one write by the server itself where there is a v2 control group; elsewhere it
//! is a word to the warden, which stops and continues processes by signals.

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use sandbox::{Request, Switch};
use tokio::sync::Notify;

use crate::engine::Engine;
use crate::pool::Pool;
use crate::sandboxes::Sandboxes;

/// How often instances that are idle and awake are looked at: what `Options::freeze_after` may be
/// exceeded by.
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// Whether an instance is frozen, and by what.
#[derive(Debug)]
pub struct Freezer {
    switch: Option<Switch>,
    frozen: bool,
}

impl Freezer {
    /// `switch`: the sandbox's own, see `sandbox::Event::StemReady`.
    pub fn new(switch: Option<OwnedFd>) -> Freezer {
        Freezer { switch: switch.map(Switch::new), frozen: false }
    }

    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    pub fn freeze(&mut self, sandbox: u64, sandboxes: &Sandboxes) {
        self.turn(true, sandbox, sandboxes);
    }

    /// Costs nothing where it is not frozen.
    pub fn thaw(&mut self, sandbox: u64, sandboxes: &Sandboxes) {
        if self.frozen {
            self.turn(false, sandbox, sandboxes);
        }
    }

    fn turn(&mut self, frozen: bool, sandbox: u64, sandboxes: &Sandboxes) {
        self.frozen = frozen;
        let Some(switch) = &mut self.switch else {
            return sandboxes.send(Request::Freeze { sandbox, frozen });
        };
        // Where the sandbox is gone, others notice.
        if let Err(error) = switch.turn(frozen) {
            tracing::debug!(sandbox, frozen, %error, "a sandbox did not take its freezing");
        }
    }
}

/// Pools that may have instances that are idle and awake.
#[derive(Default)]
pub struct Awake {
    pools: Mutex<Vec<Arc<Pool>>>,
    some: Notify,
}

impl Awake {
    pub fn add(&self, pool: Arc<Pool>) {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        self.some.notify_one();
    }
}

/// Freezes for as long as the engine exists.
pub async fn run(engine: Weak<Engine>, awake: Arc<Awake>) {
    loop {
        awake.some.notified().await;
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let Some(engine) = engine.upgrade() else { return };
            let pools =
                std::mem::take(&mut *awake.pools.lock().unwrap_or_else(PoisonError::into_inner));
            if pools.is_empty() {
                break;
            }
            let before = Instant::now().checked_sub(engine.options.freeze_after);
            let mut left = Vec::with_capacity(pools.len());
            for pool in pools {
                let awake = before.is_none_or(|before| pool.freeze(before, &engine.sandboxes));
                if awake {
                    left.push(pool);
                }
            }
            awake.pools.lock().unwrap_or_else(PoisonError::into_inner).append(&mut left);
        }
    }
}
