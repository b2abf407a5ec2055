//! A property that is not as it is to be, and how that is said: the parts that differ, each from
//! what to what.

use std::fmt;

use serde_json::{Value, json};

use crate::UNKNOWN;

/// Parts of one property that are said one by one; with more of them, only that it changes.
const PARTS_MAX: usize = 4;
/// Characters of a value that is said.
const CHARS_MAX: usize = 80;
/// Words in the name of what is not to be read over a shoulder.
const SECRET: [&str; 3] = ["password", "secret", "token"];

/// One property, before and after; none where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub name: String,
    pub was: Option<Value>,
    pub is: Option<Value>,
    /// What it is, is not said.
    pub hidden: bool,
}

/// A part of a property: its path, before, after.
type Part<'v> = (String, Option<&'v Value>, Option<&'v Value>);

impl Changed {
    pub fn new(name: &str, was: Option<Value>, is: Option<Value>) -> Changed {
        Changed { name: name.to_owned(), was, is, hidden: false }
    }

    /// The same, its values not said.
    #[must_use]
    pub fn hidden(self) -> Changed {
        Changed { hidden: true, ..self }
    }

    /// Whether a value that is not to be shown stands in it.
    pub(crate) fn contains(&self, secrets: &[String]) -> bool {
        let text = self.is.as_ref().map(ToString::to_string).unwrap_or_default();
        secrets.iter().any(|secret| !secret.is_empty() && text.contains(secret.as_str()))
    }

    pub fn to_json(&self) -> Value {
        match self.is_secret() {
            true => json!({"name": self.name}),
            false => json!({"name": self.name, "from": self.was, "to": self.is}),
        }
    }

    fn is_secret(&self) -> bool {
        let all = parts(self);
        self.hidden || all.iter().any(|(path, ..)| is_secret(path))
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = parts(self);
        if self.hidden || all.len() > PARTS_MAX {
            let verb = match (&self.was, &self.is) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            return write!(f, "{} {verb}", self.name);
        }
        for (index, (path, was, is)) in all.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            match (shown(path, *was), shown(path, *is)) {
                (_, None) => write!(f, "{path} removed")?,
                (None, Some(is)) => write!(f, "{path} added: {is}")?,
                (Some(was), Some(is)) if was == is => write!(f, "{path} changed")?,
                (Some(was), Some(is)) => write!(f, "{path} {was} -> {is}")?,
            }
        }
        Ok(())
    }
}

/// The properties whose values are not the same, in the order of their names.
pub(crate) fn differences(before: &Value, after: &Value) -> Vec<Changed> {
    let empty = serde_json::Map::new();
    let before = before.as_object().unwrap_or(&empty);
    let after = after.as_object().unwrap_or(&empty);
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let pairs = names.into_iter().map(|name| (name, before.get(name), after.get(name)));
    pairs
        .filter(|(_, was, is)| was != is)
        .map(|(name, was, is)| Changed::new(name, was.cloned(), is.cloned()))
        .collect()
}

fn parts(changed: &Changed) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    part(changed.name.clone(), changed.was.as_ref(), changed.is.as_ref(), &mut found);
    found
}

fn part<'v>(
    path: String,
    was: Option<&'v Value>,
    is: Option<&'v Value>,
    found: &mut Vec<Part<'v>>,
) {
    match (was, is) {
        (was, is) if was == is => {}
        (Some(Value::Object(was)), Some(Value::Object(is))) => {
            for (key, value) in was {
                part(format!("{path}.{key}"), Some(value), is.get(key), found);
            }
            for (key, value) in is.iter().filter(|(key, _)| !was.contains_key(*key)) {
                part(format!("{path}.{key}"), None, Some(value), found);
            }
        }
        (Some(Value::Array(was)), Some(Value::Array(is))) => {
            for index in 0..was.len().max(is.len()) {
                part(format!("{path}[{index}]"), was.get(index), is.get(index), found);
            }
        }
        (was, is) => found.push((path, was, is)),
    }
}

fn is_secret(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    SECRET.iter().any(|word| path.contains(word))
}

fn shown(path: &str, value: Option<&Value>) -> Option<String> {
    let value = value?;
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(match text {
        _ if is_secret(path) => "...".into(),
        text if text.contains(UNKNOWN) => UNKNOWN.into(),
        text if text.is_empty() => "\"\"".into(),
        text if text.chars().count() > CHARS_MAX => {
            text.chars().take(CHARS_MAX).chain("...".chars()).collect()
        }
        text => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(before: Value, after: Value) -> Vec<String> {
        differences(&before, &after).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_property_is_said_by_its_parts() {
        let before = json!({"A": 1, "B": {"C": "x", "D": [1, 2]}, "E": true, "Same": [1]});
        let after = json!({"A": 2, "B": {"C": "x", "D": [1, 3]}, "F": "", "Same": [1]});
        assert_eq!(
            said(before, after),
            ["A 1 -> 2", "B.D[1] 2 -> 3", "E removed", "F added: \"\"",]
        );
    }

    #[test]
    fn what_is_long_or_secret_is_only_said_to_change() {
        let many = |first: u8| json!({"L": (first..first + 9).collect::<Vec<_>>()});
        assert_eq!(said(many(0), many(1)), ["L changed"]);
        let secret = |text: &str| json!({"LoginProfile": {"Password": text}});
        assert_eq!(said(secret("a"), secret("b")), ["LoginProfile.Password changed"]);
        let changed = &differences(&secret("a"), &secret("b"))[0];
        assert_eq!(changed.to_json(), json!({"name": "LoginProfile"}));
        let changed = Changed::new("X", Some("a".into()), Some("it is b".into()));
        assert!(changed.contains(&["b".to_owned()]) && !changed.contains(&["c".to_owned()]));
        assert_eq!(changed.hidden().to_string(), "X changed");
    }
}
