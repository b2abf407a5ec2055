//! Items end when their time to live is over, and not before.

use std::sync::Arc;
use std::time::Duration;

use base::FakeClock;
use serde_json::{Value, json};
use store::{Options, Store};

use crate::bench::{Bench, START_S};

fn switch(bench: &Bench, attribute: &str, on: bool) -> Value {
    let specification = json!({"AttributeName": attribute, "Enabled": on});
    let input = json!({"TableName": "tab", "TimeToLiveSpecification": specification});
    bench.ok("UpdateTimeToLive", input)
}

fn item(id: &str, ttl: Value) -> Value {
    json!({"id": {"S": id}, "ttl": ttl})
}

fn seconds(after: i64) -> Value {
    json!({"N": (START_S + after).to_string()})
}

fn left(bench: &Bench) -> Vec<String> {
    let scanned = bench.ok("Scan", json!({"TableName": "tab"}));
    let items = scanned["Items"].as_array().unwrap().iter();
    let mut ids: Vec<String> =
        items.map(|item| item["id"]["S"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn items_end_at_their_second() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    bench.put("tab", item("was there, due", seconds(-10)));
    bench.put("tab", item("was there, later", seconds(10)));
    switch(&bench, "ttl", true);
    bench.put("tab", item("due", seconds(-10)));
    bench.put("tab", item("later", seconds(10)));
    bench.put("tab", item("ancient", seconds(-6 * 365 * 24 * 3600)));
    bench.put("tab", item("text", json!({"S": (START_S - 10).to_string()})));
    bench.put("tab", json!({"id": {"S": "without"}}));
    bench.tend();
    let stay = ["ancient", "later", "text", "was there, later", "without"];
    assert_eq!(left(&bench), stay);
    bench.pass(Duration::from_millis(9_999));
    assert_eq!(left(&bench), stay);
    bench.pass(Duration::from_millis(1));
    assert_eq!(left(&bench), ["ancient", "text", "without"]);
}

#[test]
fn what_an_item_says_now_counts() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    switch(&bench, "ttl", true);
    for id in ["moved", "freed", "replaced", "deleted"] {
        bench.put("tab", item(id, seconds(10)));
    }
    let set = |id: &str, expression: &str, values: Option<Value>| {
        let mut input = json!({"TableName": "tab", "Key": {"id": {"S": id}},
                               "UpdateExpression": expression,
                               "ExpressionAttributeNames": {"#t": "ttl"}});
        if let Some(values) = values {
            input["ExpressionAttributeValues"] = values;
        }
        bench.ok("UpdateItem", input);
    };
    set("moved", "SET #t = :t", Some(json!({":t": seconds(20)})));
    set("freed", "REMOVE #t", None);
    bench.put("tab", json!({"id": {"S": "replaced"}}));
    bench.delete("tab", "deleted");
    bench.put("tab", json!({"id": {"S": "deleted"}}));
    bench.pass(Duration::from_secs(10));
    assert_eq!(left(&bench), ["deleted", "freed", "moved", "replaced"]);
    bench.pass(Duration::from_secs(10));
    assert_eq!(left(&bench), ["deleted", "freed", "replaced"]);
}

#[test]
fn switched_off_nothing_ends_and_another_attribute_counts_afterwards() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    switch(&bench, "ttl", true);
    bench.put("tab", item("a", seconds(10)));
    bench.put("tab", json!({"id": {"S": "b"}, "other": seconds(20)}));
    switch(&bench, "ttl", false);
    bench.pass(Duration::from_secs(15));
    assert_eq!(left(&bench), ["a", "b"]);
    switch(&bench, "other", true);
    bench.tend();
    assert_eq!(left(&bench), ["a", "b"]);
    bench.pass(Duration::from_secs(5));
    assert_eq!(left(&bench), ["a"]);
}

#[test]
fn a_large_table_is_gone_through_a_step_at_a_time() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    for n in 0..1_203 {
        bench.put("tab", item(&n.to_string(), seconds(n % 2 * 100 - 50)));
    }
    switch(&bench, "ttl", true);
    let mut steps = 0;
    while bench.dynamodb.tend().unwrap() {
        steps += 1;
    }
    assert!(steps > 10, "{steps}");
    assert_eq!(left(&bench).len(), 601);
    bench.pass(Duration::from_secs(50));
    assert_eq!(left(&bench).len(), 0);
}

