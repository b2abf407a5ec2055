//! Messages of standard queues: sent, received, given back, deleted.

use serde_json::{Value, json};

use crate::bench::{Bench, START_MS, url};

#[test]
fn a_message_is_sent_received_and_deleted() {
    let bench = Bench::new();
    assert_eq!(bench.queue("q", json!({})), url("q"));
    let attributes = json!({"a": {"DataType": "String", "StringValue": "x"}});
    let trace = json!({"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1"}});
    let sent = bench.send(
        "q",
        "hello",
        json!({"MessageAttributes": attributes, "MessageSystemAttributes": trace}),
    );
    assert_eq!(sent["MD5OfMessageBody"], "5d41402abc4b2a76b9719d911017c592");
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    bench.seconds(1);
    let all = bench.receive("q", json!({}));
    let [message] = &all[..] else { panic!("{all:?}") };
    assert_eq!(message["MessageId"], sent["MessageId"]);
    assert_eq!(message["MD5OfBody"], sent["MD5OfMessageBody"]);
    assert_eq!(message["MD5OfMessageAttributes"], sent["MD5OfMessageAttributes"]);
    assert_eq!(message["MessageAttributes"], attributes);
    let system = json!({
        "SenderId": "000000000000",
        "SentTimestamp": START_MS.to_string(),
        "ApproximateReceiveCount": "1",
        "ApproximateFirstReceiveTimestamp": (START_MS + 1000).to_string(),
        "AWSTraceHeader": "Root=1",
    });
    let shown = message["Attributes"].as_object().unwrap();
    assert_eq!(shown.len(), 5, "{shown:?}");
    assert!(system.as_object().unwrap().iter().all(|(key, value)| &shown[key] == value));
    assert_eq!(bench.depth("q"), [0, 1, 0]);
    bench.delete("q", message);
    bench.delete("q", message);
    assert_eq!(bench.depth("q"), [0, 0, 0]);
    bench.seconds(60);
    assert!(bench.receive("q", json!({})).is_empty(), "deleted is deleted");
}

#[test]
fn a_message_that_is_not_deleted_comes_again_with_another_handle() {
    let bench = Bench::new();
    bench.queue("q", json!({"VisibilityTimeout": "30"}));
    bench.send("q", "m", json!({}));
    let first = bench.receive("q", json!({}));
    bench.seconds(29);
    assert!(bench.receive("q", json!({})).is_empty());
    bench.seconds(1);
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    let second = bench.receive("q", json!({"VisibilityTimeout": 5}));
    assert_eq!(second[0]["Attributes"]["ApproximateReceiveCount"], "2");
    assert_ne!(first[0]["ReceiptHandle"], second[0]["ReceiptHandle"]);
    // The older handle deletes nothing, and is no error; it may still change the visibility.
    bench.delete("q", &first[0]);
    let hide = |handle: &Value, seconds: i64| {
        let handle = &handle["ReceiptHandle"];
        json!({"QueueUrl": url("q"), "ReceiptHandle": handle, "VisibilityTimeout": seconds})
    };
    bench.ok("ChangeMessageVisibility", hide(&first[0], 0));
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    let second = bench.receive("q", json!({"VisibilityTimeout": 5}));
    let said = bench.refused("ChangeMessageVisibility", hide(&first[0], 0));
    assert!(said.contains("not available for visibility timeout change"), "{said}");
    bench.seconds(5);
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    // The last one counts also when its time is over, as long as nobody else has the message.
    bench.delete("q", &second[0]);
    assert_eq!(bench.depth("q"), [0, 0, 0]);
}

#[test]
fn delays_are_the_queues_or_the_messages_own() {
    let bench = Bench::new();
    bench.queue("q", json!({"DelaySeconds": "10"}));
    bench.send("q", "queue", json!({}));
    bench.send("q", "none", json!({"DelaySeconds": 0}));
    bench.send("q", "long", json!({"DelaySeconds": 900}));
    assert_eq!(bench.depth("q"), [1, 0, 2]);
    assert_eq!(bench.bodies("q", json!({"VisibilityTimeout": 3600})), ["none"]);
    bench.seconds(10);
    assert_eq!(bench.depth("q"), [1, 1, 1]);
    assert_eq!(bench.bodies("q", json!({"VisibilityTimeout": 3600})), ["queue"]);
    bench.seconds(890);
    assert_eq!(bench.bodies("q", json!({})), ["long"]);
    let input = json!({"QueueUrl": url("q"), "MessageBody": "x", "DelaySeconds": 901});
    let said = bench.refused("SendMessage", input);
    assert!(said.contains("Value 901 for parameter DelaySeconds is invalid."), "{said}");
}

