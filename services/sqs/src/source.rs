//! The queue as a source: functions take from it in batches, which are settled in the transactions
//! of whoever runs them.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use base::{Arn, Timestamp};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::{BoxFuture, Described, End, Leased, Lost, Source};
use serde_json::{Map, Value as Json, json};
use store::{WriteError, WriteTx};

use crate::error::{Done, Failed};
use crate::message::{Attribute, Value, attributes_md5, hex};
use crate::receive::{self, Delivery, Look, Taken, Wish};
use crate::service::{Live, Sqs};
use crate::settle::{Held, Settling};

/// Messages that are taken before their bytes are looked at: so many of the largest may be more
/// than an invocation can carry.
const STEP: usize = 10;
/// What a record has beside its body and attributes, in bytes, with its keys and its handle.
const RECORD_BYTES: usize = 640;

/// [`Sqs`] for those who take in process.
pub struct Outbox(Arc<Sqs>);

impl Outbox {
    pub fn of(sqs: &Arc<Sqs>) -> Outbox {
        Outbox(Arc::clone(sqs))
    }

    fn live(&self, arn: &Arn) -> Result<Arc<Live>, Lost> {
        self.0.at(&arn.to_string()).ok_or(Lost::Gone)
    }
}

impl Source for Outbox {
    fn service(&self) -> &'static str {
        "sqs"
    }

    fn actions(&self) -> &'static [&'static str] {
        &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    }

    fn data_key(&self) -> &'static str {
        "body"
    }

    fn describe(&self, arn: &Arn) -> Result<Option<Described>, store::Error> {
        Ok(self.0.at(&arn.to_string()).map(|live| Described {
            ordered: live.fifo,
            lease: Duration::from_secs(live.visibility_s.into()),
            policy: live.policy.clone(),
        }))
    }

    fn wait<'a>(&'a self, arn: &'a Arn) -> BoxFuture<'a, Result<(), Lost>> {
        Box::pin(wait(&self.0, arn))
    }

    fn lease<'a>(
        &'a self,
        arn: &'a Arn,
        wish: kit::Wish,
    ) -> BoxFuture<'a, Result<Vec<Leased>, Lost>> {
        Box::pin(async move {
            let name = self.live(arn)?.name.clone();
            let written = self.0.store.write({
                let sqs = Arc::clone(&self.0);
                move |tx| -> Result<Taken, Failed> {
                    let live = sqs.get(&name)?;
                    take(tx, &sqs, &live, wish)
                }
            });
            let taken = match written.await {
                Ok(taken) => taken,
                Err(WriteError::Store(error) | WriteError::Closure(Failed::Store(error))) => {
                    return Err(Lost::Store(error));
                }
                Err(WriteError::Closure(Failed::Answer(_))) => return Err(Lost::Gone),
            };
            for bell in &taken.bells {
                bell.ring(1);
            }
            let live = self.live(arn)?;
            if !taken.deliveries.is_empty() {
                // One of those who wait is to know when these become visible again.
                live.bell.ring(1);
            }
            let region = &self.0.region;
            let leased = |one| leased(one, &live, region, wish.nulls);
            Ok(taken.deliveries.into_iter().map(leased).collect())
        })
    }

    fn settle(
        &self,
        tx: &mut WriteTx,
        arn: &Arn,
        ends: &[(String, End)],
    ) -> Result<(), store::Error> {
        let Some(live) = self.0.at(&arn.to_string()) else { return Ok(()) };
        match settle(tx, &live, ends) {
            // What is no longer in these hands is passed over.
            Ok(()) | Err(Failed::Answer(_)) => Ok(()),
            Err(Failed::Store(error)) => Err(error),
        }
    }

    fn committed(&self, arn: &Arn) {
        if let Some(live) = self.0.at(&arn.to_string()) {
            // Behind what was deleted there may be more of its group.
            live.bell.ring_all();
        }
    }
}

fn settle(tx: &mut WriteTx, live: &Live, ends: &[(String, End)]) -> Done<()> {
    let mut settling = Settling::begin(tx, live)?;
    for (handle, end) in ends {
        let Ok(held) = Held::read(live, handle) else { continue };
        match end {
            // An answer means that it is no longer in these hands.
            End::Done => drop(settling.delete(&held)?),
            End::Unseen => settling.unsee(&held)?,
        }
    }
    settling.end()?;
    Ok(())
}

