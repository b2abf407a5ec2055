//! One random operation at a time, on the service and on the model.

use serde_json::{Map, Value, json};

use crate::bench::Bench;
use crate::plain::{Condition, Item, Key, Table, Update};
use testbed::Chance;

pub struct Run {
    pub bench: Bench,
    pub tables: [Table; 2],
    pub chance: Chance,
    tokens: u64,
    /// Whether table one has its index that comes and goes.
    pub has_late: bool,
    /// Writes that power cuts have dropped.
    pub dropped: usize,
}

/// What became of a write, or would.
pub enum Outcome {
    Written { old: Option<Item>, new: Option<Item> },
    Refused(Option<Item>),
    Duplicate,
}

/// One write of a transaction or by itself.
pub struct Write {
    table: usize,
    key: Key,
    condition: Option<Condition>,
    verb: Verb,
}

enum Verb {
    Put(Item),
    Update(Update),
    Delete,
    Check,
}

const FAILED: &str = "ConditionalCheckFailedException";

fn create(bench: &Bench) {
    let attribute = |name: &str, kind: &str| json!({"AttributeName": name, "AttributeType": kind});
    let hash = |name: &str| json!({"AttributeName": name, "KeyType": "HASH"});
    let range = |name: &str| json!({"AttributeName": name, "KeyType": "RANGE"});
    let one = json!({
        "TableName": "one", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [attribute("pk", "S"), attribute("g", "S"), attribute("n", "N")],
        "KeySchema": [hash("pk")],
        "GlobalSecondaryIndexes": [{
            "IndexName": "by-g", "KeySchema": [hash("g"), range("n")],
            "Projection": {"ProjectionType": "ALL"}
        }],
    });
    let two = json!({
        "TableName": "two", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            attribute("pk", "S"), attribute("sk", "N"), attribute("g", "S"), attribute("n", "N")
        ],
        "KeySchema": [hash("pk"), range("sk")],
        "GlobalSecondaryIndexes": [{
            "IndexName": "by-g", "KeySchema": [hash("g")],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["s"]}
        }],
        "LocalSecondaryIndexes": [{
            "IndexName": "by-n", "KeySchema": [hash("pk"), range("n")],
            "Projection": {"ProjectionType": "KEYS_ONLY"}
        }],
    });
    for mut table in [one, two] {
        table["StreamSpecification"] =
            json!({"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"});
        bench.ok("CreateTable", &table);
    }
}

impl Run {
    pub fn new(chance: Chance, name: &str) -> Run {
        let bench = Bench::new(name);
        create(&bench);
        let table = |name, has_sort| Table {
            name,
            has_sort,
            items: Default::default(),
            changes: Default::default(),
        };
        let tables = [table("one", false), table("two", true)];
        Run { bench, tables, chance, tokens: 0, has_late: false, dropped: 0 }
    }

    pub fn count(&self) -> usize {
        self.tables.iter().map(|table| table.items.len()).sum()
    }

    /// Closes and opens the store, or takes what a kill or a power cut would leave; an index comes
    /// or goes.
    pub fn reopen(&mut self) {
        match self.chance.below(4) {
            0 => self.bench.reopen(),
            1 => self.bench.crash(),
            _ => self.power_cut(),
        }
        if self.chance.one_in(3) {
            self.change_index();
        }
    }

    /// Some writes, of which a power cut leaves the first few: all of a write or nothing, and none
    /// without those before it.
    fn power_cut(&mut self) {
        let before = self.bench.look();
        let mut states = vec![self.tables.clone()];
        for _ in 0..1 + self.chance.below(8) {
            match self.chance.below(4) {
                0 => self.write_one(),
                1 => self.write_by_statement(),
                2 => self.transaction(),
                _ => self.batch(),
            }
            states.push(self.tables.clone());
        }
        let is_mixed = self.bench.cut(&before, &self.chance);
        // Writes may end where they began: then the streams tell how far they have come.
        let found = |tables: &[Table; 2]| {
            let agrees = |table: &Table| table.changes.agree(&self.bench, table.name);
            tables.iter().all(|table| self.is_found(table)) && tables.iter().all(agrees)
        };
        let place = states.iter().rposition(found).expect("what is left is none of the states");
        assert!(is_mixed || place == states.len() - 1, "nothing was cut, and something is lost");
        self.dropped += states.len() - 1 - place;
        self.tables = states.swap_remove(place);
    }

