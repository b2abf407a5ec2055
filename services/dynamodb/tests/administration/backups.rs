//! Backups on demand, and tables made of them.

use serde_json::{Value, json};

use crate::bench::Bench;

fn put(bench: &Bench, id: &str, n: i64) {
    let x = "x".repeat(100);
    bench.put("tab", json!({"id": {"S": id}, "n": {"N": n.to_string()}, "x": {"S": x}}));
}

fn begin(bench: &Bench, name: &str) -> String {
    let made = bench.ok("CreateBackup", json!({"TableName": "tab", "BackupName": name}));
    assert_eq!(made["BackupDetails"]["BackupStatus"], "CREATING");
    made["BackupDetails"]["BackupArn"].as_str().unwrap().to_owned()
}

fn describe(bench: &Bench, arn: &str) -> Value {
    bench.ok("DescribeBackup", json!({"BackupArn": arn}))["BackupDescription"].clone()
}

/// The copy is made on a thread of its own.
fn backed_up(bench: &Bench, name: &str) -> String {
    let arn = begin(bench, name);
    while describe(bench, &arn)["BackupDetails"]["BackupStatus"] != "AVAILABLE" {
        std::thread::yield_now();
    }
    arn
}

fn restore(bench: &Bench, arn: &str, name: &str) -> Value {
    let input = json!({"BackupArn": arn, "TargetTableName": name});
    bench.ok("RestoreTableFromBackup", input)["TableDescription"].clone()
}

fn scanned(bench: &Bench, input: Value) -> Vec<Value> {
    let mut items = bench.ok("Scan", input)["Items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["id"]["S"].as_str().unwrap().to_owned());
    items
}

fn indexed(bench: &Bench) {
    bench.table(
        "tab",
        json!({
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                                     {"AttributeName": "n", "AttributeType": "N"}],
            "GlobalSecondaryIndexes": [{
                "IndexName": "by-n", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "n", "KeyType": "HASH"}],
            }],
        }),
    );
}

#[test]
fn a_table_comes_back_as_it_was() {
    let bench = Bench::new();
    indexed(&bench);
    for n in 0..1_100 {
        put(&bench, &n.to_string(), n);
    }
    let before = scanned(&bench, json!({"TableName": "tab"}));
    let arn = backed_up(&bench, "first");
    put(&bench, "later", 7);
    bench.delete("tab", "1");
    let made = restore(&bench, &arn, "restored");
    assert_eq!(made["TableStatus"], "CREATING");
    assert_eq!(made["RestoreSummary"]["SourceBackupArn"], json!(arn));
    assert_eq!(made["RestoreSummary"]["RestoreInProgress"], true);
    assert!(bench.dynamodb.tend().unwrap());
    let table = json!({"TableName": "restored"});
    assert_eq!(bench.ok("DescribeTable", table.clone())["Table"]["TableStatus"], "CREATING");
    let early = bench.refused("Scan", table.clone());
    assert!(early.starts_with("ResourceNotFoundException"), "{early}");
    let busy = bench.refused("DeleteBackup", json!({"BackupArn": arn}));
    assert!(busy.starts_with("BackupInUseException"), "{busy}");
    bench.tend();
    let described = bench.ok("DescribeTable", table.clone())["Table"].clone();
    assert_eq!(described["TableStatus"], "ACTIVE");
    assert_eq!(described["ItemCount"], 1_100);
    assert_eq!(described["RestoreSummary"]["RestoreInProgress"], false);
    assert_eq!(described["GlobalSecondaryIndexes"][0]["ItemCount"], 1_100);
    assert_eq!(scanned(&bench, table), before);
    let by_n = json!({"TableName": "restored", "IndexName": "by-n"});
    assert_eq!(scanned(&bench, by_n).len(), 1_100);
    assert_eq!(bench.ok("DescribeTable", json!({"TableName": "tab"}))["Table"]["ItemCount"], 1_100);
}

