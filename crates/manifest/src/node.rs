//! A document as a tree that remembers where each part was written.
//!
//! Deliberately absent: reading text (`yaml`), variables (`variable`) and intrinsics (`intrinsic`).

use serde_json::Number;

use crate::problem::Place;

/// A value and where it was written. Short CloudFormation tags are already in their long form:
/// `!Ref X` is a map with the one key `Ref`.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub at: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    List(Vec<Node>),
    /// In the order of the document; keys are distinct.
    Map(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    /// Where the key was written.
    pub at: Place,
    pub value: Node,
}

impl Node {
    pub fn string(text: impl Into<String>, at: &Place) -> Node {
        Node { value: Value::String(text.into()), at: at.clone() }
    }

    /// A map with one key, as intrinsics are.
    pub fn single(key: &str, value: Node, at: &Place) -> Node {
        let entry = Entry { key: key.into(), at: at.clone(), value };
        Node { value: Value::Map(vec![entry]), at: at.clone() }
    }

    /// A map of these members, all written at one place.
    pub(crate) fn map<K: Into<String>>(
        members: impl IntoIterator<Item = (K, Node)>,
        at: &Place,
    ) -> Node {
        let entry = |(key, value): (K, Node)| Entry { key: key.into(), at: at.clone(), value };
        Node { value: Value::Map(members.into_iter().map(entry).collect()), at: at.clone() }
    }

    pub(crate) fn list(items: Vec<Node>, at: &Place) -> Node {
        Node { value: Value::List(items), at: at.clone() }
    }

    pub(crate) fn number(number: impl Into<Number>, at: &Place) -> Node {
        Node { value: Value::Number(number.into()), at: at.clone() }
    }

    pub(crate) fn flag(flag: bool, at: &Place) -> Node {
        Node { value: Value::Bool(flag), at: at.clone() }
    }

    /// Plain JSON as a tree, all of it written at one place.
    pub(crate) fn of(json: &serde_json::Value, at: &Place) -> Node {
        use serde_json::Value as Json;
        let value = match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => Value::Number(number.clone()),
            Json::String(text) => Value::String(text.clone()),
            Json::Array(items) => {
                Value::List(items.iter().map(|item| Node::of(item, at)).collect())
            }
            Json::Object(members) => {
                let members = members.iter().map(|(key, one)| (key.clone(), Node::of(one, at)));
                return Node::map(members, at);
            }
        };
        Node { value, at: at.clone() }
    }

    /// `Fn::GetAtt: [ID, ATTRIBUTE]`.
    pub(crate) fn attribute(id: &str, attribute: &str, at: &Place) -> Node {
        let pair = [id, attribute].map(|part| Node::string(part, at));
        Node::single("Fn::GetAtt", Node::list(pair.into(), at), at)
    }

    /// `Fn::Join: ['', [...]]`.
    pub(crate) fn joined(parts: Vec<Node>, at: &Place) -> Node {
        let pair = vec![Node::string("", at), Node::list(parts, at)];
        Node::single("Fn::Join", Node::list(pair, at), at)
    }

    /// This with another's members over its own, maps and lists part by part.
    pub(crate) fn merged(&self, over: &Node) -> Node {
        let value = match (&self.value, &over.value) {
            (Value::Map(own), Value::Map(others)) => {
                let mut all = own.clone();
                for other in others {
                    match all.iter_mut().find(|known| known.key == other.key) {
                        Some(known) => known.value = known.value.merged(&other.value),
                        None => all.push(other.clone()),
                    }
                }
                Value::Map(all)
            }
            (Value::List(own), Value::List(others)) => {
                let mut all: Vec<Node> =
                    own.iter().zip(others).map(|(own, other)| own.merged(other)).collect();
                all.extend(own.iter().skip(others.len()).cloned());
                all.extend(others.iter().skip(own.len()).cloned());
                Value::List(all)
            }
            _ => return over.clone(),
        };
        Node { value, at: over.at.clone() }
    }

    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The member of a map; None where this is no map or has no such key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().find(|entry| entry.key == key)
    }

    /// The only key and value of a map with one entry.
    pub fn only(&self) -> Option<(&str, &Node)> {
        match self.as_map()? {
            [entry] => Some((&entry.key, &entry.value)),
            _ => None,
        }
    }

    /// A scalar as the text that JavaScript would make of it: `1.0` is `1`, `true` is `true`.
    /// None for null, lists and maps.
    pub fn scalar_text(&self) -> Option<String> {
        match &self.value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Number(number) => Some(number_text(number)),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What it is, for a sentence: `a list`, `the text "abc"`.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "empty".into(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number_text(number),
            Value::String(text) => format!("\"{}\"", shortened(text)),
            Value::List(_) => "a list".into(),
            Value::Map(_) => match self.only() {
                Some((key, _)) if key == "Ref" || key.starts_with("Fn::") => key.to_string(),
                _ => "a map".into(),
            },
        }
    }

    /// The tree as plain JSON, intrinsics untouched.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => Json::Number(number.clone()),
            Value::String(text) => Json::String(text.clone()),
            Value::List(items) => Json::Array(items.iter().map(Node::to_json).collect()),
            Value::Map(entries) => Json::Object(
                entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
            ),
        }
    }
}

fn number_text(number: &Number) -> String {
    match number.as_f64() {
        // 2^53: the largest magnitude at which a float holds every whole number.
        Some(float) if !number.is_i64() && !number.is_u64() => {
            if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 {
                format!("{float:.0}")
            } else {
                float.to_string()
            }
        }
        _ => number.to_string(),
    }
}

fn shortened(text: &str) -> String {
    const SHOWN_CHARS: usize = 60;
    if text.chars().count() <= SHOWN_CHARS {
        return text.to_string();
    }
    let mut short: String = text.chars().take(SHOWN_CHARS).collect();
    short.push('…');
    short
}
