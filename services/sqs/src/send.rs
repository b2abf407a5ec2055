//! What makes a sender's message one of a queue, in the sender's transaction.

use sha2::{Digest, Sha256};
use store::WriteTx;

use crate::limit;
use crate::message::{Attribute, Message, Stamp, State, hex};
use crate::service::{Live, Sqs};
use crate::state::{self, Seen, Task};

/// A message as it was sent and found to be well.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    pub body: String,
    pub body_md5: [u8; 16],
    /// In seconds; none is the queue's own.
    pub delay_s: Option<i64>,
    pub attributes: Vec<Attribute>,
    pub trace: Option<String>,
    pub sender: String,
    pub group: Option<String>,
    pub deduplication_id: Option<String>,
}

/// What the sender is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub id: String,
    /// Of a FIFO queue's message.
    pub sequence_number: Option<String>,
}

/// A sequence number is 20 digits, and greater than the one before.
pub fn sequence_number(number: u64) -> String {
    /// Where AWS's are nowadays, and how far they are apart.
    const FIRST: u128 = 18_850_496_460_467_696_128;
    const STEP: u128 = 256;
    (FIRST + u128::from(number) * STEP).to_string()
}

/// The id by which a message's body is known where nobody gave one.
pub fn content_id(body: &str) -> String {
    hex(&Sha256::digest(body.as_bytes()))
}

/// Puts messages into a queue, in their order. Once it is committed, the bell is to be rung.
pub fn put(
    tx: &mut WriteTx,
    live: &Live,
    messages: Vec<Outgoing>,
) -> Result<Vec<Sent>, store::Error> {
    let mut head = state::head(tx, live.space)?;
    let mut all = Vec::with_capacity(messages.len());
    for message in messages {
        all.push(match live.fifo {
            true => put_once(tx, live, &mut head, message)?,
            false => put_one(tx, live, &mut head, message)?.0,
        });
    }
    keep(tx, live, head)?;
    Ok(all)
}

/// Keeps the counters, and sees to it that the end of the oldest message is waited for.
fn keep(tx: &mut WriteTx, live: &Live, mut head: state::Head) -> Result<(), store::Error> {
    if !head.is_tended {
        head.is_tended = true;
        let end = tx.now().millis().saturating_add(live.retention_ms());
        state::set_task(tx, Task::Expire { queue: live.id }, end)?;
    }
    state::put_head(tx, live.space, &head)
}

fn put_one(
    tx: &mut WriteTx,
    live: &Live,
    head: &mut state::Head,
    message: Outgoing,
) -> Result<(Sent, u64), store::Error> {
    let sent = tx.now().millis();
    let delay = message.delay_s.filter(|_| !live.fifo).unwrap_or(live.delay_s.into());
    let id = tx.id();
    let row = Message {
        stamp: Stamp { sent, from: sent + delay * 1000, group: message.group },
        id: id.clone(),
        sender: message.sender,
        body_md5: message.body_md5,
        body: message.body,
        attributes: message.attributes,
        trace: message.trace,
        deduplication_id: message.deduplication_id,
        source_arn: None,
    };
    let number = state::add(tx, live.space, head, live.fifo, &row, None)?;
    let sequence_number = live.fifo.then(|| sequence_number(number));
    Ok((Sent { id, sequence_number }, number))
}

/// Of a FIFO queue: what was sent in the last minutes is not sent again.
fn put_once(
    tx: &mut WriteTx,
    live: &Live,
    head: &mut state::Head,
    mut message: Outgoing,
) -> Result<Sent, store::Error> {
    let id = message.deduplication_id.take().unwrap_or_else(|| content_id(&message.body));
    let scope = match live.is_scoped_to_groups(tx.now().millis()) {
        true => message.group.clone().unwrap_or_default(),
        false => String::new(),
    };
    if let Some(seen) = state::seen(tx, live.space, &scope, &id)? {
        let sequence_number = Some(sequence_number(seen.number));
        return Ok(Sent { id: seen.id, sequence_number });
    }
    message.deduplication_id = Some(id.clone());
    let (sent, number) = put_one(tx, live, head, message)?;
    let until = tx.now().millis() + limit::DEDUPLICATION_MS;
    let seen = Seen { until, id: sent.id.clone(), number };
    state::see(tx, live.space, &scope, &id, &seen)?;
    Ok(sent)
}

/// Puts a message into a queue that has it for the first time, whatever was sent before.
pub fn put_anew(tx: &mut WriteTx, live: &Live, message: Outgoing) -> Result<(), store::Error> {
    let mut head = state::head(tx, live.space)?;
    put_one(tx, live, &mut head, message)?;
    keep(tx, live, head)
}

/// Puts a message that was received too often into the dead-letter queue, with all that it is.
pub fn bury(
    tx: &mut WriteTx,
    live: &Live,
    source_arn: &str,
    mut message: Message,
    state: &State,
) -> Result<(), store::Error> {
    let now = tx.now().millis();
    // What a standard queue's message is kept for counts from when it was first sent.
    let sent = if live.fifo { now } else { message.stamp.sent };
    message.stamp = Stamp { sent, from: now, group: message.stamp.group };
    message.source_arn = Some(source_arn.to_owned());
    let state = State {
        from: now,
        receive: 0,
        earlier: 0,
        before: state.receives,
        delayed: false,
        aged: !live.fifo,
        ..state.clone()
    };
    let mut head = state::head(tx, live.space)?;
    state::add(tx, live.space, &mut head, live.fifo, &message, Some(&state))?;
    if state.aged {
        // It may end before all that are there.
        let end = sent.saturating_add(live.retention_ms());
        state::advance_task(tx, Task::Expire { queue: live.id }, end)?;
        head.is_tended = true;
    }
    keep(tx, live, head)
}

impl Sqs {
    /// Puts messages into a queue in a transaction of its own.
    pub async fn send(
        self: &std::sync::Arc<Sqs>,
        name: &str,
        messages: Vec<Outgoing>,
    ) -> Result<Vec<Sent>, wire::Error> {
        let name = name.to_owned();
        let count = messages.len();
        let put = self.write(move |sqs, tx| {
            let live = sqs.get(&name)?;
            let sent = put(tx, &live, messages)?;
            Ok((sent, std::sync::Arc::clone(&live.bell)))
        });
        let (sent, bell) = put.await?;
        bell.ring(count);
        Ok(sent)
    }
}
