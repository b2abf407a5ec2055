use std::sync::Mutex;

use store::{Options, Store, Timer};

use super::*;

/// Deadlines, with how often what is due comes again.
static FIRST: Timer<u64> = Timer::new("test.first");
static SECOND: Timer<u64> = Timer::new("test.second");

const START_MS: i64 = 1_700_000_000_000;
const MINUTE_MS: i64 = 60_000;

type Diary = Arc<Mutex<Vec<(i64, &'static str)>>>;

/// Handles what is due of a timer as services do; each comes again after twenty minutes.
async fn handle(store: Store, timer: &'static Timer<u64>, name: &'static str, diary: Diary) {
    while store.wait_due(timer).await.is_ok() {
        let diary = Arc::clone(&diary);
        let done = store.write(move |tx| -> Result<(), store::Error> {
            for due in tx.due(timer, tx.now(), 1)? {
                let minutes = (due.deadline.millis() - START_MS) / MINUTE_MS;
                diary.lock().unwrap().push((minutes, name));
                assert_eq!(due.deadline, tx.now());
                match due.payload {
                    0 => tx.cancel_timer(timer, &due.key).map(|_| ())?,
                    left => {
                        let again = tx.now().plus(Duration::from_secs(20 * 60));
                        tx.set_timer(timer, again, &due.key, &(left - 1))?;
                    }
                }
            }
            Ok(())
        });
        done.await.unwrap();
    }
}

struct Lazy(Mutex<u32>);

impl Worker for Lazy {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        let mut left = self.0.lock().unwrap();
        *left = left.saturating_sub(1);
        Ok((*left > 0).then(|| "a lazy one".to_owned()))
    }
}

fn time(looks: u32) -> Time {
    let clock = Arc::new(VirtualClock::at(Timestamp(START_MS)));
    let options = Options { clock: clock.clone(), ..Options::default() };
    let store = Store::ephemeral(options).unwrap();
    let workers: Vec<Arc<dyn Worker>> = vec![Arc::new(Lazy(Mutex::new(looks)))];
    Time { store, clock: Some(clock), workers, turn: tokio::sync::Mutex::default() }
}

fn minutes(number: i64) -> Timestamp {
    Timestamp(START_MS + number * MINUTE_MS)
}

fn on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

async fn go(time: &Time, to: Timestamp) {
    while time.advance(to).await.unwrap()["reached"] != true {}
}

#[test]
fn what_becomes_due_is_done_in_the_order_of_its_time_with_what_follows_from_it() {
    on(async {
        let time = time(5);
        let diary = Diary::default();
        for (timer, name) in [(&FIRST, "first"), (&SECOND, "second")] {
            tokio::spawn(handle(time.store.clone(), timer, name, Arc::clone(&diary)));
        }
        let set = time.store.write(|tx| -> Result<(), store::Error> {
            tx.set_timer(&FIRST, minutes(10), b"a", &3)?;
            tx.set_timer(&SECOND, minutes(20), b"b", &1)?;
            tx.set_timer(&SECOND, minutes(60), b"c", &0)
        });
        set.await.unwrap();
        go(&time, minutes(60)).await;
        let expected = [
            (10, "first"),
            (20, "second"),
            (30, "first"),
            (40, "second"),
            (50, "first"),
            (60, "second"),
        ];
        assert_eq!(*diary.lock().unwrap(), expected);
        go(&time, minutes(69)).await;
        assert_eq!(diary.lock().unwrap().len(), expected.len());
        go(&time, minutes(70)).await;
        assert_eq!(diary.lock().unwrap().last(), Some(&(70, "first")));
        assert_eq!(time.store.clock().now(), minutes(70));
    });
}

#[test]
fn time_waits_for_what_is_due_and_says_for_what() {
    on(async {
        let time = time(0);
        let set = time.store.write(|tx| tx.set_timer(&FIRST, minutes(10), b"a", &0));
        set.await.unwrap();
        let answer = time.advance(minutes(60)).await.unwrap();
        assert_eq!((&answer["reached"], &answer["millis"]), (&json!(false), &json!(minutes(10).0)));
        assert_eq!(answer["busy"], "what is due of test.first");
        tokio::spawn(handle(time.store.clone(), &FIRST, "first", Diary::default()));
        go(&time, minutes(60)).await;
    });
}

#[test]
fn time_does_not_go_back_and_the_machines_is_not_moved() {
    on(async {
        let mut time = time(0);
        go(&time, minutes(1)).await;
        let refused = time.advance(minutes(0)).await.unwrap_err();
        assert!(refused.message.unwrap().contains("it is 2023-11-14T22:14:20.000Z"));
        time.clock = None;
        let refused = time.advance(minutes(2)).await.unwrap_err();
        assert!(refused.message.unwrap().contains("squall up --clock virtual"));
    });
}

#[test]
fn a_state_goes_on_where_its_time_stopped() {
    let time = time(0);
    let machine = SystemClock.now();
    let started = |store: &Store| {
        let clock = VirtualClock::at(Timestamp(0));
        begin(store, Some(&clock)).unwrap();
        clock.now()
    };
    let began = started(&time.store);
    assert!(began >= machine);
    assert_eq!(started(&time.store), began);
    let later = began.plus(Duration::from_secs(3600));
    on(go(&time, later));
    assert_eq!(started(&time.store), later);
    // The machine's clock is an hour behind.
    let refused = begin(&time.store, None).unwrap_err().to_string();
    assert!(refused.contains(&later.iso_millis()), "{refused}");
    assert_eq!(started(&time.store), later);
    let past = time.store.write_blocking(|tx| store::time::reach(tx, Timestamp(START_MS)));
    past.unwrap();
    begin(&time.store, None).unwrap();
    assert!(started(&time.store) >= machine);
}

#[test]
fn a_span_is_a_sum_of_numbers_with_units() {
    for (text, seconds) in [
        ("90s", Some(90)),
        ("1h30m", Some(5_400)),
        ("2d", Some(172_800)),
        ("1000ms", Some(1)),
        ("36500d", Some(36_500 * 86_400)),
        ("36501d", None),
        ("", None),
        ("1", None),
        ("h", None),
        ("1.5h", None),
        ("-1h", None),
        ("99999999999999999999d", None),
    ] {
        assert_eq!(span(text), seconds.map(Duration::from_secs), "{text}");
    }
}