#[test]
fn a_restore_goes_on_where_a_restart_left_it() {
    let bench = Bench::new();
    indexed(&bench);
    for n in 0..1_300 {
        put(&bench, &n.to_string(), n % 10);
    }
    let arn = backed_up(&bench, "first");
    bench.ok("DeleteTable", json!({"TableName": "tab"}));
    restore(&bench, &arn, "tab");
    assert!(bench.dynamodb.tend().unwrap());
    let again = Bench::on(bench.store.clone(), bench.clock.clone());
    again.tend();
    assert_eq!(scanned(&again, json!({"TableName": "tab"})).len(), 1_300);
    let by_n = json!({"TableName": "tab", "IndexName": "by-n"});
    assert_eq!(scanned(&again, by_n).len(), 1_300);
}

#[test]
fn backups_are_listed_described_and_deleted() {
    let bench = Bench::new();
    bench.table(
        "tab",
        json!({"StreamSpecification":
        {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}),
    );
    put(&bench, "a", 1);
    let mut arns = Vec::new();
    for name in ["one", "two", "three"] {
        arns.push(backed_up(&bench, name));
        bench.clock.advance(std::time::Duration::from_secs(1));
    }
    let described = describe(&bench, &arns[0]);
    assert_eq!(described["SourceTableDetails"]["ItemCount"], 1);
    assert_eq!(described["SourceTableDetails"]["BillingMode"], "PAY_PER_REQUEST");
    let stream = &described["SourceTableFeatureDetails"]["StreamDescription"];
    assert_eq!(stream["StreamViewType"], "KEYS_ONLY");
    let page = bench.ok("ListBackups", json!({"TableName": "tab", "Limit": 2}));
    assert_eq!(page["BackupSummaries"][0]["BackupName"], "one");
    assert_eq!(page["LastEvaluatedBackupArn"], json!(arns[1]));
    let next = json!({"Limit": 2, "ExclusiveStartBackupArn": page["LastEvaluatedBackupArn"]});
    let page = bench.ok("ListBackups", next);
    assert_eq!(page["BackupSummaries"].as_array().unwrap().len(), 1);
    assert_eq!(page.get("LastEvaluatedBackupArn"), None);
    let gone = bench.ok("DeleteBackup", json!({"BackupArn": arns[0]}));
    assert_eq!(gone["BackupDescription"]["BackupDetails"]["BackupStatus"], "DELETED");
    let said = bench.refused("DescribeBackup", json!({"BackupArn": arns[0]}));
    assert!(said.starts_with("BackupNotFoundException: Backup not found: arn:"), "{said}");
    let left = bench.ok("ListBackups", json!({}));
    assert_eq!(left["BackupSummaries"].as_array().unwrap().len(), 2);
    for (operation, input, expected) in [
        ("CreateBackup", json!({"TableName": "none", "BackupName": "abc"}), "TableNotFound"),
        (
            "RestoreTableFromBackup",
            json!({"TargetTableName": "tab", "BackupArn": arns[1]}),
            "TableAlreadyExistsException",
        ),
        (
            "RestoreTableFromBackup",
            json!({"TargetTableName": "new", "BackupArn": arns[0]}),
            "BackupNotFoundException",
        ),
        ("DescribeBackup", json!({"BackupArn": "x".repeat(40)}), "ValidationException"),
    ] {
        let said = bench.refused(operation, input);
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn a_table_does_not_go_under_its_backup() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    for n in 0..1_500 {
        put(&bench, &n.to_string(), n);
    }
    let arn = begin(&bench, "first");
    // Either the copy is made by now, or the table stays.
    let (status, body) = bench.call("DeleteTable", &json!({"TableName": "tab"}));
    let code = body["__type"].as_str().unwrap_or_default();
    assert!(status == 200 || code.ends_with("ResourceInUseException"), "{body}");
    while describe(&bench, &arn)["BackupDetails"]["BackupStatus"] != "AVAILABLE" {
        std::thread::yield_now();
    }
    assert_eq!(describe(&bench, &arn)["SourceTableDetails"]["ItemCount"], 1_500);
    if status != 200 {
        bench.ok("DeleteTable", json!({"TableName": "tab"}));
    }
}
