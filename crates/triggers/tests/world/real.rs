//! Queues of SQS itself, on the test's store.

use std::sync::Arc;

use kit::{Gone, Source};
use serde_json::{Value, json};
use sqs::{Outbox, Sqs, Wish};
use store::Store;
use testbed::block_on;
use testbed::door::{self, ACCOUNT, Door, REGION};

/// A queue and its dead-letter queue.
pub struct Real {
    sqs: Arc<Sqs>,
    door: Door,
    name: String,
    grave: String,
}

impl Real {
    pub fn new(store: &Store, ordered: bool, receives_max: u64) -> Real {
        let sqs = Sqs::open(store.clone(), ACCOUNT, REGION).unwrap();
        let named = |name: &str| match ordered {
            true => format!("{name}.fifo"),
            false => name.to_owned(),
        };
        let (name, grave) = (named("q"), named("grave"));
        let door = Door::of(vec![sqs::service(&sqs)]);
        let real = Real { sqs, door, name, grave };
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
        self.door.ok(door::context(base::Timestamp(0)), operation, input)
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

    /// Bodies that are in the dead-letter queue, each as often as it is there; they are taken out.
    pub fn dead(&self) -> Vec<String> {
        let mut dead = Vec::new();
        loop {
            let wish = Wish { messages: 10, visibility_s: Some(43_200), attempt: None };
            let found = block_on(self.sqs.lease(&self.grave, wish, 0, &Gone::default())).unwrap();
            if found.is_empty() {
                return dead;
            }
            let fates = found.iter().map(|one| (one.handle.clone(), sqs::Fate::Delete)).collect();
            dead.extend(found.into_iter().map(|one| one.message.body));
            block_on(self.sqs.settle(&self.grave, fates)).unwrap();
        }
    }
}
