//! What a mapping does, by a queue that keeps to SQS's rules and a time that is moved.
#![allow(clippy::unwrap_used)]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kit::{Mapping, Triggers as _, Worker};
use world::function::{Act, Function, Seen, failures};
use world::queue::FakeQueue;
use world::{OneRole, World, mapping};

fn done() -> Act {
    Act::Return("null".into())
}

/// A queue, and a world in which a function works on it.
fn world(
    (ordered, receives_max): (bool, Option<u64>),
    doing: impl Fn(&[Seen]) -> (u64, Act) + Send + Sync + 'static,
) -> (Arc<FakeQueue>, World) {
    let base = world::store();
    let queue = FakeQueue::new(&base.1, ordered, receives_max);
    let function = Function::doing(&base.1, doing);
    (Arc::clone(&queue), World::of(base, queue, function))
}

#[test]
fn what_is_sent_is_done_and_an_idle_mapping_does_nothing() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    world.start(&mapping("q"));
    for n in 0..25 {
        queue.send(&format!("{n}"), None);
    }
    world.until(|| queue.left() == 0);
    world.settle();
    assert!(world.function.batches.lock().unwrap().iter().all(|batch| batch.len() <= 10));
    assert_eq!(world.function.counts().values().max(), Some(&1));
    // It waits once, and for nothing but the queue.
    let waits = queue.state.lock().unwrap().waits;
    assert_eq!(
        (world.store.next_deadline().unwrap(), world.triggers().busy().unwrap()),
        (None, None)
    );
    world.advance(Duration::from_hours(1));
    assert_eq!(queue.state.lock().unwrap().waits, waits);
    world.end();
}

#[test]
fn a_failed_batch_comes_again_when_its_time_is_over_and_dies_in_the_end() {
    let (queue, mut world) = world((false, Some(3)), |_| (0, Act::Fail));
    queue.send("a", None);
    queue.send("b", None);
    world.start(&mapping("q"));
    world.soon(|| world.function.ids() == [["a", "b"]]);
    world.advance(Duration::from_millis(29_000));
    assert_eq!(world.function.ids().len(), 1);
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.counts().values().copied().collect::<Vec<_>>(), [3, 3]);
    assert_eq!(queue.state.lock().unwrap().dead, ["a", "b"]);
    let batches = world.function.batches.lock().unwrap();
    let receives: Vec<u64> = batches.iter().map(|batch| batch[0].receives).collect();
    assert_eq!(receives, [1, 2, 3]);
}

#[test]
fn only_what_was_named_comes_again() {
    let (queue, mut world) = world((false, None), |seen| {
        let first = seen.iter().filter(|one| one.receives == 1 && one.id != "a");
        (0, failures(first.map(|one| one.id.as_str())))
    });
    for id in ["a", "b", "c"] {
        queue.send(id, None);
    }
    world.start(&Mapping { partial_failures: true, ..mapping("q") });
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids(), [vec!["a", "b", "c"], vec!["b", "c"]]);
    world.end();
}

#[test]
fn without_being_asked_for_a_reply_names_nothing() {
    let (queue, mut world) = world((false, None), |_| (0, failures(["a"].into_iter())));
    queue.send("a", None);
    world.start(&mapping("q"));
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids(), [["a"]]);
}

#[test]
fn a_malformed_reply_fails_the_whole_batch() {
    let (queue, mut world) = world((false, Some(1)), |_| {
        (0, Act::Return(r#"{"batchItemFailures": [{"itemIdentifier": "another"}]}"#.into()))
    });
    queue.send("a", None);
    queue.send("b", None);
    world.start(&Mapping { partial_failures: true, ..mapping("q") });
    world.until(|| queue.left() == 0);
    assert_eq!(queue.state.lock().unwrap().dead, ["a", "b"]);
}

#[test]
fn a_window_gathers_until_it_is_over_or_the_batch_is_full() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    let window = Duration::from_secs(10);
    world.start(&Mapping { window, batch_items_max: 3, ..mapping("q") });
    queue.send("a", None);
    world.settle();
    world.advance(Duration::from_secs(9));
    queue.send("b", None);
    world.settle();
    assert!(world.function.ids().is_empty());
    world.advance(Duration::from_secs(1));
    world.soon(|| world.function.ids() == [["a", "b"]]);
    for id in ["c", "d", "e", "f"] {
        queue.send(id, None);
    }
    world.soon(|| world.function.ids()[1..] == [["c", "d", "e"]]);
    world.settle();
    world.advance(window);
    world.soon(|| world.function.ids()[2..] == [["f"]]);
    world.end();
}

#[test]
fn a_window_is_over_before_others_may_have_what_it_gathered() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    world.start(&Mapping { window: Duration::from_secs(60), ..mapping("q") });
    queue.send("a", None);
    world.settle();
    world.advance(Duration::from_secs(26));
    queue.send("b", None);
    world.settle();
    assert!(world.function.ids().is_empty());
    world.advance(Duration::from_secs(1));
    world.soon(|| world.function.ids() == [["a", "b"]]);
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids().len(), 1);
    world.end();
}

