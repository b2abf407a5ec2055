//! The queue of events over functions that do as the test says, a clock that the test moves, and a
//! store that can be opened again.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::{Clock, FakeClock};
use engine::queue::{Functions, Options, Queue, Wiring};
use kit::{
    BoxFuture, Event, EventPolicy, Fault, Invocation, Invoke, Outcome, Refused, Role, Roles, Run,
    Sink, Target, Version,
};
use serde_json::Value;
use store::Store;
use tokio::sync::Semaphore;

const ROLE: &str = "arn:aws:iam::000000000000:role/r";
const OTHER_ROLE: &str = "arn:aws:iam::000000000000:role/other";

type Answer = Result<Result<&'static str, Fault>, Refused>;

/// Functions by name: what each answers next (a success where nothing is said), what it was asked.
#[derive(Default)]
struct World {
    answers: Mutex<HashMap<String, VecDeque<Answer>>>,
    asked: Mutex<Vec<(String, String, String)>>,
    policies: Mutex<BTreeMap<String, EventPolicy>>,
    reserved: Mutex<HashMap<String, u32>>,
    roles: Mutex<HashMap<String, &'static str>>,
    /// Runs wait here while it is closed.
    closed: AtomicBool,
    gate: Mutex<Option<Arc<Semaphore>>>,
    running: AtomicUsize,
}

impl World {
    fn say(&self, function: &str, answers: impl IntoIterator<Item = Answer>) {
        let mut all = self.answers.lock().unwrap();
        all.entry(function.into()).or_default().extend(answers);
    }

    fn policy(&self, function: &str, change: impl FnOnce(&mut EventPolicy)) {
        let mut all = self.policies.lock().unwrap();
        change(all.entry(function.into()).or_default());
    }

    fn asked_of(&self, function: &str) -> Vec<(String, String)> {
        let asked = self.asked.lock().unwrap();
        let own = asked.iter().filter(|(name, _, _)| name == function);
        own.map(|(_, id, payload)| (id.clone(), payload.clone())).collect()
    }

    fn close(&self) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        *self.gate.lock().unwrap() = Some(Arc::clone(&gate));
        self.closed.store(true, Ordering::SeqCst);
        gate
    }
}

impl Run for World {
    fn run(
        &self,
        version: Arc<Version>,
        invocation: Invocation,
    ) -> BoxFuture<'_, Result<Outcome, Refused>> {
        let function = version.function.clone();
        let payload = String::from_utf8(invocation.payload.to_vec()).unwrap();
        let asked = (function.clone(), invocation.request_id.clone(), payload);
        self.asked.lock().unwrap().push(asked);
        let answer = self.answers.lock().unwrap().get_mut(&function).and_then(VecDeque::pop_front);
        let gate = self.closed.load(Ordering::SeqCst).then(|| self.gate.lock().unwrap().clone());
        Box::pin(async move {
            self.running.fetch_add(1, Ordering::SeqCst);
            if let Some(Some(gate)) = gate {
                gate.acquire().await.unwrap().forget();
            }
            self.running.fetch_sub(1, Ordering::SeqCst);
            let (payload, fault) = match answer.unwrap_or(Ok(Ok("null")))? {
                Ok(payload) => (payload, None),
                Err(fault) => (r#"{"errorMessage":"no"}"#, Some(fault)),
            };
            Ok(Outcome {
                request_id: invocation.request_id,
                payload: payload.into(),
                fault,
                log_tail: None,
                executed_version: "$LATEST".into(),
            })
        })
    }

    fn enqueue(&self, _: Event) -> BoxFuture<'_, Result<(), Refused>> {
        panic!("nobody asks")
    }

    fn publish(&self, _: &Arc<Version>) {}
    fn retire(&self, _: &Version) {}
}

impl Invoke for World {
    fn invoke<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Result<Outcome, wire::Error>> {
        panic!("nobody asks")
    }

    fn enqueue<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>> {
        panic!("nobody asks")
    }

    fn target(&self, function: &str, _: Option<&str>) -> Result<Target, wire::Error> {
        if function == "gone" {
            return Err(wire::Error::client("ResourceNotFoundException", "Function not found"));
        }
        let role = self.roles.lock().unwrap().get(function).copied().unwrap_or(ROLE);
        let version = Version {
            function: function.into(),
            version: "$LATEST".into(),
            role_arn: role.into(),
            reserved_concurrency: self.reserved.lock().unwrap().get(function).copied(),
            ..Version::default()
        };
        Ok(Target {
            version: Arc::new(version),
            arn: format!("{}:$LATEST", arn(function)),
            policy: self.policies.lock().unwrap().get(function).cloned().unwrap_or_default(),
            resource_policy: None,
        })
    }
}

