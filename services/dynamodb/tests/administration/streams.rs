//! Streams as their readers see them.

use std::time::Duration;

use dynamodb::streams::reader::Source;
use serde_json::{Value, json};

use crate::bench::{Bench, START_S, block_on};

const HOUR: Duration = Duration::from_hours(1);

fn streamed(bench: &Bench, table: &str, view: &str) -> String {
    let specification = json!({"StreamEnabled": true, "StreamViewType": view});
    let made = bench.table(table, json!({"StreamSpecification": specification}));
    assert_eq!(made["StreamSpecification"], specification);
    made["LatestStreamArn"].as_str().unwrap().to_owned()
}

fn shards(bench: &Bench, arn: &str) -> Vec<Value> {
    let described = bench.ok("DescribeStream", json!({"StreamArn": arn}));
    described["StreamDescription"]["Shards"].as_array().unwrap().clone()
}

fn iterator(bench: &Bench, arn: &str, shard: &Value, more: Value) -> Value {
    let mut input = json!({"StreamArn": arn, "ShardId": shard["ShardId"]});
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    bench.ok("GetShardIterator", input)["ShardIterator"].clone()
}

fn horizon(bench: &Bench, arn: &str, shard: &Value) -> Value {
    iterator(bench, arn, shard, json!({"ShardIteratorType": "TRIM_HORIZON"}))
}

/// All records of all shards.
fn records(bench: &Bench, arn: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for shard in shards(bench, arn) {
        let input = json!({"ShardIterator": horizon(bench, arn, &shard)});
        all.extend(bench.ok("GetRecords", input)["Records"].as_array().unwrap().clone());
    }
    all
}

/// The shard that has records.
fn busy(bench: &Bench, arn: &str) -> Value {
    let has = |shard: &Value| {
        let input = json!({"ShardIterator": horizon(bench, arn, shard)});
        !bench.ok("GetRecords", input)["Records"].as_array().unwrap().is_empty()
    };
    shards(bench, arn).into_iter().find(has).unwrap()
}

#[test]
fn a_record_says_what_happened_as_its_view_shows_it() {
    let bench = Bench::new();
    for (view, shows_new, shows_old) in [
        ("KEYS_ONLY", false, false),
        ("NEW_IMAGE", true, false),
        ("OLD_IMAGE", false, true),
        ("NEW_AND_OLD_IMAGES", true, true),
    ] {
        let arn = streamed(&bench, view, view);
        let (one, two) = (json!({"id": {"S": "a"}, "n": {"N": "1"}}), json!({"id": {"S": "a"}}));
        bench.put(view, one.clone());
        bench.put(view, one.clone());
        bench.put(view, two.clone());
        bench.delete(view, "a");
        bench.delete(view, "a");
        let records = records(&bench, &arn);
        let of = |member: &str| -> Vec<Value> {
            records.iter().map(|record| record["dynamodb"][member].clone()).collect()
        };
        let names: Vec<&str> =
            records.iter().map(|record| record["eventName"].as_str().unwrap()).collect();
        assert_eq!(names, ["INSERT", "MODIFY", "REMOVE"], "{view}");
        let only = |shown: bool, images: [&Value; 3]| -> Vec<Value> {
            images.map(|image| if shown { image.clone() } else { Value::Null }).to_vec()
        };
        assert_eq!(of("NewImage"), only(shows_new, [&one, &two, &Value::Null]));
        assert_eq!(of("OldImage"), only(shows_old, [&Value::Null, &one, &two]));
        assert_eq!(of("Keys"), vec![json!({"id": {"S": "a"}}); 3]);
        assert_eq!(of("StreamViewType"), vec![json!(view); 3]);
        // A key of 3 bytes; an image of 6 and one of 3.
        let bytes = |base: i64, new: i64, old: i64| {
            json!(base + if shows_new { new } else { 0 } + if shows_old { old } else { 0 })
        };
        assert_eq!(of("SizeBytes"), [bytes(3, 6, 0), bytes(3, 3, 6), bytes(3, 0, 3)]);
        for record in &records {
            assert_eq!(record["eventVersion"], "1.1");
            assert_eq!(record["eventSource"], "aws:dynamodb");
            assert_eq!(record["awsRegion"], "us-east-1");
            assert_eq!(record["eventID"].as_str().unwrap().len(), 32);
            assert_eq!(record["dynamodb"]["ApproximateCreationDateTime"], json!(START_S));
            assert_eq!(record.get("userIdentity"), None);
        }
        let numbers = of("SequenceNumber");
        let numbers: Vec<&str> = numbers.iter().map(|number| number.as_str().unwrap()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b) && numbers[0].len() == 21, "{numbers:?}");
    }
}

