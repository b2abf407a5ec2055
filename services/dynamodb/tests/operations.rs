//! The operations as callers see them: JSON in, JSON or an error out, on a store in memory.
//!
//! A file of `cases` is a story. `> Operation {...}` is a request; `< {...}` the answer, where the
//! text `*` stands for any value; `! Code: message` an error, and a `! {...}` after it members that
//! the error has. Each story has a store of its own. The clock stands still.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use base::{FakeClock, Timestamp};
use dynamodb::Dynamodb;
use kit::{Context, Principal, Resource};
use serde_json::{Value, json};
use store::{Options, Store};
use testbed::block_on;
use testbed::door::{self, Door};

const NOW_MS: i64 = 1_700_000_000_000;

fn options() -> Options {
    door::options(Arc::new(FakeClock::at(NOW_MS)))
}

fn context() -> Context {
    door::context(Timestamp(NOW_MS))
}

struct Bench {
    dynamodb: Arc<Dynamodb>,
    door: Door,
}

impl Bench {
    fn new() -> Bench {
        Bench::on(Store::ephemeral(options()).unwrap())
    }

    fn on(store: Store) -> Bench {
        let dynamodb = Dynamodb::open(store).unwrap();
        let door =
            Door::of(vec![dynamodb::service(&dynamodb), dynamodb::streams::service(&dynamodb)]);
        Bench { dynamodb, door }
    }

    /// An operation's answer: status and body.
    fn call(&self, operation: &str, input: &Value) -> (u16, Value) {
        self.door.call(context(), operation, input)
    }

    fn ok(&self, operation: &str, input: Value) -> Value {
        let (status, body) = self.call(operation, &input);
        assert_eq!(status, 200, "{operation} {input}: {body}");
        body
    }

    fn table(&self, name: &str, keys: &[(&str, &str)]) {
        let definitions: Vec<Value> = keys
            .iter()
            .map(|(name, kind)| json!({"AttributeName": name, "AttributeType": kind}))
            .collect();
        let schema: Vec<Value> = keys
            .iter()
            .zip(["HASH", "RANGE"])
            .map(|((name, _), role)| json!({"AttributeName": name, "KeyType": role}))
            .collect();
        self.ok(
            "CreateTable",
            json!({"TableName": name, "AttributeDefinitions": definitions, "KeySchema": schema,
                   "BillingMode": "PAY_PER_REQUEST"}),
        );
    }
}

/// Whether an answer is what was expected; `*` stands for anything.
fn fits(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(any), _) if any == "*" => true,
        (Value::Object(expected), Value::Object(found)) => {
            expected.len() == found.len()
                && expected.iter().all(|(k, v)| found.get(k).is_some_and(|own| fits(v, own)))
        }
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| fits(e, f))
        }
        _ => expected == found,
    }
}

fn play(name: &str, story: &str) {
    let bench = Bench::new();
    let mut last: Option<(u16, Value)> = None;
    for (number, line) in story.lines().enumerate() {
        let place = format!("{name}:{}", number + 1);
        let parse = |text: &str| -> Value {
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{place}: {error}"))
        };
        if let Some(request) = line.strip_prefix("> ") {
            let (operation, input) = request.split_once(' ').unwrap_or((request, "{}"));
            last = Some(bench.call(operation, &parse(input)));
        } else if let Some(expected) = line.strip_prefix("< ") {
            let (status, body) = last.as_ref().unwrap();
            let expected = parse(expected);
            let good = *status == 200 && fits(&expected, body);
            assert!(good, "{place}: expected\n{expected}\nfound {status}\n{body}");
        } else if let Some(expected) = line.strip_prefix("! {") {
            let (_, body) = last.as_ref().unwrap();
            for (member, value) in parse(&format!("{{{expected}")).as_object().unwrap() {
                assert_eq!(body.get(member), Some(value), "{place}");
            }
        } else if let Some(expected) = line.strip_prefix("! ") {
            let (status, body) = last.as_ref().unwrap();
            let code = body["__type"].as_str().unwrap_or_default();
            let code = code.rsplit('#').next().unwrap_or_default();
            let message = body["message"].as_str().or(body["Message"].as_str());
            let found = format!("{code}: {}", message.unwrap_or_default());
            assert_eq!((*status, found.as_str()), (400, expected), "{place}");
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "{place}: {line}");
        }
    }
}