#[test]
fn the_stream_says_that_the_service_did_it() {
    let bench = Bench::new();
    let specification = json!({"StreamEnabled": true, "StreamViewType": "OLD_IMAGE"});
    let made = bench.table("tab", json!({"StreamSpecification": specification}));
    switch(&bench, "ttl", true);
    bench.put("tab", item("a", seconds(1)));
    bench.pass(Duration::from_secs(1));
    let described = bench.ok("DescribeStream", json!({"StreamArn": made["LatestStreamArn"]}));
    let mut records = Vec::new();
    for shard in described["StreamDescription"]["Shards"].as_array().unwrap() {
        let input = json!({"StreamArn": made["LatestStreamArn"], "ShardId": shard["ShardId"],
                           "ShardIteratorType": "TRIM_HORIZON"});
        let iterator = bench.ok("GetShardIterator", input)["ShardIterator"].clone();
        let page = bench.ok("GetRecords", json!({"ShardIterator": iterator}));
        records.extend(page["Records"].as_array().unwrap().clone());
    }
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].get("userIdentity"), None);
    assert_eq!(records[1]["eventName"], "REMOVE");
    assert_eq!(records[1]["dynamodb"]["OldImage"], item("a", seconds(1)));
    let identity = json!({"Type": "Service", "PrincipalId": "dynamodb.amazonaws.com"});
    assert_eq!(records[1]["userIdentity"], identity);
}

#[test]
fn deadlines_outlive_a_restart_and_end_with_their_table() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    switch(&bench, "ttl", true);
    bench.put("tab", item("a", seconds(10)));
    let again = Bench::on(bench.store.clone(), bench.clock.clone());
    again.pass(Duration::from_secs(10));
    assert_eq!(left(&again), [""; 0]);
    again.put("tab", item("b", seconds(20)));
    again.ok("DeleteTable", json!({"TableName": "tab"}));
    again.table("tab", json!({}));
    again.put("tab", item("b", seconds(20)));
    again.pass(Duration::from_secs(20));
    assert_eq!(left(&again), ["b"]);
}

#[test]
fn the_switch_is_refused_in_the_words_of_dynamodb() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let refused = |attribute: &str, on: bool| {
        let specification = json!({"AttributeName": attribute, "Enabled": on});
        let input = json!({"TableName": "tab", "TimeToLiveSpecification": specification});
        bench.refused("UpdateTimeToLive", input)
    };
    let described = || {
        let described = bench.ok("DescribeTimeToLive", json!({"TableName": "tab"}));
        described["TimeToLiveDescription"].clone()
    };
    assert_eq!(described(), json!({"TimeToLiveStatus": "DISABLED"}));
    let said = refused("ttl", false);
    assert_eq!(said, "ValidationException: TimeToLive is already disabled");
    let answer = switch(&bench, "ttl", true);
    assert_eq!(answer["TimeToLiveSpecification"]["AttributeName"], "ttl");
    assert_eq!(described(), json!({"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"}));
    let said = refused("ttl", true);
    assert_eq!(said, "ValidationException: TimeToLive is already enabled");
    for on in [true, false] {
        let said = refused("other", on);
        let active = "ValidationException: TimeToLive is active on a different AttributeName: \
                      current AttributeName is ttl";
        assert_eq!(said, active);
    }
    let input = json!({"TableName": "none", "TimeToLiveSpecification":
                       {"AttributeName": "ttl", "Enabled": true}});
    assert!(bench.refused("UpdateTimeToLive", input).starts_with("ResourceNotFoundException"));
}

#[test]
fn another_attribute_ends_items_at_its_own_time() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let of = |id: &str, a: i64, b: i64| json!({"id": {"S": id}, "a": seconds(a), "b": seconds(b)});
    bench.put("tab", of("sooner", 100, 10));
    bench.put("tab", of("later", 10, 100));
    switch(&bench, "a", true);
    bench.tend();
    switch(&bench, "a", false);
    switch(&bench, "b", true);
    bench.tend();
    bench.pass(Duration::from_secs(10));
    assert_eq!(left(&bench), ["later"]);
    bench.pass(Duration::from_secs(90));
    assert_eq!(left(&bench), [""; 0]);
}

#[test]
fn what_one_task_meets_keeps_no_item_alive() {
    let place = std::env::temp_dir().join(format!("squall-tend-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&place);
    let clock = Arc::new(FakeClock::at(START_S * 1000));
    let options = Options { clock: clock.clone(), ..Options::default() };
    let bench = Bench::on(Store::open(&place, options).unwrap(), clock);
    bench.table("tab", json!({}));
    switch(&bench, "ttl", true);
    bench.put("tab", item("a", seconds(10)));
    let made = bench.ok("CreateBackup", json!({"TableName": "tab", "BackupName": "abc"}));
    let arn = made["BackupDetails"]["BackupArn"].clone();
    let described = || bench.ok("DescribeBackup", json!({"BackupArn": arn}));
    while described()["BackupDescription"]["BackupDetails"]["BackupStatus"] != "AVAILABLE" {
        std::thread::yield_now();
    }
    bench.ok("RestoreTableFromBackup", json!({"BackupArn": arn, "TargetTableName": "restored"}));
    std::fs::remove_dir_all(place.join("blobs")).unwrap();
    bench.clock.advance(Duration::from_secs(10));
    bench.dynamodb.tend().unwrap_err();
    assert_eq!(left(&bench), [""; 0]);
    drop(bench);
    std::fs::remove_dir_all(&place).unwrap();
}
