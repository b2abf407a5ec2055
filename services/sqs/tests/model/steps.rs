//! Random steps, each taken by the service and by the model.

use std::time::Duration;

use kit::Gone;
use serde_json::json;
use sqs::{Fate, Outgoing, Wish};
use testbed::{Chance, block_on};

use crate::bench::Bench;
use crate::plain::{Got, Plain, RECEIVES_MAX};

/// A queue and the one for its dead letters.
struct Pair {
    name: &'static str,
    grave: &'static str,
    queue: Plain,
    dead: Plain,
    /// Bodies and handles that somebody still has, newer and older.
    held: Vec<(String, String)>,
    dead_held: Vec<(String, String)>,
}

pub struct Run {
    bench: Bench,
    chance: Chance,
    pairs: Vec<Pair>,
    pub sent: u64,
    received: u64,
    deleted: u64,
    buried: u64,
    restarts: u64,
}

/// Handles that are remembered; the oldest are forgotten, as a receiver that died does.
const HELD_MAX: usize = 40;
const GROUPS: u64 = 4;

impl Run {
    pub fn new(chance: Chance, name: &str) -> Run {
        let bench = Bench::new(name);
        let mut pairs = Vec::new();
        for (name, grave, fifo) in
            [("plain", "plain-dead", false), ("order.fifo", "order-dead.fifo", true)]
        {
            let kind = if fifo { json!({"FifoQueue": "true"}) } else { json!({}) };
            bench.call("CreateQueue", &json!({"QueueName": grave, "Attributes": kind}));
            let arn = format!("arn:aws:sqs:us-east-1:000000000000:{grave}");
            let policy = json!({"deadLetterTargetArn": arn, "maxReceiveCount": RECEIVES_MAX});
            let mut own = kind.clone();
            own["RedrivePolicy"] = json!(policy.to_string());
            bench.call("CreateQueue", &json!({"QueueName": name, "Attributes": own}));
            pairs.push(Pair {
                name,
                grave,
                queue: Plain::new(fifo, true),
                dead: Plain::new(fifo, false),
                held: Vec::new(),
                dead_held: Vec::new(),
            });
        }
        let (sent, received, deleted, buried, restarts) = (0, 0, 0, 0, 0);
        Run { bench, chance, pairs, sent, received, deleted, buried, restarts }
    }

    pub fn step(&mut self) {
        let index = self.chance.below(self.pairs.len() as u64) as usize;
        match self.chance.below(16) {
            0..=3 => self.send(index),
            4..=8 => self.receive(index, false),
            9 => self.receive(index, true),
            10..=12 => self.settle(index, false),
            13 => self.settle(index, true),
            _ => {
                let by = self.chance.below(4_000);
                self.bench.clock.advance(Duration::from_millis(by));
                self.bench.tend();
            }
        }
    }

    fn send(&mut self, index: usize) {
        let (now, pair) = (self.bench.now(), &mut self.pairs[index]);
        let mut messages = Vec::new();
        for _ in 0..=self.chance.below(3) {
            self.sent += 1;
            let body = format!("m{}", self.sent);
            let fifo = pair.queue.fifo;
            let group = fifo.then(|| format!("g{}", self.chance.below(GROUPS)));
            let is_delayed = !fifo && self.chance.one_in(4);
            let delay = if is_delayed { self.chance.below(6) as i64 } else { 0 };
            pair.queue.send(body.clone(), group.clone(), now, delay);
            messages.push(Outgoing {
                deduplication_id: fifo.then(|| body.clone()),
                body,
                group,
                delay_s: Some(delay),
                ..Outgoing::default()
            });
        }
        block_on(self.bench.sqs().send(pair.name, messages)).unwrap();
    }

    fn receive(&mut self, index: usize, of_dead: bool) {
        let most = 1 + self.chance.below(10) as usize;
        let hidden_s = self.chance.below(6) as i64;
        self.receive_some(index, of_dead, most, hidden_s);
    }

    fn receive_some(&mut self, index: usize, of_dead: bool, most: usize, hidden_s: i64) -> usize {
        let (now, pair) = (self.bench.now(), &mut self.pairs[index]);
        let name = if of_dead { pair.grave } else { pair.name };
        let wish = Wish { messages: most, visibility_s: Some(hidden_s), attempt: None };
        let gone = Gone::default();
        let got: Vec<Got> = block_on(self.bench.sqs().lease(name, wish, 0, &gone))
            .unwrap()
            .into_iter()
            .map(|delivery| Got {
                body: delivery.message.body,
                receives: delivery.state.receives,
                handle: delivery.handle,
            })
            .collect();
        let (queue, held) = match of_dead {
            false => (&mut pair.queue, &mut pair.held),
            true => {
                self.buried += take_over(&mut pair.queue, &mut pair.dead, &got, now);
                (&mut pair.dead, &mut pair.dead_held)
            }
        };
        match of_dead {
            // More may be in it than the model knows of.
            true => queue.received_some(&got, now, hidden_s),
            false => queue.received(&got, most, now, hidden_s),
        }
        self.received += got.len() as u64;
        held.extend(got.iter().map(|got| (got.body.clone(), got.handle.clone())));
        let surplus = held.len().saturating_sub(HELD_MAX);
        held.drain(..surplus);
        got.len()
    }

