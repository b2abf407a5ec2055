//! A table's own policy is part of every decision about it.

use std::sync::Arc;

use kit::{BoxFuture, Call, Principal, Router};
use serde_json::{Value, json};

use crate::bench::{Bench, block_on};

const ARN: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";

fn document(effect: &str, action: &str, user: &str) -> String {
    let principal = format!("arn:aws:iam::000000000000:user/{user}");
    json!({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action,
           "Principal": {"AWS": principal}, "Resource": ARN}]})
    .to_string()
}

fn put(bench: &Bench, text: &str) -> Value {
    bench.ok("PutResourcePolicy", json!({"ResourceArn": ARN, "Policy": text}))
}

#[test]
fn policies_are_kept_with_revisions() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let of = json!({"ResourceArn": ARN});
    let said = bench.refused("GetResourcePolicy", of.clone());
    assert!(said.starts_with("PolicyNotFoundException"), "{said}");
    let text = document("Allow", "dynamodb:GetItem", "u");
    let first = put(&bench, &text)["RevisionId"].clone();
    assert_eq!(put(&bench, &text)["RevisionId"], first);
    let kept = bench.ok("GetResourcePolicy", of.clone());
    assert_eq!(kept, json!({"Policy": text, "RevisionId": first}));
    let other = document("Deny", "dynamodb:GetItem", "u");
    let stale = json!({"ResourceArn": ARN, "Policy": other, "ExpectedRevisionId": "NO_POLICY"});
    let said = bench.refused("PutResourcePolicy", stale);
    assert!(said.starts_with("PolicyNotFoundException"), "{said}");
    bench.refused("PutResourcePolicy", json!({"ResourceArn": ARN, "Policy": "{}"}));
    bench.ok("DeleteResourcePolicy", of.clone());
    bench.ok("DeleteResourcePolicy", of.clone());
    put(&bench, &text);
    bench.ok("DeleteTable", json!({"TableName": "tab"}));
    bench.table("tab", json!({"ResourcePolicy": other}));
    assert_eq!(bench.ok("GetResourcePolicy", of)["Policy"], json!(other));
}

/// A user without any policy of its own.
fn user(name: &str) -> Arc<Principal> {
    let who = policy::Principal::user("000000000000", name, "/", "AIDAEXAMPLE");
    Arc::new(Principal { who, policies: Arc::new([]), boundary: None, session: None })
}

fn asks(router: &Router, who: &str) -> Result<(), String> {
    let mut input = dynamodb::api::GetItemInput::new().with_table_name("tab");
    let key = [("id", dynamodb::api::AttributeValue::s("a"))].into_iter().collect();
    input.set_key(Some(key));
    let call: BoxFuture<'_, _> =
        router.call("dynamodb", "GetItem", wire::Structured::into_record(input), user(who));
    block_on(call).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn the_tables_policy_allows_and_denies() {
    let bench = Bench::new();
    bench.table("tab", json!({}));
    let router = bench.router();
    assert!(asks(&router, "u").unwrap_err().contains("AccessDenied"));
    put(&bench, &document("Allow", "dynamodb:GetItem", "u"));
    assert_eq!(asks(&router, "u"), Ok(()));
    assert!(asks(&router, "v").unwrap_err().contains("AccessDenied"));
    put(&bench, &document("Allow", "dynamodb:PutItem", "u"));
    assert!(asks(&router, "u").unwrap_err().contains("AccessDenied"));
    put(&bench, &document("Deny", "dynamodb:*", "u"));
    assert!(asks(&router, "u").unwrap_err().contains("explicit deny in a resource-based policy"));
}

#[test]
fn a_tables_first_policy_is_in_force_when_the_table_is_there() {
    let bench = Bench::new();
    let text = document("Allow", "dynamodb:GetItem", "u");
    bench.table("tab", json!({"ResourcePolicy": text}));
    let router = bench.router();
    assert_eq!(asks(&router, "u"), Ok(()));
    assert!(asks(&router, "v").unwrap_err().contains("AccessDenied"));
}

#[test]
fn a_table_has_one_arn() {
    let bench = Bench::new();
    let streams = json!({"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"});
    let stream = bench.table("tab", json!({"StreamSpecification": streams}));
    let stream = stream["LatestStreamArn"].as_str().unwrap().to_owned();
    let made = bench.ok("CreateBackup", json!({"TableName": "tab", "BackupName": "abc"}));
    let backup = made["BackupDetails"]["BackupArn"].as_str().unwrap().to_owned();
    for (operation, name, arn) in [
        ("ListTagsOfResource", "ResourceArn", ARN),
        ("GetResourcePolicy", "ResourceArn", ARN),
        ("DescribeStream", "StreamArn", &stream),
        ("DescribeBackup", "BackupArn", &backup),
        ("DescribeTable", "TableName", ARN),
    ] {
        for other in ["arn:aws-cn:dynamodb:", "arn:aws:s3:"] {
            let other = arn.replace("arn:aws:dynamodb:", other);
            bench.refused(operation, json!({name: other}));
        }
    }
}
