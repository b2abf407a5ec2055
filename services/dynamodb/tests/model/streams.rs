//! What the streams have to tell: every change of an item, in its order, with the item before and
//! after.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::plain::{Item, Key, number_of};

/// The changes of one table that nobody has read yet, and how far its stream has been read.
#[derive(Clone, Default)]
pub struct Changes {
    unread: BTreeMap<Key, VecDeque<Change>>,
    /// The last sequence number that was read of each shard.
    read: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Change {
    old: Option<Item>,
    new: Option<Item>,
}

impl Changes {
    /// A write that leaves everything as it was is none.
    pub fn note(&mut self, key: &Key, old: Option<Item>, new: Option<Item>) {
        if old != new {
            self.unread.entry(key.clone()).or_default().push_back(Change { old, new });
        }
    }

    /// Reads the stream to its end: exactly what has been noted.
    pub fn check(&mut self, bench: &Bench, table: &str) {
        self.read(bench, table).unwrap_or_else(|why| panic!("{table}: {why}"));
    }

    /// Whether the stream tells exactly what has been noted. Nothing counts as read by it.
    pub fn agree(&self, bench: &Bench, table: &str) -> bool {
        self.clone().read(bench, table).is_ok()
    }

    fn read(&mut self, bench: &Bench, table: &str) -> Result<(), String> {
        let described = bench.ok("DescribeTable", &json!({ "TableName": table }));
        let arn = &described["Table"]["LatestStreamArn"];
        let stream = bench.ok("DescribeStream", &json!({ "StreamArn": arn }));
        for shard in stream["StreamDescription"]["Shards"].as_array().unwrap() {
            let shard = shard["ShardId"].as_str().unwrap();
            let mut input = json!({"StreamArn": arn, "ShardId": shard});
            match self.read.get(shard) {
                Some(number) => {
                    input["ShardIteratorType"] = json!("AFTER_SEQUENCE_NUMBER");
                    input["SequenceNumber"] = json!(number);
                }
                None => input["ShardIteratorType"] = json!("TRIM_HORIZON"),
            }
            let mut iterator = bench.ok("GetShardIterator", &input)["ShardIterator"].take();
            loop {
                let mut page = bench.ok("GetRecords", &json!({ "ShardIterator": iterator }));
                let records = page["Records"].as_array().unwrap();
                if records.is_empty() {
                    break;
                }
                records.iter().try_for_each(|record| self.read_one(shard, record))?;
                iterator = page["NextShardIterator"].take();
            }
        }
        match self.unread.is_empty() {
            true => Ok(()),
            false => Err(format!("the stream lacks {:?}", self.unread)),
        }
    }

    fn read_one(&mut self, shard: &str, record: &Value) -> Result<(), String> {
        let told = &record["dynamodb"];
        let item = |name: &str| -> Option<Item> { told.get(name)?.as_object().cloned() };
        let keys = item("Keys").unwrap();
        let hash = keys["pk"]["S"].as_str().unwrap().to_owned();
        let key = (hash, number_of(&keys, "sk").unwrap_or(0));
        let queue = self.unread.get_mut(&key);
        let change = queue.and_then(VecDeque::pop_front);
        let found = Change { old: item("OldImage"), new: item("NewImage") };
        if Some(&found) != change.as_ref() {
            return Err(format!("{key:?}: the stream tells {found:?}, not {change:?}"));
        }
        let name = match (&found.old, &found.new) {
            (None, _) => "INSERT",
            (_, None) => "REMOVE",
            _ => "MODIFY",
        };
        assert_eq!(record["eventName"], name, "{key:?}");
        if self.unread.get(&key).is_some_and(VecDeque::is_empty) {
            self.unread.remove(&key);
        }
        let number = told["SequenceNumber"].as_str().unwrap().to_owned();
        self.read.insert(shard.to_owned(), number);
        Ok(())
    }
}