#[test]
fn every_story_is_as_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        play(&name, &std::fs::read_to_string(&path).unwrap());
        count += 1;
    }
    assert!(count >= 5, "{count} stories");
}

#[test]
fn a_scan_sees_every_item_once_in_pages_and_segments() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S"), ("c", "N")]);
    let mut put = Vec::new();
    for p in 0..20 {
        for c in 0..5 {
            put.push((format!("p{p}"), c.to_string()));
            let item = json!({"p": {"S": format!("p{p}")}, "c": {"N": c.to_string()}});
            bench.ok("PutItem", json!({"TableName": "tab", "Item": item}));
        }
    }
    put.sort();
    for (segments, limit) in [(1, 7), (3, 4), (7, 100)] {
        let mut seen = Vec::new();
        for segment in 0..segments {
            let mut start = Value::Null;
            loop {
                let mut input = json!({"TableName": "tab", "Limit": limit});
                if segments > 1 {
                    input["Segment"] = json!(segment);
                    input["TotalSegments"] = json!(segments);
                }
                if !start.is_null() {
                    input["ExclusiveStartKey"] = start;
                }
                let page = bench.ok("Scan", input);
                for item in page["Items"].as_array().unwrap() {
                    let text = |v: &Value| v.as_str().unwrap().to_owned();
                    seen.push((text(&item["p"]["S"]), text(&item["c"]["N"])));
                }
                start = page["LastEvaluatedKey"].clone();
                if start.is_null() {
                    break;
                }
            }
        }
        seen.sort();
        assert_eq!(seen, put, "{segments} segments, {limit} a page");
    }
    let table = bench.ok("DescribeTable", json!({"TableName": "tab"}));
    assert_eq!(table["Table"]["ItemCount"], 100);
}

#[test]
fn a_query_pages_forwards_and_backwards() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S"), ("c", "N")]);
    for c in -10..10 {
        let item = json!({"p": {"S": "a"}, "c": {"N": c.to_string()}});
        bench.ok("PutItem", json!({"TableName": "tab", "Item": item}));
    }
    for (forward, condition, from, to) in [
        (true, "p = :p", -10, 9),
        (false, "p = :p", -10, 9),
        (true, "p = :p AND c >= :a", -3, 9),
        (false, "p = :p AND c < :a", -10, -4),
        (false, "p = :p AND c BETWEEN :a AND :b", -3, 5),
    ] {
        let mut seen = Vec::new();
        let mut start = Value::Null;
        loop {
            let mut values = json!({":p": {"S": "a"}});
            for (key, value) in [(":a", "-3"), (":b", "5")] {
                if condition.contains(key) {
                    values[key] = json!({"N": value});
                }
            }
            let mut input = json!({"TableName": "tab", "KeyConditionExpression": condition,
                "ExpressionAttributeValues": values, "ScanIndexForward": forward, "Limit": 3});
            if !start.is_null() {
                input["ExclusiveStartKey"] = start;
            }
            let page = bench.ok("Query", input);
            for item in page["Items"].as_array().unwrap() {
                seen.push(item["c"]["N"].as_str().unwrap().parse::<i64>().unwrap());
            }
            start = page["LastEvaluatedKey"].clone();
            if start.is_null() {
                break;
            }
        }
        let mut expected: Vec<i64> = (from..=to).collect();
        if !forward {
            expected.reverse();
        }
        assert_eq!(seen, expected, "{condition} forward={forward}");
    }
}

