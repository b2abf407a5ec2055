//! The facade's behaviour, the same for a durable and an ephemeral store.

#![allow(clippy::unwrap_used, reason = "tests stop at the first thing that is not right")]

use base::{FakeClock, SeededRandom, Timestamp};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use store::{
    Direction, Error, Feed, Options, Range, Raw, Store, Table, Timer, WriteError, WriteTx,
};

static ROWS: Table<&str, String> = Table::new("test.row");
static PAIRS: Table<(&str, u64), Vec<u8>> = Table::new("test.pair");
static ITEMS: Table<(u64, Raw), Vec<u8>> = Table::new("test.item");
static CHANGES: Feed<String> = Feed::new("test.change");
static ALARMS: Timer<String> = Timer::new("test.alarm");
static OTHERS: Timer<u64> = Timer::new("test.alarm.other");

/// A directory of its own, removed afterwards.
struct Place(PathBuf);

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let name = format!("store-facade-{}-{number}", std::process::id());
        Place(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn options(clock: &Arc<FakeClock>) -> Options {
    Options { clock: clock.clone(), random: Arc::new(SeededRandom::new(1)), ..Options::default() }
}

/// Runs one scenario on each kind of store.
fn both(scenario: impl Fn(&Store, &FakeClock)) {
    let clock = Arc::new(FakeClock::at(1_000));
    let place = Place::new();
    for store in [Store::open(&place.0, options(&clock)), Store::ephemeral(options(&clock))] {
        scenario(&store.unwrap(), &clock);
    }
}

fn put(store: &Store, key: &'static str, value: &'static str) {
    write(store, move |tx| tx.put(&ROWS, key, &value.to_owned())).unwrap();
}

fn get(store: &Store, key: &str) -> Option<String> {
    store.read(|tx| tx.get(&ROWS, key)).unwrap()
}

fn write<R: Send + 'static>(
    store: &Store,
    closure: impl FnOnce(&mut WriteTx) -> Result<R, Error> + Send + 'static,
) -> Result<R, WriteError<Error>> {
    store.write_blocking(closure)
}

fn names(store: &Store, range: Range<&'static str>, direction: Direction) -> Vec<String> {
    let found: Result<Vec<_>, _> =
        store.read(|tx| tx.scan(&ROWS, range, direction).unwrap().collect());
    found.unwrap().into_iter().map(|(key, _)| key).collect()
}

#[test]
fn a_write_is_read_back() {
    both(|store, _| {
        assert_eq!(get(store, "a"), None);
        put(store, "a", "1");
        put(store, "a", "2");
        assert_eq!(get(store, "a").as_deref(), Some("2"));
        assert_eq!(write(store, |tx| tx.take(&ROWS, "a")).unwrap().as_deref(), Some("2"));
        assert_eq!(get(store, "a"), None);
    });
}

#[test]
fn a_snapshot_does_not_move() {
    both(|store, _| {
        put(store, "a", "1");
        store.read(|tx| {
            put(store, "a", "2");
            assert_eq!(tx.get(&ROWS, "a").unwrap().as_deref(), Some("1"));
        });
        assert_eq!(get(store, "a").as_deref(), Some("2"));
    });
}

#[test]
fn a_closure_that_fails_or_panics_leaves_no_trace_and_hurts_nobody() {
    both(|store, _| {
        put(store, "a", "1");
        let good = store.write(|tx| tx.put(&ROWS, "good", &"x".into()));
        let bad = store.write(|tx| {
            tx.put(&ROWS, "a", &"2".into())?;
            tx.append(&CHANGES, b"p", &"bad".into())?;
            tx.set_timer(&ALARMS, Timestamp(1), b"bad", &String::new())?;
            Err::<(), _>(Error::Closed)
        });
        let panic = store.write(|tx| {
            tx.put(&ROWS, "a", &"3".into())?;
            if tx.now().millis() > 0 {
                panic!("on purpose");
            }
            Ok::<_, Error>(())
        });
        let after = store.write(|tx| {
            let seen = tx.get(&ROWS, "a")?;
            tx.put(&ROWS, "after", &String::new())?;
            Ok::<_, Error>(seen)
        });
        good.wait().unwrap();
        assert!(matches!(bad.wait(), Err(WriteError::Closure(Error::Closed))));
        let Err(WriteError::Store(Error::Panicked(text))) = panic.wait() else {
            unreachable!("the panic is this caller's error")
        };
        assert_eq!(&*text, "on purpose");
        assert_eq!(after.wait().unwrap().as_deref(), Some("1"));
        assert_eq!(names(store, Range::all(), Direction::Forward), ["a", "after", "good"]);
        assert_eq!(get(store, "a").as_deref(), Some("1"));
        assert_eq!(store.read(|tx| tx.feed_last(&CHANGES, b"p")).unwrap(), 0);
        assert!(store.read(|tx| tx.due(&ALARMS, Timestamp(9), 9)).unwrap().is_empty());
    });
}

