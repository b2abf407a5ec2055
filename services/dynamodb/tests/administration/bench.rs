//! The service on a store in memory, with a clock that a test moves: JSON in, JSON out.

use std::sync::Arc;
use std::time::Duration;

use base::{Clock, FakeClock, SeededRandom};
use dynamodb::Dynamodb;
use kit::{Call, Context, Need, Principal, Router};
use serde_json::{Value, json};
use store::Store;

pub use testbed::block_on;
use testbed::door::{self, Door};

pub struct Bench {
    pub dynamodb: Arc<Dynamodb>,
    pub clock: Arc<FakeClock>,
    pub store: Store,
    door: Door,
}

/// 2023-11-14T22:13:20Z.
pub const START_S: i64 = 1_700_000_000;

impl Bench {
    pub fn new() -> Bench {
        let clock = Arc::new(FakeClock::at(START_S * 1000));
        Bench::on(Store::ephemeral(door::options(clock.clone())).unwrap(), clock)
    }

    pub fn on(store: Store, clock: Arc<FakeClock>) -> Bench {
        let dynamodb = Dynamodb::open(store.clone()).unwrap();
        let services = vec![dynamodb::service(&dynamodb), dynamodb::streams::service(&dynamodb)];
        let door = Door::of(services);
        Bench { dynamodb, clock, store, door }
    }

    pub fn context(&self) -> Context {
        door::context(self.clock.now())
    }

    /// The way in of a caller whose policies count.
    pub fn router(&self) -> Router {
        let services =
            vec![dynamodb::service(&self.dynamodb), dynamodb::streams::service(&self.dynamodb)];
        let settings = kit::dispatch::Settings {
            account: "000000000000".into(),
            region: "us-east-1".into(),
            clock: self.clock.clone(),
            random: Arc::new(SeededRandom::new(8)),
            rulings: kit::Rulings::default(),
        };
        Router::new(services, settings)
    }

    /// Time goes by, and what is due is done.
    pub fn pass(&self, by: Duration) {
        self.clock.advance(by);
        self.tend();
    }

    pub fn tend(&self) {
        while self.dynamodb.tend().unwrap() {}
    }

    /// An operation's answer: status and body.
    pub fn call(&self, operation: &str, input: &Value) -> (u16, Value) {
        self.door.call(self.context(), operation, input)
    }

    /// What a request needs of its caller's permissions.
    pub fn needs(&self, operation: &str, input: &Value, caller: Arc<Principal>) -> Vec<Need> {
        let context = Context { principal: caller, ..self.context() };
        self.door.needs(&context, operation, input)
    }

    /// Whether a caller's policies allow a request.
    pub fn allows(&self, operation: &str, input: &Value, caller: &Arc<Principal>) -> bool {
        let (_, record) = self.door.read(operation, input);
        let router = self.router();
        let call = router.call("dynamodb", operation, record, Arc::clone(caller));
        match block_on(call) {
            Err(error) => !error.to_string().contains("AccessDenied"),
            Ok(_) => true,
        }
    }

    pub fn ok(&self, operation: &str, input: Value) -> Value {
        let (status, body) = self.call(operation, &input);
        assert_eq!(status, 200, "{operation} {input}: {body}");
        body
    }

    /// The error's code and message.
    pub fn refused(&self, operation: &str, input: Value) -> String {
        let (status, body) = self.call(operation, &input);
        assert_eq!(status, 400, "{operation} {input}: {body}");
        let code = body["__type"].as_str().unwrap().rsplit('#').next().unwrap();
        let message = body["message"].as_str().or(body["Message"].as_str()).unwrap_or_default();
        format!("{code}: {message}")
    }

    /// A table with the key `id`, and whatever else CreateTable is told.
    pub fn table(&self, name: &str, more: Value) -> Value {
        let mut input = json!({
            "TableName": name,
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            input[key] = value.clone();
        }
        self.ok("CreateTable", input)["TableDescription"].clone()
    }

    pub fn put(&self, table: &str, item: Value) {
        self.ok("PutItem", json!({"TableName": table, "Item": item}));
    }

    pub fn delete(&self, table: &str, id: &str) {
        self.ok("DeleteItem", json!({"TableName": table, "Key": {"id": {"S": id}}}));
    }
}
