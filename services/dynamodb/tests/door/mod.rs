//! The service as its callers meet it, without a socket: JSON in, JSON or an error out. What the
//! benches of the tests stand on.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;

use base::{FakeClock, SeededRandom, Timestamp};
use dynamodb::Dynamodb;
use http::{HeaderMap, Method, Uri};
use kit::{Bound, Context, Need, Principal, Service};
use serde_json::Value;
use store::Options;
use wire::{Record, Request, protocol};

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

/// A store's, by a clock that a test moves and chance that is the same in every run.
pub fn options(clock: Arc<FakeClock>) -> Options {
    Options { clock, random: Arc::new(SeededRandom::new(7)), ..Options::default() }
}

/// The account itself asks.
pub fn context(now: Timestamp) -> Context {
    Context {
        request_id: "r".into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        principal: Arc::new(Principal::root("000000000000")),
        now,
        client: kit::Client::default(),
    }
}

/// Tables and their streams.
pub struct Door {
    services: [Service; 2],
}

impl Door {
    pub fn of(dynamodb: &Arc<Dynamodb>) -> Door {
        Door { services: [dynamodb::service(dynamodb), dynamodb::streams::service(dynamodb)] }
    }

    /// The one that has the operation; the tables refuse what nobody has.
    fn service(&self, operation: &str) -> &Service {
        let has = |service: &&Service| {
            service.operations.iter().any(|bound| bound.operation.name == operation)
        };
        self.services.iter().find(has).unwrap_or(&self.services[0])
    }

    /// An operation's answer: status and body.
    pub fn call(&self, context: Context, operation: &str, input: &Value) -> (u16, Value) {
        let service = self.service(operation);
        let model = service.model;
        let request = request(service, operation, input);
        let answer = (|| {
            let operation = protocol::route(model, &request)?;
            let record = protocol::decode_input(model, operation, &request)?;
            wire::validate::check(model, &record)?;
            let bound = service.operations.iter().find(|b| b.operation.name == operation.name);
            let output = block_on((bound.unwrap().run)(context, record))?;
            Ok(protocol::encode_output(model, operation, output, "r"))
        })();
        let response = answer.unwrap_or_else(|error| protocol::encode_error(model, &error, "r"));
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), body)
    }

    /// A request as its operation reads it.
    pub fn read(&self, operation: &str, input: &Value) -> (&Bound, Record) {
        let service = self.service(operation);
        let bound = service.operations.iter().find(|b| b.operation.name == operation).unwrap();
        let request = request(service, operation, input);
        (bound, protocol::decode_input(service.model, bound.operation, &request).unwrap())
    }

    /// What a request needs of its caller's permissions.
    pub fn needs(&self, context: &Context, operation: &str, input: &Value) -> Vec<Need> {
        let (bound, record) = self.read(operation, input);
        (bound.needs)(context, &record)
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