#[test]
fn sizes_have_their_limits() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S")]);
    // "p" and its value count 2, "x" counts 1.
    let item = |bytes: usize| json!({"p": {"S": "a"}, "x": {"S": "x".repeat(bytes)}});
    let limit = 400 * 1024 - 3;
    bench.ok("PutItem", json!({"TableName": "tab", "Item": item(limit)}));
    let (status, body) =
        bench.call("PutItem", &json!({"TableName": "tab", "Item": item(limit + 1)}));
    assert_eq!(status, 400);
    assert_eq!(body["message"], "Item size has exceeded the maximum allowed size");
    let (_, body) = bench.call(
        "UpdateItem",
        &json!({"TableName": "tab", "Key": {"p": {"S": "a"}}, "UpdateExpression": "SET y = :y",
                "ExpressionAttributeValues": {":y": {"S": "y"}}}),
    );
    assert_eq!(body["message"], "Item size to update has exceeded the maximum allowed size");
    let kept = bench.ok("GetItem", json!({"TableName": "tab", "Key": {"p": {"S": "a"}}}));
    assert_eq!(kept["Item"].as_object().unwrap().len(), 2);
}

#[test]
fn a_page_ends_at_a_megabyte_and_a_batch_at_sixteen() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S"), ("c", "N")]);
    let text = "x".repeat(399 * 1024);
    let mut keys = Vec::new();
    for c in 0..50 {
        let key = json!({"p": {"S": "a"}, "c": {"N": c.to_string()}});
        let mut item = key.clone();
        item["x"] = json!({"S": text});
        bench.ok("PutItem", json!({"TableName": "tab", "Item": item}));
        keys.push(key);
    }
    let page = bench.ok(
        "Query",
        json!({"TableName": "tab", "KeyConditionExpression": "p = :p",
               "ExpressionAttributeValues": {":p": {"S": "a"}}, "Select": "COUNT"}),
    );
    assert_eq!(page["Count"], 3);
    assert_eq!(page["LastEvaluatedKey"]["c"]["N"], "2");
    let batch = bench.ok("BatchGetItem", json!({"RequestItems": {"tab": {"Keys": keys}}}));
    assert_eq!(batch["Responses"]["tab"].as_array().unwrap().len(), 41);
    let left = batch["UnprocessedKeys"]["tab"]["Keys"].as_array().unwrap();
    assert_eq!(left.len(), 9);
}

#[test]
fn tables_and_items_outlive_the_program() {
    let store = Store::ephemeral(options()).unwrap();
    let bench = Bench::on(store.clone());
    bench.table("kept", &[("p", "S")]);
    bench.table("gone", &[("p", "S")]);
    for p in 0..5 {
        let item = json!({"p": {"S": p.to_string()}});
        bench.ok("PutItem", json!({"TableName": "kept", "Item": item}));
    }
    bench.ok("DeleteTable", json!({"TableName": "gone"}));
    let before = bench.ok("DescribeTable", json!({"TableName": "kept"}));
    drop(bench);
    let bench = Bench::on(store);
    assert_eq!(bench.ok("DescribeTable", json!({"TableName": "kept"})), before);
    assert_eq!(before["Table"]["ItemCount"], 5);
    assert_eq!(bench.ok("ListTables", json!({}))["TableNames"], json!(["kept"]));
    assert_eq!(bench.ok("Scan", json!({"TableName": "kept"}))["Count"], 5);
}

#[test]
fn counts_are_exact_after_an_orderly_end() {
    let store = Store::ephemeral(options()).unwrap();
    let bench = Bench::on(store.clone());
    bench.table("tab", &[("p", "S")]);
    for batch in 0..20 {
        let put = |p: i32| json!({"PutRequest": {"Item": {"p": {"S": p.to_string()}}}});
        let writes: Vec<Value> = (0..25).map(|p| put(batch * 25 + p)).collect();
        bench.ok("BatchWriteItem", json!({"RequestItems": {"tab": writes}}));
    }
    let key = json!({"p": {"S": "7"}});
    bench.ok("DeleteItem", json!({"TableName": "tab", "Key": key}));
    block_on(bench.dynamodb.keep_counts()).unwrap();
    drop(bench);
    let bench = Bench::on(store);
    let described = bench.ok("DescribeTable", json!({"TableName": "tab"}));
    assert_eq!(described["Table"]["ItemCount"], 499);
}

