//! Exports to S3 and imports from it, over a bucket in memory.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use kit::objects::{Bucket, Encryption};
use kit::{Objects, Principal};
use serde_json::{Value, json};
use store::exchange::Packed;

use super::bench::{Bench, START_S};

/// Longer than any export here takes, on whatever machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Default)]
struct Shelf(Mutex<BTreeMap<String, Vec<u8>>>);

impl Shelf {
    fn check(bucket: Bucket<'_>) -> Result<(), wire::Error> {
        match bucket.name {
            "bucket" => Ok(()),
            _ => Err(wire::Error::client("NoSuchBucket", "The specified bucket does not exist")
                .with_status(404)),
        }
    }

    fn text(&self, key: &str) -> String {
        String::from_utf8(self.0.lock().unwrap()[key].clone()).unwrap()
    }

    fn lines(&self, key: &str) -> Vec<Value> {
        let bytes = self.0.lock().unwrap()[key].clone();
        let mut text = String::new();
        store::exchange::unpacked(Cursor::new(bytes)).unwrap().read_to_string(&mut text).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn keys(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }

    fn lay(&self, key: &str, bytes: impl Into<Vec<u8>>) {
        self.0.lock().unwrap().insert(key.to_owned(), bytes.into());
    }
}

impl Objects for Shelf {
    fn put(
        &self,
        _: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
        _: Option<Encryption<'_>>,
        bytes: Vec<u8>,
    ) -> Result<(), wire::Error> {
        Shelf::check(bucket)?;
        self.lay(key, bytes);
        Ok(())
    }

    fn get(
        &self,
        _: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
    ) -> Result<Box<dyn Read + Send>, wire::Error> {
        Shelf::check(bucket)?;
        Ok(Box::new(Cursor::new(self.0.lock().unwrap()[key].clone())))
    }