/// Takes in steps, until there is as much as one invocation can carry.
fn take(tx: &mut WriteTx, sqs: &Sqs, live: &Live, wish: kit::Wish) -> Done<Taken> {
    let mut all = Taken::default();
    let mut bytes = 0;
    loop {
        let left = wish.items_max.saturating_sub(all.deliveries.len());
        let messages = left.min(STEP);
        let wished = Wish { messages, visibility_s: None, attempt: None };
        let mut taken = receive::take(tx, sqs, live, &wished)?;
        bytes += taken.deliveries.iter().map(size).sum::<usize>();
        let found = taken.deliveries.len();
        all.bells.append(&mut taken.bells);
        all.deliveries.append(&mut taken.deliveries);
        // Nothing found, and something in its way that is gone now: once more.
        let again = found == messages || taken.again;
        // A group that was taken from is taken from once; what is hidden for no time would come
        // again.
        let once = live.fifo || live.visibility_s == 0;
        let full = all.deliveries.len() >= wish.items_max || bytes >= wish.bytes_max;
        if !again || full || (once && found > 0) {
            return Ok(all);
        }
    }
}

fn size(delivery: &Delivery) -> usize {
    let attributes = delivery.message.attributes.iter().map(Attribute::bytes).sum::<usize>();
    delivery.message.body.len() + attributes + RECORD_BYTES
}

/// Until something can be taken.
async fn wait(sqs: &Arc<Sqs>, arn: &Arn) -> Result<(), Lost> {
    let first = sqs.at(&arn.to_string()).ok_or(Lost::Gone)?;
    let waiting = sqs.polls.wait_at(&first.bell);
    let waiting = waiting.ok_or(Lost::Store(store::Error::Overloaded))?;
    loop {
        let mut ring = pin!(waiting.next_ring());
        // Registered before looking, so that nothing is missed in between.
        ring.as_mut().enable();
        let here = sqs.find(&first.name).filter(|here| here.id == first.id);
        let here = here.ok_or(Lost::Gone)?;
        match sqs.store.read(|tx| receive::look(tx, &here))? {
            Look::Now => return Ok(()),
            Look::Never => ring.await,
            Look::At(at) => {
                let mut alarm = pin!(sqs.store.wait_until(Timestamp(at)));
                poll_fn(|context| match alarm.as_mut().poll(context) {
                    Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
                    Poll::Ready(Ok(_)) => Poll::Ready(Ok(())),
                    Poll::Pending => ring.as_mut().poll(context).map(Ok),
                })
                .await?;
            }
        }
    }
}

fn leased(delivery: Delivery, live: &Live, region: &str, nulls: bool) -> Leased {
    let record = record(&delivery, live, region, nulls).to_string();
    let Delivery { handle, message, state, .. } = delivery;
    Leased {
        handle,
        id: message.id,
        group: message.stamp.group.filter(|_| live.fifo),
        record: record.into(),
        until: Timestamp(state.from),
    }
}

/// A message as functions see it, its keys in the order in which AWS has them.
fn record(delivery: &Delivery, live: &Live, region: &str, nulls: bool) -> Json {
    let Delivery { handle, message, state, sequence_number } = delivery;
    let mut system = Map::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            system.insert(name.to_owned(), Json::String(value));
        }
    };
    put("ApproximateReceiveCount", Some(state.receives.to_string()));
    put("AWSTraceHeader", message.trace.clone());
    put("SentTimestamp", Some(message.stamp.sent.to_string()));
    put("SequenceNumber", sequence_number.clone());
    put("MessageGroupId", message.stamp.group.clone());
    put("SenderId", Some(message.sender.clone()));
    put("MessageDeduplicationId", message.deduplication_id.clone());
    put("ApproximateFirstReceiveTimestamp", Some(state.first.to_string()));
    put("DeadLetterQueueSourceArn", message.source_arn.clone());
    let attributes: Map<String, Json> =
        message.attributes.iter().map(|one| (one.name.clone(), attribute(one))).collect();
    let digest = attributes_md5(message.attributes.iter());
    let mut record = json!({
        "messageId": message.id,
        "receiptHandle": handle,
        "body": message.body,
        "attributes": system,
        "messageAttributes": attributes,
        "md5OfMessageAttributes": digest,
        "md5OfBody": hex(&message.body_md5),
        "eventSource": "aws:sqs",
        "eventSourceARN": live.arn,
        "awsRegion": region,
    });
    if let (Some(record), None, false) = (record.as_object_mut(), digest, nulls) {
        record.shift_remove("md5OfMessageAttributes");
    }
    record
}

fn attribute(attribute: &Attribute) -> Json {
    let (name, value) = match &attribute.value {
        Value::Text(text) => ("stringValue", text.clone()),
        Value::Binary(bytes) => ("binaryValue", STANDARD.encode(bytes)),
    };
    json!({
        name: value,
        "stringListValues": [],
        "binaryListValues": [],
        "dataType": attribute.kind,
    })
}