#[test]
fn a_deleted_tables_items_do_not_come_back() {
    let bench = Bench::new();
    for _ in 0..2 {
        bench.table("tab", &[("p", "S")]);
        for batch in 0..60 {
            let put = |p: i32| json!({"PutRequest": {"Item": {"p": {"S": p.to_string()}}}});
            let writes: Vec<Value> = (0..25).map(|p| put(batch * 25 + p)).collect();
            bench.ok("BatchWriteItem", json!({"RequestItems": {"tab": writes}}));
        }
        bench.ok("DeleteTable", json!({"TableName": "tab"}));
        let (status, _) = bench.call("Scan", &json!({"TableName": "tab"}));
        assert_eq!(status, 400);
    }
    bench.table("tab", &[("p", "S")]);
    assert_eq!(bench.ok("Scan", json!({"TableName": "tab"}))["Count"], 0);
}

#[test]
fn a_manifests_table_is_made_kept_or_refused() {
    let bench = Bench::new();
    let resource = dynamodb::TableResource::new(Arc::clone(&bench.dynamodb));
    let put = |properties: &Value| block_on(resource.put(&context(), "users", properties));
    let properties = json!({
        "TableName": "users",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    });
    assert_eq!(resource.name(&properties, "fallback"), "users");
    assert_eq!(resource.name(&json!({}), "fallback"), "fallback");
    let made = put(&properties).unwrap();
    assert_eq!(made.reference, "users");
    assert_eq!(made.attributes["Arn"], "arn:aws:dynamodb:us-east-1:000000000000:table/users");
    bench.ok("PutItem", json!({"TableName": "users", "Item": {"id": {"S": "a"}}}));

    let mut more = properties.clone();
    more["StreamSpecification"] = json!({"StreamViewType": "NEW_IMAGE"});
    more["DeletionProtectionEnabled"] = json!(true);
    more["TimeToLiveSpecification"] = json!({"AttributeName": "ttl", "Enabled": true});
    more["KinesisStreamSpecification"] = json!({"StreamArn": "arn:aws:kinesis:::stream/s"});
    let made = put(&more).unwrap();
    assert_eq!(made.ignored, ["KinesisStreamSpecification"]);
    let table = bench.ok("DescribeTable", json!({"TableName": "users"}));
    assert_eq!(table["Table"]["LatestStreamArn"], json!(made.attributes["StreamArn"]));
    assert_eq!(put(&more).unwrap().attributes["StreamArn"], made.attributes["StreamArn"]);
    let described = bench.ok("DescribeTimeToLive", json!({"TableName": "users"}));
    assert_eq!(described["TimeToLiveDescription"]["AttributeName"], "ttl");
    assert_eq!(table["Table"]["DeletionProtectionEnabled"], true);
    assert_eq!(table["Table"]["ItemCount"], 1);

    let mut other = properties.clone();
    other["AttributeDefinitions"][0]["AttributeType"] = json!("N");
    let problem = put(&other).unwrap_err();
    assert!(problem.contains("(id S HASH)") && problem.contains("(id N HASH)"), "{problem}");
    let mut indexed = properties.clone();
    indexed["GlobalSecondaryIndexes"] = json!([{}]);
    assert!(put(&indexed).unwrap_err().contains("GlobalSecondaryIndexes"));
    let mut wrong = properties.clone();
    wrong["TableNmae"] = json!("x");
    assert!(put(&wrong).unwrap_err().contains("TableNmae"));
}

