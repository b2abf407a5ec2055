//! FIFO queues: groups in order, deduplication, attempts.

use serde_json::{Value, json};

use crate::bench::{Bench, url};

fn fifo(bench: &Bench, more: Value) {
    let mut attributes = json!({"FifoQueue": "true"});
    attributes.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    bench.queue("q.fifo", attributes);
}

fn put(bench: &Bench, group: &str, body: &str) -> Value {
    let more = json!({"MessageGroupId": group, "MessageDeduplicationId": body});
    bench.send("q.fifo", body, more)
}

fn change(bench: &Bench, message: &Value, seconds: i64) {
    let handle = &message["ReceiptHandle"];
    let input = json!({
        "QueueUrl": url("q.fifo"), "ReceiptHandle": handle, "VisibilityTimeout": seconds,
    });
    bench.ok("ChangeMessageVisibility", input);
}

#[test]
fn a_group_waits_for_its_first_message() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    for (group, body) in [("g", "1"), ("g", "2"), ("h", "3"), ("g", "4")] {
        put(&bench, group, body);
    }
    let first = bench.receive("q.fifo", json!({"MaxNumberOfMessages": 1}));
    assert_eq!(first[0]["Body"], "1");
    assert_eq!(first[0]["Attributes"]["MessageGroupId"], "g");
    assert_eq!(bench.bodies("q.fifo", json!({})), ["3"], "only the other group");
    assert_eq!(bench.depth("q.fifo"), [2, 2, 0]);
    bench.delete("q.fifo", &first[0]);
    bench.seconds(1);
    assert_eq!(bench.bodies("q.fifo", json!({})), ["2", "4"]);
    bench.seconds(30);
    assert_eq!(bench.bodies("q.fifo", json!({})), ["3", "2", "4"], "in order again");
}

/// What AWS gives after three messages of a group were received and some given back.
#[test]
fn messages_are_given_up_to_one_that_is_invisible() {
    for (given_back, expected) in [
        (&[][..], &[][..]),
        (&[0], &["a"]),
        (&[0, 1], &["a", "b"]),
        (&[0, 2], &["a"]),
        (&[1, 2], &[]),
        (&[0, 1, 2], &["a", "b", "c"]),
    ] {
        let bench = Bench::new();
        fifo(&bench, json!({}));
        for body in ["a", "b", "c"] {
            put(&bench, "g", body);
        }
        let all = bench.receive("q.fifo", json!({}));
        assert_eq!(all.len(), 3);
        for index in given_back {
            change(&bench, &all[*index], 0);
        }
        assert_eq!(bench.bodies("q.fifo", json!({})), expected, "{given_back:?}");
    }
}

#[test]
fn sequence_numbers_grow_and_have_twenty_digits() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    let numbers: Vec<String> = (0..3)
        .map(|n| put(&bench, "g", &n.to_string())["SequenceNumber"].as_str().unwrap().to_owned())
        .collect();
    assert!(numbers.is_sorted() && numbers.iter().all(|number| number.len() == 20), "{numbers:?}");
    let got = bench.receive("q.fifo", json!({}));
    assert_eq!(got[2]["Attributes"]["SequenceNumber"], numbers[2].as_str());
}

#[test]
fn what_was_sent_in_five_minutes_is_not_sent_again() {
    let bench = Bench::new();
    fifo(&bench, json!({"ContentBasedDeduplication": "true"}));
    let send = |body: &str, group: &str, id: Option<&str>| {
        let mut more = json!({"MessageGroupId": group});
        if let Some(id) = id {
            more["MessageDeduplicationId"] = json!(id);
        }
        bench.send("q.fifo", body, more)
    };
    let one = send("x", "g", None);
    assert_eq!(send("x", "h", None)["MessageId"], one["MessageId"], "by content, in the queue");
    let two = send("x", "g", Some("id"));
    assert_ne!(two["MessageId"], one["MessageId"]);
    assert_eq!(send("y", "g", Some("id"))["SequenceNumber"], two["SequenceNumber"]);
    assert_eq!(bench.depth("q.fifo"), [2, 0, 0]);
    let got = bench.receive("q.fifo", json!({}));
    for message in &got {
        bench.delete("q.fifo", message);
    }
    bench.seconds(299);
    send("x", "g", None);
    assert_eq!(bench.depth("q.fifo"), [0, 0, 0], "also when it is gone");
    bench.seconds(1);
    send("x", "g", None);
    assert_eq!(bench.depth("q.fifo"), [1, 0, 0]);
}

#[test]
fn ids_may_be_a_groups_own() {
    let bench = Bench::new();
    fifo(
        &bench,
        json!({"DeduplicationScope": "messageGroup", "FifoThroughputLimit": "perMessageGroupId"}),
    );
    for group in ["g", "h", "g"] {
        let more = json!({"MessageGroupId": group, "MessageDeduplicationId": "id"});
        bench.send("q.fifo", group, more);
    }
    assert_eq!(bench.bodies("q.fifo", json!({})), ["g", "h"]);
}