#[test]
fn a_batch_has_a_record_for_each_item_that_it_changed() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    bench.put("tab", json!({"id": {"S": "same"}}));
    let put = |id: &str| json!({"PutRequest": {"Item": {"id": {"S": id}}}});
    let delete = |id: &str| json!({"DeleteRequest": {"Key": {"id": {"S": id}}}});
    let requests = json!([put("a"), put("same"), delete("not there"), put("b")]);
    bench.ok("BatchWriteItem", json!({"RequestItems": {"tab": requests}}));
    let mut keys: Vec<String> = records(&bench, &arn)
        .iter()
        .map(|record| record["dynamodb"]["Keys"]["id"]["S"].as_str().unwrap().to_owned())
        .collect();
    keys.sort();
    assert_eq!(keys, ["a", "b", "same"]);
}

#[test]
fn an_item_has_its_records_in_one_shard_and_items_are_spread() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    for n in 0..64 {
        bench.put("tab", json!({"id": {"S": format!("{n}")}}));
        bench.delete("tab", &format!("{n}"));
    }
    let mut seen = std::collections::BTreeMap::new();
    for shard in shards(&bench, &arn) {
        let input = json!({"ShardIterator": horizon(&bench, &arn, &shard)});
        let records = bench.ok("GetRecords", input)["Records"].as_array().unwrap().clone();
        assert!(!records.is_empty(), "{shard}");
        for record in records {
            let key = record["dynamodb"]["Keys"]["id"]["S"].as_str().unwrap().to_owned();
            let (place, names) =
                seen.entry(key).or_insert_with(|| (shard["ShardId"].clone(), Vec::new()));
            assert_eq!(*place, shard["ShardId"]);
            names.push(record["eventName"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(seen.len(), 64);
    assert!(seen.values().all(|(_, names)| *names == ["INSERT", "REMOVE"]));
}

#[test]
fn iterators_stand_where_they_were_asked_to() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "NEW_IMAGE");
    let put = |n: i64| bench.put("tab", json!({"id": {"S": "a"}, "n": {"N": n.to_string()}}));
    put(1);
    put(2);
    put(3);
    let shard = busy(&bench, &arn);
    let read = |iterator: &Value, limit: i64| {
        bench.ok("GetRecords", json!({"ShardIterator": iterator, "Limit": limit}))
    };
    let numbers = |answer: &Value| -> Vec<String> {
        let records = answer["Records"].as_array().unwrap().iter();
        records
            .map(|record| record["dynamodb"]["NewImage"]["n"]["N"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = read(&horizon(&bench, &arn, &shard), 2);
    assert_eq!(numbers(&first), ["1", "2"]);
    let second = &first["Records"][1]["dynamodb"]["SequenceNumber"];
    let rest = read(&first["NextShardIterator"], 10);
    assert_eq!(numbers(&rest), ["3"]);
    let at = |kind: &str| json!({"ShardIteratorType": kind, "SequenceNumber": second});
    let from = iterator(&bench, &arn, &shard, at("AT_SEQUENCE_NUMBER"));
    assert_eq!(numbers(&read(&from, 10)), ["2", "3"]);
    let from = iterator(&bench, &arn, &shard, at("AFTER_SEQUENCE_NUMBER"));
    assert_eq!(numbers(&read(&from, 10)), ["3"]);
    let start = &shard["SequenceNumberRange"]["StartingSequenceNumber"];
    let from = json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": start});
    assert_eq!(numbers(&read(&iterator(&bench, &arn, &shard, from), 10)), ["1", "2", "3"]);
    let latest = iterator(&bench, &arn, &shard, json!({"ShardIteratorType": "LATEST"}));
    let nothing = read(&latest, 10);
    assert_eq!(numbers(&nothing), [""; 0]);
    put(4);
    assert_eq!(numbers(&read(&latest, 10)), ["4"]);
    assert_eq!(numbers(&read(&nothing["NextShardIterator"], 10)), ["4"]);
}

#[test]
fn a_page_ends_at_a_megabyte() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "NEW_IMAGE");
    for n in 0..5 {
        let text = "x".repeat(300_000);
        bench.put("tab", json!({"id": {"S": "a"}, "x": {"S": text}, "n": {"N": n.to_string()}}));
    }
    let mut next = horizon(&bench, &arn, &busy(&bench, &arn));
    let mut counts = Vec::new();
    for _ in 0..3 {
        let page = bench.ok("GetRecords", json!({"ShardIterator": next}));
        counts.push(page["Records"].as_array().unwrap().len());
        next = page["NextShardIterator"].clone();
    }
    assert_eq!(counts, [3, 2, 0]);
}

#[test]
fn an_iterator_is_good_for_a_quarter_of_an_hour() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    let shard = shards(&bench, &arn).remove(0);
    let first = horizon(&bench, &arn, &shard);
    bench.clock.advance(Duration::from_mins(15));
    bench.ok("GetRecords", json!({"ShardIterator": first}));
    bench.clock.advance(Duration::from_millis(1));
    let refused = bench.refused("GetRecords", json!({"ShardIterator": first}));
    assert!(refused.starts_with("ExpiredIteratorException"), "{refused}");
}

#[test]
fn records_are_kept_for_a_day() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "NEW_IMAGE");
    bench.put("tab", json!({"id": {"S": "a"}, "n": {"N": "1"}}));
    let shard = busy(&bench, &arn);
    let old = records(&bench, &arn)[0]["dynamodb"]["SequenceNumber"].clone();
    bench.pass(HOUR * 12);
    bench.put("tab", json!({"id": {"S": "a"}, "n": {"N": "2"}}));
    bench.pass(HOUR * 11);
    assert_eq!(records(&bench, &arn).len(), 2);
    let late = json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": old});
    let late = iterator(&bench, &arn, &shard, late);
    for _ in 0..8 {
        bench.pass(Duration::from_mins(10));
    }
    let left = records(&bench, &arn);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["dynamodb"]["NewImage"]["n"]["N"], "2");
    let refused = bench.refused(
        "GetShardIterator",
        json!({"StreamArn": arn, "ShardId": shard["ShardId"],
               "ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": old}),
    );
    assert!(refused.starts_with("TrimmedDataAccessException"), "{refused}");
    // The one that was made before has expired by now, too.
    let refused = bench.refused("GetRecords", json!({"ShardIterator": late}));
    assert!(refused.starts_with("ExpiredIteratorException"), "{refused}");
    bench.pass(HOUR * 30);
    assert_eq!(records(&bench, &arn).len(), 0);
    let page = bench.ok("GetRecords", json!({"ShardIterator": horizon(&bench, &arn, &shard)}));
    bench.put("tab", json!({"id": {"S": "a"}, "n": {"N": "3"}}));
    let next = bench.ok("GetRecords", json!({"ShardIterator": page["NextShardIterator"]}));
    assert_eq!(next["Records"][0]["dynamodb"]["NewImage"]["n"]["N"], "3");
}