#[test]
fn what_no_filter_wants_is_deleted_unseen() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    for body in [r#"{"a": 1}"#, r#"{"a": 2}"#, "text"] {
        queue.send(body, None);
    }
    world.start(&Mapping { filters: vec![r#"{"body": {"a": [2]}}"#.into()], ..mapping("q") });
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids(), [[r#"{"a": 2}"#]]);
    queue.send("again", None);
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids().len(), 1);
}

#[test]
fn a_throttled_batch_is_tried_until_its_lease_is_over() {
    let free = Arc::new(AtomicBool::new(false));
    let opened = Arc::clone(&free);
    let (queue, mut world) = world((false, None), move |_| match opened.load(Ordering::SeqCst) {
        true => (0, done()),
        false => (0, Act::Throttle),
    });
    queue.send("a", None);
    world.start(&mapping("q"));
    world.until(|| world.function.throttles.load(Ordering::SeqCst) >= 3);
    assert_eq!(queue.state.lock().unwrap().leases, 1);
    // Then it is leased again.
    world.until(|| queue.state.lock().unwrap().leases == 2);
    free.store(true, Ordering::SeqCst);
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.batches.lock().unwrap()[0][0].receives, 2);
}

#[test]
fn no_more_batches_run_than_its_own_limit_and_the_pace_let() {
    for (most, reached) in [(Some(2), 2), (None, 5)] {
        let (queue, mut world) = world((false, None), |_| (10, done()));
        for n in 0..200 {
            queue.send(&n.to_string(), None);
        }
        world.start(&Mapping { concurrency_max: most, batch_items_max: 5, ..mapping("q") });
        world.soon(|| world.function.running() == reached);
        world.until(|| queue.left() == 0);
        assert_eq!(world.function.running_max.load(Ordering::SeqCst), reached);
    }
}

#[test]
fn a_mapping_that_is_busy_has_more_batches_with_time() {
    let (queue, mut world) = world((false, None), |_| (60_000, done()));
    for n in 0..100 {
        queue.send(&n.to_string(), None);
    }
    world.start(&Mapping { batch_items_max: 1, ..mapping("q") });
    world.soon(|| world.function.running() == 5);
    world.until(|| world.function.running_max.load(Ordering::SeqCst) >= 15);
}

#[test]
fn groups_go_in_order_and_side_by_side() {
    let (queue, mut world) = world((true, None), |_| (100, done()));
    for n in 0..30 {
        queue.send(&n.to_string(), Some(["a", "b", "c"][n % 3]));
    }
    world.start(&Mapping { batch_items_max: 1, ..mapping("q.fifo") });
    world.soon(|| world.function.running() == 3);
    world.until(|| queue.left() == 0);
    let order: Vec<usize> =
        world.function.ids().concat().iter().map(|id| id.parse().unwrap()).collect();
    for group in 0..3 {
        let own: Vec<usize> = order.iter().copied().filter(|id| id % 3 == group).collect();
        assert!(own.is_sorted(), "{own:?}");
    }
}

#[test]
fn the_rest_of_a_group_stays_behind_what_failed() {
    let (queue, mut world) = world((true, None), |seen| {
        let late = seen.iter().skip_while(|one| one.id != "2" || one.receives > 1);
        (0, failures(late.map(|one| one.id.as_str())))
    });
    for n in 1..=6 {
        queue.send(&n.to_string(), Some("g"));
    }
    let mapping = Mapping { batch_items_max: 4, partial_failures: true, ..mapping("q.fifo") };
    world.start(&mapping);
    world.soon(|| !world.function.ids().is_empty());
    world.settle();
    // 5 and 6 wait, although nothing is wrong with them.
    assert_eq!(world.function.ids(), [["1", "2", "3", "4"]]);
    world.until(|| queue.left() == 0);
    assert_eq!(world.function.ids()[1..], [vec!["2", "3", "4", "5"], vec!["6"]]);
}

#[test]
fn what_is_disabled_ends_its_batches_and_begins_no_other() {
    let (queue, mut world) = world((false, None), |_| (1_000, done()));
    queue.send("a", None);
    world.start(&mapping("q"));
    world.soon(|| world.function.running() == 1);
    world.set(Mapping { enabled: false, ..mapping("q") });
    queue.send("b", None);
    world.settle();
    assert!(!world.triggers().standing("m").settled);
    world.advance(Duration::from_secs(1));
    world.soon(|| world.triggers().standing("m").settled);
    assert_eq!((world.function.ids(), queue.left()), (vec![vec!["a".to_owned()]], 1));
    world.set(mapping("q"));
    world.until(|| queue.left() == 0);
    let ended = kit::Triggers::end(&**world.triggers(), "m");
    world.block_on(ended);
    queue.send("c", None);
    world.settle();
    assert_eq!(queue.left(), 1);
}

#[test]
fn a_change_lets_a_waiting_batch_go_and_counts_from_the_next() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    let window = Duration::from_secs(300);
    world.start(&Mapping { window, ..mapping("q") });
    queue.send("a", None);
    world.settle();
    world.set(Mapping { batch_items_max: 1, ..mapping("q") });
    world.settle();
    queue.send("b", None);
    queue.send("c", None);
    world.until(|| queue.left() == 0);
    assert!(world.function.ids().iter().all(|batch| batch.len() == 1));
}

#[test]
fn what_keeps_it_from_reading_is_told_and_passes() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    world.start(&mapping("q"));
    let result = |world: &World| world.triggers().standing("m").result;
    assert_eq!(result(&world), None);
    *world.role.0.lock().unwrap() = OneRole::may("sqs:ReceiveMessage");
    queue.send("a", None);
    world.settle();
    let text = "PROBLEM: The function's execution role does not have permission to call \
        sqs:DeleteMessage on the event source.";
    assert_eq!((result(&world).as_deref(), queue.left()), (Some(text), 1));
    *world.role.0.lock().unwrap() = OneRole::may("sqs:*");
    *world.function.gone.lock().unwrap() = true;
    assert_eq!(result(&world).as_deref(), Some("PROBLEM: The function does not exist."));
    world.advance(Duration::from_mins(2));
    assert_eq!((queue.left(), queue.state.lock().unwrap().leases), (1, 0));
    *world.function.gone.lock().unwrap() = false;
    world.until(|| queue.left() == 0);
    queue.remove();
    world.settle();
    assert_eq!(result(&world).as_deref(), Some("PROBLEM: The event source does not exist."));
    world.end();
}

#[test]
fn an_orderly_end_gives_back_what_nobody_saw() {
    let (queue, mut world) = world((false, None), |_| (0, Act::Throttle));
    queue.send("a", None);
    world.start(&mapping("q"));
    world.until(|| world.function.throttles.load(Ordering::SeqCst) > 0);
    world.end();
    let window = Duration::from_secs(300);
    world.start(&Mapping { window, ..mapping("q") });
    world.settle();
    world.end();
    assert_eq!(queue.left(), 1);
    // As if it had never been leased.
    let again = Function::doing(&world.store, |_| (0, done()));
    world.function = Arc::clone(&again);
    world.start(&mapping("q"));
    world.until(|| queue.left() == 0);
    assert_eq!(again.batches.lock().unwrap()[0][0].receives, 1);
}

#[test]
fn a_batch_holds_no_more_than_an_event_may() {
    let (queue, mut world) = world((false, None), |_| (0, done()));
    for n in 0..5 {
        queue.send(&format!("{n}{}", "x".repeat(1_400_000)), None);
    }
    world.start(&mapping("q"));
    world.until(|| queue.left() == 0);
    // The body is in a record of the fake twice: two of them make an event.
    let mut sizes: Vec<usize> = world.function.ids().iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2, 2]);
}
