//! `Fn::ForEach` of `AWS::LanguageExtensions`: one entry of a map becomes one for each value.
//!
//! `Fn::ForEach::Name: [Identifier, [values], {Key: Value}]`: in keys and texts, `${Identifier}`
//! and `&{Identifier}` (letters and digits only) stand for the value, and so does
//! `Ref: Identifier`.

use crate::condition::Decisions;
use crate::node::{Entry, Node, Value};
use crate::problem::Problem;

const PREFIX: &str = "Fn::ForEach::";
/// CloudFormation: loops inside each other.
const NESTING_MAX: usize = 5;
/// CloudFormation: resources of a template, and so what one loop can come to.
const VALUES_MAX: usize = 500;

/// The tree with every loop written out.
pub(crate) fn expanded(node: &Node, decisions: &Decisions) -> Result<Node, Problem> {
    expand(node, decisions, 0)
}

fn expand(node: &Node, decisions: &Decisions, depth: usize) -> Result<Node, Problem> {
    let value = match &node.value {
        Value::List(items) => Value::List(
            items.iter().map(|item| expand(item, decisions, depth)).collect::<Result<_, _>>()?,
        ),
        Value::Map(entries) => {
            let mut all = Vec::with_capacity(entries.len());
            for entry in entries {
                match entry.key.strip_prefix(PREFIX) {
                    Some(_) => all.extend(each(entry, decisions, depth + 1)?),
                    None => {
                        let value = expand(&entry.value, decisions, depth)?;
                        all.push(Entry { value, ..entry.clone() });
                    }
                }
            }
            Value::Map(all)
        }
        plain => plain.clone(),
    };
    Ok(Node { value, at: node.at.clone() })
}

fn each(entry: &Entry, decisions: &Decisions, depth: usize) -> Result<Vec<Entry>, Problem> {
    let wrong = || {
        Problem::new(&entry.at, format!("{} is {}", entry.key, entry.value.describe()))
            .expected("[Identifier, [values], {'Key${Identifier}': ...}]")
    };
    if depth > NESTING_MAX {
        let what = format!("{} is inside too many others", entry.key);
        return Err(Problem::new(&entry.at, what).expected(format!("at most {NESTING_MAX} loops")));
    }
    let Some([identifier, collection, body]) = entry.value.as_list() else { return Err(wrong()) };
    let Some(identifier) = identifier.as_str() else { return Err(wrong()) };
    let Some(body) = body.as_map() else { return Err(wrong()) };
    let values = decisions.decide(collection)?;
    let values = values.as_list().map(|list| list.iter().map(Node::scalar_text));
    let values: Option<Vec<String>> = values.and_then(Iterator::collect);
    let values = values.filter(|values| values.len() <= VALUES_MAX).ok_or_else(|| {
        let what = format!("the values of {} are {}", entry.key, collection.describe());
        Problem::new(&collection.at, what)
            .expected(format!("a list of at most {VALUES_MAX} texts, or a Ref to such a parameter"))
    })?;
    let mut all = Vec::new();
    for value in values {
        for one in body {
            let one = Entry {
                key: text(&one.key, identifier, &value),
                at: one.at.clone(),
                value: replaced(&one.value, identifier, &value),
            };
            // A loop in a loop sees the outer value in its own key, values and body.
            match one.key.starts_with(PREFIX) {
                true => all.extend(each(&one, decisions, depth + 1)?),
                false => {
                    let value = expand(&one.value, decisions, depth)?;
                    all.push(Entry { value, ..one });
                }
            }
        }
    }
    Ok(all)
}

fn replaced(node: &Node, identifier: &str, with: &str) -> Node {
    if let Some(("Ref", argument)) = node.only()
        && argument.as_str() == Some(identifier)
    {
        return Node::string(with, &node.at);
    }
    let value = match &node.value {
        Value::String(written) => Value::String(text(written, identifier, with)),
        Value::List(items) => {
            Value::List(items.iter().map(|item| replaced(item, identifier, with)).collect())
        }
        Value::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|entry| Entry {
                    key: text(&entry.key, identifier, with),
                    at: entry.at.clone(),
                    value: replaced(&entry.value, identifier, with),
                })
                .collect(),
        ),
        plain => plain.clone(),
    };
    Node { value, at: node.at.clone() }
}

fn text(written: &str, identifier: &str, with: &str) -> String {
    let plain: String = with.chars().filter(char::is_ascii_alphanumeric).collect();
    written
        .replace(&format!("${{{identifier}}}"), with)
        .replace(&format!("&{{{identifier}}}"), &plain)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::intrinsic::Pseudo;
    use crate::yaml;

    fn shown(text: &str) -> String {
        let names = Node::list(
            ["a-1", "b"].map(|name| Node::string(name, &crate::Place::file("p"))).into(),
            &crate::Place::file("p"),
        );
        let pseudo = Pseudo {
            region: "us-east-1".into(),
            account: "000000000000".into(),
            stack_name: "s-dev".into(),
        };
        let decisions = Decisions::new(pseudo, HashMap::from([("Names".to_owned(), names)]));
        match expanded(&yaml::parse("t.yml", text).unwrap(), &decisions) {
            Ok(node) => node.to_json().to_string(),
            Err(problem) => problem.what,
        }
    }

    #[test]
    fn a_loop_is_written_out() {
        let text = "
Fn::ForEach::Queues:
  - Name
  - !Ref Names
  - Queue&{Name}: {Name: !Sub '${Name}.${AWS::Region}', Is: !Ref Name}
Kept: 1
";
        let one = |id: &str, name: &str| {
            format!(
                r#""Queue{id}":{{"Name":{{"Fn::Sub":"{name}.${{AWS::Region}}"}},"Is":"{name}"}}"#
            )
        };
        let wanted = format!(r#"{{{},{},"Kept":1}}"#, one("a1", "a-1"), one("b", "b"));
        assert_eq!(shown(text), wanted);
    }

    #[test]
    fn loops_are_inside_each_other() {
        let text = "
Fn::ForEach::Outer:
  - A
  - [x, y]
  - Fn::ForEach::Inner${A}:
      - B
      - [1, 2]
      - '${A}${B}': '${B}${A}'
";
        assert_eq!(shown(text), r#"{"x1":"1x","x2":"2x","y1":"1y","y2":"2y"}"#);
    }

    #[test]
    fn what_is_no_loop_is_told() {
        let text = "Fn::ForEach::X: [A, b, {}]";
        assert_eq!(shown(text), "the values of Fn::ForEach::X are \"b\"");
        assert_eq!(shown("Fn::ForEach::X: [A, [b]]"), "Fn::ForEach::X is a list");
    }
}
