//! What conditions are told of each request, and that policies with such conditions hold whatever
//! operation is used to get round them.

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::Principal;
use policy::{Kind, Policy};
use serde_json::{Value, json};

use crate::bench::Bench;

/// A user with one policy that allows under a condition.
fn user(condition: &Value) -> Arc<Principal> {
    let document = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": condition}]});
    let policy = Policy::from_value(&document, Kind::Identity).unwrap();
    let who = policy::Principal::user("000000000000", "u", "/", "AIDAEXAMPLE");
    let policies = Arc::new([Arc::new(policy)]);
    Arc::new(Principal { who, policies, boundary: None, session: None })
}

fn bench() -> Bench {
    let bench = Bench::new();
    let index = json!([{"IndexName": "by-g", "Projection": {"ProjectionType": "ALL"},
        "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}]);
    let definitions = json!([{"AttributeName": "id", "AttributeType": "S"},
        {"AttributeName": "g", "AttributeType": "S"}]);
    let more = json!({"AttributeDefinitions": definitions, "GlobalSecondaryIndexes": index});
    bench.table("tab", more);
    bench.ok(
        "CreateTable",
        json!({"TableName": "bin", "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "B"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}),
    );
    bench
}

/// The keys of a request's needs: `Name=a,b` of each, sorted, the needs one after the other.
fn told(bench: &Bench, operation: &str, input: &Value) -> String {
    let needs = bench.needs(operation, input, user(&json!({})));
    let each = needs.into_iter().map(|need| {
        let keys: BTreeMap<String, Vec<String>> = need.keys.into_iter().collect();
        let shown = keys.into_iter().map(|(name, mut values)| {
            values.sort();
            format!("{}={}", name.strip_prefix("dynamodb:").unwrap(), values.join(","))
        });
        shown.collect::<Vec<_>>().join(" ")
    });
    each.collect::<Vec<_>>().join(" | ")
}

#[test]
fn item_operations_tell_what_they_name_and_want() {
    let bench = bench();
    let key = json!({"id": {"S": "a"}});
    let read = "ReturnConsumedCapacity=NONE Select";
    let write = "ReturnConsumedCapacity=NONE ReturnValues";
    for (operation, more, expected) in [
        ("GetItem", json!({}), format!("Attributes=id LeadingKeys=a {read}=ALL_ATTRIBUTES")),
        (
            "GetItem",
            json!({"ProjectionExpression": "x.y[0], #n.z", "ReturnConsumedCapacity": "TOTAL",
                "ExpressionAttributeNames": {"#n": "size"}}),
            "Attributes=id,size,x LeadingKeys=a ReturnConsumedCapacity=TOTAL \
             Select=SPECIFIC_ATTRIBUTES"
                .to_owned(),
        ),
        (
            "GetItem",
            json!({"AttributesToGet": ["x"]}),
            format!("Attributes=id,x LeadingKeys=a {read}=SPECIFIC_ATTRIBUTES"),
        ),
        (
            "UpdateItem",
            json!({"UpdateExpression": "SET a = if_not_exists(b, :v), c.d = e REMOVE f ADD g :v",
                "ConditionExpression": "size(h) > :v AND NOT attribute_exists(#i)",
                "ExpressionAttributeNames": {"#i": "j"}, "ReturnValues": "UPDATED_NEW"}),
            format!("Attributes=a,b,c,e,f,g,h,id,j LeadingKeys=a {write}=UPDATED_NEW"),
        ),
        (
            "UpdateItem",
            json!({"UpdateExpression": "SET a = remove ADD g :v REMOVE #r, b",
                "ExpressionAttributeNames": {"#r": "c"}}),
            format!("Attributes=a,b,c,g,id,remove LeadingKeys=a {write}=NONE"),
        ),
        (
            "UpdateItem",
            json!({"AttributeUpdates": {"a": {"Action": "DELETE"}},
                "Expected": {"b": {"Exists": false}}}),
            format!("Attributes=a,b,id LeadingKeys=a {write}=NONE"),
        ),
        (
            "DeleteItem",
            json!({"ConditionExpression": "x IN (:a, y) OR z BETWEEN :a AND :b",
                "ReturnValues": "NONE", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
            format!("Attributes=id,x,y,z LeadingKeys=a {write}=ALL_OLD"),
        ),
    ] {
        let mut input = json!({"TableName": "tab", "Key": key});
        more.as_object().unwrap().iter().for_each(|(name, value)| input[name] = value.clone());
        assert_eq!(told(&bench, operation, &input), expected, "{operation} {more}");
    }
    let put = json!({"TableName": "tab", "Item": {"id": {"S": "a"}, "x": {"M": {"y": {"N": "1"}}}},
        "Expected": {"z": {"Exists": false}}, "ReturnValues": "ALL_OLD"});
    let expected = format!("Attributes=id,x,z LeadingKeys=a {write}=ALL_OLD");
    assert_eq!(told(&bench, "PutItem", &put), expected);
    let binary = json!({"TableName": "bin", "Key": {"id": {"B": "AAE="}}});
    let expected = format!("Attributes=id LeadingKeys=AAE= {read}=ALL_ATTRIBUTES");
    assert_eq!(told(&bench, "GetItem", &binary), expected);
}

#[test]
fn queries_scans_batches_and_transactions_tell_it_too() {
    let bench = bench();
    let read = "ReturnConsumedCapacity=NONE Select";
    let (v, k) = (json!({":v": {"S": "v"}}), json!({"id": {"S": "k"}}));
    for (operation, input, expected) in [
        (
            "Query",
            json!({"TableName": "tab", "KeyConditionExpression": "id = :v",
                "FilterExpression": "x = :v", "ExpressionAttributeValues": v}),
            format!("Attributes=id,x LeadingKeys=v {read}=ALL_ATTRIBUTES"),
        ),
        (
            "Query",
            json!({"TableName": "tab", "IndexName": "by-g", "Select": "COUNT",
                "KeyConditions": {"g": {"ComparisonOperator": "EQ",
                    "AttributeValueList": [{"S": "w"}]}}}),
            format!("Attributes=g LeadingKeys=w {read}=COUNT"),
        ),
        (
            "Scan",
            json!({"TableName": "tab", "IndexName": "by-g", "FilterExpression": "#x = :v",
                "ExpressionAttributeNames": {"#x": "y"}, "ExpressionAttributeValues": v}),
            format!("Attributes=y {read}=ALL_PROJECTED_ATTRIBUTES"),
        ),
        (
            "BatchGetItem",
            json!({"RequestItems": {"tab": {"Keys": [k, {"id": {"S": "l"}}],
                "ProjectionExpression": "x"}}}),
            format!("Attributes=id,x LeadingKeys=k,l {read}=SPECIFIC_ATTRIBUTES"),
        ),
        (
            "BatchWriteItem",
            json!({"RequestItems": {"tab": [{"DeleteRequest": {"Key": k}},
                {"PutRequest": {"Item": {"id": {"S": "p"}, "x": {"NULL": true}}}}]}}),
            "Attributes=id,x LeadingKeys=k,p ReturnConsumedCapacity=NONE".to_owned(),
        ),
        (
            "TransactGetItems",
            json!({"TransactItems": [{"Get": {"TableName": "tab", "Key": k}}]}),
            format!(
                "Attributes=id EnclosingOperation=TransactGetItems LeadingKeys=k \
                 {read}=ALL_ATTRIBUTES"
            ),
        ),
        (
            "TransactWriteItems",
            json!({"TransactItems": [
                {"Update": {"TableName": "tab", "Key": k, "UpdateExpression": "SET x = y"}},
                {"ConditionCheck": {"TableName": "tab", "Key": k,
                    "ConditionExpression": "attribute_exists(z)",
                    "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}]}),
            ["x,y", "z"]
                .iter()
                .zip(["NONE", "ALL_OLD"])
                .map(|(names, returned)| {
                    format!(
                        "Attributes=id,{names} EnclosingOperation=TransactWriteItems \
                         LeadingKeys=k ReturnConsumedCapacity=NONE ReturnValues={returned}"
                    )
                })
                .collect::<Vec<_>>()
                .join(" | "),
        ),
    ] {
        assert_eq!(told(&bench, operation, &input), expected, "{operation} {input}");
    }
}

#[test]
fn statements_tell_it_too() {
    let bench = bench();
    for (statement, expected) in [
        (
            "SELECT * FROM tab WHERE id = 'a' AND x.y > 1",
            "Attributes=id,x FullTableScan=false LeadingKeys=a Select=ALL_ATTRIBUTES",
        ),
        (
            "SELECT p, q[0].r FROM tab WHERE contains(s, 't') OR NOT (u IN [v, 1])",
            "Attributes=p,q,s,u,v FullTableScan=true Select=SPECIFIC_ATTRIBUTES",
        ),
        (
            "SELECT * FROM \"tab\".\"by-g\" WHERE g = 'b'",
            "Attributes=g FullTableScan=false LeadingKeys=b Select=ALL_PROJECTED_ATTRIBUTES",
        ),
        ("INSERT INTO tab VALUE {'id': 'a', 'x': {'y': 1}}", "Attributes=id,x LeadingKeys=a"),
        (
            "UPDATE tab SET x = list_append(y, [1]) REMOVE z WHERE id = 'a' RETURNING ALL OLD *",
            "Attributes=id,x,y,z LeadingKeys=a ReturnValues=ALL_OLD",
        ),
        (
            "DELETE FROM tab WHERE id = 'a' AND x BETWEEN y AND 3",
            "Attributes=id,x,y LeadingKeys=a ReturnValues=NONE",
        ),
    ] {
        let one = json!({"Statement": statement});
        assert_eq!(told(&bench, "ExecuteStatement", &one), expected, "{statement}");
        let batch = json!({"Statements": [one]});
        assert_eq!(told(&bench, "BatchExecuteStatement", &batch), expected, "{statement}");
        let transaction = json!({"TransactStatements": [one]});
        let told = told(&bench, "ExecuteTransaction", &transaction);
        let within = "EnclosingOperation=ExecuteTransaction ";
        assert_eq!(told.replace(within, ""), expected, "{statement}");
        assert_ne!(told, expected);
    }
}

#[test]
fn a_policy_of_some_attributes_and_keys_is_not_got_round() {
    let bench = bench();
    bench.put("tab", json!({"id": {"S": "mine"}, "open": {"N": "1"}, "shut": {"N": "2"}}));
    bench.put("tab", json!({"id": {"S": "other"}, "open": {"N": "1"}}));
    let caller = user(&json!({
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "open"],
            "dynamodb:LeadingKeys": ["mine"]},
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES",
            "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"]},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }));
    let key = |id: &str| json!({"id": {"S": id}});
    let get = |id: &str, names: &str| -> Value {
        json!({"TableName": "tab", "Key": key(id), "ProjectionExpression": names})
    };
    let update = |text: &str, more: Value| {
        let mut one = json!({"TableName": "tab", "Key": key("mine"), "UpdateExpression": text,
            "ExpressionAttributeValues": {":v": {"N": "3"}}});
        more.as_object().unwrap().iter().for_each(|(name, value)| one[name] = value.clone());
        one
    };
    let transact = |one: Value| json!({"TransactItems": [{"Update": one}]});
    let sql = |text: &str| json!({"Statement": text});
    let allowed = [
        ("GetItem", get("mine", "id, open")),
        ("UpdateItem", update("SET open = :v", json!({}))),
        ("TransactWriteItems", transact(update("SET open = :v", json!({})))),
        ("ExecuteStatement", sql("SELECT open FROM tab WHERE id = 'mine'")),
        ("ExecuteStatement", sql("UPDATE tab SET open = 4 WHERE id = 'mine'")),
    ];
    let denied = [
        ("GetItem", json!({"TableName": "tab", "Key": key("mine")})),
        ("GetItem", get("mine", "open, shut")),
        ("GetItem", get("other", "open")),
        ("Scan", json!({"TableName": "tab", "ProjectionExpression": "open"})),
        ("UpdateItem", update("SET shut = :v", json!({}))),
        ("UpdateItem", update("SET open = shut", json!({}))),
        ("UpdateItem", update("SET open = :v", json!({"ReturnValues": "ALL_NEW"}))),
        (
            "UpdateItem",
            update(
                "SET open = :v",
                json!({"ConditionExpression": "open < :v",
                    "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
            ),
        ),
        ("TransactWriteItems", transact(update("REMOVE shut", json!({})))),
        ("TransactGetItems", json!({"TransactItems": [{"Get": get("mine", "shut")}]})),
        (
            "BatchGetItem",
            json!({"RequestItems": {"tab": {"Keys": [key("mine"), key("other")],
            "ProjectionExpression": "open"}}}),
        ),
        (
            "BatchWriteItem",
            json!({"RequestItems": {"tab": [{"PutRequest": {"Item": {
            "id": {"S": "mine"}, "shut": {"N": "1"}}}}]}}),
        ),
        ("ExecuteStatement", sql("SELECT * FROM tab WHERE id = 'mine'")),
        ("ExecuteStatement", sql("SELECT open FROM tab WHERE id = 'mine' AND shut = 2")),
        ("ExecuteStatement", sql("SELECT open FROM tab")),
        ("ExecuteStatement", sql("UPDATE tab SET open = shut WHERE id = 'mine'")),
        ("ExecuteStatement", sql("DELETE FROM tab WHERE id = 'mine' RETURNING ALL OLD *")),
        (
            "ExecuteTransaction",
            json!({"TransactStatements": [sql("SELECT shut FROM tab WHERE id = 'mine'")]}),
        ),
        (
            "BatchExecuteStatement",
            json!({"Statements": [sql("INSERT INTO tab VALUE {'id': 'mine', 'shut': 1}")]}),
        ),
    ];
    for (expected, requests) in [(true, &allowed[..]), (false, &denied[..])] {
        for (operation, input) in requests {
            let allows = bench.allows(operation, input, &caller);
            assert_eq!(allows, expected, "{operation} {input}");
        }
    }
}

#[test]
fn transactions_alone_can_be_allowed() {
    let bench = bench();
    let condition = json!({"StringEquals":
        {"dynamodb:EnclosingOperation": ["TransactWriteItems", "ExecuteTransaction"]}});
    let caller = user(&condition);
    let put = json!({"TableName": "tab", "Item": {"id": {"S": "a"}}});
    assert!(!bench.allows("PutItem", &put, &caller));
    assert!(bench.allows("TransactWriteItems", &json!({"TransactItems": [{"Put": put}]}), &caller));
    let one = json!({"Statement": "DELETE FROM tab WHERE id = 'a'"});
    assert!(!bench.allows("ExecuteStatement", &one, &caller));
    assert!(!bench.allows("BatchExecuteStatement", &json!({"Statements": [one]}), &caller));
    assert!(bench.allows("ExecuteTransaction", &json!({"TransactStatements": [one]}), &caller));
}
