//! A queue in memory that keeps to the rules of SQS.
//!
//! Leases and settlements are transactions of one writer, as those of a real source are: nobody
//! sees the half of one, and a lease never happens between a settlement and the note of it.

use std::collections::{BTreeMap, BTreeSet};
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
    /// By when they may be leased; of an ordered queue those of each group by their order.
    times: BTreeSet<(Timestamp, u64)>,
    groups: BTreeMap<String, BTreeSet<u64>>,
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

impl State {
    fn add(&mut self, message: Message) {
        let number = self.next;
        self.next += 1;
        match &message.group {
            Some(group) => drop(self.groups.entry(group.clone()).or_default().insert(number)),
            None => drop(self.times.insert((message.visible, number))),
        }
        self.messages.insert(number, message);
    }

    fn remove(&mut self, number: u64) -> String {
        let message = self.messages.remove(&number).unwrap();
        self.times.remove(&(message.visible, number));
        if let Some(group) = message.group {
            let numbers = self.groups.get_mut(&group).unwrap();
            numbers.remove(&number);
            if numbers.is_empty() {
                self.groups.remove(&group);
            }
        }
        message.body
    }

    fn show_at(&mut self, number: u64, at: Timestamp) {
        let message = self.messages.get_mut(&number).unwrap();
        let before = std::mem::replace(&mut message.visible, at);
        if message.group.is_none() {
            self.times.remove(&(before, number));
            self.times.insert((at, number));
        }
    }

    /// What may be leased now, as far as `most` reach: of each group what comes first, up to one
    /// that is in somebody's hands.
    fn visible(&self, now: Timestamp, most: usize) -> Vec<u64> {
        let due = self.times.range(..=(now, u64::MAX)).map(|(_, number)| *number);
        let mut visible: Vec<u64> = due.take(most).collect();
        for numbers in self.groups.values() {
            let first = numbers.iter().take_while(|number| self.messages[number].visible <= now);
            visible.extend(first.take(most));
        }
        visible.sort_unstable();
        visible.truncate(most);
        visible
    }

    /// When there is something to lease, which may be over.
    fn first(&self) -> Option<Timestamp> {
        let heads = self.groups.values().filter_map(BTreeSet::first);
        let heads = heads.map(|number| self.messages[number].visible);
        heads.chain(self.times.first().map(|(at, _)| *at)).min()
    }

    fn lease(&mut self, now: Timestamp, rules: &Rules, items_max: usize) -> Vec<Leased> {
        let mut leased = Vec::new();
        while leased.len() < items_max {
            let wanted = items_max - leased.len();
            let (spent, fresh): (Vec<u64>, Vec<u64>) =
                self.visible(now, wanted).into_iter().partition(|number| {
                    rules.receives_max.is_some_and(|m| self.messages[number].receives >= m)
                });
            for number in &spent {
                let body = self.remove(*number);
                self.dead.push(body);
            }
            leased.extend(fresh.into_iter().map(|number| self.lease_one(number, now, rules)));
            // Behind the dead there may be more.
            if spent.is_empty() {
                break;
            }
        }
        self.leases += usize::from(!leased.is_empty());
        leased
    }

    fn lease_one(&mut self, number: u64, now: Timestamp, rules: &Rules) -> Leased {
        let until = Timestamp(now.0 + rules.lease_ms);
        self.show_at(number, until);
        let message = self.messages.get_mut(&number).unwrap();
        message.receives += 1;
        let Message { body, group, receives, .. } = &*message;
        let record = json!({
            "messageId": body, "body": body, "receives": receives, "group": group,
        });
        Leased {
            handle: format!("{number}/{receives}"),
            id: body.clone(),
            group: group.clone(),
            record: record.to_string().into(),
            until,
        }
    }

    fn settle(&mut self, handle: &str, end: End, now: Timestamp) {
        let (number, receive) = handle.split_once('/').unwrap();
        let (number, receive) = (number.parse().unwrap(), receive.parse::<u64>().unwrap());
        let Some(message) = self.messages.get_mut(&number) else { return };
        // Late, a message without a group may be deleted as long as nobody else has it.
        let is_late = message.visible <= now && (message.group.is_some() || end == End::Unseen);
        if message.receives != receive || is_late {
            return;
        }
        match end {
            End::Unseen => {
                message.receives -= 1;
                self.show_at(number, now);
            }
            End::Done => {
                let body = self.remove(number);
                self.deleted.push(body);
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Rules {
    lease_ms: i64,
    /// After so many receives a message is dead.
    receives_max: Option<u64>,
}

pub struct FakeQueue {
    pub state: Arc<Mutex<State>>,
    pub ordered: bool,
    rules: Rules,
    store: Store,
    bell: Notify,
}

const LEASE_MS: i64 = 30_000;

impl FakeQueue {
    pub fn new(store: &Store, ordered: bool, receives_max: Option<u64>) -> Arc<FakeQueue> {
        let (state, bell, store) = (Arc::default(), Notify::new(), store.clone());
        let rules = Rules { lease_ms: LEASE_MS, receives_max };
        Arc::new(FakeQueue { state, ordered, rules, store, bell })
    }

    pub fn send(&self, body: &str, group: Option<&str>) {
        let group = group.filter(|_| self.ordered).map(str::to_owned);
        let message = Message { body: body.into(), group, receives: 0, visible: Timestamp(0) };
        self.state.lock().unwrap().add(message);
        self.bell.notify_waiters();
    }

    pub fn left(&self) -> usize {
        self.state.lock().unwrap().messages.len()
    }

    pub fn remove(&self) {
        self.state.lock().unwrap().gone = true;
        self.bell.notify_waiters();
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
        let lease = Duration::from_millis(self.rules.lease_ms.cast_unsigned());
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
                    state.first()
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
        let (state, rules) = (Arc::clone(&self.state), self.rules);
        let lease = self.store.write(move |tx| -> Result<_, store::Error> {
            let mut state = state.lock().unwrap();
            Ok((!state.gone).then(|| state.lease(tx.now(), &rules, wish.items_max)))
        });
        Box::pin(async move {
            let leased = lease.await.map_err(|error| Lost::Store(error.flatten()))?;
            leased.ok_or(Lost::Gone)
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
            state.settle(handle, *end, tx.now());
        }
        Ok(())
    }

    fn committed(&self, _: &Arn) {
        self.bell.notify_waiters();
    }
}