#[test]
fn each_closure_sees_all_earlier_ones() {
    both(|store, _| {
        static COUNT: Table<(), u64> = Table::new("test.count");
        let add = |tx: &mut WriteTx| {
            let count = tx.get(&COUNT, ())?.unwrap_or(0) + 1;
            tx.put(&COUNT, (), &count)?;
            Ok::<_, Error>(count)
        };
        let all: Vec<_> = (0..500).map(|_| store.write(add)).collect();
        let results: Vec<u64> = all.into_iter().map(|one| one.wait().unwrap()).collect();
        assert_eq!(results, (1..=500).collect::<Vec<_>>());
    });
}

#[test]
fn scans_merge_what_is_not_committed_yet() {
    both(|store, _| {
        for key in ["a", "b", "c", "d", "e"] {
            put(store, key, "old");
        }
        let seen = write(store, |tx| {
            tx.put(&ROWS, "b", &"new".into())?;
            tx.put(&ROWS, "bb", &"new".into())?;
            tx.delete(&ROWS, "c")?;
            tx.delete(&ROWS, "e")?;
            tx.put(&ROWS, "f", &"new".into())?;
            let all = |direction| {
                let rows = tx.scan(&ROWS, Range::all(), direction)?;
                rows.map(|row| row.map(|(key, value)| format!("{key}={value}")))
                    .collect::<Result<Vec<_>, _>>()
            };
            Ok((all(Direction::Forward)?, all(Direction::Reverse)?))
        });
        let (forward, mut reverse) = seen.unwrap();
        assert_eq!(forward, ["a=old", "b=new", "bb=new", "d=old", "f=new"]);
        reverse.reverse();
        assert_eq!(forward, reverse);
    });
}

#[test]
fn ranges_and_prefixes_keep_to_their_bounds() {
    both(|store, _| {
        write(store, |tx| {
            for (name, number) in [("a", 1), ("a", 2), ("a", 300), ("a\0", 4), ("ab", 5)] {
                tx.put(&PAIRS, (name, number), &vec![])?;
            }
            for (table, key) in [(1, &b"\xff"[..]), (1, b"\xff\xff"), (2, b""), (u64::MAX, b"x")] {
                tx.put(&ITEMS, (table, key), &key.to_vec())?;
            }
            Ok(())
        })
        .unwrap();
        let pairs = |range, direction| {
            store.read(|tx| {
                let rows = tx.scan(&PAIRS, range, direction).unwrap();
                rows.map(|row| row.unwrap().0.1).collect::<Vec<u64>>()
            })
        };
        let forward = Direction::Forward;
        let numbers: Vec<u64> = pairs(Range::prefix(("a",)), forward);
        assert_eq!(numbers, [1, 2, 300]);
        assert_eq!(pairs(Range::prefix(("a",)).after(("a", 1)), forward), [2, 300]);
        assert_eq!(pairs(Range::prefix(("a",)).before(("a", 300)), Direction::Reverse), [2, 1]);
        assert_eq!(
            pairs(Range::prefix(("a",)).at_least(("a", 2)).at_most(("b", 0)), forward),
            [2, 300]
        );
        assert_eq!(pairs(Range::all(), forward), [1, 2, 300, 4, 5]);
        assert_eq!(pairs(Range::all().after(("b", 0)).before(("a", 0)), forward), [0u64; 0]);
        let items = store.read(|tx| {
            let rows = tx.scan(&ITEMS, Range::prefix((1,)), forward).unwrap();
            rows.map(|row| row.unwrap().0).collect::<Vec<_>>()
        });
        assert_eq!(items, [(1, b"\xff".to_vec()), (1, b"\xff\xff".to_vec())]);
    });
}