#[test]
fn an_expired_handle_is_refused() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    put(&bench, "g", "1");
    let got = bench.receive("q.fifo", json!({"VisibilityTimeout": 1}));
    bench.seconds(1);
    let handle = &got[0]["ReceiptHandle"];
    let input = json!({"QueueUrl": url("q.fifo"), "ReceiptHandle": handle});
    let said = bench.refused("DeleteMessage", input);
    assert!(said.starts_with("InvalidParameterValue: Value "), "{said}");
    assert!(said.ends_with("Reason: The receipt handle has expired."), "{said}");
    assert_eq!(bench.bodies("q.fifo", json!({})), ["1"]);
}

#[test]
fn an_attempt_that_is_tried_again_gets_the_same() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    for body in ["1", "2"] {
        put(&bench, "g", body);
    }
    let wish = json!({"ReceiveRequestAttemptId": "try", "MaxNumberOfMessages": 1});
    let one = bench.receive("q.fifo", wish.clone());
    bench.seconds(20);
    let two = bench.receive("q.fifo", wish.clone());
    assert_eq!(one[0]["ReceiptHandle"], two[0]["ReceiptHandle"]);
    assert_eq!(two[0]["Attributes"]["ApproximateReceiveCount"], "1");
    bench.seconds(20);
    assert_eq!(bench.depth("q.fifo"), [1, 1, 0], "for another while");
    bench.delete("q.fifo", &two[0]);
    assert_eq!(bench.bodies("q.fifo", wish), ["2"], "what is gone is not given again");
}

#[test]
fn a_fifo_queue_asks_for_groups_and_ids() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    let send = |more: Value| {
        let mut input = json!({"QueueUrl": url("q.fifo"), "MessageBody": "x"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        bench.refused("SendMessage", input)
    };
    let said = send(json!({"MessageDeduplicationId": "d"}));
    assert_eq!(said, "MissingParameter: The request must contain the parameter MessageGroupId.");
    let said = send(json!({"MessageGroupId": "g"}));
    assert!(said.starts_with("InvalidParameterValue: The queue should either have"), "{said}");
    let said =
        send(json!({"MessageGroupId": "g", "MessageDeduplicationId": "d", "DelaySeconds": 2}));
    assert!(said.contains("Value 2 for parameter DelaySeconds is invalid."), "{said}");
    let entries = json!([{"Id": "a", "MessageBody": "x", "MessageDeduplicationId": "d"}]);
    let input = json!({"QueueUrl": url("q.fifo"), "Entries": entries});
    let said = bench.refused("SendMessageBatch", input);
    let whole = "InvalidParameterValue: The request must contain the parameter MessageGroupId.";
    assert_eq!(said, whole);
}

#[test]
fn the_queues_delay_holds_a_group_back() {
    let bench = Bench::new();
    fifo(&bench, json!({"DelaySeconds": "5"}));
    put(&bench, "g", "1");
    bench.seconds(3);
    put(&bench, "g", "2");
    assert_eq!(bench.depth("q.fifo"), [0, 0, 2]);
    bench.seconds(2);
    assert_eq!(bench.bodies("q.fifo", json!({})), ["1"]);
    bench.seconds(3);
    assert!(bench.receive("q.fifo", json!({})).is_empty(), "the first is in flight");
}

#[test]
fn a_changed_scope_of_deduplication_counts_after_a_minute() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    let scope = |scope: &str| {
        let attributes = json!({"DeduplicationScope": scope});
        bench
            .ok("SetQueueAttributes", json!({"QueueUrl": url("q.fifo"), "Attributes": attributes}));
    };
    let send = |group: &str| {
        let more = json!({"MessageGroupId": group, "MessageDeduplicationId": "d"});
        bench.send("q.fifo", group, more);
    };
    send("a");
    scope("messageGroup");
    assert_eq!(bench.attribute("q.fifo", "DeduplicationScope"), "messageGroup");
    send("b");
    bench.seconds(59);
    send("c");
    bench.seconds(1);
    send("d");
    scope("queue");
    send("e");
    scope("messageGroup");
    send("f");
    assert_eq!(bench.bodies("q.fifo", json!({})), ["a", "d", "e", "f"]);
}

#[test]
fn a_changed_delay_counts_for_what_is_there() {
    let bench = Bench::new();
    fifo(&bench, json!({}));
    let delay = |seconds: u32| {
        let attributes = json!({"DelaySeconds": seconds.to_string()});
        bench
            .ok("SetQueueAttributes", json!({"QueueUrl": url("q.fifo"), "Attributes": attributes}));
    };
    put(&bench, "g", "a");
    put(&bench, "h", "b");
    assert_eq!(bench.receive("q.fifo", json!({"MaxNumberOfMessages": 1}))[0]["Body"], "a");
    put(&bench, "g", "c");
    delay(20);
    assert_eq!(bench.depth("q.fifo"), [0, 1, 2]);
    assert!(bench.receive("q.fifo", json!({})).is_empty());
    bench.seconds(10);
    delay(10);
    assert_eq!(bench.depth("q.fifo"), [2, 1, 0]);
    assert_eq!(bench.bodies("q.fifo", json!({})), ["b"], "the other group's first is out");
    delay(0);
    bench.seconds(30);
    assert_eq!(bench.bodies("q.fifo", json!({"MaxNumberOfMessages": 2})), ["a", "c"]);
}
