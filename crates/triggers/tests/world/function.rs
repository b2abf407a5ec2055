//! A function that does what it is told to, and remembers what it saw.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kit::{BoxFuture, EventPolicy, Fault, Invocation, Invoke, Outcome, Target, Version};
use serde_json::Value;
use store::Store;

/// What comes of an invocation.
#[derive(Clone, Debug)]
pub enum Act {
    /// It returns this text.
    Return(String),
    Fail,
    /// It is not even started.
    Throttle,
}

/// One record as the function saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What a failure is told by.
    pub id: String,
    pub body: String,
    pub receives: u64,
    pub group: Option<String>,
}

impl Seen {
    /// Of a record of the fake's, or of a real queue's.
    pub fn of(record: &Value) -> Seen {
        let receives = record["receives"].as_u64().unwrap_or_else(|| {
            record["attributes"]["ApproximateReceiveCount"].as_str().unwrap().parse().unwrap()
        });
        let group = record["group"].as_str();
        let group = group.or_else(|| record["attributes"]["MessageGroupId"].as_str());
        let text = |key: &str| record[key].as_str().unwrap().to_owned();
        let (id, body) = (text("messageId"), text("body"));
        Seen { id, body, receives, group: group.map(str::to_owned) }
    }
}

type Doing = dyn Fn(&[Seen]) -> (u64, Act) + Send + Sync;

pub struct Function {
    store: Store,
    /// How many milliseconds it takes for a batch, and what comes of it.
    doing: Box<Doing>,
    pub batches: Mutex<Vec<Vec<Seen>>>,
    pub gone: Mutex<bool>,
    running: AtomicUsize,
    pub running_max: AtomicUsize,
    pub throttles: AtomicUsize,
    steps: AtomicUsize,
}

impl Function {
    pub fn doing(
        store: &Store,
        doing: impl Fn(&[Seen]) -> (u64, Act) + Send + Sync + 'static,
    ) -> Arc<Function> {
        Arc::new(Function {
            store: store.clone(),
            doing: Box::new(doing),
            batches: Mutex::default(),
            gone: Mutex::default(),
            running: AtomicUsize::new(0),
            running_max: AtomicUsize::new(0),
            throttles: AtomicUsize::new(0),
            steps: AtomicUsize::new(0),
        })
    }

    /// What has happened so far.
    pub fn steps(&self) -> usize {
        self.steps.load(Ordering::SeqCst)
    }

    pub fn running(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// What ran is gone with a crash.
    pub fn forget(&self) {
        self.running.store(0, Ordering::SeqCst);
    }

    pub fn ids(&self) -> Vec<Vec<String>> {
        let batches = self.batches.lock().unwrap();
        let ids = |batch: &Vec<Seen>| batch.iter().map(|seen| seen.id.clone()).collect();
        batches.iter().map(ids).collect()
    }

    /// How often each was seen.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for id in self.ids().into_iter().flatten() {
            *counts.entry(id).or_default() += 1;
        }
        counts
    }

    async fn act(&self, seen: Vec<Seen>) -> Result<Outcome, wire::Error> {
        self.steps.fetch_add(1, Ordering::SeqCst);
        let (takes, act) = (self.doing)(&seen);
        if let Act::Throttle = act {
            self.throttles.fetch_add(1, Ordering::SeqCst);
            let error = wire::Error::client("TooManyRequestsException", "Rate Exceeded.");
            return Err(error.with_status(429));
        }
        self.batches.lock().unwrap().push(seen);
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.running_max.fetch_max(running, Ordering::SeqCst);
        if takes > 0 {
            let until = self.store.clock().now().plus(Duration::from_millis(takes));
            let _ = self.store.wait_until(until).await;
        }
        self.running.fetch_sub(1, Ordering::SeqCst);
        self.steps.fetch_add(1, Ordering::SeqCst);
        let (payload, fault) = match act {
            Act::Return(payload) => (payload, None),
            _ => ("{\"errorMessage\": \"no\"}".into(), Some(Fault::Handler)),
        };
        Ok(Outcome {
            request_id: "r".into(),
            payload: payload.into(),
            fault,
            log_tail: None,
            executed_version: "$LATEST".into(),
        })
    }
}

pub fn failures<'a>(ids: impl Iterator<Item = &'a str>) -> Act {
    let ids: Vec<Value> = ids.map(|id| serde_json::json!({ "itemIdentifier": id })).collect();
    Act::Return(serde_json::json!({ "batchItemFailures": ids }).to_string())
}

impl Invoke for Function {
    fn invoke<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<Outcome, wire::Error>> {
        let event: Value = serde_json::from_slice(&invocation.payload).unwrap();
        let seen = event["Records"].as_array().unwrap().iter().map(Seen::of).collect();
        Box::pin(self.act(seen))
    }

    fn enqueue<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn target(&self, function: &str, _: Option<&str>) -> Result<Target, wire::Error> {
        if *self.gone.lock().unwrap() {
            return Err(wire::Error::client("ResourceNotFoundException", "gone"));
        }
        let version = Version {
            function: function.into(),
            role_arn: "arn:aws:iam::000000000000:role/r".into(),
            ..Version::default()
        };
        let (arn, policy) = (function.to_owned(), EventPolicy::default());
        Ok(Target { version: Arc::new(version), arn, policy, resource_policy: None })
    }
}
