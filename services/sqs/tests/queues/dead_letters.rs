//! Dead-letter queues and the way back out of them.

use serde_json::{Value, json};

use crate::bench::{Bench, arn, url};

fn redrive(target: &str, receives: u64) -> Value {
    let policy = json!({"deadLetterTargetArn": arn(target), "maxReceiveCount": receives});
    json!({"RedrivePolicy": policy.to_string()})
}

#[test]
fn a_message_that_was_received_too_often_is_buried_as_it_is() {
    let bench = Bench::new();
    bench.queue("dead", json!({}));
    bench.queue("q", redrive("dead", 2));
    let sent = bench.send("q", "poison", json!({}));
    bench.seconds(1);
    for count in ["1", "2"] {
        let got = bench.receive("q", json!({"VisibilityTimeout": 1}));
        assert_eq!(got[0]["Attributes"]["ApproximateReceiveCount"], count);
        bench.seconds(1);
    }
    assert_eq!((bench.depth("q"), bench.depth("dead")), ([1, 0, 0], [0, 0, 0]));
    assert!(bench.receive("q", json!({})).is_empty());
    assert_eq!((bench.depth("q"), bench.depth("dead")), ([0, 0, 0], [1, 0, 0]));
    let got = bench.receive("dead", json!({}));
    assert_eq!(got[0]["MessageId"], sent["MessageId"]);
    let attributes = &got[0]["Attributes"];
    assert_eq!(attributes["DeadLetterQueueSourceArn"], arn("q").as_str());
    assert_eq!(attributes["ApproximateReceiveCount"], "3", "counted on");
    let sent_at = crate::bench::START_MS.to_string();
    assert_eq!(attributes["SentTimestamp"], sent_at.as_str(), "kept from when it was sent");
    bench.delete("dead", &got[0]);
    assert_eq!(bench.depth("dead"), [0, 0, 0]);
}

#[test]
fn what_is_buried_ends_when_it_would_have_ended() {
    let bench = Bench::new();
    bench.queue("dead", json!({"MessageRetentionPeriod": "120"}));
    bench.queue("q", redrive("dead", 1));
    bench.send("q", "old", json!({}));
    bench.receive("q", json!({"VisibilityTimeout": 0}));
    bench.seconds(100);
    bench.send("dead", "own", json!({}));
    assert!(bench.receive("q", json!({})).is_empty());
    assert_eq!(bench.depth("dead"), [2, 0, 0]);
    bench.seconds(20);
    assert_eq!(bench.bodies("dead", json!({})), ["own"]);
}

#[test]
fn the_dead_of_a_group_let_the_others_live() {
    let bench = Bench::new();
    bench.queue("dead.fifo", json!({"FifoQueue": "true"}));
    let mut attributes = redrive("dead.fifo", 1);
    attributes["FifoQueue"] = json!("true");
    bench.queue("q.fifo", attributes);
    for body in ["1", "2"] {
        let more = json!({"MessageGroupId": "g", "MessageDeduplicationId": body});
        bench.send("q.fifo", body, more);
    }
    let one = json!({"MaxNumberOfMessages": 1, "VisibilityTimeout": 1});
    assert_eq!(bench.bodies("q.fifo", one.clone()), ["1"]);
    bench.seconds(1);
    assert_eq!(bench.bodies("q.fifo", one), ["2"]);
    assert_eq!(bench.bodies("dead.fifo", json!({})), ["1"]);
}

#[test]
fn a_queue_takes_the_dead_of_those_it_allows() {
    let bench = Bench::new();
    let allow = json!({"redrivePermission": "byQueue", "sourceQueueArns": [arn("yes")]});
    bench.queue("dead", json!({"RedriveAllowPolicy": allow.to_string()}));
    bench.queue("dead.fifo", json!({"FifoQueue": "true"}));
    let create = |name: &str, attributes: Value| {
        bench.refused("CreateQueue", json!({"QueueName": name, "Attributes": attributes}))
    };
    bench.queue("yes", redrive("dead", 3));
    for (said, word) in [
        (create("no", redrive("dead", 3)), "does not allow this source queue"),
        (create("no", redrive("nowhere", 3)), "Dead letter target does not exist."),
        (create("no", redrive("dead.fifo", 3)), "must be same type of queue as the source"),
    ] {
        assert!(said.starts_with("InvalidParameterValue: Value {"), "{said}");
        assert!(said.contains(word), "{said}");
    }
    let sources = bench.ok("ListDeadLetterSourceQueues", json!({"QueueUrl": url("dead")}));
    assert_eq!(sources["queueUrls"], json!([url("yes")]));
}

fn dead(bench: &Bench, count: usize) {
    bench.queue("dead", json!({}));
    bench.queue("q", redrive("dead", 1));
    for number in 0..count {
        bench.send("q", &number.to_string(), json!({}));
    }
    while !bench.receive("q", json!({"VisibilityTimeout": 0})).is_empty() {}
    assert_eq!(bench.depth("dead"), [count as u64, 0, 0]);
}