    fn list(
        &self,
        _: &Arc<Principal>,
        bucket: Bucket<'_>,
        prefix: &str,
        after: Option<&str>,
    ) -> Result<Vec<String>, wire::Error> {
        Shelf::check(bucket)?;
        let later = |key: &String| after.is_none_or(|after| key.as_str() > after);
        let all = self.keys().into_iter().filter(|key| key.starts_with(prefix) && later(key));
        Ok(all.take(2).collect())
    }
}

fn bench() -> (Bench, Arc<Shelf>) {
    let (bench, shelf) = (Bench::new(), Arc::new(Shelf::default()));
    bench.dynamodb.reach(shelf.clone());
    (bench, shelf)
}

/// What is said of one when it is over.
fn over(bench: &Bench, kind: &str, arn: &Value) -> Value {
    let begun = Instant::now();
    loop {
        let said = bench.ok(&format!("Describe{kind}"), json!({format!("{kind}Arn"): arn}));
        let (_, description) = said.as_object().unwrap().iter().next().unwrap();
        if description[format!("{kind}Status")] != "IN_PROGRESS" {
            return description.clone();
        }
        assert!(begun.elapsed() < PATIENCE, "{description}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn export(bench: &Bench, more: Value) -> Value {
    let mut input = json!({"TableArn": arn("films"), "S3Bucket": "bucket"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let begun = bench.ok("ExportTableToPointInTime", input)["ExportDescription"].clone();
    assert_eq!(begun["ExportStatus"], "IN_PROGRESS");
    over(bench, "Export", &begun["ExportArn"])
}

fn arn(table: &str) -> String {
    format!("arn:aws:dynamodb:us-east-1:000000000000:table/{table}")
}

fn films(bench: &Bench) {
    bench.table("films", json!({}));
    let on = json!({"PointInTimeRecoveryEnabled": true});
    bench.ok(
        "UpdateContinuousBackups",
        json!({"TableName": "films", "PointInTimeRecoverySpecification": on}),
    );
}

#[test]
fn a_table_is_exported_as_of_a_moment() {
    let (bench, shelf) = bench();
    films(&bench);
    bench.put("films", json!({"id": {"S": "a"}, "n": {"N": "1"}}));
    bench.clock.advance(Duration::from_secs(60));
    bench.put("films", json!({"id": {"S": "a"}, "n": {"N": "2"}}));
    bench.put("films", json!({"id": {"S": "b"}}));
    let said = export(&bench, json!({"ExportTime": START_S + 30, "S3Prefix": "old/"}));
    assert_eq!((&said["ExportStatus"], &said["ItemCount"]), (&json!("COMPLETED"), &json!(1)));
    assert_eq!(said.get("ExportType"), None);
    let manifest = said["ExportManifest"].as_str().unwrap();
    let folder = manifest.strip_suffix("/manifest-summary.json").unwrap();
    assert!(folder.starts_with("old/AWSDynamoDB/"), "{folder}");
    let files: Value =
        serde_json::from_str(&shelf.text(&format!("{folder}/manifest-files.json"))).unwrap();
    let data = files["dataFileS3Key"].as_str().unwrap();
    assert_eq!(files["itemCount"], 1);
    assert_eq!(shelf.lines(data), [json!({"Item": {"id": {"S": "a"}, "n": {"N": "1"}}})]);
    let summary: Value = serde_json::from_str(&shelf.text(manifest)).unwrap();
    assert_eq!(summary["exportArn"], said["ExportArn"]);
    assert_eq!(shelf.text(&format!("{folder}/_started")), "");
    // As it is now; its own type is told when it was said.
    let said = export(&bench, json!({"ExportType": "FULL_EXPORT"}));
    assert_eq!((&said["ItemCount"], &said["ExportType"]), (&json!(2), &json!("FULL_EXPORT")));
    let listed = bench.ok("ListExports", json!({"TableArn": arn("films"), "MaxResults": 1}));
    assert_eq!(listed["ExportSummaries"][0]["ExportArn"], said["ExportArn"]);
    let next = json!({"NextToken": listed["NextToken"]});
    let rest = bench.ok("ListExports", next);
    assert_eq!(rest["ExportSummaries"].as_array().unwrap().len(), 1);
    assert_eq!(rest["ExportSummaries"][0]["ExportType"], "FULL_EXPORT");
}

#[test]
fn what_has_changed_is_exported() {
    let (bench, shelf) = bench();
    films(&bench);
    bench.put("films", json!({"id": {"S": "kept"}}));
    bench.put("films", json!({"id": {"S": "gone"}}));
    bench.put("films", json!({"id": {"S": "new"}, "n": {"N": "0"}}));
    bench.clock.advance(Duration::from_mins(20));
    bench.put("films", json!({"id": {"S": "new"}, "n": {"N": "1"}}));
    bench.delete("films", "gone");
    bench.put("films", json!({"id": {"S": "brief"}}));
    bench.clock.advance(Duration::from_mins(1));
    bench.delete("films", "brief");
    bench.clock.advance(Duration::from_mins(19));
    bench.put("films", json!({"id": {"S": "new"}, "n": {"N": "2"}}));
    let period = json!({"ExportFromTime": START_S + 600, "ExportToTime": START_S + 2400 - 1});
    let asked = json!({"ExportType": "INCREMENTAL_EXPORT",
                       "IncrementalExportSpecification": period});
    let said = export(&bench, asked);
    assert_eq!(said["ItemCount"], 3, "{said}");
    let key = shelf.keys().into_iter().find(|key| key.starts_with("AWSDynamoDB/data/")).unwrap();
    let mut lines = shelf.lines(&key);
    lines.sort_by_key(|line| line["Keys"]["id"]["S"].as_str().unwrap().to_owned());
    let at = |seconds: i64| {
        let micros = ((START_S + seconds) * 1_000_000).to_string();
        json!({"WriteTimestampMicros": {"N": micros}})
    };
    let film = |id: &str, n: &str| json!({"id": {"S": id}, "n": {"N": n}});
    let expected = [
        json!({"Metadata": at(1260), "Keys": {"id": {"S": "brief"}}}),
        json!({"Metadata": at(1200), "Keys": {"id": {"S": "gone"}},
               "OldImage": {"id": {"S": "gone"}}}),
        json!({"Metadata": at(1200), "Keys": {"id": {"S": "new"}},
               "OldImage": film("new", "0"), "NewImage": film("new", "1")}),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn exports_are_refused_and_fail_in_the_words_of_dynamodb() {
    let (bench, _) = bench();
    bench.table("films", json!({}));
    let with = |more: Value| {
        let mut input = json!({"TableArn": arn("films"), "S3Bucket": "bucket"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        bench.refused("ExportTableToPointInTime", input)
    };
    assert_eq!(
        with(json!({})),
        "PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled for \
         table 'films'"
    );
    let missing = json!({"TableArn": arn("none")});
    let text = format!("TableNotFoundException: Table not found: {}", arn("none"));
    assert_eq!(with(missing), text);
    assert!(with(json!({"ExportTime": -1})).starts_with("InvalidExportTimeException: "));
    assert!(with(json!({"S3Prefix": ""})).contains("at 's3Prefix' failed"));
    assert!(with(json!({"TableArn": "QWERTY"})).contains("Invalid TableArn"));
    let period = json!({"ExportFromTime": START_S - 2, "ExportToTime": START_S});
    let short = json!({"ExportType": "INCREMENTAL_EXPORT",
                       "IncrementalExportSpecification": period});
    assert!(with(short).starts_with("InvalidExportTimeException: Difference between export"));
    let on = json!({"PointInTimeRecoveryEnabled": true});
    bench.ok(
        "UpdateContinuousBackups",
        json!({"TableName": "films", "PointInTimeRecoverySpecification": on}),
    );
    let said = export(&bench, json!({"S3Bucket": "missing", "ClientToken": "one"}));
    assert_eq!(
        (&said["ExportStatus"], &said["FailureCode"]),
        (&json!("FAILED"), &json!("S3NoSuchBucket"))
    );
    let again = with(json!({"S3Prefix": "other", "ClientToken": "one"}));
    assert!(again.starts_with("ExportConflictException: Duplicate request detected"), "{again}");
    for (arn, text) in [
        ("arn:aws:dynamodb:us-east-1:000000000000:table/films", "Invalid Export ARN"),
        ("arn:aws:dynamodb:us-east-1:111111111111:table/films", "AccessDeniedException"),
        ("qwerty:aws:dynamodb:us-east-1:000000000000:table/films", "Invalid Export ARN"),
    ] {
        let padded = json!({"ExportArn": arn});
        assert!(bench.refused("DescribeExport", padded).contains(text), "{arn}");
    }
    assert!(bench.refused("ListExports", json!({"NextToken": "00"})).contains("ListExports"));
}

fn import(bench: &Bench, table: &str, prefix: &str, more: Value) -> Value {
    let mut input = json!({
        "ClientToken": table,
        "S3BucketSource": {"S3Bucket": "bucket", "S3KeyPrefix": prefix},
        "InputFormat": "DYNAMODB_JSON",
        "TableCreationParameters": {
            "TableName": table,
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                                     {"AttributeName": "n", "AttributeType": "N"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                          {"AttributeName": "n", "KeyType": "RANGE"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let begun = bench.ok("ImportTable", input)["ImportTableDescription"].clone();
    assert_eq!(begun["ImportStatus"], "IN_PROGRESS");
    assert_eq!(begun.get("ProcessedSizeBytes"), None);
    over(bench, "Import", &begun["ImportArn"])
}

fn scan(bench: &Bench, table: &str) -> Vec<Value> {
    let mut items =
        bench.ok("Scan", json!({"TableName": table}))["Items"].as_array().unwrap().clone();
    items.sort_by_key(Value::to_string);
    items
}

#[test]
fn what_lies_under_a_prefix_becomes_a_table() {
    let (bench, shelf) = bench();
    let line =
        |id: &str, n: u32| format!(r#"{{"Item":{{"id":{{"S":"{id}"}},"n":{{"N":"{n}"}}}}}}"#);
    let text = format!("{}\n\n   \n{}{}", line("a", 1), line("b", 2), line("a", 1));
    shelf.lay("in/1.json", text.clone());
    let mut packed = Packed::into(Vec::new());
    packed.put(line("c", 3).as_bytes()).unwrap();
    shelf.lay("in/2", packed.take().unwrap().0);
    shelf.lay("in/3", "");
    shelf.lay("out/4", "not JSON");
    let said = import(&bench, "first", "in/", json!({}));
    assert_eq!(said["ImportStatus"], "COMPLETED", "{said}");
    assert_eq!((&said["ProcessedItemCount"], &said["ImportedItemCount"]), (&json!(4), &json!(4)));
    assert_eq!(said["ProcessedSizeBytes"], text.len() + line("c", 3).len());
    let table = bench.ok("DescribeTable", json!({"TableName": "first"}))["Table"].clone();
    assert_eq!((&table["TableStatus"], &table["TableId"]), (&json!("ACTIVE"), &said["TableId"]));
    assert_eq!(scan(&bench, "first").len(), 3);
    let again = json!({"ClientToken": "x", "InputFormat": "DYNAMODB_JSON",
                       "S3BucketSource": {"S3Bucket": "bucket"},
                       "TableCreationParameters": said["TableCreationParameters"]});
    assert_eq!(
        bench.refused("ImportTable", again.clone()),
        "ResourceInUseException: Table already exists: first"
    );
    let mut without = again;
    without.as_object_mut().unwrap().remove("ClientToken");
    assert!(bench.refused("ImportTable", without).contains("clientToken"));
    let listed = bench.ok("ListImports", json!({"PageSize": 1}))["ImportSummaryList"].clone();
    assert_eq!(listed[0]["ImportArn"], said["ImportArn"]);
}

#[test]
fn what_cannot_be_imported_is_counted_and_the_table_stays() {
    let (bench, shelf) = bench();
    shelf.lay("in/1", r#"{"Item":{"id":{"S":"good"},"n":{"N":"1"}}}"#);
    for (at, line) in [
        r#"{"Other":{"id":{"S":"x"},"n":{"N":"1"}}}"#,
        r#"{"Item":{"n":{"N":"1"}}}"#,
        r#"{"Item":{"id":{"S":"x"}}}"#,
        r#"{"Item":{"id":{"S":"x"},"n":{"S":"1"}}}"#,
        r#"{"Item": "#,
        r#"{"Item":{"id":{"S":"x"},"n":{"N":"1"},"":{"S":"v"}}}"#,
    ]
    .iter()
    .enumerate()
    {
        shelf.lay(&format!("in/bad{at}"), *line);
    }
    let said = import(&bench, "some", "in/", json!({"InputCompressionType": "NONE"}));
    assert_eq!(
        (&said["ImportStatus"], &said["FailureCode"]),
        (&json!("FAILED"), &json!("ItemValidationError"))
    );
    assert_eq!((&said["ErrorCount"], &said["ImportedItemCount"]), (&json!(6), &json!(1)));
    assert_eq!(scan(&bench, "some").len(), 1);
    let elsewhere = json!({"S3BucketSource": {"S3Bucket": "missing"}});
    let said = import(&bench, "none", "in/", elsewhere);
    assert_eq!(said["FailureCode"], "S3NoSuchBucket");
    let gone = bench.refused("DescribeTable", json!({"TableName": "none"}));
    assert!(gone.starts_with("ResourceNotFoundException"), "{gone}");
}

#[test]
fn records_become_items_whose_keys_have_their_types() {
    let (bench, shelf) = bench();
    shelf.lay("in/1.csv", "id;n;text\na;1;\"x; \"\"y\"\"\"\nb;two;\nc;3\nd;4;\n");
    let said = import(
        &bench,
        "table",
        "in/",
        json!({"InputFormat": "CSV", "InputFormatOptions": {"Csv": {"Delimiter": ";"}}}),
    );
    assert_eq!((&said["ErrorCount"], &said["ImportedItemCount"]), (&json!(2), &json!(2)));
    let expected = [
        json!({"id": {"S": "a"}, "n": {"N": "1"}, "text": {"S": "x; \"y\""}}),
        json!({"id": {"S": "d"}, "n": {"N": "4"}, "text": {"S": ""}}),
    ];
    assert_eq!(scan(&bench, "table"), expected);
}
