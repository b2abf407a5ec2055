//! Reads of many items: pages to their end, and a look at everything.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::plain::{Condition, Item, PARTITIONS, SORTS, Table, number_of, text_of};
use crate::steps::Run;

/// What an index holds of an item.
type Project = fn(&Item) -> Item;

fn whole(item: &Item) -> Item {
    item.clone()
}

fn only(item: &Item, names: &[&str]) -> Item {
    let entries = item.iter().filter(|(name, _)| names.contains(&name.as_str()));
    entries.map(|(name, value)| (name.clone(), value.clone())).collect()
}

impl Run {
    /// All pages of a Query or Scan.
    fn pages(&self, operation: &str, input: &Value) -> Vec<Item> {
        let mut input = input.clone();
        let mut items = Vec::new();
        loop {
            let mut page = self.bench.ok(operation, &input);
            let found: Vec<Item> = serde_json::from_value(page["Items"].take()).unwrap();
            items.extend(found);
            match page.get("LastEvaluatedKey") {
                Some(key) => input["ExclusiveStartKey"] = key.clone(),
                None => return items,
            }
        }
    }

    /// A partition of table two, or a range of it, in either direction.
    pub fn query(&mut self) {
        let chance = &mut self.chance;
        let hash = format!("p{}", chance.below(PARTITIONS));
        let (low, high) = (chance.number(SORTS.0, SORTS.1), chance.number(SORTS.0, SORTS.1));
        let (condition, low, high) = match chance.below(3) {
            0 => ("pk = :p", SORTS.0, SORTS.1),
            1 => ("pk = :p AND sk >= :a", low, SORTS.1),
            _ => ("pk = :p AND sk BETWEEN :a AND :b", low.min(high), low.max(high)),
        };
        let mut values = Map::new();
        values.insert(":p".into(), json!({ "S": hash }));
        for (name, bound) in [(":a", low), (":b", high)] {
            if condition.contains(name) {
                values.insert(name.into(), json!({ "N": bound.to_string() }));
            }
        }
        let mut input = json!({"TableName": "two", "KeyConditionExpression": condition});
        let filter = chance.one_in(2).then(|| Condition::any(chance));
        let filter = filter.filter(|filter| !filter.statement().contains("pk"));
        if let Some(filter) = &filter {
            input["FilterExpression"] = json!(filter.expression(&mut values));
        }
        input["ExpressionAttributeValues"] = json!(values);
        let forward = chance.one_in(2);
        input["ScanIndexForward"] = json!(forward);
        if chance.one_in(2) {
            input["Limit"] = json!(1 + chance.below(6));
        }
        let within = |key: &i64| low <= *key && *key <= high;
        let mut expected: Vec<&Item> = self.tables[1]
            .items
            .iter()
            .filter(|((pk, sk), _)| *pk == hash && within(sk))
            .filter(|(_, item)| filter.as_ref().is_none_or(|filter| filter.holds(Some(item))))
            .map(|(_, item)| item)
            .collect();
        if !forward {
            expected.reverse();
        }
        assert_eq!(json!(self.pages("Query", &input)), json!(expected), "{input}");
    }