fn task(bench: &Bench) -> Value {
    let listed = bench.ok("ListMessageMoveTasks", json!({"SourceArn": arn("dead")}));
    listed["Results"][0].clone()
}

#[test]
fn the_dead_go_back_where_they_came_from_as_new_messages() {
    let bench = Bench::new();
    dead(&bench, 250);
    bench.ok("StartMessageMoveTask", json!({"SourceArn": arn("dead")}));
    bench.tend();
    assert_eq!((bench.depth("dead"), bench.depth("q")), ([0, 0, 0], [250, 0, 0]));
    let task = task(&bench);
    assert_eq!(task["Status"], "COMPLETED");
    assert_eq!(task["ApproximateNumberOfMessagesMoved"], 250);
    assert_eq!(task["ApproximateNumberOfMessagesToMove"], 250);
    let got = bench.receive("q", json!({"MaxNumberOfMessages": 1}));
    assert_eq!(got[0]["Attributes"]["ApproximateReceiveCount"], "1");
}

#[test]
fn a_task_keeps_its_rate_and_can_be_cancelled() {
    let bench = Bench::new();
    dead(&bench, 10);
    bench.queue("other", json!({}));
    let start = json!({
        "SourceArn": arn("dead"), "DestinationArn": arn("other"),
        "MaxNumberOfMessagesPerSecond": 1,
    });
    let handle = bench.ok("StartMessageMoveTask", start.clone())["TaskHandle"].clone();
    let said = bench.refused("StartMessageMoveTask", start);
    assert!(said.contains("There is already a task running."), "{said}");
    bench.tend();
    bench.seconds(2);
    assert_eq!(bench.depth("other"), [2, 0, 0]);
    assert_eq!(task(&bench)["TaskHandle"], handle);
    let moved = bench.ok("CancelMessageMoveTask", json!({"TaskHandle": handle}));
    assert_eq!(moved["ApproximateNumberOfMessagesMoved"], 2);
    bench.seconds(10);
    assert_eq!(task(&bench)["Status"], "CANCELLED");
    assert_eq!((bench.depth("dead"), bench.depth("other")), ([8, 0, 0], [2, 0, 0]));
    let said = bench.refused("CancelMessageMoveTask", json!({"TaskHandle": handle}));
    assert_eq!(said, "ResourceNotFoundException: Task does not exist.");
    let said = bench.refused("CancelMessageMoveTask", json!({"TaskHandle": "x"}));
    assert_eq!(said, "InvalidParameterValue: Value for parameter TaskHandle is invalid.");
}

#[test]
fn a_task_fails_where_there_is_no_way() {
    let bench = Bench::new();
    dead(&bench, 2);
    let said = bench.refused("StartMessageMoveTask", json!({"SourceArn": arn("q")}));
    assert!(said.contains("Source queue must be configured as a Dead Letter Queue."), "{said}");
    let input = json!({"SourceArn": arn("dead"), "DestinationArn": arn("nowhere")});
    let said = bench.refused("StartMessageMoveTask", input);
    assert!(said.starts_with("ResourceNotFoundException: The resource that you"), "{said}");
    bench.send("dead", "from nowhere", json!({}));
    bench.ok("StartMessageMoveTask", json!({"SourceArn": arn("dead")}));
    bench.tend();
    let task = task(&bench);
    assert_eq!(task["Status"], "FAILED");
    assert_eq!(task["FailureReason"], "CouldNotDetermineMessageSource");
    assert_eq!(bench.depth("q"), [2, 0, 0]);
}

#[test]
fn what_is_no_arn_is_told_how_one_looks() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    let form = "arn:<partition>:<service>:<region>:<account-id>:<resource-id>";
    let said = bench.refused("StartMessageMoveTask", json!({"SourceArn": "q"}));
    let wanted = "InvalidParameterValue: You must use this format to specify the SourceArn";
    assert_eq!(said, format!("{wanted}: {form}"));
    let said = bench.refused("ListMessageMoveTasks", json!({"SourceArn": arn("none")}));
    assert!(said.starts_with("ResourceNotFoundException: "), "{said}");
}

#[test]
fn each_queue_of_a_chain_counts_its_own_receives() {
    let bench = Bench::new();
    bench.queue("third", json!({}));
    bench.queue("second", redrive("third", 1));
    bench.queue("first", redrive("second", 1));
    bench.send("first", "poison", json!({}));
    let none = json!({"VisibilityTimeout": 0});
    for (name, count) in [("first", "1"), ("second", "2"), ("third", "3")] {
        let got = bench.receive(name, none.clone());
        assert_eq!(got[0]["Attributes"]["ApproximateReceiveCount"], count, "{name}");
        if name != "third" {
            assert!(bench.receive(name, none.clone()).is_empty(), "{name}");
        }
    }
}