impl Roles for World {
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        let text = r#"{"Version":"2012-10-17","Statement":{
            "Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}}"#;
        let allowed = Arc::new(policy::Policy::parse(text, policy::Kind::Identity).unwrap());
        let trust = policy::Policy::parse(text, policy::Kind::Identity).unwrap();
        Ok((arn == ROLE).then(|| {
            Arc::new(Role {
                account: "000000000000".into(),
                name: "r".into(),
                path: "/".into(),
                arn: arn.into(),
                id: "AROA".into(),
                session_s_max: 3600,
                trust,
                policies: Arc::new([allowed]),
                boundary: None,
                tags: Vec::new(),
            })
        }))
    }
}

fn arn(function: &str) -> String {
    format!("arn:aws:lambda:us-east-1:000000000000:function:{function}")
}

struct Bench {
    queue: Arc<Queue>,
    world: Arc<World>,
    clock: Arc<FakeClock>,
    store: Store,
}

impl Bench {
    fn new(places: usize) -> Bench {
        let clock = Arc::new(FakeClock::at(1_769_903_999_123));
        let options = store::Options { clock: Arc::clone(&clock) as _, ..Default::default() };
        let store = Store::ephemeral(options).unwrap();
        Bench::over(store, Arc::default(), clock, places)
    }

    /// As another start of the program finds what is there.
    fn over(store: Store, world: Arc<World>, clock: Arc<FakeClock>, places: usize) -> Bench {
        // What waits in memory waits for the machine's clock: not long, in a test.
        let options = Options { backoff_min: Duration::from_millis(20), ..Options::default() };
        let queue = Arc::new(Queue::new(store.clone(), Arc::clone(&clock) as _, options, places));
        let sinks: Vec<Arc<dyn Sink>> = vec![Arc::new(Functions::of(
            &queue,
            Arc::downgrade(&(Arc::clone(&world) as Arc<dyn Invoke>)),
        ))];
        let wiring = Wiring {
            run: Arc::clone(&world) as _,
            invoke: Arc::clone(&world) as _,
            roles: Arc::clone(&world) as _,
            sinks,
            region: "us-east-1".into(),
        };
        queue.begin(wiring).unwrap();
        Bench { queue, world, clock, store }
    }

    async fn send(&self, function: &str, id: &str) {
        let event = Event {
            request_id: id.into(),
            function: function.into(),
            payload: format!("\"{id}\"").into(),
            ..Event::default()
        };
        self.queue.enqueue(event).await.unwrap();
    }

    fn left(&self) -> u64 {
        self.queue.depths().unwrap().iter().map(|(_, depth)| depth.events).sum()
    }

    /// Until so many are left, and none of them runs.
    async fn rest(&self, left: u64) {
        until(|| self.left() == left && self.queue.in_flight() == 0).await;
    }

    /// Until the function was asked so often, and what it could not do waits.
    async fn tried(&self, function: &str, times: usize) {
        until(|| self.world.asked_of(function).len() == times && self.queue.in_flight() == 0).await;
    }

    fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.store.clock_moved();
    }

    /// The records that the function `heard` was given.
    fn records(&self) -> Vec<Value> {
        let heard = self.world.asked_of("heard");
        heard.iter().map(|(_, payload)| serde_json::from_str(payload).unwrap()).collect()
    }
}

