//! A mapping under chance: random delays, failures, partial failures, throttles, changes, ends and
//! crashes. Whatever happens, each message is deleted or dead in the end, and exactly one of both;
//! none is seen after its deletion; each is seen with the receive count that it has; no group is out
//! of order; no limit is passed.
//!
//! `SQUALL_MODEL_MESSAGES` and `SQUALL_MODEL_SEED` make a longer run, or that of another seed.
#![allow(clippy::unwrap_used)]

mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::{Arn, Timestamp, VirtualClock};
use kit::{BoxFuture, Described, End, Leased, Lost, Mapping, Source, Wish};
use serde_json::Value;
use store::Store;
use testbed::{Chance, given};
use world::function::{Act, Function, Seen, failures};
use world::queue::FakeQueue;
use world::real::Real;
use world::{World, mapping};

/// A queue under test, and what has become of its messages.
trait Bed: Send + Sync {
    fn source(&self) -> Arc<dyn Source>;
    fn send(&self, body: &str, group: Option<&str>);
    fn left(&self) -> usize;
    /// Bodies that have come to the dead-letter queue since it was asked, each as often as it did.
    fn dead(&self) -> Vec<String>;
}

struct Fake(Arc<FakeQueue>);

impl Bed for Fake {
    fn source(&self) -> Arc<dyn Source> {
        Arc::clone(&self.0) as _
    }

    fn send(&self, body: &str, group: Option<&str>) {
        self.0.send(body, group);
    }

    fn left(&self) -> usize {
        self.0.left()
    }

    fn dead(&self) -> Vec<String> {
        std::mem::take(&mut self.0.state.lock().unwrap().dead)
    }
}

impl Bed for Real {
    fn source(&self) -> Arc<dyn Source> {
        Real::source(self)
    }

    fn send(&self, body: &str, group: Option<&str>) {
        Real::send(self, body, group);
    }

    fn left(&self) -> usize {
        Real::left(self)
    }

    fn dead(&self) -> Vec<String> {
        Real::dead(self)
    }
}

/// What is known of every message.
#[derive(Default)]
struct Ledger {
    /// The receive count with which each was seen last.
    receives: BTreeMap<String, u64>,
    /// Those that the function has processed, settled or not.
    processed: BTreeSet<String>,
    /// Those whose end was settled while they were leased.
    deleted: BTreeSet<String>,
    /// Those of which that is not known, since somebody else may have had them by then.
    unsure: BTreeSet<String>,
    /// Those that were found in the dead-letter queue, and how often.
    dead: BTreeMap<String, u64>,
    /// What is leased, by its handle: its body.
    leased: BTreeMap<String, String>,
    leases: BTreeMap<String, Lease>,
    groups: BTreeMap<String, Group>,
    /// Seen before others of their group, which are then dead: a crash may take what a function
    /// would have seen for the last time.
    early: Vec<(String, Vec<String>)>,
    batches: u64,
    /// Crashes and ends: each may have taken leases with it that nobody noted.
    cuts: u64,
    wrong: Vec<String>,
}

/// The last lease of a message that was noted.
struct Lease {
    handle: String,
    until: Timestamp,
    /// The message's receive count, less what was given back unseen.
    receives: u64,
    /// How many cuts there had been.
    cuts: u64,
}

/// What was sent to a group, in order.
#[derive(Default)]
struct Group {
    sent: Vec<String>,
    /// So many from the first on are over: they are not looked at again.
    over: usize,
}

impl Ledger {
    fn lease(&mut self, item: &Leased) {
        let record: Value = serde_json::from_slice(&item.record).unwrap();
        let Seen { body, receives, .. } = Seen::of(&record);
        if self.deleted.contains(&body) || self.dead.contains_key(&body) {
            self.wrong.push(format!("{body} was leased after its end"));
        }
        let cuts = self.cuts;
        let handle = item.handle.clone();
        let lease = Lease { handle, until: item.until, receives, cuts };
        let before = self.leases.insert(body.clone(), lease);
        let known = before.as_ref().map_or(0, |lease| lease.receives);
        let unknown = cuts - before.map_or(0, |lease| lease.cuts);
        if receives <= known || receives > known + 1 + unknown {
            self.wrong.push(format!("{body} had been received {known} times, and has {receives}"));
        }
        self.leased.insert(item.handle.clone(), body);
    }

