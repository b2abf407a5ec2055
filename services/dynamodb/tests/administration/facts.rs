//! Tags, limits, and what is kept for who asks.

use serde_json::{Value, json};

use crate::bench::{Bench, START_S};

const ARN: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";

fn tags(bench: &Bench) -> Value {
    bench.ok("ListTagsOfResource", json!({"ResourceArn": ARN}))["Tags"].clone()
}

#[test]
fn tags_come_change_and_go() {
    let bench = Bench::new();
    bench.table("tab", json!({"Tags": [{"Key": "a", "Value": "1"}]}));
    assert_eq!(tags(&bench), json!([{"Key": "a", "Value": "1"}]));
    let new = json!([{"Key": "a", "Value": "2"}, {"Key": "b c", "Value": ""}]);
    bench.ok("TagResource", json!({"ResourceArn": ARN, "Tags": new}));
    assert_eq!(tags(&bench), new);
    bench.ok("UntagResource", json!({"ResourceArn": ARN, "TagKeys": ["a", "unknown"]}));
    assert_eq!(tags(&bench), json!([{"Key": "b c", "Value": ""}]));
}

#[test]
fn tags_that_cannot_be_are_refused() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let many = |from: usize, to: usize| -> Vec<Value> {
        (from..to).map(|n| json!({"Key": n.to_string(), "Value": "x"})).collect()
    };
    bench.ok("TagResource", json!({"ResourceArn": ARN, "Tags": many(0, 50)}));
    for (arn, tags, expected) in [
        (ARN, json!(many(49, 51)), "ValidationException: Number of Tags exceed"),
        (ARN, json!([]), "ValidationException: Atleast one Tag"),
        (ARN, json!([{"Key": "a!", "Value": "x"}]), "ValidationException: The Tag Key provided"),
        (ARN, json!([{"Key": "a", "Value": "!"}]), "ValidationException: The Tag Value provided"),
        (ARN, json!([many(0, 1), many(0, 1)].concat()), "ValidationException: Duplicate Tag Keys"),
        (ARN, json!([{"Key": "", "Value": "x"}]), "ValidationException: 1 validation error"),
        (ARN, json!([{"Key": "aws:a", "Value": "x"}]), "ValidationException: Tag Key cannot be"),
        ("tab", json!(many(0, 1)), "ValidationException: ARNs must start with 'arn:'"),
        (&format!("{ARN}/index/i"), json!(many(0, 1)), "ValidationException: Invalid TableArn"),
        (&format!("{ARN}x"), json!(many(0, 1)), "ResourceNotFoundException: Requested resource"),
    ] {
        let said = bench.refused("TagResource", json!({"ResourceArn": arn, "Tags": tags}));
        assert!(said.starts_with(expected), "{arn} {tags}: {said}");
    }
    assert_eq!(tags(&bench).as_array().unwrap().len(), 50);
}

#[test]
fn limits_and_endpoints_are_told() {
    let bench = Bench::new();
    let limits = bench.ok("DescribeLimits", json!({}));
    assert_eq!(limits["TableMaxWriteCapacityUnits"], 40_000);
    bench.dynamodb.serve_at("127.0.0.1:4566".into());
    let told = bench.ok("DescribeEndpoints", json!({}));
    let endpoint = json!({"Address": "127.0.0.1:4566", "CachePeriodInMinutes": 1440});
    assert_eq!(told["Endpoints"], json!([endpoint]));
}

#[test]
fn point_in_time_recovery_is_a_fact_that_is_kept() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let recovery = |answer: &Value| {
        answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"].clone()
    };
    let described =
        || recovery(&bench.ok("DescribeContinuousBackups", json!({"TableName": "tab"})));
    assert_eq!(described(), json!({"PointInTimeRecoveryStatus": "DISABLED"}));
    let switch = |on: bool, days: Value| {
        let specification = json!({"PointInTimeRecoveryEnabled": on, "RecoveryPeriodInDays": days});
        json!({"TableName": "tab", "PointInTimeRecoverySpecification": specification})
    };
    let on = json!({
        "PointInTimeRecoveryStatus": "ENABLED",
        "RecoveryPeriodInDays": 7,
        "EarliestRestorableDateTime": START_S,
        "LatestRestorableDateTime": START_S,
    });
    assert_eq!(recovery(&bench.ok("UpdateContinuousBackups", switch(true, json!(7)))), on);
    assert_eq!(described(), on);
    bench.refused("UpdateContinuousBackups", switch(true, json!(36)));
    bench.ok("UpdateContinuousBackups", switch(false, Value::Null));
    assert_eq!(described(), json!({"PointInTimeRecoveryStatus": "DISABLED"}));
    let said = bench.refused("DescribeContinuousBackups", json!({"TableName": "none"}));
    assert_eq!(said, "TableNotFoundException: Table not found: none");
}
