//! Receives that wait.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use base::FakeClock;
use kit::Gone;
use serde_json::{Value, json};

use crate::bench::{Bench, block_on, url};

struct Counter(std::sync::mpsc::Sender<()>);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        let _ = self.0.send(());
    }
}

fn wish(name: &str) -> Value {
    json!({"QueueUrl": url(name), "WaitTimeSeconds": 20, "MaxNumberOfMessages": 10})
}

/// Polls until it is pending with nothing under way but time.
fn begin<F: Future>(bench: &Bench, future: &mut std::pin::Pin<&mut F>) -> Option<F::Output> {
    let (sender, woken) = std::sync::mpsc::channel();
    let waker = Waker::from(Arc::new(Counter(sender)));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(output);
        }
        // What the store is asked comes before what is asked of it now.
        let asked = bench.store.write(|tx| Ok::<_, store::Error>(tx.now()));
        asked.wait().unwrap();
        if woken.recv_timeout(Duration::from_millis(50)).is_err() {
            return None;
        }
    }
}

#[test]
fn a_message_ends_the_wait() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    let input = wish("q");
    let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    assert!(begin(&bench, &mut waiting).is_none());
    bench.send("q", "m", json!({}));
    let (status, _, body) = block_on(waiting);
    assert_eq!((status, &body["Messages"][0]["Body"]), (200, &json!("m")));
}

#[test]
fn the_end_of_a_delay_or_of_another_ones_hold_ends_the_wait() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    bench.send("q", "delayed", json!({"DelaySeconds": 5}));
    let input = wish("q");
    {
        let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
        assert!(begin(&bench, &mut waiting).is_none());
        bench.seconds(5);
        bench.store.clock_moved();
        let (_, _, body) = block_on(waiting);
        assert_eq!(body["Messages"][0]["Body"], "delayed");
    }
    let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    assert!(begin(&bench, &mut waiting).is_none());
    // Another one who waits leaves: this one has to know when to look by itself.
    bench.seconds(30);
    bench.store.clock_moved();
    let (_, _, body) = block_on(waiting);
    assert_eq!(body["Messages"][0]["Body"], "delayed");
}

#[test]
fn one_who_waits_hears_when_what_another_took_comes_back() {
    let bench = Bench::new();
    bench.queue("q", json!({"VisibilityTimeout": "3"}));
    let input = wish("q");
    let mut one = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    let mut two = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    assert!(begin(&bench, &mut one).is_none());
    assert!(begin(&bench, &mut two).is_none());
    bench.send("q", "m", json!({}));
    let (_, _, body) = begin(&bench, &mut one).expect("the first of them gets it");
    assert_eq!(body["Messages"][0]["Body"], "m");
    assert!(begin(&bench, &mut two).is_none());
    bench.seconds(3);
    bench.store.clock_moved();
    let (_, _, body) = block_on(two);
    assert_eq!(body["Messages"][0]["Body"], "m");
}

#[test]
fn a_wait_is_over_with_its_time_its_client_or_its_queue() {
    let bench = Bench::new();
    bench.queue("q", json!({"ReceiveMessageWaitTimeSeconds": "20"}));
    let input = json!({"QueueUrl": url("q")});
    {
        let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
        assert!(begin(&bench, &mut waiting).is_none());
        bench.seconds(20);
        bench.store.clock_moved();
        let (status, _, body) = block_on(waiting);
        assert_eq!((status, body), (200, json!({})));
    }
    {
        let gone = Gone::default();
        let mut waiting = pin!(bench.answer("ReceiveMessage", &input, gone.clone()));
        assert!(begin(&bench, &mut waiting).is_none());
        gone.leave();
        let (_, _, body) = block_on(waiting);
        assert_eq!(body, json!({}));
        bench.send("q", "m", json!({}));
        assert_eq!(bench.depth("q"), [1, 0, 0], "nobody took it for one who has gone");
        bench.receive("q", json!({"VisibilityTimeout": 600}));
    }
    let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    assert!(begin(&bench, &mut waiting).is_none());
    bench.ok("DeleteQueue", json!({"QueueUrl": url("q")}));
    let (status, headers, _) = block_on(waiting);
    let code = headers["x-amzn-query-error"].to_str().unwrap();
    assert_eq!((status, code), (400, "AWS.SimpleQueueService.NonExistentQueue;Sender"));
}

#[test]
fn a_wait_goes_by_the_machines_clock_whatever_messages_live_by() {
    let machine = Arc::new(FakeClock::at(7));
    let bench = Bench::beside(Some(machine.clone()));
    bench.queue("q", json!({}));
    bench.send("q", "delayed", json!({"DelaySeconds": 60}));
    let input = wish("q");
    {
        let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
        assert!(begin(&bench, &mut waiting).is_none());
        bench.seconds(30);
        bench.store.clock_moved();
        assert!(begin(&bench, &mut waiting).is_none(), "half a minute of theirs is none of ours");
        machine.advance(Duration::from_secs(20));
        bench.store.clock_moved();
        let (status, _, body) = block_on(waiting);
        assert_eq!((status, body), (200, json!({})));
    }
    let mut waiting = pin!(bench.answer("ReceiveMessage", &input, Gone::default()));
    assert!(begin(&bench, &mut waiting).is_none());
    bench.seconds(30);
    bench.store.clock_moved();
    let (_, _, body) = block_on(waiting);
    assert_eq!(body["Messages"][0]["Body"], "delayed");
}