#[test]
fn visibility_is_changed_from_now_on_and_for_twelve_hours_in_all() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    bench.send("q", "m", json!({}));
    let change = |message: &Value, seconds: i64| {
        json!({
            "QueueUrl": url("q"),
            "ReceiptHandle": message["ReceiptHandle"],
            "VisibilityTimeout": seconds,
        })
    };
    let got = bench.receive("q", json!({}));
    bench.seconds(20);
    bench.ok("ChangeMessageVisibility", change(&got[0], 30));
    bench.seconds(29);
    assert_eq!(bench.depth("q"), [0, 1, 0]);
    let said = bench.refused("ChangeMessageVisibility", change(&got[0], 43_200));
    assert!(said.contains("beyond the limit [43200 seconds]"), "{said}");
    let said = bench.refused("ChangeMessageVisibility", change(&got[0], 43_201));
    assert!(said.contains("Value 43201 for parameter VisibilityTimeout is invalid"), "{said}");
    bench.ok("ChangeMessageVisibility", change(&got[0], 0));
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    // It is visible: nothing is to be changed any more, and nothing is wrong.
    bench.ok("ChangeMessageVisibility", change(&got[0], 30));
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    let again = bench.receive("q", json!({}));
    bench.delete("q", &again[0]);
    let said = bench.refused("ChangeMessageVisibility", change(&again[0], 30));
    assert!(said.contains("Message does not exist or is not available"), "{said}");
}

#[test]
fn a_batch_is_good_and_bad_by_entries() {
    let bench = Bench::new();
    bench.queue("q", json!({"MaximumMessageSize": "1024"}));
    let entries = json!([
        {"Id": "good", "MessageBody": "a"},
        {"Id": "large", "MessageBody": "x".repeat(1025)},
        {"Id": "late", "MessageBody": "b", "DelaySeconds": 1000},
    ]);
    let answer = bench.ok("SendMessageBatch", json!({"QueueUrl": url("q"), "Entries": entries}));
    assert_eq!(answer["Successful"].as_array().unwrap().len(), 1);
    assert_eq!(answer["Successful"][0]["Id"], "good");
    assert_eq!(
        answer["Failed"][0],
        json!({
            "Id": "large", "SenderFault": true, "Code": "InvalidParameterValue",
            "Message": "One or more parameters cannot be validated. Reason: Message must be \
                        shorter than 1024 bytes.",
        })
    );
    assert_eq!(answer["Failed"][1]["Id"], "late");
    let got = bench.receive("q", json!({}));
    let entries = json!([
        {"Id": "1", "ReceiptHandle": got[0]["ReceiptHandle"], "VisibilityTimeout": 0},
        {"Id": "2", "ReceiptHandle": "nonsense", "VisibilityTimeout": 0},
    ]);
    let input = json!({"QueueUrl": url("q"), "Entries": entries});
    let answer = bench.ok("ChangeMessageVisibilityBatch", input.clone());
    assert_eq!(answer["Successful"], json!([{"Id": "1"}]));
    assert_eq!(answer["Failed"][0]["Code"], "ReceiptHandleIsInvalid");
    let got = bench.receive("q", json!({}));
    let entries = json!([
        {"Id": "1", "ReceiptHandle": got[0]["ReceiptHandle"]},
        {"Id": "2", "ReceiptHandle": "nonsense"},
    ]);
    let input = json!({"QueueUrl": url("q"), "Entries": entries});
    let answer = bench.ok("DeleteMessageBatch", input);
    assert_eq!(answer["Successful"], json!([{"Id": "1"}]));
    assert_eq!(
        answer["Failed"][0],
        json!({
            "Id": "2", "SenderFault": true, "Code": "ReceiptHandleIsInvalid",
            "Message": "The input receipt handle \"nonsense\" is not a valid receipt handle.",
        })
    );
    assert_eq!(bench.depth("q"), [0, 0, 0]);
}

#[test]
fn batches_that_cannot_be_are_refused_whole() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    let send = |entries: Value| json!({"QueueUrl": url("q"), "Entries": entries});
    let entry = |id: String| json!({"Id": id, "MessageBody": "x"});
    let half = "x".repeat(512 * 1024 + 1);
    for (entries, code) in [
        (json!([]), "EmptyBatchRequest"),
        ((0..11).map(|n| entry(n.to_string())).collect(), "TooManyEntriesInBatchRequest"),
        (json!([entry("a".into()), entry("a".into())]), "BatchEntryIdsNotDistinct"),
        (json!([entry("a b".into())]), "InvalidBatchEntryId"),
        (
            json!([{"Id": "a", "MessageBody": half}, {"Id": "b", "MessageBody": half}]),
            "BatchRequestTooLong",
        ),
    ] {
        let said = bench.refused("SendMessageBatch", send(entries));
        assert!(said.starts_with(&format!("AWS.SimpleQueueService.{code}: ")), "{said}");
    }
    assert_eq!(bench.depth("q"), [0, 0, 0]);
}