    fn settle(&mut self, handle: &str, end: End, now: Timestamp, ordered: bool) {
        let Some(body) = self.leased.remove(handle) else { return };
        let lease = self.leases.get_mut(&body).unwrap();
        if lease.handle != handle {
            return;
        }
        match end {
            End::Unseen if lease.until > now => lease.receives -= 1,
            End::Done if lease.until > now => drop(self.deleted.insert(body)),
            // Late: a queue without order deletes it if nobody else has it by now.
            End::Done if !ordered => drop(self.unsure.insert(body)),
            // Too late, it comes again.
            End::Done | End::Unseen => {}
        }
    }

    fn see(&mut self, batch: &[Seen], rules: &Rules, now: Timestamp) {
        self.batches += 1;
        if batch.len() > BATCH_MAX {
            self.wrong.push(format!("{} items in a batch of {BATCH_MAX}", batch.len()));
        }
        for (at, one) in batch.iter().enumerate() {
            if self.deleted.contains(&one.body) || self.dead.contains_key(&one.body) {
                self.wrong.push(format!("{} was seen after its end", one.body));
            }
            let before = self.receives.insert(one.body.clone(), one.receives);
            if one.receives <= before.unwrap_or(0) || one.receives > rules.receives_max {
                self.wrong.push(format!("{} was received {} times", one.body, one.receives));
            }
            if let Some(group) = one.group.as_ref().filter(|_| rules.ordered) {
                self.see_in_order(one, group, &batch[..at], (rules.receives_max, now));
            }
        }
    }

    /// Whoever was sent to the group before is deleted, dead, or in this batch.
    fn see_in_order(
        &mut self,
        one: &Seen,
        group: &str,
        before: &[Seen],
        (receives_max, now): (u64, Timestamp),
    ) {
        let Ledger { deleted, dead, receives, leases, groups, early, .. } = self;
        let is_over = |body: &String| {
            let spent = receives.get(body).is_some_and(|count| *count >= receives_max);
            let spent = spent && leases.get(body).is_some_and(|lease| lease.until <= now);
            deleted.contains(body) || dead.contains_key(body) || spent
        };
        let group = groups.get_mut(group).unwrap();
        let mine = |body: &&String| **body != one.body;
        let first = group.sent[group.over..].iter().take_while(|body| is_over(body));
        group.over += first.take_while(mine).count();
        let earlier = group.sent[group.over..].iter().take_while(mine);
        let missed =
            earlier.filter(|body| !is_over(body) && before.iter().all(|seen| seen.body != **body));
        let missed: Vec<String> = missed.cloned().collect();
        if !missed.is_empty() {
            early.push((one.body.clone(), missed));
        }
    }

    fn bury(&mut self, dead: Vec<String>) {
        for body in dead {
            *self.dead.entry(body).or_default() += 1;
        }
    }
}

/// A source that notes what is leased and what is settled.
struct Noting {
    source: Arc<dyn Source>,
    ledger: Arc<Mutex<Ledger>>,
    ordered: bool,
}

impl Source for Noting {
    fn service(&self) -> &'static str {
        self.source.service()
    }

    fn actions(&self) -> &'static [&'static str] {
        self.source.actions()
    }

    fn data_key(&self) -> &'static str {
        self.source.data_key()
    }

    fn describe(&self, arn: &Arn) -> Result<Option<Described>, store::Error> {
        self.source.describe(arn)
    }

    fn wait<'a>(&'a self, arn: &'a Arn) -> BoxFuture<'a, Result<(), Lost>> {
        self.source.wait(arn)
    }

    fn lease<'a>(&'a self, arn: &'a Arn, wish: Wish) -> BoxFuture<'a, Result<Vec<Leased>, Lost>> {
        Box::pin(async move {
            let leased = self.source.lease(arn, wish).await?;
            let mut ledger = self.ledger.lock().unwrap();
            leased.iter().for_each(|item| ledger.lease(item));
            Ok(leased)
        })
    }

    fn settle(
        &self,
        tx: &mut store::WriteTx,
        arn: &Arn,
        ends: &[(String, End)],
    ) -> Result<(), store::Error> {
        self.source.settle(tx, arn, ends)?;
        let mut ledger = self.ledger.lock().unwrap();
        for (handle, end) in ends {
            ledger.settle(handle, *end, tx.now(), self.ordered);
        }
        Ok(())
    }

    fn committed(&self, arn: &Arn) {
        self.source.committed(arn);
    }
}

