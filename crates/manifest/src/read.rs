//! Reading typed values out of nodes, collecting everything that is wrong on the way.
//!
//! Deliberately absent: what the values mean (`service`, `function`, `event`, `role`, `stack`).

use std::ops::RangeInclusive;

use crate::node::{Entry, Node, Value};
use crate::problem::{Notice, Place, Problem};

/// What one reading has found so far.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) problems: Vec<Problem>,
    pub(crate) notices: Vec<Notice>,
}

/// Which members a map may have.
pub(crate) struct Members<'a> {
    pub(crate) known: &'a [&'a str],
    /// Known to the framework and not done yet.
    pub(crate) later: &'a [&'a str],
}

impl Report {
    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(crate) fn wrong(&mut self, node: &Node, name: &str, expected: impl Into<String>) {
        let what = format!("{name} is {}", node.describe());
        self.problem(Problem::new(&node.at, what).expected(expected));
    }

    pub(crate) fn missing(&mut self, at: &Place, name: impl Into<String>) {
        self.notices.push(Notice::missing(at, name));
    }

    /// The members of a map; none where it is empty, none and a problem where it is no map.
    pub(crate) fn map<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Entry] {
        match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            _ => {
                self.wrong(node, name, "a map (`key: value` lines)");
                &[]
            }
        }
    }

    pub(crate) fn list<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => {
                self.wrong(node, name, "a list (lines that begin with `- `)");
                &[]
            }
        }
    }

    /// A text; a number or true/false stands for its text.
    pub(crate) fn text(&mut self, node: &Node, name: &str, expected: &str) -> Option<String> {
        let text = node.scalar_text();
        if text.is_none() {
            self.wrong(node, name, expected);
        }
        text
    }

    /// One text or a list of them.
    pub(crate) fn texts(&mut self, node: &Node, name: &str, expected: &str) -> Vec<String> {
        match &node.value {
            Value::List(items) => {
                items.iter().filter_map(|item| self.text(item, name, expected)).collect()
            }
            _ => self.text(node, name, expected).into_iter().collect(),
        }
    }

    pub(crate) fn flag(&mut self, node: &Node, name: &str) -> Option<bool> {
        let flag = match &node.value {
            Value::Bool(value) => Some(*value),
            // Variables of the environment come as text.
            Value::String(text) if text == "true" => Some(true),
            Value::String(text) if text == "false" => Some(false),
            _ => None,
        };
        if flag.is_none() {
            self.wrong(node, name, "true or false");
        }
        flag
    }

    /// A whole number; text that is one counts, as variables of the environment come as text.
    pub(crate) fn number(
        &mut self,
        node: &Node,
        name: &str,
        range: RangeInclusive<u32>,
        unit: &str,
    ) -> Option<u32> {
        let number = match &node.value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let expected =
                format!("a whole number{unit} from {} to {}", range.start(), range.end());
            self.wrong(node, name, expected);
        }
        number
    }

    /// Notices for members that are not done yet, and for those that nobody knows.
    pub(crate) fn members(&mut self, entries: &[Entry], members: &Members<'_>, name: &str) {
        for entry in entries {
            let key = entry.key.as_str();
            if members.known.contains(&key) {
                continue;
            }
            let full = member_name(name, key);
            if members.later.contains(&key) {
                if !is_off(&entry.value) {
                    self.missing(&entry.at, full);
                }
                continue;
            }
            let all = members.known.iter().chain(members.later);
            let note = match nearest(key, all.copied()) {
                Some(near) => format!("is not known; did you mean `{near}`?"),
                None => "is not known, and is left out".into(),
            };
            self.notices.push(Notice::new(&entry.at, full, note));
        }
    }
}

/// `provider.vpc`, but `vpc of function hello`.
fn member_name(name: &str, key: &str) -> String {
    match name {
        "" => format!("`{key}`"),
        _ if name.contains(' ') => format!("{key} of {name}"),
        _ => format!("{name}.{key}"),
    }
}

/// Nothing is asked for by `false` or by nothing.
fn is_off(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Bool(false) => true,
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

/// The name that was probably meant: at most two slips away, and at most a third of the word.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a name this long into another, and distances cost length squared.
    const LENGTH_MAX: usize = 64;
    if word.len() > LENGTH_MAX {
        return None;
    }
    let allowed = (word.chars().count() / 3).clamp(1, 2);
    known
        .map(|name| (distance(word, name), name))
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

/// Levenshtein's distance, case counting for nothing, two exchanged letters for one.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let above = &rows[i - 1];
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised() {
        for (word, wanted) in [
            ("memorysize", Some("memorySize")),
            ("timout", Some("timeout")),
            ("tiemout", Some("timeout")),
            ("envirnoment", Some("environment")),
            ("frobnicate", None),
            ("vpn", None),
        ] {
            let known = ["memorySize", "timeout", "environment", "layers"];
            assert_eq!(nearest(word, known.into_iter()), wanted, "{word}");
        }
    }
}