#[test]
fn a_feed_counts_without_gaps_and_wakes_who_waits() {
    both(|store, _| {
        let waiting = store.wait(&CHANGES, b"p", 0);
        let other = store.wait(&CHANGES, b"q", 0);
        for text in ["one", "two", "three"] {
            write(store, move |tx| tx.append(&CHANGES, b"p", &text.into())).unwrap();
        }
        assert_eq!(waiting.wait().unwrap(), 1);
        assert!(other.wait_for(Duration::ZERO).is_none());
        assert_eq!(store.wait(&CHANGES, b"p", 2).wait().unwrap(), 3);
        let entries = store.read(|tx| tx.feed_read(&CHANGES, b"p", 1, 10)).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(entries[0].payload, "two");
        assert_eq!(entries[0].at, Timestamp(1_000));
        assert_eq!(write(store, |tx| tx.feed_trim(&CHANGES, b"p", 2, 1)).unwrap(), 1);
        assert_eq!(store.read(|tx| tx.feed_first(&CHANGES, b"p")).unwrap(), Some(2));
        assert_eq!(write(store, |tx| tx.feed_trim(&CHANGES, b"p", 9, 9)).unwrap(), 2);
        assert_eq!(store.read(|tx| tx.feed_first(&CHANGES, b"p")).unwrap(), None);
        let next = write(store, |tx| tx.append(&CHANGES, b"p", &"four".into())).unwrap();
        assert_eq!(next, 4);
    });
}

#[test]
fn a_timer_wakes_at_its_earliest_deadline_and_not_before() {
    both(|store, clock| {
        let now = store.read(|tx| tx.now());
        let waiting = store.wait_due(&ALARMS);
        write(store, move |tx| {
            tx.set_timer(&ALARMS, now.plus(Duration::from_secs(9)), b"late", &"late".into())?;
            tx.set_timer(&ALARMS, now.plus(Duration::from_secs(7)), b"moved", &"early".into())?;
            tx.set_timer(&ALARMS, now.plus(Duration::from_secs(5)), b"gone", &"gone".into())?;
            tx.set_timer(&ALARMS, now.plus(Duration::from_secs(3)), b"moved", &"early".into())?;
            assert!(tx.cancel_timer(&ALARMS, b"gone")?);
            assert!(!tx.cancel_timer(&ALARMS, b"gone")?);
            Ok(())
        })
        .unwrap();
        clock.advance(Duration::from_secs(3));
        store.clock_moved();
        waiting.wait().unwrap();
        let now = store.read(|tx| tx.now());
        let due = store.read(|tx| tx.due(&ALARMS, now, 10)).unwrap();
        assert_eq!(due.iter().map(|due| due.payload.as_str()).collect::<Vec<_>>(), ["early"]);
        let key = due[0].key.clone();
        write(store, move |tx| tx.cancel_timer(&ALARMS, &key)).unwrap();

        let waiting = store.wait_due(&ALARMS);
        assert!(waiting.wait_for(Duration::from_millis(20)).is_none(), "the late one is not due");
        clock.advance(Duration::from_secs(6));
        store.wait_due(&ALARMS).wait().unwrap();
        write(store, |tx| tx.cancel_timer(&ALARMS, b"late")).unwrap();
    });
}

#[test]
fn a_time_is_waited_for_as_a_timer_is() {
    both(|store, clock| {
        let now = store.clock().now();
        let at = move |seconds| now.plus(Duration::from_secs(seconds));
        let (early, late) = (store.wait_until(at(2)), store.wait_until(at(4)));
        store.wait_until(now).wait().unwrap();
        assert!(!store.is_waking());
        write(store, move |tx| tx.set_timer(&ALARMS, at(3), b"a", &String::new())).unwrap();
        let timer = store.wait_due(&ALARMS);
        clock.advance(Duration::from_secs(3));
        store.clock_moved();
        assert!(store.is_waking());
        early.wait().unwrap();
        assert!(store.is_waking());
        timer.wait().unwrap();
        assert!(!store.is_waking());
        assert!(late.wait_for(Duration::from_millis(20)).is_none());
        write(store, |tx| tx.cancel_timer(&ALARMS, b"a")).unwrap();
    });
}

#[test]
fn a_pause_goes_by_the_machines_clock() {
    let (clock, machine) = (Arc::new(FakeClock::at(1_000)), Arc::new(FakeClock::at(5_000)));
    let options = Options { machine: Some(machine.clone()), ..options(&clock) };
    let store = Store::ephemeral(options).unwrap();
    let (pause, long) =
        (store.wait_for(Duration::from_secs(2)), store.wait_for(Duration::from_secs(3)));
    let time = store.wait_until(Timestamp(3_000));
    assert_eq!(store.next_deadline().unwrap(), Some(Timestamp(3_000)));
    machine.advance(Duration::from_secs(2));
    store.clock_moved();
    pause.wait().unwrap();
    assert!(time.wait_for(Duration::from_millis(20)).is_none());
    clock.advance(Duration::from_secs(60));
    store.clock_moved();
    assert!(long.wait_for(Duration::from_millis(20)).is_none());
}