async fn until(what: impl Fn() -> bool) {
    while !what() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// None may take longer than a minute.
fn scenario<F: Future<Output = ()>>(places: usize, run: impl FnOnce(Bench) -> F) {
    runtime().block_on(async {
        tokio::time::timeout(Duration::from_secs(60), run(Bench::new(places))).await.unwrap();
    });
}

fn throttled() -> Answer {
    Err(Refused::Throttled { reason: "ConcurrentInvocationLimitExceeded" })
}

#[test]
fn a_failed_event_waits_a_minute_then_two_under_the_same_id() {
    scenario(10, async |bench| {
        bench.world.policy("f", |policy| policy.on_failure = Some(arn("heard")));
        bench.world.say("f", [Ok(Err(Fault::Handler)), Ok(Err(Fault::TimedOut))]);
        bench.world.say("f", [Ok(Err(Fault::Died))]);
        bench.send("f", "1").await;
        for (runs, minute_less) in [(1, 59), (2, 119)] {
            bench.tried("f", runs).await;
            bench.pass(minute_less);
            tokio::time::sleep(Duration::from_millis(30)).await;
            assert_eq!(bench.world.asked_of("f").len(), runs);
            bench.pass(1);
            until(|| bench.world.asked_of("f").len() == runs + 1).await;
        }
        bench.rest(0).await;
        assert!(bench.world.asked_of("f").iter().all(|(id, _)| id == "1"));
        let record = &bench.records()[0];
        assert_eq!(record["requestContext"]["condition"], "RetriesExhausted");
        assert_eq!(record["requestContext"]["approximateInvokeCount"], 3);
        assert_eq!(record["requestPayload"], "1");
    });
}

#[test]
fn a_throttled_event_comes_back_until_it_is_too_old() {
    scenario(10, async |bench| {
        bench.world.policy("f", |policy| {
            policy.age_max = Duration::from_secs(60);
            policy.dead_letter = Some("arn:aws:sqs:us-east-1:000000000000:q".into());
        });
        bench.world.say("f", [throttled(), throttled()]);
        bench.send("f", "1").await;
        bench.tried("f", 1).await;
        bench.pass(1);
        bench.tried("f", 2).await;
        bench.pass(1);
        // The third attempt is let through.
        bench.rest(0).await;
        assert_eq!(bench.world.asked_of("f").len(), 3);

        bench.world.say("f", std::iter::repeat_with(throttled).take(100));
        bench.send("f", "2").await;
        bench.tried("f", 4).await;
        bench.pass(60);
        bench.rest(0).await;
        let parked = bench.queue.parked(10).unwrap();
        assert_eq!(parked.len(), 1);
        assert_eq!(&parked[0].message.body[..], b"\"2\"");
        let told: Vec<&str> =
            parked[0].message.attributes.iter().map(|one| one.value.as_str()).collect();
        assert_eq!(told, ["2", "429", "Rate Exceeded."]);
    });
}

#[test]
fn a_closed_function_is_not_tried_and_a_gone_one_keeps_its_event() {
    scenario(10, async |bench| {
        bench.world.reserved.lock().unwrap().insert("f".into(), 0);
        bench.world.policy("f", |policy| policy.on_failure = Some(arn("heard")));
        bench.send("f", "1").await;
        bench.send("gone", "2").await;
        until(|| bench.records().len() == 1).await;
        bench.rest(0).await;
        assert!(bench.world.asked_of("f").is_empty());
        assert_eq!(bench.records()[0]["requestContext"]["condition"], "ZeroReservedConcurrency");
        let parked = bench.queue.parked(10).unwrap();
        assert_eq!((&*parked[0].function, &*parked[0].target), ("gone", ""));
        assert_eq!(&parked[0].message.body[..], b"\"2\"");
    });
}

#[test]
fn a_record_that_may_not_or_cannot_be_sent_is_kept() {
    scenario(10, async |bench| {
        for (function, to) in [
            ("other", arn("heard")),
            ("lonely", arn("gone")),
            ("strange", "arn:aws:sns:us-east-1:000000000000:t".to_owned()),
        ] {
            bench.world.policy(function, |policy| policy.on_success = Some(to.clone()));
            bench.world.roles.lock().unwrap().insert("other".into(), OTHER_ROLE);
            bench.send(function, function).await;
            bench.rest(0).await;
            let parked = bench.queue.parked(1).unwrap();
            bench.pass(1);
            assert_eq!((&*parked[0].function, &*parked[0].target), (function, &*to));
            let record: Value = serde_json::from_slice(&parked[0].message.body).unwrap();
            assert_eq!(record["requestContext"]["condition"], "Success");
        }
        assert!(bench.records().is_empty());
    });
}

#[test]
fn what_was_running_or_waiting_goes_on_after_another_start() {
    let runtime = runtime();
    let (store, clock) = runtime.block_on(async {
        let bench = Bench::new(10);
        bench.world.say("waits", [Ok(Err(Fault::Handler))]);
        bench.send("waits", "w").await;
        bench.tried("waits", 1).await;
        let _gate = bench.world.close();
        for id in ["1", "2", "3"] {
            bench.send("f", id).await;
        }
        until(|| bench.world.running.load(Ordering::SeqCst) == 3).await;
        assert_eq!(bench.queue.in_flight(), 3);
        (bench.store.clone(), Arc::clone(&bench.clock))
    });
    // Nothing of it ends in order.
    runtime.shutdown_background();
    self::runtime().block_on(async {
        let again = Bench::over(store, Arc::default(), clock, 10);
        again.rest(1).await;
        let asked = again.world.asked_of("f").into_iter();
        let ids: std::collections::BTreeSet<String> = asked.map(|(id, _)| id).collect();
        assert_eq!(ids.into_iter().collect::<String>(), "123");
        again.pass(60);
        again.rest(0).await;
        assert_eq!(again.world.asked_of("waits").len(), 1);
    });
}

#[test]
fn what_the_end_of_the_program_cuts_off_is_nobodys_failure() {
    scenario(10, async |bench| {
        bench.world.policy("f", |policy| policy.retries_max = 0);
        bench.world.say("f", [Ok(Err(Fault::Died))]);
        let gate = bench.world.close();
        bench.send("f", "1").await;
        until(|| bench.world.running.load(Ordering::SeqCst) == 1).await;
        bench.queue.stop();
        bench.send("f", "2").await;
        bench.queue.cut_off();
        gate.add_permits(10);
        bench.queue.end().await;
        assert_eq!(bench.left(), 2);
        assert_eq!(bench.world.asked_of("f").len(), 1);
        bench.world.closed.store(false, Ordering::SeqCst);
        let Bench { world, clock, store, .. } = bench;
        let again = Bench::over(store, world, clock, 10);
        again.rest(0).await;
        assert_eq!(again.world.asked_of("f").len(), 3);
    });
}

#[test]
fn a_flood_of_one_function_does_not_keep_another_waiting() {
    scenario(8, async |bench| {
        let gate = bench.world.close();
        for number in 0..200 {
            bench.send("flood", &number.to_string()).await;
        }
        until(|| bench.world.running.load(Ordering::SeqCst) == 6).await;
        bench.send("other", "o").await;
        until(|| bench.world.asked_of("other").len() == 1).await;
        assert!(bench.queue.in_flight() <= 8);
        assert_eq!(bench.world.asked_of("flood").len(), 6);
        gate.add_permits(1_000);
        bench.rest(0).await;
        // Each once, in the order in which they were taken as far as places allow.
        let asked = bench.world.asked_of("flood");
        assert_eq!(asked.len(), 200);
        let ids: std::collections::BTreeSet<&String> = asked.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 200);
    });
}