#[test]
fn messages_end_with_their_retention() {
    let bench = Bench::new();
    bench.queue("q", json!({"MessageRetentionPeriod": "60"}));
    bench.send("q", "old", json!({}));
    bench.seconds(30);
    bench.send("q", "new", json!({}));
    bench.seconds(30);
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    assert_eq!(bench.bodies("q", json!({})), ["new"]);
    bench.seconds(30);
    assert_eq!(bench.depth("q"), [0, 0, 0], "in flight or not");
    // A shorter time counts for what is there, too.
    bench.ok(
        "SetQueueAttributes",
        json!({"QueueUrl": url("q"), "Attributes": {"MessageRetentionPeriod": "3600"}}),
    );
    bench.send("q", "m", json!({}));
    bench.seconds(120);
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    bench.ok(
        "SetQueueAttributes",
        json!({"QueueUrl": url("q"), "Attributes": {"MessageRetentionPeriod": "60"}}),
    );
    bench.tend();
    assert_eq!(bench.depth("q"), [0, 0, 0]);
    bench.send("q", "after", json!({}));
    bench.seconds(60);
    assert_eq!(bench.depth("q"), [0, 0, 0], "the next one's end is waited for again");
}

#[test]
fn receives_ask_for_what_they_may() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    for number in 0..12 {
        let attribute = json!({"DataType": "Number", "StringValue": number.to_string()});
        let attributes = json!({"order.a": attribute, "order.b": attribute, "c": attribute});
        bench.send("q", &number.to_string(), json!({"MessageAttributes": attributes}));
    }
    let names = |asked: Value| -> Vec<String> {
        let asked = json!({"MessageAttributeNames": asked, "MaxNumberOfMessages": 1});
        let found = bench.receive("q", asked);
        let found = found[0]["MessageAttributes"].as_object().cloned().unwrap_or_default();
        let mut names: Vec<String> = found.keys().cloned().collect();
        names.sort();
        names
    };
    assert_eq!(names(json!(["order.*"])), ["order.a", "order.b"]);
    assert_eq!(names(json!(["c", "x"])), ["c"]);
    assert_eq!(names(json!([])), [""; 0]);
    assert_eq!(bench.bodies("q", json!({})).len(), 9);
    for (more, word) in [
        (json!({"MaxNumberOfMessages": 11}), "Reason: Must be between 1 and 10, if provided."),
        (json!({"WaitTimeSeconds": 21}), "Reason: Must be >= 0 and <= 20, if provided."),
        (json!({"MessageSystemAttributeNames": ["Color"]}), "Unknown Attribute Color."),
        (json!({"ReceiveRequestAttemptId": "x"}), "not valid for this queue type"),
    ] {
        let mut input = json!({"QueueUrl": url("q")});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let said = bench.refused("ReceiveMessage", input);
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn what_nobody_has_seen_is_as_if_it_had_not_been_received() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    bench.send("q", "m", json!({}));
    let got = bench.receive("q", json!({}));
    let handle = got[0]["ReceiptHandle"].as_str().unwrap().to_owned();
    let fates = vec![(handle, sqs::Fate::Unsee)];
    let settled = crate::bench::block_on(bench.sqs.settle("q", fates)).unwrap();
    assert!(settled.iter().all(Result::is_ok));
    assert_eq!(bench.depth("q"), [1, 0, 0]);
    let again = bench.receive("q", json!({}));
    assert_eq!(again[0]["Attributes"]["ApproximateReceiveCount"], "1");
}

#[test]
fn what_is_taken_for_no_time_is_given_once_a_receive() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    bench.send("q", "a", json!({}));
    bench.send("q", "b", json!({}));
    let both = bench.bodies("q", json!({"VisibilityTimeout": 0}));
    assert_eq!(both, ["a", "b"]);
    assert_eq!(bench.depth("q"), [2, 0, 0]);
    assert_eq!(bench.receive("q", json!({})).len(), 2);
}

#[test]
fn what_comes_back_is_before_what_was_sent_meanwhile() {
    let bench = Bench::new();
    bench.queue("q", json!({"VisibilityTimeout": "3"}));
    let one = json!({"MaxNumberOfMessages": 1});
    bench.send("q", "a", json!({}));
    bench.seconds(1);
    assert_eq!(bench.bodies("q", one.clone()), ["a"]);
    bench.seconds(1);
    bench.send("q", "b", json!({}));
    bench.seconds(3);
    assert_eq!(bench.bodies("q", one.clone()), ["a"]);
    bench.seconds(3);
    // What has waited longer than it was away is not kept waiting.
    assert_eq!(bench.bodies("q", one), ["b"]);
    assert_eq!(bench.bodies("q", json!({})), ["a"]);
}

/// The beginnings of the orders are known, and what comes before them is found all the same.
#[test]
fn what_comes_before_all_others_is_found() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    for (body, delay) in [("a", 0), ("b", 9), ("c", 5), ("d", 0)] {
        bench.send("q", body, json!({"DelaySeconds": delay}));
    }
    let hidden = json!({"VisibilityTimeout": 2});
    assert_eq!(bench.bodies("q", hidden.clone()), ["a", "d"]);
    assert!(bench.bodies("q", hidden.clone()).is_empty());
    bench.seconds(2);
    assert_eq!(bench.bodies("q", json!({"VisibilityTimeout": 60})), ["a", "d"]);
    bench.seconds(3);
    assert_eq!(bench.bodies("q", hidden.clone()), ["c"]);
    bench.send("q", "e", json!({}));
    bench.seconds(4);
    assert_eq!(bench.bodies("q", hidden), ["c", "e", "b"]);
    assert_eq!(bench.depth("q"), [0, 5, 0]);
}
