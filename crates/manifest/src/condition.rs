//! What of a template is decided before anything is made: parameters, mappings and conditions.
//! They are put in place while the manifest is read, so that what follows never meets them.
//!
//! Deliberately absent: where parameters have their values from (`parameter`).

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::intrinsic::{Pseudo, Scope, resolve};
use crate::node::{Entry, Node, Value};
use crate::problem::Problem;

/// Conditions inside each other.
const NESTING_MAX: usize = 32;

/// The parts of a template that decide.
pub(crate) struct Decisions {
    pseudo: Pseudo,
    parameters: HashMap<String, Node>,
    mappings: Vec<Node>,
    conditions: HashMap<String, Node>,
}

/// While deciding, only pseudo parameters have a value.
impl Scope for Decisions {
    fn pseudo(&self) -> &Pseudo {
        &self.pseudo
    }

    fn reference(&self, _: &str) -> Option<Json> {
        None
    }

    fn attribute(&self, _: &str, _: &str) -> Option<Json> {
        None
    }
}

impl Decisions {
    pub(crate) fn new(pseudo: Pseudo, parameters: HashMap<String, Node>) -> Decisions {
        Decisions { pseudo, parameters, mappings: Vec::new(), conditions: HashMap::new() }
    }

    /// From one part of `resources`.
    pub(crate) fn add(&mut self, part: &Node) {
        let members = |key: &str| part.get(key).and_then(Node::as_map).unwrap_or(&[]);
        self.mappings.extend(part.get("Mappings").cloned());
        for Entry { key, value, .. } in members("Conditions") {
            self.conditions.insert(key.clone(), value.clone());
        }
    }

    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, name: &Node) -> Result<bool, Problem> {
        self.named(name, 0)
    }

    fn named(&self, name: &Node, depth: usize) -> Result<bool, Problem> {
        let found = name.as_str().and_then(|name| self.conditions.get(name));
        let Some(condition) = found else {
            return Err(Problem::new(
                &name.at,
                format!("the condition {} is not there", name.describe()),
            )
            .expected("the name of a condition in resources.Conditions"));
        };
        self.test(condition, depth + 1)
    }

    fn test(&self, node: &Node, depth: usize) -> Result<bool, Problem> {
        let odd = |expected: &str| {
            Problem::new(&node.at, format!("this condition is {}", node.describe()))
                .expected(expected)
        };
        if depth > NESTING_MAX {
            return Err(Problem::new(&node.at, "conditions name each other without end"));
        }
        let Some((key, argument)) = node.only() else {
            return Err(odd("Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition"));
        };
        let parts = argument.as_list().unwrap_or(&[]);
        match (key, parts) {
            ("Condition", _) => self.named(argument, depth),
            ("Fn::Equals", [left, right]) => Ok(self.text(left)? == self.text(right)?),
            ("Fn::Not", [part]) => Ok(!self.test(part, depth + 1)?),
            ("Fn::And", [_, _, ..]) => {
                parts.iter().try_fold(true, |all, part| Ok(self.test(part, depth + 1)? && all))
            }
            ("Fn::Or", [_, _, ..]) => {
                parts.iter().try_fold(false, |any, part| Ok(self.test(part, depth + 1)? || any))
            }
            _ => Err(odd("Fn::Equals: [a, b], Fn::And, Fn::Or, Fn::Not: [condition]")),
        }
    }

    /// What `Fn::Equals` compares: numbers and booleans as their text.
    fn text(&self, node: &Node) -> Result<String, Problem> {
        let value = resolve(&self.decide(node)?, self)?;
        Ok(match value {
            Json::String(text) => text,
            other => other.to_string(),
        })
    }

    /// A copy with parameters, mappings and `Fn::If` replaced by what they come to.
    pub(crate) fn decide(&self, node: &Node) -> Result<Node, Problem> {
        if let Some((key, argument)) = node.only() {
            match (key, argument.as_str(), argument.as_list()) {
                ("Ref", Some(name), _) if self.has_parameter(name) => {
                    let at = node.at.clone();
                    return Ok(Node { value: self.parameters[name].value.clone(), at });
                }
                ("Fn::If", _, Some([condition, yes, no])) => {
                    return self.decide(if self.holds(condition)? { yes } else { no });
                }
                ("Fn::FindInMap", _, Some([map, first, second])) => {
                    return self.find(node, [map, first, second], None);
                }
                ("Fn::FindInMap", _, Some([map, first, second, more]))
                    if more.get("DefaultValue").is_some() =>
                {
                    return self.find(node, [map, first, second], more.get("DefaultValue"));
                }
                ("Fn::Sub", ..) => return self.decide_sub(node, argument),
                _ => {}
            }
        }
        self.decide_parts(node)
    }

    fn decide_parts(&self, node: &Node) -> Result<Node, Problem> {
        let value = match &node.value {
            Value::List(items) => Value::List(
                items.iter().map(|item| self.decide(item)).collect::<Result<_, Problem>>()?,
            ),
            Value::Map(entries) => Value::Map(
                entries
                    .iter()
                    .map(|entry| Ok(Entry { value: self.decide(&entry.value)?, ..entry.clone() }))
                    .collect::<Result<_, Problem>>()?,
            ),
            plain => plain.clone(),
        };
        Ok(Node { value, at: node.at.clone() })
    }

    /// Gives `Fn::Sub` the parameters that it names as variables of its own.
    fn decide_sub(&self, node: &Node, argument: &Node) -> Result<Node, Problem> {
        let text = argument.as_str().or_else(|| argument.as_list()?.first()?.as_str());
        let text = text.unwrap_or_default();
        let used: Vec<(&String, &Node)> = self
            .parameters
            .iter()
            .filter(|(name, _)| text.contains(&format!("${{{name}}}")))
            .collect();
        let decided = self.decide_parts(argument)?;
        if used.is_empty() {
            return Ok(Node::single("Fn::Sub", decided, &node.at));
        }
        let own = decided.as_list().and_then(|list| list.get(1)?.as_map());
        let mut entries: Vec<Entry> = own.unwrap_or(&[]).to_vec();
        for (name, value) in used {
            if entries.iter().all(|entry| entry.key != *name) {
                let at = node.at.clone();
                entries.push(Entry { key: name.clone(), at, value: value.clone() });
            }
        }
        let map = Node { value: Value::Map(entries), at: argument.at.clone() };
        let list = vec![Node::string(text, &argument.at), map];
        let list = Node { value: Value::List(list), at: argument.at.clone() };
        Ok(Node::single("Fn::Sub", list, &node.at))
    }

    /// `default` is of `AWS::LanguageExtensions`.
    fn find(&self, node: &Node, keys: [&Node; 3], default: Option<&Node>) -> Result<Node, Problem> {
        let [map, first, second] = keys;
        let [map, first, second] = [self.text(map)?, self.text(first)?, self.text(second)?];
        let found =
            self.mappings.iter().find_map(|mappings| mappings.get(&map)?.get(&first)?.get(&second));
        if let (None, Some(default)) = (found, default) {
            return self.decide(default);
        }
        found.cloned().ok_or_else(|| {
            let what = format!("Fn::FindInMap: {map}.{first}.{second} is not there");
            Problem::new(&node.at, what).expected("a value of resources.Mappings")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Report;
    use crate::{parameter, yaml};

    fn decisions() -> Decisions {
        let text = "
Parameters: {Size: {Type: Number, Default: 5}}
Mappings: {Regions: {us-east-1: {Name: east}}}
Conditions:
  East: !Equals [!Ref AWS::Region, us-east-1]
  Big: !Equals [!Ref Size, '9']
  Both: !And [!Condition East, !Not [!Condition Big]]
  Endless: !Condition Endless
";
        let pseudo = Pseudo {
            region: "us-east-1".into(),
            account: "000000000000".into(),
            stack_name: "s-dev".into(),
        };
        let part = yaml::parse("t.yml", text).unwrap();
        let parameters = parameter::values(&[&part], &part, &[], &mut Report::default());
        let mut decisions = Decisions::new(pseudo, parameters);
        decisions.add(&part);
        decisions
    }

    #[test]
    fn what_can_be_decided_is() {
        let decisions = decisions();
        for (text, wanted) in [
            ("!If [Both, {a: !Ref Size}, no]", r#"{"a":5}"#),
            ("!If [Big, yes, [!Ref Table]]", r#"[{"Ref":"Table"}]"#),
            ("!FindInMap [Regions, !Ref AWS::Region, Name]", r#""east""#),
            ("!FindInMap [Regions, x, Name]", "Fn::FindInMap: Regions.x.Name is not there"),
            ("!FindInMap [Regions, x, Name, {DefaultValue: !Ref Size}]", "5"),
            ("!Sub 'a-${Size}-${T}'", r#"{"Fn::Sub":["a-${Size}-${T}",{"Size":5}]}"#),
            ("!If [Endless, 1, 2]", "conditions name each other without end"),
            ("!If [None, 1, 2]", "the condition \"None\" is not there"),
        ] {
            let shown = match decisions.decide(&yaml::parse("f.yml", text).unwrap()) {
                Ok(node) => node.to_json().to_string(),
                Err(problem) => problem.what,
            };
            assert_eq!(shown, wanted, "{text}");
        }
    }
}
