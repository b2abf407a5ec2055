//! A queue, a function and a role to run mappings with, and a time that goes on when all is quiet.
#![allow(clippy::unwrap_used, dead_code)]

pub mod function;
pub mod queue;
pub mod real;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use base::{Arn, Clock, SeededRandom, Timestamp, VirtualClock};
use kit::{Mapping, Role, Roles, Source, Triggers as _};
use store::Store;
use tokio::runtime::Runtime;
use triggers::{Triggers, Wiring};

use function::Function;

pub const START: i64 = 1_769_903_999_000;

/// A role that may do what its document says.
pub struct OneRole(pub Mutex<String>);

impl OneRole {
    pub fn may(action: &str) -> String {
        format!(
            r#"{{"Version": "2012-10-17", "Statement":
                {{"Effect": "Allow", "Action": "{action}", "Resource": "*"}}}}"#
        )
    }
}

impl Roles for OneRole {
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        let read = |text: &str| policy::Policy::parse(text, policy::Kind::Identity).unwrap();
        let document = self.0.lock().unwrap().clone();
        Ok(Some(Arc::new(Role {
            account: "000000000000".into(),
            name: "r".into(),
            path: "/".into(),
            arn: arn.into(),
            id: "AROA".into(),
            session_s_max: 3600,
            trust: read(&document),
            policies: [Arc::new(read(&document))].into(),
            boundary: None,
            tags: Vec::new(),
        })))
    }
}

/// What lies further ahead is the end of messages that are too old, which is no mapping's doing.
const SOON_MS: i64 = 3_600_000;

/// Everything but the source.
pub struct World {
    pub clock: Arc<VirtualClock>,
    pub store: Store,
    pub role: Arc<OneRole>,
    pub function: Arc<Function>,
    pub source: Arc<dyn Source>,
    running: Option<(Runtime, Arc<Triggers>)>,
}

pub fn store() -> (Arc<VirtualClock>, Store) {
    let clock = Arc::new(VirtualClock::at(Timestamp(START)));
    let store = Store::ephemeral(store::Options {
        clock: Arc::clone(&clock) as _,
        random: Arc::new(SeededRandom::new(7)),
        ..store::Options::default()
    });
    (clock, store.unwrap())
}

pub fn arn(name: &str) -> Arn {
    Arn::new("sqs", "us-east-1", "000000000000", name)
}

pub fn mapping(name: &str) -> Mapping {
    Mapping {
        id: "m".into(),
        source: arn(name),
        function: "f".into(),
        qualifier: None,
        enabled: true,
        batch_items_max: 10,
        window: Duration::ZERO,
        filters: Vec::new(),
        partial_failures: false,
        concurrency_max: None,
    }
}

impl World {
    pub fn of(
        (clock, store): (Arc<VirtualClock>, Store),
        source: Arc<dyn Source>,
        function: Arc<Function>,
    ) -> World {
        let role = Arc::new(OneRole(Mutex::new(OneRole::may("sqs:*"))));
        World { clock, store, role, function, source, running: None }
    }

    /// Begins to run, as a start of the program does.
    pub fn start(&mut self, mapping: &Mapping) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_time()
            .build()
            .unwrap();
        let triggers = {
            let _within = runtime.enter();
            let triggers = Triggers::new(Wiring {
                sources: vec![Arc::clone(&self.source)],
                invoke: Arc::clone(&self.function) as _,
                roles: Arc::clone(&self.role) as _,
                store: self.store.clone(),
                random: Arc::new(SeededRandom::new(3)),
                region: "us-east-1".into(),
            });
            triggers.set(Arc::new(mapping.clone()));
            triggers
        };
        self.running = Some((runtime, triggers));
    }

    pub fn triggers(&self) -> &Arc<Triggers> {
        &self.running.as_ref().unwrap().1
    }

    pub fn set(&self, mapping: Mapping) {
        let (runtime, triggers) = self.running.as_ref().unwrap();
        let _within = runtime.enter();
        triggers.set(Arc::new(mapping));
    }

    /// As a kill does: nothing more is written, nothing is given back.
    pub fn crash(&mut self) {
        let (runtime, triggers) = self.running.take().unwrap();
        drop(triggers);
        runtime.shutdown_timeout(Duration::from_secs(60));
        self.function.forget();
    }

    /// As an orderly end does.
    pub fn end(&mut self) {
        let (runtime, triggers) = self.running.take().unwrap();
        runtime.block_on(triggers.end());
        drop(triggers);
        runtime.shutdown_timeout(Duration::from_secs(60));
        // What began meanwhile waits for a time that does not come, and is cut off.
        self.function.forget();
    }

    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.running.as_ref().unwrap().0.block_on(future)
    }

    /// The next time at which something happens that has to do with mappings.
    pub fn next(&self) -> Option<Timestamp> {
        let next = self.store.next_deadline().unwrap();
        next.filter(|next| next.since(self.clock.now()) <= SOON_MS)
    }

    /// Goes on to the next time at which something happens; false where there is none.
    pub fn step(&self) -> bool {
        self.step_by(1)
    }

    /// The same by a clock that ticks every so many milliseconds.
    pub fn step_by(&self, grain_ms: i64) -> bool {
        let Some(next) = self.next() else { return false };
        let ticks = next.0.div_euclid(grain_ms) + i64::from(next.0.rem_euclid(grain_ms) > 0);
        self.clock.advance_to(Timestamp(ticks * grain_ms));
        self.store.clock_moved();
        true
    }

    pub fn advance(&self, by: Duration) {
        let to = self.clock.now().plus(by);
        while self.store.next_deadline().unwrap().is_some_and(|next| next <= to) {
            self.step();
            self.settle();
        }
        self.clock.advance_to(to);
        self.store.clock_moved();
        self.settle();
    }

    /// Until all that is being done waits for a time that has not come. Between its being woken by
    /// another one and its first step a task is seen nowhere: hence several looks.
    pub fn settle(&self) {
        let mut before = usize::MAX;
        let mut quiet = 0;
        let began = std::time::Instant::now();
        while quiet < 4 {
            assert!(began.elapsed() < Duration::from_secs(60), "it does not come to rest");
            std::thread::sleep(Duration::from_millis(1));
            let steps = self.function.steps();
            let still = !self.store.is_waking()
                && self.triggers().working() == self.function.running()
                && steps == before;
            quiet = if still { quiet + 1 } else { 0 };
            before = steps;
        }
    }

    /// Until it holds, without time going on.
    pub fn soon(&self, holds: impl Fn() -> bool) {
        let began = std::time::Instant::now();
        while !holds() {
            assert!(began.elapsed() < Duration::from_secs(60), "it does not come to it");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Time goes on until it holds.
    pub fn until(&self, holds: impl Fn() -> bool) {
        let mut still = 0;
        while !holds() {
            self.settle();
            if holds() {
                return;
            }
            still = if self.step() { 0 } else { still + 1 };
            assert!(still < 5_000, "nothing happens any more");
        }
    }
}

/// Whichever is first.
pub async fn either(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        if one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
}
