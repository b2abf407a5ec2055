//! The service on a store in memory, with a clock that a test moves: JSON in, JSON out.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use base::{Clock, FakeClock, SeededRandom};
use http::{HeaderMap, Method, Uri};
use kit::{Client, Context, Gone, Principal, Service};
use serde_json::{Value, json};
use sqs::Sqs;
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
    pub sqs: Arc<Sqs>,
    pub clock: Arc<FakeClock>,
    pub store: Store,
    service: Service,
    query: Service,
}

/// 2023-11-14T22:13:20Z.
pub const START_MS: i64 = 1_700_000_000_000;
pub const ACCOUNT: &str = "000000000000";

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
        let options = Options {
            clock: clock.clone(),
            machine: machine.map(|machine| machine as _),
            random: Arc::new(SeededRandom::new(7)),
            ..Options::default()
        };
        let store = Store::ephemeral(options).unwrap();
        let sqs = Sqs::open(store.clone(), ACCOUNT, "us-east-1").unwrap();
        let (service, query) = (sqs::service(&sqs), sqs::query::service(&sqs));
        Bench { sqs, clock, store, service, query }
    }

    pub fn context(&self, gone: Gone, path: Option<&str>) -> Context {
        Context {
            request_id: "r".into(),
            account: ACCOUNT.into(),
            region: "us-east-1".into(),
            principal: Arc::new(Principal::root(ACCOUNT)),
            now: self.clock.now(),
            client: Client { gone, path: path.map(Arc::from), ..Client::default() },
        }
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
        let mut headers = HeaderMap::new();
        headers.insert("x-amz-target", format!("AmazonSQS.{operation}").parse().unwrap());
        headers.insert("content-type", "application/x-amz-json-1.0".parse().unwrap());
        let body = input.to_string().into();
        let request = Request { method: Method::POST, uri: Uri::from_static("/"), headers, body };
        let response = self.respond(&self.service, &request, gone).await;
        let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
        (response.status().as_u16(), response.headers().clone(), body)
    }

    async fn respond(&self, service: &Service, request: &Request, gone: Gone) -> wire::Response {
        let model = service.model;
        let answer = async {
            let operation = protocol::route(model, request)?;
            let record = protocol::decode_input(model, operation, request)?;
            wire::validate::check(model, &record)?;
            let bound = service.operations.iter().find(|b| b.operation.name == operation.name);
            let path = Some(request.path()).filter(|path| *path != "/");
            let context = self.context(gone, path);
            let output = (bound.unwrap().run)(context, record).await?;
            Ok(protocol::encode_output(model, operation, output, "r"))
        };
        answer.await.unwrap_or_else(|error| protocol::encode_error(model, &error, "r"))
    }

    pub fn call(&self, operation: &str, input: &Value) -> (u16, HeaderMap, Value) {
        block_on(self.answer(operation, input, Gone::default()))
    }

    /// The query protocol: a form to a path; status and XML.
    pub fn form(&self, path: &str, form: &str) -> (u16, String) {
        let uri: Uri = path.parse().unwrap();
        let (headers, body) = (HeaderMap::new(), form.to_owned().into());
        let request = Request { method: Method::POST, uri, headers, body };
        let response = block_on(self.respond(&self.query, &request, Gone::default()));
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