#[test]
fn a_reservation_bounds_what_is_tried_at_once() {
    scenario(100, async |bench| {
        bench.world.reserved.lock().unwrap().insert("f".into(), 2);
        let gate = bench.world.close();
        for number in 0..20 {
            bench.send("f", &number.to_string()).await;
        }
        until(|| bench.world.running.load(Ordering::SeqCst) == 2).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
        assert_eq!(bench.world.asked_of("f").len(), 2);
        gate.add_permits(100);
        bench.rest(0).await;
        assert_eq!(bench.world.asked_of("f").len(), 20);
        assert!(bench.clock.now().0 > 0);
    });
}

#[test]
fn what_could_not_be_sent_is_sent_at_the_next_start_if_it_can_be_then() {
    scenario(10, async |bench| {
        for (function, to) in [("other", arn("heard")), ("lonely", arn("gone"))] {
            bench.world.policy(function, |policy| policy.on_success = Some(to.clone()));
            bench.world.roles.lock().unwrap().insert("other".into(), OTHER_ROLE);
            bench.send(function, function).await;
            bench.rest(0).await;
        }
        assert_eq!(bench.queue.parked(10).unwrap().len(), 2);
        bench.world.roles.lock().unwrap().clear();
        let Bench { world, clock, store, .. } = bench;
        let again = Bench::over(store, world, clock, 10);
        until(|| again.records().len() == 1).await;
        again.rest(0).await;
        assert_eq!(again.records()[0]["requestPayload"], "other");
        let parked = again.queue.parked(10).unwrap();
        assert_eq!(parked.len(), 1, "one has no way still");
        assert_eq!(&*parked[0].function, "lonely");
    });
}
