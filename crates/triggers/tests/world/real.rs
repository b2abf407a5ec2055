//! Queues of SQS itself, on the test's store.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;

use kit::{Client, Context, Gone, Principal, Source};
use serde_json::{Value, json};
use sqs::{Outbox, Sqs, Wish};
use store::Store;
use wire::protocol;

const ACCOUNT: &str = "000000000000";

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut TaskContext::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// A queue and its dead-letter queue.
pub struct Real {
    sqs: Arc<Sqs>,
    name: String,
    grave: String,
    dead: Mutex<Vec<String>>,
}

impl Real {
    pub fn new(store: &Store, ordered: bool, receives_max: u64) -> Real {
        let sqs = Sqs::open(store.clone(), ACCOUNT, "us-east-1").unwrap();
        let named = |name: &str| match ordered {
            true => format!("{name}.fifo"),
            false => name.to_owned(),
        };
        let (name, grave) = (named("q"), named("grave"));
        let dead = Mutex::default();
        let real = Real { sqs, name, grave, dead };
        let fifo = if ordered { json!({"FifoQueue": "true"}) } else { json!({}) };
        real.call("CreateQueue", &json!({"QueueName": real.grave, "Attributes": fifo}));
        let mut attributes = fifo;
        let target = format!("arn:aws:sqs:us-east-1:{ACCOUNT}:{}", real.grave);
        let redrive = json!({"deadLetterTargetArn": target, "maxReceiveCount": receives_max});
        attributes["RedrivePolicy"] = redrive.to_string().into();
        real.call("CreateQueue", &json!({"QueueName": real.name, "Attributes": attributes}));
        real
    }

    fn call(&self, operation: &str, input: &Value) -> Value {
        let service = sqs::service(&self.sqs);
        let mut operations = service.operations.iter();
        let bound = operations.find(|bound| bound.operation.name == operation).unwrap();
        let mut headers = http::HeaderMap::new();
        headers.insert("x-amz-target", format!("AmazonSQS.{operation}").parse().unwrap());
        let (uri, body) = (http::Uri::from_static("/"), input.to_string().into());
        let request = wire::Request { method: http::Method::POST, uri, headers, body };
        let record = protocol::decode_input(service.model, bound.operation, &request).unwrap();
        let context = Context {
            request_id: "r".into(),
            account: ACCOUNT.into(),
            region: "us-east-1".into(),
            principal: Arc::new(Principal::root(ACCOUNT)),
            now: base::Timestamp(0),
            client: Client::default(),
        };
        let output = block_on((bound.run)(context, record)).unwrap();
        let response = protocol::encode_output(service.model, bound.operation, output, "r");
        serde_json::from_slice(response.body()).unwrap_or(Value::Null)
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:4566/{ACCOUNT}/{}", self.name)
    }

    pub fn source(&self) -> Arc<dyn Source> {
        Arc::new(Outbox::of(&self.sqs))
    }

    pub fn send(&self, body: &str, group: Option<&str>) {
        let mut input = json!({"QueueUrl": self.url(), "MessageBody": body});
        if let Some(group) = group {
            input["MessageGroupId"] = group.into();
            input["MessageDeduplicationId"] = body.into();
        }
        self.call("SendMessage", &input);
    }

    pub fn left(&self) -> usize {
        let input = json!({"QueueUrl": self.url(), "AttributeNames": ["All"]});
        let shown = self.call("GetQueueAttributes", &input);
        let count = |name: &str| -> usize {
            let name = format!("ApproximateNumberOfMessages{name}");
            shown["Attributes"][name].as_str().unwrap().parse().unwrap()
        };
        count("") + count("NotVisible") + count("Delayed")
    }

    /// Bodies in the dead-letter queue, each as often as it was there.
    pub fn dead(&self) -> Vec<String> {
        loop {
            let wish = Wish { messages: 10, visibility_s: Some(43_200), attempt: None };
            let found = block_on(self.sqs.lease(&self.grave, wish, 0, &Gone::default())).unwrap();
            let mut dead = self.dead.lock().unwrap();
            if found.is_empty() {
                return dead.clone();
            }
            let fates = found.iter().map(|one| (one.handle.clone(), sqs::Fate::Delete)).collect();
            dead.extend(found.into_iter().map(|one| one.message.body));
            block_on(self.sqs.settle(&self.grave, fates)).unwrap();
        }
    }
}