/// The permissions that a request needs.
fn needs(bench: &Bench, operation: &str, input: Value) -> Vec<kit::Need> {
    // Of a caller with a policy: nobody's conditions ask what the account's root does.
    let policies = Arc::new([Arc::new(policy::Policy::EMPTY)]);
    let principal = Principal { policies, ..Principal::root("000000000000") };
    let context = Context { principal: Arc::new(principal), ..context() };
    bench.door.needs(&context, operation, &input)
}

fn leading(need: &kit::Need) -> String {
    let keys = need.keys.iter().find(|(name, _)| name == "dynamodb:LeadingKeys");
    keys.map(|(_, values)| values.join(",")).unwrap_or_default()
}

#[test]
fn each_operation_names_what_it_needs() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S")]);
    let needs = |operation: &str, input: Value| needs(&bench, operation, input);
    let arn = |name: &str| format!("arn:aws:dynamodb:us-east-1:000000000000:table/{name}");
    let put = needs("PutItem", json!({"TableName": "tab", "Item": {"p": {"S": "a"}}}));
    assert_eq!((&*put[0].action, &*put[0].resource), ("dynamodb:PutItem", &*arn("tab")));
    assert_eq!(leading(&put[0]), "a");
    let query = needs(
        "Query",
        json!({"TableName": "tab", "KeyConditionExpression": "p = :p",
               "ExpressionAttributeValues": {":p": {"S": "b"}}}),
    );
    assert_eq!(leading(&query[0]), "b");
    let batch = needs(
        "BatchGetItem",
        json!({"RequestItems": {"tab": {"Keys": [{"p": {"S": "a"}}]}, "other": {"Keys": []}}}),
    );
    assert_eq!(batch.len(), 2);
    assert_eq!(batch[1].resource, arn("other"));
    let action = |needs: &[kit::Need]| -> Vec<String> {
        let name = |arn: &str| arn.rsplit_once("table/").unwrap().1.to_owned();
        needs.iter().map(|need| format!("{} {}", need.action, name(&need.resource))).collect()
    };
    let key = json!({"p": {"S": "a"}});
    let transaction = needs(
        "TransactWriteItems",
        json!({"TransactItems": [
            {"Put": {"TableName": "tab", "Item": key}},
            {"Update": {"TableName": "tab", "Key": key, "UpdateExpression": "REMOVE x"}},
            {"Delete": {"TableName": "other", "Key": key}},
            {"ConditionCheck": {"TableName": "tab", "Key": key, "ConditionExpression": "x = y"}},
        ]}),
    );
    assert_eq!(
        action(&transaction),
        [
            "dynamodb:PutItem tab",
            "dynamodb:UpdateItem tab",
            "dynamodb:DeleteItem other",
            "dynamodb:ConditionCheckItem tab"
        ]
    );
    assert_eq!(leading(&transaction[3]), "a");
    let reads = json!({"TransactItems": [{"Get": {"TableName": "tab", "Key": key}}]});
    assert_eq!(action(&needs("TransactGetItems", reads)), ["dynamodb:GetItem tab"]);
    let statements = json!({"Statements": [
        {"Statement": "INSERT INTO tab VALUE {'p': 'b'}"},
        {"Statement": "UPDATE tab SET x = 1 WHERE p = ?", "Parameters": [{"S": "c"}]},
        {"Statement": "DELETE FROM other WHERE p = 'a'"},
        {"Statement": "SELECT * FROM tab WHERE p IN ['d', 'e']"},
        {"Statement": "SELECT * FROM tab.ind"},
    ]});
    let statements = needs("BatchExecuteStatement", statements);
    assert_eq!(
        action(&statements),
        [
            "dynamodb:PartiQLInsert tab",
            "dynamodb:PartiQLUpdate tab",
            "dynamodb:PartiQLDelete other",
            "dynamodb:PartiQLSelect tab",
            "dynamodb:PartiQLSelect tab/index/ind"
        ]
    );
    let of = |at: usize, key: &str| {
        let found = statements[at].keys.iter().find(|(name, _)| name == key);
        found.map(|(_, values)| values.join(",")).unwrap_or_default()
    };
    assert_eq!(of(0, "dynamodb:LeadingKeys"), "b");
    assert_eq!(of(1, "dynamodb:LeadingKeys"), "c");
    assert_eq!(of(3, "dynamodb:LeadingKeys"), "d,e");
    assert_eq!(of(3, "dynamodb:FullTableScan"), "false");
    assert_eq!(of(4, "dynamodb:FullTableScan"), "true");
    let by_arn = needs("DescribeTable", json!({"TableName": arn("x")}));
    assert_eq!(by_arn[0].resource, arn("x"));
    assert_eq!(needs("ListTables", json!({}))[0].resource, "*");
}