#[test]
fn the_next_deadline_is_that_of_all_timers_and_of_who_waits_for_a_time() {
    both(|store, clock| {
        let now = store.clock().now();
        let at = move |seconds| now.plus(Duration::from_secs(seconds));
        assert_eq!(store.next_deadline().unwrap(), None);
        write(store, move |tx| {
            tx.set_timer(&ALARMS, at(0), b"due", &String::new())?;
            tx.set_timer(&ALARMS, at(9), b"late", &String::new())?;
            tx.set_timer(&OTHERS, at(5), b"middle", &1)
        })
        .unwrap();
        let overdue = || store.read(|tx| tx.overdue(tx.now())).unwrap();
        assert_eq!(overdue(), ["test.alarm"]);
        assert_eq!(store.next_deadline().unwrap(), Some(at(5)));
        let waiting = store.wait_until(at(4));
        assert_eq!(store.next_deadline().unwrap(), Some(at(4)));
        drop(waiting);
        assert_eq!(store.next_deadline().unwrap(), Some(at(5)));
        clock.advance(Duration::from_secs(5));
        assert_eq!(overdue(), ["test.alarm", "test.alarm.other"]);
        assert_eq!(store.next_deadline().unwrap(), Some(at(9)));
        write(store, |tx| {
            for key in [b"due".as_slice(), b"late"] {
                tx.cancel_timer(&ALARMS, key)?;
            }
            tx.cancel_timer(&OTHERS, b"middle")
        })
        .unwrap();
        assert_eq!(overdue(), [""; 0]);
    });
}

#[test]
fn a_time_that_was_reached_is_found_again() {
    both(|store, _| {
        assert_eq!(store.read(store::time::reached).unwrap(), None);
        write(store, |tx| store::time::reach(tx, Timestamp(7))).unwrap();
        assert_eq!(store.read(store::time::reached).unwrap(), Some(Timestamp(7)));
        write(store, store::time::forget).unwrap();
        assert_eq!(store.read(store::time::reached).unwrap(), None);
    });
}

#[test]
fn what_is_too_large_is_refused_and_not_committed() {
    both(|store, _| {
        let large = store::limit::VALUE_BYTES_MAX;
        let ignored = write(store, move |tx| {
            tx.put(&ROWS, "small", &String::new())?;
            let _ = tx.put(&PAIRS, ("large", 1), &vec![0; large]);
            Ok(())
        });
        assert!(matches!(ignored, Err(WriteError::Store(Error::TooLarge { .. }))));
        assert_eq!(get(store, "small"), None);
    });
}

#[test]
fn an_overfull_queue_answers_at_once() {
    both(|store, _| {
        let (release, held) = std::sync::mpsc::channel::<()>();
        let first = store.write(move |_| {
            let _ = held.recv();
            Ok::<_, Error>(())
        });
        let mut accepted = Vec::new();
        let refused = loop {
            let mut next = Box::pin(store.write(|_| Ok::<_, Error>(())));
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            match next.as_mut().poll(&mut context) {
                std::task::Poll::Ready(answer) => break answer,
                std::task::Poll::Pending => accepted.push(next),
            }
        };
        assert!(matches!(refused, Err(WriteError::Store(Error::Overloaded))));
        assert!(accepted.len() >= store::limit::QUEUE_CLOSURES_MAX);
        release.send(()).unwrap();
        first.wait().unwrap();
    });
}

#[test]
fn blobs_are_named_by_what_they_hold() {
    both(|store, _| {
        let blobs = store.blobs();
        let id = blobs.put(&b"hello"[..]).unwrap();
        assert_eq!(id.hex(), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assert_eq!(blobs.put(&b"hello"[..]).unwrap(), id);
        assert_eq!(blobs.len(&id).unwrap(), 5);
        let text = std::io::read_to_string(blobs.open(&id).unwrap()).unwrap();
        assert_eq!(text, "hello");
        assert_eq!(blobs.sweep(Duration::from_secs(3600), |_| Ok(false)).unwrap(), 0);
        assert_eq!(blobs.sweep(Duration::ZERO, |_| Ok(true)).unwrap(), 0);
        assert_eq!(blobs.sweep(Duration::ZERO, |_| Ok(false)).unwrap(), 1);
        assert!(matches!(blobs.open(&id), Err(Error::NoBlob(_))));
    });
}

#[test]
fn what_was_accepted_is_committed_when_the_last_handle_goes() {
    let place = Place::new();
    let store = Store::open(&place.0, Options::default()).unwrap();
    let pending = store.write(|tx| tx.put(&ROWS, "a", &"1".into()));
    drop(store);
    pending.wait().unwrap();
    let store = Store::open(&place.0, Options::default()).unwrap();
    assert_eq!(get(&store, "a").as_deref(), Some("1"));
}