#[test]
fn the_stream_of_a_deleted_table_can_be_read_for_a_day_and_is_then_gone() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    bench.put("tab", json!({"id": {"S": "a"}}));
    let shard = busy(&bench, &arn);
    bench.ok("DeleteTable", json!({"TableName": "tab"}));
    let described = bench.ok("DescribeStream", json!({"StreamArn": arn}));
    assert_eq!(described["StreamDescription"]["StreamStatus"], "DISABLED");
    let page = bench.ok("GetRecords", json!({"ShardIterator": horizon(&bench, &arn, &shard)}));
    assert_eq!(page["Records"].as_array().unwrap().len(), 1);
    assert_eq!(page.get("NextShardIterator"), None);
    let again = streamed(&bench, "tab", "KEYS_ONLY");
    assert_ne!(again, arn);
    let listed = bench.ok("ListStreams", json!({"TableName": "tab", "Limit": 1}));
    assert_eq!(listed["Streams"][0]["StreamArn"], json!(arn));
    let rest =
        json!({"TableName": "tab", "ExclusiveStartStreamArn": listed["LastEvaluatedStreamArn"]});
    assert_eq!(bench.ok("ListStreams", rest)["Streams"][0]["StreamArn"], json!(again));
    bench.pass(HOUR * 25);
    let refused = bench.refused("DescribeStream", json!({"StreamArn": arn}));
    assert!(refused.starts_with("ResourceNotFoundException"), "{refused}");
    assert_eq!(bench.ok("ListStreams", json!({}))["Streams"].as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_is_refused() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    let shard = shards(&bench, &arn).remove(0)["ShardId"].clone();
    let other = arn.replace("/tab/", "/u/");
    for (operation, input, expected) in [
        ("DescribeStream", json!({"StreamArn": other}), "ResourceNotFoundException"),
        ("DescribeStream", json!({"StreamArn": "x".repeat(40)}), "ValidationException"),
        ("ListStreams", json!({"Limit": 101}), "ValidationException"),
        ("GetRecords", json!({"ShardIterator": "x"}), "ValidationException"),
        ("GetRecords", json!({"ShardIterator": "x", "Limit": 1001}), "ValidationException"),
        (
            "GetShardIterator",
            json!({"StreamArn": arn, "ShardId": "x".repeat(40), "ShardIteratorType": "LATEST"}),
            "ResourceNotFoundException",
        ),
        (
            "GetShardIterator",
            json!({"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "AT_SEQUENCE_NUMBER"}),
            "ValidationException",
        ),
        (
            "GetShardIterator",
            json!({"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "LATEST",
                   "SequenceNumber": "1".repeat(21)}),
            "ValidationException",
        ),
        (
            "GetShardIterator",
            json!({"StreamArn": arn, "ShardId": shard,
                   "ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": "9".repeat(21)}),
            "ValidationException",
        ),
    ] {
        let refused = bench.refused(operation, input.clone());
        assert!(refused.starts_with(expected), "{operation} {input}: {refused}");
    }
}

#[test]
fn who_reads_in_process_waits_for_records_without_asking_again() {
    let bench = Bench::new();
    let arn = streamed(&bench, "tab", "KEYS_ONLY");
    let source = Source::find(&bench.dynamodb, &arn).unwrap();
    let waits: Vec<_> =
        source.shards().map(|shard| (shard, source.wait(&bench.dynamodb, shard, 0))).collect();
    bench.put("tab", json!({"id": {"S": "a"}}));
    let (shard, wait) = waits
        .into_iter()
        .find(|(shard, _)| source.last(&bench.dynamodb, *shard).unwrap() == 1)
        .unwrap();
    assert_eq!(block_on(wait).unwrap(), 1);
    let page = source.read(&bench.dynamodb, shard, 0, 10).unwrap();
    assert_eq!((page.records.len(), page.after, page.is_end), (1, 1, false));
}

#[test]
fn old_records_of_all_shards_go_in_several_steps() {
    let bench = Bench::new();
    let specification = json!({"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"});
    bench.table("tab", json!({"StreamSpecification": specification}));
    for n in 0..1_500 {
        bench.put("tab", json!({"id": {"S": n.to_string()}}));
    }
    bench.clock.advance(std::time::Duration::from_hours(25));
    assert!(bench.dynamodb.tend().unwrap());
    assert!(!bench.dynamodb.tend().unwrap());
}
