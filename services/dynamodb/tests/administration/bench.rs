//! The service on a store in memory, with a clock that a test moves: JSON in, JSON out.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use base::{Clock, FakeClock, SeededRandom};
use dynamodb::Dynamodb;
use http::{HeaderMap, Method, Uri};
use kit::{Call, Context, Need, Principal, Router, Service};
use serde_json::{Value, json};
use store::{Options, Store};
use wire::{Request, protocol};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut TaskContext::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

pub struct Bench {
    pub dynamodb: Arc<Dynamodb>,
    pub clock: Arc<FakeClock>,
    pub store: Store,
    services: [Service; 2],
}

/// 2023-11-14T22:13:20Z.
pub const START_S: i64 = 1_700_000_000;

impl Bench {
    pub fn new() -> Bench {
        let clock = Arc::new(FakeClock::at(START_S * 1000));
        let options = Options {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(7)),
            ..Options::default()
        };
        Bench::on(Store::ephemeral(options).unwrap(), clock)
    }

    pub fn on(store: Store, clock: Arc<FakeClock>) -> Bench {
        let dynamodb = Dynamodb::open(store.clone()).unwrap();
        let services = [dynamodb::service(&dynamodb), dynamodb::streams::service(&dynamodb)];
        Bench { dynamodb, clock, store, services }
    }

    pub fn context(&self) -> Context {
        Context {
            request_id: "r".into(),
            account: "000000000000".into(),
            region: "us-east-1".into(),
            principal: Arc::new(Principal::root("000000000000")),
            now: self.clock.now(),
            client: kit::Client::default(),
        }
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
            on_error: Box::new(|_, _, _| {}),
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
        let bound =
            |service: &Service| service.operations.iter().any(|b| b.operation.name == operation);
        let service = self.services.iter().find(|service| bound(service)).unwrap();
        let model = service.model;
        let request = request(service, operation, input);
        let answer = (|| {
            let operation = protocol::route(model, &request)?;
            let record = protocol::decode_input(model, operation, &request)?;
            wire::validate::check(model, &record)?;
            let bound = service.operations.iter().find(|b| b.operation.name == operation.name);
            let output = block_on((bound.unwrap().run)(self.context(), record))?;
            Ok(protocol::encode_output(model, operation, output, "r"))
        })();
        let response = answer.unwrap_or_else(|error| protocol::encode_error(model, &error, "r"));
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), body)
    }

    /// What a request needs of its caller's permissions.
    pub fn needs(&self, operation: &str, input: &Value, caller: Arc<Principal>) -> Vec<Need> {
        let service = &self.services[0];
        let bound = service.operations.iter().find(|b| b.operation.name == operation).unwrap();
        let request = request(service, operation, input);
        let record = protocol::decode_input(service.model, bound.operation, &request).unwrap();
        (bound.needs)(&Context { principal: caller, ..self.context() }, &record)
    }

    /// Whether a caller's policies allow a request.
    pub fn allows(&self, operation: &str, input: &Value, caller: &Arc<Principal>) -> bool {
        let service = &self.services[0];
        let bound = service.operations.iter().find(|b| b.operation.name == operation).unwrap();
        let request = request(service, operation, input);
        let record = protocol::decode_input(service.model, bound.operation, &request).unwrap();
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

fn request(service: &Service, operation: &str, input: &Value) -> Request {
    let mut headers = HeaderMap::new();
    let target = format!("{}.{operation}", service.model.target_prefix);
    headers.insert("x-amz-target", target.parse().unwrap());
    headers.insert("content-type", "application/x-amz-json-1.0".parse().unwrap());
    let body = input.to_string().into();
    Request { method: Method::POST, uri: Uri::from_static("/"), headers, body }
}