    /// A SELECT of partitions or of everything, by pages.
    pub fn query_by_statement(&mut self) {
        let chance = &mut self.chance;
        let table = &self.tables[chance.below(2) as usize];
        let condition = Condition::any(chance);
        let hashes: Vec<String> =
            (0..1 + chance.below(3)).map(|_| format!("p{}", chance.below(PARTITIONS))).collect();
        let scans = chance.one_in(5);
        let mut statement =
            format!("SELECT * FROM \"{}\" WHERE ({})", table.name, condition.statement());
        if !scans {
            statement.push_str(&format!(" AND pk IN ['{}']", hashes.join("', '")));
        }
        let mut input = json!({ "Statement": statement });
        if chance.one_in(2) {
            input["Limit"] = json!(1 + chance.below(9));
        }
        let mut found: Vec<Item> = Vec::new();
        loop {
            let mut page = self.bench.ok("ExecuteStatement", &input);
            let items: Vec<Item> = serde_json::from_value(page["Items"].take()).unwrap();
            found.extend(items);
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        let expected = table
            .items
            .iter()
            .filter(|((pk, _), item)| (scans || hashes.contains(pk)) && condition.holds(Some(item)))
            .map(|(_, item)| item.clone());
        assert_eq!(sorted(found), sorted(expected.collect()), "{input}");
    }

    /// A partition of an index.
    pub fn query_index(&mut self) {
        let chance = &mut self.chance;
        let (group, hash) =
            (format!("g{}", chance.below(4)), format!("p{}", chance.below(PARTITIONS)));
        let of_group = |item: &Item| text_of(item, "g") == Some(group.as_str());
        let has_n = |item: &Item| number_of(item, "n").is_some();
        let (table, index, key, value, expected): (_, _, _, _, Vec<Item>) = match chance.below(3) {
            0 => {
                let items = self.tables[0].items.values();
                let found = items.filter(|item| of_group(item) && has_n(item));
                ("one", "by-g", "g", &group, found.map(whole).collect())
            }
            1 => {
                let items = self.tables[1].items.values().filter(|item| of_group(item));
                let shown = items.map(|item| only(item, &["pk", "sk", "g", "s"]));
                ("two", "by-g", "g", &group, shown.collect())
            }
            _ => {
                let items = self.tables[1].items.iter();
                let found = items.filter(|((pk, _), item)| *pk == hash && has_n(item));
                let shown = found.map(|(_, item)| only(item, &["pk", "sk", "n"]));
                ("two", "by-n", "pk", &hash, shown.collect())
            }
        };
        let forward = chance.one_in(2);
        let mut input = json!({
            "TableName": table, "IndexName": index, "ScanIndexForward": forward,
            "KeyConditionExpression": format!("{key} = :v"),
            "ExpressionAttributeValues": {":v": {"S": value}},
        });
        if chance.one_in(2) {
            input["Limit"] = json!(1 + chance.below(6));
        }
        let found = self.pages("Query", &input);
        if index == "by-n" || table == "one" {
            let numbers: Vec<Option<i64>> = found.iter().map(|item| number_of(item, "n")).collect();
            let is_ordered = |pair: &[Option<i64>]| {
                if forward { pair[0] <= pair[1] } else { pair[0] >= pair[1] }
            };
            assert!(numbers.windows(2).all(is_ordered), "{input}: {numbers:?}");
        }
        assert_eq!(sorted(found), sorted(expected), "{input}");
    }

    /// Everything there is, in tables and indexes.
    pub fn verify(&mut self) {
        for table in &self.tables {
            let expected = table.items.values().cloned().collect();
            self.scan(table, None, expected);
        }
        let [one, two] = &self.tables;
        let keep = |table: &Table, names: &[&str], project: Project| -> Vec<Item> {
            let has = |item: &Item| names.iter().all(|name| item.contains_key(*name));
            table.items.values().filter(|item| has(item)).map(project).collect()
        };
        self.scan(one, Some("by-g"), keep(one, &["g", "n"], whole));
        self.scan(two, Some("by-g"), keep(two, &["g"], |item| only(item, &["pk", "sk", "g", "s"])));
        self.scan(two, Some("by-n"), keep(two, &["n"], |item| only(item, &["pk", "sk", "n"])));
        self.verify_late();
        self.verify_streams();
    }

    fn verify_late(&self) {
        if self.has_late {
            while !self.late_is_active() {
                std::thread::yield_now();
            }
            let one = &self.tables[0];
            let named = one.items.values().filter(|item| item.contains_key("s"));
            self.scan(one, Some("late"), named.map(|item| only(item, &["pk", "s"])).collect());
        }
    }

    /// Whether a table's items are these.
    pub fn is_found(&self, table: &Table) -> bool {
        let found = self.pages("Scan", &json!({ "TableName": table.name }));
        sorted(found) == sorted(table.items.values().cloned().collect())
    }

    /// What the streams have told since they were last asked.
    pub fn verify_streams(&mut self) {
        for table in &mut self.tables {
            table.changes.check(&self.bench, table.name);
        }
    }

    fn late_is_active(&self) -> bool {
        let table = self.bench.ok("DescribeTable", &json!({"TableName": "one"}));
        let indexes = table["Table"]["GlobalSecondaryIndexes"].as_array().unwrap();
        let late = indexes.iter().find(|index| index["IndexName"] == "late").unwrap();
        late["IndexStatus"] == "ACTIVE"
    }

    fn scan(&self, table: &Table, index: Option<&str>, expected: Vec<Item>) {
        let mut input = json!({"TableName": table.name, "Limit": 100});
        if let Some(index) = index {
            input["IndexName"] = json!(index);
        }
        let found = self.pages("Scan", &input);
        assert_eq!(sorted(found), sorted(expected), "{input}");
    }
}

/// Items as texts that do not depend on an order.
fn sorted(items: Vec<Item>) -> Vec<String> {
    let shown = |item: Item| {
        let entries: BTreeMap<String, Value> = item.into_iter().collect();
        json!(entries.into_iter().collect::<Vec<_>>()).to_string()
    };
    let mut texts: Vec<String> = items.into_iter().map(shown).collect();
    texts.sort();
    texts
}