#[test]
fn a_statement_names_the_key_that_its_plan_follows() {
    let bench = Bench::new();
    bench.table("tab", &[("p", "S")]);
    let needs = |operation: &str, input: Value| needs(&bench, operation, input);
    let both = "p IN ['mine'] AND p = 'theirs'";
    let one = |text: &str| json!({"Statement": text.replace("BOTH", both)});
    let leading = |needs: &[kit::Need]| leading(&needs[0]);
    for text in ["UPDATE tab SET x = 1 WHERE BOTH", "DELETE FROM tab WHERE BOTH"] {
        assert_eq!(leading(&needs("ExecuteStatement", one(text))), "theirs", "{text}");
    }
    let select = one("SELECT * FROM tab WHERE BOTH");
    assert_eq!(leading(&needs("ExecuteStatement", select.clone())), "mine");
    let batch = json!({"Statements": [select]});
    assert_eq!(leading(&needs("BatchExecuteStatement", batch)), "theirs");
    for text in ["SELECT * FROM tab WHERE BOTH", "EXISTS(SELECT * FROM tab WHERE BOTH)"] {
        let transaction = json!({"TransactStatements": [one(text)]});
        assert_eq!(leading(&needs("ExecuteTransaction", transaction)), "theirs", "{text}");
    }
}

#[test]
fn a_hundred_and_one_keys_of_one_table_are_named_by_their_table() {
    let bench = Bench::new();
    bench.table("tbl", &[("p", "S")]);
    let keys: Vec<Value> = (0..101).map(|n| json!({"p": {"S": n.to_string()}})).collect();
    let (status, body) =
        bench.call("BatchGetItem", &json!({"RequestItems": {"tbl": {"Keys": keys}}}));
    assert_eq!(status, 400);
    assert_eq!(
        body["message"],
        "1 validation error detected: Value at 'RequestItems.tbl.member.Keys' failed to satisfy \
         constraint: Member must have length less than or equal to 100"
    );
}

/// What an index answers for one partition, page by page.
fn queried(bench: &Bench, table: &str, index: &str, hash: (&str, &Value)) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut start = Value::Null;
    loop {
        let mut input = json!({"TableName": table, "IndexName": index, "Limit": 7,
            "KeyConditionExpression": format!("{} = :h", hash.0),
            "ExpressionAttributeValues": {":h": hash.1}});
        if !start.is_null() {
            input["ExclusiveStartKey"] = start;
        }
        let page = bench.ok("Query", input);
        seen.extend(page["Items"].as_array().unwrap().iter().cloned());
        start = page["LastEvaluatedKey"].clone();
        if start.is_null() {
            return seen;
        }
    }
}

/// Waits for an index's backfill, which is on a thread of its own.
fn filled(bench: &Bench, table: &str) -> Value {
    loop {
        let described = bench.ok("DescribeTable", json!({"TableName": table}));
        let indexes = described["Table"]["GlobalSecondaryIndexes"].as_array().cloned();
        let is_filling = |index: &Value| index["IndexStatus"] == "CREATING";
        if !indexes.into_iter().flatten().any(|index| is_filling(&index)) {
            return described["Table"].clone();
        }
        std::thread::yield_now();
    }
}

