//! The model: tables as maps of JSON, and what operations do to an item, said as plainly as may be.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::streams::Changes;
use testbed::Chance;

pub type Item = Map<String, Value>;
/// Partition and sort key; zero where the table has none.
pub type Key = (String, i64);

pub const PARTITIONS: u64 = 12;
pub const SORTS: (i64, i64) = (-6, 14);
const WORDS: [&str; 5] = ["x", "yé", "zz", "w ord", "'q"];
const GROUPS: [&str; 4] = ["g0", "g1", "g2", "g3"];
const MEMBERS: [&str; 4] = ["a", "b", "c", "d"];

#[derive(Clone)]
pub struct Table {
    pub name: &'static str,
    pub has_sort: bool,
    pub items: BTreeMap<Key, Item>,
    pub changes: Changes,
}

impl Table {
    pub fn any_key(&self, chance: &Chance) -> Key {
        let hash = format!("p{}", chance.below(PARTITIONS));
        (hash, if self.has_sort { chance.number(SORTS.0, SORTS.1) } else { 0 })
    }

    /// The key's attributes.
    pub fn key_item(&self, key: &Key) -> Item {
        let mut item = Item::new();
        item.insert("pk".into(), text(&key.0));
        if self.has_sort {
            item.insert("sk".into(), number(key.1));
        }
        item
    }

    pub fn any_item(&self, key: &Key, chance: &Chance) -> Item {
        let mut item = self.key_item(key);
        if !chance.one_in(4) {
            item.insert("n".into(), number(chance.number(-50, 50)));
        }
        if chance.one_in(2) {
            item.insert("s".into(), text(chance.of(&WORDS)));
        }
        if !chance.one_in(3) {
            item.insert("g".into(), text(chance.of(&GROUPS)));
        }
        if chance.one_in(3) {
            item.insert("t".into(), set(any_members(chance)));
        }
        if chance.one_in(200) {
            item.insert("b".into(), text(&"x".repeat(chance.below(60_000) as usize)));
        }
        if chance.one_in(5) {
            let deep = json!({"L": [{"NULL": true}, {"M": {"é": {"BOOL": chance.one_in(2)}}}]});
            item.insert("d".into(), deep);
        }
        item
    }
}

pub fn text(text: &str) -> Value {
    json!({ "S": text })
}

pub fn number(number: i64) -> Value {
    json!({ "N": number.to_string() })
}

fn set(members: Vec<&str>) -> Value {
    json!({ "SS": members })
}

fn any_members(chance: &Chance) -> Vec<&'static str> {
    let mut members: Vec<&str> = MEMBERS.into_iter().filter(|_| chance.one_in(2)).collect();
    if members.is_empty() {
        members.push(MEMBERS[0]);
    }
    members
}

pub fn number_of(item: &Item, name: &str) -> Option<i64> {
    item.get(name)?.get("N")?.as_str()?.parse().ok()
}

pub fn text_of<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.get("S")?.as_str()
}

