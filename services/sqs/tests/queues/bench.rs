//! The service on a store in memory, with a clock that a test moves: JSON in, JSON out.

use std::sync::Arc;
use std::time::Duration;

use base::{Clock, FakeClock};
use http::{HeaderMap, Method, Uri};
use kit::{Client, Context, Gone, Service};
use serde_json::{Value, json};
use sqs::Sqs;
use store::{Options, Store};
use testbed::door::{self, Door, REGION, respond};
use wire::{Request, Response};

pub use testbed::block_on;
pub use testbed::door::ACCOUNT;

pub struct Bench {
    pub sqs: Arc<Sqs>,
    pub clock: Arc<FakeClock>,
    pub store: Store,
    door: Door,
    query: Service,
}

/// 2023-11-14T22:13:20Z.
pub const START_MS: i64 = 1_700_000_000_000;

pub fn url(name: &str) -> String {
    format!("http://127.0.0.1:4566/{ACCOUNT}/{name}")
}

pub fn arn(name: &str) -> String {
    format!("arn:aws:sqs:us-east-1:{ACCOUNT}:{name}")
}

impl Bench {
    pub fn new() -> Bench {
        Bench::beside(None)
    }

    /// Where those who wait do so by another clock.
    pub fn beside(machine: Option<Arc<FakeClock>>) -> Bench {
        let clock = Arc::new(FakeClock::at(START_MS));
        let machine = machine.map(|machine| machine as _);
        let options = Options { machine, ..door::options(clock.clone()) };
        let store = Store::ephemeral(options).unwrap();
        let sqs = Sqs::open(store.clone(), ACCOUNT, REGION).unwrap();
        let door = Door::of(vec![sqs::service(&sqs)]);
        let query = sqs::query::service(&sqs);
        Bench { sqs, clock, store, door, query }
    }

    pub fn context(&self, gone: Gone, path: Option<&str>) -> Context {
        let client = Client { gone, path: path.map(Arc::from), ..Client::default() };
        Context { client, ..door::context(self.clock.now()) }
    }

    /// Time goes by, and what is due is done.
    pub fn pass(&self, by: Duration) {
        self.clock.advance(by);
        self.tend();
    }

    pub fn seconds(&self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
    }

    pub fn tend(&self) {
        while self.sqs.tend().unwrap() {}
    }

    /// An operation's answer, when it comes: status, headers and body.
    pub async fn answer(
        &self,
        operation: &str,
        input: &Value,
        gone: Gone,
    ) -> (u16, HeaderMap, Value) {
        let response = self.door.answer(self.context(gone, None), operation, input).await;
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), response.headers().clone(), body)
    }

    pub fn call(&self, operation: &str, input: &Value) -> (u16, HeaderMap, Value) {
        block_on(self.answer(operation, input, Gone::default()))
    }

    /// The query protocol: a form to a path; status and XML.
    pub fn form(&self, path: &str, form: &str) -> (u16, String) {
        let uri: Uri = path.parse().unwrap();
        let (headers, body) = (HeaderMap::new(), form.to_owned().into());
        let request = Request { method: Method::POST, uri, headers, body };
        let path = Some(request.path()).filter(|path| *path != "/");
        let context = self.context(Gone::default(), path);
        let response: Response = block_on(respond(&self.query, context, &request));
        (response.status().as_u16(), String::from_utf8(response.body().to_vec()).unwrap())
    }

    pub fn ok(&self, operation: &str, input: Value) -> Value {
        let (status, _, body) = self.call(operation, &input);
        assert_eq!(status, 200, "{operation} {input}: {body}");
        body
    }

    /// The code that the query protocol has for it, as clients show it, and the message.
    pub fn refused(&self, operation: &str, input: Value) -> String {
        let (status, headers, body) = self.call(operation, &input);
        assert!((400..500).contains(&status), "{operation} {input}: {body}");
        let code = headers["x-amzn-query-error"].to_str().unwrap();
        let code = code.strip_suffix(";Sender").unwrap();
        format!("{code}: {}", body["message"].as_str().unwrap_or_default())
    }

    pub fn queue(&self, name: &str, attributes: Value) -> String {
        let input = json!({"QueueName": name, "Attributes": attributes});
        self.ok("CreateQueue", input)["QueueUrl"].as_str().unwrap().to_owned()
    }

    /// Sends a body; what more is said of it; the answer.
    pub fn send(&self, name: &str, body: &str, more: Value) -> Value {
        let mut input = json!({"QueueUrl": url(name), "MessageBody": body});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ok("SendMessage", input)
    }

    /// Receives up to ten, with all that is known of them.
    pub fn receive(&self, name: &str, more: Value) -> Vec<Value> {
        let mut input = json!({
            "QueueUrl": url(name),
            "MaxNumberOfMessages": 10,
            "MessageSystemAttributeNames": ["All"],
            "MessageAttributeNames": ["All"],
        });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let messages = self.ok("ReceiveMessage", input)["Messages"].clone();
        messages.as_array().cloned().unwrap_or_default()
    }

    pub fn bodies(&self, name: &str, more: Value) -> Vec<String> {
        let all = self.receive(name, more).into_iter();
        all.map(|message| message["Body"].as_str().unwrap().to_owned()).collect()
    }

    pub fn delete(&self, name: &str, message: &Value) {
        let handle = &message["ReceiptHandle"];
        self.ok("DeleteMessage", json!({"QueueUrl": url(name), "ReceiptHandle": handle}));
    }

    pub fn attribute(&self, name: &str, attribute: &str) -> Value {
        let input = json!({"QueueUrl": url(name), "AttributeNames": ["All"]});
        self.ok("GetQueueAttributes", input)["Attributes"][attribute].clone()
    }

    /// Messages that are visible, in flight, delayed.
    pub fn depth(&self, name: &str) -> [u64; 3] {
        ["", "NotVisible", "Delayed"].map(|kind| {
            let name = self.attribute(name, &format!("ApproximateNumberOfMessages{kind}"));
            name.as_str().unwrap().parse().unwrap()
        })
    }
}