const BATCH_MAX: usize = 10;

/// A run's circumstances.
#[derive(Clone)]
struct Rules {
    seed: u64,
    messages: usize,
    ordered: bool,
    receives_max: u64,
    groups: u64,
    /// The clock goes by so many milliseconds at a time. Between any two moments at which something
    /// happens all has to come to rest, which takes some milliseconds of real time: a long run has
    /// fewer such moments, and more that happens at each.
    grain_ms: i64,
}

/// From so many messages on a run is a long one.
const LONG: usize = 10_000;

fn function(store: &Store, rules: &Rules, ledger: &Arc<Mutex<Ledger>>) -> Arc<Function> {
    let (chance, ledger) = (Chance::new(rules.seed ^ 0xf00d), Arc::clone(ledger));
    let (rules, clock) = (rules.clone(), Arc::clone(store.clock()));
    Function::doing(store, move |batch| {
        if chance.one_in(8) {
            return (0, Act::Throttle);
        }
        let mut ledger = ledger.lock().unwrap();
        ledger.see(batch, &rules, clock.now());
        let takes = chance.below(3) * chance.below(2_000);
        if batch.iter().any(|one| one.body.contains("poison")) || chance.one_in(10) {
            return (takes, Act::Fail);
        }
        let failed = match chance.below(5) {
            0 => batch.len() - chance.below(batch.len() as u64) as usize,
            _ => 0,
        };
        // In order, all that follow the first that failed.
        let (done, failed) = batch.split_at(batch.len() - failed);
        ledger.processed.extend(done.iter().map(|one| one.body.clone()));
        (takes, failures(failed.iter().map(|one| one.id.as_str())))
    })
}

fn run(rules: &Rules, bed: &dyn Bed, world: &mut World, ledger: &Arc<Mutex<Ledger>>) {
    println!("seed {}, {} messages, ordered: {}", rules.seed, rules.messages, rules.ordered);
    let chance = Chance::new(rules.seed);
    let wanted = |chance: &Chance| Mapping {
        partial_failures: true,
        batch_items_max: BATCH_MAX,
        window: Duration::from_secs(if rules.ordered { 0 } else { chance.below(2) }),
        concurrency_max: (chance.below(2) == 0).then(|| 2 + chance.below(8) as u32),
        enabled: !chance.one_in(6),
        ..mapping(if rules.ordered { "q.fifo" } else { "q" })
    };
    world.start(&wanted(&chance));
    let mut sent = 0;
    while sent < rules.messages || bed.left() > 0 {
        for _ in 0..chance.below(40).min((rules.messages - sent) as u64) {
            let poison = if chance.one_in(50) { "poison-" } else { "" };
            let body = format!("{poison}{sent}");
            let group = format!("g{}", chance.below(rules.groups));
            let mut own = ledger.lock().unwrap();
            own.groups.entry(group.clone()).or_default().sent.push(body.clone());
            drop(own);
            bed.send(&body, rules.ordered.then_some(group.as_str()));
            sent += 1;
        }
        match chance.below(30) {
            0 => {
                if chance.one_in(2) {
                    world.settle();
                }
                world.crash();
                ledger.lock().unwrap().cuts += 1;
                world.start(&wanted(&chance));
            }
            1 => {
                world.until(|| world.function.running() == 0);
                world.end();
                ledger.lock().unwrap().cuts += 1;
                world.start(&wanted(&chance));
            }
            2..=4 => world.set(Mapping { enabled: true, ..wanted(&chance) }),
            _ => {
                world.settle();
                world.step_by(rules.grain_ms);
            }
        }
        check(rules, bed, ledger);
        if sent == rules.messages && world.next().is_none() {
            world.set(Mapping { enabled: true, ..wanted(&chance) });
        }
    }
    world.settle();
    check_end(rules, bed, ledger);
}