    fn change_index(&mut self) {
        let change = if self.has_late {
            json!({"Delete": {"IndexName": "late"}})
        } else {
            json!({"Create": {
                "IndexName": "late", "KeySchema": [{"AttributeName": "s", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"}
            }})
        };
        let attribute =
            |name: &str, kind: &str| json!({"AttributeName": name, "AttributeType": kind});
        let input = json!({
            "TableName": "one", "GlobalSecondaryIndexUpdates": [change],
            "AttributeDefinitions": [
                attribute("pk", "S"), attribute("g", "S"), attribute("n", "N"),
                attribute("s", "S")
            ],
        });
        self.bench.ok("UpdateTable", &input);
        self.has_late = !self.has_late;
    }

    /// One operation.
    pub fn step(&mut self) {
        match self.chance.below(20) {
            0..5 => self.write_one(),
            5..9 => self.write_by_statement(),
            9..11 => self.transaction(),
            11..12 => self.batch(),
            12..14 => self.get(),
            14..17 => self.query(),
            17..18 => self.query_by_statement(),
            _ => self.query_index(),
        }
    }

    fn any_write(&mut self) -> Write {
        let chance = &self.chance;
        let table = chance.below(2) as usize;
        let key = self.tables[table].any_key(chance);
        let condition = chance.one_in(2).then(|| Condition::any(chance));
        let verb = match chance.below(6) {
            0..2 => Verb::Put(self.tables[table].any_item(&key, chance)),
            2..5 => Verb::Update(Update::any(chance)),
            _ => Verb::Delete,
        };
        Write { table, key, condition, verb }
    }

    /// What a write does in the model. Nothing is changed yet.
    fn outcome(&self, write: &Write) -> Outcome {
        let table = &self.tables[write.table];
        let old = table.items.get(&write.key);
        if write.condition.as_ref().is_some_and(|condition| !condition.holds(old)) {
            return Outcome::Refused(old.cloned());
        }
        let new = match &write.verb {
            Verb::Put(item) => Some(item.clone()),
            Verb::Update(update) => update.applied(old, table.key_item(&write.key)),
            Verb::Delete => None,
            Verb::Check => old.cloned(),
        };
        Outcome::Written { old: old.cloned(), new }
    }

    fn apply(&mut self, table: usize, key: Key, new: Option<Item>) {
        let table = &mut self.tables[table];
        let old = match new.clone() {
            Some(item) => table.items.insert(key.clone(), item),
            None => table.items.remove(&key),
        };
        table.changes.note(&key, old, new);
    }

    /// The request of one write, as PutItem and its like and transactions have it.
    fn request(&self, write: &Write) -> (&'static str, Value) {
        let table = &self.tables[write.table];
        let mut values = Map::new();
        let mut request = json!({"TableName": table.name,
                                 "ReturnValuesOnConditionCheckFailure": "ALL_OLD"});
        let verb = match &write.verb {
            Verb::Put(item) => {
                request["Item"] = json!(item);
                "Put"
            }
            Verb::Update(update) => {
                request["Key"] = json!(table.key_item(&write.key));
                request["UpdateExpression"] = json!(update.expression(&mut values));
                "Update"
            }
            Verb::Delete => {
                request["Key"] = json!(table.key_item(&write.key));
                "Delete"
            }
            Verb::Check => {
                request["Key"] = json!(table.key_item(&write.key));
                "ConditionCheck"
            }
        };
        if let Some(condition) = &write.condition {
            request["ConditionExpression"] = json!(condition.expression(&mut values));
        }
        if !values.is_empty() {
            request["ExpressionAttributeValues"] = json!(values);
        }
        (verb, request)
    }

    fn write_one(&mut self) {
        let write = self.any_write();
        let (verb, mut request) = self.request(&write);
        let shows_new = matches!(write.verb, Verb::Update(_)) && self.chance.one_in(2);
        request["ReturnValues"] = json!(if shows_new { "ALL_NEW" } else { "ALL_OLD" });
        let (status, body) = self.bench.call(&format!("{verb}Item"), &request);
        match self.outcome(&write) {
            Outcome::Written { old, new } => {
                assert_eq!(status, 200, "{request}: {body}");
                let shown = if shows_new { &new } else { &old };
                let found = body.get("Attributes");
                assert_eq!(found, shown.clone().map(Value::from).as_ref(), "{request}");
                self.apply(write.table, write.key, new);
            }
            Outcome::Refused(old) => refused(&request, &body, old),
            Outcome::Duplicate => unreachable!("only statements insert"),
        }
    }

    fn write_by_statement(&mut self) {
        let mut write = self.any_write();
        let table = &self.tables[write.table];
        let old = table.items.get(&write.key);
        let mut place = format!("pk = '{}'", write.key.0);
        if table.has_sort {
            place.push_str(&format!(" AND sk = {}", write.key.1));
        }
        if let Some(condition) = &write.condition {
            place.push_str(&format!(" AND ({})", condition.statement()));
        }
        let name = table.name;
        let statement = match &write.verb {
            Verb::Put(_) => {
                write.condition = None;
                format!("INSERT INTO {name} VALUE ?")
            }
            Verb::Update(update) => {
                format!("UPDATE {name} {} WHERE {place} RETURNING ALL NEW *", update.statement())
            }
            _ => format!("DELETE FROM {name} WHERE {place} RETURNING ALL OLD *"),
        };
        let mut request = json!({"Statement": statement,
                                 "ReturnValuesOnConditionCheckFailure": "ALL_OLD"});
        let outcome = match (&write.verb, old) {
            (Verb::Put(item), _) => {
                request["Parameters"] = json!([{ "M": item }]);
                if old.is_some() { Outcome::Duplicate } else { self.outcome(&write) }
            }
            (Verb::Update(_), None) => Outcome::Refused(None),
            (Verb::Delete, None) => Outcome::Written { old: None, new: None },
            _ => self.outcome(&write),
        };
        let (status, body) = self.bench.call("ExecuteStatement", &request);
        match outcome {
            Outcome::Written { old, new } => {
                assert_eq!(status, 200, "{request}: {body}");
                let shown = match &write.verb {
                    Verb::Put(_) => None,
                    Verb::Update(_) => new.clone(),
                    _ => old,
                };
                let shown: Vec<Item> = shown.into_iter().collect();
                assert_eq!(body["Items"], json!(shown), "{request}");
                self.apply(write.table, write.key, new);
            }
            Outcome::Refused(old) => refused(&request, &body, old),
            Outcome::Duplicate => {
                assert!(code(&body).ends_with("DuplicateItemException"), "{request}: {body}");
            }
        }
    }

    fn transaction(&mut self) {
        let count = 1 + self.chance.below(5);
        let mut writes: Vec<Write> = Vec::new();
        for _ in 0..count {
            let mut write = self.any_write();
            if write.condition.is_some() && self.chance.one_in(4) {
                write.verb = Verb::Check;
            }
            if !writes.iter().any(|w| (w.table, &w.key) == (write.table, &write.key)) {
                writes.push(write);
            }
        }
        let items: Vec<Value> = writes
            .iter()
            .map(|write| {
                let (verb, request) = self.request(write);
                json!({ verb: request })
            })
            .collect();
        self.tokens += 1;
        let token = format!("token-{}", self.tokens);
        let request = json!({"TransactItems": items, "ClientRequestToken": token});
        let (status, body) = self.bench.call("TransactWriteItems", &request);
        let outcomes: Vec<Outcome> = writes.iter().map(|write| self.outcome(write)).collect();
        if outcomes.iter().all(|one| matches!(one, Outcome::Written { .. })) {
            assert_eq!(status, 200, "{request}: {body}");
            for (write, outcome) in writes.into_iter().zip(outcomes) {
                let Outcome::Written { new, .. } = outcome else { continue };
                self.apply(write.table, write.key, new);
            }
            if self.chance.one_in(4) {
                // Again, which must change nothing.
                self.bench.ok("TransactWriteItems", &request);
            }
            return;
        }
        let reasons: Vec<Value> = outcomes
            .into_iter()
            .map(|outcome| match outcome {
                Outcome::Refused(old) => {
                    let mut reason = json!({"Code": "ConditionalCheckFailed",
                                            "Message": "The conditional request failed"});
                    if let Some(old) = old {
                        reason["Item"] = json!(old);
                    }
                    reason
                }
                _ => json!({"Code": "None"}),
            })
            .collect();
        assert_eq!(body["CancellationReasons"], json!(reasons), "{request}");
    }

    fn batch(&mut self) {
        let mut requests: Map<String, Value> = Map::new();
        let mut changes: Vec<(usize, Key, Option<Item>)> = Vec::new();
        for _ in 0..1 + self.chance.below(12) {
            let table = self.chance.below(2) as usize;
            let key = self.tables[table].any_key(&self.chance);
            if changes.iter().any(|(t, k, _)| (*t, k) == (table, &key)) {
                continue;
            }
            let (request, new) = if self.chance.one_in(3) {
                let key = self.tables[table].key_item(&key);
                (json!({"DeleteRequest": {"Key": key}}), None)
            } else {
                let item = self.tables[table].any_item(&key, &self.chance);
                (json!({"PutRequest": {"Item": item}}), Some(item))
            };
            let list = requests.entry(self.tables[table].name).or_insert_with(|| json!([]));
            list.as_array_mut().unwrap().push(request);
            changes.push((table, key, new));
        }
        self.bench.ok("BatchWriteItem", &json!({ "RequestItems": requests }));
        for (table, key, new) in changes {
            self.apply(table, key, new);
        }
    }

    fn get(&mut self) {
        let table = &self.tables[self.chance.below(2) as usize];
        let keys: Vec<Key> = (0..1 + self.chance.below(5))
            .map(|_| table.any_key(&self.chance))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        let gets: Vec<Value> = keys
            .iter()
            .map(|key| json!({"Get": {"TableName": table.name, "Key": table.key_item(key)}}))
            .collect();
        let expected: Vec<Value> = keys
            .iter()
            .map(|key| match table.items.get(key) {
                Some(item) => json!({ "Item": item }),
                None => json!({}),
            })
            .collect();
        if let [key] = keys.as_slice() {
            let input = json!({"TableName": table.name, "Key": table.key_item(key)});
            assert_eq!(self.bench.ok("GetItem", &input), expected[0], "{input}");
        }
        let found = self.bench.ok("TransactGetItems", &json!({ "TransactItems": gets }));
        assert_eq!(found["Responses"], json!(expected), "{keys:?}");
    }
}

fn code(body: &Value) -> &str {
    body["__type"].as_str().unwrap_or_default()
}

fn refused(request: &Value, body: &Value, old: Option<Item>) {
    assert!(code(body).ends_with(FAILED), "{request}: {body}");
    assert_eq!(body.get("Item"), old.map(Value::from).as_ref(), "{request}");
}