    fn settle(&mut self, index: usize, of_dead: bool) {
        let (now, pair) = (self.bench.now(), &mut self.pairs[index]);
        let (name, queue, held) = match of_dead {
            false => (pair.name, &mut pair.queue, &mut pair.held),
            true => (pair.grave, &mut pair.dead, &mut pair.dead_held),
        };
        // Of those in limbo it is not known where they are.
        held.retain(|(body, _)| !queue.is_in_limbo(body));
        let (mut fates, mut expected) = (Vec::new(), Vec::new());
        for _ in 0..=self.chance.below(5) {
            if held.is_empty() {
                break;
            }
            let at = self.chance.below(held.len() as u64) as usize;
            let (body, handle) = held[at].clone();
            if self.chance.one_in(3) {
                let seconds = self.chance.below(5) as i64;
                expected.push(queue.change(&body, &handle, now, seconds));
                fates.push((handle, Fate::Hide(seconds)));
            } else {
                let was_here = queue.has(&body);
                expected.push(queue.delete(&body, &handle, now));
                self.deleted += u64::from(was_here && !queue.has(&body));
                fates.push((handle, Fate::Delete));
                held.remove(at);
            }
        }
        let settled = block_on(self.bench.sqs().settle(name, fates.clone())).unwrap();
        for ((fate, expected), settled) in fates.iter().zip(expected).zip(settled) {
            assert_eq!(settled.is_ok(), expected, "{fate:?}: {settled:?}");
        }
    }

    /// As many messages as the model says, wherever they are.
    pub fn look(&self) {
        let now = self.bench.now();
        for pair in &self.pairs {
            let (depth, model) = (self.bench.depth(pair.name), pair.queue.depth(now));
            assert_eq!(depth[1..], model[1..], "{}", pair.name);
            let [dead, limbo] = [self.bench.depth(pair.grave), [pair.queue.in_limbo(); 3]];
            let known = pair.dead.depth(now);
            assert_eq!(dead[1..], known[1..], "{}", pair.grave);
            let there = depth[0] + dead[0];
            assert_eq!(there, model[0] + known[0] + limbo[0], "{} and its dead", pair.name);
            assert!(depth[0] >= model[0], "{}: {depth:?} {model:?}", pair.name);
        }
    }

    pub fn restart(&mut self) {
        self.restarts += 1;
        match self.chance.one_in(2) {
            true => self.bench.reopen(),
            false => self.bench.crash(),
        }
    }

    /// Everything is received until it is dead, and the dead are deleted.
    pub fn finish(&mut self) {
        for index in 0..self.pairs.len() {
            loop {
                // Longer than anything was hidden or delayed, and so short that nothing ends by its
                // retention, however many are left of a few groups.
                self.bench.clock.advance(Duration::from_secs(10));
                let mut any = false;
                while self.receive_some(index, false, 10, 1) > 0 {
                    any = true;
                }
                if !any {
                    break;
                }
            }
            self.bench.clock.advance(Duration::from_secs(3_600));
            // A handle of before would delete what this loop has not seen yet.
            self.pairs[index].dead_held.clear();
            while self.receive_some(index, true, 10, 600) > 0 {
                let now = self.bench.now();
                let pair = &mut self.pairs[index];
                let mut fates = Vec::new();
                for (body, handle) in pair.dead_held.drain(..) {
                    assert!(pair.dead.delete(&body, &handle, now) && !pair.dead.has(&body));
                    fates.push((handle, Fate::Delete));
                }
                let settled = block_on(self.bench.sqs().settle(pair.grave, fates)).unwrap();
                assert!(settled.iter().all(Result::is_ok), "{settled:?}");
            }
            let pair = &self.pairs[index];
            for queue in [&pair.queue, &pair.dead] {
                assert_eq!(queue.left().next().map(|entry| &entry.body), None, "lost");
            }
            assert_eq!(self.bench.depth(pair.name), [0; 3]);
            assert_eq!(self.bench.depth(pair.grave), [0; 3]);
        }
    }

    pub fn summary(&self) -> String {
        let Run { sent, received, deleted, buried, restarts, .. } = self;
        format!(
            "{sent} sent, {received} received, {deleted} deleted while they were tried, {buried} \
             buried, {restarts} restarts"
        )
    }
}

/// Messages that were in limbo turn out to be in the dead-letter queue; how many.
fn take_over(queue: &mut Plain, dead: &mut Plain, got: &[Got], now: i64) -> u64 {
    let mut count = 0;
    for got in got {
        if !dead.has(&got.body) {
            let entry = queue.dead(&got.body);
            let entry = entry.unwrap_or_else(|| panic!("{} is nowhere, and came", got.body));
            dead.bury(entry, now);
            count += 1;
        }
    }
    count
}