/// Nothing has gone wrong so far. The ledger is not held while the store is asked: it waits for
/// settlements, which are noted.
fn check(rules: &Rules, bed: &dyn Bed, ledger: &Arc<Mutex<Ledger>>) {
    let early = {
        let mut ledger = ledger.lock().unwrap();
        assert!(ledger.wrong.is_empty(), "seed {}: {:#?}", rules.seed, ledger.wrong);
        std::mem::take(&mut ledger.early)
    };
    if early.is_empty() {
        return;
    }
    let dead = bed.dead();
    let mut ledger = ledger.lock().unwrap();
    ledger.bury(dead);
    let alive = |body: &String| !ledger.dead.contains_key(body);
    let wrong = early.iter().find(|(_, missed)| missed.iter().any(alive));
    assert!(wrong.is_none(), "seed {}: {wrong:?}, seen before", rules.seed);
}

fn check_end(rules: &Rules, bed: &dyn Bed, ledger: &Arc<Mutex<Ledger>>) {
    let dead = bed.dead();
    let mut ledger = ledger.lock().unwrap();
    ledger.bury(dead);
    let twice = ledger.dead.iter().find(|(_, times)| **times > 1);
    assert_eq!(twice, None, "seed {}: dead more than once", rules.seed);
    for body in ledger.groups.values().flat_map(|group| &group.sent) {
        let (deleted, dead) = (ledger.deleted.contains(body), ledger.dead.contains_key(body));
        let what = format!("seed {}: {body}, deleted: {deleted}, dead: {dead}", rules.seed);
        assert!(deleted != dead || (!dead && ledger.unsure.contains(body)), "{what}");
        assert!(dead || ledger.processed.contains(body), "{what}, and never processed");
    }
    println!(
        "{} batches, {} deleted, {} dead",
        ledger.batches,
        ledger.deleted.len(),
        ledger.dead.len()
    );
}

fn rules(ordered: bool) -> Rules {
    let messages = given("SQUALL_MODEL_MESSAGES").unwrap_or(400) as usize;
    let seed = given("SQUALL_MODEL_SEED").unwrap_or(if ordered { 12 } else { 11 });
    let (groups, grain_ms) = if messages < LONG { (5, 1) } else { (100, 250) };
    Rules { seed, messages, ordered, receives_max: 4, groups, grain_ms }
}

fn go(rules: &Rules, base: (Arc<VirtualClock>, Store), bed: &dyn Bed) {
    let ledger = Arc::default();
    let function = function(&base.1, rules, &ledger);
    let source =
        Noting { source: bed.source(), ledger: Arc::clone(&ledger), ordered: rules.ordered };
    let mut world = World::of(base, Arc::new(source), function);
    run(rules, bed, &mut world, &ledger);
}

fn fake(ordered: bool) {
    let rules = rules(ordered);
    let base = world::store();
    let queue = FakeQueue::new(&base.1, ordered, Some(rules.receives_max));
    go(&rules, base, &Fake(queue));
}

fn real(ordered: bool) {
    let rules = rules(ordered);
    let base = world::store();
    let queue = Real::new(&base.1, ordered, rules.receives_max);
    go(&rules, base, &queue);
}

#[test]
fn nothing_is_lost_or_doubled_in_a_standard_queue() {
    fake(false);
}

#[test]
fn nothing_is_lost_doubled_or_out_of_order_in_a_fifo_queue() {
    fake(true);
}

#[test]
fn sqs_loses_and_doubles_nothing() {
    real(false);
}

#[test]
fn sqs_loses_and_doubles_nothing_and_keeps_groups_in_order() {
    real(true);
}