fn new_index(name: &str, key: &str, projection: Value) -> Value {
    json!({"Create": {"IndexName": name, "Projection": projection,
        "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}]}})
}

#[test]
fn an_index_is_made_of_a_table_in_use_and_taken_away() {
    let store = Store::ephemeral(options()).unwrap();
    let bench = Bench::on(store.clone());
    bench.table("tab", &[("p", "S"), ("c", "N")]);
    let put = |c: usize, x: Value| {
        let item = json!({"p": {"S": "a"}, "c": {"N": c.to_string()}, "x": x, "y": {"S": "y"}});
        bench.ok("PutItem", json!({"TableName": "tab", "Item": item}));
    };
    // Every tenth has an attribute of another type, and so no place in the index.
    for c in 0..1000 {
        put(c, if c % 10 == 0 { json!({"N": "1"}) } else { json!({"S": (c % 3).to_string()}) });
    }
    let update = json!({"TableName": "tab",
        "AttributeDefinitions": [{"AttributeName": "x", "AttributeType": "S"}],
        "GlobalSecondaryIndexUpdates": [
            new_index("idx", "x", json!({"ProjectionType": "KEYS_ONLY"}))]});
    let made = bench.ok("UpdateTable", update.clone());
    assert_eq!(made["TableDescription"]["GlobalSecondaryIndexes"][0]["IndexStatus"], "CREATING");
    for c in (1..1000).filter(|c| c % 10 == 1) {
        put(c, json!({"S": "moved"}));
    }
    let key = json!({"p": {"S": "a"}, "c": {"N": "2"}});
    bench.ok("DeleteItem", json!({"TableName": "tab", "Key": key}));
    let table = filled(&bench, "tab");
    let index = &table["GlobalSecondaryIndexes"][0];
    assert_eq!((&index["IndexStatus"], &index["ItemCount"]), (&json!("ACTIVE"), &json!(899)));
    assert_eq!(queried(&bench, "tab", "idx", ("x", &json!({"S": "moved"}))).len(), 100);
    for x in 0..3 {
        let fits = |c: &usize| c % 3 == x && c % 10 > 1 && *c != 2;
        let found = queried(&bench, "tab", "idx", ("x", &json!({"S": x.to_string()})));
        assert_eq!(found.len(), (0..1000).filter(fits).count(), "{x}");
    }
    // It is there for the next start, too.
    drop(bench);
    let bench = Bench::on(store);
    assert_eq!(queried(&bench, "tab", "idx", ("x", &json!({"S": "moved"}))).len(), 100);
    let (status, refused) = bench.call("UpdateTable", &update);
    assert_eq!(status, 400);
    assert_eq!(refused["message"], "Attempting to create an index which already exists");
    let delete = json!([{"Delete": {"IndexName": "idx"}}]);
    let gone =
        bench.ok("UpdateTable", json!({"TableName": "tab", "GlobalSecondaryIndexUpdates": delete}));
    assert_eq!(gone["TableDescription"]["GlobalSecondaryIndexes"][0]["IndexStatus"], "DELETING");
    let table = filled(&bench, "tab");
    assert_eq!(table["GlobalSecondaryIndexes"], Value::Null);
    assert_eq!(table["AttributeDefinitions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_manifests_indexes_are_made_changed_and_kept() {
    let bench = Bench::new();
    let resource = dynamodb::TableResource::new(Arc::clone(&bench.dynamodb));
    let put = |properties: &Value| block_on(resource.put(&context(), "users", properties));
    let mut properties = json!({
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "ts", "AttributeType": "N"},
            {"AttributeName": "mail", "AttributeType": "S"}],
        "KeySchema": [
            {"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "ts", "KeyType": "RANGE"}],
        "LocalSecondaryIndexes": [{"IndexName": "local", "Projection": {"ProjectionType": "ALL"},
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                          {"AttributeName": "mail", "KeyType": "RANGE"}]}],
        "GlobalSecondaryIndexes": [{"IndexName": "mails", "Projection": {"ProjectionType": "ALL"},
            "KeySchema": [{"AttributeName": "mail", "KeyType": "HASH"}]}],
    });
    put(&properties).unwrap();
    for n in 0..30 {
        let item = json!({"id": {"S": n.to_string()}, "ts": {"N": "1"}, "mail": {"S": "m"},
                          "more": {"S": "x"}});
        bench.ok("PutItem", json!({"TableName": "users", "Item": item}));
    }
    put(&properties).unwrap();
    let hash = json!({"S": "m"});
    assert_eq!(queried(&bench, "users", "mails", ("mail", &hash))[0].as_object().unwrap().len(), 4);
    properties["GlobalSecondaryIndexes"] = json!([
        {"IndexName": "mails", "Projection": {"ProjectionType": "KEYS_ONLY"},
         "KeySchema": [{"AttributeName": "mail", "KeyType": "HASH"}]},
        {"IndexName": "times", "Projection": {"ProjectionType": "INCLUDE",
         "NonKeyAttributes": ["more"]}, "KeySchema": [{"AttributeName": "ts", "KeyType": "HASH"}]},
    ]);
    put(&properties).unwrap();
    let mails = queried(&bench, "users", "mails", ("mail", &hash));
    assert_eq!((mails.len(), mails[0].as_object().unwrap().len()), (30, 3));
    assert_eq!(queried(&bench, "users", "times", ("ts", &json!({"N": "1"}))).len(), 30);
    properties["LocalSecondaryIndexes"][0]["Projection"] = json!({"ProjectionType": "KEYS_ONLY"});
    assert!(put(&properties).unwrap_err().contains("other local indexes"));
}

#[test]
fn a_manifests_table_says_what_would_be_lost_with_it_and_goes() {
    let bench = Bench::new();
    let resource = dynamodb::TableResource::new(Arc::clone(&bench.dynamodb));
    let properties = json!({
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    });
    let put = || block_on(resource.put(&context(), "users", &properties));
    let holds = || block_on(resource.holds(&context(), "users", &properties)).unwrap();
    let delete = || block_on(resource.delete(&context(), "users", &properties));
    assert_eq!(holds(), None);
    put().unwrap();
    assert_eq!(holds(), None);
    bench.ok("PutItem", json!({"TableName": "users", "Item": {"id": {"S": "a"}}}));
    bench.ok("PutItem", json!({"TableName": "users", "Item": {"id": {"S": "b"}}}));
    assert_eq!(holds().as_deref(), Some("2 items"));
    delete().unwrap();
    assert_eq!(bench.call("DescribeTable", &json!({"TableName": "users"})).0, 400);
    delete().unwrap();
    put().unwrap();
    assert_eq!(holds(), None);
}

#[test]
fn another_key_of_a_manifests_table_is_another_table() {
    let bench = Bench::new();
    let resource = dynamodb::TableResource::new(Arc::clone(&bench.dynamodb));
    let before = json!({
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                                 {"AttributeName": "mail", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    });
    let edited = |edit: &dyn Fn(&mut Value)| {
        let mut after = before.clone();
        edit(&mut after);
        resource.replaces(&before, &after)
    };
    assert!(edited(&|_| ()).is_empty());
    assert!(edited(&|one| one["AttributeDefinitions"][1]["AttributeType"] = json!("N")).is_empty());
    let key_type = edited(&|one| one["AttributeDefinitions"][0]["AttributeType"] = json!("N"));
    assert_eq!(key_type, ["AttributeDefinitions"]);
    let key = edited(&|one| one["KeySchema"][0]["AttributeName"] = json!("mail"));
    assert_eq!(key, ["KeySchema"]);
}
