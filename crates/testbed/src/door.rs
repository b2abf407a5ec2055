//! A service as its callers meet it, without a socket: JSON in, JSON or an error out.

use std::sync::Arc;

use base::{FakeClock, SeededRandom, Timestamp};
use http::{HeaderMap, Method, Uri};
use kit::{Bound, Client, Context, Need, Principal, Service};
use serde_json::Value;
use store::Options;
use wire::{Record, Request, Response, protocol};

use crate::block_on;

pub const ACCOUNT: &str = "000000000000";
pub const REGION: &str = "us-east-1";

/// A store's, by a clock that a test moves and chance that is the same in every run.
pub fn options(clock: Arc<FakeClock>) -> Options {
    Options { clock, random: Arc::new(SeededRandom::new(7)), ..Options::default() }
}

/// The account itself asks.
pub fn context(now: Timestamp) -> Context {
    Context {
        request_id: "r".into(),
        account: ACCOUNT.into(),
        region: REGION.into(),
        principal: Arc::new(Principal::root(ACCOUNT)),
        now,
        client: Client::default(),
    }
}

/// One that speaks JSON, or several that a caller takes for one.
pub struct Door {
    services: Vec<Service>,
}

impl Door {
    pub fn of(services: Vec<Service>) -> Door {
        Door { services }
    }

    /// The one that has the operation; the first refuses what nobody has.
    fn service(&self, operation: &str) -> &Service {
        let has = |service: &&Service| {
            service.operations.iter().any(|bound| bound.operation.name == operation)
        };
        self.services.iter().find(has).unwrap_or(&self.services[0])
    }

    /// An operation's answer, when it comes.
    pub async fn answer(&self, context: Context, operation: &str, input: &Value) -> Response {
        let service = self.service(operation);
        respond(service, context, &request(service, operation, input)).await
    }

    /// Its status and body.
    pub fn call(&self, context: Context, operation: &str, input: &Value) -> (u16, Value) {
        let response = block_on(self.answer(context, operation, input));
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), body)
    }

    /// The body of what must succeed.
    pub fn ok(&self, context: Context, operation: &str, input: &Value) -> Value {
        let (status, body) = self.call(context, operation, input);
        assert_eq!(status, 200, "{operation} {input}: {body}");
        body
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

/// A request's walk through a service, without signatures and permissions.
pub async fn respond(service: &Service, context: Context, request: &Request) -> Response {
    let model = service.model;
    let answer = async {
        let operation = protocol::route(model, request)?;
        let record = protocol::decode_input(model, operation, request)?;
        wire::validate::check(model, &record)?;
        let bound = service.operations.iter().find(|b| b.operation.name == operation.name);
        let output = (bound.unwrap().run)(context, record).await?;
        Ok(protocol::encode_output(model, operation, output, "r"))
    };
    answer.await.unwrap_or_else(|error| protocol::encode_error(model, &error, "r"))
}

fn request(service: &Service, operation: &str, input: &Value) -> Request {
    let mut headers = HeaderMap::new();
    let target = format!("{}.{operation}", service.model.target_prefix);
    headers.insert("x-amz-target", target.parse().unwrap());
    headers.insert("content-type", "application/x-amz-json-1.0".parse().unwrap());
    let body = input.to_string().into();
    Request { method: Method::POST, uri: Uri::from_static("/"), headers, body }
}
