//! A queue in memory that keeps to the rules of SQS.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::{Arn, Timestamp};
use kit::{BoxFuture, Described, End, Leased, Lost, Source, Wish};
use serde_json::json;
use store::Store;
use tokio::sync::Notify;

use super::either;

#[derive(Default)]
pub struct State {
    messages: BTreeMap<u64, Message>,
    next: u64,
    pub dead: Vec<String>,
    pub deleted: Vec<String>,
    pub gone: bool,
    /// Leases that gave something.
    pub leases: usize,
    /// Times that somebody began to wait.
    pub waits: usize,
}

struct Message {
    body: String,
    group: Option<String>,
    receives: u64,
    visible: Timestamp,
}

pub struct FakeQueue {
    pub state: Mutex<State>,
    pub ordered: bool,
    pub lease_ms: i64,
    /// After so many receives a message is dead.
    pub receives_max: Option<u64>,
    store: Store,
    bell: Notify,
}

impl FakeQueue {
    pub fn new(store: &Store, ordered: bool, receives_max: Option<u64>) -> Arc<FakeQueue> {
        let (state, bell, store) = (Mutex::default(), Notify::new(), store.clone());
        Arc::new(FakeQueue { state, ordered, lease_ms: 30_000, receives_max, store, bell })
    }

    pub fn send(&self, body: &str, group: Option<&str>) {
        let mut state = self.state.lock().unwrap();
        let (number, visible) = (state.next, Timestamp(0));
        state.next += 1;
        let group = group.map(str::to_owned);
        state.messages.insert(number, Message { body: body.into(), group, receives: 0, visible });
        drop(state);
        self.bell.notify_waiters();
    }

    pub fn left(&self) -> usize {
        self.state.lock().unwrap().messages.len()
    }

    pub fn remove(&self) {
        self.state.lock().unwrap().gone = true;
        self.bell.notify_waiters();
    }

    /// The first that may be leased, or when one may be.
    fn look(&self, state: &State, now: Timestamp) -> Option<Timestamp> {
        let mut blocked = Vec::new();
        let mut first = None;
        for message in state.messages.values() {
            let group = message.group.as_deref().filter(|_| self.ordered);
            if group.is_some_and(|group| blocked.contains(&group)) {
                continue;
            }
            let at = message.visible.max(now);
            first = Some(first.map_or(at, |first: Timestamp| first.min(at)));
            blocked.extend(group);
            if first == Some(now) {
                break;
            }
        }
        first
    }
}

impl Source for FakeQueue {
    fn service(&self) -> &'static str {
        "sqs"
    }

    fn actions(&self) -> &'static [&'static str] {
        &["sqs:ReceiveMessage", "sqs:DeleteMessage"]
    }

    fn data_key(&self) -> &'static str {
        "body"
    }

    fn describe(&self, _: &Arn) -> Result<Option<Described>, store::Error> {
        let lease = Duration::from_millis(self.lease_ms.cast_unsigned());
        let described = Described { ordered: self.ordered, lease, policy: None };
        Ok((!self.state.lock().unwrap().gone).then_some(described))
    }

    fn wait<'a>(&'a self, _: &'a Arn) -> BoxFuture<'a, Result<(), Lost>> {
        self.state.lock().unwrap().waits += 1;
        Box::pin(async move {
            loop {
                let mut rung = pin!(self.bell.notified());
                rung.as_mut().enable();
                let now = self.store.clock().now();
                let first = {
                    let state = self.state.lock().unwrap();
                    if state.gone {
                        return Err(Lost::Gone);
                    }
                    self.look(&state, now)
                };
                match first {
                    Some(at) if at <= now => return Ok(()),
                    Some(at) => {
                        let due = async { drop(self.store.wait_until(at).await) };
                        either(rung, due).await;
                    }
                    None => rung.await,
                }
            }
        })
    }

    fn lease<'a>(&'a self, _: &'a Arn, wish: Wish) -> BoxFuture<'a, Result<Vec<Leased>, Lost>> {
        Box::pin(async move {
            let now = self.store.clock().now();
            let mut state = self.state.lock().unwrap();
            let state = &mut *state;
            if state.gone {
                return Err(Lost::Gone);
            }
            let (mut leased, mut blocked, mut dead) = (Vec::new(), Vec::new(), Vec::new());
            for (number, message) in &mut state.messages {
                if leased.len() == wish.items_max {
                    break;
                }
                let group = message.group.clone().filter(|_| self.ordered);
                if group.as_ref().is_some_and(|group| blocked.contains(group)) {
                    continue;
                }
                if message.visible > now {
                    blocked.extend(group);
                    continue;
                }
                if self.receives_max.is_some_and(|most| message.receives >= most) {
                    dead.push(*number);
                    continue;
                }
                message.receives += 1;
                message.visible = Timestamp(now.0 + self.lease_ms);
                let (id, receives) = (message.body.clone(), message.receives);
                let record = json!({
                    "messageId": id, "body": message.body, "receives": receives, "group": group,
                });
                leased.push(Leased {
                    handle: format!("{number}/{receives}"),
                    id,
                    group,
                    record: record.to_string().into(),
                    until: message.visible,
                });
            }
            for number in dead {
                let message = state.messages.remove(&number).unwrap();
                state.dead.push(message.body);
            }
            state.leases += usize::from(!leased.is_empty());
            Ok(leased)
        })
    }

    fn settle(
        &self,
        tx: &mut store::WriteTx,
        _: &Arn,
        ends: &[(String, End)],
    ) -> Result<(), store::Error> {
        let mut state = self.state.lock().unwrap();
        for (handle, end) in ends {
            let (number, receive) = handle.split_once('/').unwrap();
            let (number, receive) = (number.parse().unwrap(), receive.parse::<u64>().unwrap());
            let Some(message) = state.messages.get_mut(&number) else { continue };
            if message.receives != receive || message.visible <= tx.now() {
                continue;
            }
            match end {
                End::Unseen => {
                    message.receives -= 1;
                    message.visible = tx.now();
                }
                End::Done => {
                    let message = state.messages.remove(&number).unwrap();
                    state.deleted.push(message.body);
                }
            }
        }
        Ok(())
    }

    fn committed(&self, _: &Arn) {
        self.bell.notify_waiters();
    }
}