fn members_of(item: &Item) -> Vec<String> {
    let members = item.get("t").and_then(|set| set.get("SS")).and_then(Value::as_array);
    let texts = members.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// A condition on an item, or on none.
#[derive(Clone, Debug)]
pub enum Condition {
    Exists,
    Absent,
    Less(i64),
    Says(&'static str),
    Has(&'static str),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    pub fn any(chance: &Chance) -> Condition {
        let depth = chance.below(3);
        Condition::of_depth(chance, depth)
    }

    fn of_depth(chance: &Chance, depth: u64) -> Condition {
        if depth > 0 {
            let below = || Box::new(Condition::of_depth(chance, depth - 1));
            let (one, other) = (below(), below());
            return match chance.below(3) {
                0 => Condition::And(one, other),
                1 => Condition::Or(one, other),
                _ => Condition::Not(one),
            };
        }
        match chance.below(5) {
            0 => Condition::Exists,
            1 => Condition::Absent,
            2 => Condition::Less(chance.number(-30, 30)),
            3 => Condition::Says(chance.of(&WORDS)),
            _ => Condition::Has(chance.of(&MEMBERS)),
        }
    }

    pub fn holds(&self, item: Option<&Item>) -> bool {
        match self {
            Condition::Exists => item.is_some(),
            Condition::Absent => item.is_none(),
            Condition::Less(bound) => {
                item.and_then(|item| number_of(item, "n")).is_some_and(|n| n < *bound)
            }
            Condition::Says(word) => item.and_then(|item| text_of(item, "s")) == Some(word),
            Condition::Has(member) => {
                item.is_some_and(|item| members_of(item).iter().any(|own| own == member))
            }
            Condition::And(one, other) => one.holds(item) && other.holds(item),
            Condition::Or(one, other) => one.holds(item) || other.holds(item),
            Condition::Not(one) => !one.holds(item),
        }
    }

    /// As an expression, with its values added to those of the request.
    pub fn expression(&self, values: &mut Map<String, Value>) -> String {
        let mut bound = |value: Value| {
            let name = format!(":c{}", values.len());
            values.insert(name.clone(), value);
            name
        };
        match self {
            Condition::Exists => "attribute_exists(pk)".into(),
            Condition::Absent => "attribute_not_exists(pk)".into(),
            Condition::Less(bound_at) => format!("n < {}", bound(number(*bound_at))),
            Condition::Says(word) => format!("s = {}", bound(text(word))),
            Condition::Has(member) => format!("contains(t, {})", bound(text(member))),
            Condition::And(one, other) => {
                let one = one.grouped(values);
                format!("{one} AND {}", other.grouped(values))
            }
            Condition::Or(one, other) => {
                let one = one.grouped(values);
                format!("{one} OR {}", other.grouped(values))
            }
            Condition::Not(one) => format!("NOT {}", one.grouped(values)),
        }
    }

    /// In parentheses where there is something to keep together: more are refused.
    fn grouped(&self, values: &mut Map<String, Value>) -> String {
        let inner = self.expression(values);
        if matches!(self, Condition::And(..) | Condition::Or(..) | Condition::Not(_)) {
            format!("({inner})")
        } else {
            inner
        }
    }

    /// As PartiQL, with its literals written out.
    pub fn statement(&self) -> String {
        match self {
            Condition::Exists => "attribute_exists(pk)".into(),
            Condition::Absent => "pk IS MISSING".into(),
            Condition::Less(bound) => format!("n < {bound}"),
            Condition::Says(word) => format!("s = '{}'", word.replace('\'', "''")),
            Condition::Has(member) => format!("contains(t, '{member}')"),
            Condition::And(one, other) => {
                format!("({}) AND ({})", one.statement(), other.statement())
            }
            Condition::Or(one, other) => {
                format!("(({}) OR ({}))", one.statement(), other.statement())
            }
            Condition::Not(one) => format!("NOT ({})", one.statement()),
        }
    }
}

/// What becomes of parts of an item.
#[derive(Clone, Debug)]
pub enum Update {
    Count(i64),
    Rename(&'static str),
    Add(i64, Vec<&'static str>),
    Take(Vec<&'static str>, &'static str),
    Clear,
    Move(&'static str),
}

impl Update {
    pub fn any(chance: &Chance) -> Update {
        match chance.below(6) {
            0 => Update::Count(chance.number(-9, 10)),
            1 => Update::Rename(chance.of(&WORDS)),
            2 => Update::Add(chance.number(-9, 10), any_members(chance)),
            3 => Update::Take(any_members(chance), chance.of(&GROUPS)),
            4 => Update::Clear,
            _ => Update::Move(chance.of(&GROUPS)),
        }
    }

    pub fn expression(&self, values: &mut Map<String, Value>) -> String {
        let mut bind = |name: &str, value: Value| {
            values.insert(name.to_owned(), value);
        };
        match self {
            Update::Count(by) => {
                bind(":by", number(*by));
                bind(":zero", number(0));
                "SET n = if_not_exists(n, :zero) + :by".into()
            }
            Update::Rename(word) => {
                bind(":s", text(word));
                "SET s = :s REMOVE n".into()
            }
            Update::Add(by, members) => {
                bind(":by", number(*by));
                bind(":t", set(members.clone()));
                "ADD n :by, t :t".into()
            }
            Update::Take(members, group) => {
                bind(":t", set(members.clone()));
                bind(":g", text(group));
                "DELETE t :t SET g = :g".into()
            }
            Update::Clear => "REMOVE g, s".into(),
            Update::Move(group) => {
                bind(":g", text(group));
                "SET g = :g".into()
            }
        }
    }

    /// The clauses of a statement of PartiQL.
    pub fn statement(&self) -> String {
        let bag = |members: &[&str]| format!("<<'{}'>>", members.join("', '"));
        match self {
            Update::Count(by) => format!("SET n = if_not_exists(n, 0) + {by}"),
            Update::Rename(word) => format!("SET s = '{}' REMOVE n", word.replace('\'', "''")),
            Update::Add(by, members) => {
                format!("SET n = if_not_exists(n, 0) + {by}, t = set_add(t, {})", bag(members))
            }
            Update::Take(members, group) => {
                format!("SET t = set_delete(t, {}), g = '{group}'", bag(members))
            }
            Update::Clear => "REMOVE g, s".into(),
            Update::Move(group) => format!("SET g = '{group}'"),
        }
    }

    /// The item afterwards; none where there was none and nothing makes one.
    pub fn applied(&self, old: Option<&Item>, key: Item) -> Option<Item> {
        if old.is_none() && matches!(self, Update::Clear) {
            return None;
        }
        let mut item = old.cloned().unwrap_or(key);
        let count = |item: &mut Item, by: i64| {
            let n = number_of(item, "n").unwrap_or(0);
            item.insert("n".into(), number(n + by));
        };
        let keep = |item: &mut Item, members: Vec<String>| {
            if members.is_empty() {
                item.remove("t");
            } else {
                item.insert("t".into(), json!({ "SS": members }));
            }
        };
        match self {
            Update::Count(by) => count(&mut item, *by),
            Update::Rename(word) => {
                item.insert("s".into(), text(word));
                item.remove("n");
            }
            Update::Add(by, more) => {
                count(&mut item, *by);
                let mut members = members_of(&item);
                members.extend(more.iter().map(|member| (*member).to_owned()));
                members.sort();
                members.dedup();
                keep(&mut item, members);
            }
            Update::Take(taken, group) => {
                let mut members = members_of(&item);
                members.retain(|member| !taken.contains(&member.as_str()));
                keep(&mut item, members);
                item.insert("g".into(), text(group));
            }
            Update::Clear => {
                item.remove("g");
                item.remove("s");
            }
            Update::Move(group) => {
                item.insert("g".into(), text(group));
            }
        }
        Some(item)
    }
}
