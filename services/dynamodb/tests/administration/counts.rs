//! Counts are right again after an unorderly end, while the table is in use.

use serde_json::{Value, json};

use crate::bench::Bench;

const ITEMS: usize = 1_300;

fn numbered(number: usize) -> Value {
    json!({"id": {"S": format!("{number:05}")}, "group": {"S": (number % 3).to_string()}})
}

/// A table with an index that some items are not in.
fn indexed(bench: &Bench) {
    let definition = |name: &str| json!({"AttributeName": name, "AttributeType": "S"});
    bench.table(
        "tab",
        json!({
            "AttributeDefinitions": [definition("id"), definition("group")],
            "GlobalSecondaryIndexes": [{
                "IndexName": "by-group", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "group", "KeyType": "HASH"}],
            }],
        }),
    );
    for first in (0..ITEMS).step_by(25) {
        let puts = (first..first + 25).map(|n| json!({"PutRequest": {"Item": numbered(n)}}));
        let puts: Vec<Value> = puts.collect();
        bench.ok("BatchWriteItem", json!({"RequestItems": {"tab": puts}}));
    }
}

/// Items and bytes of the table and of its index, as they are told.
fn told(bench: &Bench) -> [i64; 4] {
    let table = &bench.ok("DescribeTable", json!({"TableName": "tab"}))["Table"];
    let index = &table["GlobalSecondaryIndexes"][0];
    let of = |value: &Value| value.as_i64().unwrap();
    [&table["ItemCount"], &table["TableSizeBytes"], &index["ItemCount"], &index["IndexSizeBytes"]]
        .map(of)
}

/// A process that ended without writing its counts, and the next.
fn killed(bench: &Bench) -> Bench {
    Bench::on(bench.store.clone(), bench.clock.clone())
}

fn faults(bench: &Bench) -> Vec<String> {
    let found = dynamodb::verify::verify(&bench.store).unwrap();
    found.into_iter().flat_map(|table| table.faults).collect()
}

/// Changes few enough that their counts are not written, at both ends of the table.
fn change_few(bench: &Bench, round: usize) {
    bench.delete("tab", &format!("{round:05}"));
    bench.delete("tab", &format!("{:05}", ITEMS - 1 - round));
    bench.put("tab", json!({"id": {"S": format!("{:05}", 100 + round)}, "other": {"S": "x"}}));
    bench.put("tab", numbered(ITEMS + round));
}

#[test]
fn what_an_unorderly_end_left_wrong_is_counted_anew_while_the_table_is_in_use() {
    let first = Bench::new();
    indexed(&first);
    change_few(&first, 0);
    let real = told(&first);
    assert_eq!(real[0], ITEMS as i64 - 1);
    let second = killed(&first);
    assert_ne!(told(&second), real);
    assert_eq!(faults(&second), [""; 0]);
    // The same change again, where the recount has been and where it has not, changes nothing.
    change_few(&second, 0);
    let mut steps = 0;
    while second.dynamodb.recount().unwrap() {
        steps += 1;
        change_few(&second, steps);
    }
    assert!(steps > 6, "{steps}");
    let right = told(&second);
    assert_eq!(right[0], (ITEMS - 1 - steps) as i64);
    assert_eq!(right[2], (ITEMS - 2 - 2 * steps) as i64);
    // Counted by another: a copy of the rows in a table of its own.
    let scanned = second.ok("Scan", json!({"TableName": "tab"}));
    second.ok("DeleteTable", json!({"TableName": "tab"}));
    indexed(&second);
    for number in 0..ITEMS {
        second.delete("tab", &format!("{number:05}"));
    }
    for item in scanned["Items"].as_array().unwrap() {
        second.put("tab", item.clone());
    }
    assert_eq!(told(&second), right);
}

#[test]
fn a_recount_goes_on_after_a_further_end() {
    let first = Bench::new();
    indexed(&first);
    change_few(&first, 0);
    let mut bench = killed(&first);
    for step in 1..=3 {
        assert!(bench.dynamodb.recount().unwrap());
        change_few(&bench, step);
        bench = killed(&bench);
    }
    let mut steps = 3;
    while bench.dynamodb.recount().unwrap() {
        steps += 1;
    }
    assert_eq!(steps, 2 * (ITEMS.div_ceil(500) + 1));
    assert_eq!(told(&bench)[0], ITEMS as i64 - 4);
    assert_eq!(told(&bench)[2], ITEMS as i64 - 8);
    assert_eq!(faults(&bench), [""; 0]);
}
