//! Point-in-time recovery: tables as they were at a moment, and a past that ends.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base::{Random, SeededRandom};
use serde_json::{Value, json};

use crate::bench::{Bench, START_S};

type Items = BTreeMap<String, i64>;

fn switch(bench: &Bench, on: bool) -> Value {
    let specification = json!({"PointInTimeRecoveryEnabled": on});
    let input = json!({"TableName": "tab", "PointInTimeRecoverySpecification": specification});
    let answer = bench.ok("UpdateContinuousBackups", input);
    answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"].clone()
}

fn described(bench: &Bench) -> Value {
    let answer = bench.ok("DescribeContinuousBackups", json!({"TableName": "tab"}));
    answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"].clone()
}

fn put(bench: &Bench, id: &str, n: i64) {
    bench.put("tab", json!({"id": {"S": id}, "n": {"N": n.to_string()}}));
}

fn scanned(bench: &Bench, table: &str) -> Items {
    let items = bench.ok("Scan", json!({"TableName": table}))["Items"].clone();
    let of = |item: &Value, name: &str, kind: &str| item[name][kind].as_str().unwrap().to_owned();
    let items = items.as_array().unwrap().iter();
    items.map(|item| (of(item, "id", "S"), of(item, "n", "N").parse().unwrap())).collect()
}

/// A new table as of some seconds after the start; or of now.
fn restored(bench: &Bench, name: &str, after_s: Option<i64>) -> Items {
    let mut input = json!({"SourceTableName": "tab", "TargetTableName": name});
    match after_s {
        Some(after_s) => input["RestoreDateTime"] = json!(START_S + after_s),
        None => input["UseLatestRestorableTime"] = json!(true),
    }
    let made = bench.ok("RestoreTableToPointInTime", input)["TableDescription"].clone();
    assert_eq!(made["TableStatus"], "CREATING");
    assert_eq!(made["RestoreSummary"]["RestoreInProgress"], true);
    let table = json!({"TableName": name});
    // The copy is made on a thread of its own.
    while bench.ok("DescribeTable", table.clone())["Table"]["TableStatus"] != "ACTIVE" {
        bench.tend();
        std::thread::yield_now();
    }
    scanned(bench, name)
}

#[test]
fn a_table_is_what_it_was_at_every_moment_since_it_was_switched_on() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    put(&bench, "before", 0);
    assert_eq!(described(&bench), json!({"PointInTimeRecoveryStatus": "DISABLED"}));
    bench.refused(
        "RestoreTableToPointInTime",
        json!({
        "SourceTableName": "tab", "TargetTableName": "new", "UseLatestRestorableTime": true}),
    );
    let shown = switch(&bench, true);
    assert_eq!(shown["EarliestRestorableDateTime"], json!(START_S));
    let random = SeededRandom::new(3);
    // What it was after each second, through two nights.
    let mut states = vec![scanned(&bench, "tab")];
    for second in 1..=60 {
        bench.clock.advance(Duration::from_secs(1));
        if second % 20 == 0 {
            bench.clock.advance(Duration::from_hours(24));
        }
        let mut bytes = [0; 3];
        random.fill(&mut bytes);
        for byte in bytes {
            let id = (byte % 16).to_string();
            match byte / 16 {
                0..4 => bench.delete("tab", &id),
                n => put(&bench, &id, i64::from(n)),
            }
        }
        states.push(scanned(&bench, "tab"));
    }
    let time = |second: usize| second as i64 + (second as i64 / 20) * 86_400;
    for second in [0, 1, 2, 19, 20, 21, 39, 40, 41, 59, 60] {
        let name = format!("as-of-{second}");
        assert_eq!(restored(&bench, &name, Some(time(second))), states[second], "{second}");
    }
    assert_eq!(restored(&bench, "latest", None), states[60]);
    let source = bench.ok("DescribeTable", json!({"TableName": "as-of-1"}));
    let summary = &source["Table"]["RestoreSummary"];
    assert_eq!(summary["RestoreDateTime"], json!((START_S + 1)));
    assert!(summary["SourceTableArn"].as_str().unwrap().ends_with(":table/tab"));
    let left = bench.ok("ListBackups", json!({}))["BackupSummaries"].clone();
    assert_eq!(left, json!([]));
    for (time, code) in [(START_S - 1, "InvalidRestoreTime"), (START_S * 2, "InvalidRestoreTime")] {
        let said = bench.refused(
            "RestoreTableToPointInTime",
            json!({
            "SourceTableName": "tab", "TargetTableName": "new", "RestoreDateTime": time}),
        );
        assert!(said.starts_with(code), "{said}");
    }
    let said = bench.refused(
        "RestoreTableToPointInTime",
        json!({
        "SourceTableName": "tab", "TargetTableName": "latest", "UseLatestRestorableTime": true}),
    );
    assert_eq!(said, "TableAlreadyExistsException: Table already exists: latest");
}

fn entries(bench: &Bench) -> usize {
    static HISTORY: store::Table<store::Raw, u64> = store::Table::new("dynamodb.history");
    bench.store.read(|tx| {
        let rows = tx.scan(&HISTORY, store::Range::all(), store::Direction::Forward);
        rows.unwrap().count()
    })
}

#[test]
fn the_past_ends_with_its_period_when_it_is_switched_off_and_with_its_table() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    switch(&bench, true);
    put(&bench, "a", 1);
    put(&bench, "a", 1);
    assert_eq!(entries(&bench), 1);
    bench.pass(Duration::from_hours(24 * 30));
    put(&bench, "a", 2);
    assert_eq!(entries(&bench), 2);
    bench.pass(Duration::from_hours(24 * 7));
    assert_eq!(entries(&bench), 1);
    let (now, earliest) = (START_S + 37 * 86_400, START_S + 2 * 86_400);
    assert_eq!(described(&bench)["EarliestRestorableDateTime"], json!(earliest));
    assert_eq!(described(&bench)["LatestRestorableDateTime"], json!(now));
    assert_eq!(restored(&bench, "as-of", Some(3 * 86_400)), Items::from([("a".into(), 1)]));
    switch(&bench, false);
    while entries(&bench) > 0 {
        std::thread::yield_now();
    }
    switch(&bench, true);
    put(&bench, "a", 3);
    assert_eq!(entries(&bench), 1);
    bench.ok("DeleteTable", json!({"TableName": "tab"}));
    while entries(&bench) > 0 {
        std::thread::yield_now();
    }
    // Nothing is left to be done.
    bench.pass(Duration::from_hours(24 * 60));
}

#[test]
fn a_restore_that_had_only_begun_goes_on_after_a_restart() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    switch(&bench, true);
    for n in 0..1_200 {
        put(&bench, &n.to_string(), n);
    }
    let input = json!({"SourceTableName": "tab", "TargetTableName": "new",
                       "UseLatestRestorableTime": true});
    bench.ok("RestoreTableToPointInTime", input);
    let (store, clock) = (bench.store.clone(), bench.clock.clone());
    let first = Arc::downgrade(&bench.dynamodb);
    drop(bench);
    // Two at once on one store there never are: its thread may have begun the copy.
    while first.strong_count() > 0 {
        std::thread::yield_now();
    }
    let again = Bench::on(store, clock);
    again.dynamodb.begin().unwrap();
    // Its own thread does the rest.
    let table = json!({"TableName": "new"});
    while again.ok("DescribeTable", table.clone())["Table"]["TableStatus"] != "ACTIVE" {
        std::thread::yield_now();
    }
    assert_eq!(scanned(&again, "new").len(), 1_200);
}
